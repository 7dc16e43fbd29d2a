package market

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// Call is one request of an application, as the gateway makes it and the buyer performs it. It carries no price.
type Call struct {
	ID      CallID
	Key     string // id of the local API key that pays; "" for a call of the node's operator
	Model   Model
	Dialect string    // wire dialect of Body and of the answer
	Body    []byte    // as the application sent it, scanned strictly by the dialect
	Decoded any       // what the dialect has read in Body, where that is done already; nil: not yet
	Hops    Hops      // chain of resale so far; the zero value starts one
	At      uint64    // unix ms of a retail call that this one serves; 0: now
	Retail  *SoldLink // retail attempt that the call serves; nil: none
	Floor   Margin    // refuse sellers whose terms leave less than this; the zero value refuses none
}

// MaxHops is the longest chain of resale.
const MaxHops = 3

// Hops is a resale chain without names: entries are keccak256(nonce || peer id)[:8], so that a node finds itself and nobody else.
type Hops struct {
	Nonce   [16]byte
	Entries [][8]byte
}

// Margin is what a resale must earn: its retail prices, which each wholesale price must not exceed once Markup is taken off.
type Margin struct {
	Retail *Prices // nil: no resale
	MinPPM uint32  // least margin in parts per million of the retail price
}

// Outcome is what a call came to, for the application's headers and the operator's tables.
type Outcome struct {
	Call      CallID       `json:"call"`
	Attempt   uint8        `json:"attempt"`
	Seller    string       `json:"seller"` // peer id; "self" for the node's own seller
	Usage     Usage        `json:"usage"`
	Cost      money.Amount `json:"cost"`      // charged, picos
	ListCost  money.Amount `json:"listCost"`  // the same usage at the vendor's list price; zero: no list price known
	Receipt   common.Hash  `json:"receipt"`   // struct hash of the seller's last receipt; zero: none came
	Status    Status       `json:"status"`    // how the charge was found
	OutputCap uint64       `json:"outputCap"` // answer tokens at most; 0: as the request had it
}
