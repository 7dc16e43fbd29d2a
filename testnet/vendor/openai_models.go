package vendor

import (
	"fmt"
	"net/http"
	"strings"
)

// wireModel is a model in OpenAI's list.
type wireModel struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Created int64  `json:"created"`
	OwnedBy string `json:"owned_by"`
}

// modelsSince is when every model of the list was made, unix seconds: 2026-01-01.
const modelsSince = 1_767_225_600

// openAIWires are the dialects whose models stand in one list.
var openAIWires = map[string]bool{"openai": true, "completions": true, "embeddings": true}

func (h *house) wireModel(m *model) wireModel {
	_, short, _ := strings.Cut(m.ID, "/")
	if h.name == "openrouter" {
		short = m.ID
	}
	return wireModel{ID: short, Object: "model", Created: modelsSince, OwnedBy: h.name}
}

func (s *Server) listModels(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Anthropic-Version") != "" {
		s.listMessagesModels(w, r)
		return
	}
	h, account, err := s.caller(r)
	if err != nil {
		writeError(w, err)
		return
	}
	list := []wireModel{}
	for _, m := range h.models {
		if openAIWires[m.Dialect] && !h.faults.gone(account.Name, m) {
			list = append(list, h.wireModel(m))
		}
	}
	writeJSON(w, map[string]any{"object": "list", "data": list})
}

func (s *Server) showModel(w http.ResponseWriter, r *http.Request) {
	h, _, err := s.caller(r)
	if err != nil {
		writeError(w, err)
		return
	}
	var m *model
	for wire := range openAIWires {
		if m = h.find(r.PathValue("model"), wire); m != nil {
			break
		}
	}
	if m == nil {
		writeError(w, apiError{http.StatusNotFound, "invalid_request_error", "model", "model_not_found", fmt.Sprintf("The model %.100q does not exist.", r.PathValue("model"))})
		return
	}
	writeJSON(w, h.wireModel(m))
}
