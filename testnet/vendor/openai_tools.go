package vendor

import (
	"encoding/json"
	"fmt"
	"slices"
)

// chatTool is a function that the model may call.
type chatTool struct {
	Type     string `json:"type"`
	Function struct {
		Name       string          `json:"name"`
		Parameters json.RawMessage `json:"parameters"`
	} `json:"function"`
}

func decodeTools(raw json.RawMessage) ([]chatTool, error) {
	if !filled(raw) {
		return nil, nil
	}
	var tools []chatTool
	if err := json.Unmarshal(raw, &tools); err != nil {
		return nil, badRequest("tools", "invalid_type", "tools is not an array of tools.")
	}
	for i, t := range tools {
		if t.Type != "function" || !toolNamePattern.MatchString(t.Function.Name) {
			return nil, badRequest(fmt.Sprintf("tools[%d]", i), "invalid_value", "A tool has type 'function' and a name of 1 to 64 letters, digits, _ and -.")
		}
	}
	return tools, nil
}

// toolChoice is "none", "auto", "required" or one function's name.
type toolChoice struct {
	mode string // "" when absent
	name string // of the function that is forced
}

func (c *toolChoice) UnmarshalJSON(data []byte) error {
	if string(data) == "null" || json.Unmarshal(data, &c.mode) == nil {
		return nil
	}
	var named struct {
		Type     string `json:"type"`
		Function struct {
			Name string `json:"name"`
		} `json:"function"`
	}
	if err := json.Unmarshal(data, &named); err != nil || named.Type != "function" || named.Function.Name == "" {
		return badRequest("tool_choice", "invalid_type", "tool_choice is none, auto, required or a function.")
	}
	c.mode, c.name = "named", named.Function.Name
	return nil
}

func (c toolChoice) check(tools []chatTool) error {
	switch c.mode {
	case "":
		return nil
	case "none", "auto", "required", "named":
	default:
		return badRequest("tool_choice", "invalid_value", "tool_choice is none, auto, required or a function.")
	}
	if len(tools) == 0 {
		return badRequest("tool_choice", "invalid_value", "'tool_choice' is only allowed when 'tools' are specified.")
	}
	if c.mode == "named" && !slices.ContainsFunc(tools, func(t chatTool) bool { return t.Function.Name == c.name }) {
		return badRequest("tool_choice", "invalid_value", fmt.Sprintf("Tool choice %q is not among the tools.", c.name))
	}
	return nil
}

// tool picks the tool that this request's answers call, if they call one.
func (req *chatRequest) tool(mk marks, pick func(n int) int) (chatTool, bool) {
	asked := req.ToolChoice.mode == "required" || req.ToolChoice.mode == "named" || mk.useTool && req.ToolChoice.mode != "none"
	if !asked || len(req.tools) == 0 {
		return chatTool{}, false
	}
	name := mk.tool
	if req.ToolChoice.mode == "named" {
		name = req.ToolChoice.name
	}
	if i := slices.IndexFunc(req.tools, func(t chatTool) bool { return t.Function.Name == name }); i >= 0 {
		return req.tools[i], true
	}
	return req.tools[pick(len(req.tools))], true
}

// responseFormat asks for JSON.
type responseFormat struct {
	Type       string `json:"type"`
	JSONSchema struct {
		Name   string          `json:"name"`
		Schema json.RawMessage `json:"schema"`
	} `json:"json_schema"`
}

func (f *responseFormat) check() error {
	if !slices.Contains([]string{"text", "json_object", "json_schema"}, f.Type) {
		return badRequest("response_format.type", "invalid_value", "response_format.type is text, json_object or json_schema.")
	}
	return nil
}

// schema is the part of JSON Schema that made-up values follow.
type schema struct {
	Type       any               `json:"type"` // a name or a list of names
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
	Enum       []any             `json:"enum"`
}

// Bounds of a made-up value.
const (
	maxDepth      = 4
	maxProperties = 16
)

// madeUp returns a JSON text that fits a schema; a schema that cannot be read is taken for an empty object's.
func (w *writer) madeUp(raw json.RawMessage) string {
	var sc schema
	if json.Unmarshal(raw, &sc) != nil || sc.kind() == "" {
		sc = schema{Type: "object", Properties: sc.Properties}
	}
	text, err := json.Marshal(w.value(sc, 0))
	if err != nil {
		panic("developer error: " + err.Error()) // the value is built here, of marshalable parts
	}
	return string(text)
}

func (s schema) kind() string {
	switch t := s.Type.(type) {
	case string:
		return t
	case []any:
		for _, k := range t {
			if name, ok := k.(string); ok && name != "null" {
				return name
			}
		}
	}
	return ""
}

func (w *writer) value(s schema, depth int) any {
	if len(s.Enum) > 0 {
		return s.Enum[w.rng.IntN(len(s.Enum))]
	}
	switch s.kind() {
	case "object":
		return w.object(s, depth)
	case "array":
		if s.Items == nil || depth >= maxDepth {
			return []any{}
		}
		return []any{w.value(*s.Items, depth+1)}
	case "integer":
		return w.rng.IntN(1000)
	case "number":
		return float64(w.rng.IntN(100_000)) / 100
	case "boolean":
		return w.rng.IntN(2) == 1
	case "null":
		return nil
	}
	return words[w.rng.IntN(len(words))] + " " + words[w.rng.IntN(len(words))]
}

func (w *writer) object(s schema, depth int) map[string]any {
	out := map[string]any{}
	if depth >= maxDepth {
		return out
	}
	names := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names) // the order of a map would make the text random
	for _, name := range names[:min(len(names), maxProperties)] {
		out[name] = w.value(s.Properties[name], depth+1)
	}
	return out
}
