package testnet_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// errIO is what a disk says that has gone bad.
var errIO = errors.New("input/output error")

// A seller's disk fails under a write, or its fsync: nobody knows what it has, so no new paid work begins and no money of the owner's
// moves. But its payer leaves, and what is earned is claimed all the same, from memory; after a restart the books are the chain's.
func TestClaimsGoOnWhenTheDiskFails(t *testing.T) {
	t.Parallel()
	f := newKillFlow(t, newFuse(), newFuse())
	f.fund(0, 0, flowDeposit, channel.OnChain{Deposit: coins(flowDeposit)})
	f.deal()
	f.seller.fuse.spoil(errIO)
	id := market.AttemptID{Call: market.NewCallID(), Attempt: 1}
	admit := func() error {
		_, err := f.seller.store.Admit(t.Context(), clearing.Admission{Channel: f.channel.ID(), AttemptID: id, Risk: money.Micros(1),
			Limits: clearing.Limits{Buyer: money.Coins(5), NewBuyers: money.Coins(5), IsNew: true},
			Record: market.SoldRecord{AttemptID: id, State: market.RecordOpen, Time: 1, Channel: f.channel.ID(), Model: "a/b"}}, nil)
		return err
	}
	require.ErrorIs(t, admit(), errIO)
	require.ErrorIs(t, admit(), store.ErrDegraded, "no new paid work")
	err := f.sealing(t.Context(), func(ctx context.Context) error {
		_, err := f.seller.driver.Deposit(ctx, coins(1))
		return err
	})
	require.Error(t, err)

	f.until("close request", func() bool { return f.onChain().CloseAt != 0 }, func(ctx context.Context) error {
		_, err := f.buyer.driver.RequestClose(ctx, f.channel)
		return err
	})
	f.until("claim without a disk", func() bool { return f.onChain().Claimed == coins(flowEarned) }, nil)
	f.ahead.Add(flowDelay + 60)
	f.until("end of the epoch", func() bool { return f.onChain() == channel.OnChain{Epoch: 1} }, nil)
	e, err := f.seller.store.Payee(f.channel.ID())
	require.NoError(t, err)
	require.Equal(t, channel.OnChain{Deposit: coins(flowDeposit)}, e.OnChain, "the disk has nothing of it")

	f.seller.fuse.kill()
	f.until("a restart on a good disk", func() bool { return f.both(channel.OnChain{Epoch: 1}) }, nil)
	f.close()
}
