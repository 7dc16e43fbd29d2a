package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

func nowMillis() uint64 { return uint64(time.Now().UnixMilli()) }

// Reserve holds a call's worst case on its key and on all keys above it, and what may have to be paid on its channel, if all of them
// have room; *clearing.InsufficientError says which has not. Where the reservation states an exposure, the advance that the seller
// will ask for is posted in the same step. Durable together: the holds, the advance's entry, the call's record as open.
func (s *Store) Reserve(ctx context.Context, r clearing.Reservation) (clearing.Reserved, error) {
	now := nowMillis()
	return do(ctx, s, begins, func(b *batch) (clearing.Reserved, error) { return b.reserve(r, now) })
}

func (b *batch) reserve(r clearing.Reservation, now uint64) (clearing.Reserved, error) {
	if known, err := b.known(r.AttemptID); err != nil || known {
		return clearing.Reserved{}, errors.Join(err, ifTrue(known, fmt.Errorf("hold of attempt %s: %w", r.AttemptID, ErrExists)))
	}
	h := holdRow{Reservation: r}
	var err error
	if h.Path, err = b.path(r.Key); err != nil {
		return clearing.Reserved{}, err
	}
	for _, id := range h.Path {
		a, _ := b.account(id)
		if a, h.Hold, err = a.Place(id, r.OnKey, now); err != nil {
			return clearing.Reserved{}, err
		}
		b.hot.accounts.put(id, a)
	}
	var out clearing.Reserved
	if r.Channel != (common.Hash{}) {
		if out, err = b.reserveChannel(&h, now); err != nil {
			return clearing.Reserved{}, err
		}
	}
	b.hot.holds.put(r.AttemptID, h)
	b.indexBought(r.Record)
	return out, b.putBought(r.Record, true)
}

func (b *batch) reserveChannel(h *holdRow, now uint64) (clearing.Reserved, error) {
	p, err := b.payer(h.Channel)
	if err != nil {
		return clearing.Reserved{}, err
	}
	if h.Call, err = p.Hold(h.Reservation.AttemptID, h.OnChannel); err != nil {
		return clearing.Reserved{}, lacks(p, err)
	}
	advance, err := b.cover(&p, h, now)
	if err != nil {
		return clearing.Reserved{}, err
	}
	b.hot.payers.put(h.Channel, p)
	return clearing.Reserved{Payer: shown(p), Advance: advance}, nil
}

// cover states the seller's exposure and logs the advance's entry.
func (b *batch) cover(p *channel.Payer, h *holdRow, now uint64) (money.Amount, error) {
	e := h.Exposure
	if e.Risk.IsZero() {
		return money.Amount{}, nil
	}
	before := p.Entries
	advance, err := p.Cover(&h.Call, e.Terms, e.Risk, e.Limit, now)
	if err != nil {
		return money.Amount{}, lacks(*p, err)
	}
	b.logEntries(p, before)
	return advance, nil
}

// logEntries files the entries that a payer has queued since it had so many.
func (b *batch) logEntries(p *channel.Payer, before uint64) {
	for i := before; i < p.Entries; i++ {
		q := p.Queue[uint64(len(p.Queue))-(p.Entries-i)]
		v, _ := q.MarshalBinary()
		b.put(rowID(rowQueued, p.ID(), p.Gen, i), v)
	}
}

// lacks tells a channel's lack of headroom in the words of every lack of money.
func lacks(p channel.Payer, err error) error {
	var h *channel.HeadroomError
	if !errors.As(err, &h) {
		return fmt.Errorf("channel %s: %w", p.ID(), err)
	}
	return &clearing.InsufficientError{Source: clearing.SourceChannel, Account: clearing.AccountID("channel:" + p.ID().Hex()),
		Limit: p.OnChain.Deposit.FloorPicos(p.Asset), Spent: p.Sum, Held: p.Held, Want: h.Want}
}

func ifTrue(cond bool, err error) error {
	if cond {
		return err
	}
	return nil
}

// known reports whether an attempt has been held before.
func (b *batch) known(id market.AttemptID) (bool, error) {
	if _, open := b.hot.holds.get(id); open {
		return true, nil
	}
	_, found, err := b.get(rowID(rowBuyRecord, id))
	return found, err
}

func (b *batch) payer(id common.Hash) (channel.Payer, error) {
	p, ok := b.hot.payers.get(id)
	if !ok {
		return p, fmt.Errorf("channel %s: %w", id, ErrNotFound)
	}
	return p, nil
}

// Extend raises what a running call holds on its key and on its channel. Durable: both, or neither when one has no room.
func (s *Store) Extend(ctx context.Context, id market.AttemptID, onKey, onChannel money.Amount) error {
	now := nowMillis()
	_, err := do(ctx, s, begins, func(b *batch) (struct{}, error) { return struct{}{}, b.extend(id, onKey, onChannel, now) })
	return err
}

func (b *batch) extend(id market.AttemptID, onKey, onChannel money.Amount, now uint64) error {
	h, open := b.hot.holds.get(id)
	if !open {
		return fmt.Errorf("open hold of attempt %s: %w", id, ErrNotFound)
	}
	hold := h.Hold
	for _, account := range h.Path {
		a, _ := b.account(account)
		a, is, err := a.Extend(account, hold, onKey, now)
		if err != nil {
			return err
		}
		h.Hold = is
		b.hot.accounts.put(account, a)
	}
	if h.Channel != (common.Hash{}) && !onChannel.IsZero() {
		p, err := b.payer(h.Channel)
		if err != nil {
			return err
		}
		if err := p.Extend(&h.Call, onChannel); err != nil {
			return lacks(p, err)
		}
		b.hot.payers.put(h.Channel, p)
	}
	b.hot.holds.put(id, h)
	return nil
}

// Charge sets what an attempt has cost so far, on its key, on the keys above it and on its channel; the channel's entry is queued for
// the next frame. It posts the change of the total: the same charge again changes nothing, whatever came between. A final charge voids
// the rest of the holds. Durable together: the postings, the entry, the record if there is one. It returns the channel, zero for a
// local call.
func (s *Store) Charge(ctx context.Context, c clearing.Charge) (channel.Payer, error) {
	now := nowMillis()
	return do(ctx, s, finishes, func(b *batch) (channel.Payer, error) { return b.charge(c, now) })
}

func (b *batch) charge(c clearing.Charge, now uint64) (channel.Payer, error) {
	h, open, err := b.hold(c.AttemptID)
	if err != nil {
		return channel.Payer{}, err
	}
	if !c.Advance {
		if err := b.chargeKey(&h, c, now); err != nil {
			return channel.Payer{}, err
		}
	}
	var p channel.Payer
	if h.Channel != (common.Hash{}) {
		if p, err = b.chargeChannel(&h, c, now); err != nil {
			return channel.Payer{}, err
		}
	}
	b.putHold(h, open, now)
	if c.Record != nil {
		err = b.putBought(*c.Record, open)
	}
	return shown(p), err
}

func (b *batch) chargeKey(h *holdRow, c clearing.Charge, now uint64) error {
	was := h.Hold
	for _, id := range h.Path {
		a, _ := b.account(id)
		a, is, err := a.Post(was, c.Total, c.Final, now)
		if err != nil {
			return fmt.Errorf("charge attempt %s: %w", c.AttemptID, err)
		}
		h.Hold = is
		b.hot.accounts.put(id, a)
	}
	if h.Channel == (common.Hash{}) {
		b.credit(clearing.Local, was.Posted, h.Hold.Posted)
	}
	return nil
}

// credit is the other side of a local call's posting.
func (b *batch) credit(id clearing.AccountID, was, is money.Amount) {
	a, _ := b.account(id)
	a.Credits = a.Credits.Add(is.SubFloor(was))
	a.Debits = a.Debits.Add(was.SubFloor(is))
	b.hot.accounts.put(id, a)
}

func (b *batch) chargeChannel(h *holdRow, c clearing.Charge, now uint64) (channel.Payer, error) {
	p, err := b.payer(h.Channel)
	if err != nil {
		return p, err
	}
	post := channel.Posting{Evidence: c.Evidence, Total: c.Total, Claimed: c.Claimed, Final: c.Final, At: now}
	before := p.Entries
	switch _, err = p.Charge(&h.Call, post); {
	case errors.Is(err, channel.ErrStaleCall):
		p.ChargeLate(&h.Call, post)
	case err != nil:
		return p, fmt.Errorf("charge attempt %s: %w", c.AttemptID, err)
	}
	b.logEntries(&p, before)
	if !c.Final && !c.Exposure.Risk.IsZero() && h.Call.Gen == p.Gen {
		h.Exposure = c.Exposure
		if _, err := b.cover(&p, h, now); err != nil {
			return p, err
		}
	}
	b.hot.payers.put(h.Channel, p)
	return p, nil
}

// hold finds an attempt's row, open or within the correction window.
func (b *batch) hold(id market.AttemptID) (h holdRow, open bool, err error) {
	if h, open = b.hot.holds.get(id); open {
		return h, true, nil
	}
	v, found, err := b.get(rowID(rowBought, id))
	if err == nil && !found {
		err = fmt.Errorf("attempt %s, open or ended within %s: %w", id, channel.CorrectionWindow, ErrNotFound)
	}
	if err == nil {
		err = decode(v, &h)
	}
	return h, false, err
}

// putHold files an attempt's row: among the open ones until it has ended.
func (b *batch) putHold(h holdRow, wasOpen bool, now uint64) {
	id := h.Reservation.AttemptID
	if !h.Hold.Final {
		b.hot.holds.put(id, h)
		return
	}
	if wasOpen {
		b.hot.holds.del(id)
		b.put(rowID(rowEnded, now, sideBought, h.Channel, id), []byte{})
	}
	b.put(rowID(rowBought, id), encode(h))
}

// Void ends an attempt at what its key has been charged so far, usually nothing: the rest of the holds and the advance are free again. It
// is safe to repeat, and does nothing after a final charge. Durable together: the holds, the advance's return, the record if there is one.
func (s *Store) Void(ctx context.Context, id market.AttemptID, record *market.BoughtRecord) error {
	now := nowMillis()
	_, err := do(ctx, s, finishes, func(b *batch) (struct{}, error) { return struct{}{}, b.void(id, record, now) })
	return err
}

func (b *batch) void(id market.AttemptID, record *market.BoughtRecord, now uint64) error {
	h, open := b.hot.holds.get(id)
	if !open {
		if known, err := b.known(id); err != nil || !known {
			return errors.Join(err, fmt.Errorf("attempt %s: %w", id, ErrNotFound))
		}
		return nil
	}
	was := h.Hold
	for _, account := range h.Path {
		a, _ := b.account(account)
		a, h.Hold = a.Void(was)
		b.hot.accounts.put(account, a)
	}
	h.Hold.Final = true
	if h.Channel != (common.Hash{}) {
		end := clearing.Charge{AttemptID: id, Evidence: h.Exposure.Terms, Total: h.Hold.Posted, Final: true}
		if _, err := b.chargeChannel(&h, end, now); err != nil {
			return err
		}
	}
	b.putHold(h, true, now)
	if record != nil {
		return b.putBought(*record, true)
	}
	return nil
}

// OpenHolds returns the holds that have not ended, with their records: after a restart each is asked about, then charged or voided.
func (s *Store) OpenHolds(ctx context.Context) ([]clearing.Reservation, error) {
	var rows []clearing.Reservation
	for _, h := range values(s, s.hot.holds) {
		rows = append(rows, h.Reservation)
	}
	err := s.view(ctx, func(tx *badger.Txn) error {
		for i := range rows {
			r, err := bought(tx, rows[i].AttemptID)
			if err != nil {
				return err
			}
			rows[i].Record = r
		}
		return nil
	})
	return rows, err
}
