package dialect_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
)

// readGemini reads a stream that comes in pieces.
func readGemini(t require.TestingT, pieces ...string) (all []seen) {
	s := geminiCodec.Stream(bySum)
	var ev dialect.Event
	drain := func() {
		for {
			ok, err := s.Next(&ev)
			require.NoError(t, err)
			if !ok {
				return
			}
			all = append(all, see(&ev))
		}
	}
	for _, p := range pieces {
		s.Feed([]byte(p))
		drain()
	}
	s.End()
	drain()
	return all
}

func TestGeminiEvents(t *testing.T) {
	one := func(parts, rest string) string {
		return `{"candidates":[{"content":{"parts":[` + parts + `],"role":"model"}` + rest + `}]}`
	}
	for _, c := range []struct {
		name string
		data string
		want seen
		stop dialect.Stop
	}{
		{"text", one(`{"text":"a\u00e9\n"}`, `,"index":0`), seen{Texts: []text{{0, dialect.Text, 0, "aé\n"}}}, 0},
		{"a thought, told behind its text", one(`{"text":"hm","thought":true}`, ``), seen{Texts: []text{{0, dialect.Reasoning, 0, "hm"}}}, 0},
		{"a thought", one(`{"thought":true,"text":"hm"},{"text":"so","thought":false}`, ``), seen{Texts: []text{{0, dialect.Reasoning, 0, "hm"}, {0, dialect.Text, 0, "so"}}}, 0},
		{"index behind the text", one(`{"text":"x"}`, `,"index":3`), seen{Texts: []text{{3, dialect.Text, 0, "x"}}}, 0},
		{"two candidates", `{"candidates":[{"content":{"parts":[{"text":"x"}]},"index":1},{"content":{"parts":[{"text":"y"}]},"finishReason":"MAX_TOKENS","index":0}]}`,
			seen{Texts: []text{{1, dialect.Text, 0, "x"}, {0, dialect.Text, 0, "y"}}, Finish: "MAX_TOKENS"}, dialect.StopLength},
		{"a call ends with STOP", one(`{"functionCall":{"args":{"a": "b c"},"name":"f","id":"c1"},"thoughtSignature":"c2ln"}`, `,"finishReason":"STOP"`),
			seen{Texts: []text{{0, dialect.ToolName, 0, "f"}, {0, dialect.ToolID, 0, "c1"}, {0, dialect.ToolArgs, 0, `{"a":"b c"}`}, {0, dialect.Signature, 0, "c2ln"}}, Finish: "STOP"}, dialect.StopTools},
		{"calls side by side, one without arguments", one(`{"thoughtSignature":"c2ln","functionCall":{"name":"f"}},{"functionCall":{"name":"g","args":{}}}`, ``),
			seen{Texts: []text{{0, dialect.ToolName, 0, "f"}, {0, dialect.Signature, 0, "c2ln"}, {0, dialect.ToolName, 1, "g"}, {0, dialect.ToolArgs, 1, "{}"}}}, 0},
		{"signature alone", one(`{"text":"","thoughtSignature":"c2ln"}`, `,"finishReason":"STOP","index":0`), seen{Texts: []text{{0, dialect.Signature, 0, "c2ln"}}, Finish: "STOP"}, dialect.StopEnd},
		{"nothing said", one(`{"text":""}`, ``), seen{Silent: true}, 0},
		{"only usage", `{"usageMetadata":{"promptTokenCount":1}}`, seen{Silent: true, Usage: `{"promptTokenCount":1}`}, 0},
		{"a picture is no text", one(`{"inlineData":{"mimeType":"image/png","data":"AA"}}`, ``), seen{}, 0},
		{"no reason", one(`{"text":"x"}`, `,"finishReason":"FINISH_REASON_UNSPECIFIED"`), seen{Texts: []text{{0, dialect.Text, 0, "x"}}}, 0},
		{"filtered", one(`{"text":"x"}`, `,"finishReason":"SAFETY"`), seen{Texts: []text{{0, dialect.Text, 0, "x"}}, Finish: "SAFETY"}, dialect.StopFilter},
		{"a call that is none", `{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"x"}]}`, seen{Finish: "MALFORMED_FUNCTION_CALL"}, dialect.StopError},
		{"a reason of the future", `{"candidates":[{"finishReason":"BORED"}]}`, seen{Finish: "BORED"}, dialect.StopEnd},
		{"blocked prompt", `{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":9,"totalTokenCount":9}}`,
			seen{Finish: "PROHIBITED_CONTENT", Usage: `{"promptTokenCount":9,"totalTokenCount":9}`}, dialect.StopFilter},
		{"feedback that blocks nothing", `{"promptFeedback":{"safetyRatings":[]},"candidates":[]}`, seen{Silent: true}, 0},
		{"error", `{"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE","details":[]}}`, seen{Err: "vendor error UNAVAILABLE 503: overloaded"}, 0},
		{"an error that is a text", `{"error":"boom"}`, seen{Err: "vendor error  : boom"}, 0},
		{"a null error", `{"error":null,"candidates":[{"content":{"parts":[{"text":"x"}]}}]}`, seen{Texts: []text{{0, dialect.Text, 0, "x"}}}, 0},
		{"half", `{"candidates":[{"con`, seen{Bad: true}, 0},
		{"usage twice", `{"usageMetadata":{},"usageMetadata":{}}`, seen{Bad: true}, 0},
		{"candidates twice", `{"candidates":[],"candidates":[]}`, seen{Bad: true}, 0},
		{"an index beyond reason", one(`{"text":"x"}`, `,"index":4000`), seen{Bad: true}, 0},
		{"bytes that are no UTF-8", one("{\"text\":\"a\xff\xc3\"}", ``), seen{Texts: []text{{0, dialect.Text, 0, "a\xff\xc3"}}}, 0},
	} {
		c.want.Raw, c.want.Stop = data(c.data), c.stop
		require.Equal(t, []seen{c.want}, readGemini(t, c.want.Raw), c.name)
	}
}

func TestGeminiCallsAreNumberedOverTheStream(t *testing.T) {
	call := func(rest string) string {
		return data(`{"candidates":[{"content":{"parts":[{"functionCall":{` + rest + `}}]}}]}`)
	}
	got := readGemini(t, call(`"name":"f","args":{}`), call(`"name":"g","willContinue":true`), call(`"partialArgs":[{"jsonPath":"$.id"}],"willContinue":true`), call(``),
		data(`{"candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP"}]}`))
	require.Equal(t, []text{{0, dialect.ToolName, 0, "f"}, {0, dialect.ToolArgs, 0, "{}"}}, got[0].Texts)
	require.Equal(t, []text{{0, dialect.ToolName, 1, "g"}}, got[1].Texts)
	require.Equal(t, []text{{0, dialect.ToolArgs, 1, `[{"jsonPath":"$.id"}]`}}, got[2].Texts)
	require.Equal(t, dialect.StopTools, got[4].Stop)
}

// geminiParts are pieces of streams, good and bad.
var geminiParts = []string{
	data(gHel), data(gLo), data(gStop), data(strings.Replace(gStop, `"error"`, `"x"`, 1)), data(strings.TrimSuffix(gLo, "}") + `,"error":null}`),
	data(strings.Replace(gLo, "r1", "r2", 1)), data(`{"candidates":[{"finishReason":"STOP"}],"error":null,"usageMetadata":{"promptTokenCount":-1}}`), data(`{}`), data(`{ "error" : null }`),
	data(`{"error":{"code":500,"message":"x","status":"INTERNAL"}}`), ": ping\n\n", "event: x\n" + data(gLo), "data: {\"candidates\":\ndata: []}\n\n", "data: [DONE]\n\n",
	"\r\n", "\r", "\n", "data:", "{", "}", "\"",
}

func TestAnyCutGivesTheSameGeminiEvents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := strings.Join(rapid.SliceOfN(rapid.SampledFrom(geminiParts), 0, 12).Draw(t, "parts"), "")
		whole := readGemini(t, stream)
		var raw strings.Builder
		for _, e := range whole {
			raw.WriteString(e.Raw)
		}
		require.Equal(t, stream, raw.String(), "the events' bytes are the stream")
		var pieces []string
		for rest := stream; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			pieces, rest = append(pieces, rest[:n]), rest[n:]
		}
		require.Equal(t, whole, readGemini(t, pieces...))
	})
}

const (
	gHel  = `{"candidates":[{"content":{"parts":[{"text":"hel"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":7,"totalTokenCount":7},"modelVersion":"gemini-3.1-pro","responseId":"r1"}`
	gLo   = `{"candidates":[{"content":{"parts":[{"text":"lo"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":1,"totalTokenCount":8},"modelVersion":"gemini-3.1-pro","responseId":"r1"}`
	gStop = `{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9,"serviceTier":"standard"},"modelVersion":"gemini-3.1-pro","responseId":"r1"}`
	gEnd  = `{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9,"serviceTier":"standard","cost":0.00042},"modelVersion":"gemini-3.1-pro","responseId":"r1"}`
	gOwn  = `{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9,"cost":0.00042}`
)

// shapeGemini runs a vendor's stream through a shaper and returns what an application reads.
func shapeGemini(t require.TestingT, stream string, end func(dialect.Shaper) []byte) string {
	r, err := geminiCodec.Decode([]byte(`{"model":"google/gemini-3.1-pro","stream":true,` + geminiHi + `}`))
	require.NoError(t, err)
	s, out := geminiCodec.Stream(bySum), geminiCodec.Shape(r, "0badcafe", 1_777_000_000)
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

func TestGeminiStreamsAreForwardedAsTheyCame(t *testing.T) {
	c := charge(counts{in: 7, out: 2}, 420_000_000)
	spaced := strings.ReplaceAll(gHel, `":`, `": `)
	for _, x := range []struct{ name, stream, want string }{
		{"whole", data(gHel) + data(gLo) + data(gStop), data(gHel) + data(gLo) + data(gEnd)},
		{"blanks and CRLF", "data: " + spaced + "\r\n\r\n" + data(gStop), "data: " + spaced + "\r\n\r\ndata: " + gEnd + "\r\n\r\n"},
		{"both kinds of ends", data(gHel) + "data: " + gLo + "\r\n\r\n" + data(gStop), data(gHel) + data(gLo) + data(gEnd)},
		{"last event cut in its end", data(gHel) + "data: " + gStop, data(gHel) + data(gEnd)},
		{"comments and names, at which Google's clients break off", ": hi\n\nevent: message\n" + data(gHel) + "\n" + data(gStop), data(gHel) + data(gEnd)},
		{"another id", data(gHel) + data(strings.Replace(gLo, "r1", "r2", 1)) + data(gStop), data(gHel) + data(gLo) + data(gEnd)},
		{"null error", data(gHel) + data(strings.TrimSuffix(gStop, "}")+`,"error":null}`), data(gHel) + data(gEnd)},
		{"text in the last chunk", data(gHel) + data(strings.Replace(gStop, `""`, `"lo"`, 1)), data(gHel) + data(strings.Replace(gEnd, `""`, `"lo"`, 1))},
		{"usage behind the end", data(gHel) + data(strings.Replace(gStop, `"serviceTier":"standard"`, `"x":1`, 1)) + data(`{"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2}}`),
			data(gHel) + data(strings.Replace(gStop, `{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9,"serviceTier":"standard"}`, `{}`, 1)) +
				data(`{"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2,"cost":0.00042}}`)},
		{"usage that never came", data(`{"candidates":[{"finishReason":"STOP"}]}`), data(`{"usageMetadata":` + gOwn + `,"candidates":[{"finishReason":"STOP"}]}`)},
		{"nothing behind the end", data(`{"candidates":[{"finishReason":"STOP"}]}`) + data(`{"error":null}`), data(`{"candidates":[{"finishReason":"STOP"}]}`) + data(`{"usageMetadata":`+gOwn+`}`)},
		{"usage that lies", data(strings.Replace(gHel, `"promptTokenCount":7`, `"promptTokenCount":9223372036854775808`, 1)) + data(strings.Replace(gStop, `"candidatesTokenCount":2`, `"candidatesTokenCount":-2`, 1)),
			data(strings.Replace(gHel, `{"promptTokenCount":7,"totalTokenCount":7}`, `{}`, 1)) + data(strings.Replace(gStop, `{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9,"serviceTier":"standard"}`, gOwn, 1))},
		{"no reason", data(gHel), data(gHel) + data(`{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9,"cost":0.00042},"modelVersion":"gemini-3.1-pro","responseId":"r1"}`)},
		{"vertex", data(`{"candidates":[{"content":{"parts":[{"text":"x"}]}}],"usageMetadata":{"trafficType":"ON_DEMAND"}}`) + data(gStop), data(`{"candidates":[{"content":{"parts":[{"text":"x"}]}}],"usageMetadata":{"trafficType":"ON_DEMAND"}}`) + data(strings.ReplaceAll(gEnd, "x", "x"))},
	} {
		require.Equal(t, x.want, shapeGemini(t, x.stream, whole(c)), x.name)
	}
}

func TestABrokenGeminiStreamEndsWithOneError(t *testing.T) {
	refusal := market.StreamBroken("16Uiu2", money.Picos(7))
	fail := func(s dialect.Shaper) []byte { return s.Fail(refusal, charge(market.Usage{in: 7, out: 1}, 7)) }
	for _, stream := range []string{data(gHel) + data(`{"error":{"message":"secret vendor text","status":"INTERNAL"}}`), data(gHel)} {
		got := shapeGemini(t, stream, fail)
		last, ok := strings.CutPrefix(got, data(gHel)+"data: ")
		require.True(t, ok, got)
		require.NotContains(t, got, "secret vendor text")
		require.True(t, gjson.Valid(last), last)
		require.Equal(t, "UNAVAILABLE", gjson.Get(last, "error.status").String())
		require.Equal(t, "provider_unavailable", gjson.Get(last, "error.details.0.metadata.error_type").String())
		require.Equal(t, "0.000000000007", gjson.Get(last, "error.details.0.metadata.charged").String())
		require.Equal(t, "0.000000000007", gjson.Get(last, "usageMetadata.cost").Raw)
		require.Equal(t, "r1", gjson.Get(last, "responseId").String())
	}
	got := shapeGemini(t, data(gHel)+data(strings.Replace(gStop, `""`, `"lo"`, 1)), fail)
	require.Contains(t, got, `"text":"lo"`, "what was held back is sent")
	require.Equal(t, 1, strings.Count(got, `"error":`))
}

func TestGeminiErrorBody(t *testing.T) {
	r := &market.Refusal{Type: market.RateLimitExceeded, Status: 429, Message: "Too \"many\".", LimitSource: market.LimitKeyRate, Hint: "wait", RetryAfter: 1500 * time.Millisecond,
		Attempts: []market.AttemptNote{{Seller: "x", Code: "UPSTREAM", Cost: money.Micros(2)}}, Charged: money.Micros(2)}
	require.Equal(t, `{"error":{"code":429,"message":"Too \"many\".","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED",`+
		`"domain":"tolsey","metadata":{"error_type":"rate_limit_exceeded","limit_source":"key_rate","remedy_hint":"wait","call_id":"c0ffee","charged":"0.000002"},`+
		`"attempts":[{"seller":"x","code":"UPSTREAM","charged":"0.000002"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"2s"}]}}`, string(geminiCodec.ErrorBody(r, "c0ffee")))
	body := geminiCodec.ErrorBody(market.Refuse(400, market.InvalidPrompt, "contents[0].role", "bad"), "")
	require.Equal(t, "INVALID_ARGUMENT", gjson.GetBytes(body, "error.status").String())
	require.Equal(t, "contents[0].role", gjson.GetBytes(body, "error.details.1.fieldViolations.0.field").String())
	for status, name := range map[int]string{401: "UNAUTHENTICATED", 402: "FAILED_PRECONDITION", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 405: "UNIMPLEMENTED", 408: "DEADLINE_EXCEEDED",
		409: "ABORTED", 413: "INVALID_ARGUMENT", 499: "CANCELLED", 500: "INTERNAL", 502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED"} {
		require.Equal(t, name, gjson.GetBytes(geminiCodec.ErrorBody(&market.Refusal{Status: status}, ""), "error.status").String())
	}
}

func TestGeminiAnswers(t *testing.T) {
	pretty := "{\n  \"candidates\": [\n    {\n      \"content\": {\n        \"parts\": [\n          {\n            \"functionCall\": {\n              \"name\": \"f\",\n              \"args\": {\n                \"q\": \"a b\"\n              }\n            }\n          }\n        ]\n      },\n      \"finishReason\": \"STOP\"\n    }\n  ],\n  \"usageMetadata\": {\n    \"promptTokenCount\": 7,\n    \"candidatesTokenCount\": 2,\n    \"totalTokenCount\": 9\n  }\n}\n"
	a, err := geminiCodec.Answer([]byte(pretty), bySum)
	require.NoError(t, err)
	require.Equal(t, dialect.Gemini, a.From)
	require.Equal(t, dialect.StopTools, a.Stop)
	require.Equal(t, `{"q":"a b"}`, string(a.Deltas[1].Text), "counted as it is without the vendor's indentation")
	c := charge(counts{in: 7, out: 2}, 420_000_000)
	require.Equal(t, strings.Replace(pretty, "9\n  }", "9\n  ,\"cost\":0.00042}", 1), string(geminiCodec.ShapeAnswer(a, c)))
	a, err = geminiCodec.Answer([]byte(`{"error":null,"candidates":[{"finishReason":"STOP"}]}`), bySum)
	require.NoError(t, err)
	require.Equal(t, `{"usageMetadata":`+gOwn+`,"candidates":[{"finishReason":"STOP"}]}`, string(geminiCodec.ShapeAnswer(a, c)))
	a, err = geminiCodec.Answer([]byte(`{"error":{"code":503,"status":"UNAVAILABLE"}}`), bySum)
	require.NoError(t, err)
	require.Equal(t, "UNAVAILABLE", a.Err.Type)
	for _, body := range []string{``, `[]`, `{}`, `{"candidates":[]}`, `{"candidates":[]`, `{"candidates":[{"finishReason":"STOP"}]}}`} {
		_, err := geminiCodec.Answer([]byte(body), bySum)
		require.ErrorIs(t, err, dialect.ErrMalformed, body)
	}
}

func TestGeminiArray(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{data(gHel), data(gLo), data(gStop), "data: " + gLo + "\r\n\r\n", ": x\n\n"}), 0, 6).Draw(t, "events"), "")
		var a dialect.GeminiArray
		var got []byte
		for rest := stream; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			got, rest = append(got, a.Write([]byte(rest[:n]))...), rest[n:]
		}
		got = append(got, a.Close()...)
		var items []json.RawMessage
		require.NoError(t, json.Unmarshal(got, &items), "%s", got)
		require.Len(t, items, strings.Count(stream, "data: "))
	})
}

func FuzzGeminiStream(f *testing.F) {
	for _, p := range geminiParts {
		f.Add([]byte(data(gHel) + p + data(gStop)))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		shaped := shapeGemini(t, string(stream), whole(charge(market.Usage{in: 3, out: 4}, 5)))
		var last *dialect.Usage
		s := geminiCodec.Stream(bySum)
		s.Feed([]byte(shaped))
		s.End()
		var ev dialect.Event
		for {
			ok, err := s.Next(&ev)
			require.NoError(t, err)
			if !ok {
				break
			}
			require.NoError(t, ev.Bad, "what is shaped is well formed: %q", ev.Raw)
			require.Nil(t, ev.Err)
			require.True(t, strings.HasPrefix(string(ev.Raw), "data:"), "%q", ev.Raw)
			if ev.Usage != nil {
				last = ev.Usage
			}
		}
		require.NotNil(t, last)
		require.Equal(t, market.Usage{in: 3, out: 4}, last.Counts, "%s", shaped)
	})
}

func FuzzGeminiAnswer(f *testing.F) {
	for _, seed := range []string{gHel, gStop, `{"error":null,"candidates":[{"finishReason":"STOP"}]}`, `{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{}}}]}}],"usageMetadata":null}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := geminiCodec.Answer(body, bySum)
		if err != nil {
			require.ErrorIs(t, err, dialect.ErrMalformed)
			return
		}
		if a.Err != nil {
			return
		}
		shaped := geminiCodec.ShapeAnswer(a, dialect.Charge{Usage: market.Usage{in: 4, out: 5}})
		again, err := geminiCodec.Answer(shaped, bySum)
		require.NoError(t, err, "%s", shaped)
		require.Equal(t, len(a.Deltas), len(again.Deltas))
		require.Equal(t, market.Usage{in: 4, out: 5}, again.Usage.Counts)
	})
}
