package vendor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"unicode/utf8"
)

// defaultCompletion is how long a text completion is that sets no limit, tokens: OpenAI's own default.
const defaultCompletion = 16

// completionRequest is a request for a text completion, as far as a vendor looks at it.
type completionRequest struct {
	Model         string          `json:"model"`
	Prompt        json.RawMessage `json:"prompt"`
	Suffix        *string         `json:"suffix"`
	MaxTokens     *int64          `json:"max_tokens"`
	N             *int64          `json:"n"`
	BestOf        *int64          `json:"best_of"`
	Echo          bool            `json:"echo"`
	Logprobs      *int64          `json:"logprobs"`
	Stop          stopList        `json:"stop"`
	Stream        bool            `json:"stream"`
	StreamOptions *streamOptions  `json:"stream_options"`
	Temperature   *float64        `json:"temperature"`
	Seed          *int64          `json:"seed"`
}

// decodeCompletion reads and checks a request; its errors are what the vendor answers.
func decodeCompletion(body []byte) (*chatRequest, error) {
	if !utf8.Valid(body) {
		return nil, badRequest("", "invalid_json", "The body is not valid UTF-8.")
	}
	req := new(completionRequest)
	if err := json.Unmarshal(body, req); err != nil {
		return nil, bodyError(err)
	}
	var prompt string
	var prompts []string
	switch {
	case json.Unmarshal(req.Prompt, &prompt) == nil:
	case json.Unmarshal(req.Prompt, &prompts) == nil && len(prompts) == 1:
		prompt = prompts[0]
	default:
		return nil, badRequest("prompt", "invalid_type", "prompt is a string, or an array of one string.")
	}
	for param, set := range map[string]bool{"suffix": req.Suffix != nil, "best_of": req.BestOf != nil, "echo": req.Echo, "logprobs": req.Logprobs != nil} {
		if set {
			return nil, badRequest(param, "unsupported_parameter", fmt.Sprintf("%s is not supported by this model.", param))
		}
	}
	c := &chatRequest{Model: req.Model, MaxTokens: req.MaxTokens, N: req.N, Stop: req.Stop, Stream: req.Stream, StreamOptions: req.StreamOptions,
		Temperature: req.Temperature, Seed: req.Seed, wire: "completions", plain: []string{prompt},
		Messages: []chatMessage{{Role: "user", Content: chatContent{texts: []string{prompt}, given: true}}}}
	if c.MaxTokens == nil {
		n := int64(defaultCompletion)
		c.MaxTokens = &n
	}
	return c, c.check()
}

// completions serves POST /v1/completions.
func (s *Server) completions(w http.ResponseWriter, r *http.Request) {
	c, err := s.admitPlain(w, r, decodeCompletion)
	if err != nil {
		writeError(w, err)
		return
	}
	switch {
	case c.refuses():
		c.close(Refused)
		c.refuse(w, r)
	case c.req.Stream:
		c.streamText(w, r)
	default:
		c.unaryText(w, r)
	}
}

// admitPlain does all that comes before generation.
func (s *Server) admitPlain(w http.ResponseWriter, r *http.Request, decode func([]byte) (*chatRequest, error)) (*chatCall, error) {
	h, account, err := s.caller(r)
	if err != nil {
		return nil, err
	}
	body, err := readBody(w, r)
	if err != nil {
		return nil, err
	}
	req, err := decode(body)
	if err != nil {
		return nil, err
	}
	c, err := s.begin(r, h, account, req)
	if err == nil {
		w.Header().Set("X-Request-Id", "req_"+c.row.ID)
	}
	return c, err
}

// textHead is what all objects of a text completion begin with, up to the choices.
func (c *chatCall) textHead() string {
	return fmt.Sprintf(`{"id":"cmpl-%s","object":"text_completion","created":%d,"model":%s,"choices":[`, c.row.ID, c.at.Unix(), quote(c.req.Model))
}

// streamText answers with server-sent events.
func (c *chatCall) streamText(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	out := c.newSSE(w)
	out.head = "data: " + c.textHead()
	piece := func(i int, text, finish string) error {
		out.buf = fmt.Appendf(append(out.buf[:0], out.head...), `{"text":%s,"index":%d,"logprobs":null,"finish_reason":%s}`, text, i, finish)
		return out.send(append(out.buf, out.tail...))
	}
	struck, err := c.generate(r.Context(), func(i int, s step) error { return piece(i, quote(s.text), "null") })
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck != "" && struck != "interrupted":
		c.breakOff(w, r, struck, out)
		return
	}
	c.close(c.ended())
	if c.fault.Kind == "truncated" {
		_ = out.send([]byte(out.head[:len(out.head)/2]))
		return
	}
	for i, choice := range c.answer {
		if err := piece(i, `""`, quote(c.textFinish(struck, choice))); err != nil {
			return // whoever leaves now has been billed for the whole answer
		}
	}
	var last bytes.Buffer
	if usage := c.usage(); usage != nil && c.req.includeUsage() {
		fmt.Fprintf(&last, "%s],\"usage\":%s}\n\n", out.head, usage)
	}
	last.WriteString("data: [DONE]\n\n")
	_ = out.send(last.Bytes())
}

func (c *chatCall) textFinish(struck string, choice *chatChoice) string {
	if struck == "interrupted" {
		return "length"
	}
	return choice.finish
}

// unaryText answers with one JSON object.
func (c *chatCall) unaryText(w http.ResponseWriter, r *http.Request) {
	texts := make([]string, len(c.answer))
	struck, err := c.generate(r.Context(), func(i int, s step) error {
		texts[i] += s.text
		return nil
	})
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck != "" && struck != "interrupted":
		c.breakOff(w, r, struck, nil)
		return
	}
	body := []byte(c.textHead())
	for i, choice := range c.answer {
		if i > 0 {
			body = append(body, ',')
		}
		body = fmt.Appendf(body, `{"text":%s,"index":%d,"logprobs":null,"finish_reason":%s}`, quote(texts[i]), i, quote(c.textFinish(struck, choice)))
	}
	body = append(body, ']')
	if usage := c.usage(); usage != nil {
		body = append(append(body, `,"usage":`...), usage...)
	}
	body = append(body, '}')
	if c.fault.Kind == "truncated" {
		body = body[:len(body)/2]
	}
	c.close(c.ended())
	_ = c.send(w, body)
}
