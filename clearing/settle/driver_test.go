package settle_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
)

func TestSettleNowClaimsTheOwnSumAndWaitsUntilItIsFinal(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		a, b := r.sold(1), r.sold(2)
		r.fund(a, usd(10))
		r.fund(b, usd(10))
		r.earn(a, 0, usd(5), usd(4)) // a dollar is prepaid
		r.earn(b, 0, usd(3), usd(3))
		start := time.Now()

		settled, err := r.driver.SettleNow(t.Context())
		require.NoError(t, err)
		require.Len(t, settled.Claims, 2)
		require.Equal(t, usd(7), settled.Total())
		require.GreaterOrEqual(t, time.Since(start), 3*blockTime-blockTime, "three confirmations")
		require.Equal(t, usd(4), r.settled(a, 0))
		require.Equal(t, usd(3), r.settled(b, 0))
		require.Equal(t, channel.OnChain{Deposit: usd(10), Claimed: usd(4)}, r.store.State(a.ID()))
		require.Equal(t, usd(7), r.free(owner.Address()))

		again, err := r.driver.SettleNow(t.Context())
		require.NoError(t, err)
		require.Empty(t, again.Claims, "nothing new")
		require.Len(t, r.store.AllIntents(), 1, "one transaction for both")
	})
}

func TestWithOneConfirmationABlockIsFinalAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.stop()
		r.cfg.Confirmations = 1
		r.start()
		c := r.sold(1)
		r.fund(c, usd(10))
		r.earn(c, 0, usd(5), usd(5))
		_, err := r.driver.SettleNow(t.Context())
		require.NoError(t, err)
		require.Equal(t, channel.OnChain{Deposit: usd(10), Claimed: usd(5)}, r.store.State(c.ID()))
		require.Equal(t, r.onChain(c), r.store.State(c.ID()))
	})
}

func TestWhoWaitsWhenRunEndsIsTold(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.bought(1)
		r.fund(c, usd(10))
		r.chain.Lock(func() { r.chain.Deaf = true })
		told := make(chan error, 1)
		go func() {
			_, err := r.driver.RequestClose(t.Context(), c)
			told <- err
		}()
		time.Sleep(time.Minute)
		r.stop()
		require.ErrorIs(t, <-told, settle.ErrStopped)
	})
}

func TestPolicyClaimsWhatIsOldByItself(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(5), usd(5))
		time.Sleep(11 * time.Hour)
		require.Zero(t, r.onChain(c).Claimed)
		time.Sleep(2 * time.Hour)
		require.Equal(t, usd(5), r.onChain(c).Claimed)
		require.Equal(t, usd(5), r.settled(c, 0))
	})
}

func TestACloseRequestIsClaimedAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(5), usd(5))
		time.Sleep(time.Hour)
		require.NoError(t, r.chain.Act(buyer, settle.Action{Verb: settle.RequestClose, Channel: &c}))
		time.Sleep(2 * blockTime)
		require.Equal(t, usd(5), r.onChain(c).Claimed)
	})
}

func TestARunningCloseIsSeenBeforeItIsFinal(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(0), usd(0))
		time.Sleep(time.Minute)
		require.NoError(t, r.chain.Act(buyer, settle.Action{Verb: settle.RequestClose, Channel: &c}))
		time.Sleep(r.cfg.Poll + time.Second)
		require.NotZero(t, r.store.State(c.ID()).CloseAt)
	})
}

func TestADepositCountsWhenItIsFinal(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.earn(c, 0, usd(0), usd(0))
		r.fund(c, usd(100))
		require.NoError(t, r.driver.Refresh(t.Context()))
		require.Zero(t, r.store.State(c.ID()).Deposit)
		time.Sleep(3 * blockTime)
		require.Equal(t, usd(100), r.store.State(c.ID()).Deposit)
	})
}

func TestRefreshDeliversAChannelAddedJustNow(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		time.Sleep(time.Hour)
		require.Zero(t, r.store.State(c.ID()).Deposit, "not tracked yet")
		r.earn(c, 0, usd(0), usd(0))
		require.NoError(t, r.driver.Refresh(t.Context()))
		require.Equal(t, usd(100), r.store.State(c.ID()).Deposit)
	})
}

// stopping is a store that is asked while Run is stopped: it refuses with the context's own error.
type stopping struct {
	*settletest.Store
	stop context.CancelFunc
}

func (s stopping) Channels(ctx context.Context) ([]settle.Tracked, error) {
	s.stop()
	return nil, ctx.Err()
}

// broken is a store that fails while Run is stopped.
type broken struct{ stopping }

func (s broken) Channels(context.Context) ([]settle.Tracked, error) {
	s.stop()
	return nil, settletest.ErrBroken
}

func TestAStopInTheMiddleOfALookIsNoError(t *testing.T) {
	run := func(store func(stopping) settle.Store) error {
		ctx, cancel := context.WithCancel(t.Context())
		driver, err := settle.New(settle.DefaultConfig(1, owner.Address()), settletest.NewChain(func() uint64 { return 1 }), store(stopping{settletest.NewStore(), cancel}), node, owner, slog.New(slog.DiscardHandler))
		require.NoError(t, err)
		return driver.Run(ctx)
	}
	require.NoError(t, run(func(s stopping) settle.Store { return s }))
	require.ErrorIs(t, run(func(s stopping) settle.Store { return broken{s} }), settletest.ErrBroken, "what the store says is not lost")
}
