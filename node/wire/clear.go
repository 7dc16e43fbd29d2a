package wire

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Hello presents a channel to its payee.
type Hello struct {
	Channel channel.Channel
	Epoch   uint32
	Nonce   common.Hash // chosen by the buyer; the answer's Resync signs it
}

// SignedResync is a Resync with the signature of the channel's payee signer.
type SignedResync struct {
	channel.Resync
	Sig market.Signature
}

// Check verifies that the payee's node key signed the answer.
func (r SignedResync) Check(d market.Domain, payeeSigner common.Address) error {
	return market.Verify(d.Digest(r.StructHash()), r.Sig, payeeSigner)
}

// HelloAck says where the payee of a channel stands. Limit, Settled and Deposit are its own view: information, not evidence.
type HelloAck struct {
	Resync  SignedResync
	Highest *channel.SignedVoucher // the buyer's own; nil: the payee holds none
	Limit   money.Amount           // unpaid allowance over all calls
	Settled money.Amount           // settled on chain by this buyer
	Deposit money.Units            // counted as final
}

// ResyncAsk is sent by a buyer that lost state.
type ResyncAsk struct {
	ChannelID common.Hash
	Epoch     uint32
	Nonce     common.Hash
}

// ResyncAnswer is the seller's signed view with the buyer's own voucher as proof.
type ResyncAnswer struct {
	Resync  SignedResync
	Highest *channel.SignedVoucher // nil: the payee holds none
}

// EntriesAsk asks the payer for the entries from Base to its latest voucher; a VoucherFrame answers.
type EntriesAsk struct {
	ChannelID common.Hash
	Epoch     uint32
	Base      channel.Base
}

// ReceiptsAsk asks the seller what became of attempts.
type ReceiptsAsk struct {
	ChannelID common.Hash
	Attempts  []market.AttemptID
}

// CallState is how far a seller has come with an attempt. Numbers are sent.
type CallState uint8

// The states of an attempt at its seller.
const (
	CallUnknown CallState = 0 // never admitted: nothing can be due
	CallStarted CallState = 1 // running, or cut off by a restart: cost is possible
	CallDone    CallState = 2 // Receipt is final
)

var callStateNames = map[CallState]string{CallUnknown: "unknown", CallStarted: "started", CallDone: "done"}

func (s CallState) String() string { return callStateNames[s] }

// CallReport is what a seller says about one attempt.
type CallReport struct {
	market.AttemptID
	State   CallState
	Receipt *market.SignedReceipt // the last one; nil: none was signed
}

// Receipts answers ReceiptsAsk, in its order.
type Receipts struct{ Calls []CallReport }

// CloseAsk asks the payee for its consent to an instant close.
type CloseAsk struct {
	ChannelID common.Hash
	Epoch     uint32
}

// CloseConsent is a payee's signed Close.
type CloseConsent struct {
	channel.Close
	Sig market.Signature
}

// Check verifies that the payee's node key signed the close.
func (c CloseConsent) Check(d market.Domain, payeeSigner common.Address) error {
	return market.Verify(d.Digest(c.StructHash()), c.Sig, payeeSigner)
}
