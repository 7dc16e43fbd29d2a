package testnet_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	sdkshared "github.com/openai/openai-go/v3/shared"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// sdk is OpenAI's own client with the application's key. Nothing of it is changed but where it goes.
func (a *app) sdk(t testing.TB) *openai.Client {
	c := openai.NewClient(option.WithBaseURL(a.w.node(t, a.node).Gateway+"/v1"), option.WithAPIKey(a.token), option.WithHTTPClient(a.web))
	return &c
}

func (w *world) question(model, prompt string) openai.ChatCompletionNewParams {
	return openai.ChatCompletionNewParams{Model: model, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(w.secret.prompt() + " " + prompt)}}
}

// lookup is a tool with two parameters.
func lookup() openai.ChatCompletionToolUnionParam {
	return openai.ChatCompletionFunctionTool(sdkshared.FunctionDefinitionParam{Name: "lookup", Description: openai.String("Looks a price up."),
		Parameters: sdkshared.FunctionParameters{"type": "object", "properties": map[string]any{"model": map[string]any{"type": "string"}, "tokens": map[string]any{"type": "integer"}},
			"required": []string{"model", "tokens"}}})
}

// billed checks that a cost in a body is a JSON number with every digit, and the sum of the header.
func billed(t testing.TB, cost string, told http.Header) money.Amount {
	t.Helper()
	require.NotContains(t, cost, `"`, "usage.cost is a number")
	var number json.Number
	require.NoError(t, json.Unmarshal([]byte(cost), &number))
	picos, err := money.ParsePicos(told.Get("X-Tolsey-Cost"))
	require.NoError(t, err)
	require.Equal(t, picos.Decimal(), cost, "usage.cost and x-tolsey-cost are one sum")
	require.Regexp(t, "^0x[0-9a-f]{64}$", told.Get("X-Tolsey-Receipt"))
	return picos
}

func TestSDKUnary(t *testing.T) {
	w := shared(t)
	a := w.newApp(t, "1 USD/day")
	var raw *http.Response
	answer, err := a.sdk(t).Chat.Completions.New(t.Context(), w.question("openai/gpt-5.6-luna", "Be short. [[tokens:80]]"), option.WithResponseInto(&raw))
	require.NoError(t, err)
	require.Equal(t, "stop", answer.Choices[0].FinishReason)
	require.Equal(t, tokens(answer.Choices[0].Message.Content), answer.Usage.CompletionTokens)
	cost := billed(t, answer.Usage.JSON.ExtraFields["cost"].Raw(), raw.Header)

	seller := w.nameOf(t, raw.Header.Get("X-Tolsey-Seller"))
	asks := w.asks(t, "openai/gpt-5.6-luna", seller)
	require.Equal(t, asks.rate(answer.Usage.PromptTokens, answer.Usage.PromptTokensDetails.CachedTokens, answer.Usage.CompletionTokens), cost)
	require.Equal(t, fmt.Sprintf("input %s, output %s USD/1M", perMillion(asks.input), perMillion(asks.output)), raw.Header.Get("X-Tolsey-Price"))
	require.Equal(t, fmt.Sprint(market.DefaultOutputCap), raw.Header.Get("X-Tolsey-Output-Cap"), "a request without a limit is given one, and told")
	require.Equal(t, cost, a.budget(t).Spent)

	var id market.CallID
	require.NoError(t, id.UnmarshalText([]byte(raw.Header.Get("X-Tolsey-Call-Id"))))
	receipt, err := w.client(t, "buyer").Receipt(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, receipt.Hash.Hex(), raw.Header.Get("X-Tolsey-Receipt"))
	require.True(t, receipt.Verify().OK, receipt.Verify())
}

func TestSDKStream(t *testing.T) {
	w := shared(t)
	for _, include := range []bool{false, true} {
		t.Run(fmt.Sprintf("include_usage %t", include), func(t *testing.T) {
			a := w.newApp(t, "1 USD/day")
			p := w.question("openai/gpt-5.6-luna", "Go on. [[tokens:120]] [[pace:1ms]]")
			p.MaxCompletionTokens = openai.Int(500)
			if include {
				p.StreamOptions.IncludeUsage = openai.Bool(true)
			}
			var raw *http.Response
			stream := a.sdk(t).Chat.Completions.NewStreaming(t.Context(), p, option.WithResponseInto(&raw))
			acc, usages, cost := openai.ChatCompletionAccumulator{}, 0, ""
			for stream.Next() {
				chunk := stream.Current()
				require.True(t, acc.AddChunk(chunk), "chunks are of one answer")
				if chunk.JSON.Usage.Valid() {
					usages, cost = usages+1, chunk.Usage.JSON.ExtraFields["cost"].Raw()
					require.Empty(t, chunk.Choices)
				}
			}
			require.NoError(t, stream.Err())
			require.Len(t, acc.Choices, 1)
			require.Equal(t, "stop", acc.Choices[0].FinishReason)
			require.Equal(t, include, usages == 1, "the usage chunk comes exactly when it was asked for")
			require.Empty(t, raw.Header.Get("X-Tolsey-Output-Cap"), "the request has a limit of its own")
			require.NotEmpty(t, raw.Header.Get("X-Tolsey-Call-Id"))
			require.NotEmpty(t, raw.Header.Get("X-Tolsey-Seller"))
			last := a.attempts(t)
			require.Len(t, last, 1)
			require.Equal(t, uint64(tokens(acc.Choices[0].Message.Content)), last[0].Usage[market.Output])
			require.Equal(t, last[0].Cost, a.budget(t).Spent)
			if include {
				require.Equal(t, last[0].Cost.Decimal(), cost, "usage.cost is a number with every digit")
			}
		})
	}
}

// TestStreamTrailers reads a stream to the end of its connection, which SDKs do not: cost and receipt stand behind it.
func TestStreamTrailers(t *testing.T) {
	w := shared(t)
	for _, include := range []bool{false, true} {
		t.Run(fmt.Sprintf("include_usage %t", include), func(t *testing.T) { streamTrailers(t, w, include) })
	}
}

func streamTrailers(t *testing.T, w *world, include bool) {
	a := w.newApp(t, "1 USD/day")
	body := w.ask("openai/gpt-5.6-luna", "Go on. [[tokens:60]]").streamed()
	if include {
		body = body.with("stream_options", map[string]any{"include_usage": true})
	}
	r := a.call(t, body)
	require.Equal(t, http.StatusOK, r.status, string(r.raw))
	require.Equal(t, []string{"X-Tolsey-Cost", "X-Tolsey-Receipt"}, r.announced)
	require.True(t, r.done)
	require.Equal(t, include, r.usages == 1)
	for _, name := range []string{"X-Tolsey-Cost", "X-Tolsey-Receipt"} {
		require.Empty(t, r.header.Get(name), "it is not known before")
	}
	cost := r.cost(t)
	if include {
		billed(t, string(r.costInUsage(t)), r.trailer)
	} else {
		require.NotContains(t, string(r.raw), "cost")
	}
	require.Equal(t, cost, a.budget(t).Spent)
	attempts := a.attempts(t)
	require.Equal(t, attempts[0].Receipt.Hex(), r.trailer.Get("X-Tolsey-Receipt"))
	require.Equal(t, attempts[0].Call, r.id(t))
}

func TestSDKTools(t *testing.T) {
	w := shared(t)
	a := w.newApp(t, "1 USD/day")
	c := a.sdk(t)
	p := w.question("openai/gpt-5.6-luna", "Look it up. [[tool:lookup]]")
	p.Tools = []openai.ChatCompletionToolUnionParam{lookup()}

	var raw *http.Response
	answer, err := c.Chat.Completions.New(t.Context(), p, option.WithResponseInto(&raw))
	require.NoError(t, err)
	require.Equal(t, "tool_calls", answer.Choices[0].FinishReason)
	call := answer.Choices[0].Message.ToolCalls[0]
	require.Equal(t, "lookup", call.Function.Name)
	require.True(t, json.Valid([]byte(call.Function.Arguments)), call.Function.Arguments)
	whole := billed(t, answer.Usage.JSON.ExtraFields["cost"].Raw(), raw.Header)

	p.StreamOptions.IncludeUsage = openai.Bool(true)
	stream := c.Chat.Completions.NewStreaming(t.Context(), p, option.WithResponseInto(&raw))
	acc, cost := openai.ChatCompletionAccumulator{}, ""
	for stream.Next() {
		chunk := stream.Current()
		acc.AddChunk(chunk)
		if chunk.JSON.Usage.Valid() {
			cost = chunk.Usage.JSON.ExtraFields["cost"].Raw()
		}
	}
	require.NoError(t, stream.Err())
	require.Equal(t, call.Function.Arguments, acc.Choices[0].Message.ToolCalls[0].Function.Arguments, "a stream says the same")
	require.Equal(t, whole.Decimal(), cost, "a stream costs the same")

	p.StreamOptions = openai.ChatCompletionStreamOptionsParam{}
	p.Messages = append(p.Messages, answer.Choices[0].Message.ToParam(), openai.ToolMessage(`{"usd":"0.2"}`, call.ID), openai.UserMessage("Thanks. [[tokens:20]]"))
	answer, err = c.Chat.Completions.New(t.Context(), p)
	require.NoError(t, err, "the tool's answer goes back")
	require.Equal(t, "stop", answer.Choices[0].FinishReason)
	for _, attempt := range a.attempts(t) {
		require.Equal(t, market.StatusDone, attempt.Status)
	}
}

// TestManyStreamsOnOneChannel has 64 streams at once between one pair, and every one is whole.
func TestManyStreamsOnOneChannel(t *testing.T) {
	w := shared(t)
	const streams, length = 64, 150
	ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
	defer cancel()
	a := w.newApp(t, "20 USD/day")
	c := a.sdk(t)
	sellers := make([]string, streams)
	var all errgroup.Group
	for i := range streams {
		all.Go(func() error {
			p := w.question("tencent/hy3", fmt.Sprintf("Stream %d. [[tokens:%d]] [[ttft:2s]] [[pace:2ms]]", i, length))
			p.MaxTokens = openai.Int(400)
			var raw *http.Response
			stream := c.Chat.Completions.NewStreaming(ctx, p, option.WithResponseInto(&raw))
			var text strings.Builder
			for stream.Next() {
				if choices := stream.Current().Choices; len(choices) > 0 {
					text.WriteString(choices[0].Delta.Content)
				}
			}
			if n := tokens(text.String()); stream.Err() != nil || n < length-8 || n > length {
				return fmt.Errorf("stream %d has %d tokens: %w", i, n, stream.Err())
			}
			sellers[i] = raw.Header.Get("X-Tolsey-Seller")
			return nil
		})
	}
	admin := w.client(t, "buyer")
	atOnce := 0
	require.Eventually(t, func() bool {
		status, err := admin.Status(ctx)
		atOnce = max(atOnce, status.Calls.Buying)
		return err == nil && atOnce >= streams
	}, 20*time.Second, 50*time.Millisecond, "all streams run at once")
	require.NoError(t, all.Wait())
	channels, spent := map[string]bool{}, money.Amount{}
	attempts := a.attempts(t)
	require.Len(t, attempts, streams)
	for _, v := range attempts {
		require.Equal(t, market.StatusDone, v.Status)
		channels[v.Channel.Hex()] = true
		spent = spent.Add(v.Cost)
	}
	require.Len(t, channels, 1, "one channel carries them all")
	for _, s := range sellers {
		require.Equal(t, sellers[0], s)
	}
	require.Equal(t, spent, a.budget(t).Spent)
}
