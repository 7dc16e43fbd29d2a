package vendor

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strings"
)

// messageCall is one Messages request on its way. What is generated and billed is as with chat.
type messageCall struct {
	*chatCall
	own *messagesRequest
}

// messages serves POST /v1/messages.
func (s *Server) messages(w http.ResponseWriter, r *http.Request) {
	c, err := s.admitMessages(w, r)
	if err != nil {
		writeMessagesError(w, err)
		return
	}
	w.Header().Set("Request-Id", "req_"+c.row.ID)
	if c.refuses() {
		c.close(Refused)
		c.refuseMessage(w, r)
		return
	}
	if c.own.Stream {
		c.streamMessage(w, r)
	} else {
		c.unaryMessage(w, r)
	}
}

// countTokens serves POST /v1/messages/count_tokens. It is free.
func (s *Server) countTokens(w http.ResponseWriter, r *http.Request) {
	_, m, req, _, err := s.readMessages(w, r, true)
	if err != nil {
		writeMessagesError(w, err)
		return
	}
	n := len(req.prompt(s.tokens).tokens)
	if int64(n) > m.Context {
		writeMessagesError(w, badMessages("prompt is too long: %d tokens > %d maximum", n, m.Context))
		return
	}
	writeJSON(w, map[string]any{"input_tokens": n})
}

// messagesCaller finds the vendor and the account of a request by its key, which may come in either of two headers, or in both.
func (s *Server) messagesCaller(r *http.Request) (*house, Account, error) {
	if key := r.Header.Get("X-Api-Key"); key != "" {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+key)
	}
	h, a, err := s.caller(r)
	switch {
	case err == nil && r.Header.Get("Anthropic-Version") == "":
		return nil, a, badMessages("anthropic-version: header is required")
	case h == nil && err != nil && s.vendors[r.PathValue("vendor")] != nil:
		return nil, a, apiError{http.StatusUnauthorized, "authentication_error", "", "", "invalid x-api-key"}
	}
	return h, a, err
}

func (s *Server) readMessages(w http.ResponseWriter, r *http.Request, counting bool) (*house, *model, *messagesRequest, Account, error) {
	h, account, err := s.messagesCaller(r)
	if err != nil {
		return nil, nil, nil, account, err
	}
	body, err := readBody(w, r)
	if err != nil {
		return nil, nil, nil, account, err
	}
	req, err := decodeMessages(body, counting)
	if err != nil {
		return nil, nil, nil, account, err
	}
	m := h.find(req.Model, "anthropic")
	if m == nil {
		return nil, nil, nil, account, apiError{http.StatusNotFound, "not_found_error", "", "", fmt.Sprintf("model: %.100s", req.Model)}
	}
	return h, m, req, account, nil
}

// admitMessages does all that comes before generation.
func (s *Server) admitMessages(w http.ResponseWriter, r *http.Request) (*messageCall, error) {
	h, m, req, account, err := s.readMessages(w, r, false)
	if err != nil {
		return nil, err
	}
	mk, err := readMarks(req.lastUser())
	if err != nil {
		return nil, badMessages("messages: %v", err)
	}
	c := &messageCall{&chatCall{server: s, house: h, model: m, req: req.brief(), fault: mk.fault, law: mk.latency(s.cfg.Latency), at: s.cfg.Now()}, req}
	if c.fault.Kind == "" {
		c.fault = h.faults.take(account.Name, m)
	}
	if !c.refuses() {
		if err := c.planMessage(account, mk); err != nil {
			return nil, err
		}
	}
	c.row, err = h.bill.begin(c.newRow(account, r.Header.Get("X-Client-Request-Id")), func(seq uint64) string { return s.callID(h, seq) })
	return c, err
}

// planMessage reads the prompt and makes up the answer. A model without a price of cache writes caches by itself, as chat models do.
func (c *messageCall) planMessage(account Account, mk marks) error {
	p := c.own.prompt(c.server.tokens)
	prompt, most := int64(len(p.tokens)), *c.own.MaxTokens
	switch {
	case prompt > c.model.Context:
		return badMessages("prompt is too long: %d tokens > %d maximum", prompt, c.model.Context)
	case most > c.model.MaxOutput:
		return badMessages("max_tokens: %d > %d, which is the maximum allowed number of output tokens for %s", most, c.model.MaxOutput, c.own.Model)
	case prompt+most > c.model.Context:
		return badMessages("input length and `max_tokens` exceed context limit: %d + %d > %d, decrease input length or `max_tokens` and try again", prompt, most, c.model.Context)
	}
	c.answer = c.server.answer(c.model, c.req, mk, c.fault, most)
	c.used.prompt = prompt
	if c.model.list["cacheWrite5m"] == nil {
		c.used.cached = c.house.cache.use(account.Name, c.model.ID, p.tokens, c.at)
		return nil
	}
	c.used.cached, c.used.write5m, c.used.write1h = c.house.marked.use(account.Name, c.model.ID, p, c.at)
	return nil
}

// lastUser is the text of the last user message, where the markers stand.
func (req *messagesRequest) lastUser() string {
	for i := len(req.Messages) - 1; i >= 0; i-- {
		if m := req.Messages[i]; m.Role == "user" {
			var b strings.Builder
			for _, bl := range m.Content.blocks {
				b.WriteString(bl.Text + "\n")
			}
			return b.String()
		}
	}
	return ""
}

// brief is what an answer is made up from, in the terms of chat.
func (req *messagesRequest) brief() *chatRequest {
	out := &chatRequest{Model: req.Model, Stream: req.Stream, Tools: req.Tools, Stop: req.StopSequences, thought: req.thought()}
	for _, t := range req.tools {
		named := chatTool{Type: "function"}
		named.Function.Name, named.Function.Parameters = t.Name, t.Schema
		out.tools = append(out.tools, named)
	}
	if c := req.ToolChoice; c != nil {
		out.ToolChoice = toolChoice{map[string]string{"any": "required", "tool": "named"}[c.Type], c.Name}
		if c.Type == "auto" || c.Type == "none" {
			out.ToolChoice.mode = c.Type
		}
	}
	if f := req.OutputConfig.Format; f != nil {
		out.ResponseFormat = &responseFormat{Type: f.Type}
		out.ResponseFormat.JSONSchema.Schema = f.Schema
	}
	for _, m := range append([]messageTurn{{"system", req.System}}, req.Messages...) {
		said := chatMessage{Role: m.Role}
		for _, b := range m.Content.blocks {
			said.Content.texts = append(said.Content.texts, b.Text+b.ID+b.ToolUseID+compact(b.Input))
		}
		out.Messages = append(out.Messages, said)
	}
	return out
}

// maxThought bounds a thought, tokens, however large its budget is.
const maxThought = 512

// thought is how many tokens of thought are asked for at most.
func (req *messagesRequest) thought() int64 {
	switch t := req.Thinking; {
	case t == nil || t.Type == "disabled":
		return 0
	case t.Type == "enabled":
		return min(t.Budget, maxThought)
	}
	if n := efforts[req.OutputConfig.Effort]; n > 0 {
		return min(n, maxThought)
	}
	return maxThought
}

// thoughtSignature proves a thought.
func thoughtSignature(thought string) string {
	sum := sha256.Sum256([]byte("thought\x00" + thought))
	return "Eq" + base64.StdEncoding.EncodeToString(sum[:])
}

// splitsLast reports whether the vendor counts the whole prompt first and splits it by cache last, as MiniMax, Kimi and GLM do.
func (c *messageCall) splitsLast() bool {
	return slices.Contains([]string{"minimax", "moonshot", "zhipu"}, c.house.name) || c.fault.Kind == "splitlast"
}

// firstUsage is what a stream's beginning counts: one token of the answer has been generated by then.
func (c *messageCall) firstUsage() string {
	u := c.used
	switch {
	case c.fault.Kind == "nousage":
		return ""
	case c.splitsLast():
		return fmt.Sprintf(`{"input_tokens":%d,"output_tokens":0}`, u.prompt)
	}
	return c.promptUsage() + `,"output_tokens":1,"service_tier":"standard","inference_geo":"not_available"}`
}

func (c *messageCall) promptUsage() string {
	u := c.used
	return fmt.Sprintf(`{"input_tokens":%d,"cache_creation_input_tokens":%d,"cache_read_input_tokens":%d,"cache_creation":{"ephemeral_5m_input_tokens":%d,"ephemeral_1h_input_tokens":%d}`,
		u.prompt-u.cached-u.write5m-u.write1h, u.write5m+u.write1h, u.cached, u.write5m, u.write1h)
}

// lastUsage is what the answer's end counts: true, unless a fault makes it lie; "" where nothing is reported.
func (c *messageCall) lastUsage() string {
	output := big.NewInt(c.used.completion)
	switch c.fault.Kind {
	case "nousage":
		return ""
	case "wrongusage":
		output.Add(output, big.NewInt(wrongBy(c.fault.At)))
	case "negativeusage":
		output.Sub(big.NewInt(-1), output)
	case "hugeusage":
		output.Lsh(big.NewInt(1), 63)
	}
	thought := ""
	if c.used.reasoning > 0 {
		thought = fmt.Sprintf(`,"output_tokens_details":{"thinking_tokens":%d}`, c.used.reasoning)
	}
	return fmt.Sprintf(`%s,"output_tokens":%s%s}`, c.promptUsage(), output, thought)
}

// stop is why the answer ends, and the stop sequence that ended it, as JSON.
func (c *messageCall) stop() (reason, sequence string) {
	switch choice := c.answer[0]; {
	case choice.finish == "length":
		return "max_tokens", "null"
	case choice.finish == "tool_calls":
		return "tool_use", "null"
	case choice.stopped != "":
		return "stop_sequence", quote(choice.stopped)
	}
	return "end_turn", "null"
}
