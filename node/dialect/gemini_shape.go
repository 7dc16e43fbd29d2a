package dialect

import (
	"bytes"

	"github.com/tolsey/tolsey/market"
)

// geminiShaper writes chunks for one application. Usage is on every chunk and the last counts: the chunk that ends the answer waits for
// what was charged.
type geminiShaper struct {
	id, model []byte // JSON, of the first chunk or made up
	met       bool   // the vendor has said its id
	last      []byte // the data of the chunk that is held back
	lastIn    chunkPlaces
	usage     *Usage // the vendor's last
	blank     string // how events end: as the vendor's first does. Google's own client cannot read a stream of both kinds
	out       []byte
}

func (gemini) Shape(r *Request, callID string, _ int64) Shaper { return newGeminiShaper(r, callID) }

func newGeminiShaper(r *Request, callID string) *geminiShaper {
	return &geminiShaper{id: appendQuoted(nil, callID), model: appendQuoted(nil, r.Model)}
}

// Event forwards a chunk. Comments and other fields of events are left out, at which Google's own clients break off. What is patched:
// another id than the first chunk's, an error that is null, a usage that those clients cannot read.
func (s *geminiShaper) Event(ev *Event) []byte {
	if ev.Done || ev.Err != nil || ev.Bad != nil || ev.From != Gemini { // or there is nothing in it
		return nil
	}
	s.out = s.out[:0]
	s.meet(ev)
	if s.blank == "" {
		s.blank = blankOf(ev.Raw)
	}
	if ev.Finish != "" || s.last != nil {
		s.flush()
		s.last, s.lastIn = bytes.Clone(ev.data), ev.in
		return s.out
	}
	anomalous := ev.Usage != nil && ev.Usage.Anomaly != ""
	edits := s.edits(ev.data, ev.in)
	if anomalous {
		edits = append(edits, edit{ev.in.usage.from, ev.in.usage.to, noMetadata})
	}
	if len(edits) == 0 && bareEvent(ev.Raw, ev.data, s.blank) {
		return ev.Raw
	}
	s.event(splice(ev.data, edits))
	return s.out
}

// meet keeps what a chunk says for the chunks of our own making.
func (s *geminiShaper) meet(ev *Event) {
	if ev.Usage != nil {
		s.usage = ev.Usage
	}
	if id := quoted(ev.data, ev.in.id); !s.met && id != nil {
		s.met, s.id = true, bytes.Clone(id)
		if m := quoted(ev.data, ev.in.model); m != nil {
			s.model = bytes.Clone(m)
		}
	}
}

// edits are those that every chunk needs.
func (s *geminiShaper) edits(data []byte, in chunkPlaces) (edits []edit) {
	if in.id.set() && s.met && !bytes.Equal(data[in.id.from:in.id.to], s.id) {
		edits = append(edits, edit{in.id.from, in.id.to, s.id})
	}
	if in.nullErr.set() {
		edits = append(edits, removal(data, in.nullErr))
	}
	return edits
}

// noMetadata stands where a usage was: it counts nothing.
var noMetadata = []byte("{}")

// bareEvent reports whether an event is one line of data and its end.
func bareEvent(raw, data []byte, blank string) bool {
	line, ok := bytes.CutPrefix(raw, []byte("data:"))
	if !ok {
		return false
	}
	line = bytes.TrimPrefix(line, []byte(" "))
	end, ok := bytes.CutPrefix(line, data)
	return ok && string(end) == blank
}

// blankOf is how events of a stream end whose first this is.
func blankOf(raw []byte) string {
	if bytes.HasSuffix(raw, []byte("\r\n\r\n")) {
		return "\r\n\r\n"
	}
	return "\n\n"
}

// flush sends the chunk that was held back without its usage: another follows.
func (s *geminiShaper) flush() {
	if s.last == nil {
		return
	}
	edits := s.edits(s.last, s.lastIn)
	if s.lastIn.usage.set() {
		edits = append(edits, edit{s.lastIn.usage.from, s.lastIn.usage.to, noMetadata})
	}
	s.event(splice(s.last, edits))
	s.last = nil
}

// event appends an event of one data line. A line break in JSON is white space.
func (s *geminiShaper) event(text []byte) {
	s.out = append(s.out, "data: "...)
	from := len(s.out)
	s.out = append(s.out, text...)
	for i := from; i < len(s.out); i++ {
		if s.out[i] == '\n' || s.out[i] == '\r' {
			s.out[i] = ' '
		}
	}
	if s.blank == "" {
		s.blank = "\n\n"
	}
	s.out = append(s.out, s.blank...)
}

func (s *geminiShaper) End(c Charge) []byte {
	s.out = s.out[:0]
	usage := appendGeminiUsage(nil, s.usage, c)
	if s.last == nil {
		text := append([]byte(`{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":`), usage...)
		s.event(s.tail(text))
		return s.out
	}
	edits := s.edits(s.last, s.lastIn)
	if u := s.lastIn.usage; u.set() {
		s.event(splice(s.last, append(edits, edit{u.from, u.to, usage})))
	} else {
		s.event(withFirst(splice(s.last, edits), append([]byte(`"usageMetadata":`), usage...)))
	}
	s.last = nil
	return s.out
}

// withFirst is an object with one more member in front.
func withFirst(object, member []byte) []byte {
	open := bytes.IndexByte(object, '{') + 1
	if rest := bytes.TrimLeft(object[open:], " \t\r\n"); rest[0] != '}' {
		member = append(member, ',')
	}
	return splice(object, []edit{{open, open, member}})
}

// tail ends a chunk of our own.
func (s *geminiShaper) tail(text []byte) []byte {
	text = append(append(text, `,"modelVersion":`...), s.model...)
	return append(append(append(text, `,"responseId":`...), s.id...), '}')
}

func (s *geminiShaper) Fail(f *market.Refusal, c Charge) []byte {
	s.out = s.out[:0]
	s.flush()
	text := appendGeminiError([]byte(`{"error":`), f, "")
	text = appendGeminiUsage(append(text, `,"usageMetadata":`...), s.usage, c)
	s.event(s.tail(text))
	return s.out
}

// ShapeAnswer writes usage and cost into an answer.
func (gemini) ShapeAnswer(a *Answer, c Charge) []byte {
	var edits []edit
	if e := a.in.nullErr; e.set() {
		edits = append(edits, removal(a.Body, e))
	}
	usage := appendGeminiUsage(nil, a.Usage, c)
	if u := a.in.usage; u.set() {
		return splice(a.Body, append(edits, edit{u.from, u.to, usage}))
	}
	return withFirst(splice(a.Body, edits), append([]byte(`"usageMetadata":`), usage...))
}
