package sim

import (
	"context"
	"errors"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/node/wire"
)

// line is a connection between two processes: a call, or an ask and its answer.
type line struct {
	call     bool // of calls; else of asks and vouchers
	ab, ba   *half
	from, to *process
	number   int
}

// cut breaks the connection, each direction behind any byte.
func (l *line) cut() {
	l.ab.cut()
	l.ba.cut()
}

// stream is one end of a line: frames as bytes, read by one goroutine, which hands vouchers and their answers to the process and all
// else to whoever receives.
type stream struct {
	p     *process
	peer  common.Address
	in    *wire.Reader
	out   *half
	line  *line
	asks  bool // a voucher frame is the answer to an ask of ours
	onEnd func(error)
	deal  *deal  // the attempt that the line carries; nil: none yet
	words uint64 // of the answer, that have passed here

	mu     sync.Mutex // guards all below
	frames []wire.Frame
	err    error
	wake   chan struct{} // of 1
}

// newStream makes an end of a line and has it read. Its reader ends with the line.
func newStream(p *process, l *line, peer common.Address, in, out *half) *stream {
	return &stream{p: p, peer: peer, in: wire.NewReader(in), out: out, line: l, wake: make(chan struct{}, 1), onEnd: func(error) {}}
}

// Send writes frames.
func (s *stream) Send(ctx context.Context, frames ...wire.Frame) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.p.isDead() {
		return errDead
	}
	if s.p.n.hostile {
		frames = s.p.w.twist(s, frames)
	}
	for _, f := range frames {
		s.p.w.model.sends(s, f)
	}
	if len(frames) == 0 {
		return nil
	}
	return wire.Write(s.out, frames...)
}

// Recv takes the next frame that is for whoever receives.
func (s *stream) Recv(ctx context.Context) (wire.Frame, error) {
	for {
		s.mu.Lock()
		if len(s.frames) > 0 {
			f := s.frames[0]
			s.frames = s.frames[1:]
			s.mu.Unlock()
			return f, nil
		}
		err := s.err
		s.mu.Unlock()
		if err != nil {
			return nil, err
		}
		select {
		case <-s.wake:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

// Done gives the stream up.
func (s *stream) Done(bool) {
	s.out.close()
	s.line.ba.close()
	s.line.ab.close()
	s.p.w.hangUp(s.line)
}

func (s *stream) nudge() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// read reads frames until the line ends.
func (s *stream) read(accept func(wire.Frame)) {
	for {
		f, err := s.in.Next()
		if err != nil {
			s.end(err)
			return
		}
		s.p.w.model.receives(s, f)
		if !s.route(f) {
			accept(f)
		}
	}
}

func (s *stream) route(f wire.Frame) bool {
	switch f := f.(type) {
	case *wire.VoucherFrame:
		if s.asks {
			return false
		}
		_ = s.Send(s.p.ctx, s.p.voucher(s.peer, &f.Frame)) // a line that has broken carries no answer
	case *wire.VoucherAck, *wire.VoucherRefused:
		s.p.buyer.Ack(s.p.ctx, s.peer, f)
	default:
		return false
	}
	return true
}

// deliver is the accept of a stream that is received from.
func (s *stream) deliver(f wire.Frame) {
	s.mu.Lock()
	s.frames = append(s.frames, f)
	s.mu.Unlock()
	s.nudge()
}

func (s *stream) end(err error) {
	s.mu.Lock()
	s.err = errors.Join(errCut, err)
	s.mu.Unlock()
	s.nudge()
	s.onEnd(err)
}
