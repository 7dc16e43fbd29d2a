package dashboard_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/dashboard/dashboardtest"
)

func receipt(t *testing.T) dashboard.ReceiptView {
	id := market.CallID{}
	for i := range id {
		id[i] = 2
	}
	v, err := dashboardtest.New().Receipt(context.Background(), id)
	require.NoError(t, err)
	return v
}

func TestReceiptVerifies(t *testing.T) {
	v := receipt(t)
	text, err := json.Marshal(v)
	require.NoError(t, err)
	var again dashboard.ReceiptView
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, v, again, "a file of it loses nothing")
	found := again.Verify()
	require.True(t, found.OK, found.Findings)
	require.Equal(t, v.Receipt.Cost, found.Cost)
	require.Equal(t, dashboardtest.SellerAddress.Hex(), found.Signer)
	require.Len(t, found.Findings, 3)
}

func TestTamperedReceiptsFail(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*dashboard.ReceiptView)
		failed string
	}{
		"cost":       {func(v *dashboard.ReceiptView) { v.Receipt.Cost = v.Receipt.Cost.Add(money.Picos(1)) }, "cost"},
		"usage":      {func(v *dashboard.ReceiptView) { v.Receipt.Usage[market.Output]++ }, "signature"},
		"channel":    {func(v *dashboard.ReceiptView) { v.Receipt.ChannelID[0]++ }, "signature"},
		"terms":      {func(v *dashboard.ReceiptView) { v.Receipt.Terms[0]++ }, "signature"},
		"answer":     {func(v *dashboard.ReceiptView) { v.Receipt.Answer[0]++ }, "signature"},
		"status":     {func(v *dashboard.ReceiptView) { v.Receipt.Status = market.StatusZero }, "signature"},
		"attempt":    {func(v *dashboard.ReceiptView) { v.Receipt.Attempt++ }, "signature"},
		"seller":     {func(v *dashboard.ReceiptView) { v.Seller = common.HexToAddress("0x1") }, "signature"},
		"no seller":  {func(v *dashboard.ReceiptView) { v.Seller = common.Address{} }, "signature"},
		"chain":      {func(v *dashboard.ReceiptView) { v.ChainID++ }, "signature"},
		"contract":   {func(v *dashboard.ReceiptView) { v.Clearing[0]++ }, "signature"},
		"signature":  {func(v *dashboard.ReceiptView) { v.Sig[40]++ }, "signature"},
		"zero sig":   {func(v *dashboard.ReceiptView) { v.Sig = dashboard.Signature{} }, "signature"},
		"hash":       {func(v *dashboard.ReceiptView) { v.Hash[0]++ }, "hash"},
		"price":      {func(v *dashboard.ReceiptView) { v.Tiers[0].Rates["output"] = "0.01" }, "cost"},
		"unpriced":   {func(v *dashboard.ReceiptView) { delete(v.Tiers[0].Rates, "output") }, "cost"},
		"no prices":  {func(v *dashboard.ReceiptView) { v.Tiers = nil }, "cost"},
		"bad unit":   {func(v *dashboard.ReceiptView) { v.Tiers[0].Rates["tokens"] = "1" }, "cost"},
		"bad price":  {func(v *dashboard.ReceiptView) { v.Tiers[0].Rates["output"] = "NaN" }, "cost"},
		"huge usage": {func(v *dashboard.ReceiptView) { v.Receipt.Usage[market.Output] = 1 << 60 }, "cost"},
	} {
		t.Run(name, func(t *testing.T) {
			v := receipt(t)
			tc.change(&v)
			found := v.Verify()
			require.False(t, found.OK)
			failed := map[string]bool{}
			for _, f := range found.Findings {
				failed[f.Check] = !f.OK
			}
			require.True(t, failed[tc.failed], found.Findings)
		})
	}
}

func TestNodeComparesWithItsRecord(t *testing.T) {
	c, _, _, _ := serve(t)
	ctx := context.Background()
	v := receipt(t)
	found, err := c.VerifyReceipt(ctx, v)
	require.NoError(t, err)
	require.Equal(t, "same", found.Recorded)
	v.Receipt.Seq++
	found, err = c.VerifyReceipt(ctx, v)
	require.NoError(t, err)
	require.Equal(t, "different", found.Recorded)
	require.False(t, found.OK)
	v.Receipt.Call[0]++
	found, err = c.VerifyReceipt(ctx, v)
	require.NoError(t, err)
	require.Equal(t, "unknown", found.Recorded)
}

// Prices that are shown rate every usage as the originals do.
func TestTiersLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		price := func(name string) money.Price { return money.Price(rapid.Uint64Range(1, 1<<40).Draw(t, name)) }
		tariff := market.Tariff{Prices: []market.UnitPrice{{Unit: market.Input, Price: price("in")}, {Unit: market.CacheRead, Price: price("cache")}, {Unit: market.Output, Price: price("out")}},
			Overrides: []market.Override{{ContextOver: rapid.Uint64Range(1, 1000).Draw(t, "over"), Prices: []market.UnitPrice{{Unit: market.Input, Price: price("in2")}}},
				{ContextOver: rapid.Uint64Range(1001, 2000).Draw(t, "over2"), Prices: []market.UnitPrice{{Unit: market.Output, Price: price("out2")}}}}}
		prices, err := tariff.Resolve(fixedTime, "", market.NoMultiplier)
		require.NoError(t, err)
		again, err := dashboard.PricesOf(dashboard.TiersOf(prices))
		require.NoError(t, err)
		require.Equal(t, prices.Hash(), again.Hash())
	})
}

// FuzzReceipt: a file of any content is refused or checked, and only the seller's own receipt passes.
func FuzzReceipt(f *testing.F) {
	id := market.CallID{}
	for i := range id {
		id[i] = 2
	}
	v, err := dashboardtest.New().Receipt(context.Background(), id)
	require.NoError(f, err)
	text, err := json.Marshal(v)
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{"receipt":{"usage":{"input":99999999999999999999}},"tiers":[{"over":5,"rates":{}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var got dashboard.ReceiptView
		if json.Unmarshal(data, &got) != nil {
			return
		}
		if got.Verify().OK && got.Seller == v.Seller {
			require.Equal(t, v.Receipt.StructHash(), got.Receipt.StructHash())
		}
	})
}
