package book_test

import (
	"encoding/binary"
	"encoding/json"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
)

var (
	t0       = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	clearing = common.HexToAddress("0xc1")
	token    = common.HexToAddress("0x70")
	buyer    = common.HexToAddress("0xb0")
	asset    = money.Asset{ChainID: 31337, Token: token, Decimals: 6}
)

func newBook() *book.Book { return book.New(asset, clearing) }

func seller(n uint64) (a common.Address) {
	binary.BigEndian.PutUint64(a[12:], n)
	return a
}

// page is a valid page without rows, issued at t0.
func page(seller common.Address, seq uint64) *market.Page {
	return &market.Page{
		ChainID: asset.ChainID, Clearing: clearing, Token: token, Decimals: 6, Payee: common.HexToAddress("0xa1"), PayeeSigner: seller,
		Family: "acme", Seq: seq, Issued: uint64(t0.UnixMilli()), ValidUntil: uint64(t0.Add(10 * time.Minute).UnixMilli()),
		MinDeposit: money.Coins(1), CloseDelay: 60,
	}
}

func row(model market.Model, in, out money.Price) market.Row {
	return market.Row{
		Model: model, Tariff: market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: in}, {Unit: market.Output, Price: out}}},
		Context: 128_000, MaxOutput: 16_384, MaxCalls: 8, Dialects: []string{"openai"},
	}
}

// signed stands for a page whose signature was verified: the book itself looks at the hash only.
func signed(p *market.Page) book.SignedPage {
	raw, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	return book.SignedPage{Page: p, Hash: market.PageHash(raw), Data: raw}
}

func query(model market.Model) book.Query {
	return book.Query{Model: model, Dialect: "openai", Buyer: buyer, Now: t0, Bound: market.Bound{Input: 1_000, Output: 1_000}}
}
