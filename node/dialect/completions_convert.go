package dialect

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tolsey/tolsey/market"
)

const completionsName = "text completions"

// Prompt reads a text completion request as one message of the user's: the models that speak other dialects have a template.
func (completions) Prompt(r *Request) (*Prompt, error) {
	p := chatReader{p: &Prompt{Model: r.Model, Stream: r.Stream, IncludeUsage: r.IncludeUsage, MaxOutput: r.MaxOutput}}
	_, err := eachMember(r.body, func(name string, raw json.RawMessage) error {
		switch name {
		case "prompt":
			return p.only(raw)
		case "n":
			n, err := p.count("n", raw)
			if n > 1 {
				p.p.N = n
			}
			return err
		case "echo":
			if string(raw) == "true" {
				p.rest(name, raw)
			}
			return nil
		case "model", "stream", "stream_options", "max_tokens", "temperature", "top_p", "top_k", "frequency_penalty", "presence_penalty", "seed", "stop", "user":
			return p.field(name, raw)
		}
		p.rest(name, raw)
		return nil
	})
	return p.p, err
}

// only reads a prompt: a text, or an array of one.
func (c *chatReader) only(raw json.RawMessage) error {
	text, ok := stringOf(raw)
	if !ok {
		if _, err := eachItem(raw, func(_ int, raw json.RawMessage) error {
			text, _ = stringOf(raw)
			return nil
		}); err != nil {
			return err
		}
	}
	c.p.Messages = []Message{{Role: User, Parts: []Part{{Kind: TextPart, Text: text}}}}
	return nil
}

// completionBody is a text completion request that is made of a Prompt.
type completionBody struct {
	Model         string      `json:"model"`
	Prompt        string      `json:"prompt"`
	Stream        bool        `json:"stream,omitempty"`
	StreamOptions *chatStream `json:"stream_options,omitempty"`
	MaxOutput     uint64      `json:"max_tokens,omitempty"`
	N             uint64      `json:"n,omitempty"`
	Temperature   json.Number `json:"temperature,omitempty"`
	TopP          json.Number `json:"top_p,omitempty"`
	TopK          json.Number `json:"top_k,omitempty"`
	Frequency     json.Number `json:"frequency_penalty,omitempty"`
	Presence      json.Number `json:"presence_penalty,omitempty"`
	Seed          json.Number `json:"seed,omitempty"`
	Stop          []string    `json:"stop,omitempty"`
	User          string      `json:"user,omitempty"`
}

// completionsOnly are the members without a place in a Prompt that vendors of this dialect take.
var completionsOnly = map[string]bool{"suffix": true, "best_of": true, "echo": true, "logprobs": true, "logit_bias": true, "min_p": true, "repetition_penalty": true}

// Request writes a prompt as a text completion request: one text of the user's, and nothing that needs a conversation.
func (completions) Request(p *Prompt) ([]byte, error) {
	if len(p.Messages) != 1 || p.Messages[0].Role != User || len(p.Messages[0].Parts) != 1 || p.Messages[0].Parts[0].Kind != TextPart {
		return nil, cannotSay("messages", completionsName)
	}
	for _, f := range []struct {
		name string
		set  bool
	}{{"tools", len(p.Tools) > 0}, {"response_format", p.Format != nil}, {"reasoning_effort", chatEffort(p.Thinking) != ""}, {"logprobs", p.Logprobs != nil},
		{"service_tier", p.Tier != ""}, {"store", p.Store != nil && *p.Store}, {"verbosity", p.Verbosity != ""}, {"messages[].name", p.Messages[0].Name != ""}} {
		if f.set {
			return nil, cannotSay(f.name, completionsName)
		}
	}
	b := completionBody{Model: p.Model, Prompt: p.Messages[0].Parts[0].Text, Stream: p.Stream, MaxOutput: p.MaxOutput, N: p.N, Temperature: p.Temperature,
		TopP: p.TopP, TopK: p.TopK, Frequency: p.Frequency, Presence: p.Presence, Seed: p.Seed, Stop: p.Stop, User: p.User}
	if p.Stream && p.IncludeUsage {
		b.StreamOptions = &chatStream{IncludeUsage: true}
	}
	body := encodeJSON(b)
	for _, m := range p.Rest {
		if !completionsOnly[m.Path] {
			return nil, cannotSay(m.Path, completionsName)
		}
		body = appendMember(body, m.Path, m.Value)
	}
	return body, nil
}

// textWriter makes pieces of a text completion out of what events of another dialect say. A refusal is text; thoughts have no place in
// this dialect and are left out, the usage counts them.
type textWriter struct {
	chunkShaper
	choices []uint32
	stop    Stop
}

// Write makes a text completion's stream of events of any dialect.
func (completions) Write(r *Request, callID string, at int64) Shaper {
	w := &textWriter{}
	w.chunkShaper = *completions{}.Shape(r, callID, at).(*chunkShaper)
	return w
}

func (w *textWriter) Event(ev *Event) []byte {
	w.out = w.out[:0]
	switch {
	case ev.Err != nil || ev.Bad != nil:
		return nil
	case ev.data == nil && comment(ev.Raw):
		return w.terminated(ev.Raw)
	}
	if ev.Stop != Unstopped {
		w.stop = ev.Stop
	}
	for _, d := range ev.Deltas {
		if d.Kind == Text || d.Kind == Refused {
			w.piece(d.Choice, string(d.Text), "null")
		}
	}
	return w.out
}

// piece writes a piece of one choice; finish is JSON.
func (w *textWriter) piece(choice uint32, text, finish string) {
	if !slices.Contains(w.choices, choice) {
		w.choices = append(w.choices, choice)
	}
	w.begin()
	w.out = appendQuoted(append(w.out, `,"choices":[{"text":`...), text)
	w.out = strconv.AppendUint(append(w.out, `,"index":`...), uint64(choice), 10)
	w.out = append(append(append(w.out, `,"logprobs":null,"finish_reason":`...), finish...), "}]"...)
	if w.include {
		w.out = append(w.out, `,"usage":null`...)
	}
	w.out = append(w.out, "}\n\n"...)
}

func (w *textWriter) End(c Charge) []byte {
	w.out = w.out[:0]
	if len(w.choices) == 0 {
		w.choices = []uint32{0}
	}
	for _, choice := range w.choices {
		w.piece(choice, "", string(appendQuoted(nil, finishReason(w.stop, false))))
	}
	if w.include {
		w.begin()
		w.out = append(appendOwnUsage(append(w.out, `,"choices":[],"usage":`...), c), "}\n\n"...)
	}
	w.out = append(w.out, "data: [DONE]\n\n"...)
	return w.out
}

func (w *textWriter) Fail(f *market.Refusal, c Charge) []byte {
	w.usage = nil
	return w.chunkShaper.Fail(f, c)
}

type textChoice struct {
	Text     string `json:"text"`
	Index    uint32 `json:"index"`
	Logprobs any    `json:"logprobs"`
	Finish   string `json:"finish_reason"`
}

// WriteAnswer writes a text completion out of an answer of any dialect.
func (completions) WriteAnswer(r *Request, a *Answer, c Charge, callID string, at int64) []byte {
	texts := map[uint32]*strings.Builder{0: {}}
	indices := []uint32{0}
	for _, d := range a.Deltas {
		if d.Kind != Text && d.Kind != Refused {
			continue
		}
		if texts[d.Choice] == nil {
			texts[d.Choice] = &strings.Builder{}
			indices = append(indices, d.Choice)
		}
		texts[d.Choice].Write(d.Text)
	}
	out := struct {
		ID      string          `json:"id"`
		Object  string          `json:"object"`
		Created int64           `json:"created"`
		Model   string          `json:"model"`
		Choices []textChoice    `json:"choices"`
		Usage   json.RawMessage `json:"usage"`
	}{ID: "cmpl-" + callID, Object: "text_completion", Created: at, Model: r.Model, Usage: appendOwnUsage(nil, c)}
	for _, i := range indices {
		out.Choices = append(out.Choices, textChoice{Text: texts[i].String(), Index: i, Finish: finishReason(a.Stop, false)})
	}
	return encodeJSON(out)
}
