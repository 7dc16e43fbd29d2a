package gateway_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/gateway"
)

// ask serves one request of a caller with these headers.
func ask(t *testing.T, g http.Handler, method, target, body string, headers map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(context.Background(), method, "http://127.0.0.1:8402"+target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for k, v := range headers {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

func quiet(t *testing.T, buyer gateway.Buyer) http.Handler {
	t.Helper()
	return newGateway(t, gateway.Config{Log: slog.New(slog.DiscardHandler)}, buyer, newBindings()).Handler()
}

// SDKs and agents send the key in different headers, some in two at once.
func TestCredentials(t *testing.T) {
	g := quiet(t, &fakeBuyer{chunks: 1})
	const other = "sk-test-limited"
	for name, c := range map[string]struct {
		headers map[string]string
		target  string
		status  int
	}{
		"bearer":                    {headers: map[string]string{"Authorization": "Bearer " + goodKey}, status: 200},
		"anthropic":                 {headers: map[string]string{"X-Api-Key": goodKey}, status: 200},
		"gemini":                    {headers: map[string]string{"X-Goog-Api-Key": goodKey}, status: 200},
		"both equal":                {headers: map[string]string{"Authorization": "Bearer " + goodKey, "X-Api-Key": goodKey}, status: 200},
		"a placeholder beside it":   {headers: map[string]string{"Authorization": "Bearer sk-ant-oat01-other", "X-Api-Key": goodKey}, status: 200},
		"a placeholder the other":   {headers: map[string]string{"Authorization": "Bearer " + goodKey, "X-Api-Key": "dummy"}, status: 200},
		"an empty bearer":           {headers: map[string]string{"Authorization": "Bearer ", "X-Api-Key": goodKey}, status: 200},
		"two different keys":        {headers: map[string]string{"Authorization": "Bearer " + goodKey, "X-Api-Key": other}, status: 401},
		"an expired key beside it":  {headers: map[string]string{"Authorization": "Bearer sk-test-expired", "X-Api-Key": goodKey}, status: 200},
		"none":                      {status: 401},
		"placeholders only":         {headers: map[string]string{"Authorization": "Bearer x", "X-Api-Key": "y"}, status: 401},
		"lookup broke":              {headers: map[string]string{"Authorization": "Bearer sk-test-lookup", "X-Api-Key": "y"}, status: 503},
		"in the URL":                {target: "/v1beta/models?key=" + goodKey, status: 200},
		"in the URL, not Gemini's":  {target: "/v1/models?key=" + goodKey, status: 401},
		"in the URL and the header": {target: "/v1beta/models?key=" + other, headers: map[string]string{"X-Goog-Api-Key": goodKey}, status: 401},
	} {
		t.Run(name, func(t *testing.T) {
			if c.target == "" {
				c.target = "/v1/models"
			}
			require.Equal(t, c.status, ask(t, g, "GET", c.target, "", c.headers).Code)
		})
	}
}

// A list of models, one model and an error come in the shape of whose client asks.
func TestModelsInEachShape(t *testing.T) {
	g := quiet(t, &fakeBuyer{})
	get := func(target string, headers map[string]string, into any) int {
		headers["Authorization"] = "Bearer " + goodKey
		w := ask(t, g, "GET", target, "", headers)
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), into), w.Body.String())
		return w.Code
	}
	type model struct {
		Type, ID, Name, Object, DisplayName string
		Methods                             []string `json:"supportedGenerationMethods"`
		Limit                               uint64   `json:"inputTokenLimit"`
		Created                             string   `json:"created_at"`
		Shown                               string   `json:"display_name"`
	}
	claude := map[string]string{"Anthropic-Version": "2023-06-01"}
	var anthropic struct {
		Data  []model
		More  bool    `json:"has_more"`
		First *string `json:"first_id"`
		Last  *string `json:"last_id"`
	}
	require.Equal(t, 200, get("/v1/models", claude, &anthropic))
	require.Len(t, anthropic.Data, 2)
	require.Equal(t, model{Type: "model", ID: "acme/fast-1", Created: "2026-04-24T03:06:40Z", Shown: "acme/fast-1"}, anthropic.Data[0])
	require.Equal(t, "acme/slow-1", *anthropic.Last)
	require.False(t, anthropic.More)
	require.Equal(t, 200, get("/v1/models?limit=1", claude, &anthropic))
	require.True(t, anthropic.More)
	require.Equal(t, "acme/fast-1", *anthropic.Last)
	require.Equal(t, 200, get("/v1/models?limit=1&after_id=acme/fast-1", claude, &anthropic))
	require.False(t, anthropic.More)
	require.Equal(t, "acme/slow-1", anthropic.Data[0].ID)
	require.Equal(t, 200, get("/v1/models?after_id=acme/slow-1", claude, &anthropic))
	require.Empty(t, anthropic.Data)
	require.Nil(t, anthropic.First)
	require.Equal(t, 200, get("/v1/models?before_id=acme/slow-1", claude, &anthropic))
	require.Equal(t, "acme/fast-1", anthropic.Data[0].ID)
	require.Equal(t, 400, get("/v1/models?limit=0", claude, &anthropic))

	var google struct {
		Models []model
		Next   string `json:"nextPageToken"`
	}
	require.Equal(t, 200, get("/v1beta/models?pageSize=1", map[string]string{}, &google))
	require.Equal(t, "models/acme/fast-1", google.Models[0].Name)
	require.EqualValues(t, 200_000, google.Models[0].Limit)
	require.Contains(t, google.Models[0].Methods, "generateContent")
	require.Equal(t, 200, get("/v1beta/models?pageToken="+google.Next, map[string]string{}, &google))
	require.Equal(t, "models/acme/slow-1", google.Models[0].Name)
	require.Equal(t, 400, get("/v1beta/models?pageToken=x", map[string]string{}, &google))
	require.Equal(t, 200, get("/v1/models", map[string]string{"X-Goog-Api-Key": goodKey}, &google))
	require.Len(t, google.Models, 2)

	var one model
	require.Equal(t, 200, get("/v1beta/models/acme/fast-1", map[string]string{}, &one))
	require.Equal(t, "models/acme/fast-1", one.Name)
	require.Equal(t, 200, get("/v1/models/acme/fast-1", claude, &one))
	require.Equal(t, "model", one.Type)
	require.Equal(t, 200, get("/v1/models/acme/fast-1", map[string]string{}, &one))
	require.Equal(t, "model", one.Object)
}

// What other gateways and vendors put behind a model's name is understood, or refused in words.
func TestModelNames(t *testing.T) {
	for name, want := range map[string]struct {
		status int
		says   string
	}{
		"acme/fast-1":            {status: 200},
		"acme/fast-1:floor":      {status: 200},
		"ACME/Fast-1":            {status: 200},
		"models/acme/fast-1":     {status: 200},
		"acme/fast-1[1m]":        {status: 200},
		"acme/fast-1[1m]:floor":  {status: 200},
		"acme/fast-1-20260115":   {status: 200},
		"acme/fast-1-2026-01-15": {status: 200},
		"acme/fast-1-latest":     {status: 200},
		"acme/fast-1:nitro":      {404, "chosen by price"},
		"acme/fast-1:free":       {404, "nothing is free"},
		"acme/fast-1:online":     {404, "web search"},
		"acme/fast-1:thinking":   {404, "reasoning"},
		"acme/fast-1:8b":         {404, "not on sale"},
		"acme/fast-2":            {404, "Nearest: acme/fast-1"},
	} {
		t.Run(name, func(t *testing.T) {
			buyer := &fakeBuyer{chunks: 1}
			w := ask(t, quiet(t, buyer), "POST", "/v1/chat/completions", strings.Replace(validChat, model, name, 1), map[string]string{"Authorization": "Bearer " + goodKey})
			require.Equal(t, want.status, w.Code, w.Body.String())
			require.Contains(t, w.Body.String(), want.says)
			if want.status == 200 {
				require.EqualValues(t, model, buyer.calls[0].Model)
				return
			}
			require.Empty(t, buyer.calls)
		})
	}
}

// OpenRouter's clients find the status in the code, what happened in the type, and why a model is not there in a code of availability.
func TestOpenRouterErrors(t *testing.T) {
	for name, c := range map[string]struct {
		refuse *market.Refusal
		code   string
	}{
		"no money":   {market.KeyBudgetSpent(market.BudgetLack{Key: "k"}), ""},
		"nobody":     {market.NoSeller(model, nil, time.Second), "no_endpoints"},
		"filtered":   {market.NoSeller(model, []market.Removed{{Filter: "failing", Offers: 2}}, 5*time.Second), "temporarily_unavailable"},
		"full":       {market.SellersBusy(1500*time.Millisecond, []market.AttemptNote{{Seller: seller, Code: "RATE"}}), "capacity_exhausted"},
		"failed":     {market.SellersFailed([]market.AttemptNote{{Seller: seller, Code: "UPSTREAM"}}), "model_unavailable_upstream"},
		"not sold":   {market.NotSold(model, "n"), "constraint_filtered"},
		"other kind": {market.OtherSurface(model, "openai"), "wrong_endpoint"},
		"degraded":   {market.Degraded("draining", time.Second), "temporarily_unavailable"},
	} {
		t.Run(name, func(t *testing.T) {
			w := ask(t, quiet(t, &fakeBuyer{refuse: c.refuse}), "POST", "/api/v1/chat/completions", validChat, map[string]string{"Authorization": "Bearer " + goodKey})
			require.Equal(t, c.refuse.Status, w.Code)
			require.Regexp(t, "^gen-", w.Header().Get("X-Generation-Id"))
			var body struct {
				Error struct {
					Code     int
					Message  string
					Metadata struct {
						ErrorType string `json:"error_type"`
					}
					Availability *struct {
						Code      string
						Retryable bool
						Requested []string `json:"requested_models"`
						After     *float64 `json:"retry_after"`
						Excluded  []string `json:"excluded_by"`
						Providers []string `json:"affected_providers"`
					}
				}
			}
			require.NoError(t, json.Unmarshal(w.Body.Bytes(), &body), w.Body.String())
			require.Equal(t, c.refuse.Status, body.Error.Code)
			require.Equal(t, string(c.refuse.Type), body.Error.Metadata.ErrorType)
			require.Equal(t, c.refuse.Message, body.Error.Message)
			if c.code == "" {
				require.Nil(t, body.Error.Availability)
				return
			}
			a := body.Error.Availability
			require.Equal(t, c.code, a.Code)
			require.Equal(t, c.refuse.RetryHelps(), a.Retryable)
			require.Equal(t, []string{model}, a.Requested)
			if name == "full" {
				require.InDelta(t, 1.5, *a.After, 0)
				require.Equal(t, []string{seller}, a.Providers)
			}
			if name == "filtered" {
				require.Equal(t, []string{"failing"}, a.Excluded)
			}
		})
	}
}

// OpenRouter's streams end with the usage, asked for or not.
func TestOpenRouterStreamHasUsage(t *testing.T) {
	w := ask(t, quiet(t, &fakeBuyer{chunks: 2}), "POST", "/api/v1/chat/completions", streamChat, map[string]string{"Authorization": "Bearer " + goodKey})
	body, err := io.ReadAll(w.Body)
	require.NoError(t, err)
	require.Contains(t, string(body), `"cost":0.00000225`)
	require.NotContains(t, ask(t, quiet(t, &fakeBuyer{chunks: 2}), "POST", "/v1/chat/completions", streamChat, map[string]string{"Authorization": "Bearer " + goodKey}).Body.String(), "cost")
}

// The conversation that a header names is what offers with a warm cache are chosen by; the body's own word wins.
func TestSessions(t *testing.T) {
	for name, c := range map[string]struct {
		headers map[string]string
		body    string
		want    string
		status  int
	}{
		"none":        {status: 200},
		"openrouter":  {headers: map[string]string{"X-Session-Id": "s1"}, want: "s1", status: 200},
		"claude code": {headers: map[string]string{"X-Claude-Code-Session-Id": "s2", "Anthropic-Beta": "claude-code-20250219,interleaved-thinking-2025-05-14", "X-App": "cli"}, want: "s2", status: 200},
		"codex":       {headers: map[string]string{"session_id": "s3"}, want: "s3", status: 200},
		"body wins":   {headers: map[string]string{"X-Session-Id": "s1"}, body: `"prompt_cache_key":"s4",`, want: "s4", status: 200},
		"too long":    {headers: map[string]string{"X-Session-Id": strings.Repeat("s", 257)}, status: 400},
	} {
		t.Run(name, func(t *testing.T) {
			buyer := &fakeBuyer{chunks: 1}
			headers := map[string]string{"Authorization": "Bearer " + goodKey}
			for k, v := range c.headers {
				headers[k] = v
			}
			w := ask(t, quiet(t, buyer), "POST", "/v1/chat/completions", "{"+c.body+strings.TrimPrefix(validChat, "{"), headers)
			require.Equal(t, c.status, w.Code, w.Body.String())
			if c.status == 200 {
				require.Equal(t, c.want, sessionOf(buyer.calls[0]))
			}
		})
	}
}

// A body that came compressed is the body that was sent.
func TestCompressedBodies(t *testing.T) {
	z, err := zstd.NewWriter(nil)
	require.NoError(t, err)
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	_, err = w.Write([]byte(validChat))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	for encoding, body := range map[string][]byte{"gzip": gz.Bytes(), "zstd": z.EncodeAll([]byte(validChat), nil)} {
		buyer := &fakeBuyer{chunks: 1}
		w := ask(t, quiet(t, buyer), "POST", "/v1/chat/completions", string(body), map[string]string{"Authorization": "Bearer " + goodKey, "Content-Encoding": encoding})
		require.Equal(t, 200, w.Code, w.Body.String())
		require.Equal(t, validChat, string(buyer.calls[0].Body))
	}
}
