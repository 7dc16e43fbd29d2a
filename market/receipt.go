package market

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market/money"
)

// CallID names a call: 16 random bytes chosen by its buyer.
type CallID [16]byte

// NewCallID draws a fresh id.
func NewCallID() (id CallID) {
	if _, err := rand.Read(id[:]); err != nil {
		panic("developer error: the system has no randomness: " + err.Error())
	}
	return id
}

func (id CallID) String() string { return hex.EncodeToString(id[:]) }

// MarshalText writes 32 hex digits.
func (id CallID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads 32 hex digits.
func (id *CallID) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != len(id) {
		return fmt.Errorf("call id %q is not 32 hex digits", text)
	}
	copy(id[:], b)
	return nil
}

// AttemptID names one attempt at a call: the unit that is held, charged and receipted.
type AttemptID struct {
	Call    CallID `json:"call"`
	Attempt uint8  `json:"attempt"` // from 1
}

func (id AttemptID) String() string { return fmt.Sprintf("%s/%d", id.Call, id.Attempt) }

// Status says by which rule a receipt's cost was found (PROTOCOL.md section 4, charges on broken streams).
type Status uint8

// The statuses of a receipt. Numbers are signed and never reused.
const (
	StatusOpen      Status = 1 // mid-stream: more may follow
	StatusDone      Status = 2 // rule 1: the vendor's usage, answer delivered whole or retrievable
	StatusCancelled Status = 3 // rule 2: the buyer left before the first token; input is due
	StatusZero      Status = 4 // rule 3: seller or vendor error with nothing delivered; nothing is due
	StatusEstimated Status = 5 // rule 4: input and the lesser of both counts
)

var statusNames = map[Status]string{StatusOpen: "open", StatusDone: "done", StatusCancelled: "cancelled", StatusZero: "zero", StatusEstimated: "estimated"}

func (s Status) String() string {
	if n, ok := statusNames[s]; ok {
		return n
	}
	return fmt.Sprintf("status%d", uint8(s))
}

// MarshalText writes the status by name.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a status by name.
func (s *Status) UnmarshalText(text []byte) error {
	for k, n := range statusNames {
		if n == string(text) {
			*s = k
			return nil
		}
	}
	return fmt.Errorf("unknown receipt status %q", text)
}

// Final reports whether no receipt of the call may follow, corrections aside.
func (s Status) Final() bool { return s != StatusOpen }

// Receipt is the usage record of a call, signed by its seller: a claim until a voucher covers it.
type Receipt struct {
	Terms     common.Hash `json:"terms"`     // offer or quote that set the prices
	ChannelID common.Hash `json:"channelId"` // zero: a local call of the node's own seller
	AttemptID
	Seq     uint32       `json:"seq"` // the seller's counter per (call, attempt), from 1
	At      uint64       `json:"at"`  // unix ms, as in Open: the time at which the tariff was resolved
	Usage   Usage        `json:"usage"`
	Cost    money.Amount `json:"cost"`    // picos; Prices.Cost(Usage)
	Request common.Hash  `json:"request"` // keccak256 of the Body bytes as received
	Answer  common.Hash  `json:"answer"`  // keccak256 of the Data bytes sent up to this receipt
	Status  Status       `json:"status"`
}

// SignedReceipt is a receipt with its seller's signature.
type SignedReceipt struct {
	Receipt
	Sig Signature `json:"sig"`
}

var receiptTypeHash = crypto.Keccak256Hash([]byte("Receipt(bytes32 terms,bytes32 channelId,bytes16 call,uint8 attempt,uint32 seq,uint64 at,bytes32 usage,uint128 cost,bytes32 request,bytes32 answer,uint8 status)"))

// StructHash is the receipt's EIP-712 struct hash: its evidence in a voucher's memo.
func (r Receipt) StructHash() common.Hash {
	return NewWords(receiptTypeHash).Hash(r.Terms).Hash(r.ChannelID).Bytes16(r.Call).Uint(uint64(r.Attempt)).Uint(uint64(r.Seq)).Uint(r.At).
		Hash(r.Usage.Hash()).Amount(r.Cost).Hash(r.Request).Hash(r.Answer).Uint(uint64(r.Status)).Sum()
}

// Check verifies the signature of a receipt and that its cost is the rating of its usage: no number is believed because it was sent.
func (r SignedReceipt) Check(d Domain, seller common.Address, prices Prices) error {
	if err := r.Usage.Validate(); err != nil {
		return err
	}
	if _, known := statusNames[r.Status]; !known {
		return fmt.Errorf("receipt has unknown status %d", r.Status)
	}
	cost, err := prices.Cost(r.Usage)
	if err != nil {
		return err
	}
	if r.Status == StatusZero && r.Usage != (Usage{}) {
		return errors.New("receipt claims a usage and says that nothing is due")
	}
	if cost != r.Cost {
		return fmt.Errorf("receipt claims %s picos for a usage that rates at %s", r.Cost, cost)
	}
	if err := Verify(d.Digest(r.StructHash()), r.Sig, seller); err != nil {
		return fmt.Errorf("receipt of seller %s: %w", seller, err)
	}
	return nil
}
