package settle_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/market/money"
)

func TestASignedTransactionSurvivesARestart(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		r.chain.Lock(func() { r.chain.Deaf = true })
		time.Sleep(2 * blockTime)
		require.Len(t, r.store.AllIntents(), 1)
		r.stop()
		r.chain.Lock(func() { r.chain.Deaf = false })
		r.start()
		time.Sleep(6 * blockTime)

		intents := r.store.AllIntents()
		require.Len(t, intents, 1, "the same transaction, not a second one")
		require.Equal(t, settle.Done, intents[0].State)
		require.Equal(t, usd(50), r.settled(c, 0))
	})
}

func TestAMinedTransactionIsFoundAfterARestart(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		time.Sleep(r.cfg.Poll + time.Second) // signed and sent
		r.stop()
		time.Sleep(5 * blockTime)
		r.start()
		time.Sleep(blockTime)
		intents := r.store.AllIntents()
		require.Len(t, intents, 1)
		require.Equal(t, settle.Done, intents[0].State)
		require.Equal(t, usd(50), r.settled(c, 0))
	})
}

func TestAStuckTransactionIsReplacedByOneThatPaysMore(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		r.chain.Lock(func() { r.chain.MinFee = wei(350) }) // the first bid is 210
		time.Sleep(10 * time.Minute)

		intents := r.store.AllIntents()
		require.Len(t, intents, 1, "one nonce")
		require.Equal(t, settle.Done, intents[0].State)
		require.Greater(t, len(intents[0].Versions), 3)
		for i, v := range intents[0].Versions[1:] {
			require.Positive(t, v.FeeCap.Cmp(intents[0].Versions[i].FeeCap))
			require.Positive(t, v.TipCap.Cmp(intents[0].Versions[i].TipCap))
		}
		require.Equal(t, usd(50), r.settled(c, 0))
	})
}

func TestNoReplacementGoesAboveTheHighestFeeAllowed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.stop()
		r.cfg.MaxFeeCap = wei(300)
		r.start()
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		r.chain.Lock(func() { r.chain.MinFee = wei(1000) })
		time.Sleep(time.Hour)
		versions := r.store.AllIntents()[0].Versions
		require.LessOrEqual(t, versions[len(versions)-1].FeeCap.Cmp(wei(300)), 0)
		require.Len(t, r.driver.Status().Pending, 1)

		r.chain.Lock(func() { r.chain.MinFee = wei(1) })
		time.Sleep(time.Minute)
		require.Equal(t, usd(50), r.settled(c, 0), "mined as soon as the market comes down")
	})
}

func TestAClaimThatAReorganisationTookOutIsSentAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		time.Sleep(time.Hour)
		r.earn(c, 0, usd(50), usd(50))
		for r.onChain(c).Claimed.IsZero() {
			time.Sleep(time.Second)
		}
		r.chain.Reorg(1, false)
		require.Zero(t, r.onChain(c).Claimed)
		time.Sleep(time.Minute)
		require.Equal(t, usd(50), r.onChain(c).Claimed)
		require.Equal(t, usd(50), r.settled(c, 0))
		require.Len(t, r.store.AllIntents(), 1, "the same signed transaction")
	})
}

func TestAReorganisationBelowTheFinalBlockIsUndone(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.earn(c, 0, usd(0), usd(0))
		time.Sleep(time.Hour)
		r.fund(c, usd(100))
		time.Sleep(6 * blockTime)
		require.Equal(t, usd(100), r.store.State(c.ID()).Deposit)
		require.NotEmpty(t, r.store.Events())

		r.chain.Reorg(12, false)
		time.Sleep(6 * blockTime)
		require.Zero(t, r.store.State(c.ID()).Deposit)
		require.Empty(t, r.store.Events(), "what happened on the lost branch never happened")
	})
}

func TestLogsThatANodeLeftOutAreReadAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.earn(c, 0, usd(0), usd(0))
		r.fund(c, usd(100))
		time.Sleep(time.Hour)
		r.earn(c, 0, usd(50), usd(50))
		for r.onChain(c).Claimed.IsZero() {
			time.Sleep(time.Second)
		}
		time.Sleep(blockTime + 3*time.Second)
		r.chain.Lock(func() { r.chain.LoseLogs = 1 }) // the block that becomes final next
		time.Sleep(3 * blockTime)
		r.chain.Lock(func() { require.Zero(t, r.chain.LoseLogs) })
		require.Equal(t, usd(50), r.settled(c, 0))
	})
}

func TestEmptyBlocksAreNotStored(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		time.Sleep(time.Minute)
		before := r.store.Applied()
		time.Sleep(100 * blockTime)
		require.LessOrEqual(t, r.store.Applied()-before, 2)
		cursor, err := r.store.Cursor(t.Context())
		require.NoError(t, err)
		require.Greater(t, cursor.Number, uint64(50), "but the cursor keeps up")
	})
}

func TestAChainThatIsDownIsWaitedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(5), usd(5))
		time.Sleep(time.Minute)
		r.chain.Lock(func() { r.chain.Down = true })
		_, err := r.driver.SettleNow(t.Context())
		require.ErrorIs(t, err, settletest.ErrDown, "who waits is told")
		require.Contains(t, r.driver.Status().Problem, "connection refused")
		time.Sleep(6 * time.Hour)
		r.chain.Lock(func() { r.chain.Down = false })
		time.Sleep(time.Minute)
		require.Empty(t, r.driver.Status().Problem)
		_, err = r.driver.SettleNow(t.Context())
		require.NoError(t, err)
		require.Equal(t, usd(5), r.settled(c, 0))
	})
}

func TestABrokenStoreEndsRun(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		r.store.Break()
		time.Sleep(time.Minute)
		r.stop()
		require.ErrorIs(t, r.result, settletest.ErrBroken)
		_, err := r.driver.SettleNow(t.Context())
		require.ErrorIs(t, err, settle.ErrStopped)
		r.chain.Lock(func() { require.Empty(t, r.chain.Sent, "nothing is sent that is not durable") })
	})
}

func TestNoGasMoneyIsSaidWithTheSum(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(5), usd(5))
		r.chain.Lock(func() { r.chain.GasMoney = wei(1000) })
		_, err := r.driver.SettleNow(t.Context())
		var short *settle.GasMoneyError
		require.ErrorAs(t, err, &short)
		require.Equal(t, node.Address(), short.Account)
		require.ErrorContains(t, err, "needs 0.000000000")
		require.Empty(t, r.store.AllIntents())

		r.chain.Lock(func() { r.chain.GasMoney = wei(1e15) })
		_, err = r.driver.SettleNow(t.Context())
		require.NoError(t, err)
	})
}

func TestANonceTakenByAnotherProgramIsSaidAndTheClaimMadeAnew(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		r.chain.Lock(func() { r.chain.Deaf = true })
		time.Sleep(2 * blockTime)
		require.Len(t, r.store.AllIntents(), 1)
		r.chain.Lock(func() { r.chain.Deaf = false })

		foreign, err := r.chain.Encode(settle.Action{Verb: settle.Approve, Amount: usd(1)})
		require.NoError(t, err)
		signed, err := node.SignTx(settle.Tx{Nonce: 0, Call: foreign, TipCap: wei(1e9), FeeCap: wei(1e9)})
		require.NoError(t, err)
		require.NoError(t, r.chain.Send(t.Context(), signed.Raw))
		r.chain.Seal()
		time.Sleep(3 * time.Minute)

		intents := r.store.AllIntents()
		require.Len(t, intents, 2)
		require.Equal(t, settle.Displaced, intents[0].State)
		require.Equal(t, settle.Done, intents[1].State)
		require.Equal(t, usd(50), r.settled(c, 0))
	})
}

func TestARevertedTransactionIsExplained(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.bought(1)
		r.fund(c, usd(10))
		time.Sleep(time.Minute)
		r.chain.Lock(func() { r.chain.OutOfGas = true })
		_, err := r.driver.RequestClose(t.Context(), c)
		require.ErrorIs(t, err, settle.ErrReverted)
		require.ErrorContains(t, err, "ran out of its")
		require.Equal(t, settle.Reverted, r.store.AllIntents()[0].State)
	})
}

func TestAVoucherThatTheContractRefusesHoldsUpNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		good, bad := r.sold(1), r.sold(2)
		r.fund(good, usd(10))
		r.fund(bad, usd(10))
		r.earn(good, 0, usd(3), usd(3))
		r.earnSigned(bad, 0, usd(4), usd(4), settletest.Forged)

		_, err := r.driver.SettleNow(t.Context())
		require.ErrorContains(t, err, bad.ID().String())
		require.Equal(t, usd(3), r.settled(good, 0))

		time.Sleep(13 * time.Hour) // a quarter of the close delay, and more
		require.Equal(t, []string{"claim packed"}, purposes(r.store), "not paid for twice")
		r.earn(bad, 0, usd(5), usd(5))
		_, err = r.driver.SettleNow(t.Context())
		require.NoError(t, err, "a higher, genuine voucher")
		require.Equal(t, usd(5), r.settled(bad, 0))
	})
}

func TestSettleNowEndsWhileVouchersKeepComing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(1), usd(1))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			for n := uint64(1_000_000); ctx.Err() == nil; n++ {
				r.earn(c, 0, money.UnitsOf(n), money.UnitsOf(n))
				time.Sleep(time.Second)
			}
		}()
		_, err := r.driver.SettleNow(t.Context())
		cancel()
		<-ended
		require.NoError(t, err)
		require.False(t, r.settled(c, 0).Less(usd(1)))
	})
}

func TestSettleNowWithoutRunSaysSo(t *testing.T) {
	driver, err := settle.New(settle.DefaultConfig(1, owner.Address()), settletest.NewChain(func() uint64 { return 0 }), settletest.NewStore(), node, owner, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_, err = driver.SettleNow(ctx)
	require.ErrorContains(t, err, "not running")
	require.True(t, errors.Is(err, context.DeadlineExceeded))
}

func TestConfigNamesWhatIsWrong(t *testing.T) {
	for want, change := range map[string]func(*settle.Config){
		"chain id":      func(c *settle.Config) { c.ChainID = 0 },
		"confirmations": func(c *settle.Config) { c.Confirmations = 0 },
		"poll":          func(c *settle.Config) { c.Poll = 0 },
		"bump_after":    func(c *settle.Config) { c.BumpAfter = 0 },
		"max_fee_cap":   func(c *settle.Config) { c.MaxFeeCap = nil },
		"age divisor":   func(c *settle.Config) { c.Policy.AgeDivisor = 0 },
		"owner's key":   func(c *settle.Config) { c.Owner = buyer },
	} {
		c := settle.DefaultConfig(1, owner.Address())
		change(&c)
		_, err := settle.New(c, nil, nil, node, owner, nil)
		require.ErrorContains(t, err, want)
	}
}
