package dialect

import (
	"bytes"
	"fmt"
	"strings"
)

func (responses) Stream(s Semantics) *Stream { return newStream(&responseParser{}, s) }

// responsePlaces are the parts of an event, or of a response, that are looked at again when it is shaped.
type responsePlaces struct {
	kind     string // of the event
	response span
	usage    span // within the response
	item     span // that has ended
	sequence uint64
	nullErr  span
}

// responseParser reads the events of one response. The texts of an answer come in pieces and then whole, thrice: what is known is passed
// over, what some servers send only whole is taken then.
type responseParser struct {
	told  map[toldText]bool
	tools map[uint32]uint32 // numbers of tool calls by their places in the output
	items bool              // the output has come item by item
}

// toldText is a text whose pieces have come.
type toldText struct {
	kind Kind
	item uint32
	part uint32
}

// responseReader reads one event, or a whole response.
type responseReader struct {
	chunkReader
	p *responseParser

	kind            string
	item, part      uint32
	delta, text     str
	itemRaw         []byte
	flat            VendorError // an error's members in the event itself
	failed          bool        // the event has an error that is not null
	status, because string      // of the response
	searches        uint64
	usageRaw        []byte
	output          []byte
	at              responsePlaces
}

// event reads one event.
func (p *responseParser) event(s *Stream, ev *Event) {
	r := responseReader{chunkReader: chunkReader{cursor: cursor{b: ev.data}, semantics: s.semantics, scratch: s.scratch[:0], deltas: ev.Deltas}, p: p}
	err := r.object(r.eventField)
	if err == nil {
		err = r.end()
	}
	if err == nil {
		err = r.say()
	}
	s.scratch = r.scratch
	if err != nil {
		*ev = Event{Raw: ev.Raw, Deltas: ev.Deltas[:0], From: Responses, Bad: fmt.Errorf("%w: %w", ErrMalformed, err)}
		return
	}
	ev.Deltas, ev.Usage, ev.Finish, ev.Stop, ev.Err, ev.From, ev.resp = r.deltas, r.usage, r.finish, r.stop, r.err, Responses, r.at
	ev.Done = r.kind == "response.completed" || r.kind == "response.incomplete"
	ev.Silent = len(r.deltas) == 0 && r.err == nil && begins[r.kind]
}

// begins are the events that only say that something begins or goes on.
var begins = map[string]bool{"response.created": true, "response.in_progress": true, "response.queued": true, "response.output_item.added": true,
	"response.content_part.added": true, "response.reasoning_summary_part.added": true, "keepalive": true, "ping": true}

func (r *responseReader) eventField(name []byte) (err error) {
	key := r.keyAt
	r.space()
	from := r.i
	switch string(name) {
	case "type":
		r.kind, err = r.scalar()
		r.at.kind = r.kind
	case "output_index":
		r.item, err = r.index(0)
	case "content_index", "summary_index":
		r.part, err = r.index(0)
	case "sequence_number":
		err = r.number64()
	case "delta":
		r.delta, err = r.words()
	case "text", "arguments", "refusal", "input":
		r.text, err = r.words()
	case "item":
		r.itemRaw, err = r.value()
		r.at.item = span{key, from, r.i}
	case "response":
		if r.peek() == '{' {
			err = r.object(r.responseField)
			r.at.response = span{key, from, r.i}
			return err
		}
		err = r.skip()
	case "error":
		if err = once(&r.seen.err, &r.cursor, "error"); err == nil {
			err = r.vendorError()
		}
		if r.err == nil {
			r.at.nullErr = span{key, from, r.i}
		}
		r.failed = r.err != nil
	case "message":
		r.flat.Message, err = r.scalar()
	case "code":
		r.flat.Code, err = r.scalar()
	default:
		err = r.skip()
	}
	return err
}

// number64 reads the event's number, where it is one.
func (r *responseReader) number64() error {
	if ch := r.peek(); ch < '0' || ch > '9' {
		return r.skip()
	}
	text, err := r.number()
	if n, ok := whole(text); ok {
		r.at.sequence = n
	}
	return err
}

// words reads a string, or nothing of another kind.
func (r *responseReader) words() (str, error) {
	if r.peek() != '"' {
		return str{}, r.skip()
	}
	return r.str()
}

// responseField reads a member of a response.
func (r *responseReader) responseField(name []byte) (err error) {
	key := r.keyAt
	r.space()
	from := r.i
	switch string(name) {
	case "id":
		err = r.skip()
		r.in.id = span{key, from, r.i}
	case "status":
		r.status, err = r.scalar()
	case "incomplete_details":
		r.because, err = r.member("reason")
	case "error":
		err = r.vendorError()
	case "usage":
		if err = once(&r.seen.usage, &r.cursor, "usage"); err == nil {
			r.usageRaw, err = r.value()
			r.at.usage = span{key, from, r.i}
		}
	case "output":
		if err = once(&r.seen.choices, &r.cursor, "output"); err == nil {
			r.output, err = r.value()
		}
	default:
		err = r.skip()
	}
	return err
}

// member is a text within an object, "" where there is none.
func (r *responseReader) member(want string) (text string, err error) {
	if r.peek() != '{' {
		return "", r.skip()
	}
	return text, r.object(func(name []byte) error {
		if string(name) == want {
			text, err = r.scalar()
			return err
		}
		return r.skip()
	})
}

// say says what the event means.
func (r *responseReader) say() error {
	switch {
	case r.failed:
		return nil
	case r.kind == "error":
		r.err = &r.flat
		return nil
	case r.kind == "":
		return r.fail("an event has no type")
	}
	switch r.kind {
	case "response.output_item.added", "response.output_item.done":
		r.p.items = true
		return r.outputItem(r.item, r.itemRaw, strings.HasSuffix(r.kind, ".done"))
	case "response.completed", "response.incomplete", "response.failed":
		return r.ended()
	}
	if kind, ok := deltaKinds[strings.TrimSuffix(strings.TrimSuffix(r.kind, ".delta"), ".done")]; ok {
		if r.kind == "response.reasoning_text.delta" || r.kind == "response.reasoning_text.done" {
			r.part += besideSummary
		}
		if strings.HasSuffix(r.kind, ".delta") {
			r.told(kind, r.item, r.part, r.delta, true)
		} else {
			r.told(kind, r.item, r.part, r.text, false)
		}
	}
	return nil
}

// besideSummary tells the parts of a thought from those of its summary.
const besideSummary = 1 << 16

// deltaKinds are the events that carry a text.
var deltaKinds = map[string]Kind{"response.output_text": Text, "response.refusal": Refused, "response.reasoning_text": Reasoning,
	"response.reasoning_summary_text": Reasoning, "response.function_call_arguments": ToolArgs, "response.mcp_call_arguments": ToolArgs,
	"response.custom_tool_call_input": ToolArgs, "response.code_interpreter_call_code": ToolArgs}

// told takes a piece of a text, or all of a text of which no piece has come.
func (r *responseReader) told(kind Kind, item, part uint32, s str, piece bool) {
	if len(s.raw) == 0 {
		return
	}
	key := toldText{kind, item, part}
	if !piece && r.p.told[key] {
		return
	}
	if r.p.told == nil {
		r.p.told = map[toldText]bool{}
	}
	if len(r.p.told) < maxCalls {
		r.p.told[key] = true
	}
	d := Delta{Kind: kind, Text: r.decoded(s)}
	if kind == ToolArgs || kind == ToolName || kind == ToolID {
		d.Tool = r.toolAt(item)
	}
	r.deltas = append(r.deltas, d)
}

// toolAt is the number of the tool call at a place of the output.
func (r *responseReader) toolAt(item uint32) uint32 {
	n, ok := r.p.tools[item]
	if !ok {
		n = uint32(len(r.p.tools))
		if r.p.tools == nil {
			r.p.tools = map[uint32]uint32{}
		}
		if n < maxCalls {
			r.p.tools[item] = n
		}
	}
	return n
}

// ended reads the response that the stream ends with.
func (r *responseReader) ended() error {
	if r.kind != "" && !r.at.response.set() {
		return r.fail("%s has no response", r.kind)
	}
	if r.err == nil && (r.kind == "response.failed" || r.status == "failed") {
		r.err = &VendorError{}
	}
	if err := r.allOutput(); err != nil {
		return err
	}
	if r.usageRaw != nil {
		r.usage = readResponseUsage(r.usageRaw, r.searches, r.semantics)
	}
	r.finish = r.status
	if r.because != "" {
		r.finish = r.because
	}
	if r.finish == "" {
		r.finish = strings.TrimPrefix(r.kind, "response.")
	}
	r.stop = r.why()
	return nil
}

// why says why a response has ended.
func (r *responseReader) why() Stop {
	switch {
	case r.err != nil || r.status == "failed" || r.status == "cancelled":
		return StopError
	case r.because == "max_output_tokens":
		return StopLength
	case r.because == "content_filter":
		return StopFilter
	case r.because != "" || r.status == "incomplete":
		return StopLength
	case len(r.p.tools) > 0:
		return StopTools
	}
	for t := range r.p.told {
		if t.kind == Text {
			return StopEnd
		}
	}
	for t := range r.p.told {
		if t.kind == Refused {
			return StopRefusal
		}
	}
	return StopEnd
}

// Answer reads a response.
func (responses) Answer(body []byte, s Semantics) (*Answer, error) {
	a := &Answer{Body: body, From: Responses}
	r := responseReader{chunkReader: chunkReader{cursor: cursor{b: body}, semantics: s, whole: true}, p: &responseParser{}}
	a.open = bytes.IndexByte(body, '{') + 1
	err := r.object(r.responseField)
	if err == nil {
		err = r.end()
	}
	if err == nil {
		err = r.ended()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	a.Deltas, a.Usage, a.Finish, a.Stop, a.Err, a.resp = r.deltas, r.usage, r.finish, r.stop, r.err, r.at
	if a.Err == nil && r.output == nil {
		return nil, fmt.Errorf("%w: no output", ErrMalformed)
	}
	return a, nil
}
