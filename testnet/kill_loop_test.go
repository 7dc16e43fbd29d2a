package testnet_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/store"
	"github.com/tolsey/tolsey/testnet/chain"
)

// How much the loop does. KILL_CALLS and KILL_KILLS raise it for a soak, KILL_SEED repeats a run.
const (
	killCalls   = 200
	killKills   = 10
	killClients = 8
)

func envNumber(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err, name)
	return n
}

// Two processes trade while each is killed and started again at random; in the end both know the same, to the pico, and nobody
// has paid twice or lost a voucher.
func TestKilledProcessesAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("runs for a minute")
	}
	m := newKillMarket(t)
	seed := uint64(envNumber(t, "KILL_SEED", int(time.Now().UnixNano()%1_000_000_000)))
	calls, kills := envNumber(t, "KILL_CALLS", killCalls), envNumber(t, "KILL_KILLS", killKills)
	t.Logf("KILL_SEED=%d KILL_CALLS=%d KILL_KILLS=%d", seed, calls, kills)
	buyer, seller := m.newPair(t)
	token, _ := buyer.newKey("20 USD/day")
	client := newKillClient(t, buyer.url(), token)
	began := time.Now()

	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(60+20*kills)*time.Second)
	defer cancel()
	watching, stopWatch := context.WithCancel(ctx)
	watch := newKillWatch()
	var watcher, chaos, load sync.WaitGroup
	watcher.Go(func() { watch.run(watching, buyer, seller, 250*time.Millisecond) })
	var calm atomic.Bool
	for _, n := range []*killNode{buyer, seller} {
		chaos.Go(func() { n.suffer(ctx, seeded(seed, n.name), kills) })
	}
	var next atomic.Int64
	for i := range killClients {
		load.Go(func() {
			rng := seeded(seed, fmt.Sprint("client ", i))
			for n := next.Add(1); int(n) <= calls || !calm.Load() && ctx.Err() == nil; n = next.Add(1) {
				client.run(ctx, randomCall(rng, fmt.Sprintf("request-%d-%d", seed, n)))
			}
		})
	}
	chaos.Wait()
	calm.Store(true)
	load.Wait()
	require.NoError(t, ctx.Err(), "the load took too long")
	loaded := time.Since(began)

	_, _, took := waitSettled(t, buyer, seller, 90*time.Second)
	stopWatch()
	watcher.Wait()
	t.Log(seller.cli("settle", "now"))
	b, s := buyer.mustBooks(), seller.mustBooks()
	sum := reconcile(t, b, s, m.bills(t))
	ends := remembered(t, client.calls, b)

	require.Empty(t, watch.wrong)
	payee := s.payees[0]
	due, _ := payee.Sum.CeilTo(payee.Asset)
	require.Equal(t, due.Min(payee.Highest.Cumulative), payee.OnChain.Claimed, "claimed on chain = CeilTo(sum of receipts), as far as vouchers go")
	for _, n := range []*killNode{buyer, seller} {
		require.Equal(t, kills, n.kills)
		n.stop()
		n.quiet(t)
	}
	m.sameInStores(t, buyer, seller)

	t.Logf("%d requests in %s while both processes were killed %d times each; settled %s later; %d looks at the books", len(client.calls), loaded.Round(time.Millisecond), kills,
		took.Round(time.Millisecond), watch.looks)
	t.Logf("requests ended: %v", ends)
	t.Logf("attempts: %+v", sum)
	require.GreaterOrEqual(t, len(client.calls), calls)
	require.Positive(t, sum.served)
	require.Positive(t, sum.lost, "no call was cut off by the seller's death: the run proves little")
	require.Positive(t, sum.recovered, "no hold was left by the buyer's death: the run proves little")
}

func seeded(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// suffer kills the process at random moments, some of them while it starts, and starts it again.
func (n *killNode) suffer(ctx context.Context, rng *rand.Rand, kills int) {
	pause := func(least, most int) {
		select {
		case <-time.After(time.Duration(least+rng.IntN(most-least)) * time.Millisecond):
		case <-ctx.Done():
		}
	}
	for range kills {
		if rng.IntN(4) == 0 {
			pause(20, 700)
		} else {
			pause(1500, 6000)
		}
		n.kill()
		pause(0, 500)
		n.start()
	}
}

// randomCall is a request: half of them stream, one in five is long.
func randomCall(rng *rand.Rand, name string) *killCall {
	model, tokens, pace := killSmall, 10+rng.IntN(150), time.Duration(1+rng.IntN(4))*time.Millisecond
	if rng.IntN(3) == 0 {
		model = killLarge
	}
	if rng.IntN(5) == 0 {
		tokens, pace = 800+rng.IntN(1500), 2*time.Millisecond
	}
	return killRequest(name, string(model), rng.IntN(2) == 0, tokens, pace)
}

// quiet looks for what a node must never say.
func (n *killNode) quiet(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(n.logPath())
	require.NoError(t, err)
	for _, word := range []string{`"level":"ERROR"`, "panic", "developer error", "fatal error", "DATA RACE"} {
		require.NotContains(t, string(text), word, "log of %s", n.name)
	}
}

// sameInStores opens both stores when no process has them and compares what is on disk.
func (m *killMarket) sameInStores(t *testing.T, buyer, seller *killNode) {
	t.Helper()
	genesis, err := m.eth.HeaderByNumber(t.Context(), big.NewInt(0))
	require.NoError(t, err)
	open := func(n *killNode) *store.Store {
		s, err := store.Open(n.data, store.Network{ChainID: chain.ID, Genesis: genesis.Hash(), Clearing: m.deploy.Clearing})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		return s
	}
	b, s := open(buyer), open(seller)
	for _, payer := range b.Payers() {
		payee, err := s.Payee(payer.ID())
		require.NoError(t, err)
		require.Equal(t, payer.Highest().Base(), payee.Highest.Base(), "highest voucher on both disks")
		require.Equal(t, payer.Highest().Sig, payee.Highest.Sig)
		require.Nil(t, payer.Unacked)
	}
	holds, err := b.OpenHolds(t.Context())
	require.NoError(t, err)
	require.Empty(t, holds)
	started, err := s.StartedCalls(t.Context())
	require.NoError(t, err)
	require.Empty(t, started)
}
