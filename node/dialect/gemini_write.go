package dialect

import (
	"encoding/json"
	"slices"
)

// geminiWriter makes chunks out of what events of another dialect say.
type geminiWriter struct {
	geminiShaper
	candidates []*writtenCandidate
	stop       Stop
}

// writtenCandidate is a candidate as far as it is known: what is not yet sent of it, and its call at hand, which must be whole.
type writtenCandidate struct {
	index uint32
	parts []geminiWirePart
	open  *writtenFunction
	bad   bool // a call has arguments that are no object
}

type writtenFunction struct {
	tool           uint32
	id, name, args string
}

// Write makes chunks of events of any dialect.
func (gemini) Write(r *Request, callID string, _ int64) Shaper {
	return &geminiWriter{geminiShaper: *newGeminiShaper(r, callID)}
}

func (w *geminiWriter) Event(ev *Event) []byte {
	if ev.Err != nil || ev.Bad != nil {
		return nil
	}
	w.out = w.out[:0]
	if ev.Stop != Unstopped {
		w.stop = ev.Stop
	}
	for _, d := range ev.Deltas {
		w.candidate(d.Choice).add(ev.From, d)
	}
	for _, c := range w.candidates {
		if len(c.parts) > 0 {
			w.chunk([]geminiCandidateOut{c.said("")}, nil)
		}
	}
	return w.out
}

func (w *geminiWriter) candidate(index uint32) *writtenCandidate {
	i := slices.IndexFunc(w.candidates, func(c *writtenCandidate) bool { return c.index == index })
	if i < 0 {
		i = len(w.candidates)
		w.candidates = append(w.candidates, &writtenCandidate{index: index})
	}
	return w.candidates[i]
}

// add takes a piece of the answer. What the model says as one is one part.
func (c *writtenCandidate) add(from Name, d Delta) {
	text := string(d.Text)
	switch d.Kind {
	case ToolName, ToolID, ToolArgs:
		c.function(d)
		return
	case Text, Refused:
		c.close()
		c.text(text, false)
	case Reasoning:
		c.close()
		c.text(text, true)
	case Signature, Sealed:
		c.close()
		c.parts = append(c.parts, geminiWirePart{Text: new(string), Thought: true, Signature: geminiSignature(from, d.Kind, text)})
	}
}

func (c *writtenCandidate) text(text string, thought bool) {
	if last := len(c.parts) - 1; last >= 0 && c.parts[last].Text != nil && c.parts[last].Thought == thought && c.parts[last].Signature == "" {
		*c.parts[last].Text += text
		return
	}
	c.parts = append(c.parts, geminiWirePart{Text: &text, Thought: thought})
}

// function takes a piece of a call.
func (c *writtenCandidate) function(d Delta) {
	if c.open == nil || c.open.tool != d.Tool {
		c.close()
		c.open = &writtenFunction{tool: d.Tool}
	}
	switch d.Kind {
	case ToolName:
		c.open.name += string(d.Text)
	case ToolID:
		c.open.id += string(d.Text)
	default:
		c.open.args += string(d.Text)
	}
}

// close ends the call at hand. One whose arguments are cut off is none.
func (c *writtenCandidate) close() {
	f := c.open
	if c.open = nil; f == nil {
		return
	}
	if f.args == "" {
		f.args = "{}"
	}
	if kindOf([]byte(f.args)) != '{' || !json.Valid([]byte(f.args)) {
		c.bad = true
		return
	}
	c.parts = append(c.parts, geminiWirePart{Call: &geminiWireCall{f.id, f.name, json.RawMessage(f.args)}})
}

// geminiOut is an answer, or a chunk of one.
type geminiOut struct {
	Candidates []geminiCandidateOut `json:"candidates"`
	Usage      json.RawMessage      `json:"usageMetadata,omitempty"`
	Model      json.RawMessage      `json:"modelVersion"`
	ID         json.RawMessage      `json:"responseId"`
}

type geminiCandidateOut struct {
	Content geminiContent `json:"content"`
	Finish  string        `json:"finishReason,omitempty"`
	Index   uint32        `json:"index"`
}

// said is what is not yet sent of a candidate.
func (c *writtenCandidate) said(finish string) geminiCandidateOut {
	out := geminiCandidateOut{geminiContent{"model", c.parts}, finish, c.index}
	if out.Content.Parts == nil {
		out.Content.Parts = []geminiWirePart{{Text: new(string)}}
	}
	c.parts = nil
	return out
}

func (w *geminiWriter) chunk(candidates []geminiCandidateOut, usage []byte) {
	w.event(encodeJSON(geminiOut{candidates, usage, w.model, w.id}))
}

// end is all candidates with their ends.
func (w *geminiWriter) end() (out []geminiCandidateOut) {
	if len(w.candidates) == 0 {
		w.candidate(0)
	}
	for _, c := range w.candidates {
		c.close()
		out = append(out, c.said(geminiReason(w.stop, c.bad)))
	}
	return out
}

func (w *geminiWriter) End(c Charge) []byte {
	w.out = w.out[:0]
	w.chunk(w.end(), appendGeminiUsage(nil, nil, c))
	return w.out
}

// WriteAnswer writes an answer out of one of any dialect.
func (g gemini) WriteAnswer(r *Request, a *Answer, c Charge, callID string, _ int64) []byte {
	w := geminiWriter{geminiShaper: *newGeminiShaper(r, callID), stop: a.Stop}
	for _, d := range a.Deltas {
		w.candidate(d.Choice).add(a.From, d)
	}
	return encodeJSON(geminiOut{w.end(), appendGeminiUsage(nil, nil, c), w.model, w.id})
}

// geminiReason is Google's word for why an answer has ended.
func geminiReason(s Stop, bad bool) string {
	switch s {
	case StopLength, StopContext:
		return "MAX_TOKENS"
	case StopFilter, StopRefusal:
		return "SAFETY"
	case StopPause, StopError:
		return "OTHER"
	}
	if bad {
		return "MALFORMED_FUNCTION_CALL"
	}
	return "STOP"
}
