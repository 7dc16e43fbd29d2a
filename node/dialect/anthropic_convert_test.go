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
	"github.com/tolsey/tolsey/node/dialect"
)

var messagesConverter = dialect.Messages.(dialect.Converter)

func messagesPrompt(t require.TestingT, body string) *dialect.Prompt {
	p, err := messagesConverter.Prompt(decodeMessages(t, body))
	require.NoError(t, err, body)
	return p
}

func TestAMessagesRequestIsReadWhole(t *testing.T) {
	p := messagesPrompt(t, `{"model":"m","max_tokens":9000,"stream":true,"temperature":0.70,"top_p":1,"top_k":40,"stop_sequences":["END"],
		"metadata":{"user_id":"user_a_account__session_77","x":1},"service_tier":"standard_only","thinking":{"type":"enabled","budget_tokens":2048,"display":"omitted"},
		"output_config":{"effort":"high","format":{"type":"json_schema","schema":{"type":"object"}},"task_budget":1},"cache_control":{"type":"ephemeral"},"container":"c","speed":"standard",
		"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
		"tools":[{"name":"f","description":"d","input_schema":{"type":"object"},"strict":true,"eager_input_streaming":true,"cache_control":{"type":"ephemeral","ttl":"1h"}},{"type":"web_search_20250305","name":"w"}],
		"tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true},
		"system":[{"type":"text","text":"be","cache_control":{"type":"ephemeral"}}],
		"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"`+png1x1+`"}},{"type":"document","title":"T","source":{"type":"text","media_type":"text/plain","data":"plain"}},{"type":"hologram"}]},
		{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"Eq"},{"type":"redacted_thinking","data":"Em"},{"type":"text","text":"ok","citations":[{"a":1}]},{"type":"tool_use","id":"t1","name":"f","input":{"a":1}}]},
		{"role":"user","content":[{"type":"text","text":"and"},{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"no"}]}]}`)
	f := json.RawMessage(`{"type":"object"}`)
	require.Equal(t, &dialect.Prompt{
		Model: "m", Stream: true, IncludeUsage: true, MaxOutput: 9000, Temperature: "0.70", TopP: "1", TopK: "40", Stop: []string{"END"}, User: "user_a_account__session_77", SessionKey: "77", Tier: "default",
		Thinking: &dialect.Thinking{On: ptr(true), Budget: 2048, Summary: "none", Effort: "high"}, Format: &dialect.Format{Schema: f},
		Tools:  []dialect.Tool{{Name: "f", Description: "d", Schema: f, Strict: ptr(true), Cache: &dialect.Cache{TTL: "1h"}}},
		Choice: dialect.ToolChoice{Mode: dialect.OneTool, Name: "f"}, Parallel: ptr(false),
		Messages: []dialect.Message{
			{Role: dialect.System, Parts: []dialect.Part{{Kind: dialect.TextPart, Text: "be", Cache: &dialect.Cache{}}}},
			{Role: dialect.User, Parts: []dialect.Part{{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.Image, MIME: "image/png", Data: png1x1}},
				{Kind: dialect.MediaPart, Media: &dialect.Content{Kind: dialect.File, MIME: "text/plain", Data: "cGxhaW4=", Name: "T"}}}},
			{Role: dialect.Assistant, Parts: []dialect.Part{{Kind: dialect.ThoughtPart, Text: "hm", Thought: &dialect.Thought{Dialect: dialect.Anthropic, Signature: "Eq"}},
				{Kind: dialect.ThoughtPart, Thought: &dialect.Thought{Dialect: dialect.Anthropic, Sealed: "Em"}}, {Kind: dialect.TextPart, Text: "ok"},
				{Kind: dialect.ToolUsePart, ToolID: "t1", Tool: "f", Args: json.RawMessage(`{"a":1}`)}}},
			{Role: dialect.ToolRole, Parts: []dialect.Part{{Kind: dialect.ToolDonePart, ToolID: "t1", Tool: "f", Failed: true, Parts: text1("no")}}},
			{Role: dialect.User, Parts: []dialect.Part{{Kind: dialect.TextPart, Text: "and", Cache: &dialect.Cache{}}}},
		},
		Rest: []dialect.Member{{"metadata.x", []byte("1")}, {"output_config.task_budget", []byte("1")}, {"container", []byte(`"c"`)}, {"tools[].web_search_20250305", []byte(`{"type":"web_search_20250305","name":"w"}`)},
			{"messages[].content[].hologram", []byte(`{"type":"hologram"}`)}, {"messages[].content[].citations", []byte(`[{"a":1}]`)}},
	}, p)
}

// asMessages says a chat request in Anthropic's dialect.
func asMessages(t require.TestingT, chat string) (string, error) {
	p := promptOf(t, dialect.OpenAI, chat)
	body, err := messagesConverter.Request(p)
	if err == nil {
		decodeMessages(t, string(body))
	}
	return string(body), err
}

func TestChatSaidInMessages(t *testing.T) {
	const u = `"messages":[{"role":"user","content":"hi"}]`
	for _, c := range []struct{ name, chat, want string }{
		{"plain", `{"model":"m",` + u + `}`, `{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}`},
		{"settings", `{"model":"m","stream":true,"stream_options":{"include_usage":true},"max_tokens":7,"temperature":0.5,"top_p":0.9,"stop":["a","b"],"user":"u","prompt_cache_key":"k","service_tier":"default","n":1,"store":false,"frequency_penalty":0,` + u + `}`,
			`{"model":"m","max_tokens":7,"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],"stream":true,"temperature":0.5,"top_p":0.9,"stop_sequences":["a","b"],"metadata":{"user_id":"u_session_k"},"service_tier":"standard_only"}`},
		{"system and developer", `{"model":"m","messages":[{"role":"system","content":"a"},{"role":"user","content":"hi"},{"role":"developer","content":"b"}]}`,
			`{"model":"m","system":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}]}`},
		{"tools", `{"model":"m","tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}},{"type":"function","function":{"name":"g"}}],"tool_choice":"required","parallel_tool_calls":false,` + u + `}`,
			`{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],"tools":[{"name":"f","description":"d","input_schema":{"type":"object"},"strict":true},{"name":"g","input_schema":{"type":"object"}}],"tool_choice":{"type":"any","disable_parallel_tool_use":true}}`},
		{"calls and results", `{"model":"m","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"x","tool_calls":[{"id":"c.1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"f","arguments":""}}]},{"role":"tool","tool_call_id":"c.1","content":"one"},{"role":"tool","tool_call_id":"c2","content":"two"},{"role":"user","content":"go"}]}`,
			`{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":[{"type":"text","text":"x"},{"type":"tool_use","id":"c_1","name":"f","input":{"a":1}},{"type":"tool_use","id":"c2","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c_1","content":[{"type":"text","text":"one"}]},{"type":"tool_result","tool_use_id":"c2","content":[{"type":"text","text":"two"}]},{"type":"text","text":"go"}]}]}`},
		{"thoughts of others are left out", `{"model":"m","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"x","reasoning_content":"hm"},{"role":"user","content":"y"}]}`,
			`{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":[{"type":"text","text":"x"}]},{"role":"user","content":[{"type":"text","text":"y"}]}]}`},
		{"own thoughts come back signed", `{"model":"m","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"x","reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"Eq","format":"anthropic-claude-v1"},{"type":"reasoning.encrypted","data":"Em","format":"anthropic-claude-v1"}]},{"role":"user","content":"y"}]}`,
			`{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"Eq"},{"type":"redacted_thinking","data":"Em"},{"type":"text","text":"x"}]},{"role":"user","content":[{"type":"text","text":"y"}]}]}`},
		{"media", `{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,` + png1x1 + `","detail":"high"}},{"type":"file","file":{"file_data":"data:application/pdf;base64,JVBE","filename":"a.pdf"}},{"type":"text","text":"see","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}`,
			`{"model":"m","messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"` + png1x1 + `"}},{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBE"},"title":"a.pdf"},{"type":"text","text":"see","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}`},
		{"schema", `{"model":"m","response_format":{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{"type":"object"},"strict":true}},` + u + `}`,
			`{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object","description":"d"}}}}`},
		{"effort", `{"model":"m","reasoning_effort":"minimal",` + u + `}`, `{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}`},
		{"no thought", `{"model":"m","reasoning_effort":"none",` + u + `}`, `{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],"thinking":{"type":"disabled"}}`},
		{"budget", `{"model":"m","max_tokens":3000,"thinking":{"type":"enabled","budget_tokens":9999},` + u + `}`, `{"model":"m","max_tokens":3000,"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],"thinking":{"type":"enabled","budget_tokens":2999}}`},
	} {
		got, err := asMessages(t, c.chat)
		require.NoError(t, err, c.name)
		require.Equal(t, c.want, got, c.name)
	}
}

func TestWhatMessagesCannotSayIsRefusedByName(t *testing.T) {
	for field, param := range map[string]string{`"n":2`: "n", `"seed":7`: "seed", `"logprobs":true`: "logprobs", `"frequency_penalty":0.1`: "frequency_penalty", `"presence_penalty":-1`: "presence_penalty",
		`"temperature":1.5`: "temperature", `"verbosity":"low"`: "verbosity", `"store":true`: "store", `"service_tier":"flex"`: "service_tier", `"response_format":{"type":"json_object"}`: "response_format",
		`"logit_bias":{"5":1}`: "logit_bias", `"frobnicate":1`: "frobnicate", `"tools":[{"type":"web_search"}]`: "tools[].web_search"} {
		_, err := asMessages(t, `{"model":"m",`+field+`,"messages":[{"role":"user","content":"hi"}]}`)
		requireParam(t, err, param)
	}
	for part, param := range map[string]string{`{"type":"input_audio","input_audio":{"data":"AA","format":"wav"}}`: "messages[].content[].input_audio", `{"type":"file","file":{"file_id":"f"}}`: "messages[].content[].file_id",
		`{"type":"image_url","image_url":{"url":"data:image/png;base64,` + png1x1 + `","detail":"low"}}`: "messages[].content[].detail"} {
		_, err := asMessages(t, `{"model":"m","messages":[{"role":"user","content":[`+part+`]}]}`)
		requireParam(t, err, param)
	}
	_, err := asMessages(t, `{"model":"m","messages":[{"role":"user","name":"ann","content":"hi"}]}`)
	requireParam(t, err, "messages[].name")
}

// A request of a coding agent, said in chat completions and back, is the same but for what chat has no place for.
func TestMessagesThroughChat(t *testing.T) {
	const turn = `{"model":"m","max_tokens":3200,"stream":true,"metadata":{"user_id":"user_a_account__session_7"},"system":[{"type":"text","text":"You are an agent."}],"thinking":{"type":"adaptive"},
	"tools":[{"name":"Read","description":"reads","input_schema":{"type":"object"}}],"tool_choice":{"type":"auto"},"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
	"messages":[{"role":"user","content":"fix it"},{"role":"assistant","content":[{"type":"text","text":"reading"},{"type":"tool_use","id":"toolu_1","name":"Read","input":{"path":"a.go"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"package a"},{"type":"text","text":"go on"}]}]}`
	chat, err := converterOf(t, dialect.OpenAI).Request(messagesPrompt(t, turn))
	require.NoError(t, err)
	require.Equal(t, "user_a_account__session_7", gjson.GetBytes(chat, "user").String())
	require.Equal(t, `{"path":"a.go"}`, gjson.GetBytes(chat, "messages.2.tool_calls.0.function.arguments").String())
	back, err := asMessages(t, string(chat))
	require.NoError(t, err)
	require.ElementsMatch(t, textsOf(decodeMessages(t, turn)), textsOf(decodeMessages(t, back)))
	require.JSONEq(t, gjson.Get(turn, "tools").Raw, gjson.Get(back, "tools").Raw)
}

// written runs events of a dialect through the writer of messages.
func written(t require.TestingT, from dialect.Name, stream string, end func(dialect.Shaper) []byte) string {
	codec := dialect.Messages
	if from != dialect.Anthropic {
		codec = converterOf(t, from)
	}
	r := decodeMessages(t, `{"model":"claude","max_tokens":9,"stream":true,`+hi+`}`)
	in, out := codec.Stream(bySum), messagesConverter.Write(r, "0badcafe", 1)
	var b strings.Builder
	var ev dialect.Event
	in.Feed([]byte(stream))
	in.End()
	for {
		ok, err := in.Next(&ev)
		require.NoError(t, err)
		if !ok {
			break
		}
		b.Write(out.Event(&ev))
	}
	b.Write(end(out))
	return b.String()
}

func TestChatStreamWrittenAsAMessage(t *testing.T) {
	chunk := func(delta, finish string) string {
		return data(`{"id":"c","choices":[{"index":0,"delta":` + delta + `,"finish_reason":` + finish + `}]}`)
	}
	stream := chunk(`{"role":"assistant","content":""}`, "null") + chunk(`{"reasoning_content":"hm"}`, "null") + chunk(`{"content":"a\"b"}`, "null") +
		chunk(`{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"f","arguments":""}}]}`, "null") + chunk(`{"tool_calls":[{"index":0,"function":{"arguments":"{\"q\":"}}]}`, "null") +
		chunk(`{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]}`, "null") + chunk(`{"tool_calls":[{"index":1,"id":"c2","type":"function","function":{"name":"g","arguments":""}}]}`, "null") + chunk(`{}`, `"tool_calls"`) + done
	got := written(t, dialect.OpenAI, ": hi\n\n"+stream, whole(charge(counts{in: 5, read: 4, write: 3, hour: 2, out: 6, think: 1}, 7)))
	block := func(i int, start string) string {
		return sse(fmt.Sprintf(`{"type":"content_block_start","index":%d,"content_block":%s}`, i, start))
	}
	delta := func(i int, d string) string {
		return sse(fmt.Sprintf(`{"type":"content_block_delta","index":%d,"delta":%s}`, i, d))
	}
	ended := func(i int) string { return sse(fmt.Sprintf(`{"type":"content_block_stop","index":%d}`, i)) }
	require.Equal(t, ": hi\n\n"+sse(`{"type":"message_start","message":{"id":"msg_0badcafe","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":0,"output_tokens":0}}}`)+
		block(0, `{"type":"thinking","thinking":"","signature":""}`)+delta(0, `{"type":"thinking_delta","thinking":"hm"}`)+ended(0)+
		block(1, `{"type":"text","text":""}`)+delta(1, `{"type":"text_delta","text":"a\"b"}`)+ended(1)+
		block(2, `{"type":"tool_use","id":"c1","name":"f","input":{}}`)+delta(2, `{"type":"input_json_delta","partial_json":"{\"q\":"}`)+delta(2, `{"type":"input_json_delta","partial_json":"1}"}`)+ended(2)+
		block(3, `{"type":"tool_use","id":"c2","name":"g","input":{}}`)+ended(3)+
		sse(`{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":5,"cache_creation_input_tokens":5,"cache_read_input_tokens":4,"cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":2},"output_tokens":7,"output_tokens_details":{"thinking_tokens":1},"cost":0.000000000007}}`)+
		sse(msgStop), got)

	for reason, want := range map[string]string{"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"} {
		text := written(t, dialect.OpenAI, chunk(`{"content":"x"}`, `"`+reason+`"`)+done, whole(dialect.Charge{}))
		require.Contains(t, text, `"stop_reason":"`+want+`"`, reason)
	}
	require.Contains(t, written(t, dialect.OpenAI, chunk(`{"refusal":"no"}`, `"stop"`), whole(dialect.Charge{})), `"stop_reason":"refusal"`)
	require.Equal(t, 1, strings.Count(written(t, dialect.OpenAI, "", whole(dialect.Charge{})), "event: message_start\n"), "an empty answer begins too")
	failed := written(t, dialect.OpenAI, chunk(`{"content":"x"}`, "null"), func(s dialect.Shaper) []byte {
		return s.Fail(&market.Refusal{Type: market.TimedOut, Status: 504, Message: "late"}, charge(counts{in: 1}, 9))
	})
	require.Contains(t, failed, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"timeout_error\",\"message\":\"late\"")
}

// What a message says goes through the writer unchanged, whatever blocks it has and however its calls mix.
func TestMessageWrittenSaysTheSame(t *testing.T) {
	require.Equal(t, messageSays(messageEvents(t, bySum, toolMessage)), messageSays(messageEvents(t, bySum, written(t, dialect.Anthropic, toolMessage, whole(dialect.Charge{})))))
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString(sse(msgStart))
		open := map[int]string{}
		for range rapid.IntRange(0, 30).Draw(t, "events") {
			i := rapid.IntRange(0, 5).Draw(t, "block")
			kind, begun := open[i]
			if !begun {
				if i != len(open) {
					continue
				}
				kind = rapid.SampledFrom([]string{"text", "thinking", "tool_use"}).Draw(t, "kind")
				open[i] = kind
				b.WriteString(sse(fmt.Sprintf(`{"type":"content_block_start","index":%d,"content_block":{"type":%q,"id":"t%d","name":"f"}}`, i, kind, i)))
				continue
			}
			d := map[string]string{"text": `{"type":"text_delta","text":"a"}`, "thinking": `{"type":"thinking_delta","thinking":"b"}`, "tool_use": `{"type":"input_json_delta","partial_json":"["}`}[kind]
			b.WriteString(sse(fmt.Sprintf(`{"type":"content_block_delta","index":%d,"delta":%s}`, i, d)))
		}
		texts := func(stream string) map[string]string {
			out := map[string]string{}
			for _, ev := range messageEvents(t, bySum, stream) {
				require.NoError(t, ev.Bad)
				for _, d := range ev.Deltas {
					out[fmt.Sprint(d.Kind, d.Tool)] += string(d.Text)
				}
			}
			return out
		}
		got := written(t, dialect.Anthropic, b.String(), whole(dialect.Charge{}))
		require.Equal(t, texts(b.String()), texts(got))
		next, ended := int64(0), map[int64]bool{}
		for _, line := range strings.Split(got, "\n") {
			if text, ok := strings.CutPrefix(line, "data: "); ok {
				index := gjson.Get(text, "index").Int()
				switch gjson.Get(text, "type").String() {
				case "content_block_start":
					require.Equal(t, next, index, "blocks begin in order, without gaps")
					next++
				case "content_block_delta":
					require.False(t, ended[index] || index >= next, "a block that is not open")
				case "content_block_stop":
					require.False(t, ended[index], "a block ends once")
					ended[index] = true
				}
			}
		}
		require.Len(t, ended, int(next), "all blocks end")
	})
}

func TestChatAnswerWrittenAsAMessage(t *testing.T) {
	r := decodeMessages(t, `{"model":"claude","max_tokens":9,`+hi+`}`)
	a, err := openAI(t).Answer([]byte(`{"id":"x","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"hm","content":"yes","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":""}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}`), bySum)
	require.NoError(t, err)
	require.Equal(t, `{"id":"msg_0b","type":"message","role":"assistant","model":"claude","content":[{"type":"thinking","thinking":"hm","signature":""},{"type":"text","text":"yes"},{"type":"tool_use","id":"c1","name":"f","input":{"a":1}},{"type":"tool_use","id":"c2","name":"g","input":{}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":1,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"output_tokens":2,"cost":0.000000000005}}`,
		string(messagesConverter.WriteAnswer(r, a, charge(counts{in: 1, out: 2}, 5), "0b", 1)))
}

// Another dialect's proof passes through an application of this one and comes back as what it was.
func TestForeignThoughtsComeBack(t *testing.T) {
	r := decodeMessages(t, `{"model":"claude","max_tokens":9,`+hi+`}`)
	a := &dialect.Answer{From: dialect.Gemini, Stop: dialect.StopTools, Deltas: []dialect.Delta{{Kind: dialect.ToolID, Text: []byte("c1")}, {Kind: dialect.ToolName, Text: []byte("f")}, {Kind: dialect.ToolArgs, Text: []byte("{}")}, {Kind: dialect.Signature, Text: []byte("S1")}}}
	content := gjson.GetBytes(messagesConverter.WriteAnswer(r, a, dialect.Charge{}, "0b", 1), "content").Raw
	p := messagesPrompt(t, `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":`+content+`},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"y"}]}]}`)
	require.Equal(t, []dialect.Part{{Kind: dialect.ToolUsePart, ToolID: "c1", Tool: "f", Args: json.RawMessage("{}"), Thought: &dialect.Thought{Dialect: dialect.Gemini, Signature: "S1"}}}, p.Messages[1].Parts)

	a = &dialect.Answer{From: dialect.Responses, Deltas: []dialect.Delta{{Kind: dialect.Reasoning, Text: []byte("hm")}, {Kind: dialect.Sealed, Text: []byte("E/1")}, {Kind: dialect.Text, Text: []byte("x")}}}
	content = gjson.GetBytes(messagesConverter.WriteAnswer(r, a, dialect.Charge{}, "0b", 1), "content").Raw
	p = messagesPrompt(t, `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":`+content+`},{"role":"user","content":"y"}]}`)
	require.Equal(t, &dialect.Thought{Dialect: dialect.Responses, Sealed: "E/1"}, p.Messages[1].Parts[1].Thought)
}

func FuzzMessagesConvert(f *testing.F) {
	f.Add([]byte(agentTurn))
	f.Add([]byte(`{"model":"m","max_tokens":7,"system":"s","messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","data":"x"}}]}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := dialect.Messages.Decode(body)
		if err != nil {
			return
		}
		p, err := messagesConverter.Prompt(r)
		if err == nil {
			body, err = messagesConverter.Request(p)
		}
		if err != nil {
			var refusal *market.Refusal
			require.ErrorAs(t, err, &refusal)
			return
		}
		if _, err := dialect.Messages.Decode(body); err != nil {
			var refusal *market.Refusal
			require.ErrorAs(t, err, &refusal, "%s", body)
		}
	})
}
