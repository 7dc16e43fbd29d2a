package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
)

// Outliving is a store as settle uses it, which goes on when the disk takes nothing any more: what is earned must be claimed before its
// payer takes it back. What cannot be written is kept in memory, and written first once there is room again. After a restart it is
// read from the chain: what was sent and is forgotten then can do no harm, since the contract pays a voucher once and closes an epoch
// once. What could, moving the owner's money, is refused.
type Outliving struct {
	*Store
	late func(error) // is told when the first write is kept in memory

	mu      sync.Mutex // guards all below
	facts   []settle.Facts
	states  map[common.Hash]channel.OnChain // of the facts in memory
	intents map[uint64]settle.Intent
}

var _ settle.Store = (*Outliving)(nil)

// Outliving is the store for settle. late is told why writes begin to be kept in memory.
func (s *Store) Outliving(late func(error)) *Outliving {
	return &Outliving{Store: s, late: late, states: map[common.Hash]channel.OnChain{}, intents: map[uint64]settle.Intent{}}
}

// Channels are all channels, as the chain has them. It is asked often: what is in memory is written then, where there is room again.
func (o *Outliving) Channels(ctx context.Context) ([]settle.Tracked, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.catchUp(ctx); err != nil && !errors.Is(err, ErrDegraded) {
		return nil, err
	}
	all, err := o.Store.Channels(ctx)
	for i, t := range all {
		s, newer := o.states[t.Channel.ID()]
		if !newer {
			continue
		}
		all[i].OnChain = s
		if s.Epoch != t.OnChain.Epoch {
			all[i].Highest = channel.SignedVoucher{} // of an epoch that is over
		}
	}
	return all, err
}

// ApplyFacts takes what the chain says, on disk or in memory.
func (o *Outliving) ApplyFacts(ctx context.Context, f settle.Facts) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	err := o.catchUp(ctx)
	if err == nil {
		err = o.Store.ApplyFacts(ctx, f)
	}
	if !errors.Is(err, ErrDegraded) {
		return err
	}
	o.begin(err)
	o.facts = append(o.facts, f)
	maps.Copy(o.states, f.States)
	return nil
}

// SaveIntent takes a transaction, on disk or, if it can do no harm twice, in memory.
func (o *Outliving) SaveIntent(ctx context.Context, i settle.Intent) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	err := o.Store.SaveIntent(ctx, i)
	if !errors.Is(err, ErrDegraded) {
		delete(o.intents, i.ID)
		return err
	}
	if fresh := i.State == settle.Signed && len(i.Versions) == 1; fresh && !harmless(i.Action) {
		return err
	}
	o.begin(err)
	o.intents[i.ID] = i
	return nil
}

// NextNonce knows the transactions in memory too.
func (o *Outliving) NextNonce(ctx context.Context, account common.Address) (uint64, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	next, err := o.Store.NextNonce(ctx, account)
	for _, i := range o.intents {
		if i.From == account {
			next = max(next, i.Nonce+1)
		}
	}
	return next, err
}

// begin tells of the first write that is kept in memory. The caller holds mu.
func (o *Outliving) begin(why error) {
	if len(o.facts) == 0 && len(o.intents) == 0 {
		o.late(why)
	}
}

// catchUp writes what is in memory. The caller holds mu.
func (o *Outliving) catchUp(ctx context.Context) error {
	for len(o.facts) > 0 {
		if err := o.Store.ApplyFacts(ctx, o.facts[0]); err != nil {
			return err
		}
		o.facts = o.facts[1:]
	}
	clear(o.states)
	for _, id := range slices.Sorted(maps.Keys(o.intents)) {
		if err := o.Store.SaveIntent(ctx, o.intents[id]); err != nil {
			return err
		}
		delete(o.intents, id)
	}
	return nil
}

// harmless reports whether an action changes nothing more when it is done twice.
func harmless(a settle.Action) bool {
	switch a.Verb {
	case settle.RequestClose, settle.FinalizeClose, settle.CloseCooperative, settle.CancelClose:
		return true
	}
	return a.Claims()
}

// Guard is a chain that refuses, while the disk takes no new money, what Outliving would have to refuse once it is signed.
func (o *Outliving) Guard(c settle.Chain) settle.Chain { return guardedChain{c, o} }

type guardedChain struct {
	settle.Chain
	o *Outliving
}

// Encode turns an action into the call that performs it.
func (g guardedChain) Encode(a settle.Action) (settle.Call, error) {
	if err := g.o.Degraded(); err != nil && !harmless(a) {
		return settle.Call{}, fmt.Errorf("%s: %w", a, err)
	}
	return g.Chain.Encode(a)
}
