package vendor

import (
	"iter"
	"strconv"
	"strings"
)

// stepKind is what a step of an answer adds to.
type stepKind uint8

const (
	stepReasoning stepKind = iota
	stepContent
	stepTool      // a tool call begins: id and name
	stepArguments // of the tool call
)

// step is one token or so of one choice.
type step struct {
	kind stepKind
	piece
}

// chatChoice is one answer to a request, made up before it is sent.
type chatChoice struct {
	steps    []step
	more     *writer // after the steps it never ends; nil: it does
	toolID   string
	toolName string
	finish   string
	stopped  string // the stop text that ended it; "": none did
}

// at returns the i-th step, and false at the choice's end.
func (c *chatChoice) at(i int) (step, bool) {
	if i < len(c.steps) {
		return c.steps[i], true
	}
	if c.more == nil {
		return step{}, false
	}
	return step{stepContent, c.more.next()}, true
}

func (c *chatChoice) add(kind stepKind, pieces []piece) {
	for _, p := range pieces {
		c.steps = append(c.steps, step{kind, p})
	}
}

// keep leaves only so many tokens of a choice.
func (c *chatChoice) keep(tokens int64) {
	for i, s := range c.steps {
		if tokens -= s.tokens; tokens < 0 {
			c.steps = c.steps[:i]
			return
		}
	}
}

// text joins what the choice has of a kind.
func (c *chatChoice) text(kind stepKind) string {
	var b strings.Builder
	for _, s := range c.steps {
		if s.kind == kind {
			b.WriteString(s.text)
		}
	}
	return b.String()
}

// answer is all choices of a request.
type answer []*chatChoice

// steps yields the choices' steps in turns, as a batch computes them.
func (a answer) steps() iter.Seq2[int, step] {
	return func(yield func(int, step) bool) {
		for i, running := 0, true; running; i++ {
			running = false
			for n, c := range a {
				s, ok := c.at(i)
				if !ok {
					continue
				}
				running = true
				if !yield(n, s) {
					return
				}
			}
		}
	}
}

// efforts says how many tokens of thought an effort spends at most.
var efforts = map[string]int64{"minimal": 32, "low": 128, "medium": 512, "high": 2048, "xhigh": 8192}

// maxMadeUp bounds what all choices of one answer are made up of, tokens: they are held in memory.
const maxMadeUp = 1 << 20

// answer makes up the answer: a function of the server's seed, the model, what is asked and the choice's number, whatever the limits and
// however it is sent. A shorter limit gives a beginning of the same text.
func (s *Server) answer(m *model, req *chatRequest, mk marks, fault Fault, limit int64) answer {
	out := make(answer, req.choices())
	for i := range out {
		out[i] = s.choice(m, req, mk, fault, limit, i)
	}
	return out
}

func (s *Server) choice(m *model, req *chatRequest, mk marks, fault Fault, limit int64, i int) *chatChoice {
	w := newWriter(s.lexicon, s.seedParts(m, req, i)...)
	c := &chatChoice{finish: "stop"}
	if fault.Kind == "empty" {
		return c
	}
	length := w.natural()
	if mk.tokens > 0 {
		length = min(mk.tokens, maxMadeUp/int64(req.choices()))
	}
	if m.Reasoning {
		limit -= c.think(w, req.effort(), limit)
	}
	limit -= c.think(w, req.thought, limit)
	if t, ok := req.tool(mk, w.rng.IntN); ok {
		c.call(s.tokens, w, t, limit)
	} else if f := req.ResponseFormat; f != nil && f.Type != "text" {
		c.fill(stepContent, s.tokens.pieces(w.madeUp(f.JSONSchema.Schema)), limit)
	} else {
		c.write(s.tokens, w, req.Stop, length, limit)
	}
	if fault.Kind == "endless" {
		c.more = w
	}
	if fault.Kind == "length" {
		c.finish = "length"
	}
	return c
}

// seedParts is all that an answer's text depends on.
func (s *Server) seedParts(m *model, req *chatRequest, i int) []string {
	parts := []string{strconv.FormatUint(s.cfg.Seed, 10), m.ID, strconv.Itoa(i), compact(req.Tools)}
	if req.Seed != nil {
		parts = append(parts, strconv.FormatInt(*req.Seed, 10))
	}
	for _, msg := range req.Messages {
		parts = append(append(parts, msg.Role, compact(msg.ToolCalls)), msg.Content.texts...)
	}
	return parts
}

// think spends up to an effort's tokens before the answer and returns how many.
func (c *chatChoice) think(w *writer, effort, limit int64) (spent int64) {
	if effort == 0 {
		return 0
	}
	pieces := w.upTo(min(limit, effort/2+w.rng.Int64N(effort/2)))
	c.add(stepReasoning, pieces)
	for _, p := range pieces {
		spent += p.tokens
	}
	*w = writer{lexicon: w.lexicon, rng: w.rng, forms: w.lexicon.fresh} // the answer is a text of its own
	return spent
}

// write fills the choice with text of a natural length, less where a limit or a stop text cuts it.
func (c *chatChoice) write(count *counter, w *writer, stops []string, length, limit int64) {
	pieces, stop := cutAt(w.upTo(min(length, limit)), stops, count.count)
	c.add(stepContent, pieces)
	c.stopped = stop
	if stop == "" && limit < length {
		c.finish = "length"
	}
}

// call fills the choice with a tool call.
func (c *chatChoice) call(count *counter, w *writer, t chatTool, limit int64) {
	c.toolID = "call_" + strconv.FormatUint(w.rng.Uint64(), 36)
	c.toolName = t.Function.Name
	c.finish = "tool_calls"
	name := piece{"", count.count(t.Function.Name)}
	c.fill(stepTool, []piece{name}, max(limit, name.tokens)) // a name is never cut
	c.fill(stepArguments, count.pieces(w.madeUp(t.Function.Parameters)), limit-name.tokens)
}

// fill adds pieces while the limit allows.
func (c *chatChoice) fill(kind stepKind, pieces []piece, limit int64) {
	for _, p := range pieces {
		if limit -= p.tokens; limit < 0 {
			c.finish = "length"
			return
		}
		c.steps = append(c.steps, step{kind, p})
	}
}
