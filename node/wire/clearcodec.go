package wire

import (
	"fmt"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/wire/wirepb"
)

func channelOut(c channel.Channel) *wirepb.Channel {
	return &wirepb.Channel{
		Payer: nonzero(c.Payer[:]), Signer: nonzero(c.Signer[:]), Payee: nonzero(c.Payee[:]), PayeeSigner: nonzero(c.PayeeSigner[:]),
		Asset: nonzero(c.Asset[:]), CloseDelay: c.CloseDelay, Sink: nonzero(c.Sink[:]), SinkBps: uint32(c.SinkBps), Salt: c.Salt,
	}
}

func (f *fields) channel(p *wirepb.Channel) (c channel.Channel) {
	p = present(f, "channel", p)
	f.fixed("payer", p.Payer, c.Payer[:])
	f.fixed("signer", p.Signer, c.Signer[:])
	f.fixed("payee", p.Payee, c.Payee[:])
	f.fixed("payee signer", p.PayeeSigner, c.PayeeSigner[:])
	f.fixed("asset", p.Asset, c.Asset[:])
	f.fixed("sink", p.Sink, c.Sink[:])
	c.CloseDelay, c.Salt = p.CloseDelay, p.Salt
	c.SinkBps = f.uint16("sink share", p.SinkBps)
	return c
}

func (h *Hello) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_Hello{Hello: &wirepb.Hello{Channel: channelOut(h.Channel), Epoch: h.Epoch, Nonce: nonzero(h.Nonce[:])}}
	return nil
}

func (f *fields) hello(p *wirepb.Hello) *Hello {
	h := &Hello{Channel: f.channel(p.Channel), Epoch: p.Epoch}
	f.fixed("nonce", p.Nonce, h.Nonce[:])
	return h
}

func (h *HelloAck) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_HelloAck{HelloAck: &wirepb.HelloAck{
		Resync: resyncOut(h.Resync), Highest: voucherOut(h.Highest), Limit: amountOut(h.Limit), Settled: amountOut(h.Settled), Deposit: unitsOut(h.Deposit),
	}}
	return nil
}

func (f *fields) helloAck(p *wirepb.HelloAck) *HelloAck {
	return &HelloAck{
		Resync: f.resync(p.Resync), Highest: f.voucher(p.Highest), Limit: f.amount("limit", p.Limit), Settled: f.amount("settled", p.Settled),
		Deposit: f.units("deposit", p.Deposit),
	}
}

func (r *ResyncAsk) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_ResyncAsk{ResyncAsk: &wirepb.ResyncAsk{ChannelId: nonzero(r.ChannelID[:]), Epoch: r.Epoch, Nonce: nonzero(r.Nonce[:])}}
	return nil
}

func (f *fields) resyncAsk(p *wirepb.ResyncAsk) *ResyncAsk {
	r := &ResyncAsk{Epoch: p.Epoch}
	f.fixed("channel id", p.ChannelId, r.ChannelID[:])
	f.fixed("nonce", p.Nonce, r.Nonce[:])
	return r
}

func (r *ResyncAnswer) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_ResyncAnswer{ResyncAnswer: &wirepb.ResyncAnswer{Resync: resyncOut(r.Resync), Highest: voucherOut(r.Highest)}}
	return nil
}

func (f *fields) resyncAnswer(p *wirepb.ResyncAnswer) *ResyncAnswer {
	return &ResyncAnswer{Resync: f.resync(p.Resync), Highest: f.voucher(p.Highest)}
}

func (e *EntriesAsk) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_EntriesAsk{EntriesAsk: &wirepb.EntriesAsk{ChannelId: nonzero(e.ChannelID[:]), Epoch: e.Epoch, Base: baseOut(e.Base)}}
	return nil
}

func (f *fields) entriesAsk(p *wirepb.EntriesAsk) *EntriesAsk {
	e := &EntriesAsk{Epoch: p.Epoch, Base: f.base(p.Base)}
	f.fixed("channel id", p.ChannelId, e.ChannelID[:])
	return e
}

func (r *ReceiptsAsk) put(p *wirepb.Frame) error {
	out := &wirepb.ReceiptsAsk{ChannelId: nonzero(r.ChannelID[:])}
	for _, id := range r.Attempts {
		out.Attempts = append(out.Attempts, attemptOut(id))
	}
	p.Kind = &wirepb.Frame_ReceiptsAsk{ReceiptsAsk: out}
	return atMost("attempts", len(r.Attempts), MaxAttempts)
}

func (f *fields) receiptsAsk(p *wirepb.ReceiptsAsk) *ReceiptsAsk {
	r := &ReceiptsAsk{}
	f.fixed("channel id", p.ChannelId, r.ChannelID[:])
	if f.count("attempts", len(p.Attempts), MaxAttempts); f.err != nil {
		return r
	}
	for _, id := range p.Attempts {
		r.Attempts = append(r.Attempts, f.attempt(id))
	}
	return r
}

func (r *Receipts) put(p *wirepb.Frame) error {
	out := &wirepb.Receipts{}
	for _, c := range r.Calls {
		if _, known := callStateNames[c.State]; !known {
			return fmt.Errorf("call state %d is not known", c.State)
		}
		out.Calls = append(out.Calls, &wirepb.CallState{Attempt: attemptOut(c.AttemptID), State: uint32(c.State), Receipt: receiptPtrOut(c.Receipt)})
	}
	p.Kind = &wirepb.Frame_Receipts{Receipts: out}
	return atMost("calls", len(r.Calls), MaxAttempts)
}

func (f *fields) receipts(p *wirepb.Receipts) *Receipts {
	r := &Receipts{}
	if f.count("calls", len(p.Calls), MaxAttempts); f.err != nil {
		return r
	}
	for _, c := range p.Calls {
		report := CallReport{AttemptID: f.attempt(c.Attempt), State: CallState(f.uint8("call state", c.State)), Receipt: f.receiptPtr(c.Receipt)}
		if _, known := callStateNames[report.State]; !known {
			f.fail("call state %d is not known", c.State)
		}
		r.Calls = append(r.Calls, report)
	}
	return r
}

func (c *CloseAsk) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_CloseAsk{CloseAsk: &wirepb.CloseAsk{ChannelId: nonzero(c.ChannelID[:]), Epoch: c.Epoch}}
	return nil
}

func (f *fields) closeAsk(p *wirepb.CloseAsk) *CloseAsk {
	c := &CloseAsk{Epoch: p.Epoch}
	f.fixed("channel id", p.ChannelId, c.ChannelID[:])
	return c
}

func (c *CloseConsent) put(p *wirepb.Frame) error {
	p.Kind = &wirepb.Frame_CloseConsent{CloseConsent: &wirepb.CloseConsent{
		ChannelId: nonzero(c.ChannelID[:]), Epoch: c.Epoch, Claimed: unitsOut(c.Claimed), Deadline: c.Deadline, Sig: nonzero(c.Sig[:]),
	}}
	return nil
}

func (f *fields) closeConsent(p *wirepb.CloseConsent) *CloseConsent {
	c := &CloseConsent{}
	f.fixed("channel id", p.ChannelId, c.ChannelID[:])
	c.Epoch, c.Deadline = p.Epoch, p.Deadline
	c.Claimed = f.units("claimed", p.Claimed)
	f.fixed("signature", p.Sig, c.Sig[:])
	return c
}
