package vendor

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"slices"
)

// responseHouses are the vendors that serve Responses.
var responseHouses = []string{"openai", "xai", "openrouter"}

// responseCall is one request for a response on its way.
type responseCall struct {
	*chatCall
	asked *responseRequest
}

// responses serves POST /v1/responses.
func (s *Server) responses(w http.ResponseWriter, r *http.Request) {
	c, err := s.admitResponse(w, r)
	if err != nil {
		writeError(w, err)
		return
	}
	if c.refuses() {
		c.close(Refused)
		c.refuse(w, r)
		return
	}
	w.Header().Set("X-Request-Id", "req_"+c.row.ID)
	if c.req.Stream {
		c.stream(w, r)
	} else {
		c.unary(w, r)
	}
}

// admitResponse does all that comes before generation.
func (s *Server) admitResponse(w http.ResponseWriter, r *http.Request) (*responseCall, error) {
	h, account, err := s.caller(r)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(responseHouses, h.name) {
		return nil, apiError{http.StatusNotFound, "invalid_request_error", "", "unknown_url", fmt.Sprintf("Unknown request URL: %s %s.", r.Method, r.URL.Path)}
	}
	body, err := readBody(w, r)
	if err != nil {
		return nil, err
	}
	asked, req, err := decodeResponse(body)
	if err != nil {
		return nil, err
	}
	c, err := s.begin(r, h, account, req)
	if err != nil {
		return nil, err
	}
	return &responseCall{c, asked}, nil
}

// usage is the usage object as the vendor reports it; nil where a fault has it left out.
func (c *responseCall) usage() json.RawMessage {
	output := c.reported()
	if output == nil {
		return nil
	}
	return fmt.Appendf(nil, `{"input_tokens":%d,"input_tokens_details":{"cached_tokens":%d},"output_tokens":%s,"output_tokens_details":{"reasoning_tokens":%d},"total_tokens":%s}`,
		c.used.prompt, c.used.cached, output, c.used.reasoning, new(big.Int).Add(big.NewInt(c.used.prompt), output))
}

// unary answers with one JSON object.
func (c *responseCall) unary(w http.ResponseWriter, r *http.Request) {
	out := c.newWire(nil)
	struck, err := c.generate(r.Context(), func(_ int, s step) error { return out.step(s) })
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck != "" && struck != "interrupted":
		c.breakOff(w, r, struck, nil)
		return
	}
	c.interrupted(struck)
	if err := out.finish(); err != nil {
		c.close(Aborted)
		return
	}
	c.close(c.ended())
	body := out.response(c.status(), c.usage())
	if c.fault.Kind == "truncated" {
		body = body[:len(body)/2]
	}
	_ = c.send(w, body) // whoever leaves now has been billed for the whole answer
}

// interrupted gives an answer that ends too early the word that the vendor has for it.
func (c *responseCall) interrupted(struck string) {
	if struck == "interrupted" {
		c.answer[0].finish = "length"
	}
}

// status is what became of the response.
func (c *responseCall) status() string {
	if c.answer[0].finish == "length" {
		return "incomplete"
	}
	return "completed"
}

// stream answers with server-sent events.
func (c *responseCall) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	out := c.newWire(c.newSSE(w))
	struck, err := c.generate(r.Context(), func(_ int, s step) error { return out.step(s) })
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck == "error200":
		c.fail(out)
		return
	case struck != "" && struck != "interrupted":
		c.breakOff(w, r, struck, out.sse)
		return
	}
	c.interrupted(struck)
	c.close(c.ended())
	if err := out.finish(); err == nil {
		_ = out.end(c.status(), c.usage()) // whoever leaves now has been billed for the whole answer
	}
}

// fail ends a stream as OpenAI does when the model fails.
func (c *responseCall) fail(out *responseWire) {
	outcome := Broken
	if c.used.completion == 0 {
		outcome = Refused
	}
	c.close(outcome)
	const why = `"code":"server_error","message":"The model failed while it was answering."`
	if err := out.begin(); err != nil {
		return
	}
	if err := out.event("error", `"error":{"type":"server_error",`+why+`,"param":null}`); err != nil {
		return
	}
	out.failure = `{` + why + `}`
	_ = out.end("failed", nil)
}
