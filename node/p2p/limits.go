package p2p

import (
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/network"
	rcmgr "github.com/libp2p/go-libp2p/p2p/host/resource-manager"
	"golang.org/x/time/rate"
)

// Limits of a host and of each peer.
const (
	maxQUICStreams   = 200  // call streams on one QUIC connection; libp2p lets a peer open 256 of all kinds
	maxTCPStreams    = 1800 // call streams on one TCP connection: what maxPeerStreams leaves
	maxPeerStreams   = 2560 // of one peer, all connections
	maxStreams       = 16_384
	maxConns         = 1024
	yamuxStreamBytes = 256 << 10 // reserved per stream on TCP, whether used or not

	idleTime  = 5 * time.Minute  // of a stream at rest
	idleSlack = 30 * time.Second // longer on the serving side, so that a caller never takes a stream that is being closed
	frameTime = 10 * time.Second // of a frame in progress
	writeTime = 60 * time.Second // of one write to a peer that does not read
	dialTime  = 15 * time.Second
	askTime   = 10 * time.Second // of an ask whose caller sets no deadline

	maxInbox  = 1 << 20   // bytes of frames that a call has not taken yet; beyond, the peer is not read
	maxOutbox = 256 << 10 // bytes queued for a peer before Send waits

	silence  = 3 * time.Second // of a connection with calls in progress, before it is pinged
	pingTime = 7 * time.Second // until an unanswered ping closes the connection

	strikesOut = 3 // within banTime
	banTime    = time.Hour
)

// Rates per peer.
const (
	voucherRate   rate.Limit = 2000 // frames a second
	voucherBurst             = 1000
	pullRate      rate.Limit = 0.1 // pulls of the book a second
	pullBurst                = 6
	peersAskRate  rate.Limit = 1
	peersAskBurst            = 20
)

// newResources builds a manager under which maxPeerStreams streams between one pair hold. libp2p's own limits refuse the 76th
// stream of a protocol from one peer, and its memory limits the 64th on TCP; every scope a stream is in must be raised.
func newResources(metrics bool) (network.ResourceManager, error) {
	scaled := rcmgr.DefaultLimits
	libp2p.SetDefaultServiceLimits(&scaled)
	streams := func(n int) rcmgr.ResourceLimits {
		return rcmgr.ResourceLimits{
			Streams: rcmgr.LimitVal(2 * n), StreamsInbound: rcmgr.LimitVal(n), StreamsOutbound: rcmgr.LimitVal(n),
			Memory: rcmgr.LimitVal64(2 * n * yamuxStreamBytes),
		}
	}
	system := streams(maxStreams)
	system.Conns, system.ConnsInbound, system.ConnsOutbound, system.FD = maxConns, maxConns*3/4, maxConns, maxConns
	perPeer := streams(maxPeerStreams)
	perPeer.Conns, perPeer.ConnsInbound, perPeer.ConnsOutbound = 8, 8, 8
	limits := rcmgr.PartialLimitConfig{
		System: system, ProtocolDefault: streams(maxStreams), ProtocolPeerDefault: streams(maxPeerStreams), PeerDefault: perPeer,
		// A stream is transient until its protocol is known: a burst of opens must fit.
		Transient: rcmgr.ResourceLimits{
			Streams: 4096, StreamsInbound: 2048, StreamsOutbound: 2048, Conns: 256, ConnsInbound: 128, ConnsOutbound: 256, FD: 256, Memory: 4096 * yamuxStreamBytes,
		},
	}
	var opts []rcmgr.Option
	if !metrics {
		opts = append(opts, rcmgr.WithMetricsDisabled())
	}
	return rcmgr.NewResourceManager(rcmgr.NewFixedLimiter(limits.Build(scaled.AutoScale())), opts...)
}
