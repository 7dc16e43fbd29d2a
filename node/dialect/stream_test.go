package dialect_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/node/dialect"
)

// seen is what of an event outlives the next one.
type seen struct {
	Raw    string
	Texts  []text
	Usage  string
	Finish string
	Stop   dialect.Stop
	Done   bool
	Err    string
	Bad    bool
	Silent bool
}

type text struct {
	Choice uint32
	Kind   dialect.Kind
	Tool   uint32
	Text   string
}

func see(ev *dialect.Event) seen {
	s := seen{Raw: string(ev.Raw), Finish: ev.Finish, Stop: ev.Stop, Done: ev.Done, Bad: ev.Bad != nil, Silent: ev.Silent}
	for _, d := range ev.Deltas {
		s.Texts = append(s.Texts, text{d.Choice, d.Kind, d.Tool, string(d.Text)})
	}
	if ev.Usage != nil {
		s.Usage = string(ev.Usage.Raw)
	}
	if ev.Err != nil {
		s.Err = ev.Err.Error()
	}
	return s
}

// readAll reads a stream that comes in pieces.
func readAll(t require.TestingT, pieces ...string) []seen {
	s := openAI(t).Stream(bySum)
	var all []seen
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

func data(json string) string { return "data: " + json + "\n\n" }

func TestEvents(t *testing.T) {
	for _, c := range []struct {
		name string
		data string
		want seen
	}{
		{"role", `{"id":"a","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}],"usage":null}`, seen{Silent: true}},
		{"text", `{"id":"a","choices":[{"index":0,"delta":{"content":"a\u00e9\n\"usage\":{"},"logprobs":null,"finish_reason":null}]}`, seen{Texts: []text{{0, dialect.Text, 0, "aé\n\"usage\":{"}}}},
		{"index behind the text", `{"choices":[{"delta":{"content":"x"},"index":3}]}`, seen{Texts: []text{{3, dialect.Text, 0, "x"}}}},
		{"two choices", `{"choices":[{"index":1,"delta":{"content":"x"}},{"index":0,"delta":{"content":"y"},"finish_reason":"stop"}]}`, seen{Texts: []text{{1, dialect.Text, 0, "x"}, {0, dialect.Text, 0, "y"}}, Finish: "stop", Stop: dialect.StopEnd}},
		{"no index", `{"choices":[{"delta":{"content":"x"}},{"delta":{"content":"y"}}]}`, seen{Texts: []text{{0, dialect.Text, 0, "x"}, {1, dialect.Text, 0, "y"}}}},
		{"deepseek's reasoning", `{"choices":[{"index":0,"delta":{"content":null,"reasoning_content":"hm"}}]}`, seen{Texts: []text{{0, dialect.Reasoning, 0, "hm"}}}},
		{"one thought under two names", `{"choices":[{"index":0,"delta":{"reasoning":"hm","reasoning_content":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm"}]}}]}`, seen{Texts: []text{{0, dialect.Reasoning, 0, "hm"}}}},
		{"an empty one first", `{"choices":[{"index":0,"delta":{"reasoning":"","reasoning_content":"hm"}}]}`, seen{Texts: []text{{0, dialect.Reasoning, 0, "hm"}}}},
		{"tool call", `{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":""}}]}}]}`, seen{Texts: []text{{0, dialect.ToolID, 0, "c"}, {0, dialect.ToolName, 0, "f"}}}},
		{"tool arguments", `{"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"arguments":"{\"a\""},"index":1}]}}]}`, seen{Texts: []text{{0, dialect.ToolArgs, 0, `{"a"`}}}},
		{"whole tool call", `{"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"c","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}`, seen{Texts: []text{{0, dialect.ToolID, 0, "c"}, {0, dialect.ToolName, 0, "f"}, {0, dialect.ToolArgs, 0, "{}"}}, Finish: "tool_calls", Stop: dialect.StopTools}},
		{"tool id only", `{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c"}]}}]}`, seen{Texts: []text{{0, dialect.ToolID, 0, "c"}}}},
		{"two calls without index", `{"choices":[{"index":0,"delta":{"tool_calls":[{"id":"c","function":{"name":"f"}},{"id":"d","function":{"name":"g"}},{"id":"c","function":{"arguments":"{"}}]}}]}`, seen{Texts: []text{
			{0, dialect.ToolID, 0, "c"}, {0, dialect.ToolName, 0, "f"}, {0, dialect.ToolID, 1, "d"}, {0, dialect.ToolName, 1, "g"}, {0, dialect.ToolArgs, 0, "{"}}}},
		{"the choice's index behind a call", `{"choices":[{"delta":{"tool_calls":[{"function":{"name":"f"}}]},"finish_reason":"stop","index":2}]}`, seen{Texts: []text{{2, dialect.ToolName, 0, "f"}}, Finish: "stop", Stop: dialect.StopTools}},
		{"openrouter's details", `{"choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"s"},{"type":"reasoning.encrypted","data":"x"}]}}]}`, seen{Texts: []text{
			{0, dialect.Reasoning, 0, "hm"}, {0, dialect.Signature, 0, "s"}, {0, dialect.Sealed, 0, "x"}}}},
		{"function call", `{"choices":[{"index":0,"delta":{"function_call":{"name":"f","arguments":"{}"}}}]}`, seen{Texts: []text{{0, dialect.ToolName, 0, "f"}, {0, dialect.ToolArgs, 0, "{}"}}}},
		{"refusal", `{"choices":[{"index":0,"delta":{"refusal":"no"}}]}`, seen{Texts: []text{{0, dialect.Refused, 0, "no"}}}},
		{"finish", `{"choices":[{"index":0,"delta":{},"finish_reason":"insufficient_system_resource"}]}`, seen{Finish: "insufficient_system_resource", Stop: dialect.StopError}},
		{"openai's usage chunk", `{"id":"a","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}`, seen{Usage: `{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}`}},
		{"deepseek's usage in the last chunk", `{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}`, seen{Finish: "stop", Stop: dialect.StopEnd, Usage: `{"prompt_tokens":1,"completion_tokens":2}`}},
		{"kimi's usage in the choice", `{"choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":1,"completion_tokens":2}}]}`, seen{Finish: "stop", Stop: dialect.StopEnd, Usage: `{"prompt_tokens":1,"completion_tokens":2}`}},
		{"usage at the top before one in the choice", `{"usage":{"prompt_tokens":9,"completion_tokens":9},"choices":[{"index":0,"delta":{},"usage":{"prompt_tokens":1,"completion_tokens":2}}]}`, seen{Usage: `{"prompt_tokens":9,"completion_tokens":9}`}},
		{"python's blanks", `{"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2}}`, seen{Usage: `{"prompt_tokens": 1, "completion_tokens": 2}`}},
		{"a good chunk with a null error", `{"choices":[{"index":0,"delta":{"content":"x"}}],"error":null}`, seen{Texts: []text{{0, dialect.Text, 0, "x"}}}},
		{"openai's error", `{"error":{"message":"boom","type":"server_error","param":null,"code":null}}`, seen{Err: "vendor error server_error : boom"}},
		{"openrouter's error", `{"id":"g","error":{"code":429,"message":"slow down","metadata":{"error_type":"rate_limit_exceeded"}},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}`, seen{Err: "vendor error  429: slow down", Finish: "error", Stop: dialect.StopError}},
		{"an error that is a text", `{"error":"boom"}`, seen{Err: "vendor error  : boom"}},
		{"an error that is true", `{"error":true}`, seen{Err: "vendor error  : "}},
		{"azure's first chunk", `{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0}]}`, seen{Silent: true}},
		{"done", `[DONE]`, seen{Done: true}},
		{"done with a blank", ` [DONE] `, seen{Done: true}},
		{"half a chunk", `{"id":"a","choices":[{"ind`, seen{Bad: true}},
		{"two values", `{"choices":[]}{"choices":[]}`, seen{Bad: true}},
		{"usage twice", `{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2},"usage":{"prompt_tokens":100,"completion_tokens":2}}`, seen{Bad: true}},
		{"choices twice", `{"choices":[],"choices":[]}`, seen{Bad: true}},
		{"an index beyond reason", `{"choices":[{"index":4294967296,"delta":{"content":"x"}}]}`, seen{Bad: true}},
		{"no object", `"hello"`, seen{Bad: true}},
		{"choices of another kind", `{"choices":"none","usage":null}`, seen{Silent: true}},
		{"bytes that are no UTF-8", "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\xff\xc3\"}}]}", seen{Texts: []text{{0, dialect.Text, 0, "a\xff\xc3"}}}},
	} {
		c.want.Raw = data(c.data)
		require.Equal(t, []seen{c.want}, readAll(t, c.want.Raw), c.name)
	}
}

func TestLineEndsAndFields(t *testing.T) {
	const chunk = `{"choices":[{"index":0,"delta":{"content":"x"}}]}`
	x := []text{{0, dialect.Text, 0, "x"}}
	for _, c := range []struct {
		name, stream string
		want         []seen
	}{
		{"crlf", "data: " + chunk + "\r\n\r\ndata: [DONE]\r\n\r\n", []seen{{Raw: "data: " + chunk + "\r\n\r\n", Texts: x}, {Raw: "data: [DONE]\r\n\r\n", Done: true}}},
		{"cr", "data: " + chunk + "\r\rdata: [DONE]\r\r", []seen{{Raw: "data: " + chunk + "\r\r", Texts: x}, {Raw: "data: [DONE]\r\r", Done: true}}},
		{"mixed", "data: " + chunk + "\r\n\n", []seen{{Raw: "data: " + chunk + "\r\n\n", Texts: x}}},
		{"no blank", "data:" + chunk + "\n\n", []seen{{Raw: "data:" + chunk + "\n\n", Texts: x}}},
		{"comment", ": OPENROUTER PROCESSING\n\n", []seen{{Raw: ": OPENROUTER PROCESSING\n\n", Silent: true}}},
		{"comment before data", ": keep-alive\ndata: " + chunk + "\n\n", []seen{{Raw: ": keep-alive\ndata: " + chunk + "\n\n", Texts: x}}},
		{"empty lines", "\n\n\n", []seen{{Raw: "\n", Silent: true}, {Raw: "\n", Silent: true}, {Raw: "\n", Silent: true}}},
		{"other fields", "event: message\nid: 7\nretry: 10\ndata: " + chunk + "\n\n", []seen{{Raw: "event: message\nid: 7\nretry: 10\ndata: " + chunk + "\n\n", Texts: x}}},
		{"several lines", "data: {\"choices\":\ndata: [{\"index\":0,\ndata:\"delta\":{\"content\":\"x\"}}]}\n\n", []seen{{Raw: "data: {\"choices\":\ndata: [{\"index\":0,\ndata:\"delta\":{\"content\":\"x\"}}]}\n\n", Texts: x}}},
		{"byte order mark", "\xef\xbb\xbfdata: " + chunk + "\n\n", []seen{{Raw: "\xef\xbb\xbfdata: " + chunk + "\n\n", Texts: x}}},
		{"no end", "data: [DONE]", []seen{{Raw: "data: [DONE]", Done: true}}},
		{"half an end", "data: " + chunk + "\n", []seen{{Raw: "data: " + chunk + "\n", Texts: x}}},
		{"cut", "data: {\"choices\":[{\"ind", []seen{{Raw: "data: {\"choices\":[{\"ind", Bad: true}}},
		{"done twice", "data: [DONE]\n\ndata: [DONE]\n\n", []seen{{Raw: "data: [DONE]\n\n", Done: true}, {Raw: "data: [DONE]\n\n", Done: true}}},
		{"a field that only begins so", "database: x\n\n", []seen{{Raw: "database: x\n\n", Silent: true}}},
		{"data without colon", "data\n\n", []seen{{Raw: "data\n\n", Silent: true}}},
	} {
		require.Equal(t, c.want, readAll(t, c.stream), c.name)
		require.Equal(t, c.want, readAll(t, strings.Split(c.stream, "")...), "%s, byte by byte", c.name)
	}
}

// parts are pieces of streams, good and bad.
var parts = []string{
	data(`{"id":"a","choices":[{"index":0,"delta":{"content":"h\u00e9llo 市场"}}],"usage":null}`), data(`{"id":"a","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}`),
	data(`[DONE]`), data(`{"error":{"message":"x"}}`), ": ping\n\n", "data: {\"choices\":\ndata: []}\n\n", "\r\n", "\r", "\n", "data:", " ", "x", "\xef\xbb\xbf", "{", "}", "\"", "\\",
}

func TestAnyCutGivesTheSameEvents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 12).Draw(t, "parts"), "")
		whole := readAll(t, stream)
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
		require.Equal(t, whole, readAll(t, pieces...))
	})
}

func TestEndlessEventIsRefused(t *testing.T) {
	s := openAI(t).Stream(bySum)
	var ev dialect.Event
	block := []byte("data: " + strings.Repeat("x", 1<<20))
	for range dialect.MaxEvent>>20 - 1 {
		s.Feed(block)
		ok, err := s.Next(&ev)
		require.False(t, ok)
		require.NoError(t, err)
	}
	s.Feed(block)
	_, err := s.Next(&ev)
	require.ErrorIs(t, err, dialect.ErrMalformed)
}

func FuzzStream(f *testing.F) {
	for _, p := range parts {
		f.Add([]byte(p+p), 5)
	}
	f.Add([]byte(strings.Join(parts, "")), 100)
	f.Fuzz(func(t *testing.T, stream []byte, at int) {
		at = min(max(at, 0), len(stream))
		whole := readAll(t, string(stream))
		require.Equal(t, whole, readAll(t, string(stream[:at]), string(stream[at:])))
		var raw strings.Builder
		for _, e := range whole {
			raw.WriteString(e.Raw)
		}
		require.Equal(t, string(stream), raw.String())
	})
}
