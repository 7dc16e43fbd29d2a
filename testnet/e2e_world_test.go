package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tiktoken-go/tokenizer"
	"go.uber.org/goleak"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet/vendor"
)

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// fault puts a rule on a vendor's requests until the test ends.
func (w *world) fault(t testing.TB, name string, r vendor.Rule) {
	t.Helper()
	w.postFault(t, name, r)
	t.Cleanup(func() { w.postFault(t, name, vendor.Rule{Account: r.Account, Model: r.Model}) })
}

func (w *world) postFault(t testing.TB, name string, r vendor.Rule) {
	t.Helper()
	text, err := json.Marshal(r)
	require.NoError(t, err)
	w.vendors(t, http.MethodPost, name, "faults", text, &struct{}{})
}

func (w *world) vendors(t testing.TB, method, name, path string, body []byte, into any) {
	t.Helper()
	for _, v := range w.file.Vendors {
		if v.Name != name {
			continue
		}
		ctx := context.WithoutCancel(t.Context())
		req, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(v.Bill, "bill")+path, bytes.NewReader(body))
		require.NoError(t, err)
		req.Header.Set("Authorization", "Bearer "+w.admin)
		req.Close = true
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, resp.StatusCode, string(text))
		require.NoError(t, json.Unmarshal(text, into))
		return
	}
	require.Fail(t, "the devnet has no such vendor", name)
}

// bill is what a vendor invoices an account; "" all of them.
func (w *world) bill(t testing.TB, name, account string) (b vendor.Bill) {
	t.Helper()
	w.vendors(t, http.MethodGet, name, "bill?account="+account, nil, &b)
	return b
}

// row is a vendor's row of one attempt; false where the vendor has never seen it.
func (w *world) row(t testing.TB, name string, id market.AttemptID) (vendor.Row, bool) {
	t.Helper()
	for _, r := range w.bill(t, name, "").Rows {
		if r.ClientRequestID == id.String() {
			return r, true
		}
	}
	return vendor.Row{}, false
}

// vendorOf is who makes a model.
func vendorOf(model string) string {
	return map[string]string{"deepseek": "deepseek", "moonshotai": "moonshot", "z-ai": "zhipu", "qwen": "alibaba", "bytedance": "bytedance", "tencent": "tencent",
		"openai": "openai", "anthropic": "anthropic", "minimax": "minimax", "google": "google"}[strings.Split(model, "/")[0]]
}

// bought are the buyer's own records of a call's attempts; sold what the sellers keep of them, by the seller's name.
func (w *world) bought(t testing.TB, node string, call market.CallID) (out []market.BoughtRecord) {
	t.Helper()
	require.NoError(t, w.client(t, node).Records(t.Context(), func(r dashboard.Record) error {
		if r.Bought != nil && r.Bought.Call == call {
			out = append(out, *r.Bought)
		}
		return nil
	}))
	slices.SortFunc(out, func(a, b market.BoughtRecord) int { return int(a.Attempt) - int(b.Attempt) })
	return out
}

func (w *world) sold(t testing.TB, node string, id market.AttemptID) (out market.SoldRecord, found bool) {
	t.Helper()
	require.NoError(t, w.client(t, node).Records(t.Context(), func(r dashboard.Record) error {
		if r.Sold != nil && r.Sold.AttemptID == id {
			out, found = *r.Sold, true
		}
		return nil
	}))
	return out, found
}

// asks are one seller's prices of a model, in picos per token.
type asks struct{ input, cached, output *big.Int }

// asks reads prices off the book with arithmetic of its own: dollars per million tokens are micros per token, and 10^6 picos each.
func (w *world) asks(t testing.TB, model, seller string) asks {
	t.Helper()
	offers, err := w.client(t, "buyer").Book(t.Context(), market.Model(model))
	require.NoError(t, err)
	for _, o := range offers {
		if o.Seller != w.node(t, seller).PeerID {
			continue
		}
		rate := func(unit, instead string) *big.Int {
			text := o.Tiers[0].Rates[unit]
			if text == "" {
				text = o.Tiers[0].Rates[instead]
			}
			r, ok := new(big.Rat).SetString(text)
			require.True(t, ok, "price %q", text)
			r.Mul(r, big.NewRat(1_000_000, 1))
			require.True(t, r.IsInt())
			return r.Num()
		}
		return asks{rate("input", ""), rate("cacheRead", "input"), rate("output", "")}
	}
	require.Fail(t, "the seller offers no such model", "%s %s", seller, model)
	return asks{}
}

// rate is what tokens cost: all prompt tokens, those of them that a cache served, and the answer's.
func (a asks) rate(prompt, cached, completion int64) money.Amount {
	sum := new(big.Int).Mul(a.input, big.NewInt(prompt-cached))
	sum.Add(sum, new(big.Int).Mul(a.cached, big.NewInt(cached)))
	sum.Add(sum, new(big.Int).Mul(a.output, big.NewInt(completion)))
	out, err := money.FromBig(sum)
	if err != nil {
		panic(err)
	}
	return out
}

var o200k = sync.OnceValue(func() tokenizer.Codec {
	c, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		panic(err)
	}
	return c
})

// tokens counts a text by the library, apart from both the node's and the vendors' counters.
func tokens(text string) int64 {
	n, err := o200k().Count(text)
	if err != nil {
		panic(err)
	}
	return int64(n)
}

// promptTokens counts a plain request as the vendors publish it: three marks, and for each message three, its role and its text.
func promptTokens(body chat) int64 {
	n := int64(3)
	for _, m := range body["messages"].([]any) {
		m := m.(map[string]any)
		n += 3 + tokens(m["role"].(string)) + tokens(m["content"].(string))
	}
	return n
}

// canaries are texts that must lie in no file of a node, no log, and in nothing that is gossiped.
type canaries struct {
	mu    sync.Mutex // guards all
	all   map[string]string
	count int
}

// promptCanary begins the unique word of every prompt.
const promptCanary = "Kanarienvogel"

func (c *canaries) add(what, secret string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all == nil {
		c.all = map[string]string{}
	}
	c.all[secret] = what
}

func (c *canaries) prompt() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	return fmt.Sprintf("%s%06d", promptCanary, c.count)
}

// hits are the secrets that bytes hold.
func (c *canaries) hits(data []byte) (out []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for secret, what := range c.all {
		if bytes.Contains(data, []byte(secret)) {
			out = append(out, what)
		}
	}
	if bytes.Contains(data, []byte(promptCanary)) {
		out = append(out, "prompt")
	}
	return out
}

// knowSecrets reads the keys that the devnet has made itself.
func (w *world) knowSecrets() error {
	var s struct {
		Vendors map[string]string `json:"vendors"`
		APIKeys map[string]string `json:"apiKeys"`
	}
	if err := readJSON(filepath.Join(w.dir, "secrets.json"), &s); err != nil {
		return err
	}
	for _, k := range s.Vendors {
		w.secret.add("vendor key", k)
	}
	for _, k := range s.APIKeys {
		w.secret.add("API key", k)
	}
	return nil
}

// leaks searches every file that the devnet has left for the secrets of its run. Keys may lie in secrets.json, and a vendor's in the file
// that its seller's configuration names for it, which nobody else may read.
func (w *world) leaks() error {
	if err := w.knowSecrets(); err != nil {
		return err
	}
	files := 0
	var errs []error
	err := filepath.WalkDir(w.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		hits := w.secret.hits(data)
		files++
		if path == filepath.Join(w.dir, "secrets.json") {
			if len(hits) == 0 {
				errs = append(errs, errors.New("the search finds no key where keys lie"))
			}
			return err
		}
		if own, _ := filepath.Match(filepath.Join(w.dir, "nodes", "*", "vendor-keys", "*"), path); own {
			info, failed := d.Info()
			if failed != nil || info.Mode().Perm() != 0o600 || len(hits) != 1 || hits[0] != "vendor key" {
				errs = append(errs, fmt.Errorf("%s holds %v, or others may read it", strings.TrimPrefix(path, w.dir), hits))
			}
			return err
		}
		for _, what := range hits {
			errs = append(errs, fmt.Errorf("%s lies in %s", what, strings.TrimPrefix(path, w.dir)))
		}
		return err
	})
	if files < 20 {
		errs = append(errs, fmt.Errorf("only %d files were searched for secrets", files))
	}
	return errors.Join(append(errs, err)...)
}

// ignored are goroutines that no node starts or could end.
var ignored = []goleak.Option{
	goleak.IgnoreTopFunction("github.com/syndtr/goleveldb/leveldb.(*DB).mpoolDrain"),         // the chain's store: ends half a minute after it
	goleak.IgnoreTopFunction("github.com/ethereum/go-ethereum/core.(*txSenderCacher).cache"), // of the process
}

// perMillion writes picos per token as dollars per million.
func perMillion(picos *big.Int) string {
	text := new(big.Rat).SetFrac(picos, big.NewInt(1_000_000)).FloatString(6)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}
