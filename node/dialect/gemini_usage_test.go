package dialect_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// geminiShapes are usageMetadata objects as Google and those that speak its dialect send them; the name says whose they are and what of.
var geminiShapes = []struct {
	name string
	s    dialect.Semantics
	raw  string
	want counts
}{
	{"gemini 2.5 flash, thoughts beside candidates (DIALECTS.md 2.3)", bySum, `{"promptTokenCount":9,"candidatesTokenCount":23,"thoughtsTokenCount":302,"totalTokenCount":334,"promptTokensDetails":[{"modality":"TEXT","tokenCount":9}]}`, counts{in: 9, out: 23, think: 302}},
	{"the same, told", excluded, `{"promptTokenCount":9,"candidatesTokenCount":23,"thoughtsTokenCount":302,"totalTokenCount":334}`, counts{in: 9, out: 23, think: 302}},
	{"gemini 3 pro, a tool call (vercel/ai google-tool-call-gemini3)", bySum, `{"promptTokenCount":29,"candidatesTokenCount":15,"totalTokenCount":848,"promptTokensDetails":[{"modality":"TEXT","tokenCount":29}],"thoughtsTokenCount":804}`, counts{in: 29, out: 15, think: 804}},
	{"gemini 3 flash, last chunk (vercel/ai issue-18073)", bySum, `{"promptTokenCount":15,"candidatesTokenCount":1,"totalTokenCount":68,"promptTokensDetails":[{"modality":"TEXT","tokenCount":15}],"thoughtsTokenCount":52,"serviceTier":"standard"}`, counts{in: 15, out: 1, think: 52}},
	{"gemma 4, chunk of thoughts: no candidates yet (vercel/ai gemma-4-output-usage)", bySum, `{"promptTokenCount":6,"totalTokenCount":20,"promptTokensDetails":[{"modality":"TEXT","tokenCount":6}],"thoughtsTokenCount":14,"serviceTier":"standard"}`, counts{in: 6, think: 14}},
	{"gemini 3.7 flash with blanks (vercel/ai google-stream-gemini-3.7-flash)", bySum, `{"promptTokenCount": 7,"candidatesTokenCount": 2,"totalTokenCount": 103,"promptTokensDetails": [{"modality": "TEXT","tokenCount": 7}],"thoughtsTokenCount": 94,"serviceTier": "standard"}`, counts{in: 7, out: 2, think: 94}},
	{"gemini 3.6 flash, tool results beside the prompt (vercel/ai google-tool-use-usage)", bySum, `{"promptTokenCount":55,"candidatesTokenCount":51,"totalTokenCount":251,"promptTokensDetails":[{"modality":"TEXT","tokenCount":55}],"toolUsePromptTokenCount":89,"toolUsePromptTokensDetails":[{"modality":"TEXT","tokenCount":89}],"thoughtsTokenCount":56,"serviceTier":"standard"}`, counts{in: 144, out: 51, think: 56}},
	{"gemini 3 flash with Google Search (new-api #2935)", bySum, `{"promptTokenCount":151,"candidatesTokenCount":1089,"totalTokenCount":20689,"toolUsePromptTokenCount":18329,"thoughtsTokenCount":1120,"promptTokensDetails":[{"modality":"TEXT","tokenCount":151}],"toolUsePromptTokensDetails":[{"modality":"TEXT","tokenCount":18329}]}`, counts{in: 18480, out: 1089, think: 1120}},
	{"gemini 2.5 flash, search in a stream (vercel/ai issue-19822)", bySum, `{"promptTokenCount":17,"candidatesTokenCount":37,"totalTokenCount":695,"promptTokensDetails":[{"modality":"TEXT","tokenCount":17}],"toolUsePromptTokenCount":308,"toolUsePromptTokensDetails":[{"modality":"TEXT","tokenCount":308}],"thoughtsTokenCount":333,"serviceTier":"standard"}`, counts{in: 325, out: 37, think: 333}},
	{"all counts and fields of the future (vercel/ai issue-19822-complete-usage)", bySum, `{"promptTokenCount":19,"cachedContentTokenCount":3,"candidatesTokenCount":4,"toolUsePromptTokenCount":63,"thoughtsTokenCount":56,"totalTokenCount":142,"promptTokensDetails":[{"modality":"TEXT","tokenCount":19,"futureDetailField":"prompt"}],"cacheTokensDetails":[{"modality":"TEXT","tokenCount":3,"futureDetailField":"cache"}],"candidatesTokensDetails":[{"modality":"TEXT","tokenCount":4}],"toolUsePromptTokensDetails":[{"modality":"TEXT","tokenCount":63}],"serviceTier":"standard","futureUsageField":"preserve-me"}`, counts{in: 79, read: 3, out: 4, think: 56}},
	{"cached and tool results (vercel/ai google-usage-raw-live)", bySum, `{"promptTokenCount":12,"candidatesTokenCount":71,"totalTokenCount":237,"cachedContentTokenCount":4,"promptTokensDetails":[{"modality":"TEXT","tokenCount":12}],"cacheTokensDetails":[{"modality":"TEXT","tokenCount":4}],"toolUsePromptTokenCount":65,"toolUsePromptTokensDetails":[{"modality":"TEXT","tokenCount":65}],"thoughtsTokenCount":89,"serviceTier":"standard"}`, counts{in: 73, read: 4, out: 71, think: 89}},
	{"cached is within the prompt (ai.google.dev caching)", bySum, `{"promptTokenCount":696219,"cachedContentTokenCount":696190,"candidatesTokenCount":214,"totalTokenCount":696433}`, counts{in: 29, read: 696190, out: 214}},
	{"blocked prompt (vercel/ai issue-19758)", bySum, `{"promptTokenCount":9,"totalTokenCount":9,"promptTokensDetails":[{"modality":"TEXT","tokenCount":9}],"serviceTier":"standard"}`, counts{in: 9}},
	{"limit reached while thinking: no candidates (as gemma 4, cut off)", bySum, `{"promptTokenCount":7,"thoughtsTokenCount":1020,"totalTokenCount":1027,"promptTokensDetails":[{"modality":"TEXT","tokenCount":7}]}`, counts{in: 7, think: 1020}},
	{"image made (vercel/ai google-image-gemini-3.1-flash-image)", bySum, `{"promptTokenCount":10,"candidatesTokenCount":1392,"totalTokenCount":1402,"promptTokensDetails":[{"modality":"TEXT","tokenCount":10}],"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}],"serviceTier":"standard"}`, counts{in: 10, out: 272, market.ImageOut: 1120}},
	{"image read (ai.google.dev tokens: 258 for a small one)", bySum, `{"promptTokenCount":264,"candidatesTokenCount":81,"totalTokenCount":345,"promptTokensDetails":[{"modality":"IMAGE","tokenCount":258},{"modality":"TEXT","tokenCount":6}]}`, counts{in: 6, market.ImageIn: 258, out: 81}},
	{"audio read (ai.google.dev tokens: 32 a second)", bySum, `{"promptTokenCount":326,"candidatesTokenCount":8,"totalTokenCount":334,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":320},{"modality":"TEXT","tokenCount":6}]}`, counts{in: 6, market.AudioIn: 320, out: 8}},
	{"audio of which some is cached", bySum, `{"promptTokenCount":326,"cachedContentTokenCount":300,"candidatesTokenCount":8,"totalTokenCount":334,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":320},{"modality":"TEXT","tokenCount":6}],"cacheTokensDetails":[{"modality":"AUDIO","tokenCount":300}]}`, counts{in: 6, read: 300, market.AudioIn: 20, out: 8}},
	{"video and documents are input (ai.google.dev tokens)", bySum, `{"promptTokenCount":1106,"candidatesTokenCount":8,"totalTokenCount":1114,"promptTokensDetails":[{"modality":"VIDEO","tokenCount":840},{"modality":"DOCUMENT","tokenCount":258},{"modality":"TEXT","tokenCount":8}]}`, counts{in: 1106, out: 8}},
	{"speech made (ai.google.dev speech generation)", bySum, `{"promptTokenCount":12,"candidatesTokenCount":161,"totalTokenCount":173,"candidatesTokensDetails":[{"modality":"AUDIO","tokenCount":161}]}`, counts{in: 12, market.AudioOut: 161}},
	{"vertex, last chunk with its traffic type (vercel/ai google-stream-no-args-tool-call)", bySum, `{"promptTokenCount":249,"candidatesTokenCount":58,"totalTokenCount":490,"trafficType":"PROVISIONED_THROUGHPUT","promptTokensDetails":[{"modality":"TEXT","tokenCount":249}],"candidatesTokensDetails":[{"modality":"TEXT","tokenCount":58}],"thoughtsTokenCount":183}`, counts{in: 249, out: 58, think: 183}},
	{"no total", bySum, `{"promptTokenCount":9,"candidatesTokenCount":12,"thoughtsTokenCount":3}`, counts{in: 9, out: 12, think: 3}},
	{"a proxy that counts thoughts among candidates, found by the sum", bySum, `{"promptTokenCount":9,"candidatesTokenCount":12,"thoughtsTokenCount":3,"totalTokenCount":21}`, counts{in: 9, out: 9, think: 3}},
	{"the same, told", included, `{"promptTokenCount":9,"candidatesTokenCount":12,"thoughtsTokenCount":3}`, counts{in: 9, out: 9, think: 3}},
	{"nulls", bySum, `{"promptTokenCount":9,"candidatesTokenCount":null,"totalTokenCount":9,"promptTokensDetails":null,"cachedContentTokenCount":null}`, counts{in: 9}},
}

func geminiAnswer(t require.TestingT, s dialect.Semantics, usage string) *dialect.Answer {
	a, err := geminiCodec.Answer([]byte(`{"candidates":[{"content":{"parts":[{"text":"yes"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":`+usage+`}`), s)
	require.NoError(t, err)
	return a
}

func TestGeminiUsageIsMadeDisjoint(t *testing.T) {
	for _, c := range geminiShapes {
		u := geminiAnswer(t, c.s, c.raw).Usage
		require.NotNil(t, u, c.name)
		require.Empty(t, u.Anomaly, c.name)
		require.Equal(t, c.want, u.Counts, c.name)
		require.Equal(t, c.raw, string(u.Raw), "%s: kept as it came", c.name)
	}
}

func TestAnomalousGeminiUsageIsMarkedAndNeverClamped(t *testing.T) {
	for _, c := range []struct{ name, raw, text string }{
		{"negative", `{"promptTokenCount":10,"candidatesTokenCount":-5,"totalTokenCount":5}`, "candidatesTokenCount is -5"},
		{"2^63", `{"promptTokenCount":10,"candidatesTokenCount":9223372036854775808}`, "candidatesTokenCount is 9223372036854775808"},
		{"over 32 bits", `{"promptTokenCount":10,"candidatesTokenCount":2147483648}`, "candidatesTokenCount is 2147483648"},
		{"fraction", `{"promptTokenCount":10.5}`, "promptTokenCount is 10.5"},
		{"text", `{"promptTokenCount":"10"}`, "promptTokenCount is no number"},
		{"no prompt", `{"candidatesTokenCount":3,"totalTokenCount":3}`, "promptTokenCount is missing"},
		{"array", `[]`, "no object"},
		{"twice", `{"promptTokenCount":1,"promptTokenCount":2}`, "Duplicate"},
		{"sum", `{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":16}`, "totalTokenCount is 16, the parts add up to 15"},
		{"tool results left out of the sum", `{"promptTokenCount":10,"candidatesTokenCount":5,"toolUsePromptTokenCount":7,"totalTokenCount":15}`, "totalTokenCount is 15"},
		{"more cached than prompt", `{"promptTokenCount":10,"cachedContentTokenCount":11}`, "promptTokenCount is 10, its parts add up to 11"},
		{"more cached audio than audio", `{"promptTokenCount":10,"cachedContentTokenCount":6,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":5}],"cacheTokensDetails":[{"modality":"AUDIO","tokenCount":6}]}`, "audio of the prompt is 5"},
		{"more images than candidates", `{"promptTokenCount":10,"candidatesTokenCount":5,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":6}]}`, "candidatesTokenCount is 5"},
	} {
		u := geminiAnswer(t, bySum, c.raw).Usage
		require.NotNil(t, u, c.name)
		require.Contains(t, u.Anomaly, c.text, c.name)
		require.Equal(t, counts{}, u.Counts, "%s: no number of an anomalous usage is used", c.name)
	}
}

func TestGeminiUsageThatCountsNothingIsNone(t *testing.T) {
	for _, raw := range []string{"null", "{}", `{"trafficType":"PROVISIONED_THROUGHPUT"}`, `{"promptTokenCount":null}`} {
		require.Nil(t, geminiAnswer(t, bySum, raw).Usage, raw)
	}
}

func TestGeminiSearchesAreCounted(t *testing.T) {
	s := geminiCodec.Stream(bySum)
	s.Feed([]byte(data(`{"candidates":[{"content":{"parts":[{"text":"a"}]},"groundingMetadata":{"webSearchQueries":["one"]}}],"usageMetadata":{"promptTokenCount":1}}`) +
		data(`{"candidates":[{"content":{"parts":[{"text":"b"}]},"finishReason":"STOP","groundingMetadata":{"webSearchQueries":["one","","two"]}}]}`) +
		data(`{"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2,"totalTokenCount":3}}`)))
	var last *dialect.Usage
	for ev := (dialect.Event{}); ; {
		ok, err := s.Next(&ev)
		require.NoError(t, err)
		if !ok {
			break
		}
		if ev.Usage != nil {
			last = ev.Usage
		}
	}
	require.Equal(t, counts{in: 1, out: 2, market.Searches: 2}, last.Counts)
}

func FuzzGeminiUsage(f *testing.F) {
	for _, c := range geminiShapes {
		f.Add([]byte(c.raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := geminiCodec.Answer([]byte(`{"candidates":[{"content":{"parts":[{"text":"yes"}]}}],"usageMetadata":`+string(raw)+`}`), bySum)
		if err != nil || a.Usage == nil || a.Usage.Anomaly != "" {
			return
		}
		u := a.Usage.Counts
		require.NoError(t, u.Validate())
		for _, charged := range []counts{u, {in: 3, read: 2, out: 4, think: 5, market.AudioIn: 6, market.ImageIn: 7, market.AudioOut: 8, market.ImageOut: 9}} {
			again, err := geminiCodec.Answer(geminiCodec.ShapeAnswer(a, dialect.Charge{Usage: charged}), bySum)
			require.NoError(t, err)
			require.Empty(t, again.Usage.Anomaly)
			require.Equal(t, charged, again.Usage.Counts, "what an application is told counts as what was charged")
		}
	})
}
