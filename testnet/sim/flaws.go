package sim

import (
	"context"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/store"
)

// Flaws are bugs that a run is given on purpose: a model that does not find them finds none. The zero value is none.
type Flaws struct {
	AckBeforeDurable  bool // a seller acknowledges vouchers that it has not stored
	SendBeforeDurable bool // a buyer sends vouchers that it has not stored
}

func (f Flaws) ledger(s *store.Store) seller.Ledger {
	if f.AckBeforeDurable {
		return forgetfulSeller{s}
	}
	return s
}

func (f Flaws) channels(s *store.Store) buyer.Channels {
	if f.SendBeforeDurable {
		return &forgetfulBuyer{Store: s, frames: map[common.Hash]channel.Frame{}}
	}
	return s
}

// forgetfulSeller answers as if it had stored a voucher.
type forgetfulSeller struct{ *store.Store }

func (s forgetfulSeller) Accept(_ context.Context, id common.Hash, f channel.Frame, head uint64) (channel.Payee, error) {
	p, err := s.Payee(id)
	if err != nil {
		return p, err
	}
	if _, err := p.Verify(&f, head); err != nil {
		return p, err
	}
	if p.Highest.Cumulative.Less(f.Voucher.Cumulative) {
		p.Highest = f.Voucher
	}
	return p, nil
}

// forgetfulBuyer keeps a frame in memory until it is acknowledged.
type forgetfulBuyer struct {
	*store.Store
	mu     sync.Mutex // guards frames
	frames map[common.Hash]channel.Frame
}

func (b *forgetfulBuyer) Payer(id common.Hash) (channel.Payer, error) {
	p, err := b.Store.Payer(id)
	b.mu.Lock()
	defer b.mu.Unlock()
	if f, waits := b.frames[id]; waits && err == nil {
		err = p.Sent(f)
	}
	return p, err
}

func (b *forgetfulBuyer) SaveFrame(_ context.Context, id common.Hash, f channel.Frame) (channel.Payer, error) {
	b.mu.Lock()
	b.frames[id] = f
	b.mu.Unlock()
	return b.Payer(id)
}

func (b *forgetfulBuyer) Acked(ctx context.Context, id common.Hash, base channel.Base) (channel.Payer, error) {
	b.mu.Lock()
	f, waits := b.frames[id]
	delete(b.frames, id)
	b.mu.Unlock()
	if waits {
		if p, err := b.Store.SaveFrame(ctx, id, f); err != nil {
			return p, err
		}
	}
	return b.Store.Acked(ctx, id, base)
}
