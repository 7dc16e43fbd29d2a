// Package dashboardtest is a node of fixed figures behind the dashboard's interfaces, for the tests of the admin API and of the
// command line. It keeps the rules that a caller can see (names are unique, a closed channel is not closed again, money that is
// not there cannot be moved), and it signs its receipts with a real key. It knows no chain, no peer and no clock.
package dashboardtest

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
)

// Peers, addresses and times of the fixed figures.
const (
	SellerPeer = "16Uiu2HAmSeller1111111111111111111111111111111111111"
	BuyerPeer  = "16Uiu2HAmBuyer22222222222222222222222222222222222222"
	NodePeer   = "16Uiu2HAmNode333333333333333333333333333333333333333"

	Now = 1_795_600_000_000 // unix ms: 2026-11-25T08:26:40Z
)

var (
	sellerKey, _ = crypto.ToECDSA(crypto.Keccak256([]byte("seller of the fixed figures")))

	// SellerAddress is the node address whose key signs the receipts.
	SellerAddress = crypto.PubkeyToAddress(sellerKey.PublicKey)
	// NodeAddress, OwnerAddress and BuyerAddress are the others'.
	NodeAddress  = common.HexToAddress("0x1111111111111111111111111111111111111111")
	OwnerAddress = common.HexToAddress("0x2222222222222222222222222222222222222222")
	BuyerAddress = common.HexToAddress("0x3333333333333333333333333333333333333333")
	clearing     = common.HexToAddress("0x4444444444444444444444444444444444444444")
	token        = common.HexToAddress("0x5555555555555555555555555555555555555555")
	payChannel   = crypto.Keccak256Hash([]byte("channel to the seller"))
	earnChannel  = crypto.Keccak256Hash([]byte("channel from the buyer"))
	model        = market.Model("deepseek/deepseek-v4-flash")
)

// Node implements all of the dashboard's sources.
type Node struct {
	Gateway string // address of /v1, for status

	mu        sync.Mutex // guards all below
	state     string
	bad       []dashboard.Check // checks that fail
	calls     []dashboard.CallView
	offers    []dashboard.OwnOffer
	channels  []dashboard.ChannelView
	keys      []dashboard.KeyView
	peers     []dashboard.PeerView
	balance   money.Amount // in the owner's own account
	ledger    money.Amount
	claimable money.Amount
	txs       uint64
}

// Sources hands the node to a dashboard.
func (n *Node) Sources() dashboard.Sources {
	return dashboard.Sources{Money: n, Wallet: n, Book: n, Offers: n, Upstreams: n, Calls: n, Channels: n, Keys: n, Peers: n, Control: n}
}

// New is the node before any command.
func New() *Node {
	n := &Node{Gateway: "http://127.0.0.1:8402", state: dashboard.StateRunning, balance: money.Coins(75), ledger: money.Coins(12), claimable: money.Micros(3_141_592)}
	n.calls = fixedCalls()
	n.offers = fixedOffers()
	n.channels = []dashboard.ChannelView{
		{ID: payChannel, Role: dashboard.RolePayer, State: dashboard.ChannelOpen, Peer: SellerPeer, Address: SellerAddress, Deposit: money.Coins(5),
			Claimed: money.Micros(700_000), Signed: money.Micros(1_250_000), Sum: money.Micros(1_240_004), Held: money.Micros(500_000), Prepaid: money.Micros(9_996),
			Free: money.Micros(3_250_000), LastCall: Now},
		{ID: earnChannel, Role: dashboard.RolePayee, State: dashboard.ChannelClosing, Peer: BuyerPeer, Address: BuyerAddress, Epoch: 2, Deposit: money.Coins(10),
			Claimed: money.Coins(4), Signed: money.Micros(7_141_592), Sum: money.Micros(7_141_592), Claimable: n.claimable, CloseAt: Now + 36*3600_000, LastCall: Now - 60_000},
	}
	n.keys = []dashboard.KeyView{
		{ID: "k1a2b3c4", Name: "agents", Hint: "sk-dev-Ab12…", Budget: "20.00 USD/day", Spent: money.Micros(1_240_004), Held: money.Micros(500_000),
			Left: money.Micros(18_259_996), Resets: Now + 3600_000, Created: Now - 86400_000, Status: "live"},
		{ID: "k5d6e7f8", Name: "ci", Hint: "sk-dev-Zz99…", Parent: "k1a2b3c4", Models: []market.Model{"deepseek/*"}, Budget: "1.00 USD", Left: money.Coins(1), RPM: 60,
			Expires: Now + 7*86400_000, Created: Now - 3600_000, Status: "live"},
	}
	n.peers = []dashboard.PeerView{
		{ID: SellerPeer, Address: SellerAddress, Connected: true, Seller: true, Transport: "quic", Addr: "/ip4/192.0.2.7/udp/8404/quic-v1", LatencyMS: 12, Since: Now - 3600_000},
		{ID: BuyerPeer, Address: BuyerAddress, Connected: true, Transport: "tcp", Inbound: true, Addr: "/ip4/192.0.2.9/tcp/50112", LatencyMS: 40, Since: Now - 60_000},
	}
	return n
}

// Fail makes a check fail from now on.
func (n *Node) Fail(name, detail string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.bad = append(n.bad, dashboard.Check{Name: name, Detail: detail})
	n.state = dashboard.StateDegraded
}

// Status implements dashboard.Money.
func (n *Node) Status(context.Context) (dashboard.Status, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	buying := dashboard.BuyingMoney{Deposit: money.Coins(5), Held: money.Micros(500_000), Signed: money.Micros(1_250_000), Spent: money.Micros(1_240_004),
		Prepaid: money.Micros(9_996), Free: money.Micros(3_250_000)}
	selling := dashboard.SellingMoney{Earned: money.Micros(7_148_100), Signed: money.Micros(7_141_592), Settled: money.Coins(4).Add(money.Micros(3_141_592)).Sub(n.claimable), Claimable: n.claimable,
		Unpaid: money.Micros(6_508)}
	s := dashboard.Status{
		Node: n.view(), Buying: buying, Selling: selling,
		Counterparties: []dashboard.Counterparty{
			{Peer: SellerPeer, Address: SellerAddress, Connected: true, Buying: &buying, AtRisk: buying.Prepaid},
			{Peer: BuyerPeer, Address: BuyerAddress, Connected: true, Selling: &selling, Limit: money.Micros(40_000), AtRisk: selling.Unpaid.Add(n.claimable), Deadline: Now + 36*3600_000},
		},
		AtRisk: []dashboard.Risk{
			{Kind: dashboard.RiskPrepaid, Amount: buying.Prepaid, Peer: SellerPeer, Channel: payChannel, Note: "spent by the next calls first"},
			{Kind: dashboard.RiskUnpaid, Amount: selling.Unpaid, Peer: BuyerPeer, Channel: earnChannel, Note: "within the buyer's limit of $0.04"},
		},
		Market: dashboard.MarketCounts{Peers: len(n.peers), Sellers: 1, Offers: 3, Models: 2, Own: len(n.offers)},
		Calls: dashboard.CallCounts{Buying: 1, BoughtToday: 312, SoldToday: 1_204, SpentToday: money.Micros(1_240_004), SavedToday: money.Micros(310_000),
			EarnedToday: money.Micros(2_048_100)},
		Checks: n.checks(),
	}
	if !n.claimable.IsZero() {
		s.AtRisk = append([]dashboard.Risk{{Kind: dashboard.RiskUnclosed, Amount: n.claimable, Peer: BuyerPeer, Channel: earnChannel, Deadline: Now + 36*3600_000,
			Note: "the buyer has asked to close; the node claims at the next block, or run tolsey settle now"}}, s.AtRisk...)
	}
	return s, nil
}

func (n *Node) view() dashboard.NodeView {
	return dashboard.NodeView{PeerID: NodePeer, Address: NodeAddress, Owner: OwnerAddress, State: n.state, Network: "devnet", ChainID: 31337, Version: "v0.1.0",
		Commit: "0123456789abcdef", Started: Now - 7200_000, Listen: []string{"/ip4/192.0.2.1/udp/8404/quic-v1/p2p/" + NodePeer}, Gateway: n.Gateway}
}

func (n *Node) checks() []dashboard.Check {
	var out []dashboard.Check
	for _, name := range []string{"chain", "clock", "peers", "store", "upstreams"} {
		c := dashboard.Check{Name: name, OK: true}
		if i := slices.IndexFunc(n.bad, func(b dashboard.Check) bool { return b.Name == name }); i >= 0 {
			c = n.bad[i]
		}
		out = append(out, c)
	}
	return out
}

// Checks implements dashboard.Control.
func (n *Node) Checks(context.Context) ([]dashboard.Check, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.checks(), nil
}

// Pause implements dashboard.Control.
func (n *Node) Pause(context.Context) (dashboard.NodeView, error) {
	return n.turn(dashboard.StateRunning, dashboard.StatePaused)
}

// Resume implements dashboard.Control.
func (n *Node) Resume(context.Context) (dashboard.NodeView, error) {
	return n.turn(dashboard.StatePaused, dashboard.StateRunning)
}

func (n *Node) turn(from, to string) (dashboard.NodeView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.state != from {
		return dashboard.NodeView{}, dashboard.Refuse(dashboard.CodeConflict, "tolsey status", "the node is %s, not %s", n.state, from)
	}
	n.state = to
	return n.view(), nil
}

// Settle implements dashboard.Money.
func (n *Node) Settle(context.Context) (dashboard.Settlement, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.claimable.IsZero() {
		return dashboard.Settlement{Claims: []dashboard.Claim{}}, nil
	}
	s := dashboard.Settlement{Claims: []dashboard.Claim{{Channel: earnChannel, Peer: BuyerPeer, Amount: n.claimable}}, Total: n.claimable}
	s.Tx, s.Block = n.tx()
	n.ledger, n.claimable = n.ledger.Add(n.claimable), money.Amount{}
	return s, nil
}

// tx is the next transaction's hash and block.
func (n *Node) tx() (common.Hash, uint64) {
	n.txs++
	return crypto.Keccak256Hash(fmt.Appendf(nil, "transaction %d", n.txs)), 100 + n.txs
}
