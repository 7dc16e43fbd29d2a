package clearing

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Reservation is one hold over an API key and a channel, taken in one step before a call is sent.
type Reservation struct {
	market.AttemptID
	Key       string       // id of the local API key; "" holds on no key
	Channel   common.Hash  // zero holds on no channel (a call of the node's own seller)
	OnKey     money.Amount // worst case of the call
	OnChannel money.Amount // what may have to be paid before the next decision
	Lease     uint64       // unix ms after which recovery may settle an abandoned hold
	Record    market.BoughtRecord
}

// Charge sets what an attempt has cost so far. It posts the change of the total, so that a replay charges nothing twice.
type Charge struct {
	market.AttemptID
	Evidence common.Hash          // receipt's struct hash; terms hash for an advance or an own count
	Total    money.Amount         // picos in all
	Advance  bool                 // Total is an advance: on the channel only, the key is charged by receipts
	Final    bool                 // no more may come: what is left of the hold is voided
	Record   *market.BoughtRecord // replaces the stored record; nil leaves it
}

// Limits is how far a seller trusts a buyer.
type Limits struct {
	Buyer     money.Amount // unpaid over all calls of this buyer
	NewBuyers money.Amount // unpaid over all buyers that are new together; it binds only while IsNew
	IsNew     bool         // the buyer has settled under $1 on chain
}

// Admission is what a seller persists before it calls the vendor.
type Admission struct {
	Channel common.Hash
	market.AttemptID
	Risk   money.Amount // exposure of the call
	Limits Limits
	Record market.SoldRecord
}
