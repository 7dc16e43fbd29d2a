package channel

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Channel is the immutable parameters of a channel; on chain only their hash and one slot of state are stored.
type Channel struct {
	Payer       common.Address // owns the deposit and gets the refund
	Signer      common.Address // the payer's node key: signs vouchers
	Payee       common.Address // is credited by claims
	PayeeSigner common.Address // the payee's node key: signs closes
	Asset       common.Hash    // token address, left-padded
	CloseDelay  uint32         // seconds between a request to close and the refund
	Sink        common.Hash    // pledged channel; zero: none
	SinkBps     uint16         // share of each claim that goes to the sink
	Salt        uint64         // lets the same parties hold several channels
}

var channelTypeHash = crypto.Keccak256Hash([]byte("Channel(address payer,address signer,address payee,address payeeSigner,bytes32 asset,uint32 closeDelay,bytes32 sink,uint16 sinkBps,uint64 salt)"))

// ID is the channel's id: the EIP-712 struct hash of its parameters. Chain and contract are in the signing domain, and in store keys.
func (c Channel) ID() common.Hash {
	return market.NewWords(channelTypeHash).Address(c.Payer).Address(c.Signer).Address(c.Payee).Address(c.PayeeSigner).Hash(c.Asset).
		Uint(uint64(c.CloseDelay)).Hash(c.Sink).Uint(uint64(c.SinkBps)).Uint(c.Salt).Sum()
}

// OnChain is the contract's state of a channel, as read at one block.
type OnChain struct {
	Deposit money.Units `json:"deposit"`
	Claimed money.Units `json:"claimed"`
	CloseAt uint64      `json:"closeAt"` // unix seconds of the earliest finalizeClose; 0: nobody has asked to close
	Epoch   uint32      `json:"epoch"`
}

// Open reports whether the channel holds a deposit.
func (s OnChain) Open() bool { return !s.Deposit.IsZero() }
