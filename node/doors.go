package node

import (
	"context"
	"strings"
	"time"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/gateway"
)

// buyerDoor is the buyer as the gateway sees it.
type buyerDoor struct{ b *buyer.Buyer }

func (d buyerDoor) Call(ctx context.Context, c market.Call) (gateway.Answer, error) {
	a, err := d.b.Call(ctx, c)
	if err != nil {
		return nil, err
	}
	return answerDoor{a}, nil
}

type answerDoor struct{ *buyer.Answer }

func (a answerDoor) Info() gateway.Info { return gateway.Info(a.Answer.Info()) }

// authenticate is the keys as the gateway sees them.
func (n *Node) authenticate(bearer string) (gateway.Key, error) {
	k, err := n.keys.Authenticate(bearer)
	if err != nil {
		return nil, err
	}
	return k, nil
}

// count is the tokens of a prompt by this node's tokenizer.
func (n *Node) count(m market.Model, r *dialect.Request) uint64 {
	tokens, _ := n.meter().CountInput(m, r)
	return tokens
}

// onSale is the book as the gateway's catalogue.
type onSale struct{ n *Node }

// Models lists what is on sale now.
func (s onSale) Models() []gateway.Entry {
	var out []gateway.Entry
	for _, l := range s.n.book.Models(s.n.me(), time.Now()) {
		out = append(out, s.entry(l))
	}
	return out
}

func (s onSale) entry(l book.Listing) gateway.Entry {
	return gateway.Entry{ID: l.Model, Context: l.Context, MaxOutput: l.MaxOutput, Sellers: l.Sellers, Parameters: chatParameters,
		Best: gateway.Ask{Seller: s.n.peerName(l.Best.Seller()), Tariff: l.Best.Row().Tariff, Now: l.Prices, ValidUntil: l.Best.Page.ValidUntil}}
}

// Offers are the standing offers of a model.
func (s onSale) Offers(m market.Model) []gateway.Offer {
	var out []gateway.Offer
	for _, o := range s.n.book.Offers(m, s.n.me(), time.Now()) {
		row := o.Offer.Row()
		out = append(out, gateway.Offer{Context: row.Context, MaxOutput: row.MaxOutput, Dialects: row.Dialects,
			Ask: gateway.Ask{Seller: s.n.peerName(o.Offer.Seller()), Tariff: row.Tariff, Now: o.Prices, ValidUntil: o.Offer.Page.ValidUntil}})
	}
	return out
}

// pastCalls are the node's books as the gateway shows them to the keys that wrote them.
type pastCalls struct{ n *Node }

func (p pastCalls) Attempts(ctx context.Context, id market.CallID) ([]market.BoughtRecord, error) {
	return p.n.store.Attempts(ctx, id)
}

// Account is what a key may spend and has spent.
func (p pastCalls) Account(id string) gateway.Account {
	out := gateway.Account{Label: id}
	if k, err := p.n.keys.Find(id); err == nil {
		out.Label, out.Expires = k.Key.Hint, k.Key.Expires
		if k.Key.Name != "" {
			out.Label = k.Key.Name
		}
		out.Unlimited, out.Limit, out.Period = k.Key.Budget.Unlimited, k.Key.Budget.Limit, k.Key.Budget.Period.String()
		out.Left = out.Limit
	}
	if a, ok := p.n.store.Account(clearing.KeyAccount(id)); ok {
		a = a.At(uint64(time.Now().UnixMilli()))
		out.Spent, out.Total = a.PeriodSpent(), a.Spent()
		if !out.Unlimited {
			out.Left = a.Available()
		}
	}
	return out
}

// chatParameters are the request fields that every vendor profile forwards.
var chatParameters = []string{"max_tokens", "stop", "temperature", "tool_choice", "tools", "top_p"}

// Find resolves a name: the model's own, or the part after "/" where only one model has it.
func (s onSale) Find(name string) (gateway.Entry, bool) {
	now := time.Now()
	if m := market.Model(name); m.Validate() == nil {
		if offers := s.n.book.Offers(m, s.n.me(), now); len(offers) > 0 {
			return gateway.Entry{ID: m}, true
		}
	}
	var found market.Model
	for _, l := range s.n.book.Models(s.n.me(), now) {
		if l.Model == market.Model(name) {
			return s.entry(l), true
		}
		if _, short, _ := strings.Cut(string(l.Model), "/"); short == name {
			if found != "" {
				return gateway.Entry{}, false
			}
			found = l.Model
		}
	}
	return gateway.Entry{ID: found}, found != ""
}
