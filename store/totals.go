package store

import (
	"context"
	"encoding/binary"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Totals are sums over records that are done.
type Totals struct {
	Calls    uint64       `json:"calls"`
	Usage    market.Usage `json:"usage"`
	Cost     money.Amount `json:"cost"`              // charged
	ListCost money.Amount `json:"listCost,omitzero"` // bought: the same at the vendors' list prices, where known
	Upstream money.Amount `json:"upstream,omitzero"` // sold: what upstreams bill for it
}

func totalOf(r market.BoughtRecord) Totals {
	return Totals{Calls: 1, Usage: r.Usage, Cost: r.Cost, ListCost: r.ListCost}
}

func totalOfSold(r market.SoldRecord) Totals {
	return Totals{Calls: 1, Usage: r.Usage, Cost: r.Cost, Upstream: r.UpstreamCost}
}

func (t Totals) plus(o Totals) Totals {
	t.Calls += o.Calls
	for i := range t.Usage {
		t.Usage[i] += o.Usage[i] // no count is above 2^40
	}
	t.Cost, t.ListCost, t.Upstream = t.Cost.Add(o.Cost), t.ListCost.Add(o.ListCost), t.Upstream.Add(o.Upstream)
	return t
}

func (t Totals) less(o Totals) Totals {
	t.Calls -= o.Calls
	for i := range t.Usage {
		t.Usage[i] -= o.Usage[i]
	}
	t.Cost, t.ListCost, t.Upstream = t.Cost.Sub(o.Cost), t.ListCost.Sub(o.ListCost), t.Upstream.Sub(o.Upstream)
	return t
}

// dayID names a UTC day of one side.
type dayID struct {
	Side byte
	Day  uint64 // unix ms of its beginning
}

const dayMillis = 24 * 60 * 60 * 1000

// count moves a record into its day's totals, or out of them.
func (b *batch) count(side byte, at uint64, state market.RecordState, one Totals, move func(Totals, Totals) Totals) {
	if state != market.RecordDone {
		return
	}
	id := dayID{side, at - at%dayMillis}
	day, _ := b.hot.days.get(id)
	b.hot.days.put(id, move(day, one))
}

func (s *Store) loadDay(k, v []byte) error {
	if len(k) != 1+1+8 {
		return errors.New("row of a day's totals is malformed")
	}
	var t Totals
	err := decode(v, &t)
	s.hot.days.live[dayID{k[1], binary.BigEndian.Uint64(k[2:])}] = t
	return err
}

// days sums whole days from one on.
func (s *Store) days(side byte, since uint64) (sum Totals) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for id, t := range s.hot.days.live {
		if id.Side == side && id.Day >= since {
			sum = sum.plus(t)
		}
	}
	return sum
}

// whole reports whether a filter asks for whole days, of which the sums are kept.
func (f CallFilter) whole() bool {
	return f.Since%dayMillis == 0 && f.Before == 0 && f.Key == "" && f.Channel == common.Hash{} && f.Model == ""
}

// BoughtTotals sums what was bought, by the filter: at once for whole UTC days, else over the records.
func (s *Store) BoughtTotals(ctx context.Context, f CallFilter) (t Totals, err error) {
	if f.whole() {
		return s.days(sideBought, f.Since), ctx.Err()
	}
	f.State, f.Limit = market.RecordDone, 0
	err = s.newest(ctx, rowBuyTime, rowBuyRecord, f, func(v []byte) (bool, error) {
		r, err := decodeBought(v)
		if err == nil && f.wants(r.State, r.Key, r.Channel, r.Model) {
			t = t.plus(totalOf(r))
		}
		return true, err
	})
	return t, err
}

// SoldTotals sums what was sold, by the filter: at once for whole UTC days, else over the records.
func (s *Store) SoldTotals(ctx context.Context, f CallFilter) (t Totals, err error) {
	if f.whole() {
		return s.days(sideSold, f.Since), ctx.Err()
	}
	f.State, f.Limit = market.RecordDone, 0
	err = s.newest(ctx, rowSoldTime, rowSoldRec, f, func(v []byte) (bool, error) {
		r, err := decodeSold(v)
		if err == nil && f.wants(r.State, f.Key, r.Channel, r.Model) {
			t = t.plus(totalOfSold(r))
		}
		return true, err
	})
	return t, err
}
