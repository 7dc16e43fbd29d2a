package dialect_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

func decodeMessages(t require.TestingT, body string) *dialect.Request {
	r, err := dialect.Messages.Decode([]byte(body))
	require.NoError(t, err, body)
	return r
}

func textsOf(r *dialect.Request) (out []string) {
	for _, t := range r.Texts {
		out = append(out, string(t))
	}
	return out
}

// agentTurn is a turn of a coding agent, with all that such agents send.
const agentTurn = `{"model":"claude-sonnet-5","max_tokens":32000,"stream":true,"temperature":1,
 "metadata":{"user_id":"user_ab12_account_0f_session_5e77"},
 "thinking":{"type":"enabled","budget_tokens":10000},
 "output_config":{"effort":"high"},
 "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
 "system":[{"type":"text","text":"You are an agent."},{"type":"text","text":"Be terse.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
 "tools":[{"name":"Read","description":"reads","input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search"},{"name":"Edit","input_schema":{},"eager_input_streaming":true,"cache_control":{"type":"ephemeral"}}],
 "tool_choice":{"type":"auto"},
 "messages":[
  {"role":"user","content":"fix it"},
  {"role":"assistant","content":[{"type":"thinking","thinking":"hm\n","signature":"EqQ="},{"type":"redacted_thinking","data":"Em"},{"type":"text","text":"reading"},{"type":"tool_use","id":"toolu_1","name":"Read","input":{"path": "a.go"}}]},
  {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":false,"content":[{"type":"text","text":"package a","cache_control":null},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"` + png1x1 + `"}}]},{"type":"tool_result","tool_use_id":"toolu_1","content":"again","cache_control":{"type":"ephemeral"}},{"type":"text","text":"go on"}]}]}`

const png1x1 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func TestMessagesRequest(t *testing.T) {
	r := decodeMessages(t, agentTurn)
	require.Equal(t, dialect.Anthropic, r.Dialect)
	require.Equal(t, "claude-sonnet-5", r.Model)
	require.True(t, r.Stream)
	require.True(t, r.IncludeUsage)
	require.True(t, r.CacheControl)
	require.True(t, r.Tools)
	require.EqualValues(t, 32000, r.MaxOutput)
	require.EqualValues(t, 1, r.N)
	require.Equal(t, "high", r.Effort)
	require.Equal(t, "5e77", r.SessionKey)
	require.Empty(t, r.Tier)
	require.EqualValues(t, 4, r.Messages, "the system prompt is one")
	require.Equal(t, []string{"system", "You are an agent.", "Be terse.",
		`[{"name":"Read","description":"reads","input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search"},{"name":"Edit","input_schema":{},"eager_input_streaming":true,"cache_control":{"type":"ephemeral"}}]`,
		"user", "fix it", "assistant", "hm\n", "reading", "toolu_1", "Read", `{"path":"a.go"}`, "user", "toolu_1", "package a", "toolu_1", "again", "go on"}, textsOf(r))
	require.Equal(t, []dialect.Media{{Kind: dialect.Image, Bytes: uint64(base64.StdEncoding.DecodedLen(len(png1x1))), Width: 1, Height: 1}}, r.Media)
	require.Equal(t, []string{"model", "max_tokens", "stream", "temperature", "metadata", "thinking", "output_config", "context_management",
		"context_management.edits[].clear_thinking_20251015", "system", "system[].cache_control", "cache_control.1h", "tools", "tools[].web_search_20250305",
		"tools[].eager_input_streaming", "tools[].cache_control", "tool_choice", "messages", "messages[].content[].thinking", "messages[].content[].redacted_thinking",
		"messages[].content[].tool_use", "messages[].content[].tool_result", "messages[].content[].image", "messages[].content[].cache_control"}, r.Fields)

	require.Equal(t, agentTurn, string(dialect.Messages.Patch(r, dialect.Patch{})), "forwarded as it came")
}

func TestMessagesSession(t *testing.T) {
	for user, want := range map[string]string{"": "", "u1": "u1", "user_a_account__session_77": "77", `{"device_id":"d","account_uuid":"","session_id":"s9"}`: "s9", `{"a":1}`: `{"a":1}`} {
		body := []byte(`{"model":"m","max_tokens":1,"metadata":{"user_id":` + quoteJSON(user) + `},` + hi + `}`)
		r, err := dialect.Messages.Decode(body)
		require.NoError(t, err)
		require.Equal(t, want, r.SessionKey)
	}
}

func quoteJSON(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

func TestMessagesPatch(t *testing.T) {
	for _, c := range []struct {
		body string
		p    dialect.Patch
		want string
	}{
		{`{"model": "a", "max_tokens" : 100,` + hi + `}`, dialect.Patch{}, `{"model": "a", "max_tokens" : 100,` + hi + `}`},
		{`{"model": "a", "max_tokens" : 100,` + hi + `}`, dialect.Patch{Model: "b", ForceUsage: true, OutputCap: 50, TokenField: "max_completion_tokens"}, `{"model": "b", "max_tokens" : 50,` + hi + `}`},
		{`{"model":"a","max_tokens":100,"stream":true,` + hi + `}`, dialect.Patch{OutputCap: 200, ForceUsage: true}, `{"model":"a","max_tokens":100,"stream":true,` + hi + `}`},
		{`{"model":"a","thinking":{"type":"enabled","budget_tokens":60},` + hi + `}`, dialect.Patch{OutputCap: 50}, `{"max_tokens":50,"model":"a","thinking":{"type":"enabled","budget_tokens":60},` + hi + `}`},
		{`{"model":"a","max_tokens":null,` + hi + `}`, dialect.Patch{OutputCap: 50}, `{"model":"a","max_tokens":50,` + hi + `}`},
	} {
		require.Equal(t, c.want, string(dialect.Messages.Patch(decodeMessages(t, c.body), c.p)))
	}
}

func TestMessagesTierAndFields(t *testing.T) {
	for _, c := range []struct{ field, tier, uses string }{
		{`"service_tier":"auto"`, "", "service_tier"},
		{`"service_tier":"standard_only"`, "", "service_tier"},
		{`"service_tier":"flex"`, "flex", "service_tier"},
		{`"speed":"fast"`, "fast", "speed"},
		{`"inference_geo":"us"`, "us", "inference_geo"},
		{`"inference_geo":"global"`, "", "inference_geo"},
		{`"container":"c1"`, "", "container"},
		{`"cache_control":{"type":"ephemeral","ttl":"1h"}`, "", "cache_control.1h"},
		{`"output_config":{"task_budget":{"type":"tokens"}}`, "", "output_config.task_budget"},
		{`"context_management":{"edits":[{"type":"compact_20260112"}]}`, "", "context_management.edits[].compact_20260112"},
		{`"metadata":{"other":1}`, "", "metadata.other"},
		{`"somebody_elses":[{}]`, "", "somebody_elses"},
	} {
		r := decodeMessages(t, `{"model":"m","max_tokens":1,`+c.field+`,`+hi+`}`)
		require.Equal(t, c.tier, r.Tier, c.field)
		require.True(t, r.Uses(c.uses), "%s: %q", c.field, r.Fields)
	}
	for _, c := range []struct{ block, uses string }{
		{`{"type":"document","source":{"type":"file","file_id":"f"}}`, "messages[].content[].document.file"},
		{`{"type":"document","source":{"type":"url","url":"https://a/b.pdf"}}`, "messages[].content[].document.url"},
		{`{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="},"citations":{"enabled":true}}`, "messages[].content[].citations"},
		{`{"type":"image","source":{"type":"file","file_id":"f"}}`, "messages[].content[].image.file"},
		{`{"type":"container_upload","file_id":"f"}`, "messages[].content[].container_upload"},
		{`{"type":"search_result","source":"https://a","title":"t","content":[{"type":"text","text":"x"}]}`, "messages[].content[].search_result"},
		{`{"type":"text","text":"x","citations":[{"type":"char_location"}]}`, "messages[].content[].citations"},
		{`{"type":"server_tool_use","id":"s","name":"web_search","input":{}}`, "messages[].content[].server_tool_use"},
		{`{"type":"web_search_tool_result","tool_use_id":"s","content":[{"type":"web_search_result","encrypted_content":"E"}]}`, "messages[].content[].web_search_tool_result"},
	} {
		r := decodeMessages(t, `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[`+c.block+`]}]}`)
		require.True(t, r.Uses(c.uses), "%s: %q", c.block, r.Fields)
	}
	r := decodeMessages(t, `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"document","title":"T","context":"C","source":{"type":"content","content":[{"type":"text","text":"in"}]}},{"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}}]}]}`)
	require.Equal(t, []string{"user", "T", "C", "in", "plain"}, textsOf(r))
}

func TestBadMessagesRequests(t *testing.T) {
	turn := func(block string) string {
		return `{"model":"m","messages":[{"role":"user","content":[` + block + `]}]}`
	}
	for _, c := range []struct {
		body  string
		kind  market.RefusalType
		param string
		text  string
	}{
		{``, market.InvalidRequest, "", "not a JSON object"},
		{`{"model":"m",` + hi + `} x`, market.InvalidRequest, "", "more data after the end"},
		{`{` + hi + `}`, market.InvalidRequest, "model", "missing"},
		{`{"model":"m"}`, market.InvalidPrompt, "messages", "missing"},
		{`{"model":"m","messages":[]}`, market.InvalidPrompt, "messages", "empty"},
		{`{"model":"m","model":"n",` + hi + `}`, market.InvalidRequest, "model", "Duplicate field 'model'"},
		{`{"model":"m","Max_tokens":1,` + hi + `}`, market.InvalidRequest, "Max_tokens", "differs from 'max_tokens' only in case"},
		{`{"model":"m","max_tokens":0,` + hi + `}`, market.InvalidRequest, "max_tokens", "from 1 to"},
		{`{"model":"m","max_tokens":1e9,` + hi + `}`, market.InvalidRequest, "max_tokens", "from 1 to"},
		{`{"model":"m","temperature":1.5,` + hi + `}`, market.InvalidRequest, "temperature", "from 0 to 1"},
		{`{"model":"m","system":7,` + hi + `}`, market.InvalidPrompt, "system", "a string or an array"},
		{`{"model":"m","system":[{"type":"image"}],` + hi + `}`, market.InvalidPrompt, "system[0].type", "'text'"},
		{`{"model":"m","metadata":7,` + hi + `}`, market.InvalidRequest, "metadata", "an object"},
		{`{"model":"m","output_config":7,` + hi + `}`, market.InvalidRequest, "output_config", "an object"},
		{`{"model":"m","tools":7,` + hi + `}`, market.InvalidRequest, "tools", "an array"},
		{`{"model":"m","tools":[{"input_schema":{}}],` + hi + `}`, market.InvalidRequest, "tools", "has no name"},
		{`{"model":"m","tools":[{"name":"a","Input_schema":{}}],` + hi + `}`, market.InvalidRequest, "tools[].Input_schema", "only in case"},
		{`{"model":"m","messages":["hi"]}`, market.InvalidPrompt, "messages[0]", "must be an object"},
		{`{"model":"m","messages":[{"role":"robot","content":"x"}]}`, market.InvalidPrompt, "messages[0].role", "must be one of"},
		{`{"model":"m","messages":[{"role":"user"}]}`, market.InvalidPrompt, "messages[0].content", "no content"},
		{`{"model":"m","messages":[{"role":"user","content":null}]}`, market.InvalidPrompt, "messages[0].content", "a string or an array"},
		{turn(`7`), market.InvalidPrompt, "messages[0].content[0]", "must be an object"},
		{turn(`{"text":"x"}`), market.InvalidPrompt, "messages[0].content[0].type", "has no type"},
		{turn(`{"type":"text","text":7}`), market.InvalidPrompt, "messages[0].content[0].text", "must be a string"},
		{turn(`{"type":"text","Text":"x"}`), market.InvalidRequest, "messages[0].content[0].Text", "only in case"},
		{turn(`{"type":"text","text":"x","cache_control":"yes"}`), market.InvalidRequest, "messages[].content[].cache_control", "an object"},
		{turn(`{"type":"tool_result","tool_use_id":"t","content":"x"}`), market.InvalidPrompt, "messages[0].content[0].tool_use_id", "no message before it makes"},
		{turn(`{"type":"tool_use","name":"f","input":{}}`), market.InvalidPrompt, "messages[0].content[0]", "an id and a name"},
		{turn(`{"type":"tool_use","id":"t","name":"f","input":{}},{"type":"tool_result","tool_use_id":"t","content":[{"type":"tool_use","id":"u","name":"f"}]}`), market.InvalidPrompt, "messages[0].content[1].content[0].type", "no block of type 'tool_use'"},
		{turn(`{"type":"image"}`), market.InvalidPrompt, "messages[0].content[0].source", "an object"},
		{turn(`{"type":"image","source":{"type":"url","url":"http://169.254.169.254/"}}`), market.ImageURLNotAllowed, "messages[0].content[0].source", "not fetched"},
		{turn(`{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}`), market.InvalidImage, "messages[0].content[0].source", "not a readable"},
		{turn(`{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA","data":"BBBB"}}`), market.InvalidRequest, "data", "Duplicate"},
	} {
		_, err := dialect.Messages.Decode([]byte(c.body))
		var refusal *market.Refusal
		require.ErrorAs(t, err, &refusal, "body %s", c.body)
		require.Equal(t, 400, refusal.Status)
		require.Equal(t, c.kind, refusal.Type, "body %s: %s", c.body, refusal.Message)
		require.Equal(t, c.param, refusal.Param, "body %s: %s", c.body, refusal.Message)
		require.Contains(t, refusal.Message, c.text, "body %s", c.body)
	}
}
