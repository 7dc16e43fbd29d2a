package sim

import (
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/wire"
)

// sends shows the model a frame that leaves a process.
func (m *model) sends(s *stream, f wire.Frame) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch f := f.(type) {
	case *wire.Open:
		m.opens(s, f)
	case wire.Body:
		m.body(s, f)
	case *wire.VoucherFrame:
		m.w.fail(m.voucher(&f.Frame))
	case *wire.VoucherAck:
		m.w.fail(m.acked(f))
	case wire.Data:
		if s.deal != nil {
			s.words += words(f)
			s.deal.sent = max(s.deal.sent, s.words)
		}
	case *wire.NeedVoucher:
		if s.deal != nil {
			s.deal.asked = s.deal.asked.Max(f.Receipt.Cost)
		}
	case *wire.End:
		m.last(&f.Receipt)
	case *wire.Error:
		m.last(f.Receipt)
	case *wire.Receipts:
		for _, r := range f.Calls {
			m.last(r.Receipt)
		}
	}
}

// receives shows the model a frame that has come to a process.
func (m *model) receives(s *stream, f wire.Frame) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch f := f.(type) {
	case *wire.Open:
		s.deal = m.deals[market.SoldLink{Channel: f.ChannelID, AttemptID: f.AttemptID}]
	case wire.Data:
		if s.deal != nil {
			s.words += words(f)
			s.deal.received = max(s.deal.received, s.words)
		}
	}
}

// opens notes the beginning of an attempt; a repeat is the same deal.
func (m *model) opens(s *stream, f *wire.Open) {
	if f.Voucher != nil {
		m.w.fail(m.voucher(f.Voucher))
	}
	a := m.channels[f.ChannelID]
	if a == nil {
		return
	}
	id := market.SoldLink{Channel: f.ChannelID, AttemptID: f.AttemptID}
	d := m.deals[id]
	if d == nil {
		d = &deal{agreement: a, epoch: f.Epoch, call: f.Hops.Nonce}
		m.deals[id] = d
	}
	if page := m.pages[f.PageHash]; page != nil && int(f.Row) < len(page.Rows) {
		d.prices, _ = page.Rows[f.Row].Tariff.Resolve(m.w.began, "", market.NoMultiplier)
	}
	s.deal = d
}

func (m *model) body(s *stream, body []byte) {
	if s.deal == nil {
		return
	}
	codec, err := dialect.For("openai")
	if err != nil {
		panic("developer error: " + err.Error())
	}
	if r, err := codec.Decode(body); err == nil {
		s.deal.prompt = uint64(promptWords(r) + promptExtra)
	}
}

func (m *model) last(r *market.SignedReceipt) {
	if r == nil {
		return
	}
	if d := m.deals[market.SoldLink{Channel: r.ChannelID, AttemptID: r.AttemptID}]; d != nil {
		m.w.fail(d.finished(r, m.vendors[d.call]))
	}
}

// page notes what a seller has published.
func (m *model) page(data []byte) {
	signed, err := wire.OpenPage(data)
	m.w.fail(err)
	if err == nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.pages[signed.Hash] = signed.Page
	}
}

// made notes words that a vendor has made for a call of an application, which all attempts at it share.
func (m *model) made(call [16]byte, words int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.vendors[call] = max(m.vendors[call], uint64(words))
}

// died marks the deals of a process that has died.
func (m *model) died(n *node) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, d := range m.deals {
		if d.final == nil && (d.from == n || d.to == n) {
			d.cut = true
		}
	}
}
