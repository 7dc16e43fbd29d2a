package dialect

import "fmt"

// outputItem reads an item of the output: when it begins, its name and what little it may have already; when it has ended, all that
// has not come in pieces.
func (r *responseReader) outputItem(at uint32, raw []byte, ended bool) error {
	var it outputItem
	if len(raw) == 0 || raw[0] != '{' {
		return nil
	}
	outer := r.cursor
	r.cursor = cursor{b: raw}
	err := r.object(func(name []byte) error { return r.itemField(&it, name) })
	r.cursor = outer
	if err != nil {
		return err
	}
	switch it.kind {
	case "function_call", "custom_tool_call", "mcp_call":
		r.named(ToolID, at, it.callID)
		r.named(ToolName, at, it.name)
	case "web_search_call":
		if ended {
			r.searches++
		}
	}
	if !ended {
		return nil
	}
	for _, p := range it.parts {
		r.told(p.kind, at, p.part, p.text, false)
	}
	r.told(ToolArgs, at, 0, it.args, false)
	r.told(Sealed, at, 0, it.sealed, false)
	return nil
}

// outputItem is an item as its members are read.
type outputItem struct {
	kind         string
	callID, name str
	args, sealed str
	parts        []outputPart
}

type outputPart struct {
	kind Kind
	part uint32
	text str
}

// named takes a tool call's id or name, which come with its beginning and with its end.
func (r *responseReader) named(kind Kind, at uint32, s str) { r.told(kind, at, 0, s, false) }

func (r *responseReader) itemField(it *outputItem, name []byte) (err error) {
	switch string(name) {
	case "type":
		it.kind, err = r.scalar()
	case "call_id":
		it.callID, err = r.words()
	case "name":
		it.name, err = r.words()
	case "arguments", "input":
		it.args, err = r.words()
	case "encrypted_content":
		it.sealed, err = r.words()
	case "content", "summary":
		if r.peek() == '[' {
			return r.array(func(i int) error { return r.itemPart(it, uint32(i)) })
		}
		err = r.skip()
	default:
		err = r.skip()
	}
	return err
}

var partKinds = map[string]Kind{"output_text": Text, "text": Text, "refusal": Refused, "reasoning_text": Reasoning, "summary_text": Reasoning}

func (r *responseReader) itemPart(it *outputItem, i uint32) error {
	if r.peek() != '{' {
		return r.skip()
	}
	p := outputPart{part: i}
	kind := ""
	err := r.object(func(name []byte) (err error) {
		switch string(name) {
		case "type":
			kind, err = r.scalar()
		case "text", "refusal":
			p.text, err = r.words()
		default:
			err = r.skip()
		}
		return err
	})
	if kind == "reasoning_text" {
		p.part += besideSummary
	}
	if p.kind = partKinds[kind]; p.kind != 0 {
		it.parts = append(it.parts, p)
	}
	return err
}

// allOutput reads the output of a whole response. Where it has come item by item, only its searches are counted.
func (r *responseReader) allOutput() error {
	if len(r.output) == 0 || r.output[0] != '[' {
		return nil
	}
	known := r.p.items
	outer := r.cursor
	r.cursor = cursor{b: r.output}
	defer func() { r.cursor = outer }()
	return r.array(func(i int) error {
		raw, err := r.value()
		if err != nil {
			return err
		}
		if i >= maxCalls {
			return fmt.Errorf("more than %d items of output", maxCalls)
		}
		if known {
			return r.searched(raw)
		}
		return r.outputItem(uint32(i), raw, true)
	})
}

// searched counts an item that is a search of the web.
func (r *responseReader) searched(raw []byte) error {
	c := cursor{b: raw}
	if c.peek() != '{' {
		return nil
	}
	return c.object(func(name []byte) error {
		v, err := c.value()
		if string(name) == "type" && string(v) == `"web_search_call"` {
			r.searches++
		}
		return err
	})
}
