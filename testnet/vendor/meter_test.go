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

// chatBody draws a conversation with all that the published rule counts.
func chatBody(t *rapid.T) string {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"hi", "  a  b\n\n", "市场 <|endoftext|> é🙂", "x\u2028y", "{\"a\": [1]}"}))
	body := map[string]any{"model": rapid.SampledFrom([]string{"gpt-5.6-luna", "gpt-5.6-sol"}).Draw(t, "model"), "stream": rapid.Bool().Draw(t, "stream")}
	if body["stream"] == true {
		body["stream_options"] = map[string]any{"include_usage": true}
	}
	var messages []any
	for i := range rapid.IntRange(0, 4).Draw(t, "messages") {
		m := map[string]any{"role": rapid.SampledFrom([]string{"system", "user", "assistant", "developer"}).Draw(t, "role"), "content": text.Draw(t, "content")}
		if rapid.Bool().Draw(t, "named") {
			m["name"] = rapid.StringMatching(`[a-z_]{0,8}`).Draw(t, "name")
		}
		if rapid.Bool().Draw(t, "parts") {
			m["content"] = []any{map[string]any{"type": "text", "text": text.Draw(t, "part")}, map[string]any{"type": "text", "text": text.Draw(t, "part")}}
		}
		messages = append(messages, m)
		if rapid.Bool().Draw(t, "tool turn") {
			id := fmt.Sprintf("call_%d", i)
			call := map[string]any{"id": id, "type": "function", "function": map[string]any{"name": "f", "arguments": text.Draw(t, "arguments")}}
			messages = append(messages, map[string]any{"role": "assistant", "content": nil, "tool_calls": []any{call}},
				map[string]any{"role": "tool", "tool_call_id": id, "content": text.Draw(t, "result")})
		}
	}
	marks := ""
	if rapid.Bool().Draw(t, "tools") {
		fn := map[string]any{"name": "look_up", "description": text.Draw(t, "description"), "parameters": map[string]any{"type": "object", "properties": map[string]any{"q": map[string]any{"type": "string"}, "n": map[string]any{"type": "integer"}}}}
		body["tools"] = []any{map[string]any{"type": "function", "function": fn}}
		marks = rapid.SampledFrom([]string{"", " [[tool]]"}).Draw(t, "marks")
	}
	body["messages"] = append(messages, map[string]any{"role": "user", "content": "now [[tokens:40]]" + marks})
	if rapid.Bool().Draw(t, "choices") {
		body["n"] = 3
	}
	if rapid.Bool().Draw(t, "limit") {
		body["max_completion_tokens"] = rapid.IntRange(1, 60).Draw(t, "max")
	}
	var data []byte
	var err error
	if rapid.Bool().Draw(t, "spaced") {
		data, err = json.MarshalIndent(body, " ", "\t")
	} else {
		data, err = json.Marshal(body)
	}
	require.NoError(t, err)
	return string(data)
}

// The node's meter is written apart from the vendors, after the same published rule. On whatever conversation, its count of prompt
// and answer must be the vendor's.
func TestNodesMeterCountsWhatTheVendorBills(t *testing.T) {
	b := start(t)
	codec, err := dialect.For("openai")
	require.NoError(t, err)
	rapid.Check(t, func(rt *rapid.T) {
		body := chatBody(rt)
		req, err := codec.Decode([]byte(body))
		require.NoError(rt, err, body)
		resp, text := b.post("openai", "key-openai-1", body)
		require.Equal(rt, http.StatusOK, resp.StatusCode, text)
		row := b.lastRow()
		prompt, exact := meter.Devnet().CountInput(market.Model(row.Model), req)
		require.True(rt, exact)
		require.EqualValues(rt, row.Prompt, prompt, "prompt tokens of %s", body)
		require.LessOrEqual(rt, uint64(row.Prompt), meter.InputBound(market.Model(row.Model), req))

		counted, reported := readAnswer(rt, codec, req.Stream, text)
		require.EqualValues(rt, row.Completion, counted[market.Output], "completion tokens of %s", text)
		require.EqualValues(rt, row.Completion, reported[market.Output])
		require.EqualValues(rt, row.Prompt, reported.Prompt())
	})
}

// readAnswer counts an answer with the node's meter, and reads the vendor's own count.
func readAnswer(t *rapid.T, codec dialect.Codec, stream bool, text string) (counted, reported market.Usage) {
	var out meter.Output
	if !stream {
		a, err := codec.Answer([]byte(text), dialect.Semantics{})
		require.NoError(t, err)
		out.Add(a.Deltas)
		require.NotNil(t, a.Usage)
		require.Empty(t, a.Usage.Anomaly)
		return out.Count(), a.Usage.Counts
	}
	s := codec.Stream(dialect.Semantics{})
	s.Feed([]byte(text))
	s.End()
	var ev dialect.Event
	for {
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
	}
	require.Equal(t, codec.Name() == dialect.OpenAI, strings.HasSuffix(text, "data: [DONE]\n\n"))
	return out.Count(), reported
}
