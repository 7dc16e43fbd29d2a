package market_test

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// rate is rating as one would write it with a clock at hand: for every unit, the last override whose conditions hold.
func rate(t market.Tariff, u market.Usage, at time.Time, tier string, ppm uint64) *big.Int {
	sum := new(big.Int)
	for unit, n := range u {
		var picos uint64
		for _, p := range t.Prices {
			if int(p.Unit) == unit {
				picos = uint64(p.Price)
			}
		}
		for _, o := range t.Overrides {
			minute := uint16(at.UTC().Hour()*60 + at.UTC().Minute())
			window := o.UTCFrom == o.UTCTo || o.UTCFrom < o.UTCTo && o.UTCFrom <= minute && minute < o.UTCTo ||
				o.UTCFrom > o.UTCTo && (minute >= o.UTCFrom || minute < o.UTCTo)
			if !window || o.Tier != "" && o.Tier != tier || o.ContextOver > 0 && u.Prompt() <= o.ContextOver {
				continue
			}
			for _, p := range o.Prices {
				if int(p.Unit) == unit {
					picos = uint64(p.Price)
				}
			}
		}
		each := new(big.Int).Mul(new(big.Int).SetUint64(picos), new(big.Int).SetUint64(ppm))
		each.Add(each, big.NewInt(market.NoMultiplier-1)).Quo(each, big.NewInt(market.NoMultiplier))
		sum.Add(sum, each.Mul(each, new(big.Int).SetUint64(n)))
	}
	return sum
}

func TestRatingAgainstReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tariff := tariffs().Draw(t, "tariff")
		require.NoError(t, tariff.Validate())
		at := t0.Add(time.Duration(rapid.IntRange(0, 2*24*60).Draw(t, "minutes")) * time.Minute)
		tier := rapid.SampledFrom([]string{"", "flex", "batch", "priority"}).Draw(t, "tier")
		ppm := rapid.Uint32Range(1, market.NoMultiplier).Draw(t, "ppm")
		p, err := tariff.Resolve(at, tier, ppm)
		require.NoError(t, err)
		u := usages(p, rapid.SampledFrom([]uint64{500, 50_000, market.MaxCount}).Draw(t, "size")).Draw(t, "usage")
		cost, err := p.Cost(u)
		require.NoError(t, err)
		require.Zero(t, rate(tariff, u, at, tier, uint64(ppm)).Cmp(cost.Big()), "want %s picos, got %s", rate(tariff, u, at, tier, uint64(ppm)), cost)
	})
}

// Within one context tier, the cost of two usages is the sum of their costs: nothing is gained by splitting or joining.
func TestCostIsAdditive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tariff := tariffs().Draw(t, "tariff")
		tariff.Overrides = nil
		p := resolved(tariff)
		a, b := usages(p, market.MaxCount).Draw(t, "a"), usages(p, market.MaxCount).Draw(t, "b")
		sum, ok := a.Add(b)
		require.True(t, ok)
		ca, err := p.Cost(a)
		require.NoError(t, err)
		cb, err := p.Cost(b)
		require.NoError(t, err)
		got, err := p.Cost(sum)
		require.NoError(t, err)
		require.Equal(t, ca.Add(cb), got)
	})
}

func TestUnpricedUnitIsNeverFree(t *testing.T) {
	p := resolved(market.Tariff{Prices: prices(price(market.Input, 1))})
	_, err := p.Cost(market.Usage{market.Input: 5, market.CacheRead: 1})
	require.ErrorIs(t, err, market.ErrUnpriced)
	require.ErrorContains(t, err, "cacheRead")
	_, err = market.Prices{}.Cost(market.Usage{market.Input: 1})
	require.ErrorIs(t, err, market.ErrUnpriced)
	cost, err := market.Prices{}.Cost(market.Usage{})
	require.NoError(t, err)
	require.True(t, cost.IsZero())
}

func TestCostThatDoesNotFitIsAnError(t *testing.T) {
	var u market.Usage
	var list []market.UnitPrice
	for i := range market.Unit(market.Units) {
		u[i], list = 1<<63, append(list, price(i, 1<<63))
	}
	_, err := resolved(market.Tariff{Prices: list}).Cost(u)
	require.ErrorIs(t, err, money.ErrRange)
}

func TestOverrides(t *testing.T) {
	tariff := market.Tariff{
		Prices: prices(price(market.Input, 100), price(market.Output, 400)),
		Overrides: []market.Override{
			{UTCFrom: 16*60 + 30, UTCTo: 30, Prices: prices(price(market.Input, 50))},                                          // at night, over midnight
			{ContextOver: 200_000, Prices: prices(price(market.Input, 200), price(market.Output, 600))},                        // long prompts
			{ContextOver: 200_000, Tier: "flex", Prices: prices(price(market.Input, 120))},                                     // long prompts that can wait
			{UTCFrom: 23 * 60, UTCTo: 23*60 + 1, ContextOver: 200_000, Tier: "flex", Prices: prices(price(market.Input, 119))}, // for a minute
		},
	}
	require.NoError(t, tariff.Validate())
	for _, c := range []struct {
		at     string
		tier   string
		prompt uint64
		want   money.Price // of input
	}{
		{"12:00", "", 1, 100}, {"16:29", "", 1, 100}, {"16:30", "", 1, 50}, {"23:59", "", 1, 50}, {"00:29", "", 1, 50}, {"00:30", "", 1, 100},
		{"12:00", "", 200_000, 100}, {"12:00", "", 200_001, 200}, {"23:00", "", 200_001, 200}, // the last that holds wins, not the cheapest
		{"12:00", "flex", 200_001, 120}, {"12:00", "flex", 200_000, 100}, {"23:00", "flex", 200_001, 119}, {"23:01", "flex", 200_001, 120},
		{"12:00", "batch", 200_001, 200},
	} {
		at, err := time.Parse("15:04", c.at)
		require.NoError(t, err)
		p, err := tariff.Resolve(at, c.tier, market.NoMultiplier)
		require.NoError(t, err)
		got, ok := p.At(c.prompt).Get(market.Input)
		require.True(t, ok)
		require.Equal(t, c.want, got, "at %s, tier %q, prompt of %d tokens; picos per token", c.at, c.tier, c.prompt)
	}
}

func TestContextTierIsJudgedOnTheWholePrompt(t *testing.T) {
	p := resolved(market.Tariff{
		Prices:    prices(price(market.Input, 10), price(market.CacheRead, 1)),
		Overrides: []market.Override{{ContextOver: 100, Prices: prices(price(market.Input, 20), price(market.CacheRead, 2))}},
	})
	cost, err := p.Cost(market.Usage{market.Input: 50, market.CacheRead: 50})
	require.NoError(t, err)
	require.Equal(t, money.Picos(550), cost)
	cost, err = p.Cost(market.Usage{market.Input: 50, market.CacheRead: 51})
	require.NoError(t, err)
	require.Equal(t, money.Picos(50*20+51*2), cost)
}

func TestZonesDoNotMatter(t *testing.T) {
	tariff := market.Tariff{Prices: prices(price(market.Input, 100)), Overrides: []market.Override{{UTCFrom: 60, UTCTo: 120, Prices: prices(price(market.Input, 50))}}}
	at := time.Date(2026, 1, 1, 1, 30, 0, 0, time.UTC)
	p, err := tariff.Resolve(at.In(time.FixedZone("far", 9*3600)), "", market.NoMultiplier)
	require.NoError(t, err)
	got, _ := p.At(0).Get(market.Input)
	require.Equal(t, money.Price(50), got)
}

func TestSamePricesFindsTheBoundary(t *testing.T) {
	tariff := market.Tariff{Prices: prices(price(market.Input, 100)), Overrides: []market.Override{{UTCFrom: 750, UTCTo: 760, Prices: prices(price(market.Input, 50))}}}
	require.True(t, tariff.SamePrices(t0, t0.Add(29*time.Minute)))
	require.False(t, tariff.SamePrices(t0.Add(29*time.Minute+59*time.Second), t0.Add(30*time.Minute)))
	require.True(t, tariff.SamePrices(t0.Add(30*time.Minute), t0.Add(39*time.Minute)))
	require.False(t, tariff.SamePrices(t0.Add(39*time.Minute), t0.Add(40*time.Minute)))
}

func TestMultiplierOnlyLowers(t *testing.T) {
	tariff := market.Tariff{Prices: prices(price(market.Input, 3))}
	for _, ppm := range []uint32{0, market.NoMultiplier + 1} {
		_, err := tariff.Resolve(t0, "", ppm)
		require.ErrorContains(t, err, "only ever lowered")
	}
	p, err := tariff.Resolve(t0, "", 1)
	require.NoError(t, err)
	got, _ := p.At(0).Get(market.Input)
	require.Equal(t, money.Price(1), got, "a discount never rounds to free")
}

func TestPricesHash(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := tariffs().Draw(t, "a"), tariffs().Draw(t, "b")
		pa, pb := resolved(a), resolved(b)
		require.Equal(t, pa.Hash(), resolved(a).Hash())
		require.Equal(t, pa.Hash() == pb.Hash(), equalTiers(pa, pb))
	})
	one, all := resolved(market.Tariff{Prices: prices(price(market.Input, 1))}), market.PriceVector{}
	all.Set(market.Input, 1)
	all.Set(market.Output, 0)
	require.NotEqual(t, one.Hash(), market.Prices{}.Hash())
	require.NotEqual(t, one.At(0), all, "a price of zero is not the same as none")
}

func equalTiers(a, b market.Prices) bool {
	if len(a.Tiers()) != len(b.Tiers()) {
		return false
	}
	for i := range a.Tiers() {
		if a.Tiers()[i] != b.Tiers()[i] {
			return false
		}
	}
	return true
}

func TestTariffValidate(t *testing.T) {
	many := make([]market.Override, market.MaxOverrides+1)
	for i := range many {
		many[i] = market.Override{Prices: prices(price(market.Input, 1))}
	}
	good := prices(price(market.Input, 1), price(market.Output, money.MaxPrice))
	for says, tariff := range map[string]market.Tariff{
		"no prices":             {},
		"overrides, at most 16": {Prices: good, Overrides: many},
		"price 0":               {Prices: prices(price(market.Input, 0))},
		"over the highest":      {Prices: prices(price(market.Input, money.MaxPrice+1))},
		"priced twice":          {Prices: prices(price(market.Input, 1), price(market.Input, 2))},
		"unknown unit":          {Prices: prices(price(99, 1))},
		"no base price":         {Prices: good, Overrides: []market.Override{{Prices: prices(price(market.Searches, 1))}}},
		"out of bounds":         {Prices: good, Overrides: []market.Override{{UTCFrom: 1440, Prices: good}}},
		"override 0: window":    {Prices: good, Overrides: []market.Override{{UTCTo: 1440, Prices: good}}},
		"override 0: win":       {Prices: good, Overrides: []market.Override{{Tier: "Flex\u202e", Prices: good}}},
		"override 0: windo":     {Prices: good, Overrides: []market.Override{{Tier: strings.Repeat("a", 33), Prices: good}}},
		"override 0: wi":        {Prices: good, Overrides: []market.Override{{}}},
		"override 0: input has": {Prices: good, Overrides: []market.Override{{Prices: prices(price(market.Input, 0))}}},
	} {
		require.ErrorContains(t, tariff.Validate(), says)
	}
	require.NoError(t, market.Tariff{Prices: good, Overrides: many[:market.MaxOverrides]}.Validate())
}

func TestFoldSellsUnpricedTokensAsWhatTheyAre(t *testing.T) {
	used := market.Usage{market.Input: 1, market.CacheRead: 2, market.CacheWrite5m: 4, market.CacheWrite1h: 8, market.Output: 16, market.Reasoning: 32, market.Searches: 64}
	plain := resolved(market.Tariff{Prices: prices(price(market.Input, 1), price(market.Output, 1))})
	require.Equal(t, market.Usage{market.Input: 15, market.Output: 48, market.Searches: 64}, plain.Fold(used), "a search is no token: it stays, and is not for sale")
	cached := resolved(market.Tariff{Prices: prices(price(market.Input, 1), price(market.CacheRead, 1), price(market.Output, 1), price(market.Reasoning, 1))})
	require.Equal(t, market.Usage{market.Input: 13, market.CacheRead: 2, market.Output: 16, market.Reasoning: 32, market.Searches: 64}, cached.Fold(used))
	rapid.Check(t, func(t *rapid.T) {
		p := resolved(tariffs().Draw(t, "tariff"))
		u := usages(resolved(market.Tariff{Prices: allUnits()}), 1_000).Draw(t, "usage")
		folded := p.Fold(u)
		require.Equal(t, u.Prompt(), folded.Prompt(), "no token is lost")
		require.Equal(t, u.Completion(), folded.Completion())
		require.Equal(t, folded, p.Fold(folded))
	})
}

func allUnits() (list []market.UnitPrice) {
	for u := range market.Unit(market.Units) {
		list = append(list, price(u, 1))
	}
	return list
}
