package book

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Basket is the usage by which standing offers are ordered before a call is known: a million tokens, four fifths of them prompt.
var Basket = market.Usage{market.Input: 800_000, market.Output: 200_000}

// entry is one live offer, not changed once it is listed. It repeats what every call looks at and holds the usual, single context
// tier: in a large book nearly every step to another object is a cache miss.
type entry struct {
	offer     market.Offer
	until     uint64 // unix ms: end of the page's validity
	context   uint64
	maxOutput uint64
	since     int64        // unix ns: when this seller was first seen to offer the model at this tariff
	maxCall   money.Amount // the most that one call may cost; zero: no bound
	seller    common.Address
	dialects  dialectSet
	private   bool          // the row names its buyers
	later     []span        // the prices after UTC windows begin or end within the page's life; nil: prices hold for all of it
	prices    market.Prices // in tier, where they have one tier
	tier      [1]market.ContextTier
	basket    money.Amount
}

// span is prices that hold from a time on.
type span struct {
	from   uint64 // unix ms
	prices market.Prices
}

// dialectSet has a bit for each well-known dialect and one that stands for all others.
type dialectSet uint8

const otherDialects dialectSet = 1 << 7

func dialectBit(name string) dialectSet {
	switch name {
	case "openai":
		return 1
	case "responses":
		return 2
	case "anthropic":
		return 4
	case "gemini":
		return 8
	}
	return otherDialects
}

// speaks reports whether the row forwards a dialect.
func (e *entry) speaks(name string, bit dialectSet) bool {
	if bit != otherDialects {
		return e.dialects&bit != 0
	}
	return e.dialects&otherDialects != 0 && slices.Contains(e.offer.Row().Dialects, name)
}

// newEntries lays the entries of one page into one block, which lives as long as any of them is looked at.
func newEntries(page SignedPage, now time.Time) ([]*entry, error) {
	block := make([]entry, len(page.Page.Rows))
	out := make([]*entry, len(block))
	for i := range block {
		row, e := &page.Page.Rows[i], &block[i]
		e.offer, e.until, e.seller = market.Offer{Page: page.Page, PageHash: page.Hash, Index: uint32(i)}, page.Page.ValidUntil, page.Page.PayeeSigner
		e.context, e.maxOutput, e.private, e.since = row.Context, row.MaxOutput, len(row.Allow) > 0, now.UnixNano()
		e.maxCall = page.Page.Policy.MaxCall
		for _, name := range row.Dialects {
			e.dialects |= dialectBit(name)
		}
		if err := e.resolve(now); err != nil {
			return nil, fmt.Errorf("row %d: %w", i, err)
		}
		out[i] = e
	}
	return out, nil
}

// resolve fixes the tariff for the page's life when the page comes, not when a call does. It starts a clock skew before the page,
// since the time of a retail call may lie before the wholesale page's.
func (e *entry) resolve(now time.Time) (err error) {
	tariff := e.offer.Row().Tariff
	at := time.UnixMilli(int64(e.offer.Page.Issued)).Add(-market.ClockSkew)
	end := time.UnixMilli(int64(e.offer.Page.ValidUntil)).Add(market.ClockSkew)
	if e.prices, err = tariff.ResolveIn(e.tier[:0], at, "", market.NoMultiplier); err != nil {
		return err
	}
	for at = nextBoundary(tariff, at, end); at.Before(end); at = nextBoundary(tariff, at, end) {
		prices, err := tariff.Resolve(at, "", market.NoMultiplier)
		if err != nil {
			return err
		}
		e.later = append(e.later, span{uint64(at.UnixMilli()), prices})
	}
	e.basket, err = basketCost(e.pricesAt(uint64(now.UnixMilli())))
	return err
}

// basketCost rates what a row sells of the basket.
func basketCost(p market.Prices) (money.Amount, error) {
	u, v := Basket, p.At(Basket.Prompt())
	for unit := range u {
		if _, sold := v.Get(market.Unit(unit)); !sold {
			u[unit] = 0
		}
	}
	return p.Cost(u)
}

// nextBoundary is the first time after at, and end at the latest, at which a UTC window of the tariff begins or ends.
func nextBoundary(t market.Tariff, at, end time.Time) time.Time {
	next := end
	midnight := at.UTC().Truncate(24 * time.Hour)
	for _, o := range t.Overrides {
		if o.UTCFrom == o.UTCTo {
			continue
		}
		for _, minute := range [2]uint16{o.UTCFrom, o.UTCTo} {
			b := midnight.Add(time.Duration(minute) * time.Minute)
			if !b.After(at) {
				b = b.Add(24 * time.Hour)
			}
			if b.Before(next) {
				next = b
			}
		}
	}
	return next
}

// pricesAt are the offer's prices at a time, unix ms.
func (e *entry) pricesAt(at uint64) market.Prices {
	for i := len(e.later) - 1; i >= 0; i-- {
		if at >= e.later[i].from {
			return e.later[i].prices
		}
	}
	return e.prices
}

// compareEntries orders by basket cost, then age, then seller.
func compareEntries(a, b *entry) int {
	if c := a.basket.Cmp(b.basket); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.since, b.since), a.seller.Cmp(b.seller))
}

// replace takes a page's offers out of the book and puts the next page's in. It returns the models whose offers changed.
func (b *Book) replace(old, entries []*entry) []market.Model {
	was := slices.Clone(old)
	changed := make([]market.Model, 0, len(old)+len(entries))
	for _, e := range entries {
		before := take(was, e.offer.Row().Model)
		if before != nil && reflect.DeepEqual(before.offer.Row().Tariff, e.offer.Row().Tariff) {
			e.since = before.since
		}
		changed = append(changed, b.swap(before, e))
	}
	for _, e := range was {
		if e != nil {
			changed = append(changed, b.swap(e, nil))
		}
	}
	b.offers += len(entries) - len(old)
	slices.Sort(changed)
	return changed
}

// take removes a model's entry from a list and returns it; nil when there is none.
func take(list []*entry, model market.Model) *entry {
	for i, e := range list {
		if e != nil && e.offer.Row().Model == model {
			list[i] = nil
			return e
		}
	}
	return nil
}

// swap stores a new slice of a model's offers, without one and with another; either may be nil.
func (b *Book) swap(out, in *entry) market.Model {
	one := in
	if in == nil {
		one = out
	}
	model := one.offer.Row().Model
	next := make([]*entry, 0, len(b.models[model])+1)
	for _, e := range b.models[model] {
		if e != out {
			next = append(next, e)
		}
	}
	if in != nil {
		i, _ := slices.BinarySearchFunc(next, in, compareEntries)
		next = slices.Insert(next, i, in)
	}
	if len(next) == 0 {
		delete(b.models, model)
	} else {
		b.models[model] = next
	}
	return model
}
