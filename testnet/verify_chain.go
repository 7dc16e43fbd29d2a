package testnet

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// epochID names an epoch of a channel.
type epochID struct {
	channel common.Hash
	epoch   uint32
}

// replay is the contract's state as its events alone give it.
type replay struct {
	states   map[common.Hash]channel.OnChain
	terms    map[common.Hash]channel.Channel
	balances map[common.Address]money.Units
	paid     map[epochID]money.Units // in all, per epoch
	closed   map[epochID]bool
	debt     []string // what cannot be: more went out than came in
}

func replayOf(events []settle.Event) *replay {
	r := &replay{states: map[common.Hash]channel.OnChain{}, terms: map[common.Hash]channel.Channel{}, balances: map[common.Address]money.Units{},
		paid: map[epochID]money.Units{}, closed: map[epochID]bool{}}
	for _, e := range events {
		r.balance(e)
		if e.Channel == (common.Hash{}) || e.Kind == settle.Skipped {
			continue
		}
		id := epochID{e.Channel, e.Epoch}
		switch e.Kind {
		case settle.Claimed:
			r.paid[id] = e.Total
		case settle.Closed:
			r.paid[id], r.closed[id] = e.Total, true
		}
		r.states[e.Channel] = e.After(r.states[e.Channel])
	}
	return r
}

// balance moves what an event moves between free balances.
func (r *replay) balance(e settle.Event) {
	if e.Kind == settle.Funded && e.Terms != nil {
		r.terms[e.Channel] = *e.Terms
	}
	give := func(a common.Address) { r.balances[a] = r.balances[a].Add(e.Amount) }
	take := func(a common.Address) {
		if r.balances[a].Less(e.Amount) {
			r.debt = append(r.debt, a.Hex())
		}
		r.balances[a] = r.balances[a].SubFloor(e.Amount)
	}
	switch e.Kind {
	case settle.Deposited:
		give(e.To)
	case settle.Withdrawn:
		take(e.From)
	case settle.Transferred:
		take(e.From)
		give(e.To)
	case settle.Funded:
		take(e.From)
	case settle.Claimed:
		give(r.terms[e.Channel].Payee)
	case settle.Closed:
		give(r.terms[e.Channel].Payer)
	}
}

// chain compares what the contract holds and has paid with what the parties' receipts say, and with its own events.
func (v *verification) chain(e *Equality) {
	c, r := v.facts.Chain, v.replay
	for _, h := range v.sorted() {
		if h.id.channel == (common.Hash{}) {
			continue
		}
		state := c.States[h.id.channel]
		e.same(r.states[h.id.channel] == state, "%s: the contract says %+v, its events %+v", h, state, r.states[h.id.channel])
		if h.payer != nil {
			e.same(h.payer.OnChain == state, "%s: the buyer believes %+v of the chain, it is %+v", h, h.payer.OnChain, state)
			e.same(h.payer.Settled == r.settled(h.id.channel, h.payer.Asset), "%s: the buyer has %s picos settled, the chain %s", h, h.payer.Settled, r.settled(h.id.channel, h.payer.Asset))
		}
		if h.payee != nil {
			e.same(h.payee.OnChain == state, "%s: the seller believes %+v of the chain, it is %+v", h, h.payee.OnChain, state)
			e.same(h.payee.Settled == r.settled(h.id.channel, h.payee.Asset), "%s: the seller has %s picos settled, the chain %s", h, h.payee.Settled, r.settled(h.id.channel, h.payee.Asset))
			v.claimed(e, h, state)
		}
	}
	v.custody(e)
}

// claimed compares what each epoch has paid with its receipts. Where a buyer contests a sum, its voucher bounds the claim.
func (v *verification) claimed(e *Equality, h *hop, state channel.OnChain) {
	asset := h.payee.Asset
	for epoch := uint32(0); epoch <= state.Epoch; epoch++ {
		id := epochID{h.id.channel, epoch}
		asked, posted, agreed := h.sums(epoch)
		want, ok := asked.CeilTo(asset)
		paid := v.replay.paid[id]
		if epoch == state.Epoch {
			paid = state.Claimed
		}
		if agreed {
			e.same(ok && paid == want, "%s: epoch %d has paid %s base units, its receipts ask %s", h, epoch, paid, want)
			continue
		}
		least, _ := posted.CeilTo(asset)
		if epoch == state.Epoch {
			want = want.Min(h.payee.Highest.Cumulative)
			least = want
		}
		e.same(ok && least.Cmp(paid) <= 0 && paid.Cmp(want) <= 0, "%s: epoch %d has paid %s base units, between %s and %s are due", h, epoch, paid, least, want)
	}
}

// settled is what a channel has paid over all epochs.
func (r *replay) settled(id common.Hash, asset money.Asset) (sum money.Amount) {
	for e, paid := range r.paid {
		if e.channel == id {
			sum = sum.Add(paid.FloorPicos(asset))
		}
	}
	return sum
}

// custody compares all that the contract owes with what it holds.
func (v *verification) custody(e *Equality) {
	c, r := v.facts.Chain, v.replay
	for _, a := range r.debt {
		e.same(false, "owner %s spent more of its balance than the events gave it", a)
	}
	var owed money.Units
	for a, units := range r.balances {
		e.same(units == c.Balances[a], "owner %s has %s base units free by the contract, %s by its events", a, c.Balances[a], units)
		owed = owed.Add(units)
	}
	for _, s := range r.states {
		owed = owed.Add(s.Deposit.SubFloor(s.Claimed))
	}
	e.same(owed == c.Held, "the contract holds %s base units and owes %s", c.Held, owed)
}
