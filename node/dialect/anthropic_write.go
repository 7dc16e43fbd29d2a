package dialect

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// messageWriter makes a message's events out of what events of another dialect say.
type messageWriter struct {
	messageShaper

	next   uint32 // index of the next block
	kind   Kind   // of the text or thought whose block is open; 0: none is
	at     uint32 // its index
	proven bool   // the thought has its signature: what follows is another
	calls  []*messageCall
	stopAt Stop
	refuse bool
}

// messageCall is a tool call as far as it is written. Its block stays open until its arguments are whole: pieces of several calls may mix.
type messageCall struct {
	tool     uint32
	id, name string
	begun    bool
	ended    bool
	index    uint32
	args     []byte
}

// Write makes a message's events of events of any dialect.
func (anthropic) Write(r *Request, callID string, _ int64) Shaper {
	return &messageWriter{messageShaper: *newMessageShaper(r, callID)}
}

func (w *messageWriter) Event(ev *Event) []byte {
	w.out = w.out[:0]
	switch {
	case ev.Err != nil || ev.Bad != nil:
		return nil
	case ev.data == nil && comment(ev.Raw):
		w.raw(ev.Raw)
		return w.out
	}
	if ev.Stop != Unstopped {
		w.stopAt = ev.Stop
	}
	for _, d := range ev.Deltas {
		if d.Choice == 0 { // this dialect has one
			w.delta(ev.From, d)
		}
	}
	for _, c := range w.calls {
		if c.name != "" {
			w.beginCall(c)
		}
	}
	return w.out
}

func (w *messageWriter) delta(from Name, d Delta) {
	switch d.Kind {
	case Text:
		w.text(Text, "text_delta", "text", d.Text)
	case Refused:
		w.refuse = true
		w.text(Text, "text_delta", "text", d.Text)
	case Reasoning:
		w.text(Reasoning, "thinking_delta", "thinking", d.Text)
	case Signature:
		if w.kind != Reasoning {
			w.turnTo(Reasoning)
		}
		w.piece(w.at, "signature_delta", "signature", foreignThought(from, Signature, string(d.Text)))
		w.proven = true
	case Sealed:
		w.endText()
		w.start(`{"type":"redacted_thinking","data":` + quotedText(foreignThought(from, Sealed, string(d.Text))) + "}")
		w.stop(w.next - 1)
	case ToolID, ToolName, ToolArgs:
		w.tool(d)
	}
}

func quotedText(s string) string { return string(appendQuoted(nil, s)) }

func (w *messageWriter) text(kind Kind, delta, field string, text []byte) {
	if w.kind != kind || kind == Reasoning && w.proven {
		w.turnTo(kind)
	}
	w.piece(w.at, delta, field, string(text))
}

// turnTo ends the open text or thought and begins another.
func (w *messageWriter) turnTo(kind Kind) {
	w.endText()
	w.endCalls(false)
	content := `{"type":"text","text":""}`
	if kind == Reasoning {
		content = `{"type":"thinking","thinking":"","signature":""}`
	}
	w.kind, w.at, w.proven = kind, w.next, false
	w.start(content)
}

func (w *messageWriter) endText() {
	if w.kind != 0 {
		w.stop(w.at)
		w.kind = 0
	}
}

// start begins the next block.
func (w *messageWriter) start(content string) {
	w.begin()
	w.out = append(w.out, "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":"...)
	w.out = strconv.AppendUint(w.out, uint64(w.next), 10)
	w.out = append(append(append(w.out, `,"content_block":`...), content...), "}\n\n"...)
	w.next++
}

func (w *messageWriter) piece(index uint32, delta, field, text string) {
	w.out = append(w.out, "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"...)
	w.out = strconv.AppendUint(w.out, uint64(index), 10)
	w.out = append(append(append(w.out, `,"delta":{"type":"`...), delta...), `","`...)
	w.out = appendQuoted(append(append(w.out, field...), `":`...), text)
	w.out = append(w.out, "}}\n\n"...)
}

func (w *messageWriter) tool(d Delta) {
	c := w.call(d.Tool)
	switch {
	case d.Kind == ToolID:
		c.id += string(d.Text)
	case d.Kind == ToolName:
		c.name += string(d.Text)
	case len(d.Text) > 0:
		w.beginCall(c)
		c.args = append(c.args, d.Text...)
		if !c.ended {
			w.piece(c.index, "input_json_delta", "partial_json", string(d.Text))
		}
	}
}

func (w *messageWriter) call(tool uint32) *messageCall {
	if i := slices.IndexFunc(w.calls, func(c *messageCall) bool { return c.tool == tool }); i >= 0 {
		return w.calls[i]
	}
	c := &messageCall{tool: tool}
	w.calls = append(w.calls, c)
	return c
}

func (w *messageWriter) beginCall(c *messageCall) {
	if c.begun {
		return
	}
	w.endText()
	w.endCalls(false)
	c.begun, c.index = true, w.next
	if c.id == "" {
		c.id = madeUpID(w.callID, 0, slices.Index(w.calls, c))
	}
	w.start(`{"type":"tool_use","id":` + quotedText(c.id) + `,"name":` + quotedText(c.name) + `,"input":{}}`)
}

// endCalls ends the blocks of calls, before the answer's end of those only whose arguments are whole.
func (w *messageWriter) endCalls(all bool) {
	for _, c := range w.calls {
		if c.begun && !c.ended && (all || json.Valid(c.args)) {
			c.ended = true
			w.stop(c.index)
		}
	}
}

// stopWords are the reasons in this dialect's words.
var stopWords = map[Stop]string{StopEnd: "end_turn", StopLength: "max_tokens", StopText: "stop_sequence", StopTools: "tool_use", StopFilter: "refusal",
	StopRefusal: "refusal", StopPause: "pause_turn", StopContext: "model_context_window_exceeded"}

func stopWord(s Stop, tools, refused bool) string {
	switch word := stopWords[s]; {
	case refused:
		return "refusal"
	case tools && (s == Unstopped || s == StopEnd):
		return "tool_use"
	case word != "":
		return word
	}
	return "end_turn"
}

func (w *messageWriter) End(c Charge) []byte {
	w.out = w.out[:0]
	w.begin()
	for _, call := range w.calls {
		w.beginCall(call)
	}
	w.endText()
	w.endCalls(true)
	w.ending(stopWord(w.stopAt, len(w.calls) > 0, w.refuse), appendOwnMessageUsage(nil, c))
	w.out = append(w.out, "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"...)
	return w.out
}

func (w *messageWriter) Fail(f *market.Refusal, c Charge) []byte {
	w.usage = nil
	return w.messageShaper.Fail(f, c)
}

// messageAnswer is a whole message as it is written.
type messageAnswer struct {
	ID       string          `json:"id"`
	Type     string          `json:"type"`
	Role     string          `json:"role"`
	Model    string          `json:"model"`
	Content  []wireBlock     `json:"content"`
	Stop     string          `json:"stop_reason"`
	Sequence *string         `json:"stop_sequence"`
	Usage    json.RawMessage `json:"usage"`
}

// WriteAnswer writes a message out of an answer of any dialect.
func (anthropic) WriteAnswer(r *Request, a *Answer, c Charge, callID string, _ int64) []byte {
	out := messageAnswer{ID: "msg_" + callID, Type: "message", Role: "assistant", Model: r.Model, Usage: appendOwnMessageUsage(nil, c)}
	w := answerBlocks{callID: callID, out: []wireBlock{}, calls: map[uint32]int{}}
	for _, d := range a.Deltas {
		if d.Choice == 0 {
			w.add(a.From, d)
		}
	}
	w.finish()
	out.Content, out.Stop = w.out, stopWord(a.Stop, len(w.calls) > 0, w.refused)
	return encodeJSON(out)
}

// answerBlocks puts blocks together.
type answerBlocks struct {
	callID  string
	out     []wireBlock
	calls   map[uint32]int // places of tool calls in out
	refused bool
}

func (w *answerBlocks) add(from Name, d Delta) {
	text := string(d.Text)
	last := &wireBlock{}
	if len(w.out) > 0 {
		last = &w.out[len(w.out)-1]
	}
	switch d.Kind {
	case Text, Refused:
		w.refused = w.refused || d.Kind == Refused
		if last.Text == nil {
			w.out = append(w.out, wireBlock{Type: "text", Text: &text})
			return
		}
		*last.Text += text
	case Reasoning:
		if last.Thinking == nil || *last.Signature != "" {
			w.out = append(w.out, wireBlock{Type: "thinking", Thinking: &text, Signature: new(string)})
			return
		}
		*last.Thinking += text
	case Signature:
		signature := foreignThought(from, Signature, text)
		if last.Thinking == nil || *last.Signature != "" {
			w.out = append(w.out, wireBlock{Type: "thinking", Thinking: new(string), Signature: &signature})
			return
		}
		last.Signature = &signature
	case Sealed:
		w.out = append(w.out, wireBlock{Type: "redacted_thinking", Data: foreignThought(from, Sealed, text)})
	case ToolID:
		w.call(d.Tool).ID += text
	case ToolName:
		w.call(d.Tool).Name += text
	case ToolArgs:
		c := w.call(d.Tool)
		c.Input = append(c.Input, text...)
	}
}

func (w *answerBlocks) call(tool uint32) *wireBlock {
	i, ok := w.calls[tool]
	if !ok {
		i = len(w.out)
		w.calls[tool] = i
		w.out = append(w.out, wireBlock{Type: "tool_use"})
	}
	return &w.out[i]
}

// finish gives calls what clients require: an id, and an object of arguments, which a limit may have cut.
func (w *answerBlocks) finish() {
	for tool, i := range w.calls {
		b := &w.out[i]
		if b.ID == "" {
			b.ID = madeUpID(w.callID, 0, int(tool))
		}
		if b.Input = bytes.TrimSpace(b.Input); !json.Valid(b.Input) || b.Input[0] != '{' {
			b.Input = json.RawMessage("{}")
		}
	}
}
