package settle_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
)

// crasher is a rig whose driver is started again whenever a write of its store ends it.
type crasher struct {
	*rig
	current atomic.Pointer[settle.Driver]
	crashes int
}

func (r *rig) crashing() *crasher {
	r.stop()
	c := &crasher{rig: r}
	c.renew()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			err := c.current.Load().Run(ctx)
			if ctx.Err() != nil {
				return
			}
			if !errors.Is(err, settletest.ErrBroken) {
				panic(fmt.Sprintf("ended by %v", err))
			}
			c.crashes++
			c.store.Mend()
			c.renew()
		}
	}()
	r.stop = func() { cancel(); <-done }
	return c
}

func (c *crasher) renew() {
	d, err := settle.New(c.cfg, c.seen, c.store, node, owner, slog.New(slog.DiscardHandler))
	if err != nil {
		panic(err)
	}
	c.current.Store(d)
}

// insist has an owner's operation done, as an operator does whose node stopped meanwhile: it looks whether it was, before it asks again.
func (c *crasher) insist(done func() bool, op func(*settle.Driver) error) {
	c.t.Helper()
	for range 5 {
		err := op(c.current.Load())
		if err == nil {
			return
		}
		require.True(c.t, errors.Is(err, settle.ErrStopped) || errors.Is(err, settletest.ErrBroken), "%v", err)
		time.Sleep(10 * blockTime) // what was sent goes on
		if done() {
			return
		}
	}
	require.Fail(c.t, "not done in five attempts")
}

// life is all that a node does on chain: it pays on one channel and is paid on two.
func (c *crasher) life() {
	t := c.t
	bought, sold, other := c.bought(9), c.sold(1), c.sold(2)
	bought.CloseDelay, other.CloseDelay = 900, 900
	c.buy(bought)
	c.chain.Mint(owner.Address(), usd(40))
	c.insist(func() bool { return c.onChain(bought).Deposit == usd(30) }, func(d *settle.Driver) error { _, err := d.Fund(t.Context(), bought, usd(30)); return err })
	c.insist(func() bool { return c.onChain(bought).Deposit == usd(40) }, func(d *settle.Driver) error { _, err := d.Fund(t.Context(), bought, usd(10)); return err })

	c.fund(sold, usd(100))
	c.fund(other, usd(100))
	c.earn(sold, 0, usd(90), usd(90))
	time.Sleep(blockTime / 2)
	c.chain.Lock(func() { c.chain.MinFee = wei(240) }) // the claim waits, is enlarged and replaced
	c.earn(other, 0, usd(5), usd(4))
	c.requestClose(other)
	time.Sleep(6 * blockTime)
	c.chain.Lock(func() { c.chain.MinFee = wei(0) })
	time.Sleep(6 * blockTime)

	c.insist(func() bool { return c.onChain(bought).CloseAt != 0 }, func(d *settle.Driver) error { _, err := d.RequestClose(t.Context(), bought); return err })
	time.Sleep(18 * time.Minute) // both closes are over; ours is finalized by itself
	require.NoError(t, c.chain.Act(buyer, settle.Action{Verb: settle.FinalizeClose, Channel: &other}))
	c.insist(func() bool { return c.free(owner.Address()).IsZero() }, func(d *settle.Driver) error {
		_, err := d.Withdraw(t.Context(), buyer, c.free(owner.Address()))
		return err
	})
	time.Sleep(10 * blockTime)
	require.Equal(t, channel.OnChain{Epoch: 1}, c.store.State(bought.ID()))
	require.Equal(t, channel.OnChain{Deposit: usd(100), Claimed: usd(90)}, c.store.State(sold.ID()))
	require.Equal(t, channel.OnChain{Epoch: 1}, c.store.State(other.ID()))
	require.Equal(t, usd(90), c.settled(sold, 0))
	require.Equal(t, usd(4), c.settled(other, 0))
	account, err := c.chain.Account(t.Context(), buyer)
	require.NoError(t, err)
	require.Equal(t, usd(90+4+40), account.Token, "all that was earned and deposited, once")
	c.requireJournal()
}

// requireJournal holds the journal to the chain: every transaction has come to its end, each nonce was used once, without a gap,
// and nothing was sent that was not durable.
func (c *crasher) requireJournal() {
	durable := map[[32]byte]bool{}
	for n, i := range c.store.AllIntents() {
		require.Equal(c.t, settle.Done, i.State, i.Purpose)
		same := 0
		for _, o := range c.store.AllIntents() {
			if o.From == i.From && o.Nonce == i.Nonce {
				same++
			}
		}
		require.Equal(c.t, 1, same, "nonce %d of %s at %d", i.Nonce, i.From, n)
		for _, v := range i.Versions {
			durable[v.Hash] = true
		}
	}
	c.chain.Lock(func() {
		for _, h := range c.chain.Sent {
			require.True(c.t, durable[h], "sent %s and did not keep it", h)
		}
	})
}

// TestACrashAtEveryWriteLosesNothing ends the driver at each write of a node's whole life, before the write is durable and after it,
// and starts it again.
func TestACrashAtEveryWriteLosesNothing(t *testing.T) {
	writes := 0
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.crashing()
		c.life()
		writes = r.store.Writes()
	})
	require.Greater(t, writes, 30)
	cases, crashes := 0, 0
	for n := 1; n <= writes; n++ {
		for _, late := range []bool{false, true} {
			ok := t.Run(fmt.Sprintf("write %d, durable %t", n, late), func(t *testing.T) {
				inBubble(t, func(t *testing.T, r *rig) {
					c := r.crashing()
					r.store.Blow(n, late)
					c.life()
					crashes += c.crashes
				})
			})
			require.True(t, ok)
			cases++
		}
	}
	t.Logf("%d crashes in %d lives of %d writes: 0 lost, 0 paid twice", crashes, cases, writes)
	require.Greater(t, crashes, cases*9/10)
}
