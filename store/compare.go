package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
)

// ErrLost is returned by Open for a directory whose channels file knows channels that its database does not.
var ErrLost = errors.New("the database has lost channels")

// compare holds the database to the channels file beside it, which is never ahead unless the database is an old copy. A payer's channel
// is then in doubt, so that nothing is signed below or beside what was signed; a payee takes the voucher that it still has.
func (s *Store) compare(path string) error {
	f, err := watch.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("compare database with the channels file, which is not overwritten (move it away to go on without it): %w", err)
	}
	if of := (Network{ChainID: f.ChainID, Genesis: f.Genesis, Clearing: f.Clearing}); !of.is(s.network) {
		return fmt.Errorf("%w: %s is of chain %d, contract %s, genesis %s; move it away, or give another directory with --data", ErrOtherNetwork, path, f.ChainID, f.Clearing, f.Genesis)
	}
	return s.update("compare", func(tx *badger.Txn) error {
		for _, h := range f.Channels {
			if err := s.heal(tx, h, path); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) heal(tx *badger.Txn, h watch.Holding, path string) error {
	id := h.ID()
	switch p, known := s.hot.payers.live[id]; {
	case h.Role != settle.Payer:
	case !known:
		return lost(id, path)
	case payerBehind(&p, h):
		p.Doubtful = true
		s.hot.payers.live[id] = p
		return tx.Set(s.hot.payers.key(id), s.hot.payers.value(p))
	}
	switch p, known := s.hot.payees.live[id]; {
	case h.Role != settle.Payee:
	case !known:
		return lost(id, path)
	case payeeBehind(&p, h):
		was := p
		takeHolding(&p, h, nowMillis())
		s.owed.changed(id, &was, &p)
		s.hot.payees.live[id] = p
		return tx.Set(s.hot.payees.key(id), s.hot.payees.value(p))
	}
	return nil
}

func lost(id common.Hash, path string) error {
	return fmt.Errorf("%w: channel %s is in %s and not in the database; stop, move the store folder away and run 'tolsey restore' on a backup or on %s", ErrLost, id, path, path)
}

// refuseOrphan keeps a database that is gone from being begun anew beside the file that still knows its channels.
func refuseOrphan(dir string) error {
	if entries, err := os.ReadDir(filepath.Join(dir, "store")); err == nil && len(entries) > 0 {
		return nil
	}
	path := filepath.Join(dir, watch.FileName)
	f, err := watch.Read(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(f.Channels) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("begin a database beside a channels file (move it away to go on without it): %w", err)
	}
	return fmt.Errorf("%w: there is no database, and %s knows %d channels; run 'tolsey restore' on a backup or on that file", ErrLost, path, len(f.Channels))
}

func payerBehind(p *channel.Payer, h watch.Holding) bool {
	if p.OnChain.Epoch != h.OnChain.Epoch {
		return p.OnChain.Epoch < h.OnChain.Epoch
	}
	v := h.Highest.Voucher
	return p.Cumulative.Less(v.Cumulative) || p.Cumulative == v.Cumulative && !v.Cumulative.IsZero() && p.Memo != v.Memo
}

func payeeBehind(p *channel.Payee, h watch.Holding) bool {
	if p.OnChain.Epoch != h.OnChain.Epoch {
		return p.OnChain.Epoch < h.OnChain.Epoch
	}
	return p.Highest.Cumulative.Less(h.Highest.Cumulative) || p.Consented < h.Consented
}

// takeHolding brings a payee up to a later holding. What calls between the two have cost is known as a sum only: their entries are
// not asked for again, and what their buyer has said of them is taken as agreed.
func takeHolding(p *channel.Payee, h watch.Holding, now uint64) {
	if p.OnChain.Epoch < h.OnChain.Epoch {
		p.SetOnChain(h.OnChain, now)
	}
	if p.OnChain.Epoch != h.OnChain.Epoch {
		return
	}
	if p.Highest.Cumulative.Less(h.Highest.Cumulative) {
		p.Highest, p.Missing = h.Highest, nil
	}
	earned := h.Sum.SubFloor(h.Advanced)
	more := earned.SubFloor(p.Sum.Sub(p.Advanced))
	p.Sum, p.BuyerSum = p.Sum.Add(more), p.BuyerSum.Add(more)
	p.Debt, p.Consented = p.Debt.Max(h.Debt), max(p.Consented, h.Consented)
	if p.Since == 0 && p.OnChain.Claimed.Less(p.Highest.Cumulative) {
		p.Since = now
	}
}

// payerOf is a payer as far as its holding tells: in doubt, until its seller has shown what it holds.
func (n Network) payerOf(h watch.Holding) channel.Payer {
	v := h.Highest
	p := channel.Payer{Channel: h.Channel, Peer: h.Peer, Asset: h.Asset, Domain: n.Domain(), OnChain: h.OnChain, Cumulative: v.Cumulative, Memo: v.Memo, Sig: v.Sig,
		Acked: v.Base(), Settled: h.Settled, Halted: h.Halted, Doubtful: true}
	p.Sum = h.Sum.Min(p.Paid())
	return p
}

// payeeOf is a payee as far as its holding tells.
func (n Network) payeeOf(h watch.Holding, now uint64) channel.Payee {
	p := channel.Payee{Channel: h.Channel, Peer: h.Peer, Asset: h.Asset, Domain: n.Domain(), OnChain: h.OnChain, Settled: h.Settled}
	takeHolding(&p, h, now)
	return p
}
