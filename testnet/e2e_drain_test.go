package testnet_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
)

// TestStopEndsStreams stops the buyer under streams that go on for longer than it waits: every SDK reads one error that says why, and what
// it says was charged is what stands in both books.
func TestStopEndsStreams(t *testing.T) {
	w := shared(t)
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	const model = "tencent/hy3"
	a := w.newApp(t, "5 USD/day")
	var all sync.WaitGroup
	for _, s := range surfaces() {
		all.Go(func() {
			_, err := s.buy(ctx, a, turn{model: model, stream: true, prompt: w.secret.prompt() + " Go on. [[tokens:4000]] [[pace:20ms]]"})
			require.ErrorContains(t, err, "The node stops", s.name)
		})
	}
	unary := make(chan *reply, 1)
	go func() {
		r, err := a.tryCall(ctx, w.ask(model, "[[ttft:1m]]"))
		require.NoError(t, err)
		unary <- r
	}()
	r, rest := a.streaming(ctx, t, w.ask(model, "Go on. [[tokens:4000]] [[pace:20ms]]"), 5)
	stopped := time.Now()
	require.NoError(t, w.StopNode("buyer"))
	require.Less(t, time.Since(stopped), buyerDrain+5*time.Second)
	rest()
	all.Wait()
	require.NotNil(t, r.failure, string(r.raw))
	require.Equal(t, "node_degraded:draining", r.failure.Metadata.ErrorType)
	require.Equal(t, "error", r.finish)
	refused := <-unary
	require.Equal(t, 503, refused.status)

	w.start(t, "buyer")
	for _, v := range a.attempts(t) {
		b := w.bought(t, "buyer", v.Call)[0]
		sold, found := w.sold(t, w.nameOf(t, b.Seller), b.AttemptID)
		require.True(t, found)
		require.Equal(t, sold.Cost, b.Cost)
		if !b.Stream {
			require.Equal(t, market.StatusCancelled, b.Status, "the prompt is due")
			require.Equal(t, b.Cost.Decimal(), refused.failure.Metadata.Charged)
			continue
		}
		require.Equal(t, market.StatusEstimated, b.Status)
		require.Positive(t, b.Usage.Completion())
		if v.Call == r.id(t) {
			require.Equal(t, b.Cost.Decimal(), r.failure.Metadata.Charged)
			require.Equal(t, b.Cost.String(), r.told("X-Tolsey-Cost"))
		}
	}
	require.False(t, a.budget(t).Spent.IsZero())
}
