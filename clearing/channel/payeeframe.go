package channel

import "fmt"

// marginDivisor is the share of the close delay before the refund in which no voucher counts any more: a claim needs that time.
const marginDivisor = 4

// AcceptUntil is when vouchers stop to count because the payer may take its deposit back soon, unix seconds of the chain's head;
// false while nobody has asked to close.
func (p *Payee) AcceptUntil() (uint64, bool) {
	if p.OnChain.CloseAt == 0 {
		return 0, false
	}
	margin := uint64(p.Channel.CloseDelay) / marginDivisor
	return p.OnChain.CloseAt - min(margin, p.OnChain.CloseAt), true
}

// Precheck is everything about a frame but its signature: cheap, and repeated when the frame is stored. It reports whether the
// frame is new; one with a lower voucher, or again with the highest, is neither new nor wrong. head is the time of the chain's
// head, unix seconds.
func (p *Payee) Precheck(f *Frame, head uint64) (bool, error) {
	v := f.Voucher.Voucher
	switch {
	case v.ChannelID != p.ID():
		return false, &InvalidError{"channelId"}
	case v.Epoch < p.OnChain.Epoch || !p.OnChain.Open():
		return false, fmt.Errorf("voucher of epoch %d, the chain is at %d: %w", v.Epoch, p.OnChain.Epoch, ErrGone)
	case v.Epoch > p.OnChain.Epoch:
		return false, &InvalidError{"epoch"}
	case v.Cumulative.Cmp(p.Highest.Cumulative) < 0, v == p.Highest.Voucher && !p.fills(f):
		return false, nil
	case p.OnChain.Deposit.Less(v.Cumulative):
		return false, &OverDepositError{v.Cumulative, p.OnChain.Deposit}
	}
	if until, asked := p.AcceptUntil(); asked && head >= until {
		return false, ErrClosing
	}
	if err := f.Check(); err != nil {
		return true, err
	}
	// No call can have cost more than the deposit. The bound keeps sums over a stranger's entries far from overflow.
	most := p.OnChain.Deposit.FloorPicos(p.Asset)
	for _, e := range f.Entries {
		if most.Less(e.Total) {
			return true, &InvalidError{"entries"}
		}
	}
	return true, nil
}

// Verify checks a frame in full. Only a frame that is new needs its signature recovered.
func (p *Payee) Verify(f *Frame, head uint64) (bool, error) {
	fresh, err := p.Precheck(f, head)
	if err != nil || !fresh {
		return false, err
	}
	if err := f.Voucher.Check(p.Domain, p.Channel.Signer); err != nil {
		return false, &InvalidError{"signature"}
	}
	if f.Voucher.Cumulative == p.Highest.Cumulative && f.Voucher.Voucher != p.Highest.Voucher {
		return false, ErrEquivocation
	}
	return true, nil
}

// fills reports whether a frame states the entries that are missing, up to its voucher.
func (p *Payee) fills(f *Frame) bool { return p.Missing != nil && f.Base == *p.Missing }

// Accept takes a verified frame: its voucher is money whatever its entries say. It reports whether it was new. Where the frame does
// not follow on the last one, the entries from there on are Missing, until a frame from that base states them. at is unix ms.
func (p *Payee) Accept(f *Frame, calls Calls, at uint64) bool {
	v := f.Voucher
	again := v.Voucher == p.Highest.Voucher && p.fills(f)
	if v.Epoch != p.OnChain.Epoch || v.Cumulative.Cmp(p.Highest.Cumulative) <= 0 && !again {
		return false
	}
	switch last := p.Highest.Base(); {
	case p.fills(f):
		p.Missing = nil
	case f.Base != last && p.Missing == nil:
		p.Missing = &last
	}
	p.Highest = v
	for _, e := range f.Entries {
		p.state(e, calls)
	}
	p.dated(at)
	return true
}

// state applies one entry of the buyer's.
func (p *Payee) state(e Entry, calls Calls) {
	was, known := calls.Get(e.AttemptID)
	if known && was.Epoch != p.OnChain.Epoch {
		return
	}
	if !known && (e.Seq != 1 && p.Missing == nil || p.Announced >= maxAnnounced) {
		return // a call forgotten long ago
	}
	is := was
	is.AttemptID, is.Epoch = e.AttemptID, p.OnChain.Epoch
	if !is.stated(e) {
		return
	}
	p.move(was, is)
	switch {
	case !known:
		p.Announced++
	case !is.Started && is.BuyerTotal.IsZero():
		p.Announced-- // given up before it came
		calls.Delete(is.AttemptID)
		return
	}
	calls.Put(is)
}
