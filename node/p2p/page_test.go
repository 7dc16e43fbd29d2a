package p2p_test

import (
	"crypto/ecdsa"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

type pageKey struct{ *ecdsa.PrivateKey }

func (k pageKey) SignPage(payload []byte) (sig market.Signature, err error) {
	hash := market.PageHash(payload)
	b, err := crypto.Sign(hash[:], k.PrivateKey)
	copy(sig[:], b)
	return sig, err
}

func newPage(key *ecdsa.PrivateKey, family string, seq uint64) *market.Page {
	now := uint64(time.Now().UnixMilli())
	return &market.Page{
		ChainID: testChain, Clearing: common.Address{1}, Token: common.Address{2}, Decimals: 6, Payee: common.Address{3},
		PayeeSigner: crypto.PubkeyToAddress(key.PublicKey), Family: family, Seq: seq, Issued: now, ValidUntil: now + 600_000, CloseDelay: 60,
		Rows: []market.Row{{
			Model: market.Model(family + "/small"), Context: 1000, MaxOutput: 100, MaxCalls: 1, Dialects: []string{"openai"},
			Tariff: market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: 5}, {Unit: market.Output, Price: 9}}},
		}},
	}
}

func signPage(t testing.TB, key *ecdsa.PrivateKey, p *market.Page) []byte {
	signed, err := wire.SignPage(p, pageKey{key})
	require.NoError(t, err)
	return signed.Data
}

// shelf is a book as simple as can be: the highest page of each seller and family.
type shelf struct {
	mu    sync.Mutex
	pages map[string]*wire.SignedPage
	calls int
}

func newShelf() *shelf { return &shelf{pages: map[string]*wire.SignedPage{}} }

func (b *shelf) take(_ peer.ID, p *wire.SignedPage) p2p.Verdict {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls++
	key := p.Seller().Hex() + p.Page.Family
	if old := b.pages[key]; old != nil && old.Page.Seq >= p.Page.Seq {
		return p2p.Ignore
	}
	b.pages[key] = p
	return p2p.Accept
}

func (b *shelf) list(families []string) (out [][]byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.pages {
		if len(families) == 0 || families[0] == p.Page.Family {
			out = append(out, p.Data)
		}
	}
	return out
}

func (b *shelf) has(data []byte) bool {
	for _, p := range b.list(nil) {
		if string(p) == string(data) {
			return true
		}
	}
	return false
}

func (b *shelf) handlers() p2p.Handlers { return p2p.Handlers{Page: b.take, Pages: b.list} }

// line is a row of nodes, each connected to the next one only.
type line struct {
	hosts   []*p2p.Host
	shelves []*shelf
}

func newLine(t testing.TB, n int, families ...string) (l line) {
	for i := range n {
		cfg := testConfig(t)
		cfg.Families = families
		b := newShelf()
		h := start(t, cfg, b.handlers())
		if i > 0 {
			require.NoError(t, h.Connect(t.Context(), l.hosts[i-1].Addrs()[0]))
		}
		l.hosts, l.shelves = append(l.hosts, h), append(l.shelves, b)
	}
	return l
}

func eventually(t testing.TB, ok func() bool, what string) {
	t.Helper()
	require.Eventually(t, ok, 10*time.Second, 5*time.Millisecond, what)
}

// spread publishes later and later pages until one has come to every node: the mesh takes a moment to form.
func (l line) spread(t testing.TB, key *ecdsa.PrivateKey, family string) {
	for seq := uint64(1); seq <= 4; seq++ {
		data := signPage(t, key, newPage(key, family, seq))
		require.NoError(t, l.hosts[0].Publish(t.Context(), family, data))
		all := func() bool { return !slices.ContainsFunc(l.shelves, func(b *shelf) bool { return !b.has(data) }) }
		if assert.Eventually(silent{}, all, 1500*time.Millisecond, 5*time.Millisecond) {
			return
		}
	}
	require.FailNow(t, "no page of "+family+" came to every node")
}

// silent lets a condition fail without failing the test.
type silent struct{}

func (silent) Errorf(string, ...any) {}

func TestPagesSpread(t *testing.T) {
	l := newLine(t, 4, "openai", "z-ai")
	key := newKey(t)
	l.spread(t, key, "openai")
	l.spread(t, key, "z-ai")
	require.Equal(t, []string{"openai", "z-ai"}, l.hosts[0].Peers()[0].Families)
}

// A node that is told no families joins those that its peers have.
func TestFamiliesAreLearnt(t *testing.T) {
	seller := start(t, testConfig(t), p2p.Handlers{Page: newShelf().take})
	book := newShelf()
	buyer := start(t, testConfig(t), book.handlers())
	connect(t, buyer, seller)
	key := newKey(t)
	require.NoError(t, seller.Publish(t.Context(), "x-ai", signPage(t, key, newPage(key, "x-ai", 1))))
	eventually(t, func() bool { p := seller.Peers(); return len(p) == 1 && slices.Contains(p[0].Families, "x-ai") }, "the buyer has joined")
	data := signPage(t, key, newPage(key, "x-ai", 2))
	require.NoError(t, seller.Publish(t.Context(), "x-ai", data))
	eventually(t, func() bool { return book.has(data) }, "a page of a family nobody named")
}

func TestLatecomerPullsTheBook(t *testing.T) {
	old := newShelf()
	key := newKey(t)
	var all [][]byte
	for _, family := range []string{"a", "b", "c"} {
		data := signPage(t, key, newPage(key, family, 5))
		all = append(all, data)
		p, err := wire.OpenPage(data)
		require.NoError(t, err)
		require.Equal(t, p2p.Accept, old.take("", p))
	}
	first := start(t, testConfig(t), old.handlers())
	book := newShelf()
	late := start(t, testConfig(t), book.handlers())
	connect(t, late, first)
	for _, data := range all {
		eventually(t, func() bool { return book.has(data) }, "pulled on meeting a peer")
	}
	calls := func() int { book.mu.Lock(); defer book.mu.Unlock(); return book.calls }
	before := calls()
	n, err := late.PullPages(t.Context(), first.ID(), nil)
	require.NoError(t, err)
	require.Zero(t, n)
	require.Equal(t, before, calls(), "what is known is not sent again")

	data := signPage(t, key, newPage(key, "b", 6))
	p, err := wire.OpenPage(data)
	require.NoError(t, err)
	require.Equal(t, p2p.Accept, old.take("", p))
	n, err = late.PullPages(t.Context(), first.ID(), []string{"b"})
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.True(t, book.has(data))
}

func TestPullsAreRated(t *testing.T) {
	l := newLine(t, 2)
	var refused *wire.Error
	for range 20 {
		if _, err := l.hosts[1].PullPages(t.Context(), l.hosts[0].ID(), nil); err != nil {
			require.ErrorAs(t, err, &refused)
		}
	}
	require.NotNil(t, refused)
	require.Equal(t, wire.CodeRate, refused.Code)
}

// Publish takes the same checks as pages of others, so that a mistake shows at home.
func TestPublishRefuses(t *testing.T) {
	b := newShelf()
	h := start(t, testConfig(t), b.handlers())
	key := newKey(t)
	good := newPage(key, "openai", 5)
	require.NoError(t, h.Publish(t.Context(), "openai", signPage(t, key, good)))

	otherChain := newPage(key, "openai", 6)
	otherChain.ChainID++
	expired := newPage(key, "openai", 6)
	expired.Issued, expired.ValidUntil = 1000, 2000
	future := newPage(key, "openai", 6)
	future.Issued += 120_000
	future.ValidUntil += 120_000
	forged := signPage(t, key, newPage(key, "openai", 6))
	forged[len(forged)-1] ^= 1
	forged[len(forged)-10] ^= 1
	for name, data := range map[string][]byte{
		"of another chain": signPage(t, key, otherChain), "expired": signPage(t, key, expired), "of the future": signPage(t, key, future),
		"of another family": signPage(t, key, newPage(key, "z-ai", 6)), "forged": forged, "not a page": []byte("x"),
		"older": signPage(t, key, newPage(key, "openai", 4)), "too long": make([]byte, wire.MaxSigned+1),
	} {
		t.Run(name, func(t *testing.T) {
			require.Error(t, h.Publish(t.Context(), "openai", data))
		})
	}
	require.Equal(t, 1, len(b.list(nil)))
	require.ErrorContains(t, h.Publish(t.Context(), "no/family", nil), "not the name of a family")
}

// A seller that reprices faster than the market's pace reaches nobody with the excess; its next page is pulled.
func TestSellersArePaced(t *testing.T) {
	l := newLine(t, 2, "openai")
	key := newKey(t)
	var data []byte
	eventually(t, func() bool { p := l.hosts[0].Peers(); return len(p) == 1 && len(p[0].Families) == 1 }, "the topic is shared")
	first := signPage(t, key, newPage(key, "openai", 1))
	require.NoError(t, l.hosts[0].Publish(t.Context(), "openai", first))
	eventually(t, func() bool { return l.shelves[1].has(first) }, "the first page")
	for seq := uint64(2); seq <= 12; seq++ {
		data = signPage(t, key, newPage(key, "openai", seq))
		require.NoError(t, l.hosts[0].Publish(t.Context(), "openai", data), "one's own node takes them all")
	}
	other := newKey(t)
	last := signPage(t, other, newPage(other, "openai", 1))
	require.NoError(t, l.hosts[0].Publish(t.Context(), "openai", last))
	eventually(t, func() bool { return l.shelves[1].has(last) }, "another seller is not held up")
	l.shelves[1].mu.Lock()
	calls := l.shelves[1].calls
	l.shelves[1].mu.Unlock()
	require.LessOrEqual(t, calls, 4+1+2, "a burst, the other seller's page, and what a newcomer's first pulls have brought")
	_, err := l.hosts[1].PullPages(t.Context(), l.hosts[0].ID(), nil)
	require.NoError(t, err)
	require.True(t, l.shelves[1].has(data))
}

// Who hands out a page that was tampered with is struck, also outside gossip.
func TestTamperedPull(t *testing.T) {
	key := newKey(t)
	forged := signPage(t, key, newPage(key, "openai", 1))
	forged[20] ^= 1
	liar := start(t, testConfig(t), p2p.Handlers{Pages: func([]string) [][]byte { return [][]byte{forged} }})
	book := newShelf()
	h := start(t, testConfig(t), book.handlers())
	connect(t, h, liar)
	eventually(t, func() bool { return len(h.Peers()) == 1 && h.Peers()[0].Strikes > 0 }, "a strike")
	require.Empty(t, book.list(nil))
}
