package meter_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/meter"
)

func TestToleranceIsARunningBudget(t *testing.T) {
	var tol meter.Tolerance
	call := func(reported, counted uint64) uint64 {
		pay := tol.Settle(market.Usage{market.Output: reported}, meter.Counted{Output: counted, CheckOutput: true})
		return pay[market.Output]
	}
	require.Equal(t, uint64(1064), call(1064, 1000), "64 tokens and half a percent are free")
	require.Equal(t, uint64(1005), call(1005, 1000), "0.5 % of 2,000 are 10 in all: 69 of 74 are used")
	require.Equal(t, uint64(1000), call(1020, 1000), "20 more are not left: the counted is paid")
	require.Equal(t, uint64(1006), call(1006, 1000), "a refused claim has used nothing up")
	require.Equal(t, uint64(900), call(900, 1000), "less than counted is paid as reported, and gives back")
	require.Equal(t, uint64(1100), call(1100, 1000))
}

func TestInputAndOutputAreApart(t *testing.T) {
	var tol meter.Tolerance
	reported := market.Usage{market.Input: 500, market.CacheRead: 1000, market.CacheWrite5m: 20, market.Output: 50, market.Reasoning: 900}
	pay := tol.Settle(reported, meter.Counted{Input: 900, Output: 40, CheckInput: true, CheckOutput: true})
	require.Equal(t, market.Usage{market.CacheRead: 900, market.Output: 50, market.Reasoning: 900}, pay, "fresh input is cut first, then writes, then reads; reasoning is the seller's word")
	require.Equal(t, uint64(900), tol.Input.Reported)
}

func TestWithoutACheckTheVendorsCountIsPaid(t *testing.T) {
	var tol meter.Tolerance
	reported := market.Usage{market.Input: 500_000, market.Output: 50_000}
	require.Equal(t, reported, tol.Settle(reported, meter.Counted{Input: 1, Output: 1}))
	require.Equal(t, meter.Tolerance{}, tol)
}

func TestToleranceBoundsTheOverpayment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tol meter.Tolerance
		var paid, counted uint64
		for range rapid.IntRange(1, 40).Draw(t, "calls") {
			c := rapid.Uint64Range(0, 10_000).Draw(t, "counted")
			r := c + rapid.Uint64Range(0, 500).Draw(t, "over")
			pay := tol.Settle(market.Usage{market.Input: r, market.Output: r}, meter.Counted{Input: c, Output: c, CheckInput: true, CheckOutput: true})
			require.Equal(t, pay[market.Input], pay[market.Output])
			require.LessOrEqual(t, pay[market.Output], r)
			require.GreaterOrEqual(t, pay[market.Output], c)
			paid, counted = paid+pay[market.Output], counted+c
			require.LessOrEqual(t, paid, counted+counted/200+64, "tokens paid over those counted")
		}
	})
}
