package testnet_test

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
)

// errLine is what both ends see of a stream that broke.
var errLine = errors.New("stream broke")

// killLink carries frames between a buyer and a seller, as they are, and breaks where it is told to.
type killLink struct {
	buyerAt, sellerAt common.Address

	mu     sync.Mutex // guards all below
	buyer  *buyerSide
	seller *sellerSide
	lines  map[*killLine]struct{} // that have not broken
	frames []wire.Kind            // of calls, in either direction, as they passed
	cutAt  int                    // the frame that is lost, and its stream with it, from 1; 0: none
	outage time.Duration          // how long nothing passes at all from then on
	deaf   time.Time              // until when nothing passes
	numb   bool                   // the seller does not notice that a stream has broken
}

var _ buyer.Network = (*killLink)(nil)

// ends are the two sides as they are now, for who sends.
func (k *killLink) ends() (*buyerSide, *sellerSide, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if time.Now().Before(k.deaf) || k.buyer == nil || k.seller == nil || k.buyer.fuse.isDead() || k.seller.fuse.isDead() {
		return nil, nil, errLine
	}
	return k.buyer, k.seller, nil
}

// Open opens a stream to the seller, at whose other end the call is served.
func (k *killLink) Open(context.Context, common.Address) (buyer.Stream, error) {
	b, s, err := k.ends()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	l := &killLine{link: k, buyer: b, seller: s, leave: cancel, broken: make(chan struct{}), toSeller: make(chan wire.Frame, 4096), toBuyer: make(chan wire.Frame, 4096)}
	k.mu.Lock()
	k.lines[l] = struct{}{}
	k.mu.Unlock()
	s.calls.Go(func() {
		defer cancel(nil)
		f, err := farEnd{l}.Recv(ctx)
		if open, ok := f.(*wire.Open); err == nil && ok {
			s.rooms.Serve(ctx, farEnd{l}, seller.Buyer{Peer: "buyer", Address: k.buyerAt}, open)
		}
	})
	return nearEnd{l}, nil
}

// SendVoucher passes a voucher and its acknowledgement.
func (k *killLink) SendVoucher(ctx context.Context, _ common.Address, f *channel.Frame) error {
	_, s, err := k.ends()
	if err != nil {
		return err
	}
	answer := s.rooms.Voucher(ctx, seller.Buyer{Peer: "buyer", Address: k.buyerAt}, f)
	b, _, err := k.ends()
	if err == nil {
		b.rooms.Ack(ctx, k.sellerAt, answer)
	}
	return err
}

// Ask passes a question and its answer.
func (k *killLink) Ask(ctx context.Context, _ common.Address, ask wire.Frame) (wire.Frame, error) {
	_, s, err := k.ends()
	if err != nil {
		return nil, err
	}
	answer := s.desk.Answer(ctx, seller.Buyer{Peer: "buyer", Address: k.buyerAt}, ask)
	if _, _, err := k.ends(); err != nil {
		return nil, err
	}
	return answer, nil
}

// PeerID is how the seller is shown.
func (k *killLink) PeerID(common.Address) string { return "seller" }

// cut breaks all streams: the seller sees its buyer leave.
func (k *killLink) cut() {
	k.mu.Lock()
	var all []*killLine
	for l := range k.lines {
		all = append(all, l)
	}
	k.mu.Unlock()
	for _, l := range all {
		l.cut()
	}
}

// pass counts a frame of a call and reports whether it is lost.
func (k *killLink) pass(f wire.Frame) (lost bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.frames = append(k.frames, f.Kind())
	if len(k.frames) == k.cutAt {
		k.deaf = time.Now().Add(k.outage)
		return true
	}
	return false
}

// killLine is one stream.
type killLine struct {
	link              *killLink
	buyer             *buyerSide
	seller            *sellerSide
	leave             context.CancelCauseFunc // of the seller's call
	toSeller, toBuyer chan wire.Frame
	once              sync.Once
	broken            chan struct{}
}

func (l *killLine) cut() {
	l.once.Do(func() {
		close(l.broken)
		l.link.mu.Lock()
		delete(l.link.lines, l)
		numb := l.link.numb
		l.link.mu.Unlock()
		if !numb {
			l.leave(seller.ErrCancelled)
		}
	})
}

func (l *killLine) send(to chan wire.Frame, frames []wire.Frame, voucher func(wire.Frame) bool) error {
	for _, f := range frames {
		select {
		case <-l.broken:
			return errLine
		default:
		}
		if l.buyer.fuse.isDead() || l.seller.fuse.isDead() || l.link.pass(f) {
			l.cut()
			return errLine
		}
		if !voucher(f) {
			to <- f
		}
	}
	return nil
}

// take gives what came before the stream broke.
func (l *killLine) take(ctx context.Context, from chan wire.Frame) (wire.Frame, error) {
	select {
	case f := <-from:
		return f, nil
	default:
	}
	select {
	case f := <-from:
		return f, nil
	case <-l.broken:
		return nil, errLine
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

type nearEnd struct{ l *killLine }

func (e nearEnd) Recv(ctx context.Context) (wire.Frame, error) { return e.l.take(ctx, e.l.toBuyer) }

// Send passes the buyer's frames. A voucher goes to the seller's ledger, its answer back to the buyer's.
func (e nearEnd) Send(ctx context.Context, frames ...wire.Frame) error {
	return e.l.send(e.l.toSeller, frames, func(f wire.Frame) bool {
		v, ok := f.(*wire.VoucherFrame)
		if ok {
			go func() { // ends with two writes
				answer := e.l.seller.rooms.Voucher(ctx, seller.Buyer{Peer: "buyer", Address: e.l.link.buyerAt}, &v.Frame)
				if !e.l.seller.fuse.isDead() {
					e.l.buyer.rooms.Ack(context.WithoutCancel(ctx), e.l.link.sellerAt, answer)
				}
			}()
		}
		return ok
	})
}

func (e nearEnd) Done(bool) { e.l.cut() }

type farEnd struct{ l *killLine }

func (e farEnd) Recv(ctx context.Context) (wire.Frame, error) { return e.l.take(ctx, e.l.toSeller) }

// Send passes the seller's frames.
func (e farEnd) Send(ctx context.Context, frames ...wire.Frame) error {
	return e.l.send(e.l.toBuyer, frames, func(f wire.Frame) bool {
		switch f.(type) {
		case *wire.VoucherAck, *wire.VoucherRefused:
			e.l.buyer.rooms.Ack(context.WithoutCancel(ctx), e.l.link.sellerAt, f)
			return true
		}
		return false
	})
}
