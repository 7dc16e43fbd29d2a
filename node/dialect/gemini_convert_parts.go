package dialect

import "encoding/json"

type geminiContent struct {
	Role  string           `json:"role,omitempty"`
	Parts []geminiWirePart `json:"parts"`
}

type geminiWirePart struct {
	Text       *string           `json:"text,omitempty"`
	Thought    bool              `json:"thought,omitempty"`
	Blob       *geminiWireBlob   `json:"inlineData,omitempty"`
	Call       *geminiWireCall   `json:"functionCall,omitempty"`
	Result     *geminiWireResult `json:"functionResponse,omitempty"`
	Signature  string            `json:"thoughtSignature,omitempty"`
	Resolution *geminiResolution `json:"mediaResolution,omitempty"`
}

type geminiWireBlob struct {
	MIME string `json:"mimeType"`
	Data string `json:"data"`
}

type geminiWireCall struct {
	ID   string          `json:"id,omitempty"`
	Name string          `json:"name"`
	Args json.RawMessage `json:"args"`
}

type geminiWireResult struct {
	ID       string           `json:"id,omitempty"`
	Name     string           `json:"name"`
	Response json.RawMessage  `json:"response"`
	Parts    []geminiWirePart `json:"parts,omitempty"`
}

type geminiResolution struct {
	Level string `json:"level"`
}

// unsigned is what Google takes in place of the signature of a call that it has not made.
const unsigned = "skip_thought_signature_validator"

// contentWriter writes the contents of a prompt.
type contentWriter struct {
	out    []geminiContent
	system *geminiContent
	tools  map[string]string // names of the tools called, by the ids of the calls
}

func (w *contentWriter) all(messages []Message) error {
	for _, m := range messages {
		if err := w.message(m); err != nil {
			return err
		}
	}
	if len(w.out) == 0 {
		return badPrompt("messages", "The request has no messages but instructions, and %s answers nobody.", geminiName)
	}
	return nil
}

func (w *contentWriter) message(m Message) error {
	if m.Role == System || m.Role == Developer {
		if len(w.out) > 0 {
			return cannotSay("messages[].role", geminiName)
		}
		return w.instruct(m)
	}
	role := "user"
	if m.Role == Assistant {
		role = "model"
	}
	var parts []geminiWirePart
	signature, signed := "", false // of a thought, which stands with the call that it led to
	for _, p := range m.Parts {
		if p.Kind == ThoughtPart {
			if t := p.Thought; t != nil && t.Dialect == Gemini && t.Signature != "" {
				signature = t.Signature
			}
			continue
		}
		part, err := w.part(p)
		if err != nil {
			return err
		}
		if p.Kind == ToolUsePart {
			if part.Signature == "" {
				part.Signature, signature = signature, ""
			}
			if part.Signature == "" && !signed {
				part.Signature = unsigned
			}
			signed = true
		}
		parts = append(parts, part)
	}
	if signature != "" && len(parts) > 0 && parts[len(parts)-1].Signature == "" {
		parts[len(parts)-1].Signature = signature
	}
	if len(parts) == 0 {
		parts = []geminiWirePart{{Text: new(string)}}
	}
	// The results of one turn's calls must come together.
	if last := len(w.out) - 1; last >= 0 && parts[0].Result != nil && w.out[last].Parts[0].Result != nil {
		w.out[last].Parts = append(w.out[last].Parts, parts...)
		return nil
	}
	w.out = append(w.out, geminiContent{role, parts})
	return nil
}

// instruct adds to the instruction.
func (w *contentWriter) instruct(m Message) error {
	if w.system == nil {
		w.system = &geminiContent{}
	}
	for _, p := range m.Parts {
		if p.Kind != TextPart {
			return cannotSay("messages[].content[]", geminiName)
		}
		w.system.Parts = append(w.system.Parts, geminiWirePart{Text: &p.Text})
	}
	if len(w.system.Parts) == 0 {
		w.system = nil
	}
	return nil
}

func (w *contentWriter) part(p Part) (out geminiWirePart, err error) {
	if t := p.Thought; t != nil && t.Dialect == Gemini {
		out.Signature = t.Signature
	}
	switch p.Kind {
	case TextPart, RefusalPart:
		out.Text = &p.Text
	case MediaPart:
		return mediaBlob(p.Media)
	case ToolUsePart:
		w.tools[p.ToolID] = p.Tool
		out.Call = &geminiWireCall{p.ToolID, p.Tool, p.Args}
		if len(p.Args) == 0 {
			out.Call.Args = json.RawMessage("{}")
		}
	case ToolDonePart:
		out.Result, err = w.result(p)
	}
	return out, err
}

func mediaBlob(m *Content) (out geminiWirePart, err error) {
	if m.Data == "" {
		return out, cannotSay("messages[].content[]", geminiName)
	}
	out.Blob = &geminiWireBlob{m.MIME, m.Data}
	switch m.Detail {
	case "low":
		out.Resolution = &geminiResolution{"MEDIA_RESOLUTION_LOW"}
	case "high":
		out.Resolution = &geminiResolution{"MEDIA_RESOLUTION_HIGH"}
	}
	return out, nil
}

// result writes what a tool gave. An object is given as it is: that is what this dialect's functions give.
func (w *contentWriter) result(p Part) (*geminiWireResult, error) {
	out := &geminiWireResult{ID: p.ToolID, Name: p.Tool}
	if out.Name == "" {
		out.Name = w.tools[p.ToolID]
	}
	if out.Name == "" {
		return nil, badPrompt("messages[].tool_call_id", "The result of tool call %.64q has no call before it.", p.ToolID)
	}
	text := ""
	for _, part := range p.Parts {
		switch part.Kind {
		case TextPart:
			text += part.Text
		case MediaPart:
			blob, err := mediaBlob(part.Media)
			if err != nil {
				return nil, err
			}
			blob.Resolution = nil
			out.Parts = append(out.Parts, blob)
		default:
			return nil, cannotSay("messages[].content[]", geminiName)
		}
	}
	key := "output"
	if p.Failed {
		key = "error"
	}
	out.Response = encodeJSON(map[string]string{key: text})
	if !p.Failed && isObject(text) {
		out.Response = compact([]byte(text))
	}
	return out, nil
}

// isObject reports whether a text is an object that a request can hold.
func isObject(text string) bool {
	const around = 6 // levels that stand about it
	c := cursor{b: []byte(text), unique: true, depth: around}
	return c.peek() == '{' && c.skip() == nil && c.end() == nil
}
