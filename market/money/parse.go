package money

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// ErrFormat is returned when a text is not a sum of money in the form that its message names.
var ErrFormat = errors.New("not a sum of money")

// maxCoins bounds sums that people type: a slip of nine digits is refused instead of obeyed.
const maxCoins = 1_000_000_000

// ParsePicos reads decimal picos: one to 39 digits, nothing else.
func ParsePicos(s string) (Amount, error) {
	if s == "" || len(s) > 39 || strings.Trim(s, "0123456789") != "" {
		return Amount{}, fmt.Errorf("%w: %q is not a count of picos (digits only)", ErrFormat, s)
	}
	b, _ := new(big.Int).SetString(s, 10)
	return FromBig(b)
}

// ParseCoins reads a plain decimal number of coins with at most 12 decimals, such as "3.50".
func ParseCoins(s string) (Amount, error) { return parseDecimal(s, 12) }

// ParseUSD reads a sum with its currency as people type it: "20 USD", "3.5 usd", "$3.50". At most 6 decimals.
func ParseUSD(s string) (Amount, error) {
	t := strings.TrimSpace(s)
	switch {
	case strings.HasPrefix(t, "$"):
		t = t[1:]
	case len(t) > 3 && strings.EqualFold(t[len(t)-3:], "usd"):
		t = strings.TrimSpace(t[:len(t)-3])
	default:
		return Amount{}, fmt.Errorf("%w: %q has no unit; write '3.50 USD'", ErrFormat, s)
	}
	a, err := parseDecimal(t, 6)
	if err != nil {
		return Amount{}, fmt.Errorf("%w; write '3.50 USD', at most 6 decimals", err)
	}
	return a, nil
}

func parseDecimal(s string, maxDecimals int) (Amount, error) {
	whole, frac, dotted := strings.Cut(s, ".")
	switch {
	case strings.HasPrefix(s, "-"):
		return Amount{}, fmt.Errorf("%w: %q is negative", ErrFormat, s)
	case whole == "" || dotted && frac == "" || strings.Trim(whole+frac, "0123456789") != "" || len(whole) > 24:
		return Amount{}, fmt.Errorf("%w: %q is not a plain decimal number", ErrFormat, s)
	case len(frac) > maxDecimals:
		return Amount{}, fmt.Errorf("%w: %q has more than %d decimals", ErrFormat, s, maxDecimals)
	}
	b, _ := new(big.Int).SetString(whole+frac+strings.Repeat("0", 12-len(frac)), 10)
	if b.Cmp(new(big.Int).Mul(big.NewInt(maxCoins), big.NewInt(PicosPerCoin))) > 0 {
		return Amount{}, fmt.Errorf("%w: %q is more than %d", ErrRange, s, maxCoins)
	}
	return FromBig(b)
}
