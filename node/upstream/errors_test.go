package upstream_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/upstream"
)

func refusing(t *testing.T, status int, h http.Header, body string) *upstream.Error {
	s, _ := vendor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for k, v := range h {
			w.Header()[k] = v
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
	_, err := client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, []byte("{}"))
	return code(t, err)
}

func TestWhatErrorsMean(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   upstream.Code
		field  string
	}{
		{"openai, wrong key", 401, `{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`, upstream.Account, ""},
		{"openai, quota", 429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`, upstream.Account, ""},
		{"openai, rate", 429, `{"error":{"message":"Rate limit reached","type":"tokens","param":null,"code":"rate_limit_exceeded"}}`, upstream.Rate, ""},
		{"openai, context", 400, `{"error":{"message":"maximum context length","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`, upstream.TooLong, "messages"},
		{"openai, field", 400, `{"error":{"message":"Unrecognized request argument","type":"invalid_request_error","param":"frob","code":"unknown_parameter"}}`, upstream.Invalid, "frob"},
		{"openai, model", 404, `{"error":{"message":"does not exist","type":"invalid_request_error","param":null,"code":"model_not_found"}}`, upstream.NoModel, ""},
		{"openai, content", 400, `{"error":{"message":"flagged","type":"invalid_request_error","param":null,"code":"content_policy_violation"}}`, upstream.Policy, ""},
		{"openai, overloaded", 503, `{"error":{"message":"overloaded","type":"server_error","param":null,"code":null}}`, upstream.Unavailable, ""},
		{"deepseek, balance", 402, `{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}`, upstream.Account, ""},
		{"openrouter, rate", 429, `{"error":{"code":429,"message":"slow","metadata":{"error_type":"rate_limit_exceeded","provider_code":"x"}}}`, upstream.Rate, ""},
		{"openrouter, provider", 502, `{"error":{"code":502,"message":"x","metadata":{"error_type":"provider_unavailable"}}}`, upstream.Unavailable, ""},
		{"a text", 500, `{"error":"boom"}`, upstream.Unavailable, ""},
		{"no JSON", 502, `<html>bad gateway</html>`, upstream.Unavailable, ""},
		{"nothing", 500, ``, upstream.Unavailable, ""},
		{"forbidden", 403, `{}`, upstream.Account, ""},
		{"too large", 413, `{}`, upstream.TooLong, ""},
		{"unprocessable", 422, `{}`, upstream.Invalid, ""},
		{"timeout", 408, `{}`, upstream.Unavailable, ""},
		{"anthropic's overload", 529, `{}`, upstream.Unavailable, ""},
	} {
		e := refusing(t, c.status, nil, c.body)
		require.Equal(t, c.want, e.Code, "%s: %v", c.name, e)
		require.Equal(t, c.status, e.Status)
		require.Equal(t, c.field, e.Field, c.name)
	}
}

func TestErrorsDressedAsSuccess(t *testing.T) {
	s, _ := vendor(t, answer("application/json", `{"error":{"message":"slow","type":"rate_limit_error"}}`))
	_, err := client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI, Stream: true}, nil)
	require.Equal(t, upstream.Rate, code(t, err).Code)

	s, _ = vendor(t, answer("text/html", `<html>login</html>`))
	for _, stream := range []bool{true, false} {
		_, err = client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI, Stream: stream}, nil)
		require.Equal(t, upstream.Malformed, code(t, err).Code)
	}
	s, _ = vendor(t, answer("text/event-stream", "data: x\n\n"))
	_, err = client(t, s.URL).Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI}, nil)
	require.Equal(t, upstream.Malformed, code(t, err).Code)

	e := client(t, s.URL).Classify(&dialect.VendorError{Code: "429", Type: "rate_limit_error", Message: "key " + canary + " is\r\nslow"})
	require.Equal(t, upstream.Rate, e.Code)
	require.Equal(t, "key [redacted] is  slow", e.Detail)
}

func TestRetryHints(t *testing.T) {
	const unnamed = 500 * time.Millisecond // our own first wait, where the vendor names none
	for _, c := range []struct {
		header http.Header
		want   time.Duration
	}{
		{http.Header{}, unnamed},
		{http.Header{"Retry-After": {"7"}}, 7 * time.Second},
		{http.Header{"Retry-After": {"0.5"}}, 500 * time.Millisecond},
		{http.Header{"Retry-After": {"7"}, "Retry-After-Ms": {"250"}}, 250 * time.Millisecond},
		{http.Header{"Retry-After": {"-7"}}, unnamed},
		{http.Header{"Retry-After": {"soon"}}, unnamed},
		{http.Header{"Retry-After": {"NaN"}}, unnamed},
		{http.Header{"Retry-After": {"1e300"}}, time.Hour},
		{http.Header{"Retry-After-Ms": {"1e300"}}, time.Hour},
		{http.Header{"Retry-After": {"Fri, 01 Jan 2010 00:00:00 GMT"}}, unnamed},
		{http.Header{"Retry-After": {"Fri, 01 Jan 2100 00:00:00 GMT"}}, time.Hour},
	} {
		e := refusing(t, 429, c.header, "{}")
		require.Equal(t, c.want, e.RetryAfter, "%v", c.header)
		require.Equal(t, upstream.Rate, e.Code)
	}
	e := refusing(t, 429, http.Header{"Retry-After": {time.Now().Add(time.Minute).UTC().Format(http.TimeFormat)}}, "{}")
	require.InDelta(t, time.Minute, e.RetryAfter, float64(3*time.Second))
}

func TestVendorsTextIsScrubbed(t *testing.T) {
	e := refusing(t, 401, nil, `{"error":{"message":"Incorrect API key: `+canary+`\n\u001b[31m\u2028","param":"`+canary+`","code":"`+canary+`"}}`)
	require.Contains(t, e.Detail, "[redacted]")
	require.NotContains(t, e.Field, canary)
	require.NotContains(t, e.Detail, "\x1b")
	e = refusing(t, 401, nil, `{"error":{"message":"key \u0073k-canary-4fJk29sLmQ8z"}}`)
	require.Contains(t, e.Detail, "[redacted]", "escapes hide nothing")
	e = refusing(t, 400, nil, `{"error":{"message":"`+strings.Repeat("x", 100_000)+`"}}`)
	require.LessOrEqual(t, len(e.Detail), 303)
}

func TestASecretDoesNotShow(t *testing.T) {
	s := upstream.NewSecret(canary)
	cfg := upstream.Config{Kind: "openai", Keys: keys(s)}
	c, err := upstream.New(cfg)
	require.NoError(t, err)
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+" "+verb+" "+verb+" "+verb, s, &s, cfg, c)
	}
	requireNoKey(t, out.String())
}
