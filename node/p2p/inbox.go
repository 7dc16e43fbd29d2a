package p2p

import (
	"context"
	"sync"

	"github.com/tolsey/tolsey/node/wire"
)

// inbox holds the frames of a call that its user has not taken yet. It is bounded in bytes: when it is full the stream is not
// read, and the peer's flow control stops it.
type inbox struct {
	mu     sync.Mutex
	frames []wire.Frame
	size   int
	shut   bool          // nobody takes frames any more: they are dropped
	err    error         // why no more frames come
	ready  chan struct{} // of 1: frames or err may be there
	space  chan struct{} // of 1: frames were taken
}

func newInbox() *inbox {
	return &inbox{ready: make(chan struct{}, 1), space: make(chan struct{}, 1)}
}

func signal(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}

// put adds a frame, waiting for space. There is one caller: the stream's reader.
func (b *inbox) put(f wire.Frame) error {
	for {
		b.mu.Lock()
		switch {
		case b.err != nil:
			b.mu.Unlock()
			return b.err
		case b.shut:
			b.mu.Unlock()
			return nil
		case b.size < maxInbox:
			b.frames = append(b.frames, f)
			b.size += weight(f)
			b.mu.Unlock()
			signal(b.ready)
			return nil
		}
		b.mu.Unlock()
		<-b.space
	}
}

// take removes the next frame; what came before the end is still given.
func (b *inbox) take(ctx context.Context) (wire.Frame, error) {
	for {
		b.mu.Lock()
		if len(b.frames) > 0 {
			f := b.frames[0]
			b.frames[0] = nil
			b.frames = b.frames[1:]
			b.size -= weight(f)
			b.mu.Unlock()
			signal(b.space)
			return f, nil
		}
		err := b.err
		b.mu.Unlock()
		if err != nil {
			return nil, err
		}
		select {
		case <-b.ready:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// more reports whether the next frame is there and is a part of an answer or its end. A question of the peer's is none: it takes time.
func (b *inbox) more() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.frames) == 0 {
		return false
	}
	switch b.frames[0].(type) {
	case wire.Data, *wire.End, *wire.Error:
		return true
	}
	return false
}

// end lets no more frames in.
func (b *inbox) end(err error) {
	b.mu.Lock()
	if b.err == nil {
		b.err = err
	}
	b.mu.Unlock()
	signal(b.ready)
	signal(b.space)
}

func (b *inbox) empty() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.frames) == 0
}

// close drops what a call has left, and what still comes for it.
func (b *inbox) close() {
	b.mu.Lock()
	b.frames, b.size, b.shut = nil, 0, true
	b.mu.Unlock()
	signal(b.space)
}

// open takes frames for the next call.
func (b *inbox) open() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shut = false
}

// weight is roughly what a frame takes in memory.
func weight(f wire.Frame) int {
	switch f := f.(type) {
	case wire.Data:
		return len(f) + 64
	case wire.Body:
		return len(f) + 64
	}
	return 1024
}
