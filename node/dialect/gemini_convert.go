package dialect

import (
	"encoding/json"
	"slices"
	"strings"
)

var _ Converter = gemini{}

const geminiName = "Gemini generateContent"

// geminiBody is a request that is made of a Prompt.
type geminiBody struct {
	Model    string          `json:"model"`
	Stream   bool            `json:"stream,omitempty"`
	System   *geminiContent  `json:"systemInstruction,omitempty"`
	Contents []geminiContent `json:"contents"`
	Tools    []geminiFuncs   `json:"tools,omitempty"`
	Choice   *geminiChoice   `json:"toolConfig,omitempty"`
	Config   *geminiSettings `json:"generationConfig,omitempty"`
	Tier     string          `json:"serviceTier,omitempty"`
	Store    bool            `json:"store,omitempty"`
}

type geminiFuncs struct {
	Functions []geminiFunc `json:"functionDeclarations"`
}

type geminiFunc struct {
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	Schema      json.RawMessage `json:"parametersJsonSchema,omitempty"`
}

type geminiChoice struct {
	Calling struct {
		Mode    string   `json:"mode"`
		Allowed []string `json:"allowedFunctionNames,omitempty"`
	} `json:"functionCallingConfig"`
}

type geminiSettings struct {
	MaxOutput   uint64          `json:"maxOutputTokens,omitempty"`
	N           uint64          `json:"candidateCount,omitempty"`
	Temperature json.Number     `json:"temperature,omitempty"`
	TopP        json.Number     `json:"topP,omitempty"`
	TopK        json.Number     `json:"topK,omitempty"`
	Frequency   json.Number     `json:"frequencyPenalty,omitempty"`
	Presence    json.Number     `json:"presencePenalty,omitempty"`
	Seed        json.Number     `json:"seed,omitempty"`
	Stop        []string        `json:"stopSequences,omitempty"`
	Logprobs    bool            `json:"responseLogprobs,omitempty"`
	TopLogprobs uint64          `json:"logprobs,omitempty"`
	MIME        string          `json:"responseMimeType,omitempty"`
	Schema      json.RawMessage `json:"responseJsonSchema,omitempty"`
	Thinking    *geminiThink    `json:"thinkingConfig,omitempty"`
}

type geminiThink struct {
	Shown  bool   `json:"includeThoughts,omitempty"`
	Level  string `json:"thinkingLevel,omitempty"`
	Budget *int64 `json:"thinkingBudget,omitempty"`
}

// Request writes a prompt as a request between nodes. What it says in another way than it came:
//   - System texts stand together before the conversation, and are of one standing. One that comes later is refused.
//   - Marks for the vendor's cache are left out: Google caches prefixes by itself. So are the names of the end user, of the conversation,
//     of files, of schemas and of who speaks: there is no place for them.
//   - An effort beyond Google's highest is its highest.
//   - Thoughts of another dialect's vendor are left out, and a call that Google has not signed carries what Google takes in its place.
//   - A tool's result is {"output": ...}, that of a tool that failed {"error": ...}. A refusal is given back as text.
func (gemini) Request(p *Prompt) ([]byte, error) {
	if err := geminiSayable(p); err != nil {
		return nil, err
	}
	b := geminiBody{Model: p.Model, Stream: p.Stream, Store: p.Store != nil && *p.Store}
	if p.Tier != "auto" && p.Tier != "default" {
		b.Tier = p.Tier
	}
	var functions []geminiFunc
	for _, t := range p.Tools {
		functions = append(functions, geminiFunc{t.Name, t.Description, t.Schema})
	}
	if functions != nil {
		b.Tools = []geminiFuncs{{functions}}
	}
	b.Choice = geminiChoiceOf(p)
	s := geminiSettings{MaxOutput: p.MaxOutput, Temperature: p.Temperature, TopP: p.TopP, TopK: p.TopK, Frequency: p.Frequency, Presence: p.Presence,
		Seed: p.Seed, Stop: p.Stop, Thinking: geminiThinkOf(p.Thinking)}
	if p.N > 1 {
		s.N = p.N
	}
	if p.Logprobs != nil {
		s.Logprobs, s.TopLogprobs = true, *p.Logprobs
	}
	if f := p.Format; f != nil {
		s.MIME, s.Schema = "application/json", f.Schema
	}
	if config := encodeJSON(s); string(config) != "{}" {
		b.Config = &s
	}
	w := contentWriter{tools: map[string]string{}}
	if err := w.all(p.Messages); err != nil {
		return nil, err
	}
	b.System, b.Contents = w.system, w.out
	return encodeJSON(b), nil
}

// geminiSayable refuses what this dialect has no word for.
func geminiSayable(p *Prompt) error {
	for _, f := range []struct {
		path  string
		unsay bool
	}{
		{"parallel_tool_calls", p.Parallel != nil && !*p.Parallel && len(p.Tools) > 0}, {"verbosity", p.Verbosity != "" && p.Verbosity != "medium"},
		{"service_tier", !slices.Contains([]string{"", "auto", "default", "flex", "priority"}, p.Tier)},
	} {
		if f.unsay {
			return cannotSay(f.path, geminiName)
		}
	}
	for _, m := range p.Rest {
		return cannotSay(m.Path, geminiName)
	}
	return nil
}

var geminiModes = map[ChoiceMode]string{AutoTool: "AUTO", NoTool: "NONE", SomeTool: "ANY", OneTool: "ANY"}

// geminiChoiceOf says whether functions must be called. That a schema is kept to goes without saying where one must be.
func geminiChoiceOf(p *Prompt) *geminiChoice {
	c, out := p.Choice, &geminiChoice{}
	strict := slices.ContainsFunc(p.Tools, func(t Tool) bool { return t.Strict != nil && *t.Strict })
	out.Calling.Mode, out.Calling.Allowed = geminiModes[c.Mode], c.Any
	if c.Mode == OneTool {
		out.Calling.Allowed = []string{c.Name}
	}
	if strict && (c.Mode == AutoTool || c.Mode == ChoiceUnsaid) {
		out.Calling.Mode = "VALIDATED"
	}
	if out.Calling.Mode == "" {
		return nil
	}
	return out
}

// geminiThinkOf says how much is to be thought. Who turns thinking on in other dialects is shown it.
func geminiThinkOf(t *Thinking) *geminiThink {
	if t == nil {
		return nil
	}
	off, dynamic, budget := int64(0), int64(-1), int64(t.Budget)
	on := t.On != nil && *t.On
	out := &geminiThink{Shown: t.Summary != "" && t.Summary != "none" || t.Summary == "" && (on || budget > 0)}
	switch {
	case t.On != nil && !on || t.Effort == "none":
		out.Budget, out.Shown = &off, false
	case t.Effort == "xhigh" || t.Effort == "max":
		out.Level = "HIGH"
	case t.Effort != "":
		out.Level = strings.ToUpper(t.Effort)
	case budget > 0:
		out.Budget = &budget
	case t.Dynamic || on:
		out.Budget = &dynamic
	}
	return out
}
