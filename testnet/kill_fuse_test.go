package testnet_test

import (
	"context"
	"errors"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/store"
)

// errDead is what a process that has died gets from its disk.
var errDead = errors.New("this process has died")

// killFuse ends a process at one of its durable writes: before it, or when it is durable and nobody knows yet.
type killFuse struct {
	mu    sync.Mutex // guards all below
	names []string   // the writes so far
	at    int        // the write at which it blows, from 1; 0: never
	after bool       // the write has been made
	dead  bool
	blown chan struct{} // closed when it is dead
	hooks map[string]func()
}

func newFuse(at int, after bool) *killFuse {
	return &killFuse{at: at, after: after, blown: make(chan struct{})}
}

// arm has the fuse blow at a write from now on.
func (f *killFuse) arm(at int, after bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.names, f.at, f.after = nil, at, after
}

// before runs something once ahead of the next write of a name.
func (f *killFuse) before(name string, do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.hooks = map[string]func(){name: do}
}

// write makes a durable write, unless the process is dead.
func (f *killFuse) write(name string, do func() error) error {
	f.mu.Lock()
	if !f.dead {
		f.names = append(f.names, name)
	}
	hit := !f.dead && len(f.names) == f.at
	if hit && !f.after {
		f.blow()
	}
	dead, hook := f.dead, f.hooks[name]
	delete(f.hooks, name)
	f.mu.Unlock()
	if dead {
		return errDead
	}
	if hook != nil {
		hook()
	}
	err := do()
	f.mu.Lock()
	defer f.mu.Unlock()
	if hit {
		f.blow()
	}
	if f.dead {
		return errDead
	}
	return err
}

// blow kills the process. The caller holds mu.
func (f *killFuse) blow() {
	if !f.dead {
		f.dead = true
		close(f.blown)
	}
}

func (f *killFuse) isDead() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.dead
}

func fused[T any](f *killFuse, name string, do func() (T, error)) (out T, err error) {
	var got T
	err = f.write(name, func() (err error) {
		got, err = do()
		return err
	})
	if errors.Is(err, errDead) {
		return out, err
	}
	return got, err
}

// fusedBuyer is a buyer's store behind a fuse.
type fusedBuyer struct {
	*store.Store
	f *killFuse
}

var (
	_ buyer.Ledger   = fusedBuyer{}
	_ buyer.Channels = fusedBuyer{}
)

func (s fusedBuyer) Reserve(ctx context.Context, r clearing.Reservation) (clearing.Reserved, error) {
	return fused(s.f, "reserve", func() (clearing.Reserved, error) { return s.Store.Reserve(ctx, r) })
}

func (s fusedBuyer) Extend(ctx context.Context, id market.AttemptID, onKey, onChannel money.Amount) error {
	return s.f.write("extend", func() error { return s.Store.Extend(ctx, id, onKey, onChannel) })
}

func (s fusedBuyer) Charge(ctx context.Context, c clearing.Charge) (channel.Payer, error) {
	name := "charge a window"
	if c.Final {
		name = "charge the end"
	}
	return fused(s.f, name, func() (channel.Payer, error) { return s.Store.Charge(ctx, c) })
}

func (s fusedBuyer) Void(ctx context.Context, id market.AttemptID, r *market.BoughtRecord) error {
	return s.f.write("void", func() error { return s.Store.Void(ctx, id, r) })
}

func (s fusedBuyer) SaveFrame(ctx context.Context, id common.Hash, f channel.Frame) (channel.Payer, error) {
	return fused(s.f, "save frame", func() (channel.Payer, error) { return s.Store.SaveFrame(ctx, id, f) })
}

func (s fusedBuyer) Acked(ctx context.Context, id common.Hash, b channel.Base) (channel.Payer, error) {
	return fused(s.f, "note acknowledgement", func() (channel.Payer, error) { return s.Store.Acked(ctx, id, b) })
}

func (s fusedBuyer) Adopt(ctx context.Context, id common.Hash, r channel.Resync, v channel.SignedVoucher) (channel.Payer, error) {
	return fused(s.f, "adopt", func() (channel.Payer, error) { return s.Store.Adopt(ctx, id, r, v) })
}

// fusedSeller is a seller's store behind a fuse.
type fusedSeller struct {
	*store.Store
	f *killFuse
}

var (
	_ seller.Ledger   = fusedSeller{}
	_ seller.Channels = fusedSeller{}
)

func (s fusedSeller) Admit(ctx context.Context, a clearing.Admission, f *channel.Frame) (channel.Payee, error) {
	return fused(s.f, "admit", func() (channel.Payee, error) { return s.Store.Admit(ctx, a, f) })
}

func (s fusedSeller) Accept(ctx context.Context, id common.Hash, f channel.Frame, head uint64) (channel.Payee, error) {
	return fused(s.f, "accept", func() (channel.Payee, error) { return s.Store.Accept(ctx, id, f, head) })
}

func (s fusedSeller) Progress(ctx context.Context, id common.Hash, r market.SignedReceipt, risk money.Amount) (channel.Payee, error) {
	return fused(s.f, "progress", func() (channel.Payee, error) { return s.Store.Progress(ctx, id, r, risk) })
}

func (s fusedSeller) Finish(ctx context.Context, id common.Hash, r market.SoldRecord) (channel.Payee, error) {
	return fused(s.f, "finish", func() (channel.Payee, error) { return s.Store.Finish(ctx, id, r) })
}
