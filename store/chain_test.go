package store_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// facts are the chain's word up to a block.
func (p *pair) facts(since, head uint64, state channel.OnChain, events ...settle.Event) {
	f := settle.Facts{Head: settle.Head{Number: head, Hash: common.Hash{byte(head)}, Time: head}, Since: since, Events: events,
		States: map[common.Hash]channel.OnChain{p.ch.ID(): state}}
	for range 2 { // facts seen twice change nothing
		require.NoError(p.t, p.b.ApplyFacts(ctx, f))
		require.NoError(p.t, p.s.ApplyFacts(ctx, f))
	}
}

func (p *pair) event(kind settle.Kind, epoch uint32, total, block uint64) settle.Event {
	return settle.Event{Kind: kind, Channel: p.ch.ID(), Epoch: epoch, Total: money.UnitsOf(total), Place: settle.Place{Block: block, BlockHash: common.Hash{byte(block), byte(total)}, Log: 1}}
}

func (p *pair) requireSettled(want uint64) {
	require.Equal(p.t, money.Micros(want), p.payer().Settled)
	require.Equal(p.t, money.Micros(want), p.payee().Settled)
	require.Equal(p.t, money.Micros(want), p.s.BuyerSettled(p.buyer.address()))
}

func TestFacts(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	open := channel.OnChain{Deposit: money.UnitsOf(1000)}
	claimed := p.event(settle.Claimed, 0, 30, 12)
	more := p.event(settle.Claimed, 0, 45, 13)
	p.facts(2, 12, open, claimed)
	p.requireSettled(30)
	p.facts(13, 13, open, more, settle.Event{Kind: settle.Deposited, Place: settle.Place{Block: 13, Log: 2}})
	p.requireSettled(45)
	head, err := p.s.Cursor(ctx)
	require.NoError(t, err)
	require.Equal(t, uint64(13), head.Number)

	t.Log("a reorganisation takes the second claim back, and brings another one in its place")
	other := p.event(settle.Claimed, 0, 40, 13)
	p.facts(13, 14, open, other)
	p.requireSettled(40)
	p.facts(12, 14, open, claimed)
	p.requireSettled(30)
	p.facts(12, 14, open)
	p.requireSettled(0)
	events, err := p.s.Events(ctx, p.ch.ID())
	require.NoError(t, err)
	require.Empty(t, events)

	p.facts(15, 15, open, p.event(settle.Claimed, 0, 10, 15))
	p.facts(16, 16, channel.OnChain{Epoch: 1}, p.event(settle.Closed, 0, 25, 16))
	p.requireSettled(25)
	p.facts(17, 18, channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(9)}, p.event(settle.Claimed, 1, 4, 18))
	p.requireSettled(29)
	p.reopen()
	p.requireSettled(29)
	require.Equal(t, uint32(1), p.payer().OnChain.Epoch)
	events, err = p.b.Events(ctx, p.ch.ID())
	require.NoError(t, err)
	require.Len(t, events, 3)
	p.facts(18, 18, channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(9)}, p.event(settle.Claimed, 1, 4, 18))
	p.requireSettled(29)

	tracked, err := p.s.Channels(ctx)
	require.NoError(t, err)
	require.Equal(t, []settle.Tracked{{Channel: p.ch, Asset: usd, Role: settle.Payee, OnChain: channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(9)}}}, tracked)
	tracked, err = p.b.Channels(ctx)
	require.NoError(t, err)
	require.Equal(t, settle.Payer, tracked[0].Role)
}

// A new epoch forgets the frame that waits, and what was charged in the old one is charged on its key only.
func TestNewEpoch(t *testing.T) {
	p := newPair(t, money.UnitsOf(1000))
	id := attempt()
	_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(9), money.Micros(9), money.Micros(9), money.Amount{}))
	require.NoError(t, err)
	_, err = p.s.Admit(ctx, p.admission(id, money.Micros(9), clearing.Limits{Buyer: money.Micros(9)}), nil)
	require.NoError(t, err)
	f, _ := p.payer().Next()
	f = p.buyer.frame(t, f)
	_, err = p.b.SaveFrame(ctx, p.ch.ID(), f)
	require.NoError(t, err)
	p.facts(2, 3, channel.OnChain{Epoch: 1, Deposit: money.UnitsOf(50)})
	p.reopen()
	require.Nil(t, p.payer().Unacked)
	require.Zero(t, p.payer().Sum)
	_, err = p.s.Accept(ctx, p.ch.ID(), f, 0)
	require.ErrorIs(t, err, channel.ErrGone)

	p.finish(id, money.Micros(7))
	a, _ := p.b.Account(clearing.Operator)
	require.Equal(t, money.Micros(7), a.Spent())
	require.Zero(t, p.payer().Sum)
	require.Equal(t, money.Micros(7), p.payer().Charged, "as much as its key has spent")
	require.Equal(t, money.Micros(7), p.payee().Debt)
	require.Equal(t, money.Micros(7), p.payee().Earned)

	given := attempt() // announced, and never sent
	_, err = p.b.Reserve(ctx, p.reservation(given, money.Micros(9), money.Micros(9), money.Micros(9), money.Amount{}))
	require.NoError(t, err)
	require.True(t, p.pay())
	require.Equal(t, uint32(1), p.payee().Announced)
	p.facts(4, 4, channel.OnChain{Epoch: 2, Deposit: money.UnitsOf(50)})
	require.Zero(t, p.payee().Announced)
	n, err := p.s.Prune(ctx, 1)
	require.NoError(t, err)
	require.Equal(t, 1, n)

	next := attempt()
	_, err = p.b.Reserve(ctx, p.reservation(next, money.Micros(9), money.Micros(9), money.Micros(9), money.Amount{}))
	require.NoError(t, err)
	require.True(t, p.pay(), "vouchers of the new epoch start at nothing")
	require.Equal(t, money.UnitsOf(9), p.payee().Highest.Cumulative)
}

func TestIntents(t *testing.T) {
	p := newPair(t, money.Units{})
	intent := func(id uint64, state settle.IntentState) settle.Intent {
		return settle.Intent{ID: id, Nonce: id, State: state, Purpose: "deposit",
			Action:   settle.Action{Verb: settle.Deposit, Amount: money.UnitsOf(5), Channel: &p.ch},
			Versions: []settle.Version{{SignedTx: settle.SignedTx{Raw: []byte{1, 2}, Hash: common.Hash{4}}, TipCap: big.NewInt(7), FeeCap: big.NewInt(9), At: 3}}}
	}
	for id, state := range map[uint64]settle.IntentState{300: settle.Signed, 2: settle.Mined, 7: settle.Done} {
		require.NoError(t, p.b.SaveIntent(ctx, intent(id, state)))
	}
	p.reopen()
	open, err := p.b.Intents(ctx)
	require.NoError(t, err)
	want, err := json.Marshal([]settle.Intent{intent(2, settle.Mined), intent(300, settle.Signed)})
	require.NoError(t, err)
	got, err := json.Marshal(open)
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(got))
	require.NoError(t, p.b.SaveIntent(ctx, intent(2, settle.Done)))
	open, err = p.b.Intents(ctx)
	require.NoError(t, err)
	require.Len(t, open, 1)
	newest, err := p.b.NewestIntents(ctx, 2)
	require.NoError(t, err)
	require.Equal(t, uint64(300), newest[0].ID)
	require.Equal(t, uint64(7), newest[1].ID)

	next, err := p.b.NextNonce(ctx, common.Address{})
	require.NoError(t, err)
	require.Equal(t, uint64(301), next)
	require.NoError(t, p.b.SaveIntent(ctx, intent(300, settle.Done)))
	next, err = p.b.NextNonce(ctx, common.Address{})
	require.NoError(t, err)
	require.Equal(t, uint64(301), next, "finished ones count")
	next, err = p.b.NextNonce(ctx, common.Address{5})
	require.NoError(t, err)
	require.Zero(t, next, "of another account")
}
