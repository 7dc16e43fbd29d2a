package vendor

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// geminiOut writes a stream chunk by chunk: as events, or as the items of one array.
type geminiOut struct {
	out   io.Writer
	flush func() error
	array bool
	sent  int
}

func (c *geminiCall) newOut(w http.ResponseWriter) *geminiOut {
	o := &geminiOut{out: w, flush: http.NewResponseController(w).Flush, array: c.array}
	w.Header().Set("Content-Type", "text/event-stream")
	if c.array {
		w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	}
	if c.fault.Kind == "gzip" {
		w.Header().Set("Content-Encoding", "gzip")
		zip, flush := gzip.NewWriter(w), o.flush
		o.out, o.flush = zip, func() error {
			if err := zip.Flush(); err != nil {
				return err
			}
			return flush()
		}
	}
	return o
}

func (o *geminiOut) send(chunk []byte) error {
	text := fmt.Appendf(nil, "data: %s\r\n\r\n", chunk)
	if o.array {
		before := ",\r\n"
		if o.sent == 0 {
			before = "["
		}
		text = append([]byte(before), chunk...)
	}
	o.sent++
	if _, err := o.out.Write(text); err != nil {
		return err
	}
	return o.flush()
}

// end ends an array.
func (o *geminiOut) end() {
	if !o.array {
		return
	}
	text := "]\n"
	if o.sent == 0 {
		text = "[]\n"
	}
	_, _ = io.WriteString(o.out, text) // a client that is gone has been billed
	_ = o.flush()
}

// stream answers chunk by chunk.
func (c *geminiCall) stream(w http.ResponseWriter, r *http.Request) {
	out := c.newOut(w)
	struck, err := c.generate(r.Context(), func(i int, s step) error {
		switch {
		case s.kind == stepContent:
			return out.send(c.chunk(i, `{"text":`+c.text(s.text)+`}`, ""))
		case s.kind == stepReasoning && c.gem.thoughts:
			return out.send(c.chunk(i, `{"text":`+quote(s.text)+`,"thought":true}`, ""))
		}
		return nil // hidden thoughts, and a call that is not whole yet
	})
	switch {
	case err != nil:
		c.close(Aborted)
	case struck != "":
		c.breakOffGemini(w, r, struck, out)
	default:
		c.close(c.ended())
		_ = c.finishGemini(out) // whoever leaves now has been billed for the whole answer
	}
}

// text is a text as JSON, spoilt where that is asked for.
func (c *geminiCall) text(s string) string {
	text := quote(s)
	if c.fault.Kind == "badutf8" {
		text = text[:len(text)-1] + "\xff\xc3\""
	}
	return text
}

// chunk is a chunk of one candidate with one part; finish is "" before its end.
func (c *geminiCall) chunk(i int, part, finish string) []byte {
	out := fmt.Appendf(nil, `{"candidates": [%s]`, candidate(i, part, finish))
	return c.withUsage(out)
}

func candidate(i int, parts, finish string) string {
	if finish != "" {
		finish = `,"finishReason": "` + finish + `"`
	}
	return fmt.Sprintf(`{"content": {"parts": [%s],"role": "model"}%s,"index": %d}`, parts, finish, i)
}

// withUsage ends a chunk or an answer.
func (c *geminiCall) withUsage(out []byte) []byte {
	if u := c.geminiUsage(); u != nil {
		out = append(append(out, `,"usageMetadata": `...), u...)
	}
	_, short, _ := strings.Cut(c.model.ID, "/")
	return fmt.Appendf(out, `,"modelVersion": %s,"responseId": %s}`, quote(short), quote(c.row.ID))
}

// geminiUsage is the usage so far as Google reports it: true, unless a fault makes it lie; nil where none is reported. Counts of zero
// are left out, and the total agrees with its parts also where they lie.
func (c *geminiCall) geminiUsage() []byte {
	candidates := fmt.Sprint(c.used.completion - c.used.reasoning)
	total := fmt.Sprint(c.used.prompt + c.used.completion)
	switch c.fault.Kind {
	case "nousage":
		return nil
	case "wrongusage":
		candidates, total = fmt.Sprint(c.used.completion-c.used.reasoning+wrongBy(c.fault.At)), fmt.Sprint(c.used.prompt+c.used.completion+wrongBy(c.fault.At))
	case "negativeusage":
		candidates, total = fmt.Sprint(-1-c.used.completion), fmt.Sprint(c.used.prompt-1-c.used.completion+c.used.reasoning)
	case "hugeusage":
		candidates, total = fmt.Sprint(uint64(1)<<63), fmt.Sprint(uint64(1)<<63+uint64(c.used.prompt+c.used.reasoning))
	}
	out := fmt.Appendf(nil, `{"promptTokenCount": %d`, c.used.prompt)
	if candidates != "0" {
		out = fmt.Appendf(out, `,"candidatesTokenCount": %s`, candidates)
	}
	out = fmt.Appendf(out, `,"totalTokenCount": %s`, total)
	if c.used.cached > 0 {
		out = fmt.Appendf(out, `,"cachedContentTokenCount": %d`, c.used.cached)
	}
	out = fmt.Appendf(out, `,"promptTokensDetails": [{"modality": "TEXT","tokenCount": %d}]`, c.used.prompt)
	if c.used.cached > 0 {
		out = fmt.Appendf(out, `,"cacheTokensDetails": [{"modality": "TEXT","tokenCount": %d}]`, c.used.cached)
	}
	if c.used.reasoning > 0 {
		out = fmt.Appendf(out, `,"thoughtsTokenCount": %d`, c.used.reasoning)
	}
	return append(out, `,"serviceTier": "standard"}`...)
}

// ending is a candidate's last part and its finish reason.
func (c *geminiCall) ending(choice *chatChoice) (call, last, finish string) {
	finish = "STOP"
	switch choice.finish {
	case "length":
		finish = "MAX_TOKENS"
	case "interrupted":
		finish = "OTHER"
	}
	last = `{"text": ""`
	args := choice.text(stepArguments)
	switch {
	case choice.toolName != "" && json.Valid([]byte(args)):
		call = `{"functionCall": {"name": ` + quote(choice.toolName) + `,"args": ` + args + `},"thoughtSignature": "` + signature(choice.toolName, []byte(args)) + `"}`
	case choice.text(stepReasoning) != "":
		last += `,"thoughtSignature": "` + signature("", []byte(choice.text(stepReasoning))) + `"`
	}
	return call, last + "}", finish
}

// finishGemini sends what follows the last token: calls, finish reasons, and the usage that counts.
func (c *geminiCall) finishGemini(out *geminiOut) error {
	var last []byte
	for i, choice := range c.answer {
		call, text, finish := c.ending(choice)
		if call != "" {
			if err := out.send(c.chunk(i, call, "")); err != nil {
				return err
			}
		}
		last = c.chunk(i, text, finish)
		if c.fault.Kind == "truncated" {
			_, err := out.out.Write(fmt.Appendf(nil, "data: %s", last[:len(last)/2]))
			return err
		}
		if err := out.send(last); err != nil {
			return err
		}
	}
	if c.fault.Kind == "doubledone" {
		if err := out.send(last); err != nil {
			return err
		}
	}
	out.end()
	return nil
}

// unary answers with one JSON object, indented as Google's are.
func (c *geminiCall) unary(w http.ResponseWriter, r *http.Request) {
	struck, err := c.generate(r.Context(), func(int, step) error { return nil })
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck != "":
		c.breakOffGemini(w, r, struck, nil)
		return
	}
	body := c.whole()
	if c.fault.Kind == "truncated" {
		body = body[:len(body)/2]
	}
	c.close(c.ended())
	_ = c.sendGemini(w, body) // whoever leaves now has been billed for the whole answer
}

// whole is the whole answer.
func (c *geminiCall) whole() []byte {
	var all []string
	for i, choice := range c.answer {
		call, _, finish := c.ending(choice)
		var parts []string
		if thought := choice.text(stepReasoning); thought != "" && c.gem.thoughts {
			parts = append(parts, `{"text":`+quote(thought)+`,"thought":true}`)
		}
		if text := choice.text(stepContent); text != "" {
			parts = append(parts, `{"text":`+quote(text)+`}`)
		}
		if call != "" {
			parts = append(parts, call)
		}
		all = append(all, candidate(i, strings.Join(parts, ","), finish))
	}
	body := c.withUsage([]byte(`{"candidates": [` + strings.Join(all, ",") + `]`))
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", "  "); err != nil {
		panic("developer error: an answer is no JSON: " + err.Error())
	}
	if c.fault.Kind == "badutf8" {
		return bytes.Replace(b.Bytes(), []byte(`"text": "`), []byte("\"text\": \"\xff\xc3"), 1)
	}
	return append(b.Bytes(), '\n')
}

func (c *geminiCall) sendGemini(w http.ResponseWriter, body []byte) error {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	if c.fault.Kind != "gzip" {
		_, err := w.Write(body)
		return err
	}
	w.Header().Set("Content-Encoding", "gzip")
	zip := gzip.NewWriter(w)
	if _, err := zip.Write(body); err != nil {
		return err
	}
	return zip.Close()
}
