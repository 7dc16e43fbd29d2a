package vendor_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// contentBody draws a conversation with all that the published rule counts, and says whether thoughts are shown.
func contentBody(t *rapid.T) (body []byte, shown bool) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"hi", "  a  b\n\n", "市场 <|endoftext|> é🙂", "x\u2028y", "{\"a\": [1]}"}))
	said := func() map[string]any {
		parts := []any{map[string]any{"text": text.Draw(t, "text")}}
		if rapid.Bool().Draw(t, "two parts") {
			parts = append(parts, map[string]any{"text": text.Draw(t, "text")})
		}
		return map[string]any{"parts": parts}
	}
	req, contents := map[string]any{}, []any{}
	if rapid.Bool().Draw(t, "instruction") {
		req["systemInstruction"] = said()
	}
	for range rapid.IntRange(0, 3).Draw(t, "turns") {
		turn := said()
		turn["role"] = rapid.SampledFrom([]string{"user", "model"}).Draw(t, "role")
		contents = append(contents, turn)
		if rapid.Bool().Draw(t, "tool turn") {
			call := map[string]any{"name": "look_up", "args": map[string]any{"q": text.Draw(t, "argument")}}
			result := map[string]any{"name": "look_up", "response": map[string]any{"output": text.Draw(t, "result")}}
			contents = append(contents, map[string]any{"role": "model", "parts": []any{map[string]any{"functionCall": call, "thoughtSignature": "skip_thought_signature_validator"}}},
				map[string]any{"role": "user", "parts": []any{map[string]any{"functionResponse": result}}})
		}
	}
	marks := ""
	if rapid.Bool().Draw(t, "tools") {
		schema := map[string]any{"type": "OBJECT", "properties": map[string]any{"q": map[string]any{"type": "STRING"}, "n": map[string]any{"type": "INTEGER"}}}
		req["tools"] = []any{map[string]any{"function_declarations": []any{map[string]any{"name": "look_up", "description": text.Draw(t, "description"), "parameters": schema}}}}
		marks = rapid.SampledFrom([]string{"", " [[tool]]"}).Draw(t, "marks")
	}
	req["contents"] = append(contents, map[string]any{"role": "user", "parts": []any{map[string]any{"text": "now [[tokens:40]]" + marks}}})
	shown = rapid.Bool().Draw(t, "thoughts")
	config := map[string]any{"thinkingConfig": map[string]any{"includeThoughts": shown}}
	if rapid.Bool().Draw(t, "candidates") {
		config["candidateCount"] = 3
	}
	if rapid.Bool().Draw(t, "limit") {
		config["maxOutputTokens"] = rapid.IntRange(1, 60).Draw(t, "max")
	}
	req["generationConfig"] = config
	var err error
	if rapid.Bool().Draw(t, "spaced") {
		body, err = json.MarshalIndent(req, " ", "\t")
	} else {
		body, err = json.Marshal(req)
	}
	require.NoError(t, err)
	return body, shown
}

// The node's meter is written apart from the vendors: on whatever conversation, its count of prompt and answer must be Google's. An answer
// that its limit cuts within a call is billed and never seen.
func TestNodesMeterCountsWhatGoogleBills(t *testing.T) {
	b := startGoogle(t)
	codec, err := dialect.For("gemini")
	require.NoError(t, err)
	rapid.Check(t, func(rt *rapid.T) {
		native, shown := contentBody(rt)
		stream := rapid.Bool().Draw(rt, "stream")
		body, err := dialect.GeminiRequest(native, "gemini-3.1-pro", stream)
		require.NoError(rt, err)
		req, err := codec.Decode(body)
		require.NoError(rt, err, "%s", body)
		method := "generateContent"
		if stream {
			method = "streamGenerateContent?alt=sse"
		}
		resp, text := b.google("gemini-3.1-pro:"+method, string(native))
		require.Equal(rt, http.StatusOK, resp.StatusCode, text)
		row := b.googleRow()
		prompt, exact := meter.Devnet().CountInput(market.Model(row.Model), req)
		require.True(rt, exact)
		require.EqualValues(rt, row.Prompt, prompt, "prompt tokens of %s", body)
		require.LessOrEqual(rt, uint64(row.Prompt), meter.InputBound(market.Model(row.Model), req))

		counted, reported := readAnswer(rt, codec, stream, text)
		require.EqualValues(rt, row.Prompt, reported.Prompt())
		require.EqualValues(rt, row.Completion, reported.Completion())
		require.EqualValues(rt, row.Reasoning, reported[market.Reasoning])
		if shown {
			require.EqualValues(rt, row.Reasoning, counted[market.Reasoning])
		}
		if !req.Tools || req.MaxOutput == 0 {
			require.EqualValues(rt, reported[market.Output], counted[market.Output], "answer tokens of %s", text)
		}
	})
}

// Whatever the body, Google answers with JSON or events of its wire, never with a fault of its own.
func FuzzGeminiBody(f *testing.F) {
	for _, seed := range []string{
		`{"contents":[{"parts":[{"text":"hi"}]}]}`,
		`{"system_instruction":{"parts":{"text":"x"}},"contents":{"parts":{"text":"[[tokens:9]] [[tool]]"}},"tools":{"function_declarations":{"name":"f","parameters":{"type":"OBJECT","properties":{"a":{"type":"ARRAY","items":{"enum":[1,"b"]}}}}}},"generation_config":{"max_output_tokens":"7","candidate_count":2,"thinking_config":{"thinking_budget":-1}}}`,
		`{"contents":[{"role":"model","parts":[{"functionCall":{},"thoughtSignature":"x"}]},{"parts":[{"functionResponse":{"response":{"a":"\ud800"}}}]}],"generationConfig":{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","$ref":"#"}}}`,
		`{"contents":[{"parts":[{"text":"[[fault:hugeusage]]"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["g"]}}}`,
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	s, err := vendor.New(vendor.Config{Accounts: []vendor.Account{{Vendor: "google", Name: "s", Key: "k"}}})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, body []byte, stream bool) {
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		method := ":generateContent"
		if stream {
			method = ":streamGenerateContent"
		}
		req := httptest.NewRequestWithContext(ctx, http.MethodPost, "/google/v1beta/models/gemini-3.1-pro"+method+"?key=k", strings.NewReader(string(body)))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, req)
		if strings.Contains(string(body), "fault") {
			return // it asked for worse answers than are checked here
		}
		require.NotEqual(t, 500, w.Code, w.Body.String())
		require.True(t, ctx.Err() != nil || json.Valid(w.Body.Bytes()), w.Body.String())
	})
}
