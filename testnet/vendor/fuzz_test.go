package vendor_test

import (
	"context"
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/vendor"
)

// Whatever the body, a vendor answers with JSON or events of its wire, never with a fault of its own, and the bill stays within the limits.
func FuzzChatBody(f *testing.F) {
	for _, seed := range []string{
		`{"model":"gpt-5.6-luna","messages":[{"role":"user","content":"hi"}]}`,
		`{"model":"gpt-5.6-terra","messages":[{"role":"system","name":"a","content":[{"type":"text","text":"x"}]},{"role":"user","content":"[[tokens:9]]"}],"reasoning_effort":"low","n":2,"stop":["a"],"max_tokens":7}`,
		`{"model":"gpt-5.6-luna","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"[[tool]] [[pace:1us]]"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"a":{"type":["null","array"],"items":{"enum":[1,"b"]}}}}}}],"tool_choice":"auto"}`,
		`{"model":"gpt-5.6-luna","messages":[{"role":"assistant","content":null,"tool_calls":[{}]},{"role":"tool","tool_call_id":"x","content":"\ud800"}],"response_format":{"type":"json_schema","json_schema":{"schema":{"$ref":"#"}}}}`,
		`{"model":"gpt-5.6-luna","messages":[{"role":"user","content":"[[fault:hugeusage]]"}],"tool_choice":{"type":"function","function":{"name":"g"}}}`,
	} {
		f.Add([]byte(seed))
	}
	s, err := vendor.New(vendor.Config{Accounts: []vendor.Account{{Vendor: "openai", Name: "s", Key: "k"}}})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, body []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		req := httptest.NewRequestWithContext(ctx, http.MethodPost, "/openai/v1/chat/completions", strings.NewReader(string(body)))
		req.Header.Set("Authorization", "Bearer k")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, req)
		if strings.Contains(string(body), "fault") {
			return // it asked for worse answers than are checked here
		}
		require.NotEqual(t, 500, w.Code, w.Body.String())
		if w.Code != 200 || strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
			require.True(t, ctx.Err() != nil || json.Valid(w.Body.Bytes()), w.Body.String())
		} else {
			require.True(t, utf8.Valid(w.Body.Bytes()))
		}
		bill, err := s.Bill("openai", "s")
		require.NoError(t, err)
		for _, r := range bill.Rows[max(0, len(bill.Rows)-8):] {
			require.True(t, r.Cached >= 0 && r.Cached <= r.Prompt && r.Reasoning >= 0 && r.Reasoning <= r.Completion && r.Completion < math.MaxInt32, "%+v", r)
		}
	})
}

// A fault text either is refused or is written back as it was meant.
func FuzzParseFault(f *testing.F) {
	for _, seed := range []string{"", "stall@10", "http429", "reset", "refuse@1", "http999", "cut@4294967296", "@", "error200@0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fault, err := vendor.ParseFault(text)
		if err != nil {
			require.ErrorIs(t, err, vendor.ErrFault)
			return
		}
		again, err := vendor.ParseFault(fault.String())
		require.NoError(t, err)
		require.Equal(t, fault, again)
	})
}
