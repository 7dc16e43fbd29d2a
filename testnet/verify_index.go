package testnet

import (
	"cmp"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// index puts together what belongs together: channels, and the attempts at calls on them, from all sides.
type index struct {
	hops   map[hopID]*hop
	nodes  map[common.Address]*NodeFacts
	orphan []orphanRow // rows that no attempt explains
}

// hopID names a pair by its channel; a node's own seller has none, and is named by its node.
type hopID struct {
	channel common.Hash
	self    common.Address
}

// hop is a buyer, a seller and the channel between them. A side that is not one of the nodes is nil.
type hop struct {
	id            hopID
	buyer, seller *NodeFacts
	payer         *dashboard.PayerRecord
	payee         *channel.Payee
	attempts      []*attempt
}

// attempt is one attempt at a call as each side has it; nil where a side has nothing.
type attempt struct {
	id     market.AttemptID
	hop    *hop
	bought *market.BoughtRecord
	sold   *market.SoldRecord
	rows   []vendor.Row // of the vendor's bill
	legs   []*attempt   // wholesale, where the upstream is the market
	why    string       // why it is listed; "": it is compared
}

type orphanRow struct {
	vendor string
	row    vendor.Row
}

func newIndex(f *Facts) *index {
	x := &index{hops: map[hopID]*hop{}, nodes: map[common.Address]*NodeFacts{}}
	for i := range f.Nodes {
		x.nodes[f.Nodes[i].Address] = &f.Nodes[i]
	}
	for _, n := range x.nodes {
		for i := range n.Payers {
			h := x.hop(hopID{channel: n.Payers[i].ID()})
			h.buyer, h.payer = n, &n.Payers[i]
			h.seller = x.nodes[h.payer.Channel.PayeeSigner]
		}
		for i := range n.Payees {
			h := x.hop(hopID{channel: n.Payees[i].ID()})
			h.seller, h.payee = n, &n.Payees[i]
			h.buyer = x.nodes[h.payee.Channel.Signer]
		}
	}
	x.addAttempts()
	x.addRows(f.Bills)
	for _, h := range x.hops {
		slices.SortFunc(h.attempts, func(a, b *attempt) int {
			return cmp.Or(cmp.Compare(a.time(), b.time()), cmp.Compare(a.id.String(), b.id.String()))
		})
		for _, a := range h.attempts {
			a.why = a.listed()
		}
	}
	return x
}

func (x *index) hop(id hopID) *hop {
	h := x.hops[id]
	if h == nil {
		h = &hop{id: id}
		if id.channel == (common.Hash{}) {
			h.buyer, h.seller = x.nodes[id.self], x.nodes[id.self]
		}
		x.hops[id] = h
	}
	return h
}

func hopOf(c common.Hash, n *NodeFacts) hopID {
	if c == (common.Hash{}) {
		return hopID{self: n.Address}
	}
	return hopID{channel: c}
}

func (x *index) addAttempts() {
	known := map[hopID]map[market.AttemptID]*attempt{}
	find := func(h *hop, id market.AttemptID) *attempt {
		if known[h.id] == nil {
			known[h.id] = map[market.AttemptID]*attempt{}
		}
		a := known[h.id][id]
		if a == nil {
			a = &attempt{id: id, hop: h}
			known[h.id][id] = a
			h.attempts = append(h.attempts, a)
		}
		return a
	}
	for _, n := range x.nodes {
		for i := range n.Bought {
			r := &n.Bought[i]
			h := x.hop(hopOf(r.Channel, n))
			a := find(h, r.AttemptID)
			a.bought, h.buyer = r, n
		}
		for i := range n.Sold {
			r := &n.Sold[i]
			h := x.hop(hopOf(r.Channel, n))
			a := find(h, r.AttemptID)
			a.sold, h.seller = r, n
		}
	}
	for _, h := range x.hops {
		for _, a := range h.attempts {
			if a.bought != nil && a.bought.Retail != nil {
				retail := find(x.hop(hopOf(a.bought.Retail.Channel, h.buyer)), a.bought.Retail.AttemptID)
				retail.legs = append(retail.legs, a)
			}
		}
	}
}

// addRows finds each row's attempt: the seller sends the attempt's id to its vendor.
func (x *index) addRows(bills []vendor.Bill) {
	type key struct{ account, id string }
	byID := map[key]*attempt{}
	for _, h := range x.hops {
		for _, a := range h.attempts {
			if a.sold != nil && h.seller != nil {
				byID[key{h.seller.Name, a.id.String()}] = a
			}
		}
	}
	for _, b := range bills {
		for _, r := range b.Rows {
			if a := byID[key{r.Account, r.ClientRequestID}]; a != nil {
				a.rows = append(a.rows, r)
			} else {
				x.orphan = append(x.orphan, orphanRow{b.Vendor, r})
			}
		}
	}
}

// all are the attempts of all hops, hop by hop.
func (x *index) all() (out []*attempt) {
	for _, h := range x.sorted() {
		out = append(out, h.attempts...)
	}
	return out
}

// sorted are the hops by the names of their nodes.
func (x *index) sorted() (out []*hop) {
	for _, h := range x.hops {
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b *hop) int {
		return cmp.Or(cmp.Compare(a.String(), b.String()), a.id.channel.Cmp(b.id.channel))
	})
	return out
}
