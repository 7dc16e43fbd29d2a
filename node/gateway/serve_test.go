package gateway_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/gateway"
)

// A stop lets running streams finish, refuses new calls meanwhile and says so to whoever asks whether it is ready.
func TestDrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 5, pause: time.Second}, nil)
		resp := b.post(t, t.Context(), streamChat)
		ready := func() int {
			r := newRecorder()
			req, err := http.NewRequest(http.MethodGet, "http://127.0.0.1:8402/readyz", nil)
			require.NoError(t, err)
			b.Handler().ServeHTTP(r, req)
			return r.status
		}
		require.Equal(t, 200, ready())
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			b.stop()
		}()
		synctest.Wait()
		require.Equal(t, 503, ready())
		w := newRecorder()
		b.Handler().ServeHTTP(w, chatRequest(t, t.Context(), validChat))
		require.Equal(t, 503, w.status)
		require.Contains(t, w.body.String(), "node_degraded:draining")
		require.True(t, strings.HasSuffix(readAll(t, resp), "data: [DONE]\n\n"))
		<-stopped
	})
}

// What has not finished when the time is over is cut, with and without an Idempotency-Key: the stream ends with one error that says why
// and what it is charged, and its call ends.
func TestDrainEnds(t *testing.T) {
	for name, headers := range map[string][]string{"plain": nil, "keyed": {idem, "order-1"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := serve(t, &fakeBuyer{chunks: 1000, pause: time.Second}, nil)
				resp := b.post(t, t.Context(), streamChat, headers...)
				text := make(chan string, 1)
				go func() { text <- readAll(t, resp) }()
				start := time.Now()
				b.stop()
				require.LessOrEqual(t, time.Since(start), gateway.DefaultDrain+time.Second)
				require.True(t, b.buyer.last().isClosed())
				body, cost := <-text, b.buyer.last().Outcome().Cost
				require.Equal(t, 1, strings.Count(body, `"error":{`), body)
				require.Contains(t, body, `"error_type":"node_degraded:draining"`)
				require.Contains(t, body, `"charged":"`+cost.Decimal()+`"`)
				require.Contains(t, body, `"finish_reason":"error"`)
				require.Equal(t, cost.String(), resp.Trailer.Get("X-Tolsey-Cost"))
			})
		})
	}
}

// An application that does not read its stream is not waited for, and one whose answer has not begun is refused.
func TestDrainEndsWhatCannotBeTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 1000, pause: time.Second}, nil)
		resp := b.post(t, t.Context(), streamChat)
		start := time.Now()
		b.stop()
		require.LessOrEqual(t, time.Since(start), gateway.DefaultDrain+5*time.Second)
		require.True(t, b.buyer.last().isClosed())
		_, err := io.ReadAll(resp.Body)
		require.Error(t, err)
	})
	for name, headers := range map[string][]string{"plain": nil, "keyed": {idem, "order-1"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := serve(t, &fakeBuyer{chunks: 1, wait: time.Minute}, nil)
				resp := make(chan *http.Response, 1)
				go func() { resp <- b.post(t, t.Context(), validChat, headers...) }()
				time.Sleep(time.Second)
				b.stop()
				r := <-resp
				require.Equal(t, 503, r.StatusCode)
				require.Equal(t, "5", r.Header.Get("Retry-After"))
				require.Contains(t, readAll(t, r), "node_degraded:draining")
			})
		})
	}
}

// A connection whose header does not come is closed.
func TestSlowHeader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{}, nil)
		defer b.stop()
		conn, err := b.l.dial(t.Context(), "", "")
		require.NoError(t, err)
		start := time.Now()
		_, err = conn.Write([]byte("POST /v1/chat/completions HTTP/1.1\r\nHost: 127"))
		require.NoError(t, err)
		_, err = io.ReadAll(conn)
		require.NoError(t, err)
		require.Equal(t, 5*time.Second, time.Since(start))
	})
}

// A body may take its time as long as it keeps coming; one that drips does not.
func TestBodyPace(t *testing.T) {
	for name, c := range map[string]struct {
		bytes, status int // bytes per second
	}{"slow": {1100, 200}, "drip": {20, 408}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := serve(t, &fakeBuyer{chunks: 1}, nil)
				defer b.stop()
				conn, err := b.l.dial(t.Context(), "", "")
				require.NoError(t, err)
				body := strings.Replace(validChat, "hello", strings.Repeat("h", 60_000), 1)
				wrote := make(chan struct{})
				go func() {
					defer close(wrote)
					_, _ = io.WriteString(conn, "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:8402\r\nAuthorization: Bearer "+goodKey+
						"\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
					for i := 0; i < len(body); i += c.bytes {
						time.Sleep(time.Second)
						part := body[i:min(i+c.bytes, len(body))]
						if _, err := io.WriteString(conn, hex(len(part))+"\r\n"+part+"\r\n"); err != nil {
							return
						}
					}
					_, _ = io.WriteString(conn, "0\r\n\r\n")
				}()
				resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
				require.NoError(t, err)
				require.Equal(t, c.status, resp.StatusCode)
				require.NoError(t, conn.Close())
				<-wrote
			})
		})
	}
}

func hex(n int) string {
	const digits = "0123456789abcdef"
	out := ""
	for ; n > 0; n /= 16 {
		out = digits[n%16:n%16+1] + out
	}
	return out
}

// One connection serves many requests: no deadline of one reaches the next.
func TestConnectionIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 2}, nil)
		defer b.stop()
		dials := 0
		tr := &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			dials++
			return b.l.dial(ctx, network, addr)
		}}
		defer tr.CloseIdleConnections()
		for i, body := range []string{validChat, "nonsense", streamChat, validChat, streamChat} {
			resp, err := (&http.Client{Transport: tr}).Do(chatRequest(t, t.Context(), body))
			require.NoError(t, err)
			readAll(t, resp)
			require.Equal(t, i == 1, resp.StatusCode == 400)
			time.Sleep(100 * time.Second)
		}
		require.Equal(t, 1, dials)
	})
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	g := newGateway(t, gateway.Config{Listen: l.Addr().String(), Log: slog.New(slog.DiscardHandler)}, &fakeBuyer{}, newBindings())
	require.ErrorIs(t, g.Run(t.Context()), syscall.EADDRINUSE)
}

// Every route names its meter, and there are no others than these.
func TestRoutes(t *testing.T) {
	require.Equal(t, map[string]string{"POST /v1/chat/completions": "call", "POST /v1/responses": "call", "POST /v1/messages": "call", "POST /v1/completions": "call",
		"POST /v1/embeddings": "call", "GET /v1/models": "rate", "GET /v1/models/{id...}": "rate", "POST /v1/messages/count_tokens": "rate",
		"POST /v1/responses/input_tokens": "rate", "GET /v1beta/models": "rate", "GET /v1beta/models/{id...}": "rate", "POST /v1beta/models/{id...}": "call", "POST /v1/models/{id...}": "call",
		"POST /api/v1/chat/completions": "call", "POST /api/v1/responses": "call", "POST /api/v1/messages": "call", "POST /api/v1/completions": "call",
		"POST /api/v1/embeddings": "call", "GET /api/v1/models": "rate", "GET /api/v1/models/{id...}": "rate",
		"GET /api/v1/generation": "rate", "GET /api/v1/credits": "rate", "GET /api/v1/key": "rate", "GET /api/v1/auth/key": "rate",
		"GET /livez": "nothing", "GET /readyz": "nothing"}, gateway.Served())
	b := newGateway(t, gateway.Config{Log: slog.New(slog.DiscardHandler)}, &fakeBuyer{chunks: 1}, newBindings())
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE", "BREW"} {
		for _, path := range []string{"/", "/v1", "/v1/", "/v1/models", "/v1/models/", "/v1/models/a/b", "/v1/chat/completions", "/v1/chat/completions/", "/livez", "/readyz",
			"/metrics", "/debug/pprof/", "/api/v1/status", "/v1/keys", "/v1/../livez", "/v1/models/../../livez"} {
			w := newRecorder()
			r, err := http.NewRequest(method, "http://127.0.0.1:8402"+path, nil)
			require.NoError(t, err)
			b.Handler().ServeHTTP(w, r)
			open := method == "GET" && (path == "/livez" || path == "/readyz")
			require.Equal(t, open, w.status == 200, "%s %s without a key is answered with %d", method, path, w.status)
			if open {
				require.Equal(t, `{"ok":true}`, w.body.String())
			} else {
				require.Equal(t, 401, w.status, "%s %s", method, path)
			}
		}
	}
}

// A name in front is answered to with its origin, over TLS or not.
func TestNamedHosts(t *testing.T) {
	g := newGateway(t, gateway.Config{Hosts: []string{"LLM.example.com"}, Log: slog.New(slog.DiscardHandler)}, &fakeBuyer{}, newBindings())
	for _, c := range []struct {
		host, origin, site string
		status             int
	}{
		{"llm.example.com", "", "", 200}, {"LLM.EXAMPLE.COM", "", "", 200}, {"llm.example.com", "https://llm.example.com", "same-origin", 200},
		{"llm.example.com:443", "", "", 403}, {"llm.example.com.", "", "", 403}, {"example.com", "", "", 403},
		{"localhost:8402", "", "none", 200}, {"[::1]:8402", "http://[::1]:8402", "", 200}, {"localhost:8402", "http://localhost:8403", "", 403},
		{"localhost", "", "", 403}, {"127.0.0.1:8402", "http://127.0.0.1:8402", "same-site", 403}, {"127.1:8402", "", "", 403}, {"[::ffff:127.0.0.1]:8402", "", "", 403},
	} {
		w := newRecorder()
		r, err := http.NewRequest(http.MethodGet, "http://x/livez", nil)
		require.NoError(t, err)
		r.Host = c.host
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if c.site != "" {
			r.Header.Set("Sec-Fetch-Site", c.site)
		}
		g.Handler().ServeHTTP(w, r)
		require.Equal(t, c.status, w.status, "%+v", c)
	}
	_, err := gateway.New(gateway.Config{Hosts: []string{"*.example.com"}}, nil, nil, nil, nil, nil)
	require.ErrorContains(t, err, "write a name")
}

// Bodies of running calls are bounded per key, so that one key cannot starve the others, and in all.
func TestInFlightBytes(t *testing.T) {
	const mib = 1 << 20
	var f gateway.InFlight
	refused := func(err error) *market.Refusal {
		var r *market.Refusal
		require.True(t, errors.As(err, &r), "%v", err)
		require.Positive(t, r.RetryAfter)
		return r
	}
	a, err := f.Take("a", 120*mib)
	require.NoError(t, err)
	over, err := f.Take("a", 10*mib)
	require.Equal(t, market.LimitKeyInFlight, refused(err).LimitSource)
	require.Equal(t, 429, refused(err).Status)
	over()
	b, err := f.Take("b", 120*mib)
	require.NoError(t, err)
	c, err := f.Take("c", 20*mib)
	require.Equal(t, 503, refused(err).Status, "the node's own memory is nobody's fault")
	c()
	a()
	c, err = f.Take("c", 20*mib)
	require.NoError(t, err)
	b()
	c()
	for range 2 {
		release, err := f.Take("a", 128*mib)
		require.NoError(t, err, "everything was given back")
		release()
	}
}

// A claim of a large body takes no memory before it comes.
func TestClaimedLengthTakesNoMemory(t *testing.T) {
	g := newGateway(t, gateway.Config{Log: slog.New(slog.DiscardHandler)}, &fakeBuyer{}, newBindings())
	allocated := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			r := chatRequest(b, context.Background(), "")
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader("{")), 32<<20
			g.Handler().ServeHTTP(newRecorder(), r)
		}
	}).AllocedBytesPerOp()
	require.Less(t, allocated, int64(256<<10))
}
