package dialect

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
)

// blocks reads a text, or an array of blocks.
func (c *messagesReader) blocks(place string, raw json.RawMessage) (parts []Part, err error) {
	if s, ok := stringOf(raw); ok {
		if s == "" {
			return nil, nil
		}
		return []Part{{Kind: TextPart, Text: s}}, nil
	}
	_, err = eachItem(raw, func(i int, raw json.RawMessage) error {
		p, err := c.block(fmt.Sprintf("%s[%d].", place, i), raw)
		if p.Kind != 0 {
			parts = append(parts, p)
		}
		return err
	})
	return parts, err
}

// block reads one block; its kind is 0 where it stands in Rest.
func (c *messagesReader) block(place string, raw json.RawMessage) (p Part, err error) {
	var kind, id, title, signature, sealed string
	var source, content json.RawMessage
	var rest []Member
	_, err = eachMember(raw, func(name string, value json.RawMessage) (err error) {
		switch name {
		case "type":
			return c.text(&kind, place+name, value)
		case "text", "thinking":
			return c.text(&p.Text, place+name, value)
		case "signature":
			return c.text(&signature, place+name, value)
		case "data":
			return c.text(&sealed, place+name, value)
		case "id", "tool_use_id":
			return c.text(&id, place+name, value)
		case "name":
			return c.text(&p.Tool, place+name, value)
		case "title":
			return c.text(&title, place+name, value)
		case "input":
			p.Args = value
		case "is_error":
			p.Failed = string(value) == "true"
		case "source":
			source = value
		case "content":
			content = value
		case "cache_control":
			p.Cache, err = c.cache(value)
			return err
		case "citations":
			if string(value) != "[]" && string(value) != `{"enabled":false}` {
				rest = append(rest, Member{blockPlace + name, value})
			}
		case "caller":
			if compacted := string(compact(value)); compacted != `{"type":"direct"}` {
				rest = append(rest, Member{blockPlace + name, value})
			}
		default:
			rest = append(rest, Member{blockPlace + name, value})
		}
		return nil
	})
	if err != nil {
		return p, err
	}
	p.ToolID = id
	switch kind {
	case "text":
		p.Kind = TextPart
	case "thinking":
		p.Kind, p.Thought = ThoughtPart, ownThought(signature, "")
	case "redacted_thinking":
		p.Kind, p.Thought = ThoughtPart, ownThought("", sealed)
	case "tool_use":
		p.Kind = ToolUsePart
		c.tools[id] = p.Tool
		if len(p.Args) == 0 {
			p.Args = json.RawMessage("{}")
		} else if kindOf(p.Args) != '{' {
			return p, badPrompt(place+"input", "Field '%sinput' must be an object.", place)
		}
	case "tool_result":
		p.Kind, p.Tool = ToolDonePart, c.tools[id]
		if content != nil {
			p.Parts, err = c.blocks(place+"content", content)
		}
	case "image", "document":
		p.Kind = MediaPart
		p.Media, err = c.source(kind, title, source)
	}
	if err != nil {
		return p, err
	}
	if p.Kind == 0 || p.Kind == MediaPart && p.Media == nil {
		c.rest(blockPlace+kind, raw)
		return Part{}, nil
	}
	c.p.Rest = append(c.p.Rest, rest...)
	return p, nil
}

// ownThought is what goes back with a thought. That of another dialect's vendor passes through applications of this one with its name on it.
func ownThought(signature, sealed string) *Thought {
	if from, kind, value, ok := unwrapThought(signature + sealed); ok {
		if kind == Sealed {
			return &Thought{Dialect: from, Sealed: value}
		}
		return &Thought{Dialect: from, Signature: value}
	}
	return &Thought{Dialect: Anthropic, Signature: signature, Sealed: sealed}
}

// foreignThought puts its dialect's name on a signature or a sealed thought that is not of this dialect.
func foreignThought(from Name, kind Kind, value string) string {
	switch {
	case from == Anthropic || from == "":
		return value
	case kind == Sealed:
		return thoughtMark + string(from) + "/sealed/" + value
	}
	return wrapThought(from, kind, value)
}

// source reads a picture or a document; nil where it has a form that only this dialect has.
func (c *messagesReader) source(kind, title string, raw json.RawMessage) (*Content, error) {
	var v struct {
		Type  string
		Media string `json:"media_type"`
		Data  string
		URL   string
		File  string `json:"file_id"`
	}
	if json.Unmarshal(raw, &v) != nil {
		return nil, nil
	}
	m := &Content{Kind: File, MIME: v.Media, Data: v.Data, URL: v.URL, FileID: v.File, Name: title}
	if kind == "image" {
		m.Kind = Image
	}
	switch v.Type {
	case "base64", "url", "file":
		return m, nil
	case "text":
		m.Data = base64.StdEncoding.EncodeToString([]byte(v.Data))
		return m, nil
	}
	return nil, nil
}

// plain is the text of a file that is one.
func plain(m *Content) (string, bool) {
	if !strings.HasPrefix(m.MIME, "text/") {
		return "", false
	}
	text, err := base64.StdEncoding.DecodeString(m.Data)
	return string(text), err == nil
}
