package testnet_test

import (
	"context"
	"math/big"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// resold is a model that only the distributor can buy.
const resold = "z-ai/glm-5.2"

// hops are the records of one call that took two hops.
type hops struct {
	retail, wholesale market.BoughtRecord
	distributor, last market.SoldRecord
}

// twoHops gathers both legs of a call by an application of the buyer's.
func (a *app) twoHops(t testing.TB) (h hops) {
	t.Helper()
	attempts := a.attempts(t)
	require.Len(t, attempts, 1)
	h.retail = a.w.bought(t, "buyer", attempts[0].Call)[0]
	require.Equal(t, a.w.node(t, "distributor").PeerID, h.retail.Seller)
	var found bool
	require.Eventually(t, func() bool {
		h.distributor, found = a.w.sold(t, "distributor", h.retail.AttemptID)
		return found && h.distributor.State != market.RecordOpen
	}, settling, 50*time.Millisecond)
	require.NotNil(t, h.distributor.Wholesale, "the retail leg names its wholesale leg")
	require.Eventually(t, func() bool {
		legs := a.w.bought(t, "distributor", h.distributor.Wholesale.Call)
		if len(legs) == 1 {
			h.wholesale = legs[0]
		}
		return len(legs) == 1 && h.wholesale.State != market.RecordOpen
	}, settling, 50*time.Millisecond)
	require.NotEqual(t, h.retail.Call, h.wholesale.Call, "the wholesale leg has an id of its own")
	require.NotNil(t, h.wholesale.Retail)
	require.Equal(t, h.retail.AttemptID, h.wholesale.Retail.AttemptID, "and names its retail leg")
	require.Equal(t, a.w.node(t, "seller-3").PeerID, h.wholesale.Seller)
	h.last, found = a.w.sold(t, "seller-3", h.wholesale.AttemptID)
	require.True(t, found)
	return h
}

// agree checks that each hop is one sum on both sides, and that the distributor earns the difference.
func (h hops) agree(t testing.TB) {
	t.Helper()
	require.Equal(t, h.distributor.Cost.String(), h.retail.Cost.String(), "the retail hop")
	require.Equal(t, h.last.Cost.String(), h.wholesale.Cost.String(), "the wholesale hop")
	require.Equal(t, h.wholesale.Cost.String(), h.distributor.UpstreamCost.String(), "what the distributor says that it paid")
	require.False(t, h.retail.Cost.Less(h.wholesale.Cost), "no leg is resold at a loss")
}

// TestResale buys what only a distributor can get: two hops, each with its own prices, and the application sees those of its own alone.
func TestResale(t *testing.T) {
	w := shared(t)
	together(t, map[string]bool{"unary": false, "stream": true}, func(t *testing.T, stream bool) {
		a := w.newApp(t, "1 USD/day")
		body := w.ask(resold, "Two hops. [[tokens:200]]").with("stream", stream)
		if stream {
			body = body.with("stream_options", map[string]any{"include_usage": true})
		}
		r := a.call(t, body)
		require.Equal(t, http.StatusOK, r.status, string(r.raw))
		require.Equal(t, w.node(t, "distributor").PeerID, r.header.Get("X-Tolsey-Seller"))
		h := a.twoHops(t)
		h.agree(t)
		require.Equal(t, h.retail.Usage, h.wholesale.Usage)
		row, found := w.row(t, "zhipu", h.wholesale.AttemptID)
		require.True(t, found)
		require.Equal(t, "seller-3", row.Account)

		retail := w.asks(t, resold, "distributor")
		require.Equal(t, retail.rate(row.Prompt, row.Cached, row.Completion), h.retail.Cost)
		wholesale := asksOf(t, h.wholesale.Prices)
		require.Equal(t, wholesale.rate(row.Prompt, row.Cached, row.Completion), h.wholesale.Cost)
		require.Equal(t, markedUp(wholesale.input), retail.input, "5.5 % on top, rounded up")
		require.Equal(t, markedUp(wholesale.output), retail.output)
		require.True(t, h.wholesale.Cost.Less(h.retail.Cost), "the distributor earns %s", h.retail.Cost.Sub(h.wholesale.Cost).Dollars())

		require.JSONEq(t, h.retail.Cost.Decimal(), string(r.costInUsage(t)))
		for _, secret := range []string{h.wholesale.Cost.Decimal(), h.wholesale.Cost.String(), h.wholesale.Call.String(), h.wholesale.Seller,
			perMillion(wholesale.input), perMillion(wholesale.output)} {
			require.NotContains(t, string(r.raw), secret, "the wholesale leg is nobody's business")
			for name, values := range r.header {
				require.NotContains(t, values[0], secret, name)
			}
			for name, values := range r.trailer {
				require.NotContains(t, values[0], secret, name)
			}
		}
	})
}

// asksOf are a record's prices as arithmetic of the test takes them.
func asksOf(t testing.TB, p market.Prices) asks {
	t.Helper()
	rate := func(unit, instead market.Unit) *big.Int {
		price, ok := p.At(0).Get(unit)
		if !ok {
			price, ok = p.At(0).Get(instead)
		}
		require.True(t, ok)
		return new(big.Int).SetUint64(uint64(price))
	}
	return asks{rate(market.Input, market.Input), rate(market.CacheRead, market.Input), rate(market.Output, market.Output)}
}

// markedUp adds 5.5 %, rounded up to a pico.
func markedUp(price *big.Int) *big.Int {
	n := new(big.Int).Mul(price, big.NewInt(1055))
	return n.Div(n.Add(n, big.NewInt(999)), big.NewInt(1000))
}

// TestResaleBreaks breaks a resold answer: both hops come to an end, each is one sum on both sides.
func TestResaleBreaks(t *testing.T) {
	w := shared(t)
	together(t, map[string]brokenCase{
		"cancelled before a token": {marks: "[[ttft:5s]]", early: true, status: market.StatusCancelled},
		"cancelled mid-stream":     {marks: "[[pace:5ms]] [[tokens:900]]", leave: chunks(60), status: market.StatusEstimated},
		"reset by the vendor":      {marks: "[[fault:reset@60]] [[pace:1ms]] [[tokens:200]]", status: market.StatusEstimated},
		"no usage":                 {marks: "[[fault:nousage]] [[tokens:90]]", status: market.StatusEstimated},
		"empty":                    {marks: "[[fault:empty]]", status: market.StatusDone},
	}, func(t *testing.T, c brokenCase) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		a := w.newApp(t, "1 USD/day")
		r := c.perform(ctx, t, a, w.ask(resold, "Two hops. "+c.marks).streamed())
		h := a.twoHops(t)
		h.agree(t)
		require.Equal(t, c.status, h.distributor.Status)
		if tokens(r.text) > 0 {
			require.NotZero(t, h.wholesale.Cost)
		}
		require.Equal(t, h.retail.Cost, a.budget(t).Spent)
	})
}

// A seller that nobody can reach, one whose vendor fails: the third serves at its own price, and the failed ones are not charged.
func TestFailover(t *testing.T) {
	w := shared(t)
	const model = "z-ai/glm-4.7"
	order := w.ranked(t, model)
	require.Len(t, order, 3)
	down, failing, serving := order[0], order[1], order[2]
	w.fault(t, "zhipu", rule(failing, model, "http500"))
	w.kill(t, down)
	a := w.newApp(t, "1 USD/day")
	began := time.Now()
	for _, stream := range []bool{false, true} {
		r := a.call(t, w.ask(model, "Hello. [[tokens:50]]").with("stream", stream).with("max_tokens", 100))
		require.Equal(t, http.StatusOK, r.status, string(r.raw))
		require.Equal(t, w.node(t, serving).PeerID, r.header.Get("X-Tolsey-Seller"), "the response says who served")
		asks := w.asks(t, model, serving)
		require.Equal(t, "input "+perMillion(asks.input)+", output "+perMillion(asks.output)+" USD/1M", r.header.Get("X-Tolsey-Price"))
		bought := w.bought(t, "buyer", r.id(t))
		last := bought[len(bought)-1]
		require.Equal(t, asks.rate(int64(last.Usage.Prompt()), 0, int64(last.Usage.Completion())), last.Cost, "its own price")
		require.Equal(t, last.Cost, r.cost(t))
		for _, b := range bought[:len(bought)-1] {
			require.Zero(t, b.Cost, "%+v", b)
			require.Equal(t, market.RecordFailed, b.State)
		}
	}
	t.Logf("two calls took %s", time.Since(began))
	spent := money.Amount{}
	for _, v := range a.attempts(t) {
		spent = spent.Add(v.Cost)
	}
	require.Equal(t, spent, a.budget(t).Spent)
}
