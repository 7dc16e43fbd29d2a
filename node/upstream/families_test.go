package upstream_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/upstream"
)

// clientOf is a client of a kind that is never called.
func clientOf(t *testing.T, kind string) *upstream.Client {
	c, err := upstream.New(upstream.Config{Name: "v", Kind: kind, BaseURL: "http://127.0.0.1:1/v1", Keys: keys(upstream.NewSecret(canary)), AllowPrivate: true})
	require.NoError(t, err)
	return c
}

// TestWhatEachFamilySays are errors as the vendors' documentation and recordings have them.
func TestWhatEachFamilySays(t *testing.T) {
	for _, c := range []struct {
		kind   string
		status int
		body   string
		code   upstream.Code
		change upstream.Change
	}{
		{"deepseek", 402, `{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}`, upstream.Account, 0},
		{"deepseek", 400, `{"error":{"message":"Model Not Exist","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}`, upstream.NoModel, upstream.ModelGone},
		{"deepseek", 400, `{"error":{"message":"Content Exists Risk","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}`, upstream.Policy, 0},
		{"deepseek", 401, `{"error":{"message":"Authentication Fails (no such user)","type":"authentication_error","param":null,"code":"invalid_request_error"}}`, upstream.Account, 0},
		{"alibaba", 400, `{"error":{"code":"data_inspection_failed","message":"inappropriate","type":"data_inspection_failed"}}`, upstream.Policy, 0},
		{"alibaba", 400, `{"error":{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing.","type":"Arrearage"}}`, upstream.Account, 0},
		{"alibaba", 403, `{"error":{"code":"AccessDenied.Unpurchased","message":"Access to model denied.","type":"AccessDenied.Unpurchased"}}`, upstream.NoModel, upstream.NoAccess},
		{"alibaba", 403, `{"error":{"code":"AllocationQuota.FreeTierOnly","message":"The free tier of the model has been exhausted."}}`, upstream.NoModel, upstream.PriceChange},
		{"alibaba", 429, `{"error":{"code":"Throttling.RateQuota","message":"Requests rate limit exceeded","type":"x"}}`, upstream.Rate, 0},
		{"alibaba", 404, `{"error":{"message":"The model ` + "`x`" + ` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}`, upstream.NoModel, upstream.ModelGone},
		{"moonshot", 404, `{"error":{"message":"Not found the model x or Permission denied","type":"resource_not_found_error"}}`, upstream.NoModel, upstream.ModelGone},
		{"moonshot", 429, `{"error":{"message":"Your account is suspended due to insufficient balance","type":"exceeded_current_quota_error"}}`, upstream.Account, 0},
		{"moonshot", 429, `{"error":{"message":"max RPM: 3","type":"rate_limit_reached_error"}}`, upstream.Rate, 0},
		{"moonshot", 429, `{"error":{"message":"The engine is currently overloaded","type":"engine_overloaded_error"}}`, upstream.Unavailable, 0},
		{"zhipu", 429, `{"error":{"code":"1113","message":"Insufficient balance or no resource package. Please recharge."}}`, upstream.Account, 0},
		{"zhipu", 429, `{"error":{"code":"1302","message":"High concurrency usage of this API"}}`, upstream.Rate, 0},
		{"zhipu", 400, `{"error":{"code":"1211","message":"Unknown Model, please check the model code."}}`, upstream.NoModel, upstream.ModelGone},
		{"zhipu", 400, `{"error":{"code":"1221","message":"API x has been taken offline"}}`, upstream.NoModel, upstream.ModelGone},
		{"zhipu", 400, `{"error":{"code":"1301","message":"unsafe"},"contentFilter":[{"level":0,"role":"user"}]}`, upstream.Policy, 0},
		{"zhipu", 400, `{"error":{"code":"1210","message":"Incorrect API call parameters"}}`, upstream.Invalid, 0},
		{"bytedance", 403, `{"error":{"code":"AccountOverdueError","message":"The request failed because your account has an overdue balance.","param":"","type":"Forbidden"}}`, upstream.Account, 0},
		{"bytedance", 404, `{"error":{"code":"InvalidEndpointOrModel.NotFound","message":"The model or endpoint x does not exist","param":"","type":"NotFound"}}`, upstream.NoModel, upstream.ModelGone},
		{"bytedance", 404, `{"error":{"code":"ModelNotOpen","message":"Your account has not activated the model","param":"","type":"NotFound"}}`, upstream.NoModel, upstream.NoAccess},
		{"bytedance", 429, `{"error":{"code":"RateLimitExceeded.EndpointTPMExceeded","message":"x","param":"","type":"TooManyRequests"}}`, upstream.Rate, 0},
		{"bytedance", 400, `{"error":{"code":"InputTextSensitiveContentDetected.PolicyViolation","message":"x","param":"","type":"BadRequest"}}`, upstream.Policy, 0},
		{"tencent", 400, `{"error":{"message":"x","type":"runtime_error","param":null,"code":"ResourceUnavailable.InArrears"}}`, upstream.Account, 0},
		{"xai", 403, `{"code":"The caller does not have permission to execute the specified operation","error":"The API key is blocked."}`, upstream.Account, 0},
		{"openrouter", 403, `{"error":{"code":403,"message":"flagged","metadata":{"reasons":["violence"],"flagged_input":"x","provider_name":"y"}}}`, upstream.Policy, 0},
		{"openrouter", 404, `{"error":{"code":404,"message":"x","metadata":{"error_type":"unmapped"},"availability":{"code":"model_deprecated","retryable":false}}}`, upstream.NoModel, upstream.ModelGone},
		{"openrouter", 403, `{"error":{"code":403,"message":"x","availability":{"code":"region_restricted"}}}`, upstream.NoModel, upstream.NoRegion},
		{"openrouter", 402, `{"error":{"code":402,"message":"Insufficient credits","metadata":{"error_type":"payment_required"}}}`, upstream.Account, 0},
		{"openai", 403, `{"error":{"code":"unsupported_country_region_territory","message":"Country, region, or territory not supported","param":null,"type":"request_forbidden"}}`, upstream.NoModel, upstream.NoRegion},
		{"openai", 410, `{}`, upstream.NoModel, upstream.ModelGone},
		{"openai-compatible", 404, `{"object":"error","message":"The model x does not exist.","type":"NotFoundError","param":null,"code":404}`, upstream.NoModel, upstream.ModelGone},
	} {
		e := clientOf(t, c.kind).Read(c.status, http.Header{}, []byte(c.body))
		require.Equal(t, c.code, e.Code, "%s: %s: %v", c.kind, c.body, e)
		require.Equal(t, c.change, e.Change, "%s: %s", c.kind, c.body)
	}
}

func TestProseIsNotRead(t *testing.T) {
	for _, prose := range []string{"this model is deprecated", "insufficient_quota", "model_not_found", "price_changed"} {
		for _, kind := range upstream.Kinds() {
			e := clientOf(t, kind).Read(400, http.Header{}, []byte(`{"error":{"message":"`+prose+`","type":"invalid_request_error","code":null}}`))
			require.Zero(t, e.Change, "%s: %s", kind, prose)
			require.Equal(t, upstream.Invalid, e.Code, "%s: %s", kind, prose)
		}
	}
}

func TestHintsInBodies(t *testing.T) {
	c := clientOf(t, "openai")
	google := `{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"x","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}`
	for body, want := range map[string]time.Duration{
		google: 34400 * time.Millisecond, "[" + google + "]": 34400 * time.Millisecond,
		`{"error":{"availability":{"code":"capacity_exhausted","retry_after":7}}}`:                               7 * time.Second,
		`{"error":{"availability":{"retry_after":"NaN"}}}`:                                                       0,
		`{"error":{"availability":{"retry_after":-3}}}`:                                                          0,
		`{"error":{"availability":{"retry_after":1e300}}}`:                                                       time.Hour,
		`{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"soon"}]}}`:       0,
		`{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"-5s"}]}}`:        0,
		`{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"999999999s"}]}}`: time.Hour,
	} {
		require.Equal(t, want, c.Read(429, http.Header{}, []byte(body)).RetryAfter, body)
	}
	require.Equal(t, 2*time.Second, c.Read(429, http.Header{"Retry-After": {"2"}}, []byte(google)).RetryAfter, "a header goes before")
}

func TestThoughtIsSpelledAsTheVendorDoes(t *testing.T) {
	codec, err := dialect.For("openai")
	require.NoError(t, err)
	for _, c := range []struct {
		kind, fields string
		want         map[string]string // by path, JSON; "": absent
	}{
		{"openai", `"reasoning_effort":"low"`, map[string]string{"reasoning_effort": `"low"`, "thinking": ""}},
		{"xai", `"reasoning_effort":"low"`, map[string]string{"reasoning_effort": `"low"`}},
		{"openrouter", `"reasoning_effort":"low"`, map[string]string{"reasoning_effort": `"low"`}},
		{"zhipu", `"reasoning_effort":"low"`, map[string]string{"reasoning_effort": "", "thinking.type": `"enabled"`}},
		{"zhipu", `"reasoning_effort" : "none", "seed":1`, map[string]string{"reasoning_effort": "", "thinking.type": `"disabled"`, "seed": "1"}},
		{"zhipu", `"thinking":{"type":"disabled"},"reasoning_effort":"high"`, map[string]string{"thinking.type": `"disabled"`}},
		{"zhipu", `"stream":true,"tools":[{"type":"function","function":{"name":"f"}}]`, map[string]string{"tool_stream": "true"}},
		{"zhipu", `"stream":true`, map[string]string{"tool_stream": ""}},
		{"moonshot", `"reasoning_effort":"medium"`, map[string]string{"thinking.type": `"enabled"`, "reasoning_effort": ""}},
		{"deepseek", `"reasoning_effort":"low"`, map[string]string{"thinking.type": `"enabled"`, "reasoning_effort": `"high"`}},
		{"deepseek", `"reasoning_effort":"xhigh"`, map[string]string{"thinking.type": `"enabled"`, "reasoning_effort": `"max"`}},
		{"deepseek", `"reasoning_effort":"none"`, map[string]string{"thinking.type": `"disabled"`, "reasoning_effort": ""}},
		{"alibaba", `"reasoning_effort":"high"`, map[string]string{"enable_thinking": "true", "reasoning_effort": ""}},
		{"tencent", `"reasoning_effort":"none"`, map[string]string{"enable_thinking": "false", "reasoning_effort": ""}},
	} {
		p, err := upstream.ProfileOf(c.kind)
		require.NoError(t, err)
		s, ok := p.Speech(dialect.OpenAI)
		require.True(t, ok)
		body := []byte(`{"messages":[{"role":"developer","content":"\"role\":\"developer\""},{"content":"developer","role":"user"}],` + c.fields + `,"model":"m"}`)
		r, err := codec.Decode(body)
		require.NoError(t, err)
		out := s.Write(codec.Patch(r, dialect.Patch{Model: "m", ForceUsage: true, OutputCap: 9, TokenField: s.TokenField}), r)
		for path, want := range c.want {
			require.Equal(t, want, gjson.GetBytes(out, path).Raw, "%s: %s in %s", c.kind, path, out)
		}
		again, err := codec.Decode(out)
		require.NoError(t, err, "%s", out)
		require.EqualValues(t, 9, again.MaxOutput)
		require.True(t, gjson.GetBytes(out, s.TokenField).Exists(), "%s", out)
		role := `system`
		if c.kind == "openai" || c.kind == "openrouter" {
			role = "developer"
		}
		require.Equal(t, role, gjson.GetBytes(out, "messages.0.role").String(), c.kind)
		require.Equal(t, `"role":"developer"`, gjson.GetBytes(out, "messages.0.content").String(), "a text stays what it is")
		require.Equal(t, "developer", gjson.GetBytes(out, "messages.1.content").String())
	}
}

// FuzzSpelling: whatever a request holds, the vendor reads the same messages.
func FuzzSpelling(f *testing.F) {
	f.Add([]byte(`{"model":"m","messages":[{"role":"developer","content":"x"}],"reasoning_effort":"low","stream":true,"tools":[{"type":"function","function":{"name":"f"}}]}`))
	f.Add([]byte(`{"reasoning\u005feffort" : "none" , "model":"m","messages":[{"role":"d\u0065veloper","content":"\"developer\""}]}`))
	codec, err := dialect.For("openai")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := codec.Decode(body)
		if err != nil {
			return
		}
		for _, kind := range upstream.Kinds() {
			p, err := upstream.ProfileOf(kind)
			require.NoError(t, err)
			s, ok := p.Speech(dialect.OpenAI)
			if !ok {
				continue
			}
			again, err := codec.Decode(s.Write(codec.Patch(r, dialect.Patch{}), r))
			require.NoError(t, err, kind)
			require.Equal(t, r.Messages, again.Messages)
			require.Equal(t, len(r.Texts), len(again.Texts))
			require.Equal(t, r.Stream, again.Stream)
		}
	})
}
