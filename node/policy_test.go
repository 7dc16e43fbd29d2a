package node

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/catalogue"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/upstream"
)

// shop is one upstream with one offer, and a vendor that answers what it is told to.
type shop struct {
	*listings
	t      *testing.T
	status atomic.Int32
	body   atomic.Value
	asked  atomic.Int32
}

const shopModel = "moonshotai/kimi-k2.6"

func newShop(t *testing.T, kind, offer string) *shop {
	s := &shop{t: t}
	s.body.Store(`{"choices":[]}`)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		w.Header().Set("Content-Type", "application/json")
		if status := s.status.Load(); status != 0 {
			w.WriteHeader(int(status))
		}
		_, _ = io.WriteString(w, s.body.Load().(string))
	}))
	t.Cleanup(web.Close)
	cfg, err := config.Parse("c.yaml", fmt.Appendf(nil, "seller: {upstreams: [{name: v, kind: %s, base_url: %s, allow_private: true}], offers: [{model: %s, upstream: v, %s}]}",
		kind, web.URL, shopModel, offer))
	require.NoError(t, err)
	p := newPolicies(slog.New(slog.DiscardHandler))
	c, err := upstream.New(upstream.Config{Name: "v", Kind: kind, BaseURL: web.URL, AllowPrivate: true, Keys: []upstream.Key{{Name: "K", Secret: upstream.NewSecret("sk-x")}}})
	require.NoError(t, err)
	s.listings = &listings{cfg: cfg.Seller, list: catalogue.Load(), vendors: map[string]*vendor{"v": {c, p}}, log: slog.New(slog.DiscardHandler)}
	return s
}

// held is why the offer is not made at a time; "": it is.
func (s *shop) held(at time.Time) string {
	if rows := s.rows(at); len(rows) == 1 {
		return ""
	}
	return s.heldBack(shopModel)
}

// call calls the vendor through the upstream that a seller has.
func (s *shop) call(reckoned money.Amount) error {
	codec, err := dialect.For("openai")
	require.NoError(s.t, err)
	r, err := codec.Decode([]byte(`{"model":"x","messages":[{"role":"user","content":"x"}]}`))
	require.NoError(s.t, err)
	a, err := s.vendors["v"].Do(s.t.Context(), seller.Order{Model: "kimi-k2.6", Request: r, Cap: 9})
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, a)
	require.NoError(s.t, err)
	a.Billed(reckoned)
	return a.Close()
}

const fair = "usd_per_million: {input: 1, output: 5}, cost: {usd_per_million: {input: 0.9, output: 4}}"

func TestAChangeOfTermsHoldsTheOfferBack(t *testing.T) {
	now := time.Now()
	for _, c := range []struct {
		kind, body string
		status     int32
		change     string
	}{
		{"moonshot", `{"error":{"message":"Not found the model or Permission denied","type":"resource_not_found_error"}}`, 404, "model gone"},
		{"openrouter", `{"error":{"code":403,"message":"x","availability":{"code":"region_restricted"}}}`, 403, "region"},
		{"bytedance", `{"error":{"code":"ModelNotOpen","message":"x"}}`, 404, "access"},
		{"alibaba", `{"error":{"code":"AllocationQuota.FreeTierOnly","message":"x"}}`, 403, "price"},
	} {
		s := newShop(t, c.kind, fair)
		require.Empty(t, s.held(now), c.kind)
		require.NoError(t, s.call(money.Amount{}))
		s.body.Store(c.body)
		s.status.Store(c.status)
		require.Error(t, s.call(money.Amount{}))
		require.True(t, strings.HasPrefix(s.held(now), c.change+": "), "%s: %s", c.kind, s.held(now))
		p := s.vendors["v"].policies
		require.Len(t, p.alerts(), 1)
		require.Equal(t, c.change, p.alerts()[0].Kind)
		require.True(t, p.alerts()[0].Held)
		asked := s.asked.Load()
		require.Error(t, s.call(money.Amount{}), "a page that is still firm sells nothing either")
		require.Equal(t, asked, s.asked.Load(), "and the vendor is not called")
		p.lift(policyKey{"v", "kimi-k2.6"})
		require.Empty(t, s.held(now))
		require.Empty(t, p.alerts())
	}
	s := newShop(t, "moonshot", fair)
	s.status.Store(500)
	require.Error(t, s.call(money.Amount{}))
	require.Empty(t, s.held(now), "an outage is no change of terms")
}

func TestRefusedKeysHoldTheOffersBack(t *testing.T) {
	s := newShop(t, "moonshot", fair)
	s.status.Store(401)
	require.Error(t, s.call(money.Amount{}))
	require.Contains(t, s.held(time.Now()), "the vendor refuses every key of upstream v")
}

func TestABillThatDoesNotMatchHoldsTheOfferBack(t *testing.T) {
	now := time.Now()
	for _, c := range []struct {
		kind, usage string
		reckoned    money.Amount
		alert, held bool
	}{
		{"openrouter", `"cost":0.00014`, money.Micros(140), false, false},
		{"openrouter", `"cost":0.0001401`, money.Micros(140), false, false},
		{"openrouter", `"cost":0.00015`, money.Micros(140), true, true},
		{"openrouter", `"cost":0.0001`, money.Micros(140), true, false},
		{"openrouter", `"cost":0.0001`, money.Amount{}, false, false},
		{"xai", `"cost_in_usd_ticks":1400000`, money.Micros(140), false, false},
		{"xai", `"cost_in_usd_ticks":2800000`, money.Micros(140), true, true},
		{"moonshot", `"cost":9`, money.Micros(140), false, false},
	} {
		s := newShop(t, c.kind, fair)
		s.body.Store(`{"choices":[],"usage":{` + c.usage + `}}`)
		require.NoError(t, s.call(c.reckoned))
		require.Equal(t, c.held, s.held(now) != "", "%+v: %s", c, s.held(now))
		require.Equal(t, c.alert, len(s.vendors["v"].policies.alerts()) > 0, "%+v", c)
	}
}

func TestAModelThatLeavesTheListIsHeldBack(t *testing.T) {
	p := newPolicies(slog.New(slog.DiscardHandler))
	k, now := policyKey{"v", "m"}, time.Now()
	p.listed("v", []string{"m", "n"}, []string{"m"}, now)
	require.Empty(t, p.held(k), "what was never listed is not gone")
	p.listed("v", []string{"m", "n"}, nil, now)
	p.listed("v", []string{"m", "n"}, []string{"m"}, now)
	require.Equal(t, "model gone: the model is gone from the vendor's list", p.held(k))
	require.Empty(t, p.held(policyKey{"v", "n"}))
	p.listed("v", []string{"m", "n"}, nil, now)
	require.Empty(t, p.held(k), "it is back")
	p.refused(k, &upstream.Error{Change: upstream.ModelGone, Status: 404}, now)
	p.listed("v", []string{"m", "n"}, nil, now)
	require.NotEmpty(t, p.held(k), "what a call was told, the list does not take back")
}

func tariffOf(t *testing.T, text string) market.Tariff {
	c, err := config.Parse("c.yaml", []byte("seller: {upstreams: [{name: v, kind: openai}], offers: [{model: a/b, upstream: v, "+text+"}]}"))
	require.NoError(t, err)
	ask, err := c.Seller.Offers[0].Ask(nil)
	require.NoError(t, err)
	return ask
}

func TestTheFloorIsTheConditionalCost(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	peak := "usd_per_million: {input: 1, output: 2}, overrides: [{utc: 01:00-04:00, usd_per_million: {input: 2, output: 4}}]"
	long := "usd_per_million: {input: 1, output: 2}, overrides: [{context_over: 128000, usd_per_million: {input: 2, output: 4}}]"
	writes := "usd_per_million: {input: 5, cache_read: 0.5, cache_write_5m: 6.25, output: 30}"
	for _, c := range []struct {
		name, ask, cost string
		explicit        bool
		at              time.Time
		why             string // "": it is sold
	}{
		{"level", "usd_per_million: {input: 1, output: 2}", "usd_per_million: {input: 1, output: 2}", false, noon, ""},
		{"output under cost", "usd_per_million: {input: 1, output: 1.9}", "usd_per_million: {input: 1, output: 2}", false, noon, "asks 1.9 for a million output where the vendor bills 2"},
		{"reasoning under cost", "usd_per_million: {input: 1, output: 2}", "usd_per_million: {input: 1, output: 2, reasoning: 3}", false, noon, "reasoning"},
		{"off peak", "usd_per_million: {input: 1.5, output: 3}", peak, false, noon, ""},
		{"at peak", "usd_per_million: {input: 1.5, output: 3}", peak, false, noon.Add(-10 * time.Hour), "where the vendor bills 2"},
		{"a page before the peak would be firm into it", "usd_per_million: {input: 1.5, output: 3}", peak, false, time.Date(2026, 11, 24, 0, 52, 0, 0, time.UTC), "at 01:00 UTC"},
		{"long before the peak", "usd_per_million: {input: 1.5, output: 3}", peak, false, time.Date(2026, 11, 24, 0, 40, 0, 0, time.UTC), ""},
		{"the ask follows the peak", "usd_per_million: {input: 1.5, output: 3}, overrides: [{utc: 01:00-04:00, usd_per_million: {input: 2, output: 4}}]", peak, false, noon.Add(-10 * time.Hour), ""},
		{"long prompts", "usd_per_million: {input: 1.5, output: 3}", long, false, noon, "with prompts over 128000 tokens"},
		{"the ask follows the length", "usd_per_million: {input: 1.5, output: 3}, overrides: [{context_over: 64000, usd_per_million: {input: 2, output: 4}}]", long, false, noon, ""},
		{"cached tokens at full price", "usd_per_million: {input: 7, output: 30}", writes, false, noon, ""},
		{"cache writes as input", "usd_per_million: {input: 6, output: 30}", writes, false, noon, "cacheWrite5m"},
		{"cache writes only for who pays them", "usd_per_million: {input: 6, output: 30}", writes, true, noon, ""},
		{"long cache writes as input", "usd_per_million: {input: 6, cache_write_5m: 6.25, output: 30}", "usd_per_million: {input: 5, cache_write_5m: 6.25, cache_write_1h: 10, output: 30}", true, noon, "cacheWrite1h"},
		{"cache reads under cost", "usd_per_million: {input: 6, cache_read: 0.4, cache_write_5m: 7, output: 30}", writes, false, noon, "cacheRead"},
		{"audio is not sold", "usd_per_million: {input: 1, output: 2}", "usd_per_million: {input: 1, output: 2, audio_in: 40}", false, noon, ""},
	} {
		err := belowCost(tariffOf(t, c.ask), tariffOf(t, c.cost), c.explicit, c.at)
		if c.why == "" {
			require.NoError(t, err, c.name)
			continue
		}
		require.ErrorContains(t, err, c.why, c.name)
	}
}

func TestOffersListTheDialectsOfTheirModel(t *testing.T) {
	for _, c := range []struct{ kind, offer, want string }{
		{"openai", "model: openai/gpt-5.6-luna, upstream: v", "[openai responses]"},
		{"openai", "model: openai/gpt-5.6-luna, upstream: v, dialects: [openai]", "[openai]"},
		{"openai", "model: openai/gpt-5.6-luna, upstream: v, dialects: [anthropic]", "does not speak dialect"},
		{"openai", "model: openai/text-embedding-3-small, upstream: v, dialects: [embeddings], context: 8191, max_output: 1, cost: {usd_per_million: {input: 1, output: 1}}", "[embeddings]"},
		{"openai-compatible", "model: a/b, upstream: v, context: 9000, max_output: 900, cost: {usd_per_million: {input: 1, output: 2}}", "[openai completions]"},
		{"xai", "model: a/b, upstream: v, context: 9000, max_output: 900, cost: {usd_per_million: {input: 1, output: 2}}", "[openai]"},
	} {
		cfg, err := config.Parse("c.yaml", fmt.Appendf(nil, "seller: {upstreams: [{name: v, kind: %s}], offers: [{%s, markup: 5 %%}]}", c.kind, c.offer))
		require.NoError(t, err)
		l := &listings{cfg: cfg.Seller, list: catalogue.Load(), log: slog.New(slog.DiscardHandler)}
		rows := l.rows(time.Now())
		if len(rows) == 0 {
			require.Contains(t, l.heldBack(cfg.Seller.Offers[0].Model), c.want, c.offer)
			continue
		}
		require.Equal(t, c.want, fmt.Sprint(rows[0].Row.Dialects), c.offer)
	}
}

func TestOffersBelowCostAreHeldBack(t *testing.T) {
	now := time.Now()
	s := newShop(t, "moonshot", "usd_per_million: {input: 0.5, output: 5}, cost: {usd_per_million: {input: 0.9, output: 4}}")
	require.Contains(t, s.held(now), "it asks 0.5 for a million input where the vendor bills 0.9")
	s = newShop(t, "moonshot", "usd_per_million: {input: 0.5, output: 3}")
	require.Empty(t, s.held(now), "what a server at another address bills nobody has told")
	s.cfg.Upstreams[0].BaseURL = ""
	require.Contains(t, s.held(now), "state what the vendor bills", "the vendor itself bills its list price")
	s = newShop(t, "moonshot", "markup: 5.5 %, cost: {usd_per_million: {input: 0.9, output: 4}}")
	require.Empty(t, s.held(now))
}
