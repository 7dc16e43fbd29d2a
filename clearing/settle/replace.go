package settle

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// ErrCancelled is returned when a transaction that had not been mined was taken back, since it could achieve nothing any more.
var ErrCancelled = errors.New("taken back before it was mined: it had become pointless")

// cancelGas is the limit of a transfer to oneself; some chains ask for more than the 21,000 of Ethereum.
const cancelGas = 60_000

func (i *Intent) last() Version { return i.Versions[len(i.Versions)-1] }

// cancelled reports whether the intent's newest call is a transfer to ourselves.
func (i *Intent) cancelled() bool { return len(i.Call.Data) == 0 }

// replace signs a version that pays more, and does nothing when that is not allowed or the intent is pointless.
func (d *Driver) replace(ctx context.Context, i *Intent) error {
	signer := d.signerOf(i.From)
	if signer == nil {
		return nil // nobody here can sign a new one; the old one is sent again
	}
	if !i.cancelled() && d.pointless(ctx, i) {
		d.log.Info("taking a transaction back, it could achieve nothing any more", "purpose", i.Purpose, "intent", i.ID)
		return d.outbid(ctx, signer, i, func(next *Intent) { next.Call = Call{To: i.From, Gas: cancelGas} })
	}
	return d.outbid(ctx, signer, i, func(*Intent) {})
}

// outbid signs one more version of an intent, after a change to it. It pays more than the last one, whatever the market does.
func (d *Driver) outbid(ctx context.Context, signer Signer, i *Intent, change func(*Intent)) error {
	next := *i
	change(&next)
	fees, err := d.chain.Fees(ctx)
	if err != nil {
		return fmt.Errorf("read fees: %w", err)
	}
	last := Bid{TipCap: i.last().TipCap, FeeCap: i.last().FeeCap}
	wanted, limit := d.wanted(&next, fees)
	if wanted, err = d.afford(ctx, &next, wanted, last); err != nil {
		return err
	}
	bid := Raise(last, wanted)
	if bid.FeeCap.Cmp(limit) > 0 {
		d.log.Warn("a transaction waits at the highest fee allowed", "purpose", i.Purpose, "fee_cap_wei", last.FeeCap, "tx", i.last().Hash)
		return nil
	}
	d.log.Info("raising a transaction's fees", "purpose", next.Purpose, "intent", i.ID, "fee_cap_wei", bid.FeeCap, "tip_cap_wei", bid.TipCap)
	if err := d.addVersion(ctx, signer, &next, bid); err != nil {
		return err
	}
	*i = next
	return nil
}

// pointless reports whether an intent that has not been mined could achieve nothing any more, at no node of the chain.
func (d *Driver) pointless(ctx context.Context, i *Intent) bool {
	if !i.Action.Claims() {
		return d.chain.Simulate(ctx, i.From, i.Call) != nil
	}
	if len(i.Action.Legs) == 0 {
		return false // of a version that did not keep them
	}
	return !slices.ContainsFunc(d.view.tracked, func(t Tracked) bool {
		if !slices.ContainsFunc(i.Action.Legs, func(l Leg) bool { return l.Channel == t.Channel }) {
			return false
		}
		_, unpaid := Claimable(t, d.view.latest[d.id(t.Channel)])
		return !unpaid.IsZero()
	})
}

// enlarge adds legs that must not wait to a claim that has not been mined. The old legs stay, whichever version is mined.
func (d *Driver) enlarge(ctx context.Context, i *Intent, more []Leg) error {
	legs := append(slices.Clone(i.Action.Legs), more[:min(len(more), MaxLegs-len(i.Action.Legs))]...)
	if len(legs) == len(i.Action.Legs) {
		return nil
	}
	action := Action{Verb: Claim, Legs: legs}
	if all := Batch(legs); len(all.Legs) == len(legs) {
		action = all
	}
	call, err := d.chain.Encode(action)
	if err != nil {
		return fmt.Errorf("encode %s: %w", action, err)
	}
	d.log.Info("taking more vouchers along in a claim that waits: their channels are being closed", "intent", i.ID, "legs", len(legs))
	return d.outbid(ctx, d.node, i, func(next *Intent) { next.Action, next.Call, next.Purpose = action, call, action.String() })
}
