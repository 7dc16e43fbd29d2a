package vendor

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
)

// messageStream writes a message event by event.
type messageStream struct {
	c     *messageCall
	out   io.Writer
	flush func() error
	begun bool
	block stepKind // of the block that is open
	open  bool
	index int
	said  strings.Builder // of a thought, whose signature follows it
}

func (c *messageCall) newMessageStream(w http.ResponseWriter) *messageStream {
	s := &messageStream{c: c}
	out := c.newSSE(w) // compresses where a fault wants it
	s.out, s.flush = out.out, out.flush
	return s
}

// streamMessage answers with server-sent events.
func (c *messageCall) streamMessage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	out := c.newMessageStream(w)
	struck, err := c.generate(r.Context(), func(_ int, s step) error { return out.step(s) })
	switch {
	case err != nil:
		c.close(Aborted)
	case struck != "":
		c.breakMessage(w, r, struck, out)
	default:
		c.close(c.ended())
		_ = out.finish() // whoever leaves now has been billed for the whole answer
	}
}

// send writes one event. The fault splitrunes sends it off in two halves that part a character.
func (s *messageStream) send(name, data string) error {
	event := "event: " + name + "\ndata: " + data + "\n\n"
	if s.c.fault.Kind == "splitrunes" {
		for i := 1; i < len(event); i++ {
			if !utf8.RuneStart(event[i]) {
				if _, err := io.WriteString(s.out, event[:i]); err != nil {
					return err
				}
				if err := s.flush(); err != nil {
					return err
				}
				event = event[i:]
				break
			}
		}
	}
	if _, err := io.WriteString(s.out, event); err != nil {
		return err
	}
	return s.flush()
}

// begin sends the message's beginning; the fault twicestart sends it once more.
func (s *messageStream) begin() error {
	if s.begun {
		return nil
	}
	s.begun = true
	start := `{"type":"message_start","message":` + s.c.head("[]", "null", "null", s.c.firstUsage()) + "}"
	if s.c.fault.Kind == "twicestart" {
		if err := s.send("message_start", start); err != nil {
			return err
		}
	}
	return s.send("message_start", start)
}

// head is a message around its content; the last three are JSON, usage "" is none.
func (c *messageCall) head(content, reason, sequence, usage string) string {
	name, err := json.Marshal(c.own.Model)
	if err != nil {
		panic("developer error: " + err.Error())
	}
	if usage != "" {
		usage = `,"usage":` + usage
	}
	return fmt.Sprintf(`{"id":"msg_%s","type":"message","role":"assistant","model":%s,"content":%s,"stop_reason":%s,"stop_sequence":%s%s}`,
		c.row.ID, name, content, reason, sequence, usage)
}

// step sends what one step adds, in the block that it belongs to.
func (s *messageStream) step(st step) error {
	if err := s.begin(); err != nil {
		return err
	}
	kind := st.kind
	if kind == stepArguments {
		kind = stepTool
	}
	if !s.open || s.block != kind {
		if err := s.turnTo(kind); err != nil {
			return err
		}
	}
	switch st.kind {
	case stepReasoning:
		s.said.WriteString(st.text)
		return s.delta("thinking_delta", "thinking", st.text)
	case stepArguments:
		return s.delta("input_json_delta", "partial_json", st.text)
	case stepContent:
		return s.delta("text_delta", "text", st.text)
	}
	return nil
}

func (s *messageStream) delta(kind, field, text string) error {
	value := quote(text)
	if s.c.fault.Kind == "badutf8" && field == "text" {
		value = value[:len(value)-1] + "\xff\xc3\""
	}
	return s.send("content_block_delta", fmt.Sprintf(`{"type":"content_block_delta","index":%d,"delta":{"type":%q,%q:%s}}`, s.index, kind, field, value))
}

// turnTo ends the open block and begins one of a kind. The first is followed by a ping, and with the fault pings each is led by one.
func (s *messageStream) turnTo(kind stepKind) error {
	if err := s.endBlock(); err != nil {
		return err
	}
	if s.c.fault.Kind == "pings" {
		if err := s.ping(); err != nil {
			return err
		}
	}
	s.block, s.open = kind, true
	choice := s.c.answer[0]
	start := map[stepKind]string{stepReasoning: `{"type":"thinking","thinking":"","signature":""}`, stepContent: `{"type":"text","text":""}`,
		stepTool: fmt.Sprintf(`{"type":"tool_use","id":%q,"name":%q,"input":{}}`, toolUseID(choice), choice.toolName)}[kind]
	if err := s.send("content_block_start", fmt.Sprintf(`{"type":"content_block_start","index":%d,"content_block":%s}`, s.index, start)); err != nil {
		return err
	}
	if s.index == 0 {
		return s.ping()
	}
	return nil
}

func (s *messageStream) ping() error { return s.send("ping", `{"type": "ping"}`) }

func toolUseID(c *chatChoice) string { return "toolu_" + strings.TrimPrefix(c.toolID, "call_") }

func (s *messageStream) endBlock() error {
	if !s.open {
		return nil
	}
	if s.block == stepReasoning {
		if err := s.delta("signature_delta", "signature", thoughtSignature(s.said.String())); err != nil {
			return err
		}
	}
	s.open = false
	s.index++
	return s.send("content_block_stop", fmt.Sprintf(`{"type":"content_block_stop","index":%d}`, s.index-1))
}

// finish sends what follows the last token.
func (s *messageStream) finish() error {
	if err := s.begin(); err != nil {
		return err
	}
	if err := s.endBlock(); err != nil {
		return err
	}
	reason, sequence := s.c.stop()
	usage := s.c.lastUsage()
	if usage != "" {
		usage = `,"usage":` + usage
	}
	end := fmt.Sprintf(`{"type":"message_delta","delta":{"stop_reason":%q,"stop_sequence":%s}%s}`, reason, sequence, usage)
	if s.c.fault.Kind == "truncated" {
		_, err := io.WriteString(s.out, "event: message_delta\ndata: "+end[:len(end)/2])
		return err
	}
	if err := s.send("message_delta", end); err != nil {
		return err
	}
	if s.c.fault.Kind == "doubledone" {
		if err := s.send("message_stop", `{"type":"message_stop"}`); err != nil {
			return err
		}
	}
	return s.send("message_stop", `{"type":"message_stop"}`)
}

// unaryMessage answers with one JSON object.
func (c *messageCall) unaryMessage(w http.ResponseWriter, r *http.Request) {
	struck, err := c.generate(r.Context(), func(int, step) error { return nil })
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck != "":
		c.breakMessage(w, r, struck, nil)
		return
	}
	reason, sequence := c.stop()
	body := c.head("["+strings.Join(c.blocks(), ",")+"]", quote(reason), sequence, c.lastUsage())
	switch c.fault.Kind {
	case "truncated":
		body = body[:len(body)/2]
	case "badutf8":
		body = strings.Replace(body, `"text":"`, "\"text\":\"\xff\xc3", 1)
	}
	c.close(c.ended())
	_ = c.send(w, []byte(body)) // whoever leaves now has been billed for the whole answer
}

// blocks is the content of a whole message.
func (c *messageCall) blocks() (out []string) {
	choice := c.answer[0]
	if thought := choice.text(stepReasoning); thought != "" {
		out = append(out, fmt.Sprintf(`{"type":"thinking","thinking":%s,"signature":%q}`, quote(thought), thoughtSignature(thought)))
	}
	if text := choice.text(stepContent); text != "" {
		out = append(out, `{"type":"text","text":`+quote(text)+"}")
	}
	if choice.toolName != "" {
		input := choice.text(stepArguments)
		if !json.Valid([]byte(input)) {
			input = "{}" // cut by the limit
		}
		out = append(out, fmt.Sprintf(`{"type":"tool_use","id":%q,"name":%q,"input":%s}`, toolUseID(choice), choice.toolName, input))
	}
	return out
}
