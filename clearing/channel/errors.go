package channel

import (
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/market/money"
)

// What a caller branches on. The wire codes of the same meaning are named in brackets.
var (
	// ErrGone is returned for a voucher of an epoch that is closed, and for work on a channel without a deposit [GONE].
	ErrGone = errors.New("channel has no deposit in this epoch")
	// ErrClosing is returned once a close is on its way: no new call starts [CHANNEL_CLOSING].
	ErrClosing = errors.New("channel is closing")
	// ErrBusy is returned for a consent to a close while calls are open.
	ErrBusy = errors.New("channel has open calls")
	// ErrDoubtful is returned while the payer does not know its own highest voucher: a resync answers that.
	ErrDoubtful = errors.New("channel must resync before anything is signed: its own highest voucher is not known")
	// ErrForeignVoucher is returned when a voucher of ours turns up that we have not signed: another node uses this key or this state.
	// The channel stands still until it is closed.
	ErrForeignVoucher = errors.New("a higher voucher signed with this key exists elsewhere: another node runs with the same key or state; close the channel")
	// ErrNotNext is returned for a frame that is not the one due: build it anew.
	ErrNotNext = errors.New("frame is not the next one of its channel")
	// ErrUnknownBase is returned for an acknowledgement of what was never sent.
	ErrUnknownBase = errors.New("acknowledged voucher was never sent")
	// ErrOverHold is returned for a charge above what its call reserves: extend the hold first.
	ErrOverHold = errors.New("charge is above what its call reserves")
	// ErrFinal is returned for a charge that raises a call after its end.
	ErrFinal = errors.New("call has ended, its charge can only fall")
	// ErrStaleCall is returned for a call of an earlier epoch, or from before a resync.
	ErrStaleCall = errors.New("call began before the channel's present epoch")
	// ErrReceiptOrder is returned for a receipt that is not above the call's last one.
	ErrReceiptOrder = errors.New("receipt is not later than the call's last one")
	// ErrEquivocation is returned for two vouchers over the same cumulative amount: proof that the payer signed both.
	ErrEquivocation = errors.New("two different vouchers over the same amount")
)

// InvalidError is returned for a frame that cannot be honoured [VOUCHER_INVALID]; Field says what is wrong.
type InvalidError struct{ Field string }

func (e *InvalidError) Error() string { return "voucher is not valid: " + e.Field }

// OverDepositError is returned for a voucher above the deposit [VOUCHER_OVER_DEPOSIT].
type OverDepositError struct{ Cumulative, Deposit money.Units }

func (e *OverDepositError) Error() string {
	return fmt.Sprintf("voucher over %s base units exceeds the deposit of %s", e.Cumulative, e.Deposit)
}

// AdvanceRequired is returned when a call would leave more unpaid than the limit [ADVANCE_REQUIRED].
type AdvanceRequired struct{ Amount money.Amount } // picos that vouchers must rise by

func (e *AdvanceRequired) Error() string {
	return fmt.Sprintf("an advance of %s picos is required", e.Amount)
}

// HeadroomError is returned when a channel cannot carry a hold.
type HeadroomError struct{ Want, Free money.Amount } // picos

func (e *HeadroomError) Error() string {
	return fmt.Sprintf("channel has %s picos free, %s are wanted", e.Free, e.Want)
}
