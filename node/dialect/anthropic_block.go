package dialect

import "bytes"

// content reads the blocks of a whole message.
func (r *messageReader) content() error {
	if r.peek() != '[' {
		return r.skip()
	}
	return r.array(func(i int) error {
		r.ev.msg.index = uint32(i)
		return r.block(true)
	})
}

// blockParts are the values of a block's fields.
type blockParts struct{ kind, text, thinking, signature, data, id, name, input span }

func (b *blockParts) field(name []byte) *span {
	switch string(name) {
	case "type":
		return &b.kind
	case "text":
		return &b.text
	case "thinking":
		return &b.thinking
	case "signature":
		return &b.signature
	case "data":
		return &b.data
	case "id":
		return &b.id
	case "name":
		return &b.name
	case "input":
		return &b.input
	}
	return nil
}

// block reads a block: one of a whole message, or the beginning of one that is streamed, which is empty at most vendors.
func (r *messageReader) block(whole bool) error {
	if r.peek() != '{' {
		return r.fail("a block is no object")
	}
	var b blockParts
	if err := r.object(func(name []byte) error { return r.part(b.field(name)) }); err != nil {
		return err
	}
	after := r.i
	err := r.blockTexts(b, whole)
	r.i = after
	return err
}

func (r *messageReader) blockTexts(b blockParts, whole bool) error {
	r.p.blocks++
	index, before := r.ev.msg.index, len(r.deltas)
	switch kind := r.word(b.kind); kind {
	case "text":
		r.take(Text, 0, b.text)
	case "thinking":
		r.take(Reasoning, 0, b.thinking)
		r.take(Signature, 0, b.signature)
	case "redacted_thinking":
		r.take(Sealed, 0, b.data)
	case "tool_use", "server_tool_use", "mcp_tool_use":
		tool := r.p.tool(index)
		r.take(ToolID, tool, b.id)
		r.take(ToolName, tool, b.name)
		r.input(tool, b.input, whole)
	default:
		return nil
	}
	r.ev.Silent = len(r.deltas) == before
	return nil
}

// word is the text of a value, "" of anything but a string.
func (r *messageReader) word(s span) string {
	v := r.b[s.from:s.to]
	if len(v) < 2 || v[0] != '"' {
		return ""
	}
	return string(v[1 : len(v)-1])
}

// take takes a string as a piece of the answer, where it says anything.
func (r *messageReader) take(kind Kind, tool uint32, s span) {
	v := r.b[s.from:s.to]
	if len(v) <= 2 || v[0] != '"' {
		return
	}
	text := str{raw: v[1 : len(v)-1]}
	text.escaped = bytes.IndexByte(text.raw, '\\') >= 0
	r.deltas = append(r.deltas, Delta{Kind: kind, Tool: tool, Text: r.decoded(text)})
}

// decoded is a string's value; what was decoded before stays valid when the scratch buffer grows.
func (r *messageReader) decoded(s str) []byte {
	if !s.escaped {
		return s.raw
	}
	start := len(r.scratch)
	r.scratch = s.appendTo(r.scratch)
	return r.scratch[start:len(r.scratch):len(r.scratch)]
}

// input takes a tool call's arguments, an object. At the beginning of a block that is streamed an empty one stands for what follows.
func (r *messageReader) input(tool uint32, s span, whole bool) {
	v := r.b[s.from:s.to]
	if isNothing(v) {
		return
	}
	if v = compact(v); !whole && bytes.Equal(v, []byte("{}")) {
		return
	}
	r.deltas = append(r.deltas, Delta{Kind: ToolArgs, Tool: tool, Text: v})
}

// deltaParts are the values of a delta's fields.
type deltaParts struct{ kind, text, json, thinking, signature span }

func (d *deltaParts) field(name []byte) *span {
	switch string(name) {
	case "type":
		return &d.kind
	case "text":
		return &d.text
	case "partial_json":
		return &d.json
	case "thinking":
		return &d.thinking
	case "signature":
		return &d.signature
	}
	return nil
}

// delta reads what is added to a block.
func (r *messageReader) delta() error {
	if r.peek() != '{' {
		return r.fail("a delta is no object")
	}
	var d deltaParts
	if err := r.object(func(name []byte) error { return r.part(d.field(name)) }); err != nil {
		return err
	}
	switch string(r.b[d.kind.from:d.kind.to]) {
	case `"text_delta"`:
		r.take(Text, 0, d.text)
	case `"input_json_delta"`:
		r.take(ToolArgs, r.p.tool(r.ev.msg.index), d.json)
	case `"thinking_delta"`:
		r.take(Reasoning, 0, d.thinking)
	case `"signature_delta"`:
		r.take(Signature, 0, d.signature)
	default:
		return nil
	}
	r.ev.Silent = len(r.deltas) == 0
	return nil
}
