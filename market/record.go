package market

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// RecordState is how far a call has come. Numbers are stored and never reused.
type RecordState uint8

// The states of a call's record.
const (
	RecordOpen    RecordState = 1 // held (buyer) or started (seller): cost possible, never sent twice
	RecordDone    RecordState = 2 // charged by its final receipt, or by the buyer's own count
	RecordFailed  RecordState = 3 // ended with nothing charged
	RecordLost    RecordState = 4 // seller: started before a restart, its figures after the last receipt are gone
	RecordWaiting RecordState = 5 // buyer: the stream ended without a receipt, which may still come
)

var recordStateNames = [...]string{"unknown", "open", "done", "failed", "lost", "waiting"}

func (s RecordState) String() string {
	if int(s) < len(recordStateNames) {
		return recordStateNames[s]
	}
	return recordStateNames[0]
}

// MarshalText writes the state by name.
func (s RecordState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a state by name.
func (s *RecordState) UnmarshalText(text []byte) error {
	i := slices.Index(recordStateNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("unknown record state %q", text)
	}
	*s = RecordState(i)
	return nil
}

// BoughtRecord is one attempt at a call as its buyer keeps it. It never holds a byte of prompt or answer.
type BoughtRecord struct {
	AttemptID
	State    RecordState    `json:"state"`
	Time     uint64         `json:"time"`    // unix ms of the start
	Key      string         `json:"key"`     // id of the local API key; "" the operator's own
	Model    Model          `json:"model"`   //
	Seller   string         `json:"seller"`  // peer id; "self" for the node's own seller
	Channel  common.Hash    `json:"channel"` // zero for a local call
	Terms    common.Hash    `json:"terms"`
	Prices   Prices         `json:"prices"` // of the terms: what the receipt is rated by
	Stream   bool           `json:"stream"`
	Usage    Usage          `json:"usage"`   // charged
	Counted  Usage          `json:"counted"` // by the buyer's own meter, where it has a tokenizer
	Cost     money.Amount   `json:"cost"`    // charged, picos
	ListCost money.Amount   `json:"listCost"`
	Status   Status         `json:"status,omitempty"` // 0 while open
	Receipt  *SignedReceipt `json:"receipt,omitempty"`
	Error    string         `json:"error,omitempty"` // wire code of a failure
	TTFT     uint32         `json:"ttft"`            // ms to the first byte of the answer
	Took     uint32         `json:"took"`            // ms in all
	Retail   *SoldLink      `json:"retail,omitempty"`
}

// SoldLink names the retail attempt that a wholesale attempt serves.
type SoldLink struct {
	Channel common.Hash `json:"channel"`
	AttemptID
}

// SoldRecord is one attempt at a call as its seller keeps it.
type SoldRecord struct {
	AttemptID
	State        RecordState    `json:"state"`
	Time         uint64         `json:"time"`    // unix ms of the start
	Channel      common.Hash    `json:"channel"` // zero for a local call
	Epoch        uint32         `json:"epoch"`   // of the channel
	Buyer        common.Address `json:"buyer"`   // node key
	Model        Model          `json:"model"`
	Terms        common.Hash    `json:"terms"`
	Prices       Prices         `json:"prices"`             // of the terms
	Upstream     string         `json:"upstream"`           // name in the config
	Key          string         `json:"key,omitempty"`      // which of the upstream's keys, by its name
	VendorID     string         `json:"vendorId,omitempty"` // the vendor's own id of the call
	Wholesale    *AttemptID     `json:"wholesale,omitempty"`
	Stream       bool           `json:"stream"`
	Usage        Usage          `json:"usage"`
	Cost         money.Amount   `json:"cost"`         // charged, picos
	UpstreamCost money.Amount   `json:"upstreamCost"` // what the vendor or the wholesale leg bills for it, as far as the seller knows
	Status       Status         `json:"status,omitempty"`
	Receipt      *SignedReceipt `json:"receipt,omitempty"`
	Error        string         `json:"error,omitempty"`
	Took         uint32         `json:"took"` // ms in all
}
