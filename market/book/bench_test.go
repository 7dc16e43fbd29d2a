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

func benchPage(seller, k int, seq uint64) *market.Page {
	family := (seller + k*10) % benchFamilies
	p := page(common.BigToAddress(money.Picos(uint64(seller+1)).Big()), seq)
	p.Family, p.Rows = fmt.Sprintf("family%d", family), nil
	for r := range benchRows {
		price := money.Price(100_000 + (seller*7919+r*104729)%50_000)
		p.Rows = append(p.Rows, row(benchModel(family, seller/benchFamilies*benchRows+r), price, 4*price))
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

func BenchmarkBest(b *testing.B) {
	bk := bigBook(b)
	spendable := map[common.Address]money.Amount{}
	for seller := range benchSellers {
		spendable[common.BigToAddress(money.Picos(uint64(seller+1)).Big())] = money.Coins(5)
	}
	q := query(benchModel(0, 0))
	q.Spendable, q.Step = spendable, 4_000
	require.Len(b, bk.Best(q).Candidates, 200)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		q.Model = benchModel(i%benchFamilies, i)
		bk.Best(q)
		i++
	}
}

func BenchmarkApply(b *testing.B) {
	bk := bigBook(b)
	pages := make([]book.SignedPage, 0, benchSellers)
	for seller := range benchSellers {
		pages = append(pages, signed(benchPage(seller, 0, 2)))
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		p := pages[i%len(pages)]
		fresh := *p.Page
		fresh.Seq = uint64(i + 2)
		now := t0.Add(book.MinInterval * 0)
		if i%len(pages) == 0 {
			now = t0
		}
		if _, err := bk.Apply(signed(&fresh), now); err != nil && i < book.Burst*len(pages)-len(pages) {
			b.Fatal(err)
		}
		i++
	}
}
