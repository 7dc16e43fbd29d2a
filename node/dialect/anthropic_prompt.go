package dialect

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Prompt reads a Messages request.
func (anthropic) Prompt(r *Request) (*Prompt, error) {
	p := messagesReader{chatReader{p: &Prompt{Model: r.Model, Stream: r.Stream, IncludeUsage: r.Stream, MaxOutput: r.MaxOutput}, tools: map[string]string{}}, nil}
	if _, err := eachMember(r.body, p.field); err != nil {
		return nil, err
	}
	p.markLast()
	return p.p, nil
}

// messagesReader reads one request.
type messagesReader struct {
	chatReader
	last *Cache // the mark at the top: of the last block
}

// field reads a member of the request that is not null.
func (c *messagesReader) field(name string, raw json.RawMessage) (err error) {
	p := c.p
	switch name {
	case "model", "stream", "max_tokens":
		return nil // in Request
	case "system":
		return c.system(raw)
	case "messages":
		_, err = eachItem(raw, c.turn)
		return err
	case "tools":
		_, err = eachItem(raw, c.tool)
		return err
	case "tool_choice":
		return c.choice(raw)
	case "temperature":
		err = c.number(&p.Temperature, name, raw)
	case "top_p":
		err = c.number(&p.TopP, name, raw)
	case "top_k":
		err = c.number(&p.TopK, name, raw)
	case "stop_sequences":
		_, err = eachItem(raw, func(i int, raw json.RawMessage) error {
			var s string
			err := c.text(&s, fmt.Sprintf("stop_sequences[%d]", i), raw)
			p.Stop = append(p.Stop, s)
			return err
		})
	case "metadata":
		return c.metadata(raw)
	case "thinking":
		return c.thinking(raw)
	case "output_config":
		return c.config(raw)
	case "output_format":
		return c.format(name, raw)
	case "cache_control":
		c.last, err = c.cache(raw)
	case "service_tier", "speed", "inference_geo":
		return c.tier(name, raw)
	case "context_management":
		return c.context(raw)
	default:
		c.rest(name, raw)
	}
	return err
}

// markLast puts the mark at the top where it belongs.
func (c *messagesReader) markLast() {
	if c.last == nil || len(c.p.Messages) == 0 {
		return
	}
	if parts := c.p.Messages[len(c.p.Messages)-1].Parts; len(parts) > 0 {
		parts[len(parts)-1].Cache = c.last
	}
}

// system reads the system prompt, as a message of its own.
func (c *messagesReader) system(raw json.RawMessage) error {
	parts, err := c.blocks("system", raw)
	if err == nil && len(parts) > 0 {
		c.p.Messages = append([]Message{{Role: System, Parts: parts}}, c.p.Messages...)
	}
	return err
}

// metadata reads whom the application names as its user, and the conversation that coding agents name with him.
func (c *messagesReader) metadata(raw json.RawMessage) error {
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		if name != "user_id" {
			c.rest("metadata."+name, value)
			return nil
		}
		if err := c.text(&c.p.User, "metadata.user_id", value); err != nil {
			return err
		}
		if session := sessionOf(c.p.User); session != c.p.User {
			c.p.SessionKey = session
		}
		return nil
	})
	return err
}

func (c *messagesReader) thoughts() *Thinking {
	if c.p.Thinking == nil {
		c.p.Thinking = &Thinking{}
	}
	return c.p.Thinking
}

// displays say how much of its thought is to be shown.
var displays = map[string]string{"summarized": "auto", "omitted": "none"}

func (c *messagesReader) thinking(raw json.RawMessage) error {
	t := c.thoughts()
	_, err := eachMember(raw, func(name string, value json.RawMessage) (err error) {
		word, _ := stringOf(value)
		switch name {
		case "type":
			switch on := word == "enabled"; word {
			case "enabled", "disabled":
				t.On = &on
			case "adaptive":
				t.Dynamic = true
			default:
				c.rest("thinking.type", value)
			}
		case "budget_tokens":
			t.Budget, err = c.count("thinking.budget_tokens", value)
		case "display":
			if t.Summary = displays[word]; t.Summary == "" {
				c.rest("thinking.display", value)
			}
		default:
			c.rest("thinking."+name, value)
		}
		return err
	})
	return err
}

func (c *messagesReader) config(raw json.RawMessage) error {
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "effort":
			return c.text(&c.thoughts().Effort, "output_config.effort", value)
		case "format":
			return c.format("output_config.format", value)
		}
		c.rest("output_config."+name, value)
		return nil
	})
	return err
}

func (c *messagesReader) format(place string, raw json.RawMessage) error {
	f, kind := Format{}, ""
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "type":
			return c.text(&kind, place+".type", value)
		case "schema":
			f.Schema = value
		default:
			c.rest(place+"."+name, value)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case kind != "json_schema":
		c.rest(place, raw)
	case f.Schema == nil:
		return badRequest(place+".schema", "Field '%s.schema' is missing.", place)
	default:
		c.p.Format = &f
	}
	return nil
}

// tier reads a field that changes prices where it is not what is usual.
func (c *messagesReader) tier(name string, raw json.RawMessage) error {
	word, ok := stringOf(raw)
	switch {
	case name == "service_tier" && word == "standard_only":
		c.p.Tier = "default"
	case !ok || !usualTiers[word]:
		c.rest(name, raw)
	}
	return nil
}

// context reads what the vendor is to take out of the prompt. An edit that keeps all thoughts takes nothing out; vendors of other dialects
// keep what they are given.
func (c *messagesReader) context(raw json.RawMessage) error {
	kept := true
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		if name != "edits" {
			kept = false
			return nil
		}
		_, err := eachItem(value, func(_ int, edit json.RawMessage) error {
			var v struct {
				Type string
				Keep any
			}
			kept = kept && json.Unmarshal(edit, &v) == nil && v.Type == "clear_thinking_20251015" && v.Keep == "all"
			return nil
		})
		return err
	})
	if !kept {
		c.rest("context_management", raw)
	}
	return err
}

func (c *messagesReader) tool(i int, raw json.RawMessage) error {
	var t Tool
	kind := ""
	var rest []Member
	_, err := eachMember(raw, func(name string, value json.RawMessage) (err error) {
		param := fmt.Sprintf("tools[%d].%s", i, name)
		switch name {
		case "type":
			err = c.text(&kind, param, value)
		case "name":
			err = c.text(&t.Name, param, value)
		case "description":
			err = c.text(&t.Description, param, value)
		case "input_schema":
			t.Schema = value
		case "strict":
			t.Strict, err = c.flag(param, value)
		case "cache_control":
			t.Cache, err = c.cache(value)
		case "eager_input_streaming": // how arguments are cut: they are sent on as they come
		default:
			rest = append(rest, Member{"tools[]." + name, value})
		}
		return err
	})
	if err != nil {
		return err
	}
	if kind != "" && kind != "custom" {
		c.rest("tools[]."+kind, raw)
		return nil
	}
	c.p.Tools, c.p.Rest = append(c.p.Tools, t), append(c.p.Rest, rest...)
	return nil
}

var toolModes = map[string]ChoiceMode{"auto": AutoTool, "none": NoTool, "any": SomeTool, "tool": OneTool}

func (c *messagesReader) choice(raw json.RawMessage) error {
	kind := ""
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "type":
			return c.text(&kind, "tool_choice.type", value)
		case "name":
			return c.text(&c.p.Choice.Name, "tool_choice.name", value)
		case "disable_parallel_tool_use":
			off, err := c.flag("tool_choice.disable_parallel_tool_use", value)
			if err == nil {
				parallel := !*off
				c.p.Parallel = &parallel
			}
			return err
		}
		c.rest("tool_choice."+name, value)
		return nil
	})
	if c.p.Choice.Mode = toolModes[kind]; err == nil && c.p.Choice.Mode == ChoiceUnsaid {
		err = badRequest("tool_choice.type", "Field 'tool_choice.type' must be auto, any, tool or none.")
	}
	return err
}

var wireRoles = map[string]Role{"user": User, "assistant": Assistant, "system": System}

// turn reads a message. Results of tools come first in it, and make a message of their own.
func (c *messagesReader) turn(i int, raw json.RawMessage) error {
	role := ""
	var parts []Part
	_, err := eachMember(raw, func(name string, value json.RawMessage) (err error) {
		switch name {
		case "role":
			return c.text(&role, "messages[].role", value)
		case "content":
			parts, err = c.blocks(fmt.Sprintf("messages[%d].content", i), value)
			return err
		}
		c.rest("messages[]."+name, value)
		return nil
	})
	if err != nil {
		return err
	}
	isResult := func(p Part) bool { return p.Kind == ToolDonePart }
	if slices.ContainsFunc(parts, isResult) {
		results := slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return !isResult(p) })
		c.p.Messages = append(c.p.Messages, Message{Role: ToolRole, Parts: results})
		if parts = slices.DeleteFunc(parts, isResult); len(parts) == 0 {
			return nil
		}
	}
	c.p.Messages = append(c.p.Messages, Message{Role: wireRoles[role], Parts: proveCalls(parts)})
	return nil
}

// proveCalls gives calls what proves them, which stands beside them in a thought of no text: this dialect proves thoughts only.
func proveCalls(parts []Part) []Part {
	var out []Part
	for i, p := range parts {
		if p.Kind != ThoughtPart || p.Text != "" || p.Thought.Dialect != Gemini || p.Thought.Signature == "" {
			out = append(out, p)
			continue
		}
		switch last := len(out) - 1; {
		case last >= 0 && out[last].Kind == ToolUsePart && out[last].Thought == nil:
			out[last].Thought = p.Thought
		case i+1 < len(parts) && parts[i+1].Kind == ToolUsePart:
			parts[i+1].Thought = p.Thought
		default:
			out = append(out, p)
		}
	}
	return out
}
