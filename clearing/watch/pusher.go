package watch

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// pushLag is how much more than its watchtowers know a payee relies on, per channel. Beyond that a voucher is with one of them before
// it counts.
var pushLag = money.Micros(50_000)

const (
	// pushEvery is how often what is newer by less is pushed.
	pushEvery = 30 * time.Second
	// pushRest: a watchtower that did not answer is not waited for again so soon. The periodic push still tries it.
	pushRest = time.Minute
)

// Pusher keeps watchtowers up to date with what one node is paid.
type Pusher struct {
	towers  []*Client
	domain  market.Domain
	genesis common.Hash
	log     *slog.Logger

	mu     sync.Mutex // guards all below
	newest map[common.Hash]Holding
	pushed map[common.Hash]Holding // as one watchtower at least has it
	rest   time.Time               // until when nobody waits
	err    error                   // of the last push
}

// NewPusher returns a pusher to watchtowers that do not know of each other: what one of them has is safe.
func NewPusher(towers []*Client, d market.Domain, genesis common.Hash, log *slog.Logger) *Pusher {
	return &Pusher{towers: towers, domain: d, genesis: genesis, log: log, newest: map[common.Hash]Holding{}, pushed: map[common.Hash]Holding{}}
}

// Note takes in what the node holds, and where that is much more than the watchtowers know waits until one of them has it. A watchtower
// that is away does not stop the node, which still claims by itself: that is logged, and Err says so.
func (p *Pusher) Note(ctx context.Context, h Holding) {
	if h.Role != settle.Payee || h.Highest.Sig.IsZero() {
		return
	}
	p.mu.Lock()
	p.newest[h.ID()] = h
	wait := newerBy(p.pushed[h.ID()], h, pushLag) && !time.Now().Before(p.rest)
	p.mu.Unlock()
	if wait {
		p.push(ctx, []Holding{h})
	}
}

// Seed takes in what the node holds at its start, without waiting.
func (p *Pusher) Seed(list []Holding) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, h := range list {
		if h.Role == settle.Payee && !h.Highest.Sig.IsZero() {
			p.newest[h.ID()] = h
		}
	}
}

// newerBy reports whether a holding is worth more than lag above an older one.
func newerBy(old, is Holding, lag money.Amount) bool {
	if old.Highest.Epoch != is.Highest.Epoch {
		old = Holding{}
	}
	worth := func(h Holding) money.Amount { return h.Highest.Cumulative.FloorPicos(is.Asset).Min(h.Sum) }
	return lag.Less(worth(is).SubFloor(worth(old)))
}

// Run pushes what has changed, until ctx ends.
func (p *Pusher) Run(ctx context.Context) error {
	tick := time.NewTicker(pushEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			p.CatchUp(ctx)
		}
	}
}

// CatchUp pushes what no watchtower knows yet.
func (p *Pusher) CatchUp(ctx context.Context) {
	if changed := p.changed(); len(changed) > 0 {
		p.push(ctx, changed)
	}
}

func (p *Pusher) changed() (out []Holding) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, h := range p.newest {
		if newerBy(p.pushed[id], h, money.Amount{}) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b Holding) int { return a.ID().Cmp(b.ID()) })
	return out
}

// push hands holdings to all watchtowers at once and returns when each has answered or run out of time.
func (p *Pusher) push(ctx context.Context, list []Holding) {
	var lines [][]byte
	for _, h := range list {
		lines = append(lines, EncodeHolding(h))
	}
	text := NewFile(p.domain, p.genesis, uint64(time.Now().UnixMilli())).Encode(lines)
	errs := make([]error, len(p.towers))
	var wait sync.WaitGroup
	for i, t := range p.towers {
		wait.Go(func() { _, errs[i] = t.Push(ctx, text) })
	}
	wait.Wait()
	p.settle(list, errs)
}

func (p *Pusher) settle(list []Holding, errs []error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.err
	if p.err = errors.Join(errs...); p.err != nil && was == nil {
		p.log.Warn("a watchtower does not take vouchers: the node still claims by itself while it runs", "error", p.err)
	} else if p.err == nil && was != nil {
		p.log.Info("the watchtowers take vouchers again")
	}
	if !slices.Contains(errs, nil) {
		p.rest = time.Now().Add(pushRest)
		return
	}
	p.rest = time.Time{}
	for _, h := range list {
		if id := h.ID(); newerBy(p.pushed[id], h, money.Amount{}) {
			p.pushed[id] = h
		}
	}
}

// Err is why a watchtower did not take the last push; nil: all did.
func (p *Pusher) Err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}
