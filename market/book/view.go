package book

import (
	"cmp"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
)

// Listing sums up the offers of one model for a buyer.
type Listing struct {
	Model     market.Model
	Sellers   int
	Best      market.Offer  // cheapest for the basket
	Prices    market.Prices // of Best
	Context   uint64        // longest of its offers, tokens
	MaxOutput uint64        // longest of its offers, tokens
	Reasoning bool
	Dialects  []string // of any offer, ascending
}

// Live is a standing offer with its prices of the moment.
type Live struct {
	Offer  market.Offer
	Prices market.Prices
	Since  time.Time // when the seller was first seen to offer the model at this tariff
}

// Models lists the models that a buyer can buy at a time, by name.
func (b *Book) Models(buyer common.Address, now time.Time) []Listing {
	b.mu.RLock()
	names := make([]market.Model, 0, len(b.models))
	for model := range b.models {
		names = append(names, model)
	}
	b.mu.RUnlock()
	slices.Sort(names)
	out := make([]Listing, 0, len(names))
	for _, model := range names {
		if offers := b.Offers(model, buyer, now); len(offers) > 0 {
			out = append(out, listing(model, offers))
		}
	}
	return out
}

func listing(model market.Model, offers []Live) Listing {
	l := Listing{Model: model, Sellers: len(offers), Best: offers[0].Offer, Prices: offers[0].Prices}
	for _, o := range offers {
		row := o.Offer.Row()
		l.Context, l.MaxOutput = max(l.Context, row.Context), max(l.MaxOutput, row.MaxOutput)
		l.Reasoning = l.Reasoning || row.Reasoning
		l.Dialects = append(l.Dialects, row.Dialects...)
	}
	slices.Sort(l.Dialects)
	l.Dialects = slices.Compact(l.Dialects)
	return l
}

// Offers lists the live offers of a model that a buyer can take, the cheapest for the basket first, then the oldest.
func (b *Book) Offers(model market.Model, buyer common.Address, now time.Time) []Live {
	b.mu.RLock()
	entries := b.models[model]
	b.mu.RUnlock()
	ms := uint64(now.UnixMilli())
	var out []Live
	for _, e := range entries {
		if ms < e.until && e.offer.Row().Allows(buyer) {
			out = append(out, Live{e.offer, e.pricesAt(ms), time.Unix(0, e.since).UTC()})
		}
	}
	return out
}

// Snapshot returns the valid pages of some families, of all when none is named, tombstones included: what a late joiner pulls.
// Pages are ordered by family, then seller.
func (b *Book) Snapshot(families []string, now time.Time) []SignedPage {
	b.mu.RLock()
	defer b.mu.RUnlock()
	ms := uint64(now.UnixMilli())
	var out []SignedPage
	for key, h := range b.heads {
		_, barred := b.barred[key.seller]
		if h.page.Page == nil || barred || h.page.Page.ValidUntil <= ms || len(families) > 0 && !slices.Contains(families, key.family) {
			continue
		}
		out = append(out, h.page)
	}
	slices.SortFunc(out, func(a, b SignedPage) int {
		return cmp.Or(cmp.Compare(a.Page.Family, b.Page.Family), a.Page.PayeeSigner.Cmp(b.Page.PayeeSigner))
	})
	return out
}

// Size is how many offers, and how many pages with offers, the book holds.
func (b *Book) Size() (offers, pages int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, h := range b.heads {
		if len(h.entries) > 0 {
			pages++
		}
	}
	return b.offers, pages
}
