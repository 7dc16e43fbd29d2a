package testnet_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
)

// killTokens is the length of the answers: several windows.
const killTokens = 64

// settleSoon is how long a side that has just started, or whose stream has just broken, may take to agree with the other.
const settleSoon = 20 * time.Second

// A side dies before and after each of its durable writes, while a call runs; when it is back both sides agree.
func TestRoomsAgreeWhateverWriteIsTheLast(t *testing.T) {
	t.Parallel()
	h := newKillHouse(t)
	for _, stream := range []bool{true, false} {
		for _, victim := range []string{"buyer", "seller"} {
			t.Run(fmt.Sprintf("%s dies, stream %t", victim, stream), func(t *testing.T) {
				t.Parallel()
				var all killTally
				at := 0
				for blown := true; blown; {
					at++
					blown = false
					for _, after := range []bool{false, true} {
						got, sum := h.dieAt(t, victim, at, after, stream)
						blown = got || blown
						all.add(sum)
					}
					require.Less(t, at, 100, "a call never ends")
				}
				require.Greater(t, at, 3, "a call makes several durable writes")
				t.Logf("%d writes: %+v", at-1, all)
			})
		}
	}
}

// dieAt has a side die at a write of a call, and reports whether the call got that far.
func (h *killHouse) dieAt(t *testing.T, victim string, at int, after, stream bool) (blown bool, sum killTally) {
	t.Helper()
	f, whole := newFuse(0, false), newFuse(0, false)
	ofBuyer, ofSeller := whole, f
	if victim == "buyer" {
		ofBuyer, ofSeller = f, whole
	}
	r := newKillRooms(t, h, killTrust, ofBuyer, ofSeller)
	defer r.close()
	restart := r.restartSeller
	if victim == "buyer" {
		restart = r.restartBuyer
	}
	f.arm(at, after)
	ended := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_, err := r.call(ctx, stream, killTokens, "")
		ended <- err
	}()
	var err error
	select {
	case <-f.blown:
		restart(newFuse(0, false))
		err = <-ended
	case err = <-ended:
		select {
		case <-f.blown:
			restart(newFuse(0, false))
		case <-time.After(20 * time.Millisecond): // for the writes after the answer
		}
	}
	if blown = f.isDead(); !blown {
		require.NoError(t, err, "nobody has died")
	}
	b, s, took := r.settle(settleSoon)
	if victim != "buyer" {
		honest(t, b, err)
	}
	if took > 3*time.Second {
		t.Logf("write %d of the %s, %q, made %t: settled in %s", at, victim, f.names[len(f.names)-1], after, took)
	}
	return blown, reconcile(t, b, s, r.bills(s))
}

// honest holds what an application was told that its call was charged against what it was charged in the end.
func honest(t *testing.T, b *killBooks, err error) {
	t.Helper()
	var refused *market.Refusal
	if !errors.As(err, &refused) {
		return
	}
	for id, r := range b.bought {
		require.LessOrEqual(t, r.Cost.Cmp(refused.Charged), 0, "call %s was charged %s (%s, %q), its application was told %s: %s", id, r.Cost, r.Status, r.Error, refused.Charged, refused)
	}
}

func (r *killRooms) restartBuyer(f *killFuse) {
	r.t.Helper()
	r.stopBuyer()
	r.startBuyer(f, false)
}

func (r *killRooms) restartSeller(f *killFuse) {
	r.t.Helper()
	r.stopSeller()
	r.startSeller(f, false)
}

// The line breaks at each frame of a call, while both sides live, for a moment or for longer than the buyer tries again. Nobody
// pays for what was not delivered, and nobody's work is free.
func TestRoomsAgreeWhereverTheLineBreaks(t *testing.T) {
	t.Parallel()
	h := newKillHouse(t)
	for _, stream := range []bool{true, false} {
		for _, outage := range []time.Duration{0, 100 * time.Millisecond} {
			t.Run(fmt.Sprintf("stream %t, for %s", stream, outage), func(t *testing.T) {
				t.Parallel()
				var all killTally
				at := 0
				for broke := true; broke; {
					at++
					var sum killTally
					broke, sum = h.breakAt(t, at, outage, stream)
					all.add(sum)
					require.Less(t, at, 200, "a call never ends")
				}
				require.Greater(t, at, 5, "a call has several frames")
				if !stream {
					require.Zero(t, all.disputed, "an answer that its seller keeps is fetched again, or paid without")
				}
				t.Logf("%d frames: %+v", at-1, all)
			})
		}
	}
}

// breakAt has the line break at a frame of a call, and reports whether the call got that far.
func (h *killHouse) breakAt(t *testing.T, at int, outage time.Duration, stream bool) (bool, killTally) {
	t.Helper()
	r := newKillRooms(t, h, killTrust, newFuse(0, false), newFuse(0, false))
	defer r.close()
	r.link.mu.Lock()
	r.link.cutAt, r.link.outage = at, outage
	r.link.mu.Unlock()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err := r.call(ctx, stream, killTokens, "[[pace:1ms]]")
	b, s, took := r.settle(settleSoon)
	honest(t, b, err)
	r.link.mu.Lock()
	frames := r.link.frames
	r.link.mu.Unlock()
	broke := len(frames) >= at
	if took > 3*time.Second {
		t.Logf("frame %d, %s: settled in %s", at, frames[at-1], took)
	}
	if !broke {
		require.NoError(t, err)
	}
	return broke, reconcile(t, b, s, r.bills(s))
}
