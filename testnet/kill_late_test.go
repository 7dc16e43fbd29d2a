package testnet_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// A buyer that leaves asks at once what became of its call. Where the seller has not filed it yet, the answer is that it never was
// taken, and the hold is let go: then it must not be served later.
func TestRoomsNeverServeWhatWasGivenUp(t *testing.T) {
	t.Parallel()
	r := newKillRooms(t, newKillHouse(t), money.Coins(1), newFuse(), newFuse())
	defer r.close()
	reached, hold := make(chan struct{}), make(chan struct{})
	release := sync.OnceFunc(func() { close(hold) })
	defer release()
	r.check = func() {
		close(reached)
		<-hold
	}
	r.link.numb = true
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := r.call(ctx, true, 8, "")
		ended <- err
	}()
	<-reached
	leave()
	require.Error(t, <-ended)
	require.Eventually(t, func() bool {
		b, _ := r.books()
		for _, c := range b.bought {
			return c.State == market.RecordFailed && c.Error == "NOT_TAKEN"
		}
		return false
	}, 5*time.Second, 5*time.Millisecond, "the hold is let go")
	release()
	r.link.seller.calls.Wait()
	b, s := r.books()
	require.Empty(t, s.sold, "the call is served all the same")
	require.Empty(t, r.bills(s))
	reconcile(t, b, s, nil)
}

// The other way round: the seller is just about to file the call. Then the buyer waits for what it comes to.
func TestRoomsWaitForWhatIsBeingTaken(t *testing.T) {
	t.Parallel()
	slow := newFuse()
	r := newKillRooms(t, newKillHouse(t), money.Coins(1), newFuse(), slow)
	defer r.close()
	reached, hold := make(chan struct{}), make(chan struct{})
	release := sync.OnceFunc(func() { close(hold) })
	defer release()
	slow.admit = func() {
		close(reached)
		<-hold
	}
	r.link.numb = true
	ctx, leave := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := r.call(ctx, true, 8, "")
		ended <- err
	}()
	<-reached
	leave()
	require.Error(t, <-ended)
	time.Sleep(200 * time.Millisecond) // for the buyer to ask, several times
	b, _ := r.books()
	for _, c := range b.bought {
		require.Equal(t, market.RecordOpen, c.State)
	}
	release()
	b, s, _ := r.settle(settleSoon)
	require.Len(t, s.sold, 1)
	t.Logf("%+v", reconcile(t, b, s, r.bills(s)))
}
