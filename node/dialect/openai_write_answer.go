package dialect

import (
	"encoding/json"
	"slices"
)

type chatAnswer struct {
	ID      string          `json:"id"`
	Object  string          `json:"object"`
	Created int64           `json:"created"`
	Model   string          `json:"model"`
	Choices []chatChoice    `json:"choices"`
	Usage   json.RawMessage `json:"usage"`
}

type chatChoice struct {
	Index   uint32        `json:"index"`
	Message answerMessage `json:"message"`
	Finish  string        `json:"finish_reason"`
}

type answerMessage struct {
	Role      string       `json:"role"`
	Content   *string      `json:"content"`
	Refusal   *string      `json:"refusal"`
	Reasoning string       `json:"reasoning_content,omitempty"`
	Details   []chatDetail `json:"reasoning_details,omitempty"`
	ToolCalls []chatCall   `json:"tool_calls,omitempty"`

	calls []uint32 // the answer's own numbers of the calls
}

// WriteAnswer writes a completion out of an answer of any dialect.
func (openAI) WriteAnswer(r *Request, a *Answer, c Charge, callID string, at int64) []byte {
	out := chatAnswer{ID: "chatcmpl-" + callID, Object: "chat.completion", Created: at, Model: r.Model, Usage: appendOwnUsage(nil, c)}
	for _, d := range a.Deltas {
		i := slices.IndexFunc(out.Choices, func(c chatChoice) bool { return c.Index == d.Choice })
		if i < 0 {
			i = len(out.Choices)
			out.Choices = append(out.Choices, chatChoice{Index: d.Choice, Message: answerMessage{Role: "assistant"}})
		}
		out.Choices[i].Message.add(a.From, d)
	}
	if len(out.Choices) == 0 {
		out.Choices = []chatChoice{{Message: answerMessage{Role: "assistant"}}}
	}
	for i := range out.Choices {
		m := &out.Choices[i].Message
		m.finish(callID, out.Choices[i].Index)
		out.Choices[i].Finish = finishReason(a.Stop, len(m.ToolCalls) > 0)
	}
	return encodeJSON(out)
}

func (m *answerMessage) add(from Name, d Delta) {
	text := string(d.Text)
	switch d.Kind {
	case Text:
		m.Content = joined(m.Content, text)
	case Refused:
		m.Refusal = joined(m.Refusal, text)
	case Reasoning:
		m.Reasoning += text
		if from != OpenAI {
			m.detail(Part{Text: text, Thought: &Thought{Dialect: from}})
		}
	case Signature:
		if last := len(m.Details) - 1; last >= 0 && m.Details[last].Text != "" && m.Details[last].Signature == "" {
			m.Details[last].Signature = text
			return
		}
		m.detail(Part{Thought: &Thought{Dialect: from, Signature: text}})
	case Sealed:
		m.detail(Part{Thought: &Thought{Dialect: from, Sealed: text}})
	case ToolID:
		m.call(d.Tool).ID += text
	case ToolName:
		m.call(d.Tool).Function.Name += text
	case ToolArgs:
		m.call(d.Tool).Function.Arguments += text
	}
}

func joined(s *string, text string) *string {
	if s != nil {
		text = *s + text
	}
	return &text
}

func (m *answerMessage) detail(p Part) { m.Details = append(m.Details, detailOf(p, len(m.Details))) }

func (m *answerMessage) call(tool uint32) *chatCall {
	i := slices.Index(m.calls, tool)
	if i < 0 {
		i = len(m.calls)
		m.calls, m.ToolCalls = append(m.calls, tool), append(m.ToolCalls, chatCall{Type: "function"})
	}
	return &m.ToolCalls[i]
}

// finish gives a message what clients require.
func (m *answerMessage) finish(callID string, choice uint32) {
	for i := range m.ToolCalls {
		c := &m.ToolCalls[i]
		if c.ID == "" {
			c.ID = madeUpID(callID, choice, i)
		}
		if c.Function.Arguments == "" {
			c.Function.Arguments = "{}"
		}
	}
	if m.Content == nil && m.ToolCalls == nil && m.Refusal == nil {
		m.Content = new(string)
	}
}
