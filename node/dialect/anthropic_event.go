package dialect

import (
	"bytes"
	"fmt"
	"slices"
)

// messagePlaces are the parts of an event, or of a message, that are looked at again when it is shaped. Offsets are of data.
type messagePlaces struct {
	kind  string // the event's type
	again bool   // it begins the message once more
	wrong bool   // what it counts is anomalous
	id    span   // of the message
	model span
	usage span
	index uint32 // of the block
}

// messageStops say in every dialect's terms what a stop reason means.
var messageStops = map[string]Stop{"end_turn": StopEnd, "max_tokens": StopLength, "stop_sequence": StopText, "tool_use": StopTools,
	"pause_turn": StopPause, "compaction": StopPause, "refusal": StopRefusal, "model_context_window_exceeded": StopContext}

func messageStop(reason string) Stop {
	if s, ok := messageStops[reason]; ok {
		return s
	}
	return StopEnd
}

func (anthropic) Stream(s Semantics) *Stream { return newStream(&messageParser{}, s) }

// messageParser knows the message so far: usage comes in two parts, and a block is named by its index alone once it has begun.
type messageParser struct {
	begun  bool
	id     []byte // of the message
	blocks int    // that have begun
	usage  messagesUsage
	tools  []uint32 // the index of each tool call's block
}

// tool is the number of the tool call whose block has an index.
func (p *messageParser) tool(block uint32) uint32 {
	if i := slices.Index(p.tools, block); i >= 0 {
		return uint32(i)
	}
	if len(p.tools) < maxCalls {
		p.tools = append(p.tools, block)
	}
	return uint32(len(p.tools) - 1)
}

func (p *messageParser) event(s *Stream, ev *Event) {
	r := messageReader{cursor: cursor{b: ev.data}, semantics: s.semantics, scratch: s.scratch[:0], deltas: ev.Deltas, p: p, ev: ev}
	err := r.read()
	s.scratch = r.scratch
	if err != nil {
		*ev = Event{Raw: ev.Raw, Deltas: ev.Deltas[:0], From: Anthropic, Bad: fmt.Errorf("%w: %w", ErrMalformed, err)}
		return
	}
	ev.Deltas, ev.From = r.deltas, Anthropic
}

// Answer reads a message.
func (anthropic) Answer(body []byte, s Semantics) (*Answer, error) {
	a := &Answer{Body: body, From: Anthropic, open: bytes.IndexByte(body, '{') + 1}
	var ev Event
	r := messageReader{cursor: cursor{b: body}, semantics: s, p: &messageParser{}, ev: &ev}
	if err := r.whole(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	a.Deltas, a.Usage, a.Finish, a.Stop, a.Err, a.msg = r.deltas, ev.Usage, ev.Finish, ev.Stop, ev.Err, ev.msg
	return a, nil
}

// messageReader reads one event, or a whole message.
type messageReader struct {
	cursor
	semantics Semantics
	scratch   []byte // decoded texts
	deltas    []Delta
	p         *messageParser
	ev        *Event
}

// eventParts are the values of an event's fields.
type eventParts struct{ kind, index, message, block, delta, usage, err span }

func (r *messageReader) read() error {
	var e eventParts
	if err := r.object(func(name []byte) error { return r.part(e.field(name)) }); err != nil {
		return err
	}
	if err := r.end(); err != nil {
		return err
	}
	if e.err.set() && !isNothing(r.b[e.err.from:e.err.to]) {
		return r.at(e.err, r.failed)
	}
	if err := r.at(e.kind, func() error { return r.known() }); err != nil {
		return err
	}
	if err := r.at(e.index, r.position); err != nil {
		return err
	}
	switch r.ev.msg.kind {
	case "message_start":
		return r.at(e.message, r.start)
	case "content_block_start":
		return r.at(e.block, func() error { return r.block(false) })
	case "content_block_delta":
		return r.at(e.delta, r.delta)
	case "message_delta":
		return r.messageDelta(e)
	case "message_stop":
		r.ev.Done = true
	case "content_block_stop", "ping":
		r.ev.Silent = true
	case "error":
		r.ev.Err = &VendorError{Type: "error"}
	}
	return nil
}

// field is where the value of a field is kept; nil for one that is not looked at.
func (e *eventParts) field(name []byte) *span {
	switch string(name) {
	case "type":
		return &e.kind
	case "index":
		return &e.index
	case "message":
		return &e.message
	case "content_block":
		return &e.block
	case "delta":
		return &e.delta
	case "usage":
		return &e.usage
	case "error":
		return &e.err
	}
	return nil
}

// part passes a value and keeps where it stands. A field that comes twice means one thing to one reader and another to the next.
func (r *messageReader) part(at *span) error {
	key := r.keyAt
	r.space()
	from := r.i
	if at != nil && at.set() {
		return r.fail("a field comes twice")
	}
	err := r.skip()
	if at != nil {
		*at = span{key, from, r.i}
	}
	return err
}

// at reads a part that was passed, where there is one.
func (r *messageReader) at(s span, read func() error) error {
	if !s.set() {
		return nil
	}
	r.i = s.from
	return read()
}

// eventKinds are the types of events, so that reading one costs no memory.
var eventKinds = []string{"content_block_delta", "content_block_start", "content_block_stop", "ping", "message_start", "message_delta", "message_stop", "error"}

func (r *messageReader) known() error {
	if r.peek() != '"' {
		return r.fail("an event's type is no text")
	}
	s, err := r.str()
	for _, k := range eventKinds {
		if string(s.raw) == k {
			r.ev.msg.kind = k
			return err
		}
	}
	r.ev.msg.kind = string(s.bytes())
	return err
}

func (r *messageReader) position() error {
	if ch := r.peek(); ch < '0' || ch > '9' {
		return r.skip()
	}
	text, err := r.number()
	if err != nil {
		return err
	}
	n, ok := whole(text)
	if !ok || n > 1<<16 {
		return r.fail("index %s", clip(text))
	}
	r.ev.msg.index = uint32(n)
	return nil
}

func (r *messageReader) failed() error {
	c := chunkReader{cursor: r.cursor}
	err := c.vendorError()
	r.ev.Err = c.err
	return err
}

// start reads the beginning of the message. Proxies send it twice, and then once counts. Another message within one that has content is
// somebody else's.
func (r *messageReader) start() error {
	var m messageParts
	if err := r.message(&m); err != nil {
		return err
	}
	id := r.b[m.id.from:m.id.to]
	r.ev.msg.id, r.ev.msg.model, r.ev.msg.usage = m.id, m.model, m.usage
	r.ev.Silent = true
	if r.p.begun {
		if r.p.blocks > 0 && len(id) > 0 && !bytes.Equal(id, r.p.id) {
			return r.fail("another message begins within this one")
		}
		r.ev.msg.again = true
		return nil
	}
	r.p.begun, r.p.id = true, slices.Clone(id)
	if m.usage.set() && !isNothing(r.b[m.usage.from:m.usage.to]) {
		r.p.usage.merge(r.b[m.usage.from:m.usage.to], r.semantics)
		r.ev.msg.wrong = r.p.usage.err != nil
	}
	if err := r.at(m.content, r.content); err != nil {
		return err
	}
	if err := r.at(m.stop, r.stopped); err != nil {
		return err
	}
	if r.ev.Finish != "" && m.usage.set() { // a message that was whole at its beginning
		r.ev.Usage = r.p.usage.usage(r.b[m.usage.from:m.usage.to])
	}
	r.ev.Silent = len(r.deltas) == 0 && r.ev.Finish == ""
	return nil
}

// messageParts are the values of a message's fields.
type messageParts struct{ id, model, content, stop, usage, err span }

func (r *messageReader) message(m *messageParts) error {
	if r.peek() != '{' {
		return r.fail("a message is no object")
	}
	return r.object(func(name []byte) error { return r.part(m.field(name)) })
}

func (m *messageParts) field(name []byte) *span {
	switch string(name) {
	case "id":
		return &m.id
	case "model":
		return &m.model
	case "content":
		return &m.content
	case "stop_reason":
		return &m.stop
	case "usage":
		return &m.usage
	case "error":
		return &m.err
	}
	return nil
}

// whole reads a message that is not streamed.
func (r *messageReader) whole() error {
	var m messageParts
	if err := r.message(&m); err != nil {
		return err
	}
	if err := r.end(); err != nil {
		return err
	}
	if m.err.set() && !isNothing(r.b[m.err.from:m.err.to]) {
		return r.at(m.err, r.failed)
	}
	if !m.content.set() || r.b[m.content.from] != '[' {
		return r.fail("a message has no content")
	}
	if err := r.at(m.content, r.content); err != nil {
		return err
	}
	if err := r.at(m.stop, r.stopped); err != nil {
		return err
	}
	r.ev.msg = messagePlaces{id: m.id, model: m.model, usage: m.usage}
	if m.usage.set() && !isNothing(r.b[m.usage.from:m.usage.to]) {
		r.p.usage.merge(r.b[m.usage.from:m.usage.to], r.semantics)
		r.ev.Usage = r.p.usage.usage(r.b[m.usage.from:m.usage.to])
	}
	return nil
}

func (r *messageReader) stopped() error {
	if r.peek() != '"' {
		return r.skip()
	}
	s, err := r.str()
	r.ev.Finish = string(s.bytes())
	r.ev.Stop = messageStop(r.ev.Finish)
	return err
}

// messageDelta reads why the message ends, and what it counts.
func (r *messageReader) messageDelta(e eventParts) error {
	if e.delta.set() && r.b[e.delta.from] == '{' {
		err := r.at(e.delta, func() error {
			var stop span
			err := r.object(func(name []byte) error {
				if string(name) == "stop_reason" {
					return r.part(&stop)
				}
				return r.skip()
			})
			if err != nil {
				return err
			}
			return r.at(stop, r.stopped)
		})
		if err != nil {
			return err
		}
	}
	if e.usage.set() && !isNothing(r.b[e.usage.from:e.usage.to]) {
		raw := r.b[e.usage.from:e.usage.to]
		r.ev.msg.usage = e.usage
		r.p.usage.merge(raw, r.semantics)
		r.ev.Usage = r.p.usage.usage(raw)
	}
	return nil
}
