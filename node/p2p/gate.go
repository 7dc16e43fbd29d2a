package p2p

import (
	"errors"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/libp2p/go-libp2p/core/connmgr"
	"github.com/libp2p/go-libp2p/core/control"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"
)

const (
	maxStruck = 4096    // peers whose strikes are remembered
	maxBanned = 1 << 14 // bans that are remembered
)

// gate decides who may connect, and which addresses are dialled: strikes, bans, and no private addresses on a public network,
// so that what a peer announces does not make the node scan the operator's LAN.
type gate struct {
	private bool

	mu      sync.Mutex
	strikes *lru.LRU[peer.ID, strike]
	banned  *lru.LRU[peer.ID, time.Time] // until
	blocked map[peer.ID]bool             // for good
}

type strike struct {
	count int
	since time.Time
}

var _ connmgr.ConnectionGater = (*gate)(nil)

func newGate(private bool) *gate {
	strikes, err1 := lru.NewLRU[peer.ID, strike](maxStruck, nil)
	banned, err2 := lru.NewLRU[peer.ID, time.Time](maxBanned, nil)
	if err := errors.Join(err1, err2); err != nil {
		panic("developer error: " + err.Error())
	}
	return &gate{private: private, strikes: strikes, banned: banned, blocked: map[peer.ID]bool{}}
}

// strike counts a fault of a peer and reports whether it is banned now.
func (g *gate) strike(id peer.ID, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	s, _ := g.strikes.Get(id)
	if now.Sub(s.since) > banTime {
		s = strike{since: now}
	}
	if s.count++; s.count < strikesOut {
		g.strikes.Add(id, s)
		return false
	}
	g.strikes.Remove(id)
	g.banned.Add(id, now.Add(banTime))
	return true
}

func (g *gate) block(id peer.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.blocked[id] = true
}

// unblock forgets a peer's faults and its ban.
func (g *gate) unblock(id peer.ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.blocked, id)
	g.banned.Remove(id)
	g.strikes.Remove(id)
}

func (g *gate) struck(id peer.ID) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	s, _ := g.strikes.Peek(id)
	return s.count
}

func (g *gate) admits(id peer.ID) bool {
	if _, err := AddressOf(id); err != nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	until, banned := g.banned.Peek(id)
	return !g.blocked[id] && (!banned || time.Now().After(until))
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
