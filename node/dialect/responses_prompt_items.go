package dialect

import (
	"encoding/json"
	"fmt"
	"strings"
)

// input reads a text, or items, of which the model's own make up one turn.
func (c *itemReader) input(raw json.RawMessage) error {
	if text, ok := stringOf(raw); ok {
		c.p.Messages = append(c.p.Messages, Message{Role: User, Parts: []Part{{Kind: TextPart, Text: text}}})
		return nil
	}
	_, err := eachItem(raw, c.item)
	c.close()
	return err
}

// close ends the model's turn.
func (c *itemReader) close() {
	if c.open {
		c.p.Messages = append(c.p.Messages, Message{Role: Assistant, Parts: c.turn})
		c.turn, c.open = nil, false
	}
}

// say adds to the model's turn. A message after the turn's calls begins another.
func (c *itemReader) say(parts ...Part) {
	if n := len(c.turn); n > 0 && c.turn[n-1].Kind == ToolUsePart && len(parts) > 0 && parts[0].Kind != ToolUsePart {
		c.close()
	}
	c.open = true
	c.turn = append(c.turn, parts...)
}

// inputItem is an item as its members are read.
type inputItem struct {
	kind, role, callID, name string
	content, output, args    json.RawMessage
	summary                  json.RawMessage
	sealed, id               string
}

func (c *itemReader) item(i int, raw json.RawMessage) error {
	var it inputItem
	place := fmt.Sprintf("input[%d].", i)
	var others []Member
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "type":
			return c.text(&it.kind, place+name, value)
		case "role":
			return c.text(&it.role, place+name, value)
		case "call_id":
			return c.text(&it.callID, place+name, value)
		case "name":
			return c.text(&it.name, place+name, value)
		case "id":
			return c.text(&it.id, place+name, value)
		case "encrypted_content":
			return c.text(&it.sealed, place+name, value)
		case "content":
			it.content = value
		case "output":
			it.output = value
		case "arguments":
			it.args = value
		case "summary":
			it.summary = value
		case "status", "phase": // of an answer that comes back
		default:
			others = append(others, Member{"input[]." + name, value})
		}
		return nil
	})
	if err != nil {
		return err
	}
	switch it.kind {
	case "", "message":
		err = c.said(place, it)
	case "function_call":
		err = c.call(place, it)
	case "function_call_output":
		err = c.done(place, it)
	case "reasoning":
		err = c.thought(place, it)
	default:
		c.rest("input[]."+it.kind, raw)
		return nil
	}
	c.p.Rest = append(c.p.Rest, others...)
	return err
}

func (c *itemReader) said(place string, it inputItem) error {
	parts, err := c.parts(place+"content", it.content)
	if err != nil {
		return err
	}
	if it.role == "assistant" {
		c.say(parts...)
		return nil
	}
	c.close()
	c.p.Messages = append(c.p.Messages, Message{Role: chatRoles[it.role], Parts: parts})
	return nil
}

func (c *itemReader) call(place string, it inputItem) error {
	p := Part{Kind: ToolUsePart, ToolID: it.callID, Tool: it.name, Args: json.RawMessage("{}")}
	if it.args != nil {
		args, err := arguments(place+"arguments", it.args)
		if err != nil {
			return err
		}
		p.Args = args
	}
	c.tools[p.ToolID] = p.Tool
	c.say(p)
	return nil
}

func (c *itemReader) done(place string, it inputItem) error {
	c.close()
	parts, err := c.parts(place+"output", it.output)
	c.p.Messages = append(c.p.Messages, Message{Role: ToolRole, Parts: []Part{{Kind: ToolDonePart, ToolID: it.callID, Tool: c.tools[it.callID], Parts: parts}}})
	return err
}

// thought reads a thought: its text or its summary, and what its vendor wants back with it.
func (c *itemReader) thought(place string, it inputItem) error {
	said, err := c.texts(place+"content", it.content)
	if err != nil {
		return err
	}
	summed, err := c.texts(place+"summary", it.summary)
	if err != nil {
		return err
	}
	p := Part{Kind: ThoughtPart, Text: said, Thought: &Thought{Dialect: Responses, ID: it.id, Sealed: it.sealed}}
	if said == "" && summed != "" {
		p.Text, p.Thought.Summary = summed, true
	}
	if from, kind, value, ok := unwrapThought(it.sealed); ok {
		p.Thought = &Thought{Dialect: from, Sealed: value}
		if kind == Signature {
			p.Thought = &Thought{Dialect: from, Signature: value}
		}
	}
	c.say(p)
	return nil
}

// texts joins the texts of parts.
func (c *itemReader) texts(place string, raw json.RawMessage) (string, error) {
	var all []string
	_, err := eachItem(raw, func(i int, raw json.RawMessage) error {
		_, err := eachMember(raw, func(name string, value json.RawMessage) error {
			if name != "text" {
				return nil
			}
			var s string
			err := c.text(&s, fmt.Sprintf("%s[%d].text", place, i), value)
			all = append(all, s)
			return err
		})
		return err
	})
	return strings.Join(all, "\n\n"), err
}

// parts reads a text or parts.
func (c *itemReader) parts(place string, raw json.RawMessage) (parts []Part, err error) {
	if text, ok := stringOf(raw); ok {
		return []Part{{Kind: TextPart, Text: text}}, nil
	}
	_, err = eachItem(raw, func(i int, raw json.RawMessage) error {
		p, err := c.inputPart(fmt.Sprintf("%s[%d].", place, i), raw)
		if p.Kind != 0 {
			parts = append(parts, p)
		}
		return err
	})
	return parts, err
}

// inputPart reads a part; its kind is 0 where it stands in Rest.
func (c *itemReader) inputPart(place string, raw json.RawMessage) (p Part, err error) {
	kind, m := "", &Content{}
	var others []Member
	_, err = eachMember(raw, func(name string, value json.RawMessage) (err error) {
		var s string
		switch name {
		case "type":
			return c.text(&kind, place+name, value)
		case "text", "refusal":
			return c.text(&p.Text, place+name, value)
		case "image_url", "file_url", "file_data":
			err = c.text(&s, place+name, value)
			if m.place(s); name == "file_data" && m.Data == "" {
				m.URL, m.Data, m.MIME = "", s, "application/pdf" // bare base64
			}
			return err
		case "file_id":
			return c.text(&m.FileID, place+name, value)
		case "filename":
			return c.text(&m.Name, place+name, value)
		case "detail":
			return c.text(&m.Detail, place+name, value)
		case "input_audio":
			m, err = c.audio(place+name, value)
			return err
		case "annotations", "logprobs": // of an answer that comes back
			return nil
		}
		others = append(others, Member{"input[].content[]." + name, value})
		return nil
	})
	switch kind {
	case "input_text", "output_text", "text", "summary_text":
		p.Kind = TextPart
	case "refusal":
		p.Kind = RefusalPart
	case "input_image":
		p.Kind, m.Kind = MediaPart, Image
	case "input_file":
		p.Kind, m.Kind = MediaPart, File
	case "input_audio":
		p.Kind, m.Kind = MediaPart, Audio
	default:
		c.rest("input[].content[]."+kind, raw)
		return p, err
	}
	if p.Kind == MediaPart {
		p.Media = m
	}
	c.p.Rest = append(c.p.Rest, others...)
	return p, err
}
