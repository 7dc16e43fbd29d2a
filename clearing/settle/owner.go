package settle

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// ErrNoOwner is returned when an operation needs the owner's key and this node does not hold it.
var ErrNoOwner = errors.New("the owner's key is not on this node: send this transaction from the owner's wallet")

// ShortError is returned when an owner has too little for an operation.
type ShortError struct {
	Needs, Has money.Units
	Where      string
}

func (e *ShortError) Error() string {
	return fmt.Sprintf("needs %s base units %s, has %s", e.Needs, e.Where, e.Has)
}

// Account is what the owner can spend at the newest block.
func (d *Driver) Account(ctx context.Context) (Account, error) {
	return d.chain.Account(ctx, d.cfg.Owner)
}

// Deposit moves the owner's tokens into its free balance in the ledger.
func (d *Driver) Deposit(ctx context.Context, amount money.Units) (Confirmation, error) {
	return d.asOwner(ctx, func() (Confirmation, error) {
		return d.pull(ctx, Action{Verb: Deposit, Amount: amount, To: d.cfg.Owner})
	})
}

// Withdraw sends free balance to any address.
func (d *Driver) Withdraw(ctx context.Context, to common.Address, amount money.Units) (Confirmation, error) {
	return d.asOwner(ctx, func() (Confirmation, error) {
		return d.act(ctx, d.owner, Action{Verb: Withdraw, Amount: amount, To: to})
	})
}

// Fund opens a channel or tops it up: from the free balance, and where that is too little from the owner's tokens.
func (d *Driver) Fund(ctx context.Context, c channel.Channel, amount money.Units) (Confirmation, error) {
	return d.asOwner(ctx, func() (Confirmation, error) {
		have, err := d.Account(ctx)
		if err != nil {
			return Confirmation{}, fmt.Errorf("read balances: %w", err)
		}
		missing := amount.SubFloor(have.Free)
		switch {
		case missing.IsZero():
		case have.Free.IsZero():
			return d.pull(ctx, Action{Verb: DepositAndFund, Channel: &c, Amount: amount})
		default:
			if _, err := d.pull(ctx, Action{Verb: Deposit, Amount: missing, To: d.cfg.Owner}); err != nil {
				return Confirmation{}, err
			}
		}
		return d.act(ctx, d.owner, Action{Verb: Fund, Channel: &c, Amount: amount})
	})
}

// RequestClose starts the close delay. The node's key may: it is the channel's signer.
func (d *Driver) RequestClose(ctx context.Context, c channel.Channel) (Confirmation, error) {
	return d.act(ctx, d.node, Action{Verb: RequestClose, Channel: &c})
}

// CancelClose takes a close request back.
func (d *Driver) CancelClose(ctx context.Context, c channel.Channel) (Confirmation, error) {
	return d.asOwner(ctx, func() (Confirmation, error) {
		return d.act(ctx, d.owner, Action{Verb: CancelClose, Channel: &c})
	})
}

// FinalizeClose ends a close whose delay is over. Run does so by itself for channels on which we are the payer.
func (d *Driver) FinalizeClose(ctx context.Context, c channel.Channel) (Confirmation, error) {
	return d.act(ctx, d.node, Action{Verb: FinalizeClose, Channel: &c})
}

// CloseCooperative ends a channel's epoch at once with the payee's consent. voucher may be zero where the chain has paid
// all of it already.
func (d *Driver) CloseCooperative(ctx context.Context, c channel.Channel, consent channel.Close, sig market.Signature, voucher channel.SignedVoucher) (Confirmation, error) {
	return d.act(ctx, d.node, Action{
		Verb: CloseCooperative, Channel: &c, Close: &consent, CloseSig: sig, Voucher: &voucher.Voucher, VoucherSig: voucher.Sig,
	})
}

// asOwner runs one operation of the owner at a time: each reads balances and acts on them.
func (d *Driver) asOwner(ctx context.Context, op func() (Confirmation, error)) (Confirmation, error) {
	if d.owner == nil {
		return Confirmation{}, ErrNoOwner
	}
	select {
	case d.ownerOps <- struct{}{}:
		defer func() { <-d.ownerOps }()
		return op()
	case <-ctx.Done():
		return Confirmation{}, fmt.Errorf("wait for the owner's other operation: %w", ctx.Err())
	}
}

// pull does an action that takes tokens from the owner's wallet, and allows the contract just that much before.
func (d *Driver) pull(ctx context.Context, a Action) (Confirmation, error) {
	have, err := d.Account(ctx)
	if err != nil {
		return Confirmation{}, fmt.Errorf("read balances: %w", err)
	}
	if have.Token.Less(a.Amount) {
		return Confirmation{}, &ShortError{Needs: a.Amount, Has: have.Token, Where: "of the token in the wallet of " + d.cfg.Owner.String()}
	}
	if have.Allowance.Less(a.Amount) {
		if err := d.approve(ctx, have.Allowance, a.Amount); err != nil {
			return Confirmation{}, err
		}
	}
	return d.act(ctx, d.owner, a)
}

// approve passes through zero: some tokens refuse to change an allowance that is not.
func (d *Driver) approve(ctx context.Context, old, amount money.Units) error {
	if !old.IsZero() {
		if _, err := d.act(ctx, d.owner, Action{Verb: Approve}); err != nil {
			return err
		}
	}
	_, err := d.act(ctx, d.owner, Action{Verb: Approve, Amount: amount})
	return err
}
