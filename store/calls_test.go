package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

func TestHistory(t *testing.T) {
	p := newPair(t, money.Units{})
	for i := range uint64(20) {
		id := attempt()
		rec := market.BoughtRecord{AttemptID: id, State: market.RecordDone, Time: 100 + i/2, Key: fmt.Sprint("k", i%2), Model: "a/b", Cost: money.Micros(i), ListCost: money.Micros(2 * i), Usage: market.Usage{market.Input: i}}
		sold := market.SoldRecord{AttemptID: id, State: market.RecordDone, Time: 100 + i/2, Channel: common.Hash{2}, Model: "a/b", Cost: money.Micros(i), UpstreamCost: money.Micros(1)}
		if i == 19 {
			rec.State, sold.State = market.RecordOpen, market.RecordOpen
		}
		require.NoError(t, p.b.SaveBought(ctx, rec))
		require.NoError(t, p.b.SaveBought(ctx, rec))
		require.NoError(t, p.b.SaveSold(ctx, sold))
	}
	times := func(f store.CallFilter) (out []uint64) {
		calls, err := p.b.BoughtCalls(ctx, f)
		require.NoError(t, err)
		for _, c := range calls {
			out = append(out, c.Time)
		}
		f.Key = ""
		sold, err := p.b.SoldCalls(ctx, f)
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(sold), len(out))
		return out
	}
	require.Len(t, times(store.CallFilter{}), 20)
	require.Equal(t, []uint64{109, 109, 108}, times(store.CallFilter{Limit: 3}), "newest first")
	require.Equal(t, []uint64{104, 104, 103, 103}, times(store.CallFilter{Before: 105, Since: 103}))
	require.Equal(t, []uint64{109, 108}, times(store.CallFilter{Key: "k0", Limit: 2}))
	require.Equal(t, []uint64{109}, times(store.CallFilter{State: market.RecordOpen}))
	require.Empty(t, times(store.CallFilter{Model: "a/c"}))
	require.Empty(t, times(store.CallFilter{Channel: common.Hash{1}}))
	whole, err := p.b.BoughtTotals(ctx, store.CallFilter{})
	require.NoError(t, err)
	require.Equal(t, store.Totals{Calls: 19, Usage: market.Usage{market.Input: 171}, Cost: money.Micros(171), ListCost: money.Micros(342)}, whole)
	counted, err := p.b.BoughtTotals(ctx, store.CallFilter{Since: 1})
	require.NoError(t, err)
	require.Equal(t, counted, whole, "the days' sums are those of the records")
	total, err := p.b.BoughtTotals(ctx, store.CallFilter{Key: "k0"})
	require.NoError(t, err)
	require.Equal(t, store.Totals{Calls: 10, Usage: market.Usage{market.Input: 90}, Cost: money.Micros(90), ListCost: money.Micros(180)}, total)
	total, err = p.b.SoldTotals(ctx, store.CallFilter{Channel: common.Hash{2}})
	require.NoError(t, err)
	require.Equal(t, store.Totals{Calls: 19, Cost: money.Micros(171), Upstream: money.Micros(19)}, total)
}

func TestOutcome(t *testing.T) {
	p := newPair(t, money.Units{})
	call := market.NewCallID()
	none, err := p.b.Outcome(ctx, call)
	require.NoError(t, err)
	require.Zero(t, none)
	r := p.seller.receipt(t, market.Receipt{AttemptID: market.AttemptID{Call: call, Attempt: 2}, Cost: money.Micros(4), Status: market.StatusDone})
	for n, cost := range map[uint8]uint64{1: 3, 2: 4} {
		rec := market.BoughtRecord{AttemptID: market.AttemptID{Call: call, Attempt: n}, State: market.RecordDone, Seller: fmt.Sprint("s", n), Time: 5, Cost: money.Micros(cost), Status: market.StatusDone}
		if n == 2 {
			rec.Receipt = r
		}
		require.NoError(t, p.b.SaveBought(ctx, rec))
	}
	o, err := p.b.Outcome(ctx, call)
	require.NoError(t, err)
	require.Equal(t, market.Outcome{Call: call, Attempt: 2, Seller: "s2", Cost: money.Micros(7), Receipt: r.StructHash(), Status: market.StatusDone}, o)
}

func TestBindings(t *testing.T) {
	p := newPair(t, money.Units{})
	n := clearing.Binding{Key: "k", Route: "/v1", Name: "n", Call: market.NewCallID(), Body: [32]byte{1}}
	got, err := p.b.Bind(ctx, n)
	require.NoError(t, err)
	require.Equal(t, n, got)
	p.reopen()
	again := n
	again.Call, again.Body = market.NewCallID(), [32]byte{2}
	got, err = p.b.Bind(ctx, again)
	require.NoError(t, err)
	require.Equal(t, n, got, "the first one stands")
	elsewhere := again
	elsewhere.Key, elsewhere.Route = "k/", "v1"
	got, err = p.b.Bind(ctx, elsewhere)
	require.NoError(t, err)
	require.Equal(t, elsewhere, got, "scopes do not meet")
	require.NoError(t, p.b.Unbind(ctx, again), "which is of another call")
	got, err = p.b.Bind(ctx, again)
	require.NoError(t, err)
	require.Equal(t, n, got)
	require.NoError(t, p.b.Unbind(ctx, n))
	got, err = p.b.Bind(ctx, again)
	require.NoError(t, err)
	require.Equal(t, again, got)
}

func TestPages(t *testing.T) {
	p := newPair(t, money.Units{})
	for _, c := range []struct{ now, want uint64 }{{1000, 1000}, {1000, 1001}, {500, 1002}, {2000, 2000}} {
		seq, err := p.b.NextPageSeq(ctx, "openai", c.now)
		require.NoError(t, err)
		require.Equal(t, c.want, seq)
		p.reopen()
	}
	seller := common.Address{1}
	for _, seq := range []uint64{5, 9, 7} {
		require.NoError(t, p.b.PageSeen(ctx, seller, "openai", seq))
	}
	require.NoError(t, p.b.PageSeen(ctx, seller, "a", 1))
	seen, err := p.b.SeenPages(ctx)
	require.NoError(t, err)
	require.ElementsMatch(t, []store.SeenPage{{Seller: seller, Family: "openai", Seq: 9}, {Seller: seller, Family: "a", Seq: 1}}, seen)
}

// Ended calls are forgotten after the window, once the seller has acknowledged what was said about them; the sums stay.
func TestPrune(t *testing.T) {
	p := newPair(t, money.UnitsOf(100_000))
	limits := clearing.Limits{Buyer: money.Micros(1000)}
	var ids []market.AttemptID
	call := func() {
		id := attempt()
		ids = append(ids, id)
		_, err := p.b.Reserve(ctx, p.reservation(id, money.Micros(9), money.Micros(9), money.Micros(9), money.Micros(1000)))
		require.NoError(t, err)
		_, err = p.s.Admit(ctx, p.admission(id, money.Micros(9), limits), nil)
		require.NoError(t, err)
		p.finish(id, money.Micros(5))
	}
	for range 5 {
		call()
	}
	require.True(t, p.pay())
	call() // not acknowledged
	before, sold := *p.payer(), *p.payee()
	later := uint64(time.Now().Add(channel.CorrectionWindow + time.Minute).UnixMilli())
	correct := func(id market.AttemptID, total uint64) error {
		_, err := p.b.Charge(ctx, clearing.Charge{AttemptID: id, Evidence: common.Hash{9}, Total: money.Micros(total), Final: true})
		return err
	}

	n, err := p.b.Prune(ctx, uint64(time.Now().UnixMilli()))
	require.NoError(t, err)
	require.Zero(t, n, "corrections may still come")
	n, err = p.b.Prune(ctx, later)
	require.NoError(t, err)
	require.Equal(t, 5, n)
	n, err = p.s.Prune(ctx, later)
	require.NoError(t, err)
	require.Equal(t, 6, n)
	n, err = p.s.Prune(ctx, later)
	require.NoError(t, err)
	require.Zero(t, n)
	require.Equal(t, before, *p.payer())
	require.Equal(t, sold.Sum, p.payee().Sum)
	require.Equal(t, sold.Sum, p.payee().BuyerSum, "what was not contested by then is agreed")
	require.ErrorIs(t, correct(ids[0], 1), store.ErrNotFound)
	require.NoError(t, correct(ids[5], 4))
	_, err = p.b.Bought(ctx, ids[0])
	require.NoError(t, err, "records stay")
	_, err = p.b.Reserve(ctx, p.reservation(ids[0], money.Micros(9), money.Micros(9), money.Amount{}, money.Amount{}))
	require.ErrorIs(t, err, store.ErrExists, "and an id is never used twice")
	var dup *clearing.DuplicateCall
	_, err = p.s.Admit(ctx, p.admission(ids[0], money.Micros(9), limits), nil)
	require.ErrorAs(t, err, &dup)
	p.reopen()
	call()
	require.True(t, p.pay())
	require.Equal(t, money.UnitsOf(34), p.payee().Highest.Cumulative)
	require.Equal(t, p.payee().Sum, p.payee().BuyerSum, "a correction that late changes nothing here")
}
