package settle_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/market/money"
)

// see starts the driver anew over so many nodes of the chain.
func (r *rig) see(nodes int) (views []*settletest.View, agreement *settle.Agreement) {
	r.t.Helper()
	var sources []settle.Source
	for n := range nodes {
		v := &settletest.View{Chain: r.chain}
		views, sources = append(views, v), append(sources, v.Source(fmt.Sprintf("node-%d", n)))
	}
	agreement, err := settle.Agree(r.t.Context(), sources, slog.New(slog.DiscardHandler))
	require.NoError(r.t, err)
	r.stop()
	r.seen = agreement
	r.start()
	return views, agreement
}

// lies is what one of two nodes may say of the facts that money hangs on, beside what is true.
var lies = map[string]func(*settletest.View){
	"no deposit": func(v *settletest.View) {
		v.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Deposit = money.Units{}; return s }
	},
	"a greater deposit": func(v *settletest.View) {
		v.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Deposit = usd(5000); return s }
	},
	"no close": func(v *settletest.View) {
		v.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.CloseAt = 0; return s }
	},
	"a later close": func(v *settletest.View) {
		v.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.CloseAt *= 2; return s }
	},
	"all claimed": func(v *settletest.View) {
		v.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Claimed = s.Deposit; return s }
	},
	"nothing claimed": func(v *settletest.View) {
		v.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Claimed = money.Units{}; return s }
	},
	"a later epoch": func(v *settletest.View) {
		v.State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Epoch++; return s }
	},
	"nothing": func(v *settletest.View) {
		v.State = func(common.Hash, channel.OnChain) channel.OnChain { return channel.OnChain{} }
	},
	"no events": func(v *settletest.View) { v.Event = func(settle.Event) bool { return false } },
	"no gas money": func(v *settletest.View) {
		v.Purse = func(settle.Account) settle.Account { return settle.Account{Gas: new(big.Int)} }
	},
	"dear gas": func(v *settletest.View) {
		v.Price = func(settle.Fees) settle.Fees { return settle.Fees{Base: wei(1e18), Tip: wei(1e18)} }
	},
	"free gas": func(v *settletest.View) {
		v.Price = func(settle.Fees) settle.Fees { return settle.Fees{Base: new(big.Int), Tip: new(big.Int)} }
	},
	"refusals": func(v *settletest.View) { v.Refuses = true },
	"nothing mined": func(v *settletest.View) {
		v.Mined = func(common.Hash, settle.Receipt, bool) (settle.Receipt, bool) { return settle.Receipt{}, false }
	},
	"mined when it is not": func(v *settletest.View) {
		v.Mined = func(common.Hash, settle.Receipt, bool) (settle.Receipt, bool) { return settle.Receipt{Block: 1}, true }
	},
	"a higher nonce": func(v *settletest.View) { v.Count = func(n uint64) uint64 { return n + 7 } },
	"a lower nonce":  func(v *settletest.View) { v.Count = func(n uint64) uint64 { return 0 } },
	"no news":        func(v *settletest.View) { v.Stuck = 4 },
	"no answer":      func(v *settletest.View) { v.Away = true },
	"silence":        func(v *settletest.View) { v.Hangs = true },
}

// TestALyingNodeCostsNothing has one of two nodes lie about each fact in turn while a payer leaves. The claim is on chain in
// time, the channel is not relied on, what the lie costs in gas is bounded, and once the node tells the truth all is well.
func TestALyingNodeCostsNothing(t *testing.T) {
	for name, lie := range lies {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				views, _ := r.see(2)
				c := r.sold(1)
				r.fund(c, usd(100))
				r.earn(c, 0, usd(5), usd(5))
				time.Sleep(10 * time.Minute)
				require.Equal(t, channel.OnChain{Deposit: usd(100)}, r.store.State(c.ID()))

				r.chain.Lock(func() { lie(views[0]) })
				require.NoError(t, r.chain.Act(buyer, settle.Action{Verb: settle.RequestClose, Channel: &c}))
				time.Sleep(6 * blockTime)
				require.Equal(t, usd(5), r.onChain(c).Claimed, "claimed although one node says: %s", name)
				s := r.store.State(c.ID())
				require.True(t, s.CloseAt != 0, "no call is served on a channel that any node shows as closing")
				require.False(t, usd(100).Less(s.Deposit), "a deposit that one node alone shows does not count")

				time.Sleep(20 * time.Minute)
				require.LessOrEqual(t, len(r.store.AllIntents()), 2, "a lie does not make us pay for claim after claim")
				for _, i := range r.store.AllIntents() {
					require.Equal(t, settle.Claim, min(i.Action.Verb, settle.Claim))
				}
				r.chain.Lock(views[0].Mend)
				time.Sleep(3 * time.Minute)
				require.Empty(t, r.driver.Status().Problem)
				require.Equal(t, r.onChain(c), r.store.State(c.ID()))
				require.Equal(t, usd(5), r.settled(c, 0))
				require.Empty(t, r.driver.Status().Pending)
			})
		})
	}
}

// TestADepositThatOneNodeAloneShowsDoesNotCount: the other one must have it too, and the operator is told who says what.
func TestADepositThatOneNodeAloneShowsDoesNotCount(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		views, agreement := r.see(2)
		c := r.sold(1)
		r.earn(c, 0, usd(0), usd(0))
		r.chain.Lock(func() {
			views[0].State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Deposit = usd(100); return s }
		})
		time.Sleep(time.Hour)
		require.Zero(t, r.store.State(c.ID()))
		require.Contains(t, r.driver.Status().Problem, "the chain's nodes disagree")
		require.Contains(t, r.driver.Status().Problem, "node-0 says deposit 100000000")
		require.Contains(t, agreement.Nodes()[1].Differs, "node-1 says deposit 0")
		require.ErrorIs(t, r.driver.Refresh(t.Context()), settle.ErrDisagree)
		require.Greater(t, time.Since(r.driver.Status().SeenAt), 50*time.Minute, "what is known is as old as the last agreement")
		_, err := agreement.States(t.Context(), r.driver.Status().Head, []common.Hash{c.ID()})
		require.ErrorIs(t, err, settle.ErrDisagree)

		r.chain.Lock(func() { views[0].State = nil })
		r.fund(c, usd(7))
		time.Sleep(time.Minute)
		require.Equal(t, channel.OnChain{Deposit: usd(7)}, r.store.State(c.ID()))
		require.Empty(t, agreement.Nodes()[0].Differs)
		require.Less(t, time.Since(r.driver.Status().SeenAt), time.Minute)
	})
}

// Of three nodes one that lies, lags or is away is outvoted, and named.
func TestTwoOfThreeNodesAreEnough(t *testing.T) {
	for name, lie := range lies {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				views, agreement := r.see(3)
				c := r.sold(1)
				r.earn(c, 0, usd(0), usd(0))
				time.Sleep(2 * time.Minute)
				r.chain.Lock(func() { lie(views[0]) })
				r.fund(c, usd(100))
				time.Sleep(time.Minute)
				r.earn(c, 0, usd(90), usd(90))
				time.Sleep(3 * time.Minute)
				require.Equal(t, usd(90), r.onChain(c).Claimed)
				require.Equal(t, usd(90), r.settled(c, 0))
				require.Less(t, time.Since(r.driver.Status().SeenAt), time.Minute)
				if name == "nothing" {
					require.Contains(t, agreement.Nodes()[0].Differs, "it says deposit 0")
				}
			})
		})
	}
}

// A voucher above the deposit is claimed once, however much more one node shows: gas is not paid for the same nothing again.
func TestAClaimInVainIsNotRepeated(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		views, _ := r.see(3)
		c := r.sold(1)
		r.fund(c, usd(30))
		r.earn(c, 0, usd(50), usd(50))
		time.Sleep(10 * time.Minute)
		require.Equal(t, usd(30), r.onChain(c).Claimed)
		r.chain.Lock(func() {
			views[0].State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Deposit = usd(100); return s }
		})
		time.Sleep(time.Hour)
		require.LessOrEqual(t, len(r.store.AllIntents()), 2)
		r.chain.Lock(views[0].Mend)
		r.fund(c, usd(20))
		time.Sleep(10 * time.Minute)
		require.Equal(t, usd(50), r.settled(c, 0), "but it is when the deposit has come")
	})
}

// With a node away from the start the driver runs on what the others say, and takes it in when it comes.
func TestANodeThatIsAwayAtTheStartIsDialedAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		here, away := &settletest.View{Chain: r.chain}, &settletest.View{Chain: r.chain, Away: true}
		a, err := settle.Agree(t.Context(), []settle.Source{here.Source("here"), away.Source("away")}, slog.New(slog.DiscardHandler))
		require.NoError(t, err)
		_, err = a.HeadAt(t.Context(), 0)
		require.ErrorIs(t, err, settle.ErrTooFew)
		require.ErrorContains(t, err, "away: connection refused")
		_, err = a.Head(t.Context())
		require.ErrorIs(t, err, settle.ErrTooFew)
		r.chain.Lock(func() { away.Away = false })
		time.Sleep(time.Minute)
		_, err = a.HeadAt(t.Context(), 0)
		require.NoError(t, err)

		r.chain.Lock(func() { here.Away, away.Away = true, true })
		_, err = settle.Agree(t.Context(), []settle.Source{here.Source("here"), away.Source("away")}, slog.New(slog.DiscardHandler))
		require.ErrorIs(t, err, settletest.ErrDown)
		_, err = a.Fees(t.Context())
		require.ErrorIs(t, err, settletest.ErrDown)
	})
}

// Ways out stay open while the nodes disagree; new money is not locked.
func TestMoneyIsNotLockedWhileTheNodesDisagree(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		views, _ := r.see(2)
		c := r.bought(1)
		r.buy(c)
		r.fund(c, usd(10))
		r.chain.Mint(owner.Address(), usd(10))
		time.Sleep(time.Minute)
		r.chain.Lock(func() {
			views[1].State = func(_ common.Hash, s channel.OnChain) channel.OnChain { s.Deposit = usd(1); return s }
		})
		time.Sleep(time.Minute)
		_, err := r.driver.Deposit(t.Context(), usd(1))
		require.ErrorIs(t, err, settle.ErrDisagree)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err = r.driver.RequestClose(ctx, c)
		require.True(t, errors.Is(err, context.DeadlineExceeded), "it is sent, and final when they agree: %v", err)
		require.NotZero(t, r.onChain(c).CloseAt)
	})
}

// A node that hides what was mined and how many transactions there are, or invents both, keeps no claim waiting: neither behind one that
// was mined long ago nor on the number of the next, whether it lies from before the first claim on or begins at a restart.
func TestALiarAboutWhatWasMinedHoldsUpNoClaim(t *testing.T) {
	for name, lie := range map[string]func(*settletest.View){
		"nothing was": func(v *settletest.View) {
			v.Mined = func(common.Hash, settle.Receipt, bool) (settle.Receipt, bool) { return settle.Receipt{}, false }
			v.Count = func(uint64) uint64 { return 0 }
		},
		"all was": func(v *settletest.View) {
			v.Mined = func(common.Hash, settle.Receipt, bool) (settle.Receipt, bool) { return settle.Receipt{Block: 1}, true }
			v.Count = func(n uint64) uint64 { return n + 7 }
		},
	} {
		for _, early := range []bool{true, false} {
			for liar := range 2 {
				t.Run(fmt.Sprintf("%s/from the start %t/node %d", name, early, liar), func(t *testing.T) {
					inBubble(t, func(t *testing.T, r *rig) { r.liedToAboutMining(t, lie, early, liar) })
				})
			}
		}
	}
}

func (r *rig) liedToAboutMining(t *testing.T, lie func(*settletest.View), early bool, liar int) {
	views, _ := r.see(2)
	lies := func() { r.chain.Lock(func() { lie(views[liar]) }) }
	claimed, leaving := r.sold(1), r.sold(2)
	for _, c := range []channel.Channel{claimed, leaving} {
		r.fund(c, usd(100))
		r.earn(c, 0, usd(5), usd(5))
	}
	time.Sleep(10 * time.Minute)
	if early {
		lies()
	}
	r.earn(claimed, 0, usd(90), usd(90))
	time.Sleep(10 * time.Minute)
	require.Equal(t, usd(90), r.onChain(claimed).Claimed)
	if !early {
		lies()
		r.restart()
		time.Sleep(time.Minute)
	}
	r.earn(leaving, 0, usd(6), usd(6))
	r.requestClose(leaving)
	time.Sleep(12 * blockTime)
	require.Equal(t, usd(6), r.onChain(leaving).Claimed)
	require.LessOrEqual(t, len(r.store.AllIntents()), 3, "a lie does not make us pay for claim after claim")

	r.chain.Lock(views[liar].Mend)
	time.Sleep(10 * time.Minute)
	require.Equal(t, usd(90), r.settled(claimed, 0))
	require.Equal(t, usd(6), r.settled(leaving, 0))
	require.Empty(t, r.driver.Status().Pending)
	require.Empty(t, r.driver.Status().Problem)
}
