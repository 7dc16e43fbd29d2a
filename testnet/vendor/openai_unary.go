package vendor

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// chatCompletion is a whole answer on the wire.
type chatCompletion struct {
	ID          string          `json:"id"`
	Object      string          `json:"object"`
	Created     int64           `json:"created"`
	Model       string          `json:"model"`
	Choices     []wireChoice    `json:"choices"`
	Usage       json.RawMessage `json:"usage,omitempty"`
	ServiceTier string          `json:"service_tier"`
	Fingerprint string          `json:"system_fingerprint"`
}

type wireChoice struct {
	Index    int         `json:"index"`
	Message  wireMessage `json:"message"`
	Logprobs any         `json:"logprobs"`
	Finish   string      `json:"finish_reason"`
}

type wireMessage struct {
	Role        string         `json:"role"`
	Content     *string        `json:"content"`
	Thoughts    string         `json:"reasoning_content,omitempty"`
	Reasoning   string         `json:"reasoning,omitempty"` // the same, by another name
	Refusal     *string        `json:"refusal"`
	Annotations []any          `json:"annotations"`
	ToolCalls   []wireToolCall `json:"tool_calls,omitempty"`
}

type wireToolCall struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Function struct {
		Name      string `json:"name"`
		Arguments string `json:"arguments"`
	} `json:"function"`
}

// unary answers with one JSON object.
func (c *chatCall) unary(w http.ResponseWriter, r *http.Request) {
	struck, err := c.generate(r.Context(), func(int, step) error { return nil })
	switch {
	case err != nil:
		c.close(Aborted)
		return
	case struck != "":
		c.breakOff(w, r, struck, nil)
		return
	}
	body, err := c.completion()
	if err != nil {
		c.close(Aborted)
		writeError(w, err)
		return
	}
	if c.fault.Kind == "truncated" {
		body = body[:len(body)/2]
	}
	c.close(c.ended())
	_ = c.send(w, body) // whoever leaves now has been billed for the whole answer
}

func (c *chatCall) send(w http.ResponseWriter, body []byte) error {
	w.Header().Set("Content-Type", "application/json")
	if c.house.family.keepAlive != "" { // lines that came while the call was queued
		body = append([]byte("\n\n\n"), body...)
	}
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

// completion is the whole answer as JSON.
func (c *chatCall) completion() ([]byte, error) {
	out := chatCompletion{ID: "chatcmpl-" + c.row.ID, Object: "chat.completion", Created: c.at.Unix(), Model: c.req.Model,
		Usage: c.usage(), ServiceTier: "default", Fingerprint: c.fingerprint()}
	for i, choice := range c.answer {
		out.Choices = append(out.Choices, c.wireChoice(i, choice))
	}
	body, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("encode completion: %w", err)
	}
	if c.fault.Kind == "badutf8" {
		body = []byte(strings.Replace(string(body), `"content":"`, "\"content\":\"\xff\xc3", 1))
	}
	return body, nil
}

func (c *chatCall) wireChoice(i int, choice *chatChoice) wireChoice {
	m := wireMessage{Role: "assistant", Annotations: []any{}}
	switch c.house.family.thoughtField() {
	case "reasoning_content":
		m.Thoughts = choice.text(stepReasoning)
	case "reasoning":
		m.Reasoning = choice.text(stepReasoning)
	}
	if choice.toolName == "" {
		content := choice.text(stepContent)
		m.Content = &content
	} else {
		call := wireToolCall{ID: choice.toolID, Type: "function"}
		call.Function.Name, call.Function.Arguments = choice.toolName, choice.text(stepArguments)
		m.ToolCalls = []wireToolCall{call}
	}
	return wireChoice{Index: i, Message: m, Finish: choice.finish}
}
