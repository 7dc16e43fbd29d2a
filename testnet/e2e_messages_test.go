package testnet_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/tolsey/tolsey/market"
)

// messages posts a Messages request as coding agents do, with the key in both headers, and returns the whole answer.
func (a *app) messages(t *testing.T, body string) (status int, text string) {
	t.Helper()
	n, err := a.w.file.Node(a.node)
	require.NoError(t, err)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, n.Gateway+"/v1/messages", strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+a.token)
	req.Header.Set("X-Api-Key", a.token)
	req.Header.Set("Anthropic-Version", "2023-06-01")
	req.Header.Set("Anthropic-Beta", "claude-code-20250219,interleaved-thinking-2025-05-14")
	resp, err := a.web.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	whole, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, string(whole)
}

// dataOf are the data of a stream's events of one name.
func dataOf(stream, name string) (out []gjson.Result) {
	for _, event := range strings.Split(stream, "\n\n") {
		if data, ok := strings.CutPrefix(event, "event: "+name+"\ndata: "); ok {
			out = append(out, gjson.Parse(data))
		}
	}
	return out
}

// TestVendorsMessageFaults: whatever Anthropic's fake does to a stream, its application reads one beginning and one end, and is told what
// it is charged.
func TestVendorsMessageFaults(t *testing.T) {
	w := shared(t)
	for _, fault := range []string{"", "twicestart", "splitlast", "pings", "splitrunes", "doubledone", "nousage", "negativeusage", "hugeusage", "error200@9", "cut@9"} {
		t.Run(strings.ReplaceAll(fault, "@", " at "), func(t *testing.T) {
			t.Parallel()
			a := w.newApp(t, "1 USD/day")
			prompt := w.secret.prompt() + " naïve [[tokens:40]]"
			if fault != "" {
				prompt += " [[fault:" + fault + "]]"
			}
			status, stream := a.messages(t, `{"model":"anthropic/claude-haiku-4.5","max_tokens":400,"stream":true,"messages":[{"role":"user","content":"`+prompt+`"}]}`)
			require.Equal(t, http.StatusOK, status, stream)
			require.Len(t, dataOf(stream, "message_start"), 1)
			attempts := a.attempts(t)
			last := attempts[len(attempts)-1]
			if strings.Contains(fault, "@9") {
				broken := dataOf(stream, "error")
				require.Len(t, broken, 1, stream)
				require.Empty(t, dataOf(stream, "message_stop"))
				require.Equal(t, last.Cost.Decimal(), broken[0].Get("error.metadata.charged").String())
				require.Equal(t, market.StatusEstimated, last.Status)
				return
			}
			require.Len(t, dataOf(stream, "message_stop"), 1)
			require.Empty(t, dataOf(stream, "error"))
			usage := dataOf(stream, "message_delta")[0].Get("usage")
			require.Equal(t, last.Cost.Decimal(), usage.Get("cost").Raw)
			require.EqualValues(t, last.Usage.Completion(), usage.Get("output_tokens").Int())
			require.EqualValues(t, last.Usage[market.Input], usage.Get("input_tokens").Int())
		})
	}
}

// TestMarkedPromptsAreChargedAsKept buys the same marked prompt twice: what is written and what is read are charged at their own prices,
// by what the vendor invoices.
func TestMarkedPromptsAreChargedAsKept(t *testing.T) {
	w := shared(t)
	a := w.newApp(t, "1 USD/day")
	long := w.secret.prompt() + strings.Repeat(" price of a token in the market,", 300)
	body := `{"model":"anthropic/claude-sonnet-5","max_tokens":60,"system":[{"type":"text","text":"` + long + `","cache_control":{"type":"ephemeral","ttl":"1h"}}],"messages":[{"role":"user","content":"hi [[tokens:20]]"}]}`
	for range 2 {
		status, text := a.messages(t, body)
		require.Equal(t, http.StatusOK, status, text)
		attempts := a.attempts(t)
		v := attempts[len(attempts)-1]
		require.Equal(t, market.StatusDone, v.Status)
		usage := gjson.Get(text, "usage")
		require.EqualValues(t, v.Usage[market.Input], usage.Get("input_tokens").Int())
		require.EqualValues(t, v.Usage[market.CacheRead], usage.Get("cache_read_input_tokens").Int())
		require.EqualValues(t, v.Usage[market.CacheWrite1h], usage.Get("cache_creation.ephemeral_1h_input_tokens").Int())
		require.Equal(t, v.Cost.Decimal(), usage.Get("cost").Raw)
		row, ok := w.row(t, "anthropic", v.AttemptID)
		require.True(t, ok)
		require.Positive(t, row.Write1h+row.Cached)
		require.EqualValues(t, row.Write1h, v.Usage[market.CacheWrite1h])
		require.EqualValues(t, row.Cached, v.Usage[market.CacheRead])
	}
}
