package sim

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// state is a channel's as the chain has it.
func (w *World) state(id common.Hash) (s channel.OnChain) {
	w.fail(w.asked(func() error {
		head, err := w.chain.Head(w.ctx)
		if err != nil {
			return err
		}
		states, err := w.chain.States(w.ctx, head, []common.Hash{id})
		if err == nil {
			s = states[0]
		}
		return err
	}))
	return s
}

// purse is what an owner has, in its wallet and in the contract's ledger.
func (w *World) purse(n *node) (a settle.Account) {
	w.fail(w.asked(func() (err error) {
		a, err = w.chain.Account(w.ctx, common.Address(n.owner))
		return err
	}))
	return a
}

// check holds the market to the model. It is called after every step, while nothing moves.
func (w *World) check() error {
	m := w.model
	m.mu.Lock()
	defer m.mu.Unlock()
	w.count("checks", 1)
	have, minted := money.Units{}, money.Units{}
	for _, n := range w.nodes {
		a := w.purse(n)
		have, minted = have.Add(a.Free).Add(a.Token), minted.Add(wealth)
	}
	for id := range m.channels {
		s := w.state(id)
		have = have.Add(s.Deposit.SubFloor(s.Claimed))
	}
	if have != minted {
		w.fail(fmt.Errorf("there are %s base units, %s were minted", have, minted))
	}
	for _, p := range w.live() {
		if !p.n.hostile {
			w.fail(m.paying(p))
			w.fail(m.selling(p))
		}
	}
	return w.failed()
}

// paying holds an honest buyer's channels to the model.
func (m *model) paying(p *process) error {
	for _, c := range p.store.Payers() {
		a := m.channels[c.ID()]
		if c.Halted {
			return fmt.Errorf("channel of %s to %s stands still: a voucher turned up that it does not remember", a.from.name, a.to.name)
		}
		if s := m.w.state(c.ID()); s.Open() && s.Epoch == c.OnChain.Epoch && s.Deposit.Less(c.Cumulative) {
			return fmt.Errorf("%s has signed %s to %s on a deposit of %s", a.from.name, c.Cumulative, a.to.name, s.Deposit)
		}
	}
	return nil
}

// selling holds what an honest seller has given away to what its vouchers pay and its buyer's limit. Sums that are contested may take a
// second limit.
func (m *model) selling(p *process) error {
	for _, c := range p.store.Payees() {
		a := m.channels[c.ID()]
		l := a.life(c.OnChain.Epoch)
		l.held = l.held.Max(c.Highest.Cumulative.Min(c.OnChain.Deposit))
		limit := p.limits(c.Channel.Signer).Buyer
		gone, paid := m.balance(a)
		if most := paid.Add(limit).Add(limit); most.Less(gone) {
			return fmt.Errorf("%s has delivered %s to %s, which has paid %s and may owe %s", a.to.name, gone.Dollars(), a.from.name, paid.Dollars(), limit.Dollars())
		}
	}
	return nil
}

// balance is what a channel's payee has given away, and what it holds vouchers for, over all epochs.
func (m *model) balance(a *agreement) (gone, paid money.Amount) {
	for _, d := range m.deals {
		if d.agreement == a {
			gone = gone.Add(d.delivered())
		}
	}
	for _, l := range a.lives {
		paid = paid.Add(l.held.Max(l.acked).FloorPicos(asset))
	}
	return gone, paid
}

// fair is the most that an honest buyer pays for an attempt: the seller's last word, and no more than its own count of what came, plus
// the tolerance where its seller cheats. Where the buyer's process died meanwhile it has no count, and pays up to what it held.
func (m *model) fair(d *deal, r market.BoughtRecord) error {
	most := d.worth(d.received)
	if d.to.hostile {
		most = most.MulDiv(1005, 1000).Add(d.prices.At(0).List()[0].Price.Times(64)).Add(d.prices.At(0).List()[1].Price.Times(64))
	}
	if restarted := r.Error == "RESTARTED" && d.final != nil; restarted && !d.to.hostile {
		most = d.final.Cost
	} else if restarted {
		return nil
	}
	if d.cut || r.Cost.Cmp(most) <= 0 {
		return nil
	}
	return fmt.Errorf("%s paid %s to %s for %d words and a prompt of %d, which are worth %s: %s %s", d.from.name, r.Cost, d.to.name, d.received, d.prompt, most, r.Status, r.Error)
}
