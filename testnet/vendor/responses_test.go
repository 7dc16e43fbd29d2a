package vendor_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/responses"
	"github.com/openai/openai-go/v3/shared"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

// call posts a request to one of a vendor's endpoints.
func (b *bench) call(name, key, path, body string) (*http.Response, string) {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodPost, b.url+"/"+name+path, strings.NewReader(body))
	require.NoError(b.t, err)
	req.Header.Set("Authorization", "Bearer "+key)
	return b.do(req)
}

func (b *bench) respond(body string) (*http.Response, string) {
	return b.call("openai", "key-openai-1", "/v1/responses", body)
}

func TestTheSDKReadsResponses(t *testing.T) {
	b := start(t)
	client := b.openai()
	params := responses.ResponseNewParams{Model: "gpt-5.6-terra", Input: responses.ResponseNewParamsInputUnion{OfString: openai.String("hi [[tokens:30]]")},
		Reasoning: shared.ReasoningParam{Effort: "low", Summary: "auto"}, Include: []responses.ResponseIncludable{"reasoning.encrypted_content"}}
	whole, err := client.Responses.New(context.Background(), params)
	require.NoError(t, err)
	require.Equal(t, responses.ResponseStatusCompleted, whole.Status)
	require.NotEmpty(t, whole.OutputText())
	require.NotEmpty(t, whole.Output[0].EncryptedContent)
	require.NotEmpty(t, whole.Output[0].Summary[0].Text)
	row := b.lastRow()
	require.Equal(t, row.Prompt, whole.Usage.InputTokens)
	require.Equal(t, row.Completion, whole.Usage.OutputTokens)
	require.Equal(t, row.Reasoning, whole.Usage.OutputTokensDetails.ReasoningTokens)
	require.Positive(t, row.Reasoning)

	stream := client.Responses.NewStreaming(context.Background(), params)
	text := ""
	var last responses.Response
	for stream.Next() {
		switch e := stream.Current().AsAny().(type) {
		case responses.ResponseTextDeltaEvent:
			text += e.Delta
		case responses.ResponseCompletedEvent:
			last = e.Response
		}
	}
	require.NoError(t, stream.Err())
	require.Equal(t, whole.OutputText(), text, "the same answer, however it is sent")
	require.Equal(t, whole.OutputText(), last.OutputText())
}

// responseBodyOf draws a request with all that the published rule counts.
func responseBodyOf(t *rapid.T) string {
	text := rapid.SampledFrom([]string{"hi", "  a  b\n\n", "市场 <|endoftext|> é🙂", "{\"a\": [1]}", ""})
	body := map[string]any{"model": "gpt-5.6-luna", "stream": rapid.Bool().Draw(t, "stream")}
	if rapid.Bool().Draw(t, "instructed") {
		body["instructions"] = text.Draw(t, "instructions")
	}
	input := []any{}
	for i := range rapid.IntRange(0, 3).Draw(t, "items") {
		input = append(input, map[string]any{"role": rapid.SampledFrom([]string{"user", "system", "developer", "assistant"}).Draw(t, "role"), "content": text.Draw(t, "content")},
			map[string]any{"type": "message", "role": "user", "content": []any{map[string]any{"type": "input_text", "text": text.Draw(t, "part")}, map[string]any{"type": "input_text", "text": text.Draw(t, "part")}}})
		if rapid.Bool().Draw(t, "calls") {
			id := fmt.Sprintf("call_%d", i)
			input = append(input, map[string]any{"type": "reasoning", "id": "rs_1", "summary": []any{}, "encrypted_content": "gA"},
				map[string]any{"type": "function_call", "call_id": id, "name": "f", "arguments": text.Draw(t, "arguments")}, map[string]any{"type": "function_call_output", "call_id": id, "output": text.Draw(t, "output")})
		}
	}
	marks := ""
	if rapid.Bool().Draw(t, "tools") {
		body["tools"] = []any{map[string]any{"type": "function", "name": "look_up", "description": text.Draw(t, "description"), "parameters": map[string]any{"type": "object", "properties": map[string]any{"q": map[string]any{"type": "string"}}}}}
		marks = rapid.SampledFrom([]string{"", " [[tool]]"}).Draw(t, "marks")
	}
	last := "now [[tokens:40]]" + marks
	if body["input"] = append(input, map[string]any{"role": "user", "content": last}); rapid.Bool().Draw(t, "only a text") {
		body["input"] = last
	}
	if rapid.Bool().Draw(t, "limit") {
		body["max_output_tokens"] = rapid.IntRange(1, 60).Draw(t, "max")
	}
	data, err := json.MarshalIndent(body, "", " ")
	require.NoError(t, err)
	return string(data)
}

func TestNodesMeterCountsWhatResponsesAreBilled(t *testing.T) {
	b := start(t)
	codec, err := dialect.For("responses")
	require.NoError(t, err)
	rapid.Check(t, func(rt *rapid.T) {
		body := responseBodyOf(rt)
		req, err := codec.Decode([]byte(body))
		require.NoError(rt, err, body)
		resp, text := b.respond(body)
		require.Equal(rt, http.StatusOK, resp.StatusCode, text)
		row := b.lastRow()
		prompt, exact := meter.Devnet().CountInput(market.Model(row.Model), req)
		require.True(rt, exact)
		require.EqualValues(rt, row.Prompt, prompt, "prompt tokens of %s", body)
		require.LessOrEqual(rt, uint64(row.Prompt), meter.InputBound(market.Model(row.Model), req))
		counted, reported, failed := readEvents(rt, codec, req.Stream, text)
		require.NoError(rt, failed)
		require.EqualValues(rt, row.Completion, counted[market.Output], "completion tokens of %s", text)
		require.EqualValues(rt, row.Completion, reported.Completion())
		require.EqualValues(rt, row.Prompt, reported.Prompt())
	})
}

// readEvents counts an answer with the node's meter, and reads the vendor's own count and its failure.
func readEvents(t require.TestingT, codec dialect.Codec, stream bool, text string) (counted, reported market.Usage, failed error) {
	var out meter.Output
	if !stream {
		a, err := codec.Answer([]byte(text), dialect.Semantics{})
		require.NoError(t, err)
		out.Add(a.Deltas)
		return out.Count(), a.Usage.Counts, nil
	}
	s := codec.Stream(dialect.Semantics{})
	s.Feed([]byte(text))
	s.End()
	var ev dialect.Event
	for {
		more, err := s.Next(&ev)
		require.NoError(t, err)
		if !more {
			return out.Count(), reported, failed
		}
		if ev.Bad != nil {
			return out.Count(), reported, ev.Bad
		}
		out.Add(ev.Deltas)
		if ev.Usage != nil {
			reported = ev.Usage.Counts
		}
		if ev.Err != nil && failed == nil {
			failed = ev.Err
		}
	}
}

func TestResponsesFail(t *testing.T) {
	b := start(t)
	codec, err := dialect.For("responses")
	require.NoError(t, err)
	for _, c := range []struct{ fault, outcome, failed, reported string }{
		{"error200@5", "broken", "server_error", ""}, {"error200@0", "refused", "server_error", ""}, {"nousage", "delivered", "", "0"}, {"wrongusage@7", "delivered", "", "47"},
		{"truncated", "broken", "malformed", ""}, {"length", "delivered", "", "40"}, {"interrupted@9", "delivered", "", "9"}, {"empty", "delivered", "", "0"}, {"doubledone", "delivered", "", "40"},
	} {
		_, text := b.respond(`{"model":"gpt-5.6-luna","stream":true,"input":"x [[tokens:40]] [[fault:` + c.fault + `]]"}`)
		_, reported, failed := readEvents(t, codec, true, text)
		require.Equal(t, c.outcome, string(b.lastRow().Outcome), c.fault)
		if c.failed != "" {
			require.ErrorContains(t, failed, c.failed, c.fault)
			continue
		}
		require.NoError(t, failed, "%s: %s", c.fault, text)
		require.Equal(t, c.reported, fmt.Sprint(reported.Completion()), c.fault)
	}
	for body, code := range map[string]string{
		`{"model":"gpt-5.6-luna"}`: "missing_required_parameter", `{"model":"gpt-5.6-luna","input":"x","previous_response_id":"r"}`: "previous_response_not_found",
		`{"model":"nope","input":"x"}`: "model_not_found", `{"model":"gpt-5.6-luna","input":[{"type":"web_search_call"}]}`: "invalid_value", `{"model":"gpt-5.6-luna","input":[{"role":"robot","content":"x"}]}`: "invalid_value",
	} {
		resp, text := b.respond(body)
		require.GreaterOrEqual(t, resp.StatusCode, 400, body)
		require.Equal(t, code, gjson.Get(text, "error.code").String(), text)
	}
	resp, _ := b.call("deepseek", "key-deepseek", "/v1/responses", `{"model":"deepseek-v4-flash","input":"x"}`)
	require.Equal(t, 404, resp.StatusCode, "not all vendors serve it")
}
