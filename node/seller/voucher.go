package seller

import (
	"context"
	"errors"
	"time"

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
	if taken.Missing != nil {
		s.learn(from, taken)
	}
	return &wire.VoucherAck{ChannelID: id, Base: taken.Highest.Base()}
}

// learnTime bounds a question for entries that are not known here.
const learnTime = 10 * time.Second

// learn asks the buyer for the entries from the last voucher that was known on: ours were lost. The voucher is money meanwhile.
func (s *Seller) learn(from Buyer, p channel.Payee) {
	s.running.Add(1)
	go func() { // ends within learnTime
		defer s.running.Done()
		ctx, cancel := context.WithTimeout(context.Background(), learnTime)
		defer cancel()
		answer, err := s.cfg.Ask(ctx, from, &wire.EntriesAsk{ChannelID: p.ID(), Epoch: p.OnChain.Epoch, Base: *p.Missing})
		if f, ok := answer.(*wire.VoucherFrame); err == nil && ok {
			_, err = s.ledger.Accept(ctx, p.ID(), f.Frame, s.cfg.ChainTime())
		}
		if err != nil {
			s.log.Warn("buyer's entries are not known", "channel", p.ID().Hex(), "error", err)
		}
	}()
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
