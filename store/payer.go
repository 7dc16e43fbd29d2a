package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// AddChannel files a channel on which this node pays, before it is funded; seller is the payee's peer id. Whether anything was signed on
// it before is not known until the seller has answered a resync (Adopt): it may be a channel of a node that has lost its state. Filing it
// again changes nothing but the peer id. Durable: the channel.
func (s *Store) AddChannel(ctx context.Context, c channel.Channel, asset money.Asset, seller string) (channel.Payer, error) {
	return do(ctx, s, finishes, func(b *batch) (channel.Payer, error) {
		p, known := b.hot.payers.get(c.ID())
		if !known {
			p = channel.Payer{Channel: c, Asset: asset, Domain: s.network.Domain(), Doubtful: true}
		}
		p.Peer = seller
		b.hot.payers.put(c.ID(), p)
		return p, nil
	})
}

// Payer returns a channel on which this node pays.
func (s *Store) Payer(id common.Hash) (channel.Payer, error) {
	p, ok := find(s, s.hot.payers, id)
	if !ok {
		return channel.Payer{}, fmt.Errorf("channel %s: %w", id, ErrNotFound)
	}
	return shown(p), nil
}

// shown keeps a reader's appends off the writer's queue.
func shown(p channel.Payer) channel.Payer {
	p.Queue = slices.Clip(p.Queue)
	return p
}

// Payers returns all channels on which this node pays, in any order.
func (s *Store) Payers() []channel.Payer {
	out := values(s, s.hot.payers)
	for i := range out {
		out[i] = shown(out[i])
	}
	return out
}

// SaveFrame takes a signed frame as its channel's highest. It must be durable before the frame is sent, and it is kept until it is
// acknowledged. It refuses with channel.ErrNotNext what Payer.Next would not give. Durable together: the frame, the voucher, which
// entries it carries.
func (s *Store) SaveFrame(ctx context.Context, id common.Hash, f channel.Frame) (channel.Payer, error) {
	return s.payerVerb(ctx, id, func(b *batch, p *channel.Payer) error {
		if err := p.Sent(f); err != nil {
			return fmt.Errorf("save frame of channel %s: %w", id, err)
		}
		v, _ := f.MarshalBinary()
		b.put(rowID(rowFrame, id), v)
		return nil
	})
}

// Acked takes the seller's acknowledgement of a voucher. Durable together: the base of the next frame, the frame's end.
func (s *Store) Acked(ctx context.Context, id common.Hash, base channel.Base) (channel.Payer, error) {
	return s.payerVerb(ctx, id, func(b *batch, p *channel.Payer) error {
		if err := p.Acknowledge(base); err != nil {
			return fmt.Errorf("acknowledge voucher of channel %s: %w", id, err)
		}
		b.settleFrame(p)
		return nil
	})
}

// settleFrame drops a frame that is not awaited any more.
func (b *batch) settleFrame(p *channel.Payer) {
	if p.Unacked == nil {
		b.del(rowID(rowFrame, p.ID()))
	}
}

// Adopt takes a seller's signed answer to a resync, whose signature the caller has checked, with our own highest voucher that proves it
// (zero: the seller has none). See channel.Payer.Adopt; a channel that halts stays halted. Durable: what is adopted.
func (s *Store) Adopt(ctx context.Context, id common.Hash, r channel.Resync, highest channel.SignedVoucher) (channel.Payer, error) {
	var refused error
	p, err := s.payerVerb(ctx, id, func(b *batch, p *channel.Payer) error {
		refused = p.Adopt(r, highest)
		b.settleFrame(p)
		if errors.Is(refused, channel.ErrForeignVoucher) {
			return nil // the halt is to be durable
		}
		return refused
	})
	if err == nil && refused != nil {
		err = fmt.Errorf("adopt voucher of channel %s: %w", id, refused)
	}
	return p, err
}

// Doubt marks a channel whose own highest voucher is not known: state was restored or lost. Nothing is signed until Adopt.
func (s *Store) Doubt(ctx context.Context, id common.Hash) (channel.Payer, error) {
	return s.payerVerb(ctx, id, func(_ *batch, p *channel.Payer) error { p.Doubtful = true; return nil })
}

// SetClosing starts or ends our wish to close a channel: no new call is reserved on it meanwhile.
func (s *Store) SetClosing(ctx context.Context, id common.Hash, closing bool) (channel.Payer, error) {
	return s.payerVerb(ctx, id, func(_ *batch, p *channel.Payer) error { p.Closing = closing; return nil })
}

func (s *Store) payerVerb(ctx context.Context, id common.Hash, verb func(*batch, *channel.Payer) error) (channel.Payer, error) {
	return do(ctx, s, finishes, func(b *batch) (channel.Payer, error) {
		p, err := b.payer(id)
		if err != nil {
			return p, err
		}
		if err := verb(b, &p); err != nil {
			return p, err
		}
		b.hot.payers.put(id, p)
		return shown(p), nil
	})
}

// FrameFrom is the frame over all entries from an earlier voucher up to the highest, for a seller that does not know them; ErrNotFound
// when they are forgotten or none.
func (s *Store) FrameFrom(ctx context.Context, id common.Hash, base channel.Base) (channel.Frame, error) {
	p, err := s.Payer(id)
	if err != nil {
		return channel.Frame{}, err
	}
	f := channel.Frame{Base: base, Voucher: p.Highest()}
	err = s.view(ctx, func(tx *badger.Txn) error {
		all, err := queued(tx, p, 0)
		if err != nil {
			return err
		}
		f.Entries = between(all, base.Memo, p.Memo)
		return nil
	})
	if err == nil && f.Check() != nil {
		err = ErrNotFound
	}
	if err != nil {
		return channel.Frame{}, fmt.Errorf("entries of channel %s since its voucher over %s: %w", id, base.Cumulative, err)
	}
	return f, nil
}

// between are the entries after one memo up to another; none when they are not all there.
func between(all []channel.Queued, from, to common.Hash) (out []channel.Entry) {
	on := from == common.Hash{}
	for _, q := range all {
		if on {
			out = append(out, q.Entry)
		}
		on = on || q.Memo == from
		if q.Memo == to {
			return out
		}
	}
	return nil
}
