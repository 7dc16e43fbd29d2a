package watch

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Files of a watchtower's own directory.
const (
	pushedFile  = "vouchers.json"
	journalFile = "journal.json"
)

// maxPushed bounds the channels that are pushed to a watchtower.
const maxPushed = 100_000

// ErrOther is returned for vouchers of another network.
var ErrOther = errors.New("vouchers of another network")

// Deed is what happened on a watched channel, as a final block has it.
type Deed struct {
	Kind    settle.Kind    `json:"kind"`
	Channel common.Hash    `json:"channel"`
	Payer   common.Address `json:"payer"`
	Amount  money.Units    `json:"amount"`            // claimed or refunded
	Total   money.Units    `json:"total"`             // claimed in all
	CloseAt uint64         `json:"closeAt,omitempty"` // unix seconds: the payer may take the rest from then on
	Tx      common.Hash    `json:"tx"`
	Block   uint64         `json:"block"`
}

// Ledger is what a watchtower knows: the newest holding of every channel, what the chain says of them, and the transactions that may
// still be mined. It is the store of a settle.Driver.
type Ledger struct {
	dir     string
	source  string // a node's channels file; "": none
	domain  market.Domain
	genesis common.Hash
	log     *slog.Logger

	mu     sync.Mutex // guards all below
	pushed map[common.Hash]Holding
	read   map[common.Hash]Holding // of source
	seen   fs.FileInfo             // of source, as it was read
	states map[common.Hash]channel.OnChain
	told   map[settle.Place]bool
	deeds  []Deed
	journal
}

var _ settle.Store = (*Ledger)(nil)

// journal is what of a ledger is stored besides the vouchers.
type journal struct {
	Cursor  settle.Head               `json:"cursor"`
	Intents map[uint64]settle.Intent  `json:"intents"` // unfinished
	Next    map[common.Address]uint64 `json:"next"`    // one more than the highest nonce of each account
}

// OpenLedger opens a watchtower's directory, which must exist. source is a node's channels file, "" for none: it is read again whenever
// it changes.
func OpenLedger(dir, source string, d market.Domain, genesis common.Hash, log *slog.Logger) (*Ledger, error) {
	l := &Ledger{dir: dir, source: source, domain: d, genesis: genesis, log: log, pushed: map[common.Hash]Holding{}, read: map[common.Hash]Holding{},
		states: map[common.Hash]channel.OnChain{}, told: map[settle.Place]bool{}, journal: journal{Intents: map[uint64]settle.Intent{}, Next: map[common.Address]uint64{}}}
	f, err := Read(filepath.Join(dir, pushedFile))
	if err == nil {
		err = l.check(f)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open pushed vouchers: %w", err)
	}
	for _, h := range f.Channels {
		l.pushed[h.ID()] = h
	}
	text, err := os.ReadFile(filepath.Join(dir, journalFile))
	if err == nil {
		err = json.Unmarshal(text, &l.journal)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	return l, l.reread()
}

func (l *Ledger) check(f File) error {
	if f.Domain() != l.domain || f.Genesis != l.genesis && f.Genesis != (common.Hash{}) && l.genesis != (common.Hash{}) {
		return fmt.Errorf("%w: chain %d, contract %s, genesis %s; this watchtower watches chain %d, contract %s, genesis %s", ErrOther, f.ChainID, f.Clearing, f.Genesis, l.domain.ChainID, l.domain.Clearing, l.genesis)
	}
	return nil
}

// reread takes the source's vouchers where the file has changed. Only vouchers that are new need their signature checked.
func (l *Ledger) reread() error {
	if l.source == "" {
		return nil
	}
	info, err := os.Stat(l.source)
	if err != nil {
		return fmt.Errorf("look at channels file: %w", err)
	}
	if l.seen != nil && os.SameFile(info, l.seen) && info.ModTime().Equal(l.seen.ModTime()) && info.Size() == l.seen.Size() {
		return nil
	}
	text, err := load(l.source)
	if err != nil {
		return err
	}
	f, err := parse(text)
	if err == nil {
		err = l.check(f)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", l.source, err)
	}
	for _, h := range f.Channels {
		if h.Role != settle.Payee || h.Highest.Sig.IsZero() {
			continue
		}
		id := h.ID()
		if was, known := l.read[id]; !known || was.Highest != h.Highest {
			if err := h.Check(l.domain); err != nil {
				return fmt.Errorf("read %s: %w", l.source, err)
			}
		}
		if was, known := l.read[id]; !known || !was.after(h) {
			l.read[id] = h
		}
	}
	l.seen = info
	return nil
}

// after reports whether a holding is later than another of its channel.
func (h Holding) after(o Holding) bool {
	if h.Highest.Epoch != o.Highest.Epoch {
		return h.Highest.Epoch > o.Highest.Epoch
	}
	return o.Highest.Cumulative.Less(h.Highest.Cumulative)
}

// Push takes the vouchers of a channels file and returns when they are durable. It reports how many are newer than what was known.
func (l *Ledger) Push(f File) (newer int, err error) {
	if err := l.check(f); err != nil {
		return 0, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	fresh := map[common.Hash]Holding{}
	for _, h := range f.Channels {
		id := h.ID()
		was, known := l.pushed[id]
		switch {
		case h.Role != settle.Payee || h.Highest.Sig.IsZero() || known && was.after(h) || known && was == h:
			continue
		case !known && len(l.pushed)+len(fresh) >= maxPushed:
			return 0, fmt.Errorf("more than %d channels are pushed: run another watchtower", maxPushed)
		}
		if err := h.Check(l.domain); err != nil {
			return 0, fmt.Errorf("%w: %w", ErrFile, err)
		}
		fresh[id] = h
	}
	if len(fresh) == 0 {
		return 0, nil
	}
	all := make([][]byte, 0, len(l.pushed)+len(fresh))
	for id, h := range l.pushed {
		if _, replaced := fresh[id]; !replaced {
			all = append(all, EncodeHolding(h))
		}
	}
	for _, h := range fresh {
		all = append(all, EncodeHolding(h))
	}
	head := NewFile(l.domain, l.genesis, uint64(time.Now().UnixMilli()))
	if err := Replace(filepath.Join(l.dir, pushedFile), head.Encode(all)); err != nil {
		return 0, err
	}
	for id, h := range fresh {
		l.pushed[id] = h
	}
	return len(fresh), nil
}

// Holdings are the newest of all channels that are watched.
func (l *Ledger) Holdings() []Holding {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.holdings()
}

func (l *Ledger) holdings() []Holding {
	out := make([]Holding, 0, len(l.read)+len(l.pushed))
	for id, h := range l.read {
		if p, both := l.pushed[id]; both && p.after(h) {
			h = p
		}
		out = append(out, h)
	}
	for id, h := range l.pushed {
		if _, both := l.read[id]; !both {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b Holding) int { return a.ID().Cmp(b.ID()) })
	return out
}

// Channels are all channels that are watched, as their payee. A channels file that cannot be read is no reason to forget what it had.
func (l *Ledger) Channels(context.Context) ([]settle.Tracked, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.reread(); err != nil {
		l.log.Warn("the channels file cannot be read: watching with what it had", "error", err)
	}
	var out []settle.Tracked
	for _, h := range l.holdings() {
		t := h.Tracked()
		if s, known := l.states[h.ID()]; known {
			t.OnChain = s
		}
		out = append(out, t)
	}
	return out, nil
}

// Tracked is a payee's holding as a claim needs it. Its sum is all of S: a watchtower claims only once a close is on its way, and then
// nothing but a claim secures the advances of running calls.
func (h Holding) Tracked() settle.Tracked {
	return settle.Tracked{Channel: h.Channel, Asset: h.Asset, Role: h.Role, OnChain: h.OnChain, Highest: h.Highest, Sum: h.Sum}
}

// Cursor is how far the chain was read.
func (l *Ledger) Cursor(context.Context) (settle.Head, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.journal.Cursor, nil
}

// ApplyFacts takes what the chain says and tells of it.
func (l *Ledger) ApplyFacts(_ context.Context, f settle.Facts) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	payers := map[common.Hash]common.Address{}
	for _, h := range l.holdings() {
		payers[h.ID()] = h.Channel.Payer
	}
	for _, e := range f.Events {
		payer, ours := payers[e.Channel]
		if !ours || l.told[e.Place] {
			continue
		}
		if len(l.told) >= maxDeeds {
			clear(l.told) // it only keeps a block that is read again from being told again
		}
		l.told[e.Place] = true
		l.tell(Deed{Kind: e.Kind, Channel: e.Channel, Payer: payer, Amount: e.Amount, Total: e.Total, CloseAt: e.CloseAt, Tx: e.Place.Tx, Block: e.Place.Block})
	}
	for id, s := range f.States {
		l.states[id] = s
	}
	next := l.journal
	next.Cursor = f.Head
	return l.save(next)
}

// maxDeeds bounds what is remembered of the past.
const maxDeeds = 10_000

func (l *Ledger) tell(d Deed) {
	if len(l.deeds) == maxDeeds {
		l.deeds = l.deeds[1:]
	}
	l.deeds = append(l.deeds, d)
	says := map[settle.Kind]string{settle.CloseRequested: "a payer wants to leave", settle.Claimed: "claimed", settle.Closed: "a channel is closed",
		settle.CloseCancelled: "a payer stays", settle.Skipped: "the contract skipped a claim"}[d.Kind]
	if says == "" {
		return
	}
	l.log.Info(says, "channel", d.Channel, "payer", d.Payer, "amount", d.Amount, "total", d.Total, "close_at", d.CloseAt, "tx", d.Tx, "block", d.Block)
}

// Deeds is what has happened since the ledger was opened, oldest first.
func (l *Ledger) Deeds() []Deed {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.deeds)
}

// State is a channel's state as last applied.
func (l *Ledger) State(id common.Hash) channel.OnChain {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.states[id]
}

// SaveIntent journals a transaction before it is sent; a finished one is forgotten.
func (l *Ledger) SaveIntent(_ context.Context, i settle.Intent) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	next := journal{l.journal.Cursor, maps.Clone(l.journal.Intents), maps.Clone(l.journal.Next)}
	next.Next[i.From] = max(next.Next[i.From], i.Nonce+1)
	if next.Intents[i.ID] = i; i.State.Finished() {
		delete(next.Intents, i.ID)
	}
	return l.save(next)
}

func (l *Ledger) save(next journal) error {
	text, err := json.Marshal(next)
	if err != nil {
		return fmt.Errorf("write journal: %w", err)
	}
	if err := Replace(filepath.Join(l.dir, journalFile), text); err != nil {
		return err
	}
	l.journal = next
	return nil
}

// Intents are the transactions that may still be mined.
func (l *Ledger) Intents(context.Context) (out []settle.Intent, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, i := range l.journal.Intents {
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b settle.Intent) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// NextNonce is one more than the highest nonce of an account's transactions.
func (l *Ledger) NextNonce(_ context.Context, account common.Address) (uint64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.journal.Next[account], nil
}
