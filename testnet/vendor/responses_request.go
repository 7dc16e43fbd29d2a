package vendor

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// responseRequest is a request for a response, as far as a vendor looks at it.
type responseRequest struct {
	Model           string          `json:"model"`
	Input           responseInput   `json:"input"`
	Instructions    string          `json:"instructions"`
	MaxOutputTokens *int64          `json:"max_output_tokens"`
	Stream          bool            `json:"stream"`
	Tools           json.RawMessage `json:"tools"`
	ToolChoice      json.RawMessage `json:"tool_choice"`
	Temperature     *float64        `json:"temperature"`
	Include         []string        `json:"include"`
	Previous        *string         `json:"previous_response_id"`
	Store           *bool           `json:"store"`
	Reasoning       struct {
		Effort  *string `json:"effort"`
		Summary *string `json:"summary"`
	} `json:"reasoning"`
	Text struct {
		Format *struct {
			Type   string          `json:"type"`
			Schema json.RawMessage `json:"schema"`
		} `json:"format"`
	} `json:"text"`
}

// responseInput is a conversation as chat has it.
type responseInput []chatMessage

// responseItem is an item of the input.
type responseItem struct {
	Type      string          `json:"type"`
	Role      string          `json:"role"`
	Content   responseContent `json:"content"`
	CallID    string          `json:"call_id"`
	Name      string          `json:"name"`
	Arguments string          `json:"arguments"`
	Output    responseContent `json:"output"`
}

// responseContent is the texts of a content.
type responseContent []string

func (c *responseContent) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if data[0] == '"' {
		var text string
		err := json.Unmarshal(data, &text)
		*c = responseContent{text}
		return err
	}
	var parts []struct{ Type, Text, Refusal string }
	if err := json.Unmarshal(data, &parts); err != nil {
		return badRequest("input", "invalid_type", "A content is neither a string nor an array of parts.")
	}
	for _, p := range parts {
		switch p.Type {
		case "input_text", "output_text", "text", "summary_text", "reasoning_text":
			*c = append(*c, p.Text)
		case "refusal":
			*c = append(*c, p.Refusal)
		default:
			return badRequest("input", "invalid_value", fmt.Sprintf("Content part type %q is not supported by this model; send text.", p.Type))
		}
	}
	return nil
}

func (in *responseInput) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		var text string
		err := json.Unmarshal(data, &text)
		*in = responseInput{{Role: "user", Content: chatContent{texts: []string{text}, given: true}}}
		return err
	}
	var items []responseItem
	if err := json.Unmarshal(data, &items); err != nil {
		if _, ok := err.(apiError); ok {
			return err
		}
		return badRequest("input", "invalid_type", "Invalid type for 'input': expected a string or an array of items.")
	}
	for i, it := range items {
		m, err := it.message(fmt.Sprintf("input[%d]", i))
		if err != nil {
			return err
		}
		if m.Role != "" {
			*in = append(*in, m)
		}
	}
	return nil
}

// message is what an item is in a conversation; a thought is nothing in it.
func (it responseItem) message(param string) (chatMessage, error) {
	m := chatMessage{Content: chatContent{given: true}}
	switch it.Type {
	case "", "message":
		if !slices.Contains([]string{"user", "assistant", "system", "developer"}, it.Role) {
			return m, badRequest(param+".role", "invalid_value", fmt.Sprintf("Invalid role %.40q.", it.Role))
		}
		m.Role, m.Content.texts = it.Role, it.Content
	case "function_call":
		m.Role, m.Content.texts = "assistant", []string{it.CallID, it.Name, it.Arguments}
	case "function_call_output":
		m.Role, m.Content.texts, m.ToolCallID = "tool", it.Output, it.CallID
		if it.CallID == "" {
			return m, badRequest(param+".call_id", "missing_required_parameter", "A function_call_output needs the call_id that it answers.")
		}
	case "reasoning":
	default:
		return m, badRequest(param, "invalid_value", fmt.Sprintf("Item type %.40q is not supported by this model.", it.Type))
	}
	return m, nil
}

// decodeResponse reads and checks a request; its errors are what the vendor answers.
func decodeResponse(body []byte) (*responseRequest, *chatRequest, error) {
	if !utf8.Valid(body) {
		return nil, nil, badRequest("", "invalid_json", "The body is not valid UTF-8.")
	}
	req := new(responseRequest)
	if err := json.Unmarshal(body, req); err != nil {
		return nil, nil, bodyError(err)
	}
	switch {
	case req.Previous != nil:
		return nil, nil, badRequest("previous_response_id", "previous_response_not_found", "Previous response with id '"+*req.Previous+"' not found.")
	case len(req.Input) == 0:
		return nil, nil, badRequest("input", "missing_required_parameter", "Missing required parameter: 'input'.")
	case req.MaxOutputTokens != nil && *req.MaxOutputTokens < 1:
		return nil, nil, badRequest("max_output_tokens", "integer_below_min_value", "Invalid 'max_output_tokens': expected a value >= 1.")
	}
	chat, err := req.chat()
	return req, chat, err
}

// chat is the same request as chat has it, for all that is not the wire.
func (req *responseRequest) chat() (*chatRequest, error) {
	c := &chatRequest{Model: req.Model, Messages: req.Input, MaxCompletionTokens: req.MaxOutputTokens, Stream: req.Stream, Tools: req.Tools,
		ReasoningEffort: req.Reasoning.Effort, Temperature: req.Temperature}
	if req.Instructions != "" {
		c.Messages = append([]chatMessage{{Role: "system", Content: chatContent{texts: []string{req.Instructions}, given: true}}}, c.Messages...)
	}
	if f := req.Text.Format; f != nil {
		c.ResponseFormat = &responseFormat{Type: f.Type}
		c.ResponseFormat.JSONSchema.Schema = f.Schema
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	tools, err := req.tools()
	if err != nil {
		return nil, err
	}
	c.tools = tools
	if c.ToolChoice, err = req.choice(); err != nil {
		return nil, err
	}
	return c, c.ToolChoice.check(tools)
}

func (req *responseRequest) tools() ([]chatTool, error) {
	if !filled(req.Tools) {
		return nil, nil
	}
	var flat []struct {
		Type       string          `json:"type"`
		Name       string          `json:"name"`
		Parameters json.RawMessage `json:"parameters"`
	}
	if err := json.Unmarshal(req.Tools, &flat); err != nil {
		return nil, badRequest("tools", "invalid_type", "tools is not an array of tools.")
	}
	var tools []chatTool
	for i, f := range flat {
		if f.Type != "function" || !toolNamePattern.MatchString(f.Name) {
			return nil, badRequest(fmt.Sprintf("tools[%d]", i), "invalid_value", "A tool has type 'function' and a name of 1 to 64 letters, digits, _ and -.")
		}
		t := chatTool{Type: f.Type}
		t.Function.Name, t.Function.Parameters = f.Name, f.Parameters
		tools = append(tools, t)
	}
	return tools, nil
}

func (req *responseRequest) choice() (c toolChoice, err error) {
	raw := req.ToolChoice
	if len(raw) == 0 || string(raw) == "null" || json.Unmarshal(raw, &c.mode) == nil {
		return c, nil
	}
	var named struct{ Type, Name string }
	if err := json.Unmarshal(raw, &named); err != nil || named.Type != "function" || named.Name == "" {
		return c, badRequest("tool_choice", "invalid_type", "tool_choice is none, auto, required or a function.")
	}
	return toolChoice{mode: "named", name: named.Name}, nil
}
