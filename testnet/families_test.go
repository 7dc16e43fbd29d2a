package testnet_test

import (
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/upstream"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// requests are one request in each dialect.
var requests = map[dialect.Name]string{
	dialect.OpenAI:      `{"model":%q,"stream":%t,"max_tokens":4000,"reasoning_effort":"low","messages":[{"role":"developer","content":"be brief"},{"role":"user","content":%q}]}`,
	dialect.Responses:   `{"model":%q,"stream":%t,"max_output_tokens":4000,"store":false,"reasoning":{"effort":"low"},"input":%q}`,
	dialect.Anthropic:   `{"model":%q,"stream":%t,"max_tokens":3000,"thinking":{"type":"enabled","budget_tokens":1024},"messages":[{"role":"user","content":%q}]}`,
	dialect.Completions: `{"model":%q,"stream":%t,"max_tokens":200,"prompt":%q}`,
	dialect.Embeddings:  `{"model":%q,"stream":%t,"input":%q}`,
	dialect.Gemini:      `{"model":%q,"stream":%t,"generationConfig":{"maxOutputTokens":4000},"contents":[{"role":"user","parts":[{"text":%q}]}]}`,
}

// familyHouse is the fake vendor of a kind of upstream.
func familyHouse(kind string) string {
	if kind == "openai-compatible" {
		return "tencent"
	}
	return kind
}

// TestEveryFamilyIsCountedAsItBills calls each vendor's fake in each dialect that its profile lists, as a seller does, and compares what
// the usage is read as with the vendor's own invoice.
func TestEveryFamilyIsCountedAsItBills(t *testing.T) {
	var accounts []vendor.Account
	for _, kind := range upstream.Kinds() {
		accounts = append(accounts, vendor.Account{Vendor: familyHouse(kind), Name: kind, Key: "key-" + kind})
	}
	s, err := vendor.New(vendor.Config{Accounts: accounts, Seed: 11})
	require.NoError(t, err)
	web := httptest.NewServer(s)
	t.Cleanup(func() {
		web.Close()
		require.NoError(t, s.Close())
	})
	for _, kind := range upstream.Kinds() {
		p, err := upstream.ProfileOf(kind)
		require.NoError(t, err)
		base := web.URL + vendor.BasePath(familyHouse(kind))
		c, err := upstream.New(upstream.Config{Name: kind, Kind: kind, BaseURL: base, AllowPrivate: true, Keys: []upstream.Key{{Name: "K", Secret: upstream.NewSecret("key-" + kind)}}})
		require.NoError(t, err)
		models, err := c.Models(t.Context())
		require.NoError(t, err, kind)
		require.NotEmpty(t, models, kind)
		for _, speech := range p.Speaks {
			codec, err := dialect.For(string(speech.Dialect))
			if err != nil {
				continue
			}
			for _, model := range models {
				if !speaks(model, speech) {
					continue
				}
				for _, stream := range []bool{false, true} {
					if stream && speech.Dialect == dialect.Embeddings {
						continue
					}
					t.Run(fmt.Sprintf("%s/%s/%s/%t", kind, speech.Dialect, strings.ReplaceAll(model, "/", "_"), stream), func(t *testing.T) {
						family := familyCall{c, codec, speech, model, stream}
						family.check(t, s, familyHouse(kind), kind)
					})
				}
			}
		}
	}
}

// speaks reports whether a model is called in a dialect: text completions and embeddings have models of their own.
func speaks(model string, s upstream.Speech) bool {
	switch {
	case strings.HasSuffix(model, "-instruct"):
		return s.Dialect == dialect.Completions
	case strings.Contains(model, "embedding"):
		return s.Dialect == dialect.Embeddings
	}
	return !s.Named && s.Dialect != dialect.Completions
}

type familyCall struct {
	client *upstream.Client
	codec  dialect.Codec
	speech upstream.Speech
	model  string
	stream bool
}

func (f familyCall) check(t *testing.T, s *vendor.Server, house, account string) {
	prompt := fmt.Sprint(f.speech.Dialect, f.stream, " [[tokens:40]] say something") + strings.Repeat(" about vouchers", 700)
	for round := range 2 { // the second finds the prompt in the vendor's cache
		u, text, stated, ok := f.call(t, prompt)
		bill, err := s.Bill(house, account)
		require.NoError(t, err)
		row := bill.Rows[len(bill.Rows)-1]
		require.Equal(t, vendor.Delivered, row.Outcome)
		require.NotNil(t, u, "the vendor reports usage")
		require.Empty(t, u.Anomaly, "%s", u.Raw)
		require.EqualValues(t, row.Prompt, u.Counts.Prompt(), "%s", u.Raw)
		if f.speech.Dialect != dialect.Embeddings { // which say nothing of a cache, and cost the same with it
			require.EqualValues(t, row.Cached, u.Counts[market.CacheRead], "%s", u.Raw)
		}
		require.EqualValues(t, row.Completion, u.Counts.Completion(), "%s", u.Raw)
		if f.speech.Dialect != dialect.Embeddings {
			require.NotEmpty(t, text)
		}
		if f.speech.Dialect == dialect.OpenAI {
			require.EqualValues(t, row.Reasoning, u.Counts[market.Reasoning], "%s", u.Raw)
			require.Equal(t, round > 0, row.Cached > 0)
		}
		require.Equal(t, f.client.Profile().Stated.Field != "", ok, "only who states a cost is read for one")
		if ok {
			billed, err := money.ParsePicos(row.Picos)
			require.NoError(t, err)
			require.Less(t, billed.SubFloor(stated).Add(stated.SubFloor(billed)).String(), money.Picos(1000).String(), "stated %s, billed %s", stated, billed)
		}
	}
}

// call performs a call as a seller's vendor does, and returns what it reported.
func (f familyCall) call(t *testing.T, prompt string) (u *dialect.Usage, text string, stated money.Amount, ok bool) {
	r, err := f.codec.Decode(fmt.Appendf(nil, requests[f.speech.Dialect], "a/model", f.stream, prompt))
	require.NoError(t, err)
	var prices market.PriceVector
	prices.Set(market.Input, 1)
	require.NoError(t, f.client.Profile().Check(r, prices))
	body := f.speech.Write(f.codec.Patch(r, dialect.Patch{Model: f.model, ForceUsage: true, OutputCap: 4000, TokenField: f.speech.TokenField}), r)
	resp, err := f.client.Do(t.Context(), upstream.Call{Dialect: f.speech.Dialect, Model: f.model, Stream: f.stream}, body)
	require.NoError(t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	stated, ok = resp.Book(money.Amount{})
	if !f.stream {
		a, err := f.codec.Answer(raw, f.speech.Semantics)
		require.NoError(t, err, "%s", raw)
		require.Nil(t, a.Err)
		require.NotEmpty(t, a.Finish)
		return a.Usage, textOf(a.Deltas), stated, ok
	}
	events := f.codec.Stream(f.speech.Semantics)
	events.Feed(raw)
	events.End()
	var ev dialect.Event
	finished := false
	for {
		more, err := events.Next(&ev)
		require.NoError(t, err)
		if !more {
			break
		}
		require.NoError(t, ev.Bad)
		require.Nil(t, ev.Err)
		if ev.Usage != nil {
			u = ev.Usage
		}
		finished = finished || ev.Finish != ""
		text += textOf(ev.Deltas)
	}
	require.True(t, finished, "%s", raw)
	return u, text, stated, ok
}

func textOf(deltas []dialect.Delta) (text string) {
	for _, d := range deltas {
		if d.Kind == dialect.Text {
			text += string(d.Text)
		}
	}
	return text
}
