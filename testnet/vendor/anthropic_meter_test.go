package vendor_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

// messagesBody draws a conversation with all that the published rule counts.
func messagesBody(t *rapid.T) string {
	text := rapid.OneOf(rapid.StringN(1, 40, -1), rapid.SampledFrom([]string{"hi", "  a  b\n\n", "市场 <|endoftext|> é🙂", "x\u2028y", strings.Repeat("price of a token, ", 300)}))
	block := func(t *rapid.T) map[string]any {
		b := map[string]any{"type": "text", "text": text.Draw(t, "text")}
		if rapid.IntRange(0, 4).Draw(t, "marked") == 0 {
			b["cache_control"] = map[string]any{"type": "ephemeral", "ttl": rapid.SampledFrom([]string{"5m", "1h"}).Draw(t, "ttl")}
		}
		return b
	}
	body := map[string]any{"model": rapid.SampledFrom([]string{"claude-haiku-4.5", "claude-opus-5"}).Draw(t, "model"), "max_tokens": 2000, "stream": rapid.Bool().Draw(t, "stream")}
	var messages []any
	for i := range rapid.IntRange(0, 3).Draw(t, "turns") {
		messages = append(messages, map[string]any{"role": "user", "content": text.Draw(t, "content")})
		id := fmt.Sprintf("toolu_%d", i)
		use := map[string]any{"type": "tool_use", "id": id, "name": "look_up", "input": map[string]any{"q": text.Draw(t, "argument")}}
		messages = append(messages, map[string]any{"role": "assistant", "content": []any{map[string]any{"type": "text", "text": text.Draw(t, "said")}, use}},
			map[string]any{"role": "user", "content": []any{map[string]any{"type": "tool_result", "tool_use_id": id, "content": []any{map[string]any{"type": "text", "text": text.Draw(t, "result")}}}}})
	}
	if rapid.Bool().Draw(t, "system") {
		body["system"] = text.Draw(t, "system")
	}
	marks := ""
	if rapid.Bool().Draw(t, "tools") {
		body["tools"] = []any{map[string]any{"name": "look_up", "description": text.Draw(t, "description"), "input_schema": map[string]any{"type": "object", "properties": map[string]any{"q": map[string]any{"type": "string"}}}}}
		marks = rapid.SampledFrom([]string{"", " [[tool]]"}).Draw(t, "marks")
	}
	if rapid.Bool().Draw(t, "thinking") {
		body["thinking"] = map[string]any{"type": "enabled", "budget_tokens": 1024}
	}
	last := []any{block(t), map[string]any{"type": "text", "text": "now [[tokens:40]]" + marks}}
	body["messages"] = append(messages, map[string]any{"role": "user", "content": last})
	data, err := json.MarshalIndent(body, "", " ")
	require.NoError(t, err)
	return string(data)
}

// The node reads Anthropic's dialect and counts it by code of its own. On whatever conversation, its counts of prompt and answer, and what
// it reads out of the usage, must be what the vendor bills.
func TestNodesMeterCountsMessagesAsTheVendorBills(t *testing.T) {
	b := start(t, withMessages)
	codec, err := dialect.For("anthropic")
	require.NoError(t, err)
	rapid.Check(t, func(rt *rapid.T) {
		body := messagesBody(rt)
		req, err := codec.Decode([]byte(body))
		require.NoError(rt, err, body)
		resp, text := b.claude(body)
		require.Equal(rt, http.StatusOK, resp.StatusCode, text)
		row := b.claudeRow()
		prompt, exact := meter.Devnet().CountInput(market.Model(row.Model), req)
		require.True(rt, exact)
		require.EqualValues(rt, row.Prompt, prompt, "prompt tokens of %s", body)
		counted, reported := readMessage(rt, codec, req.Stream, text)
		require.EqualValues(rt, row.Completion, counted.Completion(), "completion tokens of %s", text)
		require.EqualValues(rt, row.Reasoning, counted[market.Reasoning])
		require.Equal(rt, market.Usage{market.Input: uint64(row.Prompt - row.Cached - row.Write5m - row.Write1h), market.CacheRead: uint64(row.Cached), market.CacheWrite5m: uint64(row.Write5m),
			market.CacheWrite1h: uint64(row.Write1h), market.Output: uint64(row.Completion - row.Reasoning), market.Reasoning: uint64(row.Reasoning)}, reported)
	})
}

// readMessage counts an answer with the node's meter, and reads the vendor's own count.
func readMessage(t *rapid.T, codec dialect.Codec, stream bool, text string) (counted, reported market.Usage) {
	var out meter.Output
	if !stream {
		a, err := codec.Answer([]byte(text), dialect.Semantics{})
		require.NoError(t, err)
		out.Add(a.Deltas)
		require.Empty(t, a.Usage.Anomaly)
		return out.Count(), a.Usage.Counts
	}
	s, whole := codec.Stream(dialect.Semantics{}), false
	s.Feed([]byte(text))
	s.End()
	for ev := (dialect.Event{}); ; {
		more, err := s.Next(&ev)
		require.NoError(t, err)
		if !more {
			break
		}
		require.NoError(t, ev.Bad)
		require.Nil(t, ev.Err)
		out.Add(ev.Deltas)
		if ev.Usage != nil {
			require.Empty(t, ev.Usage.Anomaly)
			reported = ev.Usage.Counts
		}
		whole = whole || ev.Done
	}
	require.True(t, whole)
	return out.Count(), reported
}
