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

func geminiPrompt(t require.TestingT, body string) *dialect.Prompt {
	r, err := geminiCodec.Decode([]byte(body))
	require.NoError(t, err, body)
	p, err := geminiCodec.Prompt(r)
	require.NoError(t, err, body)
	return p
}

// toGemini says a chat request in Gemini's dialect.
func toGemini(t require.TestingT, chat string) (string, error) {
	body, err := geminiCodec.Request(promptOf(t, dialect.OpenAI, chat))
	if err == nil {
		_, err := geminiCodec.Decode(body)
		require.NoError(t, err, "%s", body)
	}
	return string(body), err
}

func TestAGeminiRequestIsReadWhole(t *testing.T) {
	p := geminiPrompt(t, `{"model":"m","stream":true,
		"contents":[{"role":"user","parts":[{"text":"see"},{"inlineData":{"mimeType":"image/webp","data":"UklGRg==","displayName":"a"}}]},
			{"role":"model","parts":[{"text":"h","thought":true},{"text":"m","thought":true},{"text":"so"},{"text":" it is"},{"functionCall":{"name":"f","args":{"a": 1}},"thoughtSignature":"c2ln"},{"functionCall":{"name":"g"}},{"functionCall":{"name":"f","id":"x"}}]},
			{"role":"user","parts":[{"functionResponse":{"name":"g","response":{"output":"one"}}},{"functionResponse":{"id":"x","name":"f","response":{"error":"two"}}},{"functionResponse":{"name":"f","response":{"a":[1, 2]},"parts":[{"inlineData":{"mimeType":"application/pdf","data":"JVBE"}}]}}]}],
		"system_instruction":{"parts":{"text":"be"}},
		"generationConfig":{"maxOutputTokens":9,"candidateCount":2,"temperature":0.70,"topP":1,"topK":40,"presencePenalty":2,"frequencyPenalty":-1,"seed":-7,"stopSequences":["END"],
			"responseLogprobs":true,"logprobs":3,"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","nullable":true,"properties":{"type":{"type":"STRING","maxLength":"5"},"l":{"type":"ARRAY","items":{"anyOf":[{"type":"INTEGER"}]}}}},
			"thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true},"responseModalities":["TEXT"],"speechConfig":{}},
		"tools":[{"functionDeclarations":[{"name":"f","description":"d","parameters":{"type":"OBJECT"}},{"name":"g","parametersJsonSchema":{"type":"object"},"behavior":"BLOCKING"}]},{"googleSearch":{}}],
		"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f","g"]}},
		"serviceTier":"flex","store":true,"labels":{"a":"b"},"safetySettings":[{"category":"X"}],"frobnicate":1}`)
	sig := &dialect.Thought{Dialect: dialect.Gemini, Signature: "c2ln"}
	require.Equal(t, &dialect.Prompt{
		Model: "m", Stream: true, IncludeUsage: true, MaxOutput: 9, N: 2, Temperature: "0.70", TopP: "1", TopK: "40", Frequency: "-1", Presence: "2", Seed: "-7", Stop: []string{"END"},
		Logprobs: ptr(uint64(3)), Tier: "flex", Store: ptr(true), Thinking: &dialect.Thinking{Effort: "high", Summary: "auto"},
		Format: &dialect.Format{Schema: json.RawMessage(`{"type":["object","null"],"nullable":true,"properties":{"type":{"type":"string","maxLength":5},"l":{"type":"array","items":{"anyOf":[{"type":"integer"}]}}}}`)},
		Tools:  []dialect.Tool{{Name: "f", Description: "d", Schema: json.RawMessage(`{"type":"object"}`)}, {Name: "g", Schema: json.RawMessage(`{"type":"object"}`)}},
		Choice: dialect.ToolChoice{Mode: dialect.SomeTool, Any: []string{"f", "g"}},
		Messages: []dialect.Message{
			{Role: dialect.System, Parts: text1("be")},
			{Role: dialect.User, Parts: []dialect.Part{{Kind: dialect.TextPart, Text: "see"}, {Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Image, MIME: "image/webp", Data: "UklGRg==", Name: "a"}}}},
			{Role: dialect.Assistant, Parts: []dialect.Part{{Kind: dialect.ThoughtPart, Text: "hm"}, {Kind: dialect.TextPart, Text: "so it is"},
				{Kind: dialect.ToolUsePart, ToolID: "call_0", Tool: "f", Args: json.RawMessage(`{"a":1}`), Thought: sig}, {Kind: dialect.ToolUsePart, ToolID: "call_1", Tool: "g", Args: json.RawMessage(`{}`)},
				{Kind: dialect.ToolUsePart, ToolID: "x", Tool: "f", Args: json.RawMessage(`{}`)}}},
			{Role: dialect.ToolRole, Parts: []dialect.Part{{Kind: dialect.ToolDonePart, ToolID: "call_1", Tool: "g", Parts: text1("one")}, {Kind: dialect.ToolDonePart, ToolID: "x", Tool: "f", Failed: true, Parts: text1("two")},
				{Kind: dialect.ToolDonePart, ToolID: "call_0", Tool: "f", Parts: append(text1(`{"a":[1,2]}`), dialect.Part{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.File, MIME: "application/pdf", Data: "JVBE"}})}}},
		},
		Rest: []dialect.Member{{"generationConfig.speechConfig", []byte("{}")}, {"tools[].functionDeclarations[].behavior", []byte(`"BLOCKING"`)}, {"tools[].googleSearch", []byte("{}")},
			{"safetySettings", []byte(`[{"category":"X"}]`)}, {"frobnicate", []byte("1")}},
	}, p)
	r, err := geminiCodec.Decode([]byte(`{"model":"m","contents":[{"parts":[{"functionResponse":{"name":"f","response":{}}}]}]}`))
	require.NoError(t, err)
	_, err = geminiCodec.Prompt(r)
	require.ErrorContains(t, err, "has no call before it")
	p = geminiPrompt(t, `{"model":"m","tools":[{"functionDeclarations":[{"name":"f"}]}],"toolConfig":{"functionCallingConfig":{"mode":"VALIDATED"}},"generationConfig":{"thinkingConfig":{"thinkingBudget":-1}},`+geminiHi+`}`)
	require.Equal(t, ptr(true), p.Tools[0].Strict)
	require.Equal(t, &dialect.Thinking{On: ptr(true), Dynamic: true}, p.Thinking)
}

func TestAChatRequestIsSaidInGemini(t *testing.T) {
	got, err := toGemini(t, `{"model":"m","stream":true,"stream_options":{"include_usage":true},"max_tokens":9,"temperature":0.5,"stop":["END"],"user":"u","prompt_cache_key":"k","reasoning_effort":"xhigh","parallel_tool_calls":true,
		"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},
		"tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}}],"tool_choice":"auto",
		"messages":[{"role":"system","content":"be"},{"role":"developer","content":"brief"},{"role":"user","content":[{"type":"text","text":"see"},{"type":"image_url","image_url":{"url":"data:image/webp;base64,UklGRg==","detail":"low"}}]},
			{"role":"assistant","content":"so","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"f","arguments":""}}]},
			{"role":"tool","tool_call_id":"c1","content":"one"},{"role":"tool","tool_call_id":"c2","content":"{\"b\": 2}"}]}`)
	require.NoError(t, err)
	require.JSONEq(t, `{"model":"m","stream":true,"systemInstruction":{"parts":[{"text":"be"},{"text":"brief"}]},
		"contents":[{"role":"user","parts":[{"text":"see"},{"inlineData":{"mimeType":"image/webp","data":"UklGRg=="},"mediaResolution":{"level":"MEDIA_RESOLUTION_LOW"}}]},
			{"role":"model","parts":[{"text":"so"},{"functionCall":{"id":"c1","name":"f","args":{"a":1}},"thoughtSignature":"skip_thought_signature_validator"},{"functionCall":{"id":"c2","name":"f","args":{}}}]},
			{"role":"user","parts":[{"functionResponse":{"id":"c1","name":"f","response":{"output":"one"}}},{"functionResponse":{"id":"c2","name":"f","response":{"b":2}}}]}],
		"tools":[{"functionDeclarations":[{"name":"f","description":"d","parametersJsonSchema":{"type":"object"}}]}],"toolConfig":{"functionCallingConfig":{"mode":"VALIDATED"}},
		"generationConfig":{"maxOutputTokens":9,"temperature":0.5,"stopSequences":["END"],"responseMimeType":"application/json","responseJsonSchema":{"type":"object"},"thinkingConfig":{"thinkingLevel":"HIGH"}}}`, got)
	for thinking, want := range map[string]string{
		`"reasoning_effort":"none"`:                               `{"thinkingBudget":0}`,
		`"reasoning_effort":"minimal"`:                            `{"thinkingLevel":"MINIMAL"}`,
		`"thinking":{"type":"enabled","budget_tokens":2000}`:      `{"includeThoughts":true,"thinkingBudget":2000}`,
		`"thinking":{"type":"disabled"}`:                          `{"thinkingBudget":0}`,
		`"reasoning":{"effort":"low","summary":"auto"}`:           `{"includeThoughts":true,"thinkingLevel":"LOW"}`,
		`"tool_choice":"none"`:                                    ``,
		`"reasoning":{"effort":"medium","summary":"none"}`:        `{"thinkingLevel":"MEDIUM"}`,
		`"metadata":null,"top_p":0.1,"n":1,"verbosity":"medium"`:  ``,
		`"service_tier":"default","store":false,"logprobs":false`: ``,
	} {
		got, err := toGemini(t, `{"model":"m",`+thinking+`,`+hi+`}`)
		require.NoError(t, err, thinking)
		require.Equal(t, want, gjson.Get(got, "generationConfig.thinkingConfig").Raw, thinking)
	}
}

func TestWhatGeminiCannotSayIsRefusedByName(t *testing.T) {
	for field, param := range map[string]string{
		`"metadata":{"a":"b"},` + hi:   "metadata",
		`"logit_bias":{"5":1},` + hi:   "logit_bias",
		`"verbosity":"low",` + hi:      "verbosity",
		`"service_tier":"scale",` + hi: "service_tier",
		`"frobnicate":1,` + hi:         "frobnicate",
		`"tools":[{"type":"x"}],` + hi: "tools[].x",
		`"messages":[{"role":"user","content":"a"},{"role":"system","content":"b"}]`:              "messages[].role",
		`"messages":[{"role":"system","content":"b"}]`:                                            "messages",
		`"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]}]`:         "messages[].content[]",
		`"parallel_tool_calls":false,"tools":[{"type":"function","function":{"name":"f"}}],` + hi: "parallel_tool_calls",
	} {
		_, err := toGemini(t, `{"model":"m",`+field+`}`)
		var refusal *market.Refusal
		require.ErrorAs(t, err, &refusal, field)
		require.Equal(t, param, refusal.Param, field)
	}
}

// writeGemini makes Gemini's stream out of one of another dialect.
func writeGemini(t require.TestingT, from dialect.Codec, stream string, end func(dialect.Shaper) []byte) string {
	r, err := geminiCodec.Decode([]byte(`{"model":"z-ai/glm-5.2","stream":true,` + geminiHi + `}`))
	require.NoError(t, err)
	s, out := from.Stream(bySum), geminiCodec.Write(r, "c0ffee", 1)
	s.Feed([]byte(stream))
	s.End()
	var b strings.Builder
	for ev := (dialect.Event{}); ; {
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

func TestAChatStreamIsWrittenInGemini(t *testing.T) {
	chunk := func(delta, rest string) string {
		return data(`{"id":"x","choices":[{"index":0,"delta":{` + delta + `}` + rest + `}]}`)
	}
	c := charge(counts{in: 7, out: 2, think: 1}, 420_000_000)
	const tail = `,"modelVersion":"z-ai/glm-5.2","responseId":"c0ffee"}`
	got := writeGemini(t, openAI(t), ": hi\n\n"+chunk(`"role":"assistant","content":""`, ``)+chunk(`"reasoning_content":"hm"`, ``)+chunk(`"content":"a<b"`, ``)+
		chunk(`"tool_calls":[{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"q\""}}]`, ``)+chunk(`"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]`, ``)+
		chunk(`"tool_calls":[{"index":1,"id":"c2","function":{"name":"g","arguments":""}}]`, ``)+chunk(``, `,"finish_reason":"tool_calls"`)+done, whole(c))
	require.Equal(t, data(`{"candidates":[{"content":{"role":"model","parts":[{"text":"hm","thought":true}]},"index":0}]`+tail)+
		data(`{"candidates":[{"content":{"role":"model","parts":[{"text":"a<b"}]},"index":0}]`+tail)+
		data(`{"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"id":"c1","name":"f","args":{"q":1}}}]},"index":0}]`+tail)+
		data(`{"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"id":"c2","name":"g","args":{}}}]},"finishReason":"STOP","index":0}],`+
			`"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":10,"thoughtsTokenCount":1,"cost":0.00042}`+tail), got)
	for reason, want := range map[string]string{"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY", "error": "OTHER"} {
		got := writeGemini(t, openAI(t), chunk(`"content":"x"`, `,"finish_reason":"`+reason+`"`), whole(c))
		require.Contains(t, got, `"finishReason":"`+want+`"`)
	}
	got = writeGemini(t, openAI(t), chunk(`"tool_calls":[{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"q"}}]`, `,"finish_reason":"length"`), whole(c))
	require.Contains(t, got, `"parts":[{"text":""}]},"finishReason":"MAX_TOKENS"`, "half a call is none")
	got = writeGemini(t, openAI(t), chunk(`"content":"x"`, ``), func(s dialect.Shaper) []byte { return s.Fail(market.StreamBroken("p", money.Picos(7)), c) })
	require.Equal(t, 1, strings.Count(got, `"error":{`))
	require.Contains(t, got, `"cost":0.00042`)
}

func TestAnAnswerIsWrittenInGemini(t *testing.T) {
	a, err := openAI(t).Answer([]byte(`{"choices":[{"index":0,"message":{"content":"one","reasoning_content":"hm","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"},{"index":1,"message":{"content":"two"},"finish_reason":"tool_calls"}]}`), bySum)
	require.NoError(t, err)
	r, err := geminiCodec.Decode([]byte(`{"model":"m",` + geminiHi + `}`))
	require.NoError(t, err)
	require.JSONEq(t, `{"candidates":[{"content":{"role":"model","parts":[{"text":"hm","thought":true},{"text":"one"},{"functionCall":{"id":"c","name":"f","args":{}}}]},"finishReason":"STOP","index":0},
		{"content":{"role":"model","parts":[{"text":"two"}]},"finishReason":"STOP","index":1}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9,"cost":0.00042},"modelVersion":"m","responseId":"c0ffee"}`,
		string(geminiCodec.WriteAnswer(r, a, charge(counts{in: 7, out: 2}, 420_000_000), "c0ffee", 1)))
}

// A signature that Gemini makes comes back to it through an application of OpenAI's dialect, on the call that it proves.
func TestGeminisSignaturesSurviveAChatApplication(t *testing.T) {
	chat := converterOf(t, dialect.OpenAI)
	r, err := chat.Decode([]byte(`{"model":"m","stream":true,` + hi + `}`))
	require.NoError(t, err)
	a, err := geminiCodec.Answer([]byte(`{"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"functionCall":{"name":"f","args":{"a":1}},"thoughtSignature":"c2ln"},{"functionCall":{"name":"g"}}]},"finishReason":"STOP"}]}`), bySum)
	require.NoError(t, err)
	answer := chat.WriteAnswer(r, a, charge(counts{}, 0), "c0ffee", 1)
	require.Equal(t, "tool_calls", gjson.GetBytes(answer, "choices.0.finish_reason").String())
	calls := gjson.GetBytes(answer, "choices.0.message.tool_calls.#.id").Array()
	require.Len(t, calls, 2)
	got, err := toGemini(t, fmt.Sprintf(`{"model":"m","messages":[{"role":"user","content":"hi"},%s,{"role":"tool","tool_call_id":%q,"content":"x"},{"role":"tool","tool_call_id":%q,"content":"y"}]}`,
		gjson.GetBytes(answer, "choices.0.message").Raw, calls[0].String(), calls[1].String()))
	require.NoError(t, err)
	require.Equal(t, "c2ln", gjson.Get(got, "contents.1.parts.0.thoughtSignature").String(), got)
	require.Equal(t, "f", gjson.Get(got, "contents.1.parts.0.functionCall.name").String())
	require.False(t, gjson.Get(got, "contents.1.parts.1.thoughtSignature").Exists())
}

// What another vendor wants back with its thoughts comes back to it through an application of Gemini's dialect.
func TestOthersThoughtsSurviveAGeminiApplication(t *testing.T) {
	stream := data(`{"choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.text","format":"anthropic-claude-v1","text":"hm","signature":"sig/1"}]}}]}`) +
		data(`{"choices":[{"index":0,"delta":{"reasoning_details":[{"type":"reasoning.encrypted","format":"anthropic-claude-v1","data":"sealed=="}]}}]}`) +
		data(`{"choices":[{"index":0,"delta":{"content":"so"},"finish_reason":"stop"}]}`)
	got := writeGemini(t, openAI(t), stream, whole(charge(counts{}, 0)))
	var parts []string
	for _, line := range strings.Split(got, "\n\n") {
		for _, p := range gjson.Get(strings.TrimPrefix(line, "data: "), "candidates.0.content.parts").Array() {
			parts = append(parts, p.Raw)
		}
	}
	p := geminiPrompt(t, `{"model":"m","contents":[{"parts":[{"text":"hi"}]},{"role":"model","parts":[`+strings.Join(parts, ",")+`]}]}`)
	said := p.Messages[1].Parts
	require.Equal(t, dialect.Part{Kind: dialect.ThoughtPart, Text: "hm", Thought: &dialect.Thought{Dialect: dialect.OpenAI, Signature: "sig/1"}}, said[0])
	require.Equal(t, dialect.Part{Kind: dialect.ThoughtPart, Thought: &dialect.Thought{Dialect: dialect.OpenAI, Sealed: "sealed=="}}, said[1])
	require.Equal(t, "so", said[2].Text)
}

// Whatever a prompt says that Gemini can say is read back the same.
func TestAPromptSurvivesGemini(t *testing.T) {
	word := rapid.StringMatching(`[a-z<&é市\n" ]{1,8}`)
	rapid.Check(t, func(rt *rapid.T) {
		p := &dialect.Prompt{Model: word.Draw(rt, "model"), MaxOutput: rapid.Uint64Range(0, 99).Draw(rt, "max"), Temperature: json.Number(rapid.SampledFrom([]string{"", "0.5", "1"}).Draw(rt, "temperature"))}
		p.Stream = rapid.Bool().Draw(rt, "stream")
		p.IncludeUsage = p.Stream
		if rapid.Bool().Draw(rt, "system") {
			p.Messages = append(p.Messages, dialect.Message{Role: dialect.System, Parts: text1(word.Draw(rt, "instruction"))})
		}
		for i := range rapid.IntRange(1, 3).Draw(rt, "turns") {
			p.Messages = append(p.Messages, dialect.Message{Role: dialect.User, Parts: text1(word.Draw(rt, "asked"))})
			id, name := fmt.Sprintf("id%d", i), rapid.SampledFrom([]string{"f", "g"}).Draw(rt, "name")
			turn := dialect.Message{Role: dialect.Assistant, Parts: text1(word.Draw(rt, "said"))}
			if rapid.Bool().Draw(rt, "calls") {
				turn.Parts = append(turn.Parts, dialect.Part{Kind: dialect.ToolUsePart, ToolID: id, Tool: name, Args: json.RawMessage(`{"a":1}`), Thought: &dialect.Thought{Dialect: dialect.Gemini, Signature: "c2ln"}})
				done := dialect.Part{Kind: dialect.ToolDonePart, ToolID: id, Tool: name, Failed: rapid.Bool().Draw(rt, "failed"), Parts: text1(word.Draw(rt, "gave"))}
				p.Messages = append(p.Messages, turn, dialect.Message{Role: dialect.ToolRole, Parts: []dialect.Part{done}})
				continue
			}
			p.Messages = append(p.Messages, turn)
		}
		if rapid.Bool().Draw(rt, "tools") {
			strict := (*bool)(nil)
			if rapid.Bool().Draw(rt, "strict") {
				strict = ptr(true)
			}
			p.Tools = []dialect.Tool{{Name: "f", Description: word.Draw(rt, "description"), Schema: json.RawMessage(`{"type":"object"}`), Strict: strict}, {Name: "g", Strict: strict}}
			p.Choice.Mode = dialect.AutoTool
		}
		body, err := geminiCodec.Request(p)
		require.NoError(rt, err)
		require.Equal(rt, p, geminiPrompt(rt, string(body)), "%s", body)
	})
}

func FuzzGeminiPrompt(f *testing.F) {
	for _, body := range bothSpellings {
		f.Add([]byte(body))
	}
	f.Add([]byte(`{"model":"m","generationConfig":{"responseSchema":{"type":"OBJECT","nullable":true,"properties":{"a":{"type":"STRING","maxLength":"5"}}}},"contents":[{"role":"model","parts":[{"text":"a","thought":true,"thoughtSignature":"dG9sc2V5LXRob3VnaHQvb3BlbmFpL3NlYWxlZC94"},{"functionCall":{"name":"f"}}]},{"parts":{"functionResponse":{"name":"f","response":{"output":"x"}}}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := geminiCodec.Decode(body)
		if err != nil {
			return
		}
		p, err := geminiCodec.Prompt(r)
		var refusal *market.Refusal
		if err != nil {
			require.ErrorAs(t, err, &refusal)
			return
		}
		for _, to := range []dialect.Converter{geminiCodec, converterOf(t, dialect.OpenAI)} {
			out, err := to.Request(p)
			if err != nil {
				require.ErrorAs(t, err, &refusal)
				continue
			}
			require.True(t, json.Valid(out), "%s", out)
		}
	})
}

// An application of Anthropic's dialect buys from Google, tools and thoughts and all, and one of Google's from Anthropic.
func TestGeminiAndMessagesMeet(t *testing.T) {
	messages := converterOf(t, dialect.Anthropic)
	ask, err := messages.Decode([]byte(`{"model":"m","max_tokens":3000,"stream":true,"metadata":{"user_id":"u_session_s"},"system":[{"type":"text","text":"be","cache_control":{"type":"ephemeral"}}],"thinking":{"type":"enabled","budget_tokens":2000},
		"tools":[{"name":"f","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"hi"}]}`))
	require.NoError(t, err)
	said, err := dialect.Convert(ask, dialect.Gemini)
	require.NoError(t, err)
	require.Equal(t, uint64(3000), said.MaxOutput)
	require.True(t, said.Stream && said.Tools)
	a, err := geminiCodec.Answer([]byte(`{"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"functionCall":{"name":"f","args":{"a":1}},"thoughtSignature":"c2ln"}]},"finishReason":"STOP"}]}`), bySum)
	require.NoError(t, err)
	answer := messages.WriteAnswer(ask, a, charge(counts{}, 0), "c0ffee", 1)
	require.Equal(t, "tool_use", gjson.GetBytes(answer, "stop_reason").String(), "%s", answer)
	id := gjson.GetBytes(answer, `content.#(type=="tool_use").id`).String()
	again, err := messages.Decode([]byte(fmt.Sprintf(`{"model":"m","max_tokens":3000,"tools":[{"name":"f","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":%s},
		{"role":"user","content":[{"type":"tool_result","tool_use_id":%q,"content":"done"}]}]}`, gjson.GetBytes(answer, "content").Raw, id)))
	require.NoError(t, err)
	said, err = dialect.Convert(again, dialect.Gemini)
	require.NoError(t, err)
	body := string(geminiCodec.Patch(said, dialect.Patch{}))
	require.Equal(t, "c2ln", gjson.Get(body, `contents.1.parts.#(functionCall.name=="f").thoughtSignature`).String(), body)
	require.Equal(t, "done", gjson.Get(body, "contents.2.parts.0.functionResponse.response.output").String(), body)

	b, err := messages.Answer([]byte(`{"id":"msg","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"hm","signature":"sig/1"},{"type":"text","text":"so"},{"type":"tool_use","id":"toolu_1","name":"f","input":{"a":1}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}`), bySum)
	require.NoError(t, err)
	r, err := geminiCodec.Decode([]byte(`{"model":"m",` + geminiHi + `}`))
	require.NoError(t, err)
	content := gjson.GetBytes(geminiCodec.WriteAnswer(r, b, charge(counts{}, 0), "c0ffee", 1), "candidates.0.content").Raw
	r, err = geminiCodec.Decode([]byte(`{"model":"m","generationConfig":{"maxOutputTokens":3000,"thinkingConfig":{"thinkingBudget":2000}},"tools":[{"functionDeclarations":[{"name":"f"}]}],"contents":[{"parts":[{"text":"hi"}]},` + content +
		`,{"parts":[{"functionResponse":{"id":"toolu_1","name":"f","response":{"output":"done"}}}]}]}`))
	require.NoError(t, err)
	said, err = dialect.Convert(r, dialect.Anthropic)
	require.NoError(t, err)
	body = string(messages.Patch(said, dialect.Patch{}))
	require.Equal(t, "sig/1", gjson.Get(body, `messages.1.content.#(type=="thinking").signature`).String(), body)
	require.Equal(t, "toolu_1", gjson.Get(body, `messages.1.content.#(type=="tool_use").id`).String(), body)
	require.Equal(t, "toolu_1", gjson.Get(body, `messages.2.content.#(type=="tool_result").tool_use_id`).String(), body)
}
