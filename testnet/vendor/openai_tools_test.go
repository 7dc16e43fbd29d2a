package vendor_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/shared"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/vendor"
)

func withTools(p openai.ChatCompletionNewParams) openai.ChatCompletionNewParams {
	schema := shared.FunctionParameters{"type": "object", "properties": map[string]any{
		"city": map[string]any{"type": "string"}, "days": map[string]any{"type": "integer"}, "unit": map[string]any{"enum": []string{"c", "f"}},
		"tags": map[string]any{"type": "array", "items": map[string]any{"type": "boolean"}}}}
	p.Tools = []openai.ChatCompletionToolUnionParam{
		openai.ChatCompletionFunctionTool(shared.FunctionDefinitionParam{Name: "get_weather", Parameters: schema}),
		openai.ChatCompletionFunctionTool(shared.FunctionDefinitionParam{Name: "get_time"}),
	}
	return p
}

func TestToolIsCalledWhenForcedOrMarked(t *testing.T) {
	b := start(t)
	client := b.openai()
	plain := withTools(params("gpt-5.6-luna", "hi"))
	marked := withTools(params("gpt-5.6-luna", "hi [[tool:get_weather]]"))
	forced := withTools(params("gpt-5.6-luna", "hi"))
	forced.ToolChoice = openai.ToolChoiceOptionFunctionToolChoice(openai.ChatCompletionNamedToolChoiceFunctionParam{Name: "get_weather"})

	got, err := client.Chat.Completions.New(context.Background(), plain)
	require.NoError(t, err)
	require.Empty(t, got.Choices[0].Message.ToolCalls)
	for _, p := range []openai.ChatCompletionNewParams{marked, forced} {
		got, err := client.Chat.Completions.New(context.Background(), p)
		require.NoError(t, err)
		require.Equal(t, "tool_calls", got.Choices[0].FinishReason)
		call := got.Choices[0].Message.ToolCalls[0].Function
		require.Equal(t, "get_weather", call.Name)
		require.Equal(t, T(t, call.Name)+T(t, call.Arguments), got.Usage.CompletionTokens)
		var args struct {
			City string
			Days *int
			Unit string
			Tags []bool
		}
		require.NoError(t, json.Unmarshal([]byte(call.Arguments), &args), call.Arguments)
		require.NotEmpty(t, args.City)
		require.NotNil(t, args.Days)
		require.Contains(t, []string{"c", "f"}, args.Unit)
		require.Len(t, args.Tags, 1)

		stream := client.Chat.Completions.NewStreaming(context.Background(), p)
		var acc openai.ChatCompletionAccumulator
		for stream.Next() {
			require.True(t, acc.AddChunk(stream.Current()))
		}
		require.NoError(t, stream.Err())
		require.Equal(t, call.Name, acc.Choices[0].Message.ToolCalls[0].Function.Name)
		require.Equal(t, call.Arguments, acc.Choices[0].Message.ToolCalls[0].Function.Arguments)
		require.Equal(t, "tool_calls", acc.Choices[0].FinishReason)
	}
}

func TestPromptCountsToolsNamesAndToolTurns(t *testing.T) {
	b := start(t)
	tools := `[{"type":"function","function":{"name":"f","description":"<b> & é","parameters":{"type":"object"}}}]`
	calls := `[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{\"a\": 1}"}}]`
	spaced := `[ {"id" : "call_1","type":"function", "function":{"name":"f","arguments":"{\"a\": 1}"} } ]`
	body := `{"model":"gpt-5.6-luna","tools": ` + tools + `,"messages":[
		{"role":"system","content":"Be brief.","name":"boss"},
		{"role":"user","content":[{"type":"text","text":"Hello "},{"type":"text","text":"a\u007f there \u00e9\ud83d\ude42 <|endoftext|>"}]},
		{"role":"assistant","content":null,"tool_calls":` + spaced + `},
		{"role":"tool","tool_call_id":"call_1","content":"42"}]}`
	resp, text := b.post("openai", "key-openai-1", body)
	require.Equal(t, 200, resp.StatusCode, text)
	want := T(t, tools) + 3 +
		3 + T(t, "system") + T(t, "Be brief.") + 1 + T(t, "boss") +
		3 + T(t, "user") + T(t, "Hello ") + 1 + T(t, "a") + T(t, " there é🙂 <|endoftext|>") +
		3 + T(t, "assistant") + T(t, calls) +
		3 + T(t, "tool") + T(t, "42") + T(t, "call_1")
	require.Equal(t, want, b.lastRow().Prompt, "prompt tokens")
}

func TestJSONIsAnsweredWhenAsked(t *testing.T) {
	b := start(t)
	for _, format := range []string{`{"type":"json_object"}`, `{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","properties":{"answer":{"type":"string"}}}}}`} {
		resp, text := b.post("openai", "key-openai-1", fmt.Sprintf(`{"model":"gpt-5.6-luna","response_format":%s,"messages":[{"role":"user","content":"x"}]}`, format))
		require.Equal(t, 200, resp.StatusCode)
		var got openai.ChatCompletion
		require.NoError(t, json.Unmarshal([]byte(text), &got))
		require.True(t, json.Valid([]byte(got.Choices[0].Message.Content)), got.Choices[0].Message.Content)
		require.Equal(t, T(t, got.Choices[0].Message.Content), got.Usage.CompletionTokens)
	}
}

func TestReasoningIsSpentOnlyWhenAskedAndShownOrHidden(t *testing.T) {
	b := start(t)
	for _, tc := range []struct {
		vendor, key, model, effort string
		thinks, shows              bool
	}{
		{"openai", "key-openai-1", "gpt-5.6-terra", "", false, false},
		{"openai", "key-openai-1", "gpt-5.6-terra", "none", false, false},
		{"openai", "key-openai-1", "gpt-5.6-terra", "low", true, false},
		{"openai", "key-openai-1", "gpt-5.6-luna", "low", false, false},
		{"deepseek", "key-deepseek", "deepseek-v4-pro", "high", true, true},
	} {
		effort := ""
		if tc.effort != "" {
			effort = fmt.Sprintf(`,"reasoning_effort":%q`, tc.effort)
		}
		resp, text := b.post(tc.vendor, tc.key, fmt.Sprintf(`{"model":%q,"messages":[{"role":"user","content":"think"}]%s}`, tc.model, effort))
		require.Equal(t, 200, resp.StatusCode, text)
		var got struct {
			Choices []struct {
				Message struct {
					Content   string
					Reasoning string `json:"reasoning_content"`
				}
			}
			Usage struct {
				Completion int64 `json:"completion_tokens"`
				Details    struct {
					Reasoning int64 `json:"reasoning_tokens"`
				} `json:"completion_tokens_details"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(text), &got))
		thoughts := got.Usage.Details.Reasoning
		require.Equal(t, tc.thinks, thoughts > 0, "%+v", tc)
		require.Equal(t, tc.shows, got.Choices[0].Message.Reasoning != "", "%+v", tc)
		require.Equal(t, T(t, got.Choices[0].Message.Content)+thoughts, got.Usage.Completion)
		if tc.shows {
			require.Equal(t, T(t, got.Choices[0].Message.Reasoning), thoughts)
		}
		rows := b.bill(tc.vendor, tc.key).Rows
		require.Equal(t, thoughts, rows[len(rows)-1].Reasoning)
		require.Equal(t, vendor.Delivered, rows[len(rows)-1].Outcome)
	}
}
