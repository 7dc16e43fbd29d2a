package dialect_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

var geminiCodec = func() dialect.Converter {
	codec, err := dialect.For("gemini")
	if err != nil {
		panic(err)
	}
	return codec.(dialect.Converter)
}()

const (
	geminiHi = `"contents":[{"role":"user","parts":[{"text":"hi"}]}]`
	dotPNG   = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

func TestGeminiBodiesCarryWhatTheURLSays(t *testing.T) {
	for _, c := range []struct {
		body   string
		stream bool
		want   string
		native string // "": the body
	}{
		{`{` + geminiHi + `}`, false, `{"model":"gemini-3.1-pro",` + geminiHi + `}`, ""},
		{`{` + geminiHi + `}`, true, `{"model":"gemini-3.1-pro","stream":true,` + geminiHi + `}`, ""},
		{" { \n" + geminiHi + `}`, true, ` {"model":"gemini-3.1-pro","stream":true,` + " \n" + geminiHi + `}`, ""},
		{`{"model":"models/gemini-3.1-pro",` + geminiHi + `}`, true, `{"model":"gemini-3.1-pro","stream":true,` + geminiHi + `}`, `{` + geminiHi + `}`},
		{`{` + geminiHi + `,"model":"gemini-3.1-pro"}`, false, `{"model":"gemini-3.1-pro",` + geminiHi + `}`, `{` + geminiHi + `}`},
		{`{}`, true, `{"model":"gemini-3.1-pro","stream":true}`, ""},
	} {
		got, err := dialect.GeminiRequest([]byte(c.body), "gemini-3.1-pro", c.stream)
		require.NoError(t, err, c.body)
		require.Equal(t, c.want, string(got))
		native, model, stream, err := dialect.GeminiNative(got)
		require.NoError(t, err)
		require.Equal(t, "gemini-3.1-pro", model)
		require.Equal(t, c.stream, stream)
		if c.native == "" {
			c.native = c.body
		}
		require.Equal(t, c.native, string(native))
	}
	for body, text := range map[string]string{
		`[]`:                           "not a JSON object",
		`{"model":"other"}`:            "another model than the URL",
		`{"model":7}`:                  "another model than the URL",
		`{"stream":true}`:              "the URL says",
		`{"a":1,"a":2}`:                "Duplicate field 'a'",
		`{"a":1`:                       "not valid JSON",
		`{"model":"a","m\u006fdel":1}`: "Duplicate field 'model'",
	} {
		_, err := dialect.GeminiRequest([]byte(body), "gemini-3.1-pro", false)
		require.ErrorContains(t, err, text, body)
	}
	_, _, _, err := dialect.GeminiNative([]byte(`{` + geminiHi + `}`))
	require.ErrorContains(t, err, "'model' is missing")
}

func TestBadGeminiRequests(t *testing.T) {
	for _, c := range []struct {
		body  string
		kind  market.RefusalType
		param string
		text  string
	}{
		{``, market.InvalidRequest, "", "not a JSON object"},
		{`{"model":"m",` + geminiHi, market.InvalidRequest, "", "not valid JSON"},
		{`{"model":"m",` + geminiHi + `} x`, market.InvalidRequest, "", "more data after the end"},
		{"{\"model\":\"m\"," + geminiHi + ",\"a\":\"\xff\"}", market.InvalidRequest, "", "not valid UTF-8"},
		{`{` + geminiHi + `}`, market.InvalidRequest, "model", "missing"},
		{`{"model":"m"}`, market.InvalidPrompt, "contents", "missing"},
		{`{"model":"m","contents":null}`, market.InvalidPrompt, "contents", "missing"},
		{`{"model":"m","contents":[]}`, market.InvalidPrompt, "contents", "empty"},
		{`{"model":"m","contents":"hi"}`, market.InvalidRequest, "contents", "must be an array"},
		{`{"model":"m","contents":[7]}`, market.InvalidPrompt, "contents[0]", "must be an object"},
		{`{"model":"m","contents":[{"role":"user"}]}`, market.InvalidPrompt, "contents[0].parts", "no parts"},
		{`{"model":"m","contents":[{"role":"assistant","parts":[{"text":"x"}]}]}`, market.InvalidPrompt, "contents[0].role", "must be one of"},
		{`{"model":"m","contents":[{"parts":[{}]}]}`, market.InvalidPrompt, "contents[0].parts[0]", "neither text nor data"},
		{`{"model":"m","contents":[{"parts":[{"text":7}]}]}`, market.InvalidPrompt, "contents[0].parts[0].text", "must be a string"},
		{`{"model":"m","contents":[{"parts":["x"]}]}`, market.InvalidPrompt, "contents[0].parts[0]", "must be an object"},
		{`{"model":"m","contents":[{"parts":[{"functionCall":7}]}]}`, market.InvalidPrompt, "contents[0].parts[0].functionCall", "must be an object"},
		{`{"model":"m","contents":[{"parts":[{"fileData":{"fileUri":"https://x"}}]}]}`, market.ImageURLNotAllowed, "contents[0].parts[0].fileData", "inlineData"},
		{`{"model":"m","contents":[{"parts":[{"inlineData":{"data":"AAAA"}}]}]}`, market.InvalidPrompt, "contents[0].parts[0].inlineData.mimeType", "MIME type"},
		{`{"model":"m","contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}]}`, market.InvalidImage, "contents[0].parts[0].inlineData", "not a readable"},
		{`{"model":"m","Contents":[],` + geminiHi + `}`, market.InvalidRequest, "Contents", "is spelled 'contents'"},
		{`{"model":"m","generation_Config":{},` + geminiHi + `}`, market.InvalidRequest, "generation_Config", "is spelled 'generationConfig'"},
		{`{"model":"m","generationConfig":{"maxoutputtokens":1},` + geminiHi + `}`, market.InvalidRequest, "generationConfig.maxoutputtokens", "is spelled 'maxOutputTokens'"},
		{`{"model":"m","generationConfig":{},"generation_config":{},` + geminiHi + `}`, market.InvalidRequest, "generationConfig", "Duplicate field"},
		{`{"model":"m","generationConfig":{"max_output_tokens":1,"maxOutputTokens":9},` + geminiHi + `}`, market.InvalidRequest, "generationConfig.maxOutputTokens", "Duplicate field"},
		{`{"model":"m","generationConfig":{"topK":1,"topK":2},` + geminiHi + `}`, market.InvalidRequest, "topK", "Duplicate field"},
		{`{"model":"m","generationConfig":7,` + geminiHi + `}`, market.InvalidRequest, "generationConfig", "must be an object"},
		{`{"model":"m","generationConfig":{"maxOutputTokens":0},` + geminiHi + `}`, market.InvalidRequest, "generationConfig.maxOutputTokens", "an integer from 1"},
		{`{"model":"m","generationConfig":{"maxOutputTokens":"-1"},` + geminiHi + `}`, market.InvalidRequest, "generationConfig.maxOutputTokens", "an integer from 1"},
		{`{"model":"m","generationConfig":{"candidateCount":129},` + geminiHi + `}`, market.InvalidRequest, "generationConfig.candidateCount", "an integer from 1 to 128"},
		{`{"model":"m","generationConfig":{"temperature":2.5},` + geminiHi + `}`, market.InvalidRequest, "generationConfig.temperature", "a number from 0 to 2"},
		{`{"model":"m","tools":[7],` + geminiHi + `}`, market.InvalidRequest, "tools[0]", "must be an object"},
		{`{"model":"m","tools":[{"functionDeclarations":[{"description":"x"}]}],` + geminiHi + `}`, market.InvalidRequest, "tools[0].functionDeclarations[0].name", "no name"},
		{`{"model":"m","systemInstruction":"be brief",` + geminiHi + `}`, market.InvalidPrompt, "systemInstruction", "must be an object"},
	} {
		_, err := geminiCodec.Decode([]byte(c.body))
		var refusal *market.Refusal
		require.ErrorAs(t, err, &refusal, "body %s", c.body)
		require.Equal(t, 400, refusal.Status)
		require.Equal(t, c.kind, refusal.Type, "body %s: %s", c.body, refusal.Message)
		require.Equal(t, c.param, refusal.Param, "body %s: %s", c.body, refusal.Message)
		require.Contains(t, refusal.Message, c.text)
	}
}

// bothSpellings is one request, as SDKs write it and as Google's examples for curl do.
var bothSpellings = []string{`{
	"model": "google/gemini-3.1-pro", "stream": true,
	"systemInstruction": {"parts": [{"text": "be brief"}]},
	"generationConfig": {"maxOutputTokens": 77, "candidateCount": 2, "topK": 4, "responseMimeType": "application/json", "responseJsonSchema": {"type": "object"},
		"thinkingConfig": {"thinkingLevel": "HIGH", "includeThoughts": true}, "responseModalities": ["TEXT", "IMAGE"]},
	"safetySettings": [], "cachedContent": "cachedContents/1", "serviceTier": "flex", "store": true,
	"tools": [{"functionDeclarations": [{"name": "f", "parametersJsonSchema": {"type": "object"}}]}, {"googleSearch": {}}],
	"toolConfig": {"functionCallingConfig": {"mode": "ANY"}, "frobnicate": 1},
	"contents": [
		{"role": "user", "parts": [{"text": "a"}, {"inlineData": {"mimeType": "image/png", "data": "` + dotPNG + `"}}, {"inlineData": {"mimeType": "audio/wav", "data": "AAAA"}}]},
		{"role": "model", "parts": [{"text": "hm", "thought": true}, {"functionCall": {"name": "f", "args": {"a": 1}}, "thoughtSignature": "c2ln"}]},
		{"role": "user", "parts": [{"functionResponse": {"name": "f", "response": {"output": "x"}, "parts": [{"inlineData": {"mimeType": "application/pdf", "data": "JVBERg=="}}]}}]}
	]}`, `{
	"model": "google/gemini-3.1-pro", "stream": true,
	"system_instruction": {"parts": {"text": "be brief"}},
	"generation_config": {"max_output_tokens": "77", "candidate_count": 2, "top_k": 4, "response_mime_type": "application/json", "response_json_schema": {"type": "object"},
		"thinking_config": {"thinking_level": "high", "include_thoughts": true}, "response_modalities": ["TEXT", "IMAGE"]},
	"safety_settings": [], "cached_content": "cachedContents/1", "service_tier": "flex", "store": true,
	"tools": [{"function_declarations": {"name": "f", "parameters_json_schema": {"type": "object"}}}, {"google_search": {}}],
	"tool_config": {"function_calling_config": {"mode": "ANY"}, "frobnicate": 1},
	"contents": [
		{"role": "user", "parts": [{"text": "a"}, {"inline_data": {"mime_type": "image/png", "data": "` + dotPNG + `"}}, {"inline_data": {"mime_type": "audio/wav", "data": "AAAA"}}]},
		{"role": "model", "parts": [{"thought": true, "text": "hm"}, {"function_call": {"name": "f", "args": {"a": 1}}, "thought_signature": "c2ln"}]},
		{"role": "user", "parts": {"function_response": {"name": "f", "response": {"output": "x"}, "parts": {"inline_data": {"mime_type": "application/pdf", "data": "JVBERg=="}}}}}
	]}`}

func TestWhatAGeminiRequestAsksFor(t *testing.T) {
	for _, body := range bothSpellings {
		r, err := geminiCodec.Decode([]byte(body))
		require.NoError(t, err)
		require.Equal(t, "google/gemini-3.1-pro", r.Model)
		require.True(t, r.Stream && r.IncludeUsage && r.Store && r.Tools)
		require.Equal(t, uint64(2), r.N)
		require.Equal(t, uint64(77), r.MaxOutput)
		require.Equal(t, "flex", r.Tier)
		require.Equal(t, "high", r.Effort)
		require.Equal(t, uint64(4), r.Messages, "the instruction is one")
		require.Equal(t, []dialect.Media{{Kind: dialect.Image, Bytes: 72, Width: 1, Height: 1}, {Kind: dialect.Audio, Bytes: 4}, {Kind: dialect.File, Bytes: 8}}, r.Media)
		require.ElementsMatch(t, []string{"systemInstruction", "generationConfig.maxOutputTokens", "generationConfig.candidateCount", "generationConfig.topK",
			"generationConfig.responseMimeType", "generationConfig.responseJsonSchema", "generationConfig.thinkingConfig.thinkingLevel",
			"generationConfig.thinkingConfig.includeThoughts", "generationConfig.responseModalities.image", "safetySettings", "cachedContent", "serviceTier", "store",
			"tools[].functionDeclarations", "tools[].googleSearch", "toolConfig.functionCallingConfig", "toolConfig.frobnicate", "contents",
			"contents[].parts[].inlineData.image", "contents[].parts[].inlineData.audio", "contents[].parts[].thought", "contents[].parts[].functionCall",
			"contents[].parts[].thoughtSignature", "contents[].parts[].functionResponse", "contents[].parts[].inlineData.file"}, r.Fields)
		require.Equal(t, [][]byte{[]byte(`{"type": "object"}`), []byte(`"c2ln"`)}, r.Extra)
		require.Equal(t, "be brief", string(r.Texts[0]))
		require.Contains(t, string(r.Texts[1]), `"name":"f"`)
		var rest []string
		for _, text := range r.Texts[2:] {
			rest = append(rest, string(text))
		}
		require.Equal(t, []string{"user", "a", "model", "hm", `{"name":"f","args":{"a":1}}`, "user", `{"name":"f","response":{"output":"x"}}`}, rest)
	}
}

func TestGeminiNullsAreAbsent(t *testing.T) {
	r, err := geminiCodec.Decode([]byte(`{"model":"m","stream":null,"generationConfig":{"maxOutputTokens":null,"candidateCount":null,"thinkingConfig":null},"tools":null,"cachedContent":null,` + geminiHi + `}`))
	require.NoError(t, err)
	require.Equal(t, uint64(1), r.N)
	require.Zero(t, r.MaxOutput)
	require.Equal(t, []string{"contents"}, r.Fields)
	r, err = geminiCodec.Decode([]byte(`{"model":"m","generationConfig":{"thinkingConfig":{"thinkingBudget":0}},` + geminiHi + `}`))
	require.NoError(t, err)
	require.Equal(t, "none", r.Effort)
}

func TestGeminiPatchChangesOnlyWhatItMust(t *testing.T) {
	for _, c := range []struct {
		name, body string
		patch      dialect.Patch
		want       string
	}{
		{"nothing", `{ "model":"m" ,` + geminiHi + `}`, dialect.Patch{ForceUsage: true}, `{ "model":"m" ,` + geminiHi + `}`},
		{"model", `{"model" : "m","stream":true,` + geminiHi + `}`, dialect.Patch{Model: "gemini\"x"}, `{"model" : "gemini\"x","stream":true,` + geminiHi + `}`},
		{"no settings", `{"model":"m",` + geminiHi + `}`, dialect.Patch{OutputCap: 50}, `{"generationConfig":{"maxOutputTokens":50},"model":"m",` + geminiHi + `}`},
		{"null settings", `{"model":"m","generation_config":null,` + geminiHi + `}`, dialect.Patch{OutputCap: 50}, `{"model":"m","generation_config":{"maxOutputTokens":50},` + geminiHi + `}`},
		{"empty settings", `{"model":"m","generationConfig":{ },` + geminiHi + `}`, dialect.Patch{OutputCap: 50}, `{"model":"m","generationConfig":{"maxOutputTokens":50 },` + geminiHi + `}`},
		{"settings", `{"model":"m","generationConfig":{"topK":1},` + geminiHi + `}`, dialect.Patch{OutputCap: 50}, `{"model":"m","generationConfig":{"maxOutputTokens":50,"topK":1},` + geminiHi + `}`},
		{"null limit", `{"model":"m","generationConfig":{"maxOutputTokens":null},` + geminiHi + `}`, dialect.Patch{OutputCap: 50}, `{"model":"m","generationConfig":{"maxOutputTokens":50},` + geminiHi + `}`},
		{"lower cap", `{"model":"m","generationConfig":{"max_output_tokens":"100"},` + geminiHi + `}`, dialect.Patch{OutputCap: 50, TokenField: dialect.MaxTokens}, `{"model":"m","generationConfig":{"max_output_tokens":50},` + geminiHi + `}`},
		{"own lower cap", `{"model":"m","generationConfig":{"maxOutputTokens":10},` + geminiHi + `}`, dialect.Patch{OutputCap: 50}, `{"model":"m","generationConfig":{"maxOutputTokens":10},` + geminiHi + `}`},
	} {
		r, err := geminiCodec.Decode([]byte(c.body))
		require.NoError(t, err, c.name)
		got := geminiCodec.Patch(r, c.patch)
		require.Equal(t, c.want, string(got), c.name)
		_, err = geminiCodec.Decode(got)
		require.NoError(t, err, "%s: patched requests are still valid", c.name)
	}
}

func FuzzGeminiRequest(f *testing.F) {
	for _, body := range bothSpellings {
		f.Add([]byte(body))
	}
	f.Add([]byte(`{"model":"m",` + geminiHi + `}`))
	f.Add([]byte(`{"m\u006fdel":"models/m","generation_config":null,"contents":{"parts":{"text":"x"}}}`))
	f.Add([]byte(`{"model":"m","generationConfig":{"maxOutputTokens":null },"contents":{"parts":[{"functionResponse":{"parts":[{"inlineData":{"mimeType":"a/b"}}],"name":"f"}}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := geminiCodec.Decode(body)
		if err != nil {
			var refusal *market.Refusal
			require.ErrorAs(t, err, &refusal)
			require.Equal(t, 400, refusal.Status)
			return
		}
		require.True(t, json.Valid(body))
		patched := geminiCodec.Patch(r, dialect.Patch{Model: "other", OutputCap: 3})
		require.True(t, json.Valid(patched), "%s", patched)
		p, err := geminiCodec.Decode(patched)
		require.NoError(t, err, "%s", patched)
		require.Equal(t, "other", p.Model)
		require.True(t, 0 < p.MaxOutput && p.MaxOutput <= 3)
		require.Equal(t, r.Texts, p.Texts)
		require.Equal(t, r.N, p.N)
		native, model, stream, err := dialect.GeminiNative(body)
		require.NoError(t, err)
		require.Equal(t, strings.TrimPrefix(r.Model, "models/"), model)
		require.Equal(t, r.Stream, stream)
		require.True(t, json.Valid(native), "%s", native)
		again, err := dialect.GeminiRequest(native, model, stream)
		require.NoError(t, err, "%s", native)
		a, err := geminiCodec.Decode(again)
		if model != "" {
			require.NoError(t, err, "%s", again)
			require.Equal(t, r.Texts, a.Texts)
		}
	})
}
