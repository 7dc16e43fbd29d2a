package p2p

import (
	"context"
	"log/slog"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	ma "github.com/multiformats/go-multiaddr"

	"github.com/tolsey/tolsey/node/wire"
)

// IdleTime is how long a stream rests before it is swept.
const IdleTime = idleTime

// FrameTime is how long a frame may take.
const FrameTime = frameTime

// ErrIdle ends streams that are swept.
var ErrIdle = errIdle

// Sweep does what Run does every second, as at a given time.
func (h *Host) Sweep(now time.Time) { h.sweep(now) }

// SetPingTime shortens the wait for a peer that does not answer.
func (h *Host) SetPingTime(d time.Duration) { h.pingTime = d }

// ReadPeerFile reads a peer cache.
func ReadPeerFile(path string) (int, error) {
	peers, err := readPeers(path)
	return len(peers), err
}

// BareStream reads frames from raw without a host around it, as a serving stream of p, until the stream ends.
func BareStream(p peer.ID, raw network.Stream, accept func(wire.Frame) error) (struck int) {
	h := &Host{gate: newGate(true), log: slog.New(slog.DiscardHandler)}
	r := &remote{Peer: Peer{ID: p}, links: map[string]*link{}, changed: make(chan struct{})}
	l := &link{remote: r, streams: map[*Stream]struct{}{}}
	s := newStream(h, r.Peer, l, raw, raw)
	r.enter(s)
	s.read(context.Background(), accept)
	return h.gate.struck(p)
}

// Gate is the gate of a host, for tests of its rules.
type Gate = gate

// NewGate makes one.
func NewGate(private bool) *Gate { return newGate(private) }

// Strike, Admits, Reachable and Block are its rules.
func (g *gate) Strike(id peer.ID, now time.Time) bool { return g.strike(id, now) }
func (g *gate) Admits(id peer.ID) bool                { return g.admits(id) }
func (g *gate) Reachable(a ma.Multiaddr) bool         { return g.reachable(a) }
func (g *gate) Ban(id peer.ID)                        { g.block(id) }
func (g *gate) Struck() int                           { g.mu.Lock(); defer g.mu.Unlock(); return g.strikes.Len() }
