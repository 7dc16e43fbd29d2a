package channel

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Next is the frame that is due, its voucher not signed yet. It is false while the last frame is not acknowledged and while what
// is signed pays for everything: entries then ride on a later frame. All that is queued goes into one frame.
func (p *Payer) Next() (Frame, bool) {
	if p.Unacked != nil || p.Halted || p.Doubtful {
		return Frame{}, false
	}
	return p.frame(min(len(p.Queue), MaxFrameEntries))
}

// frame is the frame over the first n queued entries.
func (p *Payer) frame(n int) (Frame, bool) {
	if n == 0 || n > len(p.Queue) {
		return Frame{}, false
	}
	cumulative, ok := p.due(p.Queue[n-1].Sum)
	if !ok {
		return Frame{}, false
	}
	if n == MaxFrameEntries && n < len(p.Queue) {
		// Prepaid money may pay for more small calls than a frame can list. One base unit more, which stays ours as prepaid
		// money, lets the entries go: a memo is never signed twice over one amount.
		cumulative = cumulative.Max(p.Cumulative.Add(money.UnitsOf(1)))
	}
	cumulative = cumulative.Min(p.OnChain.Deposit)
	if cumulative.Cmp(p.Cumulative) <= 0 {
		return Frame{}, false
	}
	f := Frame{Base: p.Acked, Entries: make([]Entry, n)}
	for i := range f.Entries {
		f.Entries[i] = p.Queue[i].Entry
	}
	f.Voucher.Voucher = Voucher{ChannelID: p.ID(), Epoch: p.OnChain.Epoch, Cumulative: cumulative, Memo: p.Queue[n-1].Memo}
	return f, true
}

// Sent takes a signed frame as the channel's highest; it must be the one that Next gives, or a shorter one that Next gave before
// more was queued. Taking the unacknowledged frame again changes nothing.
func (p *Payer) Sent(f Frame) error {
	if p.Unacked != nil {
		if p.Unacked.Same(&f) {
			return nil
		}
		return ErrNotNext
	}
	if p.Halted || p.Doubtful {
		return ErrNotNext
	}
	want, ok := p.frame(len(f.Entries))
	want.Voucher.Sig = f.Voucher.Sig
	if !ok || f.Voucher.Sig.IsZero() || !want.Same(&f) {
		return ErrNotNext
	}
	n := len(f.Entries)
	f.Entries = slices.Clone(f.Entries)
	p.Unacked = &f
	p.Cumulative, p.Memo, p.Sig = f.Voucher.Cumulative, f.Voucher.Memo, f.Voucher.Sig
	p.Framed += uint64(n)
	p.Queue = p.Queue[n:]
	return nil
}

// Acknowledge takes the seller's word that a voucher is durable with it. An old acknowledgement changes nothing.
func (p *Payer) Acknowledge(b Base) error {
	switch {
	case p.Unacked != nil && b == p.Unacked.Voucher.Base():
		p.Acked, p.AckedUpTo, p.Unacked = b, p.Framed, nil
		return nil
	case b.Cumulative.Cmp(p.Acked.Cumulative) < 0, b == p.Acked:
		return nil
	}
	return ErrUnknownBase
}

// SetOnChain takes the channel's state as a final block has it. A new epoch starts from nothing.
func (p *Payer) SetOnChain(s OnChain) {
	switch {
	case s.Epoch > p.OnChain.Epoch:
		p.restart(Base{}, money.Amount{})
		p.Halted, p.Closing = false, false // a doubt stays: what was forgotten may have been signed in the new epoch
	case s.Epoch < p.OnChain.Epoch:
		// The chain has gone back behind a close. What was signed then is not here: nothing is until it closes again.
		s = OnChain{Epoch: p.OnChain.Epoch}
	}
	p.OnChain = s
	if p.Cumulative.Less(s.Claimed) {
		p.Doubtful = true // the chain has paid a voucher that we do not remember
	}
}

// restart forgets the entries and calls so far.
func (p *Payer) restart(b Base, sum money.Amount) {
	p.Gen++
	p.Cumulative, p.Memo, p.Acked, p.Sig = b.Cumulative, b.Memo, b, market.Signature{}
	p.Entries, p.Framed, p.AckedUpTo, p.Queue, p.Unacked = 0, 0, 0, nil, nil
	p.Sum, p.Held, p.Risk, p.Contested = sum, money.Amount{}, money.Amount{}, money.Amount{}
}

// Adopt takes the seller's signed answer to a resync, with the highest voucher that the seller holds (zero: none). Only our own
// verified signature is believed. It is for a payer in doubt; one that is not and is shown a higher voucher halts.
func (p *Payer) Adopt(r Resync, highest SignedVoucher) error {
	if err := p.checkResync(r, highest); err != nil {
		return err
	}
	known := Base{p.Cumulative, p.Memo}
	shown := Base{r.Cumulative, r.Memo}
	if !p.Doubtful {
		if shown == known && p.Unacked != nil {
			return p.Acknowledge(shown)
		}
		if known.Cumulative.Less(shown.Cumulative) || shown.Cumulative == known.Cumulative && shown != known {
			p.Halted = true
			return ErrForeignVoucher
		}
		return nil
	}
	sig := highest.Sig
	if shown.Cumulative.Less(known.Cumulative) {
		shown, sig = known, p.Sig
	}
	if shown.Cumulative.Less(p.OnChain.Claimed) {
		shown.Cumulative, sig = p.OnChain.Claimed, market.Signature{}
	}
	p.restart(shown, r.Sum.Min(shown.Cumulative.FloorPicos(p.Asset)))
	p.Sig, p.Doubtful = sig, false
	return nil
}

func (p *Payer) checkResync(r Resync, highest SignedVoucher) error {
	if r.ChannelID != p.ID() {
		return &InvalidError{"channelId"}
	}
	if r.Epoch != p.OnChain.Epoch {
		return &InvalidError{"epoch"}
	}
	if r.Cumulative.IsZero() {
		if r.Memo != (common.Hash{}) {
			return &InvalidError{"memo"} // no voucher can have one there: it would pass for one of ours that we forgot
		}
		return nil
	}
	want := Voucher{ChannelID: r.ChannelID, Epoch: r.Epoch, Cumulative: r.Cumulative, Memo: r.Memo}
	if highest.Voucher != want || highest.Check(p.Domain, p.Channel.Signer) != nil {
		return &InvalidError{"signature"}
	}
	return nil
}

// Highest is the highest voucher signed; its signature is zero where it was adopted from the chain's word alone.
func (p *Payer) Highest() SignedVoucher {
	return SignedVoucher{Voucher{ChannelID: p.ID(), Epoch: p.OnChain.Epoch, Cumulative: p.Cumulative, Memo: p.Memo}, p.Sig}
}
