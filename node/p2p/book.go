package p2p

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/peerstore"
	"github.com/libp2p/go-libp2p/core/record"

	"github.com/tolsey/tolsey/node/wire"
)

const (
	maxPulled    = 20_000           // pages of one pull
	pullTime     = 60 * time.Second // of one pull
	pullBatch    = 16               // pages per write
	maxPeerAddrs = 16               // addresses of a peer that another one names
	peerAddrTime = time.Hour        // they are kept
)

// PullPages asks a peer for the live pages of families, all when none is named, and gives each to the handler Page. It returns
// how many were accepted.
func (h *Host) PullPages(ctx context.Context, id peer.ID, families []string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, pullTime)
	defer cancel()
	accepted := 0
	err := h.askBook(ctx, id, &wire.PullAsk{Families: families, Known: h.gossip.known.list(families, time.Now())}, func(f wire.Frame) (bool, error) {
		switch f := f.(type) {
		case wire.PageFrame:
			switch h.gossip.takePage(id, f, "") {
			case Accept:
				accepted++
			case Reject:
				h.strike(id, "price page that no honest peer passes on")
				return false, errors.New("peer sent a page that is not valid")
			}
			return true, nil
		case wire.PullEnd:
			return false, nil
		}
		return false, fmt.Errorf("%w: %s in answer to PullAsk", errState, f.Kind())
	})
	if err != nil {
		return accepted, fmt.Errorf("pull pages from %s: %w", id, err)
	}
	return accepted, nil
}

// askPeers asks a peer for addresses: of the wanted, else of any.
func (h *Host) askPeers(ctx context.Context, id peer.ID, want ...peer.ID) error {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	ask := &wire.PeersAsk{}
	for _, w := range want {
		ask.Want = append(ask.Want, []byte(w))
	}
	return h.askBook(ctx, id, ask, func(f wire.Frame) (bool, error) {
		peers, ok := f.(*wire.Peers)
		if !ok {
			return false, fmt.Errorf("%w: %s in answer to PeersAsk", errState, f.Kind())
		}
		for _, data := range peers.Records {
			if err := h.keepRecord(data); err != nil {
				h.strike(id, "peer record: "+err.Error())
				return false, err
			}
		}
		return false, nil
	})
}

// keepRecord keeps the addresses that a peer has signed, as far as this node would dial them.
func (h *Host) keepRecord(data []byte) error {
	envelope, rec, err := record.ConsumeEnvelope(data, peer.PeerRecordEnvelopeDomain)
	if err != nil {
		return err
	}
	r, ok := rec.(*peer.PeerRecord)
	if !ok || !r.PeerID.MatchesPublicKey(envelope.PublicKey) {
		return errors.New("record is not signed by its peer")
	}
	if r.PeerID == h.ID() || !h.gate.admits(r.PeerID) {
		return nil
	}
	addrs := h.gate.keep(r.Addrs)
	h.host.Peerstore().AddAddrs(r.PeerID, addrs[:min(len(addrs), maxPeerAddrs)], peerAddrTime)
	return nil
}

// askBook sends an ask of /tolsey/book/1 and gives the answers to take until it wants no more.
func (h *Host) askBook(ctx context.Context, id peer.ID, ask wire.Frame, take func(wire.Frame) (more bool, err error)) error {
	r, err := h.reach(ctx, id)
	if err != nil {
		return err
	}
	l := r.main()
	if l == nil {
		return ErrUnreachable
	}
	s, err := h.open(ctx, l, wire.BookProtocol, false)
	if err != nil {
		return err
	}
	defer s.end(errors.New("ask is done"))
	h.spawn(func() {
		s.started(h.ctx)
		s.read(h.ctx, s.deliver)
	})
	if err := s.Send(ctx, ask); err != nil {
		return err
	}
	for n := 0; n <= maxPulled; n++ {
		f, err := s.Recv(ctx)
		if err != nil {
			return err
		}
		if e, ok := f.(*wire.Error); ok {
			return e
		}
		if more, err := take(f); err != nil || !more {
			return err
		}
	}
	return fmt.Errorf("peer sent over %d pages", maxPulled)
}

// serveBook is the handler of /tolsey/book/1.
func (h *Host) serveBook(s *Stream) {
	s.rest()
	s.read(h.ctx, func(f wire.Frame) error {
		s.rest()
		switch f := f.(type) {
		case *wire.PullAsk:
			if !h.quota(s.peer.ID).pulls.Allow() {
				return s.Send(h.ctx, &wire.Error{Code: wire.CodeRate, RetryAfter: 10_000})
			}
			return h.sendPages(s, f)
		case *wire.PeersAsk:
			if !h.quota(s.peer.ID).peers.Allow() {
				return s.Send(h.ctx, &wire.Error{Code: wire.CodeRate, RetryAfter: 1000})
			}
			return s.Send(h.ctx, h.peerRecords(s.peer.ID, f.Want))
		}
		return fmt.Errorf("%w: %s is no ask of %s", errState, f.Kind(), wire.BookProtocol)
	})
}

func (h *Host) sendPages(s *Stream, ask *wire.PullAsk) error {
	if h.handlers.Pages == nil {
		return s.Send(h.ctx, wire.PullEnd{})
	}
	asker := askerKnows(ask.Known)
	var batch []wire.Frame
	for _, data := range h.handlers.Pages(ask.Families) {
		if isKnown(asker, data) {
			continue
		}
		if batch = append(batch, wire.PageFrame(data)); len(batch) == pullBatch {
			if err := s.Send(h.ctx, batch...); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return s.Send(h.ctx, append(batch, wire.PullEnd{})...)
}

// peerRecords collects the signed records of peers that this node is, or was, connected to.
func (h *Host) peerRecords(asker peer.ID, want [][]byte) *wire.Peers {
	book, ok := peerstore.GetCertifiedAddrBook(h.host.Peerstore())
	if !ok {
		return &wire.Peers{}
	}
	var ids []peer.ID
	for _, w := range want {
		ids = append(ids, peer.ID(w))
	}
	if len(want) == 0 {
		ids = h.host.Network().Peers()
		rand.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	}
	out := &wire.Peers{}
	for _, id := range ids {
		if id == asker || len(out.Records) == wire.MaxPeers || h.host.Network().Connectedness(id) != network.Connected {
			continue
		}
		if envelope := book.GetPeerRecord(id); envelope != nil {
			if data, err := envelope.Marshal(); err == nil && len(data) <= wire.MaxRecord {
				out.Records = append(out.Records, data)
			}
		}
	}
	return out
}
