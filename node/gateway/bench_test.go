package gateway_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/gateway"
)

// relay is a buyer that fetches answers from an HTTP server and does nothing else: with it the gateway does what a reverse proxy
// does, plus what a gateway must.
type relay struct {
	url    string
	client *http.Client
	stream bool
}

type relayed struct {
	body   io.ReadCloser
	buf    [32 << 10]byte
	stream bool
}

func (r relay) Call(ctx context.Context, c market.Call) (gateway.Answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url, bytes.NewReader(c.Body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, err
	}
	return &relayed{body: resp.Body, stream: r.stream}, nil
}

func (r *relayed) Info() gateway.Info {
	return gateway.Info{Seller: "self", Price: "input 0.15, output 0.60 USD/1M", OutputCap: 1024, ContentType: "application/json", Stream: r.stream}
}

func (r *relayed) Next() ([]byte, error) {
	n, err := r.body.Read(r.buf[:])
	return r.buf[:n], err
}

func (r *relayed) Outcome() market.Outcome {
	return market.Outcome{Seller: "self", Cost: money.Micros(3), Receipt: common.Hash{1}, Status: market.StatusDone}
}

func (r *relayed) Cut(*market.Refusal) { _ = r.body.Close() }

func (r *relayed) Close() error { return r.body.Close() }

// BenchmarkAgainstProxy is the gateway and a plain reverse proxy in front of the same server, with the same client: the client's and
// the server's work is in both.
func BenchmarkAgainstProxy(b *testing.B) {
	chunk := []byte("data: {\"id\":\"chatcmpl-vendor\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"acme/fast-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n")
	answers := map[string]func(w http.ResponseWriter){
		"unary": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(bytes.Repeat([]byte("x"), 1<<10))
		},
		"burst200": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/event-stream")
			for range 200 {
				_, _ = w.Write(chunk)
				_ = http.NewResponseController(w).Flush()
			}
		},
	}
	body := strings.Replace(validChat, "hello", strings.Repeat("h", 950), 1)
	for _, name := range []string{"unary", "burst200"} {
		vendor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			answers[name](w)
		}))
		target, err := url.Parse(vendor.URL)
		require.NoError(b, err)
		transport := &http.Transport{MaxIdleConnsPerHost: 100}
		proxy := httputil.NewSingleHostReverseProxy(target)
		proxy.Transport = transport
		l, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(b, err)
		g := newGateway(b, gateway.Config{Listen: l.Addr().String(), Log: slog.New(slog.DiscardHandler)},
			relay{vendor.URL + "/v1/chat/completions", &http.Client{Transport: transport}, name != "unary"}, newBindings())
		front := httptest.NewUnstartedServer(g.Handler())
		front.Listener.Close()
		front.Listener = l
		front.Start()
		proxied := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_ = http.NewResponseController(w).EnableFullDuplex() // or an early answer cuts the body that is still being forwarded
			proxy.ServeHTTP(w, r)
		}))
		for _, c := range []struct{ name, url string }{{"proxy", proxied.URL}, {"gateway", front.URL}} {
			b.Run(name+"/"+c.name, func(b *testing.B) {
				b.ReportAllocs()
				start := cpu(b)
				defer func() { b.ReportMetric(float64(cpu(b)-start)/float64(time.Microsecond)/float64(b.N), "cpu-us/op") }()
				for b.Loop() {
					r := chatRequest(b, context.Background(), body)
					r.URL, _ = url.Parse(c.url + "/v1/chat/completions")
					r.Host = r.URL.Host
					resp, err := http.DefaultClient.Do(r)
					require.NoError(b, err)
					_, err = io.Copy(io.Discard, resp.Body)
					require.NoError(b, err)
					require.Equal(b, 200, resp.StatusCode)
					_ = resp.Body.Close()
				}
			})
		}
		front.Close()
		proxied.Close()
		vendor.Close()
	}
}

// cpu is what this process has used: on a shared machine the figure to trust.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkHandler is the gateway's own work on one call, without sockets.
func BenchmarkHandler(b *testing.B) {
	body := strings.Replace(validChat, "hello", strings.Repeat("h", 950), 1)
	g := newGateway(b, gateway.Config{Log: slog.New(slog.DiscardHandler)}, canned{}, newBindings())
	b.ReportAllocs()
	for b.Loop() {
		w := newRecorder()
		g.Handler().ServeHTTP(w, chatRequest(b, context.Background(), body))
		if w.status != 200 {
			b.Fatal(w.body.String())
		}
	}
}

type canned struct{}

func (canned) Call(context.Context, market.Call) (gateway.Answer, error) { return &cannedAnswer{}, nil }

type cannedAnswer struct{ relayed }

func (c *cannedAnswer) Next() ([]byte, error) { return c.buf[:1<<10], io.EOF }
func (c *cannedAnswer) Close() error          { return nil }
