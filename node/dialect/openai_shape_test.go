package dialect_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/packages/ssestream"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
)

func request(t require.TestingT, body string) *dialect.Request {
	r, err := openAI(t).Decode([]byte(body))
	require.NoError(t, err)
	return r
}

var (
	plainStream = `{"model":"z-ai/glm-5.2","stream":true,` + hi + `}`
	usageStream = `{"model":"z-ai/glm-5.2","stream":true,"stream_options":{"include_usage":true},` + hi + `}`
)

// shape runs a vendor's stream through a shaper and returns what an application reads.
func shape(t require.TestingT, req, stream string, end func(dialect.Shaper) []byte) string {
	s, out := openAI(t).Stream(bySum), openAI(t).Shape(request(t, req), "0badcafe", 1_777_000_000)
	var b strings.Builder
	var ev dialect.Event
	s.Feed([]byte(stream))
	s.End()
	for {
		ok, err := s.Next(&ev)
		require.NoError(t, err)
		if !ok {
			break
		}
		b.Write(out.Event(&ev))
	}
	b.Write(end(out))
	return b.String()
}

func charge(u market.Usage, picos uint64) dialect.Charge {
	return dialect.Charge{Usage: u, Cost: money.Picos(picos)}
}

func whole(c dialect.Charge) func(dialect.Shaper) []byte {
	return func(s dialect.Shaper) []byte { return s.End(c) }
}

const (
	hel  = `{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[{"index":0,"delta":{"role":"assistant","content":"hel"},"finish_reason":null}]}`
	lo   = `{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":null}]}`
	stop = `{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`
	used = `{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"extra":{"x":1}}}`
	done = "data: [DONE]\n\n"
)

func TestStreamsAreForwardedAsTheyCame(t *testing.T) {
	c := charge(market.Usage{in: 7, out: 2}, 420_000_000)
	for _, x := range []struct{ name, req, stream, want string }{
		{"usage not asked for", plainStream, ": hi\n\n" + data(hel) + data(lo) + data(stop) + data(used) + done, ": hi\n\n" + data(hel) + data(lo) + data(stop) + done},
		{"usage asked for", usageStream, data(hel) + data(stop) + data(used) + done, data(hel) + data(stop) +
			data(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"extra":{"x":1},"cost":0.00042}}`) + done},
		{"usage that never came", usageStream, data(hel) + data(stop) + done, data(hel) + data(stop) +
			data(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.00042}}`) + done},
		{"usage beside the finish reason", usageStream, data(hel) + data(strings.TrimSuffix(stop, "}")+`,"usage":{"prompt_tokens":7,"completion_tokens":2}}`) + done,
			data(hel) + data(strings.TrimSuffix(stop, "}")+`,"usage":null}`) +
				data(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"cost":0.00042}}`) + done},
		{"usage other than charged", usageStream, data(hel) + data(stop) + data(strings.Replace(used, `"completion_tokens":2,"total_tokens":9`, `"completion_tokens":3,"total_tokens":10`, 1)) + done, data(hel) + data(stop) +
			data(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.00042}}`) + done},
		{"no end mark, no finish reason", plainStream, data(hel), data(hel) + data(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`) + done},
		{"two end marks", plainStream, data(hel) + data(stop) + done + done, data(hel) + data(stop) + done},
		{"null error", plainStream, data(strings.TrimSuffix(stop, "}")+`, "error" : null }`) + data(`{"error":null,"x":1,`+lo[1:]), data(stop[:len(stop)-1]+` }`) + data(`{"x":1,`+lo[1:]) + done},
		{"another id", plainStream, data(hel) + data(strings.Replace(lo, "chatcmpl-1", "gen-2", 1)) + data(stop), data(hel) + data(lo) + data(stop) + done},
		{"no id at first", plainStream, data(`{"choices":[],"id":"","model":"","created":0,"prompt_filter_results":[]}`) + data(hel) + data(stop), data(`{"choices":[],"id":"","model":"","created":0,"prompt_filter_results":[]}`) + data(hel) + data(stop) + done},
		{"crlf", plainStream, "data: " + hel + "\r\n\r\ndata: " + stop + "\r\n\r\n", "data: " + hel + "\r\n\r\ndata: " + stop + "\r\n\r\n" + done},
		{"no blank line at the end", plainStream, data(hel) + "data: " + stop, data(hel) + data(stop) + done},
		{"only its line end", plainStream, "data: " + stop + "\r\n", "data: " + stop + "\r\n\n\n" + done},
		{"a blank line of another kind", plainStream, "data: " + stop + "\n\r\n", "data: " + stop + "\n\r\n" + done},
		{"nothing at all", usageStream, "", data(`{"id":"chatcmpl-0badcafe","object":"chat.completion.chunk","created":1777000000,"model":"z-ai/glm-5.2","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`) +
			data(`{"id":"chatcmpl-0badcafe","object":"chat.completion.chunk","created":1777000000,"model":"z-ai/glm-5.2","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.00042}}`) + done},
	} {
		require.Equal(t, x.want, shape(t, x.req, x.stream, whole(c)), x.name)
	}
}

func TestTheVendorsOwnCostIsReplaced(t *testing.T) {
	raw := `{"prompt_tokens":7,"completion_tokens":2,"cost":0.95,"cost_details":{"cost":1}}`
	a := answerWith(t, bySum, raw)
	shaped := openAI(t).ShapeAnswer(a, charge(a.Usage.Counts, 1))
	require.Equal(t, `{"prompt_tokens":7,"completion_tokens":2,"cost":0.000000000001,"cost_details":{"cost":1}}`, gjson.GetBytes(shaped, "usage").Raw)
}

func TestCostHasAllItsDigits(t *testing.T) {
	for _, c := range []struct {
		picos uint64
		want  string
	}{{0, "0"}, {1, "0.000000000001"}, {420_000_000, "0.00042"}, {1_000_000_000_000, "1"}, {18_446_744_073_709_551_615, "18446744.073709551615"}} {
		a := answerWith(t, bySum, "null")
		shaped := openAI(t).ShapeAnswer(a, charge(market.Usage{}, c.picos))
		require.Equal(t, c.want, gjson.GetBytes(shaped, "usage.cost").Raw)
	}
}

func TestAnswersAreForwardedAsTheyCame(t *testing.T) {
	c := charge(market.Usage{in: 7, out: 2, market.Requests: 1}, 1)
	for _, x := range []struct{ name, body, want string }{
		{"usage", `{ "id":"a","choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":7,"completion_tokens":2} }`, `{ "id":"a","choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":7,"completion_tokens":2,"cost":0.000000000001} }`},
		{"no usage", `{"choices":[{"message":{"content":"x"}}]}`, `{"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.000000000001},"choices":[{"message":{"content":"x"}}]}`},
		{"a null error first and no usage", `{"error":null,"choices":[{"message":{"content":"x"}}]}`, `{"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.000000000001},"choices":[{"message":{"content":"x"}}]}`},
		{"anomalous usage", `{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":-7,"completion_tokens":2}}`, `{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.000000000001}}`},
		{"empty lines while queued, and a null error", "\n\n{\"error\":null,\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n", "\n\n{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"cost\":0.000000000001}}\n"},
	} {
		a, err := openAI(t).Answer([]byte(x.body), bySum)
		require.NoError(t, err)
		require.Equal(t, x.want, string(openAI(t).ShapeAnswer(a, c)), x.name)
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	for _, body := range []string{"", "x", "{}", `{"choices":[]}`, `{"choices":[{"message":{"content":"x"}}]`, `{"choices":[{"message":{"content":"x"}}]} {}`, `[]`, "\x1f\x8b"} {
		_, err := openAI(t).Answer([]byte(body), bySum)
		require.ErrorIs(t, err, dialect.ErrMalformed, "body %q", body)
	}
	a, err := openAI(t).Answer([]byte(`{"error":{"message":"no","type":"t","code":"c"}}`), bySum)
	require.NoError(t, err)
	require.Equal(t, &dialect.VendorError{Code: "c", Type: "t", Message: "no"}, a.Err, "HTTP 200 with an error inside")
}

func TestToolCallsWithoutArgumentsGetTheEmptyObject(t *testing.T) {
	tool := func(choice, index int, args string) string {
		return data(fmt.Sprintf(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[{"index":%d,"delta":{"tool_calls":[{"index":%d,"id":"c%d","type":"function","function":{"name":"f","arguments":%q}}]},"finish_reason":null}]}`, choice, index, index, args))
	}
	empty := data(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"{}"}}]},"finish_reason":null}]}`)
	c := charge(market.Usage{}, 0)
	vendor := tool(0, 0, `{"a":1}`) + tool(0, 1, "")
	got := shape(t, plainStream, vendor+data(stop)+done, whole(c))
	require.Equal(t, vendor+empty+data(stop)+done, got)
	acc, err := sdk(t, got)
	require.NoError(t, err)
	require.Equal(t, `{"a":1}`, acc.Choices[0].Message.ToolCalls[0].Function.Arguments)
	require.Equal(t, `{}`, acc.Choices[0].Message.ToolCalls[1].Function.Arguments)

	finish := data(`{"id":"chatcmpl-1","object":"chat.completion.chunk","created":5,"model":"glm","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}`)
	require.Equal(t, vendor+empty+finish+done, shape(t, plainStream, vendor, whole(c)), "also where the vendor ends without a word")

	a, err := openAI(t).Answer([]byte(`{"choices":[{"message":{"tool_calls":[{"function":{"name":"f","arguments": "" }},{"function":{"name":"f","arguments":"{}"}}]}}],"usage":{"prompt_tokens":0,"completion_tokens":0}}`), bySum)
	require.NoError(t, err)
	require.Equal(t, `{"choices":[{"message":{"tool_calls":[{"function":{"name":"f","arguments": "{}" }},{"function":{"name":"f","arguments":"{}"}}]}}],"usage":{"prompt_tokens":0,"completion_tokens":0,"cost":0}}`,
		string(openAI(t).ShapeAnswer(a, c)))
}

func TestToolCallsAreNumberedFromNought(t *testing.T) {
	tool := func(call string) string {
		return data(`{"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[` + call + `]},"finish_reason":null}]}`)
	}
	c := charge(market.Usage{}, 0)
	for name, vendor := range map[string]string{
		"from 1 (VA anthropic-fallback-tool-call)": tool(`{"index":1,"id":"a","function":{"name":"f","arguments":"{"}}`) + tool(`{"index":2,"id":"b","function":{"name":"g","arguments":"{}"}}`) + tool(`{"index":1,"function":{"arguments":"}"}}`),
		"no numbers": tool(`{"id":"a","function":{"name":"f","arguments":"{"}},{"id":"b","function":{"name":"g","arguments":"{}"}}`) + tool(`{ "id":"a","function":{"arguments":"}"}}`),
		"null":       tool(`{"index":null,"id":"a","function":{"name":"f","arguments":"{}"}}`) + tool(`{"index":null,"id":"b","function":{"name":"g","arguments":"{}"}}`),
	} {
		acc, err := sdk(t, shape(t, plainStream, vendor+data(stop)+done, whole(c)))
		require.NoError(t, err, name)
		require.Len(t, acc.Choices[0].Message.ToolCalls, 2, name)
		for i, want := range []string{"f", "g"} {
			got := acc.Choices[0].Message.ToolCalls[i]
			require.Equal(t, want+"{}", got.Function.Name+got.Function.Arguments, name)
		}
	}
	usual := tool(`{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}`) + tool(`{"index":1,"id":"b","function":{"name":"g","arguments":"{}"}}`)
	require.Equal(t, usual+data(stop)+done, shape(t, plainStream, usual+data(stop)+done, whole(c)))
}

// sdk reads a stream as openai-go does.
func sdk(t require.TestingT, stream string) (openai.ChatCompletionAccumulator, error) {
	dec := ssestream.NewDecoder(&http.Response{Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: io.NopCloser(strings.NewReader(stream))})
	s := ssestream.NewStream[openai.ChatCompletionChunk](dec, nil)
	var acc openai.ChatCompletionAccumulator
	for s.Next() {
		require.True(t, acc.AddChunk(s.Current()), "the SDK refuses the chunk %s", s.Current().RawJSON())
	}
	return acc, s.Err()
}

func TestAnSDKReadsWhatIsShaped(t *testing.T) {
	vendor := ": ping\n\n" + data(hel) + data(strings.Replace(lo, "chatcmpl-1", "gen-2", 1)) +
		data(strings.TrimSuffix(stop, "}")+`,"error":null,"usage":{"prompt_tokens":7,"completion_tokens":2}}`) + done + done
	acc, err := sdk(t, shape(t, usageStream, vendor, whole(charge(market.Usage{in: 7, out: 2}, 1))))
	require.NoError(t, err)
	require.Equal(t, "hello", acc.Choices[0].Message.Content)
	require.Equal(t, "stop", acc.Choices[0].FinishReason)
	require.Equal(t, int64(9), acc.Usage.PromptTokens+acc.Usage.CompletionTokens)
}

func TestABrokenStreamEndsWithOneError(t *testing.T) {
	refusal := market.StreamBroken("16Uiu2", money.Picos(7))
	fail := func(s dialect.Shaper) []byte { return s.Fail(refusal, charge(market.Usage{in: 7, out: 1}, 7)) }
	stream := shape(t, usageStream, data(hel)+data(`{"error":{"message":"secret vendor text"}}`), fail)
	require.True(t, strings.HasPrefix(stream, data(hel)))
	require.NotContains(t, stream, "secret vendor text")
	last := strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(stream, data(hel)), done), "data: ")
	require.True(t, gjson.Valid(last), last)
	require.Equal(t, "chatcmpl-1", gjson.Get(last, "id").String())
	require.Equal(t, "error", gjson.Get(last, "choices.0.finish_reason").String())
	require.Equal(t, "provider_unavailable", gjson.Get(last, "error.metadata.error_type").String())
	require.Equal(t, "0.000000000007", gjson.Get(last, "error.metadata.charged").String())
	require.Equal(t, "0.000000000007", gjson.Get(last, "usage.cost").Raw)
	_, err := sdk(t, stream)
	require.Error(t, err, "the SDK sees the error")
}

func TestErrorBody(t *testing.T) {
	r := &market.Refusal{Type: market.PaymentRequired, Status: 402, Message: "No \"money\".\u2028", LimitSource: market.LimitKeyBudget, Hint: "tolsey key new", Charged: money.Micros(2),
		RetryAfter: time.Second, Attempts: []market.AttemptNote{{Seller: "self", Code: "BUSY"}, {Seller: "x", Code: "UPSTREAM", Cost: money.Micros(2)}}}
	require.Equal(t, `{"error":{"message":"No \"money\".\u2028","type":"insufficient_quota","param":null,"code":"payment_required","metadata":{"error_type":"payment_required",`+
		`"limit_source":"key_budget","remedy_hint":"tolsey key new","call_id":"c0ffee","charged":"0.000002",`+
		`"attempts":[{"seller":"self","code":"BUSY","charged":"0"},{"seller":"x","code":"UPSTREAM","charged":"0.000002"}]}}}`, string(openAI(t).ErrorBody(r, "c0ffee")))
	body := openAI(t).ErrorBody(market.Refuse(400, market.InvalidPrompt, "messages[0].role", "bad"), "")
	require.Equal(t, "invalid_request_error", gjson.GetBytes(body, "error.type").String())
	require.Equal(t, "messages[0].role", gjson.GetBytes(body, "error.param").String())
	for status, kind := range map[int]string{401: "authentication_error", 403: "permission_error", 429: "rate_limit_error", 500: "server_error", 504: "server_error", 404: "invalid_request_error"} {
		require.Equal(t, kind, gjson.GetBytes(openAI(t).ErrorBody(&market.Refusal{Status: status}, ""), "error.type").String())
	}
}

func TestWhateverComesAnSDKReadsOneStream(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{data(hel), data(lo), data(stop), data(used), done, ": x\n\n", "\n", "event: message\n" + data(lo),
			data(strings.Replace(lo, "chatcmpl-1", "other", 1)), data(strings.TrimSuffix(lo, "}") + `,"error":null}`), data(strings.TrimSuffix(stop, "}") + `,"usage":{"prompt_tokens":1,"completion_tokens":1}}`),
			data(`{"error":{"message":"x"}}`), data(`{"choices":`)}), 0, 8).Draw(t, "events"), "")
		shaped := shape(t, usageStream, stream, whole(charge(market.Usage{in: 3, out: 4}, 5)))
		_, err := sdk(t, shaped)
		require.NoError(t, err, shaped)
		require.Equal(t, 1, strings.Count(shaped, done), "one end mark")
		require.Equal(t, 1, strings.Count(shaped, `"cost":0.000000000005`), "one usage chunk")
		require.NotContains(t, shaped, `"error"`)
	})
}
