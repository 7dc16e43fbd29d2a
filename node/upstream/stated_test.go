package upstream_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/upstream"
)

func TestStatedCostIsBooked(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	for _, c := range []struct {
		kind, body string
		want       money.Amount
		stated     bool
	}{
		{"xai", `{"choices":[],"usage":{"prompt_tokens":1,"cost_in_usd_ticks":37756000}}`, money.Picos(3_775_600_000), true},
		{"openrouter", `{"choices":[],"usage":{"cost":0.00014,"is_byok":false,"cost_details":{"upstream_inference_cost":9}}}`, money.Picos(140_000_000), true},
		{"openrouter", `{"usage":{"cost" : 1.4e-05}}`, money.Picos(14_000_000), true},
		{"openrouter", `{"usage":{"cost":0.00010349999999999999}}`, money.Picos(103_500_000), true},
		{"openrouter", `{"choices":[{"message":{"content":"` + long + `"}}],"usage":{"cost":2}}`, money.Coins(2), true},
		{"openrouter", `{"usage":{"cost":0},"choices":[{"message":{"content":"\"cost\":5"}}]}`, money.Amount{}, true},
		{"openrouter", `{"usage":{"cost":-1}}`, money.Picos(7), false},
		{"openrouter", `{"usage":{"cost":1e400}}`, money.Picos(7), false},
		{"openrouter", `{"usage":{"cost":"free"}}`, money.Picos(7), false},
		{"openrouter", `{"usage":{"cost":`, money.Picos(7), false},
		{"openai", `{"usage":{"cost":3}}`, money.Picos(7), false},
	} {
		s, _ := vendor(t, answer("application/json", c.body))
		v, err := upstream.New(upstream.Config{Name: "v", Kind: c.kind, BaseURL: s.URL, Keys: keys(upstream.NewSecret(canary)), AllowPrivate: true})
		require.NoError(t, err)
		resp, err := v.Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI, Worst: money.Coins(1)}, nil)
		require.NoError(t, err)
		buf := make([]byte, 700)
		for err == nil {
			_, err = resp.Body.Read(buf)
		}
		stated, ok := resp.Book(money.Picos(7))
		require.NoError(t, resp.Body.Close())
		require.Equal(t, c.stated, ok, c.body)
		if ok {
			require.Equal(t, c.want, stated, c.body)
		}
		require.Equal(t, c.want, v.Keys()[0].Total, "%s: what the vendor says goes before our rating", c.body)
	}
}

// TestWhoLeavesPaysAll: a vendor that does not stop for its caller is reckoned at all that the call may cost.
func TestWhoLeavesPaysAll(t *testing.T) {
	for kind, want := range map[string]money.Amount{"openai": money.Picos(7), "alibaba": money.Picos(100)} {
		s, _ := vendor(t, answer("text/event-stream", "data: {}\n\ndata: {}\n\n"))
		v, err := upstream.New(upstream.Config{Name: "v", Kind: kind, BaseURL: s.URL, Keys: keys(upstream.NewSecret(canary)), AllowPrivate: true})
		require.NoError(t, err)
		resp, err := v.Do(t.Context(), upstream.Call{Dialect: dialect.OpenAI, Stream: true, Worst: money.Picos(100)}, nil)
		require.NoError(t, err)
		_, err = resp.Body.Read(make([]byte, 5))
		require.NoError(t, err)
		resp.Book(money.Picos(7))
		require.NoError(t, resp.Body.Close())
		require.Equal(t, want, v.Keys()[0].Total, kind)
	}
	require.NotPanics(t, func() { _ = fmt.Sprint(upstream.PriceChange, upstream.Change(99)) })
}
