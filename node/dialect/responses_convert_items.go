package dialect

// itemWriter writes the items of a prompt.
type itemWriter struct{ out []any }

type messageItem struct {
	Type    string `json:"type"`
	Role    string `json:"role"`
	Content any    `json:"content"`
}

type itemPart struct {
	Type     string     `json:"type"`
	Text     *string    `json:"text,omitempty"`
	Refusal  *string    `json:"refusal,omitempty"`
	ImageURL string     `json:"image_url,omitempty"`
	FileID   string     `json:"file_id,omitempty"`
	FileURL  string     `json:"file_url,omitempty"`
	FileData string     `json:"file_data,omitempty"`
	FileName string     `json:"filename,omitempty"`
	Detail   string     `json:"detail,omitempty"`
	Audio    *chatAudio `json:"input_audio,omitempty"`
}

type callItem struct {
	Type      string `json:"type"`
	CallID    string `json:"call_id"`
	Name      string `json:"name"`
	Arguments string `json:"arguments"`
}

type doneItem struct {
	Type   string `json:"type"`
	CallID string `json:"call_id"`
	Output any    `json:"output"`
}

type thoughtItem struct {
	Type    string     `json:"type"`
	ID      string     `json:"id,omitempty"`
	Summary []itemPart `json:"summary"`
	Content []itemPart `json:"content,omitempty"`
	Sealed  string     `json:"encrypted_content,omitempty"`
}

var itemRoles = map[Role]string{System: "system", Developer: "developer", User: "user", Assistant: "assistant"}

func (w *itemWriter) message(m Message) error {
	if m.Name != "" {
		return cannotSay("messages[].name", responsesName)
	}
	var content []itemPart
	role := itemRoles[m.Role]
	flush := func() {
		if len(content) > 0 {
			w.out = append(w.out, messageItem{"message", role, content})
			content = nil
		}
	}
	for _, p := range m.Parts {
		switch p.Kind {
		case TextPart:
			content = append(content, textItem(role, p.Text))
		case RefusalPart:
			content = append(content, itemPart{Type: "refusal", Refusal: &p.Text})
		case MediaPart:
			if m.Role != User {
				return cannotSay("messages[].content[]", responsesName)
			}
			part, err := mediaItem(p.Media)
			if err != nil {
				return err
			}
			content = append(content, part)
		case ThoughtPart:
			flush()
			w.thought(p)
		case ToolUsePart:
			flush()
			call := callOf(p)
			w.out = append(w.out, callItem{"function_call", p.ToolID, p.Tool, call.Function.Arguments})
		case ToolDonePart:
			flush()
			if err := w.done(p); err != nil {
				return err
			}
		}
	}
	flush()
	return nil
}

func textItem(role, text string) itemPart {
	if role == "assistant" {
		return itemPart{Type: "output_text", Text: &text}
	}
	return itemPart{Type: "input_text", Text: &text}
}

// thought gives a thought back to the vendor that made it.
func (w *itemWriter) thought(p Part) {
	t := p.Thought
	if t == nil || t.Dialect != Responses {
		return
	}
	it := thoughtItem{Type: "reasoning", ID: t.ID, Summary: []itemPart{}, Sealed: t.Sealed}
	switch {
	case p.Text != "" && t.Summary:
		it.Summary = []itemPart{{Type: "summary_text", Text: &p.Text}}
	case p.Text != "":
		it.Content = []itemPart{{Type: "reasoning_text", Text: &p.Text}}
	}
	w.out = append(w.out, it)
}

func (w *itemWriter) done(done Part) error {
	var content []itemPart
	text := true
	for _, p := range done.Parts {
		switch p.Kind {
		case TextPart:
			content = append(content, textItem("tool", p.Text))
		case MediaPart:
			part, err := mediaItem(p.Media)
			if err != nil {
				return err
			}
			content, text = append(content, part), false
		default:
			return cannotSay("messages[].content[]", responsesName)
		}
	}
	it := doneItem{Type: "function_call_output", CallID: done.ToolID, Output: content}
	if done.Failed {
		content = failedItem(content)
		it.Output = content
	}
	switch {
	case len(content) == 0:
		it.Output = ""
	case len(content) == 1 && text:
		it.Output = *content[0].Text
	}
	w.out = append(w.out, it)
	return nil
}

// failedItem says in words that a tool failed.
func failedItem(content []itemPart) []itemPart {
	var words []chatPart
	if len(content) > 0 && content[0].Text != nil {
		words, content = []chatPart{{Text: content[0].Text}}, content[1:]
	}
	return append([]itemPart{{Type: "input_text", Text: failed(words)[0].Text}}, content...)
}

func mediaItem(m *Content) (itemPart, error) {
	switch {
	case m.Kind == Image && m.FileID != "":
		return itemPart{Type: "input_image", FileID: m.FileID, Detail: m.Detail}, nil
	case m.Kind == Image:
		return itemPart{Type: "input_image", ImageURL: m.url(), Detail: m.Detail}, nil
	case m.Kind == File && m.Data != "":
		return itemPart{Type: "input_file", FileData: m.url(), FileName: m.Name}, nil
	case m.Kind == File:
		return itemPart{Type: "input_file", FileID: m.FileID, FileURL: m.URL, FileName: m.Name}, nil
	case m.Kind == Audio && m.Data != "":
		return itemPart{Type: "input_audio", Audio: &chatAudio{m.Data, audioFormat(m.MIME)}}, nil
	}
	return itemPart{}, cannotSay("messages[].content[]", responsesName)
}
