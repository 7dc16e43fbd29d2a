package dialect

import (
	"encoding/json"
	"fmt"
	"strings"
)

var chatRoles = map[string]Role{"system": System, "developer": Developer, "user": User, "assistant": Assistant, "tool": ToolRole}

// turn is a message as its members are read. Its parts are put in order when all of it is known.
type turn struct {
	role    string
	name    string
	callID  string
	content []Part
	thought string
	details []Part
	detail  string // index of the last of them
	refusal string
	calls   []Part
}

func (c *chatReader) message(i int, raw json.RawMessage) error {
	var t turn
	place := fmt.Sprintf("messages[%d].", i)
	if _, err := eachMember(raw, func(name string, value json.RawMessage) error { return c.part(&t, place, name, value) }); err != nil {
		return err
	}
	role, ok := chatRoles[t.role]
	if !ok { // the form that came before tools
		c.rest("messages[]."+t.role, raw)
		return nil
	}
	m := Message{Role: role, Name: t.name}
	switch {
	case role == ToolRole:
		m.Name, m.Parts = "", []Part{{Kind: ToolDonePart, ToolID: t.callID, Tool: c.tools[t.callID], Parts: t.content}}
	default:
		if t.thought != "" && len(t.details) == 0 {
			m.Parts = append(m.Parts, Part{Kind: ThoughtPart, Text: t.thought})
		}
		m.Parts = append(append(m.Parts, withText(t.details, t.thought)...), t.content...)
		if t.refusal != "" {
			m.Parts = append(m.Parts, Part{Kind: RefusalPart, Text: t.refusal})
		}
		m.Parts = append(m.Parts, t.calls...)
	}
	c.p.Messages = append(c.p.Messages, m)
	return nil
}

// withText gives a signature the thought that it proves, where a client keeps the two apart.
func withText(details []Part, thought string) []Part {
	for i := range details {
		d := &details[i]
		if d.Text != "" {
			return details
		}
	}
	for i := range details {
		if d := &details[i]; d.Thought.Sealed == "" {
			d.Text = thought
			return details
		}
	}
	if thought != "" && len(details) > 0 {
		details = append([]Part{{Kind: ThoughtPart, Text: thought}}, details...)
	}
	return details
}

func (c *chatReader) part(t *turn, place, name string, value json.RawMessage) (err error) {
	switch name {
	case "role":
		return c.text(&t.role, place+name, value)
	case "name":
		return c.text(&t.name, place+name, value)
	case "tool_call_id":
		return c.text(&t.callID, place+name, value)
	case "refusal":
		return c.text(&t.refusal, place+name, value)
	case "reasoning_content", "reasoning":
		var s string
		err := c.text(&s, place+name, value)
		if t.thought == "" {
			t.thought = s
		}
		return err
	case "reasoning_details":
		_, err = eachItem(value, func(_ int, raw json.RawMessage) error { return c.detail(t, raw) })
		return err
	case "content":
		return c.content(t, place+"content", value)
	case "tool_calls":
		_, err = eachItem(value, func(j int, raw json.RawMessage) error {
			return c.called(t, fmt.Sprintf("%stool_calls[%d]", place, j), raw)
		})
		return err
	}
	if string(value) != "[]" { // "annotations" of an answer that had none
		c.rest("messages[]."+name, value)
	}
	return nil
}

func (c *chatReader) content(t *turn, place string, raw json.RawMessage) error {
	if s, ok := stringOf(raw); ok {
		if s != "" || t.role != "assistant" {
			t.content = []Part{{Kind: TextPart, Text: s}}
		}
		return nil
	}
	_, err := eachItem(raw, func(j int, raw json.RawMessage) error {
		p, err := c.contentPart(fmt.Sprintf("%s[%d].", place, j), raw)
		if p.Kind != 0 {
			t.content = append(t.content, p)
		}
		return err
	})
	return err
}

// contentPart reads a part of a content; its kind is 0 where it stands in Rest.
func (c *chatReader) contentPart(place string, raw json.RawMessage) (p Part, err error) {
	kind := ""
	_, err = eachMember(raw, func(name string, value json.RawMessage) (err error) {
		switch name {
		case "type":
			return c.text(&kind, place+name, value)
		case "text", "refusal":
			return c.text(&p.Text, place+name, value)
		case "cache_control":
			p.Cache, err = c.cache(value)
			return err
		case "image_url", "video_url":
			p.Media, err = c.located(place+name, name, value)
			return err
		case "input_audio":
			p.Media, err = c.audio(place+name, value)
			return err
		case "file":
			p.Media, err = c.file(place+name, value)
			return err
		}
		c.rest("messages[].content[]."+name, value)
		return nil
	})
	switch kind {
	case "text":
		p.Kind = TextPart
	case "refusal":
		p.Kind = RefusalPart
	case "image_url", "video_url", "input_audio", "file":
		p.Kind = MediaPart
		if err == nil && p.Media == nil {
			err = badPrompt(place+kind, "Field '%s%s' is missing.", place, kind)
		}
	default:
		c.rest("messages[].content[]."+kind, raw)
	}
	return p, err
}

func (c *chatReader) called(t *turn, place string, raw json.RawMessage) error {
	p := Part{Kind: ToolUsePart, Args: json.RawMessage("{}")}
	kind := "function"
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "id":
			return c.text(&p.ToolID, place+".id", value)
		case "type":
			return c.text(&kind, place+".type", value)
		case "index": // of a client that keeps a stream's deltas
			return nil
		case "function":
			_, err := eachMember(value, func(name string, value json.RawMessage) (err error) {
				switch name {
				case "name":
					return c.text(&p.Tool, place+".function.name", value)
				case "arguments":
					p.Args, err = arguments(place+".function.arguments", value)
					return err
				}
				c.rest("messages[].tool_calls[].function."+name, value)
				return nil
			})
			return err
		}
		if kind == "function" {
			c.rest("messages[].tool_calls[]."+name, value)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if kind != "function" {
		c.rest("messages[].tool_calls[]."+kind, raw)
		return nil
	}
	c.tools[p.ToolID] = p.Tool
	t.calls = append(t.calls, p)
	return nil
}

// arguments are the object that stands in a string; "" is the empty one, as calls without arguments end.
func arguments(param string, raw json.RawMessage) (json.RawMessage, error) {
	s, ok := stringOf(raw)
	if ok && strings.TrimSpace(s) == "" {
		return json.RawMessage("{}"), nil
	}
	if !ok || !json.Valid([]byte(s)) || kindOf([]byte(s)) != '{' {
		return nil, badPrompt(param, "Field '%s' must be a string that holds a JSON object.", param)
	}
	return json.RawMessage(s), nil
}
