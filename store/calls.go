package store

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
)

// putBought files a record; its time must not change, it is what the index is made of. first says that no record of the attempt has been
// done before, so that the day's totals need not be corrected, and that the verb that began it has put it into the index.
func (b *batch) putBought(r market.BoughtRecord, first bool) error {
	key := rowID(rowBuyRecord, r.AttemptID)
	if !first {
		v, found, err := b.get(key)
		if err != nil {
			return err
		}
		if found {
			was, err := decodeBought(v)
			if err != nil {
				return err
			}
			b.count(sideBought, was.Time, was.State, totalOf(was), Totals.less)
		}
	}
	b.count(sideBought, r.Time, r.State, totalOf(r), Totals.plus)
	b.put(key, encode(r))
	if !first {
		b.indexBought(r)
	}
	return nil
}

// indexBought lets a record be found by its time, for good.
func (b *batch) indexBought(r market.BoughtRecord) {
	b.put(rowID(rowBuyTime, r.Time, r.AttemptID), []byte{})
}

// putSold is the same for a record of a seller.
func (b *batch) putSold(r market.SoldRecord, first bool) error {
	key := rowID(rowSoldRec, r.Channel, r.AttemptID)
	if !first {
		v, found, err := b.get(key)
		if err != nil {
			return err
		}
		if found {
			was, err := decodeSold(v)
			if err != nil {
				return err
			}
			b.count(sideSold, was.Time, was.State, totalOfSold(was), Totals.less)
		}
	}
	b.count(sideSold, r.Time, r.State, totalOfSold(r), Totals.plus)
	b.put(key, encode(r))
	if !first {
		b.indexSold(r)
	}
	if open := rowID(rowSoldOpen, r.Channel, r.AttemptID); r.State == market.RecordOpen {
		b.put(open, []byte{})
	} else {
		b.del(open)
	}
	return nil
}

func (b *batch) indexSold(r market.SoldRecord) {
	b.put(rowID(rowSoldTime, r.Time, r.Channel, r.AttemptID), []byte{})
}

func decodeBought(v []byte) (r market.BoughtRecord, err error) {
	err = decode(v, &r)
	return r, err
}

func decodeSold(v []byte) (r market.SoldRecord, err error) {
	err = decode(v, &r)
	return r, err
}

func bought(tx *badger.Txn, id market.AttemptID) (market.BoughtRecord, error) {
	v, err := value(tx, rowID(rowBuyRecord, id))
	if err == nil && v == nil {
		err = fmt.Errorf("attempt %s: %w", id, ErrNotFound)
	}
	if err != nil {
		return market.BoughtRecord{}, err
	}
	return decodeBought(v)
}

// Bought returns the record of one attempt of ours.
func (s *Store) Bought(ctx context.Context, id market.AttemptID) (r market.BoughtRecord, err error) {
	err = s.view(ctx, func(tx *badger.Txn) (err error) {
		r, err = bought(tx, id)
		return err
	})
	return r, err
}

// Attempts returns the records of all attempts at a call of ours, first to last; none for an unknown call.
func (s *Store) Attempts(ctx context.Context, call market.CallID) (out []market.BoughtRecord, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, rowID(rowBuyRecord, call), nil, false, func(_, v []byte) (bool, error) {
			r, err := decodeBought(v)
			out = append(out, r)
			return true, err
		})
	})
	return out, err
}

// SaveBought replaces a record, without any money moving. Durable: the record.
func (s *Store) SaveBought(ctx context.Context, r market.BoughtRecord) error {
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) { return struct{}{}, b.putBought(r, false) })
	return err
}

// Outcome is what a call of ours has come to over all its attempts: the last one's facts, the cost of all. It is zero for a call of which
// nothing is filed.
func (s *Store) Outcome(ctx context.Context, call market.CallID) (market.Outcome, error) {
	all, err := s.Attempts(ctx, call)
	if err != nil || len(all) == 0 {
		return market.Outcome{}, err
	}
	last := all[len(all)-1]
	o := market.Outcome{Call: call, Attempt: last.Attempt, Seller: last.Seller, Usage: last.Usage, ListCost: last.ListCost, Status: last.Status}
	if last.Receipt != nil {
		o.Receipt = last.Receipt.StructHash()
	}
	for _, r := range all {
		o.Cost = o.Cost.Add(r.Cost)
	}
	return o, nil
}

// CallFilter says which records are wanted, newest first. Zero fields filter nothing.
type CallFilter struct {
	Before  uint64 // unix ms: only older ones, to page on
	Since   uint64 // unix ms: only these and newer ones
	State   market.RecordState
	Key     string // bought: of this local API key
	Channel common.Hash
	Model   market.Model
	Limit   int // at most so many; 0: all
}

func (f CallFilter) wants(state market.RecordState, key string, ch common.Hash, m market.Model) bool {
	return (f.State == 0 || f.State == state) && (f.Key == "" || f.Key == key) && (f.Channel == common.Hash{} || f.Channel == ch) && (f.Model == "" || f.Model == m)
}

// BoughtCalls returns records of ours as buyer, newest first.
func (s *Store) BoughtCalls(ctx context.Context, f CallFilter) (out []market.BoughtRecord, err error) {
	err = s.newest(ctx, rowBuyTime, rowBuyRecord, f, func(v []byte) (bool, error) {
		r, err := decodeBought(v)
		if err == nil && f.wants(r.State, r.Key, r.Channel, r.Model) {
			out = append(out, r)
		}
		return f.Limit == 0 || len(out) < f.Limit, err
	})
	return out, err
}

// SoldCalls returns records of ours as seller, newest first.
func (s *Store) SoldCalls(ctx context.Context, f CallFilter) (out []market.SoldRecord, err error) {
	err = s.newest(ctx, rowSoldTime, rowSoldRec, f, func(v []byte) (bool, error) {
		r, err := decodeSold(v)
		if err == nil && f.wants(r.State, f.Key, r.Channel, r.Model) {
			out = append(out, r)
		}
		return f.Limit == 0 || len(out) < f.Limit, err
	})
	return out, err
}

// newest walks records by time: the index row of a record ends in the record's own key.
func (s *Store) newest(ctx context.Context, index, record byte, f CallFilter, take func([]byte) (bool, error)) error {
	var from []byte
	if f.Before > 0 {
		from = rowID(index, f.Before)
	}
	return s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{index}, from, true, func(k, _ []byte) (bool, error) {
			if binary.BigEndian.Uint64(k[1:9]) < f.Since {
				return false, nil
			}
			if err := ctx.Err(); err != nil {
				return false, err
			}
			v, err := value(tx, append([]byte{record}, k[9:]...))
			if err != nil || v == nil {
				return true, err
			}
			return take(v)
		})
	})
}

// Sold finds the record of one attempt of a buyer's; channel zero is a local call. It is false when the call was never started.
func (s *Store) Sold(ctx context.Context, id common.Hash, a market.AttemptID) (r market.SoldRecord, found bool, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		v, err := value(tx, rowID(rowSoldRec, id, a))
		if err != nil || v == nil {
			return err
		}
		found = true
		r, err = decodeSold(v)
		return err
	})
	return r, found, err
}

// SaveSold replaces a record, without any money moving. Durable: the record.
func (s *Store) SaveSold(ctx context.Context, r market.SoldRecord) error {
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) { return struct{}{}, b.putSold(r, false) })
	return err
}

// StartedCalls returns the records of calls that were started and not finished: after a restart their cost is possible, and they are
// never sent again. Local calls are among them.
func (s *Store) StartedCalls(ctx context.Context) (out []market.SoldRecord, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{rowSoldOpen}, nil, false, func(k, _ []byte) (bool, error) {
			v, err := value(tx, append([]byte{rowSoldRec}, k[1:]...))
			if err != nil || v == nil {
				return true, err
			}
			r, err := decodeSold(v)
			out = append(out, r)
			return true, err
		})
	})
	return out, err
}
