package meter_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

func decode(t testing.TB, body string) *dialect.Request {
	codec, err := dialect.For("openai")
	require.NoError(t, err)
	r, err := codec.Decode([]byte(body))
	require.NoError(t, err)
	return r
}

// T is the number of tokens of one text, by the slow reference.
var T = reference

func TestPromptIsCountedByTheTemplate(t *testing.T) {
	call := `[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]`
	tool := `[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]`
	for _, c := range []struct {
		name, body string
		want       uint64
	}{
		{"one message", `{"model":"m","messages":[{"role":"user","content":"hello world"}]}`, 3 + 3 + T("user") + T("hello world")},
		{"escapes", `{"model":"m","messages":[{"role":"user","content":"a\n\u00e9\ud83d\ude42\ud800"}]}`, 3 + 3 + T("user") + T("a\né🙂\ufffd")},
		{"parts are apart", `{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"hel"},{"type":"text","text":"lo"}]}]}`, 3 + 3 + T("user") + T("hel") + T("lo")},
		{"a part counts by its type", `{"model":"m","messages":[{"role":"user","content":[{"refusal":"no","type":"text","text":"yes"}]}]}`, 3 + 3 + T("user") + T("yes")},
		{"name", `{"model":"m","messages":[{"name":"alice","role":"user","content":""},{"role":"user","name":"","content":"x"}]}`, 3 + 3 + T("user") + 1 + T("alice") + 3 + T("user") + T("x")},
		{"tool calls", `{"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":` + strings.ReplaceAll(call, ",", " ,\n") + `},{"role":"tool","tool_call_id":"c1","content":"42"}]}`,
			3 + 3 + T("assistant") + T(call) + 3 + T("tool") + T("c1") + T("42")},
		{"no tool calls", `{"model":"m","messages":[{"role":"assistant","content":"x","tool_calls":[ ]}]}`, 3 + 3 + T("assistant") + T("x")},
		{"tools", `{"model":"m","tools":` + strings.ReplaceAll(tool, ":", " : ") + `,"messages":[{"role":"user","content":"x"}]}`, 3 + T(tool) + 3 + T("user") + T("x")},
		{"no tools", `{"model":"m","tools":[],"messages":[{"role":"user","content":"x"}]}`, 3 + 3 + T("user") + T("x")},
		{"other fields", `{"model":"m","user":"somebody","stop":["a b c"],"messages":[{"role":"user","content":"x"}]}`, 3 + 3 + T("user") + T("x")},
	} {
		n, exact := meter.Devnet().CountInput("z-ai/glm-5.2", decode(t, c.body))
		require.Equal(t, c.want, n, "%s: prompt tokens", c.name)
		require.True(t, exact, c.name)
	}
}

func TestCountsAreChecksOnlyWhereTheTokenizerIsTheVendors(t *testing.T) {
	plain := decode(t, `{"model":"m","messages":[{"role":"user","content":"x"}]}`)
	tools := decode(t, `{"model":"m","tools":[{"type":"function","function":{"name":"f"}}],"messages":[{"role":"user","content":"x"}]}`)
	for _, c := range []struct {
		table meter.Table
		model market.Model
		r     *dialect.Request
		exact bool
	}{
		{meter.Public(), "openai/gpt-5.6-luna", plain, true},
		{meter.Public(), "openai/gpt-5.6-luna", tools, false},
		{meter.Public(), "deepseek/deepseek-v4-flash", plain, false},
		{meter.Devnet(), "deepseek/deepseek-v4-flash", plain, true},
		{meter.Devnet(), "deepseek/deepseek-v4-flash", tools, true},
	} {
		_, exact := c.table.CountInput(c.model, c.r)
		require.Equal(t, c.exact, exact, "%s", c.model)
	}
}

func TestInputBound(t *testing.T) {
	r := decode(t, `{"model":"m","messages":[{"role":"user","content":"hello world, how are you?"}]}`)
	n := 3 + 3 + T("user") + T("hello world, how are you?")
	require.Equal(t, (n*115+99)/100+256, meter.InputBound("openai/gpt-5.6-luna", r))
	require.Equal(t, (n*150+99)/100+256, meter.InputBound("moonshotai/kimi-k3", r))

	many := decode(t, `{"model":"m","messages":[`+strings.Repeat(`{"role":"user","content":"a"},`, 999)+`{"role":"user","content":"a"}]}`)
	require.GreaterOrEqual(t, meter.InputBound("x/y", many), uint64(5003), "the template of many small messages is bounded too")

	schema := decode(t, `{"model":"m","response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}},"messages":[{"role":"user","content":"hello world, how are you?"}]}`)
	require.Greater(t, meter.InputBound("x/y", schema), meter.InputBound("x/y", r), "a schema may stand in the prompt")
}

func TestInputBoundOfMedia(t *testing.T) {
	text := meter.InputBound("x/y", &dialect.Request{})
	for _, c := range []struct {
		m    dialect.Media
		want uint64
	}{
		{dialect.Media{Kind: dialect.Image}, 16_384},
		{dialect.Media{Kind: dialect.Image, Width: 10, Height: 10}, 2_700},
		{dialect.Media{Kind: dialect.Image, Width: 2048, Height: 2048}, 2048*2048/784 + 2},
		{dialect.Media{Kind: dialect.Image, Width: 1 << 40, Height: 1 << 40}, 16_384},
		{dialect.Media{Kind: dialect.Audio, Bytes: 3000}, 100 + 256},
		{dialect.Media{Kind: dialect.File, Bytes: 3000}, 3000 + 256},
	} {
		got := meter.InputBound("x/y", &dialect.Request{Media: []dialect.Media{c.m}})
		require.Equal(t, c.want, got-text, "tokens of %+v", c.m)
	}
}

func BenchmarkInputBound(b *testing.B) {
	body := fmt.Sprintf(`{"model":"m","messages":[{"role":"system","content":"You are terse."},{"role":"user","content":%q}]}`, strings.Repeat(prose, 4)[:900])
	r := decode(b, body)
	b.ReportAllocs()
	for b.Loop() {
		meter.InputBound("x/y", r)
	}
}
