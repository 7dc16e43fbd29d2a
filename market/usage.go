package market

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Unit is one billable class of a call. Numbers are stored, sent and hashed: they never change and are never reused.
type Unit uint8

// The units, in the order in which a usage is hashed. A token is counted in exactly one of them.
const (
	Input        Unit = 0  // prompt tokens that no cache served or stored
	CacheRead    Unit = 1  // prompt tokens read from the vendor's prefix cache
	CacheWrite5m Unit = 2  // prompt tokens stored for five minutes
	CacheWrite1h Unit = 3  // prompt tokens stored for one hour
	Output       Unit = 4  // visible completion tokens
	Reasoning    Unit = 5  // completion tokens that reason, shown or hidden
	AudioIn      Unit = 6  // audio tokens of the prompt
	AudioOut     Unit = 7  // audio tokens of the answer
	ImageIn      Unit = 8  // image tokens of the prompt
	ImageOut     Unit = 9  // image tokens of the answer
	VideoTokens  Unit = 10 // generated video, in the vendor's video tokens
	VideoMillis  Unit = 11 // generated video, in milliseconds
	Requests     Unit = 12 // calls, for a price per request
	Searches     Unit = 13 // web searches that the vendor made

	Units = 14 // how many units there are
)

var unitNames = [Units]string{"input", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output", "reasoning", "audioIn", "audioOut",
	"imageIn", "imageOut", "videoTokens", "videoMillis", "requests", "searches"}

func (u Unit) String() string {
	if int(u) < Units {
		return unitNames[u]
	}
	return fmt.Sprintf("unit%d", uint8(u))
}

// ParseUnit reads a unit's name.
func ParseUnit(name string) (Unit, error) {
	for i, n := range unitNames {
		if n == name {
			return Unit(i), nil
		}
	}
	return 0, fmt.Errorf("unknown unit %q; the units are %v", name, unitNames)
}

// Usage is a vector of disjoint counts, indexed by Unit: what a call used.
type Usage [Units]uint64

// Hash commits to the counts: keccak256 of the uint64 counts in enum order, big-endian.
func (u Usage) Hash() common.Hash {
	var buf [8 * Units]byte
	for i, n := range u {
		binary.BigEndian.PutUint64(buf[8*i:], n)
	}
	return crypto.Keccak256Hash(buf[:])
}

// Prompt is the length of the full prompt in tokens, cached or not: what a context tier is judged on.
func (u Usage) Prompt() uint64 {
	return u[Input] + u[CacheRead] + u[CacheWrite5m] + u[CacheWrite1h] + u[AudioIn] + u[ImageIn]
}

// Completion is the length of the full answer in tokens, shown or hidden.
func (u Usage) Completion() uint64 { return u[Output] + u[Reasoning] + u[AudioOut] + u[ImageOut] }

// Add returns the sum of two usages; ok is false when a count overflows.
func (u Usage) Add(v Usage) (sum Usage, ok bool) {
	for i := range u {
		var carry uint64
		if sum[i], carry = bits.Add64(u[i], v[i], 0); carry != 0 {
			return Usage{}, false
		}
	}
	return sum, true
}

// MaxCount bounds one count of a usage from outside, so that sums and costs of honest code cannot overflow.
const MaxCount = 1 << 40

// Validate refuses counts that no call can have.
func (u Usage) Validate() error {
	for i, n := range u {
		if n > MaxCount {
			return fmt.Errorf("usage: %s count %d is over %d", Unit(i), n, uint64(MaxCount))
		}
	}
	return nil
}

// MarshalJSON writes the non-zero counts by name.
func (u Usage) MarshalJSON() ([]byte, error) {
	m := make(map[string]uint64, 4)
	for i, n := range u {
		if n > 0 {
			m[unitNames[i]] = n
		}
	}
	return json.Marshal(m)
}

// UnmarshalJSON reads counts by name and refuses unknown units.
func (u *Usage) UnmarshalJSON(data []byte) error {
	var m map[string]uint64
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	*u = Usage{}
	for name, n := range m {
		unit, err := ParseUnit(name)
		if err != nil {
			return err
		}
		u[unit] = n
	}
	return nil
}
