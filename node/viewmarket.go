package node

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/keys"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/seller"
)

// Book lists the live offers of a model, or of all.
func (v *views) Book(_ context.Context, model market.Model) ([]dashboard.OfferView, error) {
	n, now := v.n, time.Now()
	models := []market.Model{model}
	if model == "" {
		models = nil
		for _, l := range n.book.Models(n.me(), now) {
			models = append(models, l.Model)
		}
	}
	free := n.buyer.Spendable()
	out := []dashboard.OfferView{}
	for _, m := range models {
		for _, o := range n.book.Offers(m, n.me(), now) {
			out = append(out, n.offerView(o, free[o.Offer.Seller()], now))
		}
	}
	if len(out) == 0 && model != "" {
		return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey book", "nobody offers %.80s now", model)
	}
	return out, nil
}

func (n *Node) offerView(o book.Live, free money.Amount, now time.Time) dashboard.OfferView {
	row := o.Offer.Row()
	w := dashboard.OfferView{Model: row.Model, Seller: n.peerName(o.Offer.Seller()), Address: o.Offer.Seller(), Offer: o.Offer.ID(), Tiers: dashboard.TiersOf(o.Prices),
		Context: row.Context, MaxOutput: row.MaxOutput, Reasoning: row.Reasoning, MaxCalls: row.MaxCalls, Dialects: row.Dialects,
		Since: uint64(o.Since.UnixMilli()), ValidUntil: o.Offer.Page.ValidUntil, Free: free, Basket: basketOf(o.Prices)}
	if list, ok := n.listPrices(row.Model, now); ok {
		w.List, w.ListBasket = dashboard.TiersOf(list), basketOf(list)
	}
	return w
}

// basketOf rates the book's basket; zero where a unit has no price.
func basketOf(p market.Prices) money.Amount {
	cost, err := p.Cost(p.Fold(book.Basket))
	if err != nil {
		return money.Amount{}
	}
	return cost
}

// Offers lists the node's own offers, those held back among them.
func (v *views) Offers(context.Context) ([]dashboard.OwnOffer, error) {
	return v.n.ownOffers(dashboard.OfferPublished), nil
}

func (n *Node) ownOffers(state string) []dashboard.OwnOffer {
	now := time.Now()
	flight := n.seller.InFlight()
	standing := map[market.Model]seller.Standing{}
	for _, s := range n.shelf.Offers() {
		standing[s.Listing.Row.Model] = s
	}
	planned := map[market.Model]seller.Listing{}
	for _, l := range n.listings.rows(now) {
		planned[l.Row.Model] = l
	}
	out := []dashboard.OwnOffer{}
	for _, o := range n.cfg.Seller.Offers {
		w := dashboard.OwnOffer{Model: o.Model, Upstream: o.Upstream, State: state, InFlight: int(flight[o.Model]), MaxCalls: o.MaxCalls, Private: len(o.Allow) > 0}
		l, can := planned[o.Model]
		s, stands := standing[o.Model]
		switch {
		case !can:
			w.State, w.Reason = dashboard.OfferHeld, n.listings.heldBack(o.Model)
		case state == dashboard.OfferPlanned:
		case !stands:
			w.State = dashboard.OfferWithdrawn
		default:
			w.Until = s.Offer.Page.ValidUntil
		}
		if can {
			n.priceOffer(&w, l, now)
		}
		out = append(out, w)
	}
	return out
}

// priceOffer fills in what an offer asks, costs and earns, and where it stands in the book.
func (n *Node) priceOffer(w *dashboard.OwnOffer, l seller.Listing, now time.Time) {
	w.MaxCalls = l.Row.MaxCalls
	ask, err := l.Row.Tariff.Resolve(now, "", market.NoMultiplier)
	if err != nil {
		return
	}
	w.Ask = dashboard.TiersOf(ask)
	mine := basketOf(ask)
	cost, known := n.costOf(l, now)
	if known {
		w.Cost = dashboard.TiersOf(cost)
		w.MarginPPM = marginPPM(mine, basketOf(cost))
	}
	if list, ok := n.listPrices(l.Row.Model, now); ok {
		w.List = dashboard.TiersOf(list)
	}
	w.Rank, w.Of = 1, 1
	for _, o := range n.book.Offers(l.Row.Model, n.me(), now) {
		if o.Offer.Seller() == n.me() {
			continue
		}
		w.Of++
		if basketOf(o.Prices).Less(mine) {
			w.Rank++
		}
	}
}

// costOf is what an offer's upstream bills now: its tariff, or the wholesale offer's prices.
func (n *Node) costOf(l seller.Listing, now time.Time) (market.Prices, bool) {
	if len(l.Cost.Prices) > 0 {
		p, err := l.Cost.Resolve(now, "", market.NoMultiplier)
		return p, err == nil
	}
	if l.ValidUntil == 0 {
		return market.Prices{}, false
	}
	for _, o := range n.book.Offers(market.Model(l.UpstreamModel), n.me(), now) {
		if o.Offer.Seller() != n.me() && n.listings.allowed(o.Offer.Seller()) {
			return o.Prices, true
		}
	}
	return market.Prices{}, false
}

// marginPPM is (ask - cost) / ask in parts per million.
func marginPPM(ask, cost money.Amount) int64 {
	if ask.IsZero() {
		return 0
	}
	share := func(a money.Amount) int64 {
		ppm := a.Big()
		ppm.Mul(ppm, money.Picos(market.NoMultiplier).Big()).Quo(ppm, ask.Big())
		return ppm.Int64()
	}
	if ask.Less(cost) {
		return -share(cost.Sub(ask))
	}
	return share(ask.Sub(cost))
}

// Publish shows families again; a dry run only plans.
func (v *views) Publish(ctx context.Context, req dashboard.PublishRequest) ([]dashboard.OwnOffer, error) {
	if req.DryRun {
		return pick(v.n.ownOffers(dashboard.OfferPlanned), req.Models)
	}
	if err := v.n.eachOffer(req.Models, v.n.show); err != nil {
		return nil, err
	}
	if err := v.n.shelf.Cycle(ctx, time.Now()); err != nil {
		return nil, err
	}
	return pick(v.n.ownOffers(dashboard.OfferPublished), req.Models)
}

// show takes back what keeps a model from being sold: the operator's withdrawal, and what its vendor has changed.
func (n *Node) show(m market.Model) {
	n.shelf.Show(m)
	for _, o := range n.cfg.Seller.Offers {
		if u, ok := n.cfg.Seller.Upstream(o.Upstream); ok && o.Model == m {
			n.policies.lift(policyKey{u.Name, o.Remote(u.Kind)})
		}
	}
}

// WithdrawOffers hides models until they are published again.
func (v *views) WithdrawOffers(ctx context.Context, req dashboard.WithdrawOffersRequest) ([]dashboard.OwnOffer, error) {
	if err := v.n.eachOffer(req.Models, v.n.shelf.Withdraw); err != nil {
		return nil, err
	}
	if err := v.n.shelf.Cycle(ctx, time.Now()); err != nil {
		return nil, err
	}
	return pick(v.n.ownOffers(dashboard.OfferPublished), req.Models)
}

func (n *Node) eachOffer(models []market.Model, do func(market.Model)) error {
	for _, m := range models {
		if !slices.ContainsFunc(n.cfg.Seller.Offers, func(o config.Offer) bool { return o.Model == m }) {
			return dashboard.Refuse(dashboard.CodeNotFound, "tolsey offer list", "no offer of %.80s is configured", m)
		}
	}
	for _, o := range n.cfg.Seller.Offers {
		if len(models) == 0 || slices.Contains(models, o.Model) {
			do(o.Model)
		}
	}
	return nil
}

func pick(all []dashboard.OwnOffer, models []market.Model) ([]dashboard.OwnOffer, error) {
	out := []dashboard.OwnOffer{}
	for _, o := range all {
		if len(models) == 0 || slices.Contains(models, o.Model) {
			out = append(out, o)
		}
	}
	if len(out) == 0 && len(models) > 0 {
		return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey offer list", "no offer of %.80s is configured", models[0])
	}
	return out, nil
}

// Keys lists the local API keys with their accounts.
func (v *views) Keys(context.Context) ([]dashboard.KeyView, error) {
	out := []dashboard.KeyView{}
	for _, k := range v.n.keys.List() {
		out = append(out, v.n.keyView(k))
	}
	return out, nil
}

func (n *Node) keyView(k *keys.Key) dashboard.KeyView {
	now := uint64(time.Now().UnixMilli())
	w := dashboard.KeyView{ID: k.ID(), Name: k.Key.Name, Hint: k.Key.Hint, Parent: k.Key.Parent, Models: k.Key.Models, Budget: keys.FormatBudget(k.Key.Budget),
		RPM: k.RPM(), Expires: k.Key.Expires, Created: k.Key.Created, Status: k.Status(now)}
	if a, ok := n.store.Account(clearing.KeyAccount(k.ID())); ok {
		a = a.At(now)
		w.Held, w.Spent = a.Held, a.PeriodSpent()
		if !k.Key.Budget.Unlimited {
			w.Left, w.Resets = a.Available(), k.Key.Budget.Period.Next(now)
		}
	}
	return w
}

// CreateKey makes a key and shows it this once.
func (v *views) CreateKey(ctx context.Context, req dashboard.KeyRequest) (dashboard.NewKey, error) {
	spec := keys.Spec{Name: req.Name, Parent: req.Parent, Models: req.Models, RPM: req.RPM}
	if req.Budget != "" {
		b, err := keys.ParseBudget(req.Budget)
		if err != nil {
			return dashboard.NewKey{}, dashboard.Refuse(dashboard.CodeInvalid, "", "%s", err)
		}
		spec.Budget = &b
	}
	if req.Expires > 0 {
		spec.Expires = time.UnixMilli(int64(req.Expires))
	}
	k, token, err := v.n.keys.Create(ctx, spec)
	if errors.Is(err, keys.ErrSpec) || errors.Is(err, keys.ErrNoKey) {
		return dashboard.NewKey{}, dashboard.Refuse(dashboard.CodeInvalid, "", "%s", err)
	}
	if err != nil {
		return dashboard.NewKey{}, err
	}
	return dashboard.NewKey{KeyView: v.n.keyView(k), Token: token.Reveal()}, nil
}

// RevokeKey ends a key and all below it.
func (v *views) RevokeKey(ctx context.Context, idOrName string) (dashboard.KeyView, error) {
	k, err := v.n.keys.Revoke(ctx, idOrName)
	if errors.Is(err, keys.ErrNoKey) {
		return dashboard.KeyView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey key list", "%s", err)
	}
	if err != nil {
		return dashboard.KeyView{}, err
	}
	return v.n.keyView(k), nil
}

// Peers lists who is connected.
func (v *views) Peers(context.Context) ([]dashboard.PeerView, error) {
	sellers := map[common.Address]bool{}
	for _, p := range v.n.book.Snapshot(nil, time.Now()) {
		sellers[p.Page.PayeeSigner] = !p.Page.Tombstone || sellers[p.Page.PayeeSigner]
	}
	out := []dashboard.PeerView{}
	for _, p := range v.n.host.Peers() {
		out = append(out, peerView(p, sellers[p.Address]))
	}
	return out, nil
}

func peerView(p p2p.PeerInfo, seller bool) dashboard.PeerView {
	w := dashboard.PeerView{ID: p.ID.String(), Address: p.Address, Connected: true, Seller: seller, Inbound: p.Inbound, LatencyMS: uint32(p.Latency.Milliseconds()),
		Since: uint64(p.Since.UnixMilli())}
	if len(p.Addrs) > 0 {
		w.Addr, w.Transport = p.Addrs[0], p.Transports[0]
	}
	return w
}

// AddPeer dials a peer; it is remembered once it is met.
func (v *views) AddPeer(ctx context.Context, req dashboard.AddPeerRequest) (dashboard.PeerView, error) {
	info, err := peer.AddrInfoFromString(req.Addr)
	if err != nil {
		return dashboard.PeerView{}, dashboard.Refuse(dashboard.CodeInvalid, "", "%.120q is not a multiaddress that ends in /p2p/PEER-ID", req.Addr)
	}
	if err := v.n.host.Connect(ctx, req.Addr); err != nil {
		return dashboard.PeerView{}, dashboard.Refuse(dashboard.CodeUpstream, "check the address, and that the peer runs", "peer is not reached: %s", err)
	}
	if _, err := v.n.host.PullPages(ctx, info.ID, nil); err != nil { // it may know none
		v.n.log.Info("pages are not pulled", "peer", info.ID.String(), "error", err)
	}
	for _, p := range v.n.host.Peers() {
		if p.ID == info.ID {
			return peerView(p, false), nil
		}
	}
	return dashboard.PeerView{ID: info.ID.String()}, nil
}

// BlockPeer refuses a peer from now on, or accepts it again.
func (v *views) BlockPeer(_ context.Context, req dashboard.BlockPeerRequest) (dashboard.PeerView, error) {
	id, err := peer.Decode(req.Peer)
	if err != nil && common.IsHexAddress(req.Peer) {
		found := false
		if id, found = v.n.names.find(common.HexToAddress(req.Peer)); found {
			err = nil
		}
	}
	if err != nil {
		return dashboard.PeerView{}, dashboard.Refuse(dashboard.CodeInvalid, "tolsey peer list", "%.80q is neither a peer id nor a known node address", req.Peer)
	}
	a, err := p2p.AddressOf(id)
	if err != nil {
		return dashboard.PeerView{}, dashboard.Refuse(dashboard.CodeInvalid, "", "%s", err)
	}
	if req.Unblock {
		v.n.host.Unblock(id)
	} else {
		v.n.host.Block(id)
	}
	return dashboard.PeerView{ID: id.String(), Address: a, Blocked: !req.Unblock}, nil
}
