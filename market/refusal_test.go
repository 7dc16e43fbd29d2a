package market_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// A retry is worth while only where it needs nobody's doing and pays nothing twice: money that is missing is 402 and final.
func TestRetryHelps(t *testing.T) {
	lack := market.BudgetLack{Key: "k", Need: money.Coins(2), Limit: money.Coins(20), Left: money.Coins(1), Held: money.Coins(3)}
	charged := market.SellersFailed([]market.AttemptNote{{Seller: "a"}, {Seller: "b", Cost: money.Micros(1)}})
	require.Equal(t, money.Micros(1), charged.Charged, "what every attempt cost, in all")
	for _, c := range []struct {
		refusal *market.Refusal
		status  int
		helps   bool
	}{
		{market.KeyBudgetSpent(lack), 402, false},
		{market.BudgetInFlight(lack, time.Second), 402, true},
		{market.CallExceedsBudget(lack), 402, false},
		{market.ChannelFunds("s", money.Coins(1), money.Amount{}), 402, false},
		{market.WalletFunds(money.Coins(1), money.Amount{}), 402, false},
		{market.TooLongFor("acme/fast-1", 2, 1), 400, false},
		{market.NotSold("acme/fast-1", "n"), 422, false},
		{market.UnknownModel("x", nil), 404, false},
		{market.SellersBusy(0, nil), 429, true},
		{market.SellersFailed(nil), 502, true},
		{charged, 502, false},
		{market.StreamBroken("s", money.Micros(1)), 502, false},
		{market.NoSeller("acme/fast-1", nil, time.Second), 503, true},
		{market.Degraded("draining", time.Second), 503, true},
		{market.NoAnswerInTime("idle", time.Second, "s", money.Amount{}), 504, true},
		{market.NoAnswerInTime("idle", time.Second, "s", money.Micros(1)), 504, false},
		{market.Internal(), 500, true},
	} {
		require.Equal(t, c.status, c.refusal.Status, c.refusal)
		require.Equal(t, c.helps, c.refusal.RetryHelps(), c.refusal)
		require.NotEmpty(t, c.refusal.Message)
		require.Equal(t, c.status == 402, c.refusal.Type == market.PaymentRequired)
		if c.status == 402 {
			require.Contains(t, c.refusal.Hint, "tolsey ", "a lack of money names the command that mends it")
			require.Contains(t, c.refusal.Message, "$", "and the sum")
		}
	}
}

// The command of a hint is one that the command line accepts, and its sum is enough.
func TestHintsNameTheSum(t *testing.T) {
	lack := market.BudgetLack{Key: "k", Need: money.Micros(1_234_567), Limit: money.Coins(1), Period: "total"}
	require.Contains(t, market.CallExceedsBudget(lack).Hint, `tolsey key new --budget "1.24 USD"`)
	lack.Period = "day"
	require.Contains(t, market.CallExceedsBudget(lack).Hint, `tolsey key new --budget "1.24 USD/day"`)
	lack.Resets = time.Date(2026, 12, 1, 1, 0, 0, 0, time.FixedZone("", 3600))
	require.Contains(t, market.KeyBudgetSpent(lack).Hint, "wait until 2026-12-01T00:00:00Z")
	require.Equal(t, `tolsey channel open 16Uiu2 "1.00 USD"`, market.ChannelFunds("16Uiu2", money.Micros(5), money.Amount{}).Hint, "no less than a least deposit")
	require.Equal(t, `tolsey channel topup 16Uiu2 "6.51 USD"`, market.ChannelFunds("16Uiu2", money.Micros(7_000_001), money.Micros(500_000)).Hint)
	require.Equal(t, `tolsey wallet deposit "3.00 USD"`, market.WalletFunds(money.Coins(5), money.Coins(2)).Hint)
}

func TestNearest(t *testing.T) {
	known := []market.Model{"openai/gpt-5.6-sol", "openai/gpt-5.6", "deepseek/deepseek-v4-pro", "z-ai/glm-5.2"}
	for name, want := range map[string][]string{
		"openai/gpt-5.6-sol":      {"openai/gpt-5.6-sol", "openai/gpt-5.6"},
		"gpt-5.6":                 {"openai/gpt-5.6"},
		"GPT-5.6-SOL":             {"openai/gpt-5.6-sol"},
		"glm-5.3":                 {"z-ai/glm-5.2"},
		"deepseek/deepseek-v4pro": {"deepseek/deepseek-v4-pro"},
		"claude-opus":             nil,
		"":                        nil,
	} {
		require.Equal(t, want, market.Nearest(name, known), name)
	}
}
