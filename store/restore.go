package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// ErrLive is returned by Restore for a directory that has a database: nothing is overwritten.
var ErrLive = errors.New("data directory has a database")

// Sources are what a database is restored from; at least one of them. The channels file of the directory is used besides, where it is.
type Sources struct {
	Backup   string // path of a backup; "": none
	Channels string // path of a channels file; "": none
}

// Report is what a restore has brought back, and what may be missing.
type Report struct {
	Network  Network
	Backup   *Segment // the newest segment; nil: restored without a backup
	Torn     bool     // an increment of the backup was cut off and is left out
	Channels uint64   // unix ms of the newest channels file used; 0: none
	Cut      int      // calls that we were serving at the backup: what they have cost since is not known
	Rows     uint64   // of the backup
	Risks    []Risk
}

// Risk is what is known of one channel, and what may be missing.
type Risk struct {
	Holding watch.Holding
	From    string // "backup" or "channels file": where its voucher is from
	At      uint64 // unix ms of that
	Open    money.Amount
}

// Restore makes the database of a directory that has none. It is there whole or not at all; dry makes it and throws it away.
//
// As payer nothing of what was signed later is known: every channel is in doubt, and nothing is signed on it until its seller has shown
// our own highest voucher. As payee the highest voucher of all sources counts. Calls that were running are ended without a receipt:
// they may have had their last one later, and two receipts of one number would be a proof against us.
func Restore(ctx context.Context, dir string, from Sources, dry bool) (Report, error) {
	target := filepath.Join(dir, "store")
	if entries, err := os.ReadDir(target); err == nil && len(entries) > 0 {
		return Report{}, fmt.Errorf("%w: %s; stop the node and move that folder away first, or give another directory with --data", ErrLive, target)
	}
	r, files, err := look(dir, from)
	if err != nil {
		return r, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return r, fmt.Errorf("make data directory: %w", err)
	}
	temp, err := os.MkdirTemp(dir, ".restore-")
	if err != nil {
		return r, fmt.Errorf("make room for the restored database: %w", err)
	}
	err = rebuild(ctx, temp, from.Backup, files, &r)
	if err == nil && !dry {
		err = errors.Join(ifThere(os.Remove(target)), os.Rename(temp, target), watch.SyncDir(dir))
	} else {
		err = errors.Join(err, os.RemoveAll(temp))
	}
	if err != nil {
		return r, fmt.Errorf("restore database: %w", err)
	}
	return r, nil
}

func ifThere(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// look reads the sources through before anything is made of them. Channels files come oldest first.
func look(dir string, from Sources) (r Report, files []watch.File, err error) {
	if from.Backup != "" {
		f, err := os.Open(from.Backup)
		if err != nil {
			return r, nil, fmt.Errorf("open backup: %w", err)
		}
		defer f.Close()
		c, err := ReadChain(f)
		if err != nil {
			return r, nil, fmt.Errorf("read backup %s: %w", from.Backup, err)
		}
		last := c.Last()
		r.Network, r.Backup, r.Torn = last.Network, &last, c.Torn
	}
	paths := []string{filepath.Join(dir, watch.FileName)}
	if from.Channels != "" && filepath.Clean(from.Channels) != paths[0] {
		paths = append(paths, from.Channels)
	}
	for i, path := range paths {
		f, err := watch.Read(path)
		if errors.Is(err, fs.ErrNotExist) && (i == 0 && from.Channels != path) {
			continue
		}
		if err != nil {
			return r, nil, err
		}
		n := Network{ChainID: f.ChainID, Genesis: f.Genesis, Clearing: f.Clearing}
		if r.Network == (Network{}) {
			r.Network = n
		}
		if !n.is(r.Network) {
			return r, nil, fmt.Errorf("%w: %s is of chain %d, contract %s, and the other source of chain %d, contract %s", ErrOtherNetwork, path, n.ChainID, n.Clearing, r.Network.ChainID, r.Network.Clearing)
		}
		files = append(files, f)
		r.Channels = max(r.Channels, f.Written)
	}
	if r.Backup == nil && len(files) == 0 {
		return r, nil, errors.New("there is nothing to restore from: name a backup or a channels file")
	}
	slices.SortFunc(files, func(a, b watch.File) int { return cmp.Compare(a.Written, b.Written) })
	return r, files, nil
}

// rebuild fills a new database.
func rebuild(ctx context.Context, path, backup string, files []watch.File, r *Report) (err error) {
	db, err := badger.Open(options(path).WithSyncWrites(false)) // closing syncs
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if backup != "" {
		if err := fill(ctx, db, backup, r); err != nil {
			return err
		}
	}
	s := &Store{db: db, dir: path, network: r.Network, hot: newTables(), buyers: map[common.Address]map[common.Hash]bool{}, mirror: newMirror(path, r.Network, faults{})}
	if err := s.load(); err != nil {
		return err
	}
	return s.mend(files, r)
}

// fill writes the rows of a backup: those that every increment has whole from the last one only.
func fill(ctx context.Context, db *badger.DB, backup string, r *Report) error {
	f, err := os.Open(backup)
	if err != nil {
		return fmt.Errorf("open backup: %w", err)
	}
	defer f.Close()
	wb := db.NewWriteBatch()
	defer wb.Cancel()
	var c Chain
	err = eachSegment(f, &c, func(g Segment, k, v []byte) error {
		if g.Number > r.Backup.Number || !isHistory(k[0]) && g.Number != r.Backup.Number {
			return nil
		}
		r.Rows++
		return errors.Join(ctx.Err(), wb.Set(k, v))
	})
	if err == nil && (len(c.Segments) == 0 || c.Last().Number < r.Backup.Number) {
		err = fmt.Errorf("%w: it has changed while it was read", ErrBackup)
	}
	if err != nil {
		return fmt.Errorf("read backup %s: %w", backup, err)
	}
	return wb.Flush()
}

// mend makes an old state safe to go on from.
func (s *Store) mend(files []watch.File, r *Report) error {
	wb := s.db.NewWriteBatch()
	defer wb.Cancel()
	if err := s.cutCalls(wb, r); err != nil {
		return err
	}
	known := map[mirrorID]source{}
	if r.Backup != nil {
		for id := range s.hot.payers.live {
			known[mirrorID{settle.Payer, id}] = source{"backup", r.Backup.At}
		}
		for id := range s.hot.payees.live {
			known[mirrorID{settle.Payee, id}] = source{"backup", r.Backup.At}
		}
	}
	for _, f := range files {
		for _, h := range f.Channels {
			if s.takeUp(wb, h) {
				known[mirrorID{h.Role, h.ID()}] = source{"channels file", f.Written}
			}
		}
	}
	for id, p := range s.hot.payers.live {
		p.Doubtful, p.Unacked = true, nil
		s.hot.payers.live[id] = p
		if err := errors.Join(wb.Delete(rowID(rowFrame, id)), wb.Set(s.hot.payers.key(id), s.hot.payers.value(p))); err != nil {
			return err
		}
		r.risk(watch.HoldingOfPayer(&p).Named(), known[mirrorID{settle.Payer, id}])
	}
	for id, p := range s.hot.payees.live {
		if err := wb.Set(s.hot.payees.key(id), s.hot.payees.value(p)); err != nil {
			return err
		}
		r.risk(watch.HoldingOfPayee(&p), known[mirrorID{settle.Payee, id}])
	}
	slices.SortFunc(r.Risks, func(a, b Risk) int {
		return cmp.Or(cmp.Compare(b.Holding.Role, a.Holding.Role), b.Open.Cmp(a.Open), a.Holding.ID().Cmp(b.Holding.ID()))
	})
	if err := wb.Set(keyBinding, encode(binding{Schema: schemaVersion, Network: s.network})); err != nil {
		return err
	}
	return wb.Flush()
}

// source is where what is known of a channel comes from.
type source struct {
	from string
	at   uint64
}

func (r *Report) risk(h watch.Holding, of source) {
	r.Risks = append(r.Risks, Risk{Holding: h, From: of.from, At: of.at, Open: h.OnChain.Deposit.SubFloor(h.Highest.Cumulative).FloorPicos(h.Asset)})
}

// takeUp takes what a channels file knows better, and reports whether it did.
func (s *Store) takeUp(wb *badger.WriteBatch, h watch.Holding) bool {
	id := h.ID()
	if h.Role == settle.Payee {
		p, known := s.hot.payees.live[id]
		switch {
		case !known:
			p = s.network.payeeOf(h, nowMillis())
			s.paidBefore(wb, h)
		case payeeBehind(&p, h) || p.OnChain.Epoch == h.OnChain.Epoch && p.Sum.Sub(p.Advanced).Less(h.Sum.SubFloor(h.Advanced)):
			takeHolding(&p, h, nowMillis())
		default:
			return false
		}
		s.hot.payees.live[id] = p
		return true
	}
	p, known := s.hot.payers.live[id]
	switch {
	case !known:
		p = s.network.payerOf(h)
		s.paidBefore(wb, h)
	case payerBehind(&p, h):
		if p.OnChain.Epoch < h.OnChain.Epoch {
			p.SetOnChain(h.OnChain)
		}
		if p.Cumulative.Less(h.Highest.Cumulative) {
			p.Cumulative, p.Memo, p.Sig = h.Highest.Cumulative, h.Highest.Memo, h.Highest.Sig
		}
	default:
		return false
	}
	p.Halted = p.Halted || h.Halted
	s.hot.payers.live[id] = p
	return true
}

// paidBefore files what an epoch had paid when the file was written, so that the chain's events do not count it again.
func (s *Store) paidBefore(wb *badger.WriteBatch, h watch.Holding) {
	if h.OnChain.Claimed.IsZero() {
		return
	}
	_ = wb.Set(rowID(rowPaid, h.ID(), h.OnChain.Epoch), paidValue(h.OnChain.Claimed)) // Flush says what went wrong
}

// cutCalls ends the calls that were running: what their receipts had asked by then stays earned, their advances go back.
func (s *Store) cutCalls(wb *badger.WriteBatch, r *Report) error {
	stated := map[common.Hash]money.Amount{}
	for id, row := range s.hot.sales.live {
		if p, ok := s.hot.payees.live[id.Channel]; ok && row.Epoch == p.OnChain.Epoch {
			stated[id.Channel] = stated[id.Channel].Add(row.BuyerTotal)
		}
		if err := wb.Delete(s.hot.sales.key(id)); err != nil {
			return err
		}
	}
	for id, p := range s.hot.payees.live {
		p.Sum, p.BuyerSum = p.Sum.Sub(p.Advanced), p.BuyerSum.SubFloor(stated[id])
		p.Advanced, p.Risk, p.OpenCalls, p.Announced = money.Amount{}, money.Amount{}, 0, 0
		s.hot.payees.live[id] = p
	}
	return s.loseRecords(wb, r)
}

// loseRecords marks the records of cut calls as lost, so that no receipt is signed for them any more.
func (s *Store) loseRecords(wb *badger.WriteBatch, r *Report) error {
	return s.db.View(func(tx *badger.Txn) error {
		return each(tx, []byte{rowSoldOpen}, nil, false, func(k, _ []byte) (bool, error) {
			key := append([]byte{rowSoldRec}, k[1:]...)
			v, err := value(tx, key)
			if err != nil {
				return false, err
			}
			err = wb.Delete(slices.Clone(k))
			if v == nil || err != nil {
				return true, err
			}
			rec, err := decodeSold(v)
			if err != nil {
				return false, err
			}
			rec.State = market.RecordLost
			r.Cut++
			return true, wb.Set(key, encode(rec))
		})
	})
}
