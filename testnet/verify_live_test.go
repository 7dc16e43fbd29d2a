package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/renameio/v2"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/testnet"
	"github.com/tolsey/tolsey/testnet/vendor"
)

var updateFacts = flag.Bool("update-facts", false, "keep what the live verification collects as testdata/facts.json")

const factsFile = "testdata/facts.json"

// ask makes a call as an application does, and leaves after some time where leave is set.
func askGateway(t *testing.T, f testnet.File, model market.Model, prompt string, stream bool, leave time.Duration) int {
	buyer, err := f.Node("buyer")
	require.NoError(t, err)
	body, err := json.Marshal(map[string]any{"model": model, "stream": stream, "messages": []any{map[string]string{"role": "user", "content": prompt}}})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if leave > 0 {
		defer time.AfterFunc(leave, cancel).Stop()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, buyer.Gateway+"/v1/chat/completions", bytes.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+buyer.APIKey)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if leave > 0 && err != nil {
		return 0
	}
	require.NoError(t, err)
	defer resp.Body.Close()
	if _, err = io.Copy(io.Discard, resp.Body); leave == 0 {
		require.NoError(t, err)
	}
	return resp.StatusCode
}

// TestVerify buys over one hop and two, whole and broken, and compares everybody's books; then it crashes a seller and compares again.
func TestVerify(t *testing.T) {
	d, err := testnet.Up(t.Context(), testnet.Options{Dir: t.TempDir(), Auto: true, Level: slog.LevelInfo, Latency: vendor.Latency{PerToken: time.Millisecond}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close(context.Background())) })
	f, err := d.File()
	require.NoError(t, err)
	collect := func() *testnet.Facts {
		facts, err := testnet.Collect(t.Context(), f, func(string) {})
		require.NoError(t, err)
		return facts
	}
	report := testnet.Check(collect())
	require.True(t, report.OK, problems(report))
	require.Empty(t, report.Hops, "nothing has happened yet")
	strangersAreRefused(t, f)

	for _, stream := range []bool{false, true} {
		require.Equal(t, http.StatusOK, askGateway(t, f, "z-ai/glm-5.2", "Two hops. [[tokens:60]]", stream, 0))
		require.Equal(t, http.StatusOK, askGateway(t, f, "openai/gpt-5.6-sol", "One hop. [[tokens:60]]", stream, 0))
	}
	facts := collect()
	report = testnet.Check(facts)
	require.True(t, report.OK, problems(report))
	require.Empty(t, report.Listed, "whole answers are all compared")
	require.Equal(t, 2, report.Margins[0].Calls)

	askGateway(t, f, "deepseek/deepseek-v4-flash", "The vendor resets. [[fault:reset@20]]", true, 0)
	askGateway(t, f, "deepseek/deepseek-v4-flash", "No usage. [[tokens:60]] [[fault:nousage]]", true, 0)
	askGateway(t, f, "deepseek/deepseek-v4-flash", "Nobody answers. [[fault:http500]]", true, 0)
	askGateway(t, f, "z-ai/glm-5.2", "The application leaves. [[tokens:400]] [[pace:20ms]]", true, time.Second)
	askGateway(t, f, "tencent/hy3", "The application leaves early. [[ttft:5s]]", true, 300*time.Millisecond)
	askGateway(t, f, "moonshotai/kimi-k2.6", "A long prompt. "+words(1500), true, 0)
	askGateway(t, f, "moonshotai/kimi-k2.6", "A long prompt. "+words(1500), true, 0)
	facts = collect()
	report = testnet.Check(facts)
	require.True(t, report.OK, problems(report))
	why := map[string]int{}
	for _, l := range report.Listed {
		why[l.Why]++
	}
	for _, l := range report.Listed {
		t.Logf("listed: %s -> %s %s, upstream %+v bills %s, receipt %s, posted %s: %s (%s)", l.Buyer, l.Seller, l.Model, l.Upstream, l.Invoice.Dollars(), l.Receipt.Dollars(), l.Posted.Dollars(), l.Why, l.Error)
	}
	require.Subset(t, keysOf(why), []string{testnet.WhyEstimated, testnet.WhyZero, testnet.WhyCancelled}, "the calls that broke are listed")
	if *updateFacts {
		keepFacts(t, facts)
	}
	for _, what := range []string{"receipt", "voucher", "usage"} {
		twin := cloneFacts(t, facts)
		require.NoError(t, twin.Tamper(what))
		require.False(t, testnet.Check(twin).OK, "a tampered %s is found", what)
	}
	require.True(t, testnet.Check(facts).OK, "the facts themselves are untouched")

	t.Log("a node that is down is named, with what brings it back")
	require.NoError(t, d.KillNode("seller-1"))
	_, err = testnet.Collect(t.Context(), f, func(string) {})
	require.ErrorContains(t, err, "tolsey-devnet node start seller-1")
	require.NoError(t, d.StartNode(t.Context(), "seller-1"))
	report = testnet.Check(collect())
	require.True(t, report.OK, problems(report))
}

func words(n int) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "word%d ", i%97)
	}
	return b.String()
}

func keysOf(m map[string]int) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}

func problems(r testnet.Report) (out string) {
	for _, e := range r.Equalities {
		for _, p := range e.Problems {
			out += e.Name + ": " + p + "\n"
		}
	}
	return out
}

func keepFacts(t *testing.T, f *testnet.Facts) {
	text, err := json.Marshal(f)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Dir(factsFile), 0o755))
	require.NoError(t, renameio.WriteFile(factsFile, append(text, '\n'), 0o644))
}

func cloneFacts(t *testing.T, f *testnet.Facts) *testnet.Facts {
	text, err := json.Marshal(f)
	require.NoError(t, err)
	twin := &testnet.Facts{}
	require.NoError(t, json.Unmarshal(text, twin))
	return twin
}
