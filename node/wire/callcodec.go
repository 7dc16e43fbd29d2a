package wire

import (
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

func (o *Open) put(p *wirepb.Frame) error {
	if o.Attempt == 0 {
		return errors.New("open without an attempt number; attempts count from 1")
	}
	if o.BodySize == 0 || o.BodySize > MaxBody {
		return fmt.Errorf("open of a body of %d bytes, 1 to %d", o.BodySize, MaxBody)
	}
	if err := errors.Join(atMost("bytes of dialect", len(o.Dialect), maxDialect), atMost("hops", len(o.Hops.Entries), market.MaxHops)); err != nil {
		return err
	}
	voucher, err := voucherFrameOut(o.Voucher)
	if err != nil {
		return err
	}
	p.Kind = &wirepb.Frame_Open{Open: &wirepb.Open{
		Firm:    &wirepb.Firm{PageHash: nonzero(o.PageHash[:]), Row: o.Row, MultiplierSeq: o.MultiplierSeq},
		Attempt: attemptOut(o.AttemptID), At: o.At, Dialect: o.Dialect, ChannelId: nonzero(o.ChannelID[:]), Epoch: o.Epoch,
		Hops: hopsOut(o.Hops), Voucher: voucher, BodySize: o.BodySize,
	}}
	return nil
}

func (f *fields) open(p *wirepb.Open) *Open {
	o := &Open{At: p.At, Epoch: p.Epoch, BodySize: p.BodySize}
	firm := present(f, "terms", p.Firm)
	f.fixed("page hash", firm.PageHash, o.PageHash[:])
	o.Row, o.MultiplierSeq = firm.Row, firm.MultiplierSeq
	o.AttemptID = f.attempt(p.Attempt)
	o.Dialect = f.text("dialect", p.Dialect, maxDialect)
	f.fixed("channel id", p.ChannelId, o.ChannelID[:])
	o.Hops = f.hops(p.Hops)
	if p.Voucher != nil {
		v := f.voucherFrame(p.Voucher)
		o.Voucher = &v
	}
	if o.BodySize == 0 || o.BodySize > MaxBody {
		f.fail("body of %d bytes, 1 to %d", o.BodySize, MaxBody)
	}
	if o.Attempt == 0 {
		f.fail("attempt 0")
	}
	return o
}

func hopsOut(h market.Hops) *wirepb.Hops {
	if h.Nonce == ([16]byte{}) && len(h.Entries) == 0 {
		return nil
	}
	out := &wirepb.Hops{Nonce: nonzero(h.Nonce[:])}
	for _, e := range h.Entries {
		out.Entries = append(out.Entries, e[:])
	}
	return out
}

func (f *fields) hops(p *wirepb.Hops) (h market.Hops) {
	if p == nil {
		return h
	}
	f.fixed("hops nonce", p.Nonce, h.Nonce[:])
	if f.count("hops", len(p.Entries), market.MaxHops); f.err != nil {
		return h
	}
	for _, e := range p.Entries {
		if len(e) != 8 {
			f.fail("hop has %d bytes, want 8", len(e))
			return h
		}
		h.Entries = append(h.Entries, [8]byte(e))
	}
	return h
}

func chunkFault(b []byte) error {
	if len(b) == 0 {
		return errors.New("empty chunk")
	}
	return atMost("bytes of chunk", len(b), MaxChunk)
}

func (b Body) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_Body{Body: b}
	return chunkFault(b)
}

func (d Data) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_Data{Data: d}
	return chunkFault(d)
}

func (BodyEnd) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_BodyEnd{BodyEnd: &wirepb.BodyEnd{}}
	return nil
}

func (Cancel) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_Cancel{Cancel: &wirepb.Cancel{}}
	return nil
}

func (h *Head) put(p *wirepb.Frame) error {
	out := &wirepb.Head{Status: uint32(h.Status)}
	for _, x := range h.Headers {
		out.Headers = append(out.Headers, &wirepb.Header{Name: x.Name, Value: x.Value})
	}
	p.Kind = &wirepb.Frame_Head{Head: out}
	return h.check()
}

func (f *fields) head(p *wirepb.Head) *Head {
	h := &Head{Status: int(f.uint16("status", p.Status))}
	if f.count("headers", len(p.Headers), MaxHeaders); f.err != nil {
		return h
	}
	for _, x := range p.Headers {
		h.Headers = append(h.Headers, Header{f.text("header name", x.Name, maxName), f.text("header value", x.Value, maxText)})
	}
	if err := h.check(); err != nil {
		f.fail("%s", err)
	}
	return h
}

func (n *NeedVoucher) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_NeedVoucher{NeedVoucher: &wirepb.NeedVoucher{Receipt: receiptOut(n.Receipt)}}
	return nil
}

func (e *End) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_End{End: &wirepb.End{Receipt: receiptOut(e.Receipt)}}
	return nil
}

func (v *VoucherFrame) put(p *wirepb.Frame) error {
	out, err := voucherFrameOut(&v.Frame)
	p.Kind = &wirepb.Frame_Voucher{Voucher: out}
	return err
}

func (a *VoucherAck) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_VoucherAck{VoucherAck: &wirepb.VoucherAck{ChannelId: nonzero(a.ChannelID[:]), Base: baseOut(a.Base)}}
	return nil
}

func (f *fields) voucherAck(p *wirepb.VoucherAck) *VoucherAck {
	a := &VoucherAck{Base: f.base(p.Base)}
	f.fixed("channel id", p.ChannelId, a.ChannelID[:])
	return a
}

func (r *VoucherRefused) put(p *wirepb.Frame) error {
	if r.Code == 0 {
		return errors.New("refusal without a code")
	}
	p.Kind = &wirepb.Frame_VoucherRefused{VoucherRefused: &wirepb.VoucherRefused{
		ChannelId: nonzero(r.ChannelID[:]), Code: uint32(r.Code), Highest: voucherOut(r.Highest), Field: cleanText(r.Field, maxName), Deposit: unitsOut(r.Deposit),
	}}
	return nil
}

func (f *fields) voucherRefused(p *wirepb.VoucherRefused) *VoucherRefused {
	r := &VoucherRefused{Code: f.code(p.Code), Highest: f.voucher(p.Highest), Field: f.text("field", p.Field, maxName), Deposit: f.units("deposit", p.Deposit)}
	f.fixed("channel id", p.ChannelId, r.ChannelID[:])
	return r
}

func (f *fields) code(n uint32) Code {
	if n == 0 {
		f.fail("no code")
	}
	return Code(f.uint16("code", n))
}

func (e *Error) put(p *wirepb.Frame) error {
	if e.Code == 0 {
		return errors.New("error without a code")
	}
	p.Kind = &wirepb.Frame_Error{Error: &wirepb.Error{
		Code: wirepb.Code(e.Code), Message: cleanText(e.Message, maxText), Charged: amountOut(e.Charged), RetryAfter: e.RetryAfter, Amount: amountOut(e.Amount),
		Field: cleanText(e.Field, maxName), Now: e.Now, Receipt: receiptPtrOut(e.Receipt), Page: e.Page, Deposit: unitsOut(e.Deposit), Have: e.Have, Need: e.Need,
	}}
	return atMost("bytes of page", len(e.Page), MaxSigned)
}

func (f *fields) error(p *wirepb.Error) *Error {
	f.count("bytes of page", len(p.Page), MaxSigned)
	return &Error{
		Code: f.code(uint32(p.Code)), Message: f.text("message", p.Message, maxText), Charged: f.amount("charged", p.Charged), RetryAfter: p.RetryAfter,
		Amount: f.amount("amount", p.Amount), Field: f.text("field", p.Field, maxName), Now: p.Now, Receipt: f.receiptPtr(p.Receipt), Page: p.Page,
		Deposit: f.units("deposit", p.Deposit), Have: p.Have, Need: p.Need,
	}
}
