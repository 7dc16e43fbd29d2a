package settle

import (
	"context"
	"fmt"
	"time"
)

// displacedAfter: a node may count a transaction some time before it finds its receipt.
const displacedAfter = 30 * time.Second

// reconcile learns the fate of every transaction that may still be mined, and pushes those that are not.
func (d *Driver) reconcile(ctx context.Context) error {
	var open []*Intent
	var first error
	for _, i := range d.view.intents {
		if i.askedAt == d.view.head.Hash && i.missing.IsZero() {
			open = append(open, i) // nothing can have happened to it
			continue
		}
		err := d.reconcileOne(ctx, i)
		if err == nil {
			i.askedAt = d.view.head.Hash
		} else if first == nil {
			first = err
		}
		if !i.State.Finished() {
			open = append(open, i)
		}
	}
	d.view.intents = open
	return first
}

// searchEvery: where the account's nonce says that nothing was mined, receipts are looked for every so many blocks only. An intent
// may have a hundred versions.
const searchEvery = 8

func (d *Driver) reconcileOne(ctx context.Context, i *Intent) error {
	counts, counting := d.chain.Nonces(ctx, i.From, Head{})
	if counting == nil {
		i.passed = i.Nonce < counts.Most
	}
	if i.State == Signed && i.missing.IsZero() && d.view.head.Number%searchEvery != 0 && counting == nil && !i.passed {
		return d.push(ctx, i)
	}
	for n := len(i.Versions) - 1; n >= 0; n-- {
		tx := i.Versions[n].Hash
		r, found, err := d.chain.Receipt(ctx, tx)
		if err != nil {
			return fmt.Errorf("look for transaction %s: %w", tx, err)
		}
		if found {
			i.Tx = tx
			return d.mined(ctx, i, i.Versions[n], r)
		}
	}
	i.State = Signed // also when a reorganisation took it out of the chain again
	used, err := d.chain.Nonces(ctx, i.From, d.view.applied)
	if err != nil {
		return fmt.Errorf("read nonce: %w", err)
	}
	if used.Least <= i.Nonce {
		i.missing = time.Time{}
		return d.push(ctx, i)
	}
	if i.missing.IsZero() {
		i.missing = time.Now()
	}
	if time.Since(i.missing) < displacedAfter {
		return nil
	}
	i.Error = ErrDisplaced.Error()
	return d.end(ctx, i, Displaced, ErrDisplaced)
}

// mined waits until the block is final and its events are with the store.
func (d *Driver) mined(ctx context.Context, i *Intent, v Version, r Receipt) error {
	i.Block = r.Block
	if r.Block > d.view.applied.Number {
		i.State = Mined
		return nil
	}
	if v.Cancel {
		i.Error = ErrCancelled.Error()
		return d.end(ctx, i, Cancelled, ErrCancelled)
	}
	if r.Reverted {
		err := fmt.Errorf("%w: %s", ErrReverted, d.whyReverted(ctx, i, r))
		i.Error = err.Error()
		return d.end(ctx, i, Reverted, err)
	}
	d.judgeClaim(i.Action.Legs[:min(v.Legs, len(i.Action.Legs))])
	return d.end(ctx, i, Done, nil)
}

// whyReverted runs the call again: the receipt does not say.
func (d *Driver) whyReverted(ctx context.Context, i *Intent, r Receipt) string {
	if r.GasUsed >= i.Call.Gas {
		return fmt.Sprintf("it ran out of its %d gas", i.Call.Gas)
	}
	if err := d.chain.Simulate(ctx, i.From, i.Call); err != nil {
		return err.Error()
	}
	return "the same call would succeed now: something else changed the state first"
}

func (d *Driver) end(ctx context.Context, i *Intent, s IntentState, err error) error {
	i.State = s
	i.shed()
	if e := d.store.SaveIntent(ctx, *i); e != nil {
		return storeFailed("store a transaction's end", e)
	}
	log := d.log.Info
	if err != nil {
		log = d.log.Error
	}
	log("a transaction has come to its end", "purpose", i.Purpose, "intent", i.ID, "state", s, "tx", i.Tx, "block", i.Block, "error", i.Error)
	d.answer(i, err)
	return nil
}

// shed drops the bytes that nobody will send again: a claim has a hundred thousand of them in every version.
func (i *Intent) shed() {
	i.Call.Data, i.Action.Legs = nil, nil
	for n := range i.Versions {
		i.Versions[n].Raw = nil
	}
}

func (d *Driver) answer(i *Intent, err error) {
	d.drop(func(a *ask) bool {
		if a.intent != i {
			return false
		}
		a.at = Confirmation{Tx: i.Tx, Block: i.Block}
		a.finish(err)
		return true
	})
}

// push sends the newest version once per block, and replaces it when it has waited too long.
func (d *Driver) push(ctx context.Context, i *Intent) error {
	if i.sentAt == d.view.head.Hash {
		return nil
	}
	if d.view.head.Number >= i.last().At+d.patience(i) {
		if err := d.replace(ctx, i); err != nil {
			return fmt.Errorf("replace %s: %w", i.Purpose, err)
		}
	}
	if err := d.chain.Send(ctx, i.last().Raw); err != nil {
		return fmt.Errorf("send %s: %w", i.Purpose, err)
	}
	i.sentAt = d.view.head.Hash
	return nil
}
