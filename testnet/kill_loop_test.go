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

// How much the loop does: a cycle is a death and a start. KILL_CYCLES raises it for a soak, in rounds of fresh data directories, and
// KILL_SEED repeats the first round of a run.
const (
	killCycles  = 100 // of a round
	killCalls   = 200 // at least, in a round
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
	cycles := envNumber(t, "KILL_CYCLES", killCycles)
	began := time.Now()
	for done := 0; done < cycles; seed++ {
		now := min(killCycles, cycles-done)
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) { m.killLoop(t, seed, now) })
		if t.Failed() {
			t.Fatalf("after %d cycles; KILL_SEED=%d KILL_CYCLES=%d repeats the round", done, seed, now)
		}
		done += now
		t.Logf("%d of %d cycles in %s, nothing lost, nothing charged twice", done, cycles, time.Since(began).Round(time.Second))
	}
}

// killLoop is one round.
func (m *killMarket) killLoop(t *testing.T, seed uint64, cycles int) {
	buyer, seller := m.newPair(t)
	token, _ := buyer.newKey("20 USD/day")
	client := newKillClient(t, buyer.url(), token)
	before := m.billed(t)
	began := time.Now()

	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(60+10*cycles)*time.Second)
	defer cancel()
	watching, stopWatch := context.WithCancel(ctx)
	watch := newKillWatch()
	var watcher, chaos, load sync.WaitGroup
	watcher.Go(func() { watch.run(watching, buyer, seller, 250*time.Millisecond) })
	var calm atomic.Bool
	kills := map[*killNode]int{buyer: cycles / 2, seller: cycles - cycles/2}
	for n, times := range kills {
		chaos.Go(func() { n.suffer(ctx, seeded(seed, n.name), times) })
	}
	var next atomic.Int64
	for i := range killClients {
		load.Go(func() {
			rng := seeded(seed, fmt.Sprint("client ", i))
			for n := next.Add(1); int(n) <= killCalls || !calm.Load() && ctx.Err() == nil; n = next.Add(1) {
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
	sum := reconcile(t, b, s, m.billsBeside(t, before))
	ends := remembered(t, client.calls, b)

	require.Empty(t, watch.wrong)
	payee := s.payees[0]
	due, _ := payee.Sum.CeilTo(payee.Asset)
	require.Equal(t, due.Min(payee.Highest.Cumulative), payee.OnChain.Claimed, "claimed on chain = CeilTo(sum of receipts), as far as vouchers go")
	for n, times := range kills {
		require.Equal(t, times, n.kills)
		n.stop()
		n.quiet(t)
	}
	m.sameInStores(t, buyer, seller)

	t.Logf("%d requests in %s through %d kills; settled %s later; %d looks at the books", len(client.calls), loaded.Round(time.Millisecond), cycles,
		took.Round(time.Millisecond), watch.looks)
	t.Logf("requests ended: %v", ends)
	t.Logf("attempts: %+v", sum)
	require.GreaterOrEqual(t, len(client.calls), killCalls)
	require.Positive(t, sum.served)
	if cycles >= killCycles {
		require.Positive(t, sum.lost, "no call was cut off by the seller's death: the run proves little")
		require.Positive(t, sum.recovered, "no hold was left by the buyer's death: the run proves little")
	}
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
			pause(1200, 3000)
		} else {
			pause(20, 1200)
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
