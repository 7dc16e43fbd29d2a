package money

import (
	"encoding/hex"
	"fmt"
	"math/big"
)

// MaxDecimals is the most decimals of an asset that Units can carry without losing range.
const MaxDecimals = 24

// Asset is what a channel is denominated in: one token on one chain. Amounts of different assets never meet.
type Asset struct {
	ChainID  uint64
	Token    [20]byte
	Decimals uint8 // read from the token's contract, never from a table
}

// ID is the asset's key in the clearing contract's ledger: the token address left-padded to 32 bytes.
func (a Asset) ID() (id [32]byte) {
	copy(id[12:], a.Token[:])
	return id
}

func (a Asset) String() string {
	return fmt.Sprintf("%d/0x%s/%d", a.ChainID, hex.EncodeToString(a.Token[:]), a.Decimals)
}

// Units is a count of an asset's base units (uint96 on chain): what vouchers, deposits and claims are written in.
type Units struct{ n Amount }

// MaxUnits is the greatest uint96.
var MaxUnits = Units{Amount{1<<32 - 1, 1<<64 - 1}}

// UnitsOf returns n base units.
func UnitsOf(n uint64) Units { return Units{Picos(n)} }

// UnitsFromBig returns b base units; ErrRange when b is negative or over 96 bits.
func UnitsFromBig(b *big.Int) (Units, error) {
	if b.Sign() < 0 || b.BitLen() > 96 {
		return Units{}, ErrRange
	}
	a, err := FromBig(b)
	return Units{a}, err
}

// UnitsFromBytes reads a big-endian uint96.
func UnitsFromBytes(b [12]byte) Units {
	var wide [16]byte
	copy(wide[4:], b[:])
	return Units{FromBytes(wide)}
}

// Bytes returns the big-endian uint96.
func (u Units) Bytes() (b [12]byte) {
	wide := u.n.Bytes()
	copy(b[:], wide[4:])
	return b
}

// Big returns the base units as a new big integer.
func (u Units) Big() *big.Int { return u.n.Big() }

// Cmp returns -1, 0 or 1 as u is less than, equal to or greater than v.
func (u Units) Cmp(v Units) int { return u.n.Cmp(v.n) }

// Less reports whether u < v.
func (u Units) Less(v Units) bool { return u.n.Less(v.n) }

// IsZero reports whether u is nothing.
func (u Units) IsZero() bool { return u.n.IsZero() }

// Add returns u + v. It is for trusted sums: over 96 bits is a developer error, since no contract could hold it.
func (u Units) Add(v Units) Units {
	s := Units{u.n.Add(v.n)}
	if MaxUnits.Less(s) {
		panic("developer error: sum of base units overflows 96 bits")
	}
	return s
}

// SubFloor returns u - v, or zero when v is greater.
func (u Units) SubFloor(v Units) Units { return Units{u.n.SubFloor(v.n)} }

// Max returns the greater of u and v.
func (u Units) Max(v Units) Units { return Units{u.n.Max(v.n)} }

// Min returns the smaller of u and v.
func (u Units) Min(v Units) Units { return Units{u.n.Min(v.n)} }

func (u Units) String() string { return u.n.String() }

// MarshalText writes the base units in decimal.
func (u Units) MarshalText() ([]byte, error) { return u.n.MarshalText() }

// UnmarshalText reads decimal base units.
func (u *Units) UnmarshalText(text []byte) error {
	a, err := ParsePicos(string(text))
	if err != nil {
		return err
	}
	if MaxUnits.n.Less(a) {
		return ErrRange
	}
	u.n = a
	return nil
}

// CeilTo converts picos to base units, rounding up: the only rounding of the ledger, for a cumulative amount.
// The second result is false when the amount does not fit 96 bits of base units.
func (a Amount) CeilTo(s Asset) (Units, bool) {
	if s.Decimals >= 12 {
		n, ok := a.CheckedMul64(pow10(s.Decimals - 12))
		return Units{n}, ok && !MaxUnits.n.Less(n)
	}
	per := pow10(12 - s.Decimals)
	up, ok := a.CheckedAdd(Picos(per - 1))
	if !ok {
		return Units{}, false
	}
	n := up.div64(per)
	return Units{n}, !MaxUnits.n.Less(n)
}

// FloorPicos is what u base units are worth in picos, rounding down (only assets of more than 12 decimals round). An absurd count
// of an asset of few decimals, which a peer may state, is worth MaxAmount.
func (u Units) FloorPicos(s Asset) Amount {
	if s.Decimals > 12 {
		return u.n.div64(pow10(s.Decimals - 12))
	}
	a, ok := u.n.CheckedMul64(pow10(12 - s.Decimals))
	if !ok {
		return MaxAmount
	}
	return a
}

func pow10(n uint8) uint64 {
	if n > 12 {
		panic("developer error: asset of more than 24 decimals")
	}
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}
