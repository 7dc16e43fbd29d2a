package dialect_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// sse is an event as Anthropic sends it.
func sse(data string) string {
	return "event: " + gjson.Get(data, "type").String() + "\ndata: " + data + "\n\n"
}

// messageEvents reads a stream and keeps what it says.
func messageEvents(t require.TestingT, s dialect.Semantics, pieces ...string) []dialect.Event {
	stream := dialect.Messages.Stream(s)
	var out []dialect.Event
	var ev dialect.Event
	drain := func() {
		for {
			ok, err := stream.Next(&ev)
			require.NoError(t, err)
			if !ok {
				return
			}
			kept := ev
			kept.Raw = []byte(string(ev.Raw))
			kept.Deltas = nil
			for _, d := range ev.Deltas {
				d.Text = []byte(string(d.Text))
				kept.Deltas = append(kept.Deltas, d)
			}
			out = append(out, kept)
		}
	}
	for _, p := range pieces {
		stream.Feed([]byte(p))
		drain()
	}
	stream.End()
	drain()
	return out
}

// messageSays is what a stream's deltas say, one line for each.
func messageSays(evs []dialect.Event) (lines []string) {
	names := map[dialect.Kind]string{dialect.Text: "text", dialect.Reasoning: "thought", dialect.ToolName: "name", dialect.ToolArgs: "args",
		dialect.Refused: "refusal", dialect.ToolID: "id", dialect.Signature: "signature", dialect.Sealed: "sealed"}
	for _, ev := range evs {
		for _, d := range ev.Deltas {
			lines = append(lines, fmt.Sprintf("%s %d %s", names[d.Kind], d.Tool, d.Text))
		}
		if ev.Finish != "" {
			lines = append(lines, fmt.Sprintf("finish %s %d", ev.Finish, ev.Stop))
		}
		if ev.Err != nil {
			lines = append(lines, "error "+ev.Err.Type+" "+ev.Err.Message)
		}
		if ev.Bad != nil {
			lines = append(lines, "bad")
		}
		if ev.Done {
			lines = append(lines, "done")
		}
	}
	return lines
}

const (
	msgStart  = `{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1}}}`
	textStart = `{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`
	textHel   = `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hel"}}`
	textLo    = `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo\n\u00e9"}}`
	textStop  = `{"type":"content_block_stop","index":0}`
	msgPing   = `{"type": "ping"}`
	msgEnd    = `{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":15}}`
	msgStop   = `{"type":"message_stop"}`
)

var plainMessage = sse(msgStart) + sse(textStart) + sse(msgPing) + sse(textHel) + sse(textLo) + sse(textStop) + sse(msgEnd) + sse(msgStop)

var toolMessage = sse(msgStart) +
	sse(`{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}`) +
	sse(`{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"let me see"}}`) +
	sse(`{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQB=="}}`) +
	sse(`{"type":"content_block_stop","index":0}`) +
	sse(`{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"EmwK"}}`) +
	sse(`{"type":"content_block_stop","index":1}`) +
	sse(`{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"look_up","input":{}}}`) +
	sse(`{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}`) +
	sse(`{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"q\":"}}`) +
	sse(`{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}`) +
	sse(`{"type":"content_block_stop","index":2}`) +
	sse(`{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_2","name":"now","input":{"zone": "utc"}}}`) +
	sse(`{"type":"content_block_stop","index":3}`) +
	sse(`{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":89}}`) + sse(msgStop)

func TestMessageStreams(t *testing.T) {
	for _, c := range []struct {
		name, stream string
		want         []string
	}{
		{"text", plainMessage, []string{"text 0 hel", "text 0 lo\né", "finish end_turn 1", "done"}},
		{"thoughts and tools", toolMessage, []string{"thought 0 let me see", "signature 0 EqQB==", "sealed 0 EmwK", "id 0 toolu_1", "name 0 look_up",
			`args 0 {"q":`, "args 0 1}", "id 1 toolu_2", "name 1 now", `args 1 {"zone":"utc"}`, "finish tool_use 4", "done"}},
		{"begins twice (vercel/ai duplicate-message-start)", sse(msgStart) + sse(msgStart) + sse(textStart) + sse(textHel) + sse(msgEnd) + sse(msgStop), []string{"text 0 hel", "finish end_turn 1", "done"}},
		{"another begins before there is content", sse(msgStart) + sse(strings.Replace(msgStart, "msg_1", "msg_2", 1)) + sse(textStart) + sse(textHel) + sse(msgEnd), []string{"text 0 hel", "finish end_turn 1"}},
		{"another begins within the content (vercel/ai spliced-message-start)", sse(msgStart) + sse(textStart) + sse(textHel) + sse(strings.Replace(msgStart, "msg_1", "msg_2", 1)), []string{"text 0 hel", "bad"}},
		{"content at the beginning (vercel/ai message-start-prepopulated-content)", sse(`{"type":"message_start","message":{"id":"m","content":[{"type":"text","text":"a"},{"type":"tool_use","id":"t","name":"f","input":{"id":"c"}}],"stop_reason":"tool_use","usage":{"input_tokens":0,"output_tokens":0}}}`) + sse(msgStop),
			[]string{"text 0 a", "id 0 t", "name 0 f", `args 0 {"id":"c"}`, "finish tool_use 4", "done"}},
		{"type last", sse(`{"index":0,"delta":{"text":"x","type":"text_delta"},"type":"content_block_delta"}`), []string{"text 0 x"}},
		{"error", sse(`{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"r"}`), []string{"error overloaded_error Overloaded"}},
		{"error in another dialect's shape", data(`{"error":{"message":"no","type":"server_error"}}`), []string{"error server_error no"}},
		{"unknown events and deltas", sse(`{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"a":1}}}`) + sse(`{"type":"new_thing","x":[1]}`), nil},
		{"unknown stop reason", sse(`{"type":"message_delta","delta":{"stop_reason":"bored"}}`), []string{"finish bored 1"}},
		{"refusal", sse(`{"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal"}}}`), []string{"finish refusal 6"}},
		{"end mark of another dialect", sse(msgStop) + done, []string{"done", "done"}},
		{"a field twice", sse(`{"type":"message_delta","delta":{"stop_reason":"refusal","stop_reason":"end_turn"}}`) + sse(`{"type":"ping","type":"message_stop"}`), []string{"bad", "bad"}},
		{"no JSON", "event: message_stop\ndata: {\"type\":\n\n", []string{"bad"}},
	} {
		require.Equal(t, c.want, messageSays(messageEvents(t, bySum, c.stream)), c.name)
		require.Equal(t, c.want, messageSays(messageEvents(t, bySum, strings.Split(c.stream, "")...)), "%s, byte by byte", c.name)
	}
}

// shapeMessage runs a vendor's stream through a shaper and returns what an application reads.
func shapeMessage(t require.TestingT, s dialect.Semantics, stream string, end func(dialect.Shaper) []byte) string {
	r, err := dialect.Messages.Decode([]byte(`{"model":"claude","max_tokens":9,"stream":true,` + hi + `}`))
	require.NoError(t, err)
	in, out := dialect.Messages.Stream(s), dialect.Messages.Shape(r, "0badcafe", 1_777_000_000)
	var b strings.Builder
	var ev dialect.Event
	in.Feed([]byte(stream))
	in.End()
	for {
		ok, err := in.Next(&ev)
		require.NoError(t, err)
		if !ok {
			break
		}
		b.Write(out.Event(&ev))
	}
	b.Write(end(out))
	return b.String()
}

func TestMessagesAreForwardedAsTheyCame(t *testing.T) {
	c := charge(market.Usage{in: 25, out: 15}, 420_000_000)
	ended := strings.Replace(msgEnd, `"output_tokens":15`, `"output_tokens":15,"cost":0.00042`, 1)
	own := `"usage":{"input_tokens":25,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"output_tokens":15,"cost":0.00042}`
	for _, x := range []struct{ name, stream, want string }{
		{"text", plainMessage, sse(msgStart) + sse(textStart) + sse(msgPing) + sse(textHel) + sse(textLo) + sse(textStop) + sse(ended) + sse(msgStop)},
		{"odd spacing and comments", ": hi\n\n" + strings.ReplaceAll(plainMessage, "\n", "\r\n"), ": hi\n\n" +
			strings.ReplaceAll(sse(msgStart)+sse(textStart)+sse(msgPing)+sse(textHel)+sse(textLo)+sse(textStop), "\n", "\r\n") + sse(ended) + sse(msgStop)},
		{"begins twice", sse(msgStart) + sse(msgStart) + sse(textStart) + sse(textStop) + sse(msgEnd) + sse(msgStop), sse(msgStart) + sse(textStart) + sse(textStop) + sse(ended) + sse(msgStop)},
		{"ends twice", sse(msgStart) + sse(msgEnd) + sse(msgStop) + sse(msgStop) + done, sse(msgStart) + sse(ended) + sse(msgStop)},
		{"never ends", sse(msgStart) + sse(textStart) + sse(textHel), sse(msgStart) + sse(textStart) + sse(textHel) + sse(textStop) +
			sse(`{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},`+own+`}`) + sse(msgStop)},
		{"never begins", sse(textStart) + sse(textStop) + sse(msgEnd), sse(`{"type":"message_start","message":{"id":"msg_0badcafe","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":0,"output_tokens":0}}}`) +
			sse(textStart) + sse(textStop) + sse(strings.Replace(msgEnd, `"usage":{"output_tokens":15}`, own, 1)) + sse(msgStop)},
		{"no usage", sse(msgStart) + sse(`{"type":"message_delta","delta":{"stop_reason":"end_turn"}}`), sse(msgStart) + sse(`{`+own+`,"type":"message_delta","delta":{"stop_reason":"end_turn"}}`) + sse(msgStop)},
		{"usage other than charged", sse(msgStart) + sse(strings.Replace(msgEnd, "15", "99", 1)), sse(msgStart) + sse(strings.Replace(msgEnd, `"usage":{"output_tokens":15}`, own, 1)) + sse(msgStop)},
		{"events without names", data(msgStart) + data(textStart) + data(textStop) + data(msgEnd), sse(msgStart) + sse(textStart) + sse(textStop) + sse(ended) + sse(msgStop)},
		{"ping behind the end", sse(msgStart) + sse(msgEnd) + sse(msgPing), sse(msgStart) + sse(msgPing) + sse(ended) + sse(msgStop)},
		{"a count that is none", sse(strings.Replace(msgStart, "25", "-25", 1)) + sse(msgEnd), sse(strings.Replace(msgStart, `25,"output_tokens":1`, `0,"output_tokens":0`, 1)) + sse(strings.Replace(msgEnd, `"usage":{"output_tokens":15}`, own, 1)) + sse(msgStop)},
		{"unknown event", sse(msgStart) + sse(`{"type":"new_thing","x":1}`) + sse(msgEnd), sse(msgStart) + sse(`{"type":"new_thing","x":1}`) + sse(ended) + sse(msgStop)},
		{"vendor's error is not forwarded", sse(msgStart) + sse(msgEnd) + sse(`{"type":"error","error":{"type":"overloaded_error","message":"x"}}`), sse(msgStart) + sse(ended) + sse(msgStop)},
	} {
		require.Equal(t, x.want, shapeMessage(t, bySum, x.stream, whole(c)), x.name)
	}
}

func TestMessageThatBreaksOff(t *testing.T) {
	f := &market.Refusal{Type: market.ProviderUnavailable, Status: 502, Message: "The seller broke off.", Charged: charge(counts{}, 30_000_000).Cost}
	got := shapeMessage(t, bySum, sse(msgStart)+sse(textStart)+sse(textHel), func(s dialect.Shaper) []byte { return s.Fail(f, charge(counts{in: 25, out: 1}, 30_000_000)) })
	tail, found := strings.CutPrefix(got, sse(msgStart)+sse(textStart)+sse(textHel)+"event: error\ndata: ")
	require.True(t, found, got)
	require.True(t, strings.HasSuffix(tail, "}\n\n"))
	require.Equal(t, "error", gjson.Get(tail, "type").String())
	require.Equal(t, "api_error", gjson.Get(tail, "error.type").String())
	require.Equal(t, "0.00003", gjson.Get(tail, "error.metadata.charged").String())
	require.EqualValues(t, 25, gjson.Get(tail, "usage.input_tokens").Int())
	require.Equal(t, "0badcafe", gjson.Get(tail, "request_id").String())
}

func TestMessageErrorBodies(t *testing.T) {
	for status, kind := range map[int]string{400: "invalid_request_error", 401: "authentication_error", 402: "billing_error", 403: "permission_error", 404: "not_found_error",
		409: "invalid_request_error", 413: "request_too_large", 422: "invalid_request_error", 429: "rate_limit_error", 500: "api_error", 502: "api_error", 503: "overloaded_error", 504: "timeout_error"} {
		body := dialect.Messages.ErrorBody(&market.Refusal{Type: market.InvalidRequest, Status: status, Message: "no \"way\"", Param: "tools"}, "c1")
		require.True(t, gjson.ValidBytes(body), "%s", body)
		require.Equal(t, "error", gjson.GetBytes(body, "type").String())
		require.Equal(t, kind, gjson.GetBytes(body, "error.type").String(), "status %d", status)
		require.Equal(t, "no \"way\"", gjson.GetBytes(body, "error.message").String())
		require.Equal(t, "tools", gjson.GetBytes(body, "error.metadata.param").String())
		require.Equal(t, "c1", gjson.GetBytes(body, "request_id").String())
	}
}

func TestWholeMessage(t *testing.T) {
	body := `{"id":"msg_1","type":"message","role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"Eq"},{"type":"text","text":"caf\u00e9"},{"type":"tool_use","id":"t1","name":"f","input":{"a": 1}},{"type":"tool_use","id":"t2","name":"g","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":9,"output_tokens":4}}`
	a, err := dialect.Messages.Answer([]byte(body), bySum)
	require.NoError(t, err)
	require.Equal(t, []string{"thought 0 hm", "signature 0 Eq", "text 0 café", "id 0 t1", "name 0 f", `args 0 {"a":1}`, "id 1 t2", "name 1 g", "args 1 {}", "finish tool_use 4"},
		messageSays([]dialect.Event{{Deltas: a.Deltas, Finish: a.Finish, Stop: a.Stop}}))
	shaped := dialect.Messages.ShapeAnswer(a, charge(counts{in: 9, out: 4}, 5))
	require.Equal(t, strings.Replace(body, `"output_tokens":4`, `"output_tokens":4,"cost":0.000000000005`, 1), string(shaped))

	a, err = dialect.Messages.Answer([]byte(`{"type":"error","error":{"type":"api_error","message":"x"}}`), bySum)
	require.NoError(t, err)
	require.Equal(t, "api_error", a.Err.Type)
	for _, bad := range []string{``, `[]`, `{}`, `{"content":7}`, `{"content":[7]}`, `{"content":[]} x`, `{"content":[],"content":[]}`} {
		_, err = dialect.Messages.Answer([]byte(bad), bySum)
		require.ErrorIs(t, err, dialect.ErrMalformed, bad)
	}
}

func TestAnyCutOfAMessageGivesTheSameEvents(t *testing.T) {
	pieces := append(strings.SplitAfter(plainMessage, "\n\n"), strings.SplitAfter(toolMessage, "\n\n")...)
	pieces = append(pieces, ": c\n\n", "\r", "data:", "{", "event: ping\n", done)
	rapid.Check(t, func(t *rapid.T) {
		stream := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, "parts"), "")
		once := messageEvents(t, bySum, stream)
		var cuts []string
		for rest := stream; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			cuts, rest = append(cuts, rest[:n]), rest[n:]
		}
		require.Equal(t, messageSays(once), messageSays(messageEvents(t, bySum, cuts...)))
	})
}
