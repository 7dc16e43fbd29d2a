package sim

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/store"
)

// twist is what a cheat sends instead of what an honest node would.
func (w *World) twist(s *stream, frames []wire.Frame) (out []wire.Frame) {
	for _, f := range frames {
		out = append(out, w.twisted(s, f)...)
	}
	if w.chance(40) && len(out) > 0 { // once more, at another place
		out = append(out, out[w.intn(len(out))])
	}
	return out
}

func (w *World) twisted(s *stream, f wire.Frame) []wire.Frame {
	same := []wire.Frame{f}
	if !w.chance(4) {
		return same
	}
	w.count("twisted frames", 1)
	n := s.p.n
	switch f := f.(type) {
	case *wire.VoucherFrame:
		return w.badVoucher(n, f)
	case *wire.Open:
		o := *f
		o.Voucher = nil
		return []wire.Frame{&o}
	case *wire.VoucherAck:
		return w.badAck(f)
	case *wire.NeedVoucher:
		return []wire.Frame{&wire.NeedVoucher{Receipt: n.inflated(w, s, f.Receipt)}}
	case *wire.End:
		return []wire.Frame{&wire.End{Receipt: n.inflated(w, s, f.Receipt)}}
	case wire.Data:
		if w.chance(3) {
			return nil
		}
		return []wire.Frame{f, f}
	case *wire.HelloAck:
		h := *f
		h.Resync.Cumulative, h.Resync.Memo, h.Highest = money.Units{}, common.Hash{}, nil
		h.Resync.Sig, _ = n.key.SignResync(network.Domain(), h.Resync.Resync)
		return []wire.Frame{&h}
	case *wire.CloseConsent, *wire.Receipts:
		return []wire.Frame{&wire.Error{Code: wire.CodeInternal, Message: "no"}}
	}
	return same
}

// badVoucher is a voucher that does not come, is an old one, goes beyond the deposit, or stands beside another over the same amount.
func (w *World) badVoucher(n *node, f *wire.VoucherFrame) []wire.Frame {
	g := *f
	g.Entries = append([]channel.Entry(nil), f.Entries...)
	switch w.intn(5) {
	case 0:
		return nil
	case 1:
		old := f
		if was := w.model.old(f); was != nil {
			old = was
		}
		return []wire.Frame{old, f}
	case 2:
		g.Voucher.Cumulative = g.Voucher.Cumulative.Add(money.UnitsOf(1e9))
	case 3: // the same amount once more, for other entries
		g.Entries[len(g.Entries)-1].Total = money.Amount{}
	case 4: // an amount that nobody asked for
		g.Voucher.Cumulative = g.Base.Cumulative.Add(money.UnitsOf(1))
	}
	memo := g.Base.Memo
	for _, e := range g.Entries {
		memo = channel.NextMemo(memo, e)
	}
	g.Voucher.Memo = memo
	g.Voucher.Sig, _ = n.key.SignVoucher(network.Domain(), g.Voucher.Voucher)
	return []wire.Frame{&g, f}
}

// badAck says nothing, or names an older voucher.
func (w *World) badAck(f *wire.VoucherAck) []wire.Frame {
	if w.chance(2) {
		return nil
	}
	return []wire.Frame{&wire.VoucherAck{ChannelID: f.ChannelID}}
}

// inflated asks for more than was delivered.
func (n *node) inflated(w *World, s *stream, r market.SignedReceipt) market.SignedReceipt {
	if s.deal == nil {
		return r
	}
	for u := range r.Usage {
		r.Usage[u] += r.Usage[u] * uint64(w.intn(150)) / 100
	}
	cost, err := s.deal.prices.Cost(r.Usage)
	if err != nil {
		return r
	}
	r.Cost = cost
	r.Sig, _ = n.key.SignReceipt(network.Domain(), r.Receipt)
	return r
}

// old is a voucher frame that was sent before on the same channel; nil: there is none.
func (m *model) old(f *wire.VoucherFrame) *wire.VoucherFrame {
	m.mu.Lock()
	defer m.mu.Unlock()
	was := m.frames[f.Voucher.ChannelID]
	m.frames[f.Voucher.ChannelID] = append(was, f)
	if len(was) == 0 {
		return nil
	}
	return was[len(was)/2]
}

// shortPayer posts less than its calls have cost.
type shortPayer struct {
	*store.Store
	w *World
}

func (s shortPayer) Charge(ctx context.Context, c clearing.Charge) (channel.Payer, error) {
	if c.Final && s.w.chance(3) {
		c.Total = c.Total.MulDiv(1, 3)
	}
	return s.Store.Charge(ctx, c)
}

// cheat has the two cheats do what they do on the chain.
func (w *World) cheat() string {
	mallory, evil := w.node("mallory"), w.node("evil")
	to := w.node([]string{"s1", "dist"}[w.intn(2)])
	c := terms(mallory, to)
	if w.chance(2) {
		return "evil claims all that it holds: " + errText(w.claimAll(evil))
	}
	if s := w.state(c.ID()); s.Open() && s.CloseAt == 0 {
		w.count("closes by cheats", 1)
		return "mallory leaves " + to.name + ": " + errText(w.chain.Act(mallory.key.Address(), settle.Action{Verb: settle.RequestClose, Channel: &c}))
	}
	return "mallory takes its deposit to " + to.name + " back: " + errText(w.chain.Act(mallory.key.Address(), settle.Action{Verb: settle.FinalizeClose, Channel: &c}))
}

// claimAll claims vouchers whole, what is prepaid included.
func (w *World) claimAll(n *node) error {
	if n.proc == nil || n.proc.isDead() {
		return nil
	}
	var legs []settle.Leg
	for _, p := range n.proc.store.Payees() {
		if !p.Highest.Sig.IsZero() {
			legs = append(legs, settle.Leg{Channel: p.Channel, Voucher: p.Highest})
		}
	}
	return w.chain.Act(n.key.Address(), settle.Action{Verb: settle.Claim, Legs: legs})
}

func errText(err error) string {
	if err == nil {
		return "done"
	}
	return err.Error()
}
