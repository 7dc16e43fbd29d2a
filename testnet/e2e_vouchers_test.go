package testnet_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// TestLongAnswerIsPaidAsItComes streams far more than the unpaid allowance of $0.01 is worth: windows are paid for one after the other, and
// the application notices nothing.
func TestLongAnswerIsPaidAsItComes(t *testing.T) {
	w := shared(t)
	ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
	defer cancel()
	model := "openai/gpt-5.6-sol"
	a := w.newApp(t, "5 USD/day")
	resp, err := a.post(ctx, w.ask(model, "Tell all. [[tokens:3000]] [[pace:1ms]]").streamed().with("max_tokens", 4000))
	require.NoError(t, err)
	r, last, longest := &reply{}, time.Now(), time.Duration(0)
	require.NoError(t, r.read(resp, func(*reply) bool {
		longest = max(longest, time.Since(last))
		last = time.Now()
		return true
	}))
	require.Equal(t, http.StatusOK, r.status, string(r.raw))
	require.Nil(t, r.failure)
	require.Equal(t, "stop", r.finish, "it is never cut")
	made := tokens(r.text) // a last word of several tokens that does not fit is left out
	require.InDelta(t, 3000, made, 5)
	t.Logf("longest silence within the answer: %s", longest)

	v := a.attempts(t)
	require.Len(t, v, 1)
	sold, found := w.sold(t, w.nameOf(t, v[0].Peer), v[0].AttemptID)
	require.True(t, found)
	asks := w.asks(t, model, w.nameOf(t, v[0].Peer))
	windows := sold.Receipt.Seq - 1
	allowance := money.Micros(10_000)
	require.True(t, allowance.Mul64(5).Less(sold.Cost), "the answer is worth many allowances")
	require.GreaterOrEqual(t, windows, uint32(3000/market.DefaultWindowTokens), "a receipt for every window")
	require.LessOrEqual(t, windows, uint32(2*3000/market.DefaultWindowTokens+2), "and not for every token")
	require.Equal(t, asks.rate(int64(v[0].Usage.Prompt()), 0, made), sold.Cost)
}

// TestShortAnswerHasOneReceipt streams an answer that was granted whole when it was admitted: nothing is signed or written within it.
func TestShortAnswerHasOneReceipt(t *testing.T) {
	w := shared(t)
	for _, most := range []int{50, 200} {
		a := w.newApp(t, "1 USD/day")
		r := a.call(t, w.ask("tencent/hy3", "Be short. [[tokens:1000]] [[pace:1ms]]").streamed().with("max_tokens", most))
		require.Equal(t, http.StatusOK, r.status, string(r.raw))
		require.Equal(t, "length", r.finish)
		v := a.attempts(t)
		sold, found := w.sold(t, w.nameOf(t, v[0].Peer), v[0].AttemptID)
		require.True(t, found)
		require.Equal(t, uint32(1), sold.Receipt.Seq, "max_tokens %d", most)
	}
}
