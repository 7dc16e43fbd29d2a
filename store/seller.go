package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// AddServed files a channel on which this node is paid; buyer is the payer's peer id. Filing it again changes nothing but the peer id.
// Durable: the channel.
func (s *Store) AddServed(ctx context.Context, c channel.Channel, asset money.Asset, buyer string) (channel.Payee, error) {
	return do(ctx, s, finishes, func(b *batch) (channel.Payee, error) {
		p, known := b.hot.payees.get(c.ID())
		if !known {
			p = channel.Payee{Channel: c, Asset: asset, Domain: s.network.Domain()}
		}
		p.Peer = buyer
		b.hot.payees.put(c.ID(), p)
		return p, nil
	})
}

// Payee returns a channel on which this node is paid.
func (s *Store) Payee(id common.Hash) (channel.Payee, error) {
	p, ok := find(s, s.hot.payees, id)
	if !ok {
		return p, fmt.Errorf("channel %s: %w", id, ErrNotFound)
	}
	return p, nil
}

// Payees returns all channels on which this node is paid, in any order.
func (s *Store) Payees() []channel.Payee { return values(s, s.hot.payees) }

// BuyerSettled is what a buyer has settled on chain with this node, over all its channels: what its limit depends on.
func (s *Store) BuyerSettled(buyer common.Address) money.Amount {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var sum money.Amount
	for id := range s.buyers[buyer] {
		p := s.hot.payees.live[id]
		sum = sum.Add(p.Settled)
	}
	return sum
}

// Admit files a call as started if what it puts at risk is prepaid or within its buyer's limits, a frame that came with it counted
// first (nil: none; it is verified here). It refuses with *clearing.DuplicateCall, *channel.AdvanceRequired, channel.ErrClosing and
// channel.ErrGone; a frame's voucher is then kept all the same, as Accept keeps it. Durable together: the voucher, the call as started,
// its record. A local call (no channel) files its record only.
func (s *Store) Admit(ctx context.Context, a clearing.Admission, f *channel.Frame) (channel.Payee, error) {
	if f != nil {
		if err := s.verify(a.Channel, f, a.Head); err != nil {
			return channel.Payee{}, err
		}
	}
	now := nowMillis()
	var refused error
	p, err := do(ctx, s, begins, func(b *batch) (p channel.Payee, err error) {
		if a.Channel == (common.Hash{}) {
			return p, b.startLocal(a)
		}
		if p, err = b.payee(a.Channel); err != nil {
			return p, err
		}
		if f != nil {
			if err := b.accept(&p, f, a.Head, now); err != nil {
				return p, err
			}
		}
		if refused = b.start(&p, a); refused != nil && f == nil {
			return p, refused
		}
		return p, nil // a voucher stays, whatever comes of the call
	})
	if err == nil {
		err = refused
	}
	return p, err
}

func (b *batch) startLocal(a clearing.Admission) error {
	if err := b.duplicate(saleID{AttemptID: a.AttemptID}); err != nil {
		return err
	}
	b.indexSold(a.Record)
	return b.putSold(a.Record, true)
}

func (b *batch) start(p *channel.Payee, a clearing.Admission) error {
	id := saleID{a.Channel, a.AttemptID}
	if err := b.duplicate(id); err != nil {
		return err
	}
	was, _ := b.hot.payees.before(a.Channel)
	row, _ := b.hot.sales.get(id)
	row.AttemptID, row.Limits = a.AttemptID, a.Limits
	if err := p.Admit(&row.PayeeCall, a.Risk, b.s.owed.allowance(was, a.Limits)); err != nil {
		return fmt.Errorf("admit call %s: %w", a.AttemptID, err)
	}
	b.hot.sales.put(id, row)
	b.hot.payees.put(a.Channel, *p)
	b.indexSold(a.Record)
	return b.putSold(a.Record, true)
}

// duplicate refuses an attempt that is filed already.
func (b *batch) duplicate(id saleID) error {
	v, found, err := b.get(rowID(rowSoldRec, id.Channel, id.AttemptID))
	if err != nil || !found {
		return err
	}
	r, err := decodeSold(v)
	if err != nil {
		return err
	}
	return &clearing.DuplicateCall{Record: r}
}

func (b *batch) payee(id common.Hash) (channel.Payee, error) {
	p, ok := b.hot.payees.get(id)
	if !ok {
		return p, fmt.Errorf("channel %s: %w", id, ErrNotFound)
	}
	return p, nil
}

// verify checks a frame outside the writer, which has no time for signatures.
func (s *Store) verify(id common.Hash, f *channel.Frame, head uint64) error {
	p, err := s.Payee(id)
	if err == nil {
		_, err = p.Verify(f, head)
	}
	if err != nil {
		return fmt.Errorf("verify voucher of channel %s: %w", id, err)
	}
	return nil
}

// Accept verifies a frame and takes its voucher; head is the time of the chain's head, unix seconds. A voucher that is not above the
// highest is no error: the answer shows the highest. What it pays for may be released once Accept has returned. Errors are those of
// channel.Payee.Verify. Durable together: the voucher and the entries.
func (s *Store) Accept(ctx context.Context, id common.Hash, f channel.Frame, head uint64) (channel.Payee, error) {
	if err := s.verify(id, &f, head); err != nil {
		return channel.Payee{}, err
	}
	now := nowMillis()
	return do(ctx, s, finishes, func(b *batch) (channel.Payee, error) {
		p, err := b.payee(id)
		if err != nil {
			return p, err
		}
		return p, b.accept(&p, &f, head, now)
	})
}

// accept takes a frame that was verified against an earlier state of its channel.
func (b *batch) accept(p *channel.Payee, f *channel.Frame, head, now uint64) error {
	if _, err := p.Precheck(f, head); err != nil {
		return fmt.Errorf("accept voucher of channel %s: %w", p.ID(), err)
	}
	calls := &sales{b: b, channel: p.ID()}
	if p.Accept(f, calls, now) {
		b.hot.payees.put(p.ID(), *p)
	}
	return calls.err
}

// Progress files a mid-stream receipt (seq 0: none), which must be durable before it is sent, and lets the call go on to a higher risk
// if that is paid or within the limits it was admitted with. It refuses with *channel.AdvanceRequired; the receipt is then filed all the
// same. Durable together: the receipt in the call's record, the call's total and risk.
func (s *Store) Progress(ctx context.Context, id common.Hash, r market.SignedReceipt, risk money.Amount) (channel.Payee, error) {
	now := nowMillis()
	var refused error
	p, err := do(ctx, s, finishes, func(b *batch) (channel.Payee, error) {
		p, err := b.payee(id)
		if err != nil {
			return p, err
		}
		was, _ := b.hot.payees.before(id)
		calls := &sales{b: b, channel: id}
		row, found := calls.row(r.AttemptID)
		if !found {
			return p, errors.Join(calls.err, fmt.Errorf("call %s: %w", r.AttemptID, ErrNotFound))
		}
		if r.Seq > 0 {
			if err := p.File(&row.PayeeCall, r.Receipt, now); err != nil {
				return p, err
			}
			if err := b.receipted(id, r); err != nil {
				return p, err
			}
		}
		refused = p.Raise(&row.PayeeCall, risk, b.s.owed.allowance(was, row.Limits))
		calls.put(row)
		b.hot.payees.put(id, p)
		return p, nil
	})
	if err == nil && refused != nil {
		err = fmt.Errorf("let call %s go on: %w", r.AttemptID, refused)
	}
	return p, err
}

// receipted puts a receipt into its call's record.
func (b *batch) receipted(id common.Hash, r market.SignedReceipt) error {
	v, found, err := b.get(rowID(rowSoldRec, id, r.AttemptID))
	if err != nil || !found {
		return errors.Join(err, fmt.Errorf("record of call %s: %w", r.AttemptID, ErrNotFound))
	}
	rec, err := decodeSold(v)
	if err != nil {
		return err
	}
	rec.Receipt, rec.Usage, rec.Cost = &r, r.Usage, r.Cost
	return b.putSold(rec, true)
}

// Finish ends a call with its record, whose final receipt sets what it costs; the receipt must be durable before it is sent. Without a
// receipt only the record is replaced. Durable together: the record, the call's total, what is earned.
func (s *Store) Finish(ctx context.Context, id common.Hash, r market.SoldRecord) (channel.Payee, error) {
	now := nowMillis()
	return do(ctx, s, finishes, func(b *batch) (channel.Payee, error) {
		_, open := b.hot.sales.get(saleID{id, r.AttemptID})
		if _, found, err := b.get(rowID(rowSoldRec, id, r.AttemptID)); err != nil || !found {
			return channel.Payee{}, errors.Join(err, fmt.Errorf("finish call %s: %w", r.AttemptID, ErrNotFound))
		}
		if err := b.putSold(r, open); err != nil {
			return channel.Payee{}, err
		}
		if id == (common.Hash{}) {
			return channel.Payee{}, nil
		}
		p, err := b.payee(id)
		if err != nil || r.Receipt == nil {
			return p, err
		}
		return p, b.finish(&p, r, now)
	})
}

func (b *batch) finish(p *channel.Payee, r market.SoldRecord, now uint64) error {
	calls := &sales{b: b, channel: p.ID()}
	row, found := calls.row(r.AttemptID)
	if !found {
		return errors.Join(calls.err, fmt.Errorf("call %s: %w", r.AttemptID, ErrNotFound))
	}
	switch err := p.File(&row.PayeeCall, r.Receipt.Receipt, now); {
	case errors.Is(err, channel.ErrStaleCall):
		p.FileLate(&row.PayeeCall, r.Receipt.Receipt, now)
	case err != nil:
		return fmt.Errorf("finish call %s: %w", r.AttemptID, err)
	}
	calls.put(row)
	b.hot.payees.put(p.ID(), *p)
	return nil
}

// Consent is our agreement to an instant close until deadline (unix seconds), to be signed once it is durable. It refuses with
// channel.ErrBusy while calls are open; from then on none starts. Durable: that the channel is closing, until the deadline.
func (s *Store) Consent(ctx context.Context, id common.Hash, deadline uint64) (channel.Close, error) {
	return do(ctx, s, finishes, func(b *batch) (channel.Close, error) {
		p, err := b.payee(id)
		if err != nil {
			return channel.Close{}, err
		}
		c, err := p.Consent(deadline)
		if err != nil {
			return c, fmt.Errorf("consent to a close of channel %s: %w", id, err)
		}
		b.hot.payees.put(id, p)
		return c, nil
	})
}
