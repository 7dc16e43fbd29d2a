package money_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market/money"
)

func TestParseUSD(t *testing.T) {
	for text, want := range map[string]money.Amount{
		"20 USD": money.Coins(20), "3.5 usd": money.Micros(3_500_000), "$3.50": money.Micros(3_500_000), " 0.000001 USD ": money.Micros(1),
		"0 USD": {}, "1000000000 USD": money.Coins(1_000_000_000), "007USD": money.Coins(7),
	} {
		got, err := money.ParseUSD(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for text, says := range map[string]string{
		"": "no unit", "20": "no unit", "20 EUR": "no unit", "usd": "no unit", "-1 USD": "negative", "$-1": "negative", "1e3 USD": "plain decimal", "NaN USD": "plain decimal",
		"1. USD": "plain decimal", ".5 USD": "plain decimal", "1,50 USD": "plain decimal", "+1 USD": "plain decimal", "0x10 USD": "plain decimal",
		"1.2.3 USD": "plain decimal", "0.0000001 USD": "more than 6 decimals", "0.30000000000000004 USD": "more than 6 decimals",
		"1000000000.000001 USD": "more than 1000000000", "١ USD": "plain decimal", "1 000 USD": "plain decimal",
		strings.Repeat("9", 30) + " USD": "plain decimal",
	} {
		_, err := money.ParseUSD(text)
		require.ErrorContains(t, err, says, "%q", text)
	}
	_, err := money.ParseUSD("20")
	require.ErrorContains(t, err, "'3.50 USD'", "an error says what to type")
}

func TestParsePrice(t *testing.T) {
	for text, want := range map[string]money.Price{
		"0.15 USD per 1M tokens": 150_000, "3.50 USD/1M": 3_500_000, "3.5 usd per 1m": 3_500_000, "0.000001 USD/1M tokens": 1, "1000000000 USD/1M": money.MaxPrice,
	} {
		got, err := money.ParsePrice(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for text, says := range map[string]string{
		"0.15": "no unit", "0.15 USD": "no unit", "-1 USD/1M": "negative", "0.0000001 USD/1M": "decimals", "1000000001 USD/1M": "more than",
	} {
		_, err := money.ParsePrice(text)
		require.ErrorContains(t, err, says, text)
	}
}

// Micro-dollars per million tokens and picos per token are one integer.
func TestPriceIsMicrosPerMillion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := money.Price(rapid.Uint64Range(0, uint64(money.MaxPrice)).Draw(t, "price"))
		back, err := money.ParsePerMillion(p.PerMillion())
		require.NoError(t, err)
		require.Equal(t, p, back)
		require.Equal(t, money.Micros(uint64(p)), p.Times(1_000_000))
	})
}

func TestDiscountNeverRoundsToFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := money.Price(rapid.Uint64Min(1).Draw(t, "price"))
		ppm := rapid.Uint64Range(1, 1_000_000).Draw(t, "ppm")
		got, err := p.MulCeil(ppm, 1_000_000)
		require.NoError(t, err)
		require.Positive(t, got)
		require.LessOrEqual(t, got, p)
		exactly := got.Times(1_000_000)
		require.False(t, exactly.Less(p.Times(ppm)))
		require.True(t, exactly.Sub(p.Times(ppm)).Less(money.Picos(1_000_000)))
	})
	_, err := money.Price(1<<63).MulCeil(3, 1)
	require.ErrorIs(t, err, money.ErrRange)
}

func TestCostAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := money.Price(rapid.Uint64().Draw(t, "price"))
		a, b := rapid.Uint64Max(1<<63).Draw(t, "a"), rapid.Uint64Max(1<<63-1).Draw(t, "b")
		require.Equal(t, p.Times(a+b), p.Times(a).Add(p.Times(b)))
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"20 USD", "$3.50", "0.15 USD per 1M tokens", "1.000000000001", "340282366920938463463374607431768211455", "-1", "١"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, err := money.ParsePicos(s); err == nil {
			require.Equal(t, strings.TrimLeft(s, "0"), strings.TrimLeft(a.String(), "0"))
		}
		if a, err := money.ParseCoins(s); err == nil {
			back, err := money.ParseCoins(a.Decimal())
			require.NoError(t, err)
			require.Equal(t, a, back)
		}
		if a, err := money.ParseUSD(s); err == nil {
			back, err := money.ParseUSD(a.Dollars())
			require.NoError(t, err)
			require.Equal(t, a, back)
		}
		if p, err := money.ParsePrice(s); err == nil {
			require.LessOrEqual(t, p, money.MaxPrice)
			back, err := money.ParsePrice(p.PerMillion() + " USD/1M")
			require.NoError(t, err)
			require.Equal(t, p, back)
		}
		var u money.Units
		if err := u.UnmarshalText([]byte(s)); err == nil {
			require.False(t, money.MaxUnits.Less(u))
		}
	})
}
