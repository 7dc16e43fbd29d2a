package node

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/upstream"
)

// listings turns the configured offers into what is sold at this moment.
type listings struct {
	cfg     config.Seller
	me      common.Address
	book    *book.Book
	allowed func(common.Address) bool
	list    catalogue.Catalogue
	vendors map[string]*vendor
	log     *slog.Logger

	mu   sync.Mutex // guards held
	held map[market.Model]string
}

// rows are all offers that can be made now; the others are noted with the reason.
func (l *listings) rows(now time.Time) []seller.Listing {
	var out []seller.Listing
	held := map[market.Model]string{}
	for _, o := range l.cfg.Offers {
		row, err := l.row(o, now)
		if err != nil {
			held[o.Model] = err.Error()
			continue
		}
		out = append(out, row)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for m, why := range held {
		if l.held[m] == "" {
			l.log.Info("offer is held back", "model", m, "why", why)
		}
	}
	l.held = held
	return out
}

// heldBack says why an offer is not made; "" when it is.
func (l *listings) heldBack(m market.Model) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.held[m]
}

func (l *listings) row(o config.Offer, now time.Time) (seller.Listing, error) {
	u, ok := l.cfg.Upstream(o.Upstream)
	if !ok {
		return seller.Listing{}, fmt.Errorf("no upstream is named %q", o.Upstream)
	}
	if u.Kind == config.KindMarket {
		return l.resale(o, now)
	}
	if why := l.withheld(o, u); why != "" {
		return seller.Listing{}, errors.New(why)
	}
	cost, err := o.CostTariff(config.ListPrices(l.list))
	if err != nil && o.Markup != nil {
		return seller.Listing{}, err
	}
	ask, err := o.Ask(config.ListPrices(l.list))
	if err != nil {
		return seller.Listing{}, err
	}
	p, err := upstream.ProfileOf(u.Kind)
	if err != nil {
		return seller.Listing{}, err
	}
	if l.billedBy(o, u, p) {
		if err := belowCost(ask, cost, p.WritesAsked(), now); err != nil {
			return seller.Listing{}, err
		}
	}
	speaks, err := p.Dialects(o.Dialects)
	if err != nil {
		return seller.Listing{}, fmt.Errorf("offer %s: %w", o.Model, err)
	}
	row, err := o.Row(ask, config.ListFacts(l.list), speaks)
	return seller.Listing{Row: row, Upstream: o.Upstream, UpstreamModel: o.Remote(u.Kind), Cost: cost}, err
}

// withheld says why a vendor's model is not sold now: the vendor refuses the keys, their limits are used up, or it has changed its
// terms.
func (l *listings) withheld(o config.Offer, u config.Upstream) string {
	v := l.vendors[u.Name]
	if v == nil {
		return ""
	}
	if why := v.client.Refused(); why != "" {
		return why
	}
	if v.client.Spent() {
		return fmt.Sprintf("spend_limit of upstream %s is used up", u.Name)
	}
	return v.policies.held(policyKey{u.Name, o.Remote(u.Kind)})
}

// billedBy reports whether an offer's cost is what its upstream really bills: stated, or the public list of the very vendor that is
// called. Another server of the model bills what nobody has told.
func (l *listings) billedBy(o config.Offer, u config.Upstream, p upstream.Profile) bool {
	if o.Cost != nil {
		return true
	}
	e, ok := l.list.Find(o.Model)
	return ok && e.Vendor == u.Kind && (u.BaseURL == "" || u.BaseURL == p.BaseURL)
}

// resale derives an offer from the cheapest wholesale offer that stands: its terms, marked up, and no longer than they are firm.
func (l *listings) resale(o config.Offer, now time.Time) (seller.Listing, error) {
	model := market.Model(o.Remote(config.KindMarket))
	offers := l.book.Offers(model, l.me, now)
	i := slices.IndexFunc(offers, func(w book.Live) bool {
		return w.Offer.Seller() != l.me && l.allowed(w.Offer.Seller())
	})
	if i < 0 {
		return seller.Listing{}, fmt.Errorf("nobody in the market sells %s wholesale", model)
	}
	wholesale := offers[i].Offer
	source := wholesale.Row()
	ask, err := o.Ask(func(market.Model) (market.Tariff, bool) { return source.Tariff, true })
	if err != nil {
		return seller.Listing{}, err
	}
	facts := func(market.Model) (uint64, uint64, bool, bool) {
		return source.Context, source.MaxOutput, source.Reasoning, true
	}
	row, err := o.Row(ask, facts, source.Dialects)
	return seller.Listing{Row: row, Upstream: o.Upstream, UpstreamModel: string(model), ValidUntil: wholesale.Page.ValidUntil}, err
}
