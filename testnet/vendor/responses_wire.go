package vendor

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// responseWire writes a response, as events and as a whole. Without a stream only the whole is made.
type responseWire struct {
	call    *responseCall
	sse     *sse
	number  int64
	begun   bool
	items   []string // that have ended
	open    string   // kind of the one that has not; "": none
	text    strings.Builder
	thought strings.Builder // hidden
	shown   int             // steps of the thought that its summary has
	failure string          // JSON
}

func (c *responseCall) newWire(out *sse) *responseWire {
	return &responseWire{call: c, sse: out, failure: "null"}
}

// event sends an event; members is JSON without its braces.
func (w *responseWire) event(kind, members string) error {
	if w.sse == nil {
		return nil
	}
	data := fmt.Appendf(nil, "event: %s\ndata: {\"type\":%q,\"sequence_number\":%d,%s}\n\n", kind, kind, w.number, members)
	w.number++
	return w.sse.send(data)
}

func (w *responseWire) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	head := w.response("in_progress", nil)
	if err := w.event("response.created", `"response":`+string(head)); err != nil {
		return err
	}
	return w.event("response.in_progress", `"response":`+string(head))
}

// id names the item at hand.
func (w *responseWire) id() string {
	prefix := map[string]string{"message": "msg", "reasoning": "rs", "function_call": "fc"}[w.open]
	return fmt.Sprintf("%s_%s%d", prefix, w.call.row.ID, len(w.items))
}

// at are the members that say where a part belongs.
func (w *responseWire) at(index string) string {
	place := fmt.Sprintf(`"item_id":%q,"output_index":%d`, w.id(), len(w.items))
	if index != "" {
		place += fmt.Sprintf(`,"%s_index":0`, index)
	}
	return place
}

var stepItems = map[stepKind]string{stepReasoning: "reasoning", stepContent: "message", stepTool: "function_call", stepArguments: "function_call"}

// step adds a step of the answer.
func (w *responseWire) step(s step) error {
	if kind := stepItems[s.kind]; w.open != kind {
		if err := w.close(); err != nil {
			return err
		}
		if err := w.start(kind); err != nil {
			return err
		}
	}
	switch s.kind {
	case stepReasoning:
		return w.think(s.text)
	case stepContent:
		w.text.WriteString(s.text)
		text := quote(s.text)
		if w.call.fault.Kind == "badutf8" {
			text = text[:len(text)-1] + "\xff\xc3\""
		}
		return w.event("response.output_text.delta", w.at("content")+`,"delta":`+text+`,"logprobs":[],"obfuscation":"x"`)
	case stepArguments:
		w.text.WriteString(s.text)
		return w.event("response.function_call_arguments.delta", w.at("")+`,"delta":`+quote(s.text)+`,"obfuscation":"x"`)
	}
	return nil
}

// think adds to the hidden thought, and to its summary where one is asked for.
func (w *responseWire) think(text string) error {
	w.thought.WriteString(text)
	if w.call.asked.Reasoning.Summary == nil || w.shown == maxSummary {
		return nil
	}
	if w.shown++; w.shown == 1 {
		if err := w.event("response.reasoning_summary_part.added", w.at("summary")+`,"part":{"type":"summary_text","text":""}`); err != nil {
			return err
		}
	}
	w.text.WriteString(text)
	return w.event("response.reasoning_summary_text.delta", w.at("summary")+`,"delta":`+quote(text)+`,"obfuscation":"x"`)
}

// maxSummary is how much of a thought its summary is, steps.
const maxSummary = 12

func (w *responseWire) start(kind string) error {
	if err := w.begin(); err != nil {
		return err
	}
	w.open = kind
	w.text.Reset()
	if err := w.event("response.output_item.added", fmt.Sprintf(`"output_index":%d,"item":%s`, len(w.items), w.item("in_progress"))); err != nil || kind != "message" {
		return err
	}
	return w.event("response.content_part.added", w.at("content")+`,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":""}`)
}

// close ends the item at hand.
func (w *responseWire) close() error {
	text := quote(w.text.String())
	var done [][2]string
	switch {
	case w.open == "":
		return nil
	case w.open == "message":
		done = [][2]string{{"response.output_text.done", w.at("content") + `,"text":` + text + `,"logprobs":[]`},
			{"response.content_part.done", w.at("content") + `,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":` + text + `}`}}
	case w.open == "function_call":
		done = [][2]string{{"response.function_call_arguments.done", w.at("") + `,"arguments":` + text}}
	case w.text.Len() > 0:
		done = [][2]string{{"response.reasoning_summary_text.done", w.at("summary") + `,"text":` + text},
			{"response.reasoning_summary_part.done", w.at("summary") + `,"part":{"type":"summary_text","text":` + text + `}`}}
	}
	for _, d := range done {
		if err := w.event(d[0], d[1]); err != nil {
			return err
		}
	}
	item := w.item("completed")
	err := w.event("response.output_item.done", fmt.Sprintf(`"output_index":%d,"item":%s`, len(w.items), item))
	w.items, w.open = append(w.items, item), ""
	return err
}

// item is the item at hand as JSON.
func (w *responseWire) item(status string) string {
	text := quote(w.text.String())
	begins := status == "in_progress"
	switch w.open {
	case "function_call":
		choice := w.call.answer[0]
		if begins {
			text = `""`
		}
		return fmt.Sprintf(`{"id":%q,"type":"function_call","status":%q,"arguments":%s,"call_id":%q,"name":%q}`, w.id(), status, text, choice.toolID, choice.toolName)
	case "reasoning":
		summary, sealed := "[]", ""
		if w.text.Len() > 0 {
			summary = `[{"type":"summary_text","text":` + text + `}]`
		}
		if slices.Contains(w.call.asked.Include, "reasoning.encrypted_content") {
			sealed = fmt.Sprintf(`,"encrypted_content":%q`, "gAAAA"+base64.URLEncoding.EncodeToString([]byte(w.thought.String())))
		}
		return fmt.Sprintf(`{"id":%q,"type":"reasoning"%s,"summary":%s}`, w.id(), sealed, summary)
	}
	content := "[]"
	if !begins {
		content = `[{"type":"output_text","annotations":[],"logprobs":[],"text":` + text + `}]`
	}
	return fmt.Sprintf(`{"id":%q,"type":"message","status":%q,"content":%s,"role":"assistant"}`, w.id(), status, content)
}

// finish ends the output. An answer without a word is an empty message.
func (w *responseWire) finish() error {
	if w.open == "" && len(w.items) == 0 {
		if err := w.start("message"); err != nil {
			return err
		}
	}
	return w.close()
}

// response is the response as JSON.
func (w *responseWire) response(status string, usage json.RawMessage) []byte {
	req, details := w.call.asked, "null"
	if status == "incomplete" {
		details = `{"reason":"max_output_tokens"}`
	}
	tools := json.RawMessage("[]")
	if filled(req.Tools) {
		tools = json.RawMessage(compact(req.Tools))
	}
	out := fmt.Appendf(nil, `{"id":"resp_%s","object":"response","created_at":%d,"status":%q,"background":false,"error":%s,"incomplete_details":%s,"instructions":%s,`+
		`"max_output_tokens":%s,"max_tool_calls":null,"model":%s,"output":[%s],"parallel_tool_calls":true,"previous_response_id":null,"prompt_cache_key":null,`+
		`"reasoning":{"effort":%s,"summary":%s},"safety_identifier":null,"service_tier":"default","store":%t,"temperature":1.0,"text":{"format":{"type":"text"},"verbosity":"medium"},`+
		`"tool_choice":"auto","tools":%s,"top_logprobs":0,"top_p":1.0,"truncation":"disabled"`,
		w.call.row.ID, w.call.at.Unix(), status, w.failure, details, orNull(req.Instructions), numberOrNull(req.MaxOutputTokens), quote(req.Model), strings.Join(w.items, ","),
		textOrNull(req.Reasoning.Effort), textOrNull(req.Reasoning.Summary), req.Store == nil || *req.Store, tools)
	if usage == nil && status == "in_progress" {
		usage = json.RawMessage("null")
	}
	if usage != nil {
		out = append(append(out, `,"usage":`...), usage...)
	}
	return append(out, `,"user":null,"metadata":{}}`...)
}

func orNull(s string) string {
	if s == "" {
		return "null"
	}
	return quote(s)
}

func textOrNull(s *string) string {
	if s == nil {
		return "null"
	}
	return quote(*s)
}

func numberOrNull(n *int64) string {
	if n == nil {
		return "null"
	}
	return fmt.Sprint(*n)
}

// end sends the event that ends the response.
func (w *responseWire) end(status string, usage json.RawMessage) error {
	kind := "response." + status
	data := fmt.Sprintf(`"response":%s`, w.response(status, usage))
	if w.call.fault.Kind == "truncated" {
		return w.sse.send(fmt.Appendf(nil, "event: %s\ndata: {\"type\":%q,%s", kind, kind, data[:len(data)/2]))
	}
	if err := w.event(kind, data); err != nil || w.call.fault.Kind != "doubledone" {
		return err
	}
	return w.event(kind, data)
}
