package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

var _ settle.Store = (*Store)(nil)

// Channels are all channels of this node, in both roles, in any order.
func (s *Store) Channels(ctx context.Context) ([]settle.Tracked, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out []settle.Tracked
	for _, p := range s.Payers() {
		out = append(out, settle.Tracked{Channel: p.Channel, Asset: p.Asset, Role: settle.Payer, OnChain: p.OnChain})
	}
	for _, p := range s.Payees() {
		out = append(out, settle.Tracked{Channel: p.Channel, Asset: p.Asset, Role: settle.Payee, OnChain: p.OnChain,
			Highest: p.Highest, Sum: p.Due(), Since: p.Since})
	}
	return out, nil
}

// Cursor is the head of the latest ApplyFacts; zero when there was none.
func (s *Store) Cursor(ctx context.Context) (h settle.Head, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		v, err := value(tx, rowID(rowCursor))
		if err != nil || v == nil {
			return err
		}
		return decode(v, &h)
	})
	return h, err
}

// ApplyFacts takes what the chain says. Durable together: the channels' states with what follows from them (a new epoch starts from
// nothing, a consent that has lapsed ends), the events, what each channel has settled, the cursor. It is idempotent. One caller at a time.
func (s *Store) ApplyFacts(ctx context.Context, f settle.Facts) error {
	gone, err := s.unmade(ctx, f)
	if err != nil {
		return err
	}
	now := nowMillis()
	_, err = do(ctx, s, finishes, func(b *batch) (struct{}, error) { return struct{}{}, b.applyFacts(f, gone, now) })
	return err
}

// unmade are the events that were applied and that a reorganisation has taken back: where the facts begin before the cursor, they are
// the whole truth from there on.
func (s *Store) unmade(ctx context.Context, f settle.Facts) ([]settle.Event, error) {
	there := make(map[settle.Place]bool, len(f.Events))
	for _, e := range f.Events {
		there[e.Place] = true
	}
	var out []settle.Event
	err := s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{rowEventAt}, rowID(rowEventAt, f.Since), false, func(k, v []byte) (bool, error) {
			row, err := value(tx, v)
			if err != nil || row == nil {
				return true, err
			}
			var e settle.Event
			if err := decode(row, &e); err != nil {
				return false, err
			}
			if !there[e.Place] {
				out = append(out, e)
			}
			return true, nil
		})
	})
	return out, err
}

func eventKey(e settle.Event) []byte {
	return rowID(rowEvent, e.Channel, e.Epoch, e.Place.Block, uint64(e.Place.Log), e.Place.BlockHash)
}

func eventAt(e settle.Event) []byte {
	return rowID(rowEventAt, e.Place.Block, uint64(e.Place.Log), e.Place.BlockHash)
}

func (b *batch) applyFacts(f settle.Facts, gone []settle.Event, now uint64) error {
	touched := map[paidID]bool{}
	for _, e := range gone {
		b.del(eventKey(e))
		b.del(eventAt(e))
		touched[paidID{e.Channel, e.Epoch}] = true
	}
	for _, e := range f.Events {
		b.put(eventKey(e), encode(e))
		b.put(eventAt(e), eventKey(e))
		touched[paidID{e.Channel, e.Epoch}] = true
	}
	for id := range touched {
		if err := b.settled(id, f.Events, gone); err != nil {
			return err
		}
	}
	for id, state := range f.States {
		b.setOnChain(id, state, f.Head.Time, now)
	}
	b.put(rowID(rowCursor), encode(f.Head))
	return nil
}

// paidID names an epoch of a channel.
type paidID struct {
	Channel common.Hash
	Epoch   uint32
}

// settled finds what an epoch has paid in all, the greatest total of its payments, and moves the channel's figure by the change.
func (b *batch) settled(id paidID, fresh, gone []settle.Event) error {
	if id.Channel == (common.Hash{}) {
		return nil
	}
	all := fresh
	if len(gone) > 0 {
		stored, err := b.s.events(id, gone)
		if err != nil {
			return err
		}
		all = append(stored, fresh...)
	}
	was, _ := b.hot.paid.get(id)
	is := was
	if len(gone) > 0 {
		is = money.Units{}
	}
	for _, e := range all {
		if e.Channel == id.Channel && e.Epoch == id.Epoch && (e.Kind == settle.Claimed || e.Kind == settle.Closed) {
			is = is.Max(e.Total)
		}
	}
	if is != was {
		b.hot.paid.put(id, is)
		b.moveSettled(id.Channel, was, is)
	}
	return nil
}

func (b *batch) moveSettled(id common.Hash, was, is money.Units) {
	if p, ok := b.hot.payers.get(id); ok {
		p.Settled = p.Settled.Add(is.FloorPicos(p.Asset)).Sub(was.FloorPicos(p.Asset))
		b.hot.payers.put(id, p)
	}
	if p, ok := b.hot.payees.get(id); ok {
		p.Settled = p.Settled.Add(is.FloorPicos(p.Asset)).Sub(was.FloorPicos(p.Asset))
		b.hot.payees.put(id, p)
	}
}

// events are an epoch's stored events without those that are gone.
func (s *Store) events(id paidID, gone []settle.Event) (out []settle.Event, err error) {
	lost := map[settle.Place]bool{}
	for _, e := range gone {
		lost[e.Place] = true
	}
	err = s.db.View(func(tx *badger.Txn) error {
		return each(tx, rowID(rowEvent, id.Channel, id.Epoch), nil, false, func(_, v []byte) (bool, error) {
			var e settle.Event
			err := decode(v, &e)
			if !lost[e.Place] {
				out = append(out, e)
			}
			return true, err
		})
	})
	return out, err
}

func (b *batch) setOnChain(id common.Hash, state channel.OnChain, head, now uint64) {
	if p, ok := b.hot.payers.get(id); ok {
		was := p.Gen
		p.SetOnChain(state)
		if p.Gen != was {
			b.settleFrame(&p)
		}
		b.hot.payers.put(id, p)
	}
	if p, ok := b.hot.payees.get(id); ok {
		p.SetOnChain(state, now)
		p.Lapse(head)
		b.hot.payees.put(id, p)
	}
}

// Events returns the chain's events of a channel, oldest first within each epoch; the zero id is the owner's ledger movements.
func (s *Store) Events(ctx context.Context, id common.Hash) (out []settle.Event, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, rowID(rowEvent, id), nil, false, func(_, v []byte) (bool, error) {
			var e settle.Event
			err := decode(v, &e)
			out = append(out, e)
			return true, err
		})
	})
	return out, err
}

// SaveIntent inserts a transaction of ours or replaces the one of its id. It must be durable before it is sent. Durable: that.
func (s *Store) SaveIntent(ctx context.Context, i settle.Intent) error {
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) {
		b.put(rowID(rowIntent, i.ID), encode(i))
		return struct{}{}, nil
	})
	return err
}

// Intents are all transactions that are not finished, in the order of their ids.
func (s *Store) Intents(ctx context.Context) (out []settle.Intent, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{rowIntent}, nil, false, func(_, v []byte) (bool, error) {
			var i settle.Intent
			err := decode(v, &i)
			if !i.State.Finished() {
				out = append(out, i)
			}
			return true, err
		})
	})
	return out, err
}

// NextNonce is one more than the highest nonce of an account's transactions, finished ones included. Ids rise with time, and one account's
// nonces with them.
func (s *Store) NextNonce(ctx context.Context, account common.Address) (next uint64, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{rowIntent}, nil, true, func(_, v []byte) (bool, error) {
			var i settle.Intent
			if err := decode(v, &i); err != nil {
				return false, fmt.Errorf("read intent: %w", err)
			}
			if i.From == account {
				next = i.Nonce + 1
			}
			return next == 0, nil
		})
	})
	return next, err
}

// paidValue and paidOf are the stored form of what an epoch has paid.
func paidValue(u money.Units) []byte { b := u.Bytes(); return b[:] }

func (s *Store) loadPaid(k, v []byte) error {
	if len(k) != 1+32+4 || len(v) != 12 {
		return errors.New("row of a channel's payments is malformed")
	}
	id := paidID{common.BytesToHash(k[1:33]), binary.BigEndian.Uint32(k[33:])}
	s.hot.paid.live[id] = money.UnitsFromBytes([12]byte(v))
	return nil
}

// NewestIntents returns the latest transactions of ours, finished or not, newest first.
func (s *Store) NewestIntents(ctx context.Context, limit int) (out []settle.Intent, err error) {
	err = s.view(ctx, func(tx *badger.Txn) error {
		return each(tx, []byte{rowIntent}, nil, true, func(_, v []byte) (bool, error) {
			var i settle.Intent
			if err := decode(v, &i); err != nil {
				return false, fmt.Errorf("read intent: %w", err)
			}
			out = append(out, i)
			return len(out) < limit, nil
		})
	})
	return out, err
}
