package dialect

import (
	"fmt"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// chatWriter makes chunks out of what events of another dialect say.
type chatWriter struct {
	chunkShaper
	callID string

	choices []uint32 // that have begun
	calls   []*writtenCall
	stop    Stop
	details int // index of the thought at hand in reasoning_details
}

// writtenCall is a tool call as far as it is written.
type writtenCall struct {
	call
	index    int // among the choice's calls, without gaps
	id, name string
	begun    bool
	args     bool
}

// Write makes chunks of events of any dialect.
func (openAI) Write(r *Request, callID string, at int64) Shaper {
	w := &chatWriter{callID: callID}
	w.chunkShaper = *openAI{}.Shape(r, callID, at).(*chunkShaper)
	return w
}

func (w *chatWriter) Event(ev *Event) []byte {
	w.out = w.out[:0]
	switch {
	case ev.Err != nil || ev.Bad != nil:
		return nil
	case ev.data == nil && comment(ev.Raw):
		return w.terminated(ev.Raw)
	}
	if ev.Stop != Unstopped {
		w.stop = ev.Stop
	}
	for _, d := range ev.Deltas {
		w.delta(ev.From, d)
	}
	w.begun()
	return w.out
}

// chunk writes a chunk with a piece of one choice, which begins with its role.
func (w *chatWriter) chunk(choice uint32, delta func()) {
	if !w.has(choice) {
		w.choices = append(w.choices, choice)
		w.chunk(choice, func() { w.out = append(w.out, `"role":"assistant","content":""`...) })
	}
	w.begin()
	w.out = strconv.AppendUint(append(w.out, `,"choices":[{"index":`...), uint64(choice), 10)
	w.out = append(w.out, `,"delta":{`...)
	delta()
	w.out = append(w.out, `},"finish_reason":null}]`...)
	w.close()
}

func (w *chatWriter) has(choice uint32) bool {
	for _, c := range w.choices {
		if c == choice {
			return true
		}
	}
	return false
}

// close ends a chunk that has no usage.
func (w *chatWriter) close() {
	if w.include {
		w.out = append(w.out, `,"usage":null`...)
	}
	w.out = append(w.out, "}\n\n"...)
}

func (w *chatWriter) delta(from Name, d Delta) {
	switch d.Kind {
	case Text:
		w.text(d.Choice, "content", d.Text)
	case Refused:
		w.text(d.Choice, "refusal", d.Text)
	case Reasoning:
		w.chunk(d.Choice, func() {
			w.out = appendQuoted(append(w.out, `"reasoning_content":`...), string(d.Text))
			if from != OpenAI { // a signature may follow, with which it goes back to its vendor
				w.detail(from, "reasoning.text", "text", d.Text)
			}
		})
	case Signature:
		w.chunk(d.Choice, func() { w.detail(from, "reasoning.text", "signature", d.Text) })
		w.details++
	case Sealed:
		w.chunk(d.Choice, func() { w.detail(from, "reasoning.encrypted", "data", d.Text) })
		w.details++
	case ToolID, ToolName, ToolArgs:
		w.tool(d)
	}
}

func (w *chatWriter) text(choice uint32, name string, text []byte) {
	w.chunk(choice, func() { w.out = appendQuoted(append(append(append(w.out, '"'), name...), `":`...), string(text)) })
}

// detail writes a delta of reasoning_details.
func (w *chatWriter) detail(from Name, kind, member string, text []byte) {
	if w.out[len(w.out)-1] != '{' {
		w.out = append(w.out, ',')
	}
	w.out = fmt.Appendf(w.out, `"reasoning_details":[{"type":%q,"format":%q,"index":%d,%q:`, kind, thoughtFormat(from), w.details, member)
	w.out = append(appendQuoted(w.out, string(text)), "}]"...)
}

// tool writes a piece of a tool call, whose first chunk has its id and its name.
func (w *chatWriter) tool(d Delta) {
	c := w.callOf(call{d.Choice, d.Tool})
	switch {
	case d.Kind == ToolID:
		c.id += string(d.Text)
	case d.Kind == ToolName:
		c.name += string(d.Text)
	case len(d.Text) > 0:
		w.beginCall(c)
		c.args = true
		w.chunk(c.choice, func() {
			w.out = fmt.Appendf(w.out, `"tool_calls":[{"index":%d,"function":{"arguments":`, c.index)
			w.out = append(appendQuoted(w.out, string(d.Text)), "}}]"...)
		})
	}
}

func (w *chatWriter) callOf(at call) *writtenCall {
	index := 0
	for _, c := range w.calls {
		if c.call == at {
			return c
		}
		if c.choice == at.choice {
			index++
		}
	}
	c := &writtenCall{call: at, index: index}
	w.calls = append(w.calls, c)
	return c
}

// begun begins the calls whose names an event has said.
func (w *chatWriter) begun() {
	for _, c := range w.calls {
		if c.name != "" {
			w.beginCall(c)
		}
	}
}

func (w *chatWriter) beginCall(c *writtenCall) {
	if c.begun {
		return
	}
	c.begun = true
	if c.id == "" {
		c.id = madeUpID(w.callID, c.choice, c.index)
	}
	w.chunk(c.choice, func() {
		w.out = appendQuoted(fmt.Appendf(w.out, `"tool_calls":[{"index":%d,"id":`, c.index), c.id)
		w.out = appendQuoted(append(w.out, `,"type":"function","function":{"name":`...), c.name)
		w.out = append(w.out, `,"arguments":""}}]`...)
	})
}

// madeUpID names a tool call for which the vendor has no id.
func madeUpID(callID string, choice uint32, index int) string {
	return fmt.Sprintf("call_%s_%d_%d", callID, choice, index)
}

func (w *chatWriter) End(c Charge) []byte {
	w.out = w.out[:0]
	if len(w.choices) == 0 {
		w.chunk(0, func() {})
	}
	for _, t := range w.calls {
		if w.beginCall(t); !t.args {
			w.chunk(t.choice, func() {
				w.out = fmt.Appendf(w.out, `"tool_calls":[{"index":%d,"function":{"arguments":"{}"}}]`, t.index)
			})
		}
	}
	for _, choice := range w.choices {
		w.begin()
		w.out = strconv.AppendUint(append(w.out, `,"choices":[{"index":`...), uint64(choice), 10)
		w.out = append(w.out, `,"delta":{},"finish_reason":"`+finishReason(w.stop, w.callsTools(choice))+`"}]`...)
		w.close()
	}
	if w.include {
		w.begin()
		w.out = append(appendOwnUsage(append(w.out, `,"choices":[],"usage":`...), c), "}\n\n"...)
	}
	w.out = append(w.out, "data: [DONE]\n\n"...)
	return w.out
}

func (w *chatWriter) callsTools(choice uint32) bool {
	for _, c := range w.calls {
		if c.choice == choice {
			return true
		}
	}
	return false
}

func (w *chatWriter) Fail(f *market.Refusal, c Charge) []byte {
	w.usage = nil
	return w.chunkShaper.Fail(f, c)
}
