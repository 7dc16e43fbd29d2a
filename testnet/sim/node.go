package sim

import (
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/seller"

	rooms "github.com/tolsey/tolsey/node"
)

// node is a party with a data directory. It runs as one process after another.
type node struct {
	name    string
	key     *wallet.Signer
	owner   settletest.Account
	dir     string
	runs    int
	crashes int
	proc    *process // nil while it is down
	vendor  *vendor
	sells   []good
	resells market.Model
	hostile bool // what it does is not bound by the protocol, and what it loses is its own affair
}

// good is what a seller sells from its vendor.
type good struct {
	model market.Model
	in    money.Price
	out   money.Price
	allow []common.Address
}

func (n *node) hop(nonce [16]byte) (h [8]byte) {
	copy(h[:], crypto.Keccak256(nonce[:], []byte(n.name)))
	return h
}

func tariff(in, out money.Price) market.Tariff {
	return market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: in}, {Unit: market.Output, Price: out}}}
}

// rows are what a process sells now: its vendor's goods, and what it buys in the market to sell it on.
func (p *process) rows(now time.Time) (out []seller.Listing) {
	for _, g := range p.n.sells {
		row := market.Row{Model: g.model, Tariff: tariff(g.in, g.out), Context: 1 << 16, MaxOutput: 2048, MaxCalls: 16, Dialects: []string{"openai"}, Allow: g.allow}
		out = append(out, seller.Listing{Row: row, Upstream: "vendor", UpstreamModel: string(g.model), Cost: tariff(g.in/2, g.out/2)})
	}
	if p.n.resells == "" {
		return out
	}
	for _, o := range p.book.Offers(p.n.resells, p.n.key.Address(), now) {
		if o.Offer.Seller() == p.n.key.Address() {
			continue
		}
		row := *o.Offer.Row()
		row.Allow = nil
		row.Tariff = market.Tariff{}
		for _, u := range o.Offer.Row().Tariff.Prices {
			price, err := u.Price.MulCeil(11, 10)
			if err != nil {
				panic("developer error: " + err.Error())
			}
			row.Tariff.Prices = append(row.Tariff.Prices, market.UnitPrice{Unit: u.Unit, Price: price})
		}
		return append(out, seller.Listing{Row: row, Upstream: "market", UpstreamModel: string(row.Model), ValidUntil: o.Offer.Page.ValidUntil})
	}
	return out
}

func (p *process) upstreams() map[string]seller.Upstream {
	return map[string]seller.Upstream{"vendor": p.n.vendor, "market": rooms.Resale(func() *buyer.Buyer { return p.buyer })}
}
