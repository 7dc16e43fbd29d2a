package money_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market/money"
)

func assets() *rapid.Generator[money.Asset] {
	return rapid.Custom(func(t *rapid.T) money.Asset {
		return money.Asset{ChainID: 31337, Decimals: rapid.Uint8Range(0, money.MaxDecimals).Draw(t, "decimals")}
	})
}

func units() *rapid.Generator[money.Units] {
	return rapid.Custom(func(t *rapid.T) money.Units {
		var b [12]byte
		for i := rapid.IntRange(0, 12).Draw(t, "zero bytes"); i < 12; i++ {
			b[i] = rapid.Byte().Draw(t, "b")
		}
		return money.UnitsFromBytes(b)
	})
}

// scaled is n * 10^exp as a fraction.
func scaled(n *big.Int, exp int) *big.Rat {
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(exp, -exp))), nil)
	if exp < 0 {
		return new(big.Rat).SetFrac(n, p)
	}
	return new(big.Rat).SetInt(new(big.Int).Mul(n, p))
}

// The only rounding of the ledger: upward, by less than one base unit.
func TestCeilToRoundsUpByLessThanOneUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, s := amounts().Draw(t, "amount"), assets().Draw(t, "asset")
		u, ok := a.CeilTo(s)
		owed := scaled(a.Big(), int(s.Decimals)-12)
		if !ok {
			ceil := new(big.Int).Quo(new(big.Int).Sub(new(big.Int).Add(owed.Num(), owed.Denom()), big.NewInt(1)), owed.Denom())
			// An amount so close to 128 bits that rounding it up overflows is refused too; it is over 96 bits of units of every real asset.
			require.True(t, ceil.Cmp(one96) >= 0 || a.Big().BitLen() == 128, "%s picos of %d decimals fit", a, s.Decimals)
			return
		}
		over := new(big.Rat).Sub(new(big.Rat).SetInt(u.Big()), owed)
		require.GreaterOrEqual(t, over.Sign(), 0, "%s picos round down to %s units", a, u)
		require.Negative(t, over.Cmp(big.NewRat(1, 1)), "%s picos lose a whole unit in %s", a, u)
	})
}

// However many calls there are, the payer overpays less than one base unit: what is rounded is the cumulative amount.
func TestRoundingDoesNotAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := money.Asset{Decimals: 6}
		var sum money.Amount
		var cumulative money.Units
		for _, cost := range rapid.SliceOf(rapid.Uint64Range(0, 1_000_000_000)).Draw(t, "costs") {
			sum = sum.Add(money.Picos(cost))
			u, ok := sum.CeilTo(s)
			require.True(t, ok)
			require.False(t, u.Less(cumulative), "a voucher never falls")
			cumulative = u
		}
		paid := cumulative.FloorPicos(s)
		require.False(t, paid.Less(sum))
		require.True(t, paid.Sub(sum).Less(money.Micros(1)), "overpaid by a unit or more: %s picos", paid.Sub(sum))
	})
}

func TestUnitsAndPicosAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, s := units().Draw(t, "units"), assets().Draw(t, "asset")
		worth := u.FloorPicos(s)
		exactWorth := scaled(u.Big(), 12-int(s.Decimals))
		if exactWorth.Cmp(new(big.Rat).SetInt(money.MaxAmount.Big())) > 0 {
			require.Equal(t, money.MaxAmount, worth)
			return
		}
		lost := new(big.Rat).Sub(exactWorth, new(big.Rat).SetInt(worth.Big()))
		require.GreaterOrEqual(t, lost.Sign(), 0)
		require.Negative(t, lost.Cmp(big.NewRat(1, 1)))
		if back, ok := worth.CeilTo(s); ok {
			require.False(t, u.Less(back), "what units are worth never costs more units")
			if s.Decimals <= 12 {
				require.Equal(t, u, back)
			}
		}
	})
}

func TestUnitsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, v := units().Draw(t, "u"), units().Draw(t, "v")
		require.Equal(t, u, money.UnitsFromBytes(u.Bytes()))
		back, err := money.UnitsFromBig(u.Big())
		require.NoError(t, err)
		require.Equal(t, u, back)
		text, err := json.Marshal(u)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, u, back)
		require.Equal(t, u.Big().Cmp(v.Big()), u.Cmp(v))
		require.Equal(t, u.Less(v), v.SubFloor(u).Big().Sign() > 0)
		require.Equal(t, []money.Units{u.Min(v), u.Max(v)}, []money.Units{v.Min(u), v.Max(u)})
	})
}

func TestUnitsOverTheContractsWidthAreRefused(t *testing.T) {
	u := money.UnitsOf(7)
	require.ErrorIs(t, u.UnmarshalText([]byte(one96.String())), money.ErrRange)
	require.ErrorIs(t, u.UnmarshalText([]byte("-1")), money.ErrFormat)
	require.Equal(t, money.UnitsOf(7), u, "a refused text changes nothing")
	require.NoError(t, u.UnmarshalText([]byte(new(big.Int).Sub(one96, big.NewInt(1)).String())))
	require.Equal(t, money.MaxUnits, u)
}

func TestCommonAssets(t *testing.T) {
	for _, c := range []struct {
		name     string
		decimals uint8
		amount   money.Amount
		units    string
		fits     bool
	}{
		{"a pico of USDC", 6, money.Picos(1), "1", true},
		{"a micro of USDC", 6, money.Micros(1), "1", true},
		{"a micro and a pico", 6, money.Micros(1).Add(money.Picos(1)), "2", true},
		{"a dollar of DAI", 18, money.Coins(1), "1000000000000000000", true},
		{"a pico of DAI", 18, money.Picos(1), "1000000", true},
		{"a coin of twelve decimals", 12, money.Coins(1), "1000000000000", true},
		{"a pico of a coin without decimals", 0, money.Picos(1), "1", true},
		{"all coins of DAI", 18, money.Coins(1 << 40), "", false},
	} {
		u, ok := c.amount.CeilTo(money.Asset{Decimals: c.decimals})
		require.Equal(t, c.fits, ok, c.name)
		if ok {
			require.Equal(t, c.units, u.String(), c.name)
		}
	}
}

func TestAssetNames(t *testing.T) {
	a := money.Asset{ChainID: 8453, Token: [20]byte{19: 0xab}, Decimals: 6}
	require.Equal(t, "8453/0x00000000000000000000000000000000000000ab/6", a.String())
	id := a.ID()
	require.Equal(t, byte(0xab), id[31])
	require.Equal(t, [12]byte{}, [12]byte(id[:12]))
}
