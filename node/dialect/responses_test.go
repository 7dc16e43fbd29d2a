package dialect_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

func decodeAs(t require.TestingT, name dialect.Name, body string) *dialect.Request {
	codec, err := dialect.For(string(name))
	require.NoError(t, err)
	r, err := codec.Decode([]byte(body))
	require.NoError(t, err, body)
	return r
}

func scannedTexts(r *dialect.Request) (all []string) {
	for _, t := range r.Texts {
		all = append(all, string(t))
	}
	return all
}

func TestAResponsesRequestIsScanned(t *testing.T) {
	r := decodeAs(t, dialect.Responses, `{"model":"m","stream":true,"instructions":"be","max_output_tokens":99,"store":false,"background":false,"previous_response_id":null,"service_tier":"auto",
		"reasoning":{"effort":"high","summary":null},"include":["reasoning.encrypted_content"],"prompt_cache_key":"k","text":{"format":{"type":"text"}},
		"tools":[ {"type":"function","name":"f","parameters":{}},{"type":"web_search"}],
		"input":[{"role":"user","content":[{"type":"input_text","text":"see"},{"type":"input_image","image_url":"data:image/webp;base64,UklGRg==","detail":"low"},{"type":"input_file","file_id":"f1"}]},
			{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAA"},{"type":"message","role":"assistant","id":"msg_1","status":"completed","content":[{"type":"output_text","text":"ok","annotations":[]}]},
			{"type":"function_call","id":"fc_1","call_id":"c1","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"done"}]}`)
	require.Equal(t, "m", r.Model)
	require.True(t, r.Stream && r.IncludeUsage && r.Tools)
	require.False(t, r.Store)
	require.Equal(t, uint64(99), r.MaxOutput)
	require.Equal(t, "high", r.Effort)
	require.Equal(t, "k", r.SessionKey)
	require.Empty(t, r.Tier)
	require.Equal(t, uint64(5), r.Messages, "a thought is no message")
	require.Equal(t, []string{"system", "be", `[{"type":"function","name":"f","parameters":{}},{"type":"web_search"}]`, "user", "see", "assistant", "ok", "c1", "f", "{}", "assistant", "c1", "done", "tool"}, scannedTexts(r))
	require.Equal(t, []string{"model", "stream", "instructions", "max_output_tokens", "store", "service_tier", "reasoning", "reasoning.effort", "include", "include[].reasoning.encrypted_content",
		"prompt_cache_key", "text", "tools", "tools[].web_search", "input", "input[].content[].input_image", "input[].content[].file_id", "input[].content[].input_file",
		"input[].reasoning", "input[].function_call", "input[].function_call_output"}, r.Fields)
	require.Equal(t, []dialect.Media{{Kind: dialect.Image, Bytes: 6}, {Kind: dialect.File}}, r.Media)
	require.Equal(t, []string{"user", "hi"}, scannedTexts(decodeAs(t, dialect.Responses, `{"model":"m","input":"hi"}`)))
	require.Contains(t, decodeAs(t, dialect.Responses, `{"model":"m","previous_response_id":"r","input":[{"type":"function_call_output","call_id":"c","output":"x"}]}`).Fields, "previous_response_id")
	require.Contains(t, decodeAs(t, dialect.Responses, `{"model":"m","background":true,"input":[{"type":"item_reference","id":"x"}]}`).Fields, "input[].item_reference")
}

func TestBadResponsesRequests(t *testing.T) {
	codec, err := dialect.For("responses")
	require.NoError(t, err)
	for body, param := range map[string]string{
		`[]`: "", `{"model":"m"}`: "input", `{"input":"x"}`: "model", `{"model":"m","input":7}`: "input", `{"model":"m","input":[]}`: "input",
		`{"model":"m","input":[7]}`: "input[0]", `{"model":"m","input":[{"id":"x"}]}`: "input[0].type", `{"model":"m","input":[{"role":"tool","content":"x"}]}`: "input[0].role",
		`{"model":"m","input":[{"role":"user"}]}`: "input[0].content", `{"model":"m","input":[{"role":"user","content":[{"text":"x"}]}]}`: "input[0].content[0].type",
		`{"model":"m","input":[{"role":"user","content":[{"type":"input_image","image_url":"https://x/y.png"}]}]}`: "input[0].content[0].image_url",
		`{"model":"m","input":[{"type":"function_call_output","call_id":"c","output":"x"}]}`:                       "input[0].call_id",
		`{"model":"m","input":"x","Stream":true}`:                                                                  "Stream", `{"model":"m","input":[{"Role":"user","content":"x"}]}`: "input[0].Role",
		`{"model":"m","input":"x","max_output_tokens":0}`: "max_output_tokens", `{"model":"m","input":"x","temperature":3}`: "temperature",
		`{"model":"m","input":"x","tools":[{"name":"f"}]}`: "tools[0].type", `{"model":"m","input":"x","instructions":[]}`: "instructions", `{"model":"m","input":"x","input":"y"}`: "input",
	} {
		_, err := codec.Decode([]byte(body))
		requireParam(t, err, param)
	}
}

func TestResponsesRequestsArePatchedInPlace(t *testing.T) {
	for _, c := range []struct {
		body string
		p    dialect.Patch
		want string
	}{
		{`{ "model":"m", "input":"x" }`, dialect.Patch{}, `{ "model":"m", "input":"x" }`},
		{`{"model":"m","input":"x"}`, dialect.Patch{Model: "n", OutputCap: 5, TokenField: "max_tokens", ForceUsage: true}, `{"store":false,"max_output_tokens":5,"model":"n","input":"x"}`},
		{`{"model":"m","store":null,"max_output_tokens":9,"input":"x"}`, dialect.Patch{OutputCap: 5}, `{"model":"m","store":false,"max_output_tokens":5,"input":"x"}`},
		{`{"model":"m","store":false,"max_output_tokens":4,"input":"x"}`, dialect.Patch{OutputCap: 5}, `{"model":"m","store":false,"max_output_tokens":4,"input":"x"}`},
	} {
		codec, err := dialect.For("responses")
		require.NoError(t, err)
		require.Equal(t, c.want, string(codec.Patch(decodeAs(t, dialect.Responses, c.body), c.p)))
	}
}

// events writes a stream as OpenAI does; each text is an event's JSON.
func events(all ...string) string {
	var b strings.Builder
	for i, e := range all {
		kind := gjson.Get(e, "type").String()
		fmt.Fprintf(&b, "event: %s\ndata: {\"type\":%q,\"sequence_number\":%d,%s\n\n", kind, kind, i, strings.TrimPrefix(e, fmt.Sprintf(`{"type":%q,`, kind)))
	}
	return b.String()
}

const respHead = `"id":"resp_1","object":"response","created_at":5,"error":null,"incomplete_details":null,"model":"gpt"`

// toolTurn is what OpenAI sends for a thought, a text and a call (VA openai-reasoning-encrypted-content, shortened).
var toolTurn = events(
	`{"type":"response.created","response":{`+respHead+`,"status":"in_progress","output":[],"usage":null}}`,
	`{"type":"response.in_progress","response":{`+respHead+`,"status":"in_progress","output":[],"usage":null}}`,
	`{"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"gA","summary":[]}}`,
	`{"type":"response.reasoning_summary_part.added","item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}`,
	`{"type":"response.reasoning_summary_text.delta","item_id":"rs_1","output_index":0,"summary_index":0,"delta":"h\u00e9","obfuscation":"x"}`,
	`{"type":"response.reasoning_summary_text.done","item_id":"rs_1","output_index":0,"summary_index":0,"text":"h\u00e9"}`,
	`{"type":"response.output_item.done","output_index":0,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"gAAAB","summary":[{"type":"summary_text","text":"h\u00e9"}]}}`,
	`{"type":"response.output_item.added","output_index":1,"item":{"id":"msg_1","type":"message","status":"in_progress","content":[],"role":"assistant"}}`,
	`{"type":"response.content_part.added","item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":""}}`,
	`{"type":"response.output_text.delta","item_id":"msg_1","output_index":1,"content_index":0,"delta":"hel","logprobs":[]}`,
	`{"type":"response.output_text.delta","item_id":"msg_1","output_index":1,"content_index":0,"delta":"lo","logprobs":[]}`,
	`{"type":"response.output_text.done","item_id":"msg_1","output_index":1,"content_index":0,"text":"hello","logprobs":[]}`,
	`{"type":"response.content_part.done","item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":"hello"}}`,
	`{"type":"response.output_item.done","output_index":1,"item":{"id":"msg_1","type":"message","status":"completed","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"hello"}],"role":"assistant"}}`,
	`{"type":"response.output_item.added","output_index":2,"item":{"id":"fc_1","type":"function_call","status":"in_progress","arguments":"","call_id":"call_1","name":"f"}}`,
	`{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":2,"delta":"{\"a\""}`,
	`{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":2,"delta":":1}"}`,
	`{"type":"response.function_call_arguments.done","item_id":"fc_1","output_index":2,"arguments":"{\"a\":1}"}`,
	`{"type":"response.output_item.done","output_index":2,"item":{"id":"fc_1","type":"function_call","status":"completed","arguments":"{\"a\":1}","call_id":"call_1","name":"f"}}`,
	`{"type":"response.completed","response":{`+respHead+`,"status":"completed","output":[{"id":"rs_1","type":"reasoning","encrypted_content":"gAAAB","summary":[{"type":"summary_text","text":"h\u00e9"}]},{"id":"msg_1","type":"message","status":"completed","content":[{"type":"output_text","annotations":[],"text":"hello"}],"role":"assistant"},{"id":"fc_1","type":"function_call","status":"completed","arguments":"{\"a\":1}","call_id":"call_1","name":"f"}],"usage":{"input_tokens":120,"input_tokens_details":{"cached_tokens":100},"output_tokens":40,"output_tokens_details":{"reasoning_tokens":25},"total_tokens":160}}}`,
)

var turnCounts = counts{in: 20, read: 100, out: 15, think: 25}

// gathered is all that a stream's events say.
type gathered struct {
	texts  map[text]string // by kind and tool
	usage  *dialect.Usage
	finish string
	stop   dialect.Stop
	done   int
	err    error
	bad    error
}

func gather(t require.TestingT, name dialect.Name, pieces ...string) (g gathered) {
	codec, err := dialect.For(string(name))
	require.NoError(t, err)
	g.texts = map[text]string{}
	s := codec.Stream(bySum)
	var ev dialect.Event
	drain := func() {
		for {
			ok, err := s.Next(&ev)
			require.NoError(t, err)
			if !ok {
				return
			}
			for _, d := range ev.Deltas {
				g.texts[text{Choice: d.Choice, Kind: d.Kind, Tool: d.Tool}] += string(d.Text)
			}
			if ev.Usage != nil {
				u := *ev.Usage
				g.usage = &u
			}
			if ev.Finish != "" {
				g.finish, g.stop = ev.Finish, ev.Stop
			}
			if ev.Done {
				g.done++
			}
			if ev.Err != nil && g.err == nil {
				g.err = ev.Err
			}
			if ev.Bad != nil && g.bad == nil {
				g.bad = ev.Bad
			}
		}
	}
	for _, p := range pieces {
		s.Feed([]byte(p))
		drain()
	}
	s.End()
	drain()
	return g
}

func TestAResponsesStreamIsRead(t *testing.T) {
	for _, pieces := range [][]string{{toolTurn}, strings.Split(toolTurn, "")} {
		g := gather(t, dialect.Responses, pieces...)
		require.NoError(t, g.bad)
		require.NoError(t, g.err)
		require.Equal(t, map[text]string{{Kind: dialect.Reasoning}: "hé", {Kind: dialect.Sealed}: "gAAAB", {Kind: dialect.Text}: "hello",
			{Kind: dialect.ToolID}: "call_1", {Kind: dialect.ToolName}: "f", {Kind: dialect.ToolArgs}: `{"a":1}`}, g.texts)
		require.Equal(t, turnCounts, g.usage.Counts)
		require.Equal(t, dialect.StopTools, g.stop)
		require.Equal(t, 1, g.done)
	}
}

func TestWhatOtherServersSendOfResponses(t *testing.T) {
	for _, c := range []struct {
		name, stream string
		texts        map[text]string
		stop         dialect.Stop
		finish, err  string
	}{
		{"only whole texts", events(`{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"hi"}`, `{"type":"response.completed","response":{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"hi"}]}]}}`),
			map[text]string{{Kind: dialect.Text}: "hi"}, dialect.StopEnd, "completed", ""},
		{"only items", events(`{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}}`, `{"type":"response.completed","response":{"status":"completed","output":[]}}`),
			map[text]string{{Kind: dialect.ToolID}: "c", {Kind: dialect.ToolName}: "f", {Kind: dialect.ToolArgs}: "{}"}, dialect.StopTools, "completed", ""},
		{"only the response", events(`{"type":"response.completed","response":{"status":"completed","output":[{"type":"message","content":[{"type":"refusal","refusal":"no"}]}]}}`),
			map[text]string{{Kind: dialect.Refused}: "no"}, dialect.StopRefusal, "completed", ""},
		{"cut at the limit", events(`{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"hi"}`, `{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}}`),
			map[text]string{{Kind: dialect.Text}: "hi"}, dialect.StopLength, "max_output_tokens", ""},
		{"filtered", events(`{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"content_filter"},"output":[]}}`), map[text]string{}, dialect.StopFilter, "content_filter", ""},
		{"a thought and its summary (gpt-oss)", events(`{"type":"response.reasoning_text.delta","output_index":0,"content_index":0,"delta":"a"}`, `{"type":"response.reasoning_text.done","output_index":0,"content_index":0,"text":"a"}`,
			`{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","summary":[{"type":"summary_text","text":"b"}],"content":[{"type":"reasoning_text","text":"a"}]}}`, `{"type":"response.completed","response":{"output":[]}}`),
			map[text]string{{Kind: dialect.Reasoning}: "ab"}, dialect.StopEnd, "completed", ""},
		{"openai's error (VA openai-error)", events(`{"type":"error","error":{"type":"insufficient_quota","code":"insufficient_quota","message":"broke","param":null}}`), map[text]string{}, 0, "", "vendor error insufficient_quota insufficient_quota: broke"},
		{"the error as documented", events(`{"type":"error","code":"server_error","message":"boom","param":null}`), map[text]string{}, 0, "", "vendor error  server_error: boom"},
		{"only failed (VA openai-response-failed-only)", events(`{"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded","message":"slow"},"usage":null}}`), map[text]string{}, dialect.StopError, "failed", "vendor error  rate_limit_exceeded: slow"},
		{"an error without a type", data(`{"error":{"message":"boom"}}`), map[text]string{}, 0, "", "vendor error  : boom"},
	} {
		g := gather(t, dialect.Responses, c.stream)
		require.NoError(t, g.bad, c.name)
		require.Equal(t, c.texts, g.texts, c.name)
		require.Equal(t, c.stop, g.stop, c.name)
		require.Equal(t, c.finish, g.finish, c.name)
		if c.err == "" {
			require.NoError(t, g.err, c.name)
		} else {
			require.EqualError(t, g.err, c.err, c.name)
		}
	}
	require.ErrorIs(t, gather(t, dialect.Responses, data(`{"choices":[]}`)).bad, dialect.ErrMalformed)
	require.ErrorIs(t, gather(t, dialect.Responses, data(`{"type":"response.completed","response":{"usage":{},"usage":{}}}`)).bad, dialect.ErrMalformed)
}

func TestUsageOfResponsesIsMadeDisjoint(t *testing.T) {
	codec, err := dialect.For("responses")
	require.NoError(t, err)
	for _, c := range []struct {
		name, raw, output string
		want              counts
		anomaly           string
	}{
		{"openai, cached and reasoning (VA openai-reasoning-encrypted-content)", `{"input_tokens":120,"input_tokens_details":{"cached_tokens":100},"output_tokens":40,"output_tokens_details":{"reasoning_tokens":25},"total_tokens":160}`, `[]`, turnCounts, ""},
		{"openai, cache write (GPT-5.6, DIALECTS 2.4)", `{"input_tokens":5000,"input_tokens_details":{"cached_tokens":1024,"cache_write_tokens":3072},"output_tokens":10,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":5010}`, `[]`, counts{in: 904, read: 1024, write: 3072, out: 10}, ""},
		{"web searches are items of the output (VA openai-web-search-tool)", `{"input_tokens":10,"output_tokens":2,"total_tokens":12}`, `[{"type":"web_search_call"},{"type":"web_search_call"}]`, counts{in: 10, out: 2, market.Searches: 2}, ""},
		{"details null", `{"input_tokens":10,"input_tokens_details":null,"output_tokens":2,"output_tokens_details":null,"total_tokens":12}`, `[]`, counts{in: 10, out: 2}, ""},
		{"negative", `{"input_tokens":-1,"output_tokens":2}`, `[]`, counts{}, "input_tokens is -1"},
		{"sum", `{"input_tokens":1,"output_tokens":2,"total_tokens":9}`, `[]`, counts{}, "total_tokens is 9"},
		{"chat's names", `{"prompt_tokens":1,"completion_tokens":2}`, `[]`, counts{}, "missing"},
		{"more cached than input", `{"input_tokens":1,"input_tokens_details":{"cached_tokens":2},"output_tokens":2}`, `[]`, counts{}, "its parts add up to 2"},
	} {
		a, err := codec.Answer([]byte(`{"id":"r","status":"completed","output":`+c.output+`,"usage":`+c.raw+`}`), bySum)
		require.NoError(t, err, c.name)
		require.Equal(t, c.want, a.Usage.Counts, c.name)
		require.Contains(t, a.Usage.Anomaly, c.anomaly, c.name)
		require.Equal(t, c.anomaly == "", a.Usage.Anomaly == "", c.name)
		require.Equal(t, c.raw, string(a.Usage.Raw), c.name)
		shaped := codec.ShapeAnswer(a, charge(turnCounts, 420_000_000))
		require.Equal(t, "0.00042", gjson.GetBytes(shaped, "usage.cost").Raw, c.name)
		again, err := codec.Answer(shaped, bySum)
		require.NoError(t, err)
		require.Equal(t, countsBut(turnCounts, c.want), again.Usage.Counts, "%s: what is told is what is charged", c.name)
	}
}

// countsBut is a usage with the searches of another, which no usage object says.
func countsBut(u, other counts) counts {
	u[market.Searches] = other[market.Searches]
	return u
}

// reshape runs a vendor's stream through its own dialect's shaper.
func reshape(t require.TestingT, name dialect.Name, req, stream string, end func(dialect.Shaper) []byte) string {
	codec, err := dialect.For(string(name))
	require.NoError(t, err)
	s, out := codec.Stream(bySum), codec.Shape(decodeAs(t, name, req), "0badcafe", 1_777_000_000)
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

const respStream = `{"model":"openai/gpt-5.6-luna","stream":true,"input":"hi"}`

func TestResponsesStreamsAreForwardedAsTheyCame(t *testing.T) {
	usage := `{"input_tokens":120,"input_tokens_details":{"cached_tokens":100},"output_tokens":40,"output_tokens_details":{"reasoning_tokens":25},"total_tokens":160`
	require.Equal(t, strings.Replace(toolTurn, usage, usage+`,"cost":0.00042`, 1), reshape(t, dialect.Responses, respStream, toolTurn, whole(charge(turnCounts, 420_000_000))), "only the cost is new")
	charged := reshape(t, dialect.Responses, respStream, toolTurn, whole(charge(counts{in: 20, read: 100, out: 14, think: 25}, 1)))
	require.Equal(t, strings.Replace(toolTurn, usage, `{"input_tokens":120,"input_tokens_details":{"cached_tokens":100},"output_tokens":39,"output_tokens_details":{"reasoning_tokens":25},"total_tokens":159,"cost":0.000000000001`, 1), charged)

	cut := strings.Split(toolTurn, "event: response.completed")[0]
	checkResponse(t, reshape(t, dialect.Responses, respStream, ": ping\n\n"+cut, whole(charge(turnCounts, 7))), "response.completed", turnCounts)
	broken := reshape(t, dialect.Responses, respStream, cut, func(s dialect.Shaper) []byte {
		return s.Fail(market.StreamBroken("16Uiu2", charge(turnCounts, 7).Cost), charge(turnCounts, 7))
	})
	require.Equal(t, 1, strings.Count(broken, "event: error\n"))
	checkResponse(t, broken, "response.failed", turnCounts)
}

// checkResponse reads a stream as a client that believes nothing does, and returns the response that it ends with.
func checkResponse(t require.TestingT, stream, ends string, used counts) gjson.Result {
	var kinds []string
	var last gjson.Result
	text, items, open := map[string]string{}, map[int64]string{}, map[string]bool{}
	sequence := int64(-1)
	for _, e := range strings.Split(strings.TrimSuffix(stream, "\n\n"), "\n\n") {
		name, body, _ := strings.Cut(e, "\ndata: ")
		if strings.HasPrefix(e, ":") {
			continue
		}
		require.True(t, gjson.Valid(body), e)
		v := gjson.Parse(body)
		kind := v.Get("type").String()
		require.Equal(t, "event: "+kind, name)
		require.Greater(t, v.Get("sequence_number").Int(), sequence, e)
		sequence = v.Get("sequence_number").Int()
		require.True(t, kind == "error" || !v.Get("error").Exists(), "clients end at the key: %s", e)
		kinds = append(kinds, kind)
		at := v.Get("output_index").String() + "/" + v.Get("item_id").String() + "/" + v.Get("content_index").String() + "/" + v.Get("summary_index").String()
		switch {
		case strings.HasSuffix(kind, ".delta"):
			require.True(t, open[v.Get("item_id").String()], "a delta of an item that is open: %s", e)
			text[at] += v.Get("delta").String()
		case strings.HasSuffix(kind, "_text.done") || strings.HasSuffix(kind, "arguments.done") || kind == "response.refusal.done":
			require.Equal(t, text[at], v.Get("text").String()+v.Get("arguments").String()+v.Get("refusal").String(), e)
		case kind == "response.output_item.added":
			open[v.Get("item.id").String()] = true
		case kind == "response.output_item.done":
			require.True(t, open[v.Get("item.id").String()], e)
			open[v.Get("item.id").String()] = false
			items[v.Get("output_index").Int()] = v.Get("item").Raw
		}
		if v.Get("response").Exists() {
			last = v.Get("response")
		}
	}
	require.Equal(t, "response.created", kinds[0])
	require.Equal(t, ends, kinds[len(kinds)-1])
	require.Equal(t, 1, strings.Count(strings.Join(kinds, " ")+" ", ends+" "))
	if ends != "response.failed" {
		require.Len(t, last.Get("output").Array(), len(items))
		for i, item := range last.Get("output").Array() {
			require.JSONEq(t, items[int64(i)], item.Raw)
		}
	}
	require.Equal(t, int64(used.Prompt()), last.Get("usage.input_tokens").Int())
	require.Equal(t, int64(used.Completion()), last.Get("usage.output_tokens").Int())
	require.True(t, last.Get("usage.cost").Exists())
	return last
}

func TestAResponseIsWrittenOfEventsOfAnyDialect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chunk := func(delta string) string {
			return data(`{"id":"x","choices":[{"index":0,"delta":` + delta + `,"finish_reason":null}]}`)
		}
		pieces := rapid.SliceOfN(rapid.SampledFrom([]string{": ping\n\n", chunk(`{"role":"assistant","content":""}`), chunk(`{"content":"he\u00e9\n\"llo"}`), chunk(`{"reasoning_content":"hm"}`), chunk(`{"refusal":"no"}`),
			chunk(`{"reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]}`), chunk(`{"tool_calls":[{"index":1,"id":"c1","function":{"name":"f","arguments":""}}]}`), chunk(`{"tool_calls":[{"index":1,"function":{"arguments":"{\"a\":1}"}}]}`),
			chunk(`{"tool_calls":[{"index":2,"function":{"name":"g","arguments":"{}"}}]}`)}), 0, 10).Draw(t, "pieces")
		finish := rapid.SampledFrom([]string{"stop", "length", "tool_calls", "content_filter"}).Draw(t, "finish")
		vendor := strings.Join(pieces, "") + data(`{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"`+finish+`"}]}`) + data(used) + done
		req := rapid.SampledFrom([]string{respStream, strings.Replace(respStream, `"input"`, "\"reasoning\":{\"summary\":\n\"auto\"},\"metadata\":{\"a\":\n\"b\"},\"input\"", 1)}).Draw(t, "request")
		stream := rewrite(t, dialect.OpenAI, dialect.Responses, req, vendor, whole(charge(turnCounts, 7)))
		ends := "response.completed"
		if finish == "length" || finish == "content_filter" {
			ends = "response.incomplete"
		}
		checkResponse(t, stream, ends, turnCounts)
		want, got := gather(t, dialect.OpenAI, vendor), gather(t, dialect.Responses, stream)
		require.NoError(t, got.bad)
		for _, kind := range []dialect.Kind{dialect.Text, dialect.Reasoning, dialect.Refused} {
			require.Equal(t, want.texts[text{Kind: kind}], got.texts[text{Kind: kind}], "kind %d", kind)
		}
		require.Equal(t, strings.Contains(vendor, `"name":"g"`), strings.Contains(stream, `"name":"g"`))
	})
}

func TestAResponseIsWrittenOfAnyAnswer(t *testing.T) {
	from, to := converterOf(t, dialect.OpenAI), converterOf(t, dialect.Responses)
	a, err := from.Answer([]byte(`{"choices":[{"message":{"content":"ok","reasoning":"hm","tool_calls":[{"id":"c","function":{"name":"f","arguments":""}}]},"finish_reason":"tool_calls"}]}`), bySum)
	require.NoError(t, err)
	r := decodeAs(t, dialect.Responses, `{"model":"m","input":"x","temperature":0.5,"instructions":"be"}`)
	body := to.WriteAnswer(r, a, charge(counts{in: 7, out: 2}, 1), "c0ffee", 5)
	require.JSONEq(t, `{"id":"resp_c0ffee","object":"response","created_at":5,"status":"completed","model":"m","error":null,"incomplete_details":null,"background":false,"instructions":"be","max_output_tokens":null,
		"max_tool_calls":null,"metadata":{},"parallel_tool_calls":true,"previous_response_id":null,"prompt_cache_key":null,"reasoning":{"effort":null,"summary":null},"safety_identifier":null,"service_tier":"default",
		"store":false,"temperature":0.5,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],"top_logprobs":0,"top_p":1,"truncation":"disabled","user":null,
		"output":[{"id":"rs_c0ffee_0","type":"reasoning","summary":[],"content":[{"type":"reasoning_text","text":"hm"}]},
			{"id":"msg_c0ffee_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"ok"}]},
			{"id":"fc_c0ffee_2","type":"function_call","status":"completed","arguments":"{}","call_id":"c","name":"f"}],
		"usage":{"input_tokens":7,"input_tokens_details":{"cached_tokens":0},"output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":9,"cost":0.000000000001}}`, string(body))
}
