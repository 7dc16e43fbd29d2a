package seller

import (
	"context"
	"errors"
	"time"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/wire"
)

// A buyer may take so long to pay for the next window; the upstream is cut off earlier, since it bills on.
const (
	pauseTime = 30 * time.Second
	stallTime = 2 * time.Second
)

// free reports whether the call needs no money's word any more: the node's own, one whose whole exposure was admitted, or one of
// which all that it can cost is granted.
func (r *relay) free() bool {
	return r.from.Peer == Self || r.bound.Whole || r.worst.Cmp(r.granted) <= 0
}

// window is what may be streamed unpaid.
func (r *relay) window() money.Amount {
	w, err := r.prices.Window(r.bound, r.standing.Offer.Page.Policy)
	if err != nil {
		panic("developer error: an admitted call does not rate: " + err.Error())
	}
	return w
}

// tight reports whether what is granted leaves less than margin beyond what the tokens so far cost, and so many bytes more may cost. A
// token has at least one byte: most events are let through without counting.
func (r *relay) tight(bytes uint64, margin money.Amount) bool {
	in, err := r.prices.InputCost(r.bound)
	if err != nil {
		return true
	}
	price, err := r.prices.OutputPrice(r.bound.Input)
	if err != nil {
		return true
	}
	margin = margin.Add(price.Times(bytes))
	if upper := in.Add(price.Times(r.out.Bytes())).Add(margin); upper.Cmp(r.granted) <= 0 {
		return false
	}
	return r.granted.Less(r.spent().Add(margin))
}

// over reports whether an event's text, which is not counted yet, may be beyond what is granted. The first always passes: the vendor has
// billed it before anything could be asked.
func (r *relay) over(deltas []dialect.Delta) bool {
	if r.free() || r.out.Bytes() == 0 {
		return false
	}
	bytes := uint64(0)
	for _, d := range deltas {
		bytes += uint64(len(d.Text))
	}
	return r.tight(bytes, money.Amount{})
}

// askAhead asks for the next voucher when half a window is left, so that a buyer that pays in time is never made to wait.
func (r *relay) askAhead() error {
	if r.free() || r.asked != nil || !r.tight(0, r.window().MulDiv(1, 2)) {
		return nil
	}
	_, err := r.raise()
	return err
}

// raise asks the ledger for the next window. The buyer is told of it once: that it has to pay first, or else what is at risk now, by
// which it computes what its next calls may leave unpaid. Nothing is asked twice: where all that was sent is granted, and the event at
// hand is larger than a window by its bytes, it passes.
func (r *relay) raise() (bool, error) {
	first := r.asked == nil
	if first {
		u := r.counted()
		if cost, err := r.prices.Cost(u); err == nil && cost.Cmp(r.passed) <= 0 {
			return true, nil
		}
		receipt, err := r.sign(market.StatusOpen, u, r.sum())
		if err != nil {
			return false, err
		}
		r.asked = &receipt
	}
	risk, err := r.prices.Exposure(r.bound, r.standing.Offer.Page.Policy, r.asked.Cost)
	if err != nil {
		return false, err
	}
	_, err = r.s.ledger.Progress(r.ctx, r.open.ChannelID, *r.asked, risk)
	var more *channel.AdvanceRequired
	if err != nil && !errors.As(err, &more) {
		return false, err
	}
	told := *r.asked
	if err == nil {
		r.granted, r.passed, r.asked = risk, told.Cost, nil
	}
	if first {
		return err == nil, r.send(&wire.NeedVoucher{Receipt: told})
	}
	return err == nil, nil
}

// pause waits until the window that was streamed is paid for. An event that is larger than a window alone then passes: the vendor
// has billed it already. A vendor that makes another window meanwhile is cut off, however fast it is, and any vendor after a while.
func (r *relay) pause() error {
	r.look()
	slow := time.AfterFunc(stallTime, r.cut)
	defer slow.Stop()
	late := time.NewTimer(pauseTime)
	defer late.Stop()
	for {
		gate := r.s.gates.wait(r.open.ChannelID)
		if ok, err := r.raise(); ok || err != nil {
			return err
		}
		if err := r.wait(gate, late.C); err != nil {
			return err
		}
	}
}

// wait returns when the gate opens, and holds what the vendor makes meanwhile.
func (r *relay) wait(gate <-chan struct{}, late <-chan time.Time) error {
	for {
		select {
		case <-gate:
			return nil
		case p := <-r.ahead.more():
			r.ahead.hold(p)
			if r.far() {
				r.cut()
			}
		case <-late:
			return errUnpaid
		case <-r.ctx.Done():
			return context.Cause(r.ctx)
		}
	}
}
