package dialect_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

func TestAResponsesRequestIsReadWhole(t *testing.T) {
	p := promptOf(t, dialect.Responses, `{"model":"m","stream":true,"max_output_tokens":9,"temperature":0.5,"top_p":1,"top_logprobs":2,"parallel_tool_calls":true,"safety_identifier":"u","prompt_cache_key":"k",
		"service_tier":"flex","store":false,"background":false,"truncation":"disabled","previous_response_id":null,"include":["reasoning.encrypted_content","message.output_text.logprobs","file_search_call.results"],
		"metadata":{"a":"b"},"client_metadata":{"x":"y"},"max_tool_calls":3,"reasoning":{"effort":"xhigh","summary":"detailed"},"text":{"verbosity":"low","format":{"type":"json_schema","name":"n","schema":{"type":"object"},"strict":true}},
		"tools":[{"type":"function","name":"f","description":"d","parameters":{},"strict":false},{"type":"custom","name":"apply_patch"}],"tool_choice":{"type":"function","name":"f"},
		"input":[{"role":"user","content":"go"},{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"a"},{"type":"summary_text","text":"b"}],"encrypted_content":"gA"},
			{"type":"message","role":"assistant","id":"msg_1","status":"completed","phase":"commentary","content":[{"type":"output_text","text":"ok","annotations":[],"logprobs":[]}]},
			{"type":"function_call","id":"fc_1","status":"completed","call_id":"c1","name":"f","arguments":"{\"a\":1}"},{"type":"function_call","call_id":"c2","name":"f","arguments":""},
			{"type":"function_call_output","call_id":"c1","output":"one"},{"type":"function_call_output","call_id":"c2","output":[{"type":"input_text","text":"two"},{"type":"input_image","image_url":"data:image/webp;base64,UklGRg=="}]},
			{"type":"item_reference","id":"x"},{"role":"developer","content":[{"type":"input_text","text":"be"},{"type":"input_file","file_data":"data:application/pdf;base64,JVBE","filename":"a.pdf"}]}],
		"instructions":"first"}`)
	require.Equal(t, &dialect.Prompt{
		Model: "m", Stream: true, MaxOutput: 9, Temperature: "0.5", TopP: "1", Logprobs: ptr(uint64(2)), Parallel: ptr(true), User: "u", SessionKey: "k", Tier: "flex", Store: ptr(false), Verbosity: "low",
		Thinking: &dialect.Thinking{Effort: "xhigh", Summary: "detailed"}, Format: &dialect.Format{Name: "n", Schema: json.RawMessage(`{"type":"object"}`), Strict: ptr(true)},
		Tools: []dialect.Tool{{Name: "f", Description: "d", Schema: json.RawMessage(`{}`), Strict: ptr(false)}}, Choice: dialect.ToolChoice{Mode: dialect.OneTool, Name: "f"},
		Messages: []dialect.Message{{Role: dialect.System, Parts: text1("first")}, {Role: dialect.User, Parts: text1("go")},
			{Role: dialect.Assistant, Parts: []dialect.Part{{Kind: dialect.ThoughtPart, Text: "a\n\nb", Thought: &dialect.Thought{Dialect: dialect.Responses, ID: "rs_1", Sealed: "gA", Summary: true}}, {Kind: dialect.TextPart, Text: "ok"},
				{Kind: dialect.ToolUsePart, ToolID: "c1", Tool: "f", Args: json.RawMessage(`{"a":1}`)}, {Kind: dialect.ToolUsePart, ToolID: "c2", Tool: "f", Args: json.RawMessage(`{}`)}}},
			{Role: dialect.ToolRole, Parts: []dialect.Part{{Kind: dialect.ToolDonePart, ToolID: "c1", Tool: "f", Parts: text1("one")}}},
			{Role: dialect.ToolRole, Parts: []dialect.Part{{Kind: dialect.ToolDonePart, ToolID: "c2", Tool: "f", Parts: append(text1("two"), dialect.Part{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Image, MIME: "image/webp", Data: "UklGRg=="}})}}},
			{Role: dialect.Developer, Parts: append(text1("be"), dialect.Part{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.File, MIME: "application/pdf", Data: "JVBE", Name: "a.pdf"}})}},
		Rest: []dialect.Member{{"include", []byte(`"file_search_call.results"`)}, {"metadata", []byte(`{"a":"b"}`)}, {"max_tool_calls", []byte("3")}, {"tools[].custom", []byte(`{"type":"custom","name":"apply_patch"}`)},
			{"input[].item_reference", []byte(`{"type":"item_reference","id":"x"}`)}},
	}, p)
}

func TestWhatAResponseCannotSayIsRefusedByPath(t *testing.T) {
	user := []dialect.Message{{Role: dialect.User, Parts: text1("x")}}
	for _, c := range []struct {
		p     dialect.Prompt
		param string
	}{
		{dialect.Prompt{}, "messages"},
		{dialect.Prompt{Messages: user, N: 2}, "n"},
		{dialect.Prompt{Messages: user, TopK: "4"}, "top_k"},
		{dialect.Prompt{Messages: user, Stop: []string{"a"}}, "stop"},
		{dialect.Prompt{Messages: user, Seed: "1"}, "seed"},
		{dialect.Prompt{Messages: user, Presence: "0.5"}, "presence_penalty"},
		{dialect.Prompt{Messages: user, Rest: []dialect.Member{{"logit_bias", []byte("{}")}}}, "logit_bias"},
		{dialect.Prompt{Messages: []dialect.Message{{Role: dialect.User, Name: "ann", Parts: text1("x")}}}, "messages[].name"},
		{dialect.Prompt{Messages: []dialect.Message{{Role: dialect.User, Parts: []dialect.Part{{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Video, URL: "x"}}}}}}, "messages[].content[]"},
	} {
		_, err := converterOf(t, dialect.Responses).Request(&c.p)
		requireParam(t, err, c.param)
	}
	_, err := converterOf(t, dialect.Responses).Request(&dialect.Prompt{Messages: user, Presence: "0", Frequency: "0.0"})
	require.NoError(t, err, "what holds anyway")
}

func TestAPromptGoesThroughAResponsesRequestUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &dialect.Prompt{Model: "m", Stream: rapid.Bool().Draw(t, "stream"), MaxOutput: rapid.SampledFrom([]uint64{0, 9999}).Draw(t, "max"),
			Temperature: rapid.SampledFrom([]json.Number{"", "1.50"}).Draw(t, "temperature"), TopP: rapid.SampledFrom([]json.Number{"", "0.1"}).Draw(t, "top_p"),
			Logprobs: rapid.SampledFrom([]*uint64{nil, ptr(uint64(0)), ptr(uint64(5))}).Draw(t, "logprobs"), Verbosity: rapid.SampledFrom([]string{"", "low"}).Draw(t, "verbosity"),
			User: words.Draw(t, "user"), SessionKey: words.Draw(t, "session"), Tier: rapid.SampledFrom([]string{"", "flex"}).Draw(t, "tier"), Store: ptr(rapid.Bool().Draw(t, "store")),
			Thinking: rapid.SampledFrom([]*dialect.Thinking{nil, {Effort: "low"}, {Effort: "none"}, {Summary: "auto"}}).Draw(t, "thinking"),
			Format:   rapid.SampledFrom([]*dialect.Format{nil, {}, {Name: "n", Schema: json.RawMessage(`{"type":"object"}`), Strict: ptr(true)}}).Draw(t, "format"),
			Rest:     rapid.SampledFrom([][]dialect.Member{nil, {{"metadata", []byte(`{"a":"<b>"}`)}}}).Draw(t, "rest")}
		drawTools(t, p)
		for i := range p.Tools {
			p.Tools[i].Strict = ptr(p.Tools[i].Strict != nil && *p.Tools[i].Strict)
		}
		p.Messages = drawTurns(t, func(t *rapid.T) dialect.Part {
			return rapid.SampledFrom([]dialect.Part{{Kind: dialect.ThoughtPart, Text: "hm", Thought: &dialect.Thought{Dialect: dialect.Responses, Summary: true, ID: "rs_1"}},
				{Kind: dialect.ThoughtPart, Text: "hm", Thought: &dialect.Thought{Dialect: dialect.Responses, Sealed: "x"}}, {Kind: dialect.ThoughtPart, Thought: &dialect.Thought{Dialect: dialect.Responses, Sealed: "x"}}}).Draw(t, "thought")
		})
		body, err := converterOf(t, dialect.Responses).Request(p)
		require.NoError(t, err)
		require.Equal(t, p, promptOf(t, dialect.Responses, string(body)), "%s", body)
	})
}

func TestRequestsAreConvertedBothWays(t *testing.T) {
	chat := `{"model":"m","stream":true,"max_completion_tokens":50,"reasoning_effort":"low","tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],"messages":[
		{"role":"system","content":"be"},{"role":"user","content":"go"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"done"}]}`
	r := decodeAs(t, dialect.OpenAI, chat)
	there, err := dialect.Convert(r, dialect.Responses)
	require.NoError(t, err)
	require.Equal(t, dialect.Responses, there.Dialect)
	require.Equal(t, uint64(50), there.MaxOutput)
	require.Equal(t, uint64(4), there.Messages)
	require.False(t, there.Store)
	back, err := dialect.Convert(there, dialect.OpenAI)
	require.NoError(t, err)
	require.Equal(t, r.Messages, back.Messages)
	require.Equal(t, r.MaxOutput, back.MaxOutput)
	require.True(t, back.Tools && back.Stream)
	_, err = dialect.Convert(decodeAs(t, dialect.Responses, `{"model":"m","input":"x","previous_response_id":"r"}`), dialect.OpenAI)
	requireParam(t, err, "previous_response_id")
	_, err = dialect.Convert(decodeAs(t, dialect.Responses, `{"model":"m","input":"x","tools":[{"type":"web_search"}]}`), dialect.OpenAI)
	requireParam(t, err, "tools[].web_search")
}

func TestAnothersSealedThoughtComesBack(t *testing.T) {
	vendor := data(`{"choices":[{"index":0,"delta":{"reasoning_content":"hm","reasoning_details":[{"type":"reasoning.text","signature":"s/1"}]},"finish_reason":"stop"}]}`)
	stream := rewrite(t, dialect.OpenAI, dialect.Responses, respStream, vendor, whole(charge(counts{}, 0)))
	item := checkResponse(t, stream, "response.completed", counts{}).Get("output.0").Raw
	p := promptOf(t, dialect.Responses, `{"model":"m","input":[{"role":"user","content":"x"},`+item+`]}`)
	require.Equal(t, []dialect.Part{{Kind: dialect.ThoughtPart, Text: "hm", Thought: &dialect.Thought{Dialect: dialect.OpenAI, Signature: "s/1"}}}, p.Messages[1].Parts)
}

func FuzzResponsesRequest(f *testing.F) {
	f.Add([]byte(respStream))
	f.Add([]byte(`{"model":"m","store":null,"max_output_tokens":7,"instructions":"a","tools":[{"type":"function","name":"f","parameters":{}}],"input":[{"type":"function_call","call_id":"c","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c","output":[{"type":"input_text","text":"x"}]},{"type":"reasoning","summary":[{"type":"summary_text","text":"a"}],"encrypted_content":"tolsey-thought/anthropic/sealed/x"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := converterOf(t, dialect.Responses)
		r, err := c.Decode(body)
		var refusal *market.Refusal
		if err != nil {
			require.ErrorAs(t, err, &refusal)
			require.Equal(t, 400, refusal.Status)
			return
		}
		patched, err := c.Decode(c.Patch(r, dialect.Patch{Model: "other", OutputCap: 3}))
		require.NoError(t, err)
		require.Equal(t, "other", patched.Model)
		require.LessOrEqual(t, patched.MaxOutput, uint64(3))
		require.NotZero(t, patched.MaxOutput)
		require.Equal(t, r.Texts, patched.Texts)
		require.Equal(t, r.Store, patched.Store)
		p, err := c.Prompt(r)
		if err != nil {
			require.ErrorAs(t, err, &refusal)
			return
		}
		for _, to := range []dialect.Converter{c, converterOf(t, dialect.OpenAI)} {
			if written, err := to.Request(p); err != nil {
				require.ErrorAs(t, err, &refusal)
			} else if again, err := to.Decode(written); err != nil {
				require.ErrorAs(t, err, &refusal, "%s", written)
			} else {
				require.Equal(t, r.Model, again.Model)
				require.Equal(t, r.MaxOutput, again.MaxOutput)
			}
		}
	})
}

func FuzzResponsesStream(f *testing.F) {
	f.Add([]byte(toolTurn), 5)
	f.Add([]byte(events(`{"type":"error","error":null}`)+data(`{"type":"response.output_text.delta","output_index":1,"delta":"x","error":null}`)), 9)
	f.Add([]byte(data(`{"type":"response.completed"}`)), 0)
	f.Fuzz(func(t *testing.T, stream []byte, at int) {
		at = min(max(at, 0), len(stream))
		one, two := gather(t, dialect.Responses, string(stream)), gather(t, dialect.Responses, string(stream[:at]), string(stream[at:]))
		require.Equal(t, one.texts, two.texts)
		require.Equal(t, one.finish, two.finish)
		if one.err != nil || one.bad != nil {
			return
		}
		shaped := gather(t, dialect.Responses, reshape(t, dialect.Responses, respStream, string(stream), whole(charge(turnCounts, 5))))
		require.NoError(t, shaped.bad, "what is shaped is well formed")
		require.Equal(t, countsBut(turnCounts, shaped.usage.Counts), shaped.usage.Counts)
	})
}

func FuzzResponsesAnswer(f *testing.F) {
	f.Add([]byte(`{"id":"r","status":"completed","output":[{"type":"reasoning","summary":[],"encrypted_content":"x"},{"type":"message","content":[{"type":"output_text","text":"a"}]}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}`))
	f.Add([]byte(`{"error":{"message":"no"},"output":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := converterOf(t, dialect.Responses)
		a, err := c.Answer(body, bySum)
		if err != nil {
			require.ErrorIs(t, err, dialect.ErrMalformed)
			return
		}
		if a.Err != nil {
			return
		}
		again, err := c.Answer(c.ShapeAnswer(a, charge(turnCounts, 1)), bySum)
		require.NoError(t, err)
		require.Equal(t, len(a.Deltas), len(again.Deltas))
		require.Equal(t, countsBut(turnCounts, again.Usage.Counts), again.Usage.Counts)
		for _, to := range []dialect.Name{dialect.OpenAI, dialect.Responses} {
			req := map[dialect.Name]string{dialect.OpenAI: plainStream, dialect.Responses: respStream}[to]
			written := converterOf(t, to).WriteAnswer(decodeAs(t, to, req), a, charge(turnCounts, 1), "x", 1)
			b, err := converterOf(t, to).Answer(written, bySum)
			require.NoError(t, err)
			require.Equal(t, turnCounts, b.Usage.Counts)
		}
	})
}

func TestChatReadsResponses(t *testing.T) {
	stream := rewrite(t, dialect.Responses, dialect.OpenAI, usageStream, toolTurn, whole(charge(turnCounts, 1)))
	acc, err := sdk(t, stream)
	require.NoError(t, err)
	require.Equal(t, "hello", acc.Choices[0].Message.Content)
	require.Equal(t, "tool_calls", acc.Choices[0].FinishReason)
	require.Equal(t, "call_1", acc.Choices[0].Message.ToolCalls[0].ID)
	require.Equal(t, `{"a":1}`, acc.Choices[0].Message.ToolCalls[0].Function.Arguments)
	require.Equal(t, int64(100), acc.Usage.PromptTokensDetails.CachedTokens)
	require.True(t, strings.Contains(stream, `"format":"openai-responses-v1"`))
}
