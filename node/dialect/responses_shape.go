package dialect

import (
	"bytes"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// ErrorBody is an HTTP error's body, as of all of OpenAI's endpoints.
func (responses) ErrorBody(f *market.Refusal, callID string) []byte {
	return openAI{}.ErrorBody(f, callID)
}

// responseShaper writes a response's events for one application.
type responseShaper struct {
	callID   string
	head     []byte   // the response as it was created, JSON; nil: the vendor has not said
	fallback []byte   // one made of the request
	items    [][]byte // of the output that have ended, JSON
	size     int      // of them all
	sequence uint64   // of the last event
	last     []byte   // the event that ends the response, held back: its usage is known when the call is settled
	lastAt   responsePlaces
	usage    *Usage
	out      []byte
}

// maxKept bounds what of an answer is kept for a response that its vendor may not end, bytes.
const maxKept = 16 << 20

func (responses) Shape(r *Request, callID string, at int64) Shaper {
	return &responseShaper{callID: callID, fallback: responseHead(r, callID, at)}
}

// Event forwards an event. The one that ends the response waits for what was charged; an error that is null, at which clients would end,
// is taken out.
func (s *responseShaper) Event(ev *Event) []byte {
	s.out = s.out[:0]
	switch {
	case ev.Err != nil || ev.Bad != nil || ev.Done && ev.resp.kind == "":
		return nil
	case ev.data == nil && comment(ev.Raw):
		return s.raw(ev.Raw)
	case ev.data == nil:
		return nil
	}
	s.meet(ev)
	if ev.Done {
		s.last, s.lastAt = bytes.Clone(ev.data), ev.resp
		return nil
	}
	if e := ev.resp.nullErr; e.set() {
		s.event(ev.resp.kind, splice(ev.data, []edit{removal(ev.data, e)}))
		return s.out
	}
	return s.raw(ev.Raw)
}

func (s *responseShaper) raw(raw []byte) []byte {
	if ends(raw) {
		return raw
	}
	s.out = append(append(s.out, raw...), "\n\n"...)
	return s.out
}

// meet keeps what an event says for the events of our own making.
func (s *responseShaper) meet(ev *Event) {
	if ev.Usage != nil {
		s.usage = ev.Usage
	}
	s.sequence = max(s.sequence, ev.resp.sequence)
	if at := ev.resp.response; s.head == nil && at.set() && ev.data[at.from] == '{' {
		s.head = bytes.Clone(ev.data[at.from:at.to])
	}
	if at := ev.resp.item; ev.resp.kind == "response.output_item.done" && at.set() && s.size < maxKept {
		s.items = append(s.items, bytes.Clone(ev.data[at.from:at.to]))
		s.size += at.to - at.from
	}
}

// event appends an event of one data line.
func (s *responseShaper) event(name string, data []byte) {
	s.out = append(append(append(s.out, "event: "...), name...), "\ndata: "...)
	s.out = append(s.out, bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\n"), []byte(" ")), []byte("\r"), []byte(" "))...)
	s.out = append(s.out, "\n\n"...)
}

// End sends the event that ends the response, with what was charged.
func (s *responseShaper) End(c Charge) []byte {
	s.out = s.out[:0]
	usage := appendResponseUsage(nil, s.usage, c)
	switch at := s.lastAt; {
	case s.last == nil:
		s.ended("response.completed", "completed", nil, usage)
	case at.usage.set():
		s.event(at.kind, splice(s.last, []edit{{at.usage.from, at.usage.to, usage}}))
	default:
		open := at.response.from + 1
		s.event(at.kind, splice(s.last, []edit{{open, open, append(append([]byte(`"usage":`), usage...), ',')}}))
	}
	return s.out
}

// ended sends an end of our own making: the response as it was created with what has become of it.
func (s *responseShaper) ended(kind, status string, failure, usage []byte) {
	head := s.head
	if head == nil {
		head = s.fallback
	}
	output := append(append([]byte{'['}, bytes.Join(s.items, []byte{','})...), ']')
	members := []Member{{"status", appendQuoted(nil, status)}, {"output", output}, {"usage", usage}}
	if failure != nil {
		members = append(members, Member{"error", failure})
	}
	data := strconv.AppendUint(append(appendQuoted([]byte(`{"type":`), kind), `,"sequence_number":`...), s.sequence+1, 10)
	s.sequence++
	data = append(append(data, `,"response":`...), withMembers(head, members)...)
	s.event(kind, append(data, '}'))
}

// withMembers sets members of an object.
func withMembers(object []byte, members []Member) []byte {
	c := cursor{b: object}
	var edits []edit
	set := map[string]bool{}
	any := false
	err := c.object(func(name []byte) error {
		any = true
		c.space()
		from := c.i
		err := c.skip()
		for _, m := range members {
			if m.Path == string(name) && !set[m.Path] {
				set[m.Path] = true
				edits = append(edits, edit{from, c.i, m.Value})
			}
		}
		return err
	})
	if err != nil {
		panic("developer error: a response without anomaly is no object: " + err.Error())
	}
	close := c.i - 1
	var more []byte
	for _, m := range members {
		if set[m.Path] {
			continue
		}
		if any || len(more) > 0 {
			more = append(more, ',')
		}
		more = append(append(appendQuoted(more, m.Path), ':'), m.Value...)
	}
	return splice(object, append(edits, edit{close, close, more}))
}

// Fail ends the stream as the vendor itself does: an error, at which most clients stop, and the failed response.
func (s *responseShaper) Fail(f *market.Refusal, c Charge) []byte {
	s.out = s.out[:0]
	usage := appendResponseUsage(nil, s.usage, c)
	s.sequence++
	data := strconv.AppendUint(append([]byte(nil), `{"type":"error","sequence_number":`...), s.sequence, 10)
	data = appendQuoted(append(data, `,"code":`...), string(f.Type))
	data = appendQuoted(append(data, `,"message":`...), f.Message)
	data = append(data, `,"param":null,"error":`...)
	data = append(appendError(data, f, ""), `,"usage":`...)
	s.event("error", append(append(data, usage...), '}'))
	failure := appendQuoted([]byte(`{"code":`), string(f.Type))
	failure = append(appendQuoted(append(failure, `,"message":`...), f.Message), '}')
	s.ended("response.failed", "failed", failure, usage)
	return s.out
}

// ShapeAnswer writes usage and cost into a response.
func (responses) ShapeAnswer(a *Answer, c Charge) []byte {
	usage := appendResponseUsage(nil, a.Usage, c)
	if u := a.resp.usage; u.set() {
		return splice(a.Body, []edit{{u.from, u.to, usage}})
	}
	return splice(a.Body, []edit{{a.open, a.open, append(append([]byte(`"usage":`), usage...), ',')}})
}
