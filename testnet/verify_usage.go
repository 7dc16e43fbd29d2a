package testnet

import (
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// usage compares, per call and unit, what the upstream counts, what the receipt says and what the buyer metered.
func (v *verification) usage(e *Equality) {
	for _, a := range v.all() {
		if !a.compared() || a.sold.Receipt == nil {
			continue
		}
		u := a.sold.Receipt.Usage
		up, ok := a.upstream()
		e.same(ok, "%s: the vendor's bill has impossible counts", a)
		up = sellable(a.sold.Prices, up)
		for unit := range market.Unit(market.Units) {
			if up[unit] != 0 || u[unit] != 0 {
				e.same(up[unit] == u[unit], "%s: %s is %d by the upstream, %d by the receipt", a, unit, up[unit], u[unit])
			}
		}
		v.metered(e, a, u)
	}
	for _, b := range v.facts.Bills {
		var rows, lines Counts
		for _, r := range b.Rows {
			rows.addRow(r.Prompt, r.Cached, r.Completion)
		}
		for _, l := range b.Models {
			lines.addRow(l.Usage.Input+l.Usage.CacheRead+l.Usage.CacheWrite5m+l.Usage.CacheWrite1h, l.Usage.CacheRead, l.Usage.Output+l.Usage.Reasoning)
		}
		e.same(b.Older > 0 || rows == lines, "%s's bill to %s: rows add up to %+v, its lines to %+v", b.Vendor, b.Account, rows, lines)
	}
}

func (c *Counts) addRow(prompt, cached, completion int64) {
	c.Prompt += uint64(max(prompt, 0))
	c.Cached += uint64(max(cached, 0))
	c.Completion += uint64(max(completion, 0))
}

// upstream is what the seller's upstream counts: the vendor's rows, or the wholesale receipt.
func (a *attempt) upstream() (market.Usage, bool) {
	if a.sold.Wholesale == nil {
		return a.counted()
	}
	for _, leg := range a.legs {
		if leg.id == *a.sold.Wholesale && leg.bought.Receipt != nil {
			return leg.bought.Receipt.Usage, true
		}
	}
	return market.Usage{}, true
}

// sellable is a usage in the units that the terms price, with the call itself where it has a price.
func sellable(p market.Prices, u market.Usage) market.Usage {
	u = p.Fold(u)
	if _, priced := p.At(u.Prompt()).Get(market.Requests); priced {
		u[market.Requests] = 1
	}
	return u
}

// metered compares with the buyer's own count, which knows prompt and visible answer: what of the prompt a cache served, and how
// much the vendor reasoned unseen, is the vendor's word.
func (v *verification) metered(e *Equality, a *attempt, u market.Usage) {
	if a.bought == nil {
		return
	}
	c := a.bought.Counted
	e.same(c.Prompt() == u.Prompt(), "%s: the buyer metered a prompt of %d tokens, the receipt says %d", a, c.Prompt(), u.Prompt())
	e.same(c.Completion() == u.Completion() || c.Completion() == u.Completion()-min(a.unseen(), u.Completion()),
		"%s: the buyer metered an answer of %d tokens, the receipt says %d", a, c.Completion(), u.Completion())
}

// unseen is what the vendor says that it reasoned for the call.
func (a *attempt) unseen() uint64 {
	up, _ := a.upstream()
	if up[market.Reasoning] == 0 && a.sold.Wholesale != nil {
		for _, leg := range a.legs {
			if leg.sold != nil {
				vendors, _ := leg.counted()
				up[market.Reasoning] += vendors[market.Reasoning]
			}
		}
	}
	return up[market.Reasoning]
}

// invoices compares each vendor's invoice with the seller's cost, call by call and in all.
func (v *verification) invoices(e *Equality) {
	sums := map[[2]string]*InvoiceSum{}
	for _, b := range v.facts.Bills {
		total, err := money.ParsePicos(b.Picos)
		e.same(err == nil, "%s's bill to %s is over %q picos", b.Vendor, b.Account, b.Picos)
		if b.Requests > 0 {
			sums[[2]string{b.Vendor, b.Account}] = &InvoiceSum{Vendor: b.Vendor, Account: b.Account, Requests: b.Requests, Invoice: total}
		}
	}
	for _, a := range v.all() {
		if a.sold == nil || a.hop.seller == nil || a.sold.Wholesale != nil {
			continue
		}
		bill, err := a.invoiced()
		e.same(err == nil, "%s: %v", a, err)
		s := sums[[2]string{a.sold.Upstream, a.hop.seller.Name}]
		switch {
		case a.compared():
			e.same(len(a.rows) > 0, "%s: the vendor has no row of it", a)
			e.same(bill == a.sold.UpstreamCost, "%s: the vendor bills %s picos, the seller's cost is %s", a, bill, a.sold.UpstreamCost)
			if s != nil {
				s.Cost = s.Cost.Add(a.sold.UpstreamCost)
			}
		case s != nil:
			s.Listed = s.Listed.Add(bill)
		}
	}
	for _, o := range v.orphan {
		e.same(o.row.Picos == "0", "%s bills %s %s picos for request %q (row %d), which no call of that seller explains", o.vendor, o.row.Account, o.row.Picos, o.row.ClientRequestID, o.row.Seq)
	}
	for _, b := range v.facts.Bills {
		if s := sums[[2]string{b.Vendor, b.Account}]; s != nil {
			e.same(b.Older > 0 || s.Invoice == s.Cost.Add(s.Listed), "%s invoices %s %s picos; the calls compared cost %s, those listed %s", b.Vendor, b.Account, s.Invoice, s.Cost, s.Listed)
			v.report.Invoices = append(v.report.Invoices, *s)
		}
		if b.Older > 0 {
			v.report.Notes = append(v.report.Notes, b.Vendor+"'s bill is longer than it shows: its oldest rows are not compared")
		}
	}
}

// margins compares what a distributor's retail receipts ask, what its wholesale legs cost, and what it says that it earns.
func (v *verification) margins(e *Equality) {
	sums := map[string]*MarginSum{}
	var names []string
	for _, a := range v.all() {
		if a.sold == nil || a.sold.Wholesale == nil && len(a.legs) == 0 {
			continue
		}
		cost := money.Amount{}
		named := false
		for _, leg := range a.legs {
			cost = cost.Add(leg.bought.Cost)
			named = named || a.sold.Wholesale != nil && leg.id == *a.sold.Wholesale
		}
		if a.compared() {
			e.same(cost == a.sold.UpstreamCost, "%s: its wholesale legs cost %s picos, the distributor says %s", a, cost, a.sold.UpstreamCost)
			e.same(named, "%s: the wholesale leg that it names, %s, does not name it", a, a.sold.Wholesale)
			e.same(!a.asked().Less(cost), "%s: resold at a loss: %s picos for %s", a, a.asked(), cost)
		}
		name := a.hop.sellerName()
		s := sums[name]
		if s == nil {
			s = &MarginSum{Node: name}
			sums[name], names = s, append(names, name)
		}
		s.Calls++
		s.Retail, s.Wholesale = s.Retail.Add(a.asked()), s.Wholesale.Add(cost)
	}
	for _, name := range names {
		s := sums[name]
		s.Margin = signed(s.Retail, s.Wholesale).String()
		v.report.Margins = append(v.report.Margins, *s)
	}
}
