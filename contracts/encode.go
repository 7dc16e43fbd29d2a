package contracts

import (
	"errors"
	"fmt"

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
	gasRevoke        = 60_000 + newSlot
	gasTransfer      = 60_000 + newSlot
	gasSigned        = 40_000 + newSlot // what a signature and its nonce add
	gasPledge        = 30_000           // what naming a sink adds
	// newSlot is what writing storage for the first time costs where EIP-8037 is in force, and the reason why these limits
	// look high elsewhere.
	newSlot = 110_000
)

// Encode turns an action into the call that performs it.
func (c *Client) Encode(a settle.Action) (settle.Call, error) {
	encode := c.encodeLedger
	switch {
	case a.Claims():
		encode = c.encodeClaim
	case a.Channel != nil:
		encode = c.encodeChannel
	}
	call, err := encode(a)
	if err != nil {
		return settle.Call{}, fmt.Errorf("encode %s: %w", a.Verb, err)
	}
	return call, nil
}

func (c *Client) clearing(gas uint64, data []byte, err error) (settle.Call, error) {
	return settle.Call{To: c.network.Clearing, Data: data, Gas: gas}, err
}

// encodeLedger encodes what needs no channel.
func (c *Client) encodeLedger(a settle.Action) (settle.Call, error) {
	asset := c.asset.ID()
	amount := a.Amount.Big()
	switch a.Verb {
	case settle.Approve:
		data, err := dollarABI.TryPackApprove(c.network.Clearing, amount)
		return settle.Call{To: c.network.Token, Data: data, Gas: gasApprove}, err
	case settle.Deposit:
		data, err := clearingABI.TryPackDeposit(asset, a.To, amount)
		return c.clearing(gasDeposit, data, err)
	case settle.Withdraw:
		data, err := clearingABI.TryPackWithdraw(asset, a.To, amount)
		return c.clearing(gasWithdraw, data, err)
	case settle.Transfer:
		data, err := clearingABI.TryPackTransfer(asset, a.To, amount)
		return c.clearing(gasTransfer, data, err)
	case settle.RevokeNonce:
		data, err := clearingABI.TryPackRevokeNonce(a.Nonce.Big())
		return c.clearing(gasRevoke, data, err)
	case settle.WithdrawFor:
		if a.Withdrawal == nil {
			return settle.Call{}, errors.New("it names no withdrawal")
		}
		w := *a.Withdrawal
		data, err := clearingABI.TryPackWithdrawBySig(bindings.Withdraw{
			Owner: w.Owner, Asset: w.Asset, To: w.To, Amount: w.Amount, Nonce: w.Nonce, Deadline: w.Deadline,
		}, wireSig(a.WithdrawalSig))
		return c.clearing(gasWithdraw+gasSigned, data, err)
	}
	return settle.Call{}, errors.New("the clearing contract does no such thing without a channel")
}

// encodeChannel encodes what happens to one channel.
func (c *Client) encodeChannel(a settle.Action) (settle.Call, error) {
	ch := terms(*a.Channel)
	switch a.Verb {
	case settle.Fund, settle.DepositAndFund:
		return c.encodeFund(ch, a)
	case settle.RequestClose:
		data, err := clearingABI.TryPackRequestClose(ch)
		return c.clearing(gasRequestClose, data, err)
	case settle.RequestCloseFor:
		if a.Request == nil {
			return settle.Call{}, errors.New("it names no request")
		}
		r := bindings.RequestClose{ChannelId: a.Request.ChannelID, Epoch: a.Request.Epoch, Nonce: a.Request.Nonce.Big()}
		data, err := clearingABI.TryPackRequestCloseBySig(ch, r, wireSig(a.RequestSig))
		return c.clearing(gasRequestClose+gasSigned, data, err)
	case settle.CancelClose:
		data, err := clearingABI.TryPackCancelClose(ch)
		return c.clearing(gasCancelClose, data, err)
	case settle.FinalizeClose:
		data, err := clearingABI.TryPackFinalizeClose(ch)
		return c.clearing(gasFinalizeClose, data, err)
	case settle.CloseCooperative:
		data, err := packCooperative(ch, a)
		return c.clearing(gasCooperative+gasPledge, data, err)
	}
	return settle.Call{}, errors.New("the clearing contract does no such thing to a channel")
}

func (c *Client) encodeFund(ch bindings.Channel, a settle.Action) (settle.Call, error) {
	gas := uint64(gasFund)
	if a.Verb == settle.DepositAndFund {
		gas = gasDepositFund
	}
	amount := a.Amount.Big()
	switch {
	case a.Sink != nil && a.Verb == settle.Fund:
		data, err := clearingABI.TryPackFundPledged(ch, terms(*a.Sink), amount)
		return c.clearing(gas+gasPledge, data, err)
	case a.Sink != nil:
		data, err := clearingABI.TryPackDepositAndFundPledged(ch, terms(*a.Sink), amount)
		return c.clearing(gas+gasPledge, data, err)
	case a.Verb == settle.Fund:
		data, err := clearingABI.TryPackFund(ch, amount)
		return c.clearing(gas, data, err)
	}
	data, err := clearingABI.TryPackDepositAndFund(ch, amount)
	return c.clearing(gas, data, err)
}

func packCooperative(ch bindings.Channel, a settle.Action) ([]byte, error) {
	if a.Close == nil {
		return nil, errors.New("it names no close")
	}
	var v channel.Voucher
	var voucherSig []byte
	if a.Voucher != nil && !a.VoucherSig.IsZero() {
		v, voucherSig = *a.Voucher, wireSig(a.VoucherSig)
	}
	consent := bindings.Close{ChannelId: a.Close.ChannelID, Epoch: a.Close.Epoch, Claimed: a.Close.Claimed.Big(), Deadline: a.Close.Deadline}
	voucher := bindings.Voucher{ChannelId: v.ChannelID, Epoch: v.Epoch, Cumulative: v.Cumulative.Big(), Memo: v.Memo}
	if a.Sink != nil {
		return clearingABI.TryPackClosePledged(ch, consent, wireSig(a.CloseSig), voucher, voucherSig, terms(*a.Sink), wireSig(a.SinkSig))
	}
	return clearingABI.TryPackCloseCooperative(ch, consent, wireSig(a.CloseSig), voucher, voucherSig)
}

func terms(c channel.Channel) bindings.Channel {
	return bindings.Channel{
		Payer: c.Payer, Signer: c.Signer, Payee: c.Payee, PayeeSigner: c.PayeeSigner, Asset: c.Asset,
		CloseDelay: c.CloseDelay, Sink: c.Sink, SinkBps: c.SinkBps, Salt: c.Salt,
	}
}

// wireSig is a signature as the contract reads it, with a V of 27 or 28.
func wireSig(s market.Signature) []byte {
	if s[64] < 27 {
		s[64] += 27
	}
	return s[:]
}
