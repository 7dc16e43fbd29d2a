package vendor

import (
	"fmt"
	"net/http"
	"strings"
)

// geminiCall is one generateContent request on its way.
type geminiCall struct {
	*chatCall
	gem   *geminiRequest
	array bool // a stream in one JSON array
}

// gemini serves POST /v1beta/models/{model}:{method}.
func (s *Server) gemini(w http.ResponseWriter, r *http.Request) {
	name, method, _ := cutLast(r.PathValue("call"), ":")
	array := method == "streamGenerateContent" && r.URL.Query().Get("alt") != "sse"
	switch method {
	case "generateContent", "streamGenerateContent":
	case "countTokens":
		s.countGemini(w, r, name)
		return
	default:
		writeGoogleError(w, apiError{status: http.StatusNotFound, kind: "NOT_FOUND", message: fmt.Sprintf("Method not found: %.40q.", method)}, false)
		return
	}
	c, err := s.admitGemini(w, r, name, method == "streamGenerateContent")
	if err != nil {
		writeGoogleError(w, err, array)
		return
	}
	c.array = array
	switch {
	case c.refuses():
		c.close(Refused)
		c.refuse(w, r)
	case c.req.Stream:
		c.stream(w, r)
	default:
		c.unary(w, r)
	}
}

// cutLast is strings.Cut at the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// admitGemini does all that comes before generation.
func (s *Server) admitGemini(w http.ResponseWriter, r *http.Request, name string, stream bool) (*geminiCall, error) {
	h, account, err := s.googleCaller(r)
	if err != nil {
		return nil, err
	}
	body, err := readBody(w, r)
	if err != nil {
		return nil, err
	}
	req, err := decodeGemini(body)
	if err != nil {
		return nil, err
	}
	req.chat.Model, req.chat.Stream = name, stream
	m := h.find(name, "gemini")
	if m == nil {
		return nil, googleFailure(http.StatusNotFound)
	}
	mk, err := readMarks(req.chat.lastUser())
	if err != nil {
		return nil, googleInvalid(err.Error())
	}
	c := &geminiCall{gem: req, chatCall: &chatCall{server: s, house: h, model: m, req: &req.chat, fault: mk.fault, law: mk.latency(s.cfg.Latency), at: s.cfg.Now()}}
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
func (c *geminiCall) plan(account Account, mk marks) error {
	prompt := c.gem.prompt(c.server.tokens)
	limit, err := c.gem.most(c.model, int64(len(prompt)))
	if err != nil {
		return err
	}
	c.answer = c.server.answer(c.model, c.req, mk, c.fault, limit)
	c.used.prompt = int64(len(prompt))
	c.used.cached = c.house.cache.use(account.Name, c.model.ID, prompt, c.at)
	return nil
}

// countGemini serves countTokens, which is free.
func (s *Server) countGemini(w http.ResponseWriter, r *http.Request, name string) {
	n, err := s.geminiTokens(w, r, name)
	if err != nil {
		writeGoogleError(w, err, false)
		return
	}
	writeJSON(w, map[string]any{"totalTokens": n, "promptTokensDetails": []any{map[string]any{"modality": "TEXT", "tokenCount": n}}})
}

func (s *Server) geminiTokens(w http.ResponseWriter, r *http.Request, name string) (int, error) {
	h, _, err := s.googleCaller(r)
	if err != nil {
		return 0, err
	}
	body, err := readBody(w, r)
	if err != nil {
		return 0, err
	}
	if h.find(name, "gemini") == nil {
		return 0, googleFailure(http.StatusNotFound)
	}
	req, err := decodeCount(body)
	if err != nil {
		return 0, err
	}
	return len(req.prompt(s.tokens)), nil
}

// geminiModel is a model in Google's list.
type geminiModel struct {
	Name    string   `json:"name"`
	Version string   `json:"version"`
	Display string   `json:"displayName"`
	In      int64    `json:"inputTokenLimit"`
	Out     int64    `json:"outputTokenLimit"`
	Methods []string `json:"supportedGenerationMethods"`
	Thinks  bool     `json:"thinking,omitempty"`
}

func wireGemini(m *model) geminiModel {
	_, short, _ := strings.Cut(m.ID, "/")
	return geminiModel{Name: "models/" + short, Version: "001", Display: short, In: m.Context, Out: m.MaxOutput,
		Methods: []string{"generateContent", "countTokens"}, Thinks: m.Reasoning}
}

func (s *Server) listGemini(w http.ResponseWriter, r *http.Request) {
	h, _, err := s.googleCaller(r)
	if err != nil {
		writeGoogleError(w, err, false)
		return
	}
	list := []geminiModel{}
	for _, m := range h.models {
		if m.Dialect == "gemini" {
			list = append(list, wireGemini(m))
		}
	}
	writeJSON(w, map[string]any{"models": list})
}

func (s *Server) showGemini(w http.ResponseWriter, r *http.Request) {
	h, _, err := s.googleCaller(r)
	if err != nil {
		writeGoogleError(w, err, false)
		return
	}
	m := h.find(r.PathValue("call"), "gemini")
	if m == nil {
		writeGoogleError(w, googleFailure(http.StatusNotFound), false)
		return
	}
	writeJSON(w, wireGemini(m))
}
