package p2p

import (
	"context"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/tolsey/tolsey/node/wire"
)

// piece is how much is written at once: less than any flow control lets through, so that a first piece never blocks, and
// little enough that a slow line has it out in writeTime.
const piece = 64 << 10

// outbox writes frames to a stream. While one write is under way all that is sent meanwhile gathers and goes out in the next:
// one packet for many frames when there is much to send, and no delay when there is little.
type outbox struct {
	w interface {
		io.Writer
		SetWriteDeadline(time.Time) error
	}
	first chan struct{}    // closed by the first write
	note  func(wire.Frame) // is told of a frame before it can be on the wire
	fail  func(error)      // is told of a write that failed

	mu    sync.Mutex
	buf   []byte // encoded, not yet written
	spare []byte
	busy  bool // a goroutine is writing
	wrote bool
	err   error
	space chan struct{} // of 1
}

// send encodes frames and sees to it that they are written. It waits while too much is queued.
func (o *outbox) send(ctx context.Context, frames ...wire.Frame) error {
	o.mu.Lock()
	for len(o.buf) > maxOutbox && o.err == nil {
		o.mu.Unlock()
		select {
		case <-o.space:
		case <-ctx.Done():
			return ctx.Err()
		}
		o.mu.Lock()
	}
	if o.err != nil {
		o.mu.Unlock()
		return o.err
	}
	kept := len(o.buf)
	for _, f := range frames {
		var err error
		if o.buf, err = wire.Append(o.buf, f); err != nil {
			o.buf = o.buf[:kept]
			o.mu.Unlock()
			return err
		}
	}
	for _, f := range frames {
		o.note(f)
	}
	if !o.busy {
		o.busy = true
		go o.flush()
	}
	o.mu.Unlock()
	return nil
}

// flush writes until nothing is queued.
func (o *outbox) flush() {
	o.mu.Lock()
	for len(o.buf) > 0 && o.err == nil {
		out := o.buf
		o.buf, o.spare = o.spare[:0], nil
		o.mu.Unlock()

		err := o.write(out)

		o.mu.Lock()
		if cap(out) <= maxOutbox {
			o.spare = out
		}
		if err != nil {
			o.mu.Unlock()
			o.fail(err)
			o.mu.Lock()
		}
		signal(o.space)
	}
	o.busy = false
	o.mu.Unlock()
	signal(o.space)
}

// write writes what has gathered. The stream is read as soon as a first piece is out, and not only when all is: a peer that
// answers before it has all must find a reader.
func (o *outbox) write(out []byte) error {
	for part := range slices.Chunk(out, piece) {
		if err := o.w.SetWriteDeadline(time.Now().Add(writeTime)); err != nil {
			return err
		}
		if _, err := o.w.Write(part); err != nil {
			return err
		}
		o.begin()
	}
	return nil
}

// begin lets the stream be read.
func (o *outbox) begin() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.wrote {
		o.wrote = true
		close(o.first)
	}
}

// end lets nothing more be sent.
func (o *outbox) end(err error) {
	o.mu.Lock()
	if o.err == nil {
		o.err = err
	}
	o.mu.Unlock()
	o.begin()
	signal(o.space)
}

// settle waits until everything sent has been written, or the stream has ended, or the time is over.
func (o *outbox) settle(ctx context.Context, most time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	for {
		o.mu.Lock()
		done := len(o.buf) == 0 && !o.busy || o.err != nil
		o.mu.Unlock()
		if done {
			return
		}
		select {
		case <-o.space:
		case <-ctx.Done():
			return
		}
	}
}
