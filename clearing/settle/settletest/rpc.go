package settletest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
)

// Account signs as this chain reads it.
type Account common.Address

// Address implements settle.Signer.
func (a Account) Address() common.Address { return common.Address(a) }

// SignTx implements settle.Signer.
func (a Account) SignTx(t settle.Tx) (settle.SignedTx, error) {
	raw, err := json.Marshal(sentTx{From: common.Address(a), Tx: t})
	return settle.SignedTx{Raw: raw, Hash: crypto.Keccak256Hash(raw)}, err
}

// actionOf is nothing for a transfer to oneself.
func actionOf(data []byte) (a settle.Action) {
	if len(data) == 0 {
		return a
	}
	if err := json.Unmarshal(data, &a); err != nil {
		panic("developer error: " + err.Error())
	}
	return a
}

// Encode implements settle.Chain.
func (c *Chain) Encode(a settle.Action) (settle.Call, error) {
	data, err := json.Marshal(a)
	return settle.Call{Data: data, Gas: 100_000 + 30_000*uint64(len(a.Legs))}, err
}

// reading runs f under the lock unless the chain is down.
func (c *Chain) reading(f func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.Down {
		return ErrDown
	}
	return f()
}

// Head implements settle.Reader.
func (c *Chain) Head(context.Context) (h settle.Head, err error) {
	err = c.reading(func() error { h = c.top().head; return nil })
	return h, err
}

// Look implements settle.Reader.
func (c *Chain) Look(ctx context.Context, ids []common.Hash) (settle.Look, error) {
	head, err := c.Head(ctx)
	if err != nil {
		return settle.Look{}, err
	}
	states, err := c.States(ctx, head, ids)
	return settle.Look{Reached: head, Sights: []settle.Sight{{Head: head, States: states}}}, err
}

// HeadAt implements settle.Reader.
func (c *Chain) HeadAt(_ context.Context, number uint64) (h settle.Head, err error) {
	err = c.reading(func() error {
		if number >= uint64(len(c.blocks)) {
			return fmt.Errorf("block %d: not found", number)
		}
		h = c.blocks[number].head
		return nil
	})
	return h, err
}

func (c *Chain) at(h settle.Head) (*block, error) {
	if h.Number >= uint64(len(c.blocks)) || c.blocks[h.Number].head.Hash != h.Hash {
		return nil, errors.New("no such block any more")
	}
	return &c.blocks[h.Number], nil
}

// States implements settle.Reader.
func (c *Chain) States(_ context.Context, h settle.Head, ids []common.Hash) (out []channel.OnChain, err error) {
	err = c.reading(func() error {
		b, err := c.at(h)
		if err != nil {
			return err
		}
		for _, id := range ids {
			out = append(out, b.world.states[id])
		}
		return nil
	})
	return out, err
}

// Events implements settle.Reader.
func (c *Chain) Events(_ context.Context, f settle.Filter) (out []settle.Event, err error) {
	err = c.reading(func() error {
		if c.LoseLogs > 0 {
			c.LoseLogs--
			return nil
		}
		for n := f.From; n <= f.To && n < uint64(len(c.blocks)); n++ {
			for _, e := range c.blocks[n].events {
				if slices.Contains(f.Channels, e.Channel) || slices.Contains(f.Owners, e.From) || slices.Contains(f.Owners, e.To) {
					out = append(out, e)
				}
			}
		}
		return nil
	})
	return out, err
}

// Account implements settle.Reader.
func (c *Chain) Account(_ context.Context, owner common.Address) (a settle.Account, err error) {
	err = c.reading(func() error {
		w := c.top().world
		a = settle.Account{Free: w.free[owner], Token: w.token[owner], Allowance: w.allowance[owner], Gas: c.GasMoney}
		return nil
	})
	return a, err
}

// Nonces implements settle.Sender.
func (c *Chain) Nonces(_ context.Context, account common.Address, h settle.Head) (n settle.Nonces, err error) {
	err = c.reading(func() error {
		b := c.top()
		if h != (settle.Head{}) {
			if b, err = c.at(h); err != nil {
				return err
			}
		}
		count := b.world.nonces[account]
		n = settle.Nonces{Least: count, Most: count}
		return nil
	})
	return n, err
}

// Fees implements settle.Sender: a base fee of 100 and a tip of 10 wei.
func (c *Chain) Fees(context.Context) (f settle.Fees, err error) {
	err = c.reading(func() error { f = settle.Fees{Base: big.NewInt(100), Tip: big.NewInt(10)}; return nil })
	return f, err
}

// Simulate implements settle.Sender.
func (c *Chain) Simulate(_ context.Context, from common.Address, call settle.Call) error {
	return c.reading(func() error {
		_, err := c.top().world.clone().act(from, actionOf(call.Data), c.top().head.Time)
		return err
	})
}

// Send implements settle.Sender, with the rule that a replacement must pay a tenth more.
func (c *Chain) Send(_ context.Context, raw []byte) error {
	return c.reading(func() error {
		var t sentTx
		if err := json.Unmarshal(raw, &t); err != nil {
			return err
		}
		t.hash = crypto.Keccak256Hash(raw)
		c.Sent = append(c.Sent, t.hash)
		if c.Deaf || t.Tx.Nonce < c.top().world.nonces[t.From] {
			return nil
		}
		for i, old := range c.pool {
			if old.From != t.From || old.Tx.Nonce != t.Tx.Nonce || old.hash == t.hash {
				continue
			}
			if atLeastTenthMore(old.Tx.FeeCap, t.Tx.FeeCap) && atLeastTenthMore(old.Tx.TipCap, t.Tx.TipCap) {
				c.pool[i] = t
				return nil
			}
			return errors.New("replacement transaction underpriced")
		}
		if !slices.ContainsFunc(c.pool, func(o sentTx) bool { return o.hash == t.hash }) {
			c.pool = append(c.pool, t)
		}
		return nil
	})
}

func atLeastTenthMore(old, fresh *big.Int) bool {
	return new(big.Int).Mul(fresh, big.NewInt(10)).Cmp(new(big.Int).Mul(old, big.NewInt(11))) >= 0
}

// Receipt implements settle.Sender.
func (c *Chain) Receipt(_ context.Context, hash common.Hash) (r settle.Receipt, found bool, err error) {
	err = c.reading(func() error {
		if n := c.mined[hash]; n < uint64(len(c.blocks)) {
			r, found = c.blocks[n].mined[hash]
		}
		return nil
	})
	return r, found, err
}
