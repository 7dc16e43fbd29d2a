package node

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/wire"
)

// Periods of the autopilot.
const (
	pilotTick  = time.Second
	pilotRetry = 10 * time.Second // after a step that failed
	wantedFor  = 10 * time.Minute // how long a call that found no money counts as demand
	pilotWait  = 2 * time.Minute  // for one transaction
	pagesTime  = 10 * time.Second // after a start, until which a seller that is cheapest for nothing may only be seen too early
)

// pilot is the channel autopilot: it funds the likeliest sellers before calls need them, and reclaims what lies idle.
type pilot struct {
	n    *Node
	wake chan struct{}

	mu     sync.Mutex                   // guards all below
	wanted map[common.Address]time.Time // sellers for which a call had no money
	failed map[common.Address]time.Time // when a step last failed
	used   map[common.Hash]time.Time    // when a channel last carried a call
}

func newPilot(n *Node) *pilot {
	return &pilot{n: n, wake: make(chan struct{}, 1), wanted: map[common.Address]time.Time{}, failed: map[common.Address]time.Time{},
		used: map[common.Hash]time.Time{}}
}

// want notes that a call had no money for a seller.
func (p *pilot) want(_ market.Model, seller common.Address) {
	p.mu.Lock()
	p.wanted[seller] = time.Now()
	p.mu.Unlock()
	p.look()
}

// carried notes that a channel has a call.
func (p *pilot) carried(id common.Hash) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used[id] = time.Now()
}

// idle is how long a channel has carried no call, counted from the node's start.
func (p *pilot) idle(id common.Hash) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	last, ok := p.used[id]
	if !ok {
		last = p.n.started
	}
	return time.Since(last)
}

// look has the autopilot look now.
func (p *pilot) look() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Run carries the plan out, one step at a time, until ctx ends.
func (p *pilot) Run(ctx context.Context) error {
	if !p.n.cfg.Buyer.Channels.Auto || p.n.keyring.owner == nil {
		<-ctx.Done()
		return nil
	}
	tick := time.NewTicker(pilotTick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-p.wake:
		}
		p.round(ctx)
	}
}

func (p *pilot) round(ctx context.Context) {
	plan, err := p.plan(ctx)
	if err != nil {
		p.n.log.Debug("channels are not planned", "error", err)
		return
	}
	for _, s := range plan.steps {
		if ctx.Err() != nil || s.verb == dashboard.PlanKeep || p.resting(s.seller) {
			continue
		}
		if err := p.do(ctx, s); err != nil && ctx.Err() == nil {
			p.n.log.Warn("channel step did not succeed", "step", s.verb, "seller", p.n.peerName(s.seller), "error", err)
			p.rest(s.seller)
		}
	}
}

func (p *pilot) resting(a common.Address) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Since(p.failed[a]) < pilotRetry
}

func (p *pilot) rest(a common.Address) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failed[a] = time.Now()
}

func (p *pilot) do(ctx context.Context, s step) error {
	ctx, cancel := context.WithTimeout(ctx, pilotWait)
	defer cancel()
	if s.verb == dashboard.PlanClose {
		_, err := p.n.closeChannel(ctx, s.channel, false)
		return err
	}
	_, err := p.n.fund(ctx, s.seller, s.amount)
	if err == nil {
		p.n.log.Info("channel is funded", "seller", p.n.peerName(s.seller), "amount", s.amount.Dollars(), "why", s.why)
	}
	return err
}

// step is one thing to do.
type step struct {
	verb    string // of dashboard.Plan
	seller  common.Address
	channel common.Hash
	amount  money.Amount
	why     string
}

// plan is what the autopilot would do now, and the sums that bound it.
type plan struct {
	steps   []step
	funded  money.Amount
	balance money.Amount
}

// prospect is a seller that may be funded.
type prospect struct {
	seller  common.Address
	models  int // for which it is the cheapest that this node may buy
	wanted  bool
	minimum money.Amount // least deposit
	payer   *channel.Payer
}

func (p *pilot) plan(ctx context.Context) (plan, error) {
	account, err := p.n.settle.Account(ctx)
	if err != nil {
		return plan{}, err
	}
	asset := p.n.net.Asset()
	balance := account.Free.Add(account.Token).FloorPicos(asset)
	payers := p.n.store.Payers()
	out := planChannels(p.n.cfg.Buyer.Channels, p.n.cfg.Limits.NewSellerChannel.Amount, asset, balance, p.prospects(payers), payers)
	idle := map[common.Hash]time.Duration{}
	for i := range payers {
		idle[payers[i].ID()] = p.idle(payers[i].ID())
	}
	out.steps = append(out.steps, reclaim(p.n.cfg.Buyer.Channels.ReclaimIdle.Duration, payers, idle, out.steps)...)
	return out, nil
}

// prospects are the sellers with live offers that the operator allows.
func (p *pilot) prospects(payers []channel.Payer) []prospect {
	all := map[common.Address]*prospect{}
	allowed := p.n.listings.allowed
	now := time.Now()
	for _, l := range p.n.book.Models(p.n.me(), now) {
		first := true
		for _, o := range p.n.book.Offers(l.Model, p.n.me(), now) {
			seller := o.Offer.Seller()
			if seller == p.n.me() || !allowed(seller) {
				continue
			}
			c := all[seller]
			if c == nil {
				c = &prospect{seller: seller, minimum: o.Offer.Page.MinDeposit, wanted: p.isWanted(seller, now)}
				all[seller] = c
			}
			if first {
				c.models++
				first = false
			}
		}
	}
	for i := range payers {
		if c := all[payers[i].Channel.PayeeSigner]; c != nil && (c.payer == nil || payers[i].OnChain.Open()) {
			c.payer = &payers[i]
		}
	}
	var out []prospect
	for _, c := range all {
		if c.models > 0 || c.wanted || now.Sub(p.n.started) > pagesTime {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b prospect) int {
		if a.wanted != b.wanted {
			if a.wanted {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.models, a.models), a.seller.Cmp(b.seller))
	})
	return out
}

func (p *pilot) isWanted(a common.Address, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return now.Sub(p.wanted[a]) < wantedFor
}

// planChannels decides from plain facts: pure.
func planChannels(cfg config.Channels, newSeller money.Amount, asset money.Asset, balance money.Amount, prospects []prospect, payers []channel.Payer) plan {
	out := plan{balance: balance}
	for i := range payers {
		s := payers[i].OnChain
		out.funded = out.funded.Add(s.Deposit.SubFloor(s.Claimed).FloorPicos(asset))
	}
	room := cfg.Total.Amount.SubFloor(out.funded).Min(balance)
	for i, c := range prospects {
		if uint64(i) >= cfg.KeepFunded && !c.wanted {
			break
		}
		s := decide(cfg, newSeller, asset, c)
		if s.verb != dashboard.PlanKeep {
			s.amount = s.amount.Min(room)
			if s.amount.Less(c.minimum) && s.verb == dashboard.PlanOpen || s.amount.IsZero() {
				s.verb, s.why = dashboard.PlanKeep, "the total for channels, or the wallet, leaves too little"
			} else {
				room = room.Sub(s.amount)
			}
		}
		out.steps = append(out.steps, s)
	}
	return out
}

// reclaim closes channels that carried no call for so long, 0 never, and that the plan does not keep funded.
func reclaim(after time.Duration, payers []channel.Payer, idle map[common.Hash]time.Duration, kept []step) (out []step) {
	if after == 0 {
		return nil
	}
	for i := range payers {
		p := &payers[i]
		wanted := slices.ContainsFunc(kept, func(s step) bool { return s.seller == p.Channel.PayeeSigner })
		if wanted || !p.OnChain.Open() || p.OnChain.CloseAt != 0 || p.Closing || !p.Held.IsZero() || idle[p.ID()] < after {
			continue
		}
		out = append(out, step{verb: dashboard.PlanClose, seller: p.Channel.PayeeSigner, channel: p.ID(), amount: p.Headroom(), why: "no call for " + after.String()})
	}
	return out
}

func decide(cfg config.Channels, newSeller money.Amount, asset money.Asset, c prospect) step {
	s := step{verb: dashboard.PlanKeep, seller: c.seller, why: "funded"}
	target := cfg.PerSeller.Amount
	if c.payer == nil || c.payer.Settled.IsZero() {
		target = target.Min(newSeller) // whatever the seller's own page asks
	}
	if c.payer == nil || !c.payer.OnChain.Open() {
		if target.Less(c.minimum) {
			s.why = fmt.Sprintf("its least deposit of %s is over the %s that it may get; open a channel by hand to buy there", c.minimum.Dollars(), target.Dollars())
			return s
		}
		s.verb, s.amount, s.why = dashboard.PlanOpen, target, fmt.Sprintf("cheapest for %d models", c.models)
		if c.wanted {
			s.why = "a call found no money for it"
		}
		return s
	}
	s.channel = c.payer.ID()
	if c.payer.Closing || c.payer.OnChain.CloseAt != 0 {
		s.why = "closing"
		return s
	}
	if c.payer.Halted {
		s.why = "stands still, since another node signs with this key; close it"
		return s
	}
	free := c.payer.Spendable()
	if floor := target.MulDiv(uint64(cfg.TopupBelow.PPM), market.NoMultiplier); free.Less(floor) || c.wanted && free.Less(target) && c.payer.Held.IsZero() {
		s.verb, s.amount, s.why = dashboard.PlanTopUp, target.SubFloor(free), fmt.Sprintf("%s of %s are left", free.Dollars(), target.Dollars())
	}
	return s
}

// errNoOffer is returned for a seller whose terms are not known.
var errNoOffer = errors.New("seller has no live offer: its terms are not known")

// fund opens the channel to a seller, or adds to it, and has the seller greeted.
func (n *Node) fund(ctx context.Context, seller common.Address, amount money.Amount) (dashboard.TxView, error) {
	c, err := n.channelTo(seller)
	if err != nil {
		return dashboard.TxView{}, err
	}
	units, ok := amount.CeilTo(n.net.Asset())
	if !ok {
		return dashboard.TxView{}, money.ErrRange
	}
	if _, err := n.store.AddChannel(ctx, c, n.net.Asset(), n.peerName(seller)); err != nil {
		return dashboard.TxView{}, fmt.Errorf("file channel: %w", err)
	}
	at, err := n.settle.Fund(ctx, c, units)
	if err != nil {
		return dashboard.TxView{}, err
	}
	if err := n.settle.Refresh(ctx); err != nil {
		return dashboard.TxView{}, err
	}
	n.buyer.Refresh()
	return dashboard.TxView{Hash: at.Tx, Block: at.Block, Final: true, Channel: c.ID(), Amount: amount}, nil
}

// channelTo is the open channel to a seller, or the one that its terms ask for.
func (n *Node) channelTo(seller common.Address) (channel.Channel, error) {
	for _, p := range n.store.Payers() {
		if p.Channel.PayeeSigner == seller && p.OnChain.Open() {
			return p.Channel, nil
		}
	}
	for _, page := range n.book.Snapshot(nil, time.Now()) {
		if page.Page.PayeeSigner != seller || page.Page.Tombstone {
			continue
		}
		if page.Page.Asset() != n.net.Asset() || page.Page.Domain() != n.net.Domain() {
			continue
		}
		return channel.Channel{Payer: n.owner(), Signer: n.me(), Payee: page.Page.Payee, PayeeSigner: seller, Asset: n.net.Asset().ID(),
			CloseDelay: page.Page.CloseDelay}, nil
	}
	return channel.Channel{}, errNoOffer
}

// highest is our highest voucher, signed again: signatures are deterministic.
func (n *Node) highest(p channel.Payer) (channel.SignedVoucher, error) {
	v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: p.ID(), Epoch: p.OnChain.Epoch, Cumulative: p.Cumulative, Memo: p.Memo}}
	var err error
	v.Sig, err = n.keyring.node.SignVoucher(p.Domain, v.Voucher)
	return v, err
}

// consent asks the seller for its signature under a close at what is owed.
func (n *Node) consent(ctx context.Context, p channel.Payer) (*wire.CloseConsent, error) {
	id, ok := n.names.find(p.Channel.PayeeSigner)
	if !ok {
		return nil, errors.New("the seller's peer id is not known")
	}
	answer, err := n.host.AskClear(ctx, id, &wire.CloseAsk{ChannelID: p.ID(), Epoch: p.OnChain.Epoch})
	if err != nil {
		return nil, err
	}
	consent, ok := answer.(*wire.CloseConsent)
	if !ok {
		return nil, fmt.Errorf("the seller answered with %s", answer.Kind())
	}
	if err := consent.Check(p.Domain, p.Channel.PayeeSigner); err != nil {
		return nil, err
	}
	if consent.ChannelID != p.ID() || consent.Epoch != p.OnChain.Epoch || p.Cumulative.Less(consent.Claimed) {
		return nil, errors.New("the seller consents to another close than ours")
	}
	return consent, nil
}

// peerName is how a node is shown: its peer id where that is known.
func (n *Node) peerName(a common.Address) string {
	if a == n.me() {
		return "self"
	}
	if id, ok := n.names.find(a); ok {
		return id.String()
	}
	return a.Hex()
}
