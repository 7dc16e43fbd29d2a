package settle_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

func (r *rig) requestClose(c channel.Channel) {
	r.t.Helper()
	require.NoError(r.t, r.chain.Act(buyer, settle.Action{Verb: settle.RequestClose, Channel: &c}))
}

// last is the newest version of the only intent.
func (r *rig) last() settle.Version {
	r.t.Helper()
	require.Len(r.t, r.store.AllIntents(), 1)
	v := r.store.AllIntents()[0].Versions
	return v[len(v)-1]
}

// TestAClaimOutbidsASpikeBeforeTheDeadline has blocks ask for a hundred and for ten thousand times the fees of before, from the close
// request on: the claim is mined while a quarter of the delay is left, for no more than half of what it saves.
func TestAClaimOutbidsASpikeBeforeTheDeadline(t *testing.T) {
	for _, times := range []int64{100, 10_000} {
		inBubble(t, func(t *testing.T, r *rig) {
			c := r.sold(1)
			r.fund(c, usd(100))
			r.earn(c, 0, usd(50), usd(50))
			r.chain.Lock(func() { r.chain.MinFee = wei(100 * times) })
			time.Sleep(time.Minute)
			require.Zero(t, r.onChain(c).Claimed)
			r.requestClose(c)
			deadline := time.Now().Add(time.Duration(c.CloseDelay) * time.Second * 3 / 4)
			for r.onChain(c).Claimed.IsZero() {
				time.Sleep(time.Minute)
				require.True(t, time.Now().Before(deadline), "mined before the last safe block, at %d times the fees", times)
			}
			require.Equal(t, usd(50), r.onChain(c).Claimed)
		})
	}
}

// Gas that costs more than half of what a claim saves is not paid for, and fees never fall on the way there.
func TestAClaimNeverOffersMoreThanHalfOfWhatItSaves(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.stop()
		r.cfg.MaxFeeCap = new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil)
		r.start()
		r.chain.Lock(func() {
			r.chain.MinFee = new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil)
			r.chain.GasMoney = new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil)
		})
		c := r.sold(1)
		c.CloseDelay = 4 * 3600
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		time.Sleep(time.Minute)
		r.requestClose(c)
		time.Sleep(4*time.Hour - time.Minute)
		versions := r.store.AllIntents()[0].Versions
		for i, v := range versions[1:] {
			require.Positive(t, v.FeeCap.Cmp(versions[i].FeeCap))
			require.Positive(t, v.TipCap.Cmp(versions[i].TipCap))
		}
		cost := r.cfg.Policy.GasCost(31_000+17_000, r.last().FeeCap)
		require.LessOrEqual(t, cost.Cmp(money.Coins(25).Big()), 0, "offers %s picos to save 50 dollars", cost)
		require.Positive(t, cost.Cmp(money.Coins(20).Big()), "and nearly as much as it may")
		require.Less(t, len(versions), 200, "without signing at every block")
	})
}

// TestAWaitingClaimTakesAlongWhatIsClosing: the replacement has all legs of the old one, so that whichever is mined nothing is lost, and
// it is signed at once.
func TestAWaitingClaimTakesAlongWhatIsClosing(t *testing.T) {
	for _, mined := range []string{"the new one", "the old one"} {
		inBubble(t, func(t *testing.T, r *rig) {
			a, b := r.sold(1), r.sold(2)
			r.fund(a, usd(100))
			r.fund(b, usd(100))
			r.earn(a, 0, usd(50), usd(50))
			r.chain.Lock(func() { r.chain.Deaf = mined == "the new one"; r.chain.MinFee = wei(1e6) })
			time.Sleep(r.cfg.Poll + time.Second)
			require.Equal(t, 1, r.last().Legs)
			r.earn(b, 0, usd(5), usd(4))
			r.chain.Lock(func() { r.chain.Deaf = mined == "the old one"; r.chain.MinFee = wei(1e6) })
			r.requestClose(b)
			time.Sleep(2*r.cfg.Poll + time.Second)
			require.Equal(t, 2, r.last().Legs, "without waiting for blocks")
			r.chain.Lock(func() { r.chain.MinFee = wei(0) })
			time.Sleep(blockTime)
			require.Equal(t, usd(50), r.onChain(a).Claimed)
			r.chain.Lock(func() { r.chain.Deaf = false })
			time.Sleep(10 * blockTime)
			require.Equal(t, usd(4), r.onChain(b).Claimed)
			for n, i := range r.store.AllIntents() {
				require.Equal(t, settle.Done, i.State)
				require.EqualValues(t, n, i.Nonce)
			}
		})
	}
}

// A claim whose voucher somebody else has carried meanwhile is taken back, so that the account is free.
func TestAClaimThatHasBecomePointlessIsTakenBack(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.sold(1)
		r.fund(c, usd(100))
		r.earn(c, 0, usd(50), usd(50))
		r.chain.Lock(func() { r.chain.MinFee = wei(1000) })
		time.Sleep(2 * blockTime)
		claim := r.store.AllIntents()[0].Action
		require.NoError(t, r.chain.Act(buyer, claim)) // a watchtower's
		time.Sleep(5 * blockTime)
		require.True(t, r.last().Cancel)
		r.chain.Lock(func() { r.chain.MinFee = wei(0) })
		time.Sleep(5 * blockTime)
		require.Equal(t, settle.Cancelled, r.store.AllIntents()[0].State)
		require.Equal(t, usd(50), r.settled(c, 0))

		r.earn(c, 0, usd(99), usd(99))
		time.Sleep(5 * blockTime)
		require.Equal(t, usd(99), r.onChain(c).Claimed, "the next one has the next nonce")
		require.EqualValues(t, 1, r.store.AllIntents()[1].Nonce)
	})
}

// Who asked for what has become pointless is told.
func TestARequestToCloseWhatIsClosedIsTakenBack(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.bought(1)
		r.buy(c)
		r.fund(c, usd(10))
		r.chain.Lock(func() { r.chain.MinFee = wei(1000) })
		told := make(chan error, 1)
		go func() {
			_, err := r.driver.RequestClose(t.Context(), c)
			told <- err
		}()
		time.Sleep(2 * blockTime)
		require.NoError(t, r.chain.Act(owner.Address(), settle.Action{Verb: settle.RequestClose, Channel: &c}))
		time.Sleep(5 * blockTime)
		r.chain.Lock(func() { r.chain.MinFee = wei(0) })
		require.ErrorIs(t, <-told, settle.ErrCancelled)
	})
}
