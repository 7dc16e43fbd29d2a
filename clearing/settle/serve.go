package settle

import (
	"context"
	"slices"
)

// drop removes the asks that f has finished.
func (d *Driver) drop(f func(*ask) bool) { d.view.queue = slices.DeleteFunc(d.view.queue, f) }

// serve answers those who wanted a look, and signs what others ask for as soon as its account is free.
func (d *Driver) serve(ctx context.Context) error {
	var broken error
	d.drop(func(a *ask) bool {
		switch {
		case a.kind == askRefresh && a.seen:
			a.finish(nil)
			return true
		case a.kind == askAct && a.intent == nil && !d.busy(a.signer.Address()):
			err := d.begin(ctx, a)
			if err != nil {
				a.finish(err)
			}
			if isStoreError(err) {
				broken = err
			}
			return err != nil
		}
		return false
	})
	return broken
}

// begin sends an asked action unless the contract would refuse it.
func (d *Driver) begin(ctx context.Context, a *ask) error {
	call, err := d.chain.Encode(a.action)
	if err != nil {
		return err
	}
	if err := d.chain.Simulate(ctx, a.signer.Address(), call); err != nil {
		return err
	}
	a.intent, err = d.send(ctx, a.signer, a.action)
	return err
}

// fail ends the asks of which nothing was sent, so that nobody waits for a chain that does not answer.
func (d *Driver) fail(err error) {
	d.drop(func(a *ask) bool {
		if a.intent == nil {
			a.finish(err)
		}
		return a.intent == nil
	})
}

// dropRisky ends the asks that need facts which cannot be relied on now. Ways out of a channel stay open.
func (d *Driver) dropRisky(doubt error) {
	d.drop(func(a *ask) bool {
		risky := a.kind == askRefresh || a.kind == askAct && a.intent == nil && a.action.Verb.locks()
		if risky {
			a.finish(doubt)
		}
		return risky
	})
}
