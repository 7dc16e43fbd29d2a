package p2p

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	ma "github.com/multiformats/go-multiaddr"
)

// PeerInfo is a connected peer, for the operator.
type PeerInfo struct {
	Peer
	Addrs      []string      // remote address of each connection
	Transports []string      // "quic" or "tcp" of each connection
	Inbound    bool          // the peer dialled the oldest connection
	Since      time.Time     // of the oldest connection
	Agent      string        // program and version, as the peer says
	Latency    time.Duration // 0: not measured
	Calls      int           // calls and asks in progress, both ways
	Idle       int           // pooled streams at rest
	Families   []string      // of the topics that the peer shares with this node
	Strikes    int
}

// Peers lists who is connected, by peer id.
func (h *Host) Peers() []PeerInfo {
	h.mu.Lock()
	remotes := make([]*remote, 0, len(h.peers))
	for _, r := range h.peers {
		remotes = append(remotes, r)
	}
	h.mu.Unlock()
	families := h.gossip.families()
	out := make([]PeerInfo, 0, len(remotes))
	for _, r := range remotes {
		info := r.info()
		info.Families = families[r.ID]
		info.Strikes = h.gate.struck(r.ID)
		info.Latency = h.host.Peerstore().LatencyEWMA(r.ID)
		if agent, err := h.host.Peerstore().Get(r.ID, "AgentVersion"); err == nil {
			info.Agent = printable(agent)
		}
		out = append(out, info)
	}
	slices.SortFunc(out, func(a, b PeerInfo) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}

func (r *remote) info() PeerInfo {
	r.mu.Lock()
	defer r.mu.Unlock()
	info := PeerInfo{Peer: r.Peer, Since: r.since}
	for i, l := range r.byPreference() {
		info.Addrs = append(info.Addrs, l.conn.RemoteMultiaddr().String())
		info.Transports = append(info.Transports, l.transport())
		info.Calls += int(l.calls.Load())
		info.Idle += len(l.idle)
		if i == 0 {
			info.Inbound = l.conn.Stat().Direction == network.DirInbound
		}
	}
	return info
}

// Connect dials a peer at a multiaddr that ends in /p2p/<peer id>.
func (h *Host) Connect(ctx context.Context, addr string) error {
	info, err := parsePeer(addr)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	h.swarm.Backoff().Clear(info.ID) // somebody asks for it by hand: a failure just now is no reason to wait
	if err := h.host.Connect(ctx, *info); err != nil {
		return fmt.Errorf("connect %s: %w", info.ID, err)
	}
	return nil
}

// printable makes what a peer says of itself fit for a table.
func printable(agent any) string {
	s, _ := agent.(string)
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s[:min(len(s), maxAgent)])
}

const maxAgent = 64 // bytes

// Protect keeps a peer's connection from being trimmed when there are too many, or no longer: for those that a node shares a
// channel with.
func (h *Host) Protect(id peer.ID, on bool) {
	if on {
		h.host.ConnManager().Protect(id, channelTag)
	} else {
		h.host.ConnManager().Unprotect(id, channelTag)
	}
}

// Block closes a peer's connections and admits none until the process ends.
func (h *Host) Block(id peer.ID) {
	h.gate.block(id)
	_ = h.swarm.ClosePeer(id)
}

// Unblock lets a peer in again.
func (h *Host) Unblock(id peer.ID) { h.gate.unblock(id) }

// strike counts a fault of a peer; the third within an hour bans it for one.
func (h *Host) strike(id peer.ID, why string) {
	banned := h.gate.strike(id, time.Now())
	h.log.Warn("peer broke the protocol", "peer", id, "why", why, "banned", banned)
	if banned {
		h.spawn(func() { _ = h.swarm.ClosePeer(id) })
	}
}

// reach returns a connected peer, dialling it when need be.
func (h *Host) reach(ctx context.Context, id peer.ID) (*remote, error) {
	if r := h.live(id); r != nil {
		return r, nil
	}
	if id == h.ID() {
		return nil, fmt.Errorf("connect %s: %w: it is this node", id, ErrUnreachable)
	}
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	if len(h.host.Peerstore().Addrs(id)) == 0 {
		h.findPeer(ctx, id)
	}
	if err := h.host.Connect(ctx, peer.AddrInfo{ID: id}); err != nil {
		return nil, fmt.Errorf("connect %s: %w: %w", id, ErrUnreachable, err)
	}
	if r := h.live(id); r != nil {
		return r, nil
	}
	return nil, fmt.Errorf("connect %s: %w: the connection closed at once", id, ErrUnreachable)
}

// live returns a peer with an open connection. One that has just closed may not have been told of yet.
func (h *Host) live(id peer.ID) *remote {
	if r := h.remote(id); r != nil && r.main() != nil {
		return r
	}
	return nil
}

// findPeer asks connected peers for the address of one that is not.
func (h *Host) findPeer(ctx context.Context, id peer.ID) {
	asked := 0
	for _, p := range h.host.Network().Peers() {
		if h.askPeers(ctx, p, id) == nil && len(h.host.Peerstore().Addrs(id)) > 0 {
			return
		}
		if asked++; asked == 8 || ctx.Err() != nil {
			return
		}
	}
}

func (h *Host) remote(id peer.ID) *remote {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.peers[id]
}

func (h *Host) linkOf(c network.Conn) *link {
	r := h.remote(c.RemotePeer())
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.links[c.ID()]
}

// connected is told of each new connection, before any stream on it.
func (h *Host) connected(_ network.Network, c network.Conn) {
	p, err := peerOf(c.RemotePeer())
	if err != nil {
		return // the gate admits no such peer
	}
	h.mu.Lock()
	r, known := h.peers[p.ID]
	if !known {
		r = &remote{Peer: p, since: time.Now(), links: map[string]*link{}, changed: make(chan struct{})}
		h.peers[p.ID] = r
	}
	r.mu.Lock()
	r.links[c.ID()] = newLink(r, c)
	close(r.changed)
	r.changed = make(chan struct{})
	r.mu.Unlock()
	h.mu.Unlock()
	if !known {
		h.log.Info("peer connected", "peer", p.ID, "address", p.Address, "addr", c.RemoteMultiaddr())
	}
}

func (h *Host) disconnected(_ network.Network, c network.Conn) {
	h.mu.Lock()
	r := h.peers[c.RemotePeer()]
	if r == nil {
		h.mu.Unlock()
		return
	}
	r.mu.Lock()
	delete(r.links, c.ID())
	last := len(r.links) == 0
	r.mu.Unlock()
	if last {
		delete(h.peers, r.ID)
	}
	h.mu.Unlock()
	if last {
		h.log.Info("peer disconnected", "peer", r.ID, "address", r.Address)
	}
}

// quicFirst dials QUIC at once and TCP when that has not worked for a while.
func quicFirst(addrs []ma.Multiaddr) []network.AddrDelay {
	const patience = 500 * time.Millisecond
	isQUIC := func(a ma.Multiaddr) bool { _, err := a.ValueForProtocol(ma.P_QUIC_V1); return err == nil }
	var out []network.AddrDelay
	wait := time.Duration(0)
	if slices.ContainsFunc(addrs, isQUIC) {
		wait = patience
	}
	for _, a := range addrs {
		if isQUIC(a) {
			out = append(out, network.AddrDelay{Addr: a})
		}
	}
	for _, a := range addrs {
		if !isQUIC(a) {
			out = append(out, network.AddrDelay{Addr: a, Delay: wait})
		}
	}
	return out
}
