package book_test

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
)

// reference is the book as one would write it without a thought of speed: the latest page per seller and family, scanned for each call.
type reference struct {
	pages  map[string]*market.Page
	since  map[string]time.Time // per seller and model
	barred map[common.Address]bool
	tokens map[string]float64
	filled map[string]time.Time
	forget map[string]time.Time
	now    time.Time
}

func newReference() *reference {
	return &reference{map[string]*market.Page{}, map[string]time.Time{}, map[common.Address]bool{}, map[string]float64{}, map[string]time.Time{}, map[string]time.Time{}, t0}
}

func (m *reference) standing(p *market.Page) bool {
	return p != nil && len(p.Rows) > 0 && p.ValidUntil > uint64(m.now.UnixMilli()) && !m.barred[p.PayeeSigner]
}

// expire forgets what can no longer be replayed.
func (m *reference) expire() {
	for key, p := range m.pages {
		if !m.standing(p) && m.forget[key].Before(m.now) {
			delete(m.pages, key)
			delete(m.tokens, key)
		}
	}
}

func (m *reference) take(p *market.Page, hash common.Hash) string {
	key := fmt.Sprint(p.PayeeSigner, p.Family)
	old := m.pages[key]
	switch {
	case m.barred[p.PayeeSigner]:
		return "quarantined"
	case old != nil && p.Seq < old.Seq:
		return "stale"
	case old != nil && p.Seq == old.Seq && hash == signed(old).Hash:
		return "same"
	case old != nil && p.Seq == old.Seq:
		m.barred[p.PayeeSigner] = true
		return "equivocation"
	}
	tokens, known := m.tokens[key]
	if !known {
		tokens, m.filled[key] = book.Burst, m.now
	}
	tokens = min(book.Burst, tokens+m.now.Sub(m.filled[key]).Seconds()/book.MinInterval.Seconds())
	m.filled[key] = m.now
	standing := m.standing(old)
	if tokens < 1 && !(p.Tombstone && standing) {
		m.tokens[key] = tokens
		return "rate"
	}
	if tokens >= 1 {
		tokens--
	}
	m.tokens[key] = tokens
	for _, r := range p.Rows {
		age := fmt.Sprint(p.PayeeSigner, r.Model)
		i := -1
		if standing {
			i = slices.IndexFunc(old.Rows, func(o market.Row) bool {
				return o.Model == r.Model && o.Tariff.Prices[0] == r.Tariff.Prices[0]
			})
		}
		if i < 0 {
			m.since[age] = m.now
		}
	}
	m.pages[key], m.forget[key] = p, m.now.Add(market.MaxPageValidity+2*market.ClockSkew)
	return "listed"
}

func (m *reference) best(model market.Model) []common.Address {
	type offer struct {
		seller common.Address
		price  money.Price
		since  time.Time
	}
	var list []offer
	for _, p := range m.pages {
		for _, r := range p.Rows {
			if r.Model == model && m.standing(p) {
				list = append(list, offer{p.PayeeSigner, r.Tariff.Prices[0].Price, m.since[fmt.Sprint(p.PayeeSigner, model)]})
			}
		}
	}
	slices.SortFunc(list, func(a, b offer) int {
		return cmp.Or(cmp.Compare(a.price, b.price), a.since.Compare(b.since), a.seller.Cmp(b.seller))
	})
	var out []common.Address
	for _, o := range list {
		out = append(out, o.seller)
	}
	return out
}

func TestBookAgainstReference(t *testing.T) {
	names := map[string]error{"quarantined": book.ErrQuarantined, "stale": book.ErrStale, "equivocation": book.ErrEquivocation, "rate": book.ErrRate}
	rapid.Check(t, func(t *rapid.T) {
		b := newBook()
		ref := newReference()
		t.Repeat(map[string]func(*rapid.T){
			"page": func(t *rapid.T) {
				p := page(seller(rapid.Uint64Range(1, 4).Draw(t, "seller")), rapid.Uint64Range(1, 6).Draw(t, "seq"))
				p.Issued = uint64(ref.now.UnixMilli())
				p.ValidUntil = p.Issued + rapid.Uint64Range(1_000, 900_000).Draw(t, "validity")
				for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom([]market.Model{"acme/a", "acme/b", "acme/c"}), 0, 3, rapid.ID[market.Model]).Draw(t, "models") {
					price := rapid.SampledFrom([]money.Price{10, 20}).Draw(t, "price")
					p.Rows = append(p.Rows, row(name, price, price))
				}
				p.Tombstone = len(p.Rows) == 0
				s := signed(p)
				want := ref.take(p, s.Hash)
				_, err := b.Apply(s, ref.now)
				require.ErrorIs(t, err, names[want], want)
			},
			"wait": func(t *rapid.T) {
				ref.now = ref.now.Add(time.Duration(rapid.IntRange(1, 400).Draw(t, "seconds")) * time.Second)
			},
			"expire": func(*rapid.T) {
				b.Expire(ref.now)
				ref.expire()
			},
			"": func(t *rapid.T) {
				count := 0
				for _, name := range []market.Model{"acme/a", "acme/b", "acme/c"} {
					q := query(name)
					q.Now = ref.now
					require.Equal(t, ref.best(name), sellers(b.Best(q)), name)
					count += b.Best(q).Listed
				}
				offers, _ := b.Size()
				require.Equal(t, count, offers)
			},
		})
	})
}

func TestReadersDoNotSeeHalfAPage(t *testing.T) {
	b := newBook()
	models := []market.Model{"acme/a", "acme/b"}
	var wg sync.WaitGroup
	for n := range uint64(4) {
		wg.Go(func() {
			for i := range uint64(200) {
				p := with(page(seller(n), i+1), row(models[i%2], money.Price(i+1), 1))
				_, _ = b.Apply(signed(p), t0.Add(time.Duration(i)*book.MinInterval/100))
				b.Expire(t0)
			}
		})
	}
	for range 4 {
		wg.Go(func() {
			for i := range 500 {
				r := b.Best(query(models[i%2]))
				require.LessOrEqual(t, len(r.Candidates), 4)
				require.True(t, slices.IsSortedFunc(r.Candidates, func(a, b book.Candidate) int { return a.Cost.Cmp(b.Cost) }))
				b.Models(buyer, t0)
				b.Snapshot(nil, t0)
			}
		})
	}
	wg.Wait()
}
