package market

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market/money"
)

// Quote is an offer made firm for one buyer until a time; signed by the seller. Accepting it is performing it.
type Quote struct {
	Seller     common.Address
	Buyer      common.Address
	Offer      common.Hash  // offer id
	Prices     common.Hash  // hash of the resolved prices, which travel beside it
	IssuedAt   uint64       // unix ms
	ValidUntil uint64       // unix ms
	PrefixHeld uint64       // prompt tokens that the seller says its vendor's cache holds: firm, it bears a miss
	TTFTBound  uint32       // ms to the first token
	Limit      money.Amount // the most that one call on this quote may cost
	Nonce      common.Hash
}

var quoteTypeHash = crypto.Keccak256Hash([]byte("Quote(address seller,address buyer,bytes32 offer,bytes32 prices,uint64 issuedAt,uint64 validUntil,uint64 prefixHeld,uint32 ttftBound,uint128 limit,bytes32 nonce)"))

// StructHash is the quote's EIP-712 struct hash, and the terms of the calls made on it.
func (q Quote) StructHash() common.Hash {
	return NewWords(quoteTypeHash).Address(q.Seller).Address(q.Buyer).Hash(q.Offer).Hash(q.Prices).Uint(q.IssuedAt).Uint(q.ValidUntil).
		Uint(q.PrefixHeld).Uint(uint64(q.TTFTBound)).Amount(q.Limit).Hash(q.Nonce).Sum()
}
