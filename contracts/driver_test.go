package contracts_test

import (
	"context"
	"log/slog"
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

// runDriver starts a Driver over the real contract, and seals a block every few milliseconds.
func (w *world) runDriver(t *testing.T, c *contracts.Client, store *settletest.Store, node, owner party) *settle.Driver {
	t.Helper()
	cfg := settle.DefaultConfig(1337, owner.addr)
	cfg.Confirmations, cfg.Poll = 2, 5*time.Millisecond
	d, err := settle.New(cfg, c, store, node, owner, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	t.Cleanup(func() { cancel(); require.NoError(t, <-done) })
	return d
}

func (w *world) sealBlocks(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			w.commit()
			time.Sleep(10 * time.Millisecond)
		}
	}()
	t.Cleanup(func() { cancel(); <-done })
}

// TestDriversSettleAChannelOnARealChain is one channel's life between two nodes, through the whole of both settle rooms.
func TestDriversSettleAChannelOnARealChain(t *testing.T) {
	w := newWorld(t)
	c := w.client(t)
	usd := func(n uint64) money.Units { return money.UnitsOf(n * 1e6) }
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, usd(100)))
	w.sealBlocks(t)

	buying, selling := settletest.NewStore(), settletest.NewStore()
	buyer := w.runDriver(t, c, buying, w.node, w.owner)
	seller := w.runDriver(t, c, selling, w.seller, w.seller)
	ch := w.channel(c)
	buying.Track(settle.Tracked{Channel: ch, Asset: c.Asset(), Role: settle.Payer})

	_, err := buyer.Deposit(t.Context(), usd(30))
	require.NoError(t, err)
	_, err = buyer.Fund(t.Context(), ch, usd(50))
	require.NoError(t, err)
	require.Equal(t, channel.OnChain{Deposit: usd(50)}, buying.State(ch.ID()))

	selling.Track(settle.Tracked{Channel: ch, Asset: c.Asset(), Role: settle.Payee, Highest: w.voucher(t, c, ch, 0, 9e6), Sum: usd(8).FloorPicos(c.Asset())})
	require.NoError(t, seller.Refresh(t.Context()))
	require.Equal(t, channel.OnChain{Deposit: usd(50)}, selling.State(ch.ID()))
	settled, err := seller.SettleNow(t.Context())
	require.NoError(t, err)
	require.Equal(t, usd(8), settled.Total(), "own S, not the voucher")

	selling.Track(settle.Tracked{Channel: ch, Asset: c.Asset(), Role: settle.Payee, Highest: w.voucher(t, c, ch, 0, 12e6), Sum: usd(12).FloorPicos(c.Asset())})
	_, err = buyer.RequestClose(t.Context(), ch)
	require.NoError(t, err)
	require.Eventually(t, func() bool { return selling.State(ch.ID()).Claimed == usd(12) }, 10*time.Second, 5*time.Millisecond, "claimed as soon as the close is seen")

	_, err = buyer.FinalizeClose(t.Context(), ch)
	require.ErrorContains(t, err, "may be finalized from", "the contract's refusal in plain words")
	w.advance(t, time.Hour)
	require.Eventually(t, func() bool { return buying.State(ch.ID()) == channel.OnChain{Epoch: 1} }, 10*time.Second, 5*time.Millisecond, "finalized by itself")

	epoch := settletest.Epoch{Channel: ch.ID(), Number: 0}
	require.Equal(t, usd(12), buying.Settled()[epoch])
	require.Eventually(t, func() bool { return selling.Settled()[epoch] == usd(12) }, 10*time.Second, 5*time.Millisecond)
	account, err := buyer.Account(t.Context())
	require.NoError(t, err)
	require.Equal(t, usd(38), account.Free)

	_, err = buyer.Withdraw(t.Context(), w.owner.addr, usd(38))
	require.NoError(t, err)
	_, err = buyer.Withdraw(t.Context(), w.owner.addr, usd(1))
	require.ErrorContains(t, err, "needs 1000000 base units of free balance in the clearing contract, has 0: deposit 1000000 more")
	requireAllDone(t, buying, selling)
}

// advance moves the chain's clock; it refuses while transactions wait, so it is tried again.
func (w *world) advance(t *testing.T, by time.Duration) {
	t.Helper()
	require.Eventually(t, func() bool {
		w.sealMu.Lock()
		defer w.sealMu.Unlock()
		return w.chain.AdjustTime(by) == nil
	}, 5*time.Second, time.Millisecond)
}

func requireAllDone(t *testing.T, stores ...*settletest.Store) {
	t.Helper()
	for _, s := range stores {
		for _, i := range s.AllIntents() {
			require.Equal(t, settle.Done, i.State, i.Purpose)
		}
	}
}

// TestABatchOfTheGreatestSizeFitsItsGas claims as many vouchers as one transaction may carry, in both forms. The packed one
// is what Batch chooses, and must be the cheaper.
func TestABatchOfTheGreatestSizeFitsItsGas(t *testing.T) {
	plain := gasOfABatch(t, func(legs []settle.Leg) settle.Action { return settle.Action{Verb: settle.Claim, Legs: legs} })
	packed := gasOfABatch(t, settle.Batch)
	t.Logf("gas of %d legs: %d each, packed %d each", settle.MaxLegs, plain/settle.MaxLegs, packed/settle.MaxLegs)
	require.Less(t, packed, plain*9/10)
}

func gasOfABatch(t *testing.T, batch func([]settle.Leg) settle.Action) uint64 {
	t.Helper()
	w := newWorld(t)
	c := w.client(t)
	total := money.UnitsOf(settle.MaxLegs * 1000)
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, total))
	w.do(t, c, w.owner, settle.Action{Verb: settle.Approve, Amount: total})
	w.do(t, c, w.owner, settle.Action{Verb: settle.Deposit, Amount: total, To: w.owner.addr})
	var legs []settle.Leg
	for salt := range uint64(settle.MaxLegs) {
		ch := w.channel(c)
		ch.Salt = salt
		w.do(t, c, w.owner, settle.Action{Verb: settle.Fund, Channel: &ch, Amount: money.UnitsOf(1000)})
		legs = append(legs, settle.Leg{Channel: ch, Voucher: w.voucher(t, c, ch, 0, 1000), UpTo: money.UnitsOf(1000)})
	}
	r := w.do(t, c, w.seller, batch(legs))
	account, err := c.Account(t.Context(), w.seller.addr)
	require.NoError(t, err)
	require.Equal(t, total, account.Free)

	head, err := c.Head(t.Context())
	require.NoError(t, err)
	var ids []common.Hash
	for _, l := range legs {
		ids = append(ids, l.Channel.ID())
	}
	events, err := c.Events(t.Context(), settle.Filter{From: r.Block, To: r.Block, Channels: ids})
	require.NoError(t, err)
	require.Len(t, events, settle.MaxLegs, "every leg has its event")
	states, err := c.States(t.Context(), head, ids)
	require.NoError(t, err)
	for _, s := range states {
		require.Equal(t, channel.OnChain{Deposit: money.UnitsOf(1000), Claimed: money.UnitsOf(1000)}, s)
	}
	return r.GasUsed
}
