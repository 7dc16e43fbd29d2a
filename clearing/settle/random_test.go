package settle_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

// TestTheStoreEndsUpSayingWhatTheChainSays drives buyers, restarts, outages, lost logs, deaf nodes and reorganisations of
// any depth in random order. Whatever happened, once the chain is quiet the store's states and settlements are the chain's,
// every voucher is paid, and nothing that was sent was not durable first.
func TestTheStoreEndsUpSayingWhatTheChainSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		steps := rapid.SliceOfN(rapid.SampledFrom([]string{"earn", "earn", "topup", "wait", "wait", "restart", "outage", "deaf", "losslogs", "reorg", "deep reorg", "dropping reorg", "close", "dear"}), 5, 25).Draw(rt, "steps")
		ch := rapid.SliceOfN(rapid.IntRange(0, 2), len(steps), len(steps)).Draw(rt, "channels")
		inBubble(t, func(t *testing.T, r *rig) {
			w := newWalk(r)
			for i, step := range steps {
				w.step(step, ch[i])
			}
			w.requireAgreement(t)
		})
	})
}

// walk is a random schedule's own memory.
type walk struct {
	*rig
	channels []channel.Channel
	earned   []uint64 // dollars, by channel
}

func newWalk(r *rig) *walk {
	w := &walk{rig: r, earned: make([]uint64, 3)}
	for salt := range uint64(3) {
		c := r.sold(salt)
		w.channels = append(w.channels, c)
		r.earn(c, 0, money.Units{}, money.Units{})
		r.fund(c, usd(40))
	}
	time.Sleep(5 * blockTime)
	return w
}

func (w *walk) step(name string, n int) {
	c := w.channels[n]
	switch name {
	case "earn":
		w.earned[n] += 9
		w.reearn(n)
	case "topup":
		w.fund(c, usd(20))
	case "wait":
		time.Sleep(35 * time.Second)
	case "restart":
		w.restart()
	case "outage":
		w.chain.Lock(func() { w.chain.Down = true })
		time.Sleep(25 * time.Second)
		w.chain.Lock(func() { w.chain.Down = false })
	case "deaf":
		w.chain.Lock(func() { w.chain.Deaf = true })
		time.Sleep(15 * time.Second)
		w.chain.Lock(func() { w.chain.Deaf = false })
	case "losslogs":
		w.chain.Lock(func() { w.chain.LoseLogs = 1 })
	case "reorg":
		w.chain.Reorg(2, true)
	case "dropping reorg":
		w.chain.Reorg(2, false)
	case "deep reorg":
		time.Sleep(8 * blockTime)
		w.chain.Reorg(6, true)
	case "close":
		_ = w.chain.Act(buyer, settle.Action{Verb: settle.RequestClose, Channel: &c}) // refused while one runs
	case "dear":
		w.chain.Lock(func() { w.chain.MinFee = wei(260) })
		time.Sleep(3 * blockTime)
		w.chain.Lock(func() { w.chain.MinFee = wei(0) })
	}
}

func (w *walk) reearn(n int) {
	w.earn(w.channels[n], 0, usd(w.earned[n]), usd(w.earned[n]))
}

// requireAgreement lets the chain settle, with vouchers that the deposits cover, and compares.
func (w *walk) requireAgreement(t *testing.T) {
	t.Helper()
	w.chain.Lock(func() { w.chain.LoseLogs = 0 })
	for n, c := range w.channels {
		w.earned[n]++ // a reorganisation may have swallowed the funding of what was earned: earn and fund once more
		w.reearn(n)
		w.fund(c, usd(w.earned[n]))
	}
	time.Sleep(10 * blockTime)
	_, err := w.driver.SettleNow(t.Context())
	require.NoError(t, err)
	for n, c := range w.channels {
		s := w.onChain(c)
		require.Equal(t, usd(w.earned[n]), s.Claimed, "claimed of channel %d", n)
		require.Equal(t, s, w.store.State(c.ID()), "state of channel %d", n)
		require.Equal(t, s.Claimed, w.settled(c, 0), "settled of channel %d", n)
	}
	for _, e := range w.store.Events() {
		head, err := w.chain.HeadAt(t.Context(), e.Place.Block)
		require.NoError(t, err)
		require.Equal(t, head.Hash, e.Place.BlockHash, "%s at block %d is of a lost branch", e.Kind, e.Place.Block)
	}
	for _, i := range w.store.AllIntents() {
		require.True(t, i.State.Finished(), "%s is %s", i.Purpose, i.State)
	}
	durable := map[[32]byte]bool{}
	for _, i := range w.store.AllIntents() {
		for _, v := range i.Versions {
			durable[v.Hash] = true
		}
	}
	w.chain.Lock(func() {
		for _, h := range w.chain.Sent {
			require.True(t, durable[h], "sent %s and did not keep it", h)
		}
	})
}
