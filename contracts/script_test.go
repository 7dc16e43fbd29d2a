package contracts_test

import (
	"regexp"
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
	real  bool   // it runs the contract, and refuses in its words
}

// TestTheChainsPlayTheSameScript holds the in-memory chain that the settle room is tested with to the real contract on go-ethereum, and on
// anvil where that is installed: states, balances and refusals after every step, and the events of all.
func TestTheChainsPlayTheSameScript(t *testing.T) {
	w := newWorld(t)
	c := w.client(t)
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, dollars(100)))
	stages := []stage{w.stage(t, c), w.inMemory(t)}
	if binary, ok := findAnvil(); ok {
		stages = append(stages, w.onAnvil(t, binary))
	} else {
		t.Log("anvil is not installed and does not play; npm ci --prefix contracts installs it")
	}
	script, channels := w.script(t, c)
	for n, s := range script {
		refusal := numbers.ReplaceAllString(stages[0].play(t, n, s), "N")
		for _, on := range stages[1:] {
			if said := on.play(t, n, s); on.real {
				require.Equal(t, refusal, numbers.ReplaceAllString(said, "N"), "%s refuses step %d, %s", on.name, n, s.action)
			}
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

// numbers are what chains do not share of a refusal: their times.
var numbers = regexp.MustCompile(`\d+`)

func dollars(n uint64) money.Units { return money.UnitsOf(n * 1e6) }

// stage plays on the real contract.
func (w *world) stage(t *testing.T, c *contracts.Client) stage {
	head, err := c.Head(t.Context())
	require.NoError(t, err)
	return stage{
		name: "the contract on go-ethereum", chain: c, start: head.Number, real: true,
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

// play does a step or has the chain refuse it, and returns why.
func (on stage) play(t *testing.T, n int, s step) string {
	t.Helper()
	if s.wait > 0 {
		on.wait(s.wait)
	}
	if !s.refuse {
		on.do(s.from, s.action)
		return ""
	}
	call, err := on.chain.Encode(s.action)
	require.NoError(t, err)
	err = on.chain.Simulate(t.Context(), s.from.addr, call)
	require.Error(t, err, "step %d, %s on %s", n, s.action, on.name)
	return err.Error()
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
