package dialect_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

type counts = market.Usage

const (
	in, read, write, out, think = market.Input, market.CacheRead, market.CacheWrite5m, market.Output, market.Reasoning
)

var (
	bySum    = dialect.Semantics{}
	included = dialect.Semantics{Reasoning: dialect.Included}
	excluded = dialect.Semantics{Reasoning: dialect.Excluded}
	inRead   = dialect.Semantics{ReadHoldsWrite: true}
)

// usageShapes are written from what the vendors document or send; the name says whose they are.
var usageShapes = []struct {
	name string
	s    dialect.Semantics
	raw  string
	want counts
}{
	{"openai, last chunk", bySum, `{"prompt_tokens":16,"completion_tokens":300,"total_tokens":316,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}`, counts{in: 16, out: 300}},
	{"openai, cached and reasoning", included, `{"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,"prompt_tokens_details":{"cached_tokens":1920},"completion_tokens_details":{"reasoning_tokens":192}}`, counts{in: 86, read: 1920, out: 108, think: 192}},
	{"openai, cache write (GPT-5.6)", included, `{"prompt_tokens":5000,"completion_tokens":10,"total_tokens":5010,"prompt_tokens_details":{"cached_tokens":1024,"cache_write_tokens":3072}}`, counts{in: 904, read: 1024, write: 3072, out: 10}},
	{"openai, audio both ways", included, `{"prompt_tokens":100,"completion_tokens":90,"total_tokens":190,"prompt_tokens_details":{"audio_tokens":40,"cached_tokens":10},"completion_tokens_details":{"audio_tokens":70,"reasoning_tokens":5}}`, counts{in: 50, read: 10, market.AudioIn: 40, out: 15, think: 5, market.AudioOut: 70}},
	{"openai, rejected predictions are billed within completion", included, `{"prompt_tokens":10,"completion_tokens":50,"total_tokens":60,"completion_tokens_details":{"accepted_prediction_tokens":10,"rejected_prediction_tokens":30,"reasoning_tokens":0}}`, counts{in: 10, out: 50}},
	{"only the three sums", bySum, `{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21}`, counts{in: 9, out: 12}},
	{"no total", bySum, `{"prompt_tokens":9,"completion_tokens":12,"completion_tokens_details":{"reasoning_tokens":2}}`, counts{in: 9, out: 10, think: 2}},
	{"deepseek, hit and miss, reasoning inside", bySum, `{"prompt_tokens":18,"completion_tokens":219,"total_tokens":237,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":205},"prompt_cache_hit_tokens":0,"prompt_cache_miss_tokens":18}`, counts{in: 18, out: 14, think: 205}},
	{"deepseek, only hit and miss", bySum, `{"prompt_tokens":1300,"completion_tokens":5,"total_tokens":1305,"prompt_cache_hit_tokens":1280,"prompt_cache_miss_tokens":20}`, counts{in: 20, read: 1280, out: 5}},
	{"qwen, explicit cache", bySum, `{"prompt_tokens":3019,"completion_tokens":104,"total_tokens":3123,"prompt_tokens_details":{"cached_tokens":2048,"cache_creation_input_tokens":900,"cache_type":"ephemeral"},"completion_tokens_details":{"reasoning_tokens":60}}`, counts{in: 71, read: 2048, write: 900, out: 44, think: 60}},
	{"kimi, cached_tokens at the top", bySum, `{"prompt_tokens":4096,"completion_tokens":7,"total_tokens":4103,"cached_tokens":3840}`, counts{in: 256, read: 3840, out: 7}},
	{"kimi, in the details", bySum, `{"prompt_tokens":4096,"completion_tokens":7,"total_tokens":4103,"cached_tokens":3840,"prompt_tokens_details":{"cached_tokens":3840}}`, counts{in: 256, read: 3840, out: 7}},
	{"glm, doubao, hunyuan", bySum, `{"completion_tokens":239,"prompt_tokens":8,"prompt_tokens_details":{"cached_tokens":0},"total_tokens":247}`, counts{in: 8, out: 239}},
	{"xai, reasoning beside, found by the sum", bySum, `{"prompt_tokens":12,"completion_tokens":2,"total_tokens":354,"prompt_tokens_details":{"text_tokens":12,"audio_tokens":0,"image_tokens":0,"cached_tokens":2},"completion_tokens_details":{"reasoning_tokens":340,"audio_tokens":0},"num_sources_used":0,"cost_in_usd_ticks":17}`, counts{in: 10, read: 2, out: 2, think: 340}},
	{"xai, told", excluded, `{"prompt_tokens":12,"completion_tokens":2,"total_tokens":354,"completion_tokens_details":{"reasoning_tokens":340}}`, counts{in: 12, out: 2, think: 340}},
	{"openrouter, with its cost", bySum, `{"prompt_tokens":194,"completion_tokens":2,"total_tokens":196,"cost":0.95,"is_byok":false,"cost_details":{"upstream_inference_cost":19},"prompt_tokens_details":{"cached_tokens":0,"cache_write_tokens":100},"completion_tokens_details":{"reasoning_tokens":0}}`, counts{in: 94, write: 100, out: 2}},
	{"openrouter, read holds this call's writes", inRead, `{"prompt_tokens":1000,"completion_tokens":2,"total_tokens":1002,"prompt_tokens_details":{"cached_tokens":900,"cache_write_tokens":200}}`, counts{in: 100, read: 700, write: 200, out: 2}},
	{"web searches", bySum, `{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"server_tool_use":{"web_search_requests":3}}`, counts{in: 10, out: 2, market.Searches: 3}},
	{"images", bySum, `{"prompt_tokens":300,"completion_tokens":1300,"total_tokens":1600,"prompt_tokens_details":{"image_tokens":258},"completion_tokens_details":{"image_tokens":1290}}`, counts{in: 42, market.ImageIn: 258, out: 10, market.ImageOut: 1290}},
	{"details null", bySum, `{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"prompt_tokens_details":null,"completion_tokens_details":null}`, counts{in: 10, out: 2}},
	{"counts null", bySum, `{"prompt_tokens":10,"completion_tokens":2,"total_tokens":null,"prompt_tokens_details":{"cached_tokens":null}}`, counts{in: 10, out: 2}},
	{"blanks as Python writes them", bySum, `{ "prompt_tokens" : 10 , "completion_tokens" : 2, "total_tokens": 12 }`, counts{in: 10, out: 2}},
	{"fraction of zeros as Lua writes them", bySum, `{"prompt_tokens":10.0,"completion_tokens":2.00,"total_tokens":12}`, counts{in: 10, out: 2}},
	{"nothing at all", bySum, `{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}`, counts{}},
}

func answerWith(t require.TestingT, s dialect.Semantics, usage string) *dialect.Answer {
	a, err := openAI(t).Answer([]byte(`{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":"yes"},"finish_reason":"stop"}],"usage":`+usage+`}`), s)
	require.NoError(t, err)
	return a
}

func TestUsageIsMadeDisjoint(t *testing.T) {
	for _, c := range usageShapes {
		u := answerWith(t, c.s, c.raw).Usage
		require.NotNil(t, u, c.name)
		require.Empty(t, u.Anomaly, c.name)
		require.Equal(t, c.want, u.Counts, c.name)
		require.Equal(t, c.raw, string(u.Raw), "%s: kept as it came", c.name)
	}
}

func TestAnomalousUsageIsMarkedAndNeverClamped(t *testing.T) {
	for _, c := range []struct {
		name string
		s    dialect.Semantics
		raw  string
		text string
	}{
		{"negative", bySum, `{"prompt_tokens":10,"completion_tokens":-5,"total_tokens":5}`, "completion_tokens is -5"},
		{"2^63", bySum, `{"prompt_tokens":10,"completion_tokens":9223372036854775808}`, "completion_tokens is 9223372036854775808"},
		{"2^64 + 3", bySum, `{"prompt_tokens":10,"completion_tokens":18446744073709551619}`, "completion_tokens is"},
		{"over the most", bySum, `{"prompt_tokens":1099511627777,"completion_tokens":1}`, "prompt_tokens is"},
		{"fraction", bySum, `{"prompt_tokens":10.5,"completion_tokens":1}`, "prompt_tokens is 10.5"},
		{"exponent", bySum, `{"prompt_tokens":1e2,"completion_tokens":1}`, "prompt_tokens is 1e2"},
		{"text", bySum, `{"prompt_tokens":"10","completion_tokens":1}`, "prompt_tokens is no number"},
		{"object", bySum, `{"prompt_tokens":{},"completion_tokens":1}`, "prompt_tokens is no number"},
		{"missing", bySum, `{"total_tokens":3}`, "is missing"},
		{"empty", bySum, `{}`, "is missing"},
		{"null parts", bySum, `{"prompt_tokens":null,"completion_tokens":3}`, "is missing"},
		{"array", bySum, `[]`, "expected"},
		{"number", bySum, `7`, "expected"},
		{"string", bySum, `"lots"`, "expected"},
		{"twice", bySum, `{"prompt_tokens":1,"prompt_tokens":2,"completion_tokens":3}`, "Duplicate"},
		{"sum", bySum, `{"prompt_tokens":10,"completion_tokens":5,"total_tokens":16}`, "total_tokens is 16, the parts add up to 15"},
		{"sum with reasoning told to be inside", included, `{"prompt_tokens":10,"completion_tokens":5,"total_tokens":18,"completion_tokens_details":{"reasoning_tokens":3}}`, "total_tokens is 18"},
		{"sum with reasoning told to be beside", excluded, `{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"completion_tokens_details":{"reasoning_tokens":3}}`, "total_tokens is 15, the parts add up to 18"},
		{"more cached than prompt", bySum, `{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":11}}`, "prompt_tokens is 10, its parts add up to 11"},
		{"more reasoning than completion", bySum, `{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"completion_tokens_details":{"reasoning_tokens":6}}`, "completion_tokens is 5"},
		{"writes over reads that hold them", inRead, `{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":3,"cache_write_tokens":4}}`, "cache writes 4"},
	} {
		u := answerWith(t, c.s, c.raw).Usage
		require.NotNil(t, u, c.name)
		require.Contains(t, u.Anomaly, c.text, c.name)
		require.Equal(t, counts{}, u.Counts, "%s: no number of an anomalous usage is used", c.name)
	}
}

func TestNoUsageIsNoUsage(t *testing.T) {
	require.Nil(t, answerWith(t, bySum, "null").Usage)
}

func FuzzUsage(f *testing.F) {
	for _, c := range usageShapes {
		f.Add([]byte(c.raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := openAI(t).Answer([]byte(`{"choices":[{"message":{"content":"yes"}}],"usage":`+string(raw)+`}`), bySum)
		if err != nil || a.Usage == nil || a.Usage.Anomaly != "" {
			return
		}
		u := a.Usage.Counts
		require.NoError(t, u.Validate())
		shaped := openAI(t).ShapeAnswer(a, dialect.Charge{Usage: u})
		again, err := openAI(t).Answer(shaped, bySum)
		require.NoError(t, err)
		require.Empty(t, again.Usage.Anomaly)
		require.Equal(t, u, again.Usage.Counts, "what an application is told counts as what was charged")
	})
}
