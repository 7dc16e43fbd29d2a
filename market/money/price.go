package money

import (
	"fmt"
	"strings"
)

// MaxPrice is the highest price that a page may carry: $1,000 per token or unit. Higher ones are slips or attacks.
const MaxPrice Price = 1_000 * PicosPerCoin

// Price is picos per unit. For tokens it is the same integer as micro-dollars per million tokens: $0.15 per million tokens is 150,000.
type Price uint64

// Times is the cost of n units: exact, and it always fits, since both factors are 64-bit.
func (p Price) Times(n uint64) Amount { return Picos(uint64(p)).Mul64(n) }

// PerMillion returns the price in coins per million units, such as "0.15".
func (p Price) PerMillion() string { return p.Times(1_000_000).Decimal() }

// MulCeil returns p * num / den rounded up, so that a discounted price never rounds to free. It serves price rules, never a charge.
func (p Price) MulCeil(num, den uint64) (Price, error) {
	a, ok := Picos(uint64(p)).CheckedMul64(num)
	if !ok {
		return 0, ErrRange
	}
	a = a.Add(Picos(den - 1)).div64(den)
	if a.hi != 0 {
		return 0, ErrRange
	}
	return Price(a.lo), nil
}

// ParsePerMillion reads a plain decimal number of coins per million units, at most 6 decimals: "0.15".
func ParsePerMillion(s string) (Price, error) {
	a, err := parseDecimal(strings.TrimSpace(s), 6)
	if err != nil {
		return 0, fmt.Errorf("%w; write dollars per million, such as '3.50', at most 6 decimals", err)
	}
	// Dollars per million with 6 decimals is an exact count of picos per unit: 10^12 / 10^6.
	micros := a.div64(1_000_000)
	if micros.hi != 0 || Price(micros.lo) > MaxPrice {
		return 0, fmt.Errorf("%w: %q per million is over the highest price", ErrRange, s)
	}
	return Price(micros.lo), nil
}

// ParsePrice reads a price as people write it: "3.50 USD per 1M tokens", "0.15 USD/1M".
func ParsePrice(s string) (Price, error) {
	t := strings.ToLower(strings.TrimSpace(s))
	for _, suffix := range []string{" usd per 1m tokens", " usd per 1m", " usd/1m tokens", " usd/1m"} {
		if n, ok := strings.CutSuffix(t, suffix); ok {
			return ParsePerMillion(n)
		}
	}
	return 0, fmt.Errorf("%w: %q has no unit; write '3.50 USD per 1M tokens'", ErrFormat, s)
}
