package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/gateway"
	"github.com/tolsey/tolsey/node/keys"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/store"
)

// Options are what the process decides rather than the operator.
type Options struct {
	Log     *slog.Logger
	Env     func(string) (string, bool) // for vendors' keys; nil: the process's own
	Version string
	Commit  string
}

// Node is one node, built and not yet running.
type Node struct {
	cfg     config.Config
	net     config.Network
	opt     Options
	log     *slog.Logger
	keyring keyring
	id      peer.ID
	token   string // of the admin API
	started time.Time

	store    *store.Store
	locks    []*keyLock
	chain    *contracts.Nodes
	settle   *settle.Driver
	towers   *watch.Pusher // nil: no watchtower is configured
	book     *book.Book
	host     *p2p.Host
	names    *directory
	list     catalogue.Catalogue
	listings *listings
	shelf    *seller.Shelf
	seller   *seller.Seller
	desk     *seller.Desk
	vendors  map[string]*vendor
	policies *policies
	buyer    *buyer.Buyer
	keys     *keys.Keys
	pilot    *pilot
	gateway  *gateway.Gateway
	feed     *dashboard.Feed
	admin    *dashboard.Server
	metrics  *prometheus.Registry

	apps    *severable
	own     sync.WaitGroup // calls of the own seller
	ready   chan struct{}  // closed when applications are served
	abort   context.CancelFunc
	aborted context.Context

	mu    sync.Mutex // guards state
	state string
}

// Confirmations that make a fact final.
const (
	devnetConfirmations = 1
	publicConfirmations = 12
)

// devnetPoll is how often a devnet's chain, which seals at once, is looked at.
const devnetPoll = 50 * time.Millisecond

// New opens everything that a node needs: the keys, the chain, the store, the listeners. Run runs it; a node that is not run is
// closed by Close.
func New(ctx context.Context, cfg config.Config, opt Options) (_ *Node, err error) {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Env == nil {
		opt.Env = os.LookupEnv
	}
	meter.Load() // so that the first call does not wait for it
	n := &Node{cfg: cfg, opt: opt, log: opt.Log, token: newToken(), started: time.Now(), names: &directory{}, list: catalogue.Load(),
		feed: dashboard.NewFeed(), metrics: prometheus.NewRegistry(), ready: make(chan struct{}), state: dashboard.StateStarting}
	n.aborted, n.abort = context.WithCancel(context.Background())
	defer func() {
		if err != nil {
			n.Close()
		}
	}()
	n.metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, step := range []func(context.Context) error{n.openNetwork, n.openLedger, n.openMarket, n.openSeller, n.openBuyer, n.openDoors} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// openNetwork reads the network file and the keys, and checks the chain.
func (n *Node) openNetwork(ctx context.Context) (err error) {
	if n.net, err = config.ReadNetwork(n.cfg.Network); err != nil {
		return err
	}
	if n.keyring, err = openKeys(n.cfg, n.net.Chain); err != nil {
		return err
	}
	if err := n.enoughNodes(); err != nil {
		return err
	}
	n.chain, err = contracts.DialAll(ctx, n.net.RPC, contracts.Network{ChainID: n.net.Chain, Clearing: n.net.Domain().Clearing,
		CodeHash: common.HexToHash(n.net.CodeHash), Token: common.HexToAddress(n.net.Token)}, n.log.With("room", "chain"))
	if err != nil {
		return err
	}
	if got := n.chain.Asset().Decimals; got != n.net.Decimals {
		return fmt.Errorf("token %s has %d decimals on chain, the network file says %d: get the right network file", n.net.Token, got, n.net.Decimals)
	}
	return nil
}

// openLedger opens the store and the settlement driver.
func (n *Node) openLedger(ctx context.Context) error {
	var err error
	if n.store, err = store.Open(n.cfg.Data, store.Network{ChainID: n.net.Chain, Genesis: n.chain.Genesis(), Clearing: n.net.Domain().Clearing}); err != nil {
		return err
	}
	if n.locks, err = lockKeys(n.net.Chain, n.keyring, n.cfg.Data); err != nil { // behind the store, which tells of a process on this very directory
		return err
	}
	cfg := settle.DefaultConfig(n.net.Chain, n.owner())
	cfg.Confirmations = publicConfirmations
	if n.net.Devnet() {
		cfg.Confirmations, cfg.Poll = devnetConfirmations, devnetPoll
	}
	cfg.Policy.Unclaimed, cfg.Policy.Utilisation = n.cfg.Settle.Unclaimed.Amount, uint64(n.cfg.Settle.Utilisation.PPM)/10_000
	cfg.Policy.NativePrice = n.cfg.Settle.NativePrice.Amount
	var owner settle.Signer
	if n.keyring.owner != nil {
		owner = n.keyring.owner
	}
	books := n.store.Outliving(func(err error) {
		n.log.Error("the disk takes nothing more: no paid call begins, and what is earned is claimed from memory", "error", err)
	})
	n.settle, err = settle.New(cfg, books.Guard(n.chain), books, n.keyring.node, owner, n.log.With("room", "settle"))
	return err
}

// owner is the address that deposits and funds channels: its key's, or, where that is elsewhere, the address that is paid.
func (n *Node) owner() common.Address {
	switch {
	case n.keyring.owner != nil:
		return n.keyring.owner.Address()
	case n.cfg.Seller.Payee != "":
		return common.HexToAddress(n.cfg.Seller.Payee)
	}
	return n.keyring.node.Address()
}

// payee is the address that channels to this node pay.
func (n *Node) payee() common.Address {
	if n.cfg.Seller.Payee != "" {
		return common.HexToAddress(n.cfg.Seller.Payee)
	}
	return n.owner()
}

func (n *Node) me() common.Address { return n.keyring.node.Address() }

// openMarket makes the book and the libp2p host.
func (n *Node) openMarket(ctx context.Context) error {
	n.book = book.New(n.net.Asset(), n.net.Domain().Clearing)
	seen, err := n.store.SeenPages(ctx)
	if err != nil {
		return fmt.Errorf("read pages seen: %w", err)
	}
	for _, s := range seen {
		n.book.Restore(s.Seller, s.Family, s.Seq, time.Now())
	}
	n.host, err = p2p.New(p2p.Config{Key: n.keyring.node.Identity(), ChainID: n.net.Chain, Listen: n.cfg.P2P.Listen,
		Bootstrap: append(append([]string{}, n.cfg.P2P.Bootstrap...), n.net.Bootstrap...), PeerFile: n.cfg.PeerFile(), AllowPrivate: n.net.Devnet(),
		Version: n.opt.Version, Metrics: n.metrics, Log: n.log.With("room", "p2p")}, n.handlers())
	if err != nil {
		return err
	}
	if n.id, err = p2p.PeerIDOf(&n.keyring.node.Identity().PublicKey); err != nil {
		return err
	}
	n.names.note(n.me(), n.id)
	n.knowPeers()
	return nil
}

// knowPeers tells under which peer ids the nodes are reached that this one shares channels with: no price page need come first.
func (n *Node) knowPeers() {
	note := func(a common.Address, peerID string) {
		if id, err := peer.Decode(peerID); err == nil {
			n.names.note(a, id)
		}
	}
	for _, p := range n.store.Payers() {
		note(p.Channel.PayeeSigner, p.Peer)
	}
	for _, p := range n.store.Payees() {
		note(p.Channel.Signer, p.Peer)
	}
}

func (n *Node) allowed(list []string) func(common.Address) bool {
	if len(list) == 0 {
		return func(common.Address) bool { return true }
	}
	ok := map[common.Address]bool{}
	for _, s := range list {
		if common.IsHexAddress(s) {
			ok[common.HexToAddress(s)] = true
		} else if id, err := peer.Decode(s); err == nil {
			if a, err := p2p.AddressOf(id); err == nil {
				ok[a] = true
			}
		}
	}
	return func(a common.Address) bool { return ok[a] }
}

// openSeller sets up what is sold, if anything is.
func (n *Node) openSeller(ctx context.Context) error {
	n.policies = newPolicies(n.log.With("room", "upstream"))
	upstreams, err := n.openUpstreams(ctx)
	if err != nil {
		return err
	}
	n.listings = &listings{cfg: n.cfg.Seller, me: n.me(), book: n.book, allowed: n.allowed(n.cfg.Buyer.AllowSellers), list: n.list, vendors: n.vendors, log: n.log}
	l := n.cfg.Limits
	terms := seller.Terms{Domain: n.net.Domain(), Asset: n.net.Asset(), Payee: n.payee(), MinDeposit: n.cfg.Seller.MinDeposit.Amount,
		CloseDelay: uint32(n.cfg.Seller.CloseDelay.Duration / time.Second),
		Policy:     market.Policy{WindowTokens: l.WindowTokens, WindowMoney: l.WindowMoney.Amount, UnpaidNew: l.UnpaidNewBuyer.Amount}}
	if l.FirstToken.Duration != market.DefaultTTFT {
		terms.Policy.TTFT = l.FirstToken.Duration
	}
	if floor := n.chain.MinCloseDelay(); len(n.cfg.Seller.Offers) > 0 && n.cfg.Seller.CloseDelay.Duration < floor {
		return fmt.Errorf("seller.close_delay is %s, the contract's least is %s: raise it", n.cfg.Seller.CloseDelay, floor)
	}
	n.shelf = seller.NewShelf(terms, n.store, n.keyring.node, n.publish, n.listings.rows)
	ledger, err := n.openTowers()
	if err != nil {
		return err
	}
	n.seller = seller.New(seller.Config{Hop: hopOf(n.id), Limits: n.limits, Meter: n.meter(), ChainTime: n.chainTime, Ready: n.ableToSell,
		Idle: l.Idle.Duration, Wall: l.Wall.Duration, Sold: n.sold, Ask: n.ask}, n.shelf, ledger, n.keyring.node, upstreams, n.log.With("room", "seller"))
	n.desk = seller.NewDesk(n.seller, n.store, n.keyring.node, looker{n})
	return n.seller.CloseLost(ctx)
}

func (n *Node) meter() meter.Table {
	if n.net.Devnet() {
		return meter.Devnet()
	}
	return meter.Public()
}

// limits is how far a buyer is trusted: by what it has settled on chain.
func (n *Node) limits(b common.Address) clearing.Limits {
	l := n.cfg.Limits
	settled := n.store.BuyerSettled(b)
	out := clearing.Limits{Buyer: l.UnpaidNewBuyer.Amount, NewBuyers: l.UnpaidNewBuyers.Amount, IsNew: clearing.IsNew(settled)}
	if !out.IsNew {
		out.Buyer = settled.MulDiv(uint64(l.UnpaidShare.PPM), market.NoMultiplier).Min(l.UnpaidBuyer.Amount).Max(l.UnpaidNewBuyer.Amount)
	}
	return out
}

// openBuyer sets up how the node buys.
func (n *Node) openBuyer(ctx context.Context) error {
	n.pilot = newPilot(n)
	l := n.cfg.Limits
	n.buyer = buyer.New(buyer.Config{OutputCap: n.cfg.Buyer.OutputCap, MaxPrepaid: l.PrepaidPerCall.Amount, Allowed: n.allowed(n.cfg.Buyer.AllowSellers),
		List: n.listPrices, Fund: n.pilot.want, Pull: n.pull, Bought: n.bought, Meter: n.meter(), Idle: l.Idle.Duration, Wall: l.Wall.Duration, Ready: n.able, Fresh: n.fresh,
		Serves: n.serves},
		n.store, n.store, paths{n.me(), n.host, n.names, func() *seller.Seller { return n.seller }, &n.own}, n.book, n.keyring.node, n.log.With("room", "buyer"))
	var err error
	n.keys, err = keys.Open(ctx, n.net.Name, n.store, n.models)
	return err
}

// serves reports whether the own seller sells a model from a vendor of its own: what it would only buy again, the buyer buys itself.
func (n *Node) serves(m market.Model) bool {
	i := slices.IndexFunc(n.cfg.Seller.Offers, func(o config.Offer) bool { return o.Model == m })
	if i < 0 {
		return false
	}
	u, ok := n.cfg.Seller.Upstream(n.cfg.Seller.Offers[i].Upstream)
	return ok && u.Kind != config.KindMarket
}

// openDoors binds what applications and the operator connect to.
func (n *Node) openDoors(context.Context) (err error) {
	l, err := net.Listen("tcp", n.cfg.Gateway.Listen)
	if err != nil {
		return fmt.Errorf("listen for applications: %w", err)
	}
	n.apps = newSeverable(l)
	n.gateway, err = gateway.New(gateway.Config{Listen: n.apps.Addr().String(), Hosts: n.cfg.Gateway.Hosts, MaxBody: int64(n.cfg.Gateway.MaxBody.Bytes),
		Drain: n.cfg.Limits.Drain.Duration, Degraded: n.degraded, Log: n.log.With("room", "gateway"), Count: n.count}, gateway.KeysFunc(n.authenticate), buyerDoor{n.buyer}, onSale{n}, pastCalls{n}, n.store)
	if err != nil {
		return err
	}
	v := &views{n}
	n.admin, err = dashboard.New(dashboard.Config{Listen: n.cfg.Admin.Listen, Token: n.token}, dashboard.Sources{Money: v, Wallet: v, Book: v, Offers: v,
		Upstreams: v, Calls: v, Channels: v, Keys: v, Peers: v, Control: v, Records: v, Backups: v, Metrics: promhttp.HandlerFor(n.metrics, promhttp.HandlerOpts{})},
		n.feed, n.log.With("room", "dashboard"))
	return err
}

// Close releases what New has opened, for a node that was not run.
func (n *Node) Close() {
	n.abort()
	if n.apps != nil {
		_ = n.apps.Close() // nothing was served
	}
	if n.admin != nil {
		_ = n.admin.Close() // it may have ended already
	}
	if n.host != nil {
		_ = n.host.Close() // nothing was sent
	}
	if n.store != nil {
		_ = n.store.Close() // every verb that returned is durable
	}
	for _, l := range n.locks {
		_ = l.Close() // what is left of it holds nobody up
	}
	n.locks = nil
	if n.chain != nil {
		n.chain.Close()
	}
}

// Kill stops the node as a crash would: nothing drains, nobody is told.
func (n *Node) Kill() { n.abort() }

// Ready is closed when applications are served.
func (n *Node) Ready() <-chan struct{} { return n.ready }

// Run runs the node until ctx ends, then drains: it withdraws its offers, lets running calls finish, sees the last vouchers
// acknowledged, and closes.
func (n *Node) Run(ctx context.Context) error {
	defer n.Close()
	if err := config.WriteAccess(n.cfg.Data, config.Access{URL: n.admin.URL(), Token: n.token}); err != nil {
		return err
	}
	alive, stop := context.WithCancel(n.aborted) // what drains need lives until they are over
	defer stop()
	front, drain := context.WithCancel(ctx)
	defer drain()
	defer context.AfterFunc(n.aborted, drain)()
	defer context.AfterFunc(n.aborted, n.apps.sever)()

	var back, doors errgroup.Group
	run := func(g *errgroup.Group, room string, work func() error) {
		g.Go(func() error {
			err := work()
			if err != nil && alive.Err() == nil {
				n.log.Error("room has ended", "room", room, "error", err)
				drain()
				return fmt.Errorf("%s: %w", room, err)
			}
			return nil
		})
	}
	run(&back, "p2p", func() error { return n.host.Run(alive) })
	run(&back, "settle", func() error { return n.settle.Run(alive) })
	n.firstLook(alive)
	if n.towers != nil {
		run(&back, "watchtowers", func() error { return n.towers.Run(alive) })
	}
	run(&back, "dashboard", func() error { return n.admin.Run(alive) })
	run(&back, "housekeeping", func() error { return n.housekeep(alive) })
	buying, stopBuying := context.WithCancel(alive)
	defer stopBuying()
	run(&back, "buyer", func() error { return n.buyer.Run(buying, alive, lastVouchers) })
	run(&doors, "closes", func() error { return n.resumeCloses(front) })
	run(&doors, "offers", func() error { return n.shelf.Run(front, alive) })
	run(&doors, "vendors", func() error { return n.watchVendors(front) })
	run(&doors, "channels", func() error { return n.pilot.Run(front) })
	run(&doors, "gateway", func() error { return n.gateway.Serve(front, n.apps) })
	run(&doors, "selling", func() error { return n.drainSeller(front) })
	n.setState(dashboard.StateRunning)
	close(n.ready)
	n.log.Info("node is running", "peer_id", n.id.String(), "address", n.me().Hex(), "gateway", n.apps.Addr().String(), "admin", n.admin.URL())

	<-front.Done()
	n.setState(dashboard.StateDraining)
	failed := doors.Wait()
	stopBuying()
	n.own.Wait()
	if n.aborted.Err() == nil {
		n.waitBuyer(alive)
	}
	stop()
	return errors.Join(failed, back.Wait())
}

// firstLookTime bounds how long a start waits for the chain: what is known from before it is too old to take calls on.
const firstLookTime = 2 * time.Second

func (n *Node) firstLook(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, firstLookTime)
	defer cancel()
	if err := n.settle.Refresh(ctx); err != nil {
		n.log.Warn("starting without a look at the chain", "error", err)
	}
}

// lastVouchers bounds how long a stopping buyer waits for its last vouchers to be acknowledged.
const lastVouchers = 3 * time.Second

func (n *Node) waitBuyer(alive context.Context) {
	timer := time.NewTimer(lastVouchers + time.Second)
	defer timer.Stop()
	select {
	case <-n.buyer.Stopped():
	case <-timer.C:
	case <-alive.Done():
	}
}

// drainSeller refuses new calls once front ends and waits for the running ones.
func (n *Node) drainSeller(front context.Context) error {
	<-front.Done()
	ctx, cancel := context.WithTimeout(n.aborted, n.cfg.Limits.Drain.Duration)
	defer cancel()
	if err := n.seller.Drain(ctx); err != nil {
		n.log.Warn("calls were cut off by the stop", "error", err)
	}
	return nil
}

// housekeep keeps the book and the ledger from growing.
func (n *Node) housekeep(ctx context.Context) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return nil
		case now := <-tick.C:
			n.book.Expire(now)
			if i%60 == 59 {
				if _, err := n.store.Prune(ctx, uint64(now.UnixMilli())); err != nil && ctx.Err() == nil {
					n.log.Warn("old rows are not pruned", "error", err)
				}
			}
		}
	}
}

func (n *Node) setState(s string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.state = s
}
