package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

// Kinds of calls.
const (
	unary = "unary" // 1 KB asked, 1 KB answered
	burst = "burst" // 200 chunks as fast as they go
	paced = "paced" // 200 chunks, one every 10 ms
)

const (
	bodySize    = 1 << 10 // bytes of a request, and of a unary answer
	chunks      = 200     // of a stream, beside its first, its last and its usage chunk
	outputLimit = 512     // max_tokens of every request
)

// model is what is bought; vendorModel is its vendor's name of it.
const (
	model       market.Model = "deepseek/deepseek-v4-flash"
	vendorModel string       = "deepseek-v4-flash"
)

// prose is the text of prompts and answers: a tokenizer takes longer over words than over one letter.
const prose = "The tolsey was the house where a town took its tolls, kept its weights and heard its merchants. A stranger who came with wool " +
	"or salt paid there before he sold, and could be sure that the measure he was held to was the measure of everybody else. What was " +
	"owed was written down by two clerks, each in his own book, and on market days the books were read aloud to one another; where they " +
	"differed, neither was believed until the tally sticks had been brought. So a man who had never seen the town could trade in it, " +
	"not since its burghers were honest, but since it had been arranged that their honesty was seldom put to the test. "

// filled builds a text of exactly size bytes: around is written with prose in the place of %s.
func filled(around string, size int) []byte {
	room := size - len(fmt.Sprintf(around, ""))
	text := strings.Repeat(prose, 1+room/len(prose))[:room]
	return fmt.Appendf(nil, around, text)
}

// requestOf is the request of a kind. Its text names the kind, which is how the vendor knows what to answer.
func requestOf(kind string) []byte {
	stream := ""
	if kind != unary {
		stream = `"stream":true,"stream_options":{"include_usage":true},`
	}
	return filled(fmt.Sprintf(`{"model":%q,%s"max_tokens":%d,"temperature":0.7,"messages":[{"role":"system","content":"You answer in %s."},{"role":"user","content":"%%s"}]}`,
		model, stream, outputLimit, kind), bodySize)
}

// usage is what the vendor states, which is what a meter counts: a wrong bill would not be paid.
type usage struct {
	Prompt     uint64 `json:"prompt_tokens"`
	Completion uint64 `json:"completion_tokens"`
	Total      uint64 `json:"total_tokens"`
}

// answer is the fixed answer of a kind.
type answer struct {
	whole []byte   // unary
	parts [][]byte // of a stream, one event each
	text  []byte   // what an application must find in it
}

// answers are all fixed answers, each with the usage of its own bytes.
func answers() (map[string]answer, error) {
	out := map[string]answer{}
	for _, kind := range []string{unary, burst, paced} {
		u, err := usageOf(kind)
		if err != nil {
			return nil, fmt.Errorf("count the bench's own answer: %w", err)
		}
		out[kind] = answerOf(kind, u)
	}
	return out, nil
}

func usageOf(kind string) (u usage, err error) {
	codec, err := dialect.For("openai")
	if err != nil {
		return u, err
	}
	r, err := codec.Decode(requestOf(kind))
	if err != nil {
		return u, err
	}
	u.Prompt, _ = meter.Devnet().CountInput(model, r)
	// The counts stand in the answer with a fixed number of digits, so that the answer's size does not depend on them.
	draft := answerOf(kind, usage{100, 100, 200})
	var counted meter.Output
	if kind == unary {
		a, err := codec.Answer(draft.whole, dialect.Semantics{})
		if err != nil {
			return u, err
		}
		counted.Add(a.Deltas)
	} else {
		events, ev := codec.Stream(dialect.Semantics{}), dialect.Event{}
		events.Feed(bytes.Join(draft.parts, nil))
		for {
			ok, err := events.Next(&ev)
			if err != nil {
				return u, err
			}
			if !ok {
				break
			}
			counted.Add(ev.Deltas)
		}
	}
	u.Completion = counted.Count()[market.Output]
	u.Total = u.Prompt + u.Completion
	if u.Total < 100 || u.Total > 999 || u.Completion < 100 {
		return u, fmt.Errorf("%d and %d tokens are not of three digits", u.Prompt, u.Completion)
	}
	return u, nil
}

func answerOf(kind string, u usage) answer {
	stated, err := json.Marshal(u)
	if err != nil {
		panic("developer error: a usage does not marshal: " + err.Error())
	}
	if kind == unary {
		around := fmt.Sprintf(`{"id":"chatcmpl-bench-0000000000000001","object":"chat.completion","created":1760000000,"model":%q,"choices":[{"index":0,"message":{"role":"assistant","content":"%%s"},"finish_reason":"stop"}],"usage":%s}`, vendorModel, stated)
		return answer{whole: filled(around, bodySize), text: []byte(prose[:200])}
	}
	words := strings.SplitAfter(strings.Repeat(prose, 3), " ")
	event := func(choices, usage string) []byte {
		return fmt.Appendf(nil, "data: {\"id\":\"chatcmpl-bench-0000000000000001\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":%q,\"choices\":[%s],\"usage\":%s}\n\n", vendorModel, choices, usage)
	}
	parts := [][]byte{event(`{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}`, "null")}
	for i := range chunks {
		parts = append(parts, event(fmt.Sprintf(`{"index":0,"delta":{"content":%q},"finish_reason":null}`, words[i]), "null"))
	}
	parts = append(parts, event(`{"index":0,"delta":{},"finish_reason":"stop"}`, "null"), event("", string(stated)), []byte("data: [DONE]\n\n"))
	return answer{parts: parts, text: []byte("data: [DONE]")}
}
