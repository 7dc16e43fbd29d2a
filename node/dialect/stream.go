package dialect

import (
	"bytes"
	"fmt"
)

// MaxEvent bounds one event of a stream, bytes: a chunk may carry a picture.
const MaxEvent = 8 << 20

// parser reads the data of one event.
type parser interface {
	event(s *Stream, ev *Event)
}

// Stream cuts an answer's bytes into events and says what each carries. The events' Raw bytes, one after the other, are the
// stream as it came. It is fed by one goroutine.
type Stream struct {
	parser    parser
	semantics Semantics

	buf     []byte // what is fed and not yet read
	read    int    // of buf
	line    int    // where the line begins in which the event's end is searched; of buf
	scanned int    // how far that search has come; of buf
	ended   bool
	first   bool // the stream's first event is still to come

	scratch []byte // decoded texts of the event at hand
	joined  []byte // data of an event with several data lines
}

func newStream(p parser, s Semantics) *Stream {
	return &Stream{parser: p, semantics: s, first: true}
}

// Feed takes the stream's next bytes and copies them. Events read before are no longer valid.
func (s *Stream) Feed(p []byte) {
	if s.read > 0 {
		s.buf = append(s.buf[:0], s.buf[s.read:]...)
		s.line, s.scanned, s.read = s.line-s.read, s.scanned-s.read, 0
	}
	s.buf = append(s.buf, p...)
}

// End says that no bytes follow: what is left over is the last event, whole or not.
func (s *Stream) End() { s.ended = true }

// Next reads the next event into ev and reports whether there is one. The error is ErrMalformed, for an event over MaxEvent.
func (s *Stream) Next(ev *Event) (bool, error) {
	end := s.boundary()
	if end < 0 {
		if len(s.buf)-s.read > MaxEvent {
			return false, fmt.Errorf("%w: an event is over %d bytes", ErrMalformed, MaxEvent)
		}
		if !s.ended || s.read == len(s.buf) {
			return false, nil
		}
		end = len(s.buf)
	}
	raw := s.buf[s.read:end:end]
	s.read, s.line, s.scanned = end, end, end
	*ev = Event{Raw: raw, Deltas: ev.Deltas[:0]}
	s.lines(ev)
	return true, nil
}

// boundary is the end of the next event: behind a blank line.
func (s *Stream) boundary() int {
	for {
		at, end := lineEnd(s.buf, s.scanned, s.ended)
		if end < 0 {
			s.scanned = at
			return -1
		}
		empty := at == s.line
		s.line, s.scanned = end, end
		if empty {
			return end
		}
	}
}

// lineEnd finds the end of a line from a position on: where its terminator begins and ends. While the terminator is not there,
// end is -1 and the search goes on where at says. A lone CR ends a line too, as readers of streams have it.
func lineEnd(b []byte, from int, ended bool) (at, end int) {
	n := bytes.IndexByte(b[from:], '\n')
	line := b[from:]
	if n >= 0 {
		line = line[:n]
	}
	if cr := bytes.IndexByte(line, '\r'); cr >= 0 {
		cr += from
		switch {
		case cr+1 < len(b) && b[cr+1] == '\n':
			return cr, cr + 2
		case cr+1 < len(b) || ended:
			return cr, cr + 1
		}
		return cr, -1 // an LF may follow, and belongs to it
	}
	if n < 0 {
		return len(b), -1
	}
	return from + n, from + n + 1
}

var (
	byteOrderMark = []byte("\xef\xbb\xbf")
	dataField     = []byte("data")
	doneMark      = []byte("[DONE]")
)

// lines finds the event's data and has it parsed.
func (s *Stream) lines(ev *Event) {
	rest, found := ev.Raw, 0
	if s.first {
		rest, s.first = bytes.TrimPrefix(rest, byteOrderMark), false
	}
	for len(rest) > 0 {
		at, end := lineEnd(rest, 0, true)
		line := rest[:at]
		rest = rest[max(at, end):]
		field, value, _ := bytes.Cut(line, []byte(":"))
		if !bytes.Equal(field, dataField) {
			continue
		}
		value = bytes.TrimPrefix(value, []byte(" "))
		switch found++; found {
		case 1:
			ev.data = value
		case 2:
			s.joined = append(append(append(s.joined[:0], ev.data...), '\n'), value...)
		default:
			s.joined = append(append(s.joined, '\n'), value...)
		}
	}
	if found > 1 {
		ev.data = s.joined
	}
	switch text := bytes.TrimSpace(ev.data); {
	case len(text) == 0:
		ev.Silent = true
	case bytes.Equal(text, doneMark):
		ev.Done = true
	default:
		s.parser.event(s, ev)
	}
}
