package dialect_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

const textStream = `{"model":"m","stream":true,"stream_options":{"include_usage":true},"prompt":"once"}`

func TestATextCompletionRequestIsScanned(t *testing.T) {
	r := decodeAs(t, dialect.Completions, `{"model":"m","prompt":["once\n"],"suffix":"end","max_tokens":7,"n":2,"best_of":3,"echo":false,"logprobs":2,"logit_bias":null,"stop":["x"]}`)
	require.Equal(t, []string{"once\n", "end"}, scannedTexts(r))
	require.Equal(t, []string{"model", "prompt", "suffix", "max_tokens", "n", "best_of", "logprobs", "stop"}, r.Fields)
	require.Equal(t, uint64(3), r.N, "all that the vendor makes is billed")
	require.Equal(t, uint64(7), r.MaxOutput)
	require.Zero(t, r.Messages, "no template")
	require.Contains(t, decodeAs(t, dialect.Completions, `{"model":"m","prompt":"x","echo":true}`).Fields, "echo")
	codec, err := dialect.For("completions")
	require.NoError(t, err)
	require.Equal(t, `{"stream_options":{"include_usage":true},"model":"n","stream":true,"prompt":"x","max_tokens":5}`,
		string(codec.Patch(decodeAs(t, dialect.Completions, `{"model":"m","stream":true,"prompt":"x","max_tokens":9}`), dialect.Patch{Model: "n", ForceUsage: true, OutputCap: 5, TokenField: dialect.MaxCompletionTokens})))
	for body, param := range map[string]string{
		`[]`: "", `{"prompt":"x"}`: "model", `{"model":"m"}`: "prompt", `{"model":"m","prompt":["a","b"]}`: "prompt", `{"model":"m","prompt":[1,2]}`: "prompt[0]", `{"model":"m","prompt":7}`: "prompt",
		`{"model":"m","prompt":"x","best_of":0}`: "best_of", `{"model":"m","prompt":"x","Echo":true}`: "Echo", `{"model":"m","prompt":"x","stream_options":{}}`: "stream_options",
	} {
		_, err := codec.Decode([]byte(body))
		requireParam(t, err, param)
	}
}

func TestTextCompletionsAreForwardedAsTheyCame(t *testing.T) {
	piece := data(`{"id":"cmpl-1","object":"text_completion","created":5,"model":"x","choices":[{"text":"h\u00e9","index":0,"logprobs":null,"finish_reason":null}],"usage":null}`)
	ended := data(`{"id":"cmpl-1","object":"text_completion","created":5,"model":"x","choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"length"}],"usage":null}`)
	counted := data(`{"id":"cmpl-1","object":"text_completion","created":5,"model":"x","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}`)
	g := gather(t, dialect.Completions, piece+ended+counted+done)
	require.Equal(t, map[text]string{{Kind: dialect.Text}: "hé"}, g.texts)
	require.Equal(t, counts{in: 7, out: 2}, g.usage.Counts)
	require.Equal(t, dialect.StopLength, g.stop)
	require.Empty(t, gather(t, dialect.OpenAI, piece).texts, "a chunk of chat has no text")
	c := charge(counts{in: 7, out: 2}, 420_000_000)
	require.Equal(t, piece+ended+data(`{"id":"cmpl-1","object":"text_completion","created":5,"model":"x","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"cost":0.00042}}`)+done,
		reshape(t, dialect.Completions, textStream, piece+ended+counted+done, whole(c)))
	require.Equal(t, data(`{"id":"cmpl-0badcafe","object":"text_completion","created":1777000000,"model":"m","choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"stop"}]}`)+
		data(`{"id":"cmpl-0badcafe","object":"text_completion","created":1777000000,"model":"m","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.00042}}`)+done,
		reshape(t, dialect.Completions, textStream, "", whole(c)))
	codec, err := dialect.For("completions")
	require.NoError(t, err)
	a, err := codec.Answer([]byte(`{"object":"text_completion","choices":[{"text":"a","index":0},{"text":"b","index":1,"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":2}}`), bySum)
	require.NoError(t, err)
	require.Len(t, a.Deltas, 2)
	require.Equal(t, uint32(1), a.Deltas[1].Choice)
}

func TestAnEmbeddingsRequestIsScanned(t *testing.T) {
	r := decodeAs(t, dialect.Embeddings, `{"model":"m","input":["a","bc"],"encoding_format":"base64","dimensions":256,"user":null}`)
	require.Equal(t, []string{"a", "bc"}, scannedTexts(r))
	require.Equal(t, []string{"model", "input", "encoding_format", "dimensions"}, r.Fields)
	require.Equal(t, uint64(5), decodeAs(t, dialect.Embeddings, `{"model":"m","input":[[1,2,3],[4,5]]}`).Tokens)
	require.Equal(t, uint64(2), decodeAs(t, dialect.Embeddings, `{"model":"m","input":[100257,0]}`).Tokens)
	codec, err := dialect.For("embeddings")
	require.NoError(t, err)
	require.Equal(t, `{"input":"x","model":"n"}`, string(codec.Patch(decodeAs(t, dialect.Embeddings, `{"input":"x","model":"m"}`), dialect.Patch{Model: "n", OutputCap: 5})))
	for body, param := range map[string]string{
		`7`: "", `{"input":"x"}`: "model", `{"model":"m"}`: "input", `{"model":"m","input":[]}`: "input", `{"model":"m","input":[1.5]}`: "input", `{"model":"m","input":[["a"]]}`: "input[0]",
		`{"model":"m","input":{}}`: "input", `{"model":"m","input":"x","encoding_format":"hex"}`: "encoding_format", `{"model":"m","input":"x","dimensions":0}`: "dimensions",
		`{"model":"m","input":"x","stream":true}`: "stream", `{"model":"m","input":"x","Input":"y"}`: "Input",
	} {
		_, err := codec.Decode([]byte(body))
		requireParam(t, err, param)
	}
}

func TestUsageOfEmbeddings(t *testing.T) {
	codec, err := dialect.For("embeddings")
	require.NoError(t, err)
	a, err := codec.Answer([]byte(`{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"model":"m","usage":{"prompt_tokens":8,"total_tokens":8}}`), bySum)
	require.NoError(t, err)
	require.Equal(t, counts{in: 8}, a.Usage.Counts)
	require.Empty(t, a.Deltas)
	require.Equal(t, `{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"model":"m","usage":{"prompt_tokens":8,"total_tokens":8,"cost":0.00042}}`,
		string(codec.ShapeAnswer(a, charge(counts{in: 8}, 420_000_000))))
	require.Contains(t, string(codec.ShapeAnswer(a, charge(counts{in: 7}, 1))), `"usage":{"prompt_tokens":7,"total_tokens":7,"cost":0.000000000001}`)
	for _, body := range []string{"", "{}", `{"data":[]}`, `{"data":[{}],"usage":{},"usage":{}}`} {
		_, err := codec.Answer([]byte(body), bySum)
		require.ErrorIs(t, err, dialect.ErrMalformed, body)
	}
	for raw, anomaly := range map[string]string{`{"prompt_tokens":-8,"total_tokens":8}`: "prompt_tokens is -8", `{"prompt_tokens":8,"total_tokens":9}`: "total_tokens is 9", `{}`: "missing"} {
		a, err := codec.Answer([]byte(`{"data":[{}],"usage":`+raw+`}`), bySum)
		require.NoError(t, err)
		require.Contains(t, a.Usage.Anomaly, anomaly)
	}
	require.ErrorIs(t, gather(t, dialect.Embeddings, data(`{"data":[{}]}`)).bad, dialect.ErrMalformed)
}

func FuzzPlainRequests(f *testing.F) {
	f.Add([]byte(textStream))
	f.Add([]byte(`{"model":"m","input":[[1,2],[3]],"dimensions":3}`))
	f.Add([]byte(`{"model":"m","max_tokens":null,"prompt":["x"],"best_of":4,"echo":true}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, name := range []string{"completions", "embeddings"} {
			codec, err := dialect.For(name)
			require.NoError(t, err)
			r, err := codec.Decode(body)
			var refusal *market.Refusal
			if err != nil {
				require.ErrorAs(t, err, &refusal)
				continue
			}
			p, err := codec.Decode(codec.Patch(r, dialect.Patch{Model: "other", ForceUsage: true, OutputCap: 3}))
			require.NoError(t, err)
			require.Equal(t, "other", p.Model)
			require.Equal(t, r.Texts, p.Texts)
			require.Equal(t, r.Tokens, p.Tokens)
			if name == "completions" {
				require.LessOrEqual(t, p.MaxOutput, uint64(3))
				require.Equal(t, r.Stream, p.IncludeUsage)
			}
		}
	})
}

func FuzzPlainAnswers(f *testing.F) {
	f.Add([]byte(`{"choices":[{"text":"a","index":0,"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}`))
	f.Add([]byte(`{"error":null,"data":[{"embedding":"AAAA"}],"usage":{"prompt_tokens":1,"total_tokens":1}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, name := range []string{"completions", "embeddings"} {
			codec, err := dialect.For(name)
			require.NoError(t, err)
			a, err := codec.Answer(body, bySum)
			if err != nil {
				require.ErrorIs(t, err, dialect.ErrMalformed)
				continue
			}
			if a.Err != nil {
				continue
			}
			again, err := codec.Answer(codec.ShapeAnswer(a, charge(counts{in: 4}, 1)), bySum)
			require.NoError(t, err)
			require.Equal(t, counts{in: 4}, again.Usage.Counts)
		}
	})
}

func TestTextCompletionsAreBoughtInOtherDialects(t *testing.T) {
	r := decodeAs(t, dialect.Completions, `{"model":"m","stream":true,"stream_options":{"include_usage":true},"prompt":["once"],"max_tokens":7,"n":2,"temperature":0.5,"stop":"x","echo":false,"suffix":null,"user":"u"}`)
	chat, err := dialect.Convert(r, dialect.OpenAI)
	require.NoError(t, err)
	require.Equal(t, []string{"user", "once"}, scannedTexts(chat))
	require.Equal(t, []uint64{7, 2}, []uint64{chat.MaxOutput, chat.N})
	require.True(t, chat.Stream && chat.IncludeUsage)
	back, err := dialect.Convert(chat, dialect.Completions)
	require.NoError(t, err)
	require.Equal(t, []string{"once"}, scannedTexts(back))
	require.Equal(t, r.N, back.N)
	for field, param := range map[string]string{`"echo":true`: "echo", `"suffix":"s"`: "suffix", `"best_of":2`: "best_of", `"logprobs":1`: "logprobs"} {
		_, err := dialect.Convert(decodeAs(t, dialect.Completions, `{"model":"m","prompt":"x",`+field+`}`), dialect.OpenAI)
		requireParam(t, err, param)
	}
	for fields, param := range map[string]string{hi + `,"tools":[{"type":"function","function":{"name":"f"}}]`: "tools", hi + `,"reasoning_effort":"low"`: "reasoning_effort", hi + `,"metadata":{}`: "metadata",
		`"messages":[{"role":"system","content":"x"},{"role":"user","content":"x"}]`: "messages"} {
		_, err := dialect.Convert(decodeAs(t, dialect.OpenAI, `{"model":"m",`+fields+`}`), dialect.Completions)
		requireParam(t, err, param)
	}

	stream := rewrite(t, dialect.Responses, dialect.Completions, textStream, ": ping\n\n"+toolTurn, whole(charge(turnCounts, 1)))
	g := gather(t, dialect.Completions, stream)
	require.NoError(t, g.bad)
	require.Equal(t, map[text]string{{Kind: dialect.Text}: "hello"}, g.texts)
	require.Equal(t, turnCounts, g.usage.Counts)
	require.Equal(t, 1, g.done)
	require.Equal(t, 1, strings.Count(stream, `"cost":0.000000000001`))

	a, err := converterOf(t, dialect.OpenAI).Answer([]byte(`{"choices":[{"message":{"content":"a","reasoning":"hm"},"finish_reason":"length"},{"index":1,"message":{"refusal":"b"},"finish_reason":"length"}]}`), bySum)
	require.NoError(t, err)
	body := converterOf(t, dialect.Completions).WriteAnswer(r, a, charge(counts{in: 7, out: 2}, 1), "c0ffee", 5)
	require.JSONEq(t, `{"id":"cmpl-c0ffee","object":"text_completion","created":5,"model":"m","choices":[{"text":"a","index":0,"logprobs":null,"finish_reason":"length"},{"text":"b","index":1,"logprobs":null,"finish_reason":"length"}],
		"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},"cost":0.000000000001}}`, string(body))
}
