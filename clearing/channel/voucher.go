package channel

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Voucher promises a payee up to Cumulative base units in total, ever, within an epoch. Only the highest matters.
type Voucher struct {
	ChannelID  common.Hash `json:"channelId"`
	Epoch      uint32      `json:"epoch"`
	Cumulative money.Units `json:"cumulative"` // base units of the asset
	Memo       common.Hash `json:"memo"`       // hash chain over the entries it pays
}

// SignedVoucher is a voucher with the signature of its channel's signer.
type SignedVoucher struct {
	Voucher
	Sig market.Signature `json:"sig"`
}

var (
	voucherTypeHash      = crypto.Keccak256Hash([]byte("Voucher(bytes32 channelId,uint32 epoch,uint96 cumulative,bytes32 memo)"))
	closeTypeHash        = crypto.Keccak256Hash([]byte("Close(bytes32 channelId,uint32 epoch,uint96 claimed,uint64 deadline)"))
	requestCloseTypeHash = crypto.Keccak256Hash([]byte("RequestClose(bytes32 channelId,uint32 epoch,uint256 nonce)"))
	resyncTypeHash       = crypto.Keccak256Hash([]byte("Resync(bytes32 channelId,uint32 epoch,uint96 cumulative,bytes32 memo,uint128 sum,bytes32 buyerNonce)"))
)

// StructHash is the voucher's EIP-712 struct hash.
func (v Voucher) StructHash() common.Hash {
	return market.NewWords(voucherTypeHash).Hash(v.ChannelID).Uint(uint64(v.Epoch)).Units(v.Cumulative).Hash(v.Memo).Sum()
}

// Check verifies that signer made the voucher.
func (v SignedVoucher) Check(d market.Domain, signer common.Address) error {
	return market.Verify(d.Digest(v.StructHash()), v.Sig, signer)
}

// Close is a payee's consent to an instant close at Claimed.
type Close struct {
	ChannelID common.Hash
	Epoch     uint32
	Claimed   money.Units
	Deadline  uint64 // unix seconds
}

// StructHash is the close's EIP-712 struct hash.
func (c Close) StructHash() common.Hash {
	return market.NewWords(closeTypeHash).Hash(c.ChannelID).Uint(uint64(c.Epoch)).Units(c.Claimed).Uint(c.Deadline).Sum()
}

// RequestClose is a payer's pre-signed request to close; single use.
type RequestClose struct {
	ChannelID common.Hash
	Epoch     uint32
	Nonce     common.Hash // uint256
}

// StructHash is the request's EIP-712 struct hash.
func (r RequestClose) StructHash() common.Hash {
	return market.NewWords(requestCloseTypeHash).Hash(r.ChannelID).Uint(uint64(r.Epoch)).Hash(r.Nonce).Sum()
}

// Resync is a seller's signed answer to a buyer that lost state: the highest voucher of the buyer's that it holds, and its own S.
type Resync struct {
	ChannelID  common.Hash
	Epoch      uint32
	Cumulative money.Units
	Memo       common.Hash
	Sum        money.Amount // the seller's S, picos
	BuyerNonce common.Hash
}

// StructHash is the answer's EIP-712 struct hash.
func (r Resync) StructHash() common.Hash {
	return market.NewWords(resyncTypeHash).Hash(r.ChannelID).Uint(uint64(r.Epoch)).Units(r.Cumulative).Hash(r.Memo).Amount(r.Sum).Hash(r.BuyerNonce).Sum()
}

// Entry states the total that one call has cost, or is advanced, so far.
type Entry struct {
	market.AttemptID
	Seq      uint32       `json:"seq"`      // the buyer's counter per call and attempt, from 1
	Evidence common.Hash  `json:"evidence"` // receipt's struct hash; terms hash for an advance or an own count
	Total    money.Amount `json:"total"`    // picos
}

// NextMemo extends the hash chain over the entries of a channel by one.
func NextMemo(memo common.Hash, e Entry) common.Hash {
	buf := make([]byte, 0, 32+16+1+4+32+16)
	buf = append(buf, memo[:]...)
	buf = append(buf, e.Call[:]...)
	buf = append(buf, e.Attempt)
	buf = binary.BigEndian.AppendUint32(buf, e.Seq)
	buf = append(buf, e.Evidence[:]...)
	total := e.Total.Bytes()
	return crypto.Keccak256Hash(append(buf, total[:]...))
}

// Base is the last acknowledged voucher that a frame builds on. The zero Base is the start of an epoch.
type Base struct {
	Cumulative money.Units `json:"cumulative"`
	Memo       common.Hash `json:"memo"`
}

// Frame carries a voucher with the entries that lead from Base to its memo, in order. It is persisted before it is sent and
// sent again unchanged until it is acknowledged.
type Frame struct {
	Base    Base          `json:"base"`
	Entries []Entry       `json:"entries"`
	Voucher SignedVoucher `json:"voucher"`
}
