package contracts

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market"
)

// Gas limits, per transaction: measured maxima with a quarter to spare, and room for tokens that do more than ours. An
// estimate asked of a node that lags would be too low; too high a limit costs nothing.
const (
	gasApprove       = 70_000 + newSlot
	gasDeposit       = 150_000 + 2*newSlot
	gasWithdraw      = 130_000 + newSlot
	gasFund          = 100_000 + newSlot
	gasDepositFund   = 170_000 + 2*newSlot
	gasRequestClose  = 70_000
	gasCancelClose   = 70_000
	gasFinalizeClose = 80_000 + newSlot
	gasCooperative   = 130_000 + 2*newSlot
	gasClaimBase     = 60_000 + newSlot
	gasClaimLeg      = 28_000 // x 1.25
	// newSlot is what writing storage for the first time costs where EIP-8037 is in force, and the reason why these limits
	// look high elsewhere.
	newSlot = 110_000
)

// ClaimGas is the limit of a claim of n legs of one payee.
func ClaimGas(n int) uint64 { return gasClaimBase + uint64(n)*gasClaimLeg*5/4 }

// Encode turns an action into the call that performs it.
func (c *Client) Encode(a settle.Action) (settle.Call, error) {
	clearing := func(gas uint64, data []byte, err error) (settle.Call, error) {
		return settle.Call{To: c.network.Clearing, Data: data, Gas: gas}, err
	}
	asset := c.asset.ID()
	amount := a.Amount.Big()
	switch a.Verb {
	case settle.Approve:
		data, err := dollarABI.TryPackApprove(c.network.Clearing, amount)
		return settle.Call{To: c.network.Token, Data: data, Gas: gasApprove}, err
	case settle.Deposit:
		data, err := clearingABI.TryPackDeposit(asset, a.To, amount)
		return clearing(gasDeposit, data, err)
	case settle.Withdraw:
		data, err := clearingABI.TryPackWithdraw(asset, a.To, amount)
		return clearing(gasWithdraw, data, err)
	case settle.Claim:
		data, err := clearingABI.TryPackClaim(legs(a.Legs))
		return clearing(ClaimGas(len(a.Legs)), data, err)
	}
	if a.Channel == nil {
		return settle.Call{}, fmt.Errorf("%s names no channel", a.Verb)
	}
	ch := terms(*a.Channel)
	switch a.Verb {
	case settle.Fund:
		data, err := clearingABI.TryPackFund(ch, amount)
		return clearing(gasFund, data, err)
	case settle.DepositAndFund:
		data, err := clearingABI.TryPackDepositAndFund(ch, amount)
		return clearing(gasDepositFund, data, err)
	case settle.RequestClose:
		data, err := clearingABI.TryPackRequestClose(ch)
		return clearing(gasRequestClose, data, err)
	case settle.CancelClose:
		data, err := clearingABI.TryPackCancelClose(ch)
		return clearing(gasCancelClose, data, err)
	case settle.FinalizeClose:
		data, err := clearingABI.TryPackFinalizeClose(ch)
		return clearing(gasFinalizeClose, data, err)
	case settle.CloseCooperative:
		data, err := packCooperative(ch, a)
		return clearing(gasCooperative, data, err)
	}
	return settle.Call{}, fmt.Errorf("the clearing contract has no %s", a.Verb)
}

func packCooperative(ch bindings.Channel, a settle.Action) ([]byte, error) {
	if a.Close == nil {
		return nil, errors.New("close cooperatively names no close")
	}
	var v channel.Voucher
	var voucherSig []byte
	if a.Voucher != nil && !a.VoucherSig.IsZero() {
		v, voucherSig = *a.Voucher, wireSig(a.VoucherSig)
	}
	return clearingABI.TryPackCloseCooperative(ch,
		bindings.Close{ChannelId: a.Close.ChannelID, Epoch: a.Close.Epoch, Claimed: a.Close.Claimed.Big(), Deadline: a.Close.Deadline},
		wireSig(a.CloseSig),
		bindings.Voucher{ChannelId: v.ChannelID, Epoch: v.Epoch, Cumulative: v.Cumulative.Big(), Memo: v.Memo},
		voucherSig)
}

func legs(list []settle.Leg) []bindings.Leg {
	out := make([]bindings.Leg, len(list))
	for i, l := range list {
		out[i] = bindings.Leg{
			C: terms(l.Channel), Epoch: l.Voucher.Epoch, Cumulative: l.Voucher.Cumulative.Big(), Memo: l.Voucher.Memo,
			UpTo: l.UpTo.Big(), Sig: wireSig(l.Voucher.Sig),
		}
	}
	return out
}

func terms(c channel.Channel) bindings.Channel {
	return bindings.Channel{
		Payer: c.Payer, Signer: c.Signer, Payee: c.Payee, PayeeSigner: c.PayeeSigner, Asset: c.Asset,
		CloseDelay: c.CloseDelay, Sink: c.Sink, SinkBps: c.SinkBps, Salt: c.Salt,
	}
}

func fromTerms(c bindings.Channel) channel.Channel {
	return channel.Channel{
		Payer: c.Payer, Signer: c.Signer, Payee: c.Payee, PayeeSigner: c.PayeeSigner, Asset: common.Hash(c.Asset),
		CloseDelay: c.CloseDelay, Sink: common.Hash(c.Sink), SinkBps: c.SinkBps, Salt: c.Salt,
	}
}

// wireSig is a signature as the contract reads it, with a V of 27 or 28.
func wireSig(s market.Signature) []byte {
	if s[64] < 27 {
		s[64] += 27
	}
	return s[:]
}
