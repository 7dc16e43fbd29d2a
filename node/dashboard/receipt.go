package dashboard

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Signature is a signature as hex in JSON.
type Signature market.Signature

// MarshalText writes "0x" and 130 hex digits.
func (s Signature) MarshalText() ([]byte, error) { return []byte("0x" + hex.EncodeToString(s[:])), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Signature) UnmarshalText(text []byte) error {
	digits, ok := strings.CutPrefix(string(text), "0x")
	b, err := hex.DecodeString(digits)
	if !ok || err != nil || len(b) != len(s) {
		return fmt.Errorf("signature is not 0x and %d hex digits", 2*len(s))
	}
	copy(s[:], b)
	return nil
}

// ReceiptView is a receipt with all that checking it needs: a file of it is proof to who knows the seller's address and terms.
type ReceiptView struct {
	Receipt  market.Receipt `json:"receipt"`
	Sig      Signature      `json:"signature"`
	Hash     common.Hash    `json:"hash"` // EIP-712 struct hash
	Model    market.Model   `json:"model"`
	Seller   common.Address `json:"seller"` // node key that signed
	Peer     string         `json:"peer"`
	ChainID  uint64         `json:"chainId"`
	Clearing common.Address `json:"clearing"`
	Tiers    []Tier         `json:"tiers"` // prices of the terms, resolved at Receipt.At, as the node recorded them
}

// Finding is one thing that was checked of a receipt.
type Finding struct {
	Check  string `json:"check"` // "hash", "signature", "cost"
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

// Verification is what checking a receipt found. Recorded says whether a node's own record is the same receipt: "same",
// "different", "unknown", or "" where no node was asked.
type Verification struct {
	OK       bool         `json:"ok"`
	Findings []Finding    `json:"findings"`
	Signer   string       `json:"signer,omitempty"` // address whose key signed, where one can be recovered
	Cost     money.Amount `json:"cost"`             // the rating of the usage at the prices
	Recorded string       `json:"recorded,omitempty"`
}

// Verify recomputes a receipt: its hash, who signed it, and what its usage costs. It believes no field of the view but the
// seller's address, the contract and the prices, which say what the receipt should be checked against.
func (v ReceiptView) Verify() Verification {
	out := Verification{OK: true}
	note := func(check string, ok bool, format string, args ...any) {
		out.Findings = append(out.Findings, Finding{check, ok, fmt.Sprintf(format, args...)})
		out.OK = out.OK && ok
	}
	hash := v.Receipt.StructHash()
	if v.Hash != (common.Hash{}) {
		note("hash", hash == v.Hash, "receipt hashes to %s, stated %s", hash, v.Hash)
	}
	domain := market.Domain{ChainID: v.ChainID, Clearing: v.Clearing}
	signer, err := market.Recover(domain.Digest(hash), market.Signature(v.Sig))
	switch {
	case err != nil:
		note("signature", false, "no key made this signature")
	default:
		out.Signer = signer.Hex()
		note("signature", signer == v.Seller && signer != common.Address{}, "signed by %s, seller is %s", signer, v.Seller)
	}
	v.rate(&out, note)
	return out
}

func (v ReceiptView) rate(out *Verification, note func(string, bool, string, ...any)) {
	if err := v.Receipt.Usage.Validate(); err != nil {
		note("cost", false, "%v", err)
		return
	}
	prices, err := PricesOf(v.Tiers)
	if err != nil {
		note("cost", false, "prices: %v", err)
		return
	}
	cost, err := prices.Cost(v.Receipt.Usage)
	if err != nil {
		note("cost", false, "%v", err)
		return
	}
	out.Cost = cost
	note("cost", cost == v.Receipt.Cost, "usage costs %s, receipt says %s", cost.Dollars(), v.Receipt.Cost.Dollars())
}
