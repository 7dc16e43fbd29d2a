package vendor

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	_ "image/gif" // sizes of pictures
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"slices"
	"unicode/utf8"
)

// Bounds of a Messages request.
const (
	minBudget   = 1024 // tokens of thought
	maxMarks    = 4    // marks for the cache
	maxPicture  = 1600 // tokens of a picture
	pictureArea = 750  // pixels per token
)

// messagesFields are the fields that Anthropic takes; it refuses all others.
var messagesFields = []string{"model", "messages", "system", "max_tokens", "stream", "metadata", "stop_sequences", "temperature", "top_k", "top_p", "tools",
	"tool_choice", "thinking", "output_config", "service_tier", "cache_control", "context_management", "container", "mcp_servers", "speed", "inference_geo"}

// messagesRequest is a Messages request, as far as a vendor looks at it.
type messagesRequest struct {
	Model         string          `json:"model"`
	Messages      []messageTurn   `json:"messages"`
	System        messageContent  `json:"system"`
	MaxTokens     *int64          `json:"max_tokens"`
	Stream        bool            `json:"stream"`
	StopSequences []string        `json:"stop_sequences"`
	Temperature   *float64        `json:"temperature"`
	Tools         json.RawMessage `json:"tools"`
	ToolChoice    *struct {
		Type string `json:"type"`
		Name string `json:"name"`
	} `json:"tool_choice"`
	Thinking *struct {
		Type   string `json:"type"`
		Budget int64  `json:"budget_tokens"`
	} `json:"thinking"`
	OutputConfig struct {
		Effort string `json:"effort"`
		Format *struct {
			Type   string          `json:"type"`
			Schema json.RawMessage `json:"schema"`
		} `json:"format"`
	} `json:"output_config"`
	CacheControl *cacheMark `json:"cache_control"`

	tools []messageTool // Tools, read
}

// messageTurn is one message.
type messageTurn struct {
	Role    string         `json:"role"`
	Content messageContent `json:"content"`
}

// cacheMark asks for the prompt up to here to be kept.
type cacheMark struct {
	Type string `json:"type"`
	TTL  string `json:"ttl"`
}

// messageContent is a text, or blocks.
type messageContent struct {
	blocks []messageBlock
	given  bool
}

// messageBlock is one block of a message, of the system prompt or of a tool's result.
type messageBlock struct {
	Type      string          `json:"type"`
	Text      string          `json:"text"`
	Thinking  string          `json:"thinking"`
	Signature string          `json:"signature"`
	Data      string          `json:"data"`
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Input     json.RawMessage `json:"input"`
	ToolUseID string          `json:"tool_use_id"`
	Content   messageContent  `json:"content"`
	Cache     *cacheMark      `json:"cache_control"`
	Source    struct {
		Type  string `json:"type"`
		Media string `json:"media_type"`
		Data  []byte `json:"data"`
	} `json:"source"`
}

func (c *messageContent) UnmarshalJSON(data []byte) error {
	switch {
	case string(data) == "null":
		return nil
	case data[0] == '"':
		c.given, c.blocks = true, []messageBlock{{Type: "text"}}
		return json.Unmarshal(data, &c.blocks[0].Text)
	case data[0] != '[':
		return badMessages("content: Input should be a valid string or list")
	}
	c.given = true
	return json.Unmarshal(data, &c.blocks)
}

// messageTool is a function that the model may call.
type messageTool struct {
	Type   string          `json:"type"`
	Name   string          `json:"name"`
	Schema json.RawMessage `json:"input_schema"`
	Cache  *cacheMark      `json:"cache_control"`
}

func badMessages(format string, args ...any) apiError {
	return apiError{http.StatusBadRequest, "invalid_request_error", "", "", fmt.Sprintf(format, args...)}
}

// decodeMessages reads and checks a request; its errors are what the vendor answers.
func decodeMessages(body []byte, counting bool) (*messagesRequest, error) {
	if !utf8.Valid(body) {
		return nil, badMessages("The request body is not valid UTF-8.")
	}
	var fields map[string]json.RawMessage
	req := new(messagesRequest)
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, badMessages("The request body is not valid JSON: %v", err)
	}
	for name := range fields {
		if !slices.Contains(messagesFields, name) {
			return nil, badMessages("%.60s: Extra inputs are not permitted", name)
		}
	}
	if err := json.Unmarshal(body, req); err != nil {
		return nil, messagesError(err)
	}
	if filled(req.Tools) {
		if err := json.Unmarshal(req.Tools, &req.tools); err != nil {
			return nil, messagesError(err)
		}
	}
	return req, req.check(counting)
}

// messagesError turns what the JSON decoder says into what a vendor says.
func messagesError(err error) error {
	switch e := err.(type) {
	case apiError:
		return e
	case *json.UnmarshalTypeError:
		return badMessages("%s: Input should be valid, got a %s", e.Field, e.Value)
	}
	return badMessages("The request body is not valid: %v", err)
}

func (req *messagesRequest) check(counting bool) error {
	switch {
	case req.Model == "":
		return badMessages("model: Field required")
	case len(req.Messages) == 0:
		return badMessages("messages: at least one message is required")
	case req.MaxTokens == nil && !counting:
		return badMessages("max_tokens: Field required")
	case req.MaxTokens != nil && *req.MaxTokens < 1:
		return badMessages("max_tokens: Input should be greater than or equal to 1")
	case req.Temperature != nil && (*req.Temperature < 0 || *req.Temperature > 1):
		return badMessages("temperature: range: 0..1")
	}
	if err := req.checkThinking(); err != nil {
		return err
	}
	if err := req.checkTools(); err != nil {
		return err
	}
	if n := len(req.marks()); n > maxMarks {
		return badMessages("A maximum of %d blocks with cache_control may be provided. Found %d.", maxMarks, n)
	}
	called := map[string]bool{}
	for i, m := range req.Messages {
		if m.Role != "user" && m.Role != "assistant" {
			return badMessages("messages.%d.role: Input should be 'user' or 'assistant'", i)
		}
		if !m.Content.given || len(m.Content.blocks) == 0 {
			return badMessages("messages.%d.content: Field required", i)
		}
		for j, b := range m.Content.blocks {
			if err := b.check(called, m.Role, true); err != nil {
				return badMessages("messages.%d.content.%d: %v", i, j, err)
			}
		}
	}
	return nil
}

func (req *messagesRequest) checkThinking() error {
	t := req.Thinking
	if t == nil {
		return nil
	}
	switch t.Type {
	case "disabled", "adaptive":
		return nil
	case "enabled":
	default:
		return badMessages("thinking.type: Input should be 'enabled', 'adaptive' or 'disabled'")
	}
	if t.Budget < minBudget {
		return badMessages("thinking.enabled.budget_tokens: Input should be greater than or equal to %d", minBudget)
	}
	if req.MaxTokens != nil && t.Budget >= *req.MaxTokens {
		return badMessages("`max_tokens` must be greater than `thinking.budget_tokens`.")
	}
	return nil
}

func (req *messagesRequest) checkTools() error {
	for i, t := range req.tools {
		if t.Type != "" && t.Type != "custom" {
			return badMessages("tools.%d: Input tag %q found using 'type' does not match any of the expected tags: 'custom'", i, t.Type)
		}
		if !toolNamePattern.MatchString(t.Name) || !filled(t.Schema) && compact(t.Schema) != "{}" {
			return badMessages("tools.%d: a name of 1 to 64 letters, digits, _ and - and an input_schema are required", i)
		}
	}
	c := req.ToolChoice
	if c == nil {
		return nil
	}
	if !slices.Contains([]string{"auto", "any", "tool", "none"}, c.Type) {
		return badMessages("tool_choice: Input should be 'auto', 'any', 'tool' or 'none'")
	}
	if c.Type == "tool" && !slices.ContainsFunc(req.tools, func(t messageTool) bool { return t.Name == c.Name }) {
		return badMessages("tool_choice: Tool '%.60s' not found in provided tools", c.Name)
	}
	return nil
}

// check judges one block. Thoughts must come back as they were signed.
func (b messageBlock) check(called map[string]bool, role string, whole bool) error {
	switch b.Type {
	case "text":
		if b.Text == "" {
			return badMessages("text content blocks must be non-empty")
		}
	case "thinking":
		if b.Signature != thoughtSignature(b.Thinking) {
			return badMessages("Invalid `signature` in `thinking` block")
		}
	case "redacted_thinking":
		if b.Data == "" {
			return badMessages("redacted_thinking.data: Field required")
		}
	case "tool_use":
		if role != "assistant" || b.ID == "" || b.Name == "" || len(b.Input) == 0 || b.Input[0] != '{' {
			return badMessages("tool_use needs an id, a name and an input, in an assistant's message")
		}
		called[b.ID] = true
	case "tool_result":
		if !whole || !called[b.ToolUseID] {
			return badMessages("unexpected `tool_use_id` found in `tool_result` blocks: %.60s", b.ToolUseID)
		}
		for _, inner := range b.Content.blocks {
			if inner.Type == "text" {
				continue // may be empty
			}
			if err := inner.check(called, role, false); err != nil {
				return err
			}
		}
	case "image":
		if _, _, err := image.DecodeConfig(bytes.NewReader(b.Source.Data)); b.Source.Type != "base64" || err != nil {
			return badMessages("image.source: Could not process image")
		}
	default:
		return badMessages("Input tag %.40q found using 'type' does not match any of the expected tags", b.Type)
	}
	if !whole && (b.Type == "thinking" || b.Type == "redacted_thinking" || b.Type == "tool_use") {
		return badMessages("a tool's result takes text and images")
	}
	return nil
}

// marks are all marks for the cache.
func (req *messagesRequest) marks() (out []*cacheMark) {
	take := func(m *cacheMark) {
		if m != nil {
			out = append(out, m)
		}
	}
	for _, t := range req.tools {
		take(t.Cache)
	}
	for _, b := range req.System.blocks {
		take(b.Cache)
	}
	for _, m := range req.Messages {
		for _, b := range m.Content.blocks {
			take(b.Cache)
		}
	}
	return out
}

// ownPrompt is a prompt as the model reads it, with the places where blocks end.
type ownPrompt struct {
	tokens []uint32
	ends   []blockEnd
}

// blockEnd is the end of one block, as a count of tokens, and how long the vendor is asked to keep the prompt up to there.
type blockEnd struct {
	at   int
	mark *cacheMark
}

func (p *ownPrompt) end(m *cacheMark) { p.ends = append(p.ends, blockEnd{len(p.tokens), m}) }

// prompt is the request as the model reads it.
func (req *messagesRequest) prompt(c *counter) *ownPrompt {
	p := new(ownPrompt)
	if filled(req.Tools) {
		p.tokens = append(p.tokens, c.encode(compact(req.Tools))...)
		var last *cacheMark
		for _, t := range req.tools {
			if t.Cache != nil {
				last = t.Cache
			}
		}
		p.end(last)
	}
	if slices.ContainsFunc(req.System.blocks, func(b messageBlock) bool { return b.Text != "" }) {
		p.turn(c, "system", req.System.blocks)
	}
	for _, m := range req.Messages {
		p.turn(c, m.Role, m.Content.blocks)
	}
	if req.CacheControl != nil {
		p.ends[len(p.ends)-1].mark = req.CacheControl
	}
	p.tokens = append(p.tokens, markReply, markReply, markReply)
	return p
}

func (p *ownPrompt) turn(c *counter, role string, blocks []messageBlock) {
	p.tokens = append(p.tokens, markMessage, markMessage, markMessage)
	p.tokens = append(p.tokens, c.encode(role)...)
	for _, b := range blocks {
		p.block(c, b)
		p.end(b.Cache)
	}
}

func (p *ownPrompt) block(c *counter, b messageBlock) {
	texts := []string{b.Text, b.Thinking, b.ToolUseID}
	if b.Type == "tool_use" {
		texts = []string{b.ID, b.Name, compact(b.Input)}
	}
	for _, text := range texts {
		p.tokens = append(p.tokens, c.encode(text)...)
	}
	if b.Type == "image" {
		conf, _, err := image.DecodeConfig(bytes.NewReader(b.Source.Data))
		if err != nil {
			panic("developer error: a picture was checked that cannot be read")
		}
		// Pixels are not tokens: a picture's stand here by its content's name, so that another picture is another prompt.
		id := uint32(1<<30 + 8 + c.count(base64.StdEncoding.EncodeToString(b.Source.Data)))
		for range min((conf.Width*conf.Height+pictureArea-1)/pictureArea, maxPicture) {
			p.tokens = append(p.tokens, id)
		}
	}
	for _, inner := range b.Content.blocks {
		p.block(c, inner)
	}
}
