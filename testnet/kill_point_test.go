package testnet_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// killPoint is one call and the moment at which a process dies.
type killPoint struct {
	name string
	call *killCall
	deaf bool                            // the seller does not run when the call comes
	die  func(t *testing.T, p *killPair) // ends with both processes running
	then func(t *testing.T, p *killPair, end killEnded)
}

// killPair is a buyer and a seller with a call under way between them.
type killPair struct {
	m             *killMarket
	buyer, seller *killNode
	client        *killClient
	call          *killCall
	came          chan int        // bytes of the answer, as they reach the application
	before        map[string]bool // rows on the bills before the call, by the vendor's id
}

// killEnded is how both sides remember the call.
type killEnded struct {
	bought market.BoughtRecord
	sold   *market.SoldRecord // nil: the seller never took it
	row    *vendor.Row        // nil: no vendor was called
	took   time.Duration      // from the last start until all was settled
	client killEnd
}

// settleWithin is how long two sides may take to agree once both run. Recovery asks at once: only an unreachable seller makes a
// buyer wait out its minute.
const settleWithin = 15 * time.Second

// A process dies at each point of a call at which one side knows more than the other.
func TestKilledAtEachPoint(t *testing.T) {
	if testing.Short() {
		t.Skip("starts two processes for each point")
	}
	t.Parallel()
	m := newKillMarket(t)
	long := killRequest("long", string(killLarge), true, 4000, 2*time.Millisecond)
	for _, p := range []killPoint{
		{"buyer after its hold, the seller never hears", long, true, diesAfterHold(true), notTaken},
		{"buyer after its hold, the seller hears late", long, true, diesAfterHold(false), agreed},
		{"buyer when the vendor works on a stream", killSlow(true), false, diesBeforeToken(buyerOf), cancelledForInput},
		{"buyer when the vendor works on a whole answer", killSlow(false), false, diesBeforeToken(buyerOf), cancelledForInput},
		{"buyer within the answer", long, false, diesWithin(buyerOf, 20_000), brokenOff},
		{"buyer after the end, before it has posted", killRequest("short", string(killSmall), true, 300, 3*time.Millisecond), false, diesAfterEnd, servedWhole},
		{"seller when the vendor works", killSlow(true), false, diesBeforeToken(sellerOf), lostAtZero},
		{"seller within the first window", long, false, diesWithin(sellerOf, 5_000), lostAtZero},
		{"seller after it was paid for a window", long, false, diesAfterWindow, lostAtWindow},
		{"seller after its last receipt, before it has sent it", killRequest("short", string(killSmall), true, 300, 3*time.Millisecond), false, diesBeforeEnd, servedWhole},
		{"both within the answer", long, false, diesWithin(bothOf, 40_000), agreed},
	} {
		t.Run(p.name, func(t *testing.T) { m.play(t, p) })
	}
}

func (m *killMarket) play(t *testing.T, point killPoint) {
	buyer, seller := m.newPair(t)
	token, key := buyer.newKey("5 USD")
	call := *point.call
	call.ids = map[string]bool{}
	p := &killPair{m: m, buyer: buyer, seller: seller, client: newKillClient(t, buyer.url(), token), call: &call, came: make(chan int, 1<<20), before: m.billed(t)}
	if point.deaf {
		seller.freeze()
	}
	told := make(chan killEnd, 1)
	go func() { told <- p.client.try(context.WithoutCancel(t.Context()), p.call, func(n int) { p.came <- n }) }()
	point.die(t, p)

	began := time.Now()
	waitSettled(t, buyer, seller, 75*time.Second)
	end := killEnded{took: time.Since(began)}
	t.Log(seller.cli("settle", "now"))
	b, s := buyer.mustBooks(), seller.mustBooks()
	rows := m.billsBeside(t, p.before)
	reconcile(t, b, s, rows)
	select {
	case end.client = <-told:
	case <-time.After(10 * time.Second):
		require.Fail(t, "the application still waits")
	}
	require.Len(t, b.bought, 1)
	for id, r := range b.bought {
		end.bought = r
		require.Equal(t, key, r.Key)
		if sold, served := s.sold[id]; served {
			end.sold = &sold
		}
	}
	if len(rows) > 0 {
		end.row = &rows[0]
	}
	t.Logf("settled in %s: buyer %s %s %q at %s", end.took.Round(time.Millisecond), end.bought.State, end.bought.Status, end.bought.Error, end.bought.Cost)
	if end.sold != nil {
		t.Logf("seller %s %s at %s; application: %s, charged %q", end.sold.State, end.sold.Status, end.sold.Cost, end.client.kind, end.client.charged)
	}
	if end.row != nil {
		t.Logf("vendor %s: %d prompt and %d answer tokens", end.row.Outcome, end.row.Prompt, end.row.Completion)
	}
	require.Less(t, end.took, settleWithin)
	point.then(t, p, end)
	for _, n := range []*killNode{buyer, seller} {
		n.stop()
		n.quiet(t)
	}
	m.sameInStores(t, buyer, seller)
}

// killSlow is a call whose vendor thinks for a while before the first token.
func killSlow(stream bool) *killCall {
	c := killRequest("slow [[ttft:6s]]", string(killSmall), stream, 100, time.Millisecond)
	c.name = "slow"
	return c
}

func buyerOf(p *killPair) []*killNode  { return []*killNode{p.buyer} }
func sellerOf(p *killPair) []*killNode { return []*killNode{p.seller} }
func bothOf(p *killPair) []*killNode   { return []*killNode{p.buyer, p.seller} }

// rebirth kills processes and starts them again.
func rebirth(nodes []*killNode) {
	for _, n := range nodes {
		n.kill()
	}
	for _, n := range nodes {
		n.start()
	}
}

// bytesCome waits until so much of the answer has reached the application.
func (p *killPair) bytesCome(t *testing.T, n int) {
	t.Helper()
	late := time.After(20 * time.Second)
	for {
		select {
		case got := <-p.came:
			if got >= n {
				return
			}
		case <-late:
			require.Failf(t, "no answer", "of %d bytes", n)
		}
	}
}

// until waits for something in a node's books.
func until(t *testing.T, n *killNode, what string, holds func(*killBooks) bool) {
	t.Helper()
	require.Eventually(t, func() bool {
		b, err := n.books(t.Context())
		return err == nil && holds(b)
	}, 20*time.Second, 20*time.Millisecond, "%s: %s", n.name, what)
}

// diesAfterHold kills the buyer when it has held the money and sent the call to a seller that does not run just now.
func diesAfterHold(never bool) func(*testing.T, *killPair) {
	return func(t *testing.T, p *killPair) {
		until(t, p.buyer, "has held the money", func(b *killBooks) bool { return len(b.bought) == 1 })
		p.buyer.kill()
		if never {
			p.seller.kill()
			p.seller.start()
		} else {
			p.seller.thaw()
		}
		p.buyer.start()
	}
}

func diesBeforeToken(who func(*killPair) []*killNode) func(*testing.T, *killPair) {
	return func(t *testing.T, p *killPair) {
		require.Eventually(t, func() bool { return len(p.m.billsBeside(t, p.before)) > 0 }, 20*time.Second, 10*time.Millisecond, "the vendor is called")
		rebirth(who(p))
	}
}

func diesWithin(who func(*killPair) []*killNode, bytes int) func(*testing.T, *killPair) {
	return func(t *testing.T, p *killPair) {
		p.bytesCome(t, bytes)
		rebirth(who(p))
	}
}

// diesAfterEnd kills the buyer when the seller has sent everything, of which the buyer has not read the last part.
func diesAfterEnd(t *testing.T, p *killPair) {
	p.bytesCome(t, 30_000)
	p.buyer.freeze()
	until(t, p.seller, "has ended the call", ended)
	rebirth(buyerOf(p))
}

// diesBeforeEnd kills the seller when its last receipt is durable; the buyer does not run meanwhile, and dies as well, so that
// it never reads what is on the way.
func diesBeforeEnd(t *testing.T, p *killPair) {
	p.bytesCome(t, 30_000)
	p.buyer.freeze()
	until(t, p.seller, "has ended the call", ended)
	rebirth(bothOf(p))
}

func ended(b *killBooks) bool {
	for _, r := range b.sold {
		return r.State != market.RecordOpen
	}
	return false
}

// diesAfterWindow kills the seller when it holds a voucher for a window of the running answer.
func diesAfterWindow(t *testing.T, p *killPair) {
	until(t, p.seller, "has receipted a window and was paid", func(b *killBooks) bool {
		for _, r := range b.sold {
			return r.Receipt != nil && !b.payees[0].Highest.Cumulative.IsZero() && r.Receipt.Cost.Cmp(b.payees[0].Paid()) <= 0
		}
		return false
	})
	rebirth(sellerOf(p))
}

func agreed(t *testing.T, _ *killPair, end killEnded) {
	if end.sold != nil {
		require.Equal(t, end.sold.Cost, end.bought.Cost)
	}
}

func notTaken(t *testing.T, _ *killPair, end killEnded) {
	require.Equal(t, market.RecordFailed, end.bought.State)
	require.Equal(t, "NOT_TAKEN", end.bought.Error)
	require.Nil(t, end.sold)
	require.Nil(t, end.row)
}

func cancelledForInput(t *testing.T, _ *killPair, end killEnded) {
	require.Equal(t, market.StatusCancelled, end.sold.Status)
	require.Equal(t, uint64(end.row.Prompt), end.sold.Usage.Prompt())
	require.Zero(t, end.sold.Usage.Completion())
	require.Equal(t, end.sold.Cost, end.bought.Cost)
	require.Positive(t, end.bought.Cost.Big().Sign())
}

func brokenOff(t *testing.T, _ *killPair, end killEnded) {
	require.Equal(t, market.StatusEstimated, end.sold.Status)
	require.Equal(t, end.sold.Cost, end.bought.Cost, "a buyer without its own count believes the receipt")
	require.Positive(t, end.sold.Usage.Completion())
	require.Less(t, end.row.Completion, int64(4000), "the vendor is not read to the end for a buyer that is gone")
}

func servedWhole(t *testing.T, _ *killPair, end killEnded) {
	require.Equal(t, market.StatusDone, end.sold.Status)
	require.Equal(t, market.RecordDone, end.bought.State)
	require.Equal(t, end.sold.Cost, end.bought.Cost)
	require.Equal(t, end.row.Completion, int64(end.sold.Usage.Completion()))
}

func lostAtZero(t *testing.T, _ *killPair, end killEnded) {
	require.Equal(t, market.RecordLost, end.sold.State)
	require.Equal(t, market.StatusZero, end.sold.Status)
	require.Zero(t, end.bought.Cost)
	require.NotNil(t, end.row, "the vendor's bill is the seller's loss")
}

func lostAtWindow(t *testing.T, _ *killPair, end killEnded) {
	require.Equal(t, market.RecordLost, end.sold.State)
	require.Equal(t, market.StatusEstimated, end.sold.Status)
	require.Equal(t, end.sold.Cost, end.bought.Cost, "what was receipted had been delivered")
	require.Positive(t, end.bought.Cost.Big().Sign())
	require.Equal(t, endBroken, end.client.kind)
}
