package watch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// ErrNodeKey is returned for a gas account that is a party of a channel: a watchtower holds no key whose loss costs more than gas.
var ErrNodeKey = errors.New("the gas account is a party of a channel")

// Config is what an operator decides about a watchtower.
type Config struct {
	ChainID       uint64
	Confirmations uint64        // blocks that make a fact final
	Poll          time.Duration // between looks at the chain
	NativePrice   money.Amount  // what one native coin costs: a claim that is worth less than its gas is left
}

// Policy claims a channel's voucher once its payer has asked to close it, if it is worth its gas, and no other.
func Policy(nativePrice money.Amount) settle.Policy {
	most := [16]byte{}
	for i := range most {
		most[i] = 0xff
	}
	return settle.Policy{Utilisation: 101, Unclaimed: money.FromBytes(most), AgeDivisor: 1, Worth: 1, WorthRiding: math.MaxUint64, WorthAtRisk: 1, NativePrice: nativePrice}
}

// Tower watches the channels of a ledger. Its driver replaces a claim that waits at every block by one that pays an eighth more.
type Tower struct {
	ledger *Ledger
	driver *settle.Driver
	poll   time.Duration
}

// New returns a watchtower that pays its gas from one account.
func New(cfg Config, chain settle.Chain, l *Ledger, gas settle.Signer, log *slog.Logger) (*Tower, error) {
	for _, h := range l.Holdings() {
		for _, party := range []common.Address{h.Channel.Payer, h.Channel.Signer, h.Channel.Payee, h.Channel.PayeeSigner} {
			if party == gas.Address() {
				return nil, fmt.Errorf("%w: %s is on channel %s; give the watchtower an account of its own", ErrNodeKey, party, h.ID())
			}
		}
	}
	c := settle.DefaultConfig(cfg.ChainID, gas.Address())
	c.Confirmations, c.Poll, c.BumpAfter, c.Policy = cfg.Confirmations, cfg.Poll, 1, Policy(cfg.NativePrice)
	driver, err := settle.New(c, chain, l, gas, nil, log)
	if err != nil {
		return nil, err
	}
	return &Tower{ledger: l, driver: driver, poll: cfg.Poll}, nil
}

// Run watches until ctx ends.
func (t *Tower) Run(ctx context.Context) error { return t.driver.Run(ctx) }

// Status is as of the last look.
func (t *Tower) Status() settle.Status { return t.driver.Status() }

// Once looks at the chain, claims what must be claimed and returns when that is final. The goroutine that it starts ends with it.
func (t *Tower) Once(ctx context.Context) error {
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- t.driver.Run(running) }()
	err := t.settled(ctx)
	stop()
	return errors.Join(err, <-ended)
}

// settled looks until two looks in a row leave nothing on its way: the first of them may have sent a claim.
func (t *Tower) settled(ctx context.Context) error {
	for quiet := 0; quiet < 2; {
		if err := t.driver.Refresh(ctx); err != nil {
			return err
		}
		s := t.driver.Status()
		if quiet++; len(s.Pending) > 0 {
			quiet = 0
		}
		if s.Problem != "" {
			return errors.New(s.Problem)
		}
		select {
		case <-time.After(t.poll):
		case <-ctx.Done():
			return fmt.Errorf("wait for the claims to be final (what was sent goes on): %w", ctx.Err())
		}
	}
	return nil
}

// Left is a watched channel that is being closed with money unclaimed.
type Left struct {
	Holding Holding
	Unpaid  money.Units // what its voucher would still bring
	CloseAt uint64      // unix seconds
}

// Leaving are the channels that are being closed while their voucher is above what the chain has paid.
func (t *Tower) Leaving() (out []Left) {
	for _, h := range t.ledger.Holdings() {
		s := t.ledger.State(h.ID())
		if _, unpaid := settle.Claimable(h.Tracked(), s); s.CloseAt != 0 && !unpaid.IsZero() {
			out = append(out, Left{h, unpaid, s.CloseAt})
		}
	}
	return out
}
