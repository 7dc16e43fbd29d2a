package dialect_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// FuzzMessagesRequest compares with the vendors' parser: what is accepted here must mean the same there, before and after patching.
func FuzzMessagesRequest(f *testing.F) {
	f.Add([]byte(agentTurn))
	f.Add([]byte(`{"model":"m","max_tokens":7,"stream":true,"system":"s","messages":[{"role":"user","content":"a\ud83d\ude42"}]}`))
	f.Add([]byte(`{"m\u006fdel":"m","max_tokens":null,"cache_control":{"type":"ephemeral","ttl":"1h"},"messages":[{"role":"user","content":[{"type":"document","source":{"type":"content","content":"x"}}]}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := dialect.Messages.Decode(body)
		if err != nil {
			var refusal *market.Refusal
			require.ErrorAs(t, err, &refusal)
			require.Equal(t, 400, refusal.Status)
			return
		}
		sameMessages(t, body, r)
		patched := dialect.Messages.Patch(r, dialect.Patch{Model: "other", ForceUsage: true, OutputCap: 3})
		p, err := dialect.Messages.Decode(patched)
		require.NoError(t, err, "%s", patched)
		sameMessages(t, patched, p)
		require.Equal(t, "other", p.Model)
		require.LessOrEqual(t, p.MaxOutput, uint64(3))
		require.NotZero(t, p.MaxOutput)
		require.Equal(t, r.Texts, p.Texts)
		require.Equal(t, r.CacheControl, p.CacheControl)
	})
}

func sameMessages(t *testing.T, body []byte, r *dialect.Request) {
	var v struct {
		Model     string
		Stream    *bool
		MaxTokens *uint64 `json:"max_tokens"`
		Messages  []json.RawMessage
	}
	require.NoError(t, json.Unmarshal(body, &v), "%s", body)
	require.Equal(t, v.Model, r.Model)
	require.Equal(t, v.Stream != nil && *v.Stream, r.Stream)
	require.Contains(t, []uint64{uint64(len(v.Messages)), uint64(len(v.Messages)) + 1}, r.Messages)
	if v.MaxTokens != nil {
		require.Equal(t, *v.MaxTokens, r.MaxOutput)
	} else {
		require.Zero(t, r.MaxOutput)
	}
}

func FuzzMessage(f *testing.F) {
	f.Add([]byte(`{"id":"m","content":[{"type":"text","text":"a"},{"type":"tool_use","id":"t","name":"f","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}`))
	f.Add([]byte(`{"content":[{"type":"thinking","thinking":"x","signature":"y"}],"usage":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := dialect.Messages.Answer(body, bySum)
		if err != nil {
			require.ErrorIs(t, err, dialect.ErrMalformed)
			return
		}
		if a.Err != nil {
			return
		}
		shaped := dialect.Messages.ShapeAnswer(a, dialect.Charge{Usage: counts{in: 4, out: 5}})
		again, err := dialect.Messages.Answer(shaped, bySum)
		require.NoError(t, err, "%s", shaped)
		require.Equal(t, len(a.Deltas), len(again.Deltas))
		require.Equal(t, counts{in: 4, out: 5}, again.Usage.Counts)
	})
}

func FuzzMessageUsage(f *testing.F) {
	for _, c := range messageUsages {
		f.Add([]byte(c.start), []byte(c.end))
	}
	f.Fuzz(func(t *testing.T, start, end []byte) {
		if !json.Valid(start) || !json.Valid(end) || strings.ContainsAny(string(start)+string(end), "\r\n") {
			return
		}
		u := messageUsage(t, bySum, string(start), string(end))
		if u == nil || u.Anomaly != "" {
			return
		}
		require.NoError(t, u.Counts.Validate())
	})
}

// FuzzMessageShape: whatever a vendor sends, what an application reads is well formed, begins once, ends once and counts what was charged.
func FuzzMessageShape(f *testing.F) {
	f.Add([]byte(plainMessage))
	f.Add([]byte(toolMessage))
	for _, p := range strings.SplitAfter(toolMessage, "\n\n") {
		f.Add([]byte(p + sse(msgStart) + p))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		shaped := shapeMessage(t, bySum, string(stream), whole(charge(counts{in: 3, out: 4}, 5)))
		var last *dialect.Usage
		ends := 0
		for _, ev := range messageEvents(t, bySum, shaped) {
			require.NoError(t, ev.Bad, "what is shaped is well formed: %q", ev.Raw)
			require.Nil(t, ev.Err)
			if ev.Usage != nil {
				last = ev.Usage
			}
			if ev.Done {
				ends++
			}
		}
		require.Equal(t, 1, ends, shaped)
		require.NotNil(t, last)
		require.Equal(t, counts{in: 3, out: 4}, last.Counts)
	})
}
