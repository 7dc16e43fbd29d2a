package money_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market/money"
)

// amounts draws amounts of every magnitude: random bits, few bits, and the edges.
func amounts() *rapid.Generator[money.Amount] {
	return rapid.Custom(func(t *rapid.T) money.Amount {
		var b [16]byte
		for i := rapid.IntRange(0, 16).Draw(t, "zero bytes"); i < 16; i++ {
			b[i] = rapid.SampledFrom([]byte{0, 1, 0x7f, 0x80, 0xff, rapid.Byte().Draw(t, "byte")}).Draw(t, "b")
		}
		return money.FromBytes(b)
	})
}

var (
	one128 = new(big.Int).Lsh(big.NewInt(1), 128)
	one96  = new(big.Int).Lsh(big.NewInt(1), 96)
)

func u64(n uint64) *big.Int { return new(big.Int).SetUint64(n) }

// exact requires that a checked operation gives the number that big integers give, or says that it does not fit.
func exact(t require.TestingT, want *big.Int, limit *big.Int, got *big.Int, ok bool) {
	fits := want.Sign() >= 0 && want.Cmp(limit) < 0
	require.Equal(t, fits, ok, "want %s, got %s", want, got)
	if fits {
		require.Zero(t, want.Cmp(got), "want %s, got %s", want, got)
	}
}

func TestArithmeticIsThatOfBigIntegers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := amounts().Draw(t, "a"), amounts().Draw(t, "b")
		n := rapid.Uint64().Draw(t, "n")
		sum, ok := a.CheckedAdd(b)
		exact(t, new(big.Int).Add(a.Big(), b.Big()), one128, sum.Big(), ok)
		diff, ok := a.CheckedSub(b)
		exact(t, new(big.Int).Sub(a.Big(), b.Big()), one128, diff.Big(), ok)
		product, ok := a.CheckedMul64(n)
		exact(t, new(big.Int).Mul(a.Big(), u64(n)), one128, product.Big(), ok)

		require.Equal(t, a.Big().Cmp(b.Big()), a.Cmp(b))
		require.Equal(t, a.Cmp(b) < 0, a.Less(b))
		require.Equal(t, a == b, a.Cmp(b) == 0)
		require.Zero(t, new(big.Int).Add(a.Min(b).Big(), a.Max(b).Big()).Cmp(new(big.Int).Add(a.Big(), b.Big())))
		if a.Less(b) {
			require.True(t, a.SubFloor(b).IsZero())
		} else {
			require.Equal(t, a.Sub(b), a.SubFloor(b))
		}
	})
}

func TestShareRoundsDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := amounts().Draw(t, "a")
		den := rapid.Uint64Min(1).Draw(t, "den")
		num := rapid.Uint64Range(0, den).Draw(t, "num")
		want := new(big.Int).Mul(a.Big(), u64(num))
		require.Zero(t, want.Quo(want, u64(den)).Cmp(a.MulDiv(num, den).Big()))
	})
}

func TestEveryFormReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := amounts().Draw(t, "a")
		require.Equal(t, a, money.FromBytes(a.Bytes()))
		back, err := money.FromBig(a.Big())
		require.NoError(t, err)
		require.Equal(t, a, back)
		back, err = money.ParsePicos(a.String())
		require.NoError(t, err)
		require.Equal(t, a, back)
		require.Equal(t, a.Big().String(), a.String())

		text, err := json.Marshal(map[string]money.Amount{"cost": a})
		require.NoError(t, err)
		require.Equal(t, `{"cost":"`+a.Big().String()+`"}`, string(text), "JSON is a string: no reader rounds it")
		var m map[string]money.Amount
		require.NoError(t, json.Unmarshal(text, &m))
		require.Equal(t, a, m["cost"])

		coins, ok := new(big.Rat).SetString(a.Decimal())
		require.True(t, ok)
		require.Zero(t, coins.Cmp(new(big.Rat).SetFrac(a.Big(), u64(money.PicosPerCoin))), "%s picos are %s coins", a, a.Decimal())
		dollars, ok := new(big.Rat).SetString(a.Dollars()[1:])
		require.True(t, ok)
		require.Zero(t, dollars.Cmp(coins))
	})
}

func TestTrustedSumsPanicRatherThanWrap(t *testing.T) {
	most := money.MaxAmount
	require.Equal(t, new(big.Int).Sub(one128, big.NewInt(1)), most.Big())
	require.PanicsWithValue(t, "developer error: amount addition overflows 128 bits", func() { most.Add(money.Picos(1)) })
	require.PanicsWithValue(t, "developer error: amount product overflows 128 bits", func() { most.Mul64(2) })
	require.PanicsWithValue(t, "developer error: amount 1 minus 2 is negative", func() { money.Picos(1).Sub(money.Picos(2)) })
	require.PanicsWithValue(t, "developer error: amount share overflows 128 bits", func() { most.MulDiv(2, 1) })
	require.PanicsWithValue(t, "developer error: sum of base units overflows 96 bits", func() { money.MaxUnits.Add(money.UnitsOf(1)) })
	require.PanicsWithValue(t, "developer error: asset of more than 24 decimals", func() { money.UnitsOf(1).FloorPicos(money.Asset{Decimals: 25}) })
}

func TestFromBigRefusesWhatDoesNotFit(t *testing.T) {
	for _, b := range []*big.Int{big.NewInt(-1), one128} {
		_, err := money.FromBig(b)
		require.ErrorIs(t, err, money.ErrRange)
	}
	for _, b := range []*big.Int{big.NewInt(-1), one96} {
		_, err := money.UnitsFromBig(b)
		require.ErrorIs(t, err, money.ErrRange)
	}
}

func TestDisplay(t *testing.T) {
	for _, c := range []struct {
		amount           money.Amount
		decimal, dollars string
	}{
		{money.Amount{}, "0", "$0.00"},
		{money.Picos(1), "0.000000000001", "$0.000000000001"},
		{money.Micros(1_234), "0.001234", "$0.001234"},
		{money.Micros(420), "0.00042", "$0.00042"},
		{money.Micros(1_250_000), "1.25", "$1.25"},
		{money.Micros(1_500_000), "1.5", "$1.50"},
		{money.Coins(20), "20", "$20.00"},
		{money.Coins(math.MaxUint64), "18446744073709551615", "$18446744073709551615.00"},
	} {
		require.Equal(t, c.decimal, c.amount.Decimal())
		require.Equal(t, c.dollars, c.amount.Dollars())
	}
}
