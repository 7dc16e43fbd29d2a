package gateway_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/gateway"
)

// sdk is OpenAI's own client, pointed at a gateway on a loopback socket. Nothing else of it is changed.
func sdk(t *testing.T, buyer *fakeBuyer) openai.Client {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	g := newGateway(t, gateway.Config{Listen: l.Addr().String(), Log: slog.New(slog.DiscardHandler)}, buyer, newBindings())
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- g.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-ended)
	})
	return openai.NewClient(option.WithBaseURL("http://"+l.Addr().String()+"/v1"), option.WithAPIKey(goodKey))
}

func hello() openai.ChatCompletionNewParams {
	return openai.ChatCompletionNewParams{Model: model, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("hello")}}
}

func TestSDKUnary(t *testing.T) {
	buyer := &fakeBuyer{chunks: 3}
	c := sdk(t, buyer)
	var raw *http.Response
	answer, err := c.Chat.Completions.New(t.Context(), hello(), option.WithResponseInto(&raw))
	require.NoError(t, err)
	require.Equal(t, "w0 w1 w2 ", answer.Choices[0].Message.Content)
	require.EqualValues(t, prompt+3, answer.Usage.TotalTokens)
	require.Equal(t, "0.00000285", answer.Usage.JSON.ExtraFields["cost"].Raw(), "usage.cost is a number with all its digits")

	h := raw.Header
	require.Equal(t, buyer.calls[0].ID.String(), h.Get("x-tolsey-call-id"))
	require.Equal(t, seller, h.Get("x-tolsey-seller"))
	require.Equal(t, "input 0.15, output 0.60 USD/1M", h.Get("x-tolsey-price"))
	require.Equal(t, "1024", h.Get("x-tolsey-output-cap"))
	require.Equal(t, "2850000", h.Get("x-tolsey-cost"), "picos")
	require.Equal(t, buyer.last().Outcome().Receipt.Hex(), h.Get("x-tolsey-receipt"))
}

func TestSDKStream(t *testing.T) {
	for _, include := range []bool{false, true} {
		buyer := &fakeBuyer{chunks: 50}
		c := sdk(t, buyer)
		p := hello()
		if include {
			p.StreamOptions.IncludeUsage = openai.Bool(true)
		}
		var raw *http.Response
		stream := c.Chat.Completions.NewStreaming(t.Context(), p, option.WithResponseInto(&raw))
		acc, usages := openai.ChatCompletionAccumulator{}, 0
		for stream.Next() {
			chunk := stream.Current()
			require.True(t, acc.AddChunk(chunk), "chunks are of one answer")
			if chunk.JSON.Usage.Valid() {
				usages++
				require.Empty(t, chunk.Choices)
				require.Equal(t, "0.00003105", chunk.Usage.JSON.ExtraFields["cost"].Raw())
			}
		}
		require.NoError(t, stream.Err())
		require.Len(t, acc.Choices, 1)
		require.Equal(t, "stop", acc.Choices[0].FinishReason)
		require.Contains(t, acc.Choices[0].Message.Content, "w49 ")
		require.Equal(t, include, usages == 1, "the usage chunk comes exactly when it was asked for")
		require.Equal(t, seller, raw.Header.Get("X-Tolsey-Seller"))
	}
}

func TestSDKRaisesABrokenStream(t *testing.T) {
	c := sdk(t, &fakeBuyer{chunks: 5, breakAfter: 2, breakWith: market.StreamBroken(seller, money.Amount{})})
	stream := c.Chat.Completions.NewStreaming(t.Context(), hello())
	n := 0
	for stream.Next() {
		n++
	}
	require.Equal(t, 2, n)
	require.ErrorContains(t, stream.Err(), "The seller was lost within the answer")
	require.ErrorContains(t, stream.Err(), `"charged":"0.00000225"`)
}

// The SDK retries 408, 409, 429 and 5xx on its own: it must not where that cannot help, and must wait as long as it is told.
func TestSDKRetries(t *testing.T) {
	charged := market.SellersFailed([]market.AttemptNote{{Seller: seller, Code: "UPSTREAM", Cost: money.Micros(1)}})
	lack := market.BudgetLack{Key: "good", Need: money.Coins(1), Limit: money.Coins(2)}
	for name, c := range map[string]struct {
		refuse *market.Refusal
		calls  int
	}{
		"no money":                  {market.KeyBudgetSpent(lack), 1},
		"money that comes free":     {market.BudgetInFlight(lack, 20*time.Millisecond), 3},
		"nobody sells":              {market.NoSeller(model, nil, 20*time.Millisecond), 3},
		"failed, free of charge":    {market.SellersFailed(nil), 3},
		"failed and charged":        {charged, 1},
		"every seller at its limit": {market.SellersBusy(20*time.Millisecond, nil), 3},
		"not sold":                  {market.NotSold(model, "n"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			buyer := &fakeBuyer{refuse: c.refuse}
			client := sdk(t, buyer)
			_, err := client.Chat.Completions.New(t.Context(), hello())
			var told *openai.Error
			require.ErrorAs(t, err, &told)
			require.Equal(t, c.refuse.Status, told.StatusCode)
			require.Equal(t, string(c.refuse.Type), told.Code)
			require.Equal(t, c.refuse.Message, told.Message)
			require.Equal(t, c.calls, buyer.count())
			ids := map[market.CallID]bool{}
			for _, call := range buyer.calls {
				ids[call.ID] = true
			}
			require.Len(t, ids, c.calls, "a retry that was free of charge is another call")
		})
	}
}

func TestSDKCancels(t *testing.T) {
	buyer := &fakeBuyer{chunks: 1000, pause: 5 * time.Millisecond}
	c := sdk(t, buyer)
	ctx, cancel := context.WithCancel(t.Context())
	stream := c.Chat.Completions.NewStreaming(ctx, hello())
	require.True(t, stream.Next())
	cancel()
	require.False(t, stream.Next())
	require.True(t, errors.Is(stream.Err(), context.Canceled))
	require.Eventually(t, buyer.last().isClosed, 5*time.Second, time.Millisecond, "the answer ends when its application leaves")
}

func TestSDKModels(t *testing.T) {
	c := sdk(t, &fakeBuyer{})
	page, err := c.Models.List(t.Context())
	require.NoError(t, err)
	require.Len(t, page.Data, 2)
	m, err := c.Models.Get(t.Context(), model)
	require.NoError(t, err)
	require.Equal(t, page.Data[0].RawJSON(), m.RawJSON())
	require.EqualValues(t, 1_777_000_000, m.Created)
	require.Equal(t, "acme", m.OwnedBy)
	require.JSONEq(t, `{"id":"acme/fast-1","object":"model","created":1777000000,"owned_by":"acme","canonical_slug":"acme/fast-1","name":"acme/fast-1",
		"context_length":200000,"architecture":{"input_modalities":["text"],"output_modalities":["text"],"instruct_type":null,"modality":"text->text"},
		"default_parameters":{},"supported_voices":null,"expiration_date":null,"links":{"details":"/api/v1/models/acme/fast-1/endpoints"},
		"pricing":{"prompt":"0.00000015","completion":"0.0000006","input_cache_read":"0.000000015","overrides":[
			{"min_prompt_tokens":128000,"prompt":"0.0000003"},{"utc_start":100,"utc_end":400,"completion":"0.0000003"}]},
		"top_provider":{"context_length":200000,"max_completion_tokens":16384,"is_moderated":false},"per_request_limits":null,"supported_parameters":["tools"],
		"best_ask":{"seller":"16Uiu2HAmSeller","valid_until":1795000000,"prompt":"0.00000015","completion":"0.0000003","input_cache_read":"0.000000015"},"sellers":2}`, m.RawJSON())

	_, err = c.Models.Get(t.Context(), "acme/none")
	var told *openai.Error
	require.ErrorAs(t, err, &told)
	require.Equal(t, 404, told.StatusCode)
}

// What the application sends reaches the buyer byte for byte, unknown fields included.
func TestBodyIsNotReencoded(t *testing.T) {
	buyer := &fakeBuyer{chunks: 1}
	c := sdk(t, buyer)
	p := hello()
	p.Tools = []openai.ChatCompletionToolUnionParam{openai.ChatCompletionFunctionTool(openai.FunctionDefinitionParam{Name: "lookup"})}
	p.SetExtraFields(map[string]any{"next_months_field": json.RawMessage(`{ "a" : [1.50] }`)})
	_, err := c.Chat.Completions.New(t.Context(), p)
	require.NoError(t, err)
	call := buyer.calls[0]
	sent, err := json.Marshal(p)
	require.NoError(t, err)
	require.JSONEq(t, string(sent), string(call.Body))
	require.Contains(t, string(call.Body), "1.50")
	require.Equal(t, "good", call.Key)
	require.EqualValues(t, model, call.Model)
	require.Equal(t, "openai", call.Dialect)
}
