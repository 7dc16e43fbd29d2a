package config_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
)

func noPrices(market.Model) (market.Tariff, bool) { return market.Tariff{}, false }

func offer(t *testing.T, text string) config.Offer {
	c, err := config.Parse("f", []byte("seller: {upstreams: [{name: v, kind: openai}], offers: ["+text+"]}"))
	require.NoError(t, err)
	require.NoError(t, c.Validate())
	return c.Seller.Offers[0]
}

func TestOfferBecomesARow(t *testing.T) {
	o := offer(t, `{model: deepseek/deepseek-v4-flash, upstream: v, usd_per_million: {input: 0.12, cache_read: 0.0028, output: 0.25}, max_calls: 8,
	  overrides: [{utc: 01:00-04:00, usd_per_million: {input: 0.24, output: 0.5}}, {context_over: 1000, usd_per_million: {input: 0.36}}],
	  allow: ["0x70997970C51812dc3A010C7d01b50e0d17dc79C8"]}`)
	ask, err := o.Ask(noPrices)
	require.NoError(t, err)
	cat := catalogue.Load()
	row, err := o.Row(ask, config.ListFacts(cat), []string{"openai"})
	require.NoError(t, err)
	entry, _ := cat.Find(o.Model)
	require.Equal(t, entry.Context, row.Context, "from the public list")
	require.Equal(t, uint32(8), row.MaxCalls)
	require.Equal(t, []common.Address{common.HexToAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8")}, row.Allow)

	usage := market.Usage{market.Input: 500, market.CacheRead: 100, market.Output: 10, market.Reasoning: 10}
	cost := func(at string) money.Amount {
		when, err := time.Parse("15:04", at)
		require.NoError(t, err)
		p, err := row.Tariff.Resolve(when, "", market.NoMultiplier)
		require.NoError(t, err)
		c, err := p.Cost(usage)
		require.NoError(t, err)
		return c
	}
	// picos per token = micro-dollars per million: 500*120000 + 100*2800 + 20*250000
	require.Equal(t, money.Picos(65_280_000), cost("12:00"), "reasoning costs what output costs")
	// 500*240000 + 100*2800 + 20*500000
	require.Equal(t, money.Picos(130_280_000), cost("01:00"), "the stated cache price stays")
	usage[market.Input] = 1_000
	require.Equal(t, money.Picos(365_280_000), cost("12:00"), "1100 prompt tokens pass context_over")
}

func TestCacheReadFollowsInputEverywhere(t *testing.T) {
	o := offer(t, `{model: a/b, upstream: v, context: 100, max_output: 50, usd_per_million: {input: 1, output: 2}, overrides: [{context_over: 10, usd_per_million: {input: 3}}]}`)
	ask, err := o.Ask(noPrices)
	require.NoError(t, err)
	p, err := ask.Resolve(time.Now(), "", market.NoMultiplier)
	require.NoError(t, err)
	for prompt, want := range map[uint64]money.Price{5: 1_000_000, 11: 3_000_000} {
		got, ok := p.At(prompt).Get(market.CacheRead)
		require.True(t, ok)
		require.Equal(t, want, got)
	}
	_, ok := p.At(0).Get(market.CacheWrite5m)
	require.False(t, ok, "a unit without a price is not sold")
}

func TestMarkupOverCost(t *testing.T) {
	o := offer(t, `{model: deepseek/deepseek-v4-flash, upstream: v, markup: 5.5 %}`)
	list := config.ListPrices(catalogue.Load())
	ask, err := o.Ask(list)
	require.NoError(t, err)
	require.Equal(t, market.UnitPrice{Unit: market.Input, Price: 147_700}, ask.Prices[0], "0.14 x 1.055")
	require.Equal(t, uint16(60), ask.Overrides[0].UTCFrom, "the vendor's windows come along")
	require.Equal(t, money.Price(295_400), ask.Overrides[0].Prices[0].Price)

	_, err = o.Ask(noPrices)
	require.ErrorIs(t, err, config.ErrNoCost)

	stated := offer(t, `{model: a/b, upstream: v, markup: 10 %, cost: {usd_per_million: {input: 1, output: 2}}}`)
	ask, err = stated.Ask(noPrices)
	require.NoError(t, err)
	require.Equal(t, money.Price(1_100_000), ask.Prices[0].Price)
}

func TestRowNeedsLengths(t *testing.T) {
	o := offer(t, `{model: a/unknown, upstream: v, usd_per_million: {input: 1, output: 2}}`)
	ask, err := o.Ask(noPrices)
	require.NoError(t, err)
	_, err = o.Row(ask, config.ListFacts(catalogue.Load()), []string{"openai"})
	require.ErrorContains(t, err, "state context and max_output")
	_, err = o.Row(ask, func(market.Model) (uint64, uint64, bool, bool) { return 10, 5, false, true }, nil)
	require.ErrorContains(t, err, "dialects")
}

func TestRemoteName(t *testing.T) {
	o := config.Offer{Model: "a/b"}
	require.Equal(t, "b", o.Remote("openai"))
	require.Equal(t, "a/b", o.Remote(config.KindMarket))
	o.UpstreamModel = "c"
	require.Equal(t, "c", o.Remote("openai"))
}

func TestByFamilyKeepsOrder(t *testing.T) {
	got := config.ByFamily([]market.Row{{Model: "a/2"}, {Model: "b/1"}, {Model: "a/1"}})
	require.Len(t, got, 2)
	require.Equal(t, []market.Row{{Model: "a/2"}, {Model: "a/1"}}, got["a"])
}

// A markup never sells below cost times the markup, and never more than one pico per unit above it.
func TestMarkUpRoundsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		price := rapid.Uint64Range(1, uint64(money.MaxPrice)/20).Draw(t, "price")
		by := config.Percent{PPM: rapid.Uint32Range(0, 10_000_000).Draw(t, "ppm")}
		got, err := config.MarkUp(market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: money.Price(price)}}}, by)
		require.NoError(t, err)
		exact := money.Picos(price).Mul64(1_000_000 + uint64(by.PPM))
		sold := money.Picos(uint64(got.Prices[0].Price)).Mul64(1_000_000)
		require.False(t, sold.Less(exact))
		require.True(t, sold.Sub(exact).Less(money.Picos(1_000_000)))
	})
}
