package wire

import (
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

func receiptOut(r market.SignedReceipt) *wirepb.Receipt {
	usage := r.Usage[:]
	for len(usage) > 0 && usage[len(usage)-1] == 0 {
		usage = usage[:len(usage)-1]
	}
	return &wirepb.Receipt{
		Terms: nonzero(r.Terms[:]), ChannelId: nonzero(r.ChannelID[:]), Attempt: attemptOut(r.AttemptID), Seq: r.Seq, At: r.At, Usage: usage,
		Cost: amountOut(r.Cost), Request: nonzero(r.Request[:]), Answer: nonzero(r.Answer[:]), Status: uint32(r.Status), Sig: nonzero(r.Sig[:]),
	}
}

func (f *fields) receipt(p *wirepb.Receipt) (r market.SignedReceipt) {
	p = present(f, "receipt", p)
	f.fixed("terms", p.Terms, r.Terms[:])
	f.fixed("channel id", p.ChannelId, r.ChannelID[:])
	r.AttemptID = f.attempt(p.Attempt)
	r.Seq, r.At = p.Seq, p.At
	if n := len(p.Usage); n > market.Units || n > 0 && p.Usage[n-1] == 0 {
		f.fail("usage of %d counts is not in its shortest form", n)
	} else {
		copy(r.Usage[:], p.Usage)
	}
	r.Cost = f.amount("cost", p.Cost)
	f.fixed("request", p.Request, r.Request[:])
	f.fixed("answer", p.Answer, r.Answer[:])
	r.Status = market.Status(f.uint8("status", p.Status))
	f.fixed("signature", p.Sig, r.Sig[:])
	return r
}

func receiptPtrOut(r *market.SignedReceipt) *wirepb.Receipt {
	if r == nil {
		return nil
	}
	return receiptOut(*r)
}

func (f *fields) receiptPtr(p *wirepb.Receipt) *market.SignedReceipt {
	if p == nil {
		return nil
	}
	r := f.receipt(p)
	return &r
}

func voucherOut(v *channel.SignedVoucher) *wirepb.Voucher {
	if v == nil {
		return nil
	}
	return &wirepb.Voucher{
		ChannelId: nonzero(v.ChannelID[:]), Epoch: v.Epoch, Cumulative: unitsOut(v.Cumulative), Memo: nonzero(v.Memo[:]), Sig: nonzero(v.Sig[:]),
	}
}

func (f *fields) voucher(p *wirepb.Voucher) *channel.SignedVoucher {
	if p == nil {
		return nil
	}
	v := new(channel.SignedVoucher)
	f.fixed("channel id", p.ChannelId, v.ChannelID[:])
	v.Epoch = p.Epoch
	v.Cumulative = f.units("cumulative", p.Cumulative)
	f.fixed("memo", p.Memo, v.Memo[:])
	f.fixed("signature", p.Sig, v.Sig[:])
	return v
}

func voucherFrameOut(v *channel.Frame) (*wirepb.VoucherFrame, error) {
	if v == nil {
		return nil, nil
	}
	if err := atMost("entries", len(v.Entries), MaxEntries); err != nil {
		return nil, err
	}
	out := &wirepb.VoucherFrame{Base: baseOut(v.Base), Voucher: voucherOut(&v.Voucher)}
	for _, e := range v.Entries {
		out.Entries = append(out.Entries, &wirepb.Entry{
			Attempt: attemptOut(e.AttemptID), Seq: e.Seq, Evidence: nonzero(e.Evidence[:]), Total: amountOut(e.Total),
		})
	}
	return out, nil
}

func (f *fields) voucherFrame(p *wirepb.VoucherFrame) (v channel.Frame) {
	v.Base = f.base(p.Base)
	v.Voucher = *f.voucher(present(f, "voucher", p.Voucher))
	if f.count("entries", len(p.Entries), MaxEntries); f.err != nil {
		return v
	}
	if len(p.Entries) > 0 {
		v.Entries = make([]channel.Entry, len(p.Entries))
	}
	for i, in := range p.Entries {
		e := &v.Entries[i]
		e.AttemptID = f.attempt(in.Attempt)
		e.Seq = in.Seq
		f.fixed("evidence", in.Evidence, e.Evidence[:])
		e.Total = f.amount("total", in.Total)
	}
	return v
}

func resyncOut(r SignedResync) *wirepb.Resync {
	return &wirepb.Resync{
		ChannelId: nonzero(r.ChannelID[:]), Epoch: r.Epoch, Cumulative: unitsOut(r.Cumulative), Memo: nonzero(r.Memo[:]),
		Sum: amountOut(r.Sum), BuyerNonce: nonzero(r.BuyerNonce[:]), Sig: nonzero(r.Sig[:]),
	}
}

func (f *fields) resync(p *wirepb.Resync) (r SignedResync) {
	p = present(f, "resync", p)
	f.fixed("channel id", p.ChannelId, r.ChannelID[:])
	r.Epoch = p.Epoch
	r.Cumulative = f.units("cumulative", p.Cumulative)
	f.fixed("memo", p.Memo, r.Memo[:])
	r.Sum = f.amount("sum", p.Sum)
	f.fixed("buyer nonce", p.BuyerNonce, r.BuyerNonce[:])
	f.fixed("signature", p.Sig, r.Sig[:])
	return r
}
