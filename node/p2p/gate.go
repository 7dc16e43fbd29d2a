package p2p

import (
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/connmgr"
	"github.com/libp2p/go-libp2p/core/control"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"
)

const maxStruck = 4096 // peers whose strikes are remembered

// gate decides who may connect, and which addresses are dialled: strikes, bans, and no private addresses on a public network,
// so that what a peer announces does not make the node scan the operator's LAN.
type gate struct {
	private bool

	mu      sync.Mutex
	strikes map[peer.ID]strike
	banned  map[peer.ID]time.Time // until; zero: for good
}

type strike struct {
	count int
	since time.Time
}

var _ connmgr.ConnectionGater = (*gate)(nil)

func newGate(private bool) *gate {
	return &gate{private: private, strikes: map[peer.ID]strike{}, banned: map[peer.ID]time.Time{}}
}

// strike counts a fault of a peer and reports whether it is banned now.
func (g *gate) strike(id peer.ID, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.strikes[id]
	if now.Sub(s.since) > banTime {
		s = strike{since: now}
	}
	s.count++
	if s.count < strikesOut {
		g.forget(now)
		g.strikes[id] = s
		return false
	}
	delete(g.strikes, id)
	if until, ok := g.banned[id]; !ok || !until.IsZero() {
		g.banned[id] = now.Add(banTime)
	}
	return true
}

// unblock forgets a peer's faults and its ban.
func (g *gate) unblock(id peer.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.banned, id)
	delete(g.strikes, id)
}

// forget keeps both tables small: what has run out goes, then anything.
func (g *gate) forget(now time.Time) {
	for id, until := range g.banned {
		if !until.IsZero() && now.After(until) {
			delete(g.banned, id)
		}
	}
	if len(g.strikes) < maxStruck {
		return
	}
	for id, s := range g.strikes {
		if now.Sub(s.since) > banTime {
			delete(g.strikes, id)
		}
	}
	for id := range g.strikes {
		if len(g.strikes) < maxStruck {
			return
		}
		delete(g.strikes, id)
	}
}

func (g *gate) block(id peer.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.banned[id] = time.Time{}
}

func (g *gate) struck(id peer.ID) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.strikes[id].count
}

func (g *gate) admits(id peer.ID) bool {
	if _, err := AddressOf(id); err != nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	until, banned := g.banned[id]
	return !banned || !until.IsZero() && time.Now().After(until)
}

// reachable reports whether an address may be dialled, announced and kept.
func (g *gate) reachable(a ma.Multiaddr) bool {
	if first, _ := ma.SplitFirst(a); first == nil || first.Protocol().Code == injectorProtocol {
		return false
	}
	if manet.IsIPUnspecified(a) {
		return false
	}
	// A name is judged once it is resolved: InterceptAddrDial sees it again.
	return g.private || manet.IsPublicAddr(a) || !manet.IsThinWaist(a)
}

func (g *gate) keep(addrs []ma.Multiaddr) []ma.Multiaddr {
	return ma.FilterAddrs(addrs, g.reachable)
}

func (g *gate) InterceptPeerDial(id peer.ID) bool                               { return g.admits(id) }
func (g *gate) InterceptAddrDial(_ peer.ID, a ma.Multiaddr) bool                { return g.reachable(a) }
func (g *gate) InterceptAccept(network.ConnMultiaddrs) bool                     { return true }
func (g *gate) InterceptUpgraded(network.Conn) (bool, control.DisconnectReason) { return true, 0 }
func (g *gate) InterceptSecured(_ network.Direction, id peer.ID, _ network.ConnMultiaddrs) bool {
	return g.admits(id)
}
