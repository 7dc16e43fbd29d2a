package dialect_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/dialect"
)

const chunk = `data: {"id":"chatcmpl-0123456789abcdef","object":"chat.completion.chunk","created":1777000000,"model":"glm-5.2","service_tier":"default","system_fingerprint":"fp_0123456789","choices":[{"index":0,"delta":{"content":" market"},"logprobs":null,"finish_reason":null}],"usage":null}` + "\n\n"

func request1K() []byte {
	return fmt.Appendf(nil, `{"model":"z-ai/glm-5.2","temperature":0.2,"max_tokens":256,"messages":[{"role":"system","content":"You are terse."},{"role":"user","content":%q}]}`, strings.Repeat("tell me more about it. ", 37))
}

func BenchmarkDecode1K(b *testing.B) {
	codec, _ := dialect.For("openai")
	body := request1K()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := codec.Decode(body); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeAgent(b *testing.B) {
	codec, _ := dialect.For("openai")
	var s strings.Builder
	s.WriteString(`{"model":"z-ai/glm-5.2","stream":true,"tools":[`)
	for i := range 40 {
		fmt.Fprintf(&s, `{"type":"function","function":{"name":"tool_%d","description":%q,"parameters":{"type":"object","properties":{"path":{"type":"string","description":"where"},"limit":{"type":"integer"}},"required":["path"]}}},`, i, strings.Repeat("does things ", 100))
	}
	s.WriteString(`{"type":"function","function":{"name":"last"}}],"messages":[`)
	for i := range 50 {
		fmt.Fprintf(&s, `{"role":"user","content":%q},{"role":"assistant","content":"ok","tool_calls":[{"id":"c%d","type":"function","function":{"name":"tool_1","arguments":"{\"path\":\"a\"}"}}]},{"role":"tool","tool_call_id":"c%d","content":"done"},`, strings.Repeat("line of code\n", 60), i, i)
	}
	s.WriteString(`{"role":"user","content":"go on"}]}`)
	body := []byte(s.String())
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := codec.Decode(body); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPatch1K(b *testing.B) {
	codec, _ := dialect.For("openai")
	r, err := codec.Decode(request1K())
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		codec.Patch(r, dialect.Patch{Model: "glm-5.2", ForceUsage: true, OutputCap: 200})
	}
}

func BenchmarkChunk(b *testing.B) {
	codec, _ := dialect.For("openai")
	r, err := codec.Decode(request1K())
	require.NoError(b, err)
	feed := []byte(strings.Repeat(chunk, 8))
	b.Run("read", func(b *testing.B) {
		s := codec.Stream(dialect.Semantics{})
		var ev dialect.Event
		b.ReportAllocs()
		for n := 0; b.Loop(); n++ {
			if n%8 == 0 {
				s.Feed(feed)
			}
			if ok, err := s.Next(&ev); !ok || err != nil || len(ev.Deltas) != 1 {
				b.Fatal(ok, err)
			}
		}
	})
	b.Run("readAndShape", func(b *testing.B) {
		s, shape := codec.Stream(dialect.Semantics{}), codec.Shape(r, "x", 1)
		var ev dialect.Event
		b.ReportAllocs()
		for n := 0; b.Loop(); n++ {
			if n%8 == 0 {
				s.Feed(feed)
			}
			if ok, err := s.Next(&ev); !ok || err != nil {
				b.Fatal(ok, err)
			}
			if len(shape.Event(&ev)) != len(chunk) {
				b.Fatal("not forwarded as it came")
			}
		}
	})
}

func BenchmarkAnswer1K(b *testing.B) {
	codec, _ := dialect.For("openai")
	body := fmt.Appendf(nil, `{"id":"chatcmpl-1","object":"chat.completion","created":1777000000,"model":"glm-5.2","choices":[{"index":0,"message":{"role":"assistant","content":%q,"refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":16,"completion_tokens":300,"total_tokens":316,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}}`, strings.Repeat("it is so. ", 70))
	b.ReportAllocs()
	for b.Loop() {
		a, err := codec.Answer(body, dialect.Semantics{})
		if err != nil {
			b.Fatal(err)
		}
		codec.ShapeAnswer(a, dialect.Charge{Usage: a.Usage.Counts})
	}
}

const geminiChunk = `data: {"candidates": [{"content": {"parts": [{"text": " market"}],"role": "model"},"index": 0}],"usageMetadata": {"promptTokenCount": 16,"candidatesTokenCount": 12,"totalTokenCount": 122,"promptTokensDetails": [{"modality": "TEXT","tokenCount": 16}],"thoughtsTokenCount": 94},"modelVersion": "gemini-3.1-pro","responseId": "WQuqavG5KbfUjMcPuP_n6QI"}` + "\r\n\r\n"

func BenchmarkGeminiChunk(b *testing.B) {
	r, err := geminiCodec.Decode([]byte(`{"model":"m","stream":true,` + geminiHi + `}`))
	require.NoError(b, err)
	feed := []byte(strings.Repeat(geminiChunk, 8))
	s, shape := geminiCodec.Stream(dialect.Semantics{}), geminiCodec.Shape(r, "x", 1)
	var ev dialect.Event
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if n%8 == 0 {
			s.Feed(feed)
		}
		if ok, err := s.Next(&ev); !ok || err != nil {
			b.Fatal(ok, err)
		}
		if len(shape.Event(&ev)) != len(geminiChunk) {
			b.Fatal("not forwarded as it came")
		}
	}
}
