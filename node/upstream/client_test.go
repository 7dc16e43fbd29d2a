package upstream_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/upstream"
)

// canary is a key that must turn up nowhere but at the configured host.
const canary = "sk-canary-4fJk29sLmQ8z"

func keys(secrets ...upstream.Secret) (out []upstream.Key) {
	for i, s := range secrets {
		out = append(out, upstream.Key{Name: fmt.Sprintf("KEY_%d", i+1), Secret: s})
	}
	return out
}

func client(t testing.TB, base string) *upstream.Client {
	c, err := upstream.New(upstream.Config{Name: "v", Kind: "openai", BaseURL: base, Keys: keys(upstream.NewSecret(canary)), AllowPrivate: true})
	require.NoError(t, err)
	return c
}

// vendor serves one handler and counts the connections.
func vendor(t testing.TB, h http.HandlerFunc) (*httptest.Server, *atomic.Int64) {
	s, conns := httptest.NewUnstartedServer(h), new(atomic.Int64)
	s.Config.ConnState = func(_ net.Conn, st http.ConnState) {
		if st == http.StateNew {
			conns.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	return s, conns
}

func answer(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, body)
	}
}

func code(t require.TestingT, err error) *upstream.Error {
	var e *upstream.Error
	require.ErrorAs(t, err, &e)
	require.NotContains(t, fmt.Sprintf("%v %+v %s", err, e, e.Detail), canary)
	return e
}

func TestDo(t *testing.T) {
	var got *http.Request
	var sent []byte
	s, conns := vendor(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		sent, _ = io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("X-Request-Id", "req_1")
		w.Header().Set("Set-Cookie", "a=b")
		w.Header().Set("X-Ratelimit-Remaining-Tokens", "7")
		_, _ = io.WriteString(w, `{"choices":[]}`)
	})
	c := client(t, s.URL+"/v1/")
	for range 20 {
		resp, err := c.Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI, ID: "c0ffee"}, []byte(`{"a":1}`))
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Equal(t, `{"choices":[]}`, string(body))
		require.Equal(t, "req_1", resp.VendorID)
		require.Equal(t, http.Header{"Content-Type": {"application/json; charset=utf-8"}}, resp.Header, "what is the vendor's and the account's stays here")
	}
	require.Equal(t, int64(1), conns.Load(), "connections are reused")
	require.Equal(t, `{"a":1}`, string(sent))
	require.Equal(t, "/v1/chat/completions", got.URL.Path)
	require.Equal(t, http.Header{"Authorization": {"Bearer " + canary}, "Content-Type": {"application/json"}, "Accept": {"application/json"}, "User-Agent": {"tolsey"},
		"X-Client-Request-Id": {"c0ffee"}, "Content-Length": {"7"}}, got.Header)
}

func TestAStreamIsNotHeldBack(t *testing.T) {
	next := make(chan struct{})
	s, _ := vendor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for i := range 3 {
			_, _ = fmt.Fprintf(w, "data: %d\n\n", i)
			w.(http.Flusher).Flush()
			<-next
		}
	})
	resp, err := client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI, Stream: true}, nil)
	require.NoError(t, err)
	buf := make([]byte, 100)
	for i := range 3 {
		n, err := resp.Body.Read(buf)
		require.NoError(t, err)
		require.Equal(t, fmt.Sprintf("data: %d\n\n", i), string(buf[:n]), "each event comes before the next is made")
		next <- struct{}{}
	}
	_, err = resp.Body.Read(buf)
	require.ErrorIs(t, err, io.EOF)
}

func TestAStreamClosedAtItsEndMarkLeavesTheConnection(t *testing.T) {
	read := func(last string) int64 {
		s, conns := vendor(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, last)
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond) // the last chunk comes later
		})
		c := client(t, s.URL)
		for range 5 {
			ctx, cancel := context.WithCancel(t.Context())
			resp, err := c.Do(ctx, upstream.Call{Dialect: dialect.OpenAI, Stream: true}, nil)
			require.NoError(t, err)
			_, err = resp.Body.Read(make([]byte, 100))
			require.NoError(t, err)
			require.NoError(t, resp.Body.Close())
			cancel()
			time.Sleep(40 * time.Millisecond)
		}
		return conns.Load()
	}
	require.Less(t, read("data: [DONE]\n\n"), int64(5), "one connection, or few where this machine is busy")
	require.Equal(t, int64(5), read("data: x\n\n"), "in the middle it is cut at once")
}

func TestRedirectsAreRefused(t *testing.T) {
	var stolen atomic.Int64
	thief, _ := vendor(t, func(http.ResponseWriter, *http.Request) { stolen.Add(1) })
	for _, status := range []int{301, 302, 303, 307, 308} {
		s, _ := vendor(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, thief.URL, status) })
		_, err := client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, []byte("{}"))
		require.Equal(t, upstream.Unavailable, code(t, err).Code)
		report := client(t, s.URL).Check(t.Context())[0]
		require.False(t, report.KeyValid)
		require.Contains(t, report.Problem, "redirects")
	}
	require.Zero(t, stolen.Load(), "nobody else was called")
}

func TestPrivateAddressesNeedLeave(t *testing.T) {
	s := httptest.NewTLSServer(answer("application/json", "{}"))
	t.Cleanup(s.Close)
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	require.NoError(t, err)
	c, err := upstream.New(upstream.Config{Name: "v", Kind: "openai", BaseURL: "https://localhost:" + port, Keys: keys(upstream.NewSecret(canary))})
	require.NoError(t, err, "a name shows its address only when it is dialled")
	_, err = c.Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
	require.ErrorIs(t, err, upstream.ErrPrivateAddress)
	require.Equal(t, upstream.Unavailable, code(t, err).Code)
}

func TestBadConfigurations(t *testing.T) {
	for _, c := range []struct {
		cfg  upstream.Config
		text string
	}{
		{upstream.Config{Kind: "gopher"}, `unknown kind of upstream; write one of ["alibaba"`},
		{upstream.Config{Kind: "openai-compatible"}, "base_url is not a URL"},
		{upstream.Config{Kind: "openai", BaseURL: "api.openai.com"}, "base_url is not a URL"},
		{upstream.Config{Kind: "openai", BaseURL: "http://api.openai.com/v1"}, `scheme "http"; only https`},
		{upstream.Config{Kind: "openai", BaseURL: "ftp://api.openai.com/v1", AllowPrivate: true}, `scheme "ftp"`},
		{upstream.Config{Kind: "openai", BaseURL: "https://user:pw@api.openai.com/v1"}, "credentials"},
		{upstream.Config{Kind: "openai", BaseURL: "https://api.openai.com/v1?key=x"}, "query"},
		{upstream.Config{Kind: "openai", BaseURL: "https://10.0.0.1/v1"}, "private"},
		{upstream.Config{Kind: "openai", BaseURL: "https://[::ffff:127.0.0.1]/v1"}, "private"},
		{upstream.Config{Kind: "openai", Keys: keys(upstream.NewSecret(canary + "\n"))}, "key KEY_1 has blanks"},
		{upstream.Config{Kind: "openai", Proxy: "nowhere"}, "proxy is not a URL"},
	} {
		_, err := upstream.New(c.cfg)
		require.ErrorContains(t, err, c.text)
		require.NotContains(t, err.Error(), canary)
	}
	_, err := upstream.New(upstream.Config{Kind: "openai"})
	require.NoError(t, err, "the profile knows the vendor's address")
}

func TestOnlyTheConfiguredProxyIsUsed(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	var asked string
	proxy, _ := vendor(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.String()
		answer("application/json", "{}")(w, r)
	})
	c, err := upstream.New(upstream.Config{Kind: "openai", BaseURL: "http://vendor.invalid/v1", AllowPrivate: true, Proxy: proxy.URL})
	require.NoError(t, err)
	_, err = c.Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
	require.NoError(t, err)
	require.Equal(t, "http://vendor.invalid/v1/chat/completions", asked)
}

func zipped(text []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(text)
	_ = z.Close()
	return b.Bytes()
}

func encoded(kind, encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(body)
	}
}

func TestCompressedAnswers(t *testing.T) {
	read := func(h http.HandlerFunc) ([]byte, error) {
		s, _ := vendor(t, h)
		resp, err := client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}
	text := []byte(strings.Repeat("it is so. ", 1000))
	got, err := read(encoded("application/json", "gzip", zipped(text)))
	require.NoError(t, err, "nobody asked, but it can be read")
	require.Equal(t, text, got)

	got, err = read(encoded("application/json", "gzip", zipped(bytes.Repeat([]byte{'0'}, 16<<20))))
	require.ErrorIs(t, err, upstream.ErrTooLarge)
	require.Less(t, len(got), 4<<20, "a bomb is not inflated")

	_, err = read(encoded("application/json", "gzip", []byte("not gzip at all")))
	require.ErrorIs(t, err, dialect.ErrMalformed)
	_, err = read(encoded("application/json", "gzip", zipped(text)[:40]))
	require.Error(t, err)
	_, err = read(encoded("application/json", "br", text))
	require.Equal(t, upstream.Malformed, code(t, err).Code)
	_, err = read(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(500)
		_, _ = w.Write(zipped(bytes.Repeat([]byte{'0'}, 16<<20)))
	})
	require.Equal(t, 500, code(t, err).Status)
}

func TestAGzipStreamIsNotHeldBack(t *testing.T) {
	next := make(chan struct{})
	s, _ := vendor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 3 {
			_, _ = io.WriteString(z, "data: x\n\n")
			_ = z.Flush()
			w.(http.Flusher).Flush()
			<-next
		}
		_ = z.Close()
	})
	resp, err := client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI, Stream: true}, nil)
	require.NoError(t, err)
	buf := make([]byte, 100)
	for range 3 {
		n, err := resp.Body.Read(buf)
		require.NoError(t, err)
		require.Equal(t, "data: x\n\n", string(buf[:n]))
		next <- struct{}{}
	}
}

func TestAnswersHaveBounds(t *testing.T) {
	s, _ := vendor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		block := bytes.Repeat([]byte(" "), 1<<20)
		for range 40 {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})
	resp, err := client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
	require.NoError(t, err)
	n, err := io.Copy(io.Discard, resp.Body)
	require.ErrorIs(t, err, upstream.ErrTooLarge)
	require.Equal(t, int64(32<<20+1), n)
	require.NoError(t, resp.Body.Close())

	s, _ = vendor(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Long", strings.Repeat("x", 1<<20)) })
	_, err = client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
	require.Equal(t, upstream.Unavailable, code(t, err).Code)
}

// raw serves bytes that no HTTP server would write.
func raw(t *testing.T, text string) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 4096))
			_, _ = io.WriteString(c, text)
			_ = c.Close()
		}
	}()
	return "http://" + l.Addr().String()
}

func TestHostileHeaders(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	for _, text := range []string{
		head + "X-Request-Id: a\r\n evil: folded\r\nContent-Length: 2\r\n\r\n{}",
		head + "X-Request-Id: a\x01b\r\nContent-Length: 2\r\n\r\n{}",
		head + "X-Request-Id: " + strings.Repeat("x", 500) + "\r\nContent-Length: 2\r\n\r\n{}",
		head + "X-Request-Id: a\r\nX-Request-Id: b\r\nContent-Length: 2\r\n\r\n{}",
		head + "X Request Id: a\r\nContent-Length: 2\r\n\r\n{}",
		head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
		head + "Content-Length: -1\r\n\r\n{}",
		head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
		"garbage\r\n\r\n",
		canary + "\r\n\r\n",
		"HTTP/1.1 " + canary + " OK\r\n\r\n",
		head + "X-Request-Id: " + canary + "\r\nContent-Length: 2\r\n\r\n{}",
		"",
	} {
		resp, err := client(t, raw(t, text)).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, []byte("{}"))
		if err != nil {
			require.NotZero(t, code(t, err).Code)
			continue
		}
		require.LessOrEqual(t, len(resp.VendorID), 131)
		require.NotContains(t, resp.VendorID, "\n")
		require.NotContains(t, resp.VendorID, canary)
		require.NotContains(t, resp.VendorID, "\x01")
		require.Len(t, resp.Header, 1)
		_, _ = io.ReadAll(resp.Body)
		require.NoError(t, resp.Body.Close())
	}
}

func TestACutAnswerIsAnError(t *testing.T) {
	for _, text := range []string{
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":",
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n",
	} {
		resp, err := client(t, raw(t, text)).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
		require.NoError(t, err)
		got, err := io.ReadAll(resp.Body)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		require.Equal(t, `{"a":`, string(got))
	}
}

func TestTheCallersContextEndsEverything(t *testing.T) {
	s, _ := vendor(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("x") == "" && r.Header.Get("X-Client-Request-Id") == "silent" {
			<-r.Context().Done()
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, "data: x\n\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done() // drips no more
	})
	late := errors.New("no first token in time")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 50*time.Millisecond, late)
	defer cancel()
	_, err := client(t, s.URL).Do(ctx, upstream.Call{Dialect: dialect.OpenAI, ID: "silent", Stream: true}, nil)
	require.ErrorIs(t, err, late)

	ctx, stop := context.WithCancel(t.Context())
	resp, err := client(t, s.URL).Do(ctx, upstream.Call{Dialect: dialect.OpenAI, Stream: true}, nil)
	require.NoError(t, err)
	buf := make([]byte, 100)
	_, err = resp.Body.Read(buf)
	require.NoError(t, err)
	stop()
	_, err = resp.Body.Read(buf)
	require.ErrorIs(t, err, context.Canceled)
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	_, err = client(t, "http://"+l.Addr().String()).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
	require.Equal(t, upstream.Unavailable, code(t, err).Code)
	require.NotContains(t, err.Error(), "chat/completions", "the address is configuration, and no news")
}

func BenchmarkDo1K(b *testing.B) {
	body := []byte(`{"choices":[{"message":{"content":"` + strings.Repeat("x", 1000) + `"}}]}`)
	s, _ := vendor(b, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	})
	c := client(b, s.URL)
	b.ReportAllocs()
	for b.Loop() {
		resp, err := c.Do(b.Context(), upstream.Call{Dialect: dialect.OpenAI}, body)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.ReadAll(resp.Body)
		_ = resp.Body.Close()
	}
}
