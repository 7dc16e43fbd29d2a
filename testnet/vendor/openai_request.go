package vendor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"
)

// dialects are the wires that vendors speak here; each has its files, named after it.
var dialects = []string{"openai", "anthropic", "gemini"}

// Bounds of a chat request.
const (
	maxChoices = 128
	maxStops   = 4
)

// chatRequest is a chat.completions request, as far as a vendor looks at it. Other fields are ignored, as most vendors do.
type chatRequest struct {
	Model               string          `json:"model"`
	Messages            []chatMessage   `json:"messages"`
	MaxTokens           *int64          `json:"max_tokens"`
	MaxCompletionTokens *int64          `json:"max_completion_tokens"`
	N                   *int64          `json:"n"`
	Stop                stopList        `json:"stop"`
	Stream              bool            `json:"stream"`
	StreamOptions       *streamOptions  `json:"stream_options"`
	Tools               json.RawMessage `json:"tools"`
	ToolChoice          toolChoice      `json:"tool_choice"`
	ResponseFormat      *responseFormat `json:"response_format"`
	ReasoningEffort     *string         `json:"reasoning_effort"`
	Thinking            *thinking       `json:"thinking"`
	EnableThinking      *bool           `json:"enable_thinking"`
	Reasoning           *reasoning      `json:"reasoning"`
	Temperature         *float64        `json:"temperature"`
	Seed                *int64          `json:"seed"`

	tools   []chatTool // Tools, read
	thought int64      // of another dialect: tokens of thought that are asked for at most
	wire    string     // the dialect of its model; "": openai
	plain   []string   // the prompt, of a model without a template; nil: it has one
	given   int64      // tokens of such a prompt that came as numbers
}

// thinking, enable_thinking and reasoning are the vendors' spellings of how much is to be thought.
type thinking struct {
	Type string `json:"type"`
}

type reasoning struct {
	Effort string `json:"effort"`
}

// effort is how many tokens of thought the request asks for, in whichever spelling.
func (req *chatRequest) effort() int64 {
	switch {
	case req.Thinking != nil && req.Thinking.Type == "disabled", req.EnableThinking != nil && !*req.EnableThinking:
		return 0
	case req.ReasoningEffort != nil:
		return efforts[*req.ReasoningEffort]
	case req.Reasoning != nil:
		return efforts[req.Reasoning.Effort]
	case req.Thinking != nil, req.EnableThinking != nil:
		return efforts["medium"]
	}
	return 0
}

type streamOptions struct {
	IncludeUsage bool `json:"include_usage"`
}

type chatMessage struct {
	Role       string          `json:"role"`
	Content    chatContent     `json:"content"`
	Name       string          `json:"name"`
	ToolCalls  json.RawMessage `json:"tool_calls"`
	ToolCallID string          `json:"tool_call_id"`
	Refusal    *string         `json:"refusal"`
}

// chatContent is a message's texts: one for a string, one per part for an array.
type chatContent struct {
	texts []string
	given bool // neither absent nor null
}

func (c *chatContent) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	c.given = true
	if data[0] == '"' {
		var text string
		err := json.Unmarshal(data, &text)
		c.texts = []string{text}
		return err
	}
	var parts []struct {
		Type    string `json:"type"`
		Text    string `json:"text"`
		Refusal string `json:"refusal"`
	}
	if err := json.Unmarshal(data, &parts); err != nil {
		return badRequest("messages", "invalid_type", "A message's content is neither a string nor an array of parts.")
	}
	for _, p := range parts {
		switch p.Type {
		case "text":
			c.texts = append(c.texts, p.Text)
		case "refusal":
			c.texts = append(c.texts, p.Refusal)
		default:
			return badRequest("messages", "invalid_value", fmt.Sprintf("Content part type %q is not supported by this model; send text.", p.Type))
		}
	}
	return nil
}

// stopList is the stop field: null, a string or up to four of them.
type stopList []string

func (l *stopList) UnmarshalJSON(data []byte) error {
	var one string
	var many []string
	switch {
	case string(data) == "null":
		return nil
	case json.Unmarshal(data, &one) == nil:
		many = []string{one}
	case json.Unmarshal(data, &many) != nil:
		return badRequest("stop", "invalid_type", "stop is neither a string nor an array of strings.")
	}
	if len(many) > maxStops || slices.Contains(many, "") {
		return badRequest("stop", "invalid_value", fmt.Sprintf("stop takes at most %d strings, none of them empty.", maxStops))
	}
	*l = many
	return nil
}

var roles = []string{"developer", "system", "user", "assistant", "tool", "function"}

// decodeChat reads and checks a request; its errors are what the vendor answers.
func decodeChat(body []byte) (*chatRequest, error) {
	if !utf8.Valid(body) {
		return nil, badRequest("", "invalid_json", "The body is not valid UTF-8.")
	}
	req := new(chatRequest)
	if err := json.Unmarshal(body, req); err != nil {
		return nil, bodyError(err)
	}
	if err := req.check(); err != nil {
		return nil, err
	}
	tools, err := decodeTools(req.Tools)
	if err != nil {
		return nil, err
	}
	req.tools = tools
	return req, req.ToolChoice.check(tools)
}

// bodyError turns what the JSON decoder says into what a vendor says.
func bodyError(err error) error {
	switch e := err.(type) {
	case apiError:
		return e
	case *json.UnmarshalTypeError:
		return badRequest(e.Field, "invalid_type", fmt.Sprintf("Invalid type for '%s': got a %s.", e.Field, e.Value))
	}
	return badRequest("", "invalid_json", fmt.Sprintf("We could not parse the JSON body of your request: %v.", err))
}

func (req *chatRequest) check() error {
	switch {
	case req.Model == "":
		return badRequest("model", "missing_required_parameter", "You must provide a model parameter.")
	case len(req.Messages) == 0:
		return badRequest("messages", "empty_array", "Invalid 'messages': empty array. Expected an array with minimum length 1.")
	case req.N != nil && (*req.N < 1 || *req.N > maxChoices):
		return badRequest("n", "invalid_value", fmt.Sprintf("n is not within 1 to %d.", maxChoices))
	case req.Temperature != nil && (*req.Temperature < 0 || *req.Temperature > 2):
		return badRequest("temperature", "decimal_above_max_value", "temperature is not within 0 to 2.")
	case req.ReasoningEffort != nil && *req.ReasoningEffort != "none" && efforts[*req.ReasoningEffort] == 0:
		return badRequest("reasoning_effort", "invalid_value", "reasoning_effort is none, minimal, low, medium, high or xhigh.")
	case req.StreamOptions != nil && !req.Stream:
		return badRequest("stream_options", "invalid_value", "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
	}
	for i, m := range req.Messages {
		if err := m.check(fmt.Sprintf("messages[%d]", i)); err != nil {
			return err
		}
	}
	if req.ResponseFormat != nil {
		return req.ResponseFormat.check()
	}
	return nil
}

func (m chatMessage) check(param string) error {
	switch {
	case !slices.Contains(roles, m.Role):
		return badRequest(param+".role", "invalid_value", fmt.Sprintf("Invalid role %.40q; supported are %v.", m.Role, roles))
	case !m.Content.given && (m.Role != "assistant" || !filled(m.ToolCalls) && m.Refusal == nil):
		return badRequest(param+".content", "missing_required_parameter", "The message has no content.")
	case m.Role == "tool" && m.ToolCallID == "":
		return badRequest(param+".tool_call_id", "missing_required_parameter", "A tool message needs the tool_call_id that it answers.")
	}
	if filled(m.ToolCalls) && m.ToolCalls[0] != '[' {
		return badRequest(param+".tool_calls", "invalid_type", "tool_calls is not an array.")
	}
	return nil
}

// filled reports whether an optional array is there and has members.
func filled(raw json.RawMessage) bool {
	text := compact(raw)
	return text != "" && text != "null" && text != "[]"
}

// compact is the JSON as sent without the white space between its tokens.
func compact(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	var b bytes.Buffer
	if err := json.Compact(&b, raw); err != nil {
		panic("developer error: a raw JSON value of a decoded body is not JSON")
	}
	return b.String()
}

// lastUser is the text of the last user message.
func (req *chatRequest) lastUser() string {
	for _, m := range slices.Backward(req.Messages) {
		if m.Role == "user" && len(m.Content.texts) > 0 {
			return m.Content.texts[len(m.Content.texts)-1]
		}
	}
	return ""
}

func (req *chatRequest) choices() int {
	if req.N == nil {
		return 1
	}
	return int(*req.N)
}

func (req *chatRequest) includeUsage() bool {
	return req.StreamOptions != nil && req.StreamOptions.IncludeUsage
}

// limit is the most completion tokens of one choice.
func (req *chatRequest) limit(m *model, prompt int64) (int64, error) {
	asked, param := req.MaxCompletionTokens, "max_completion_tokens"
	if asked == nil {
		asked, param = req.MaxTokens, "max_tokens"
	}
	room := m.Context - prompt
	switch {
	case room < 1:
		return 0, badRequest("messages", "context_length_exceeded", fmt.Sprintf("This model's maximum context length is %d tokens. However, your messages resulted in %d tokens. Please reduce the length of the messages.", m.Context, prompt))
	case asked == nil:
		return min(m.MaxOutput, room), nil
	case *asked < 1:
		return 0, badRequest(param, "integer_below_min_value", fmt.Sprintf("Invalid '%s': expected a value >= 1, but got %d instead.", param, *asked))
	case *asked > m.MaxOutput:
		return 0, badRequest(param, "invalid_value", fmt.Sprintf("%s is too large: %d. This model supports at most %d completion tokens.", param, *asked, m.MaxOutput))
	case *asked > room:
		return 0, badRequest(param, "context_length_exceeded", fmt.Sprintf("This model's maximum context length is %d tokens. However, you requested %d tokens (%d in the messages, %d in the completion).", m.Context, prompt+*asked, prompt, *asked))
	}
	return *asked, nil
}

// Template marks stand where the vendor's own tokens stand in a prompt; their ids only have to differ from the tokenizer's.
const (
	markMessage = 1 << 30
	markName    = 1<<30 + 1
	markReply   = 1<<30 + 2
)

// prompt is the request as the model reads it: its length is what is billed, its blocks are what is cached.
func (req *chatRequest) prompt(c *counter) []uint32 {
	if req.plain != nil {
		return req.bare(c)
	}
	var out []uint32
	if filled(req.Tools) {
		out = append(out, c.encode(compact(req.Tools))...)
	}
	for _, m := range req.Messages {
		out = append(out, markMessage, markMessage, markMessage)
		out = append(out, c.encode(m.Role)...)
		for _, text := range m.Content.texts {
			out = append(out, c.encode(text)...)
		}
		if m.Name != "" {
			out = append(append(out, markName), c.encode(m.Name)...)
		}
		if filled(m.ToolCalls) {
			out = append(out, c.encode(compact(m.ToolCalls))...)
		}
		out = append(out, c.encode(m.ToolCallID)...)
	}
	return append(out, markReply, markReply, markReply)
}

// bare is a prompt without a template.
func (req *chatRequest) bare(c *counter) []uint32 {
	out := make([]uint32, req.given)
	for _, text := range req.plain {
		out = append(out, c.encode(text)...)
	}
	return out
}

var toolNamePattern = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)
