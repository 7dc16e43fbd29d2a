package money

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"math/bits"
	"strings"
)

// PicosPerCoin is how many picos make one whole coin of the settlement asset.
const PicosPerCoin = 1_000_000_000_000

// ErrRange is returned when a value from outside does not fit 128 bits or would go below zero.
var ErrRange = errors.New("amount out of range")

// Amount is a non-negative quantity of the settlement asset in picos. The zero value is no money.
// Amounts are comparable with ==.
type Amount struct{ hi, lo uint64 }

// MaxAmount is the greatest amount.
var MaxAmount = Amount{1<<64 - 1, 1<<64 - 1}

// Picos returns n picos.
func Picos(n uint64) Amount { return Amount{lo: n} }

// Coins returns n whole coins.
func Coins(n uint64) Amount { return Picos(PicosPerCoin).Mul64(n) }

// Micros returns n millionths of a coin.
func Micros(n uint64) Amount { return Picos(1_000_000).Mul64(n) }

// CheckedAdd returns a + b, and false when the sum does not fit.
func (a Amount) CheckedAdd(b Amount) (Amount, bool) {
	lo, c := bits.Add64(a.lo, b.lo, 0)
	hi, c := bits.Add64(a.hi, b.hi, c)
	return Amount{hi, lo}, c == 0
}

// CheckedSub returns a - b, and false when b is greater than a.
func (a Amount) CheckedSub(b Amount) (Amount, bool) {
	lo, c := bits.Sub64(a.lo, b.lo, 0)
	hi, c := bits.Sub64(a.hi, b.hi, c)
	return Amount{hi, lo}, c == 0
}

// CheckedMul64 returns a * n, and false when the product does not fit.
func (a Amount) CheckedMul64(n uint64) (Amount, bool) {
	over, mid := bits.Mul64(a.hi, n)
	carry, lo := bits.Mul64(a.lo, n)
	hi, c := bits.Add64(mid, carry, 0)
	return Amount{hi, lo}, over == 0 && c == 0
}

// Add returns a + b. It is for trusted sums: overflow is a developer error.
func (a Amount) Add(b Amount) Amount {
	s, ok := a.CheckedAdd(b)
	if !ok {
		panic("developer error: amount addition overflows 128 bits")
	}
	return s
}

// Sub returns a - b. It is for trusted differences: going below zero is a developer error.
func (a Amount) Sub(b Amount) Amount {
	d, ok := a.CheckedSub(b)
	if !ok {
		panic(fmt.Sprintf("developer error: amount %s minus %s is negative", a, b))
	}
	return d
}

// SubFloor returns a - b, or zero when b is greater.
func (a Amount) SubFloor(b Amount) Amount {
	if d, ok := a.CheckedSub(b); ok {
		return d
	}
	return Amount{}
}

// Mul64 returns a * n. It is for trusted products: overflow is a developer error.
func (a Amount) Mul64(n uint64) Amount {
	p, ok := a.CheckedMul64(n)
	if !ok {
		panic("developer error: amount product overflows 128 bits")
	}
	return p
}

// MulDiv returns a * num / den, rounded down. It is for limits, shares and statistics, never for a charge.
func (a Amount) MulDiv(num, den uint64) Amount {
	q := new(big.Int).Mul(a.Big(), new(big.Int).SetUint64(num))
	out, err := FromBig(q.Quo(q, new(big.Int).SetUint64(den)))
	if err != nil {
		panic("developer error: amount share overflows 128 bits")
	}
	return out
}

// div64 is a / d, rounded down.
func (a Amount) div64(d uint64) Amount {
	lo, _ := bits.Div64(a.hi%d, a.lo, d)
	return Amount{a.hi / d, lo}
}

// Cmp returns -1, 0 or 1 as a is less than, equal to or greater than b.
func (a Amount) Cmp(b Amount) int {
	switch {
	case a.hi != b.hi && a.hi < b.hi, a.hi == b.hi && a.lo < b.lo:
		return -1
	case a == b:
		return 0
	}
	return 1
}

// Less reports whether a < b.
func (a Amount) Less(b Amount) bool { return a.Cmp(b) < 0 }

// IsZero reports whether a is no money.
func (a Amount) IsZero() bool { return a == Amount{} }

// Min returns the smaller of a and b.
func (a Amount) Min(b Amount) Amount {
	if b.Less(a) {
		return b
	}
	return a
}

// Max returns the greater of a and b.
func (a Amount) Max(b Amount) Amount {
	if a.Less(b) {
		return b
	}
	return a
}

// Big returns the picos as a new big integer.
func (a Amount) Big() *big.Int {
	b := new(big.Int).SetUint64(a.hi)
	return b.Or(b.Lsh(b, 64), new(big.Int).SetUint64(a.lo))
}

// FromBig returns b picos; ErrRange when b is negative or over 128 bits.
func FromBig(b *big.Int) (Amount, error) {
	if b.Sign() < 0 || b.BitLen() > 128 {
		return Amount{}, ErrRange
	}
	var buf [16]byte
	b.FillBytes(buf[:])
	return FromBytes(buf), nil
}

// Bytes returns the picos as a big-endian uint128, the form that is stored, sent and hashed.
func (a Amount) Bytes() (b [16]byte) {
	binary.BigEndian.PutUint64(b[:8], a.hi)
	binary.BigEndian.PutUint64(b[8:], a.lo)
	return b
}

// FromBytes reads a big-endian uint128.
func FromBytes(b [16]byte) Amount {
	return Amount{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}
}

// String returns the picos in decimal: the form of JSON and logs.
func (a Amount) String() string {
	if a.hi == 0 {
		return fmt.Sprintf("%d", a.lo)
	}
	return a.Big().String()
}

// Decimal returns the amount in coins with every digit that is not a trailing zero, such as "0.00042": exact, for usage.cost.
func (a Amount) Decimal() string {
	q, r := new(big.Int).QuoRem(a.Big(), big.NewInt(PicosPerCoin), new(big.Int))
	frac := strings.TrimRight(fmt.Sprintf("%012d", r), "0")
	if frac == "" {
		return q.String()
	}
	return q.String() + "." + frac
}

// Dollars returns the amount for people, such as "$1.25" or "$0.001234": at least two decimals, no trailing zeros after them, exact.
func (a Amount) Dollars() string {
	whole, frac, _ := strings.Cut(a.Decimal(), ".")
	return "$" + whole + "." + frac + strings.Repeat("0", max(0, 2-len(frac)))
}

// MarshalText writes the picos in decimal.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads decimal picos: digits only.
func (a *Amount) UnmarshalText(text []byte) error {
	v, err := ParsePicos(string(text))
	if err != nil {
		return err
	}
	*a = v
	return nil
}
