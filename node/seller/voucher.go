package seller

import (
	"context"
	"errors"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/wire"
)

// Voucher takes a voucher frame: it verifies, persists, then lets go what was waiting for it. The answer is *wire.VoucherAck or
// *wire.VoucherRefused.
func (s *Seller) Voucher(ctx context.Context, from Buyer, f *channel.Frame) wire.Frame {
	id := f.Voucher.ChannelID
	payee, err := s.ledger.Payee(id)
	if err != nil || payee.Channel.Signer != from.Address {
		return &wire.VoucherRefused{ChannelID: id, Code: wire.CodeGone}
	}
	taken, err := s.ledger.Accept(ctx, id, *f, s.cfg.ChainTime())
	if err != nil {
		return s.refuseVoucher(payee, err)
	}
	s.gates.open(id)
	return &wire.VoucherAck{ChannelID: id, Base: taken.Highest.Base()}
}

func (s *Seller) refuseVoucher(p channel.Payee, err error) wire.Frame {
	out := &wire.VoucherRefused{ChannelID: p.ID(), Code: wire.CodeVoucherInvalid}
	if !p.Highest.Sig.IsZero() {
		highest := p.Highest
		out.Highest = &highest
	}
	var bad *channel.InvalidError
	var over *channel.OverDepositError
	switch {
	case errors.As(err, &bad):
		out.Field = bad.Field
	case errors.As(err, &over):
		out.Code, out.Deposit = wire.CodeVoucherOverDeposit, over.Deposit
	case errors.Is(err, channel.ErrGone):
		out.Code = wire.CodeGone
	case errors.Is(err, channel.ErrClosing):
		out.Code = wire.CodeChannelClosing
	case errors.Is(err, channel.ErrEquivocation):
		s.log.Warn("buyer signed two vouchers over one amount", "channel", p.ID().Hex())
		out.Field = "memo"
	case errors.Is(err, clearing.ErrDegraded):
		out.Code = wire.CodeDegraded
	default:
		s.log.Error("accept voucher", "channel", p.ID().Hex(), "error", err)
		out.Code = wire.CodeInternal
	}
	return out
}

// takeVoucher takes the frame that came with Open and acknowledges it on the call's stream.
func (s *Seller) takeVoucher(ctx context.Context, st Stream, from Buyer, f *channel.Frame) *wire.Error {
	answer := s.Voucher(ctx, from, f)
	if err := st.Send(ctx, answer); err != nil {
		return refuse(wire.CodeInternal, "stream broke")
	}
	if r, refused := answer.(*wire.VoucherRefused); refused {
		return &wire.Error{Code: r.Code, Field: r.Field, Deposit: r.Deposit, Message: "voucher of the call is refused"}
	}
	return nil
}
