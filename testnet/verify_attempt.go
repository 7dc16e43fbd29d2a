package testnet

import (
	"fmt"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

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
	if r := a.receipt(); r != nil {
		return r.Cost
	}
	return money.Amount{}
}

// receipt is the seller's copy of the last one; of a seller that is not one of the nodes the buyer's.
func (a *attempt) receipt() *market.SignedReceipt {
	switch {
	case a.sold != nil:
		return a.sold.Receipt
	case a.outside():
		return a.bought.Receipt
	}
	return nil
}

// outside reports whether the call was bought of a seller that is not one of the nodes: only the buyer's word of it is heard.
func (a *attempt) outside() bool { return a.hop.seller == nil && a.bought != nil }

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
		fresh := r.Prompt - r.Cached - r.Write5m - r.Write1h
		if r.Reasoning > r.Completion || min(fresh, r.Cached, r.Write5m, r.Write1h, r.Reasoning) < 0 {
			return u, false
		}
		u[market.Input] += uint64(fresh)
		u[market.CacheRead] += uint64(r.Cached)
		u[market.CacheWrite5m] += uint64(r.Write5m)
		u[market.CacheWrite1h] += uint64(r.Write1h)
		u[market.Output] += uint64(r.Completion - r.Reasoning)
		u[market.Reasoning] += uint64(r.Reasoning)
	}
	return u, true
}
