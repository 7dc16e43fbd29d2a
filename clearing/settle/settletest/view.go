package settletest

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
)

var _ settle.Chain = (*View)(nil)

// View is one node of a Chain, which may lag behind it, be away and lie. Its fields are changed under the Chain's Lock.
type View struct {
	*Chain
	Away    bool                                                           // it refuses connections
	Hangs   bool                                                           // it takes questions and never answers
	Stuck   uint64                                                         // it knows no block above; 0: all
	State   func(common.Hash, channel.OnChain) channel.OnChain             // what it makes of a channel's state; nil: nothing
	Event   func(settle.Event) bool                                        // which events it shows; nil: all
	Purse   func(settle.Account) settle.Account                            // what it makes of an account; nil: nothing
	Price   func(settle.Fees) settle.Fees                                  // what it makes of the fees; nil: nothing
	Mined   func(common.Hash, settle.Receipt, bool) (settle.Receipt, bool) // what it makes of a receipt; nil: nothing
	Refuses bool                                                           // it refuses every simulation and every transaction
	Count   func(uint64) uint64                                            // what it makes of a nonce; nil: nothing
}

// Mend ends all that is wrong with the view, under the Chain's Lock.
func (v *View) Mend() {
	v.Away, v.Hangs, v.Stuck, v.State, v.Event, v.Purse, v.Price, v.Mined, v.Refuses, v.Count = false, false, 0, nil, nil, nil, nil, nil, false, nil
}

// Source is the view as one of an Agreement's nodes. It cannot be dialed while it is away.
func (v *View) Source(name string) settle.Source {
	return settle.Source{Name: name, Dial: func(context.Context) (settle.Chain, error) {
		if v.read().Away {
			return nil, ErrDown
		}
		return v, nil
	}}
}

// read is the view as it is now.
func (v *View) read() (now View) {
	v.Chain.Lock(func() { now = *v })
	return now
}

// answer runs f with the view as it is now, unless it is away.
func (v *View) answer(ctx context.Context, f func(now View) error) error {
	now := v.read()
	if now.Away {
		return ErrDown
	}
	if now.Hangs {
		<-ctx.Done()
		return ctx.Err()
	}
	return f(now)
}

// knows refuses blocks that a stuck node has not seen.
func (v View) knows(number uint64) error {
	if v.Stuck != 0 && number > v.Stuck {
		return fmt.Errorf("block %d: not found", number)
	}
	return nil
}

// Head implements settle.Reader.
func (v *View) Head(ctx context.Context) (h settle.Head, err error) {
	err = v.answer(ctx, func(now View) error {
		if h, err = v.Chain.Head(ctx); err == nil && now.knows(h.Number) != nil {
			h, err = v.Chain.HeadAt(ctx, now.Stuck)
		}
		return err
	})
	return h, err
}

// Look implements settle.Reader.
func (v *View) Look(ctx context.Context, ids []common.Hash) (settle.Look, error) {
	head, err := v.Head(ctx)
	if err != nil {
		return settle.Look{}, err
	}
	states, err := v.States(ctx, head, ids)
	return settle.Look{Reached: head, Sights: []settle.Sight{{Head: head, States: states}}}, err
}

// HeadAt implements settle.Reader.
func (v *View) HeadAt(ctx context.Context, number uint64) (h settle.Head, err error) {
	err = v.answer(ctx, func(now View) error {
		if err := now.knows(number); err != nil {
			return err
		}
		h, err = v.Chain.HeadAt(ctx, number)
		return err
	})
	return h, err
}

// States implements settle.Reader.
func (v *View) States(ctx context.Context, at settle.Head, ids []common.Hash) (out []channel.OnChain, err error) {
	err = v.answer(ctx, func(now View) error {
		if err := now.knows(at.Number); err != nil {
			return err
		}
		out, err = v.Chain.States(ctx, at, ids)
		for i := range out {
			if now.State != nil {
				out[i] = now.State(ids[i], out[i])
			}
		}
		return err
	})
	return out, err
}

// Events implements settle.Reader.
func (v *View) Events(ctx context.Context, f settle.Filter) (out []settle.Event, err error) {
	err = v.answer(ctx, func(now View) error {
		out, err = v.Chain.Events(ctx, f)
		if now.Event != nil {
			out = slices.DeleteFunc(out, func(e settle.Event) bool { return !now.Event(e) })
		}
		return err
	})
	return out, err
}

// Account implements settle.Reader.
func (v *View) Account(ctx context.Context, owner common.Address) (a settle.Account, err error) {
	err = v.answer(ctx, func(now View) error {
		if a, err = v.Chain.Account(ctx, owner); now.Purse != nil {
			a = now.Purse(a)
		}
		return err
	})
	return a, err
}

// Nonces implements settle.Sender.
func (v *View) Nonces(ctx context.Context, account common.Address, at settle.Head) (n settle.Nonces, err error) {
	err = v.answer(ctx, func(now View) error {
		if err := now.knows(at.Number); err != nil {
			return err
		}
		if at == (settle.Head{}) {
			if at, err = v.Head(ctx); err != nil {
				return err
			}
		}
		if n, err = v.Chain.Nonces(ctx, account, at); now.Count != nil {
			n.Least = now.Count(n.Least)
			n.Most = n.Least
		}
		return err
	})
	return n, err
}

// Fees implements settle.Sender.
func (v *View) Fees(ctx context.Context) (f settle.Fees, err error) {
	err = v.answer(ctx, func(now View) error {
		if f, err = v.Chain.Fees(ctx); now.Price != nil {
			f = now.Price(f)
		}
		return err
	})
	return f, err
}

// Simulate implements settle.Sender.
func (v *View) Simulate(ctx context.Context, from common.Address, call settle.Call) error {
	return v.answer(ctx, func(now View) error {
		if now.Refuses {
			return fmt.Errorf("execution reverted")
		}
		return v.Chain.Simulate(ctx, from, call)
	})
}

// Send implements settle.Sender.
func (v *View) Send(ctx context.Context, raw []byte) error {
	return v.answer(ctx, func(now View) error {
		if now.Refuses {
			return fmt.Errorf("transaction pool is full")
		}
		return v.Chain.Send(ctx, raw)
	})
}

// Receipt implements settle.Sender.
func (v *View) Receipt(ctx context.Context, tx common.Hash) (r settle.Receipt, found bool, err error) {
	err = v.answer(ctx, func(now View) error {
		if r, found, err = v.Chain.Receipt(ctx, tx); now.Mined != nil {
			r, found = now.Mined(tx, r, found)
		}
		return err
	})
	return r, found, err
}
