package vendor

import (
	"net/http"
	"time"
)

// messagesModel is a model in Anthropic's list.
type messagesModel struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Name    string `json:"display_name"`
	Created string `json:"created_at"`
}

func (h *house) messagesModel(m *model) messagesModel {
	short := h.wireModel(m).ID
	return messagesModel{"model", short, short, time.Unix(modelsSince, 0).UTC().Format(time.RFC3339)}
}

// listMessagesModels serves GET /v1/models to who speaks Anthropic's dialect.
func (s *Server) listMessagesModels(w http.ResponseWriter, r *http.Request) {
	h, _, err := s.messagesCaller(r)
	if err != nil {
		writeMessagesError(w, err)
		return
	}
	list := []messagesModel{}
	for _, m := range h.models {
		if m.Dialect == "anthropic" {
			list = append(list, h.messagesModel(m))
		}
	}
	out := map[string]any{"data": list, "has_more": false, "first_id": nil, "last_id": nil}
	if len(list) > 0 {
		out["first_id"], out["last_id"] = list[0].ID, list[len(list)-1].ID
	}
	writeJSON(w, out)
}
