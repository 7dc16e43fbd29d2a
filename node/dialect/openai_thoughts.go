package dialect

import "encoding/json"

// thoughts reads reasoning_details, in which OpenRouter and its like send what goes back to the vendor with a thought. Their texts
// are taken where the message does not have them under another name; some: it has some of them here.
func (r *chunkReader) thoughts(told bool) (some bool, err error) {
	err = r.array(func(int) error {
		if r.peek() != '{' {
			return r.skip()
		}
		return r.object(func(name []byte) error {
			var err error
			switch string(name) {
			case "text", "summary":
				if !told {
					said, err := r.text(Reasoning)
					some = some || said
					return err
				}
			case "signature":
				_, err = r.text(Signature)
				return err
			case "data":
				_, err = r.text(Sealed)
				return err
			}
			return r.skip()
		})
	})
	return some, err
}

// thoughtFormats are OpenRouter's names of whose thought a detail is.
var thoughtFormats = map[Name]string{Anthropic: "anthropic-claude-v1", Gemini: "google-gemini-v1", Responses: "openai-responses-v1"}

// thoughtFormat is the name of a dialect's thoughts.
func thoughtFormat(n Name) string {
	if f, ok := thoughtFormats[n]; ok {
		return f
	}
	return "unknown"
}

func thoughtOwner(format string) Name {
	for n, f := range thoughtFormats {
		if f == format {
			return n
		}
	}
	return OpenAI
}

// chatDetail is one of reasoning_details.
type chatDetail struct {
	Type      string `json:"type"`
	Text      string `json:"text,omitempty"`
	Summary   string `json:"summary,omitempty"`
	Data      string `json:"data,omitempty"`
	Signature string `json:"signature,omitempty"`
	ID        string `json:"id,omitempty"`
	Format    string `json:"format"`
	Index     int    `json:"index"`
}

func detailOf(p Part, index int) chatDetail {
	t := p.Thought
	d := chatDetail{Type: "reasoning.text", Text: p.Text, Data: t.Sealed, Signature: t.Signature, ID: t.ID, Format: thoughtFormat(t.Dialect), Index: index}
	switch {
	case t.Sealed != "":
		d.Type = "reasoning.encrypted"
	case t.Summary:
		d.Type, d.Text, d.Summary = "reasoning.summary", "", p.Text
	}
	return d
}

// detail reads one of a message's reasoning_details.
func (c *chatReader) detail(t *turn, raw json.RawMessage) error {
	p, format, index := Part{Kind: ThoughtPart, Thought: &Thought{Dialect: OpenAI}}, "", ""
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		const place = "messages[].reasoning_details[]."
		switch name {
		case "type":
			kind, _ := stringOf(value)
			p.Thought.Summary = kind == "reasoning.summary"
		case "text", "summary":
			return c.text(&p.Text, place+name, value)
		case "signature":
			return c.text(&p.Thought.Signature, place+name, value)
		case "data":
			return c.text(&p.Thought.Sealed, place+name, value)
		case "id":
			return c.text(&p.Thought.ID, place+name, value)
		case "format":
			return c.text(&format, place+name, value)
		case "index":
			index = string(value)
		default:
			c.rest(place+name, value)
		}
		return nil
	})
	p.Thought.Dialect = thoughtOwner(format)
	if last := len(t.details) - 1; last >= 0 && index != "" && index == t.detail && continues(t.details[last], p) {
		t.details[last].Text += p.Text
		t.details[last].Thought.Signature = p.Thought.Signature
	} else {
		t.details = append(t.details, p)
	}
	t.detail = index
	return err
}

// continues reports whether a detail is a further piece of one, as clients keep them that collect a stream's deltas.
func continues(a, b Part) bool {
	x, y := a.Thought, b.Thought
	return x.Dialect == y.Dialect && x.Sealed == "" && y.Sealed == "" && x.Signature == ""
}
