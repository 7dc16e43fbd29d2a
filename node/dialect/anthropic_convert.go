package dialect

import (
	"encoding/json"
	"strconv"
	"strings"
)

var _ Converter = anthropic{}

// messagesBody is a Messages request that is made of a Prompt.
type messagesBody struct {
	Model       string          `json:"model"`
	MaxTokens   uint64          `json:"max_tokens,omitempty"`
	System      []wireBlock     `json:"system,omitempty"`
	Messages    []wireTurn      `json:"messages"`
	Stream      bool            `json:"stream,omitempty"`
	Temperature json.Number     `json:"temperature,omitempty"`
	TopP        json.Number     `json:"top_p,omitempty"`
	TopK        json.Number     `json:"top_k,omitempty"`
	Stop        []string        `json:"stop_sequences,omitempty"`
	Tools       []wireTool      `json:"tools,omitempty"`
	Choice      *wireToolChoice `json:"tool_choice,omitempty"`
	Thinking    *wireThinking   `json:"thinking,omitempty"`
	Config      *wireConfig     `json:"output_config,omitempty"`
	Metadata    *wireMetadata   `json:"metadata,omitempty"`
	Tier        string          `json:"service_tier,omitempty"`
}

type wireTool struct {
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	Schema      json.RawMessage `json:"input_schema"`
	Strict      *bool           `json:"strict,omitempty"`
	Cache       *wireCache      `json:"cache_control,omitempty"`
}

type wireToolChoice struct {
	Type     string `json:"type"`
	Name     string `json:"name,omitempty"`
	Parallel bool   `json:"disable_parallel_tool_use,omitempty"`
}

type wireThinking struct {
	Type    string `json:"type"`
	Budget  uint64 `json:"budget_tokens,omitempty"`
	Display string `json:"display,omitempty"`
}

type wireConfig struct {
	Effort string      `json:"effort,omitempty"`
	Format *wireFormat `json:"format,omitempty"`
}

type wireFormat struct {
	Type   string          `json:"type"`
	Schema json.RawMessage `json:"schema"`
}

type wireMetadata struct {
	User string `json:"user_id"`
}

const messagesName = "Anthropic Messages"

// minBudget is the least budget of thought that vendors of this dialect take, tokens.
const minBudget = 1024

// Request writes a prompt as a Messages request. What it says in another way than it came:
//   - System texts stand together before the conversation, wherever they stood, and are of one standing.
//   - Thoughts without a signature of this dialect are left out: its vendors take none that they have not signed.
//   - The name of a schema is left out, and that a schema is not strict: here every one is kept to.
//   - A conversation's name is said within the user's id, as coding agents of this dialect do.
//   - A refusal is given back as text.
func (anthropic) Request(p *Prompt) ([]byte, error) {
	if err := sayable(p); err != nil {
		return nil, err
	}
	b := messagesBody{Model: p.Model, MaxTokens: p.MaxOutput, Stream: p.Stream, Temperature: p.Temperature, TopP: p.TopP, TopK: p.TopK, Stop: p.Stop}
	for _, t := range p.Tools {
		schema := t.Schema
		if schema == nil {
			schema = json.RawMessage(`{"type":"object"}`)
		}
		b.Tools = append(b.Tools, wireTool{t.Name, t.Description, schema, t.Strict, cacheOf(t.Cache)})
	}
	b.Choice = wireChoice(p)
	b.think(p)
	if f := p.Format; f != nil {
		b.config().Format = &wireFormat{"json_schema", describedSchema(f)}
	}
	if user := userOf(p); user != "" {
		b.Metadata = &wireMetadata{user}
	}
	if p.Tier == "default" {
		b.Tier = "standard_only"
	}
	var w turnWriter
	if err := w.all(p.Messages); err != nil {
		return nil, err
	}
	b.System, b.Messages = w.system, w.turns
	return encodeJSON(b), nil
}

// sayable refuses what this dialect has no word for. What asks for what happens anyway is met.
func sayable(p *Prompt) error {
	zero := func(n json.Number) bool { x, err := n.Float64(); return n == "" || err == nil && x == 0 }
	hot := func(n json.Number) bool { x, err := n.Float64(); return n != "" && (err != nil || x > 1) }
	for _, f := range []struct {
		path  string
		unsay bool
	}{
		{"n", p.N > 1}, {"frequency_penalty", !zero(p.Frequency)}, {"presence_penalty", !zero(p.Presence)}, {"seed", p.Seed != ""},
		{"logprobs", p.Logprobs != nil}, {"verbosity", p.Verbosity != "" && p.Verbosity != "medium"}, {"store", p.Store != nil && *p.Store},
		{"service_tier", p.Tier != "" && p.Tier != "auto" && p.Tier != "default"}, {"temperature", hot(p.Temperature)},
		{"response_format", p.Format != nil && p.Format.Schema == nil}, {"tool_choice", p.Choice.Any != nil},
	} {
		if f.unsay {
			return cannotSay(f.path, messagesName)
		}
	}
	for _, m := range p.Rest {
		if value := string(compact(m.Value)); m.Path == "stream_options.include_obfuscation" && value == "false" || m.Path == "modalities" && value == `["text"]` {
			continue
		}
		return cannotSay(m.Path, messagesName)
	}
	return nil
}

// userOf is the user's id with the conversation's name in it.
func userOf(p *Prompt) string {
	if p.SessionKey == "" || sessionOf(p.User) == p.SessionKey {
		return p.User
	}
	return p.User + "_session_" + p.SessionKey
}

// describedSchema is a schema with the description that stood beside it.
func describedSchema(f *Format) json.RawMessage {
	described := f.Description == "" || kindOf(f.Schema) != '{' || len(compact(f.Schema)) <= len("{}")
	_, _ = eachMember(f.Schema, func(name string, _ json.RawMessage) error {
		described = described || name == "description"
		return nil
	})
	if described {
		return f.Schema
	}
	return appendMember(append(json.RawMessage(nil), strings.TrimRight(string(f.Schema), " \t\r\n")...), "description", encodeJSON(f.Description))
}

func (b *messagesBody) config() *wireConfig {
	if b.Config == nil {
		b.Config = &wireConfig{}
	}
	return b.Config
}

var choiceTypes = map[ChoiceMode]string{AutoTool: "auto", NoTool: "none", SomeTool: "any", OneTool: "tool"}

func wireChoice(p *Prompt) *wireToolChoice {
	c := &wireToolChoice{Type: choiceTypes[p.Choice.Mode], Name: p.Choice.Name}
	if one := p.Parallel != nil && !*p.Parallel; one && p.Choice.Mode != NoTool && len(p.Tools) > 0 {
		c.Parallel = true
		if c.Type == "" {
			c.Type = "auto"
		}
	}
	if c.Type == "" || len(p.Tools) == 0 && c.Type != "tool" {
		return nil
	}
	return c
}

// effortWords are the efforts that this dialect has another word for.
var effortWords = map[string]string{"minimal": "low"}

// think says how much the model is to think. A budget must stay below the limit of the answer, of which it is a part.
func (b *messagesBody) think(p *Prompt) {
	t := p.Thinking
	if t == nil {
		return
	}
	if t.On != nil && !*t.On || t.Effort == "none" {
		b.Thinking = &wireThinking{Type: "disabled"}
		return
	}
	if t.Effort != "" {
		effort := t.Effort
		if other := effortWords[effort]; other != "" {
			effort = other
		}
		b.config().Effort = effort
	}
	b.Thinking = &wireThinking{Type: "adaptive", Display: map[string]string{"none": "omitted", "auto": "summarized", "concise": "summarized", "detailed": "summarized"}[t.Summary]}
	if budget := max(t.Budget, minBudget); t.Budget > 0 && !t.Dynamic && (p.MaxOutput == 0 || p.MaxOutput > minBudget) {
		if p.MaxOutput > 0 {
			budget = min(budget, p.MaxOutput-1)
		}
		b.Thinking.Type, b.Thinking.Budget = "enabled", budget
	}
}

// wireTurn is a message as it is written.
type wireTurn struct {
	Role    string      `json:"role"`
	Content []wireBlock `json:"content"`
}

// wireBlock is a block as it is written. Which members it has depends on its type.
type wireBlock struct {
	Type      string          `json:"type"`
	Text      *string         `json:"text,omitempty"`
	Thinking  *string         `json:"thinking,omitempty"`
	Signature *string         `json:"signature,omitempty"`
	Data      string          `json:"data,omitempty"`
	ID        string          `json:"id,omitempty"`
	Name      string          `json:"name,omitempty"`
	Input     json.RawMessage `json:"input,omitempty"`
	ToolUseID string          `json:"tool_use_id,omitempty"`
	Failed    bool            `json:"is_error,omitempty"`
	Content   []wireBlock     `json:"content,omitempty"`
	Source    *wireSource     `json:"source,omitempty"`
	Title     string          `json:"title,omitempty"`
	Cache     *wireCache      `json:"cache_control,omitempty"`
}

type wireSource struct {
	Type  string `json:"type"`
	Media string `json:"media_type,omitempty"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
}

type wireCache struct {
	Type string `json:"type"`
	TTL  string `json:"ttl,omitempty"`
}

func cacheOf(c *Cache) *wireCache {
	if c == nil {
		return nil
	}
	return &wireCache{"ephemeral", c.TTL}
}

// turnWriter writes the messages of a prompt.
type turnWriter struct {
	system []wireBlock
	turns  []wireTurn
	calls  int
	open   []openCall // calls without an id whose results are still to come
}

type openCall struct{ tool, id string }

func (w *turnWriter) all(messages []Message) error {
	for _, m := range messages {
		if m.Name != "" {
			return cannotSay("messages[].name", messagesName)
		}
		if err := w.message(m); err != nil {
			return err
		}
	}
	if len(w.turns) == 0 {
		return badPrompt("messages", "The request has no messages.")
	}
	return nil
}

func (w *turnWriter) message(m Message) error {
	var results, blocks []wireBlock
	for _, p := range m.Parts {
		b, ok, err := w.block(p)
		switch {
		case err != nil:
			return err
		case ok && p.Kind == ToolDonePart:
			results = append(results, b)
		case ok:
			blocks = append(blocks, b)
		}
	}
	switch m.Role {
	case System, Developer:
		for _, b := range blocks {
			if b.Text == nil {
				return cannotSay("messages[].content[]."+b.Type, messagesName)
			}
		}
		w.system = append(w.system, blocks...)
	case Assistant:
		w.add("assistant", blocks)
	default:
		w.add("user", append(results, blocks...))
	}
	return nil
}

// add adds blocks to the turn of a role: one turn may come in several messages, and all results must follow on their calls at once.
func (w *turnWriter) add(role string, blocks []wireBlock) {
	if len(blocks) == 0 {
		return
	}
	if last := len(w.turns) - 1; last >= 0 && w.turns[last].Role == role {
		w.turns[last].Content = append(w.turns[last].Content, blocks...)
		return
	}
	w.turns = append(w.turns, wireTurn{role, blocks})
}

// block writes a part; ok: there is something to write.
func (w *turnWriter) block(p Part) (b wireBlock, ok bool, err error) {
	b.Cache = cacheOf(p.Cache)
	switch p.Kind {
	case TextPart, RefusalPart:
		text := p.Text
		b.Type, b.Text = "text", &text
		return b, text != "", nil // vendors of this dialect refuse empty texts
	case ThoughtPart:
		return w.thought(b, p)
	case ToolUsePart:
		b.Type, b.ID, b.Name, b.Input = "tool_use", w.callID(p), p.Tool, p.Args
		if len(b.Input) == 0 {
			b.Input = json.RawMessage("{}")
		}
		return b, true, nil
	case ToolDonePart:
		b.Type, b.ToolUseID, b.Failed = "tool_result", w.resultID(p), p.Failed
		for _, inner := range p.Parts {
			in, some, err := w.block(inner)
			if err != nil {
				return b, false, err
			}
			if some {
				b.Content = append(b.Content, in)
			}
		}
		return b, true, nil
	case MediaPart:
		err = b.media(p.Media)
		return b, err == nil, err
	}
	return b, false, cannotSay("messages[].content[]", messagesName)
}

func (w *turnWriter) thought(b wireBlock, p Part) (wireBlock, bool, error) {
	t := p.Thought
	if t == nil || t.Dialect != Anthropic {
		return b, false, nil
	}
	if b.Cache = nil; t.Sealed != "" {
		b.Type, b.Data = "redacted_thinking", t.Sealed
		return b, true, nil
	}
	text, signature := p.Text, t.Signature
	b.Type, b.Thinking, b.Signature = "thinking", &text, &signature
	return b, true, nil
}

// callID is a call's id as this dialect's vendors take it, made up where the call has none.
func (w *turnWriter) callID(p Part) string {
	if p.ToolID != "" {
		return cleanID(p.ToolID)
	}
	w.calls++
	id := "toolu_" + strconv.Itoa(w.calls)
	w.open = append(w.open, openCall{p.Tool, id})
	return id
}

func (w *turnWriter) resultID(p Part) string {
	if p.ToolID != "" {
		return cleanID(p.ToolID)
	}
	for i, c := range w.open {
		if c.tool == p.Tool {
			w.open = append(w.open[:i:i], w.open[i+1:]...)
			return c.id
		}
	}
	return "toolu_0" // of no call: the scan refuses it
}

// cleanID leaves of an id what this dialect's vendors take: letters, digits, _ and -.
func cleanID(id string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, id)
}

// media writes a picture or a document.
func (b *wireBlock) media(m *Content) error {
	const place = "messages[].content[]."
	switch {
	case m.FileID != "":
		return cannotSay(place+"file_id", messagesName)
	case m.Kind == Audio:
		return cannotSay(place+"input_audio", messagesName)
	case m.Kind == Video:
		return cannotSay(place+"video_url", messagesName)
	case m.Detail == "low":
		return cannotSay(place+"detail", messagesName)
	}
	b.Type = "image"
	if m.Kind == File {
		b.Type, b.Title = "document", m.Name
	}
	text, isText := plain(m)
	switch {
	case m.Data == "":
		b.Source = &wireSource{Type: "url", URL: m.URL}
	case m.Kind == File && isText:
		b.Source = &wireSource{Type: "text", Media: "text/plain", Data: text}
	case m.Kind == File && m.MIME != "application/pdf":
		return cannotSay(place+"file", messagesName)
	default:
		b.Source = &wireSource{Type: "base64", Media: m.MIME, Data: m.Data}
	}
	return nil
}
