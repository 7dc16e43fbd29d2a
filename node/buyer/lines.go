package buyer

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

// A voucher that is not acknowledged is sent again after a while, ever more rarely.
const (
	resendFirst = 2 * time.Second
	resendMost  = 30 * time.Second
	greetRetry  = time.Second
	greetTime   = 3 * time.Second // that a call waits for channels to be greeted for the first time
	askTime     = 5 * time.Second
	coverTime   = 10 * time.Second // for an advance to find its place in a voucher
)

// lines are the open channels, one line each.
type lines struct {
	b     *Buyer
	fresh atomic.Int32 // lines whose seller has not been greeted yet
	mu    sync.Mutex   // guards all
	all   map[common.Hash]*line
}

// line is the actor of one channel: whatever is signed on it is ordered by its lock, and its goroutine sees that it arrives.
type line struct {
	b      *Buyer
	id     common.Hash
	seller common.Address
	wake   chan struct{}

	signing sync.Mutex // orders what is signed

	mu      sync.Mutex    // guards all below
	changed chan struct{} // closed and replaced at every acknowledgement
	greeted bool
	open    bool // the channel has a deposit
	tried   bool // to greet, at least once
	epoch   uint32
	limit   money.Amount // what the seller leaves unpaid
	sent    channel.Base // the voucher last sent, and when
	sentAt  time.Time
}

// refresh starts lines for channels that have a deposit.
func (ls *lines) refresh() {
	payers := ls.b.channels.Payers()
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if ls.all == nil {
		ls.all = map[common.Hash]*line{}
	}
	for i := range payers {
		p := &payers[i]
		l := ls.all[p.ID()]
		switch {
		case l == nil && p.OnChain.Open():
			l = &line{b: ls.b, id: p.ID(), seller: p.Channel.PayeeSigner, epoch: p.OnChain.Epoch, open: true, wake: make(chan struct{}, 1), changed: make(chan struct{})}
			ls.all[l.id] = l
			ls.fresh.Add(1)
			ls.b.spawn(l.run)
		case l != nil && l.reopened(p.OnChain):
			l.nudge()
		}
	}
}

func (ls *lines) get(id common.Hash) *line {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	return ls.all[id]
}

// to returns the line to a seller that can hold the most, and what that is.
func (ls *lines) to(seller common.Address) (best *line, spendable money.Amount) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	for _, l := range ls.all {
		if l.seller != seller || !l.ready() {
			continue
		}
		p, err := ls.b.channels.Payer(l.id)
		if err != nil || ls.b.outdated(&p) != nil {
			continue
		}
		if s := p.Spendable(); best == nil || spendable.Less(s) {
			best, spendable = l, s
		}
	}
	return best, spendable
}

// settle waits until every seller has been greeted once, or greetTime is over: a call that comes right after a start finds the
// channels that it will find a moment later.
func (ls *lines) settle(ctx context.Context) {
	if ls.fresh.Load() == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, greetTime)
	defer cancel()
	ls.mu.Lock()
	all := slices.Collect(maps.Values(ls.all))
	ls.mu.Unlock()
	for _, l := range all {
		for {
			l.mu.Lock()
			tried, changed := l.tried, l.changed
			l.mu.Unlock()
			if tried {
				break
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
		}
	}
}

// spendable is what can be paid to each seller.
func (ls *lines) spendable() map[common.Address]money.Amount {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	out := make(map[common.Address]money.Amount, len(ls.all))
	for _, l := range ls.all {
		if !l.ready() {
			continue
		}
		if p, err := ls.b.channels.Payer(l.id); err == nil && ls.b.outdated(&p) == nil {
			out[l.seller] = out[l.seller].Max(p.Spendable())
		}
	}
	return out
}

// outdated says why a channel carries no new call although it may have money: what is known of it is too old; nil: it is not.
func (b *Buyer) outdated(p *channel.Payer) error {
	return b.cfg.Fresh(time.Duration(p.Channel.CloseDelay) * time.Second)
}

// outdated is why an open channel carries no new call; nil: none is too long out of sight.
func (ls *lines) outdated() error {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	for _, l := range ls.all {
		p, err := ls.b.channels.Payer(l.id)
		if err != nil || !p.OnChain.Open() {
			continue
		}
		if err := ls.b.outdated(&p); err != nil {
			return err
		}
	}
	return nil
}

// Spendable is what a call can pay to each seller now: its channel is open and the seller has been greeted.
func (b *Buyer) Spendable() map[common.Address]money.Amount { return b.lines.spendable() }

// drain gives the vouchers that are due up to grace to be acknowledged.
func (ls *lines) drain(grace time.Duration) {
	deadline := time.Now().Add(grace)
	for time.Now().Before(deadline) && ls.b.base.Err() == nil {
		if ls.settled() {
			return
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ls.b.base.Done():
		}
	}
}

func (ls *lines) settled() bool {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	for _, l := range ls.all {
		p, err := ls.b.channels.Payer(l.id)
		if err != nil || !l.ready() || !p.OnChain.Open() {
			continue
		}
		if due, ok := p.Sum.CeilTo(p.Asset); p.Unacked != nil || ok && p.Cumulative.Less(due) {
			return false
		}
	}
	return true
}

// triedOnce notes that the seller has been greeted, or could not be.
func (l *line) triedOnce() {
	l.mu.Lock()
	if !l.tried {
		l.tried = true
		l.b.lines.fresh.Add(-1)
	}
	l.mu.Unlock()
	l.announce()
}

func (l *line) ready() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.greeted
}

func (l *line) allowance() money.Amount {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.limit
}

// reopened notes a new epoch, in which the seller must be greeted anew, and that the channel has been funded in it.
func (l *line) reopened(s channel.OnChain) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s.Epoch == l.epoch && s.Open() == l.open {
		return false
	}
	l.greeted = l.greeted && s.Epoch == l.epoch
	l.epoch, l.open = s.Epoch, s.Open()
	return true
}

// stale has the seller greeted again: it does not know the channel any more.
func (l *line) stale() {
	l.mu.Lock()
	l.greeted = false
	l.mu.Unlock()
	l.nudge()
}

// nudge has the line look for work.
func (l *line) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// run greets the seller, then sends what is due until it is acknowledged.
func (l *line) run(ctx context.Context) {
	wait := resendFirst
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.wake:
			wait = resendFirst
		case <-timer.C:
			wait = min(2*wait, resendMost)
		}
		switch pending, err := l.work(ctx); {
		case err != nil:
			l.b.log.Debug("channel waits", "channel", l.id.Hex(), "error", err)
			timer.Reset(greetRetry)
		case pending:
			timer.Reset(wait)
		default:
			timer.Reset(resendMost)
		}
	}
}

// work does what is due now. pending: a voucher waits for its acknowledgement.
func (l *line) work(ctx context.Context) (pending bool, err error) {
	p, err := l.b.channels.Payer(l.id)
	if err != nil || !p.OnChain.Open() {
		return false, err
	}
	if !l.ready() {
		err := l.greet(ctx, p)
		l.triedOnce()
		if err != nil {
			return false, err
		}
	}
	f, err := l.due(ctx)
	if err != nil || f == nil {
		return false, err
	}
	if l.justSent(f) {
		return true, nil
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	if err := l.b.net.SendVoucher(ctx, l.seller, f); err != nil {
		return true, fmt.Errorf("send voucher: %w", err)
	}
	return true, nil
}

// due is the frame to send: the one that is not acknowledged, or a new one, signed and durable.
func (l *line) due(ctx context.Context) (*channel.Frame, error) {
	l.signing.Lock()
	defer l.signing.Unlock()
	p, err := l.b.channels.Payer(l.id)
	if err != nil {
		return nil, err
	}
	if p.Unacked != nil {
		return p.Unacked, nil
	}
	f, ok := p.Next()
	if !ok {
		return nil, nil
	}
	if f.Voucher.Sig, err = l.b.signer.SignVoucher(p.Domain, f.Voucher.Voucher); err != nil {
		return nil, fmt.Errorf("sign voucher: %w", err)
	}
	if _, err := l.b.channels.SaveFrame(ctx, l.id, f); err != nil {
		return nil, fmt.Errorf("persist voucher: %w", err)
	}
	return &f, nil
}

// justSent reports whether the frame is on its way already, and notes it as sent if not.
func (l *line) justSent(f *channel.Frame) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.sent == f.Voucher.Base() && now.Sub(l.sentAt) < resendFirst/2 {
		return true
	}
	l.sent, l.sentAt = f.Voucher.Base(), now
	return false
}

// cover returns once all that is owed is in a voucher: the frame to send along, nil when it is acknowledged already.
func (l *line) cover(ctx context.Context) (*channel.Frame, error) {
	ctx, cancel := context.WithTimeout(ctx, coverTime)
	defer cancel()
	for {
		l.mu.Lock()
		changed := l.changed
		l.mu.Unlock()
		f, err := l.due(ctx)
		if err != nil {
			return nil, err
		}
		p, err := l.b.channels.Payer(l.id)
		if err != nil {
			return nil, err
		}
		if due, ok := p.Sum.CeilTo(p.Asset); ok && due.Min(p.OnChain.Deposit).Cmp(p.Cumulative) <= 0 {
			if f != nil {
				l.justSent(f)
				l.nudge() // so that it is sent again where the call does not bring it there
			}
			return f, nil
		}
		l.nudge() // the frame before must be acknowledged first
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for the seller to acknowledge a voucher: %w", ctx.Err())
		}
	}
}

// greet says hello: the seller learns of the channel, and we learn what it holds of ours.
func (l *line) greet(ctx context.Context, p channel.Payer) error {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	var nonce common.Hash
	if _, err := rand.Read(nonce[:]); err != nil {
		return err
	}
	answer, err := l.b.net.Ask(ctx, l.seller, &wire.Hello{Channel: p.Channel, Epoch: p.OnChain.Epoch, Nonce: nonce})
	if err != nil {
		return fmt.Errorf("greet seller %s: %w", l.seller, err)
	}
	ack, ok := answer.(*wire.HelloAck)
	if !ok {
		return fmt.Errorf("greet seller %s: answered with %s", l.seller, answer.Kind())
	}
	if ack.Resync.BuyerNonce != nonce {
		return fmt.Errorf("greet seller %s: answer is not to our question", l.seller)
	}
	if err := ack.Resync.Check(p.Domain, p.Channel.PayeeSigner); err != nil {
		return fmt.Errorf("greet seller %s: %w", l.seller, err)
	}
	var highest channel.SignedVoucher
	if ack.Highest != nil {
		highest = *ack.Highest
	}
	if _, err := l.b.channels.Adopt(ctx, l.id, ack.Resync.Resync, highest); err != nil {
		return fmt.Errorf("greet seller %s: %w", l.seller, err)
	}
	l.mu.Lock()
	l.greeted, l.limit = true, ack.Limit
	l.mu.Unlock()
	return nil
}

// announce wakes who waits for an acknowledgement.
func (l *line) announce() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.changed)
	l.changed = make(chan struct{})
}

// Ack takes a seller's answer to a voucher.
func (b *Buyer) Ack(ctx context.Context, seller common.Address, f wire.Frame) {
	switch f := f.(type) {
	case *wire.VoucherAck:
		l := b.lines.get(f.ChannelID)
		if l == nil || l.seller != seller {
			return
		}
		if _, err := b.channels.Acked(ctx, f.ChannelID, f.Base); err != nil {
			b.log.Warn("seller acknowledged a voucher that was never sent", "channel", f.ChannelID.Hex(), "error", err)
			return
		}
		l.announce()
		l.nudge()
	case *wire.VoucherRefused:
		l := b.lines.get(f.ChannelID)
		if l == nil || l.seller != seller {
			return
		}
		b.log.Warn("seller refused a voucher", "channel", f.ChannelID.Hex(), "code", f.Code.String(), "field", f.Field)
		if f.Code == wire.CodeGone {
			l.stale()
		}
	}
}
