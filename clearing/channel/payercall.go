package channel

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// PayerCall is one attempt as its payer accounts for it.
type PayerCall struct {
	market.AttemptID
	Gen      uint32       `json:"gen,omitempty"`      // the payer's Gen when it began
	Seq      uint32       `json:"seq,omitempty"`      // of its last entry
	Evidence common.Hash  `json:"evidence,omitzero"`  // of its last entry
	Total    money.Amount `json:"total,omitzero"`     // callTotal of its last entry
	Claimed  money.Amount `json:"claimed,omitzero"`   // what the seller's receipt asks; above Total it is contested
	Reserved money.Amount `json:"reserved,omitzero"`  // what it may come to before the next decision
	Risk     money.Amount `json:"risk,omitzero"`      // the seller's exposure, as far as we can tell
	Final    bool         `json:"final,omitempty"`    // only corrections may follow
	ClosedAt uint64       `json:"closedAt,omitempty"` // unix ms
	Logged   uint64       `json:"logged,omitempty"`   // entries of the channel up to and including its last one
}

// Hold is the part of what it reserves that is not in S yet: an advance that S counts already is not counted twice.
func (c PayerCall) Hold() money.Amount {
	if c.Final {
		return money.Amount{}
	}
	return c.Reserved.SubFloor(c.Total)
}

// beyond is the part of the seller's exposure that its total does not cover.
func (c PayerCall) beyond() money.Amount {
	if c.Final {
		return money.Amount{}
	}
	return c.Risk.SubFloor(c.Total)
}

func (c PayerCall) contested() money.Amount { return c.Claimed.SubFloor(c.Total) }

// Posting is what a charge says about a call.
type Posting struct {
	Evidence common.Hash  // receipt's struct hash; terms hash for an advance or an own count
	Total    money.Amount // picos in all; while the call is open a total never falls
	Claimed  money.Amount // what the seller's receipt asks, where that is more; zero otherwise
	Final    bool         // nothing but corrections may follow: the rest of the hold is voided
	At       uint64       // unix ms
}
