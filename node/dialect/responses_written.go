package dialect

import (
	"encoding/json"
	"fmt"
)

// writtenItem is an item of the output as far as it is written.
type writtenItem struct {
	kind   string
	index  int // in the output
	parts  []writtenPart
	begun  bool
	status string // once it has ended

	tool         uint32 // of a call
	toolID, name []byte
	sealed       []byte // of a thought
	seal         Kind
	from         Name // whose it is
}

// writtenPart is a part of a message, of a thought, or the arguments of a call.
type writtenPart struct {
	kind Kind
	text []byte
}

// id names the item.
func (it *writtenItem) id(w *responseWriter) string {
	prefix := map[string]string{"message": "msg", "reasoning": "rs", "function_call": "fc"}[it.kind]
	return fmt.Sprintf("%s_%s_%d", prefix, w.callID, it.index)
}

// place are the members that say where in the output an event belongs.
func (it *writtenItem) place(w *responseWriter, more ...Member) []Member {
	return append([]Member{{"item_id", appendQuoted(nil, it.id(w))}, {"output_index", fmt.Append(nil, it.index)}}, more...)
}

func (it *writtenItem) begin(w *responseWriter) {
	if it.begun {
		return
	}
	it.begun = true
	w.event("response.output_item.added", Member{"output_index", fmt.Append(nil, it.index)}, Member{"item", it.json(w, "in_progress")})
}

// write writes a piece of a text.
func (it *writtenItem) write(w *responseWriter, kind Kind, text []byte) {
	last := len(it.parts) - 1
	if last < 0 || it.parts[last].kind != kind {
		if last >= 0 {
			it.endPart(w, last)
		}
		last++
		it.parts = append(it.parts, writtenPart{kind: kind})
		it.beginPart(w, last)
	}
	it.parts[last].text = append(it.parts[last].text, text...)
	members := it.place(w, it.at(w, last), Member{"delta", appendQuoted(nil, string(text))})
	if kind == Text {
		members = append(members, Member{"logprobs", json.RawMessage("[]")})
	}
	if kind == ToolArgs {
		members = it.place(w, Member{"delta", appendQuoted(nil, string(text))})
	}
	w.event(textEvent(kind, w.shown)+".delta", members...)
}

// textEvent is the family of events that carry a text.
func textEvent(kind Kind, shown bool) string {
	switch {
	case kind == Refused:
		return "response.refusal"
	case kind == ToolArgs:
		return "response.function_call_arguments"
	case kind == Reasoning && shown:
		return "response.reasoning_summary_text"
	case kind == Reasoning:
		return "response.reasoning_text"
	}
	return "response.output_text"
}

// at says which part of an item an event is of.
func (it *writtenItem) at(w *responseWriter, part int) Member {
	if it.kind == "reasoning" && w.shown {
		return Member{"summary_index", fmt.Append(nil, part)}
	}
	return Member{"content_index", fmt.Append(nil, part)}
}

func (it *writtenItem) partEvent(w *responseWriter, part int, what string) {
	if it.kind == "function_call" {
		return
	}
	kind := "response.content_part."
	if it.kind == "reasoning" && w.shown {
		kind = "response.reasoning_summary_part."
	}
	w.event(kind+what, it.place(w, it.at(w, part), Member{"part", it.parts[part].json(w)})...)
}

func (it *writtenItem) beginPart(w *responseWriter, part int) { it.partEvent(w, part, "added") }

func (it *writtenItem) endPart(w *responseWriter, part int) {
	p := it.parts[part]
	members := it.place(w, it.at(w, part))
	whole := Member{"text", appendQuoted(nil, string(p.text))}
	switch p.kind {
	case Refused:
		whole.Path = "refusal"
	case ToolArgs:
		members, whole.Path = it.place(w), "arguments"
	case Text:
		members = append(members, Member{"logprobs", json.RawMessage("[]")})
	}
	w.event(textEvent(p.kind, w.shown)+".done", append(members, whole)...)
	it.partEvent(w, part, "done")
}

// end ends the item, once.
func (it *writtenItem) end(w *responseWriter, status string) {
	if it.status != "" {
		return
	}
	it.begin(w)
	if it.kind == "function_call" && len(it.parts) == 0 {
		it.write(w, ToolArgs, []byte("{}"))
	}
	if last := len(it.parts) - 1; last >= 0 {
		it.endPart(w, last)
	}
	it.status = status
	w.event("response.output_item.done", Member{"output_index", fmt.Append(nil, it.index)}, Member{"item", it.json(w, status)})
}

// json is the item as it stands.
func (it *writtenItem) json(w *responseWriter, status string) json.RawMessage {
	id := it.id(w)
	switch it.kind {
	case "function_call":
		call := string(it.toolID)
		if call == "" {
			call = madeUpID(w.callID, 0, it.index)
		}
		args := ""
		if len(it.parts) > 0 {
			args = string(it.parts[0].text)
		}
		return encodeJSON(struct {
			ID     string `json:"id"`
			Type   string `json:"type"`
			Status string `json:"status"`
			Args   string `json:"arguments"`
			CallID string `json:"call_id"`
			Name   string `json:"name"`
		}{id, "function_call", status, args, call, string(it.name)})
	case "reasoning":
		v := struct {
			ID      string            `json:"id"`
			Type    string            `json:"type"`
			Summary []json.RawMessage `json:"summary"`
			Content []json.RawMessage `json:"content,omitempty"`
			Sealed  string            `json:"encrypted_content,omitempty"`
		}{ID: id, Type: "reasoning", Summary: []json.RawMessage{}}
		if len(it.sealed) > 0 {
			v.Sealed = wrapThought(it.from, it.seal, string(it.sealed))
		}
		if parts := it.content(w); w.shown {
			v.Summary = parts
		} else {
			v.Content = parts
		}
		return encodeJSON(v)
	}
	return encodeJSON(struct {
		ID      string            `json:"id"`
		Type    string            `json:"type"`
		Status  string            `json:"status"`
		Role    string            `json:"role"`
		Content []json.RawMessage `json:"content"`
	}{id, "message", status, "assistant", it.content(w)})
}

func (it *writtenItem) content(w *responseWriter) []json.RawMessage {
	all := []json.RawMessage{}
	for _, p := range it.parts {
		all = append(all, p.json(w))
	}
	return all
}

func (p writtenPart) json(w *responseWriter) json.RawMessage {
	text := appendQuoted(nil, string(p.text))
	switch {
	case p.kind == Refused:
		return append(append([]byte(`{"type":"refusal","refusal":`), text...), '}')
	case p.kind == Reasoning && w.shown:
		return append(append([]byte(`{"type":"summary_text","text":`), text...), '}')
	case p.kind == Reasoning:
		return append(append([]byte(`{"type":"reasoning_text","text":`), text...), '}')
	}
	return append(append([]byte(`{"type":"output_text","annotations":[],"logprobs":[],"text":`), text...), '}')
}
