package dialect

import (
	"slices"
	"strings"
)

type chatMessage struct {
	Role       string       `json:"role"`
	Content    any          `json:"content"` // a string, parts, or nothing
	Name       string       `json:"name,omitempty"`
	Reasoning  string       `json:"reasoning_content,omitempty"`
	Details    []chatDetail `json:"reasoning_details,omitempty"`
	Refusal    string       `json:"refusal,omitempty"`
	ToolCalls  []chatCall   `json:"tool_calls,omitempty"`
	ToolCallID string       `json:"tool_call_id,omitempty"`
}

type chatCall struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Function struct {
		Name      string `json:"name"`
		Arguments string `json:"arguments"`
	} `json:"function"`
}

type chatPart struct {
	Type     string     `json:"type"`
	Text     *string    `json:"text,omitempty"`
	Image    *chatImage `json:"image_url,omitempty"`
	Audio    *chatAudio `json:"input_audio,omitempty"`
	File     *chatFile  `json:"file,omitempty"`
	VideoURL *chatImage `json:"video_url,omitempty"`
}

type chatImage struct {
	URL    string `json:"url"`
	Detail string `json:"detail,omitempty"`
}

type chatAudio struct {
	Data   string `json:"data"`
	Format string `json:"format"`
}

type chatFile struct {
	Data string `json:"file_data,omitempty"`
	ID   string `json:"file_id,omitempty"`
	Name string `json:"filename,omitempty"`
}

// chatMessages writes the messages of a prompt.
type chatMessages struct {
	out   []chatMessage
	media []chatPart // of tools' results, which go to the next message of the user's
}

func (w *chatMessages) all(messages []Message) error {
	for _, m := range messages {
		if err := w.message(m); err != nil {
			return err
		}
	}
	w.flush()
	if len(w.out) == 0 {
		return badPrompt("messages", "The request has no messages.")
	}
	return nil
}

func (w *chatMessages) message(m Message) error {
	// Dialects that have results in the user's messages mean them to come before what the user says.
	rest := slices.DeleteFunc(slices.Clone(m.Parts), func(p Part) bool { return p.Kind == ToolDonePart })
	for _, p := range m.Parts {
		if p.Kind == ToolDonePart {
			if err := w.result(p); err != nil {
				return err
			}
		}
	}
	if len(rest) == 0 && len(m.Parts) > 0 {
		return nil
	}
	w.flush()
	switch m.Role {
	case Assistant:
		return w.assistant(m.Name, rest)
	case System:
		return w.said("system", m.Name, rest, false)
	case Developer:
		return w.said("developer", m.Name, rest, false)
	}
	return w.said("user", m.Name, rest, true)
}

// said writes a message that is not the model's.
func (w *chatMessages) said(role, name string, parts []Part, media bool) error {
	var content []chatPart
	for _, p := range parts {
		switch {
		case p.Kind == TextPart:
			content = append(content, chatPart{Type: "text", Text: &p.Text})
		case p.Kind == MediaPart && media:
			part, err := mediaPart(p.Media)
			if err != nil {
				return err
			}
			content = append(content, part)
		default:
			return cannotSay("messages[].content[]", chatName)
		}
	}
	w.out = append(w.out, chatMessage{Role: role, Name: name, Content: contentOf(content)})
	return nil
}

// contentOf is a content in its simplest form, which all vendors take: some do not take arrays everywhere.
func contentOf(parts []chatPart) any {
	switch {
	case len(parts) == 0:
		return ""
	case len(parts) == 1 && parts[0].Text != nil:
		return *parts[0].Text
	}
	return parts
}

func (w *chatMessages) assistant(name string, parts []Part) error {
	m := chatMessage{Role: "assistant", Name: name}
	var content []chatPart
	for _, p := range parts {
		switch p.Kind {
		case TextPart:
			content = append(content, chatPart{Type: "text", Text: &p.Text})
		case RefusalPart:
			m.Refusal += p.Text
		case ThoughtPart:
			m.think(p)
		case ToolUsePart:
			m.ToolCalls = append(m.ToolCalls, callOf(p))
		default:
			return cannotSay("messages[].content[]", chatName)
		}
	}
	// One turn may come in several messages; its results must follow on all of its calls.
	if last := len(w.out) - 1; last >= 0 && len(w.out[last].ToolCalls) > 0 && len(m.ToolCalls) > 0 && len(content) == 0 && m.Refusal == "" {
		w.out[last].ToolCalls = append(w.out[last].ToolCalls, m.ToolCalls...)
		w.out[last].Reasoning += m.Reasoning
		return nil
	}
	if len(content) > 0 || len(m.ToolCalls) == 0 && m.Refusal == "" {
		m.Content = contentOf(content)
	}
	w.out = append(w.out, m)
	return nil
}

// think gives a thought back: as its text, and with what proves it where its vendor speaks this dialect.
func (m *chatMessage) think(p Part) {
	if t := p.Thought; t != nil && t.Dialect == OpenAI {
		m.Details = append(m.Details, detailOf(p, len(m.Details)))
		return
	}
	m.Reasoning += p.Text
}

func callOf(p Part) (c chatCall) {
	c.ID, c.Type, c.Function.Name, c.Function.Arguments = p.ToolID, "function", p.Tool, string(p.Args)
	if len(p.Args) == 0 {
		c.Function.Arguments = "{}"
	}
	return c
}

// result writes what a tool gave.
func (w *chatMessages) result(done Part) error {
	var content, media []chatPart
	for _, p := range done.Parts {
		switch p.Kind {
		case TextPart:
			content = append(content, chatPart{Type: "text", Text: &p.Text})
		case MediaPart:
			part, err := mediaPart(p.Media)
			if err != nil {
				return err
			}
			media = append(media, part)
		default:
			return cannotSay("messages[].content[]", chatName)
		}
	}
	if done.Failed {
		content = failed(content)
	}
	if len(media) > 0 {
		label := "From the result of tool call " + done.ToolID + ":"
		w.media = append(append(w.media, chatPart{Type: "text", Text: &label}), media...)
	}
	w.out = append(w.out, chatMessage{Role: "tool", ToolCallID: done.ToolID, Content: contentOf(content)})
	return nil
}

// failed says in words that a tool failed.
func failed(content []chatPart) []chatPart {
	text := "Error: "
	if len(content) == 0 {
		text = "Error"
	} else {
		if strings.HasPrefix(strings.ToLower(*content[0].Text), "error") {
			return content
		}
		text += *content[0].Text
		content = content[1:]
	}
	return append([]chatPart{{Type: "text", Text: &text}}, content...)
}

// flush writes the media of tools' results.
func (w *chatMessages) flush() {
	if len(w.media) > 0 {
		w.out = append(w.out, chatMessage{Role: "user", Content: w.media})
		w.media = nil
	}
}

func mediaPart(m *Content) (chatPart, error) {
	const place = "messages[].content[]."
	switch {
	case m.Kind == Image && m.FileID == "":
		return chatPart{Type: "image_url", Image: &chatImage{m.url(), m.Detail}}, nil
	case m.Kind == Video && m.FileID == "":
		return chatPart{Type: "video_url", VideoURL: &chatImage{m.url(), m.Detail}}, nil
	case m.Kind == Audio && m.Data != "":
		return chatPart{Type: "input_audio", Audio: &chatAudio{m.Data, audioFormat(m.MIME)}}, nil
	case m.Kind == File && m.Data != "":
		return chatPart{Type: "file", File: &chatFile{Data: m.url(), Name: m.Name}}, nil
	case m.Kind == File && m.FileID != "":
		return chatPart{Type: "file", File: &chatFile{ID: m.FileID, Name: m.Name}}, nil
	case m.FileID != "":
		return chatPart{}, cannotSay(place+"file_id", chatName)
	}
	return chatPart{}, cannotSay(place+"url", chatName)
}
