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

// step is one line of a script that runs on two chains.
type step struct {
	from   party
	action settle.Action
	wait   time.Duration // before the action
	refuse bool          // both chains must
}

// TestTheInMemoryChainPlaysTheSameScript holds the fake that the settle room is tested with to the real contract: states,
// balances and refusals after every step, and the events of all.
func TestTheInMemoryChainPlaysTheSameScript(t *testing.T) {
	w := newWorld(t)
	c := w.client(t)
	var skew time.Duration
	fake := settletest.NewChain(func() uint64 { return uint64(time.Now().Add(skew).Unix()) })
	usd := func(n uint64) money.Units { return money.UnitsOf(n * 1e6) }
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, usd(100)))
	fake.Mint(w.owner.addr, usd(100))
	ch, other := w.channel(c), w.channel(c)
	other.Salt++
	start, err := c.Head(t.Context())
	require.NoError(t, err)

	for n, s := range w.script(t, c, ch, other) {
		if s.wait > 0 {
			require.NoError(t, w.chain.AdjustTime(s.wait))
			skew += s.wait
		}
		w.play(t, c, fake, n, s)
		real, inMemory := states(t, c, ch, other), states(t, fake, ch, other)
		for i := range real {
			require.Equal(t, real[i].CloseAt == 0, inMemory[i].CloseAt == 0, "closing after step %d, %s", n, s.action)
			real[i].CloseAt, inMemory[i].CloseAt = 0, 0
		}
		require.Equal(t, real, inMemory, "states after step %d, %s", n, s.action)
		for _, p := range []party{w.owner, w.node, w.seller} {
			a, err := c.Account(t.Context(), p.addr)
			require.NoError(t, err)
			b, err := fake.Account(t.Context(), p.addr)
			require.NoError(t, err)
			a.Gas, b.Gas = nil, nil
			require.Equal(t, a, b, "balances of %s after step %d, %s", p.addr, n, s.action)
		}
	}
	end, err := c.Head(t.Context())
	require.NoError(t, err)
	f := settle.Filter{From: start.Number + 1, To: end.Number, Channels: []common.Hash{ch.ID(), other.ID()}, Owners: []common.Address{w.owner.addr, w.seller.addr}}
	real, err := c.Events(t.Context(), f)
	require.NoError(t, err)
	f.From, f.To = 0, 1<<30
	inMemory, err := fake.Events(t.Context(), f)
	require.NoError(t, err)
	require.Equal(t, timeless(real), timeless(inMemory))
	require.Greater(t, len(real), 15)
}

// script is every verb with every way to be refused that the settle room can meet.
func (w *world) script(t *testing.T, c *contracts.Client, ch, other channel.Channel) []step {
	usd := func(n uint64) money.Units { return money.UnitsOf(n * 1e6) }
	leg := func(x channel.Channel, epoch uint32, cumulative, upTo uint64) settle.Leg {
		return settle.Leg{Channel: x, Voucher: w.voucher(t, c, x, epoch, cumulative*1e6), UpTo: usd(upTo)}
	}
	forged := leg(ch, 0, 9, 9)
	forged.Voucher.Sig[64] = settletest.Forged
	cooperate := func(epoch uint32, claimed, signed uint64) settle.Action {
		consent := channel.Close{ChannelID: ch.ID(), Epoch: epoch, Claimed: usd(claimed), Deadline: 1 << 40}
		v := w.voucher(t, c, ch, epoch, signed*1e6)
		return settle.Action{
			Verb: settle.CloseCooperative, Channel: &ch, Close: &consent,
			CloseSig: sign(t, w.seller.key, c.Domain().Digest(consent.StructHash())), Voucher: &v.Voucher, VoucherSig: v.Sig,
		}
	}
	claim := func(legs ...settle.Leg) settle.Action { return settle.Action{Verb: settle.Claim, Legs: legs} }
	on := func(v settle.Verb) settle.Action { return settle.Action{Verb: v, Channel: &ch} }
	return []step{
		{from: w.owner, action: settle.Action{Verb: settle.Deposit, Amount: usd(1), To: w.owner.addr}, refuse: true}, // not allowed
		{from: w.owner, action: settle.Action{Verb: settle.Approve, Amount: usd(1000)}},
		{from: w.owner, action: settle.Action{Verb: settle.Deposit, Amount: usd(101), To: w.owner.addr}, refuse: true}, // too little
		{from: w.owner, action: settle.Action{Verb: settle.Deposit, Amount: usd(60), To: w.owner.addr}},
		{from: w.owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(61)}, refuse: true},
		{from: w.owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(0)}, refuse: true},
		{from: w.seller, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(1)}, refuse: true},
		{from: w.node, action: on(settle.RequestClose), refuse: true}, // not open
		{from: w.owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(20)}},
		{from: w.owner, action: settle.Action{Verb: settle.DepositAndFund, Channel: &other, Amount: usd(5)}},
		{from: w.seller, action: claim(leg(ch, 0, 4, 3), leg(other, 0, 9, 9), forged, leg(ch, 0, 2, 2), leg(ch, 1, 5, 5), leg(ch, 0, 6, 6))},
		{from: w.owner, action: on(settle.CancelClose), refuse: true},
		{from: w.seller, action: on(settle.RequestClose), refuse: true},
		{from: w.node, action: on(settle.RequestClose)},
		{from: w.owner, action: on(settle.RequestClose), refuse: true}, // runs already
		{from: w.node, action: on(settle.CancelClose), refuse: true},
		{from: w.owner, action: on(settle.CancelClose)},
		{from: w.owner, action: on(settle.RequestClose)},
		{from: w.seller, action: on(settle.FinalizeClose), refuse: true}, // too early
		{from: w.owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(2)}},
		{from: w.seller, action: claim(leg(ch, 0, 8, 8))},
		{from: w.seller, action: on(settle.FinalizeClose), wait: 2 * time.Hour},
		{from: w.seller, action: on(settle.FinalizeClose), refuse: true},
		{from: w.seller, action: claim(leg(ch, 0, 9, 9))}, // of a closed epoch
		{from: w.owner, action: settle.Action{Verb: settle.Fund, Channel: &ch, Amount: usd(10)}},
		{from: w.node, action: cooperate(1, 11, 12), refuse: true}, // over the deposit
		{from: w.node, action: cooperate(1, 7, 6), refuse: true},   // voucher too low
		{from: w.node, action: cooperate(1, 7, 9)},
		{from: w.seller, action: settle.Action{Verb: settle.Withdraw, Amount: usd(1000), To: w.node.addr}, refuse: true},
		{from: w.seller, action: settle.Action{Verb: settle.Withdraw, Amount: usd(20), To: w.node.addr}},
	}
}

// play does a step on both chains, or has both refuse it.
func (w *world) play(t *testing.T, c *contracts.Client, fake *settletest.Chain, n int, s step) {
	t.Helper()
	if !s.refuse {
		w.do(t, c, s.from, s.action)
		require.NoError(t, fake.Act(s.from.addr, s.action), "step %d, %s", n, s.action)
		return
	}
	for _, chain := range []settle.Chain{c, fake} {
		call, err := chain.Encode(s.action)
		require.NoError(t, err)
		require.Error(t, chain.Simulate(t.Context(), s.from.addr, call), "step %d, %s on %T", n, s.action, chain)
	}
}

func states(t *testing.T, chain settle.Chain, channels ...channel.Channel) []channel.OnChain {
	t.Helper()
	head, err := chain.Head(t.Context())
	require.NoError(t, err)
	var ids []common.Hash
	for _, ch := range channels {
		ids = append(ids, ch.ID())
	}
	out, err := chain.States(t.Context(), head, ids)
	require.NoError(t, err)
	return out
}

// timeless are events without what two chains cannot share.
func timeless(events []settle.Event) []settle.Event {
	out := make([]settle.Event, len(events))
	for i, e := range events {
		e.Place, e.CloseAt = settle.Place{}, min(e.CloseAt, 1)
		out[i] = e
	}
	return out
}
