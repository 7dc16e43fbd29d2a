package dialect

import (
	"encoding/json"
)

var _ Converter = openAI{}

// chatBody is a chat completion request that is made of a Prompt.
type chatBody struct {
	Model         string        `json:"model"`
	Messages      []chatMessage `json:"messages"`
	Stream        bool          `json:"stream,omitempty"`
	StreamOptions *chatStream   `json:"stream_options,omitempty"`
	MaxOutput     uint64        `json:"max_completion_tokens,omitempty"`
	N             uint64        `json:"n,omitempty"`
	Temperature   json.Number   `json:"temperature,omitempty"`
	TopP          json.Number   `json:"top_p,omitempty"`
	TopK          json.Number   `json:"top_k,omitempty"`
	Frequency     json.Number   `json:"frequency_penalty,omitempty"`
	Presence      json.Number   `json:"presence_penalty,omitempty"`
	Seed          json.Number   `json:"seed,omitempty"`
	Stop          []string      `json:"stop,omitempty"`
	Logprobs      bool          `json:"logprobs,omitempty"`
	TopLogprobs   uint64        `json:"top_logprobs,omitempty"`
	Tools         []chatTool    `json:"tools,omitempty"`
	Choice        any           `json:"tool_choice,omitempty"`
	Parallel      *bool         `json:"parallel_tool_calls,omitempty"`
	Format        *chatFormat   `json:"response_format,omitempty"`
	Effort        string        `json:"reasoning_effort,omitempty"`
	Verbosity     string        `json:"verbosity,omitempty"`
	User          string        `json:"user,omitempty"`
	SessionKey    string        `json:"prompt_cache_key,omitempty"`
	Tier          string        `json:"service_tier,omitempty"`
	Store         bool          `json:"store,omitempty"`
}

type chatStream struct {
	IncludeUsage bool            `json:"include_usage,omitempty"`
	Obfuscation  json.RawMessage `json:"include_obfuscation,omitempty"`
}

type chatTool struct {
	Type     string       `json:"type"`
	Function chatFunction `json:"function"`
}

type chatFunction struct {
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	Schema      json.RawMessage `json:"parameters,omitempty"`
	Strict      *bool           `json:"strict,omitempty"`
}

type chatFormat struct {
	Type   string      `json:"type"`
	Schema *chatSchema `json:"json_schema,omitempty"`
}

type chatSchema struct {
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	Schema      json.RawMessage `json:"schema"`
	Strict      *bool           `json:"strict,omitempty"`
}

// chatOnly are the members without a place in a Prompt that vendors of this dialect take. They mean the same wherever they come from.
var chatOnly = map[string]bool{"metadata": true, "logit_bias": true, "functions": true, "function_call": true, "min_p": true, "top_a": true,
	"repetition_penalty": true, "modalities": true, "audio": true, "prediction": true, "web_search_options": true, "safety_identifier": true,
	"session_id": true, "stream_options.include_obfuscation": true}

// Request writes a prompt as a chat completion request. What it says in another way than it came:
//   - Marks for the vendor's cache are left out: this dialect's vendors cache prefixes by themselves, and a mark asks for nothing else.
//   - A budget of thought is said as the effort next to it; the limit of the answer, which bounds both, stays as it is.
//   - Thoughts are given back as their text. Signatures and sealed thoughts of another dialect's vendor are left out: they mean
//     something to that vendor only. Nobody is asked for summaries: thoughts are shown whole here, or not at all.
//   - The result of a tool that failed begins with "Error: ". Pictures in a tool's result follow in a message of the user's.
func (openAI) Request(p *Prompt) ([]byte, error) {
	b := chatBody{Model: p.Model, Stream: p.Stream, MaxOutput: p.MaxOutput, Temperature: p.Temperature, TopP: p.TopP, TopK: p.TopK,
		Frequency: p.Frequency, Presence: p.Presence, Seed: p.Seed, Stop: p.Stop, Parallel: p.Parallel, Verbosity: p.Verbosity,
		User: p.User, SessionKey: p.SessionKey, Tier: p.Tier}
	if p.N > 1 {
		b.N = p.N
	}
	if p.Logprobs != nil {
		b.Logprobs, b.TopLogprobs = true, *p.Logprobs
	}
	b.Store = p.Store != nil && *p.Store
	b.Effort = chatEffort(p.Thinking)
	b.Format = formatOf(p.Format)
	for _, t := range p.Tools {
		b.Tools = append(b.Tools, chatTool{"function", chatFunction{t.Name, t.Description, t.Schema, t.Strict}})
	}
	b.Choice = choiceOf(p.Choice)
	var w chatMessages
	if err := w.all(p.Messages); err != nil {
		return nil, err
	}
	b.Messages = w.out
	return b.encode(p)
}

// encode writes the body with the members that have no place in a Prompt.
func (b *chatBody) encode(p *Prompt) ([]byte, error) {
	var options chatStream
	var others []Member
	for _, m := range p.Rest {
		switch {
		case !chatOnly[m.Path]:
			return nil, cannotSay(m.Path, chatName)
		case m.Path == "stream_options.include_obfuscation":
			options.Obfuscation = m.Value
		default:
			others = append(others, m)
		}
	}
	if options.IncludeUsage = p.IncludeUsage; p.Stream && (options.IncludeUsage || options.Obfuscation != nil) {
		b.StreamOptions = &options
	}
	body := encodeJSON(b)
	for _, m := range others {
		body = appendMember(body, m.Path, m.Value)
	}
	return body, nil
}

// appendMember adds a member to an object that has some.
func appendMember(object []byte, name string, value json.RawMessage) []byte {
	object = append(object[:len(object)-1], ',')
	object = append(appendQuoted(object, name), ':')
	return append(append(object, value...), '}')
}

const chatName = "OpenAI chat completions"

// cannotSay refuses what the dialect of the sellers has no word for.
func cannotSay(path, dialect string) error {
	return badRequest(path, "Field '%s' cannot be said in %s, which the sellers of this model speak: leave it out, or choose another model.", path, dialect)
}

// Budgets of thought from which on an effort is the next to them, tokens.
const (
	lowBudget    = 1024
	mediumBudget = 4096
	highBudget   = 16384
)

func chatEffort(t *Thinking) string {
	switch {
	case t == nil:
		return ""
	case t.On != nil && !*t.On:
		return "none"
	case t.Effort == "max":
		return "xhigh"
	case t.Effort != "":
		return t.Effort
	case t.Budget >= highBudget:
		return "high"
	case t.Budget >= mediumBudget:
		return "medium"
	case t.Budget >= lowBudget:
		return "low"
	case t.Budget > 0:
		return "minimal"
	case t.On != nil && !t.Dynamic:
		return "medium"
	}
	return ""
}

func formatOf(f *Format) *chatFormat {
	switch {
	case f == nil:
		return nil
	case f.Schema == nil:
		return &chatFormat{Type: "json_object"}
	}
	name := f.Name
	if name == "" { // dialects without names; this one requires it
		name = "answer"
	}
	return &chatFormat{Type: "json_schema", Schema: &chatSchema{name, f.Description, f.Schema, f.Strict}}
}

type namedFunction struct {
	Type     string `json:"type"`
	Function struct {
		Name string `json:"name"`
	} `json:"function"`
}

func named(name string) (f namedFunction) {
	f.Type, f.Function.Name = "function", name
	return f
}

var choiceWords = map[ChoiceMode]string{AutoTool: "auto", NoTool: "none", SomeTool: "required"}

func choiceOf(c ToolChoice) any {
	switch {
	case c.Mode == ChoiceUnsaid:
		return nil
	case c.Mode == OneTool:
		return named(c.Name)
	case c.Any == nil:
		return choiceWords[c.Mode]
	}
	var allowed struct {
		Type    string `json:"type"`
		Allowed struct {
			Mode  string          `json:"mode"`
			Tools []namedFunction `json:"tools"`
		} `json:"allowed_tools"`
	}
	allowed.Type, allowed.Allowed.Mode = "allowed_tools", choiceWords[c.Mode]
	for _, name := range c.Any {
		allowed.Allowed.Tools = append(allowed.Allowed.Tools, named(name))
	}
	return allowed
}
