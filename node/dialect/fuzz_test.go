package dialect_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// FuzzRequest compares with the vendors' parser: what is accepted here must mean the same there, before and after patching.
func FuzzRequest(f *testing.F) {
	f.Add([]byte(plainStream))
	f.Add([]byte(usageStream))
	f.Add(request1K())
	f.Add([]byte(`{"model":"m","n":2,"max_tokens":9,"tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":[{"type":"text","text":"a\ud83d\ude42"}]}]}`))
	f.Add([]byte(`{"m\u006fdel":"m","stream":true,"stream_options":null,"max_tokens":null,"max_completion_tokens":7,"messages":[{"role":"user","name":"x","content":"hi"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := openAI(t).Decode(body)
		if err != nil {
			var refusal *market.Refusal
			require.ErrorAs(t, err, &refusal)
			require.Equal(t, 400, refusal.Status)
			return
		}
		agree(t, body, r)
		patched := openAI(t).Patch(r, dialect.Patch{Model: "other", ForceUsage: true, OutputCap: 3, TokenField: dialect.MaxTokens})
		p, err := openAI(t).Decode(patched)
		require.NoError(t, err, "%s", patched)
		agree(t, patched, p)
		require.Equal(t, "other", p.Model)
		require.LessOrEqual(t, p.MaxOutput, uint64(3))
		require.NotZero(t, p.MaxOutput)
		require.Equal(t, r.Stream, p.IncludeUsage)
		require.Equal(t, r.Texts, p.Texts)
		require.Equal(t, r.N, p.N)
	})
}

func agree(t *testing.T, body []byte, r *dialect.Request) {
	var v struct {
		Model               string
		Stream              *bool
		N                   *uint64
		MaxTokens           *uint64 `json:"max_tokens"`
		MaxCompletionTokens *uint64 `json:"max_completion_tokens"`
		StreamOptions       *struct {
			IncludeUsage *bool `json:"include_usage"`
		} `json:"stream_options"`
		Messages []struct {
			Role string
			Name *string
		}
	}
	require.NoError(t, json.Unmarshal(body, &v), "%s", body)
	require.Equal(t, v.Model, r.Model)
	require.Equal(t, v.Stream != nil && *v.Stream, r.Stream)
	require.Equal(t, v.StreamOptions != nil && v.StreamOptions.IncludeUsage != nil && *v.StreamOptions.IncludeUsage, r.IncludeUsage)
	require.Equal(t, uint64(len(v.Messages)), r.Messages)
	most := v.MaxTokens
	if most == nil {
		most = v.MaxCompletionTokens
	}
	if most != nil {
		require.Equal(t, *most, r.MaxOutput)
	} else {
		require.Zero(t, r.MaxOutput)
	}
	if v.N != nil {
		require.Equal(t, *v.N, r.N)
	} else {
		require.Equal(t, uint64(1), r.N)
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add([]byte(`{"id":"a","choices":[{"index":0,"message":{"role":"assistant","content":"x","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}`))
	f.Add([]byte(`{"error":null,"choices":[{"message":{"reasoning":"a"}}],"usage":null}`))
	f.Add([]byte(hel))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := openAI(t).Answer(body, bySum)
		if err != nil {
			require.ErrorIs(t, err, dialect.ErrMalformed)
			return
		}
		if a.Err != nil {
			return
		}
		shaped := openAI(t).ShapeAnswer(a, dialect.Charge{Usage: market.Usage{in: 4, out: 5}})
		again, err := openAI(t).Answer(shaped, bySum)
		require.NoError(t, err, "%s", shaped)
		require.Equal(t, len(a.Deltas), len(again.Deltas))
		require.Equal(t, market.Usage{in: 4, out: 5}, again.Usage.Counts)
	})
}

func FuzzShape(f *testing.F) {
	for _, p := range parts {
		f.Add([]byte(data(hel) + p + data(used)))
		f.Add([]byte(data(`{"choices":[{"delta":{"tool_calls":[{ },{"index":1,"function":{"name":"f"}},{"index":null}]}}]}`) + p))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		shaped := shape(t, usageStream, string(stream), whole(charge(market.Usage{in: 3, out: 4}, 5)))
		var last *dialect.Usage
		s := openAI(t).Stream(bySum)
		s.Feed([]byte(shaped))
		s.End()
		var ev dialect.Event
		for {
			ok, err := s.Next(&ev)
			require.NoError(t, err)
			if !ok {
				break
			}
			require.NoError(t, ev.Bad, "what is shaped is well formed: %q", ev.Raw)
			require.Nil(t, ev.Err)
			if ev.Usage != nil {
				last = ev.Usage
			}
		}
		require.NotNil(t, last)
		require.Equal(t, market.Usage{in: 3, out: 4}, last.Counts)
	})
}
