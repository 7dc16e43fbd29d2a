package testnet_test

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/store"
)

// errDead is what a process that has died gets from its disk.
var errDead = errors.New("this process has died")

// killMode is when, about a durable write, a process dies.
type killMode uint8

const (
	dieBefore killMode = iota // the disk has nothing
	dieSynced                 // the disk has it, and nobody has been told
	dieAfter                  // who asked for the write knows, and can do nothing more with it
)

var killModes = []killMode{dieBefore, dieSynced, dieAfter}

func (m killMode) String() string {
	return [...]string{"before", "after the sync, before the return", "after"}[m]
}

// killFuse ends a process at one of its durable writes. It sees every write that the store makes.
type killFuse struct {
	mu    sync.Mutex // guards all below
	names []string   // the writes so far, by the verbs in them
	at    int        // the write at which it blows, from 1; 0: never
	mode  killMode
	held  bool  // writes neither count nor kill
	bad   error // of every write from now on
	dead  bool
	blown chan struct{} // closed when it is dead
	admit func()        // is run once ahead of the next admission
}

func newFuse() *killFuse { return &killFuse{blown: make(chan struct{})} }

// arm has the fuse blow at a write from now on.
func (f *killFuse) arm(at int, mode killMode) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.names, f.at, f.mode = nil, at, mode
}

// disarm has the process live on.
func (f *killFuse) disarm() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.at = 0
}

// hold has writes neither count nor kill, or count again.
func (f *killFuse) hold(on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.held = on
}

// spoil has the disk fail from now on.
func (f *killFuse) spoil(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.bad = err
}

// commit makes a durable write, unless the process is dead.
func (f *killFuse) commit(verbs []string, write func() error) error {
	f.mu.Lock()
	counts := !f.dead && !f.held
	if counts {
		f.names = append(f.names, strings.Join(verbs, "+"))
	}
	hit := counts && len(f.names) == f.at
	if hit && f.mode == dieBefore {
		f.blow()
	}
	dead, bad := f.dead, f.bad
	f.mu.Unlock()
	switch {
	case dead:
		return errDead
	case bad != nil:
		return bad
	}
	err := write()
	f.mu.Lock()
	defer f.mu.Unlock()
	if hit {
		f.blow()
	}
	if f.dead && !(hit && f.mode == dieAfter) {
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

func (f *killFuse) kill() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.blow()
}

func (f *killFuse) isDead() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.dead
}

// writes are the durable writes so far.
func (f *killFuse) writes() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.names...)
}

// slowSeller is a seller's store that can be held up ahead of an admission.
type slowSeller struct {
	*store.Store
	f *killFuse
}

var _ seller.Ledger = slowSeller{}

// Admit is held up once, where the fuse says so.
func (s slowSeller) Admit(ctx context.Context, a clearing.Admission, f *channel.Frame) (channel.Payee, error) {
	s.f.mu.Lock()
	hold := s.f.admit
	s.f.admit = nil
	s.f.mu.Unlock()
	if hold != nil {
		hold()
	}
	return s.Store.Admit(ctx, a, f)
}
