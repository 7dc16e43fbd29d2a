package vendor

import (
	"context"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"time"
)

// chatCall is one chat request on its way.
type chatCall struct {
	server *Server
	house  *house
	model  *model
	req    *chatRequest
	fault  Fault
	law    Latency
	answer answer
	at     time.Time // arrival: prices hold as of it
	row    Row
	used   count
}

// chat serves POST /v1/chat/completions.
func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	c, err := s.admit(w, r)
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

// admit does all that comes before generation: key, body, model, fault, prompt, limits, cache, and the row on the bill.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) (*chatCall, error) {
	h, account, err := s.caller(r)
	if err != nil {
		return nil, err
	}
	body, err := readBody(w, r)
	if err != nil {
		return nil, err
	}
	req, err := decodeChat(body)
	if err != nil {
		return nil, err
	}
	return s.begin(r, h, account, req)
}

// begin finds a decoded request's model and its fault, makes up its answer and opens its row on the bill.
func (s *Server) begin(r *http.Request, h *house, account Account, req *chatRequest) (*chatCall, error) {
	wire := req.wire
	if wire == "" {
		wire = "openai"
	}
	m := h.find(req.Model, wire)
	if m == nil {
		return nil, apiError{http.StatusNotFound, "invalid_request_error", "model", "model_not_found", fmt.Sprintf("The model %.100q does not exist or you do not have access to it.", req.Model)}
	}
	mk, err := readMarks(req.lastUser())
	if err != nil {
		return nil, badRequest("messages", "invalid_marker", err.Error())
	}
	c := &chatCall{server: s, house: h, model: m, req: req, fault: mk.fault, law: mk.latency(s.cfg.Latency), at: s.cfg.Now()}
	if c.fault.Kind == "" {
		c.fault = h.faults.take(account.Name, m)
	}
	if !c.refuses() {
		if err := c.plan(account, mk); err != nil {
			return nil, err
		}
	}
	c.row, err = h.bill.begin(c.newRow(account, r.Header.Get("X-Client-Request-Id")), func(seq uint64) string { return s.callID(h, seq) })
	return c, err
}

// plan reads the prompt and makes up the answer.
func (c *chatCall) plan(account Account, mk marks) error {
	prompt := c.req.prompt(c.server.tokens)
	limit, err := c.req.limit(c.model, int64(len(prompt)))
	if err != nil {
		return err
	}
	c.answer = c.server.answer(c.model, c.req, mk, c.fault, limit)
	c.used.prompt = int64(len(prompt))
	c.used.cached = c.house.cache.use(account.Name, c.model.ID, prompt, c.at)
	return nil
}

// maxClientID bounds what of a caller's own id is kept.
const maxClientID = 128

func (c *chatCall) newRow(account Account, clientID string) Row {
	row := Row{Account: account.Name, Model: c.model.ID, At: c.at.UnixMilli(), Stream: c.req.Stream, Fault: c.fault}
	row.ClientRequestID = strings.ToValidUTF8(clientID[:min(len(clientID), maxClientID)], "")
	c.fill(&row)
	return row
}

// fill writes what is used so far, and its price.
func (c *chatCall) fill(row *Row) {
	row.Prompt, row.Cached, row.Completion, row.Reasoning = c.used.prompt, c.used.cached, c.used.completion, c.used.reasoning
	row.Write5m, row.Write1h = c.used.write5m, c.used.write1h
	row.Picos = c.picos().String()
}

// close ends the row. A refused request is free.
func (c *chatCall) close(o Outcome) {
	if o == Refused {
		c.used = count{}
	}
	c.row.Outcome = o
	c.fill(&c.row)
	if err := c.house.bill.end(c.row); err != nil {
		c.server.cfg.Log.Error("bill row is not on disk", "vendor", c.house.name, "call", c.row.ID, "err", err)
	}
}

func (h *house) find(name, dialect string) *model {
	for _, m := range h.models {
		if (m.Dialect == dialect || slices.Contains(h.family.also, dialect)) && m.named(name) {
			return m
		}
	}
	return nil
}

// generate makes the answer token by token at its pace and hands each to emit. It ends with the answer, with a fault that strikes
// (struck is its kind) or within one token of the client's leaving.
func (c *chatCall) generate(ctx context.Context, emit func(choice int, s step) error) (struck string, err error) {
	pace := newPacer(c.law)
	defer pace.stop()
	n := 0
	for choice, s := range c.answer.steps() {
		if struck = c.strikes(); struck != "" {
			return struck, nil
		}
		if err := pace.wait(ctx, n); err != nil {
			return "", err
		}
		n++
		c.used.completion += s.tokens
		if s.kind == stepReasoning {
			c.used.reasoning += s.tokens
		}
		if err := emit(choice, s); err != nil {
			return "", err
		}
	}
	if n == 0 {
		err = pace.wait(ctx, 0) // an empty answer takes its time too
	}
	return c.strikes(), err
}

// strikes names the fault that is due before the next token, if one is.
func (c *chatCall) strikes() string {
	for _, kind := range []string{"reset", "cut", "stall", "error200", "interrupted"} {
		if c.fault.before(kind, c.used.completion) {
			return kind
		}
	}
	return ""
}

// usage is the usage object as the vendor reports it; nil where none is reported. Its total agrees with its parts also where they lie.
func (c *chatCall) usage() []byte {
	completion := c.reported()
	if completion == nil {
		return nil
	}
	return c.house.family.usageObject(c.used, completion, c.picos())
}

// reported is the completion count as the vendor reports it: true, unless a fault makes it lie; nil where none is reported.
func (c *chatCall) reported() *big.Int {
	completion := big.NewInt(c.used.completion)
	switch c.fault.Kind {
	case "nousage":
		return nil
	case "wrongusage":
		completion.Add(completion, big.NewInt(wrongBy(c.fault.At)))
	case "negativeusage":
		completion.Sub(big.NewInt(-1), completion)
	case "hugeusage":
		completion.Lsh(big.NewInt(1), 63)
	}
	return completion
}

// picos is what is billed so far.
func (c *chatCall) picos() *big.Int {
	sum := c.model.invoice(c.at, c.used)
	if c.fault.Kind == "pricier" {
		sum.Mul(sum, big.NewInt(max(c.fault.At, 0)))
		sum.Quo(sum, big.NewInt(100))
	}
	return sum
}

// wrongBy is how many tokens too many the wrongusage fault reports.
func wrongBy(at int64) int64 {
	if at < 0 {
		return 100
	}
	return at
}

func (c *chatCall) fingerprint() string { return "fp_" + c.server.callID(c.house, 0)[:10] }
