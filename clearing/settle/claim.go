package settle

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// retryClaim is how long a claim that could not be sent waits, so that an account without gas money does not stop the rest.
const retryClaim = 30 * time.Second

// failSettlements ends the settlements on command: their claim could not be sent.
func (d *Driver) failSettlements(err error) {
	d.drop(func(a *ask) bool {
		if a.kind == askSettle && a.targets != nil {
			a.finish(err)
			return true
		}
		return false
	})
}

// claim sends what the policy or an operator's command wants claimed.
func (d *Driver) claim(ctx context.Context) error {
	v := &d.view
	if d.busy(d.node.Address()) {
		return d.hurry(ctx)
	}
	plan := PlanCommand(d.claimants(), v.latest, d.targets())
	if len(plan.Legs) == 0 {
		if time.Now().Before(v.claimAfter) {
			return nil
		}
		var err error
		if plan, err = d.planByPolicy(ctx); err != nil || len(plan.Legs) == 0 {
			return err
		}
	}
	action := Batch(plan.Legs)
	d.log.Info("claiming", "legs", len(action.Legs), "of", len(plan.Legs), "packed", action.Verb == ClaimPacked, "reasons", plan.Reasons)
	if _, err := d.send(ctx, d.node, action); err != nil {
		v.claimAfter = time.Now().Add(retryClaim)
		d.failSettlements(err)
		return err
	}
	return nil
}

// hurry has a claim that waits take along the vouchers of channels that are being closed since.
func (d *Driver) hurry(ctx context.Context) error {
	n := slices.IndexFunc(d.view.intents, func(i *Intent) bool {
		return i.State == Signed && !i.passed && i.Action.Claims() && len(i.Action.Legs) > 0 && !i.cancelled() && i.From == d.node.Address()
	})
	if n < 0 {
		return nil
	}
	plan, err := d.planByPolicy(ctx)
	if err != nil {
		return err
	}
	urgent := slices.DeleteFunc(plan.Legs, func(l Leg) bool { return d.view.latest[d.id(l.Channel)].CloseAt == 0 })
	if len(urgent) == 0 {
		return nil
	}
	i := d.view.intents[n]
	if err := d.enlarge(ctx, i, urgent); err != nil {
		return err
	}
	i.sentAt = common.Hash{}
	return d.push(ctx, i)
}

func (d *Driver) planByPolicy(ctx context.Context) (Plan, error) {
	claimants := d.claimants()
	if !slices.ContainsFunc(claimants, func(t Tracked) bool {
		_, unpaid := Claimable(t, d.view.latest[d.id(t.Channel)])
		return !unpaid.IsZero()
	}) {
		return Plan{}, nil // spares asking for the fees
	}
	fees, err := d.chain.Fees(ctx)
	if err != nil {
		return Plan{}, fmt.Errorf("read fees: %w", err)
	}
	gasPrice := new(big.Int).Add(fees.Base, fees.Tip)
	return PlanClaim(d.cfg.Policy, claimants, d.view.latest, uint64(time.Now().UnixMilli()), gasPrice), nil
}

// claimants are the channels of which a claim could bring more: their voucher was not refused, and no claim that is on its
// way, or in a block that is not final, has asked for as much already.
func (d *Driver) claimants() []Tracked {
	asked, known := d.asked()
	if !known {
		return nil
	}
	var out []Tracked
	for _, t := range d.view.tracked {
		id := d.id(t.Channel)
		if bad, ok := d.view.refused[id]; t.Role != Payee || ok && bad == t.Highest.Voucher || d.inVain(t) {
			continue
		}
		if upTo, _ := Claimable(t, d.view.latest[id]); asked[id].Less(upTo) {
			out = append(out, t)
		}
	}
	return out
}

// inVain reports whether a claim of just this voucher has met just this state and moved nothing.
func (d *Driver) inVain(t Tracked) bool {
	id := d.id(t.Channel)
	a, ok := d.view.vain[id]
	return ok && a.voucher == t.Highest.Voucher && a.state == d.view.finals[id]
}

// judgeClaim remembers the legs of a claim in a final block that have not brought what the voucher promised: a node that shows money
// which is not there must not have us pay for claim after claim.
func (d *Driver) judgeClaim(legs []Leg) {
	for _, l := range legs {
		id := d.id(l.Channel)
		if s := d.view.finals[id]; s.Epoch != l.Voucher.Epoch || s.Claimed.Less(l.UpTo) {
			d.view.vain[id] = attempt{l.Voucher.Voucher, s}
		}
	}
}

// asked are the totals that unfinished claims ask for; not known while one of an earlier Run's is among them.
func (d *Driver) asked() (totals map[common.Hash]money.Units, known bool) {
	totals = map[common.Hash]money.Units{}
	for _, i := range d.view.intents {
		if !i.Action.Claims() {
			continue
		}
		if len(i.Action.Legs) == 0 { // of a version that did not keep them
			return nil, false
		}
		for _, l := range i.Action.Legs {
			id := d.id(l.Channel)
			totals[id] = totals[id].Max(l.UpTo)
		}
	}
	return totals, true
}

// targets are the totals that settlements on command wait for. They are set at the first look after the command, so that
// vouchers that keep coming do not keep it from ending.
func (d *Driver) targets() map[common.Hash]money.Units {
	all := map[common.Hash]money.Units{}
	for _, a := range d.view.queue {
		if a.kind != askSettle || !a.seen {
			continue
		}
		if a.targets == nil {
			a.targets = map[common.Hash]money.Units{}
			for _, t := range d.view.tracked {
				if upTo, unpaid := Claimable(t, d.view.latest[d.id(t.Channel)]); !unpaid.IsZero() {
					a.targets[d.id(t.Channel)] = upTo
				}
			}
		}
		for id, target := range a.targets {
			all[id] = all[id].Max(target)
		}
	}
	return all
}

// answerSettled ends the settlements on command whose targets are paid, finally.
func (d *Driver) answerSettled() {
	if slices.ContainsFunc(d.view.intents, func(i *Intent) bool { return i.Action.Claims() }) {
		return
	}
	d.drop(func(a *ask) bool {
		if a.kind != askSettle || a.targets == nil {
			return false
		}
		var refused []error
		for id, target := range a.targets {
			if d.reached(id, target) {
				continue
			}
			if _, bad := d.view.refused[id]; !bad {
				return false
			}
			refused = append(refused, fmt.Errorf("the contract refuses the voucher of channel %s: its signer did not sign it", id))
		}
		a.finish(errors.Join(refused...))
		return true
	})
}

// reached reports whether a claim's target is paid at a final block, or can never be: the epoch of its voucher is over.
func (d *Driver) reached(id common.Hash, target money.Units) bool {
	for _, t := range d.view.tracked {
		if d.id(t.Channel) == id {
			s := d.view.finals[id]
			return s.Epoch != t.Highest.Epoch || !s.Claimed.Less(target)
		}
	}
	return true
}
