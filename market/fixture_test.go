package market_test

import (
	"time"

	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

var (
	t0     = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	domain = market.Domain{ChainID: 31337, Clearing: common.HexToAddress("0xc1ea0000000000000000000000000000000000c1")}
)

func prices(list ...market.UnitPrice) []market.UnitPrice { return list }

func price(u market.Unit, p money.Price) market.UnitPrice { return market.UnitPrice{Unit: u, Price: p} }

// resolved resolves at t0; a tariff of a test that cannot be resolved is a broken test.
func resolved(t market.Tariff) market.Prices {
	p, err := t.Resolve(t0, "", market.NoMultiplier)
	if err != nil {
		panic(err)
	}
	return p
}

func validPage() *market.Page {
	return &market.Page{
		ChainID: 31337, Clearing: common.HexToAddress("0xc1"), Token: common.HexToAddress("0x70"), Decimals: 6,
		Payee: common.HexToAddress("0xa1"), PayeeSigner: common.HexToAddress("0xa2"), Family: "acme", Seq: 1,
		Issued: uint64(t0.UnixMilli()), ValidUntil: uint64(t0.Add(10 * time.Minute).UnixMilli()), MinDeposit: money.Coins(1), CloseDelay: 60,
		Rows: []market.Row{{
			Model: "acme/large-1", Tariff: market.Tariff{Prices: prices(price(market.Input, 150_000), price(market.Output, 600_000))},
			Context: 128_000, MaxOutput: 16_384, MaxCalls: 8, Dialects: []string{"openai"},
		}},
	}
}

// tariffs draws valid tariffs with all kinds of overrides.
func tariffs() *rapid.Generator[market.Tariff] {
	return rapid.Custom(func(t *rapid.T) market.Tariff {
		units := rapid.SliceOfNDistinct(rapid.Uint8Range(0, market.Units-1), 1, market.Units, rapid.ID[uint8]).Draw(t, "units")
		priced := func(units []uint8) (out []market.UnitPrice) {
			for _, u := range units {
				out = append(out, price(market.Unit(u), money.Price(rapid.Uint64Range(1, uint64(money.MaxPrice)).Draw(t, "price"))))
			}
			return out
		}
		tariff := market.Tariff{Prices: priced(units)}
		for range rapid.IntRange(0, 4).Draw(t, "overrides") {
			tariff.Overrides = append(tariff.Overrides, market.Override{
				ContextOver: rapid.SampledFrom([]uint64{0, 1_000, 32_000, 200_000}).Draw(t, "over"),
				UTCFrom:     rapid.Uint16Range(0, 1439).Draw(t, "from"), UTCTo: rapid.Uint16Range(0, 1439).Draw(t, "to"),
				Tier:   rapid.SampledFrom([]string{"", "flex", "batch"}).Draw(t, "tier"),
				Prices: priced(rapid.SliceOfNDistinct(rapid.SampledFrom(units), 1, len(units), rapid.ID[uint8]).Draw(t, "changed")),
			})
		}
		return tariff
	})
}

// usages draws counts of the units that prices have.
func usages(p market.Prices, most uint64) *rapid.Generator[market.Usage] {
	return rapid.Custom(func(t *rapid.T) (u market.Usage) {
		for _, up := range p.Tiers()[0].Prices.List() {
			u[up.Unit] = rapid.Uint64Range(0, most).Draw(t, up.Unit.String())
		}
		return u
	})
}

func words() *rapid.Generator[common.Hash] {
	return rapid.Custom(func(t *rapid.T) (h common.Hash) {
		copy(h[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "bytes"))
		return h
	})
}

func addresses() *rapid.Generator[common.Address] {
	return rapid.Custom(func(t *rapid.T) common.Address { return common.BytesToAddress(words().Draw(t, "bytes").Bytes()) })
}

func amounts() *rapid.Generator[money.Amount] {
	return rapid.Custom(func(t *rapid.T) money.Amount {
		return money.FromBytes([16]byte(words().Draw(t, "bytes").Bytes()[:16]))
	})
}
