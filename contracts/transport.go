package contracts

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
)

const (
	// maxResponse bounds what a node may answer, bytes.
	maxResponse = 16 << 20
	// requestTimeout bounds one request.
	requestTimeout = 20 * time.Second
)

func dialOptions() []rpc.ClientOption {
	return []rpc.ClientOption{
		rpc.WithHTTPClient(&http.Client{Transport: bounded{http.DefaultTransport}, Timeout: requestTimeout}),
		rpc.WithWebsocketMessageSizeLimit(maxResponse),
	}
}

// bounded cuts answers off at maxResponse, so that a node cannot fill our memory.
type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxResponse), resp.Body}
	return resp, nil
}

// hostOf is what may be shown of a node's address: paths and queries often carry an access key.
func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return "the configured address"
	}
	return u.Scheme + "://" + u.Host
}

func schemeOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Scheme
}

// scrub takes the access key out of an error's text.
func scrub(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		e.URL = hostOf(e.URL)
	}
	return err
}
