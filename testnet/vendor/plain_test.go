package vendor_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

func TestTheSDKReadsTextCompletions(t *testing.T) {
	b := start(t)
	client := b.openai()
	params := openai.CompletionNewParams{Model: "gpt-3.5-turbo-instruct", Prompt: openai.CompletionNewParamsPromptUnion{OfString: openai.String("once [[tokens:30]]")}, MaxTokens: openai.Int(20), N: openai.Int(2),
		StreamOptions: openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)}}
	stream := client.Completions.NewStreaming(context.Background(), params)
	texts, used := map[int64]string{}, openai.CompletionUsage{}
	for stream.Next() {
		for _, c := range stream.Current().Choices {
			texts[c.Index] += c.Text
		}
		if stream.Current().Usage.TotalTokens > 0 {
			used = stream.Current().Usage
		}
	}
	require.NoError(t, stream.Err())
	row := b.lastRow()
	require.Equal(t, []int64{row.Prompt, row.Completion}, []int64{used.PromptTokens, used.CompletionTokens})
	require.Equal(t, int64(40), row.Completion)
	params.StreamOptions = openai.ChatCompletionStreamOptionsParam{}
	whole, err := client.Completions.New(context.Background(), params)
	require.NoError(t, err)
	require.Equal(t, texts[0], whole.Choices[0].Text)
	require.Equal(t, texts[1], whole.Choices[1].Text)
	require.EqualValues(t, "length", whole.Choices[0].FinishReason)
}

func TestTheSDKReadsEmbeddings(t *testing.T) {
	b := start(t)
	client := b.openai()
	got, err := client.Embeddings.New(context.Background(), openai.EmbeddingNewParams{Model: "text-embedding-3-small", Input: openai.EmbeddingNewParamsInputUnion{OfArrayOfStrings: []string{"a", "市场"}}, Dimensions: openai.Int(8)})
	require.NoError(t, err)
	require.Len(t, got.Data, 2)
	require.Len(t, got.Data[1].Embedding, 8)
	require.Equal(t, b.lastRow().Prompt, got.Usage.PromptTokens)
	require.Zero(t, b.lastRow().Completion)
	tokens, err := client.Embeddings.New(context.Background(), openai.EmbeddingNewParams{Model: "text-embedding-3-small", Input: openai.EmbeddingNewParamsInputUnion{OfArrayOfTokenArrays: [][]int64{{1, 2, 3}, {4}}}})
	require.NoError(t, err)
	require.Equal(t, int64(4), tokens.Usage.PromptTokens)
}

func TestNodesMeterCountsWhatPlainModelsAreBilled(t *testing.T) {
	b := start(t)
	for _, c := range []struct{ dialect, path, body string }{
		{"completions", "/v1/completions", `{"model":"gpt-3.5-turbo-instruct","prompt":"once upon 市场 [[tokens:9]]"}`},
		{"completions", "/v1/completions", `{"model":"gpt-3.5-turbo-instruct","prompt":["x"],"stream":true,"stream_options":{"include_usage":true}}`},
		{"embeddings", "/v1/embeddings", `{"model":"text-embedding-3-small","input":["once upon","市场 <|endoftext|>"],"dimensions":2}`},
		{"embeddings", "/v1/embeddings", `{"model":"text-embedding-3-small","input":[[1,2],[3]],"encoding_format":"base64","dimensions":2}`},
	} {
		codec, err := dialect.For(c.dialect)
		require.NoError(t, err)
		req, err := codec.Decode([]byte(c.body))
		require.NoError(t, err)
		resp, text := b.call("openai", "key-openai-1", c.path, c.body)
		require.Equal(t, http.StatusOK, resp.StatusCode, text)
		row := b.lastRow()
		prompt, _ := meter.Devnet().CountInput(market.Model(row.Model), req)
		require.EqualValues(t, row.Prompt, prompt, c.body)
		require.LessOrEqual(t, uint64(row.Prompt), meter.InputBound(market.Model(row.Model), req))
		counted, reported, failed := readEvents(t, codec, req.Stream, text)
		require.NoError(t, failed)
		require.EqualValues(t, row.Completion, counted.Completion(), text)
		require.EqualValues(t, row.Completion, reported.Completion())
		require.EqualValues(t, row.Prompt, reported.Prompt())
	}
}

func TestPlainModelsRefuseAndFail(t *testing.T) {
	b := start(t)
	for body, code := range map[string]string{
		`{"model":"gpt-3.5-turbo-instruct","prompt":"x","echo":true}`: "unsupported_parameter", `{"model":"gpt-3.5-turbo-instruct","prompt":["a","b"]}`: "invalid_type",
		`{"model":"gpt-5.6-luna","prompt":"x"}`: "model_not_found", `{"model":"gpt-3.5-turbo-instruct","prompt":"x","max_tokens":9999}`: "invalid_value",
	} {
		_, text := b.call("openai", "key-openai-1", "/v1/completions", body)
		require.Equal(t, code, gjson.Get(text, "error.code").String(), text)
	}
	for body, code := range map[string]string{
		`{"model":"text-embedding-3-small","input":{}}`: "invalid_type", `{"model":"text-embedding-3-small","input":[]}`: "invalid_value", `{"model":"text-embedding-3-small","input":"x","dimensions":0}`: "invalid_value",
		`{"model":"gpt-5.6-luna","input":"x"}`: "model_not_found",
	} {
		_, text := b.call("openai", "key-openai-1", "/v1/embeddings", body)
		require.Equal(t, code, gjson.Get(text, "error.code").String(), text)
	}
	for fault, outcome := range map[string]string{"error200@3": "broken", "cut@3": "broken", "truncated": "broken", "nousage": "delivered", "http500": "refused"} {
		_, text := b.call("openai", "key-openai-1", "/v1/completions", fmt.Sprintf(`{"model":"gpt-3.5-turbo-instruct","stream":true,"prompt":"x [[fault:%s]]"}`, fault))
		require.Equal(t, outcome, string(b.lastRow().Outcome), text)
	}
	_, text := b.call("openai", "key-openai-1", "/v1/embeddings", `{"model":"text-embedding-3-small","input":"x [[fault:wrongusage@5]]","dimensions":1}`)
	require.Equal(t, b.lastRow().Prompt+5, gjson.Get(text, "usage.total_tokens").Int(), text)
}
