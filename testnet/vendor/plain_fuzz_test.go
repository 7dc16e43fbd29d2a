package vendor_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/vendor"
)

// Whatever the body, OpenAI's other endpoints answer with JSON or with events of their wire, never with a fault of their own.
func FuzzOtherBodies(f *testing.F) {
	paths := []string{"/openai/v1/responses", "/openai/v1/completions", "/openai/v1/embeddings"}
	for i, seed := range []string{
		`{"model":"gpt-5.6-terra","stream":true,"input":[{"role":"user","content":[{"type":"input_text","text":"[[tool]]"}]},{"type":"function_call_output","call_id":"c","output":"x"}],"reasoning":{"effort":"low","summary":"auto"},"tools":[{"type":"function","name":"f"}],"tool_choice":{"type":"function","name":"f"}}`,
		`{"model":"gpt-3.5-turbo-instruct","prompt":["x"],"n":2,"max_tokens":3,"stream":true,"stream_options":{"include_usage":true}}`,
		`{"model":"text-embedding-3-small","input":[[1,2],[3]],"dimensions":1,"encoding_format":"base64"}`,
	} {
		f.Add(i, []byte(seed))
	}
	s, err := vendor.New(vendor.Config{Accounts: []vendor.Account{{Vendor: "openai", Name: "s", Key: "k"}}})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, path int, body []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		req := httptest.NewRequestWithContext(ctx, http.MethodPost, paths[uint(path)%uint(len(paths))], strings.NewReader(string(body)))
		req.Header.Set("Authorization", "Bearer k")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, req)
		if strings.Contains(string(body), "fault") || ctx.Err() != nil {
			return // it asked for worse answers than are checked here, or for a long one
		}
		require.NotEqual(t, 500, w.Code, w.Body.String())
		if strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
			require.True(t, json.Valid(w.Body.Bytes()), w.Body.String())
			return
		}
		for _, event := range strings.Split(strings.TrimSpace(w.Body.String()), "\n\n") {
			_, data, _ := strings.Cut(event, "data: ")
			require.True(t, data == "[DONE]" || json.Valid([]byte(data)), event)
		}
	})
}
