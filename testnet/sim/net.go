package sim

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
)

var errUnreachable = errors.New("node is not to be reached")

// pair is two nodes, in the order of their addresses.
type pair struct{ a, b common.Address }

func pairOf(a, b common.Address) pair {
	if a.Cmp(b) > 0 {
		a, b = b, a
	}
	return pair{a, b}
}

// dial opens a line from a process to a node, if both can reach one another. A node that cannot be reached refuses at once or never
// answers.
func (p *process) dial(ctx context.Context, to common.Address, call bool) (*stream, error) {
	w := p.w
	if err := sleep(ctx, w.way()); err != nil {
		return nil, err
	}
	far := w.reach(p, to)
	if far == nil {
		if w.chance(3) {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return nil, errUnreachable
	}
	l := &line{call: call, from: p, to: far, ab: w.half(), ba: w.half()}
	near := newStream(p, l, to, l.ba, l.ab)
	other := newStream(far, l, p.n.key.Address(), l.ab, l.ba)
	w.addLine(l)
	far.spawn(func() { far.serve(other) })
	return near, nil
}

// serve is a process's end of a line that another has opened.
func (p *process) serve(s *stream) {
	if !s.line.call {
		s.read(func(f wire.Frame) {
			_ = s.Send(p.ctx, p.answer(s.peer, f)) // who asks over a line that broke asks again
		})
		s.out.close()
		return
	}
	ctx, cancel := context.WithCancelCause(p.ctx)
	defer cancel(nil)
	s.onEnd = func(error) { cancel(seller.ErrCancelled) }
	p.spawn(func() { s.read(s.deliver) })
	f, err := s.Recv(ctx)
	if open, ok := f.(*wire.Open); err == nil && ok {
		p.seller.Serve(ctx, s, p.w.buyerOf(s.peer), open)
	}
	s.out.close()
}

// Open implements buyer.Network.
func (p *process) Open(ctx context.Context, to common.Address) (buyer.Stream, error) {
	s, err := p.dial(ctx, to, true)
	if err != nil {
		return nil, err
	}
	p.spawn(func() { s.read(s.deliver) })
	return s, nil
}

// SendVoucher implements buyer.Network. The answer comes to Ack.
func (p *process) SendVoucher(ctx context.Context, to common.Address, f *channel.Frame) error {
	frames := []wire.Frame{&wire.VoucherFrame{Frame: *f}}
	if p.w.chance(8) {
		frames = append(frames, frames[0])
	}
	s, err := p.dial(ctx, to, false)
	if err != nil {
		return err
	}
	p.spawn(func() { s.read(func(wire.Frame) {}) })
	if err := s.Send(ctx, frames...); err != nil {
		s.Done(false)
		return err
	}
	p.spawn(func() {
		_ = sleep(p.ctx, voucherTime)
		s.Done(false)
	})
	return nil
}

// voucherTime is how long a line is kept for the answer to a voucher.
const voucherTime = 4 * time.Second

// Ask implements buyer.Network. Now and then an ask comes twice, and the second answer counts.
func (p *process) Ask(ctx context.Context, to common.Address, ask wire.Frame) (wire.Frame, error) {
	if p.w.chance(10) {
		if _, err := p.exchange(ctx, to, ask); err != nil {
			return nil, err
		}
	}
	return p.exchange(ctx, to, ask)
}

func (p *process) exchange(ctx context.Context, to common.Address, ask wire.Frame) (wire.Frame, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	s, err := p.dial(ctx, to, false)
	if err != nil {
		return nil, err
	}
	defer s.Done(false)
	s.asks = ask.Kind() == wire.KindEntriesAsk
	p.spawn(func() { s.read(s.deliver) })
	if err := s.Send(ctx, ask); err != nil {
		return nil, err
	}
	answer, err := s.Recv(ctx)
	if e, refused := answer.(*wire.Error); err == nil && refused {
		return nil, e
	}
	return answer, err
}

// PeerID implements buyer.Network.
func (p *process) PeerID(a common.Address) string { return p.w.name(a) }

func (p *process) askBuyer(ctx context.Context, to seller.Buyer, ask wire.Frame) (wire.Frame, error) {
	return p.exchange(ctx, to.Address, ask)
}

// publish puts a page into the own book and on its way to all others: each gets it late, twice, or not at all.
func (p *process) publish(_ context.Context, _ string, page []byte) error {
	p.w.model.page(page)
	p.page(page)
	for _, n := range p.w.nodes {
		if n == p.n || p.w.chance(8) {
			continue
		}
		times := 1
		if p.w.chance(6) {
			times = 2
		}
		for range times {
			delay := p.w.way()
			if p.w.chance(5) {
				delay += p.w.upTo(40 * time.Second)
			}
			p.w.spawn(func() {
				if sleep(p.w.ctx, delay) != nil {
					return
				}
				if far := p.w.reach(p, n.key.Address()); far != nil {
					far.page(page)
				}
			})
		}
	}
	return nil
}

// page takes a page into the book, as a node does.
func (p *process) page(data []byte) {
	signed, err := wire.OpenPage(data)
	if err != nil {
		return
	}
	change, err := p.book.ApplyPulled(book.SignedPage{Page: signed.Page, Hash: signed.Hash, Data: signed.Data}, time.Now())
	if err == nil && change.Kind != book.Unchanged {
		_ = p.store.PageSeen(p.ctx, signed.Seller(), signed.Page.Family, signed.Page.Seq) // a store that fails says so at the next call
	}
}

// pull gets a seller's pages anew.
func (p *process) pull(ctx context.Context, from common.Address) {
	if sleep(ctx, p.w.way()) != nil {
		return
	}
	if far := p.w.reach(p, from); far != nil && far.sells() {
		for _, page := range far.shelf.Pages(nil) {
			p.page(page)
		}
	}
}

// reach is the process that a node runs, nil where there is none or the way to it is broken.
func (w *World) reach(from *process, to common.Address) *process {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.byAddress[to]
	if n == nil || n.proc == nil || n.proc.isDead() || from.isDead() || w.parted[pairOf(from.n.key.Address(), to)] {
		return nil
	}
	return n.proc
}

func (w *World) addLine(l *line) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.count("lines", 1)
	l.number = w.lineNumber
	w.lineNumber++
	w.lines[l] = true
	if l.from.isDead() || l.to.isDead() {
		l.cut()
	}
}

func (w *World) hangUp(l *line) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.lines, l)
}

// cutLines cuts all lines of a kind.
func (w *World) cutLines(which func(*line) bool) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range w.sortedLines() {
		if which(l) {
			l.cut()
			delete(w.lines, l)
			n++
		}
	}
	return n
}

func (w *World) name(a common.Address) string {
	if n := w.byAddress[a]; n != nil {
		return n.name
	}
	return fmt.Sprintf("stranger %s", a)
}

func (w *World) buyerOf(a common.Address) seller.Buyer {
	return seller.Buyer{Peer: w.name(a), Address: a}
}
