package dialect_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

func openAI(t require.TestingT) dialect.Codec {
	codec, err := dialect.For("openai")
	require.NoError(t, err)
	return codec
}

func TestUnknownDialect(t *testing.T) {
	_, err := dialect.For("smoke-signals")
	require.ErrorIs(t, err, dialect.ErrUnknown)
	require.ErrorContains(t, err, `"openai"`)
}

const hi = `"messages":[{"role":"user","content":"hi"}]`

func TestBadRequests(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for _, c := range []struct {
		body  string
		kind  market.RefusalType
		param string
		text  string
	}{
		{``, market.InvalidRequest, "", "Body is not a JSON object (byte 0)."},
		{`[]`, market.InvalidRequest, "", "Body is not a JSON object (byte 0)."},
		{`{"model":"m",` + hi, market.InvalidRequest, "", `Body is not valid JSON: unexpected end, '}' expected (byte 56).`},
		{`{"model":"m",` + hi + `} x`, market.InvalidRequest, "", "Body is not valid JSON: more data after the end (byte 58)."},
		{`{"model":"m",` + hi + `,}`, market.InvalidRequest, "", `Body is not valid JSON: '"' expected (byte 57).`},
		{`{"model":"m",` + hi + `,"a":01}`, market.InvalidRequest, "", `'}' expected`},
		{`{"model":"m",` + hi + `,"a":tru}`, market.InvalidRequest, "", "invalid value"},
		{`{"model":"m",` + hi + `,"a":+1}`, market.InvalidRequest, "", "invalid value"},
		{`{"model":"m",` + hi + `,"a":1.}`, market.InvalidRequest, "", "invalid number"},
		{`{"model":"m",` + hi + `,"a":NaN}`, market.InvalidRequest, "", "invalid value"},
		{`{"model":"m",` + hi + `,"a":"\x"}`, market.InvalidRequest, "", "invalid escape"},
		{`{"model":"m",` + hi + `,"a":"\u12"}`, market.InvalidRequest, "", "invalid escape"},
		{"{\"model\":\"m\"," + hi + ",\"a\":\"\n\"}", market.InvalidRequest, "", "control character"},
		{"{\"model\":\"m\"," + hi + ",\"a\":\"\xff\"}", market.InvalidRequest, "", "Body is not valid UTF-8 (byte 62)."},
		{"\ufeff{}", market.InvalidRequest, "", "Body is not a JSON object"},
		{`{"model":"m",` + hi + `,"a":` + deep(64) + `}`, market.InvalidRequest, "", "nested deeper than 64 levels"},
		{`{"model":"m","model":"n",` + hi + `}`, market.InvalidRequest, "model", "Duplicate field 'model' (byte 13)."},
		{`{"model":"m","mod\u0065l":"n",` + hi + `}`, market.InvalidRequest, "model", "Duplicate field 'model'"},
		{`{"model":"m",` + hi + `,"a":{"b":[{"c":1,"c":2}]}}`, market.InvalidRequest, "c", "Duplicate field 'c'"},
		{`{"model":"m","messages":[{"role":"user","role":"system","content":"hi"}]}`, market.InvalidRequest, "role", "Duplicate field 'role'"},
		{`{"model":"m","Model":"n",` + hi + `}`, market.InvalidRequest, "Model", "differs from 'model' only in case"},
		{`{"model":"m","max_toKens":1,` + hi + `}`, market.InvalidRequest, "max_toKens", "differs from 'max_tokens' only in case"},
		{`{"model":"m","messages":[{"Role":"user","content":"hi"}]}`, market.InvalidRequest, "messages[0].Role", "only in case"},
		{`{"model":"m","messages":[{"role":"user","content":[{"Type":"text","text":"x"}]}]}`, market.InvalidRequest, "messages[].content[].Type", "only in case"},
		{`{"model":"m","stream":true,"stream_options":{"Include_usage":true},` + hi + `}`, market.InvalidRequest, "stream_options.Include_usage", "only in case"},
		{`{` + hi + `}`, market.InvalidRequest, "model", "missing"},
		{`{"model":"",` + hi + `}`, market.InvalidRequest, "model", "empty"},
		{`{"model":7,` + hi + `}`, market.InvalidRequest, "model", "must be a string"},
		{`{"model":null,` + hi + `}`, market.InvalidRequest, "model", "must be a string"},
		{`{"model":"m"}`, market.InvalidPrompt, "messages", "missing"},
		{`{"model":"m","messages":[]}`, market.InvalidPrompt, "messages", "empty"},
		{`{"model":"m","messages":"hi"}`, market.InvalidPrompt, "messages", "must be an array"},
		{`{"model":"m","messages":[7]}`, market.InvalidPrompt, "messages[0]", "must be an object"},
		{`{"model":"m","messages":[{"content":"x"}]}`, market.InvalidPrompt, "messages[0].role", "has no role"},
		{`{"model":"m","messages":[{"role":"robot","content":"x"}]}`, market.InvalidPrompt, "messages[0].role", "must be one of"},
		{`{"model":"m","messages":[{"role":"user"}]}`, market.InvalidPrompt, "messages[0].content", "no content"},
		{`{"model":"m","messages":[{"role":"user","content":null}]}`, market.InvalidPrompt, "messages[0].content", "no content"},
		{`{"model":"m","messages":[{"role":"user","content":7}]}`, market.InvalidPrompt, "messages[0].content", "string or an array"},
		{`{"model":"m","messages":[{"role":"user","content":["x"]}]}`, market.InvalidPrompt, "messages[0].content[0]", "must be an object"},
		{`{"model":"m","messages":[{"role":"user","content":[{"text":"x"}]}]}`, market.InvalidPrompt, "messages[0].content[0].type", "no type"},
		{`{"model":"m","messages":[{"role":"user","content":"a"},{"role":"tool","tool_call_id":"c9","content":"x"}]}`, market.InvalidPrompt, "messages[1].tool_call_id", "no message before it makes"},
		{`{"model":"m","n":0,` + hi + `}`, market.InvalidRequest, "n", "an integer from 1 to 128"},
		{`{"model":"m","n":129,` + hi + `}`, market.InvalidRequest, "n", "an integer from 1 to 128"},
		{`{"model":"m","n":"2",` + hi + `}`, market.InvalidRequest, "n", "an integer from 1 to 128"},
		{`{"model":"m","n":1.5,` + hi + `}`, market.InvalidRequest, "n", "an integer from 1 to 128"},
		{`{"model":"m","max_tokens":-1,` + hi + `}`, market.InvalidRequest, "max_tokens", "an integer from 1"},
		{`{"model":"m","max_tokens":1e3,` + hi + `}`, market.InvalidRequest, "max_tokens", "an integer from 1"},
		{`{"model":"m","max_tokens":0,` + hi + `}`, market.InvalidRequest, "max_tokens", "an integer from 1"},
		{`{"model":"m","max_completion_tokens":99999999999999999999,` + hi + `}`, market.InvalidRequest, "max_completion_tokens", "an integer from 1"},
		{`{"model":"m","max_tokens":1,"max_completion_tokens":1,` + hi + `}`, market.InvalidRequest, "max_tokens", "not both"},
		{`{"model":"m","temperature":2.1,` + hi + `}`, market.InvalidRequest, "temperature", "a number from 0 to 2"},
		{`{"model":"m","temperature":1e999,` + hi + `}`, market.InvalidRequest, "temperature", "a number from 0 to 2"},
		{`{"model":"m","temperature":"hot",` + hi + `}`, market.InvalidRequest, "temperature", "a number from 0 to 2"},
		{`{"model":"m","top_p":-0.1,` + hi + `}`, market.InvalidRequest, "top_p", "a number from 0 to 1"},
		{`{"model":"m","stream":"yes",` + hi + `}`, market.InvalidRequest, "stream", "true or false"},
		{`{"model":"m","stream_options":{"include_usage":true},` + hi + `}`, market.InvalidRequest, "stream_options", "only allowed with 'stream'"},
		{`{"model":"m","stream":true,"stream_options":7,` + hi + `}`, market.InvalidRequest, "stream_options", "must be an object"},
		{`{"model":"m","tools":{},` + hi + `}`, market.InvalidRequest, "tools", "must be an array"},
		{`{"model":"m","tools":[{"function":{}}],` + hi + `}`, market.InvalidRequest, "tools[0].type", "has no type"},
	} {
		_, err := openAI(t).Decode([]byte(c.body))
		var refusal *market.Refusal
		require.ErrorAs(t, err, &refusal, "body %s", c.body)
		require.Equal(t, 400, refusal.Status)
		require.Equal(t, c.kind, refusal.Type, "body %s: %s", c.body, refusal.Message)
		require.Equal(t, c.param, refusal.Param, "body %s: %s", c.body, refusal.Message)
		require.Contains(t, refusal.Message, c.text)
	}
}

func TestManyKeysAreStillUnique(t *testing.T) {
	var b strings.Builder
	for i := range 200 {
		fmt.Fprintf(&b, `"k%d":1,`, i)
	}
	body := func(last string) []byte {
		return []byte(`{"model":"m","metadata":{` + b.String() + `"` + last + `":1},` + hi + `}`)
	}
	_, err := openAI(t).Decode(body("k200"))
	require.NoError(t, err)
	for _, twice := range []string{"k0", "k20", "k31", "k32", "k199"} {
		_, err = openAI(t).Decode(body(twice))
		require.ErrorContains(t, err, "Duplicate field '"+twice+"'")
	}
}

func TestTooManyFields(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, `"k%d":1,`, i)
	}
	_, err := openAI(t).Decode([]byte(`{` + b.String() + `"model":"m",` + hi + `}`))
	require.ErrorContains(t, err, "more than 256 different fields")
}

func TestImages(t *testing.T) {
	const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
	body := func(url string) []byte {
		return []byte(`{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"what?"},{"type":"image_url","image_url":{"url":"` + url + `","detail":"low"}}]}]}`)
	}
	r, err := openAI(t).Decode(body("data:image/png;base64," + dot))
	require.NoError(t, err)
	require.Equal(t, []dialect.Media{{Kind: dialect.Image, Bytes: 72, Width: 1, Height: 1}}, r.Media)
	require.Equal(t, []string{"model", "messages", "messages[].content[].image_url"}, r.Fields)

	r, err = openAI(t).Decode(body("data:image/webp;base64,UklGRg=="))
	require.NoError(t, err)
	require.Equal(t, []dialect.Media{{Kind: dialect.Image, Bytes: 6}}, r.Media, "an image whose size nobody knows")

	for url, kind := range map[string]market.RefusalType{
		"https://example.com/cat.png":   market.ImageURLNotAllowed,
		"http://169.254.169.254/latest": market.ImageURLNotAllowed,
		"":                              market.ImageURLNotAllowed,
		"data:text/html;base64,AAAA":    market.InvalidImage,
		"data:image/png,AAAA":           market.InvalidImage,
		"data:image/png;base64,AAAA":    market.InvalidImage,
		"data:image/png;base64," + strings.Repeat("A", 28_000_000): market.ImageTooLarge,
	} {
		_, err := openAI(t).Decode(body(url))
		var refusal *market.Refusal
		require.ErrorAs(t, err, &refusal, "image %.60s", url)
		require.Equal(t, kind, refusal.Type, "image %.60s", url)
		require.Equal(t, "messages[0].content[1].image_url", refusal.Param)
	}
}

func TestWhatARequestAsksFor(t *testing.T) {
	r, err := openAI(t).Decode([]byte(`{
		"model": "openai/gpt-5.6-luna", "stream": true, "stream_options": {"include_usage": true, "include_obfuscation": false}, "n": 2, "max_completion_tokens": 77,
		"service_tier": "flex", "reasoning_effort": "high", "store": true, "prompt_cache_key": "talk-1", "temperature": 0, "metadata": {"a": "b"}, "frobnicate": [1, {"x": null}],
		"tools": [{"type": "function", "function": {"name": "f"}, "cache_control": {"type": "ephemeral"}}, {"type": "web_search"}],
		"messages": [
			{"role": "system", "content": "be brief", "cache_control": {"type": "ephemeral"}},
			{"role": "user", "name": "al", "content": [{"type": "text", "text": "a"}, {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}}, {"type": "file", "file": {"file_id": "file-1"}}]},
			{"role": "assistant", "reasoning_content": "hm", "content": null, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
			{"role": "tool", "tool_call_id": "c1", "content": "done", "shiny": 1}
		]}`))
	require.NoError(t, err)
	require.Equal(t, "openai/gpt-5.6-luna", r.Model)
	require.True(t, r.Stream && r.IncludeUsage && r.CacheControl && r.Store && r.Tools)
	require.Equal(t, uint64(2), r.N)
	require.Equal(t, uint64(77), r.MaxOutput)
	require.Equal(t, "flex", r.Tier)
	require.Equal(t, "high", r.Effort)
	require.Equal(t, "talk-1", r.SessionKey)
	require.Equal(t, uint64(4), r.Messages)
	require.Equal(t, uint64(1), r.Named)
	require.Equal(t, []dialect.Media{{Kind: dialect.Audio, Bytes: 4}, {Kind: dialect.File}}, r.Media)
	require.Equal(t, []string{"model", "stream", "stream_options", "stream_options.include_obfuscation", "n", "max_completion_tokens", "service_tier", "reasoning_effort", "store",
		"prompt_cache_key", "temperature", "metadata", "frobnicate", "tools", "tools[].cache_control", "tools[].web_search", "messages", "messages[].cache_control", "messages[].name",
		"messages[].content[].input_audio", "messages[].content[].file.file_id", "messages[].content[].file", "messages[].reasoning_content", "messages[].tool_calls",
		"messages[].tool_call_id", "messages[].shiny"}, r.Fields)
	require.Equal(t, [][]byte{[]byte(`"hm"`), []byte("1")}, r.Extra)
}

func TestNullsAreAbsent(t *testing.T) {
	r, err := openAI(t).Decode([]byte(`{"model":"m","n":null,"max_tokens":null,"max_completion_tokens":5,"temperature":null,"stream":null,"stream_options":null,"tools":null,"store":null,"service_tier":"auto",` + hi + `}`))
	require.NoError(t, err)
	require.Equal(t, uint64(1), r.N)
	require.Equal(t, uint64(5), r.MaxOutput)
	require.False(t, r.Stream || r.Tools || r.Store)
	require.Empty(t, r.Tier)
}

func TestPatchChangesOnlyWhatItMust(t *testing.T) {
	patch := dialect.Patch{Model: "glm-5.2", ForceUsage: true, OutputCap: 50}
	for _, c := range []struct {
		name, body string
		patch      dialect.Patch
		want       string
	}{
		{"nothing", `{ "model":"m" ,` + hi + `}`, dialect.Patch{}, `{ "model":"m" ,` + hi + `}`},
		{"unary", `{ "model" : "m" ,` + hi + `}`, patch, `{"max_completion_tokens":50, "model" : "glm-5.2" ,` + hi + `}`},
		{"stream", `{"stream":true,"model":"m",` + hi + `}`, dialect.Patch{ForceUsage: true}, `{"stream_options":{"include_usage":true},"stream":true,"model":"m",` + hi + `}`},
		{"empty options", `{"stream":true,"stream_options":{ },"model":"m",` + hi + `}`, dialect.Patch{ForceUsage: true}, `{"stream":true,"stream_options":{"include_usage":true },"model":"m",` + hi + `}`},
		{"options", `{"stream":true,"stream_options":{"include_obfuscation":false},"model":"m",` + hi + `}`, dialect.Patch{ForceUsage: true}, `{"stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false},"model":"m",` + hi + `}`},
		{"null options", `{"stream":true,"stream_options":null,"model":"m",` + hi + `}`, dialect.Patch{ForceUsage: true}, `{"stream":true,"stream_options":{"include_usage":true},"model":"m",` + hi + `}`},
		{"no usage", `{"stream":true,"stream_options":{"include_usage":false},"model":"m",` + hi + `}`, dialect.Patch{ForceUsage: true}, `{"stream":true,"stream_options":{"include_usage":true},"model":"m",` + hi + `}`},
		{"asked already", `{"stream":true,"stream_options":{"include_usage":true},"model":"m",` + hi + `}`, dialect.Patch{ForceUsage: true}, `{"stream":true,"stream_options":{"include_usage":true},"model":"m",` + hi + `}`},
		{"lower cap", `{"max_tokens":100,"model":"m",` + hi + `}`, dialect.Patch{OutputCap: 50}, `{"max_tokens":50,"model":"m",` + hi + `}`},
		{"own lower cap", `{"max_tokens":10,"model":"m",` + hi + `}`, dialect.Patch{OutputCap: 50}, `{"max_tokens":10,"model":"m",` + hi + `}`},
		{"other name", `{"max_tokens":10,"model":"m",` + hi + `}`, dialect.Patch{TokenField: dialect.MaxCompletionTokens}, `{"max_completion_tokens":10,"model":"m",` + hi + `}`},
		{"older name", `{"model":"m", "max_completion_tokens" : 100 ,` + hi + `}`, dialect.Patch{OutputCap: 50, TokenField: dialect.MaxTokens}, `{"model":"m", "max_tokens":50 ,` + hi + `}`},
		{"one is null", `{"max_tokens":null,"max_completion_tokens":100,"model":"m",` + hi + `}`, dialect.Patch{OutputCap: 50, TokenField: dialect.MaxTokens}, `{"max_tokens":50,"max_completion_tokens":null,"model":"m",` + hi + `}`},
		{"null cap", `{"max_tokens":null,"model":"m",` + hi + `}`, dialect.Patch{OutputCap: 50}, `{"max_tokens":50,"model":"m",` + hi + `}`},
		{"escaped key", `{"m\u006fdel":"m","max\u005ftokens":100,` + hi + `}`, patch, `{"m\u006fdel":"glm-5.2","max\u005ftokens":50,` + hi + `}`},
		{"quoted model", `{"model":"m",` + hi + `}`, dialect.Patch{Model: "a\"b\n"}, `{"model":"a\"b\n",` + hi + `}`},
	} {
		r, err := openAI(t).Decode([]byte(c.body))
		require.NoError(t, err, c.name)
		got := openAI(t).Patch(r, c.patch)
		require.Equal(t, c.want, string(got), c.name)
		_, err = openAI(t).Decode(got)
		require.NoError(t, err, "%s: patched requests are still valid", c.name)
	}
}
