package testnet_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// TestBudgetUnderRace is R7: a thousand calls at once on a key that affords ten. The calls use nearly all that is held for them, so that a
// race would show as an overspent budget.
func TestBudgetUnderRace(t *testing.T) {
	w := shared(t)
	const calls, affords, length = 1000, 10, 1200
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	model := "bytedance/seed-2.0-lite"
	body := w.ask(model, fmt.Sprintf("Race. [[tokens:%d]] [[ttft:300ms]]", length)).with("max_tokens", length)
	worst := w.dearest(t, model).rate((promptTokens(body)*3+1)/2+256, 0, length)
	budget := worst.Mul64(affords)
	text := strings.TrimPrefix(roundUp(budget).Dollars(), "$")
	a := w.newApp(t, text+" USD")

	var mu sync.Mutex // guards the counts
	var served int
	sources := map[string]int{}
	var all sync.WaitGroup
	for range calls {
		all.Go(func() {
			r, err := a.tryCall(ctx, body)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				sources[err.Error()]++
			case r.status == http.StatusOK:
				served++
			default:
				sources[r.whyNoMoney()]++
			}
		})
	}
	all.Wait()
	t.Logf("served %d, refused %v", served, sources)
	refused := 0
	for why, n := range sources {
		require.Contains(t, []string{market.LimitInFlight, market.LimitKeyBudget}, why)
		refused += n
	}
	require.Equal(t, calls, served+refused)
	require.GreaterOrEqual(t, served, affords, "what the key affords is served")

	spent := money.Amount{}
	for _, v := range a.attempts(t) {
		spent = spent.Add(v.Cost)
	}
	k := a.budget(t)
	limit := roundUp(budget)
	require.Equal(t, spent, k.Spent)
	require.False(t, limit.Less(spent), "overspend is 0: spent %s of %s", spent.Dollars(), limit.Dollars())
	require.Equal(t, limit.Sub(spent), k.Left)
}

// roundUp is a sum in whole millionths of a dollar, as a budget is written.
func roundUp(a money.Amount) money.Amount {
	micro := money.Micros(1)
	floor := a.MulDiv(1, 1_000_000).Mul64(1_000_000)
	if floor == a {
		return a
	}
	return floor.Add(micro)
}

// dearest are the highest asks of any seller of a model.
func (w *world) dearest(t testing.TB, model string) (out asks) {
	t.Helper()
	offers, err := w.client(t, "buyer").Book(t.Context(), market.Model(model))
	require.NoError(t, err)
	for _, o := range offers {
		p := w.asks(t, model, w.nameOf(t, o.Seller))
		if out.input == nil || out.input.Cmp(p.input) < 0 {
			out = p
		}
	}
	return out
}

// whyNoMoney is the source of a 402, after checking what it must carry: an SDK is told whether another try helps.
func (r *reply) whyNoMoney() string {
	if r.status != http.StatusPaymentRequired || r.failure == nil {
		return fmt.Sprintf("status %d: %s", r.status, r.raw)
	}
	source, again := r.failure.Metadata.LimitSource, r.header.Get("X-Should-Retry")
	switch {
	case r.failure.Metadata.ErrorType != string(market.PaymentRequired), r.failure.Metadata.Charged != "0", r.failure.Metadata.Hint == "":
		return fmt.Sprintf("402 without type, charge or hint: %s", r.raw)
	case source == market.LimitInFlight && (again != "true" || r.header.Get("Retry-After") == ""):
		return fmt.Sprintf("402 for money in flight, with x-should-retry %q and retry-after %q", again, r.header.Get("Retry-After"))
	case source != market.LimitInFlight && again != "false":
		return fmt.Sprintf("402 from %s, with x-should-retry %q", source, again)
	}
	return source
}

// Every 402 says which limit it is and how it is mended; it is for money alone.
func TestNoMoney(t *testing.T) {
	w := shared(t)
	t.Run("the whole budget is less than the call", func(t *testing.T) {
		a := w.newApp(t, "0.0001 USD/day")
		r := a.call(t, w.ask("openai/gpt-5.6-sol", "Hello.").with("max_tokens", 1000))
		require.Equal(t, market.LimitCallBudget, r.whyNoMoney())
		require.Contains(t, r.failure.Metadata.Hint, "max_tokens")
	})
	t.Run("the budget is spent", func(t *testing.T) {
		a := w.newApp(t, "0.03 USD")
		body := w.ask("openai/gpt-5.6-sol", "Go on. [[tokens:1000]]").with("max_tokens", 1000)
		require.Equal(t, http.StatusOK, a.call(t, body).status)
		a.budget(t)
		r := a.call(t, body)
		require.Equal(t, market.LimitKeyBudget, r.whyNoMoney(), string(r.raw))
		require.Contains(t, r.failure.Metadata.Hint, "tolsey key new")
	})
	t.Run("what a key affords caps an answer without a limit", func(t *testing.T) {
		a := w.newApp(t, "0.05 USD")
		r := a.call(t, w.ask("openai/gpt-5.6-sol", "Go on. [[tokens:4000]]"))
		require.Equal(t, http.StatusOK, r.status, string(r.raw))
		require.Equal(t, "length", r.finish)
		var most int64
		_, err := fmt.Sscan(r.header.Get("X-Tolsey-Output-Cap"), &most)
		require.NoError(t, err)
		require.Less(t, most, int64(market.DefaultOutputCap))
		require.GreaterOrEqual(t, most, int64(market.MinOutputCap))
		require.LessOrEqual(t, tokens(r.text), most)
		require.LessOrEqual(t, a.budget(t).Spent.Cmp(money.Micros(50_000)), 0)
	})
}
