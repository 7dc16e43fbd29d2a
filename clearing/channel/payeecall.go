package channel

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// PayeeCall is one attempt as its payee accounts for it. A buyer's entry may come before the call does: then it is not Open yet
// and no part of S.
type PayeeCall struct {
	market.AttemptID
	Epoch    uint32       `json:"epoch,omitempty"`
	Started  bool         `json:"started,omitempty"`  // admitted
	Final    bool         `json:"final,omitempty"`    // its last receipt is signed
	ClosedAt uint64       `json:"closedAt,omitempty"` // unix ms
	Seq      uint32       `json:"seq,omitempty"`      // of its last receipt
	Receipt  common.Hash  `json:"receipt,omitzero"`   // struct hash of its last receipt
	Cost     money.Amount `json:"cost,omitzero"`      // of its last receipt
	Risk     money.Amount `json:"risk,omitzero"`      // what the vendor may bill before the next voucher
	Disputed money.Amount `json:"disputed,omitzero"`  // of the final cost, what the buyer contests

	BuyerSeq   uint32       `json:"buyerSeq,omitempty"`  // of the buyer's last entry
	BuyerTotal money.Amount `json:"buyerTotal,omitzero"` // of the buyer's last entry
	Advance    money.Amount `json:"advance,omitzero"`    // the highest total that the buyer has stated while it was open
}

// Total is the call's part of our S: the cost when it has ended, until then the greater of advance and cost.
func (c PayeeCall) Total() money.Amount {
	switch {
	case !c.Started:
		return money.Amount{}
	case c.Final:
		return c.Cost
	}
	return c.Advance.Max(c.Cost)
}

// advanced is the part of its total that no receipt asks yet.
func (c PayeeCall) advanced() money.Amount { return c.Total().SubFloor(c.Cost) }

// beyond is the part of its exposure that its total does not cover.
func (c PayeeCall) beyond() money.Amount {
	if !c.Started || c.Final {
		return money.Amount{}
	}
	return c.Risk.SubFloor(c.Total())
}

func (c PayeeCall) open() uint32 {
	if c.Started && !c.Final {
		return 1
	}
	return 0
}

// stated takes an entry of the buyer's. It reports false for an old one.
func (c *PayeeCall) stated(e Entry) bool {
	if e.Seq <= c.BuyerSeq {
		return false
	}
	lowered := e.Total.Less(c.BuyerTotal)
	c.BuyerSeq, c.BuyerTotal = e.Seq, e.Total
	if !c.Final {
		c.Advance = c.Advance.Max(e.Total)
		return true
	}
	// An entry that crosses the last receipt on its way contests nothing: only one that names it, or that lowers, does.
	if e.Evidence == c.Receipt || lowered || !c.Disputed.IsZero() {
		c.Disputed = c.Cost.SubFloor(e.Total)
	}
	return true
}

// Calls keeps a payee's calls for it.
type Calls interface {
	Get(id market.AttemptID) (PayeeCall, bool)
	Put(c PayeeCall)
	Delete(id market.AttemptID)
}
