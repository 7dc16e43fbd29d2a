package testnet

// tables fills in what is shown side by side.
func (v *verification) tables() {
	for _, h := range v.sorted() {
		if row, any := v.hopReport(h); any {
			v.report.Hops = append(v.report.Hops, row)
		}
		for _, a := range h.attempts {
			if a.why != "" {
				v.report.Listed = append(v.report.Listed, a.report())
			}
		}
	}
}

// hopReport is one pair; any is false where no token and no money ever moved between the two.
func (v *verification) hopReport(h *hop) (row HopReport, any bool) {
	row = HopReport{Buyer: h.buyerName(), Seller: h.sellerName(), Channel: h.id.channel}
	for _, a := range h.attempts {
		row.Receipts, row.Postings = row.Receipts.Add(a.asked()), row.Postings.Add(a.posted())
		if r := a.receipt(); r != nil && a.outside() {
			row.Calls++
			row.Receipted.add(r.Usage)
			row.Metered.add(a.bought.Counted)
		}
		if !a.compared() || a.sold.Receipt == nil {
			continue
		}
		row.Calls++
		up, _ := a.upstream()
		row.Upstream.add(sellable(a.sold.Prices, up))
		row.Receipted.add(a.sold.Receipt.Usage)
		if a.bought != nil {
			row.Metered.add(a.bought.Counted)
		}
	}
	asset := v.facts.Asset
	if p := h.payee; p != nil {
		row.Voucher = p.Highest.Cumulative.FloorPicos(asset)
	}
	if p := h.payer; p != nil {
		row.Voucher, row.Prepaid = p.Voucher.Cumulative.FloorPicos(asset), p.Prepaid()
	}
	row.Claimed = v.facts.Chain.States[h.id.channel].Claimed.FloorPicos(asset)
	row.Settled = v.replay.settled(h.id.channel, asset)
	return row, row.Calls > 0 || !row.Receipts.IsZero() || !row.Postings.IsZero() || !row.Voucher.IsZero() || !row.Settled.IsZero()
}

// report is a listed call as each side has it.
func (a *attempt) report() ListedCall {
	l := ListedCall{AttemptID: a.id, Buyer: a.hop.buyerName(), Seller: a.hop.sellerName(), Model: a.sold.Model, Why: a.why, Error: a.sold.Error,
		Receipt: a.asked(), Posted: a.posted()}
	up, _ := a.counted()
	l.Invoice, _ = a.invoiced() // the equality of invoices says what is wrong with it
	for _, leg := range a.legs {
		l.Invoice = l.Invoice.Add(leg.bought.Cost)
		if sum, ok := up.Add(leg.bought.Usage); ok {
			up = sum
		}
	}
	l.Upstream.add(up)
	return l
}
