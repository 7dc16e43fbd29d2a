package book_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
)

// apply lists a page and fails the test when it is not taken.
func apply(t *testing.T, b *book.Book, p *market.Page, now time.Time) book.Change {
	t.Helper()
	change, err := b.Apply(signed(p), now)
	require.NoError(t, err)
	return change
}

func with(p *market.Page, rows ...market.Row) *market.Page {
	p.Rows = rows
	return p
}

func sellers(r book.Result) (out []common.Address) {
	for _, c := range r.Candidates {
		out = append(out, c.Offer.Seller())
	}
	return out
}

func TestPageReplacesItsSellersOlderOne(t *testing.T) {
	b := newBook()
	change := apply(t, b, with(page(seller(1), 1), row("acme/a", 10, 10), row("acme/b", 10, 10)), t0)
	require.Equal(t, book.Listed, change.Kind)
	require.Equal(t, []market.Model{"acme/a", "acme/b"}, change.Models)

	change = apply(t, b, with(page(seller(1), 2), row("acme/b", 20, 20), row("acme/c", 10, 10)), t0)
	require.Equal(t, []market.Model{"acme/a", "acme/b", "acme/c"}, change.Models)
	require.Empty(t, b.Best(query("acme/a")).Candidates)
	require.Equal(t, money.Picos(20*2_000), b.Best(query("acme/b")).Candidates[0].Cost)
	require.Len(t, b.Best(query("acme/c")).Candidates, 1)
	offers, pages := b.Size()
	require.Equal(t, []int{2, 1}, []int{offers, pages})
}

func TestFamiliesOfOneSellerDoNotTouchEachOther(t *testing.T) {
	b := newBook()
	apply(t, b, with(page(seller(1), 5), row("acme/a", 10, 10)), t0)
	other := with(page(seller(1), 1), row("other/a", 10, 10))
	other.Family = "other"
	apply(t, b, other, t0)
	require.Len(t, b.Best(query("acme/a")).Candidates, 1)
	require.Len(t, b.Best(query("other/a")).Candidates, 1)
}

func TestSequence(t *testing.T) {
	b := newBook()
	second := with(page(seller(1), 2), row("acme/a", 10, 10))
	apply(t, b, second, t0)
	require.Equal(t, book.Unchanged, apply(t, b, second, t0).Kind, "the same page again is no news and no fault")

	_, err := b.Apply(signed(with(page(seller(1), 1), row("acme/a", 1, 1))), t0)
	require.ErrorIs(t, err, book.ErrStale)
	require.NotErrorIs(t, err, book.ErrInvalid)
	require.Equal(t, money.Picos(20_000), b.Best(query("acme/a")).Candidates[0].Cost, "a replayed cheap page changes nothing")
}

func TestOlderPageStaysRefusedAfterTheNewerOneExpired(t *testing.T) {
	b := newBook()
	cheap := with(page(seller(1), 1), row("acme/a", 1, 1)) // valid for ten minutes
	apply(t, b, cheap, t0)
	dear := with(page(seller(1), 2), row("acme/a", 100, 100))
	dear.ValidUntil = uint64(t0.Add(time.Minute).UnixMilli())
	apply(t, b, dear, t0)

	later := t0.Add(2 * time.Minute)
	require.Equal(t, 1, b.Expire(later))
	_, err := b.Apply(signed(cheap), later)
	require.ErrorIs(t, err, book.ErrStale)

	b.Expire(t0.Add(time.Hour))
	fresh := with(page(seller(1), 1), row("acme/a", 1, 1))
	fresh.Issued, fresh.ValidUntil = fresh.Issued+3_600_000, fresh.ValidUntil+3_600_000
	apply(t, b, fresh, t0.Add(time.Hour)) // what was remembered only against replays is forgotten with the last page that could be replayed
}

func TestRestoredSequenceRefusesOlderPagesOnly(t *testing.T) {
	b := newBook()
	b.Restore(seller(1), "acme", 7, t0)
	_, err := b.Apply(signed(with(page(seller(1), 6), row("acme/a", 1, 1))), t0)
	require.ErrorIs(t, err, book.ErrStale)
	apply(t, b, with(page(seller(1), 7), row("acme/a", 1, 1)), t0)
}

func TestEquivocationQuarantinesTheSellerAndKeepsTheProof(t *testing.T) {
	b := newBook()
	one := signed(with(page(seller(1), 3), row("acme/a", 10, 10)))
	two := signed(with(page(seller(1), 3), row("acme/a", 11, 11)))
	other := with(page(seller(1), 3), row("other/a", 10, 10))
	other.Family = "other"
	apply(t, b, other, t0)
	_, err := b.Apply(one, t0)
	require.NoError(t, err)

	_, err = b.Apply(two, t0)
	require.ErrorIs(t, err, book.ErrEquivocation)
	require.Empty(t, b.Best(query("acme/a")).Candidates)
	require.Empty(t, b.Best(query("other/a")).Candidates, "a liar in one family sells in none")
	require.Empty(t, b.Snapshot(nil, t0))

	list := b.Quarantined()
	require.Len(t, list, 1)
	require.Equal(t, seller(1), list[0].Seller)
	require.Equal(t, [2]book.SignedPage{one, two}, list[0].Proof, "both signed pages prove it to anybody")

	_, err = b.Apply(signed(with(page(seller(1), 4), row("acme/a", 10, 10))), t0)
	require.ErrorIs(t, err, book.ErrQuarantined)
	b.Quarantine(seller(1), "forged receipt", t0)
	require.Equal(t, list, b.Quarantined(), "a later reason does not replace a proof")
}

func TestQuarantineByTheCaller(t *testing.T) {
	b := newBook()
	apply(t, b, with(page(seller(1), 1), row("acme/a", 10, 10)), t0)
	apply(t, b, with(page(seller(2), 1), row("acme/a", 20, 20)), t0)
	b.Quarantine(seller(1), "receipt with a bad signature", t0)
	require.Equal(t, []common.Address{seller(2)}, sellers(b.Best(query("acme/a"))))
	require.Equal(t, "receipt with a bad signature", b.Quarantined()[0].Why)
}

func TestQuarantineForgetsTheOldestFirst(t *testing.T) {
	b := newBook()
	for i := range uint64(book.MaxQuarantined + 1) {
		b.Quarantine(seller(i), "flood", t0)
	}
	list := b.Quarantined()
	require.Len(t, list, book.MaxQuarantined)
	require.Equal(t, seller(1), list[0].Seller)
}

func TestTombstoneWithdrawsTheFamily(t *testing.T) {
	b := newBook()
	apply(t, b, with(page(seller(1), 1), row("acme/a", 10, 10)), t0)
	gone := page(seller(1), 2)
	gone.Tombstone = true
	change := apply(t, b, gone, t0)
	require.Equal(t, book.Withdrawn, change.Kind)
	require.Equal(t, []market.Model{"acme/a"}, change.Models)
	require.Empty(t, b.Best(query("acme/a")).Candidates)
	_, err := b.Apply(signed(with(page(seller(1), 1), row("acme/a", 10, 10))), t0)
	require.ErrorIs(t, err, book.ErrStale, "a page from before the drain does not come back")
	require.Len(t, b.Snapshot(nil, t0), 1, "who joins late learns of the tombstone too")
}

func TestRefusedPages(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*market.Page)
		want   error
	}{
		"two rows of one model":  {func(p *market.Page) { p.Rows = append(p.Rows, p.Rows[0]) }, book.ErrInvalid},
		"price zero":             {func(p *market.Page) { p.Rows[0].Tariff.Prices[0].Price = 0 }, book.ErrInvalid},
		"another chain":          {func(p *market.Page) { p.ChainID = 1 }, book.ErrNetwork},
		"another token":          {func(p *market.Page) { p.Token = common.HexToAddress("0x99") }, book.ErrNetwork},
		"another contract":       {func(p *market.Page) { p.Clearing = common.HexToAddress("0x99") }, book.ErrNetwork},
		"decimals of a liar":     {func(p *market.Page) { p.Decimals = 18 }, book.ErrNetwork},
		"expired":                {func(p *market.Page) { p.Issued, p.ValidUntil = p.Issued-900_000, p.Issued }, market.ErrExpired},
		"from the future":        {func(p *market.Page) { p.Issued, p.ValidUntil = p.Issued+61_000, p.Issued+120_000 }, market.ErrExpired},
		"validity of an age":     {func(p *market.Page) { p.ValidUntil = p.Issued + 901_000 }, book.ErrInvalid},
		"validity before issued": {func(p *market.Page) { p.ValidUntil = p.Issued - 1 }, book.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			b, p := newBook(), with(page(seller(1), 1), row("acme/a", 10, 10))
			c.change(p)
			change, err := b.Apply(signed(p), t0)
			require.ErrorIs(t, err, c.want)
			require.Equal(t, book.Unchanged, change.Kind)
			require.Empty(t, b.Best(query("acme/a")).Candidates)
			require.Empty(t, b.Snapshot(nil, t0))
		})
	}
}

func TestSellerIsHeldToItsRate(t *testing.T) {
	b := newBook()
	for i := range uint64(book.Burst) {
		apply(t, b, with(page(seller(1), i+1), row("acme/a", 10, 10)), t0)
	}
	fifth := with(page(seller(1), 5), row("acme/a", 10, 10))
	_, err := b.Apply(signed(fifth), t0)
	require.ErrorIs(t, err, book.ErrRate)
	_, err = b.Apply(signed(fifth), t0.Add(book.MinInterval-time.Second))
	require.ErrorIs(t, err, book.ErrRate)
	pulled, err := b.ApplyPulled(signed(fifth), t0)
	require.NoError(t, err, "who asks a seller for its page takes what it says")
	require.Equal(t, book.Listed, pulled.Kind)

	gone := page(seller(1), 6)
	gone.Tombstone = true
	require.Equal(t, book.Withdrawn, apply(t, b, gone, t0).Kind, "a drain does not wait for an allowance")
	again := page(seller(1), 7)
	again.Tombstone = true
	_, err = b.Apply(signed(again), t0)
	require.ErrorIs(t, err, book.ErrRate, "but tombstones are no way around it")

	apply(t, b, with(page(seller(1), 8), row("acme/a", 10, 10)), t0.Add(book.MinInterval))
	apply(t, b, with(page(seller(2), 1), row("acme/a", 10, 10)), t0) // another seller has its own allowance
}

func TestOneSellerCannotFillTheBook(t *testing.T) {
	b := newBook()
	for i := range book.MaxFamiliesPerSeller + 1 {
		model := benchModel(i, 0)
		p := with(page(seller(1), 1), row(model, 10, 10))
		p.Family = model.Family()
		_, err := b.Apply(signed(p), t0)
		if i < book.MaxFamiliesPerSeller {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, book.ErrFull)
	}
	b.Expire(t0.Add(time.Hour))
	p := with(page(seller(1), 2), row("acme/a", 10, 10))
	p.Issued, p.ValidUntil = p.Issued+3_600_000, p.ValidUntil+3_600_000
	apply(t, b, p, t0.Add(time.Hour)) // families of the past do not count
}

func TestExpire(t *testing.T) {
	b := newBook()
	short := with(page(seller(1), 1), row("acme/a", 10, 10))
	short.ValidUntil = uint64(t0.Add(time.Minute).UnixMilli())
	apply(t, b, short, t0)
	apply(t, b, with(page(seller(2), 1), row("acme/a", 20, 20)), t0)

	q := query("acme/a")
	q.Now = t0.Add(time.Minute)
	r := b.Best(q)
	require.Equal(t, []common.Address{seller(2)}, sellers(r), "an expired offer is not taken, even before it is cleared away")
	require.Equal(t, 1, r.Removed[book.Expired])
	require.Zero(t, b.Expire(t0.Add(time.Minute-time.Millisecond)))
	require.Equal(t, 1, b.Expire(t0.Add(time.Minute)))
	require.Equal(t, 1, b.Best(q).Listed)
}

func TestSnapshotIsByFamilyAndOrdered(t *testing.T) {
	b := newBook()
	for _, n := range []uint64{2, 1} {
		for _, family := range []string{"zeta", "acme"} {
			p := with(page(seller(n), 1), row(market.Model(family+"/a"), 10, 10))
			p.Family = family
			apply(t, b, p, t0)
		}
	}
	all := b.Snapshot(nil, t0)
	require.Len(t, all, 4)
	require.Equal(t, "acme", all[0].Page.Family)
	require.Equal(t, seller(1), all[0].Page.PayeeSigner)
	require.NotEmpty(t, all[0].Data)
	require.Len(t, b.Snapshot([]string{"zeta"}, t0), 2)
	require.Empty(t, b.Snapshot([]string{"none"}, t0))
	require.Empty(t, b.Snapshot(nil, t0.Add(time.Hour)))
}

func TestModelsShowsWhatABuyerCanBuy(t *testing.T) {
	b := newBook()
	cheap, dear, hidden := row("acme/a", 10, 10), row("acme/a", 20, 20), row("acme/a", 1, 1)
	dear.Context, dear.Reasoning, dear.Dialects = 1_000_000, true, []string{"openai", "anthropic"}
	hidden.Allow = []common.Address{seller(99)}
	secret := row("acme/secret", 1, 1)
	secret.Allow = hidden.Allow
	apply(t, b, with(page(seller(1), 1), cheap), t0)
	apply(t, b, with(page(seller(2), 1), dear), t0)
	apply(t, b, with(page(seller(3), 1), hidden, secret), t0)

	list := b.Models(buyer, t0)
	require.Len(t, list, 1)
	require.Equal(t, market.Model("acme/a"), list[0].Model)
	require.Equal(t, 2, list[0].Sellers)
	require.Equal(t, seller(1), list[0].Best.Seller())
	require.Equal(t, uint64(1_000_000), list[0].Context)
	require.True(t, list[0].Reasoning)
	require.Equal(t, []string{"anthropic", "openai"}, list[0].Dialects)
	require.Len(t, b.Models(seller(99), t0), 2)
	require.Empty(t, b.Models(buyer, t0.Add(time.Hour)))
}
