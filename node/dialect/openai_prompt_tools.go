package dialect

import (
	"encoding/json"
	"fmt"
)

func (c *chatReader) tool(i int, raw json.RawMessage) error {
	var t Tool
	kind, function := "", false
	_, err := eachMember(raw, func(name string, value json.RawMessage) (err error) {
		switch name {
		case "type":
			kind, _ = stringOf(value)
		case "function":
			function = true
			_, err = eachMember(value, func(name string, value json.RawMessage) error { return c.function(&t, i, name, value) })
		case "cache_control":
			t.Cache, err = c.cache(value)
		}
		return err
	})
	if err != nil {
		return err
	}
	switch {
	case kind != "function":
		c.rest("tools[]."+kind, raw)
		return nil
	case !function || t.Name == "":
		return badRequest(fmt.Sprintf("tools[%d].function.name", i), "Tool %d has no name.", i)
	}
	c.p.Tools = append(c.p.Tools, t)
	return c.nested("tools[].", raw, "type", "function", "cache_control")
}

func (c *chatReader) function(t *Tool, i int, name string, value json.RawMessage) (err error) {
	param := fmt.Sprintf("tools[%d].function.%s", i, name)
	switch name {
	case "name":
		err = c.text(&t.Name, param, value)
	case "description":
		err = c.text(&t.Description, param, value)
	case "parameters":
		t.Schema = value
	case "strict":
		t.Strict, err = c.flag(param, value)
	default:
		c.rest("tools[].function."+name, value)
	}
	return err
}

// cache reads a mark for the vendor's cache.
func (c *chatReader) cache(raw json.RawMessage) (*Cache, error) {
	mark := &Cache{}
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "ttl":
			return c.text(&mark.TTL, "cache_control.ttl", value)
		case "type": // there is one: ephemeral
			return nil
		}
		c.rest("cache_control."+name, value)
		return nil
	})
	return mark, err
}

func (c *chatReader) choice(raw json.RawMessage) error {
	if word, ok := stringOf(raw); ok {
		mode, ok := map[string]ChoiceMode{"auto": AutoTool, "none": NoTool, "required": SomeTool}[word]
		if !ok {
			return badRequest("tool_choice", "Field 'tool_choice' must be none, auto, required or an object that names a tool.")
		}
		c.p.Choice = ToolChoice{Mode: mode}
		return nil
	}
	var v struct {
		Type     string
		Function struct{ Name string }
		Allowed  struct {
			Mode  string
			Tools []struct {
				Type     string
				Function struct{ Name string }
			}
		} `json:"allowed_tools"`
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return badRequest("tool_choice", "Field 'tool_choice' must be none, auto, required or an object that names a tool.")
	}
	switch v.Type {
	case "function":
		c.p.Choice = ToolChoice{Mode: OneTool, Name: v.Function.Name}
		return nil
	case "allowed_tools":
		choice := ToolChoice{Mode: AutoTool}
		if v.Allowed.Mode == "required" {
			choice.Mode = SomeTool
		}
		for _, t := range v.Allowed.Tools {
			if t.Type != "function" {
				c.rest("tool_choice", raw)
				return nil
			}
			choice.Any = append(choice.Any, t.Function.Name)
		}
		c.p.Choice = choice
		return nil
	}
	c.rest("tool_choice", raw)
	return nil
}

// thinking reads how much the model is to think, under the names that vendors of this dialect have for it.
func (c *chatReader) thinking(name string, raw json.RawMessage) (err error) {
	if c.p.Thinking == nil {
		c.p.Thinking = &Thinking{}
	}
	t := c.p.Thinking
	switch name {
	case "reasoning_effort":
		return c.text(&t.Effort, name, raw)
	case "enable_thinking": // Qwen
		t.On, err = c.flag(name, raw)
		return err
	case "thinking_budget":
		t.Budget, err = c.count(name, raw)
		return err
	}
	ok, err := eachMember(raw, func(field string, value json.RawMessage) (err error) {
		param := name + "." + field
		switch param {
		case "reasoning.effort": // OpenRouter
			err = c.text(&t.Effort, param, value)
		case "reasoning.max_tokens", "thinking.budget_tokens":
			t.Budget, err = c.count(param, value)
		case "reasoning.enabled":
			t.On, err = c.flag(param, value)
		case "reasoning.summary":
			err = c.text(&t.Summary, param, value)
		case "thinking.type": // GLM, Doubao, DeepSeek
			return c.thinks(t, value)
		default:
			c.rest(param, value)
		}
		return err
	})
	if err == nil && !ok {
		err = badRequest(name, "Field '%s' must be an object.", name)
	}
	return err
}

func (c *chatReader) thinks(t *Thinking, raw json.RawMessage) error {
	word, _ := stringOf(raw)
	switch on := word == "enabled"; word {
	case "enabled", "disabled":
		t.On = &on
	case "auto", "adaptive":
		t.Dynamic = true
	default:
		return badRequest("thinking.type", "Field 'thinking.type' must be enabled, disabled or auto.")
	}
	return nil
}
