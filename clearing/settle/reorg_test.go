package settle_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/market/money"
)

// happenings are the events of a channel's life. Each begins with a channel that has 100 dollars and vouchers for 50, but for the first.
var happenings = []struct {
	name string
	do   func(*rig, channel.Channel)
}{
	{"funded", func(r *rig, c channel.Channel) { r.fund(c, usd(100)) }},
	{"topped up", func(r *rig, c channel.Channel) { r.fund(c, usd(20)) }},
	{"claimed", func(r *rig, c channel.Channel) { r.earn(c, 0, usd(90), usd(90)); time.Sleep(blockTime + r.cfg.Poll) }},
	{"close requested", func(r *rig, c channel.Channel) { r.requestClose(c) }},
	{"close cancelled", func(r *rig, c channel.Channel) {
		r.requestClose(c)
		require.NoError(r.t, r.chain.Act(buyer, settle.Action{Verb: settle.CancelClose, Channel: &c}))
	}},
	{"closed by force", func(r *rig, c channel.Channel) {
		r.requestClose(c)
		time.Sleep(time.Duration(c.CloseDelay) * time.Second)
		require.NoError(r.t, r.chain.Act(buyer, settle.Action{Verb: settle.FinalizeClose, Channel: &c}))
	}},
	{"closed by consent", func(r *rig, c channel.Channel) { r.cooperate(c, 50) }},
	{"reopened", func(r *rig, c channel.Channel) { r.cooperate(c, 50); r.fund(c, usd(7)) }},
}

// cooperate closes a channel at so many dollars.
func (r *rig) cooperate(c channel.Channel, dollars uint64) {
	r.t.Helper()
	var sig [65]byte
	sig[0] = 1
	require.NoError(r.t, r.chain.Act(buyer, settle.Action{
		Verb: settle.CloseCooperative, Channel: &c, CloseSig: sig, VoucherSig: sig,
		Close:   &channel.Close{ChannelID: c.ID(), Claimed: usd(dollars), Deadline: 1 << 40},
		Voucher: &channel.Voucher{ChannelID: c.ID(), Cumulative: usd(90)},
	}))
}

// TestReorganisationsLoseNothing undoes every event of a channel's life by reorganisations of depth 1 to 12, with what was undone mined
// again and without. A deposit that vanished does not count from the next look on, what the store says is what the chain says in the
// end, and whatever the payee earned on a channel that holds a deposit is paid. A case is replayed by its name.
func TestReorganisationsLoseNothing(t *testing.T) {
	cases, deep := 0, 0
	for _, h := range happenings {
		for depth := 1; depth <= 12; depth++ {
			for _, kept := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/depth %d/mined again %t", h.name, depth, kept), func(t *testing.T) {
					inBubble(t, func(t *testing.T, r *rig) {
						r.reorganised(t, h.name, h.do, depth, kept)
					})
				})
				cases++
				if depth >= 3 {
					deep++ // the rig's blocks are final after three
				}
			}
		}
	}
	t.Logf("%d reorganisations, %d of them below a final block: loss 0", cases, deep)
}

func (r *rig) reorganised(t *testing.T, name string, do func(*rig, channel.Channel), depth int, kept bool) {
	c := r.sold(1)
	c.CloseDelay = 600
	r.earn(c, 0, usd(50), usd(50))
	if name != "funded" {
		r.fund(c, usd(100))
	}
	time.Sleep(15 * blockTime)
	do(r, c)
	for range depth - 1 {
		r.chain.Seal()
	}
	time.Sleep(r.cfg.Poll + time.Second)
	r.chain.Reorg(depth, kept)
	time.Sleep(r.cfg.Poll + time.Second)
	require.False(t, r.onChain(c).Deposit.Less(r.store.State(c.ID()).Deposit), "a deposit that is not there counts")

	time.Sleep(10 * blockTime)
	if s := r.onChain(c); s.Open() && s.Epoch == 0 {
		_, err := r.driver.SettleNow(t.Context())
		require.NoError(t, err)
		earned := usd(50)
		if name == "claimed" {
			earned = usd(90)
		}
		require.Equal(t, earned, r.onChain(c).Claimed)
		require.Equal(t, earned, r.settled(c, 0))
	}
	require.Equal(t, r.onChain(c), r.store.State(c.ID()))
	paid := money.Units{}
	for _, u := range r.store.Settled() {
		paid = paid.Add(u)
	}
	require.Equal(t, r.free(owner.Address()), paid, "what the ledger says was settled is what the payee has")
	for _, e := range r.store.Events() {
		head, err := r.chain.HeadAt(t.Context(), e.Place.Block)
		require.NoError(t, err)
		require.Equal(t, head.Hash, e.Place.BlockHash, "%s of a lost branch", e.Kind)
	}
	for _, i := range r.store.AllIntents() {
		require.True(t, i.State.Finished(), "%s is %s", i.Purpose, i.State)
	}
}

// TestAChainThatIsAwayForHoursCostsNothing takes the only node away for hours, in which a payer asks to close. What is known grows as
// old as it is, so that a node refuses new paid work after a quarter of the close delay; when the chain is back before the deadline
// every voucher, those of meanwhile included, is claimed at once.
func TestAChainThatIsAwayForHoursCostsNothing(t *testing.T) {
	for _, away := range []time.Duration{6 * time.Hour, 13 * time.Hour, 47 * time.Hour} {
		t.Run(away.String(), func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				quiet, leaving := r.sold(1), r.sold(2)
				for _, c := range []channel.Channel{quiet, leaving} {
					r.fund(c, usd(100))
					r.earn(c, 0, usd(5), usd(5))
				}
				time.Sleep(10*time.Minute + time.Nanosecond) // between two looks: the last one was before
				r.chain.Lock(func() { r.chain.Down = true })
				r.requestClose(leaving)
				calls := 0
				for start := time.Now(); time.Since(start) < away; time.Sleep(10 * time.Minute) {
					stale := time.Since(r.driver.Status().SeenAt) > time.Duration(quiet.CloseDelay)*time.Second/4
					require.Equal(t, time.Since(start) >= 12*time.Hour, stale)
					if !stale { // inside deposits that are final, work goes on
						calls++
						r.earn(leaving, 0, usd(5+uint64(calls)), usd(5+uint64(calls)))
					}
				}
				require.Contains(t, r.driver.Status().Problem, settletest.ErrDown.Error())
				r.chain.Lock(func() { r.chain.Down = false })
				time.Sleep(time.Minute)
				require.Equal(t, usd(5+uint64(calls)), r.onChain(leaving).Claimed)
				require.NotZero(t, r.store.State(leaving.ID()).CloseAt)
				_, err := r.driver.SettleNow(t.Context())
				require.NoError(t, err)
				require.Equal(t, usd(5), r.settled(quiet, 0))
				require.Equal(t, usd(5+uint64(calls)), r.settled(leaving, 0))
				require.Less(t, time.Since(r.driver.Status().SeenAt), time.Minute)
				t.Logf("away for %s: %d calls served, all paid, loss 0", away, calls)
			})
		})
	}
}
