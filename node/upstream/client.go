package upstream

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
)

// Timeouts of a connection; the first byte and the stream are timed by the caller's context.
const (
	dialTimeout = 10 * time.Second
	tlsTimeout  = 10 * time.Second
	idleTimeout = 90 * time.Second
	keepAlive   = 30 * time.Second
)

// maxIdle is how many connections to the vendor are kept: as many as a busy node has calls in flight.
const maxIdle = 512

// maxHeaders bounds the headers of an answer, bytes.
const maxHeaders = 64 << 10

// Config is one upstream as the operator names it.
type Config struct {
	Name         string       // the operator's
	Kind         string       // of profile
	BaseURL      string       // "": the profile's
	Keys         []Key        // used in turns; none: the vendor wants none
	Limits       Limits       // of each key
	AllowPrivate bool         // http and private addresses are allowed: a vendor of the operator's own network
	Proxy        string       // http, https or socks5; "": none, whatever the environment says
	Log          *slog.Logger // nil: nobody is told
}

// Client calls one vendor. It is safe for concurrent use. The only goroutine it starts waits, for a quarter of a second at most, for what
// follows the end mark of a stream that was closed there.
type Client struct {
	name    string
	profile Profile
	pool    *pool
	base    *url.URL
	http    *http.Client
}

// New checks an upstream's configuration.
func New(cfg Config) (*Client, error) {
	p, err := ProfileOf(cfg.Kind)
	if err != nil {
		return nil, fmt.Errorf("upstream %q: %w", cfg.Name, err)
	}
	if cfg.BaseURL == "" {
		cfg.BaseURL = p.BaseURL
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	base, err := checkURL(cfg)
	if err != nil {
		return nil, fmt.Errorf("upstream %q: %w", cfg.Name, err)
	}
	for _, k := range cfg.Keys {
		if strings.ContainsFunc(k.Secret.reveal(), func(r rune) bool { return r <= ' ' || r > '~' }) {
			return nil, fmt.Errorf("upstream %q: key %s has blanks or characters that no key has", cfg.Name, k.Name)
		}
	}
	t, err := transport(cfg)
	if err != nil {
		return nil, fmt.Errorf("upstream %q: %w", cfg.Name, err)
	}
	return &Client{name: cfg.Name, profile: p, pool: newPool(cfg.Name, cfg.Keys, cfg.Limits, cfg.Log, time.Now()), base: base,
		http: &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// at is the address of a path below the base URL. A path may climb: vendors serve a second dialect beside the first.
func (c *Client) at(path string) string {
	path, query, _ := strings.Cut(path, "?")
	u := c.base.JoinPath(path)
	u.RawQuery = query
	return u.String()
}

// checkURL refuses addresses to which a key must not be sent.
func checkURL(cfg Config) (base *url.URL, err error) {
	u, err := url.Parse(cfg.BaseURL)
	switch {
	case err != nil || u.Host == "":
		return nil, errors.New("base_url is not a URL, such as https://api.openai.com/v1")
	case u.User != nil:
		return nil, errors.New("base_url holds credentials; name them with key_env or key_file")
	case u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("base_url has a query or a fragment; write only scheme, host and path")
	case u.Scheme != "https" && !(u.Scheme == "http" && cfg.AllowPrivate):
		return nil, fmt.Errorf("base_url has scheme %q; only https, or http with allow_private for a vendor of your own network", u.Scheme)
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !cfg.AllowPrivate && !isPublic(ip) {
		return nil, fmt.Errorf("base_url: %s: %w; set allow_private for a vendor of your own network", ip, ErrPrivateAddress)
	}
	return u, nil
}

func transport(cfg Config) (*http.Transport, error) {
	dialer := &net.Dialer{Timeout: dialTimeout, KeepAlive: keepAlive}
	t := &http.Transport{
		DialContext: dialer.DialContext, TLSHandshakeTimeout: tlsTimeout, ForceAttemptHTTP2: true,
		MaxIdleConns: maxIdle, MaxIdleConnsPerHost: maxIdle, IdleConnTimeout: idleTimeout,
		MaxResponseHeaderBytes: maxHeaders,
		DisableCompression:     true, // what is asked for uncompressed passes through byte by byte
	}
	if cfg.Proxy != "" {
		p, err := url.Parse(cfg.Proxy)
		if err != nil || p.Host == "" {
			return nil, errors.New("proxy is not a URL, such as http://proxy.example:3128")
		}
		t.Proxy = http.ProxyURL(p)
		return t, nil // the proxy is dialled, and it resolves the vendor's name
	}
	if !cfg.AllowPrivate {
		dialer.Control = publicOnly
	}
	return t, nil
}

// Profile is what is particular about the vendor.
func (c *Client) Profile() Profile { return c.profile }

// Name is the operator's name of the upstream.
func (c *Client) Name() string { return c.name }

// Call is one request to a vendor.
type Call struct {
	ID      string       // sent as X-Client-Request-Id, by which a bill can be compared; "": none
	Dialect dialect.Name // one that the profile lists
	Model   string       // the vendor's name of it
	Stream  bool
	Tokens  uint64       // prompt and answer, at most: counts against a key's limit
	Worst   money.Amount // the most that the vendor may bill
}

// Response is a vendor's answer whose status and content type are as they should be.
type Response struct {
	Status   int
	Header   http.Header // what may be shown to a buyer
	VendorID string      // the vendor's own id of the call
	Key      string      // the name of the key that was used
	Body     io.ReadCloser
	body     *answerBody
	lease    *lease
	profile  Profile
	worst    money.Amount
}

// Book books what the call has cost by our rating, or all that it may cost where the vendor goes on without its reader. It also says
// what the vendor itself states, where it does. It is called once, when nothing more is read.
func (r *Response) Book(rated money.Amount) (stated money.Amount, ok bool) {
	stated, ok = r.profile.Stated.read(r.body.tail.kept)
	switch {
	case ok:
		r.lease.book(stated)
	case !r.body.ended && !r.body.marked && !r.profile.Cancels:
		r.lease.book(r.worst.Max(rated))
	default:
		r.lease.book(rated)
	}
	return stated, ok
}

// Do sends a body and returns when the answer's headers are there. ctx ends the answer too. A key that the vendor refuses or limits
// gives way to the next. Errors are *Error, or ctx's.
func (c *Client) Do(ctx context.Context, call Call, body []byte) (*Response, error) {
	speech, ok := c.profile.Speech(call.Dialect)
	if !ok {
		return nil, &Error{Code: Invalid, Detail: fmt.Sprintf("the upstream does not speak %s", call.Dialect)}
	}
	var tried []*entry
	var refusal *Error
	for {
		l, err := c.pool.take(call, tried, time.Now())
		if err != nil {
			if refusal != nil {
				return nil, refusal // what the vendor says tells more than that no other key is left
			}
			return nil, err
		}
		resp, err := c.with(ctx, l, speech, call, body)
		if err == nil {
			return resp, nil
		}
		l.end()
		l.book(money.Amount{})
		if !errors.As(err, &refusal) || !l.judge(refusal, time.Now()) {
			return nil, err
		}
		tried = append(tried, l.key)
	}
}

// with sends a call with one key.
func (c *Client) with(ctx context.Context, l *lease, speech Speech, call Call, body []byte) (*Response, error) {
	// The request has a context of its own, which follows ctx until the answer is closed: an answer that was read whole must not lose
	// its connection because the caller is done with ctx.
	own, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	unlink := context.AfterFunc(ctx, func() { cancel(context.Cause(ctx)) })
	out := &answerBody{release: func() { unlink(); l.end() }, cancel: func() { cancel(nil) }, keep: c.profile.Stated.Field != ""}
	resp, err := c.send(own, l, speech, call, body, out)
	if err != nil {
		out.release()
		out.cancel()
		return nil, c.ended(ctx, err)
	}
	l.answered()
	resp.Key, resp.body, resp.lease, resp.profile, resp.worst = l.key.Name, out, l, c.profile, call.Worst
	return resp, nil
}

// ended is the caller's own end where there was one, else the error.
func (c *Client) ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("call upstream %q: %w", c.name, context.Cause(ctx))
	}
	return err
}

func (c *Client) send(ctx context.Context, l *lease, speech Speech, call Call, body []byte, out *answerBody) (*Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.at(speech.path(call)), bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("make request to upstream %q: %w", c.name, err)
	}
	headers(req, speech.Auth, l.key.Secret, call)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.transportError(err)
	}
	if err := c.judge(resp, call.Stream); err != nil {
		_ = resp.Body.Close() // the error says more
		return nil, err
	}
	most := int64(maxUnary)
	if call.Stream {
		most = maxStream
	}
	r, err := bound(resp.Body, resp.Header.Get("Content-Encoding"), most)
	if err != nil {
		_ = resp.Body.Close() // the error says more
		return nil, &Error{Code: Malformed, Status: resp.StatusCode, Err: err}
	}
	out.r, out.raw = r, resp.Body
	return &Response{Status: resp.StatusCode, Header: allowed(resp.Header), VendorID: c.vendorID(resp.Header), Body: out}, nil
}

// path is where a call goes, below the base URL.
func (s Speech) path(call Call) string {
	path := s.Path
	if call.Stream && s.StreamPath != "" {
		path = s.StreamPath
	}
	return strings.Replace(path, "{model}", url.PathEscape(call.Model), 1)
}

// anthropicVersion is the version of its API that Anthropic wants named.
const anthropicVersion = "2023-06-01"

// headers sets all that a vendor is sent: nothing of a buyer's or an application's headers is among it.
func headers(req *http.Request, auth Auth, key Secret, call Call) {
	if auth == XAPIKey {
		req.Header.Set("Anthropic-Version", anthropicVersion)
	}
	switch {
	case key.IsZero():
	case auth == XAPIKey:
		req.Header.Set("X-Api-Key", key.reveal())
	case auth == XGoogAPIKey:
		req.Header.Set("X-Goog-Api-Key", key.reveal())
	default:
		req.Header.Set("Authorization", "Bearer "+key.reveal())
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	if call.Stream {
		req.Header.Set("Accept", "text/event-stream")
	}
	req.Header.Set("User-Agent", "tolsey")
	if call.ID != "" {
		req.Header.Set("X-Client-Request-Id", call.ID)
	}
}

// transportError is what went wrong on the way to the vendor.
func (c *Client) transportError(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // the URL is configuration, and no news
	}
	if text := err.Error(); text != c.pool.scrub(text) { // a status line that is none is quoted
		err = errors.New(c.pool.scrub(text))
	}
	return &Error{Code: Unavailable, Err: fmt.Errorf("call upstream %q: %w", c.name, err)}
}

// allowed are the headers of an answer that may be shown.
func allowed(h http.Header) http.Header {
	out := http.Header{}
	if v := h.Get("Content-Type"); v != "" {
		out.Set("Content-Type", v)
	}
	return out
}

// vendorID is the vendor's id of a call, if it is one that can be logged.
func (c *Client) vendorID(h http.Header) string {
	for _, name := range [...]string{"X-Request-Id", "Request-Id", "X-Generation-Id"} {
		if id := c.quote(h.Get(name), 128); id != "" {
			return id
		}
	}
	return ""
}

// mediaType is the content type without its parameters.
func mediaType(h http.Header) string {
	t, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return t
}
