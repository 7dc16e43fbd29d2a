package clearing

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Reservation is one hold over an API key and a channel, taken in one step before a call is sent.
type Reservation struct {
	market.AttemptID
	Key       string              `json:"key,omitzero"`       // id of the local API key; "" is the operator's own
	Channel   common.Hash         `json:"channel,omitzero"`   // zero holds on no channel (a call of the node's own seller)
	OnKey     money.Amount        `json:"onKey,omitzero"`     // worst case of the call
	OnChannel money.Amount        `json:"onChannel,omitzero"` // what may have to be paid before the next decision
	Lease     uint64              `json:"lease,omitzero"`     // unix ms after which recovery may settle an abandoned hold
	Exposure  Exposure            `json:"exposure,omitzero"`  // covers the seller in the same step; the zero value covers nothing
	Record    market.BoughtRecord `json:"-"`
}

// Exposure is what a seller has at risk by a call, and how much it leaves unpaid: both sides compute it alike.
type Exposure struct {
	Terms common.Hash  `json:"terms"` // evidence of the advance that may be due
	Risk  money.Amount `json:"risk"`  // Prices.Exposure of the call, from what has been spent so far
	Limit money.Amount `json:"limit"` // unpaid over all calls of this buyer
}

// Reserved is what a reservation has done to its channel.
type Reserved struct {
	Payer   channel.Payer
	Advance money.Amount // posted for the call; zero: prepaid money or the seller's limit covers it
}

// Charge sets what an attempt has cost so far. It posts the change of the total, so that a replay charges nothing twice.
type Charge struct {
	market.AttemptID
	Evidence common.Hash          // receipt's struct hash; terms hash for an advance or an own count
	Total    money.Amount         // picos in all
	Claimed  money.Amount         // what the receipt asks, where that is more than Total: the rest is contested
	Advance  bool                 // Total is an advance: on the channel only, the key is charged by receipts
	Final    bool                 // no more may come: what is left of the hold is voided
	Exposure Exposure             // covers what comes next in the same step, mid-stream; the zero value covers nothing
	Record   *market.BoughtRecord // replaces the stored record; nil leaves it
}

// Limits is how far a seller trusts a buyer.
type Limits struct {
	Buyer     money.Amount `json:"buyer"`     // unpaid over all calls of this buyer
	NewBuyers money.Amount `json:"newBuyers"` // unpaid over all buyers that are new together; it binds only while IsNew
	IsNew     bool         `json:"isNew"`     // the buyer has settled under $1 on chain
}

// Admission is what a seller persists before it calls the vendor.
type Admission struct {
	Channel common.Hash // zero: a local call, which has no channel
	market.AttemptID
	Risk   money.Amount // exposure of the call
	Limits Limits
	Head   uint64 // time of the chain's head, unix seconds: for a frame that comes with the call
	Record market.SoldRecord
}

// DuplicateCall is returned for an attempt that is filed already: it is answered with its record, never with a second inference.
type DuplicateCall struct{ Record market.SoldRecord }

func (e *DuplicateCall) Error() string {
	return "call " + e.Record.AttemptID.String() + " is filed already, " + e.Record.State.String()
}

// Key is an API key as its account knows it.
type Key struct {
	ID      string         `json:"id"`
	Name    string         `json:"name"`
	Hash    [32]byte       `json:"hash"`             // SHA-256 of the token
	Hint    string         `json:"hint,omitempty"`   // the token's beginning
	Parent  string         `json:"parent,omitempty"` // what this key spends and holds counts on that key too
	Models  []market.Model `json:"models,omitempty"`
	Budget  Budget         `json:"budget"`
	RPM     uint32         `json:"rpm,omitempty"`     // requests per minute; 0: what the parent may
	Expires uint64         `json:"expires,omitempty"` // unix ms; 0: never
	Revoked uint64         `json:"revoked,omitempty"` // unix ms; 0: live
	Created uint64         `json:"created"`           // unix ms
}

// MaxKeyDepth bounds a chain of keys, the lowest one included.
const MaxKeyDepth = 8

// Binding ties an application's Idempotency-Key to a call. It holds no byte of the request.
type Binding struct {
	Key   string // id of the API key
	Route string // path
	Name  string // the Idempotency-Key as it was sent
	Call  market.CallID
	Body  [32]byte // SHA-256 of the decompressed body
}
