package settle

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Verb is what a transaction of ours does. The numbers are stored.
type Verb uint8

const (
	Approve          Verb = 1 // let the contract pull Amount of the owner's token
	Deposit          Verb = 2 // Amount of the owner's token into the ledger, for To
	Withdraw         Verb = 3 // Amount of the owner's free balance, to To
	Fund             Verb = 4 // Amount of the owner's free balance into Channel
	DepositAndFund   Verb = 5 // Amount of the owner's token into Channel
	Claim            Verb = 6 // Legs
	RequestClose     Verb = 7
	CancelClose      Verb = 8
	FinalizeClose    Verb = 9
	CloseCooperative Verb = 10 // with Close, CloseSig and, where it pays more than the chain has, Voucher; SinkSig where the channel has a sink
	ClaimPacked      Verb = 11 // Legs that Packs together: their vouchers are claimed whole
	RequestCloseFor  Verb = 12 // Request of Channel's payer, who signed RequestSig: anybody may carry it
	WithdrawFor      Verb = 13 // Withdrawal of an owner, who signed WithdrawalSig: anybody may carry it
	RevokeNonce      Verb = 14 // Nonce of the sender's: what was signed with it becomes worthless
	Transfer         Verb = 15 // Amount of the sender's free balance, to To's free balance
)

var verbNames = [...]string{"", "approve", "deposit", "withdraw", "fund", "deposit and fund", "claim", "request close", "cancel close", "finalize close", "close cooperatively",
	"claim packed", "request close by signature", "withdraw by signature", "revoke nonce", "transfer"}

func (v Verb) String() string {
	if int(v) < len(verbNames) && v != 0 {
		return verbNames[v]
	}
	return fmt.Sprintf("verb %d", uint8(v))
}

// locks reports whether the verb puts money where it must be got out again, or is a step to that.
func (v Verb) locks() bool { return v == Approve || v == Deposit || v == Fund || v == DepositAndFund }

// Action is one transaction's purpose. Which fields count is said at the verbs.
type Action struct {
	Verb       Verb             `json:"verb"`
	Amount     money.Units      `json:"amount"`
	To         common.Address   `json:"to,omitzero"`
	Channel    *channel.Channel `json:"channel,omitempty"`
	Sink       *channel.Channel `json:"sink,omitempty"` // what Channel.Sink names: Fund, DepositAndFund and CloseCooperative of a pledged channel
	Legs       []Leg            `json:"legs,omitempty"` // until the intent is finished
	Close      *channel.Close   `json:"close,omitempty"`
	CloseSig   market.Signature `json:"closeSig,omitzero"`
	SinkSig    market.Signature `json:"sinkSig,omitzero"` // the sink's payee signer's, over Close
	Voucher    *channel.Voucher `json:"voucher,omitempty"`
	VoucherSig market.Signature `json:"voucherSig,omitzero"`

	Request       *channel.RequestClose `json:"request,omitempty"`
	RequestSig    market.Signature      `json:"requestSig,omitzero"`
	Withdrawal    *Withdrawal           `json:"withdrawal,omitempty"`
	WithdrawalSig market.Signature      `json:"withdrawalSig,omitzero"`
	Nonce         common.Hash           `json:"nonce,omitzero"` // uint256
}

// Claims reports whether the action claims vouchers.
func (a Action) Claims() bool { return a.Verb == Claim || a.Verb == ClaimPacked }

func (a Action) String() string {
	switch {
	case a.Claims():
		return fmt.Sprintf("claim %d vouchers", len(a.Legs))
	case a.Channel != nil:
		return fmt.Sprintf("%s of channel %s", a.Verb, a.Channel.ID())
	case a.Withdrawal != nil:
		return fmt.Sprintf("%s %s base units", a.Verb, a.Withdrawal.Amount)
	case a.Verb == RevokeNonce:
		return fmt.Sprintf("%s %s", a.Verb, a.Nonce)
	}
	return fmt.Sprintf("%s %s base units", a.Verb, a.Amount)
}

// Leg is one voucher of a claim.
type Leg struct {
	Channel channel.Channel       `json:"channel"`
	Voucher channel.SignedVoucher `json:"voucher"`
	UpTo    money.Units           `json:"upTo"` // claim no further than this total; never zero, which would mean all
}
