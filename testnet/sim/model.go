package sim

import (
	"fmt"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

// model is the reference: what PROTOCOL.md lets the parties sign, sell and owe, in plain sums over what passes between them. It reads
// frames on the lines and words in answers, and no node's books.
type model struct {
	w *World

	mu       sync.Mutex // guards all below
	channels map[common.Hash]*agreement
	deals    map[market.SoldLink]*deal
	pages    map[common.Hash]*market.Page
	frames   map[common.Hash][]*wire.VoucherFrame // of cheats, for later
	vendors  map[[16]byte]uint64                  // words made for each call of an application
}

// agreement is a channel as the model keeps it.
type agreement struct {
	channel.Channel
	from, to *node
	lives    map[uint32]*life
}

// life is one epoch of a channel.
type life struct {
	totals map[market.AttemptID]money.Amount // by the payer's entries, the latest of each
	sum    money.Amount                      // of them
	memos  map[common.Hash]money.Units       // of all vouchers that were sent
	at     map[money.Units]common.Hash
	signed money.Units // the highest voucher sent
	memo   common.Hash // its memo
	acked  money.Units // the highest that its payee has said to hold
	held   money.Units // the highest that an honest payee was seen to hold
}

// deal is one attempt, as its two sides see it.
type deal struct {
	*agreement
	call           [16]byte // of the application, over all hops
	epoch          uint32
	prices         market.Prices
	prompt         uint64          // words, and what the vendor adds
	sent, received uint64          // words of the answer
	final          *market.Receipt // the seller's last word
	asked          money.Amount    // by its receipts within the answer
	cut            bool            // its seller's or its buyer's process died while it ran
}

func newModel(w *World) *model {
	return &model{w: w, channels: map[common.Hash]*agreement{}, deals: map[market.SoldLink]*deal{}, pages: map[common.Hash]*market.Page{}, vendors: map[[16]byte]uint64{}, frames: map[common.Hash][]*wire.VoucherFrame{}}
}

func (m *model) knows(c channel.Channel, from, to *node) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.channels[c.ID()] == nil {
		m.channels[c.ID()] = &agreement{c, from, to, map[uint32]*life{}}
	}
}

func (a *agreement) life(epoch uint32) *life {
	l := a.lives[epoch]
	if l == nil {
		l = &life{totals: map[market.AttemptID]money.Amount{}, memos: map[common.Hash]money.Units{}, at: map[money.Units]common.Hash{}}
		a.lives[epoch] = l
	}
	return l
}

// voucher holds an honest payer to its arithmetic: no voucher below or beside one that was sent, its amount is the greater of the last
// one's and CeilTo(S), S is the sum of the latest totals of its entries, and its memo is their hash chain.
func (m *model) voucher(f *channel.Frame) error {
	a := m.channels[f.Voucher.ChannelID]
	if a == nil || a.from.hostile {
		return nil
	}
	l, v := a.life(f.Voucher.Epoch), f.Voucher
	if memo, again := l.at[v.Cumulative]; again {
		if memo != v.Memo {
			return fmt.Errorf("%s signed two vouchers of %s in epoch %d of its channel to %s", a.from.name, v.Cumulative, v.Epoch, a.to.name)
		}
		return nil
	}
	if !l.signed.Less(v.Cumulative) {
		return fmt.Errorf("%s signed %s beside %s to %s", a.from.name, v.Cumulative, l.signed, a.to.name)
	}
	memo := f.Base.Memo
	known := memo == l.memo
	for _, e := range f.Entries {
		if memo = channel.NextMemo(memo, e); known {
			l.sum = l.sum.Sub(l.totals[e.AttemptID]).Add(e.Total)
			l.totals[e.AttemptID] = e.Total
		}
		known = known || memo == l.memo
	}
	due, ok := l.sum.CeilTo(asset)
	if memo != v.Memo || !known || !ok || l.signed.Max(due) != v.Cumulative {
		return fmt.Errorf("%s signed %s to %s in epoch %d, its entries come to %s after %s", a.from.name, v.Cumulative, a.to.name, v.Epoch, l.sum, l.signed)
	}
	l.signed, l.memo = v.Cumulative, v.Memo
	l.at[v.Cumulative], l.memos[v.Memo] = v.Memo, v.Cumulative
	return nil
}

// acked notes what an honest payee has said to hold, which must have been sent.
func (m *model) acked(f *wire.VoucherAck) error {
	a := m.channels[f.ChannelID]
	if a == nil || a.to.hostile || a.from.hostile || f.Base.Cumulative.IsZero() {
		return nil
	}
	for _, l := range a.lives {
		if u, sent := l.memos[f.Base.Memo]; sent && u == f.Base.Cumulative {
			l.acked = l.acked.Max(u)
			return nil
		}
	}
	return fmt.Errorf("%s acknowledged %s to %s, which was never sent", a.to.name, f.Base.Cumulative, a.from.name)
}

// words counts the words of a piece of an answer.
func words(data []byte) uint64 { return uint64(strings.Count(string(data), word)) }

// worth is what a deal is worth by rule 1 of PROTOCOL.md section 4, for so many words.
func (d *deal) worth(answer uint64) money.Amount {
	var u market.Usage
	u[market.Input], u[market.Output] = d.prompt, answer
	cost, err := d.prices.Cost(u)
	if err != nil {
		panic("developer error: " + err.Error())
	}
	return cost
}

// delivered is what an honest seller has given away by a deal so far: what its last word asks, or what has left it.
func (d *deal) delivered() money.Amount {
	switch {
	case d.final != nil:
		return d.final.Cost
	case d.cut:
		return d.asked
	case d.sent == 0:
		return money.Amount{}
	}
	return d.worth(d.sent)
}

// finished notes a seller's last word, which is its last.
func (d *deal) finished(r *market.SignedReceipt, made uint64) error {
	if r == nil || !r.Status.Final() {
		return nil
	}
	if d.final == nil {
		d.final = &r.Receipt
	}
	if !d.to.hostile && d.final.StructHash() != r.StructHash() {
		return fmt.Errorf("%s signed two last receipts of call %s: over %s and %s", d.to.name, r.AttemptID, d.final.Cost, r.Cost)
	}
	if most := d.worth(max(d.sent, made)); !d.to.hostile && most.Less(r.Cost) {
		return fmt.Errorf("%s asks %s for call %s of %d words, which is worth %s", d.to.name, r.Cost, r.AttemptID, max(d.sent, made), most)
	}
	return nil
}
