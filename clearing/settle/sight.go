package settle

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// glance is a Sight by channel.
type glance struct {
	head   Head
	states map[common.Hash]channel.OnChain
}

// attempt is a claim that moved nothing, and the final state that it met.
type attempt struct {
	voucher channel.Voucher
	state   channel.OnChain
}

func sameHeads(a []Sight, b []glance) bool {
	return slices.EqualFunc(a, b, func(x Sight, y glance) bool { return x.Head == y.head })
}

// see keeps a look.
func (d *Driver) see(ids []common.Hash, l Look) {
	v := &d.view
	v.sights, v.head = nil, Head{}
	for _, s := range l.Sights {
		v.sights = append(v.sights, glance{s.Head, byID(ids, s.States)})
		if s.Head.Number >= v.head.Number {
			v.head = s.Head
		}
	}
}

// cautious is what may be relied on of a channel whose state was final at a block: the worst that any node shows since.
func (d *Driver) cautious(id common.Hash, s channel.OnChain, final uint64) channel.OnChain {
	for _, g := range d.view.sights {
		if latest, ok := g.states[id]; ok && g.head.Number >= final {
			s = Cautious(s, latest)
		}
	}
	return s
}

// bold is, of all that the nodes show of a channel, what is most worth a claim: a node that hides a deposit, or invents a
// payment, keeps no claim from being sent. What is known to be paid and ended stays so.
func (d *Driver) bold(t Tracked) (best channel.OnChain) {
	id := d.id(t.Channel)
	final, known := d.view.finals[id]
	most, found := money.Units{}, false
	closeAt := uint64(0)
	for _, g := range d.view.sights {
		s, ok := g.states[id]
		if !ok || known && s.Epoch < final.Epoch {
			continue
		}
		if known && s.Epoch == final.Epoch {
			s.Claimed = s.Claimed.Max(final.Claimed)
		}
		_, unpaid := Claimable(t, s)
		if !found || most.Less(unpaid) {
			best, most, found = s, unpaid, true
		}
		if s.CloseAt != 0 && s.Epoch == t.Highest.Epoch && (closeAt == 0 || s.CloseAt < closeAt) {
			closeAt = s.CloseAt
		}
	}
	if closeAt != 0 && best.Epoch == t.Highest.Epoch {
		best.CloseAt = closeAt
	}
	return best
}

func (d *Driver) boldest() map[common.Hash]channel.OnChain {
	states := make(map[common.Hash]channel.OnChain, len(d.view.tracked))
	for _, t := range d.view.tracked {
		states[d.id(t.Channel)] = d.bold(t)
	}
	return states
}

// warn delivers bad news that came without what is final: it does not wait until the nodes agree.
func (d *Driver) warn(ctx context.Context) error {
	v := &d.view
	worse := map[common.Hash]channel.OnChain{}
	for _, t := range v.tracked {
		id := d.id(t.Channel)
		was := t.OnChain
		if given, ok := v.given[id]; ok {
			was = given
		}
		if now := d.cautious(id, was, v.applied.Number); now != was {
			worse[id] = now
		}
	}
	if len(worse) == 0 || v.cursor == (Head{}) {
		return nil
	}
	if err := d.store.ApplyFacts(ctx, Facts{Head: v.cursor, Since: v.cursor.Number + 1, States: worse}); err != nil {
		return storeFailed("store the chain's bad news", err)
	}
	for id, s := range worse {
		v.given[id] = s
	}
	d.log.Warn("the chain's nodes are behind or disagree: channels count as the worst that any of them shows", "channels", len(worse), "doubt", v.doubt)
	return nil
}
