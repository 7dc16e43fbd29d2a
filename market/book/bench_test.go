package book_test

import (
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
)

// Figure S6: filter and score of 200 candidates out of a 200,000-row book in at most 50 us and one allocation; an update in at
// most 20 us.
const (
	benchSellers  = 10_000
	benchFamilies = 50 // of 20 models; each seller lists 4 models in 5 families: 200 offers per model
	benchModels   = 20
	benchPages    = 5
	benchRows     = 4
)

func benchModel(family, i int) market.Model {
	return market.Model(fmt.Sprintf("family%d/model-%d", family, i%benchModels))
}

func benchPage(n, k int, seq uint64) *market.Page {
	family := (n + k*10) % benchFamilies
	p := page(seller(uint64(n+1)), seq)
	p.Family, p.Rows = fmt.Sprintf("family%d", family), nil
	for r := range benchRows {
		price := money.Price(100_000 + (n*7919+r*104729)%50_000)
		p.Rows = append(p.Rows, row(benchModel(family, n/benchFamilies*benchRows+r), price, 4*price))
	}
	return p
}

func bigBook(b *testing.B) *book.Book {
	bk := newBook()
	for seller := range benchSellers {
		for k := range benchPages {
			_, err := bk.Apply(signed(benchPage(seller, k, 1)), t0)
			require.NoError(b, err)
		}
	}
	offers, pages := bk.Size()
	require.Equal(b, benchSellers*benchPages*benchRows, offers)
	require.Equal(b, benchSellers*benchPages, pages)
	return bk
}

// benchQuery has channels to fifty sellers and money to open more.
func benchQuery() book.Query {
	q := query(benchModel(0, 0))
	q.Spendable, q.NewChannel, q.Step = map[common.Address]money.Amount{}, money.Coins(5), 4_000
	for i := range uint64(50) {
		q.Spendable[seller(i*benchFamilies+1)] = money.Coins(5)
	}
	return q
}

// BenchmarkBest asks for one model again and again, as a node's callers do.
func BenchmarkBest(b *testing.B) {
	bk, q := bigBook(b), benchQuery()
	require.Len(b, bk.Best(q).Candidates, 200)
	b.ReportAllocs()
	for b.Loop() {
		bk.Best(q)
	}
}

// BenchmarkBestCold asks for each of a thousand models in turn, none of which the processor's caches still hold.
func BenchmarkBestCold(b *testing.B) {
	bk, q := bigBook(b), benchQuery()
	models := make([]market.Model, benchFamilies*benchModels)
	for i := range models {
		models[i] = benchModel(i%benchFamilies, i/benchFamilies)
		require.Equal(b, 200, bk.Best(book.Query{Model: models[i]}).Listed)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		q.Model = models[i%len(models)]
		bk.Best(q)
		i++
	}
}

func BenchmarkApply(b *testing.B) {
	bk := bigBook(b)
	// Pages are signed before the clock starts, two allowances' worth of them.
	pages := make([]book.SignedPage, 0, 2*benchSellers)
	for i := range cap(pages) {
		pages = append(pages, signed(benchPage(i%benchSellers, 0, uint64(2+i/benchSellers))))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if i == len(pages) {
			b.Fatalf("more than %d updates: run with -benchtime %dx", len(pages), len(pages))
		}
		_, err := bk.Apply(pages[i], t0)
		require.NoError(b, err)
	}
}
