package testnet_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet"
)

// In one process, over two hops: the buyer, the distributor and the sellers are killed in turn while calls run, the resold model
// among them; then the devnet's own verification compares everybody's books.
func TestKilledNodesOfADevnetAgree(t *testing.T) {
	t.Parallel()
	w, err := bringUp(t.TempDir(), nil)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.end()) })
	buyer, err := w.file.Node("buyer")
	require.NoError(t, err)
	client := newKillClient(t, buyer.Gateway, buyer.APIKey)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()

	var calm atomic.Bool
	var load sync.WaitGroup
	var next atomic.Int64
	for i := range 6 {
		load.Go(func() {
			rng := seeded(7, fmt.Sprint("client ", i))
			for !calm.Load() && ctx.Err() == nil {
				model := []string{"z-ai/glm-5.2", "moonshotai/kimi-k2.6", "tencent/hy3"}[rng.IntN(3)]
				client.run(ctx, killRequest(fmt.Sprint("devnet-", next.Add(1)), model, rng.IntN(2) == 0, 20+rng.IntN(600), 2*time.Millisecond))
			}
		})
	}
	var slowest time.Duration
	for range 2 {
		for _, name := range []string{"distributor", "seller-3", "buyer", "seller-1", "seller-2"} {
			time.Sleep(700 * time.Millisecond)
			idle, err := net.Dial("tcp", strings.TrimPrefix(buyer.Gateway, "http://")) // says nothing, as a browser's spare connection
			require.NoError(t, err)
			time.Sleep(50 * time.Millisecond)
			began := time.Now()
			require.NoError(t, w.KillNode(name))
			slowest = max(slowest, time.Since(began))
			require.NoError(t, idle.Close())
			require.NoError(t, w.StartNode(ctx, name))
		}
	}
	calm.Store(true)
	load.Wait()
	require.NoError(t, ctx.Err())
	file, err := w.File()
	require.NoError(t, err)
	began := time.Now()
	var facts *testnet.Facts
	require.Eventually(t, func() bool {
		facts, err = testnet.Collect(ctx, file, func(string) {})
		return err == nil
	}, time.Minute, 100*time.Millisecond, "the devnet comes to rest")
	took := time.Since(began)
	report := testnet.Check(facts)
	ends, why := map[string]int{}, map[string]int{}
	for _, c := range client.calls {
		ends[c.end.kind]++
	}
	for _, l := range report.Listed {
		why[l.Why]++
	}
	t.Logf("%d requests, slowest kill %s, settled in %s, ends %v, listed %v", len(client.calls), slowest, took, ends, why)
	require.True(t, report.OK, problems(report))
	require.Positive(t, ends[endWhole])
	require.Less(t, slowest, 2*time.Second, "a crash waits for nobody")
}
