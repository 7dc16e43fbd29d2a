package p2p

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/peerstore"
	"github.com/libp2p/go-libp2p/core/protocol"
	"golang.org/x/sync/semaphore"

	"github.com/tolsey/tolsey/node/wire"
)

// The pace of the host's long-lived work.
const (
	tick          = time.Second // calls are watched, streams at rest swept
	bootstrapWait = 3 * time.Second
	meetEvery     = 20 * time.Second // more peers are met, while there are few
	pullEvery     = 2 * time.Minute  // pages that gossip lost are pulled from a peer at random
	pullAgain     = 5 * time.Second
	saveEvery     = 5 * time.Minute
	enoughPeers   = 32
	firstPulls    = 3 // peers that a newcomer pulls the whole book from
	background    = 8 // dials and asks under way at once
)

// Run meets peers, keeps the book of pages complete and sweeps streams at rest, until ctx ends; then it closes the host.
func (h *Host) Run(ctx context.Context) error {
	defer h.Close()
	w := &work{h: h, slots: semaphore.NewWeighted(background), seen: map[peer.ID]time.Time{}}
	w.loadPeers()
	w.dialBootstrap(ctx)
	w.meet(ctx)
	every := func(d time.Duration) <-chan time.Time {
		t := time.NewTicker(d)
		context.AfterFunc(ctx, t.Stop)
		return t.C
	}
	ticks, dials, meets, pulls, saves := every(tick), every(bootstrapWait), every(meetEvery), every(pullEvery), every(saveEvery)
	for {
		select {
		case <-ctx.Done():
			w.savePeers()
			return nil
		case e, ok := <-h.events.Out():
			if !ok {
				return nil // closed by Close
			}
			w.met(ctx, e.(event.EvtPeerIdentificationCompleted))
		case now := <-ticks:
			h.sweep(now)
		case <-dials:
			w.dialBootstrap(ctx)
			if len(h.host.Network().Peers()) == 0 {
				w.meet(ctx)
			}
		case <-meets:
			w.meet(ctx)
		case <-pulls:
			w.pullSome(ctx)
		case <-saves:
			w.savePeers()
		}
	}
}

// work is the state of Run.
type work struct {
	h      *Host
	slots  *semaphore.Weighted
	pulled int                   // whole books begun to be pulled
	seen   map[peer.ID]time.Time // peers of the cache, and when each was last connected
}

// do runs f in the background; it is left out when enough is under way, to be tried again later.
func (w *work) do(f func()) {
	if !w.slots.TryAcquire(1) {
		return
	}
	w.h.spawn(func() {
		defer w.slots.Release(1)
		f()
	})
}

// met asks a new peer for others, and for the pages that it knows.
func (w *work) met(ctx context.Context, e event.EvtPeerIdentificationCompleted) {
	w.keepRecord(e)
	if !speaks(e.Protocols, wire.BookProtocol) {
		return
	}
	pull := w.pulled < firstPulls
	if pull {
		w.pulled++
	}
	if pull {
		// Pages that were published between this pull and the peer's first gossip come with the next one.
		time.AfterFunc(pullAgain, func() { w.do(func() { w.pull(ctx, e.Peer) }) })
	}
	w.do(func() {
		if pull {
			w.pull(ctx, e.Peer)
		}
		if err := w.h.askPeers(ctx, e.Peer); err != nil {
			w.h.log.Debug("peer gives no other peers", "peer", e.Peer, "error", err)
		}
		w.meet(ctx)
	})
}

// keepRecord keeps the peer's own signed addresses, to be passed on: identify checks the record and does not keep it.
func (w *work) keepRecord(e event.EvtPeerIdentificationCompleted) {
	book, ok := peerstore.GetCertifiedAddrBook(w.h.host.Peerstore())
	if !ok || e.SignedPeerRecord == nil {
		return
	}
	if _, err := book.ConsumePeerRecord(e.SignedPeerRecord, peerAddrTime); err != nil {
		w.h.log.Debug("peer's record is not kept", "peer", e.Peer, "error", err)
	}
}

func speaks(list []protocol.ID, p protocol.ID) bool {
	for _, x := range list {
		if x == p {
			return true
		}
	}
	return false
}

func (w *work) pull(ctx context.Context, id peer.ID) {
	n, err := w.h.PullPages(ctx, id, w.h.cfg.Families)
	if err != nil {
		w.h.log.Debug("pages are not pulled", "peer", id, "error", err)
		return
	}
	w.h.log.Debug("pages pulled", "peer", id, "accepted", n)
}

// pullSome pulls from a peer at random what gossip has lost.
func (w *work) pullSome(ctx context.Context) {
	peers := w.h.host.Network().Peers()
	if len(peers) == 0 {
		return
	}
	id := peers[rand.IntN(len(peers))]
	w.do(func() { w.pull(ctx, id) })
}

func (w *work) dialBootstrap(ctx context.Context) {
	for _, info := range w.h.bootstrap {
		if info.ID == w.h.ID() || w.h.host.Network().Connectedness(info.ID) == network.Connected {
			continue
		}
		w.do(func() {
			ctx, cancel := context.WithTimeout(ctx, dialTime)
			defer cancel()
			w.h.swarm.Backoff().Clear(info.ID) // the pace is ours
			if err := w.h.host.Connect(ctx, info); err != nil {
				w.h.log.Debug("bootstrap peer is not connected", "peer", info.ID, "error", err)
			}
		})
	}
}

// meet dials peers whose addresses are known, while there are few connections.
func (w *work) meet(ctx context.Context) {
	net := w.h.host.Network()
	ids := w.h.host.Peerstore().PeersWithAddrs()
	rand.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	room := enoughPeers - len(net.Peers())
	for _, id := range ids {
		if room <= 0 {
			return
		}
		if id == w.h.ID() || net.Connectedness(id) == network.Connected || !w.h.gate.admits(id) {
			continue
		}
		room--
		w.do(func() {
			ctx, cancel := context.WithTimeout(ctx, dialTime)
			defer cancel()
			if err := w.h.host.Connect(ctx, peer.AddrInfo{ID: id}); err != nil {
				w.h.log.Debug("peer is not met", "peer", id, "error", err)
			}
		})
	}
}

// sweep ends streams that have rested too long, pings silent connections with calls, and keeps peers with calls from being trimmed.
func (h *Host) sweep(now time.Time) {
	h.mu.Lock()
	remotes := make([]*remote, 0, len(h.peers))
	for _, r := range h.peers {
		remotes = append(remotes, r)
	}
	h.mu.Unlock()
	for _, r := range remotes {
		for _, s := range r.stale(now) {
			s.end(errIdle)
		}
		links, streams := r.load()
		for _, l := range links {
			h.keepAlive(l, now)
		}
		if streams > 0 {
			h.host.ConnManager().Protect(r.ID, streamsTag)
		} else {
			h.host.ConnManager().Unprotect(r.ID, streamsTag)
		}
	}
}

// Reasons for which a peer's connection is not trimmed.
const (
	streamsTag = "tolsey-streams"
	channelTag = "tolsey-channel"
)
