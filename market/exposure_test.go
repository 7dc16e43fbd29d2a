package market_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// sellable draws prices that have what every call needs.
func sellable() *rapid.Generator[market.Prices] {
	return rapid.Custom(func(t *rapid.T) market.Prices {
		p := func(name string) money.Price { return money.Price(rapid.Uint64Range(1, 100_000_000).Draw(t, name)) }
		tariff := market.Tariff{Prices: prices(price(market.Input, p("input")), price(market.Output, p("output")))}
		if rapid.Bool().Draw(t, "reasons") {
			tariff.Prices = append(tariff.Prices, price(market.Reasoning, p("reasoning")))
		}
		if rapid.Bool().Draw(t, "per request") {
			tariff.Prices = append(tariff.Prices, price(market.Requests, p("request")))
		}
		return resolved(tariff)
	})
}

func bounds() *rapid.Generator[market.Bound] {
	return rapid.Custom(func(t *rapid.T) market.Bound {
		return market.Bound{Input: rapid.Uint64Range(0, 200_000).Draw(t, "input"), Output: rapid.Uint64Range(0, 64_000).Draw(t, "output"), Whole: rapid.Bool().Draw(t, "whole")}
	})
}

func policies() *rapid.Generator[market.Policy] {
	return rapid.Custom(func(t *rapid.T) market.Policy {
		return market.Policy{
			WindowTokens: rapid.SampledFrom([]uint32{0, 1, 256, 4_096}).Draw(t, "window tokens"),
			WindowMoney:  money.Micros(rapid.SampledFrom([]uint64{0, 100, 10_000, 1_000_000}).Draw(t, "window micros")),
		}
	})
}

func TestExposureLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, b, pol := sellable().Draw(t, "prices"), bounds().Draw(t, "bound"), policies().Draw(t, "policy")
		spent := money.Picos(rapid.Uint64Range(0, 1_000_000_000_000).Draw(t, "spent"))
		worst, err := p.WorstCost(b)
		require.NoError(t, err)
		exposure, err := p.Exposure(b, pol, spent)
		require.NoError(t, err)
		window, err := p.Window(b, pol)
		require.NoError(t, err)
		input, err := p.InputCost(b)
		require.NoError(t, err)

		require.False(t, exposure.Less(spent), "what was spent is exposed")
		require.False(t, worst.Max(spent).Less(exposure), "never more than the worst case")
		if b.Whole {
			require.Equal(t, worst.Max(spent), exposure)
			return
		}
		require.False(t, input.Add(window).Max(spent.Add(window)).Less(exposure), "at most one window ahead")
		require.False(t, exposure.Less(worst.Min(input.Add(window))))

		more, err := p.Exposure(b, pol, spent.Add(money.Picos(rapid.Uint64Range(0, 1_000_000_000).Draw(t, "more"))))
		require.NoError(t, err)
		require.False(t, more.Less(exposure), "exposure grows with what is spent")
		longer := b
		longer.Input += rapid.Uint64Range(0, 1_000).Draw(t, "longer")
		longer.Output += rapid.Uint64Range(0, 1_000).Draw(t, "longer answer")
		wider, err := p.Exposure(longer, pol, spent)
		require.NoError(t, err)
		require.False(t, wider.Less(exposure), "exposure grows with the bound")
		whole := b
		whole.Whole = true
		all, err := p.Exposure(whole, pol, spent)
		require.NoError(t, err)
		require.False(t, all.Less(exposure), "an answer that is seen only whole exposes more")
	})
}

// A usage within its bound never costs more than the worst case: what is held on a key suffices.
func TestWorstCostIsTheWorst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, b := sellable().Draw(t, "prices"), bounds().Draw(t, "bound")
		u := market.Usage{market.Input: rapid.Uint64Range(0, b.Input).Draw(t, "input")}
		answer := rapid.Uint64Range(0, b.Output).Draw(t, "answer")
		u[market.Output] = answer
		if _, ok := p.At(0).Get(market.Reasoning); ok {
			u[market.Reasoning] = rapid.Uint64Range(0, answer).Draw(t, "reasoning")
			u[market.Output] -= u[market.Reasoning]
		}
		if _, ok := p.At(0).Get(market.Requests); ok {
			u[market.Requests] = 1
		}
		cost, err := p.Cost(u)
		require.NoError(t, err)
		worst, err := p.WorstCost(b)
		require.NoError(t, err)
		require.False(t, worst.Less(cost), "%v costs %s picos, the worst case is %s", u, cost, worst)
	})
}

func TestWindow(t *testing.T) {
	for _, c := range []struct {
		name   string
		output money.Price // picos per token
		bound  uint64
		policy market.Policy
		want   money.Amount
	}{
		{"cheap tokens: the least money", 600_000, 16_384, market.Policy{}, money.Micros(2_000)},
		{"common tokens: 256 of them", 15_000_000, 16_384, market.Policy{}, money.Picos(15_000_000 * 256)},
		{"dear tokens: the most money", 75_000_000, 16_384, market.Policy{}, money.Micros(10_000)},
		{"short answers: no more than the answer", 600_000, 100, market.Policy{}, money.Picos(60_000_000)},
		{"a seller that streams less unpaid", 15_000_000, 16_384, market.Policy{WindowMoney: money.Micros(1_000)}, money.Micros(1_000)},
		{"a seller with longer windows", 15_000_000, 16_384, market.Policy{WindowTokens: 512}, money.Picos(15_000_000 * 512)},
	} {
		p := resolved(market.Tariff{Prices: prices(price(market.Input, 1), price(market.Output, c.output))})
		got, err := p.Window(market.Bound{Input: 100, Output: c.bound}, c.policy)
		require.NoError(t, err)
		require.Equal(t, c.want, got, "%s: want %s, got %s", c.name, c.want.Dollars(), got.Dollars())
	}
}

func TestAPromptThatMayBeStoredIsRatedAtTheDearestPrice(t *testing.T) {
	p := resolved(market.Tariff{Prices: prices(price(market.Input, 10), price(market.CacheWrite5m, 12), price(market.CacheWrite1h, 20), price(market.Output, 1))})
	for writes, want := range map[bool]uint64{false: 1_000, true: 2_000} {
		in, err := p.InputCost(market.Bound{Input: 100, Writes: writes})
		require.NoError(t, err)
		require.Equal(t, money.Picos(want), in)
	}
	cost, err := p.Cost(market.Usage{market.CacheWrite1h: 100, market.Output: 5})
	require.NoError(t, err)
	worst, err := p.WorstCost(market.Bound{Input: 100, Output: 5, Writes: true})
	require.NoError(t, err)
	require.Equal(t, cost, worst)
}

func TestReasoningIsRatedAtTheDearerPrice(t *testing.T) {
	for reasoning, want := range map[money.Price]money.Price{2: 4, 9: 9} {
		p := resolved(market.Tariff{Prices: prices(price(market.Output, 4), price(market.Reasoning, reasoning))})
		got, err := p.OutputPrice(0)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestBoundsOfWhatIsNotSold(t *testing.T) {
	p := resolved(market.Tariff{Prices: prices(price(market.Input, 4))})
	b := market.Bound{Input: 1, Output: 1}
	_, err := p.WorstCost(b)
	require.ErrorIs(t, err, market.ErrUnpriced)
	_, err = p.Window(b, market.Policy{})
	require.ErrorIs(t, err, market.ErrUnpriced)
	_, err = p.Exposure(b, market.Policy{}, money.Amount{})
	require.ErrorIs(t, err, market.ErrUnpriced)
	_, err = resolved(market.Tariff{Prices: prices(price(market.Output, 4))}).WorstCost(b)
	require.ErrorIs(t, err, market.ErrUnpriced)
}

func TestFirstTokenBound(t *testing.T) {
	plain, thinking := &market.Row{}, &market.Row{Reasoning: true}
	require.Equal(t, 30*time.Second, market.Policy{}.FirstToken(plain))
	require.Equal(t, 180*time.Second, market.Policy{}.FirstToken(thinking))
	require.Equal(t, 5*time.Second, market.Policy{TTFT: 5 * time.Second}.FirstToken(thinking))
}
