package vendor_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// long is a prompt of at least n tokens that begins as every other one with the same word.
func long(word string, n int) string { return strings.Repeat(" "+word, n) }

func TestPrefixCacheFollowsThePublishedRule(t *testing.T) {
	now := noon
	var mu sync.Mutex
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	sleep := func(d time.Duration) { mu.Lock(); defer mu.Unlock(); now = now.Add(d) }
	b := start(t, func(c *vendor.Config) { c.Now = clock })
	ask := func(key, model, system, user string) int64 {
		client := b.client("openai", key)
		got, err := client.Chat.Completions.New(context.Background(), openai.ChatCompletionNewParams{Model: model,
			Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage(system), openai.UserMessage(user)}})
		require.NoError(t, err)
		return got.Usage.PromptTokensDetails.CachedTokens
	}
	// The system message is 3 + 1 + 1,300 tokens: ten whole blocks of 128, and the eleventh is shared with the user's message.
	system := long("token", 1300)
	require.Zero(t, ask("key-openai-1", "gpt-5.6-luna", system, "one"))
	require.EqualValues(t, 1280, ask("key-openai-1", "gpt-5.6-luna", system, "two"), "a shared prefix, in whole blocks")
	require.Zero(t, ask("key-openai-2", "gpt-5.6-luna", system, "two"), "another account's cache")
	require.Zero(t, ask("key-openai-1", "gpt-5.6-sol", system, "two"), "another model's cache")
	require.Zero(t, ask("key-openai-1", "gpt-5.6-luna", "x"+system, "two"), "another beginning")
	require.Zero(t, ask("key-openai-1", "gpt-5.6-luna", long("token", 1000), "two"), "a prompt under the least length")
	require.Zero(t, ask("key-openai-1", "gpt-5.6-luna", long("token", 1000), "two"), "twice")

	sleep(9 * time.Minute)
	require.EqualValues(t, 1280, ask("key-openai-1", "gpt-5.6-luna", system, "three"), "a use renews it")
	sleep(9 * time.Minute)
	require.EqualValues(t, 1280, ask("key-openai-1", "gpt-5.6-luna", system, "four"))
	sleep(10 * time.Minute)
	require.Zero(t, ask("key-openai-1", "gpt-5.6-luna", system, "five"), "forgotten after ten minutes")
	row := b.lastRow()
	require.Zero(t, row.Cached)
	require.EqualValues(t, 1280, ask("key-openai-1", "gpt-5.6-luna", system, "six"))
	row = b.lastRow()
	// 0.20, 0.02 and 1.20 dollars per million at 60 %.
	require.Equal(t, fmt.Sprint((row.Prompt-1280)*120_000+1280*12_000+row.Completion*720_000), row.Picos)
}

// The invoice and the market's rating are written apart. They must agree on every model of the list, at every hour, in both context
// tiers, once the vendor's discount is put into the tariff.
func TestInvoiceAgreesWithTheMarketsRating(t *testing.T) {
	for _, e := range catalogue.Load().Speaking("openai") {
		for _, at := range []time.Time{noon, noon.Add(-10 * time.Hour), noon.Add(-5 * time.Hour)} {
			b := start(t, func(c *vendor.Config) {
				c.Accounts = []vendor.Account{{Vendor: e.Vendor, Name: "s", Key: "k"}}
				c.Now = func() time.Time { return at }
			})
			prompts := []string{"hi", long("price", 2000), long("price", 2000)}
			if at == noon && len(e.List.Overrides) > 0 && e.List.Overrides[0].ContextOver > 0 {
				prompts = append(prompts, long("price", int(e.List.Overrides[0].ContextOver)))
			}
			for _, prompt := range prompts {
				_, text := b.post(e.Vendor, "k", fmt.Sprintf(`{"model":%q,"messages":[{"role":"user","content":%q}],"reasoning_effort":"low"}`, e.Model, prompt))
				require.Contains(t, text, "chat.completion")
			}
			prices, err := discounted(t, e.List).Resolve(at, "", market.NoMultiplier)
			require.NoError(t, err)
			bill := b.bill(e.Vendor, "k")
			require.Len(t, bill.Rows, len(prompts))
			require.EqualValues(t, 2000/128*128, bill.Rows[2].Cached)
			sum := new(big.Int)
			for _, r := range bill.Rows {
				u := market.Usage{market.Input: uint64(r.Prompt - r.Cached), market.CacheRead: uint64(r.Cached),
					market.Output: uint64(r.Completion - r.Reasoning), market.Reasoning: uint64(r.Reasoning)}
				want, err := prices.Cost(u)
				require.NoError(t, err)
				require.Equal(t, want.String(), r.Picos, "%s at %s, %d prompt tokens", e.Model, at, r.Prompt)
				sum.Add(sum, want.Big())
			}
			require.Equal(t, sum.String(), bill.Picos)
			require.Equal(t, e.Reasoning, bill.Models[0].Usage.Reasoning > 0, e.Model)
		}
	}
}

func discounted(t *testing.T, list market.Tariff) market.Tariff {
	t.Helper()
	cut := func(in []market.UnitPrice) (out []market.UnitPrice) {
		for _, p := range in {
			require.Zero(t, uint64(p.Price)*6%10, "the list's prices leave nothing to round")
			out = append(out, market.UnitPrice{Unit: p.Unit, Price: p.Price * 6 / 10})
		}
		return out
	}
	out := market.Tariff{Prices: cut(list.Prices)}
	for _, o := range list.Overrides {
		o.Prices = cut(o.Prices)
		out.Overrides = append(out.Overrides, o)
	}
	return out
}

func TestBillAddsUpUnderConcurrentCalls(t *testing.T) {
	b := start(t)
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			key := fmt.Sprintf("key-openai-%d", 1+i%2)
			client := b.client("openai", key)
			_, err := client.Chat.Completions.New(context.Background(), params([]string{"gpt-5.6-luna", "gpt-5.6-sol"}[i%3%2], fmt.Sprint("call ", i)))
			require.NoError(t, err)
		})
	}
	wg.Wait()
	all, one, two := b.bill("openai", adminToken), b.bill("openai", "key-openai-1"), b.bill("openai", "key-openai-2")
	require.EqualValues(t, 40, all.Requests)
	require.Equal(t, all.Requests, one.Requests+two.Requests)
	sum, ids := new(big.Int), map[string]bool{}
	var input, output int64
	for i, r := range all.Rows {
		require.EqualValues(t, i+1, r.Seq)
		require.NotEqual(t, vendor.Open, r.Outcome)
		ids[r.ID] = true
		sum.Add(sum, amount(t, r.Picos).Big())
		input, output = input+r.Prompt-r.Cached, output+r.Completion
	}
	require.Len(t, ids, 40)
	require.Equal(t, sum.String(), all.Picos)
	require.Equal(t, amount(t, all.Picos), amount(t, one.Picos).Add(amount(t, two.Picos)))
	require.Len(t, all.Models, 2)
	require.Equal(t, input, all.Models[0].Usage.Input+all.Models[1].Usage.Input)
	require.Equal(t, output, all.Models[0].Usage.Output+all.Models[1].Usage.Output)
}

func amount(t *testing.T, picos string) money.Amount {
	t.Helper()
	a, err := money.ParsePicos(picos)
	require.NoError(t, err)
	return a
}

func TestBillSurvivesRestartAndSuddenDeath(t *testing.T) {
	dir := t.TempDir()
	persist := func(c *vendor.Config) { c.DataDir = dir }
	b := start(t, persist)
	for range 3 {
		b.post("openai", "key-openai-1", `{"model":"gpt-5.6-luna","messages":[{"role":"user","content":"x"}]}`)
	}
	want := b.bill("openai", "key-openai-1")

	b = start(t, persist)
	require.Equal(t, want, b.bill("openai", "key-openai-1"))
	resp, _ := b.post("openai", "key-openai-1", `{"model":"gpt-5.6-luna","messages":[{"role":"user","content":"x"}]}`)
	require.Equal(t, 200, resp.StatusCode)
	row := b.lastRow()
	require.EqualValues(t, 4, row.Seq)
	require.NotEqual(t, want.Rows[0].ID, row.ID)

	// The process dies while it answers: the row has begun, and the line of its end is torn.
	path := filepath.Join(dir, "openai.jsonl")
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, data[:len(data)-9], 0o600))
	for range 2 {
		b = start(t, persist)
		lost := b.lastRow()
		require.Equal(t, vendor.Lost, lost.Outcome)
		require.Equal(t, fmt.Sprint(lost.Prompt*120_000), lost.Picos)
		require.EqualValues(t, 4, b.bill("openai", "key-openai-1").Requests)
	}

	require.NoError(t, os.WriteFile(path, []byte("nonsense\n"), 0o600))
	_, err = vendor.New(vendor.Config{DataDir: dir})
	require.ErrorContains(t, err, "read bill of openai: line 1")
}

func TestConfigIsChecked(t *testing.T) {
	_, err := vendor.New(vendor.Config{Accounts: []vendor.Account{{Vendor: "nobody", Name: "n", Key: "k"}}})
	require.ErrorIs(t, err, vendor.ErrUnknownVendor)
	_, err = vendor.New(vendor.Config{Accounts: []vendor.Account{{Vendor: "openai", Name: "n"}}})
	require.Error(t, err)
	_, err = vendor.New(vendor.Config{Prices: []byte(`{"models":[{"id":"a/b","vendor":"v","dialect":"openai","list":{"input":"1"}}]}`)})
	require.ErrorContains(t, err, "no output price")
	_, err = vendor.New(vendor.Config{Prices: []byte(`{"models":[{"id":"a/b","list":{"input":"free"}}]}`)})
	require.ErrorContains(t, err, `"free" is not a price`)
}

func TestBillIsDecodableByItsUnits(t *testing.T) {
	b := start(t)
	b.post("openai", "key-openai-1", `{"model":"gpt-5.6-luna","messages":[{"role":"user","content":"x"}]}`)
	bill, err := b.Bill("openai", "s1")
	require.NoError(t, err)
	data, err := json.Marshal(bill.Models[0].Usage)
	require.NoError(t, err)
	var u market.Usage
	require.NoError(t, json.Unmarshal(data, &u))
	require.EqualValues(t, bill.Rows[0].Prompt, u[market.Input])
	require.EqualValues(t, bill.Rows[0].Completion, u[market.Output])
	_, err = b.Bill("nobody", "")
	require.ErrorIs(t, err, vendor.ErrUnknownVendor)
}
