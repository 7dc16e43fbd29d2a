package book

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Basket is the usage by which standing offers are ordered before a call is known: a million tokens, four fifths of them prompt.
var Basket = market.Usage{market.Input: 800_000, market.Output: 200_000}

// entry is one live offer. It is not changed once it is listed.
type entry struct {
	offer  market.Offer
	spans  []span
	basket money.Amount
	since  time.Time // when this seller was first seen to offer the model at this tariff
}

// span is the prices of an offer up to a time. Prices are resolved when a page comes, not when a call does.
type span struct {
	until  uint64 // unix ms, exclusive
	prices market.Prices
}

func newEntries(page SignedPage, now time.Time) ([]*entry, error) {
	block := make([]entry, len(page.Page.Rows))
	out := make([]*entry, len(block))
	for i := range page.Page.Rows {
		e := &block[i]
		e.offer, e.since = market.Offer{Page: page.Page, PageHash: page.Hash, Index: uint32(i)}, now
		if err := e.resolve(now); err != nil {
			return nil, fmt.Errorf("row %d: %w", i, err)
		}
		out[i] = e
	}
	return out, nil
}

// resolve fixes the tariff for the page's life: one span where no UTC window begins or ends in it, else one per such boundary.
// It starts a clock skew early, since a retail call's time may lie before the wholesale page's.
func (e *entry) resolve(now time.Time) error {
	tariff := e.offer.Row().Tariff
	at := time.UnixMilli(int64(e.offer.Page.Issued)).Add(-market.ClockSkew)
	end := time.UnixMilli(int64(e.offer.Page.ValidUntil)).Add(market.ClockSkew)
	for at.Before(end) {
		next := nextBoundary(tariff, at, end)
		prices, err := tariff.Resolve(at, "", market.NoMultiplier)
		if err != nil {
			return err
		}
		e.spans = append(e.spans, span{uint64(next.UnixMilli()), prices})
		at = next
	}
	u := Basket
	prices := e.prices(uint64(now.UnixMilli()))
	for unit := range u {
		if _, sold := prices.At(0).Get(market.Unit(unit)); !sold {
			u[unit] = 0
		}
	}
	basket, err := prices.Cost(u)
	e.basket = basket
	return err
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

// prices are the offer's prices at a time, unix ms.
func (e *entry) prices(at uint64) market.Prices {
	i := 0
	for i < len(e.spans)-1 && at >= e.spans[i].until {
		i++
	}
	return e.spans[i].prices
}

// compareEntries orders by basket cost, then age, then seller.
func compareEntries(a, b *entry) int {
	if c := a.basket.Cmp(b.basket); c != 0 {
		return c
	}
	return compareAge(a, b)
}

func compareAge(a, b *entry) int {
	as, bs := a.offer.Seller(), b.offer.Seller()
	return cmp.Or(a.since.Compare(b.since), bytes.Compare(as[:], bs[:]))
}

// replace takes a page's entries out of the book and puts the next page's in. It returns the models whose offers changed.
func (b *Book) replace(old, entries []*entry) []market.Model {
	was := make(map[market.Model]*entry, len(old))
	for _, e := range old {
		was[e.offer.Row().Model] = e
	}
	var changed []market.Model
	for _, e := range entries {
		model := e.offer.Row().Model
		before := was[model]
		delete(was, model)
		if before != nil && reflect.DeepEqual(before.offer.Row().Tariff, e.offer.Row().Tariff) {
			e.since = before.since
		}
		b.swap(model, before, e)
		changed = append(changed, model)
	}
	for model, e := range was {
		b.swap(model, e, nil)
		changed = append(changed, model)
	}
	b.offers += len(entries) - len(old)
	slices.Sort(changed)
	return changed
}

// swap stores a new slice of a model's offers without one entry and with another; either may be nil.
func (b *Book) swap(model market.Model, out, in *entry) {
	old := b.models[model]
	next := make([]*entry, 0, len(old)+1)
	if out != nil {
		i := slices.Index(old, out)
		next = append(append(next, old[:i]...), old[i+1:]...)
	} else {
		next = append(next, old...)
	}
	if in != nil {
		i, _ := slices.BinarySearchFunc(next, in, compareEntries)
		next = slices.Insert(next, i, in)
	}
	if len(next) == 0 {
		delete(b.models, model)
		return
	}
	b.models[model] = next
}
