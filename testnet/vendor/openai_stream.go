package vendor

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// sse writes a chat stream chunk by chunk. A chunk is put together from its texts rather than marshalled: it is most of a vendor's work.
type sse struct {
	out   io.Writer
	flush func() error
	buf   []byte
	head  string // up to the choices
	tail  string // after them
}

// stream answers with server-sent events.
func (c *chatCall) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	out := c.newSSE(w)
	begun := false
	begin := func() error {
		begun = true
		if alive := c.house.family.keepAlive; alive != "" {
			if err := out.send([]byte(": " + alive + "\n\n")); err != nil {
				return err
			}
		}
		for i := range c.answer {
			if err := out.delta(i, `{"role":"assistant","content":"","refusal":null}`, "null"); err != nil {
				return err
			}
		}
		return nil
	}
	struck, err := c.generate(r.Context(), func(i int, s step) error {
		if !begun {
			if err := begin(); err != nil {
				return err
			}
		}
		if s.kind == stepReasoning && c.house.family.hides {
			return nil
		}
		return out.delta(i, c.delta(i, s), "null")
	})
	switch {
	case err != nil:
		c.close(Aborted)
	case struck != "":
		c.breakOff(w, r, struck, out)
	default:
		c.close(c.ended())
		if !begun {
			err = begin()
		}
		if err == nil {
			_ = c.finish(out) // whoever leaves now has been billed for the whole answer
		}
	}
}

// ended is the outcome of an answer that was generated whole. The row is closed before the last bytes go out, so that a caller who has
// them finds them on the bill.
func (c *chatCall) ended() Outcome {
	if c.fault.Kind == "truncated" {
		return Broken
	}
	return Delivered
}

func (c *chatCall) newSSE(w http.ResponseWriter) *sse {
	name, err := json.Marshal(c.req.Model)
	if err != nil {
		panic("developer error: " + err.Error())
	}
	s := &sse{out: w, flush: http.NewResponseController(w).Flush, tail: "]}\n\n"}
	s.head = fmt.Sprintf(`data: {"id":"chatcmpl-%s","object":"chat.completion.chunk","created":%d,"model":%s,"service_tier":"default","system_fingerprint":%q,"choices":[`,
		c.row.ID, c.at.Unix(), name, c.fingerprint())
	if c.req.includeUsage() {
		s.tail = "],\"usage\":null}\n\n"
	}
	if c.fault.Kind == "gzip" {
		w.Header().Set("Content-Encoding", "gzip")
		zip, flush := gzip.NewWriter(w), s.flush
		s.out, s.flush = zip, func() error {
			if err := zip.Flush(); err != nil {
				return err
			}
			return flush()
		}
	}
	return s
}

// delta sends one choice's change; finish is JSON.
func (s *sse) delta(choice int, delta, finish string) error {
	s.buf = append(s.buf[:0], s.head...)
	s.buf = fmt.Appendf(s.buf, `{"index":%d,"delta":%s,"logprobs":null,"finish_reason":%s}`, choice, delta, finish)
	return s.send(append(s.buf, s.tail...))
}

func (s *sse) send(event []byte) error {
	if _, err := s.out.Write(event); err != nil {
		return err
	}
	return s.flush()
}

// delta is a step's change as JSON.
func (c *chatCall) delta(i int, s step) string {
	choice := c.answer[i]
	switch s.kind {
	case stepReasoning:
		return `{` + quote(c.house.family.thoughtField()) + `:` + quote(s.text) + `}`
	case stepTool:
		return fmt.Sprintf(`{"tool_calls":[{"index":0,"id":%q,"type":"function","function":{"name":%q,"arguments":""}}]}`, choice.toolID, choice.toolName)
	case stepArguments:
		return `{"tool_calls":[{"index":0,"function":{"arguments":` + quote(s.text) + `}}]}`
	}
	text := quote(s.text)
	if c.fault.Kind == "badutf8" {
		text = text[:len(text)-1] + "\xff\xc3\""
	}
	return `{"content":` + text + `}`
}

func quote(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic("developer error: " + err.Error())
	}
	return string(bytes.TrimRight(b.Bytes(), "\n"))
}

// finish sends what follows the last token: finish reasons, usage, the end mark.
func (c *chatCall) finish(out *sse) error {
	usage := c.usage()
	if !c.req.includeUsage() && !c.house.family.always {
		usage = nil
	}
	for i, choice := range c.answer {
		if c.fault.Kind == "truncated" {
			half := append([]byte{}, out.head...)
			return out.send(half[:len(half)/2])
		}
		last := i == len(c.answer)-1
		if err := out.finish(i, choice.finish, c.house.family.usage, usage, last); err != nil {
			return err
		}
	}
	if usage != nil && c.house.family.usage == ownChunk {
		if err := out.send(fmt.Appendf(nil, "%s],\"usage\":%s}\n\n", out.head, usage)); err != nil {
			return err
		}
	}
	done := "data: [DONE]\n\n"
	if c.fault.Kind == "doubledone" {
		done += done
	}
	return out.send([]byte(done))
}

// finish ends a choice, with the usage where the vendor puts it there.
func (s *sse) finish(choice int, reason string, place usagePlace, usage []byte, last bool) error {
	if usage == nil || place == ownChunk || place == finishChunk && !last || place == firstChoice && choice > 0 {
		return s.delta(choice, "{}", quote(reason))
	}
	s.buf = append(s.buf[:0], s.head...)
	s.buf = fmt.Appendf(s.buf, `{"index":%d,"delta":{},"logprobs":null,"finish_reason":%s`, choice, quote(reason))
	if place == firstChoice {
		s.buf = fmt.Appendf(s.buf, `,"usage":%s}`, usage)
		return s.send(append(s.buf, "]}\n\n"...))
	}
	return s.send(fmt.Appendf(s.buf, "}],\"usage\":%s}\n\n", usage))
}
