package gateway_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/gateway"
)

// checkAnswered is what holds for whatever comes in: an answer, or an error in the dialect with what was charged.
func checkAnswered(t *testing.T, w *recorder) {
	require.NotZero(t, w.status)
	if w.status == 200 {
		return
	}
	var body struct {
		Error struct {
			Message string
			Type    string // of OpenAI's and Anthropic's
			Status  string // of Gemini's
			Code    any    // a word, or of Gemini's and OpenRouter's the status
		}
	}
	require.NoError(t, json.Unmarshal(w.body.Bytes(), &body), "%s", w.body.String())
	require.NotEmpty(t, body.Error.Message)
	require.True(t, body.Error.Type != "" || body.Error.Status != "" || body.Error.Code == float64(w.status), "%s", w.body.String())
	require.Regexp(t, `"charged":"[0-9.]+"`, w.body.String())
	require.NotEqual(t, 500, w.status, "%s", w.body.String())
}

func FuzzHeaders(f *testing.F) {
	f.Add("127.0.0.1:8402", "Bearer "+goodKey, "application/json", "", "order-1", "", "/v1/chat/completions")
	f.Add("localhost:8402", "bearer  x", "application/json; charset=UTF-8", "gzip", "\"quoted\"", "http://localhost:8402", "/v1/models/a/b")
	f.Add("127.0.0.1:8402", "Bearer "+goodKey, "application/json", "zstd", "", "", "/v1beta/models/acme/fast-1:streamGenerateContent")
	f.Add("127.0.0.1:8402", "Bearer "+goodKey, "application/json", "", "", "", "/v1/messages/count_tokens")
	f.Add("127.0.0.1:8402", "Bearer "+goodKey, "application/json", "", "", "", "/api/v1/chat/completions")
	f.Add("", "Bearer", "text/plain; x=\"", "identity, gzip", "\x00", "null", "/v1/models/%2e%2e")
	g := newGateway(f, gateway.Config{Log: slog.New(slog.DiscardHandler)}, &fakeBuyer{chunks: 1}, newBindings())
	f.Fuzz(func(t *testing.T, host, auth, kind, encoding, name, origin, path string) {
		r := chatRequest(t, context.Background(), validChat)
		r.Host, r.URL.Path = host, path
		for k, v := range map[string]string{"Authorization": auth, "Content-Type": kind, "Content-Encoding": encoding, idem: name, "Origin": origin} {
			if v != "" {
				r.Header[k] = []string{v}
			}
		}
		w := newRecorder()
		g.Handler().ServeHTTP(w, r)
		checkAnswered(t, w)
		if w.status == 200 && path != "/livez" && path != "/readyz" {
			require.Contains(t, auth, goodKey, "nothing is answered without the key")
		}
	})
}

func FuzzBody(f *testing.F) {
	f.Add([]byte(validChat), false)
	f.Add([]byte(streamChat), true)
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	_, _ = w.Write([]byte(validChat))
	_ = w.Close()
	f.Add(z.Bytes(), true)
	f.Add(append(z.Bytes(), 'x'), true)
	buyer := &fakeBuyer{chunks: 1}
	g := newGateway(f, gateway.Config{MaxBody: 1 << 16, Log: slog.New(slog.DiscardHandler)}, buyer, newBindings())
	f.Fuzz(func(t *testing.T, body []byte, zipped bool) {
		r := chatRequest(t, context.Background(), "", idem, "")
		r.Header = r.Header.Clone()
		delete(r.Header, idem)
		if zipped {
			r.Header.Set("Content-Encoding", "gzip")
		}
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), -1
		w := newRecorder()
		g.Handler().ServeHTTP(w, r)
		checkAnswered(t, w)
		if w.status == http.StatusOK {
			require.LessOrEqual(t, len(buyer.calls[len(buyer.calls)-1].Body), 1<<16)
		}
	})
}
