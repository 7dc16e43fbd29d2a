package dialect_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
)

func converterOf(t require.TestingT, name dialect.Name) dialect.Converter {
	codec, err := dialect.For(string(name))
	require.NoError(t, err)
	c, ok := codec.(dialect.Converter)
	require.True(t, ok, "%s converts", name)
	return c
}

func promptOf(t require.TestingT, name dialect.Name, body string) *dialect.Prompt {
	c := converterOf(t, name)
	r, err := c.Decode([]byte(body))
	require.NoError(t, err, body)
	p, err := c.Prompt(r)
	require.NoError(t, err, body)
	return p
}

func ptr[T any](v T) *T { return &v }

func text1(s string) []dialect.Part { return []dialect.Part{{Kind: dialect.TextPart, Text: s}} }

func TestAChatRequestIsReadWhole(t *testing.T) {
	p := promptOf(t, dialect.OpenAI, `{"model":"m","stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false},"max_tokens":9,"n":2,"temperature":0.70,"top_p":1,"top_k":40,
		"frequency_penalty":-1,"presence_penalty":2,"seed":-7,"stop":"END","logprobs":true,"top_logprobs":3,"parallel_tool_calls":false,"verbosity":"low","user":"u1","safety_identifier":"u2",
		"prompt_cache_key":"k","service_tier":"flex","store":true,"metadata":{"a":"b"},"logit_bias":{"5":1},"frobnicate":[1],"reasoning":{"effort":"high","max_tokens":99,"exclude":true,"summary":"auto"},
		"response_format":{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{"type":"object"},"strict":true}},
		"tools":[{"type":"function","cache_control":{"type":"ephemeral","ttl":"1h"},"function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}},{"type":"web_search"}],
		"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"f"}}]}},
		"messages":[{"role":"developer","content":"be"},{"role":"user","name":"ann","content":[{"type":"text","text":"see","cache_control":{"type":"ephemeral"}},
			{"type":"image_url","image_url":{"url":"data:image/webp;base64,UklGRg==","detail":"low"}},{"type":"input_audio","input_audio":{"data":"AAAA","format":"mp3"}},
			{"type":"file","file":{"file_data":"data:application/pdf;base64,JVBE","filename":"a.pdf"}},{"type":"hologram","x":1}]},
			{"role":"assistant","content":null,"annotations":[],"reasoning_content":"hm","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"f","arguments":""}}]},
			{"role":"tool","tool_call_id":"c1","content":"one"},{"role":"assistant","content":"","refusal":"no"}]}`)
	f := json.RawMessage(`{"type":"object"}`)
	require.Equal(t, &dialect.Prompt{
		Model: "m", Stream: true, IncludeUsage: true, MaxOutput: 9, N: 2, Temperature: "0.70", TopP: "1", TopK: "40", Frequency: "-1", Presence: "2", Seed: "-7", Stop: []string{"END"},
		Logprobs: ptr(uint64(3)), Parallel: ptr(false), Verbosity: "low", User: "u1", SessionKey: "k", Tier: "flex", Store: ptr(true),
		Thinking: &dialect.Thinking{Effort: "high", Budget: 99, Summary: "auto"}, Format: &dialect.Format{Name: "n", Description: "d", Schema: f, Strict: ptr(true)},
		Tools:  []dialect.Tool{{Name: "f", Description: "d", Schema: f, Strict: ptr(true), Cache: &dialect.Cache{TTL: "1h"}}},
		Choice: dialect.ToolChoice{Mode: dialect.SomeTool, Any: []string{"f"}},
		Messages: []dialect.Message{
			{Role: dialect.Developer, Parts: text1("be")},
			{Role: dialect.User, Name: "ann", Parts: []dialect.Part{{Kind: dialect.TextPart, Text: "see", Cache: &dialect.Cache{}},
				{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Image, MIME: "image/webp", Data: "UklGRg==", Detail: "low"}},
				{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Audio, MIME: "audio/mpeg", Data: "AAAA"}},
				{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.File, MIME: "application/pdf", Data: "JVBE", Name: "a.pdf"}}}},
			{Role: dialect.Assistant, Parts: []dialect.Part{{Kind: dialect.ThoughtPart, Text: "hm"},
				{Kind: dialect.ToolUsePart, ToolID: "c1", Tool: "f", Args: json.RawMessage(`{"a":1}`)}, {Kind: dialect.ToolUsePart, ToolID: "c2", Tool: "f", Args: json.RawMessage(`{}`)}}},
			{Role: dialect.ToolRole, Parts: []dialect.Part{{Kind: dialect.ToolDonePart, ToolID: "c1", Tool: "f", Parts: text1("one")}}},
			{Role: dialect.Assistant, Parts: []dialect.Part{{Kind: dialect.RefusalPart, Text: "no"}}},
		},
		Rest: []dialect.Member{{"stream_options.include_obfuscation", []byte("false")}, {"safety_identifier", []byte(`"u2"`)}, {"metadata", []byte(`{"a":"b"}`)}, {"logit_bias", []byte(`{"5":1}`)},
			{"frobnicate", []byte("[1]")}, {"reasoning.exclude", []byte("true")}, {"tools[].web_search", []byte(`{"type":"web_search"}`)}, {"messages[].content[].x", []byte("1")},
			{"messages[].content[].hologram", []byte(`{"type":"hologram","x":1}`)}},
	}, p)
}

func TestBadPartsOfAChatRequestAreRefusedByPath(t *testing.T) {
	for _, c := range []struct{ fields, param string }{
		{`"seed":"x"`, "seed"}, {`"stop":7`, "stop"}, {`"stop":[7]`, "stop[0]"}, {`"top_logprobs":1.5`, "top_logprobs"}, {`"logprobs":1`, "logprobs"},
		{`"tool_choice":"maybe"`, "tool_choice"}, {`"tools":[{"type":"function"}]`, "tools[0].function.name"}, {`"response_format":"json"`, "response_format"},
		{`"response_format":{"type":"json_schema","json_schema":{"name":"x"}}`, "response_format.json_schema.schema"}, {`"thinking":{"type":"maybe"}`, "thinking.type"},
		{`"reasoning":true`, "reasoning"}, {`"user":7`, "user"},
	} {
		r := request(t, `{"model":"m",`+hi+`,`+c.fields+`}`)
		_, err := converterOf(t, dialect.OpenAI).Prompt(r)
		requireParam(t, err, c.param)
	}
	for part, param := range map[string]string{
		`{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{"}}]}`:   "messages[0].tool_calls[0].function.arguments",
		`{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"[1]"}}]}`: "messages[0].tool_calls[0].function.arguments",
		`{"role":"user","content":[{"type":"file"}]}`:                                                                "messages[0].content[0].file",
	} {
		_, err := converterOf(t, dialect.OpenAI).Prompt(request(t, `{"model":"m","messages":[`+part+`]}`))
		requireParam(t, err, param)
	}
}

func requireParam(t *testing.T, err error, param string) {
	var refusal *market.Refusal
	require.ErrorAs(t, err, &refusal, param)
	require.Equal(t, 400, refusal.Status)
	require.Equal(t, param, refusal.Param, refusal.Message)
}

func TestWhatChatCannotSayIsRefusedByPath(t *testing.T) {
	media := func(c dialect.Content) []dialect.Message {
		return []dialect.Message{{Role: dialect.User, Parts: []dialect.Part{{Kind: dialect.MediaPart, Media: &c}}}}
	}
	for _, c := range []struct {
		p     dialect.Prompt
		param string
	}{
		{dialect.Prompt{}, "messages"},
		{dialect.Prompt{Messages: []dialect.Message{{Role: dialect.User, Parts: text1("x")}}, Rest: []dialect.Member{{"safetySettings", []byte("[]")}}}, "safetySettings"},
		{dialect.Prompt{Messages: []dialect.Message{{Role: dialect.User, Parts: text1("x")}}, Rest: []dialect.Member{{"previous_response_id", []byte(`"r"`)}}}, "previous_response_id"},
		{dialect.Prompt{Messages: media(dialect.Content{Kind: dialect.Image, FileID: "f"})}, "messages[].content[].file_id"},
		{dialect.Prompt{Messages: media(dialect.Content{Kind: dialect.File, URL: "https://x"})}, "messages[].content[].url"},
		{dialect.Prompt{Messages: []dialect.Message{{Role: dialect.Assistant, Parts: media(dialect.Content{Kind: dialect.Image, Data: "x"})[0].Parts}}}, "messages[].content[]"},
	} {
		_, err := converterOf(t, dialect.OpenAI).Request(&c.p)
		requireParam(t, err, c.param)
	}
}

func TestWhatChatSaysInOtherWords(t *testing.T) {
	p := &dialect.Prompt{Model: "m", Thinking: &dialect.Thinking{Budget: 5000}, Store: ptr(false), Messages: []dialect.Message{
		{Role: dialect.User, Parts: []dialect.Part{{Kind: dialect.TextPart, Text: "go", Cache: &dialect.Cache{}}}},
		{Role: dialect.Assistant, Parts: []dialect.Part{{Kind: dialect.ThoughtPart, Text: "hm", Thought: &dialect.Thought{Dialect: dialect.Anthropic, Signature: "s"}},
			{Kind: dialect.ThoughtPart, Thought: &dialect.Thought{Dialect: dialect.Anthropic, Sealed: "x"}}, {Kind: dialect.ToolUsePart, ToolID: "a", Tool: "f", Args: json.RawMessage(`{}`)}}},
		{Role: dialect.Assistant, Parts: []dialect.Part{{Kind: dialect.ToolUsePart, ToolID: "b", Tool: "f"}}},
		{Role: dialect.User, Parts: []dialect.Part{
			{Kind: dialect.ToolDonePart, ToolID: "a", Failed: true, Parts: text1("no such file")},
			{Kind: dialect.ToolDonePart, ToolID: "b", Parts: []dialect.Part{{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Image, MIME: "image/png", Data: "AA=="}}}},
			{Kind: dialect.TextPart, Text: "well?"}}},
	}}
	body, err := converterOf(t, dialect.OpenAI).Request(p)
	require.NoError(t, err)
	require.JSONEq(t, `{"model":"m","reasoning_effort":"medium","messages":[{"role":"user","content":"go"},
		{"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"f","arguments":"{}"}}]},
		{"role":"tool","tool_call_id":"a","content":"Error: no such file"},{"role":"tool","tool_call_id":"b","content":""},
		{"role":"user","content":[{"type":"text","text":"From the result of tool call b:"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]},
		{"role":"user","content":"well?"}]}`, string(body))
}

// Generators of what dialects of OpenAI's can say.
var (
	words  = rapid.SampledFrom([]string{"", "a", "é\n\"市", "<b> & ", "{}"})
	word   = rapid.SampledFrom([]string{"a", "b_1", "é\n\"市"})
	object = rapid.Map(rapid.SampledFrom([]string{`{}`, `{"a":1}`, `{"type":"object","properties":{"p":{"type":"string"}}}`}), func(s string) json.RawMessage { return json.RawMessage(s) })
	maybe  = rapid.SampledFrom([]*bool{nil, ptr(true), ptr(false)})
)

func drawTools(t *rapid.T, p *dialect.Prompt) {
	for i := range rapid.IntRange(0, 3).Draw(t, "tools") {
		p.Tools = append(p.Tools, dialect.Tool{Name: fmt.Sprintf("f%d", i), Description: words.Draw(t, "description"), Schema: object.Draw(t, "schema"), Strict: maybe.Draw(t, "strict")})
	}
	if len(p.Tools) > 0 {
		p.Choice = rapid.SampledFrom([]dialect.ToolChoice{{}, {Mode: dialect.AutoTool}, {Mode: dialect.NoTool}, {Mode: dialect.SomeTool}, {Mode: dialect.OneTool, Name: "f0"},
			{Mode: dialect.SomeTool, Any: []string{"f0"}}, {Mode: dialect.AutoTool, Any: []string{"f0"}}}).Draw(t, "choice")
		p.Parallel = maybe.Draw(t, "parallel")
	}
}

// drawTurns makes a conversation: what the user says, what the model thinks, says and calls, and what the tools give.
func drawTurns(t *rapid.T, thought func(t *rapid.T) dialect.Part) (all []dialect.Message) {
	image := dialect.Part{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Image, MIME: "image/webp", Data: "UklGRg==", Detail: "low"}}
	file := dialect.Part{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.File, MIME: "application/pdf", Data: "JVBE", Name: "a.pdf"}}
	for i := range rapid.IntRange(1, 4).Draw(t, "turns") {
		user := dialect.Message{Role: rapid.SampledFrom([]dialect.Role{dialect.User, dialect.System, dialect.Developer}).Draw(t, "role"), Parts: text1(word.Draw(t, "said"))}
		if user.Role == dialect.User {
			user.Parts = append(user.Parts, rapid.SliceOfN(rapid.SampledFrom([]dialect.Part{image, file, text1("more")[0]}), 0, 3).Draw(t, "parts")...)
		}
		all = append(all, user)
		m := dialect.Message{Role: dialect.Assistant}
		if rapid.Bool().Draw(t, "thinks") {
			m.Parts = append(m.Parts, thought(t))
		}
		m.Parts = append(m.Parts, text1(word.Draw(t, "answer"))...)
		calls := rapid.IntRange(0, 2).Draw(t, "calls")
		for j := range calls {
			m.Parts = append(m.Parts, dialect.Part{Kind: dialect.ToolUsePart, ToolID: fmt.Sprintf("call_%d_%d", i, j), Tool: "f0", Args: object.Draw(t, "args")})
		}
		all = append(all, m)
		for j := range calls {
			all = append(all, dialect.Message{Role: dialect.ToolRole, Parts: []dialect.Part{{Kind: dialect.ToolDonePart, ToolID: fmt.Sprintf("call_%d_%d", i, j), Tool: "f0", Parts: text1(words.Draw(t, "result"))}}})
		}
	}
	return all
}

func TestAPromptGoesThroughAChatRequestUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &dialect.Prompt{Model: "m", Stream: rapid.Bool().Draw(t, "stream"), MaxOutput: rapid.SampledFrom([]uint64{0, 1, 9999}).Draw(t, "max"), N: rapid.SampledFrom([]uint64{0, 2}).Draw(t, "n"),
			Temperature: rapid.SampledFrom([]json.Number{"", "0", "1.50"}).Draw(t, "temperature"), TopP: rapid.SampledFrom([]json.Number{"", "0.1"}).Draw(t, "top_p"),
			Seed: rapid.SampledFrom([]json.Number{"", "-1"}).Draw(t, "seed"), Stop: rapid.SampledFrom([][]string{nil, {"a"}, {"a", "é"}}).Draw(t, "stop"),
			Logprobs: rapid.SampledFrom([]*uint64{nil, ptr(uint64(0)), ptr(uint64(5))}).Draw(t, "logprobs"), Verbosity: rapid.SampledFrom([]string{"", "low"}).Draw(t, "verbosity"),
			User: words.Draw(t, "user"), SessionKey: words.Draw(t, "session"), Tier: rapid.SampledFrom([]string{"", "flex"}).Draw(t, "tier"),
			Thinking: rapid.SampledFrom([]*dialect.Thinking{nil, {Effort: "low"}, {Effort: "none"}}).Draw(t, "thinking"),
			Format:   rapid.SampledFrom([]*dialect.Format{nil, {}, {Name: "n", Schema: json.RawMessage(`{"type":"object"}`), Strict: ptr(true)}}).Draw(t, "format"),
			Rest:     rapid.SampledFrom([][]dialect.Member{nil, {{"metadata", []byte(`{"a":"<b>"}`)}, {"logit_bias", []byte(`{"5":1}`)}}}).Draw(t, "rest")}
		p.IncludeUsage = p.Stream && rapid.Bool().Draw(t, "usage")
		drawTools(t, p)
		p.Messages = drawTurns(t, func(t *rapid.T) dialect.Part {
			return rapid.SampledFrom([]dialect.Part{{Kind: dialect.ThoughtPart, Text: "hm"}, {Kind: dialect.ThoughtPart, Text: "hm", Thought: &dialect.Thought{Dialect: dialect.OpenAI, Signature: "s"}},
				{Kind: dialect.ThoughtPart, Thought: &dialect.Thought{Dialect: dialect.OpenAI, Sealed: "x", ID: "r"}}}).Draw(t, "thought")
		})
		body, err := converterOf(t, dialect.OpenAI).Request(p)
		require.NoError(t, err)
		require.Equal(t, p, promptOf(t, dialect.OpenAI, string(body)), "%s", body)
	})
}

func FuzzPrompt(f *testing.F) {
	f.Add([]byte(plainStream))
	f.Add([]byte(`{"model":"m","tools":[{"type":"function","function":{"name":"f"}}],"messages":[{"role":"assistant","reasoning_details":[{"type":"reasoning.text","text":"a","index":0},{"signature":"s","index":0}],"tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":[{"type":"text","text":"a"}]}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := converterOf(t, dialect.OpenAI)
		r, err := c.Decode(body)
		if err != nil {
			return
		}
		p, err := c.Prompt(r)
		var refusal *market.Refusal
		if err != nil {
			require.ErrorAs(t, err, &refusal)
			return
		}
		written, err := c.Request(p)
		if err != nil {
			require.ErrorAs(t, err, &refusal)
			return
		}
		again, err := c.Decode(written)
		if err != nil {
			require.ErrorAs(t, err, &refusal, "%s", written)
			return
		}
		require.Equal(t, r.Model, again.Model)
		require.Equal(t, r.Stream, again.Stream)
		require.Equal(t, r.MaxOutput, again.MaxOutput)
		require.Equal(t, r.N, again.N)
	})
}

// rewrite runs a vendor's stream through the writer of a dialect and returns what an application reads.
func rewrite(t require.TestingT, from, to dialect.Name, req, stream string, end func(dialect.Shaper) []byte) string {
	codec, err := dialect.For(string(from))
	require.NoError(t, err)
	target := converterOf(t, to)
	r, err := target.Decode([]byte(req))
	require.NoError(t, err)
	s, out := codec.Stream(bySum), target.Write(r, "0badcafe", 1_777_000_000)
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

func TestAnSDKReadsWhatIsWrittenOfAnyEvents(t *testing.T) {
	call := func(tool string) string {
		return data(`{"id":"x","choices":[{"index":0,"delta":{"tool_calls":[` + tool + `]}}]}`)
	}
	vendor := ": ping\n\n" + data(`{"id":"x","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}`) + data(`{"choices":[{"index":0,"delta":{"reasoning":"h\u00e9"}}]}`) +
		data(hel) + data(lo) + call(`{"index":1,"id":"c1","function":{"name":"f","arguments":""}}`) + call(`{"index":1,"function":{"arguments":"{\"a\":"}}`) + call(`{"index":1,"function":{"arguments":"1}"}}`) +
		call(`{"index":2,"function":{"name":"g"}}`) + data(`{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"error":null}`) + data(used) + done
	stream := rewrite(t, dialect.OpenAI, dialect.OpenAI, usageStream, vendor, whole(charge(market.Usage{in: 7, out: 2, think: 1}, 420_000_000)))
	acc, err := sdk(t, stream)
	require.NoError(t, err)
	require.Equal(t, "chatcmpl-0badcafe", acc.ID)
	require.Equal(t, "z-ai/glm-5.2", acc.Model)
	require.Equal(t, "hello", acc.Choices[0].Message.Content)
	require.Equal(t, "tool_calls", acc.Choices[0].FinishReason)
	require.Len(t, acc.Choices[0].Message.ToolCalls, 2)
	first, second := acc.Choices[0].Message.ToolCalls[0], acc.Choices[0].Message.ToolCalls[1]
	require.Equal(t, []string{"c1", "f", `{"a":1}`}, []string{first.ID, first.Function.Name, first.Function.Arguments})
	require.Equal(t, []string{"call_0badcafe_0_1", "g", `{}`}, []string{second.ID, second.Function.Name, second.Function.Arguments})
	require.Equal(t, int64(3), acc.Usage.CompletionTokens)
	require.NotContains(t, stream, `"error"`)
	require.Contains(t, stream, `"reasoning_content":"hé"`)
	require.Equal(t, 1, strings.Count(stream, `"cost":0.00042`))
	require.NotContains(t, rewrite(t, dialect.OpenAI, dialect.OpenAI, plainStream, vendor, whole(charge(market.Usage{}, 0))), "usage", "nobody asked for it")
}

func TestWrittenStreamsThatBreakEndWithOneError(t *testing.T) {
	fail := func(s dialect.Shaper) []byte {
		return s.Fail(market.StreamBroken("16Uiu2", money.Picos(7)), charge(market.Usage{in: 7, out: 1}, 7))
	}
	stream := rewrite(t, dialect.OpenAI, dialect.OpenAI, usageStream, data(hel)+data(`{"error":{"message":"secret vendor text"}}`), fail)
	require.NotContains(t, stream, "secret")
	_, err := sdk(t, stream)
	require.Error(t, err)
	require.Equal(t, 1, strings.Count(stream, done))
}

func TestACompletionIsWrittenOfAnyAnswer(t *testing.T) {
	c := converterOf(t, dialect.OpenAI)
	a, err := c.Answer([]byte(`{"choices":[{"message":{"content":null,"reasoning":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"s"}],"tool_calls":[{"id":"c","function":{"name":"f","arguments":""}}]},"finish_reason":"stop"},{"index":1,"message":{"refusal":"no"},"finish_reason":"content_filter"}]}`), bySum)
	require.NoError(t, err)
	body := c.WriteAnswer(request(t, plainStream), a, charge(market.Usage{in: 7, out: 2}, 1), "c0ffee", 5)
	require.JSONEq(t, `{"id":"chatcmpl-c0ffee","object":"chat.completion","created":5,"model":"z-ai/glm-5.2","choices":[
		{"index":0,"message":{"role":"assistant","content":null,"refusal":null,"reasoning_content":"hm","reasoning_details":[{"type":"reasoning.text","signature":"s","format":"unknown","index":0}],
			"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"content_filter"},
		{"index":1,"message":{"role":"assistant","content":null,"refusal":"no"},"finish_reason":"content_filter"}],
		"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.000000000001}}`, string(body))
	require.Equal(t, "0.000000000001", gjson.GetBytes(body, "usage.cost").Raw)
}
