package dashboardtest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
)

// Wallet implements dashboard.Wallet.
func (n *Node) Wallet(context.Context) (dashboard.WalletView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return dashboard.WalletView{Owner: OwnerAddress, Node: NodeAddress, Token: token, Decimals: 6, Balance: n.balance, Ledger: n.ledger, InChannels: money.Micros(4_300_000),
		Claimable: n.claimable, GasOwner: "0.51", GasNode: "0.02", LiveCalls: 1}, nil
}

// Deposit implements dashboard.Wallet.
func (n *Node) Deposit(_ context.Context, amount money.Amount) (dashboard.TxView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.balance.Less(amount) {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeFunds, "send the rest to "+OwnerAddress.Hex(), "the owner has %s, not %s", n.balance.Dollars(), amount.Dollars())
	}
	n.balance, n.ledger = n.balance.Sub(amount), n.ledger.Add(amount)
	return n.done(common.Hash{}, amount, ""), nil
}

// Withdraw implements dashboard.Wallet.
func (n *Node) Withdraw(_ context.Context, req dashboard.WithdrawRequest) (dashboard.TxView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if req.All {
		req.Amount = n.ledger
	}
	switch {
	case !n.claimable.IsZero() && !req.Force:
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeConflict, "run tolsey settle now first, or add --force", "%s of income is not claimed yet and 1 call is in flight", n.claimable.Dollars())
	case n.ledger.Less(req.Amount):
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeFunds, "tolsey channel close", "%s is free in the contract, not %s", n.ledger.Dollars(), req.Amount.Dollars())
	}
	n.ledger, n.balance = n.ledger.Sub(req.Amount), n.balance.Add(req.Amount)
	return n.done(common.Hash{}, req.Amount, ""), nil
}

func (n *Node) done(channel common.Hash, amount money.Amount, note string) dashboard.TxView {
	hash, block := n.tx()
	return dashboard.TxView{Hash: hash, Block: block, Final: true, Channel: channel, Amount: amount, Note: note}
}

// Channels implements dashboard.Channels.
func (n *Node) Channels(context.Context) ([]dashboard.ChannelView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.channels), nil
}

// PlanChannels implements dashboard.Channels.
func (n *Node) PlanChannels(context.Context) (dashboard.ChannelPlan, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return dashboard.ChannelPlan{Auto: true, Funded: money.Coins(5), Total: money.Coins(25), Balance: n.balance.Add(n.ledger), Steps: []dashboard.PlanStep{
		{Verb: dashboard.PlanKeep, Peer: SellerPeer, Channel: payChannel, Why: "65 % of the deposit is left"},
		{Verb: dashboard.PlanOpen, Peer: BuyerPeer, Amount: money.Coins(5), Why: "sells 2 models that were called today, 12 % under the next"},
	}}, nil
}

// OpenChannel implements dashboard.Channels.
func (n *Node) OpenChannel(_ context.Context, req dashboard.FundRequest) (dashboard.TxView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !slices.ContainsFunc(n.peers, func(p dashboard.PeerView) bool { return p.ID == req.Seller || sameAddress(p.Address, req.Seller) }) {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey book", "no seller %s is known", req.Seller)
	}
	if n.find(req.Seller) >= 0 {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeConflict, "tolsey channel topup "+req.Seller, "there is an open channel to %s", req.Seller)
	}
	if n.ledger.Less(req.Amount) {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeFunds, fmt.Sprintf("tolsey wallet deposit %q", strings.TrimPrefix(req.Amount.Sub(n.ledger).Dollars(), "$")+" USD"),
			"%s is free in the contract, not %s", n.ledger.Dollars(), req.Amount.Dollars())
	}
	n.ledger = n.ledger.Sub(req.Amount)
	c := dashboard.ChannelView{ID: crypto.Keccak256Hash([]byte(req.Seller)), Role: dashboard.RolePayer, State: dashboard.ChannelOpen, Peer: req.Seller, Deposit: req.Amount, Free: req.Amount}
	n.channels = append(n.channels, c)
	return n.done(c.ID, req.Amount, ""), nil
}

// find is the place of the open payer's channel that a channel id, peer id or address names; -1: none.
func (n *Node) find(name string) int {
	return slices.IndexFunc(n.channels, func(c dashboard.ChannelView) bool {
		return c.Role == dashboard.RolePayer && c.State == dashboard.ChannelOpen && (c.ID.Hex() == name || c.Peer == name || sameAddress(c.Address, name))
	})
}

func sameAddress(a common.Address, text string) bool {
	return common.IsHexAddress(text) && a == common.HexToAddress(text)
}

// TopUpChannel implements dashboard.Channels.
func (n *Node) TopUpChannel(_ context.Context, req dashboard.FundRequest) (dashboard.TxView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	i := n.find(req.Seller)
	if i < 0 {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey channel open "+req.Seller, "there is no open channel to %s", req.Seller)
	}
	n.channels[i].Deposit, n.channels[i].Free = n.channels[i].Deposit.Add(req.Amount), n.channels[i].Free.Add(req.Amount)
	return n.done(n.channels[i].ID, req.Amount, ""), nil
}

// CloseChannel implements dashboard.Channels.
func (n *Node) CloseChannel(_ context.Context, req dashboard.CloseRequest) (dashboard.TxView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	i := n.find(req.Channel)
	if i < 0 {
		return dashboard.TxView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey channel list", "no open channel %s of ours", req.Channel)
	}
	c := &n.channels[i]
	if req.Force {
		c.State, c.CloseAt = dashboard.ChannelClosing, Now+48*3600_000
		return n.done(c.ID, c.Free, "refunds after the close delay"), nil
	}
	c.State = dashboard.ChannelClosed
	return n.done(c.ID, c.Free, "refunded to the owner's ledger balance"), nil
}

// Keys implements dashboard.Keys.
func (n *Node) Keys(context.Context) ([]dashboard.KeyView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.keys), nil
}

// CreateKey implements dashboard.Keys.
func (n *Node) CreateKey(_ context.Context, req dashboard.KeyRequest) (dashboard.NewKey, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if i := slices.IndexFunc(n.keys, func(k dashboard.KeyView) bool { return k.Name == req.Name && k.Status == "live" }); i >= 0 {
		return dashboard.NewKey{}, dashboard.Refuse(dashboard.CodeConflict, "tolsey key revoke "+n.keys[i].ID, "name %q is taken by key %s", req.Name, n.keys[i].ID)
	}
	k := dashboard.KeyView{ID: fmt.Sprintf("k%07d", len(n.keys)+1), Name: req.Name, Hint: "sk-dev-New0…", Parent: req.Parent, Models: req.Models, Budget: req.Budget, RPM: req.RPM,
		Expires: req.Expires, Created: Now, Status: "live"}
	if k.Budget == "" {
		k.Budget = "10.00 USD/day"
	}
	n.keys = append(n.keys, k)
	return dashboard.NewKey{KeyView: k, Token: "sk-dev-New0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, nil
}

// RevokeKey implements dashboard.Keys.
func (n *Node) RevokeKey(_ context.Context, idOrName string) (dashboard.KeyView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	i := slices.IndexFunc(n.keys, func(k dashboard.KeyView) bool { return k.Status == "live" && (k.ID == idOrName || k.Name == idOrName) })
	if i < 0 {
		return dashboard.KeyView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey key list", "no live key %q", idOrName)
	}
	n.keys[i].Status = "revoked"
	return n.keys[i], nil
}

// Peers implements dashboard.Peers.
func (n *Node) Peers(context.Context) ([]dashboard.PeerView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.peers), nil
}

// AddPeer implements dashboard.Peers.
func (n *Node) AddPeer(_ context.Context, req dashboard.AddPeerRequest) (dashboard.PeerView, error) {
	addr, id, ok := strings.Cut(req.Addr, "/p2p/")
	if !ok {
		return dashboard.PeerView{}, dashboard.Refuse(dashboard.CodeInvalid, "", "%s has no /p2p/PEER-ID at its end", req.Addr)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	p := dashboard.PeerView{ID: id, Connected: true, Transport: "quic", Addr: addr, LatencyMS: 5, Since: Now}
	n.peers = append(n.peers, p)
	return p, nil
}

// BlockPeer implements dashboard.Peers.
func (n *Node) BlockPeer(_ context.Context, req dashboard.BlockPeerRequest) (dashboard.PeerView, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	i := slices.IndexFunc(n.peers, func(p dashboard.PeerView) bool { return p.ID == req.Peer || sameAddress(p.Address, req.Peer) })
	if i < 0 {
		return dashboard.PeerView{}, dashboard.Refuse(dashboard.CodeNotFound, "tolsey peer list", "no peer %s is known", req.Peer)
	}
	n.peers[i].Blocked, n.peers[i].Connected = !req.Unblock, false
	return n.peers[i], nil
}
