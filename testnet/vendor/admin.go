package vendor

import (
	"encoding/json"
	"net/http"
	"strings"
)

// showBill answers an account's key with that account's bill, and the admin token with any (?account=NAME) or all.
func (s *Server) showBill(w http.ResponseWriter, r *http.Request) {
	if h, err := s.admin(r); err == nil {
		writeJSON(w, h.bill.bill(r.URL.Query().Get("account")))
		return
	}
	h, a, err := s.caller(r)
	if err != nil {
		writeError(w, err)
		return
	}
	writeJSON(w, h.bill.bill(a.Name))
}

func (s *Server) showFaults(w http.ResponseWriter, r *http.Request) {
	h, err := s.admin(r)
	if err != nil {
		writeError(w, err)
		return
	}
	writeJSON(w, map[string]any{"rules": h.faults.list()})
}

// postFault sets a rule: {"fault":"stall@10","account":"","model":"","times":1}. An empty fault ends the rule of that account and model.
func (s *Server) postFault(w http.ResponseWriter, r *http.Request) {
	h, err := s.admin(r)
	if err != nil {
		writeError(w, err)
		return
	}
	body, err := readBody(w, r)
	if err != nil {
		writeError(w, err)
		return
	}
	rule, err := decodeRule(body)
	if err != nil {
		writeError(w, badRequest("", "invalid_fault", err.Error()))
		return
	}
	h.faults.set(rule)
	writeJSON(w, map[string]any{"rules": h.faults.list()})
}

func decodeRule(body []byte) (Rule, error) {
	var rule Rule
	dec := json.NewDecoder(strings.NewReader(string(body)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&rule); err != nil {
		return Rule{}, err
	}
	return rule, nil
}

func (s *Server) clearFaults(w http.ResponseWriter, r *http.Request) {
	h, err := s.admin(r)
	if err != nil {
		writeError(w, err)
		return
	}
	h.faults.clear()
	w.WriteHeader(http.StatusNoContent)
}
