package market_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

func TestMargin(t *testing.T) {
	tariff := func(in, out money.Price, long ...money.Price) *market.Prices {
		x := market.Tariff{Prices: prices(price(market.Input, in), price(market.Output, out))}
		if len(long) > 0 {
			x.Overrides = []market.Override{{ContextOver: 1_000, Prices: prices(price(market.Input, long[0]))}}
		}
		p := resolved(x)
		return &p
	}
	for _, c := range []struct {
		name      string
		retail    *market.Prices
		wholesale *market.Prices
		ppm       uint32
		want      bool
	}{
		{"no resale", nil, tariff(10, 10), 500_000, true},
		{"at cost", tariff(10, 10), tariff(10, 10), 0, true},
		{"below cost in one unit", tariff(100, 10), tariff(10, 11), 0, false},
		{"five percent", tariff(105, 105), tariff(100, 100), 47_619, true},
		{"a hair more than five percent", tariff(105, 105), tariff(100, 100), 47_620, false},
		{"loss on long prompts only", tariff(105, 105), tariff(100, 100, 200), 0, false},
		{"long prompts priced on both sides", tariff(105, 105, 210), tariff(100, 100, 200), 0, true},
		{"retail discount on long prompts", tariff(105, 105, 50), tariff(100, 100), 0, false},
		{"margin over all", tariff(100, 100), tariff(1, 1), 1_000_001, false},
		{"nothing to buy", tariff(100, 100), &market.Prices{}, 0, false},
	} {
		require.Equal(t, c.want, market.Margin{Retail: c.retail, MinPPM: c.ppm}.Keeps(*c.wholesale), c.name)
	}
	searching := resolved(market.Tariff{Prices: prices(price(market.Input, 1), price(market.Searches, 1))})
	require.False(t, market.Margin{Retail: tariff(10, 10)}.Keeps(searching), "what retail has no price for would be given away")
}

// A margin that is kept is earned on every usage.
func TestMarginIsEarned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wholesale := resolved(tariffs().Draw(t, "wholesale"))
		retail := resolved(tariffs().Draw(t, "retail"))
		ppm := rapid.Uint32Range(0, market.NoMultiplier).Draw(t, "ppm")
		if rapid.Bool().Draw(t, "derived") {
			retail = wholesale
			ppm = 0
		}
		if !(market.Margin{Retail: &retail, MinPPM: ppm}).Keeps(wholesale) {
			t.Skip("no margin")
		}
		u := usages(wholesale, 300_000).Draw(t, "usage")
		cost, err := wholesale.Cost(u)
		require.NoError(t, err)
		income, err := retail.Cost(u)
		require.NoError(t, err)
		require.False(t, income.Mul64(uint64(market.NoMultiplier-ppm)).Less(cost.Mul64(market.NoMultiplier)))
	})
}
