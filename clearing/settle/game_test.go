package settle_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// move is one step of a schedule.
type move struct {
	name string
	n    int
}

var moves = []string{"call", "call", "call", "call", "deliver", "deliver", "deliver", "top up", "wait", "leave", "cancel", "finalize", "agree",
	"restart", "outage", "deaf", "reorganise", "dear", "lose logs", "lie", "stick", "mend"}

// TestAnyScheduleAgreesWithTheModel drives a buyer, a seller's settle room behind two nodes of one chain, and a network that delays,
// repeats and loses vouchers, through random schedules with crashes, outages, reorganisations, gas spikes and a node that lies. After
// every step no unit has appeared or vanished, the seller has no more than it is due and delivers nothing that a final deposit does
// not cover; at every close it has exactly what it delivered and holds a voucher for. The asset has 6 decimals, or 18.
func TestAnyScheduleAgreesWithTheModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		decimals := rapid.SampledFrom([]uint8{6, 18}).Draw(rt, "decimals")
		schedule := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) move {
			return move{rapid.SampledFrom(moves).Draw(rt, "move"), rapid.IntRange(1, 1_000_000).Draw(rt, "n")}
		}), 5, 20).Draw(rt, "schedule")
		inBubble(t, func(t *testing.T, r *rig) { r.play(t, schedule, decimals) })
	})
}

func (r *rig) play(t *testing.T, schedule []move, decimals uint8) {
	usdLike := money.Asset{ChainID: 1337, Token: asset.Token, Decimals: decimals}
	r.cfg.Poll = blockTime
	views, _ := r.see(2)
	mend := func() { r.chain.Lock(func() { views[0].Mend(); views[1].Mend(); r.chain.LoseLogs = 0 }) }
	g := &game{rig: r, mend: mend, c: r.sold(1), m: &model{asset: usdLike, life: map[uint32]*life{}}}
	g.c.CloseDelay = 1500
	coins := func(n uint64) money.Units { u, _ := money.Coins(n).CeilTo(usdLike); return u }
	g.tell()
	time.Sleep(5 * blockTime)
	for _, m := range schedule {
		switch m.name {
		case "call":
			g.call(money.Picos(uint64(m.n)*1_000_003), m.n%4 > 0) // up to a dollar, never a whole unit
		case "deliver":
			g.deliver(m.n)
		case "top up":
			g.top(coins(uint64(m.n%9) + 1))
		case "wait":
			time.Sleep(time.Duration(m.n%400) * time.Second)
		case "leave":
			g.leave()
		case "finalize":
			g.finalize()
		case "agree":
			g.agree()
		default:
			g.disturb(m, views[m.n%2].Mend, func() {
				views[0].State = func(_ common.Hash, s channel.OnChain) channel.OnChain { return channel.OnChain{Epoch: s.Epoch} }
			}, func() { views[1].Stuck = 3 })
		}
		g.m.check(t, g)
	}
	mend()
	for range 2 { // the latest voucher arrives in the end, and everybody leaves
		g.deliver(len(g.net) - 1)
		time.Sleep(3 * time.Minute)
		g.m.check(t, g)
		g.leave()
		time.Sleep(time.Duration(g.c.CloseDelay) * time.Second)
		g.finalize()
		g.m.check(t, g)
	}
	require.Equal(t, g.m.total(g.m.due), g.free(owner.Address()), "all epochs together")
	require.Equal(t, g.onChain(g.c), g.store.State(g.c.ID()))
}

// disturb is what goes wrong around the two, and is over within minutes.
func (g *game) disturb(m move, mend, lie, stick func()) {
	for_ := func(on, off func()) {
		g.chain.Lock(on)
		time.Sleep(time.Duration(m.n%150) * time.Second)
		g.chain.Lock(off)
	}
	switch m.name {
	case "restart":
		g.restart()
	case "outage":
		for_(func() { g.chain.Down = true }, func() { g.chain.Down = false })
	case "deaf":
		for_(func() { g.chain.Deaf = true }, func() { g.chain.Deaf = false })
	case "dear":
		for_(func() { g.chain.MinFee = wei(int64(m.n)) }, func() { g.chain.MinFee = wei(0) })
	case "reorganise":
		g.chain.Reorg(1+m.n%2, m.n%3 > 0)
	case "lose logs":
		g.chain.Lock(func() { g.chain.LoseLogs = 1 })
	case "lie":
		g.chain.Lock(lie)
	case "stick":
		g.chain.Lock(stick)
	case "mend":
		g.chain.Lock(mend)
	}
}
