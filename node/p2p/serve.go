package p2p

import (
	"context"
	"errors"
	"fmt"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/tolsey/tolsey/node/wire"
)

// serveStream wraps what a peer has opened; nil when its connection is gone already.
func (h *Host) serveStream(raw network.Stream) *Stream {
	l := h.linkOf(raw.Conn())
	if l == nil {
		_ = raw.Reset()
		return nil
	}
	s := newStream(h, l.remote.Peer, l, raw, raw)
	l.remote.enter(s)
	return s
}

// serve registers a protocol. libp2p gives each stream a goroutine, which the host waits for when it closes.
func (h *Host) serve(p protocol.ID, handle func(s *Stream)) {
	h.host.SetStreamHandler(p, func(raw network.Stream) {
		if !h.enter() {
			_ = raw.Reset()
			return
		}
		defer h.wg.Done()
		if s := h.serveStream(raw); s != nil {
			handle(s)
		}
	})
}

// served is the call that a serving stream is busy with.
type served struct {
	cancel context.CancelFunc
	left   uint64        // bytes of the body that are still to come
	done   chan struct{} // closed when the handler has returned
}

// serveCalls is the handler of /tolsey/call/1.
func (h *Host) serveCalls(s *Stream) {
	ctx, cancel := context.WithCancelCause(h.ctx)
	defer cancel(nil)
	var call *served
	s.read(ctx, func(f wire.Frame) (err error) {
		switch f := f.(type) {
		case *wire.Open:
			call, err = h.startCall(ctx, s, call, f)
			return err
		case wire.Body, wire.BodyEnd:
			return s.takeBody(call, f)
		case wire.Cancel:
			// It may cross the End of its call, and then means nothing.
			if s.inCall() {
				return s.box.put(f)
			}
			return nil
		}
		return fmt.Errorf("%w: %s from the calling side", errState, f.Kind())
	})
	if call != nil {
		cancel(ErrBroken) // the caller has left, unless the host closes: then its own end was first
		<-call.done
	}
}

// inCall reports whether the call on the stream still wants an answer.
func (s *Stream) inCall() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.busy && !s.answered
}

func (h *Host) startCall(ctx context.Context, s *Stream, last *served, open *wire.Open) (*served, error) {
	if last != nil {
		s.mu.Lock()
		over := s.answered && s.bodyDone
		s.mu.Unlock()
		if !over {
			return last, fmt.Errorf("%w: Open within a call", errState)
		}
		<-last.done // the caller has its answer; the handler may still be tidying up
	}
	admitted := h.admit()
	s.box.open()
	s.begin()
	ctx, cancel := context.WithCancel(ctx)
	call := &served{cancel: cancel, left: open.BodySize, done: make(chan struct{})}
	if !admitted {
		defer close(call.done)
		defer cancel()
		defer s.rest()
		return call, s.Send(ctx, &wire.Error{Code: wire.CodeDraining, Message: "node is going down"})
	}
	h.spawn(func() {
		defer h.leave()
		defer close(call.done)
		defer cancel()
		h.handlers.Call(ctx, s, open)
		s.box.close()
		if s.inCall() {
			s.end(errors.New("handler returned without an answer"))
			return
		}
		s.rest()
	})
	return call, nil
}

// takeBody passes the request on. After an early answer the rest of it is read and dropped, so that the stream can be used again.
func (s *Stream) takeBody(call *served, f wire.Frame) error {
	s.mu.Lock()
	fits, wanted := call != nil && !s.bodyDone, !s.answered
	s.mu.Unlock()
	if !fits {
		return fmt.Errorf("%w: %s outside a request", errState, f.Kind())
	}
	switch f := f.(type) {
	case wire.Body:
		if uint64(len(f)) > call.left {
			return fmt.Errorf("%w: body is longer than Open said", errState)
		}
		call.left -= uint64(len(f))
	case wire.BodyEnd:
		if call.left > 0 {
			return fmt.Errorf("%w: body is %d bytes shorter than Open said", errState, call.left)
		}
		s.note(f)
	}
	if !wanted {
		return nil
	}
	return s.box.put(f)
}
