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
	CloseCooperative Verb = 10 // with Close, CloseSig and, where it pays more than the chain has, Voucher
)

var verbNames = [...]string{"", "approve", "deposit", "withdraw", "fund", "deposit and fund", "claim", "request close", "cancel close", "finalize close", "close cooperatively"}

func (v Verb) String() string {
	if int(v) < len(verbNames) && v != 0 {
		return verbNames[v]
	}
	return fmt.Sprintf("verb %d", uint8(v))
}

// Action is one transaction's purpose. Which fields count is said at the verbs.
type Action struct {
	Verb       Verb             `json:"verb"`
	Amount     money.Units      `json:"amount"`
	To         common.Address   `json:"to,omitzero"`
	Channel    *channel.Channel `json:"channel,omitempty"`
	Legs       []Leg            `json:"-"` // a claim that must be made anew is decided anew
	Close      *channel.Close   `json:"close,omitempty"`
	CloseSig   market.Signature `json:"closeSig,omitzero"`
	Voucher    *channel.Voucher `json:"voucher,omitempty"`
	VoucherSig market.Signature `json:"voucherSig,omitzero"`
}

func (a Action) String() string {
	switch {
	case a.Verb == Claim:
		return fmt.Sprintf("claim %d vouchers", len(a.Legs))
	case a.Channel != nil:
		return fmt.Sprintf("%s of channel %s", a.Verb, a.Channel.ID())
	}
	return fmt.Sprintf("%s %s base units", a.Verb, a.Amount)
}

// Leg is one voucher of a claim.
type Leg struct {
	Channel channel.Channel
	Voucher channel.SignedVoucher
	UpTo    money.Units // claim no further than this total; never zero, which would mean all
}
