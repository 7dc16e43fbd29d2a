package gateway_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

const idem = "Idempotency-Key"

// Repeats while the call runs join it, later ones read the kept answer: one inference, one call id, the same bytes.
func TestRepeatsReadOneAnswer(t *testing.T) {
	for name, body := range map[string]string{"stream": streamChat, "unary": validChat} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := serve(t, &fakeBuyer{chunks: 10, pause: time.Second}, nil)
				defer b.stop()
				var wg sync.WaitGroup
				bodies, ids := make([]string, 6), make([]string, 6)
				for i := range bodies {
					if i == 5 { // when all of it is over
						wg.Wait()
						time.Sleep(9 * time.Minute)
					}
					wg.Go(func() {
						time.Sleep(time.Duration(i) * 700 * time.Millisecond)
						resp := b.post(t, t.Context(), body, idem, "order-1")
						ids[i] = resp.Header.Get("X-Tolsey-Call-Id")
						bodies[i] = readAll(t, resp)
						cost := resp.Trailer.Get("X-Tolsey-Cost") + resp.Header.Get("X-Tolsey-Cost")
						require.Equal(t, b.buyer.last().Outcome().Cost.String(), cost)
					})
				}
				wg.Wait()
				require.Equal(t, 1, b.buyer.count())
				for i := range bodies {
					require.Equal(t, bodies[0], bodies[i])
					require.Equal(t, b.buyer.calls[0].ID.String(), ids[i])
				}
			})
		})
	}
}

// After ten minutes, or after a restart, the answer is gone: the repeat is told what the call came to, and is not run again.
func TestRepeatOfAForgottenAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		buyer := &fakeBuyer{chunks: 2}
		b := serve(t, buyer, nil)
		readAll(t, b.post(t, t.Context(), validChat, idem, "order-1"))
		done := buyer.last().Outcome()
		b.bindings.outcomes[done.Call] = done
		time.Sleep(10*time.Minute + time.Second)
		forgotten := func(b *bench) {
			resp := b.post(t, t.Context(), validChat, idem, "order-1")
			body := readAll(t, resp)
			require.Equal(t, 409, resp.StatusCode, body)
			require.Contains(t, body, `"error_type":"already_completed"`)
			require.Contains(t, body, `"charged":"0.00000225"`)
			require.Contains(t, body, `"call_id":"`+done.Call.String())
			require.Equal(t, "false", resp.Header.Get("X-Should-Retry"))
			require.Equal(t, done.Receipt.Hex(), resp.Header.Get("X-Tolsey-Receipt"))
			require.Equal(t, "2250000", resp.Header.Get("X-Tolsey-Cost"))
			require.Equal(t, done.Call.String(), resp.Header.Get("X-Tolsey-Call-Id"))

			resp = b.post(t, t.Context(), streamChat, idem, "order-1")
			require.Contains(t, readAll(t, resp), "idempotency_conflict")
		}
		forgotten(b)
		b.stop()

		restarted := serve(t, buyer, nil)
		defer restarted.stop()
		for k, v := range b.bindings.bound {
			restarted.bindings.bound[k] = v
		}
		restarted.bindings.outcomes[done.Call] = done
		forgotten(restarted)
		require.Equal(t, 1, buyer.count())
	})
}

// A key's scope is the API key and the route: another caller's is another call.
func TestIdempotencyKeysAreNotShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 1}, nil)
		defer b.stop()
		readAll(t, b.post(t, t.Context(), validChat, idem, "order-1"))
		resp := b.post(t, t.Context(), strings.Replace(validChat, "fast", "slow", 1), idem, "order-1", "Authorization", "Bearer sk-test-limited")
		require.Equal(t, 200, resp.StatusCode, readAll(t, resp))
		require.Equal(t, 2, b.buyer.count())
	})
}

// What was refused free of charge is forgotten: SDKs repeat with the same key, and the repeat is a fresh call.
func TestRefusalFreeOfChargeIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		buyer := &fakeBuyer{chunks: 1, refuse: market.NoSeller(model, nil, time.Second)}
		b := serve(t, buyer, nil)
		defer b.stop()
		require.Equal(t, 503, b.post(t, t.Context(), validChat, idem, "order-1").StatusCode)
		require.Empty(t, b.bindings.bound)
		synctest.Wait()
		buyer.refuse = nil
		require.Equal(t, 200, b.post(t, t.Context(), validChat, idem, "order-1").StatusCode)
	})
}

// What broke off and was charged is not run again: the repeat gets the same end.
func TestRefusalThatWasChargedIsRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		buyer := &fakeBuyer{chunks: 5, breakAfter: 2, breakWith: market.StreamBroken(seller, money.Amount{})}
		b := serve(t, buyer, nil)
		defer b.stop()
		first := readAll(t, b.post(t, t.Context(), streamChat, idem, "order-1"))
		require.Contains(t, first, `"charged":"0.00000225"`)
		require.Equal(t, first, readAll(t, b.post(t, t.Context(), streamChat, idem, "order-1")))

		synctest.Wait()
		buyer.refuse = market.SellersFailed([]market.AttemptNote{{Seller: seller, Cost: money.Micros(2)}})
		for range 2 {
			resp := b.post(t, t.Context(), validChat, idem, "order-2")
			require.Equal(t, 502, resp.StatusCode)
			require.Contains(t, readAll(t, resp), `"charged":"0.000002"`)
		}
		require.Equal(t, 2, buyer.count())
	})
}

// An application that lost its connection finds its call running when it comes back within the grace.
func TestLostConnectionIsPickedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 30, pause: time.Second}, nil)
		defer b.stop()
		ctx, cancel := context.WithCancel(t.Context())
		resp := b.post(t, ctx, streamChat, idem, "order-1")
		cancel()
		_, err := io.ReadAll(resp.Body)
		require.Error(t, err)
		time.Sleep(9 * time.Second)
		body := readAll(t, b.post(t, t.Context(), streamChat, idem, "order-1"))
		require.Contains(t, body, `"content":"w0 "`)
		require.True(t, strings.HasSuffix(body, "data: [DONE]\n\n"))
		require.Equal(t, 1, b.buyer.count())
	})
}

// When nobody comes back the call ends, is charged for what was made, and is never made again.
func TestAbandonedCallEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 300, pause: time.Second}, nil)
		defer b.stop()
		ctx, cancel := context.WithCancel(t.Context())
		b.post(t, ctx, streamChat, idem, "order-1")
		cancel()
		time.Sleep(11 * time.Second)
		require.True(t, b.buyer.last().isClosed())
		resp := b.post(t, t.Context(), streamChat, idem, "order-1")
		require.Contains(t, readAll(t, resp), "already_completed")
		require.Equal(t, 1, b.buyer.count())
	})
}

// The oldest answers go when the memory is full; one that is larger than all of it is read once, at its reader's pace.
func TestKeptAnswersAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		buyer := &fakeBuyer{chunks: 30, size: 1 << 20}
		b := serve(t, buyer, nil)
		defer b.stop()
		ask := func(name string) int {
			w := newRecorder()
			b.Handler().ServeHTTP(w, chatRequest(t, t.Context(), streamChat, idem, name))
			return w.body.Len()
		}
		for _, name := range []string{"a", "b", "b", "c", "c", "b"} {
			require.Greater(t, ask(name), 30<<20)
		}
		require.Equal(t, 3, buyer.count())
		require.Less(t, ask("a"), 1000, "the oldest of three answers of 30 MiB is gone")
		synctest.Wait()

		buyer.chunks = 70
		w := &slowRecorder{recorder: newRecorder(), read: make(chan struct{})}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			b.Handler().ServeHTTP(w, chatRequest(t, t.Context(), streamChat, idem, "large"))
		}()
		synctest.Wait()
		require.Less(t, ask("large"), 1000, "too large to be repeated")
		made := b.buyer.last().Outcome().Usage[market.Output]
		require.Less(t, made, uint64(70), "the vendor is not read ahead of an application that does not read")
		close(w.read)
		<-ended
		require.Greater(t, w.body.Len(), 70<<20)
		require.Less(t, ask("large"), 1000, "completed")
		require.Equal(t, 4, buyer.count())
	})
}

// slowRecorder takes nothing until it is told to.
type slowRecorder struct {
	*recorder
	read chan struct{}
}

func (s *slowRecorder) Write(p []byte) (int, error) {
	<-s.read
	return s.recorder.Write(p)
}

func TestBindingThatFailsIsNoCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{chunks: 1}, nil)
		defer b.stop()
		b.bindings.broken = errors.New("disk full")
		resp := b.post(t, t.Context(), validChat, idem, "order-1")
		require.Equal(t, 500, resp.StatusCode)
		require.NotContains(t, readAll(t, resp), "disk full")
		require.Contains(t, b.log.String(), "disk full")
		require.Zero(t, b.buyer.count())
	})
}

// A bug in a call under a key ends that call, not the node.
func TestPanicUnderAnIdempotencyKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := serve(t, &fakeBuyer{bug: true}, nil)
		defer b.stop()
		resp := b.post(t, t.Context(), validChat, idem, "order-1")
		require.Equal(t, 500, resp.StatusCode)
		require.Contains(t, b.log.String(), "call panicked")
	})
}
