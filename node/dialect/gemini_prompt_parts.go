package dialect

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
)

// turn reads one content. Results of functions stand in the user's turns here.
func (g *geminiPrompt) turn(place string, raw json.RawMessage, role Role) error {
	m := Message{Role: role}
	var parts json.RawMessage
	err := geminiMembers(raw, geminiTurn, func(key string, raw json.RawMessage) error {
		switch key {
		case "role":
			if said, _ := stringOf(raw); said == "model" && role == User {
				m.Role = Assistant
			}
		case "parts":
			parts = raw
		default:
			g.rest("contents[]."+key, raw)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = geminiItems(parts, func(j int, raw json.RawMessage) error {
		return g.part(&m, fmt.Sprintf("%s.parts[%d].", place, j), raw)
	})
	if err != nil {
		return err
	}
	results := true
	for _, p := range m.Parts {
		results = results && p.Kind == ToolDonePart
	}
	if results && len(m.Parts) > 0 {
		m.Role = ToolRole
	}
	g.p.Messages = append(g.p.Messages, m)
	return nil
}

// part reads one part. What an application keeps of a stream is many parts of one text or of one thought.
func (g *geminiPrompt) part(m *Message, place string, raw json.RawMessage) error {
	var p Part
	thought, said := false, false
	err := geminiMembers(raw, geminiPart, func(key string, raw json.RawMessage) (err error) {
		switch key {
		case "text":
			p.Kind, said = TextPart, true
			return g.text(&p.Text, place+key, raw)
		case "thought":
			thought = string(raw) == "true"
		case "thoughtSignature":
			var s string
			err = g.text(&s, place+key, raw)
			p.Thought = thoughtOf(s)
		case "inlineData":
			p.Kind = MediaPart
			p.Media, err = g.blob(place+key, raw)
		case "functionCall":
			err = g.call(&p, place+key+".", raw)
		case "functionResponse":
			err = g.result(&p, place+key+".", raw)
		default:
			g.rest("contents[].parts[]."+key, raw)
		}
		return err
	})
	if err != nil {
		return err
	}
	if thought && (said || p.Kind == 0) {
		p.Kind = ThoughtPart
	}
	if p.Kind == 0 && p.Thought != nil {
		p.Kind = TextPart
	}
	if last := len(m.Parts) - 1; last >= 0 && m.Role == Assistant && joins(m.Parts[last], p) {
		m.Parts[last].Text += p.Text
		if p.Thought != nil {
			m.Parts[last].Thought = p.Thought
		}
		return nil
	}
	if p.Kind != 0 {
		m.Parts = append(m.Parts, p)
	}
	return nil
}

// joins reports whether a part goes on with the one before it.
func joins(last, next Part) bool {
	return last.Kind == next.Kind && last.Thought == nil && (next.Kind == TextPart || next.Kind == ThoughtPart)
}

func (g *geminiPrompt) blob(place string, raw json.RawMessage) (*Content, error) {
	m := &Content{}
	err := geminiMembers(raw, geminiBlob, func(key string, raw json.RawMessage) error {
		switch key {
		case "mimeType":
			return g.text(&m.MIME, place+"."+key, raw)
		case "data":
			return g.text(&m.Data, place+"."+key, raw)
		case "displayName":
			return g.text(&m.Name, place+"."+key, raw)
		}
		g.rest("contents[].parts[].inlineData."+key, raw)
		return nil
	})
	_, m.Kind = mediaOf(m.MIME)
	return m, err
}

func (g *geminiPrompt) call(p *Part, place string, raw json.RawMessage) error {
	p.Kind, p.Args = ToolUsePart, json.RawMessage("{}")
	err := geminiMembers(raw, geminiCall, func(key string, raw json.RawMessage) error {
		switch key {
		case "id":
			return g.text(&p.ToolID, place+key, raw)
		case "name":
			return g.text(&p.Tool, place+key, raw)
		case "args":
			p.Args = compact(raw)
		default:
			g.rest("contents[].parts[].functionCall."+key, raw)
		}
		return nil
	})
	p.ToolID = g.open(p.ToolID, p.Tool)
	return err
}

// result reads what a function gave. "output" and "error" are where Google's examples put it; any other object is given as it is.
func (g *geminiPrompt) result(p *Part, place string, raw json.RawMessage) error {
	p.Kind = ToolDonePart
	var response json.RawMessage
	var media []Part
	err := geminiMembers(raw, geminiResult, func(key string, raw json.RawMessage) error {
		switch key {
		case "id":
			return g.text(&p.ToolID, place+key, raw)
		case "name":
			return g.text(&p.Tool, place+key, raw)
		case "response":
			response = raw
			return nil
		case "parts":
			return geminiItems(raw, func(_ int, raw json.RawMessage) error {
				return geminiMembers(raw, geminiResultPart, func(key string, raw json.RawMessage) error {
					m, err := g.blob(place+"parts[]."+key, raw)
					media = append(media, Part{Kind: MediaPart, Media: m})
					return err
				})
			})
		}
		g.rest("contents[].parts[].functionResponse."+key, raw)
		return nil
	})
	if err != nil {
		return err
	}
	p.ToolID, err = g.close(p.ToolID, p.Tool)
	text, failed := functionText(response)
	p.Failed = failed
	p.Parts = append([]Part{{Kind: TextPart, Text: text}}, media...)
	return err
}

// functionText is a function's response as text.
func functionText(response json.RawMessage) (text string, failed bool) {
	members, key := 0, ""
	_, err := eachMember(response, func(name string, value json.RawMessage) error {
		members++
		key = name
		text, _ = stringOf(value)
		if kindOf(value) != '"' {
			key = ""
		}
		return nil
	})
	switch {
	case err == nil && members == 1 && (key == "output" || key == "result"):
		return text, false
	case err == nil && members == 1 && key == "error":
		return text, true
	case response == nil:
		return "", false
	}
	return string(compact(response)), false
}

// thoughtOf is a signature: Google's own, or another vendor's in its place.
func thoughtOf(s string) *Thought {
	text, err := base64.StdEncoding.DecodeString(s)
	if err == nil && strings.HasPrefix(string(text), thoughtMark) {
		if from, kind, value, ok := unwrapThought(string(text)); ok && kind == Signature {
			return &Thought{Dialect: from, Signature: value}
		} else if ok {
			return &Thought{Dialect: from, Sealed: value}
		}
	}
	return &Thought{Dialect: Gemini, Signature: s}
}

// geminiSignature is what stands for a signature, or for a sealed thought, in this dialect, whose own pass as they are.
func geminiSignature(from Name, kind Kind, value string) string {
	if from == Gemini {
		return value
	}
	word := "/sealed/"
	if kind == Signature {
		word = "/signature/"
	}
	return base64.StdEncoding.EncodeToString([]byte(thoughtMark + string(from) + word + value))
}
