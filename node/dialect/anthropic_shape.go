package dialect

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/tolsey/tolsey/market"
)

// maxOpen bounds how many blocks that have begun and not ended are looked after.
const maxOpen = 64

// messageShaper writes a message's events for one application.
type messageShaper struct {
	callID    string
	id, model []byte   // JSON, of the vendor's message or made up
	begun     bool     // the message's beginning has been sent
	open      []uint32 // indices of blocks that have not ended
	tools     bool     // a tool is called
	finished  bool     // a stop reason has come
	last      []byte   // the event that ends the message, held back: its usage is known when the call is settled
	lastUsage span     // within it
	usage     *Usage   // the vendor's
	out       []byte
}

func (anthropic) Shape(r *Request, callID string, _ int64) Shaper { return newMessageShaper(r, callID) }

func newMessageShaper(r *Request, callID string) *messageShaper {
	return &messageShaper{callID: callID, id: appendQuoted(nil, "msg_"+callID), model: appendQuoted(nil, r.Model)}
}

// Event forwards an event. What is changed: a message that begins again (clients take it for another), an event without its name (clients
// pass it over), a count that is none, and the end, which waits for what was charged.
func (s *messageShaper) Event(ev *Event) []byte {
	s.out = s.out[:0]
	switch {
	case ev.Done || ev.Err != nil || ev.Bad != nil || ev.msg.again || s.begun && ev.msg.kind == "message_start":
		return nil
	case ev.data == nil && comment(ev.Raw):
		s.raw(ev.Raw)
		return s.out
	case ev.data == nil:
		return nil
	}
	s.meet(ev)
	switch ev.msg.kind {
	case "message_delta":
		return s.hold(ev)
	case "message_start":
		s.begun = true
		if u := ev.msg.usage; ev.msg.wrong {
			s.event(ev.msg.kind, splice(ev.data, []edit{{u.from, u.to, []byte(noUsage)}}))
			return s.out
		}
	case "content_block_start", "content_block_delta", "content_block_stop":
		s.begin()
	}
	switch {
	case ev.msg.kind != "" && !hasName(ev.Raw):
		s.event(ev.msg.kind, ev.data)
	case len(s.out) == 0 && ends(ev.Raw):
		return ev.Raw
	default:
		s.raw(ev.Raw)
	}
	return s.out
}

// meet keeps what an event says for the events of our own making.
func (s *messageShaper) meet(ev *Event) {
	if ev.Usage != nil {
		s.usage = ev.Usage
	}
	s.finished = s.finished || ev.Finish != ""
	switch at := ev.msg.index; ev.msg.kind {
	case "message_start":
		if id := quoted(ev.data, ev.msg.id); id != nil {
			s.id = bytes.Clone(id)
		}
		if m := quoted(ev.data, ev.msg.model); m != nil {
			s.model = bytes.Clone(m)
		}
	case "content_block_start":
		if len(s.open) < maxOpen {
			s.open = append(s.open, at)
		}
	case "content_block_stop":
		s.open = slices.DeleteFunc(s.open, func(o uint32) bool { return o == at })
	}
	for _, d := range ev.Deltas {
		s.tools = s.tools || d.Kind == ToolName
	}
}

// hold keeps the event that ends the message. An earlier one of its kind was not the last: what counts is what comes later.
func (s *messageShaper) hold(ev *Event) []byte {
	if s.last != nil {
		s.event("message_delta", s.last)
	}
	s.last, s.lastUsage = bytes.Clone(ev.data), ev.msg.usage
	return s.out
}

var eventField = []byte("event:")

// hasName reports whether an event has its name.
func hasName(raw []byte) bool {
	return bytes.HasPrefix(raw, eventField) || bytes.Contains(raw, []byte("\nevent:")) || bytes.Contains(raw, []byte("\revent:"))
}

// raw appends an event as it came, with a blank line at its end, which the last of a stream may lack.
func (s *messageShaper) raw(raw []byte) {
	s.out = append(s.out, raw...)
	if !ends(raw) {
		s.out = append(s.out, "\n\n"...)
	}
}

// event appends an event of one data line. A line break in JSON is white space.
func (s *messageShaper) event(name string, data []byte) {
	s.out = append(append(append(s.out, "event: "...), name...), "\ndata: "...)
	s.out = append(s.out, bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\n"), []byte(" ")), []byte("\r"), []byte(" "))...)
	s.out = append(s.out, "\n\n"...)
}

// noUsage is what a message's beginning counts where nothing is known: its end says it.
const noUsage = `{"input_tokens":0,"output_tokens":0}`

// begin sends the message's beginning where the vendor did not.
func (s *messageShaper) begin() {
	if s.begun {
		return
	}
	s.begun = true
	s.out = append(s.out, "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":"...)
	s.out = append(append(append(s.out, s.id...), `,"type":"message","role":"assistant","model":`...), s.model...)
	s.out = append(s.out, `,"content":[],"stop_reason":null,"stop_sequence":null,"usage":`+noUsage+"}}\n\n"...)
}

// End ends what is open, says why the message ends and what it counts, once.
func (s *messageShaper) End(c Charge) []byte {
	s.out = s.out[:0]
	s.begin()
	for _, index := range s.open {
		s.stop(index)
	}
	s.open = nil
	usage := appendMessageUsage(nil, s.usage, c)
	switch {
	case s.last == nil || !s.finished:
		reason := "end_turn"
		if s.tools {
			reason = "tool_use"
		}
		s.ending(reason, usage)
	case s.lastUsage.set():
		s.event("message_delta", splice(s.last, []edit{{s.lastUsage.from, s.lastUsage.to, usage}}))
	default:
		at := bytes.IndexByte(s.last, '{') + 1
		s.event("message_delta", splice(s.last, []edit{{at, at, append(append([]byte(`"usage":`), usage...), ',')}}))
	}
	s.out = append(s.out, "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"...)
	return s.out
}

func (s *messageShaper) stop(index uint32) {
	s.out = append(s.out, "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"...)
	s.out = append(strconv.AppendUint(s.out, uint64(index), 10), "}\n\n"...)
}

// ending writes why a message ends and what it counts.
func (s *messageShaper) ending(reason string, usage []byte) {
	s.out = append(s.out, "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"...)
	s.out = append(appendQuoted(s.out, reason), `,"stop_sequence":null},"usage":`...)
	s.out = append(append(s.out, usage...), "}\n\n"...)
}

// Fail ends the stream by one error, behind which clients read nothing.
func (s *messageShaper) Fail(f *market.Refusal, c Charge) []byte {
	s.out = appendMessageError(append(s.out[:0], "event: error\ndata: "...), f)
	if s.callID != "" {
		s.out = appendQuoted(append(s.out, `,"request_id":`...), s.callID)
	}
	s.out = appendMessageUsage(append(s.out, `,"usage":`...), s.usage, c)
	s.out = append(s.out, "}\n\n"...)
	return s.out
}

// ShapeAnswer writes usage and cost into a message.
func (anthropic) ShapeAnswer(a *Answer, c Charge) []byte {
	usage := appendMessageUsage(nil, a.Usage, c)
	if u := a.msg.usage; u.set() {
		return splice(a.Body, []edit{{u.from, u.to, usage}})
	}
	return splice(a.Body, []edit{{a.open, a.open, append(append([]byte(`"usage":`), usage...), ',')}})
}
