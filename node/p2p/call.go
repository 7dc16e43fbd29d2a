package p2p

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/protocol/identify"
	ma "github.com/multiformats/go-multiaddr"
	msmux "github.com/multiformats/go-multistream"

	"github.com/tolsey/tolsey/node/wire"
)

// ErrUnreachable is returned when a peer cannot be connected, or has no room for another call.
var ErrUnreachable = errors.New("peer is not reachable")

// OpenCall returns a stream at rest to a peer, from the pool or new: the caller sends Open on it, and calls Done. The peer is
// connected when it is not yet; where its address is not known, connected peers are asked for it.
func (h *Host) OpenCall(ctx context.Context, id peer.ID) (*Stream, error) {
	r, err := h.reach(ctx, id)
	if err != nil {
		return nil, err
	}
	for s := r.takeIdle(); s != nil; s = r.takeIdle() {
		if !s.ended() {
			s.begin()
			return s, nil
		}
	}
	for range 3 {
		if l := r.reserve(); l != nil {
			s, err := h.open(ctx, l, wire.CallProtocol, true)
			if err == nil {
				h.spawn(func() { s.readAnswers(h.ctx) })
			}
			return s, err
		}
		if err := h.spill(ctx, r); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("open call stream to %s: %w: all connections are full", id, ErrUnreachable)
}

// Done gives the stream up after a call. It is used again if the caller says so and the call has come to its end on both
// sides; else it is reset, which the peer sees as the caller's leaving.
func (s *Stream) Done(reusable bool) {
	if reusable && s.complete() {
		s.rest()
		s.link.remote.pool(s)
		return
	}
	s.end(errors.New("call was given up"))
}

func (s *Stream) complete() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.gone && s.answered && s.bodyDone && s.box.empty()
}

// open opens a stream on a link. The protocol is not negotiated but stated, together with the first frames: that the peer
// serves it shows at the first read.
func (h *Host) open(ctx context.Context, l *link, p protocol.ID, pooled bool) (*Stream, error) {
	r := l.remote
	fail := func(err error) (*Stream, error) {
		if pooled {
			r.release(l)
		}
		return nil, fmt.Errorf("open stream to %s: %w", r.ID, err)
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	raw, err := l.conn.NewStream(ctx)
	if err != nil {
		return fail(err)
	}
	if err := raw.SetProtocol(p); err != nil {
		_ = raw.ResetWithError(network.StreamResourceLimitExceeded)
		return fail(err)
	}
	s := newStream(h, r.Peer, l, raw, msmux.NewMSSelect(raw, p))
	s.ours, s.pooled = true, pooled
	s.begin()
	r.enter(s)
	if h.ctx.Err() != nil {
		s.end(h.ctx.Err())
		return nil, fmt.Errorf("open stream to %s: %w", r.ID, h.ctx.Err())
	}
	return s, nil
}

// started waits for the first write: reading before it would send the protocol's name in a packet of its own.
func (s *Stream) started(ctx context.Context) {
	select {
	case <-s.out.first:
	case <-ctx.Done():
	}
}

// readAnswers reads a call stream of ours.
func (s *Stream) readAnswers(ctx context.Context) {
	s.started(ctx)
	s.read(ctx, func(f wire.Frame) error {
		switch f.(type) {
		case *wire.Head, wire.Data, *wire.NeedVoucher, *wire.End, *wire.Error:
			return s.deliver(f)
		}
		return fmt.Errorf("%w: %s from the serving side", errState, f.Kind())
	})
}

// deliver gives an answer's frame to the call that waits for it.
func (s *Stream) deliver(f wire.Frame) error {
	s.mu.Lock()
	fits := s.busy && !s.answered
	s.mu.Unlock()
	if !fits {
		return fmt.Errorf("%w: %s outside a call", errState, f.Kind())
	}
	s.note(f)
	return s.box.put(f)
}

// spill dials a TCP connection beside those that are full. One caller dials, the others wait for it.
func (h *Host) spill(ctx context.Context, r *remote) error {
	r.spilling.Lock()
	defer r.spilling.Unlock()
	if l := r.reserve(); l != nil {
		r.release(l)
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	h.identified(ctx, r)
	var errs []error
	for _, addr := range h.host.Peerstore().Addrs(r.ID) {
		if !isTCP(addr) || !h.gate.InterceptAddrDial(r.ID, addr) {
			continue
		}
		if err := h.dialBeside(ctx, r, addr); err != nil {
			errs = append(errs, err)
			continue
		}
		return nil
	}
	if len(errs) == 0 {
		errs = append(errs, errors.New("all its streams are in use and it has no TCP address"))
	}
	return fmt.Errorf("open another connection to %s: %w: %w", r.ID, ErrUnreachable, errors.Join(errs...))
}

// identified waits until a peer that has just connected has told its addresses.
func (h *Host) identified(ctx context.Context, r *remote) {
	ids, ok := h.host.(interface{ IDService() identify.IDService })
	if l := r.main(); ok && l != nil {
		select {
		case <-ids.IDService().IdentifyWait(l.conn):
		case <-ctx.Done():
		}
	}
}

func (h *Host) dialBeside(ctx context.Context, r *remote, addr ma.Multiaddr) error {
	tpt := h.swarm.TransportForDialing(addr)
	if tpt == nil {
		return fmt.Errorf("no transport for %s", addr)
	}
	conn, err := tpt.Dial(ctx, addr, r.ID)
	if err != nil {
		return fmt.Errorf("dial %s: %w", addr, err)
	}
	local := conn.LocalMultiaddr()
	if err := h.injector.add(ctx, conn); err != nil {
		_ = conn.Close()
		return err
	}
	// The swarm tells of the connection from a goroutine of its own.
	for {
		changed := r.watch()
		if r.adopt(local) {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// adopt marks the link with this local address as one for overflow; false while it is not there.
func (r *remote) adopt(local ma.Multiaddr) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.links {
		if l.conn.LocalMultiaddr().Equal(local) {
			l.spilled = true
			return true
		}
	}
	return false
}

func isTCP(a ma.Multiaddr) bool {
	_, err := a.ValueForProtocol(ma.P_TCP)
	return err == nil
}

// keepAlive pings a connection with calls in progress on which nothing has been heard. A peer that was killed says nothing on
// QUIC, and libp2p would find out after 30 s: this closes the connection, so that its calls can go elsewhere.
func (h *Host) keepAlive(l *link, now time.Time) {
	if l.calls.Load() == 0 || now.UnixNano()-l.heard.Load() < int64(silence) || !l.pinging.CompareAndSwap(false, true) {
		return
	}
	h.spawn(func() {
		defer l.pinging.Store(false)
		ctx, cancel := context.WithTimeout(h.ctx, h.pingTime)
		defer cancel()
		if err := ping(ctx, l.conn); err != nil && h.ctx.Err() == nil {
			h.log.Warn("peer does not answer, its connection is closed", "peer", l.remote.ID, "transport", l.transport(), "error", err)
			_ = l.conn.Close()
			return
		}
		l.hear()
	})
}
