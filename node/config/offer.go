package config

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/market/money"
)

// ErrNoCost is returned when a price rule needs a cost that nobody has stated: no cost in the offer, no list price, no wholesale offer now.
var ErrNoCost = errors.New("cost is not known")

// Lookup is the price of a model elsewhere: the vendor's list, or what the market asks at this moment.
type Lookup func(market.Model) (market.Tariff, bool)

// ListPrices looks models up in the vendors' public price list.
func ListPrices(c catalogue.Catalogue) Lookup {
	return func(m market.Model) (market.Tariff, bool) {
		e, ok := c.Find(m)
		return e.List, ok
	}
}

// follows says at which price a unit is sold that the base list leaves out: vendors bill reasoning as output, and a cache hit is
// sold as plain input where no discount is passed on. All other units without a price are not sold.
var follows = []struct{ unit, as market.Unit }{{market.Reasoning, market.Output}, {market.CacheRead, market.Input}}

// tariff is a price list with its overrides as the market knows it.
func tariff(base PriceList, overrides []Override) (market.Tariff, error) {
	t := market.Tariff{Prices: complete(base, base)}
	for _, o := range overrides {
		t.Overrides = append(t.Overrides, market.Override{ContextOver: o.ContextOver, UTCFrom: o.UTC.From, UTCTo: o.UTC.To, Prices: complete(o.UsdPerMillion, base)})
	}
	return t, t.Validate()
}

func complete(list, base PriceList) []market.UnitPrice {
	for _, f := range follows {
		_, stated := base.Get(f.unit)
		_, own := list.Get(f.unit)
		if p, ok := list.Get(f.as); ok && !stated && !own {
			list.Set(f.unit, p)
		}
	}
	return list.List()
}

// CostTariff is what a call on the offer costs its seller: stated in the offer, else looked up (a vendor's list, or the wholesale price).
func (o Offer) CostTariff(lookup Lookup) (market.Tariff, error) {
	if o.Cost != nil {
		return tariff(o.Cost.UsdPerMillion, o.Cost.Overrides)
	}
	if t, ok := lookup(o.Model); ok {
		return t, nil
	}
	return market.Tariff{}, fmt.Errorf("offer %s: %w", o.Model, ErrNoCost)
}

// Ask is the offer's own tariff: its prices as stated, or its cost marked up.
func (o Offer) Ask(lookup Lookup) (market.Tariff, error) {
	if o.Markup == nil {
		return tariff(o.UsdPerMillion, o.Overrides)
	}
	cost, err := o.CostTariff(lookup)
	if err != nil {
		return market.Tariff{}, err
	}
	return MarkUp(cost, *o.Markup)
}

// MarkUp raises every price of a tariff by a share, rounding up, so that a resale never earns less than its markup.
func MarkUp(t market.Tariff, by Percent) (market.Tariff, error) {
	base, err := markUp(t.Prices, by)
	if err != nil {
		return market.Tariff{}, err
	}
	out := market.Tariff{Prices: base}
	for _, o := range t.Overrides {
		if o.Prices, err = markUp(o.Prices, by); err != nil {
			return market.Tariff{}, err
		}
		out.Overrides = append(out.Overrides, o)
	}
	return out, out.Validate()
}

func markUp(list []market.UnitPrice, by Percent) ([]market.UnitPrice, error) {
	out := make([]market.UnitPrice, len(list))
	for i, p := range list {
		price, err := p.Price.MulCeil(market.NoMultiplier+uint64(by.PPM), market.NoMultiplier)
		if err == nil && price > money.MaxPrice {
			err = money.ErrRange
		}
		if err != nil {
			return nil, fmt.Errorf("mark up %s by %s: %w", p.Unit, by, err)
		}
		out[i] = market.UnitPrice{Unit: p.Unit, Price: price}
	}
	return out, nil
}

// Facts are a model's lengths, where the offer does not state them.
type Facts func(market.Model) (context, maxOutput uint64, reasoning, ok bool)

// ListFacts looks lengths up in the vendors' public price list.
func ListFacts(c catalogue.Catalogue) Facts {
	return func(m market.Model) (uint64, uint64, bool, bool) {
		e, ok := c.Find(m)
		return e.Context, e.MaxOutput, e.Reasoning, ok
	}
}

// Row is the offer as a row of the seller's price page, at a tariff and in the dialects that its upstream speaks.
func (o Offer) Row(ask market.Tariff, facts Facts, dialects []string) (market.Row, error) {
	r := market.Row{Model: o.Model, Tariff: ask, Context: o.Context, MaxOutput: o.MaxOutput, MaxCalls: o.calls(), Dialects: dialects}
	context, maxOutput, reasoning, known := facts(o.Model)
	if !known && (r.Context == 0 || r.MaxOutput == 0) {
		return market.Row{}, fmt.Errorf("offer %s: the public price list does not know the model; state context and max_output", o.Model)
	}
	if r.Context == 0 {
		r.Context = context
	}
	if r.MaxOutput == 0 {
		r.MaxOutput = min(maxOutput, r.Context)
	}
	r.Reasoning = reasoning
	if o.Reasoning != nil {
		r.Reasoning = *o.Reasoning
	}
	for _, a := range o.Allow {
		r.Allow = append(r.Allow, common.HexToAddress(a))
	}
	if err := r.Validate(); err != nil {
		return market.Row{}, fmt.Errorf("offer %s: %w", o.Model, err)
	}
	return r, nil
}

// defaultMaxCalls is what an offer without max_calls serves at once.
const defaultMaxCalls = 64

func (o Offer) calls() uint32 {
	if o.MaxCalls == 0 {
		return defaultMaxCalls
	}
	return o.MaxCalls
}

// Remote is the name by which the upstream knows the offer's model: in the market the model's own.
func (o Offer) Remote(kind string) string {
	switch {
	case o.UpstreamModel != "":
		return o.UpstreamModel
	case kind == KindMarket:
		return string(o.Model)
	}
	_, name, _ := strings.Cut(string(o.Model), "/")
	return name
}

// ByFamily sorts rows into one list per family, the unit of a price page, keeping their order.
func ByFamily(rows []market.Row) map[string][]market.Row {
	out := map[string][]market.Row{}
	for _, r := range rows {
		out[r.Model.Family()] = append(out[r.Model.Family()], r)
	}
	return out
}

// Upstream finds an upstream by its name.
func (s Seller) Upstream(name string) (Upstream, bool) {
	for _, u := range s.Upstreams {
		if u.Name == name {
			return u, true
		}
	}
	return Upstream{}, false
}
