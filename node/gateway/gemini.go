package gateway

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tolsey/tolsey/market"
)

// Gemini's clients say in the URL what others say in the body: the model, and whether the answer is a stream.
const (
	actionUnary  = "generateContent"
	actionStream = "streamGenerateContent"
	actionCount  = "countTokens"
)

// generate serves a model's action.
func (g *Gateway) generate(x *exchange) error {
	model, action, _ := strings.Cut(x.id, ":")
	if i := strings.LastIndexByte(x.id, ':'); i >= 0 {
		model, action = x.id[:i], x.id[i+1:]
	}
	switch action {
	case actionUnary:
	case actionStream:
		x.array = x.r.URL.Query().Get("alt") != "sse"
	case actionCount:
		x.reform = func(body []byte) []byte { return withMembers(countedOf(body), model, false) }
		return g.count(x)
	default:
		return market.Refuse(http.StatusNotFound, market.NotFound, "", "%.40q is not an action here; served are %s, %s and %s.", action, actionUnary, actionStream, actionCount)
	}
	x.reform = func(body []byte) []byte { return withMembers(body, model, action == actionStream) }
	return g.complete(x)
}

// withMembers writes into a body what its URL says: from here on a request of this dialect is one like any other. What is no object
// stays as it is, for the scan to refuse.
func withMembers(body []byte, model string, stream bool) []byte {
	at := bytes.IndexByte(body, '{')
	if at < 0 || len(bytes.TrimSpace(body[:at])) > 0 {
		return body
	}
	name, err := json.Marshal(model)
	if err != nil {
		panic("developer error: a string does not marshal: " + err.Error())
	}
	head := append([]byte(`"model":`), name...)
	if stream {
		head = append(head, `,"stream":true`...)
	}
	rest := body[at+1:]
	if left := bytes.TrimSpace(rest); len(left) > 0 && left[0] != '}' {
		head = append(head, ',')
	}
	return bytes.Join([][]byte{body[:at+1], head, rest}, nil)
}

// countedOf is the request whose tokens are to be counted: the body, or the one that stands within.
func countedOf(body []byte) []byte {
	var outer struct {
		Request json.RawMessage `json:"generateContentRequest"`
	}
	if json.Unmarshal(body, &outer) != nil || outer.Request == nil {
		return body
	}
	var inner map[string]json.RawMessage
	if json.Unmarshal(outer.Request, &inner) != nil {
		return outer.Request
	}
	delete(inner, "model") // the URL has said it
	out, err := json.Marshal(inner)
	if err != nil {
		return outer.Request
	}
	return out
}

// arrayWriter makes of a stream of events the one JSON array in which Gemini streams to clients that do not ask for events.
type arrayWriter struct {
	began bool
	out   []byte
}

// write is the elements of whole events.
func (w *arrayWriter) write(events []byte) []byte {
	w.out = w.out[:0]
	var data []byte
	for line := range bytes.Lines(events) {
		line = bytes.TrimRight(line, "\r\n")
		if value, ok := bytes.CutPrefix(line, []byte("data:")); ok {
			data = append(append(data, bytes.TrimSpace(value)...), '\n')
		} else if len(line) == 0 {
			w.element(data)
			data = nil
		}
	}
	w.element(data)
	return w.out
}

func (w *arrayWriter) element(data []byte) {
	if data = bytes.TrimSpace(data); len(data) == 0 {
		return
	}
	if w.began {
		w.out = append(w.out, ",\r\n"...)
	} else {
		w.out = append(w.out, '[')
	}
	w.began = true
	w.out = append(w.out, data...)
}

// close is the end of the array.
func (w *arrayWriter) close() []byte {
	if !w.began {
		return []byte("[]\n")
	}
	return []byte("]\n")
}
