package dialect

import (
	"encoding/json"
	"fmt"
)

// Prompt reads a request for a response. A member that says what is so unsaid is left out of Rest: "truncation":"disabled",
// "background":false. So is what asks for no more than what converted answers have anyway: "reasoning.encrypted_content" in include;
// and client_metadata, by which an application names its own installation.
func (responses) Prompt(r *Request) (*Prompt, error) {
	p := &Prompt{Model: r.Model, Stream: r.Stream, MaxOutput: r.MaxOutput}
	c := itemReader{chatReader: chatReader{p: p, tools: map[string]string{}}}
	// Instructions come before the input, wherever they stand in the request.
	_, err := eachMember(r.body, func(name string, raw json.RawMessage) error {
		if name != "instructions" {
			return nil
		}
		var text string
		err := c.text(&text, name, raw)
		if text != "" {
			p.Messages = []Message{{Role: System, Parts: []Part{{Kind: TextPart, Text: text}}}}
		}
		return err
	})
	if err == nil {
		_, err = eachMember(r.body, c.responseField)
	}
	if err != nil {
		return nil, err
	}
	c.samples()
	return p, nil
}

// itemReader reads one request.
type itemReader struct {
	chatReader
	turn []Part // of the model's turn at hand, which comes in several items
	open bool   // there is one
}

func (c *itemReader) responseField(name string, raw json.RawMessage) (err error) {
	p := c.p
	switch name {
	case "model", "stream", "max_output_tokens", "instructions", "client_metadata":
		return nil
	case "input":
		return c.input(raw)
	case "tools":
		_, err = eachItem(raw, c.responseTool)
		return err
	case "tool_choice":
		return c.responseChoice(raw)
	case "text":
		return c.responseText(raw)
	case "reasoning":
		return c.reasoning(raw)
	case "include":
		_, err = eachItem(raw, c.include)
		return err
	case "top_logprobs":
		n, err := c.count(name, raw)
		if n > 0 {
			c.most, c.logprobs = &n, true
		}
		return err
	case "stream_options":
		return c.nested("stream_options.", raw)
	case "temperature", "top_p", "parallel_tool_calls", "user", "safety_identifier", "prompt_cache_key", "service_tier", "store":
		return c.field(name, raw)
	case "truncation":
		if string(raw) == `"disabled"` {
			return nil
		}
	case "background":
		if string(raw) == "false" {
			return nil
		}
	}
	p.Rest = append(p.Rest, Member{name, raw})
	return nil
}

func (c *itemReader) include(i int, raw json.RawMessage) error {
	switch string(raw) {
	case `"reasoning.encrypted_content"`:
	case `"message.output_text.logprobs"`:
		c.logprobs = true
	default:
		c.rest("include", raw)
	}
	return nil
}

func (c *itemReader) responseTool(i int, raw json.RawMessage) error {
	var t Tool
	kind := ""
	var others []Member
	_, err := eachMember(raw, func(name string, value json.RawMessage) (err error) {
		param := fmt.Sprintf("tools[%d].%s", i, name)
		switch name {
		case "type":
			kind, _ = stringOf(value)
		case "name":
			err = c.text(&t.Name, param, value)
		case "description":
			t.Description, _ = stringOf(value)
		case "parameters":
			t.Schema = value
		case "strict":
			t.Strict, err = c.flag(param, value)
		default:
			others = append(others, Member{"tools[]." + name, value})
		}
		return err
	})
	switch {
	case kind != "function":
		c.rest("tools[]."+kind, raw)
		return nil
	case err != nil:
		return err
	case t.Name == "":
		return badRequest(fmt.Sprintf("tools[%d].name", i), "Tool %d has no name.", i)
	}
	c.p.Rest = append(c.p.Rest, others...)
	c.p.Tools = append(c.p.Tools, t)
	return nil
}

func (c *itemReader) responseChoice(raw json.RawMessage) error {
	if _, ok := stringOf(raw); ok {
		return c.choice(raw)
	}
	var v struct {
		Type  string
		Name  string
		Mode  string
		Tools []struct{ Type, Name string }
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return badRequest("tool_choice", "Field 'tool_choice' must be none, auto, required or an object that names a tool.")
	}
	switch v.Type {
	case "function":
		c.p.Choice = ToolChoice{Mode: OneTool, Name: v.Name}
		return nil
	case "allowed_tools":
		choice := ToolChoice{Mode: AutoTool}
		if v.Mode == "required" {
			choice.Mode = SomeTool
		}
		for _, t := range v.Tools {
			if t.Type != "function" {
				c.rest("tool_choice", raw)
				return nil
			}
			choice.Any = append(choice.Any, t.Name)
		}
		c.p.Choice = choice
		return nil
	}
	c.rest("tool_choice", raw)
	return nil
}

// responseText reads the form that the answer must have.
func (c *itemReader) responseText(raw json.RawMessage) error {
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "verbosity":
			return c.text(&c.p.Verbosity, "text.verbosity", value)
		case "format":
			return c.responseFormat(value)
		}
		c.rest("text."+name, value)
		return nil
	})
	return err
}

func (c *itemReader) responseFormat(raw json.RawMessage) error {
	var f Format
	kind := ""
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		if name == "type" {
			return c.text(&kind, "text.format.type", value)
		}
		return c.schema(&f, "text.format.", name, value)
	})
	switch {
	case err != nil:
		return err
	case kind == "json_object":
		c.p.Format = &Format{}
	case kind == "json_schema" && f.Schema == nil:
		return badRequest("text.format.schema", "Field 'text.format.schema' is missing.")
	case kind == "json_schema":
		c.p.Format = &f
	case kind != "text":
		c.rest("text.format", raw)
	}
	return nil
}

func (c *itemReader) reasoning(raw json.RawMessage) error {
	t := &Thinking{}
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "effort":
			return c.text(&t.Effort, "reasoning.effort", value)
		case "summary", "generate_summary":
			return c.text(&t.Summary, "reasoning."+name, value)
		}
		c.rest("reasoning."+name, value)
		return nil
	})
	if *t != (Thinking{}) {
		c.p.Thinking = t
	}
	return err
}
