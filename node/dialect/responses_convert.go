package dialect

import (
	"encoding/json"
)

const responsesName = "OpenAI Responses"

// responseBody is a request for a response that is made of a Prompt.
type responseBody struct {
	Model       string         `json:"model"`
	Input       []any          `json:"input"`
	Stream      bool           `json:"stream,omitempty"`
	MaxOutput   uint64         `json:"max_output_tokens,omitempty"`
	Temperature json.Number    `json:"temperature,omitempty"`
	TopP        json.Number    `json:"top_p,omitempty"`
	TopLogprobs uint64         `json:"top_logprobs,omitempty"`
	Tools       []responseTool `json:"tools,omitempty"`
	Choice      any            `json:"tool_choice,omitempty"`
	Parallel    *bool          `json:"parallel_tool_calls,omitempty"`
	Text        *responseText  `json:"text,omitempty"`
	Reasoning   *responseThink `json:"reasoning,omitempty"`
	Include     []string       `json:"include,omitempty"`
	User        string         `json:"user,omitempty"`
	SessionKey  string         `json:"prompt_cache_key,omitempty"`
	Tier        string         `json:"service_tier,omitempty"`
	Store       bool           `json:"store"` // the vendor's own default is to keep
}

type responseTool struct {
	Type        string          `json:"type"`
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	Schema      json.RawMessage `json:"parameters"`
	Strict      *bool           `json:"strict,omitempty"`
}

type responseText struct {
	Format    *responseFormat `json:"format,omitempty"`
	Verbosity string          `json:"verbosity,omitempty"`
}

type responseFormat struct {
	Type        string          `json:"type"`
	Name        string          `json:"name,omitempty"`
	Description string          `json:"description,omitempty"`
	Schema      json.RawMessage `json:"schema,omitempty"`
	Strict      *bool           `json:"strict,omitempty"`
}

type responseThink struct {
	Effort  string `json:"effort,omitempty"`
	Summary string `json:"summary,omitempty"`
}

// responsesOnly are the members without a place in a Prompt that vendors of this dialect take.
var responsesOnly = map[string]bool{"metadata": true, "truncation": true, "max_tool_calls": true, "safety_identifier": true,
	"prompt_cache_retention": true, "prompt_cache_options": true}

// Request writes a prompt as a request for a response. What it says in another way than it came:
//   - Marks for the vendor's cache are left out: this dialect's vendors cache prefixes by themselves, and a mark asks for nothing else.
//   - A budget of thought is said as the effort next to it.
//   - Thoughts of another dialect's vendor are left out: this one's take back only what they made themselves.
//   - The result of a tool that failed begins with "Error: ".
func (responses) Request(p *Prompt) ([]byte, error) {
	b := responseBody{Model: p.Model, Stream: p.Stream, MaxOutput: p.MaxOutput, Temperature: p.Temperature, TopP: p.TopP,
		Parallel: p.Parallel, User: p.User, SessionKey: p.SessionKey, Tier: p.Tier, Store: p.Store != nil && *p.Store}
	if err := unsayable(p); err != nil {
		return nil, err
	}
	for _, t := range p.Tools {
		schema := t.Schema
		if schema == nil {
			schema = json.RawMessage(`{"type":"object","properties":{}}`)
		}
		strict := t.Strict
		if strict == nil { // unsaid means yes here, and no in the dialects that leave it open
			strict = new(bool)
		}
		b.Tools = append(b.Tools, responseTool{"function", t.Name, t.Description, schema, strict})
	}
	b.Choice = responseChoiceOf(p.Choice)
	b.Text = responseTextOf(p)
	if t := p.Thinking; t != nil {
		b.Reasoning = &responseThink{chatEffort(t), t.Summary}
		if t.Summary == "" && (t.On != nil && *t.On || t.Budget > 0) {
			b.Reasoning.Summary = "auto" // who turns thinking on in other dialects is shown it
		}
		b.Include = append(b.Include, "reasoning.encrypted_content")
	}
	if p.Logprobs != nil {
		b.TopLogprobs = *p.Logprobs
		b.Include = append(b.Include, "message.output_text.logprobs")
	}
	var w itemWriter
	for _, m := range p.Messages {
		if err := w.message(m); err != nil {
			return nil, err
		}
	}
	if len(w.out) == 0 {
		return nil, badPrompt("messages", "The request has no messages.")
	}
	b.Input = w.out
	body := encodeJSON(b)
	for _, m := range p.Rest {
		if !responsesOnly[m.Path] {
			return nil, cannotSay(m.Path, responsesName)
		}
		body = appendMember(body, m.Path, m.Value)
	}
	return body, nil
}

// unsayable refuses the settings that this dialect does not have.
func unsayable(p *Prompt) error {
	for _, f := range []struct {
		name string
		set  bool
	}{{"n", p.N > 1}, {"top_k", p.TopK != ""}, {"frequency_penalty", !zero(p.Frequency)}, {"presence_penalty", !zero(p.Presence)},
		{"seed", p.Seed != ""}, {"stop", len(p.Stop) > 0}} {
		if f.set {
			return cannotSay(f.name, responsesName)
		}
	}
	return nil
}

// zero reports whether a setting is not said, or says what holds where it is not.
func zero(n json.Number) bool {
	f, err := n.Float64()
	return n == "" || err == nil && f == 0
}

func responseTextOf(p *Prompt) *responseText {
	t := responseText{Verbosity: p.Verbosity}
	if f := formatOf(p.Format); f != nil {
		t.Format = &responseFormat{Type: f.Type}
		if s := f.Schema; s != nil {
			t.Format = &responseFormat{f.Type, s.Name, s.Description, s.Schema, s.Strict}
		}
	}
	if t == (responseText{}) {
		return nil
	}
	return &t
}

type namedTool struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

func responseChoiceOf(c ToolChoice) any {
	switch {
	case c.Mode == ChoiceUnsaid:
		return nil
	case c.Mode == OneTool:
		return namedTool{"function", c.Name}
	case c.Any == nil:
		return choiceWords[c.Mode]
	}
	allowed := struct {
		Type  string      `json:"type"`
		Mode  string      `json:"mode"`
		Tools []namedTool `json:"tools"`
	}{Type: "allowed_tools", Mode: choiceWords[c.Mode]}
	for _, name := range c.Any {
		allowed.Tools = append(allowed.Tools, namedTool{"function", name})
	}
	return allowed
}
