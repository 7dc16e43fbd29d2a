package node

import (
	"context"
	"errors"
	"iter"
	"sync"

	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
)

// pipe is a stream between the node's own gateway and its own seller, as the buyer holds it: frames pass by reference, with no hop
// and no encoding. The seller runs as a coroutine while the buyer waits for its next frame, and rests while the buyer works: handing
// a frame over wakes no thread, which on a stream of small events costs more than all else that is done with them. One goroutine
// uses a pipe at a time.
type pipe struct {
	ask    *askSide
	next   func() ([]wire.Frame, bool)
	stop   func()
	cancel context.CancelCauseFunc // of the seller's call
	frames []wire.Frame            // of the seller, not taken yet
	ended  func()                  // is told once that the seller has
	once   sync.Once
}

var _ buyer.Stream = (*pipe)(nil)

var errPipeClosed = errors.New("the other side has left")

// newPipe makes a pipe at whose far end serve runs from the first Recv on; ended is called when it has returned, or never will run.
func newPipe(serve func(ctx context.Context, far seller.Stream), ended func()) *pipe {
	ctx, cancel := context.WithCancelCause(context.Background())
	p := &pipe{ask: &askSide{some: make(chan struct{}, 1)}, cancel: cancel, ended: ended}
	p.next, p.stop = iter.Pull(func(yield func([]wire.Frame) bool) {
		serve(ctx, &farEnd{p.ask, yield})
	})
	return p
}

// Send gives the seller frames; it reads them when it runs.
func (p *pipe) Send(_ context.Context, frames ...wire.Frame) error {
	for _, f := range frames {
		if f.Kind() == wire.KindCancel {
			p.cancel(seller.ErrCancelled)
			return nil
		}
	}
	p.ask.put(frames)
	return nil
}

// Recv takes the next frame. The end of ctx ends the seller's call, which is what it waits for.
func (p *pipe) Recv(ctx context.Context) (wire.Frame, error) {
	if len(p.frames) == 0 {
		if err := p.run(ctx); err != nil {
			return nil, err
		}
	}
	f := p.frames[0]
	p.frames = p.frames[1:]
	return f, nil
}

// run lets the seller work until it has sent something.
func (p *pipe) run(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	release := context.AfterFunc(ctx, func() { p.cancel(seller.ErrCancelled) })
	defer release()
	frames, more := p.next()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !more:
		return errPipeClosed
	}
	p.frames = frames
	return nil
}

// More reports whether Recv returns at once.
func (p *pipe) More() bool { return len(p.frames) > 0 }

// Done ends the pipe; it serves one call. A seller that is not at its end yet sees its buyer leave.
func (p *pipe) Done(bool) {
	p.once.Do(func() {
		p.cancel(seller.ErrCancelled)
		p.stop()
		p.ended()
	})
}

// askSide is what the buyer has sent.
type askSide struct {
	mu     sync.Mutex // guards frames
	frames []wire.Frame
	some   chan struct{} // of 1: frames may be there
}

func (a *askSide) put(frames []wire.Frame) {
	a.mu.Lock()
	a.frames = append(a.frames, frames...)
	a.mu.Unlock()
	select {
	case a.some <- struct{}{}:
	default:
	}
}

func (a *askSide) take() (wire.Frame, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.frames) == 0 {
		return nil, false
	}
	f := a.frames[0]
	a.frames = a.frames[1:]
	return f, true
}

// farEnd is the seller's end.
type farEnd struct {
	ask   *askSide
	yield func([]wire.Frame) bool
}

var _ seller.Stream = (*farEnd)(nil)

// Recv takes the buyer's next frame.
func (f *farEnd) Recv(ctx context.Context) (wire.Frame, error) {
	for {
		if got, ok := f.ask.take(); ok {
			return got, nil
		}
		select {
		case <-f.ask.some:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Send passes frames on. It is for the goroutine that serves the call alone.
func (f *farEnd) Send(_ context.Context, frames ...wire.Frame) error {
	if !f.yield(frames) {
		return errPipeClosed
	}
	return nil
}
