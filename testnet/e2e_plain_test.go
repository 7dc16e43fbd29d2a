package testnet_test

import (
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dialect"
)

// Models of OpenAI's that the price list does not have: seller-1 of the shared devnet states their prices itself.
const (
	vectors  market.Model = "openai/text-embedding-3-small"
	instruct market.Model = "openai/gpt-3.5-turbo-instruct"
)

// plainOffers are of them, at five sixths above what the vendor bills.
func plainOffers() []config.Offer {
	offer := func(m market.Model, d dialect.Name, context, output uint64, in, out money.Price) config.Offer {
		o := config.Offer{Model: m, Upstream: "openai", Dialects: []string{string(d)}, MaxCalls: 64, Context: context, MaxOutput: output, Cost: &config.Cost{}}
		o.UsdPerMillion.Set(market.Input, in)
		o.UsdPerMillion.Set(market.Output, out)
		o.Cost.UsdPerMillion.Set(market.Input, in*6/11)
		o.Cost.UsdPerMillion.Set(market.Output, out*6/11)
		return o
	}
	return []config.Offer{
		offer(vectors, dialect.Embeddings, 300_000, 1, 22_000, 22_000),
		offer(instruct, dialect.Completions, 4_096, 4_096, 1_650_000, 2_200_000),
	}
}

// What OpenAI's client reads of its plain endpoints is what is charged and what the vendor bills.
func TestVectorsAndPlainText(t *testing.T) {
	w := shared(t)
	for name, buy := range map[string]func(c openai.Client, prompt string) (model market.Model, in, out int64, err error){
		"vectors": func(c openai.Client, prompt string) (market.Model, int64, int64, error) {
			got, err := c.Embeddings.New(t.Context(), openai.EmbeddingNewParams{Model: string(vectors), Dimensions: openai.Int(8),
				Input: openai.EmbeddingNewParamsInputUnion{OfArrayOfStrings: []string{prompt, "市场"}}})
			if err == nil {
				require.Len(t, got.Data, 2)
				require.Len(t, got.Data[0].Embedding, 8)
				return vectors, got.Usage.PromptTokens, 0, nil
			}
			return vectors, 0, 0, err
		},
		"text of a model for it": plainText(t, instruct),
		"text of a chat model":   plainText(t, "tencent/hy3"),
		"text of Anthropic's":    plainText(t, "anthropic/claude-haiku-4.5"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := w.newApp(t, "1 USD/day")
			client, err := a.openAI()
			require.NoError(t, err)
			model, in, out, err := buy(client, w.secret.prompt()+" Be short. [[tokens:20]]")
			require.NoError(t, err)
			calls := a.attempts(t)
			require.Len(t, calls, 1)
			v := calls[0]
			require.EqualValues(t, in, v.Usage.Prompt())
			require.EqualValues(t, out, v.Usage.Completion())
			require.False(t, v.Cost.IsZero())
			if row, ok := w.row(t, vendorOf(string(model)), v.AttemptID); ok {
				require.EqualValues(t, in, row.Prompt)
				require.EqualValues(t, out, row.Completion)
			}
		})
	}
	a := w.newApp(t, "1 USD/day")
	r := a.call(t, w.ask(string(vectors), "Hello."))
	require.Equal(t, 400, r.status, string(r.raw))
	require.Contains(t, string(r.raw), "wrong_endpoint")
}

func plainText(t *testing.T, model market.Model) func(openai.Client, string) (market.Model, int64, int64, error) {
	return func(c openai.Client, prompt string) (market.Model, int64, int64, error) {
		got, err := c.Completions.New(t.Context(), openai.CompletionNewParams{Model: openai.CompletionNewParamsModel(model),
			Prompt: openai.CompletionNewParamsPromptUnion{OfString: openai.String(prompt)}, MaxTokens: openai.Int(64)})
		if err != nil {
			return model, 0, 0, err
		}
		require.NotEmpty(t, got.Choices[0].Text)
		return model, got.Usage.PromptTokens, got.Usage.CompletionTokens, nil
	}
}
