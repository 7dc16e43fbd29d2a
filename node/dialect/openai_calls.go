package dialect

import "slices"

// maxCalls bounds how many tool calls of one answer are told apart.
const maxCalls = 1024

// toolCalls are the tool calls of an answer so far.
type toolCalls struct{ calls []calledTool }

type calledTool struct {
	call
	index uint32 // the vendor's number of it: some begin at 1
	id    string
}

// call is one tool call of one choice.
type call struct{ choice, tool uint32 }

// any reports whether a choice calls tools.
func (t *toolCalls) any(choice uint32) bool {
	return slices.ContainsFunc(t.calls, func(c calledTool) bool { return c.choice == choice })
}

// callPiece is what one chunk says of one tool call: its deltas, and by what it is known.
type callPiece struct {
	from, to int // of the deltas
	index    uint32
	indexed  bool
	open     int  // behind its first brace; 0: it has no index
	at       span // of its index
}

// toolCall reads a tool call, whole or a delta of it. Its index may stand behind its texts, and the choice's behind that.
func (r *chunkReader) toolCall(i int) error {
	if r.peek() != '{' {
		return r.skip()
	}
	// A whole answer has no indices: its calls stand in order.
	p := callPiece{from: len(r.deltas), index: uint32(i), indexed: r.whole, open: r.i + 1}
	err := r.object(func(name []byte) (err error) {
		switch string(name) {
		case "index":
			if ch := r.peek(); '0' <= ch && ch <= '9' {
				p.indexed = true
			}
			key := r.keyAt
			r.space()
			from := r.i
			p.index, err = r.index(p.index)
			p.at = span{key, from, r.i}
			return err
		case "function":
			if r.peek() == '{' {
				return r.function()
			}
		case "id":
			r.other = true
			_, err = r.text(ToolID)
			return err
		}
		return r.skip()
	})
	p.to = len(r.deltas)
	r.pieces = append(r.pieces, p)
	return err
}

// functionCall reads the only call of an answer in the form that came before tools.
func (r *chunkReader) functionCall() error {
	p := callPiece{from: len(r.deltas), indexed: true}
	err := r.function()
	p.to = len(r.deltas)
	r.pieces = append(r.pieces, p)
	return err
}

// place finds which call each piece of the choice at hand belongs to, and drops ids that are known.
func (r *chunkReader) place(choice uint32) {
	known := false
	for _, p := range r.pieces {
		id, begins := []byte(nil), false
		for _, d := range r.deltas[p.from:p.to] {
			switch d.Kind {
			case ToolID:
				id = d.Text
			case ToolName:
				begins = true
			}
		}
		c := r.calls.find(choice, p, id, begins)
		if !r.whole && p.open > 0 && (!p.at.set() || !p.indexed || p.index != c.tool) {
			r.in.indices = append(r.in.indices, indexPlace{p.at, p.open, c.tool})
		}
		for i := p.from; i < p.to; i++ {
			d := &r.deltas[i]
			d.Tool = c.tool
			if d.Kind == ToolID && c.id != "" {
				d.Kind, known = 0, true
			}
		}
		if c.id == "" {
			c.id = string(id)
		}
	}
	if known {
		r.deltas = slices.DeleteFunc(r.deltas, func(d Delta) bool { return d.Kind == 0 })
	}
}

// find is the call that a piece belongs to: by its index; where that is missing by its id; without either it begins one with a name,
// and else is of the last.
func (t *toolCalls) find(choice uint32, p callPiece, id []byte, begins bool) *calledTool {
	next, index, last := uint32(0), uint32(0), (*calledTool)(nil)
	for i := range t.calls {
		c := &t.calls[i]
		if c.choice != choice {
			continue
		}
		if p.indexed && c.index == p.index || !p.indexed && len(id) > 0 && c.id == string(id) {
			return c
		}
		next, index, last = next+1, max(index, c.index+1), c
	}
	if !p.indexed && len(id) == 0 && !begins && last != nil {
		return last
	}
	if p.indexed {
		index = p.index
	}
	c := calledTool{call: call{choice, next}, index: index}
	if len(t.calls) == maxCalls {
		return &c
	}
	t.calls = append(t.calls, c)
	return &t.calls[len(t.calls)-1]
}
