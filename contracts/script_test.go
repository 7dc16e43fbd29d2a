package contracts_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market/money"
)

// step is one line of a script that runs on several chains.
type step struct {
	from   party
	action settle.Action
	wait   time.Duration // before the action
	refuse bool          // every chain must
}

// stage is a chain that plays the script.
type stage struct {
	name  string
	chain settle.Chain
	do    func(from party, a settle.Action)
	wait  func(time.Duration)
	start uint64 // the newest block before the script
}

// TestTheChainsPlayTheSameScript holds the in-memory chain that the settle room is tested with to the real contract: states,
// balances and refusals after every step, and the events of all.
func TestTheChainsPlayTheSameScript(t *testing.T) {
	w := newWorld(t)
	c := w.client(t)
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, dollars(100)))
	stages := []stage{w.stage(t, c), w.inMemory(t)}
	script, channels := w.script(t, c)
	for n, s := range script {
		for _, on := range stages {
			on.play(t, n, s)
		}
		first := w.look(t, stages[0], channels)
		for _, on := range stages[1:] {
			require.Equal(t, first, w.look(t, on, channels), "%s after step %d, %s", on.name, n, s.action)
		}
	}
	var ids []common.Hash
	for _, ch := range channels {
		ids = append(ids, ch.ID())
	}
	f := settle.Filter{Channels: ids, Owners: []common.Address{w.owner.addr, w.seller.addr}}
	first := stages[0].events(t, f)
	require.Greater(t, len(first), 40)
	for _, on := range stages[1:] {
		require.Equal(t, first, on.events(t, f), on.name)
	}
}

func dollars(n uint64) money.Units { return money.UnitsOf(n * 1e6) }

// stage plays on the real contract.
func (w *world) stage(t *testing.T, c *contracts.Client) stage {
	head, err := c.Head(t.Context())
	require.NoError(t, err)
	return stage{
		name: "the real contract", chain: c, start: head.Number,
		do:   func(from party, a settle.Action) { w.do(t, c, from, a) },
		wait: func(d time.Duration) { require.NoError(t, w.chain.AdjustTime(d)) },
	}
}

func (w *world) inMemory(t *testing.T) stage {
	var skew time.Duration
	fake := settletest.NewChain(func() uint64 { return uint64(time.Now().Add(skew).Unix()) })
	fake.Mint(w.owner.addr, dollars(100))
	return stage{
		name: "the in-memory chain", chain: fake,
		do: func(from party, a settle.Action) {
			call, err := fake.Encode(a)
			require.NoError(t, err)
			require.NoError(t, fake.Simulate(t.Context(), from.addr, call), a)
			require.NoError(t, fake.Act(from.addr, a), a)
		},
		wait: func(d time.Duration) { skew += d; fake.Seal() },
	}
}

// play does a step or has the chain refuse it.
func (on stage) play(t *testing.T, n int, s step) {
	t.Helper()
	if s.wait > 0 {
		on.wait(s.wait)
	}
	if !s.refuse {
		on.do(s.from, s.action)
		return
	}
	call, err := on.chain.Encode(s.action)
	require.NoError(t, err)
	require.Error(t, on.chain.Simulate(t.Context(), s.from.addr, call), "step %d, %s on %s", n, s.action, on.name)
}

// seen is all that two chains can be compared by.
type seen struct {
	states   []channel.OnChain
	balances []settle.Account
}

func (w *world) look(t *testing.T, on stage, channels []channel.Channel) (out seen) {
	t.Helper()
	head, err := on.chain.Head(t.Context())
	require.NoError(t, err)
	var ids []common.Hash
	for _, ch := range channels {
		ids = append(ids, ch.ID())
	}
	out.states, err = on.chain.States(t.Context(), head, ids)
	require.NoError(t, err)
	for i := range out.states {
		out.states[i].CloseAt = min(out.states[i].CloseAt, 1)
	}
	for _, p := range []party{w.owner, w.node, w.seller} {
		a, err := on.chain.Account(t.Context(), p.addr)
		require.NoError(t, err)
		a.Gas = nil
		out.balances = append(out.balances, a)
	}
	return out
}

// events are what the script made happen, without what chains cannot share.
func (on stage) events(t *testing.T, f settle.Filter) []settle.Event {
	t.Helper()
	head, err := on.chain.Head(t.Context())
	require.NoError(t, err)
	f.From, f.To = on.start+1, head.Number
	events, err := on.chain.Events(t.Context(), f)
	require.NoError(t, err)
	for i := range events {
		events[i].Place, events[i].CloseAt = settle.Place{}, min(events[i].CloseAt, 1)
	}
	return events
}
