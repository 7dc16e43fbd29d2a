package node

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/store"
)

// handlers answer the network.
func (n *Node) handlers() p2p.Handlers {
	return p2p.Handlers{
		Call: func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
			ctx, cancel := leaving(ctx)
			defer cancel()
			s.Done(n.seller.Serve(ctx, s, buyerOf(s.Peer()), open))
		},
		Voucher: func(ctx context.Context, p p2p.Peer, f *channel.Frame) wire.Frame {
			return n.seller.Voucher(ctx, buyerOf(p), f)
		},
		Ack:   func(p p2p.Peer, f wire.Frame) { n.buyer.Ack(n.aborted, p.Address, f) },
		Clear: n.clear,
		Pages: n.pages,
		Page:  n.page,
	}
}

// ask asks a buyer something on /tolsey/clear/1.
func (n *Node) ask(ctx context.Context, to seller.Buyer, ask wire.Frame) (wire.Frame, error) {
	id, err := peer.Decode(to.Peer)
	if err != nil {
		return nil, err
	}
	return n.host.AskClear(ctx, id, ask)
}

// leaving is ctx with the cause by which the seller knows that a buyer has left: its stream broke while this node went on.
func leaving(ctx context.Context) (context.Context, context.CancelFunc) {
	out, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		cause := context.Cause(ctx)
		if errors.Is(cause, p2p.ErrBroken) {
			cause = seller.ErrCancelled
		}
		cancel(cause)
	})
	return out, func() {
		stop()
		cancel(nil)
	}
}

func buyerOf(p p2p.Peer) seller.Buyer { return seller.Buyer{Peer: p.ID.String(), Address: p.Address} }

// clear answers a buyer at the desk, and a seller that lacks entries of ours.
func (n *Node) clear(ctx context.Context, p p2p.Peer, ask wire.Frame) wire.Frame {
	n.names.note(p.Address, p.ID)
	if e, ok := ask.(*wire.EntriesAsk); ok {
		payer, err := n.store.Payer(e.ChannelID)
		if err != nil || payer.Channel.PayeeSigner != p.Address || payer.OnChain.Epoch != e.Epoch {
			return &wire.Error{Code: wire.CodeGone, Message: "channel is not known here"}
		}
		f, err := n.store.FrameFrom(ctx, e.ChannelID, e.Base)
		if err != nil {
			return &wire.Error{Code: wire.CodeGone, Message: "entries are not kept any more"}
		}
		return &wire.VoucherFrame{Frame: f}
	}
	answer := n.desk.Answer(ctx, buyerOf(p), ask)
	if _, served := answer.(*wire.HelloAck); served {
		n.host.Protect(p.ID, true)
	}
	return answer
}

// pages is what a late joiner pulls: all live pages, our own among them.
func (n *Node) pages(families []string) [][]byte {
	var out [][]byte
	for _, p := range n.book.Snapshot(families, time.Now()) {
		out = append(out, p.Data)
	}
	return out
}

// page takes a page into the book. The network has paced it already; what is replayed or of another asset is no peer's fault to
// pass on.
func (n *Node) page(_ peer.ID, p *wire.SignedPage) p2p.Verdict {
	change, err := n.book.ApplyPulled(book.SignedPage{Page: p.Page, Hash: p.Hash, Data: p.Data}, time.Now())
	if err != nil {
		n.log.Debug("page is not taken", "seller", p.Seller().Hex(), "family", p.Page.Family, "error", err)
		return p2p.Ignore
	}
	if change.Kind == book.Unchanged {
		return p2p.Ignore
	}
	if key, err := p.SignerKey(); err == nil {
		if id, err := p2p.PeerIDOf(key); err == nil {
			n.names.note(p.Seller(), id)
		}
	}
	if err := n.store.PageSeen(n.aborted, p.Seller(), p.Page.Family, p.Page.Seq); err != nil && n.aborted.Err() == nil {
		n.log.Warn("page's number is not kept", "error", err)
	}
	n.pilot.look()
	return p2p.Accept
}

// publish puts an own page into the own book and on the network. What the network does not take now, latecomers pull.
func (n *Node) publish(ctx context.Context, family string, page []byte) error {
	if err := n.host.Publish(ctx, family, page); err != nil && ctx.Err() == nil {
		n.log.Warn("page is not gossiped", "family", family, "error", err)
	}
	return nil
}

// looker shows the seller's desk what the chain says.
type looker struct{ n *Node }

func (l looker) Look(ctx context.Context, id common.Hash) (channel.OnChain, error) {
	head, err := l.n.chain.Head(ctx)
	if err != nil {
		return channel.OnChain{}, err
	}
	depth := uint64(publicConfirmations)
	if l.n.net.Devnet() {
		depth = devnetConfirmations
	}
	final, err := l.n.chain.HeadAt(ctx, head.Number-min(head.Number, depth-1))
	if err != nil {
		return channel.OnChain{}, err
	}
	states, err := l.n.chain.States(ctx, final, []common.Hash{id})
	if err != nil {
		return channel.OnChain{}, err
	}
	return states[0], nil
}

func (l looker) Refresh(ctx context.Context) error { return l.n.settle.Refresh(ctx) }

// fresh says why channels with a close delay carry no new call, in one word; nil: they do. What is known of them is as old as the last
// look at the chain: for a quarter of the delay calls go on inside deposits that were final then, and the rest is left for claims.
func (n *Node) fresh(closeDelay time.Duration) error {
	if s := n.settle.Status(); !s.SeenAt.IsZero() && time.Since(s.SeenAt) > closeDelay/staleShare {
		return errors.New("chain")
	}
	return nil
}

// staleShare is the part of the close delay for which what is known of the chain may be old.
const staleShare = 4

// ableToSell says why no paid call is served; nil: it is.
func (n *Node) ableToSell() error {
	if err := n.able(); err != nil {
		return err
	}
	return n.fresh(n.cfg.Seller.CloseDelay.Duration)
}

// degraded is why no call is bought at all, in one word; "" when calls are. Which channels carry them is the buyer's to see.
func (n *Node) degraded() string {
	if err := n.able(); err != nil {
		return err.Error()
	}
	return ""
}

func (n *Node) able() error {
	if err := n.store.Degraded(); err != nil {
		return errors.New("store")
	}
	return nil
}

// chainTime is the time of the chain's head: the clock of closes.
func (n *Node) chainTime() uint64 { return n.settle.Status().Head.Time }

// listPrices is the vendor's own price of a model.
func (n *Node) listPrices(m market.Model, at time.Time) (market.Prices, bool) {
	e, ok := n.list.Find(m)
	if !ok {
		return market.Prices{}, false
	}
	p, err := e.List.Resolve(at, "", market.NoMultiplier)
	return p, err == nil
}

func (n *Node) bought(r market.BoughtRecord) {
	n.pilot.carried(r.Channel)
	if !n.feed.Idle() {
		n.feed.Call(boughtView(r))
	}
}

func (n *Node) sold(r market.SoldRecord) {
	if !n.feed.Idle() {
		n.feed.Call(n.soldView(r))
	}
}

// models are what a key may be limited to.
func (n *Node) models() []market.Model {
	var out []market.Model
	for _, l := range n.book.Models(n.me(), time.Now()) {
		out = append(out, l.Model)
	}
	for _, e := range n.list.Models {
		out = append(out, e.Model)
	}
	return out
}

var _ settle.Store = (*store.Store)(nil)
