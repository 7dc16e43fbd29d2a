package settle_test

import (
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
)

func purposes(s *settletest.Store) []string {
	var out []string
	for _, i := range s.AllIntents() {
		out = append(out, i.Action.Verb.String())
	}
	return out
}

func TestDepositAllowsJustEnoughAndPassesThroughZero(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.chain.Mint(owner.Address(), usd(100))
		_, err := r.driver.Deposit(t.Context(), usd(30))
		require.NoError(t, err)
		require.Equal(t, usd(30), r.free(owner.Address()))
		require.Equal(t, []string{"approve", "deposit"}, purposes(r.store))

		require.NoError(t, r.chain.Act(owner.Address(), settle.Action{Verb: settle.Approve, Amount: usd(1)}))
		_, err = r.driver.Deposit(t.Context(), usd(20))
		require.NoError(t, err)
		require.Equal(t, []string{"approve", "deposit", "approve", "approve", "deposit"}, purposes(r.store))

		_, err = r.driver.Deposit(t.Context(), usd(51))
		require.ErrorContains(t, err, "needs 51000000 base units of the token in the wallet of")
	})
}

func TestFundTakesFreeBalanceBeforeTokens(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.bought(1)
		r.buy(c)
		r.chain.Mint(owner.Address(), usd(100))

		_, err := r.driver.Fund(t.Context(), c, usd(10))
		require.NoError(t, err)
		require.Equal(t, []string{"approve", "deposit and fund"}, purposes(r.store))

		_, err = r.driver.Deposit(t.Context(), usd(15))
		require.NoError(t, err)
		at, err := r.driver.Fund(t.Context(), c, usd(10))
		require.NoError(t, err)
		require.Equal(t, "fund", purposes(r.store)[4])
		require.Len(t, purposes(r.store), 5)

		_, err = r.driver.Fund(t.Context(), c, usd(10))
		require.NoError(t, err)
		require.Equal(t, []string{"approve", "deposit", "fund"}, purposes(r.store)[5:])
		require.Equal(t, usd(30), r.onChain(c).Deposit)
		require.Equal(t, usd(30), r.store.State(c.ID()).Deposit, "final when Fund returns")
		require.NotZero(t, at.Block)

		_, err = r.driver.Fund(t.Context(), c, usd(1000))
		var short *settle.ShortError
		require.ErrorAs(t, err, &short)
	})
}

func TestAForcedCloseIsFinalizedByItself(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.bought(1)
		r.buy(c)
		r.fund(c, usd(10))
		_, err := r.driver.RequestClose(t.Context(), c)
		require.NoError(t, err)
		time.Sleep(47 * time.Hour)
		require.True(t, r.onChain(c).Open())
		time.Sleep(2 * time.Hour)
		require.Equal(t, channel.OnChain{Epoch: 1}, r.store.State(c.ID()))
		require.Equal(t, usd(10), r.free(owner.Address()))
	})
}

func TestACancelledCloseIsNotFinalized(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.bought(1)
		r.buy(c)
		r.fund(c, usd(10))
		_, err := r.driver.RequestClose(t.Context(), c)
		require.NoError(t, err)
		_, err = r.driver.RequestClose(t.Context(), c)
		require.ErrorContains(t, err, "closing already", "the chain's refusal, before any gas is spent")
		_, err = r.driver.CancelClose(t.Context(), c)
		require.NoError(t, err)
		time.Sleep(50 * time.Hour)
		require.True(t, r.onChain(c).Open())
	})
}

func TestACooperativeCloseReturnsTheRestAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.bought(1)
		r.buy(c)
		r.fund(c, usd(10))
		time.Sleep(time.Minute)
		v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: c.ID(), Cumulative: usd(4)}}
		v.Sig[0] = 1
		_, err := r.driver.CloseCooperative(t.Context(), c, channel.Close{ChannelID: c.ID(), Claimed: usd(3), Deadline: 1 << 40}, v.Sig, v)
		require.NoError(t, err)
		require.Equal(t, usd(7), r.free(owner.Address()))
		require.Equal(t, usd(3), r.settled(c, 0))
		_, err = r.driver.Withdraw(t.Context(), buyer, usd(7))
		require.NoError(t, err)
		_, err = r.driver.Withdraw(t.Context(), buyer, usd(1))
		require.ErrorContains(t, err, "free balance")
	})
}

func TestWithoutTheOwnersKeyOnlyItsOperationsAreRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.stop()
		driver, err := settle.New(r.cfg, r.chain, r.store, node, nil, slog.New(slog.DiscardHandler))
		require.NoError(t, err)
		_, err = driver.Deposit(t.Context(), usd(1))
		require.ErrorIs(t, err, settle.ErrNoOwner)
		_, err = driver.Withdraw(t.Context(), buyer, usd(1))
		require.ErrorIs(t, err, settle.ErrNoOwner)
		r.start()
	})
}

func TestManyAsksOfOneAccountGoOneAfterTheOther(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var errs []chan error
		for salt := range uint64(5) {
			c := r.bought(salt)
			r.fund(c, usd(10))
			errs = append(errs, make(chan error, 1))
			go func() {
				_, err := r.driver.RequestClose(t.Context(), c)
				errs[salt] <- err
			}()
		}
		for _, e := range errs {
			require.NoError(t, <-e)
		}
		for n, i := range r.store.AllIntents() {
			require.EqualValues(t, n, i.Nonce)
		}
	})
}
