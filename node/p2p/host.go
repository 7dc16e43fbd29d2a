package p2p

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/libp2p/go-libp2p"
	lcrypto "github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/event"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/host/eventbus"
	"github.com/libp2p/go-libp2p/p2p/muxer/yamux"
	"github.com/libp2p/go-libp2p/p2p/net/connmgr"
	"github.com/libp2p/go-libp2p/p2p/net/swarm"
	"github.com/libp2p/go-libp2p/p2p/security/noise"
	quic "github.com/libp2p/go-libp2p/p2p/transport/quic"
	"github.com/libp2p/go-libp2p/p2p/transport/tcp"
	ma "github.com/multiformats/go-multiaddr"
	"golang.org/x/time/rate"

	"github.com/tolsey/tolsey/node/wire"
)

// Connections that the host keeps, and trims back to. Peers with calls are never trimmed.
const (
	connsLow  = 192
	connsHigh = 384
	maxQuotas = 1 << 14 // peers whose rates are remembered
)

// Host is a node's place in the network.
type Host struct {
	cfg       Config
	handlers  Handlers
	log       *slog.Logger
	host      host.Host
	swarm     *swarm.Swarm
	gate      *gate
	injector  *injector
	gossip    *gossip
	quotas    *lru.Cache[peer.ID, *quota]
	bootstrap []peer.AddrInfo
	pingTime  time.Duration // until an unanswered ping closes a connection
	events    event.Subscription

	ctx    context.Context // ends with the host
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu       sync.Mutex // guards what follows
	peers    map[peer.ID]*remote
	closing  bool
	draining bool
	calls    int           // being served
	quiet    chan struct{} // closed when calls is 0 while draining
}

// quota is what a peer may send, whatever it reconnects.
type quota struct{ vouchers, pulls, peers, gossip *rate.Limiter }

// New starts a host: it listens and serves at once. Run does the rest.
func New(cfg Config, handlers Handlers) (*Host, error) {
	if cfg.Key == nil {
		return nil, errors.New("start p2p: config has no node key")
	}
	h := &Host{
		cfg: cfg, handlers: handlers, log: cfg.Log, gate: newGate(cfg.AllowPrivate), injector: newInjector(), peers: map[peer.ID]*remote{}, quiet: make(chan struct{}),
		pingTime: pingTime,
	}
	if h.log == nil {
		h.log = slog.Default()
	}
	if err := h.parseBootstrap(); err != nil {
		return nil, fmt.Errorf("start p2p: bootstrap %w", err)
	}
	if len(cfg.Families) > wire.MaxFamilies {
		return nil, fmt.Errorf("start p2p: %d families of models, at most %d; name none to hear of all", len(cfg.Families), wire.MaxFamilies)
	}
	for _, family := range cfg.Families {
		if !wire.ValidFamily(family) {
			return nil, fmt.Errorf("start p2p: %.40q is not the name of a family of models", family)
		}
	}
	var err error
	if h.quotas, err = lru.New[peer.ID, *quota](maxQuotas); err != nil {
		return nil, err
	}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	if err := h.start(); err != nil {
		h.Close()
		return nil, fmt.Errorf("start p2p: %w", err)
	}
	return h, nil
}

// parseBootstrap gathers the addresses of each peer, so that they are dialled in our order of transports.
func (h *Host) parseBootstrap() error {
	for _, s := range h.cfg.Bootstrap {
		info, err := parsePeer(s)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(h.bootstrap, func(b peer.AddrInfo) bool { return b.ID == info.ID })
		if at < 0 {
			h.bootstrap = append(h.bootstrap, *info)
			continue
		}
		h.bootstrap[at].Addrs = append(h.bootstrap[at].Addrs, info.Addrs...)
	}
	return nil
}

func (h *Host) start() error {
	listen, err := parseAddrs(h.cfg.Listen)
	if err != nil {
		return err
	}
	if h.host, err = h.newHost(); err != nil {
		return err
	}
	h.swarm = h.host.Network().(*swarm.Swarm)
	h.swarm.Notify(&network.NotifyBundle{ConnectedF: h.connected, DisconnectedF: h.disconnected})
	if err := h.swarm.AddTransport(h.injector); err != nil {
		return err
	}
	if err := h.swarm.AddListenAddr(injectorAddr); err != nil {
		return err
	}
	if h.events, err = h.host.EventBus().Subscribe(new(event.EvtPeerIdentificationCompleted), eventbus.BufSize(256)); err != nil {
		return err
	}
	if h.gossip, err = newGossip(h.ctx, h); err != nil {
		return err
	}
	for _, family := range h.cfg.Families {
		if _, err := h.gossip.join(family); err != nil {
			return err
		}
	}
	if h.handlers.Call != nil {
		h.serve(wire.CallProtocol, h.serveCalls)
	}
	h.serve(wire.ClearProtocol, h.serveClear)
	h.serve(wire.BookProtocol, h.serveBook)
	for _, a := range listen {
		if err := h.swarm.AddListenAddr(a); err != nil {
			return fmt.Errorf("listen on %s: %w", a, err)
		}
	}
	return nil
}

func (h *Host) newHost() (host.Host, error) {
	key, err := lcrypto.UnmarshalSecp256k1PrivateKey(crypto.FromECDSA(h.cfg.Key))
	if err != nil {
		return nil, fmt.Errorf("read node key: %w", err)
	}
	resources, err := newResources(h.cfg.Metrics != nil)
	if err != nil {
		return nil, fmt.Errorf("set limits: %w", err)
	}
	conns, err := connmgr.NewConnManager(connsLow, connsHigh)
	if err != nil {
		return nil, fmt.Errorf("set limits: %w", err)
	}
	opts := []libp2p.Option{
		libp2p.Identity(key),
		libp2p.NoListenAddrs,
		libp2p.NoTransports,
		libp2p.Transport(quic.NewTransport),
		libp2p.Transport(tcp.NewTCPTransport, tcp.DisableReuseport()), // two nodes would share a port without a word
		libp2p.Security(noise.ID, noise.New),
		libp2p.Muxer(yamux.ID, yamux.DefaultTransport),
		libp2p.ResourceManager(resources),
		libp2p.ConnectionManager(conns),
		libp2p.ConnectionGater(h.gate),
		libp2p.AddrsFactory(func(addrs []ma.Multiaddr) []ma.Multiaddr { return h.gate.keep(addrs) }),
		libp2p.SwarmOpts(swarm.WithDialTimeout(dialTime), swarm.WithDialRanker(quicFirst)),
		libp2p.UserAgent("tolsey/" + h.cfg.Version),
		libp2p.DisableRelay(),
	}
	if h.cfg.Metrics != nil {
		opts = append(opts, libp2p.PrometheusRegisterer(h.cfg.Metrics))
	} else {
		opts = append(opts, libp2p.DisableMetrics())
	}
	return libp2p.New(opts...)
}

// ID is the node's peer id.
func (h *Host) ID() peer.ID { return h.host.ID() }

// Addrs lists the addresses at which others reach the node, as multiaddrs with its peer id: what goes into their bootstrap list.
func (h *Host) Addrs() []string {
	var out []string
	for _, a := range h.host.Addrs() {
		out = append(out, a.String()+"/p2p/"+h.ID().String())
	}
	return out
}

// Close ends the host at once: calls break. Drain first.
func (h *Host) Close() error {
	h.mu.Lock()
	h.closing = true
	h.mu.Unlock()
	h.cancel()
	var err error
	if h.events != nil {
		err = h.events.Close()
	}
	if h.host != nil {
		err = errors.Join(err, h.host.Close())
	}
	h.wg.Wait()
	return err
}

// enter counts a goroutine that Close waits for; false when the host is closing.
func (h *Host) enter() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing {
		return false
	}
	h.wg.Add(1)
	return true
}

// spawn runs f in a goroutine that Close waits for. While the host is closing it runs nothing.
func (h *Host) spawn(f func()) {
	if h.enter() {
		go func() {
			defer h.wg.Done()
			f()
		}()
	}
}

// Drain takes no more calls, and returns when those that are being served have ended, or ctx has.
func (h *Host) Drain(ctx context.Context) error {
	h.mu.Lock()
	if !h.draining {
		h.draining = true
		if h.calls == 0 {
			close(h.quiet)
		}
	}
	h.mu.Unlock()
	select {
	case <-h.quiet:
		return nil
	case <-ctx.Done():
		h.mu.Lock()
		defer h.mu.Unlock()
		return fmt.Errorf("drain: %d calls are still served: %w", h.calls, ctx.Err())
	}
}

// admit counts a call in; false while the node is going down.
func (h *Host) admit() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.draining || h.closing {
		return false
	}
	h.calls++
	return true
}

func (h *Host) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.calls--; h.calls == 0 && h.draining {
		close(h.quiet)
	}
}

func (h *Host) quota(id peer.ID) *quota {
	if q, ok := h.quotas.Get(id); ok {
		return q
	}
	fresh := &quota{
		vouchers: rate.NewLimiter(voucherRate, voucherBurst), pulls: rate.NewLimiter(pullRate, pullBurst),
		peers: rate.NewLimiter(peersAskRate, peersAskBurst), gossip: rate.NewLimiter(peerBytes, peerBurst),
	}
	if old, ok, _ := h.quotas.PeekOrAdd(id, fresh); ok {
		return old
	}
	return fresh
}
