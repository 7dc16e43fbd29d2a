package keys_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/keys"
)

func TestParseBudget(t *testing.T) {
	for text, want := range map[string]clearing.Budget{
		"20 USD/day":       {Limit: money.Coins(20), Period: clearing.Day},
		"20 usd / day":     {Limit: money.Coins(20), Period: clearing.Day},
		"$0.50 per hour":   {Limit: money.Micros(500_000), Period: clearing.Hour},
		" 3.5 USD/week ":   {Limit: money.Micros(3_500_000), Period: clearing.Week},
		"100 USD/month":    {Limit: money.Coins(100), Period: clearing.Month},
		"100 USD":          {Limit: money.Coins(100)},
		"unlimited":        {Unlimited: true},
		"0.000001 USD/day": {Limit: money.Micros(1), Period: clearing.Day},
	} {
		got, err := keys.ParseBudget(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
		again, err := keys.ParseBudget(keys.FormatBudget(got))
		require.NoError(t, err)
		require.Equal(t, got, again)
	}
	for text, want := range map[string]string{
		"":                 "write '20 USD/day'",
		"20":               "has no unit",
		"20/day":           "write '20 USD/day'",
		"20 USD/fortnight": "no known period",
		"20 USD/":          "no known period",
		"20 USD/total":     "no known period",
		"0 USD/day":        "budget 0 buys nothing",
		"-5 USD/day":       "negative",
		"NaN USD/day":      "not a plain decimal number",
		"1e3 USD/day":      "not a plain decimal number",
		"0.0000001 USD":    "more than 6 decimals",
		"2000000000 USD":   "more than 1000000000",
		"20 EUR/day":       "has no unit",
	} {
		_, err := keys.ParseBudget(text)
		require.ErrorIs(t, err, keys.ErrBudget, text)
		require.ErrorContains(t, err, want, text)
	}
}

func FuzzParseBudget(f *testing.F) {
	for _, s := range []string{"20 USD/day", "$5 per hour", "unlimited", "1 USD//", "0 USD", "9999999999999 USD"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := keys.ParseBudget(s)
		if err != nil {
			return
		}
		again, err := keys.ParseBudget(keys.FormatBudget(b))
		require.NoError(t, err)
		require.Equal(t, b, again)
	})
}

func FuzzAuthenticate(f *testing.F) {
	k := open(f, &memory{})
	key, token := make1(f, k, keys.Spec{Name: "app"})
	f.Add(token)
	f.Add(token[:len(token)-1])
	f.Add("sk-test-" + token)
	f.Add("sk-test-\x00\xff")
	f.Fuzz(func(t *testing.T, bearer string) {
		got, err := k.Authenticate(bearer)
		require.Equal(t, bearer == token, err == nil)
		if err == nil {
			require.Equal(t, key.ID(), got.ID())
		}
	})
}

func BenchmarkAuthenticate(b *testing.B) {
	k := open(b, &memory{})
	_, token := make1(b, k, keys.Spec{Name: "app"})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := k.Authenticate(token); err != nil {
			b.Fatal(err)
		}
	}
}
