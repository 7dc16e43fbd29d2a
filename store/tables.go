package store

import (
	"encoding/hex"
	"fmt"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// tables are the hot rows.
type tables struct {
	accounts *table[clearing.AccountID, clearing.Account]
	keys     *table[string, clearing.Key]
	payers   *table[common.Hash, channel.Payer]
	holds    *table[market.AttemptID, holdRow]
	payees   *table[common.Hash, channel.Payee]
	sales    *table[saleID, saleRow]
	paid     *table[paidID, money.Units]
	days     *table[dayID, Totals]
}

func newTables() *tables {
	return &tables{
		accounts: newTable(func(id clearing.AccountID) []byte { return rowID(rowAccount, string(id)) }, func(a clearing.Account) []byte { return encode(a) }),
		keys:     newTable(func(id string) []byte { return rowID(rowKey, id) }, func(k clearing.Key) []byte { return encode(keyRow{k, hex.EncodeToString(k.Hash[:])}) }),
		payers:   newTable(func(id common.Hash) []byte { return rowID(rowPayer, id) }, func(p channel.Payer) []byte { return encode(p) }),
		holds:    newTable(func(id market.AttemptID) []byte { return rowID(rowHold, id) }, func(h holdRow) []byte { return encode(h) }),
		payees:   newTable(func(id common.Hash) []byte { return rowID(rowPayee, id) }, func(p channel.Payee) []byte { return encode(p) }),
		sales:    newTable(func(id saleID) []byte { return rowID(rowOpenSale, id.Channel, id.AttemptID) }, func(r saleRow) []byte { return encode(r) }),
		paid:     newTable(func(id paidID) []byte { return rowID(rowPaid, id.Channel, id.Epoch) }, paidValue),
		days:     newTable(func(id dayID) []byte { return rowID(rowDay, id.Side, id.Day) }, func(t Totals) []byte { return encode(t) }),
	}
}

func (t *tables) layers() []layer {
	return []layer{t.accounts, t.keys, t.payers, t.holds, t.payees, t.sales, t.paid, t.days}
}

// holdRow is one attempt of ours as buyer: what it holds on its key and all keys above, and on its channel.
type holdRow struct {
	clearing.Reservation
	Path []clearing.AccountID `json:"path"`      // accounts that it counts on: the key's and those of the keys above it
	Hold clearing.Hold        `json:"hold"`      // on each of them
	Call channel.PayerCall    `json:"payerCall"` // on the channel, where there is one; "call" is the id of the attempt
}

// saleID names an attempt as its seller files it: buyers choose call ids, so that only the pair is unique.
type saleID struct {
	Channel common.Hash
	market.AttemptID
}

// saleRow is one attempt of a buyer's.
type saleRow struct {
	channel.PayeeCall
	Limits clearing.Limits `json:"limits"` // as it was admitted
}

// keyRow writes the hash in hex.
type keyRow struct {
	clearing.Key
	Hash string `json:"hash"`
}

// load reads all hot rows.
func (s *Store) load() error {
	s.owed = newExposure()
	s.hot.payees.kept, s.hot.payees.shown, s.hot.payers.shown = s.owed.changed, s.showPayee, s.showPayer
	return s.db.View(func(tx *badger.Txn) error {
		steps := []struct {
			prefix byte
			row    func(key, value []byte) error
		}{
			{rowAccount, s.loadAccount}, {rowKey, s.loadKey}, {rowPayer, s.loadPayer}, {rowHold, s.loadHold},
			{rowFrame, s.loadFrame}, {rowPayee, s.loadPayee}, {rowOpenSale, s.loadSale}, {rowPaid, s.loadPaid}, {rowDay, s.loadDay},
		}
		for _, step := range steps {
			err := each(tx, []byte{step.prefix}, nil, false, func(k, v []byte) (bool, error) { return true, step.row(k, v) })
			if err != nil {
				return err
			}
		}
		return s.loadQueues(tx)
	})
}

func (s *Store) loadAccount(k, v []byte) error {
	var a clearing.Account
	err := decode(v, &a)
	s.hot.accounts.live[clearing.AccountID(k[1:])] = a
	return err
}

func (s *Store) loadKey(_, v []byte) error {
	var r keyRow
	if err := decode(v, &r); err != nil {
		return err
	}
	hash, err := hex.DecodeString(r.Hash)
	if err != nil || len(hash) != len(r.Key.Hash) {
		return fmt.Errorf("stored key %s has a malformed hash", r.Key.ID)
	}
	r.Key.Hash = [32]byte(hash)
	s.hot.keys.live[r.Key.ID] = r.Key
	return nil
}

func (s *Store) loadPayer(_, v []byte) error {
	var p channel.Payer
	err := decode(v, &p)
	s.hot.payers.live[p.ID()] = p
	return err
}

func (s *Store) loadFrame(k, v []byte) error {
	id := common.BytesToHash(k[1:])
	p := s.hot.payers.live[id]
	p.Unacked = &channel.Frame{}
	err := p.Unacked.UnmarshalBinary(v)
	s.hot.payers.live[id] = p
	return err
}

// loadQueues reads each payer's entries that are in no frame yet.
func (s *Store) loadQueues(tx *badger.Txn) error {
	for id, p := range s.hot.payers.live {
		var err error
		if p.Queue, err = queued(tx, p, p.Framed); err != nil {
			return err
		}
		if p.Framed+uint64(len(p.Queue)) != p.Entries {
			return fmt.Errorf("channel %s has %d entries, %d in frames and %d queued", id, p.Entries, p.Framed, len(p.Queue))
		}
		s.hot.payers.live[id] = p
	}
	return nil
}

// queued reads a payer's entries from an index on.
func queued(tx *badger.Txn, p channel.Payer, from uint64) ([]channel.Queued, error) {
	var out []channel.Queued
	prefix := rowID(rowQueued, p.ID(), p.Gen)
	err := each(tx, prefix, rowID(rowQueued, p.ID(), p.Gen, from), false, func(_, v []byte) (bool, error) {
		var q channel.Queued
		err := q.UnmarshalBinary(v)
		out = append(out, q)
		return true, err
	})
	return out, err
}

func (s *Store) loadHold(_, v []byte) error {
	var h holdRow
	err := decode(v, &h)
	s.hot.holds.live[h.Reservation.AttemptID] = h
	return err
}

func (s *Store) loadPayee(_, v []byte) error {
	var p channel.Payee
	if err := decode(v, &p); err != nil {
		return err
	}
	s.hot.payees.live[p.ID()] = p
	s.index(p.ID(), p)
	s.owed.changed(p.ID(), nil, &p)
	return nil
}

// index finds a buyer's channels again.
func (s *Store) index(id common.Hash, p channel.Payee) {
	of := s.buyers[p.Channel.Signer]
	if of == nil {
		of = map[common.Hash]bool{}
		s.buyers[p.Channel.Signer] = of
	}
	of[id] = true
}

func (s *Store) showPayee(id common.Hash, p channel.Payee) {
	s.index(id, p)
	s.mirror.note(id, watch.HoldingOfPayee(&p))
}

func (s *Store) showPayer(id common.Hash, p channel.Payer) {
	s.mirror.note(id, watch.HoldingOfPayer(&p))
}

func (s *Store) loadSale(k, v []byte) error {
	var r saleRow
	err := decode(v, &r)
	s.hot.sales.live[saleID{common.BytesToHash(k[1:33]), r.AttemptID}] = r
	return err
}

// exposure is what buyers leave unpaid, over all their channels.
type exposure struct {
	buyers map[common.Address]*owes
	fresh  money.Amount // unpaid by all buyers that are new
}

type owes struct{ unpaid, settled money.Amount }

func newExposure() exposure { return exposure{buyers: map[common.Address]*owes{}} }

// recount starts from what is durable.
func (e *exposure) recount(all []channel.Payee) {
	e.buyers, e.fresh = map[common.Address]*owes{}, money.Amount{}
	for i := range all {
		e.changed(all[i].ID(), nil, &all[i])
	}
}

// changed follows a payee's row.
func (e *exposure) changed(_ common.Hash, was, is *channel.Payee) {
	p := was
	if p == nil {
		p = is
	}
	b := e.buyers[p.Channel.Signer]
	if b == nil {
		b = &owes{}
		e.buyers[p.Channel.Signer] = b
	}
	if clearing.IsNew(b.settled) {
		e.fresh = e.fresh.Sub(b.unpaid)
	}
	if is != nil {
		b.unpaid, b.settled = b.unpaid.Add(is.Unpaid()), b.settled.Add(is.Settled)
	}
	if was != nil {
		b.unpaid, b.settled = b.unpaid.Sub(was.Unpaid()), b.settled.Sub(was.Settled)
	}
	if clearing.IsNew(b.settled) {
		e.fresh = e.fresh.Add(b.unpaid)
	}
}

// allowance is what a channel may leave unpaid under its buyer's limits; was is the channel before the verb at hand.
func (e *exposure) allowance(was channel.Payee, l clearing.Limits) money.Amount {
	own, fresh := was.Unpaid(), e.fresh
	b := e.buyers[was.Channel.Signer]
	if clearing.IsNew(b.settled) {
		fresh = fresh.Sub(own)
	}
	return l.Allowance(b.unpaid.Sub(own), fresh)
}
