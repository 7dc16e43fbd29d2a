package dialect

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// openAI is the codec of OpenAI chat completions.
type openAI struct{}

var _ Codec = openAI{}

func (openAI) Name() Name { return OpenAI }

func (openAI) ContentType(stream bool) string {
	if stream {
		return "text/event-stream"
	}
	return "application/json"
}

func (openAI) Stream(s Semantics) *Stream { return newStream(&chunkParser{}, s) }

// chunkParser knows the tool calls of the stream so far.
type chunkParser struct {
	calls toolCalls
	plain bool // text completions
}

func (p *chunkParser) from() Name {
	if p.plain {
		return Completions
	}
	return OpenAI
}

// event reads one chunk.
func (p *chunkParser) event(s *Stream, ev *Event) {
	r := chunkReader{cursor: cursor{b: ev.data}, semantics: s.semantics, scratch: s.scratch[:0], deltas: ev.Deltas, calls: &p.calls, plain: p.plain}
	err := r.read()
	s.scratch = r.scratch
	if err != nil {
		*ev = Event{Raw: ev.Raw, Deltas: ev.Deltas[:0], From: p.from(), Bad: fmt.Errorf("%w: %w", ErrMalformed, err)}
		return
	}
	ev.Deltas, ev.Usage, ev.Finish, ev.Stop, ev.Err, ev.From, ev.in = r.deltas, r.usage, r.finish, r.stop, r.err, p.from(), r.in
	ev.Silent = len(r.deltas) == 0 && r.usage == nil && r.finish == "" && r.err == nil && !r.other
}

// Answer reads a completion.
func (openAI) Answer(body []byte, s Semantics) (*Answer, error) {
	return readCompletion(body, s, OpenAI)
}

func readCompletion(body []byte, s Semantics, from Name) (*Answer, error) {
	a := &Answer{Body: body, From: from}
	r := chunkReader{cursor: cursor{b: body}, semantics: s, whole: true, plain: from == Completions, calls: &toolCalls{}}
	a.open = bytes.IndexByte(body, '{') + 1
	if err := r.read(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	a.Deltas, a.Usage, a.Finish, a.Stop, a.Err, a.in = r.deltas, r.usage, r.finish, r.stop, r.err, r.in
	if a.Err == nil && a.in.choices == 0 {
		return nil, fmt.Errorf("%w: no choices", ErrMalformed)
	}
	return a, nil
}

// chunkReader reads a chunk of a stream, or a whole completion, which has message where a chunk has delta.
type chunkReader struct {
	cursor
	semantics Semantics
	whole     bool   // a completion, not a chunk
	plain     bool   // of a text completion: a choice has text
	scratch   []byte // decoded texts

	deltas []Delta
	pieces []callPiece // of the choice at hand
	calls  *toolCalls
	usage  *Usage
	finish string
	stop   Stop
	err    *VendorError
	other  bool // carries something else that an application reads
	in     chunkPlaces
	seen   topSeen
}

// topSeen are the keys that a chunk must not have twice: readers would disagree on which counts.
type topSeen struct{ choices, usage, err bool }

func once(seen *bool, c *cursor, name string) error {
	if *seen {
		return c.fail("%s comes twice", name)
	}
	*seen = true
	return nil
}

func (r *chunkReader) read() error {
	if err := r.object(r.field); err != nil {
		return err
	}
	return r.end()
}

func (r *chunkReader) field(name []byte) (err error) {
	key := r.keyAt
	r.space()
	from := r.i
	switch string(name) {
	case "id":
		err = r.skip()
		r.in.id = span{key, from, r.i}
	case "model":
		err = r.skip()
		r.in.model = span{key, from, r.i}
	case "created":
		err = r.skip()
		r.in.created = span{key, from, r.i}
	case "choices":
		if err = once(&r.seen.choices, &r.cursor, "choices"); err == nil {
			err = r.allChoices()
		}
	case "usage":
		if err = once(&r.seen.usage, &r.cursor, "usage"); err == nil {
			err = r.skip()
			r.in.usage = span{key, from, r.i}
			r.count(r.b[from:r.i])
		}
	case "error":
		if err = once(&r.seen.err, &r.cursor, "error"); err == nil {
			err = r.vendorError()
			if r.err == nil {
				r.in.nullErr = span{key, from, r.i}
			}
		}
	default:
		err = r.skip()
	}
	return err
}

// count takes a usage object; one at the top counts before one within a choice.
func (r *chunkReader) count(raw []byte) {
	if u := readUsage(raw, r.semantics); u != nil {
		r.usage = u
	}
}

// vendorError reads an error: an object, or a text.
func (r *chunkReader) vendorError() error {
	switch r.peek() {
	case 'n':
		return r.skip()
	case '"':
		s, err := r.str()
		r.err = &VendorError{Message: string(s.bytes())}
		return err
	case '{':
	default:
		r.err = &VendorError{}
		return r.skip()
	}
	e := &VendorError{}
	r.err = e
	return r.object(func(name []byte) (err error) {
		switch string(name) {
		case "message":
			e.Message, err = r.scalar()
		case "type":
			e.Type, err = r.scalar()
		case "code":
			e.Code, err = r.scalar()
		default:
			err = r.skip()
		}
		return err
	})
}

// scalar is the text of a string or number, "" of anything else.
func (r *chunkReader) scalar() (string, error) {
	switch ch := r.peek(); {
	case ch == '"':
		s, err := r.str()
		return string(s.bytes()), err
	case ch == '-' || '0' <= ch && ch <= '9':
		n, err := r.number()
		return string(n), err
	}
	return "", r.skip()
}

func (r *chunkReader) allChoices() error {
	if r.peek() != '[' {
		return r.skip()
	}
	return r.array(func(i int) error {
		r.in.choices++
		return r.choice(uint32(i))
	})
}

// choice reads one choice. Its texts may stand before its index, which is then written into them.
func (r *chunkReader) choice(index uint32) error {
	if r.peek() != '{' {
		return r.skip()
	}
	first, finish := len(r.deltas), ""
	r.pieces = r.pieces[:0]
	err := r.object(func(name []byte) (err error) {
		switch string(name) {
		case "index":
			index, err = r.index(index)
			return err
		case "delta", "message":
			return r.message()
		case "text":
			if r.plain {
				_, err = r.text(Text)
				return err
			}
		case "finish_reason":
			if r.peek() == '"' {
				s, err := r.str()
				finish = reason(s)
				return err
			}
		case "usage": // Moonshot
			if r.usage == nil {
				v, err := r.value()
				if err == nil {
					r.count(v)
				}
				return err
			}
		}
		return r.skip()
	})
	for i := first; i < len(r.deltas); i++ {
		r.deltas[i].Choice = index
	}
	r.place(index)
	if r.whole {
		slices.SortStableFunc(r.deltas[first:], func(a, b Delta) int { return order(a.Kind) - order(b.Kind) })
	}
	if finish != "" {
		r.finish, r.stop = finish, stopOf(finish, r.calls.any(index))
	}
	return err
}

// order is where a text stands in a message, whose members have no order: models think, speak, and then call.
func order(k Kind) int {
	switch k {
	case Reasoning, Signature, Sealed:
		return 0
	case Text, Refused:
		return 1
	}
	return 2
}

// reason is a finish reason; the common ones cost no memory.
func reason(s str) string {
	for _, known := range [...]string{"stop", "length", "tool_calls", "content_filter", "function_call"} {
		if string(s.raw) == known {
			return known
		}
	}
	return string(s.bytes())
}

// index reads a small whole number, or keeps what it would be by its place.
func (r *chunkReader) index(place uint32) (uint32, error) {
	ch := r.peek()
	if ch < '0' || ch > '9' {
		return place, r.skip()
	}
	text, err := r.number()
	if err != nil {
		return place, err
	}
	if n, err := strconv.ParseUint(string(text), 10, 16); err == nil {
		return uint32(n), nil
	}
	return place, r.fail("index %s", clip(text))
}

// message reads a message, whole or a delta of it.
func (r *chunkReader) message() error {
	if r.peek() != '{' {
		return r.skip()
	}
	thought := false
	return r.object(func(name []byte) error {
		switch string(name) {
		case "content":
			_, err := r.text(Text)
			return err
		case "reasoning_content", "reasoning", "reasoning_text":
			// Some vendors send the same thought under two names.
			if thought {
				return r.skip()
			}
			some, err := r.text(Reasoning)
			thought = some
			return err
		case "refusal":
			_, err := r.text(Refused)
			return err
		case "tool_calls":
			if r.peek() == '[' {
				return r.array(r.toolCall)
			}
		case "function_call":
			if r.peek() == '{' {
				return r.functionCall()
			}
		case "reasoning_details":
			if r.peek() == '[' {
				some, err := r.thoughts(thought)
				thought = thought || some
				return err
			}
		case "role":
		default:
			if r.peek() != 'n' {
				r.other = true
			}
		}
		return r.skip()
	})
}

// text takes a string as a piece of the answer and reports whether it says anything.
func (r *chunkReader) text(kind Kind) (bool, error) {
	if r.peek() != '"' {
		return false, r.skip()
	}
	s, err := r.str()
	if err != nil || len(s.raw) == 0 {
		return false, err
	}
	r.deltas = append(r.deltas, Delta{Kind: kind, Text: r.decoded(s)})
	return true, nil
}

// decoded is a string's value; what was decoded before stays valid when the scratch buffer grows.
func (r *chunkReader) decoded(s str) []byte {
	if !s.escaped {
		return s.raw
	}
	start := len(r.scratch)
	r.scratch = s.appendTo(r.scratch)
	return r.scratch[start:len(r.scratch):len(r.scratch)]
}

func (r *chunkReader) function() error {
	return r.object(func(name []byte) (err error) {
		switch string(name) {
		case "name":
			_, err = r.text(ToolName)
		case "arguments":
			r.space()
			from := r.i
			_, err = r.text(ToolArgs)
			if r.whole && string(r.b[from:r.i]) == `""` {
				r.in.bareArgs = append(r.in.bareArgs, span{from: from, to: r.i})
			}
		default:
			err = r.skip()
		}
		return err
	})
}
