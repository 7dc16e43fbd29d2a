package node

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/store"
)

// views is the node as the operator's dashboard sees it.
type views struct{ n *Node }

// Status is the money screen.
func (v *views) Status(ctx context.Context) (dashboard.Status, error) {
	n := v.n
	out := dashboard.Status{Node: n.nodeView()}
	connected := n.connected()
	parties := map[common.Address]*dashboard.Counterparty{}
	party := func(a common.Address) *dashboard.Counterparty {
		c := parties[a]
		if c == nil {
			c = &dashboard.Counterparty{Peer: n.peerName(a), Address: a, Connected: connected[a]}
			parties[a] = c
		}
		return c
	}
	for _, p := range n.store.Payers() {
		m := buyingMoney(p)
		c := party(p.Channel.PayeeSigner)
		sum := m
		if c.Buying != nil {
			sum = c.Buying.Add(m)
		}
		c.Buying = &sum
		out.Buying = out.Buying.Add(m)
		c.AtRisk = c.AtRisk.Add(m.Prepaid)
		out.AtRisk = append(out.AtRisk, buyingRisks(n.peerName(p.Channel.PayeeSigner), p, m)...)
	}
	for _, p := range n.store.Payees() {
		m := sellingMoney(p)
		c := party(p.Channel.Signer)
		sum := m
		if c.Selling != nil {
			sum = c.Selling.Add(m)
		}
		c.Selling, c.Limit = &sum, n.limits(p.Channel.Signer).Buyer
		out.Selling = out.Selling.Add(m)
		c.AtRisk = c.AtRisk.Add(m.Unpaid)
		out.AtRisk = append(out.AtRisk, sellingRisks(n.peerName(p.Channel.Signer), p, m)...)
	}
	for _, c := range parties {
		for _, r := range out.AtRisk {
			if r.Peer == c.Peer && r.Deadline > 0 && (c.Deadline == 0 || r.Deadline < c.Deadline) {
				c.Deadline = r.Deadline
			}
		}
		out.Counterparties = append(out.Counterparties, *c)
	}
	slices.SortFunc(out.Counterparties, func(a, b dashboard.Counterparty) int { return strings.Compare(a.Peer, b.Peer) })
	slices.SortFunc(out.AtRisk, nearestFirst)
	out.Market = n.marketCounts(connected)
	var err error
	if out.Calls, err = n.callCounts(ctx); err != nil {
		return out, err
	}
	out.Alerts = n.alerts()
	out.Checks, err = v.Checks(ctx)
	return out, err
}

func nearestFirst(a, b dashboard.Risk) int {
	if a.Deadline != b.Deadline {
		switch {
		case a.Deadline == 0:
			return 1
		case b.Deadline == 0 || a.Deadline < b.Deadline:
			return -1
		}
		return 1
	}
	return b.Amount.Cmp(a.Amount)
}

func buyingMoney(p channel.Payer) dashboard.BuyingMoney {
	signed := p.Paid()
	return dashboard.BuyingMoney{Deposit: p.OnChain.Deposit.FloorPicos(p.Asset), Held: p.Held, Signed: signed, Spent: p.Sum, Prepaid: p.Prepaid(), Free: p.Headroom()}
}

func sellingMoney(p channel.Payee) dashboard.SellingMoney {
	return dashboard.SellingMoney{Earned: p.Earned, Signed: p.Paid(), Settled: p.Settled, Unpaid: p.Unpaid(),
		Claimable: p.Claimable().SubFloor(p.OnChain.Claimed).FloorPicos(p.Asset)}
}

func buyingRisks(name string, p channel.Payer, m dashboard.BuyingMoney) (out []dashboard.Risk) {
	if !m.Prepaid.IsZero() {
		out = append(out, dashboard.Risk{Kind: dashboard.RiskPrepaid, Amount: m.Prepaid, Peer: name, Channel: p.ID(), Note: "spent by the next calls first"})
	}
	if !p.Contested.IsZero() {
		out = append(out, dashboard.Risk{Kind: dashboard.RiskDisputed, Amount: p.Contested, Peer: name, Channel: p.ID(), Note: "both sides count differently"})
	}
	return out
}

func sellingRisks(name string, p channel.Payee, m dashboard.SellingMoney) (out []dashboard.Risk) {
	if !m.Unpaid.IsZero() {
		out = append(out, dashboard.Risk{Kind: dashboard.RiskUnpaid, Amount: m.Unpaid, Peer: name, Channel: p.ID(), Note: "within the buyer's limit"})
	}
	if p.OnChain.CloseAt > 0 && !m.Claimable.IsZero() {
		out = append(out, dashboard.Risk{Kind: dashboard.RiskUnclosed, Amount: m.Claimable, Peer: name, Channel: p.ID(), Deadline: p.OnChain.CloseAt * 1000, Note: "claimed before the deadline"})
	}
	if !p.Disputed.IsZero() {
		out = append(out, dashboard.Risk{Kind: dashboard.RiskDisputed, Amount: p.Disputed, Peer: name, Channel: p.ID(), Note: "the buyer contests it"})
	}
	return out
}

func (n *Node) nodeView() dashboard.NodeView {
	n.mu.Lock()
	state := n.state
	n.mu.Unlock()
	if state == dashboard.StateRunning && n.ableToSell() != nil {
		state = dashboard.StateDegraded
	}
	return dashboard.NodeView{PeerID: n.id.String(), Address: n.me(), Owner: n.owner(), State: state, Network: n.net.Name, ChainID: n.net.Chain,
		Version: n.opt.Version, Commit: n.opt.Commit, Started: uint64(n.started.UnixMilli()), Listen: n.host.Addrs(), Gateway: "http://" + n.apps.Addr().String()}
}

func (n *Node) connected() map[common.Address]bool {
	out := map[common.Address]bool{}
	for _, p := range n.host.Peers() {
		out[p.Address] = true
	}
	return out
}

func (n *Node) marketCounts(connected map[common.Address]bool) dashboard.MarketCounts {
	now := time.Now()
	sellers := map[common.Address]bool{}
	models := n.book.Models(n.me(), now)
	for _, m := range models {
		for _, o := range n.book.Offers(m.Model, n.me(), now) {
			sellers[o.Offer.Seller()] = true
		}
	}
	offers, _ := n.book.Size()
	return dashboard.MarketCounts{Peers: len(connected), Sellers: len(sellers), Offers: offers, Models: len(models), Own: len(n.shelf.Offers())}
}

func (n *Node) callCounts(ctx context.Context) (c dashboard.CallCounts, err error) {
	day := uint64(time.Now().UTC().Truncate(24 * time.Hour).UnixMilli())
	bought, err := n.store.BoughtTotals(ctx, store.CallFilter{Since: day})
	if err != nil {
		return c, err
	}
	sold, err := n.store.SoldTotals(ctx, store.CallFilter{Since: day})
	if err != nil {
		return c, err
	}
	holds, err := n.store.OpenHolds(ctx)
	if err != nil {
		return c, err
	}
	c = dashboard.CallCounts{Buying: len(holds), BoughtToday: bought.Calls, SoldToday: sold.Calls, SpentToday: bought.Cost,
		SavedToday: bought.ListCost.SubFloor(bought.Cost), EarnedToday: sold.Cost}
	for _, k := range n.seller.InFlight() {
		c.Selling += int(k)
	}
	return c, nil
}

// Settle claims all claimable income.
func (v *views) Settle(ctx context.Context) (dashboard.Settlement, error) {
	settled, err := v.n.settle.SettleNow(ctx)
	if err != nil {
		return dashboard.Settlement{}, explain(err)
	}
	asset := v.n.net.Asset()
	out := dashboard.Settlement{Claims: []dashboard.Claim{}, Total: settled.Total().FloorPicos(asset)}
	for _, e := range settled.Claims {
		c := dashboard.Claim{Channel: e.Channel, Amount: e.Amount.FloorPicos(asset)}
		if p, err := v.n.store.Payee(e.Channel); err == nil {
			c.Peer = v.n.peerName(p.Channel.Signer)
		}
		out.Claims, out.Tx, out.Block = append(out.Claims, c), e.Place.Tx, e.Place.Block
	}
	return out, nil
}

// explain turns what the operator can mend into words for him; anything else stays an internal error.
func explain(err error) error {
	var short *settle.ShortError
	var gas *settle.GasMoneyError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &short):
		return dashboard.Refuse(dashboard.CodeFunds, "tolsey wallet show", "%s", err)
	case errors.As(err, &gas):
		return dashboard.Refuse(dashboard.CodeFunds, "send native coins to the address named", "%s", err)
	case errors.Is(err, settle.ErrNoOwner), errors.Is(err, errForced), errors.Is(err, errNoOffer), errors.Is(err, channel.ErrClosing):
		return dashboard.Refuse(dashboard.CodeConflict, "", "%s", err)
	case errors.Is(err, store.ErrNotFound):
		return dashboard.Refuse(dashboard.CodeNotFound, "", "%s", err)
	case errors.Is(err, settle.ErrReverted), errors.Is(err, context.DeadlineExceeded), errors.Is(err, p2p.ErrUnreachable):
		return dashboard.Refuse(dashboard.CodeUpstream, "tolsey doctor", "%s", err)
	}
	return err
}

// Wallet is the owner's money.
func (v *views) Wallet(ctx context.Context) (dashboard.WalletView, error) {
	n := v.n
	a, err := n.settle.Account(ctx)
	if err != nil {
		return dashboard.WalletView{}, dashboard.Refuse(dashboard.CodeUpstream, "tolsey doctor", "the chain does not answer: %s", err)
	}
	node, err := n.chain.Account(ctx, n.me())
	if err != nil {
		return dashboard.WalletView{}, dashboard.Refuse(dashboard.CodeUpstream, "tolsey doctor", "the chain does not answer: %s", err)
	}
	asset := n.net.Asset()
	w := dashboard.WalletView{Owner: n.owner(), Node: n.me(), Token: asset.Token, Decimals: asset.Decimals, Balance: a.Token.FloorPicos(asset), Ledger: a.Free.FloorPicos(asset),
		GasOwner: coins(a.Gas), GasNode: coins(node.Gas), External: n.keyring.owner == nil}
	for _, p := range n.store.Payers() {
		w.InChannels = w.InChannels.Add(p.OnChain.Deposit.SubFloor(p.OnChain.Claimed).FloorPicos(asset))
	}
	for _, p := range n.store.Payees() {
		w.Claimable = w.Claimable.Add(sellingMoney(p).Claimable)
		w.LiveCalls += int(p.OpenCalls)
	}
	return w, nil
}

// coins writes wei as native coins.
func coins(wei *big.Int) string {
	if wei == nil {
		return "0"
	}
	s := fmt.Sprintf("%019s", wei.String())
	whole, frac := s[:len(s)-18], strings.TrimRight(s[len(s)-18:], "0")
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

// Deposit moves the owner's tokens into the contract's ledger.
func (v *views) Deposit(ctx context.Context, amount money.Amount) (dashboard.TxView, error) {
	units, ok := amount.CeilTo(v.n.net.Asset())
	if !ok || units.IsZero() {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeInvalid, "", "amount %s cannot be deposited", amount.Dollars())
	}
	at, err := v.n.settle.Deposit(ctx, units)
	if err != nil {
		return dashboard.TxView{}, explain(err)
	}
	return dashboard.TxView{Hash: at.Tx, Block: at.Block, Final: true, Amount: amount}, nil
}

// Withdraw moves free ledger money to an address.
func (v *views) Withdraw(ctx context.Context, req dashboard.WithdrawRequest) (dashboard.TxView, error) {
	w, err := v.Wallet(ctx)
	if err != nil {
		return dashboard.TxView{}, err
	}
	switch {
	case req.All:
		req.Amount = w.Ledger
	case w.Ledger.Less(req.Amount):
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeFunds, "tolsey channel close", "%s is free in the contract, not %s", w.Ledger.Dollars(), req.Amount.Dollars())
	}
	if req.Amount.IsZero() {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeFunds, "tolsey channel close", "nothing is free in the contract")
	}
	if !req.Force && (!w.Claimable.IsZero() || w.LiveCalls > 0) {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeConflict, "run tolsey settle now first, or add --force", "%s of income is not claimed yet and %d calls are in flight", w.Claimable.Dollars(), w.LiveCalls)
	}
	if req.To == (common.Address{}) {
		req.To = v.n.owner()
	}
	units, ok := req.Amount.CeilTo(v.n.net.Asset())
	if !ok {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeInvalid, "", "amount %s cannot be withdrawn", req.Amount.Dollars())
	}
	at, err := v.n.settle.Withdraw(ctx, req.To, units)
	if err != nil {
		return dashboard.TxView{}, explain(err)
	}
	return dashboard.TxView{Hash: at.Tx, Block: at.Block, Final: true, Amount: req.Amount}, nil
}

// Channels lists channels of both roles.
func (v *views) Channels(context.Context) ([]dashboard.ChannelView, error) {
	out := []dashboard.ChannelView{}
	for _, p := range v.n.store.Payers() {
		c := channelView(dashboard.RolePayer, p.ID(), p.OnChain, p.Asset, v.n.peerName(p.Channel.PayeeSigner), p.Channel.PayeeSigner)
		c.Signed, c.Sum, c.Held, c.Prepaid, c.Free = p.Paid(), p.Sum, p.Held, p.Prepaid(), p.Headroom()
		if p.Closing && c.State == dashboard.ChannelOpen {
			c.State = dashboard.ChannelClosing
		}
		out = append(out, c)
	}
	for _, p := range v.n.store.Payees() {
		c := channelView(dashboard.RolePayee, p.ID(), p.OnChain, p.Asset, v.n.peerName(p.Channel.Signer), p.Channel.Signer)
		c.Signed, c.Sum, c.Claimable = p.Paid(), p.Sum, sellingMoney(p).Claimable
		if p.Consented != 0 && c.State == dashboard.ChannelOpen {
			c.State = dashboard.ChannelClosing
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b dashboard.ChannelView) int {
		if a.Role != b.Role {
			return strings.Compare(b.Role, a.Role)
		}
		return strings.Compare(a.Peer, b.Peer)
	})
	return out, nil
}

func channelView(role string, id common.Hash, s channel.OnChain, asset money.Asset, name string, a common.Address) dashboard.ChannelView {
	c := dashboard.ChannelView{ID: id, Role: role, State: dashboard.ChannelOpen, Peer: name, Address: a, Epoch: s.Epoch, Deposit: s.Deposit.FloorPicos(asset),
		Claimed: s.Claimed.FloorPicos(asset), CloseAt: s.CloseAt * 1000}
	switch {
	case !s.Open() && s.Epoch > 0:
		c.State = dashboard.ChannelClosed
	case !s.Open():
		c.State = dashboard.ChannelOpening
	case s.CloseAt > 0:
		c.State = dashboard.ChannelClosing
	}
	return c
}

// PlanChannels is what the autopilot does next.
func (v *views) PlanChannels(ctx context.Context) (dashboard.ChannelPlan, error) {
	p, err := v.n.pilot.plan(ctx)
	if err != nil {
		return dashboard.ChannelPlan{}, dashboard.Refuse(dashboard.CodeUpstream, "tolsey doctor", "the chain does not answer: %s", err)
	}
	cfg := v.n.cfg.Buyer.Channels
	out := dashboard.ChannelPlan{Auto: cfg.Auto && v.n.keyring.owner != nil, Steps: []dashboard.PlanStep{}, Funded: p.funded, Total: cfg.Total.Amount, Balance: p.balance}
	for _, s := range p.steps {
		out.Steps = append(out.Steps, dashboard.PlanStep{Verb: s.verb, Peer: v.n.peerName(s.seller), Channel: s.channel, Amount: s.amount, Why: s.why})
	}
	return out, nil
}

// OpenChannel opens a channel to a seller.
func (v *views) OpenChannel(ctx context.Context, req dashboard.FundRequest) (dashboard.TxView, error) {
	seller, err := v.n.sellerNamed(req.Seller)
	if err != nil {
		return dashboard.TxView{}, err
	}
	for _, p := range v.n.store.Payers() {
		if p.Channel.PayeeSigner == seller && p.OnChain.Open() {
			return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeConflict, fmt.Sprintf("tolsey channel topup %s", req.Seller), "a channel to this seller is open already")
		}
	}
	tx, err := v.n.fund(ctx, seller, req.Amount)
	return tx, explain(err)
}

// TopUpChannel adds to a channel; it never touches a timer.
func (v *views) TopUpChannel(ctx context.Context, req dashboard.FundRequest) (dashboard.TxView, error) {
	for _, p := range v.n.store.Payers() {
		if p.OnChain.Open() && (p.ID().Hex() == req.Seller || p.Channel.PayeeSigner.Hex() == req.Seller || v.n.peerName(p.Channel.PayeeSigner) == req.Seller) {
			if p.Closing || p.OnChain.CloseAt != 0 {
				return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeConflict, "tolsey channel list", "channel %s is being closed: what is added would only come back with the rest", p.ID())
			}
			tx, err := v.n.fund(ctx, p.Channel.PayeeSigner, req.Amount)
			return tx, explain(err)
		}
	}
	return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey channel list", "no open channel to %s", req.Seller)
}

// CloseChannel closes a channel of ours, as its payer or its payee.
func (v *views) CloseChannel(ctx context.Context, req dashboard.CloseRequest) (dashboard.TxView, error) {
	for _, p := range v.n.store.Payers() {
		if p.OnChain.Open() && (p.ID().Hex() == req.Channel || p.Channel.PayeeSigner.Hex() == req.Channel || v.n.peerName(p.Channel.PayeeSigner) == req.Channel) {
			tx, err := v.n.closeChannel(ctx, p.ID(), req.Force)
			if errors.Is(err, errForced) {
				return tx, dashboard.Refuse(dashboard.CodeConflict, "add --force to close after the close delay", "%s", err)
			}
			return tx, explain(err)
		}
	}
	for _, p := range v.n.store.Payees() {
		if !p.OnChain.Open() || p.ID().Hex() != req.Channel && p.Channel.Signer.Hex() != req.Channel && v.n.peerName(p.Channel.Signer) != req.Channel {
			continue
		}
		if req.Force {
			return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeConflict, "tolsey settle now", "%s; claim what it has earned this node instead", errOnlyPayer)
		}
		tx, err := v.n.closeSold(ctx, p)
		if errors.Is(err, channel.ErrBusy) {
			return tx, dashboard.Refuse(dashboard.CodeConflict, "try again when they have ended", "%s", err)
		}
		return tx, explain(err)
	}
	return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey channel list", "no open channel %s of this node", req.Channel)
}

// sellerNamed reads a peer id or a node address.
func (n *Node) sellerNamed(s string) (common.Address, error) {
	if common.IsHexAddress(s) {
		return common.HexToAddress(s), nil
	}
	id, err := peer.Decode(s)
	if err == nil {
		if a, err := p2p.AddressOf(id); err == nil {
			n.names.note(a, id)
			return a, nil
		}
	}
	return common.Address{}, dashboard.Refuse(dashboard.CodeInvalid, "tolsey book", "%.80q is neither a peer id nor a node address", s)
}

// Checks are the conditions of readiness.
func (v *views) Checks(context.Context) ([]dashboard.Check, error) {
	n := v.n
	check := func(name string, ok bool, format string, args ...any) dashboard.Check {
		c := dashboard.Check{Name: name, OK: ok}
		if !ok {
			c.Detail = fmt.Sprintf(format, args...)
		}
		return c
	}
	s := n.settle.Status()
	doubt := n.chainDoubt(s)
	out := []dashboard.Check{
		check("store", n.store.Degraded() == nil, "%v; free disk space, then restart", n.store.Degraded()),
		check("chain", doubt == "", "%s", doubt),
		check("peers", len(n.host.Peers()) > 0, "no peer is connected; tolsey peer add MULTIADDR"),
		check("clock", n.clockOK(s.Head.Time), "this clock and the chain's head differ by over 10 minutes; set the clock"),
	}
	if n.towers != nil {
		out = append(out, check("watchtowers", n.towers.Err() == nil, "%v; the node claims by itself while it runs", n.towers.Err()))
	}
	if len(n.cfg.Seller.Offers) > 0 {
		published := len(n.shelf.Offers()) > 0
		out = append(out, check("offers", published, "no offer is published; tolsey offer list"))
	}
	return out, nil
}

// headAge is how old the newest block may be before the operator is told: a devnet without transactions seals rarely.
func (n *Node) headAge() time.Duration {
	if n.net.Devnet() {
		return time.Minute
	}
	return 10 * time.Minute
}

// clockOK compares with the chain's head; a devnet's head may be ahead of the wall clock.
func (n *Node) clockOK(head uint64) bool {
	if head == 0 || n.net.Devnet() {
		return true
	}
	return time.Since(time.Unix(int64(head), 0)).Abs() < 10*time.Minute
}

// Pause stops selling; buys go on.
func (v *views) Pause(context.Context) (dashboard.NodeView, error) {
	v.n.shelf.Pause(true)
	v.n.setState(dashboard.StatePaused)
	return v.n.nodeView(), nil
}

// Resume sells again.
func (v *views) Resume(context.Context) (dashboard.NodeView, error) {
	v.n.shelf.Pause(false)
	v.n.setState(dashboard.StateRunning)
	return v.n.nodeView(), nil
}
