package dashboard

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Sides of a call.
const (
	Bought = "bought"
	Sold   = "sold"
)

// CallView is one attempt at a call. It never holds a byte of prompt or answer.
type CallView struct {
	market.AttemptID
	Side         string             `json:"side"`
	State        market.RecordState `json:"state"`
	Time         uint64             `json:"time"` // unix ms of the start
	Model        market.Model       `json:"model"`
	Peer         string             `json:"peer"`          // the seller's or the buyer's peer id; "self" for the node's own seller
	Key          string             `json:"key,omitempty"` // local API key that pays
	Channel      common.Hash        `json:"channel"`       // zero: a local call
	Stream       bool               `json:"stream"`
	Usage        market.Usage       `json:"usage"`
	Cost         money.Amount       `json:"cost"`
	ListCost     money.Amount       `json:"listCost"`           // zero: no list price known
	UpstreamCost money.Amount       `json:"upstreamCost"`       // sold: what the upstream bills
	Status       market.Status      `json:"status,omitempty"`   // 0 while open
	Error        string             `json:"error,omitempty"`    // wire code
	Receipt      common.Hash        `json:"receipt"`            // zero: none yet
	Upstream     string             `json:"upstream,omitempty"` // sold: its name in the config
	VendorID     string             `json:"vendorId,omitempty"` // sold: the vendor's own id of the call
	Link         *market.AttemptID  `json:"link,omitempty"`     // the other leg of a resale
	TTFT         uint32             `json:"ttftMs"`             // to the first byte of the answer; 0: none came
	Took         uint32             `json:"tookMs"`
}

// Saved is what a call cost less than at list price; false where no list price is known or nothing was saved.
func (c CallView) Saved() (money.Amount, bool) {
	saved, ok := c.ListCost.CheckedSub(c.Cost)
	return saved, ok && !c.ListCost.IsZero()
}

// CallFilter chooses calls, newest first. Zero fields choose all.
type CallFilter struct {
	Side   string       // Bought, Sold
	Model  market.Model //
	Key    string       // id or name
	State  string       // a market.RecordState by name
	Since  uint64       // unix ms
	Cursor string       // CallPage.Next of the page before
	Limit  int          // at most MaxCalls; 0: DefaultCalls
}

// Limits of a page of calls.
const (
	DefaultCalls = 50
	MaxCalls     = 1_000
)

// CallPage is some calls, newest first.
type CallPage struct {
	Calls []CallView `json:"calls"`
	Next  string     `json:"next,omitempty"` // cursor of the page after; "": this is the last
}
