package sim

import (
	"errors"
	"io"
	"math/rand/v2"
	"sync"
	"time"
)

// errCut is how a connection ends that broke on its way.
var errCut = errors.New("connection broke")

// half is one direction of a connection: bytes in order, each after its time on the way. It may be cut behind any byte of what is on
// the way.
type half struct {
	mu    sync.Mutex // guards all below
	rng   *rand.Rand
	slow  time.Duration // the longest way
	segs  []segment
	last  time.Time     // when the last segment arrives
	ended error         // what follows the segments; nil: more may come
	wake  chan struct{} // of 1
}

type segment struct {
	at    time.Time
	bytes []byte
}

func newHalf(rng *rand.Rand, slow time.Duration) *half {
	return &half{rng: rng, slow: slow, wake: make(chan struct{}, 1)}
}

// Write puts bytes on the way, in pieces that know nothing of frames.
func (h *half) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ended != nil {
		return 0, errCut
	}
	n := len(p)
	for len(p) > 0 {
		size := len(p)
		if h.rng.IntN(4) == 0 {
			size = 1 + h.rng.IntN(size)
		}
		at := time.Now().Add(time.Millisecond + time.Duration(h.rng.Int64N(int64(h.slow))))
		if !at.After(h.last) {
			at = h.last.Add(time.Duration(1 + h.rng.IntN(1000)))
		}
		h.last = at
		h.segs = append(h.segs, segment{at, append([]byte(nil), p[:size]...)})
		p = p[size:]
	}
	h.nudge()
	return n, nil
}

// Read takes what has arrived. It has one caller at a time.
func (h *half) Read(p []byte) (int, error) {
	for {
		n, wait, err := h.take(p)
		if n > 0 || err != nil {
			return n, err
		}
		if wait == 0 {
			<-h.wake
			continue
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-h.wake:
			timer.Stop()
		}
	}
}

// take is Read without waiting; wait is how long the next segment takes, 0: none is on the way.
func (h *half) take(p []byte) (n int, wait time.Duration, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.segs) == 0 {
		return 0, 0, h.ended
	}
	s := &h.segs[0]
	if wait = time.Until(s.at); wait > 0 {
		return 0, wait, nil
	}
	n = copy(p, s.bytes)
	if s.bytes = s.bytes[n:]; len(s.bytes) == 0 {
		h.segs = h.segs[1:]
	}
	return n, 0, nil
}

func (h *half) nudge() {
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// close ends the direction behind what is on the way.
func (h *half) close() { h.end(io.EOF) }

func (h *half) end(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ended == nil {
		h.ended = err
	}
	h.nudge()
}

// cut ends the direction behind any byte of what is on the way; all bytes behind that are lost.
func (h *half) cut() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ended == nil || errors.Is(h.ended, io.EOF) {
		h.ended = errCut
	}
	left := 0
	for _, s := range h.segs {
		left += len(s.bytes)
	}
	if left > 0 {
		left = h.rng.IntN(left + 1)
	}
	for i := range h.segs {
		n := min(left, len(h.segs[i].bytes))
		if h.segs[i].bytes, left = h.segs[i].bytes[:n], left-n; n == 0 {
			h.segs = h.segs[:i]
			break
		}
	}
	h.nudge()
}
