package settle

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
)

var _ Chain = (*Agreement)(nil)

// Head implements Reader: enough nodes have reached it.
func (a *Agreement) Head(ctx context.Context) (Head, error) {
	l, err := a.Look(ctx, nil)
	if err == nil && l.Reached == (Head{}) {
		err = fmt.Errorf("%w: %d of %d, and %d must agree", ErrTooFew, len(l.Sights), len(a.nodes), a.need)
	}
	return l.Reached, err
}

// Look implements Reader. Reached is zero where too few nodes answer.
func (a *Agreement) Look(ctx context.Context, ids []common.Hash) (out Look, err error) {
	answers := poll(ctx, a, func(ctx context.Context, c Chain) (Sight, error) {
		l, err := c.Look(ctx, ids)
		if err != nil {
			return Sight{}, err
		}
		return l.Sights[0], nil
	})
	var broken []error
	for _, x := range answers {
		if x.err != nil {
			broken = append(broken, fmt.Errorf("%s: %w", x.node.Name, x.err))
			continue
		}
		x.node.mu.Lock()
		x.node.status.Head = x.value.Head
		x.node.mu.Unlock()
		out.Sights = append(out.Sights, x.value)
	}
	if len(out.Sights) == 0 {
		return out, errors.Join(broken...)
	}
	heads := slices.Clone(out.Sights)
	slices.SortStableFunc(heads, func(x, y Sight) int { return cmp.Compare(y.Head.Number, x.Head.Number) })
	if len(heads) >= a.need {
		out.Reached = heads[a.need-1].Head
	}
	return out, nil
}

// HeadAt implements Reader.
func (a *Agreement) HeadAt(ctx context.Context, number uint64) (Head, error) {
	answers := poll(ctx, a, func(ctx context.Context, c Chain) (Head, error) { return c.HeadAt(ctx, number) })
	return agreed(a, question[Head]{"block", fmt.Sprint(number), func(h Head) string { return h.Hash.String() }}, answers)
}

// States implements Reader.
func (a *Agreement) States(ctx context.Context, at Head, ids []common.Hash) ([]channel.OnChain, error) {
	answers := poll(ctx, a, func(ctx context.Context, c Chain) ([]channel.OnChain, error) {
		list, err := c.States(ctx, at, ids)
		if err == nil && len(list) != len(ids) {
			err = fmt.Errorf("asked for %d channels' states, got %d", len(ids), len(list))
		}
		return slices.Grow(list, 1), err // never nil, so that empty lists are alike
	})
	n := firstDifference(answers)
	about := fmt.Sprintf("at block %d", at.Number)
	if n < len(ids) {
		about = fmt.Sprintf("of %s at block %d", ids[n], at.Number)
	}
	return agreed(a, question[[]channel.OnChain]{"channel", about, func(s []channel.OnChain) string {
		if n >= len(s) {
			return "nothing"
		}
		return fmt.Sprintf("deposit %s, claimed %s, closing at %d, epoch %d", s[n].Deposit, s[n].Claimed, s[n].CloseAt, s[n].Epoch)
	}}, answers)
}

// firstDifference is the first place at which lists differ.
func firstDifference[T comparable](answers []answer[[]T]) (n int) {
	for ; ; n++ {
		var first *T
		some := false
		for _, x := range answers {
			if x.err != nil || n >= len(x.value) {
				continue
			}
			some = true
			if first == nil {
				first = &x.value[n]
			} else if *first != x.value[n] {
				return n
			}
		}
		if !some {
			return n
		}
	}
}

// Events implements Reader.
func (a *Agreement) Events(ctx context.Context, f Filter) ([]Event, error) {
	answers := poll(ctx, a, func(ctx context.Context, c Chain) ([]Event, error) {
		list, err := c.Events(ctx, f)
		return slices.Grow(slices.DeleteFunc(list, func(e Event) bool { return e.Removed }), 1), err
	})
	return agreed(a, question[[]Event]{"events", fmt.Sprintf("of blocks %d to %d", f.From, f.To), func(e []Event) string {
		return fmt.Sprintf("%d events", len(e))
	}}, answers)
}

// Account implements Reader: the least that any node shows, so that nothing is spent that may not be there. Of the money for
// gas it is the most: a node that hides it must not keep a claim from being sent.
func (a *Agreement) Account(ctx context.Context, owner common.Address) (out Account, err error) {
	return fold(poll(ctx, a, func(ctx context.Context, c Chain) (Account, error) { return c.Account(ctx, owner) }), func(x, y Account) Account {
		return Account{Free: x.Free.Min(y.Free), Token: x.Token.Min(y.Token), Allowance: x.Allowance.Min(y.Allowance), Gas: larger(x.Gas, y.Gas)}
	})
}

// Nonces implements Sender: what enough nodes say alike, or else what all of them say.
func (a *Agreement) Nonces(ctx context.Context, account common.Address, at Head) (Nonces, error) {
	answers := poll(ctx, a, func(ctx context.Context, c Chain) (Nonces, error) { return c.Nonces(ctx, account, at) })
	if alike, _ := mostAlike(answers); len(alike) >= a.need {
		return alike[0].value, nil
	}
	return fold(answers, func(x, y Nonces) Nonces { return Nonces{min(x.Least, y.Least), max(x.Most, y.Most)} })
}

// Fees implements Sender: the least. A node that names too much must not make a claim look too dear, and what was bid too low is
// raised until it is mined.
func (a *Agreement) Fees(ctx context.Context) (Fees, error) {
	return fold(poll(ctx, a, func(ctx context.Context, c Chain) (Fees, error) { return c.Fees(ctx) }), func(x, y Fees) Fees {
		return Fees{Base: smaller(x.Base, y.Base), Tip: smaller(x.Tip, y.Tip)}
	})
}

// fold joins what the nodes that answer say. It fails when none does.
func fold[T any](answers []answer[T], join func(x, y T) T) (out T, err error) {
	var broken []error
	some := false
	for _, x := range answers {
		switch {
		case x.err != nil:
			broken = append(broken, x.err)
		case some:
			out = join(out, x.value)
		default:
			out, some = x.value, true
		}
	}
	if !some {
		return out, errors.Join(broken...)
	}
	return out, nil
}

// anyOf succeeds when one node does.
func anyOf(answers []answer[struct{}]) error {
	_, err := fold(answers, func(x, _ struct{}) struct{} { return x })
	return err
}

// Simulate implements Sender: a call that any node expects to succeed may be sent.
func (a *Agreement) Simulate(ctx context.Context, from common.Address, call Call) error {
	return anyOf(poll(ctx, a, func(ctx context.Context, c Chain) (struct{}, error) { return struct{}{}, c.Simulate(ctx, from, call) }))
}

// Send implements Sender: every node is given the bytes, and one that takes them is enough.
func (a *Agreement) Send(ctx context.Context, raw []byte) error {
	return anyOf(poll(ctx, a, func(ctx context.Context, c Chain) (struct{}, error) { return struct{}{}, c.Send(ctx, raw) }))
}

// mining is what a node says of a transaction.
type mining struct {
	receipt Receipt
	found   bool
}

// Receipt implements Sender. What too few nodes have found is not found yet.
func (a *Agreement) Receipt(ctx context.Context, tx common.Hash) (Receipt, bool, error) {
	answers := poll(ctx, a, func(ctx context.Context, c Chain) (m mining, err error) {
		m.receipt, m.found, err = c.Receipt(ctx, tx)
		return m, err
	})
	if m, answered := mostAlike(answers); len(m) >= a.need {
		return m[0].value.receipt, m[0].value.found, nil
	} else if answered > 0 {
		return Receipt{}, false, nil
	}
	_, err := fold(answers, func(x, _ mining) mining { return x })
	return Receipt{}, false, err
}

// Encode implements Chain.
func (a *Agreement) Encode(action Action) (Call, error) {
	for _, n := range a.nodes {
		n.mu.Lock()
		chain := n.chain
		n.mu.Unlock()
		if chain != nil {
			return chain.Encode(action)
		}
	}
	return Call{}, errors.New("developer error: no node of the chain was ever reached")
}
