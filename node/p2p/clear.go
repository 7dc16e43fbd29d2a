package p2p

import (
	"context"
	"errors"
	"fmt"

	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/wire"
)

// SendVoucher sends a voucher frame to its payee. The answer comes to the handler Ack. Vouchers of a pair have a stream of
// their own: on a call's stream the answer to a voucher would wait behind data that an application is slow to read.
func (h *Host) SendVoucher(ctx context.Context, id peer.ID, f *channel.Frame) error {
	r, err := h.reach(ctx, id)
	if err != nil {
		return err
	}
	for range 2 {
		var s *Stream
		if s, err = h.voucherStream(ctx, r); err != nil {
			return err
		}
		if err = s.Send(ctx, &wire.VoucherFrame{Frame: *f}); !errors.Is(err, ErrBroken) {
			s.rest()
			return err
		}
	}
	return err
}

func (h *Host) voucherStream(ctx context.Context, r *remote) (*Stream, error) {
	r.mu.Lock()
	s := r.voucher
	r.mu.Unlock()
	if s != nil && !s.ended() {
		return s, nil
	}
	s, err := h.openClear(ctx, r)
	if err != nil {
		return nil, err
	}
	s.rest()
	r.mu.Lock()
	first := r.voucher
	if first == nil || first.ended() {
		r.voucher, first = s, s
	}
	r.mu.Unlock()
	if first != s {
		s.end(errors.New("another stream came first"))
	}
	return first, nil
}

// AskClear sends an ask of /tolsey/clear/1 and returns its answer. A *wire.Error is returned as the error. An ask may be sent
// twice when a connection breaks.
func (h *Host) AskClear(ctx context.Context, id peer.ID, ask wire.Frame) (wire.Frame, error) {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, askTime)
		defer cancel()
	}
	for {
		r, err := h.reach(ctx, id)
		if err != nil {
			return nil, err
		}
		s, used, err := h.askStream(ctx, r)
		if err != nil {
			return nil, err
		}
		answer, err := s.ask(ctx, ask)
		if used && errors.Is(err, ErrBroken) {
			continue // the stream had died at rest, with the connection or the peer
		}
		if err != nil {
			return nil, fmt.Errorf("ask %s of %s: %w", ask.Kind(), id, err)
		}
		return answer, nil
	}
}

// askStream returns a stream for one ask, and whether it has been used before.
func (h *Host) askStream(ctx context.Context, r *remote) (*Stream, bool, error) {
	if s := r.takeAsk(); s != nil {
		s.begin()
		return s, true, nil
	}
	s, err := h.openClear(ctx, r)
	return s, false, err
}

// takeAsk takes an idle stream for asks; those that have ended are not in the list.
func (r *remote) takeAsk() *Stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(r.asks)
	if n == 0 {
		return nil
	}
	s := r.asks[n-1]
	r.asks = r.asks[:n-1]
	return s
}

func (s *Stream) ask(ctx context.Context, ask wire.Frame) (wire.Frame, error) {
	s.mu.Lock()
	s.entries = ask.Kind() == wire.KindEntriesAsk
	s.mu.Unlock()
	answer, err := s.exchange(ctx, ask)
	if err != nil {
		s.end(err)
		return nil, err
	}
	s.rest()
	s.link.remote.poolAsk(s)
	if e, ok := answer.(*wire.Error); ok {
		return nil, e
	}
	return answer, nil
}

func (s *Stream) exchange(ctx context.Context, ask wire.Frame) (wire.Frame, error) {
	if err := s.Send(ctx, ask); err != nil {
		return nil, err
	}
	return s.Recv(ctx)
}

func (r *remote) poolAsk(s *Stream) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, here := s.link.streams[s]; here {
		r.asks = append(r.asks, s)
	}
}

func (h *Host) openClear(ctx context.Context, r *remote) (*Stream, error) {
	l := r.main()
	if l == nil {
		return nil, fmt.Errorf("open stream to %s: %w", r.ID, ErrUnreachable)
	}
	s, err := h.open(ctx, l, wire.ClearProtocol, false)
	if err != nil {
		return nil, err
	}
	h.spawn(func() {
		s.started(h.ctx)
		s.read(h.ctx, s.deliver)
	})
	return s, nil
}

// serveClear is the handler of /tolsey/clear/1: asks are answered in their order.
func (h *Host) serveClear(s *Stream) {
	s.rest()
	s.read(h.ctx, func(f wire.Frame) error {
		switch f.(type) {
		case *wire.Hello, *wire.ResyncAsk, *wire.EntriesAsk, *wire.ReceiptsAsk, *wire.CloseAsk:
		default:
			return fmt.Errorf("%w: %s is no ask of %s", errState, f.Kind(), wire.ClearProtocol)
		}
		var answer wire.Frame = &wire.Error{Code: wire.CodePolicy, Message: "node does not sell"}
		if h.handlers.Clear != nil {
			if answer = h.handlers.Clear(h.ctx, s.peer, f); answer == nil {
				answer = &wire.Error{Code: wire.CodeInternal}
			}
		}
		s.rest()
		return s.Send(h.ctx, answer)
	})
}
