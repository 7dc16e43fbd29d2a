package market

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market/money"
)

// ErrUnpriced is returned when a usage has a unit that the terms give no price: it cannot be sold, and it is never free by omission.
var ErrUnpriced = errors.New("unit has no price")

// UnitPrice is the price of one unit.
type UnitPrice struct {
	Unit  Unit        `json:"unit"`
	Price money.Price `json:"picos"` // picos per unit
}

// Override replaces some prices where all its conditions hold. A condition at its zero value always holds.
type Override struct {
	ContextOver uint64      `json:"contextOver,omitempty"` // full prompt longer than this many tokens
	UTCFrom     uint16      `json:"utcFrom,omitempty"`     // minute of the day, inclusive; the window may wrap midnight
	UTCTo       uint16      `json:"utcTo,omitempty"`       // minute of the day, exclusive; equal to UTCFrom: any time
	Tier        string      `json:"tier,omitempty"`        // service tier; "" any
	Prices      []UnitPrice `json:"prices"`
}

// Tariff is a price rule: base prices plus overrides. Where several overrides name a unit, the last whose conditions hold wins.
type Tariff struct {
	Prices    []UnitPrice `json:"prices"`
	Overrides []Override  `json:"overrides,omitempty"`
}

// PriceVector holds the price of each unit that has one.
type PriceVector struct {
	priced [Units]bool
	price  [Units]money.Price
}

// Set gives a unit a price. Zero is a price: it must be stated to be meant.
func (v *PriceVector) Set(u Unit, p money.Price) { v.priced[u], v.price[u] = true, p }

// Get returns a unit's price and whether it has one.
func (v PriceVector) Get(u Unit) (money.Price, bool) { return v.price[u], v.priced[u] }

// List returns the priced units in enum order.
func (v PriceVector) List() []UnitPrice {
	var out []UnitPrice
	for u := range Unit(Units) {
		if v.priced[u] {
			out = append(out, UnitPrice{u, v.price[u]})
		}
	}
	return out
}

func (v *PriceVector) apply(list []UnitPrice) {
	for _, p := range list {
		v.Set(p.Unit, p.Price)
	}
}

// ContextTier is the vector that holds for prompts of more than Over tokens.
type ContextTier struct {
	Over   uint64
	Prices PriceVector
}

// Prices is a tariff resolved for a time, a service tier and a multiplier: what terms carry. Only the context tier is still open,
// judged on the usage itself, so that rating needs no clock.
type Prices struct {
	tiers []ContextTier // ascending by Over, the first with Over 0
}

// Tiers returns the context tiers, ascending; the first is the base.
func (p Prices) Tiers() []ContextTier { return p.tiers }

// At returns the vector that holds for a prompt of so many tokens.
func (p Prices) At(prompt uint64) PriceVector { return *p.at(prompt) }

// at spares rating the copy of a vector. What it returns is not written to.
func (p Prices) at(prompt uint64) *PriceVector {
	for i := len(p.tiers) - 1; i > 0; i-- {
		if prompt > p.tiers[i].Over {
			return &p.tiers[i].Prices
		}
	}
	if len(p.tiers) == 0 {
		return new(PriceVector)
	}
	return &p.tiers[0].Prices
}

// Cost is rating: the one function by which both sides compute a charge from a usage.
func (p Prices) Cost(u Usage) (money.Amount, error) {
	var sum money.Amount
	v := p.at(u.Prompt())
	for i, n := range u {
		if n == 0 {
			continue
		}
		if !v.priced[i] {
			return money.Amount{}, fmt.Errorf("rate %d %s: %w", n, Unit(i), ErrUnpriced)
		}
		var ok bool
		if sum, ok = sum.CheckedAdd(v.price[i].Times(n)); !ok {
			return money.Amount{}, fmt.Errorf("rate usage: %w", money.ErrRange)
		}
	}
	return sum, nil
}

// Fold moves counts of units that have no price of their own to the unit that they are sold as: cached and stored prompt tokens to
// input, reasoning to output. A seller whose terms name no such price sells them so.
func (p Prices) Fold(u Usage) Usage {
	v := p.At(u.Prompt())
	fold := func(to Unit, from ...Unit) {
		for _, f := range from {
			if !v.priced[f] {
				u[to], u[f] = u[to]+u[f], 0
			}
		}
	}
	fold(Input, CacheRead, CacheWrite5m, CacheWrite1h)
	fold(Output, Reasoning)
	return u
}

// Hash commits to the resolved prices: keccak256 over, per context tier, over (uint64) and for each unit a presence byte and the price (uint64).
func (p Prices) Hash() common.Hash {
	buf := make([]byte, 0, len(p.tiers)*(8+9*Units))
	for _, t := range p.tiers {
		buf = binary.BigEndian.AppendUint64(buf, t.Over)
		for u := range Unit(Units) {
			present := byte(0)
			if t.Prices.priced[u] {
				present = 1
			}
			buf = binary.BigEndian.AppendUint64(append(buf, present), uint64(t.Prices.price[u]))
		}
	}
	return crypto.Keccak256Hash(buf)
}

// NoMultiplier is the multiplier that leaves prices as they are, in parts per million.
const NoMultiplier = 1_000_000

// Resolve fixes a tariff at a time, for a service tier and a multiplier of at most NoMultiplier ppm (prices round up, never to free).
func (t Tariff) Resolve(at time.Time, tier string, ppm uint32) (Prices, error) {
	return t.ResolveIn(nil, at, tier, ppm)
}

// ResolveIn is Resolve that lays the prices into space as far as it reaches: who keeps many offers chooses where their prices lie.
func (t Tariff) ResolveIn(space []ContextTier, at time.Time, tier string, ppm uint32) (Prices, error) {
	if ppm == 0 || ppm > NoMultiplier {
		return Prices{}, fmt.Errorf("multiplier %d ppm: prices are only ever lowered, by 1 to %d ppm", ppm, NoMultiplier)
	}
	overs := make([]uint64, 1, 1+MaxOverrides)
	for _, o := range t.Overrides {
		overs = append(overs, o.ContextOver)
	}
	slices.Sort(overs)
	out := Prices{space[:0]}
	for _, over := range slices.Compact(overs) {
		var v PriceVector
		v.apply(t.Prices)
		for _, o := range t.Overrides {
			if o.ContextOver <= over && o.holds(at, tier) {
				v.apply(o.Prices)
			}
		}
		for u := range v.price {
			p, err := v.price[u].MulCeil(uint64(ppm), NoMultiplier)
			if err != nil {
				return Prices{}, err
			}
			v.price[u] = p
		}
		out.tiers = append(out.tiers, ContextTier{over, v})
	}
	return out, nil
}

func (o Override) holds(at time.Time, tier string) bool {
	return (o.Tier == "" || o.Tier == tier) && o.inWindow(at)
}

func (o Override) inWindow(at time.Time) bool {
	if o.UTCFrom == o.UTCTo {
		return true
	}
	utc := at.UTC()
	minute := uint16(utc.Hour()*60 + utc.Minute())
	if o.UTCFrom < o.UTCTo {
		return o.UTCFrom <= minute && minute < o.UTCTo
	}
	return minute >= o.UTCFrom || minute < o.UTCTo
}

// SamePrices reports whether a tariff resolves alike at two times: no price boundary lies between them.
func (t Tariff) SamePrices(a, b time.Time) bool {
	for _, o := range t.Overrides {
		if o.inWindow(a) != o.inWindow(b) {
			return false
		}
	}
	return true
}

// Limits of a tariff that a peer sends.
const (
	MaxOverrides  = 16
	minutesPerDay = 24 * 60
)

// Validate refuses a tariff that no page may carry.
func (t Tariff) Validate() error {
	if len(t.Prices) == 0 {
		return errors.New("tariff has no prices")
	}
	if len(t.Overrides) > MaxOverrides {
		return fmt.Errorf("tariff has %d overrides, at most %d", len(t.Overrides), MaxOverrides)
	}
	if err := validatePrices(t.Prices); err != nil {
		return err
	}
	base := map[Unit]bool{}
	for _, p := range t.Prices {
		base[p.Unit] = true
	}
	for i, o := range t.Overrides {
		if o.UTCFrom >= minutesPerDay || o.UTCTo >= minutesPerDay || o.Tier != "" && !wordPattern.MatchString(o.Tier) || len(o.Prices) == 0 {
			return fmt.Errorf("override %d: window, tier or prices out of bounds", i)
		}
		if err := validatePrices(o.Prices); err != nil {
			return fmt.Errorf("override %d: %w", i, err)
		}
		for _, p := range o.Prices {
			if !base[p.Unit] {
				return fmt.Errorf("override %d prices %s, which has no base price", i, p.Unit)
			}
		}
	}
	return nil
}

func validatePrices(list []UnitPrice) error {
	var seen [Units]bool
	for _, p := range list {
		switch {
		case int(p.Unit) >= Units:
			return fmt.Errorf("unknown unit %d", p.Unit)
		case seen[p.Unit]:
			return fmt.Errorf("%s is priced twice", p.Unit)
		case p.Price == 0:
			return fmt.Errorf("%s has price 0; leave a unit out when it is not sold", p.Unit)
		case p.Price > money.MaxPrice:
			return fmt.Errorf("%s price is over the highest price", p.Unit)
		}
		seen[p.Unit] = true
	}
	return nil
}
