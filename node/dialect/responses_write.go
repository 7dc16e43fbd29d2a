package dialect

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// responseWriter makes a response's events out of what events of another dialect say. A response is one choice.
type responseWriter struct {
	head   []byte
	callID string
	shown  bool // the request asks for summaries: thoughts are shown as such

	sequence uint64
	begun    bool
	items    []*writtenItem
	said     *writtenItem // the message or the thought at hand
	stop     Stop
	out      []byte
}

// Write makes a response's events of events of any dialect.
func (responses) Write(r *Request, callID string, at int64) Shaper {
	return newResponseWriter(r, callID, at)
}

func newResponseWriter(r *Request, callID string, at int64) *responseWriter {
	w := &responseWriter{head: responseHead(r, callID, at), callID: callID}
	_, _ = eachMember(r.body, func(name string, value json.RawMessage) error {
		if name == "reasoning" {
			_, _ = eachMember(value, func(name string, value json.RawMessage) error {
				w.shown = w.shown || name == "summary" || name == "generate_summary"
				return nil
			})
		}
		return nil
	})
	return w
}

func (w *responseWriter) Event(ev *Event) []byte {
	w.out = w.out[:0]
	switch {
	case ev.Err != nil || ev.Bad != nil:
		return nil
	case ev.data == nil && comment(ev.Raw):
		w.out = append(w.out, ev.Raw...)
		if !ends(ev.Raw) {
			w.out = append(w.out, "\n\n"...)
		}
		return w.out
	}
	if ev.Stop != Unstopped {
		w.stop = ev.Stop
	}
	for _, d := range ev.Deltas {
		w.delta(ev.From, d)
	}
	w.callsBegun()
	return w.out
}

// event writes an event: its members after its type and its number.
func (w *responseWriter) event(kind string, members ...Member) {
	w.out = append(append(append(w.out, "event: "...), kind...), "\ndata: {\"type\":\""...)
	w.out = append(append(w.out, kind...), `","sequence_number":`...)
	w.out = strconv.AppendUint(w.out, w.sequence, 10)
	w.sequence++
	for _, m := range members {
		w.out = append(append(append(append(w.out, `,"`...), m.Path...), `":`...), m.Value...)
	}
	w.out = append(w.out, "}\n\n"...)
}

func (w *responseWriter) begin() {
	if !w.begun {
		w.begun = true
		w.event("response.created", Member{"response", w.head})
		w.event("response.in_progress", Member{"response", w.head})
	}
}

func (w *responseWriter) delta(from Name, d Delta) {
	if d.Choice > 0 {
		return // the request cannot ask for a second
	}
	switch d.Kind {
	case Text, Refused:
		w.message().write(w, d.Kind, d.Text)
	case Reasoning:
		w.thought().write(w, Reasoning, d.Text)
	case Signature, Sealed:
		it := w.thought()
		it.sealed = append(it.sealed, d.Text...)
		it.seal, it.from = d.Kind, from
	case ToolID:
		it := w.call(d.Tool)
		it.toolID = append(it.toolID, d.Text...)
	case ToolName:
		it := w.call(d.Tool)
		it.name = append(it.name, d.Text...)
	case ToolArgs:
		it := w.call(d.Tool)
		it.begin(w)
		it.write(w, ToolArgs, d.Text)
	}
}

// message is the message at hand, or a new one.
func (w *responseWriter) message() *writtenItem {
	if w.said == nil || w.said.kind != "message" {
		w.next(&writtenItem{kind: "message"})
		w.said.begin(w)
	}
	return w.said
}

// thought is the thought at hand, or a new one: one that is sealed has ended.
func (w *responseWriter) thought() *writtenItem {
	if w.said == nil || w.said.kind != "reasoning" || len(w.said.sealed) > 0 {
		w.next(&writtenItem{kind: "reasoning"})
		w.said.begin(w)
	}
	return w.said
}

// next ends the message or the thought at hand and takes another item, nil for none.
func (w *responseWriter) next(it *writtenItem) {
	if w.said != nil {
		w.said.end(w, "completed")
	}
	w.said = it
	if it != nil {
		w.add(it)
	}
}

func (w *responseWriter) add(it *writtenItem) {
	w.begin()
	it.index = len(w.items)
	w.items = append(w.items, it)
}

// call is the tool call of a number. It gets its place in the output when it is first heard of.
func (w *responseWriter) call(tool uint32) *writtenItem {
	for _, it := range w.items {
		if it.kind == "function_call" && it.tool == tool {
			return it
		}
	}
	w.next(nil)
	it := &writtenItem{kind: "function_call", tool: tool}
	w.add(it)
	return it
}

// callsBegun begins the calls whose names an event has said.
func (w *responseWriter) callsBegun() {
	for _, it := range w.items {
		if it.kind == "function_call" && len(it.name) > 0 {
			it.begin(w)
		}
	}
}

// finish ends all items and says what became of the response.
func (w *responseWriter) finish() (kind string, members []Member) {
	w.begin()
	kind, status, details := "response.completed", "completed", "null"
	switch w.stop {
	case StopLength, StopContext:
		details = `{"reason":"max_output_tokens"}`
	case StopFilter, StopRefusal:
		details = `{"reason":"content_filter"}`
	}
	if details != "null" {
		kind, status = "response.incomplete", "incomplete"
	}
	for i, it := range w.items {
		last := "completed"
		if i == len(w.items)-1 {
			last = status
		}
		it.end(w, last)
	}
	w.said = nil
	return kind, []Member{{"status", appendQuoted(nil, status)}, {"incomplete_details", json.RawMessage(details)}, {"output", w.output()}}
}

func (w *responseWriter) output() []byte {
	var all [][]byte
	for _, it := range w.items {
		all = append(all, it.json(w, it.status))
	}
	return append(append([]byte{'['}, bytes.Join(all, []byte{','})...), ']')
}

func (w *responseWriter) End(c Charge) []byte {
	w.out = w.out[:0]
	kind, members := w.finish()
	w.event(kind, Member{"response", withMembers(w.head, append(members, Member{"usage", appendResponseUsage(nil, nil, c)}))})
	return w.out
}

// Fail ends the stream as the dialect's vendors do.
func (w *responseWriter) Fail(f *market.Refusal, c Charge) []byte {
	s := responseShaper{callID: w.callID, head: w.head, sequence: max(w.sequence, 1) - 1}
	for _, it := range w.items {
		s.items = append(s.items, it.json(w, "incomplete"))
	}
	return s.Fail(f, c)
}

// WriteAnswer writes a response out of an answer of any dialect.
func (responses) WriteAnswer(r *Request, a *Answer, c Charge, callID string, at int64) []byte {
	w := newResponseWriter(r, callID, at)
	w.stop = a.Stop
	for _, d := range a.Deltas {
		w.delta(a.From, d)
	}
	_, members := w.finish()
	return withMembers(w.head, append(members, Member{"usage", appendResponseUsage(nil, nil, c)}))
}
