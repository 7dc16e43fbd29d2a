package dialect_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

const hour, searches = market.CacheWrite1h, market.Searches

var promptFirst = dialect.Semantics{PromptFirst: true}

// messageUsages are usages of Anthropic's dialect: of a whole message, or of a stream's beginning and its end. Sources: [docs] Anthropic's
// API reference, [sdk] anthropic-sdk-go, [va] fixtures of vercel/ai, [pr] pull requests named in DIALECTS.md section 2.2, [cc] records of
// Claude Code.
var messageUsages = []struct {
	name       string
	s          dialect.Semantics
	start, end string // start "": a whole message
	want       counts
}{
	{"docs: whole", bySum, "", `{"input_tokens":2095,"output_tokens":503}`, counts{in: 2095, out: 503}},
	{"docs: nulls", bySum, "", `{"cache_creation":null,"cache_creation_input_tokens":null,"cache_read_input_tokens":null,"input_tokens":12,"output_tokens":6,"server_tool_use":null,"service_tier":null}`, counts{in: 12, out: 6}},
	{"docs: 5m write", bySum, "", `{"cache_creation":{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":188086},"cache_creation_input_tokens":188086,"cache_read_input_tokens":0,"input_tokens":21,"output_tokens":393}`, counts{in: 21, write: 188086, out: 393}},
	{"docs: read", bySum, "", `{"cache_creation_input_tokens":0,"cache_read_input_tokens":188086,"input_tokens":21,"output_tokens":393}`, counts{in: 21, read: 188086, out: 393}},
	{"docs: both writes and a read", bySum, "", `{"input_tokens":2048,"cache_read_input_tokens":1800,"cache_creation_input_tokens":248,"output_tokens":503,"cache_creation":{"ephemeral_5m_input_tokens":148,"ephemeral_1h_input_tokens":100}}`, counts{in: 2048, read: 1800, write: 148, hour: 100, out: 503}},
	{"cc: 1h write", bySum, "", `{"input_tokens":2,"cache_creation_input_tokens":10408,"cache_read_input_tokens":14265,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":10408},"output_tokens":1,"service_tier":"standard","inference_geo":"not_available"}`, counts{in: 2, read: 14265, hour: 10408, out: 1}},
	{"pr: split missing", bySum, "", `{"input_tokens":3,"cache_creation_input_tokens":900,"output_tokens":5}`, counts{in: 3, write: 900, out: 5}},
	{"pr: total missing", bySum, "", `{"input_tokens":3,"cache_creation":{"ephemeral_5m_input_tokens":400,"ephemeral_1h_input_tokens":500},"output_tokens":5}`, counts{in: 3, write: 400, hour: 500, out: 5}},
	{"pr: split smaller than total, the rest kept 5m", bySum, "", `{"input_tokens":3,"cache_creation_input_tokens":900,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":500},"output_tokens":5}`, counts{in: 3, write: 400, hour: 500, out: 5}},
	{"pr: split larger than total", bySum, "", `{"input_tokens":3,"cache_creation_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":500},"output_tokens":5}`, counts{in: 3, write: 300, hour: 500, out: 5}},
	{"sdk: thinking within output", bySum, "", `{"input_tokens":40,"output_tokens":300,"output_tokens_details":{"thinking_tokens":220}}`, counts{in: 40, out: 80, think: 220}},
	{"docs: web searches", bySum, "", `{"input_tokens":105,"output_tokens":6039,"cache_read_input_tokens":7123,"cache_creation_input_tokens":7345,"server_tool_use":{"web_search_requests":1,"web_fetch_requests":2}}`, counts{in: 105, read: 7123, write: 7345, out: 6039, searches: 1}},
	{"va: compaction is left out of the totals", bySum, "", `{"input_tokens":682,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"iterations":[{"input_tokens":60385,"output_tokens":592,"cache_read_input_tokens":0,"cache_creation_input_tokens":0,"type":"compaction"},{"input_tokens":682,"output_tokens":1320,"cache_read_input_tokens":0,"cache_creation_input_tokens":0,"type":"message"}],"output_tokens":1320,"service_tier":"standard"}`, counts{in: 61067, out: 1912}},
	{"va: compaction that reads and writes the cache", bySum, "", `{"input_tokens":10,"output_tokens":20,"iterations":[{"type":"compaction","input_tokens":1,"output_tokens":2,"cache_read_input_tokens":3,"cache_creation_input_tokens":4}]}`, counts{in: 11, read: 3, write: 4, out: 22}},
	{"va: fallback to another model", bySum, "", `{"input_tokens":412,"output_tokens":264,"cache_read_input_tokens":0,"cache_creation_input_tokens":0,"iterations":[{"type":"message","model":"claude-fable-5","input_tokens":408,"output_tokens":0},{"type":"fallback_message","model":"claude-opus-4-8","input_tokens":412,"output_tokens":264}]}`, counts{in: 412, out: 264}},
	{"docs: iterations null", bySum, "", `{"input_tokens":4,"output_tokens":2,"iterations":null}`, counts{in: 4, out: 2}},
	{"docs: stream, the end counts only the output", bySum, `{"input_tokens":25,"output_tokens":1}`, `{"output_tokens":15}`, counts{in: 25, out: 15}},
	{"docs: stream with a cache", bySum, `{"input_tokens":4,"cache_creation_input_tokens":248,"cache_read_input_tokens":1800,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":248},"output_tokens":1}`, `{"output_tokens":90}`, counts{in: 4, read: 1800, hour: 248, out: 90}},
	{"sdk: the end repeats all", bySum, `{"input_tokens":4,"cache_creation_input_tokens":248,"cache_read_input_tokens":1800,"output_tokens":1}`, `{"input_tokens":4,"cache_creation_input_tokens":248,"cache_read_input_tokens":1800,"output_tokens":90}`, counts{in: 4, read: 1800, write: 248, out: 90}},
	{"va: the end replaces the input", bySum, `{"input_tokens":43,"output_tokens":1}`, `{"input_tokens":61,"output_tokens":2}`, counts{in: 61, out: 2}},
	{"kimi, minimax, glm: whole prompt first, split last", bySum, `{"input_tokens":1000,"output_tokens":0}`, `{"input_tokens":100,"cache_read_input_tokens":850,"cache_creation_input_tokens":50,"output_tokens":7}`, counts{in: 100, read: 850, write: 50, out: 7}},
	{"the same, without an input of its own", promptFirst, `{"input_tokens":1000,"output_tokens":0}`, `{"cache_read_input_tokens":850,"cache_creation_input_tokens":50,"output_tokens":7}`, counts{in: 100, read: 850, write: 50, out: 7}},
	{"the same of a vendor that excludes", bySum, `{"input_tokens":1000,"output_tokens":0}`, `{"cache_read_input_tokens":850,"output_tokens":7}`, counts{in: 1000, read: 850, out: 7}},
	{"glm: nothing first", bySum, `{"input_tokens":0,"output_tokens":0}`, `{"input_tokens":11,"output_tokens":4,"cache_read_input_tokens":2,"server_tool_use":{"web_search_requests":0},"service_tier":"standard"}`, counts{in: 11, read: 2, out: 4}},
	{"placeholders last", bySum, `{"input_tokens":900,"cache_read_input_tokens":100,"output_tokens":1}`, `{"input_tokens":0,"cache_read_input_tokens":0,"cache_creation_input_tokens":0,"output_tokens":4}`, counts{in: 900, read: 100, out: 4}},
	{"all of the prompt cached, told last", bySum, `{"input_tokens":900,"output_tokens":1}`, `{"input_tokens":0,"cache_read_input_tokens":900,"output_tokens":4}`, counts{read: 900, out: 4}},
	{"split of an older total", bySum, `{"input_tokens":9,"cache_creation_input_tokens":700,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":700},"output_tokens":1}`, `{"cache_creation_input_tokens":300,"output_tokens":4}`, counts{in: 9, write: 300, out: 4}},
	{"stream with searches", bySum, `{"input_tokens":2679,"cache_creation_input_tokens":0,"output_tokens":3}`, `{"input_tokens":10682,"output_tokens":510,"server_tool_use":{"web_search_requests":1}}`, counts{in: 10682, out: 510, searches: 1}},
	{"stream with compaction", bySum, `{"input_tokens":5,"output_tokens":1}`, `{"input_tokens":6,"output_tokens":7,"iterations":[{"type":"compaction","input_tokens":100,"output_tokens":10},{"type":"message","input_tokens":6,"output_tokens":7}]}`, counts{in: 106, out: 17}},
	{"blanks and a fraction of zeros", bySum, "", `{ "input_tokens" : 10.0 , "output_tokens" : 2 }`, counts{in: 10, out: 2}},
}

// messageUsage reads a usage as a message or a stream has it.
func messageUsage(t require.TestingT, s dialect.Semantics, start, end string) *dialect.Usage {
	if start == "" {
		a, err := dialect.Messages.Answer([]byte(`{"id":"m","type":"message","content":[],"stop_reason":"end_turn","usage":`+end+`}`), s)
		require.NoError(t, err)
		return a.Usage
	}
	var last *dialect.Usage
	for _, ev := range messageEvents(t, s, sse(`{"type":"message_start","message":{"id":"m","content":[],"usage":`+start+`}}`)+
		sse(`{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":`+end+`}`)+sse(`{"type":"message_stop"}`)) {
		if ev.Usage != nil {
			last = ev.Usage
		}
	}
	return last
}

func TestMessageUsageIsMadeDisjoint(t *testing.T) {
	for _, c := range messageUsages {
		u := messageUsage(t, c.s, c.start, c.end)
		require.NotNil(t, u, c.name)
		require.Empty(t, u.Anomaly, c.name)
		require.Equal(t, c.want, u.Counts, c.name)
		require.Equal(t, c.end, string(u.Raw), "%s: kept as it came", c.name)
	}
}

// What an application reads, by the dialect's own rule that later wins, is what was charged, whatever the vendor said.
func TestApplicationsAreToldWhatTheyAreCharged(t *testing.T) {
	for _, c := range messageUsages {
		for _, charged := range []counts{c.want, {in: 5, read: 4, write: 3, hour: 2, out: 6, think: 1}} {
			told := charge(charged, 7)
			if c.start == "" {
				a, err := dialect.Messages.Answer([]byte(`{"id":"m","type":"message","content":[],"usage":`+c.end+`}`), c.s)
				require.NoError(t, err, c.name)
				again, err := dialect.Messages.Answer(dialect.Messages.ShapeAnswer(a, told), bySum)
				require.NoError(t, err, c.name)
				require.Equal(t, charged, again.Usage.Counts, c.name)
				continue
			}
			stream := sse(`{"type":"message_start","message":{"id":"m","content":[],"usage":`+c.start+`}}`) +
				sse(`{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":`+c.end+`}`) + sse(`{"type":"message_stop"}`)
			var last *dialect.Usage
			for _, ev := range messageEvents(t, bySum, shapeMessage(t, c.s, stream, whole(told))) {
				if ev.Usage != nil {
					last = ev.Usage
				}
			}
			require.Equal(t, charged, last.Counts, c.name)
			require.Contains(t, string(last.Raw), `"cost":0.000000000007`, c.name)
		}
	}
}

func TestAnomalousMessageUsageIsMarkedAndNeverClamped(t *testing.T) {
	for _, c := range []struct {
		name       string
		s          dialect.Semantics
		start, end string
		text       string
	}{
		{"negative", bySum, "", `{"input_tokens":-10,"output_tokens":1}`, "input_tokens is -10"},
		{"negative output", bySum, `{"input_tokens":10,"output_tokens":1}`, `{"output_tokens":-7}`, "output_tokens is -7"},
		{"negative at the beginning", bySum, `{"input_tokens":-3,"output_tokens":1}`, `{"input_tokens":5,"output_tokens":7}`, "input_tokens is -3"},
		{"2^63", bySum, "", `{"input_tokens":10,"output_tokens":9223372036854775808}`, "output_tokens is 9223372036854775808"},
		{"over the most", bySum, "", `{"input_tokens":10,"cache_read_input_tokens":1099511627777,"output_tokens":1}`, "cache_read_input_tokens is"},
		{"sum over the most", bySum, "", `{"input_tokens":10,"cache_creation":{"ephemeral_5m_input_tokens":1099511627776,"ephemeral_1h_input_tokens":0},"output_tokens":1,"iterations":[{"type":"compaction","cache_creation_input_tokens":1}]}`, "counts too much"},
		{"fraction", bySum, "", `{"input_tokens":1.5,"output_tokens":1}`, "input_tokens is 1.5"},
		{"text", bySum, "", `{"input_tokens":"10","output_tokens":1}`, "input_tokens is no number"},
		{"no input", bySum, "", `{"output_tokens":1}`, "is missing"},
		{"no output", bySum, `{"input_tokens":4}`, `{}`, "is missing"},
		{"only the end counts, and not the prompt", bySum, `null`, `{"output_tokens":9}`, "is missing"},
		{"array", bySum, "", `[]`, "expected"},
		{"string", bySum, "", `"lots"`, "expected"},
		{"twice", bySum, "", `{"input_tokens":1,"input_tokens":2,"output_tokens":3}`, "Duplicate"},
		{"more thinking than output", bySum, "", `{"input_tokens":1,"output_tokens":3,"output_tokens_details":{"thinking_tokens":4}}`, "output_tokens is 3"},
		{"split over the whole", promptFirst, `{"input_tokens":10,"output_tokens":0}`, `{"cache_read_input_tokens":11,"output_tokens":1}`, "over input_tokens 10"},
		{"another model's run", bySum, "", `{"input_tokens":1,"output_tokens":3,"iterations":[{"type":"advisor_message","model":"claude-opus-5","input_tokens":823,"output_tokens":1612}]}`, "another model"},
		{"negative run", bySum, "", `{"input_tokens":1,"output_tokens":3,"iterations":[{"type":"compaction","input_tokens":-1,"output_tokens":0}]}`, "input_tokens is -1"},
	} {
		u := messageUsage(t, c.s, c.start, c.end)
		require.NotNil(t, u, c.name)
		require.Contains(t, u.Anomaly, c.text, c.name)
		require.Equal(t, counts{}, u.Counts, "%s: no number of an anomalous usage is used", c.name)
	}
}

func TestBeginningAloneIsNoUsage(t *testing.T) {
	for _, ev := range messageEvents(t, bySum, sse(`{"type":"message_start","message":{"id":"m","content":[],"usage":{"input_tokens":4,"output_tokens":1}}}`)+
		sse(`{"type":"message_delta","delta":{"stop_reason":"end_turn"}}`)+sse(`{"type":"message_stop"}`)) {
		require.Nil(t, ev.Usage)
	}
}
