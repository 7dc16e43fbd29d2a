package vendor_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/tolsey/tolsey/testnet/vendor"
)

func withMessages(c *vendor.Config) {
	c.Accounts = append(c.Accounts, vendor.Account{Vendor: "anthropic", Name: "s1", Key: "key-anthropic"}, vendor.Account{Vendor: "minimax", Name: "s1", Key: "key-minimax"})
}

// ask sends a Messages request and returns the answer with its body read.
func (b *bench) ask(path, key, body string) (*http.Response, string) {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodPost, b.url+path, strings.NewReader(body))
	require.NoError(b.t, err)
	req.Header.Set("X-Api-Key", key)
	req.Header.Set("Anthropic-Version", "2023-06-01")
	return b.do(req)
}

func (b *bench) claude(body string) (*http.Response, string) {
	b.t.Helper()
	return b.ask("/anthropic/v1/messages", "key-anthropic", body)
}

func (b *bench) claudeRow() vendor.Row {
	b.t.Helper()
	rows := b.bill("anthropic", "key-anthropic").Rows
	require.NotEmpty(b.t, rows)
	return rows[len(rows)-1]
}

// messageEvents are a stream's events, each with its name.
func messageEvents(t *testing.T, text string) (out [][2]string) {
	t.Helper()
	for _, e := range strings.Split(strings.TrimSuffix(text, "\n\n"), "\n\n") {
		name, data, found := strings.Cut(e, "\ndata: ")
		require.True(t, found, e)
		out = append(out, [2]string{strings.TrimPrefix(name, "event: "), data})
	}
	return out
}

func TestMessageAndItsBill(t *testing.T) {
	b := start(t, withMessages)
	resp, text := b.claude(`{"model":"claude-haiku-4.5","max_tokens":500,"system":"Be terse.","messages":[{"role":"user","content":"hi [[tokens:40]]"}]}`)
	require.Equal(t, http.StatusOK, resp.StatusCode, text)
	require.Equal(t, "message", gjson.Get(text, "type").String())
	require.Equal(t, "end_turn", gjson.Get(text, "stop_reason").String())
	said := gjson.Get(text, "content.0.text").String()
	prompt := 3 + 3 + T(t, "system") + T(t, "Be terse.") + 3 + T(t, "user") + T(t, "hi [[tokens:40]]")
	require.Equal(t, prompt, gjson.Get(text, "usage.input_tokens").Int())
	require.Equal(t, T(t, said), gjson.Get(text, "usage.output_tokens").Int())
	row := b.claudeRow()
	require.Equal(t, vendor.Delivered, row.Outcome)
	require.Equal(t, [2]int64{prompt, T(t, said)}, [2]int64{row.Prompt, row.Completion})
	// Haiku lists 1.00 and 5.00 dollars per million; six tenths of it are billed.
	require.Equal(t, new(big.Int).SetInt64(600_000*prompt+3_000_000*T(t, said)).String(), row.Picos)
	require.Equal(t, "msg_"+row.ID, gjson.Get(text, "id").String())
	require.Equal(t, "req_"+row.ID, resp.Header.Get("Request-Id"))

	resp, text = b.ask("/anthropic/v1/messages/count_tokens", "key-anthropic", `{"model":"claude-haiku-4.5","system":"Be terse.","messages":[{"role":"user","content":"hi [[tokens:40]]"}]}`)
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.JSONEq(t, fmt.Sprintf(`{"input_tokens":%d}`, prompt), text)
	require.Len(t, b.bill("anthropic", "key-anthropic").Rows, 1, "counting is free")
}

func TestMessageStreamOfThoughtAndToolAndItsReturn(t *testing.T) {
	b := start(t, withMessages)
	tools := `"tools":[{"name":"look_up","input_schema":{"type":"object","properties":{"q":{"type":"string"}}}}]`
	_, text := b.claude(`{"model":"claude-opus-5","max_tokens":3000,"stream":true,"thinking":{"type":"enabled","budget_tokens":1024},` + tools + `,"messages":[{"role":"user","content":"find [[tool]]"}]}`)
	var names []string
	var thought, args, signature, id string
	for _, e := range messageEvents(t, text) {
		require.Equal(t, e[0], gjson.Get(e[1], "type").String())
		if len(names) == 0 || names[len(names)-1] != e[0] {
			names = append(names, e[0])
		}
		thought += gjson.Get(e[1], "delta.thinking").String()
		args += gjson.Get(e[1], "delta.partial_json").String()
		signature += gjson.Get(e[1], "delta.signature").String()
		id += gjson.Get(e[1], "content_block.id").String()
	}
	require.Equal(t, []string{"message_start", "content_block_start", "ping", "content_block_delta", "content_block_stop", "content_block_start", "content_block_delta",
		"content_block_stop", "message_delta", "message_stop"}, names)
	end := messageEvents(t, text)[len(messageEvents(t, text))-2][1]
	require.Equal(t, "tool_use", gjson.Get(end, "delta.stop_reason").String())
	require.Equal(t, T(t, thought), gjson.Get(end, "usage.output_tokens_details.thinking_tokens").Int())
	require.Equal(t, T(t, thought)+T(t, "look_up")+T(t, args), gjson.Get(end, "usage.output_tokens").Int())
	require.True(t, gjson.Valid(args), args)

	next := func(signature string) string {
		turn, err := json.Marshal([]any{map[string]any{"type": "thinking", "thinking": thought, "signature": signature},
			map[string]any{"type": "tool_use", "id": id, "name": "look_up", "input": json.RawMessage(args)}})
		require.NoError(t, err)
		return `{"model":"claude-opus-5","max_tokens":50,` + tools + `,"messages":[{"role":"user","content":"find"},{"role":"assistant","content":` + string(turn) +
			`},{"role":"user","content":[{"type":"tool_result","tool_use_id":"` + id + `","content":"found"}]}]}`
	}
	resp, text := b.claude(next(signature))
	require.Equal(t, http.StatusOK, resp.StatusCode, text)
	resp, text = b.claude(next(signature + "A"))
	require.Equal(t, http.StatusBadRequest, resp.StatusCode)
	require.Contains(t, text, "Invalid `signature` in `thinking` block")
}

func TestMarkedPromptsAreKeptAndBilled(t *testing.T) {
	b := start(t, withMessages)
	long := strings.Repeat("price of a token in the market, ", 200)
	body := func(model, ttl, last string) string {
		return `{"model":"` + model + `","max_tokens":20,"system":[{"type":"text","text":"` + long + `","cache_control":{"type":"ephemeral"` + ttl + `}}],"messages":[{"role":"user","content":"` + last + `"}]}`
	}
	for _, c := range []struct {
		ttl, last    string
		read, w5, w1 bool
	}{{"", "a", false, true, false}, {"", "b", true, false, false}} {
		_, text := b.claude(body("claude-sonnet-5", c.ttl, c.last))
		row := b.claudeRow()
		kept := 3 + T(t, "system") + T(t, long)
		require.Equal(t, [3]int64{pick(c.read, kept), pick(c.w5, kept), pick(c.w1, kept)}, [3]int64{row.Cached, row.Write5m, row.Write1h}, text)
		require.Equal(t, row.Prompt-kept, gjson.Get(text, "usage.input_tokens").Int(), "the cache's tokens are beside the input")
		require.Equal(t, row.Cached, gjson.Get(text, "usage.cache_read_input_tokens").Int())
		require.Equal(t, row.Write5m, gjson.Get(text, "usage.cache_creation.ephemeral_5m_input_tokens").Int())
		// Sonnet lists 2.00, read 0.20, kept 2.50, out 10.00 dollars per million.
		require.Equal(t, fmt.Sprint(1_200_000*(row.Prompt-kept)+120_000*row.Cached+1_500_000*row.Write5m+6_000_000*row.Completion), row.Picos)
	}
	_, text := b.claude(body("claude-opus-5", `,"ttl":"1h"`, "a"))
	row := b.claudeRow()
	require.Positive(t, row.Write1h, text)
	require.Zero(t, row.Write5m)
	line := b.bill("anthropic", "key-anthropic").Models[0]
	require.Equal(t, row.Write1h, line.Usage.CacheWrite1h)
	require.Equal(t, row.Prompt, line.Usage.Input+line.Usage.CacheRead+line.Usage.CacheWrite5m+line.Usage.CacheWrite1h)
}

// A conversation that grows is read from where the turn before marked it.
func TestGrowingConversationIsReadFromItsLastMark(t *testing.T) {
	b := start(t, withMessages)
	long := strings.Repeat("price of a token in the market, ", 200)
	turns := `{"role":"user","content":[{"type":"text","text":"` + long + `"%s}]}`
	_, _ = b.claude(`{"model":"claude-haiku-4.5","max_tokens":20,"messages":[` + fmt.Sprintf(turns, `,"cache_control":{"type":"ephemeral"}`) + `]}`)
	first := b.claudeRow()
	_, text := b.claude(`{"model":"claude-haiku-4.5","max_tokens":20,"messages":[` + fmt.Sprintf(turns, "") + `,{"role":"assistant","content":"yes"},{"role":"user","content":[{"type":"text","text":"more","cache_control":{"type":"ephemeral"}}]}]}`)
	second := b.claudeRow()
	require.Equal(t, first.Write5m, second.Cached, text)
	require.Equal(t, 3+T(t, "assistant")+T(t, "yes")+3+T(t, "user")+T(t, "more"), second.Write5m)
}

func pick(is bool, n int64) int64 {
	if is {
		return n
	}
	return 0
}

func TestMiniMaxSplitsItsUsageLast(t *testing.T) {
	b := start(t, withMessages)
	long := strings.Repeat("price of a token in the market, ", 200)
	body := `{"model":"minimax-m2.7","max_tokens":20,"stream":true,"system":[{"type":"text","text":"` + long + `","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"hi"}]}`
	for _, path := range []string{"/minimax/anthropic/v1/messages", "/minimax/v1/messages"} {
		_, text := b.ask(path, "key-minimax", body)
		events := messageEvents(t, text)
		row := b.bill("minimax", "key-minimax").Rows
		last := row[len(row)-1]
		require.Equal(t, last.Prompt, gjson.Get(events[0][1], "message.usage.input_tokens").Int())
		require.False(t, gjson.Get(events[0][1], "message.usage.cache_read_input_tokens").Exists())
		end := gjson.Get(events[len(events)-2][1], "usage")
		require.Equal(t, last.Prompt-last.Cached-last.Write5m, end.Get("input_tokens").Int())
		require.Equal(t, last.Cached, end.Get("cache_read_input_tokens").Int())
		require.Equal(t, last.Write5m, end.Get("cache_creation_input_tokens").Int())
		require.Positive(t, last.Cached+last.Write5m)
	}
}

func TestMessageFaults(t *testing.T) {
	b := start(t, withMessages)
	ask := func(fault string, stream bool) (*http.Response, string) {
		return b.claude(fmt.Sprintf(`{"model":"claude-haiku-4.5","max_tokens":60,"stream":%t,"messages":[{"role":"user","content":"naïve 市场 [[tokens:40]] [[fault:%s]]"}]}`, stream, fault))
	}
	for _, c := range []struct {
		fault, kind string
		status      int
	}{{"http400", "invalid_request_error", 400}, {"http401", "authentication_error", 401}, {"http402", "billing_error", 402}, {"http403", "permission_error", 403}, {"http404", "not_found_error", 404},
		{"http413", "request_too_large", 413}, {"http429", "rate_limit_error", 429}, {"spendlimit", "rate_limit_error", 429}, {"http500", "api_error", 500}, {"http529", "overloaded_error", 529}} {
		resp, text := ask(c.fault, true)
		require.Equal(t, c.status, resp.StatusCode, c.fault)
		require.Equal(t, "error", gjson.Get(text, "type").String())
		require.Equal(t, c.kind, gjson.Get(text, "error.type").String(), c.fault)
		require.NotEmpty(t, gjson.Get(text, "request_id").String())
		require.Equal(t, c.fault == "http429", resp.Header.Get("Retry-After") != "", c.fault)
		require.Equal(t, vendor.Refused, b.claudeRow().Outcome)
		require.Equal(t, "0", b.claudeRow().Picos)
	}
	count := func(text, name string) int { return strings.Count(text, "event: "+name+"\n") }
	for _, c := range []struct {
		fault string
		check func(text string)
	}{
		{"twicestart", func(text string) { require.Equal(t, 2, count(text, "message_start")) }},
		{"doubledone", func(text string) { require.Equal(t, 2, count(text, "message_stop")) }},
		{"splitlast", func(text string) {
			require.Equal(t, "0", gjson.Get(messageEvents(t, text)[0][1], "message.usage.output_tokens").String())
		}},
		{"pings", func(text string) { require.Equal(t, 2, count(text, "ping")) }},
		{"splitrunes", func(text string) { require.Equal(t, 1, count(text, "message_stop")) }},
		{"nousage", func(text string) { require.NotContains(t, text, `"usage"`) }},
		{"negativeusage", func(text string) { require.Contains(t, text, `"output_tokens":-`) }},
		{"hugeusage", func(text string) { require.Contains(t, text, `"output_tokens":9223372036854775808`) }},
		{"wrongusage@5", func(text string) {
			require.Contains(t, text, fmt.Sprintf(`"output_tokens":%d`, b.claudeRow().Completion+5))
		}},
		{"error200@5", func(text string) {
			require.Equal(t, 1, count(text, "error"))
			require.Zero(t, count(text, "message_stop"))
			require.Equal(t, vendor.Broken, b.claudeRow().Outcome)
		}},
		{"error200@0", func(text string) { require.Equal(t, "0", b.claudeRow().Picos) }},
		{"cut@5", func(text string) { require.Zero(t, count(text, "message_delta")) }},
		{"truncated", func(text string) { require.False(t, strings.HasSuffix(text, "}\n\n")) }},
		{"length", func(text string) { require.Contains(t, text, `"stop_reason":"max_tokens"`) }},
		{"empty", func(text string) { require.Zero(t, count(text, "content_block_start")) }},
		{"badutf8", func(text string) { require.Contains(t, text, "\xff\xc3") }},
	} {
		resp, text := ask(c.fault, true)
		require.Equal(t, http.StatusOK, resp.StatusCode, c.fault)
		c.check(text)
	}
	for _, fault := range []string{"nousage", "hugeusage", "error200@2", "truncated", "badutf8", "cut@2"} {
		_, text := ask(fault, false)
		require.NotEmpty(t, text, fault)
	}
}

func TestBadMessagesAreRefused(t *testing.T) {
	b := start(t, withMessages)
	hi := `"messages":[{"role":"user","content":"hi"}]`
	for _, c := range []struct{ body, want string }{
		{`{`, "not valid JSON"},
		{`{"model":"claude-haiku-4.5",` + hi + `}`, "max_tokens: Field required"},
		{`{"model":"claude-haiku-4.5","max_tokens":9,"stream_options":{},` + hi + `}`, "stream_options: Extra inputs are not permitted"},
		{`{"model":"claude-haiku-4.5","max_tokens":99999,` + hi + `}`, "maximum allowed number of output tokens"},
		{`{"model":"nope","max_tokens":9,` + hi + `}`, "model: nope"},
		{`{"model":"claude-haiku-4.5","max_tokens":1500,"thinking":{"type":"enabled","budget_tokens":1500},` + hi + `}`, "must be greater than"},
		{`{"model":"claude-haiku-4.5","max_tokens":9,"messages":[{"role":"tool","content":"x"}]}`, "Input should be"},
		{`{"model":"claude-haiku-4.5","max_tokens":9,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"x"}]}]}`, "unexpected `tool_use_id`"},
		{`{"model":"claude-haiku-4.5","max_tokens":9,"messages":[{"role":"user","content":[` + strings.Repeat(`{"type":"text","text":"x","cache_control":{"type":"ephemeral"}},`, 4) + `{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]}]}`, "maximum of 4 blocks"},
	} {
		resp, text := b.claude(c.body)
		require.Contains(t, []int{400, 404}, resp.StatusCode, text)
		require.Contains(t, gjson.Get(text, "error.message").String(), c.want, c.body)
	}
	resp, text := b.ask("/anthropic/v1/messages", "wrong", `{}`)
	require.Equal(t, http.StatusUnauthorized, resp.StatusCode)
	require.Equal(t, "authentication_error", gjson.Get(text, "error.type").String())
	req, err := http.NewRequest(http.MethodPost, b.url+"/anthropic/v1/messages", strings.NewReader(`{}`))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer key-anthropic")
	_, text = b.do(req)
	require.Contains(t, text, "anthropic-version: header is required")
}

func TestModelsInAnthropicsShape(t *testing.T) {
	b := start(t, withMessages)
	req, err := http.NewRequest(http.MethodGet, b.url+"/anthropic/v1/models", nil)
	require.NoError(t, err)
	req.Header.Set("X-Api-Key", "key-anthropic")
	req.Header.Set("Anthropic-Version", "2023-06-01")
	_, text := b.do(req)
	require.Equal(t, []string{"claude-opus-5", "claude-sonnet-5", "claude-haiku-4.5"}, strings.Fields(strings.Trim(strings.NewReplacer(`"`, "", ",", " ").Replace(gjson.Get(text, "data.#.id").Raw), "[]")))
	require.False(t, gjson.Get(text, "has_more").Bool())
}
