package store_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

func (f *faultyStore) facts(block uint64, s channel.OnChain, events ...settle.Event) settle.Facts {
	return settle.Facts{Head: settle.Head{Number: block, Hash: common.Hash{byte(block)}, Time: 1_000 + block}, Since: block, Events: events,
		States: map[common.Hash]channel.OnChain{f.ch.ID(): s}}
}

func (f *faultyStore) claimed(block, total uint64) settle.Event {
	return settle.Event{Kind: settle.Claimed, Place: settle.Place{Block: block, BlockHash: common.Hash{byte(block)}}, Channel: f.ch.ID(), Total: money.UnitsOf(total)}
}

// A full disk takes nothing: what settle learns and does meanwhile is there for settle at once, and on disk in its order once there is room.
func TestOutlivingAFullDisk(t *testing.T) {
	f := newFaulty(t)
	var late []error
	o := f.Outliving(func(err error) { late = append(late, err) })
	f.free.Store(store.ReserveFinish - 1)
	opened := channel.OnChain{Deposit: money.UnitsOf(1000)}
	half, most := opened, opened
	half.Claimed, most.Claimed = money.UnitsOf(500), money.UnitsOf(900)

	claim := settle.Intent{ID: 7, Action: settle.Action{Verb: settle.Claim}, State: settle.Signed, Versions: make([]settle.Version, 1)}
	require.NoError(t, o.SaveIntent(ctx, claim))
	require.NoError(t, o.ApplyFacts(ctx, f.facts(10, half, f.claimed(10, 500))))
	claim.State = settle.Done
	require.NoError(t, o.SaveIntent(ctx, claim))
	require.NoError(t, o.ApplyFacts(ctx, f.facts(11, most, f.claimed(11, 900))))
	require.Len(t, late, 1, "said once")
	require.ErrorIs(t, late[0], store.ErrDegraded)

	onChain := func(s settle.Store) channel.OnChain {
		all, err := s.Channels(ctx)
		require.NoError(t, err)
		return all[0].OnChain
	}
	require.Equal(t, most, onChain(o), "settle sees it")
	require.Equal(t, opened, onChain(f.Store), "the disk does not have it")

	f.free.Store(1 << 40)
	require.NoError(t, o.ApplyFacts(ctx, f.facts(12, most)))
	require.Equal(t, most, onChain(f.Store))
	p, err := f.Payer(f.ch.ID())
	require.NoError(t, err)
	require.Equal(t, money.UnitsOf(900).FloorPicos(usd), p.Settled, "every event counts, once")
	cursor, err := f.Cursor(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 12, cursor.Number)
	open, err := f.Intents(ctx)
	require.NoError(t, err)
	require.Empty(t, open)

	f.free.Store(store.ReserveFinish - 1)
	require.NoError(t, o.ApplyFacts(ctx, f.facts(13, most)))
	require.Len(t, late, 2, "the disk is full anew")
}

// What moves the owner's money is refused before it is signed, and where the disk fails in between, before it is sent.
func TestOutlivingRefusesWhatMustNotBeForgotten(t *testing.T) {
	f := newFaulty(t)
	o := f.Outliving(func(error) {})
	chain := o.Guard(settletest.NewChain(func() uint64 { return 1 }))
	fund := settle.Action{Verb: settle.Fund, Channel: &f.ch, Amount: money.UnitsOf(1)}
	_, err := chain.Encode(fund)
	require.NoError(t, err)
	f.fail.Store(&errDisk)
	err = o.SaveIntent(ctx, settle.Intent{ID: 8, Action: fund, State: settle.Signed, Versions: make([]settle.Version, 1)})
	require.ErrorIs(t, err, store.ErrDegraded)
	for _, verb := range []settle.Verb{settle.Deposit, settle.Withdraw, settle.Fund, settle.DepositAndFund, settle.Approve, settle.Transfer, settle.WithdrawFor} {
		_, err := chain.Encode(settle.Action{Verb: verb, Channel: &f.ch})
		require.ErrorIs(t, err, store.ErrDegraded, "%s", verb)
	}
	for _, verb := range []settle.Verb{settle.Claim, settle.ClaimPacked, settle.RequestClose, settle.CloseCooperative, settle.FinalizeClose} {
		_, err := chain.Encode(settle.Action{Verb: verb, Channel: &f.ch})
		require.NoError(t, err, "%s", verb)
	}
	require.NoError(t, o.SaveIntent(ctx, settle.Intent{ID: 9, Action: settle.Action{Verb: settle.ClaimPacked}, State: settle.Signed, Versions: make([]settle.Version, 1)}))
}
