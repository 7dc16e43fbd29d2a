package testnet_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
)

// TestRepeatsJoinARunningCall sends one request five times at once under one Idempotency-Key: one inference, one charge, five whole answers. A
// sixth that comes when the first has lost its application reads along from the beginning too.
func TestRepeatsJoinARunningCall(t *testing.T) {
	w := shared(t)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	a := w.newApp(t, "1 USD/day")
	body := w.ask("bytedance/seed-2.0-lite", "Once. [[tokens:150]] [[ttft:500ms]] [[pace:5ms]]").streamed()
	const name = "joined"

	lost, leave := context.WithCancel(ctx)
	resp, err := a.post(lost, body, "Idempotency-Key", name)
	require.NoError(t, err)
	var all sync.WaitGroup
	replies := make([]*reply, 5)
	for i := range replies {
		all.Go(func() {
			if r, err := a.tryCall(ctx, body, "Idempotency-Key", name); err == nil {
				replies[i] = r
			}
		})
	}
	r := &reply{}
	require.NoError(t, r.read(resp, func(r *reply) bool { return tokens(r.text) < 10 }))
	leave()
	all.Wait()
	for _, r := range replies {
		require.NotNil(t, r)
		require.Equal(t, http.StatusOK, r.status, string(r.raw))
		require.True(t, r.done)
		require.Equal(t, replies[0].raw, r.raw)
		require.Equal(t, replies[0].id(t), r.id(t))
		require.Equal(t, replies[0].cost(t), r.cost(t))
	}
	require.InDelta(t, 150, tokens(replies[0].text), 5, "the answer is whole")
	attempts := a.attempts(t)
	require.Len(t, attempts, 1)
	require.Equal(t, int64(attempts[0].Usage.Completion()), tokens(replies[0].text))
	require.Equal(t, market.StatusDone, attempts[0].Status)
	require.Equal(t, attempts[0].Cost, a.budget(t).Spent)
	rows := 0
	for _, row := range w.bill(t, "bytedance", "").Rows {
		if row.ClientRequestID == attempts[0].AttemptID.String() {
			rows++
		}
	}
	require.Equal(t, 1, rows)
}
