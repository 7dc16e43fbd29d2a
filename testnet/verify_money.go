package testnet

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// receipts recomputes every last receipt, and compares both sides' copies.
func (v *verification) receipts(e *Equality) {
	for _, a := range v.all() {
		if r := a.receipt(); r != nil && a.outside() {
			v.foreign(e, a, r)
		}
		if a.sold == nil || a.sold.State == market.RecordOpen {
			continue
		}
		r := a.sold.Receipt
		e.same(r != nil || a.sold.Cost.IsZero(), "%s: charged %s picos without a receipt", a, a.sold.Cost)
		if r == nil {
			continue
		}
		e.same(r.AttemptID == a.id && r.ChannelID == a.sold.Channel && r.Terms == a.sold.Terms, "%s: its receipt is for another call, channel or offer", a)
		e.same(r.Cost == a.sold.Cost && r.Usage == a.sold.Usage && r.Status == a.sold.Status, "%s: the seller's record says %s picos, its receipt %s", a, a.sold.Cost, r.Cost)
		if a.hop.seller != nil {
			err := r.Check(v.facts.Domain, a.hop.seller.Address, a.sold.Prices)
			e.same(err == nil, "%s: %v", a, err)
		}
		if b := a.bought; b != nil && b.Receipt != nil {
			e.same(b.Receipt.StructHash() == r.StructHash() && b.Receipt.Sig == r.Sig, "%s: buyer and seller hold different receipts", a)
			e.same(b.Terms == a.sold.Terms && b.Prices.Hash() == a.sold.Prices.Hash(), "%s: buyer and seller rate by different prices", a)
			e.same(!r.Cost.Less(b.Cost), "%s: the buyer posted %s picos, the receipt asks %s", a, b.Cost, r.Cost)
		}
	}
}

// foreign checks a receipt of a seller that is not one of the nodes, which the channel's terms name.
func (v *verification) foreign(e *Equality, a *attempt, r *market.SignedReceipt) {
	if a.hop.payer == nil {
		return
	}
	err := r.Check(v.facts.Domain, a.hop.payer.Channel.PayeeSigner, a.bought.Prices)
	e.same(err == nil && r.AttemptID == a.id && r.ChannelID == a.bought.Channel, "%s: the receipt is not its own: %v", a, err)
	e.same(!r.Cost.Less(a.bought.Cost), "%s: the buyer posted %s picos, the receipt asks %s", a, a.bought.Cost, r.Cost)
}

// postings compares the sums of both ledgers with the records and with one another.
func (v *verification) postings(e *Equality) {
	for _, h := range v.sorted() {
		var asked, posted, differ money.Amount
		for _, a := range h.attempts {
			asked, posted = asked.Add(a.asked()), posted.Add(a.posted())
			if a.why != "" {
				differ = differ.Add(a.asked().SubFloor(a.posted()))
			}
			e.same(a.sold != nil || a.outside() || a.posted().IsZero(), "%s: the buyer posted %s picos, the seller has no record of the call", a, a.posted())
		}
		if h.payer != nil {
			e.same(h.payer.Charged == posted, "%s: the buyer's channel was charged %s picos, its calls cost %s", h, h.payer.Charged, posted)
		}
		if h.payee != nil {
			e.same(h.payee.Earned == asked, "%s: the seller earned %s picos, its receipts ask %s", h, h.payee.Earned, asked)
		}
		if h.buyer != nil && h.seller != nil {
			e.same(asked == posted.Add(differ), "%s: receipts ask %s picos, the buyer posted %s and contests %s", h, asked, posted, differ)
		}
	}
	for i := range v.facts.Nodes {
		v.keys(e, &v.facts.Nodes[i])
	}
}

// keys compares what each API key has spent with the calls made on it and on the keys below it.
func (v *verification) keys(e *Equality, n *NodeFacts) {
	parents := map[clearing.AccountID]clearing.AccountID{}
	for _, a := range n.Accounts {
		parents[a.ID] = a.Parent
	}
	spent := map[clearing.AccountID]money.Amount{}
	var local money.Amount
	for _, r := range n.Bought {
		id := clearing.KeyAccount(r.Key)
		for depth := 0; id != "" && depth < clearing.MaxKeyDepth; depth++ {
			spent[id] = spent[id].Add(r.Cost)
			id = parents[id]
		}
		if r.Channel == (common.Hash{}) {
			local = local.Add(r.Cost)
		}
	}
	for _, a := range n.Accounts {
		if a.ID == clearing.Local {
			e.same(a.Credits == local.Add(a.Debits), "%s: its own seller was credited %s picos less %s, its calls cost %s", n.Name, a.Credits, a.Debits, local)
			continue
		}
		e.same(a.Spent() == spent[a.ID], "%s: account %s has spent %s picos, the calls on it cost %s", n.Name, a.ID, a.Spent(), spent[a.ID])
	}
}

// sums are what an epoch's receipts ask and what the buyer posted for them.
func (h *hop) sums(epoch uint32) (asked, posted money.Amount, agreed bool) {
	agreed = true
	for _, a := range h.attempts {
		// A buyer's record does not say the epoch: what it bought outside is taken to be of the first, and later ones are not summed.
		if a.sold == nil && !a.outside() || a.sold != nil && a.sold.Epoch != epoch || a.sold == nil && epoch > 0 {
			continue
		}
		asked, posted = asked.Add(a.asked()), posted.Add(a.posted())
		agreed = agreed && (h.buyer == nil || a.asked() == a.posted())
	}
	return asked, posted, agreed
}

// vouchers compares the highest voucher of each channel with what it pays for.
func (v *verification) vouchers(e *Equality) {
	for _, h := range v.sorted() {
		if p := h.payer; p != nil {
			_, posted, _ := h.sums(p.OnChain.Epoch)
			due, ok := posted.CeilTo(p.Asset)
			if h.seller == nil && p.OnChain.Epoch > 0 {
				v.report.Notes = append(v.report.Notes, h.String()+": the channel was reopened, and its seller is not asked which calls came before")
				continue
			}
			e.same(p.Sum == posted, "%s: the buyer's S is %s picos, its postings of this epoch are %s", h, p.Sum, posted)
			e.same(ok && due.Cmp(p.Voucher.Cumulative) <= 0, "%s: the voucher pays %s base units, the postings need %s", h, p.Voucher.Cumulative, due)
			e.same(p.Prepaid() == p.Voucher.Cumulative.FloorPicos(p.Asset).SubFloor(posted), "%s: prepaid is %s picos, but the voucher pays %s base units for %s picos", h, p.Prepaid(), p.Voucher.Cumulative, posted)
			e.same(p.Unacked == nil && p.Acked == p.Voucher.Base(), "%s: the seller has not acknowledged the voucher over %s base units", h, p.Voucher.Cumulative)
			v.signature(e, h, "buyer", p.Channel, p.Voucher)
			v.memo(e, h)
		}
		if p := h.payee; p != nil {
			asked, _, _ := h.sums(p.OnChain.Epoch)
			e.same(p.Sum == asked, "%s: the seller's S is %s picos, its receipts of this epoch ask %s", h, p.Sum, asked)
			v.signature(e, h, "seller", p.Channel, p.Highest)
		}
		if h.payer != nil && h.payee != nil {
			e.same(h.payer.Voucher.Voucher == h.payee.Highest.Voucher || h.payer.Voucher.Cumulative.IsZero() && h.payee.Highest.Cumulative.IsZero(),
				"%s: the buyer's highest voucher is over %s base units, the seller's over %s", h, h.payer.Voucher.Cumulative, h.payee.Highest.Cumulative)
		} else if h.buyer != nil && h.seller != nil && h.id.channel != (common.Hash{}) {
			e.same(h.payer != nil || h.payee.Highest.Cumulative.IsZero(), "%s: the buyer does not know the channel", h)
			e.same(h.payee != nil || h.payer.Voucher.Cumulative.IsZero(), "%s: the seller does not know the channel", h)
		}
	}
}

func (v *verification) signature(e *Equality, h *hop, whose string, c channel.Channel, s channel.SignedVoucher) {
	if s.Cumulative.IsZero() {
		return
	}
	err := s.Check(v.facts.Domain, c.Signer)
	e.same(err == nil && s.ChannelID == c.ID(), "%s: the %s's copy of the voucher over %s base units: %v", h, whose, s.Cumulative, err)
}

// memo follows the entries' hash chain to the voucher's memo, and compares the last entry of each call with its record.
func (v *verification) memo(e *Equality, h *hop) {
	p := h.payer
	if p.Entries == nil {
		if !p.Voucher.Cumulative.IsZero() {
			v.report.Notes = append(v.report.Notes, h.String()+": the first entries of the channel are forgotten, its memo is not followed")
		}
		return
	}
	memo, found := common.Hash{}, p.Voucher.Memo == common.Hash{}
	last := map[market.AttemptID]channel.Entry{}
	for _, entry := range p.Entries {
		memo = channel.NextMemo(memo, entry)
		found = found || memo == p.Voucher.Memo
		e.same(entry.Seq == last[entry.AttemptID].Seq+1, "%s: entry %d of call %s follows entry %d", h, entry.Seq, entry.AttemptID, last[entry.AttemptID].Seq)
		last[entry.AttemptID] = entry
	}
	e.same(found, "%s: the entries do not lead to the voucher's memo", h)
	for _, a := range h.attempts {
		if a.bought == nil || a.sold != nil && a.sold.Epoch != p.OnChain.Epoch {
			continue
		}
		entry, told := last[a.id]
		e.same(entry.Total == a.posted(), "%s: its last entry is over %s picos, its record says %s", a, entry.Total, a.posted())
		if told && a.bought.Receipt != nil {
			e.same(entry.Evidence == a.bought.Receipt.StructHash(), "%s: its last entry does not name its receipt", a)
		}
	}
}
