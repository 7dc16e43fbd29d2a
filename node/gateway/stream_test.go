package gateway_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

const streamChat = `{"model":"acme/fast-1","messages":[{"role":"user","content":"hello"}],"stream":true}`

// post sends a chat completion through the bench.
func (b *bench) post(t *testing.T, ctx context.Context, body string, headers ...string) *http.Response {
	t.Helper()
	resp, err := b.client().Do(chatRequest(t, ctx, body, headers...))
	require.NoError(t, err)
	return resp
}

func chatRequest(t testing.TB, ctx context.Context, body string, headers ...string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://127.0.0.1:8402/v1/chat/completions", strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+goodKey)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func readAll(t *testing.T, resp *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return string(body)
}

func TestStreamHeadersAndTrailers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 4}, nil)
		defer b.stop()
		resp := b.post(t, t.Context(), streamChat)
		require.Equal(t, "text/event-stream", resp.Header.Get("Content-Type"))
		require.Equal(t, "no-store", resp.Header.Get("Cache-Control"))
		require.Equal(t, seller, resp.Header.Get("X-Tolsey-Seller"))
		require.Equal(t, b.buyer.calls[0].ID.String(), resp.Header.Get("X-Tolsey-Call-Id"))
		require.Empty(t, resp.Header.Get("X-Tolsey-Cost"), "the cost is not known before the stream")
		body := readAll(t, resp)
		require.True(t, strings.HasSuffix(body, "data: [DONE]\n\n"))
		require.Equal(t, "3450000", resp.Trailer.Get("X-Tolsey-Cost"))
		require.Equal(t, b.buyer.last().Outcome().Receipt.Hex(), resp.Trailer.Get("X-Tolsey-Receipt"))
	})
}

// An application of HTTP/1.0 gets its stream, without what it cannot read.
func TestStreamToHTTP10(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 2}, nil)
		defer b.stop()
		resp, body := b.raw(t, []byte("POST /v1/chat/completions HTTP/1.0\r\nHost: 127.0.0.1:8402\r\nAuthorization: Bearer "+goodKey+
			"\r\nContent-Type: application/json\r\nContent-Length: "+strconv.Itoa(len(streamChat))+"\r\n\r\n"+streamChat), "POST")
		require.Equal(t, 200, resp.StatusCode)
		require.True(t, bytes.HasSuffix(body, []byte("data: [DONE]\n\n")))
	})
}

// writes counts how the bytes of a response come: what is flushed together arrives together.
type writes struct {
	http.ResponseWriter
	written, flushes int
}

func (w *writes) Write(p []byte) (int, error) { w.written++; return w.ResponseWriter.Write(p) }
func (w *writes) Flush()                      { w.flushes++ }

// A burst is flushed once; a slow stream after each event.
func TestFlushWhenNothingIsQueued(t *testing.T) {
	for name, c := range map[string]struct {
		pause   time.Duration
		flushes int
	}{"burst": {0, 1}, "paced": {time.Second, 101}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := serve(t, &fakeBuyer{chunks: 100, pause: c.pause}, nil)
				defer b.stop()
				w := &writes{ResponseWriter: newRecorder()}
				b.Handler().ServeHTTP(w, chatRequest(t, t.Context(), streamChat))
				require.Equal(t, 101, w.written)
				require.Equal(t, c.flushes, w.flushes)
			})
		})
	}
}

// Each event of a paced stream reaches the application before the next one is made.
func TestEventsAreNotHeldBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 5, pause: time.Second}, nil)
		defer b.stop()
		start := time.Now()
		resp := b.post(t, t.Context(), streamChat)
		lines := bufio.NewReader(resp.Body)
		for i := range 5 {
			line, err := lines.ReadString('\n')
			require.NoError(t, err)
			require.Contains(t, line, `"content":"w`)
			require.Equal(t, time.Duration(i+1)*time.Second, time.Since(start))
			_, err = lines.ReadString('\n')
			require.NoError(t, err)
		}
		readAll(t, resp)
	})
}

func TestBrokenStreamEndsInOneErrorOfTheSameAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 5, breakAfter: 2, breakWith: market.StreamBroken(seller, money.Amount{})}, nil)
		defer b.stop()
		resp := b.post(t, t.Context(), streamChat)
		body := readAll(t, resp)
		require.Equal(t, 200, resp.StatusCode)
		require.Equal(t, 1, strings.Count(body, `"error":{`))
		require.Equal(t, 3, strings.Count(body, `"id":"chatcmpl-vendor"`), "the last chunk has the id of the others")
		require.Contains(t, body, `"finish_reason":"error"`)
		require.Contains(t, body, `"charged":"0.00000225"`)
		require.Equal(t, "2250000", resp.Trailer.Get("X-Tolsey-Cost"))
		require.Contains(t, b.log.String(), "answer broke off")
	})
}

// An application that does not read holds its call for as long as one write may take, not for ever.
func TestApplicationThatDoesNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 100, size: 1 << 16}, nil)
		defer b.stop()
		conn, err := b.l.dial(t.Context(), "", "")
		require.NoError(t, err)
		start := time.Now()
		_, err = conn.Write([]byte("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:8402\r\nAuthorization: Bearer " + goodKey +
			"\r\nContent-Type: application/json\r\nContent-Length: " + strconv.Itoa(len(streamChat)) + "\r\n\r\n" + streamChat))
		require.NoError(t, err)
		time.Sleep(29 * time.Second)
		require.False(t, b.buyer.last().isClosed())
		time.Sleep(2 * time.Second)
		require.True(t, b.buyer.last().isClosed(), "after %s", time.Since(start))
		require.NoError(t, conn.Close())
	})
}

// The application leaves before the first byte: there is nobody to tell, and the call ends.
func TestApplicationLeavesEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 100, pause: time.Minute}, nil)
		defer b.stop()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		_, err := b.client().Do(chatRequest(t, ctx, validChat))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		synctest.Wait()
		require.True(t, b.buyer.last().isClosed())
		require.Contains(t, b.log.String(), "status=499")
	})
}

// A pause within a stream that is longer than a write may take is no reason to cut it: the application is told that it lives.
func TestLongPauseWithinAStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 3, pause: 2 * time.Minute}, nil)
		defer b.stop()
		body := readAll(t, b.post(t, t.Context(), streamChat))
		require.True(t, strings.HasSuffix(body, "data: [DONE]\n\n"))
		require.True(t, strings.HasPrefix(body, "data: {"), "the headers go with the answer's first event")
		require.InDelta(t, 3*2*60/15, strings.Count(body, ": waiting\n"), 3)
		for event := range strings.SplitSeq(strings.TrimSuffix(body, "\n\n"), "\n\n") {
			require.True(t, event == ": waiting" || strings.HasPrefix(event, "data: "), event)
		}
	})
}
