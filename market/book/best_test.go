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

func TestCheapestFirstThenOldest(t *testing.T) {
	b := newBook()
	for i, price := range []money.Price{300, 100, 200, 100} {
		apply(t, b, with(page(seller(uint64(4-i)), 1), row("acme/a", price, price)), t0.Add(time.Duration(i)*time.Second))
	}
	require.Equal(t, []common.Address{seller(3), seller(1), seller(2), seller(4)}, sellers(b.Best(query("acme/a"))))
}

func TestOrderIsOfTheCallAtHand(t *testing.T) {
	b := newBook()
	apply(t, b, with(page(seller(1), 1), row("acme/a", 10, 50)), t0)
	apply(t, b, with(page(seller(2), 1), row("acme/a", 20, 20)), t0)
	q := query("acme/a")
	q.Usage = market.Usage{market.Input: 1_000, market.Output: 10}
	require.Equal(t, []common.Address{seller(1), seller(2)}, sellers(b.Best(q)), "a long prompt")
	q.Usage = market.Usage{market.Input: 10, market.Output: 1_000}
	require.Equal(t, []common.Address{seller(2), seller(1)}, sellers(b.Best(q)), "a long answer")
}

func TestRefreshKeepsAnOffersAgeAndAPriceChangeLosesIt(t *testing.T) {
	b := newBook()
	apply(t, b, with(page(seller(1), 1), row("acme/a", 10, 10)), t0)
	apply(t, b, with(page(seller(2), 1), row("acme/a", 10, 10)), t0.Add(time.Second))
	apply(t, b, with(page(seller(1), 2), row("acme/a", 10, 10)), t0.Add(2*time.Second))
	require.Equal(t, []common.Address{seller(1), seller(2)}, sellers(b.Best(query("acme/a"))))
	apply(t, b, with(page(seller(1), 3), row("acme/a", 9, 9)), t0.Add(3*time.Second))
	apply(t, b, with(page(seller(1), 4), row("acme/a", 10, 10)), t0.Add(4*time.Second))
	require.Equal(t, []common.Address{seller(2), seller(1)}, sellers(b.Best(query("acme/a"))))
	require.Equal(t, t0.Add(4*time.Second), b.Offers("acme/a", buyer, t0)[1].Since)
}

func TestPricesFollowTheUTCWindow(t *testing.T) {
	b := newBook()
	r := row("acme/a", 100, 100)
	noon := uint16(12 * 60)
	r.Tariff.Overrides = []market.Override{{UTCFrom: noon + 5, UTCTo: noon + 8, Prices: []market.UnitPrice{{Unit: market.Input, Price: 50}}}}
	apply(t, b, with(page(seller(1), 1), r), t0)
	for minute, want := range map[int]money.Price{-1: 100, 0: 100, 4: 100, 5: 50, 7: 50, 8: 100, 9: 100} {
		q := query("acme/a")
		q.At = uint64(t0.Add(time.Duration(minute) * time.Minute).UnixMilli())
		c := b.Best(q).Candidates[0]
		resolved, err := r.Tariff.Resolve(time.UnixMilli(int64(q.At)), "", market.NoMultiplier)
		require.NoError(t, err)
		require.Equal(t, resolved.Hash(), c.Prices.Hash(), "minute %d", minute)
		got, _ := c.Prices.At(0).Get(market.Input)
		require.Equal(t, want, got, "minute %d, picos per token", minute)
	}
}

func TestWindowOverMidnight(t *testing.T) {
	b := newBook()
	midnight := time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)
	r := row("acme/a", 100, 100)
	r.Tariff.Overrides = []market.Override{{UTCFrom: 23*60 + 58, UTCTo: 2, Prices: []market.UnitPrice{{Unit: market.Input, Price: 50}}}}
	p := with(page(seller(1), 1), r)
	start := midnight.Add(-5 * time.Minute)
	p.Issued, p.ValidUntil = uint64(start.UnixMilli()), uint64(start.Add(10*time.Minute).UnixMilli())
	apply(t, b, p, start)
	for minute := -6; minute < 6; minute++ {
		q := query("acme/a")
		q.Now, q.At = start, uint64(midnight.Add(time.Duration(minute)*time.Minute).UnixMilli())
		got, _ := b.Best(q).Candidates[0].Prices.At(0).Get(market.Input)
		want := money.Price(100)
		if minute >= -2 && minute < 2 {
			want = 50
		}
		require.Equal(t, want, got, "minute %d of midnight, picos per token", minute)
	}
}

func TestEachFilterIsCounted(t *testing.T) {
	retail, err := market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: 11}, {Unit: market.Output, Price: 11}}}.Resolve(t0, "", market.NoMultiplier)
	require.NoError(t, err)
	usage := market.Usage{market.Input: 1_000, market.Output: 10}
	for name, c := range map[string]struct {
		page  func(*market.Page)
		query func(*book.Query)
		want  book.Filter
	}{
		"nothing wrong": {},
		"private":       {page: func(p *market.Page) { p.Rows[0].Allow = []common.Address{seller(9)} }, want: book.Private},
		"invited":       {page: func(p *market.Page) { p.Rows[0].Allow = []common.Address{seller(9), buyer} }},
		"dialect":       {query: func(q *book.Query) { q.Dialect = "gemini" }, want: book.Dialect},
		"own dialect":   {page: func(p *market.Page) { p.Rows[0].Dialects = []string{"house"} }, query: func(q *book.Query) { q.Dialect = "house" }},
		"other dialect": {page: func(p *market.Page) { p.Rows[0].Dialects = []string{"house"} }, query: func(q *book.Query) { q.Dialect = "yard" }, want: book.Dialect},
		"converted":     {query: func(q *book.Query) { q.Dialect, q.Others = "gemini", []book.Saying{{"house", 900}, {"openai", 900}} }},
		"unconverted":   {query: func(q *book.Query) { q.Dialect, q.Others = "gemini", []book.Saying{{"house", 900}} }, want: book.Dialect},
		"context":       {query: func(q *book.Query) { q.Bound.Input = 128_000 }, want: book.Context},
		"context by the expected prompt": {query: func(q *book.Query) {
			q.Bound.Input, q.Usage = 190_000, market.Usage{market.Input: 120_000, market.Output: 10}
		}},
		"unpriced in use":   {query: func(q *book.Query) { q.Usage = usage; q.Usage[market.Searches] = 1 }, want: book.Unpriced},
		"no answer price":   {page: func(p *market.Page) { p.Rows[0].Tariff.Prices = p.Rows[0].Tariff.Prices[:1] }, want: book.Unpriced},
		"seller's most":     {page: func(p *market.Page) { p.Policy.MaxCall = money.Picos(19_999) }, want: book.MaxCall},
		"seller's most met": {page: func(p *market.Page) { p.Policy.MaxCall = money.Picos(20_000) }},
		"margin too small":  {query: func(q *book.Query) { q.Margin = market.Margin{Retail: &retail, MinPPM: 100_000} }, want: book.Margin},
		"margin kept":       {query: func(q *book.Query) { q.Margin = market.Margin{Retail: &retail, MinPPM: 90_000} }},
		"no channel":        {query: func(q *book.Query) { q.Spendable = map[common.Address]money.Amount{} }, want: book.Funds},
		"channel to open": {query: func(q *book.Query) {
			q.Spendable, q.NewChannel = map[common.Address]money.Amount{}, money.Picos(20_000)
		}},
		"channel exhausted": {query: func(q *book.Query) {
			q.Spendable, q.NewChannel = map[common.Address]money.Amount{seller(1): money.Picos(19_999)}, money.Coins(5)
		}, want: book.Funds},
		"first step affordable": {query: func(q *book.Query) {
			q.Spendable, q.Step = map[common.Address]money.Amount{seller(1): money.Picos(10_100)}, 10
		}},
		"tried":   {query: func(q *book.Query) { q.Exclude = []common.Address{seller(1)} }, want: book.Tried},
		"breaker": {query: func(q *book.Query) { q.Judge = func(market.Offer) book.Filter { return book.Breaker } }, want: book.Breaker},
		"judged":  {query: func(q *book.Query) { q.Judge = func(market.Offer) book.Filter { return book.Pass } }},
	} {
		t.Run(name, func(t *testing.T) {
			b, p, q := newBook(), with(page(seller(1), 1), row("acme/a", 10, 10)), query("acme/a")
			if c.page != nil {
				c.page(p)
			}
			if c.query != nil {
				c.query(&q)
			}
			apply(t, b, p, t0)
			r := b.Best(q)
			require.Equal(t, 1, r.Listed)
			require.Equal(t, uint64(128_000), r.Context)
			if c.want == book.Pass {
				require.Len(t, r.Candidates, 1, "removed: %s", r.Removed)
				require.Zero(t, r.Removed.Total())
				return
			}
			require.Empty(t, r.Candidates)
			require.Equal(t, 1, r.Removed[c.want], "removed: %s", r.Removed)
			require.Equal(t, "1 "+c.want.String(), r.Removed.String())
		})
	}
}

func TestAnswerIsNoLongerThanTheRowAllows(t *testing.T) {
	b := newBook()
	r := row("acme/a", 10, 10)
	r.MaxOutput = 500
	apply(t, b, with(page(seller(1), 1), r), t0)
	q := query("acme/a")
	c := b.Best(q).Candidates[0]
	require.Equal(t, uint64(500), c.Bound.Output)
	require.Equal(t, money.Picos(15_000), c.Worst)
	require.Equal(t, uint64(1_000), q.Bound.Output, "the query is the caller's")
	q.Choices = 3
	require.Equal(t, uint64(1_000), b.Best(q).Candidates[0].Bound.Output, "three answers of up to 500 tokens")
}

func TestRemovedReadsAsASentence(t *testing.T) {
	var r book.Removed
	r[book.Margin], r[book.Private] = 1, 2
	require.Equal(t, "2 private to other buyers, 1 margin", r.String())
	require.Equal(t, 3, r.Total())
	require.Equal(t, "filter99", book.Filter(99).String())
}

func TestUnknownModelHasNoOffers(t *testing.T) {
	r := newBook().Best(query("acme/none"))
	require.Zero(t, r.Listed)
	require.Empty(t, r.Candidates)
}

// The cheapest offer wins in whatever dialect; where prices are equal, the one that forwards the request as it is.
func TestOffersInOtherDialects(t *testing.T) {
	b := newBook()
	list := func(n uint64, price money.Price, dialects ...string) {
		r := row("acme/a", price, price)
		r.Dialects = dialects
		apply(t, b, with(page(seller(n), 1), r), t0)
	}
	list(1, 10, "gemini", "openai")
	list(2, 10, "anthropic", "openai")
	list(3, 9, "house", "gemini")
	list(4, 8, "house")
	q := query("acme/a")
	q.Dialect, q.Others = "anthropic", []book.Saying{{"openai", 1_200}, {"gemini", 1_100}}
	r := b.Best(q)
	require.Len(t, r.Candidates, 3)
	require.Equal(t, 1, r.Removed[book.Dialect])
	for i, want := range []struct {
		seller  uint64
		dialect string
		input   uint64
		worst   uint64
	}{{3, "gemini", 1_100, 9 * 2_100}, {2, "anthropic", 1_000, 10 * 2_000}, {1, "openai", 1_200, 10 * 2_200}} {
		c := r.Candidates[i]
		require.Equal(t, seller(want.seller), c.Offer.Seller(), "place %d", i)
		require.Equal(t, want.dialect, c.Dialect)
		require.Equal(t, want.input, c.Bound.Input)
		require.Equal(t, money.Picos(want.worst), c.Worst)
	}

	q.Usage = market.Usage{market.Input: 1_000, market.Output: 10}
	q.Others = q.Others[1:]
	list(5, 10, "gemini")
	require.Equal(t, seller(2), b.Best(q).Candidates[1].Offer.Seller(), "native first at equal price")
	require.Equal(t, seller(1), b.Best(q).Candidates[2].Offer.Seller(), "then the oldest")
}
