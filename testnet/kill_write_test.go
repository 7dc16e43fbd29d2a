package testnet_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
)

// killTokens is the length of the answers: several windows.
const killTokens = 100

// settleSoon is how long a side that has just started, or whose stream has just broken, may take to agree with the other.
const settleSoon = 20 * time.Second

// A side dies before, at and after each of its durable writes, while a call runs; when it is back both sides agree. The writes are those
// that its store makes, whatever verb makes them: one more is three deaths more.
func TestRoomsAgreeWhateverWriteIsTheLast(t *testing.T) {
	t.Parallel()
	h := newKillHouse(t)
	verbs := map[string]string{"buyer": "Reserve Charge SaveFrame Acked", "seller": "Admit Accept Progress Finish"}
	for _, stream := range []bool{true, false} {
		for _, victim := range []string{"buyer", "seller"} {
			t.Run(fmt.Sprintf("%s dies, stream %t", victim, stream), func(t *testing.T) {
				t.Parallel()
				d := &killDeaths{points: map[string]int{}}
				for d.wave(t, func(at int, mode killMode) (string, killTally) { return h.dieAt(t, victim, at, mode, stream) }) {
					require.Less(t, d.writes, 100, "a call never ends")
				}
				t.Logf("%d writes, %d deaths: %v; %+v", d.writes, d.count, d.points, d.all)
				for verb := range strings.FieldsSeq(verbs[victim]) {
					if verb != "Progress" || stream {
						require.Positive(t, d.points[verb], "deaths at %s", verb) // which write is the last of a run is the timers' choice
					}
				}
			})
		}
	}
}

// killDeaths is what a side has died of.
type killDeaths struct {
	mu     sync.Mutex     // guards all below
	writes int            // that have been tried
	count  int            // of deaths
	points map[string]int // deaths by the verbs that were being written
	all    killTally
}

// killWave is how many writes are tried beside each other: most of a death is waiting for the other side.
const killWave = 4

// wave has a side die at each of the next writes, in every mode. It reports whether there may be more of them.
func (d *killDeaths) wave(t *testing.T, dieAt func(at int, mode killMode) (string, killTally)) bool {
	var wg sync.WaitGroup
	last := 0
	for at := d.writes + 1; at <= d.writes+killWave; at++ {
		for _, mode := range killModes {
			wg.Go(func() {
				point, sum := dieAt(at, mode)
				d.mu.Lock()
				defer d.mu.Unlock()
				d.all.add(sum)
				if point != "" {
					d.count++
					d.points[point]++
					last = max(last, at)
				}
			})
		}
	}
	wg.Wait()
	more := last == d.writes+killWave
	d.writes = max(d.writes, last)
	return more && !t.Failed()
}

// dieAt has a side die at a write of a call, and names the write; "": the call does not get that far.
func (h *killHouse) dieAt(t *testing.T, victim string, at int, mode killMode, stream bool) (point string, sum killTally) {
	t.Helper()
	f, whole := newFuse(), newFuse()
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
	f.arm(at, mode)
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
		restart(newFuse())
		err = <-ended
	case err = <-ended:
		if r.diesOrSettles(f) {
			restart(newFuse())
		}
	}
	if f.isDead() {
		point = f.writes()[at-1]
	} else {
		require.NoError(t, err, "nobody has died")
	}
	b, s, took := r.settle(settleSoon)
	if victim != "buyer" {
		honest(t, b, err)
	}
	if took > 3*time.Second {
		t.Logf("%s write %d of the %s, %q: settled in %s", mode, at, victim, point, took)
	}
	return point, reconcile(t, b, s, r.bills(s))
}

// diesOrSettles waits for the writes after an answer, and reports whether one of them was the last.
func (r *killRooms) diesOrSettles(f *killFuse) (died bool) {
	r.t.Helper()
	require.Eventually(r.t, func() bool {
		b, s := r.books()
		return f.isDead() || settled(b, s) == ""
	}, settleSoon, 5*time.Millisecond, "neither died nor settled")
	f.disarm()
	return f.isDead()
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
	r.startBuyer(f)
}

func (r *killRooms) restartSeller(f *killFuse) {
	r.t.Helper()
	r.stopSeller()
	r.startSeller(f)
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
	r := newKillRooms(t, h, killTrust, newFuse(), newFuse())
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
