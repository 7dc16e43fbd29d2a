package p2p

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/network"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/wire"
)

// ErrBroken is returned when a stream ends under a call or an ask: the peer may or may not have acted on what it was sent.
var ErrBroken = errors.New("stream to peer broke")

// errIdle ends a stream that has rested too long.
var errIdle = errors.New("stream was idle")

// errState is the fault of a peer that sends a frame out of order.
var errState = errors.New("frame out of order")

// Stream carries one call at a time, and vouchers with their answers at any time. One goroutine reads it: voucher frames go to
// the host's handlers, all other frames to the call.
type Stream struct {
	host *Host
	peer Peer
	link *link
	raw  network.Stream
	in   *wire.Reader
	out  *outbox
	box  *inbox

	// mu guards what follows: how far the call on the stream has come.
	mu       sync.Mutex
	busy     bool      // a call or an ask has the stream
	answered bool      // End or Error has passed
	bodyDone bool      // BodyEnd has passed
	entries  bool      // the ask is for entries: a voucher frame is its answer
	rested   time.Time // since when the stream is at rest
	told     bool      // the peer has been told why the stream ends
	gone     bool

	ours   bool // opened by us
	pooled bool // counts as a call stream of its link
}

// readWriter is a libp2p stream whose protocol may still be under negotiation.
type readWriter interface {
	io.Reader
	io.Writer
}

func newStream(h *Host, p Peer, l *link, raw network.Stream, rw readWriter) *Stream {
	s := &Stream{host: h, peer: p, link: l, raw: raw, box: newInbox(), rested: time.Now()}
	s.in = wire.NewReader(rw)
	s.out = &outbox{w: writer{rw, raw}, first: make(chan struct{}), space: make(chan struct{}, 1), note: s.note, fail: s.end}
	return s
}

type writer struct {
	io.Writer
	raw network.Stream
}

func (w writer) SetWriteDeadline(t time.Time) error { return w.raw.SetWriteDeadline(t) }

// Peer is who is at the other end.
func (s *Stream) Peer() Peer { return s.peer }

// Send queues frames; they go out in one write, with whatever else is queued. It waits while the peer does not read. An error
// means that the stream is broken; none does not mean that the peer has them.
func (s *Stream) Send(ctx context.Context, frames ...wire.Frame) error {
	if err := s.out.send(ctx, frames...); err != nil {
		return err
	}
	for _, f := range frames {
		if e, ok := f.(*wire.Error); ok && e.Code == wire.CodeVoucherInvalid {
			s.host.strike(s.peer.ID, "invalid voucher")
		}
	}
	return nil
}

// Recv returns the next frame of the call. After an error that is not ctx's the stream is of no more use.
func (s *Stream) Recv(ctx context.Context) (wire.Frame, error) { return s.box.take(ctx) }

// More reports whether Recv would return at once with a part of the answer or its end.
func (s *Stream) More() bool { return s.box.more() }

// note follows the call by the frames that pass, either way. A frame of ours is noted before it is written: the peer's next
// one may come before Send returns.
func (s *Stream) note(f wire.Frame) {
	switch f.(type) {
	case *wire.End, *wire.Error:
		s.mu.Lock()
		s.answered = true
		s.mu.Unlock()
	case wire.BodyEnd:
		s.mu.Lock()
		s.bodyDone = true
		s.mu.Unlock()
	}
}

// begin takes a stream at rest for a call or an ask.
func (s *Stream) begin() {
	s.mu.Lock()
	s.busy, s.answered, s.bodyDone, s.entries = true, false, false, false
	s.mu.Unlock()
	s.link.calls.Add(1)
}

// rest ends a call or an ask.
func (s *Stream) rest() {
	s.mu.Lock()
	was := s.busy
	s.busy, s.rested = false, time.Now()
	s.mu.Unlock()
	if was {
		s.link.calls.Add(-1)
	}
}

// idleSince returns since when the stream is at rest; false while it is not.
func (s *Stream) idleSince() (time.Time, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rested, !s.busy
}

// end breaks the stream, once: everybody who waits on it gets err.
func (s *Stream) end(err error) {
	s.mu.Lock()
	first := !s.gone
	s.gone = true
	told := s.told
	s.mu.Unlock()
	if !first {
		return
	}
	if !errors.Is(err, ErrBroken) {
		err = fmt.Errorf("%w: %w", ErrBroken, err)
	}
	s.box.end(err)
	s.out.end(err)
	if told || errors.Is(err, io.EOF) {
		_ = s.raw.Close() // a reset would overtake what the peer has not read yet
	} else {
		_ = s.raw.Reset()
	}
	s.rest()
	s.link.remote.drop(s)
}

func (s *Stream) ended() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gone
}

// read reads frames until the stream ends, and gives those that are no vouchers to accept. It is the stream's one reader.
func (s *Stream) read(ctx context.Context, accept func(wire.Frame) error) {
	for {
		f, err := s.next()
		if err == nil {
			s.link.hear()
			err = s.route(ctx, f, accept)
		}
		if err != nil {
			s.punish(ctx, err)
			s.end(err)
			return
		}
	}
}

// next reads one frame. The clock of a frame runs from its first byte; between frames there is none, rest is swept by the host.
func (s *Stream) next() (wire.Frame, error) {
	if err := s.in.Await(); err != nil {
		return nil, err
	}
	if s.in.Ready() {
		return s.in.Next()
	}
	if err := s.raw.SetReadDeadline(time.Now().Add(frameTime)); err != nil {
		return nil, err
	}
	f, err := s.in.Next()
	if err != nil {
		return nil, err
	}
	return f, s.raw.SetReadDeadline(time.Time{})
}

func (s *Stream) route(ctx context.Context, f wire.Frame, accept func(wire.Frame) error) error {
	switch f := f.(type) {
	case *wire.VoucherFrame:
		if s.wantsEntries() {
			return accept(f)
		}
		if answer := s.host.takeVoucher(ctx, s.peer, &f.Frame); answer != nil {
			return s.Send(ctx, answer)
		}
		return nil
	case *wire.VoucherAck, *wire.VoucherRefused:
		if ack := s.host.handlers.Ack; ack != nil {
			ack(s.peer, f)
		}
		return nil
	}
	return accept(f)
}

func (s *Stream) wantsEntries() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.entries && s.busy
}

// punish tells a peer its fault and counts it. Breaks of the line are nobody's fault, and what still comes on a stream that
// this side has given up is none either.
func (s *Stream) punish(ctx context.Context, err error) {
	var code wire.Code
	switch {
	case s.ended():
		return
	case errors.Is(err, wire.ErrMalformed), errors.Is(err, errState):
		code = wire.CodeProtocolState
		s.host.strike(s.peer.ID, err.Error())
	case errors.Is(err, os.ErrDeadlineExceeded):
		code = wire.CodeTimeout
	default:
		return
	}
	if s.out.send(ctx, &wire.Error{Code: code, Message: err.Error()}) != nil {
		return
	}
	s.out.settle(ctx, time.Second)
	s.mu.Lock()
	s.told = true
	s.mu.Unlock()
}

// takeVoucher has a voucher frame judged and returns the answer.
func (h *Host) takeVoucher(ctx context.Context, p Peer, f *channel.Frame) wire.Frame {
	id := f.Voucher.ChannelID
	switch {
	case h.handlers.Voucher == nil:
		return &wire.VoucherRefused{ChannelID: id, Code: wire.CodeGone}
	case !h.quota(p.ID).vouchers.Allow():
		return &wire.VoucherRefused{ChannelID: id, Code: wire.CodeRate}
	}
	answer := h.handlers.Voucher(ctx, p, f)
	if r, ok := answer.(*wire.VoucherRefused); ok && r.Code == wire.CodeVoucherInvalid {
		h.strike(p.ID, "invalid voucher: "+r.Field)
	}
	return answer
}
