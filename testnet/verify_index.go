package testnet

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
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

func (h *hop) String() string { return h.buyerName() + " -> " + h.sellerName() }

func (h *hop) buyerName() string {
	switch {
	case h.buyer != nil:
		return h.buyer.Name
	case h.payee != nil:
		return shortHex(h.payee.Channel.Signer.Hex())
	}
	return "?"
}

func (h *hop) sellerName() string {
	switch {
	case h.seller != nil:
		return h.seller.Name
	case h.payer != nil:
		return shortHex(h.payer.Channel.PayeeSigner.Hex())
	}
	return "?"
}

func shortHex(s string) string {
	if len(s) < 12 {
		return s
	}
	return s[:10] + "…"
}

func (a *attempt) String() string { return fmt.Sprintf("%s, call %s", a.hop, a.id) }

func (a *attempt) time() uint64 {
	switch {
	case a.sold != nil:
		return a.sold.Time
	case a.bought != nil:
		return a.bought.Time
	}
	return 0
}

// Why a call is listed.
const (
	WhyOpen      = "still open"
	WhyLost      = "started and lost: the seller's process died"
	WhyZero      = "zero: nothing was delivered"
	WhyEstimated = "estimated: the answer broke off or the vendor stated no usage"
	WhyCancelled = "cancelled before the first token: input is due"
	WhyDisputed  = "disputed: the buyer pays less than the receipt asks"
	WhyNoReceipt = "the buyer has no receipt and posted its own count"
	WhyBuyerGone = "the buyer has no record of it"
	WhyUnmetered = "the buyer's process died: its own count is lost"
)

// listed says why a call is left out of the equality of usage.
func (a *attempt) listed() string {
	switch {
	case a.sold == nil:
		return "" // refused, or never arrived: it may have cost nothing
	case a.sold.State == market.RecordOpen:
		return WhyOpen
	case a.sold.State == market.RecordLost:
		return WhyLost
	case a.sold.Status == market.StatusZero:
		return WhyZero
	case a.sold.Status == market.StatusEstimated:
		return WhyEstimated
	case a.sold.Status == market.StatusCancelled:
		return WhyCancelled
	case a.hop.buyer == nil:
		return ""
	case a.bought == nil:
		return WhyBuyerGone
	case a.bought.Receipt == nil:
		return WhyNoReceipt
	case a.bought.Cost != a.sold.Cost:
		return WhyDisputed
	case a.bought.Counted == market.Usage{}:
		return WhyUnmetered
	}
	return ""
}

// compared reports whether the call was served whole and both sides agree on its end.
func (a *attempt) compared() bool { return a.sold != nil && a.why == "" }

// asked is what the seller's receipt asks.
func (a *attempt) asked() money.Amount {
	if a.sold == nil || a.sold.Receipt == nil {
		return money.Amount{}
	}
	return a.sold.Receipt.Cost
}

func (a *attempt) posted() money.Amount {
	if a.bought == nil {
		return money.Amount{}
	}
	return a.bought.Cost
}

// invoiced is what the vendor bills for it.
func (a *attempt) invoiced() (sum money.Amount, err error) {
	for _, r := range a.rows {
		p, err := money.ParsePicos(r.Picos)
		if err != nil {
			return sum, fmt.Errorf("row %d of %s: %w", r.Seq, r.Account, err)
		}
		sum = sum.Add(p)
	}
	return sum, nil
}

// counted is what the vendor counts for it, each token once.
func (a *attempt) counted() (u market.Usage, ok bool) {
	for _, r := range a.rows {
		if r.Cached > r.Prompt || r.Reasoning > r.Completion || min(r.Cached, r.Reasoning) < 0 {
			return u, false
		}
		u[market.Input] += uint64(r.Prompt - r.Cached)
		u[market.CacheRead] += uint64(r.Cached)
		u[market.Output] += uint64(r.Completion - r.Reasoning)
		u[market.Reasoning] += uint64(r.Reasoning)
	}
	return u, true
}
