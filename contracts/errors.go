package contracts

import (
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tolsey/tolsey/contracts/bindings"
)

// RevertError is returned when a contract refuses a transaction. Its text says what disagreed and what to do next.
type RevertError struct {
	Name  string // the Solidity error's name, or "" for a revert without one
	words string
	cause error
}

func (e *RevertError) Error() string { return e.words }

// Unwrap is the node's own error.
func (e *RevertError) Unwrap() error { return e.cause }

// Explain turns the revert data that a node attached to err into a RevertError; any other error is returned as it is.
func Explain(err error) error {
	var data rpc.DataError
	if !errors.As(err, &data) {
		return err
	}
	text, ok := data.ErrorData().(string)
	if !ok {
		return err
	}
	raw, decodeErr := hexutil.Decode(text)
	if decodeErr != nil {
		return err
	}
	name, words := explain(raw)
	return &RevertError{Name: name, words: words, cause: err}
}

// explain is the whole table of what the contract and a token may answer.
func explain(raw []byte) (name, words string) {
	if len(raw) < 4 {
		return "", "the contract refused without a reason: check that the configured addresses are a clearing contract and a token on this chain"
	}
	if e, err := unpackError(raw); err == nil {
		return errorName(raw), sentence(e)
	}
	if reason, err := abi.UnpackRevert(raw); err == nil {
		return "Error", fmt.Sprintf("the contract refused: %s", reason)
	}
	return "", fmt.Sprintf("the contract refused with an unknown error %s: check that the configured contract is the one this version was built for", hexutil.Encode(raw[:4]))
}

func unpackError(raw []byte) (any, error) {
	if e, err := clearingABI.UnpackError(raw); err == nil {
		return e, nil
	}
	return dollarABI.UnpackError(raw)
}

func errorName(raw []byte) string {
	for _, parsed := range []abi.ABI{clearingABI.GetABI(), dollarABI.GetABI()} {
		if e, err := parsed.ErrorByID([4]byte(raw[:4])); err == nil {
			return e.Name
		}
	}
	return ""
}

// sentence names the two values and the next step.
func sentence(e any) string {
	switch e := e.(type) {
	case *bindings.ClearingBadAsset:
		return fmt.Sprintf("asset %s is no token contract on this chain: check token in the network file", common.Hash(e.Asset))
	case *bindings.ClearingBadRecipient:
		return fmt.Sprintf("money sent to %s would be lost: give an address that somebody owns", e.To)
	case *bindings.ClearingBadChannel:
		return fmt.Sprintf("the pledge to %s at %d/10000 does not hold: open and close a pledged channel with the sink's own terms, which must be in the same asset and paid by this channel's payee, and a share from 1 to 10000", common.Hash(e.Sink), e.SinkBps)
	case *bindings.ClearingBadParty:
		return fmt.Sprintf("a channel needs four parties: payer %s, signer %s, payee %s, payee signer %s", e.Payer, e.Signer, e.Payee, e.PayeeSigner)
	case *bindings.ClearingBadDelay:
		return fmt.Sprintf("close delay %s is outside this contract's %s to %s: choose an offer within it", seconds(e.CloseDelay), seconds(e.MinCloseDelay), seconds(e.MaxCloseDelay))
	case *bindings.ClearingNotPayer:
		return fmt.Sprintf("only the channel's payer %s may do this, not %s: use the owner key that opened the channel", e.Payer, e.Caller)
	case *bindings.ClearingNotPayerOrSigner:
		return fmt.Sprintf("only the channel's payer %s or signer %s may ask to close it, not %s", e.Payer, e.Signer, e.Caller)
	case *bindings.ClearingInsufficientBalance:
		return fmt.Sprintf("needs %s base units of free balance in the clearing contract, has %s: deposit %s more", e.Needed, e.Balance, new(big.Int).Sub(e.Needed, e.Balance))
	case *bindings.ClearingNothingReceived:
		return fmt.Sprintf("asked the token for %s base units and %s arrived: use a token without such rules, or a larger amount", e.Asked, e.Received)
	case *bindings.ClearingZeroAmount:
		return "the amount is zero: give a positive one"
	case *bindings.ClearingBadLength:
		return fmt.Sprintf("packed legs of %s bytes are not a whole number of legs of %s: encode them again", e.Length, e.LegSize)
	case *bindings.ClearingOverflow:
		return fmt.Sprintf("%s is over the contract's limit %s: use a smaller amount or delay", e.Value, e.Max)
	case *bindings.ClearingNotOpen:
		return fmt.Sprintf("channel %s holds no deposit in epoch %d: open it first", common.Hash(e.Id), e.Epoch)
	case *bindings.ClearingAlreadyClosing:
		return fmt.Sprintf("channel %s is closing already: finalize it from %s on", common.Hash(e.Id), when(uint64(e.CloseAt)))
	case *bindings.ClearingNotClosing:
		return fmt.Sprintf("nobody has asked to close channel %s: request the close first", common.Hash(e.Id))
	case *bindings.ClearingTooEarly:
		return fmt.Sprintf("the chain's time is %s and the channel may be finalized from %s on: wait", when(e.Time.Uint64()), when(uint64(e.CloseAt)))
	case *bindings.ClearingExpired:
		return fmt.Sprintf("what was signed was good until %s and the chain's time is %s: ask for a new signature", when(e.Deadline), when(e.Time.Uint64()))
	case *bindings.ClearingWrongChannel:
		return fmt.Sprintf("signed for channel %s, used on %s: pass the value signed for this channel", common.Hash(e.Signed), common.Hash(e.Id))
	case *bindings.ClearingWrongEpoch:
		return fmt.Sprintf("signed for epoch %d, the channel is in epoch %d: what was signed before a close is void", e.Signed, e.Epoch)
	case *bindings.ClearingNonceUsed:
		return fmt.Sprintf("what %s signed with nonce %s was used or revoked: sign again with another nonce", e.Owner, e.Nonce)
	case *bindings.ClearingOverDeposit:
		return fmt.Sprintf("the close would pay %s base units out of a deposit of %s: top up the channel or agree on less", e.Claimed, e.Deposit)
	case *bindings.ClearingVoucherTooLow:
		return fmt.Sprintf("the close pays %s base units and the voucher only %s: pass a voucher of at least that much", e.Needed, e.Cumulative)
	case *bindings.ClearingBadSignature:
		return fmt.Sprintf("signed by %s, the channel names %s: sign with the channel's key", e.Recovered, e.Signer)
	case *bindings.ClearingReentrancyGuardReentrantCall:
		return "the token called back into the clearing contract: do not use this token"
	case *bindings.ClearingSafeERC20FailedOperation:
		return fmt.Sprintf("token %s refused the transfer: check the allowance and that its issuer has neither paused it nor blocked an address; a withdrawal can go to another address", e.Token)
	case *bindings.TestDollarERC20InsufficientAllowance:
		return fmt.Sprintf("the token allows %s to take %s base units, needs %s: approve more", e.Spender, e.Allowance, e.Needed)
	case *bindings.TestDollarERC20InsufficientBalance:
		return fmt.Sprintf("needs %s base units of the token at %s, has %s: get %s more", e.Needed, e.Sender, e.Balance, new(big.Int).Sub(e.Needed, e.Balance))
	case *bindings.TestDollarNotAuthorized:
		return fmt.Sprintf("the token's authorization is signed by %s, not by %s, or for another channel, epoch or amount: sign it again", e.Recovered, e.From)
	case *bindings.TestDollarAuthorizationUsed:
		return fmt.Sprintf("%s's authorization %s was used: sign one with another salt", e.From, common.Hash(e.Nonce))
	case *bindings.TestDollarNotValidNow:
		return fmt.Sprintf("the authorization holds after %s and before %s and the chain's time is %s: sign another", e.ValidAfter, e.ValidBefore, e.Time)
	case *bindings.TestDollarNotReceiver:
		return fmt.Sprintf("the authorization is for %s, not for %s: let its receiver use it", e.To, e.Caller)
	case *bindings.TestDollarNotMinter:
		return fmt.Sprintf("only %s mints this test token, not %s: use the deployer's key", e.Minter, e.Caller)
	}
	return fmt.Sprintf("the contract refused: %+v", e)
}

func seconds(n uint32) time.Duration { return time.Duration(n) * time.Second }

func when(unix uint64) string { return time.Unix(int64(unix), 0).UTC().Format(time.RFC3339) }
