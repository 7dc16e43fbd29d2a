package dialect

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// maxBare bounds how many tool calls without arguments are looked after.
const maxBare = 128

// chunkShaper writes chunks for one application.
type chunkShaper struct {
	include bool // the application asked for the usage chunk
	object  string
	last    string // a choice that ends, JSON without its reason

	id, model, created []byte // JSON, of the first chunk or made up
	met                bool   // the vendor has said its id
	finished           bool   // a choice has ended
	tools              bool   // a tool is called
	bare               []call // tool calls without arguments so far
	usage              *Usage // the vendor's, held back
	out                []byte
}

func (openAI) Shape(r *Request, callID string, at int64) Shaper {
	return newChunkShaper(r, "chatcmpl-"+callID, at, "chat.completion.chunk", `{"index":0,"delta":{}`)
}

func newChunkShaper(r *Request, id string, at int64, object, last string) *chunkShaper {
	return &chunkShaper{include: r.IncludeUsage, object: object, last: last, id: appendQuoted(nil, id), model: appendQuoted(nil, r.Model),
		created: strconv.AppendInt(nil, at, 10)}
}

// Event forwards an event. What is patched: another id than the first chunk's (clients' accumulators refuse a change), an error
// that is null (clients end at the key), usage beside choices (clients lose it there), numbers of tool calls that do not begin at 0 or
// are missing (clients make empty calls of the gap, or one of all).
func (s *chunkShaper) Event(ev *Event) []byte {
	switch {
	case ev.Done || ev.Err != nil || ev.Bad != nil:
		return nil
	case ev.data == nil && comment(ev.Raw):
		s.out = s.out[:0]
		return s.terminated(ev.Raw)
	case ev.data == nil:
		return nil
	}
	s.meet(ev)
	if ev.Usage != nil && ev.in.choices == 0 {
		return nil
	}
	var room [3]edit
	edits := room[:0]
	if id := ev.in.id; id.set() && s.met && !bytes.Equal(ev.data[id.from:id.to], s.id) {
		edits = append(edits, edit{id.from, id.to, s.id})
	}
	if e := ev.in.nullErr; e.set() {
		edits = append(edits, removal(ev.data, e))
	}
	if u := ev.in.usage; u.set() && ev.Usage != nil {
		edits = append(edits, edit{u.from, u.to, []byte("null")})
	}
	for _, p := range ev.in.indices {
		number := strconv.AppendUint(nil, uint64(p.index), 10)
		if p.at.set() {
			edits = append(edits, edit{p.at.from, p.at.to, number})
		} else {
			member := append([]byte(`"index":`), number...)
			if c := (cursor{b: ev.data, i: p.open}); c.peek() != '}' {
				member = append(member, ',')
			}
			edits = append(edits, edit{p.open, p.open, member})
		}
	}
	s.out = s.out[:0]
	if ev.Finish != "" && len(ev.Deltas) == 0 {
		s.noArguments()
	}
	if len(edits) == 0 {
		return s.terminated(ev.Raw)
	}
	s.data(splice(ev.data, edits))
	return s.out
}

// noArguments gives tool calls without arguments the empty object, which clients parse, where some vendors send nothing.
func (s *chunkShaper) noArguments() {
	for _, c := range s.bare {
		s.begin()
		s.out = append(s.out, `,"choices":[{"index":`...)
		s.out = strconv.AppendUint(s.out, uint64(c.choice), 10)
		s.out = append(s.out, `,"delta":{"tool_calls":[{"index":`...)
		s.out = strconv.AppendUint(s.out, uint64(c.tool), 10)
		s.out = append(s.out, `,"function":{"arguments":"{}"}}]},"finish_reason":null}]}`...)
		s.out = append(s.out, "\n\n"...)
	}
	s.bare = nil
}

// comment reports whether an event without data is one that every reader passes over. What begins in another way might be data to a
// reader for whom it is the stream's beginning.
func comment(raw []byte) bool { return raw[0] == ':' || raw[0] == '\n' || raw[0] == '\r' }

// meet keeps what an event says for the chunks of our own making.
func (s *chunkShaper) meet(ev *Event) {
	if ev.Usage != nil {
		s.usage = ev.Usage
	}
	s.finished = s.finished || ev.Finish != ""
	for _, d := range ev.Deltas {
		switch c := (call{d.Choice, d.Tool}); d.Kind {
		case ToolName:
			s.tools = true
			if len(s.bare) < maxBare {
				s.bare = append(s.bare, c)
			}
		case ToolArgs:
			s.bare = slices.DeleteFunc(s.bare, func(b call) bool { return b == c })
		}
	}
	// Some vendors begin with a chunk that has no id yet.
	if id := quoted(ev.data, ev.in.id); !s.met && id != nil {
		s.met, s.id = true, bytes.Clone(id)
		if m := quoted(ev.data, ev.in.model); m != nil {
			s.model = bytes.Clone(m)
		}
		if c := ev.data[ev.in.created.from:ev.in.created.to]; len(c) > 0 && '0' <= c[0] && c[0] <= '9' {
			s.created = bytes.Clone(c)
		}
	}
}

// quoted is the string at a span with its quotes; nil where there is none, or it is empty.
func quoted(b []byte, at span) []byte {
	if v := b[at.from:at.to]; len(v) > len(`""`) && v[0] == '"' {
		return v
	}
	return nil
}

// terminated is what is to be sent before an event, and the event with a blank line at its end, which the last of a stream may lack.
func (s *chunkShaper) terminated(raw []byte) []byte {
	whole := ends(raw)
	if whole && len(s.out) == 0 {
		return raw
	}
	s.out = append(s.out, raw...)
	if !whole {
		s.out = append(s.out, "\n\n"...)
	}
	return s.out
}

// ends reports whether an event has its blank line.
func ends(raw []byte) bool {
	line := bytes.TrimSuffix(raw, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) == len(raw) {
		return false
	}
	return len(line) == 0 || line[len(line)-1] == '\n' || line[len(line)-1] == '\r'
}

// data appends an event of one data line. A line break in JSON is white space.
func (s *chunkShaper) data(text []byte) {
	s.out = append(s.out, "data: "...)
	s.out = append(s.out, bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\n"), []byte(" ")), []byte("\r"), []byte(" "))...)
	s.out = append(s.out, "\n\n"...)
}

// removal takes a member out of an object, with one comma beside it.
func removal(b []byte, member span) edit {
	from, to := member.key, member.to
	next := to
	for next < len(b) && isSpace(b[next]) {
		next++
	}
	if next < len(b) && b[next] == ',' {
		return edit{from, next + 1, nil}
	}
	for from > 0 && isSpace(b[from-1]) {
		from--
	}
	if from > 0 && b[from-1] == ',' {
		from--
	}
	return edit{from, to, nil}
}

func isSpace(ch byte) bool { return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r' }

// begin writes the head of a chunk of our own.
func (s *chunkShaper) begin() {
	s.out = append(s.out, `data: {"id":`...)
	s.out = append(s.out, s.id...)
	s.out = append(append(append(s.out, `,"object":"`...), s.object...), `","created":`...)
	s.out = append(s.out, s.created...)
	s.out = append(s.out, `,"model":`...)
	s.out = append(s.out, s.model...)
}

func (s *chunkShaper) End(c Charge) []byte {
	s.out = s.out[:0]
	s.noArguments()
	if !s.finished {
		reason := "stop"
		if s.tools {
			reason = "tool_calls"
		}
		s.begin()
		s.out = append(s.out, `,"choices":[`+s.last+`,"finish_reason":"`+reason+"\"}]}\n\n"...)
	}
	if s.include {
		s.begin()
		s.out = append(s.out, `,"choices":[],"usage":`...)
		s.out = appendUsage(s.out, s.usage, c)
		s.out = append(s.out, "}\n\n"...)
	}
	s.out = append(s.out, "data: [DONE]\n\n"...)
	return s.out
}

func (s *chunkShaper) Fail(f *market.Refusal, c Charge) []byte {
	s.out = s.out[:0]
	s.begin()
	s.out = append(s.out, `,"choices":[`+s.last+`,"finish_reason":"error"}],"error":`...)
	s.out = appendError(s.out, f, "")
	s.out = append(s.out, `,"usage":`...)
	s.out = appendUsage(s.out, s.usage, c)
	s.out = append(s.out, "}\n\ndata: [DONE]\n\n"...)
	return s.out
}

// ShapeAnswer writes usage and cost into a completion.
func (openAI) ShapeAnswer(a *Answer, c Charge) []byte {
	var edits []edit
	if e := a.in.nullErr; e.set() {
		edits = append(edits, removal(a.Body, e))
	}
	for _, args := range a.in.bareArgs {
		edits = append(edits, edit{args.from, args.to, []byte(`"{}"`)})
	}
	usage := appendUsage(nil, a.Usage, c)
	if u := a.in.usage; u.set() {
		edits = append(edits, edit{u.from, u.to, usage})
	} else {
		edits = append(edits, edit{a.open, a.open, append(append([]byte(`"usage":`), usage...), ',')})
	}
	return splice(a.Body, edits)
}
