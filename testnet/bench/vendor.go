package bench

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"sync"
	"time"
)

const pace = 10 * time.Millisecond // per chunk of a paced stream

// keep is how many idle connections are kept to one server: more than any run has callers.
const keep = 512

// vendor answers with fixed bytes, so that it costs as little as an HTTP server can.
type vendor struct {
	answers map[string]answer
	bodies  sync.Pool // *bytes.Buffer
}

func serveVendor(listen string) (addr string, end func() error, err error) {
	v := &vendor{bodies: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
	if v.answers, err = answers(); err != nil {
		return "", nil, err
	}
	if listen == "" {
		listen = "127.0.0.1:0"
	}
	return serve(listen, v)
}

func serve(listen string, h http.Handler) (addr string, end func() error, err error) {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return "", nil, err
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = s.Serve(l) }() // ends with Close
	return "http://" + l.Addr().String(), s.Close, nil
}

func (v *vendor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := v.bodies.Get().(*bytes.Buffer)
	defer v.bodies.Put(body)
	body.Reset()
	if _, err := io.Copy(body, r.Body); err != nil {
		return
	}
	h := w.Header()
	h["X-Request-Id"] = []string{"req-bench-0000000000000001"}
	a, kind := v.of(body.Bytes())
	if kind == unary {
		h["Content-Type"] = []string{"application/json"}
		h["Content-Length"] = []string{strconv.Itoa(len(a.whole))}
		_, _ = w.Write(a.whole) // a caller that has left needs no answer
		return
	}
	h["Content-Type"] = []string{"text/event-stream"}
	h["Cache-Control"] = []string{"no-cache"}
	step := pace
	if kind == burst {
		step = 0
	}
	stream(w, a.parts, step)
}

func (v *vendor) of(body []byte) (answer, string) {
	for _, kind := range []string{burst, paced} {
		if bytes.Contains(body, []byte("You answer in "+kind)) {
			return v.answers[kind], kind
		}
	}
	return v.answers[unary], unary
}

// stream sends each event for itself, one per step from the first on.
func stream(w http.ResponseWriter, parts [][]byte, step time.Duration) {
	rc, start := http.NewResponseController(w), time.Now()
	for i, p := range parts {
		if step > 0 {
			time.Sleep(time.Until(start.Add(time.Duration(i) * step)))
		}
		if _, err := w.Write(p); err != nil {
			return
		}
		if rc.Flush() != nil {
			return
		}
	}
}

// serveProxy is the floor: the standard library's reverse proxy.
func serveProxy(target string) (addr string, end func() error, err error) {
	u, err := url.Parse(target)
	if err != nil {
		return "", nil, err
	}
	p := httputil.NewSingleHostReverseProxy(u)
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = keep, keep
	p.Transport = t
	return serve("127.0.0.1:0", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).EnableFullDuplex() // or an early answer cuts off the body that is still being forwarded
		p.ServeHTTP(w, r)
	}))
}
