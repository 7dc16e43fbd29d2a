// Package settletest has what tests of settling need on both sides of the Driver: a Store in memory that keeps its whole
// contract, and a Chain in memory that can reorganise, lag, lose logs and refuse.
package settletest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

var _ settle.Store = (*Store)(nil)

// ErrBroken is what a Store answers after Break.
var ErrBroken = errors.New("disk full")

// Epoch names one life of a channel.
type Epoch struct {
	Channel common.Hash
	Number  uint32
}

// Store is a settle.Store in memory. It outlives the Driver that uses it, as a disk does.
type Store struct {
	mu       sync.Mutex // guards all below
	channels []settle.Tracked
	states   map[common.Hash]channel.OnChain
	events   map[settle.Place]settle.Event
	cursor   settle.Head
	intents  map[uint64][]byte // JSON, so that only what is persisted comes back
	broken   bool
	applied  int
	writes   int
	fuse     int  // writes until one fails; 0: none does
	late     bool // the one that fails is durable all the same
}

// NewStore returns an empty store.
func NewStore() *Store {
	return &Store{
		states:  map[common.Hash]channel.OnChain{},
		events:  map[settle.Place]settle.Event{},
		intents: map[uint64][]byte{},
	}
}

// Track adds a channel or replaces the one of its id.
func (s *Store) Track(t settle.Tracked) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels = slices.DeleteFunc(s.channels, func(o settle.Tracked) bool { return o.Channel == t.Channel })
	s.channels = append(s.channels, t)
}

// Break makes every further write fail.
func (s *Store) Break() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = true
}

// Blow makes the n-th write from now fail, before or after it is durable, and every further one: a crash there. Mend ends it.
func (s *Store) Blow(n int, late bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fuse, s.late = n, late
}

// Mend makes writes succeed again.
func (s *Store) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = false
}

// Writes counts the writes.
func (s *Store) Writes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writes
}

// write does a write unless the disk is broken or breaks before it.
func (s *Store) write(do func() error) error {
	if s.broken {
		return ErrBroken
	}
	s.writes++
	if s.fuse > 0 {
		s.fuse--
		s.broken = s.fuse == 0
	}
	if s.broken && !s.late {
		return ErrBroken
	}
	if err := do(); err != nil {
		return err
	}
	if s.broken {
		return ErrBroken
	}
	return nil
}

// State is a channel's state as last applied.
func (s *Store) State(id common.Hash) channel.OnChain {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.states[id]
}

// Applied counts the writes of facts.
func (s *Store) Applied() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.applied
}

// Settled is what each epoch of each channel has paid in all: the figure that postings follow.
func (s *Store) Settled() map[Epoch]money.Units {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[Epoch]money.Units{}
	for _, e := range s.events {
		if e.Kind == settle.Claimed || e.Kind == settle.Closed {
			k := Epoch{e.Channel, e.Epoch}
			out[k] = out[k].Max(e.Total)
		}
	}
	return out
}

// Events are all that have been applied and not been undone, oldest first.
func (s *Store) Events() []settle.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.SortedFunc(maps.Values(s.events), func(a, b settle.Event) int {
		return cmp.Or(cmp.Compare(a.Place.Block, b.Place.Block), cmp.Compare(a.Place.Log, b.Place.Log))
	})
}

// AllIntents are all that were ever saved, by ID.
func (s *Store) AllIntents() []settle.Intent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.load(func(settle.Intent) bool { return true })
}

// Channels implements settle.Store.
func (s *Store) Channels(context.Context) ([]settle.Tracked, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.channels)
	for i := range out {
		out[i].OnChain = s.states[out[i].Channel.ID()]
	}
	return out, nil
}

// Cursor implements settle.FactStore.
func (s *Store) Cursor(context.Context) (settle.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cursor, nil
}

// ApplyFacts implements settle.FactStore.
func (s *Store) ApplyFacts(_ context.Context, f settle.Facts) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.write(func() error {
		if s.cursor != (settle.Head{}) && f.Since > s.cursor.Number+1 {
			return errors.New("developer error: facts leave out blocks")
		}
		maps.DeleteFunc(s.events, func(p settle.Place, _ settle.Event) bool { return p.Block >= f.Since })
		for _, e := range f.Events {
			s.events[e.Place] = e
		}
		maps.Copy(s.states, f.States)
		s.cursor = f.Head
		s.applied++
		return nil
	})
}

// SaveIntent implements settle.Journal.
func (s *Store) SaveIntent(_ context.Context, i settle.Intent) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.write(func() error {
		raw, err := json.Marshal(i)
		s.intents[i.ID] = raw
		return err
	})
}

// Intents implements settle.Journal.
func (s *Store) Intents(context.Context) ([]settle.Intent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.load(func(i settle.Intent) bool { return !i.State.Finished() }), nil
}

// NextNonce implements settle.Journal.
func (s *Store) NextNonce(_ context.Context, account common.Address) (next uint64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.load(func(i settle.Intent) bool { return i.From == account }) {
		next = i.Nonce + 1 // of the newest
	}
	return next, nil
}

func (s *Store) load(keep func(settle.Intent) bool) []settle.Intent {
	var out []settle.Intent
	for _, id := range slices.Sorted(maps.Keys(s.intents)) {
		var i settle.Intent
		if err := json.Unmarshal(s.intents[id], &i); err != nil {
			panic("developer error: stored intent does not decode: " + err.Error())
		}
		if keep(i) {
			out = append(out, i)
		}
	}
	return out
}
