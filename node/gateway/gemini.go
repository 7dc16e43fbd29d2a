package gateway

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// Gemini's clients say in the URL what others say in the body: the model, and whether the answer is a stream.
const (
	actionUnary  = "generateContent"
	actionStream = "streamGenerateContent"
	actionCount  = "countTokens"
)

// generate serves a model's action.
func (g *Gateway) generate(x *exchange) error {
	model, action := x.id, ""
	if i := strings.LastIndexByte(x.id, ':'); i >= 0 { // a name may have a colon of its own
		model, action = x.id[:i], x.id[i+1:]
	}
	stream := action == actionStream
	x.reform = func(body []byte) ([]byte, error) { return dialect.GeminiRequest(body, model, stream) }
	switch action {
	case actionUnary:
	case actionStream:
		x.array = x.r.URL.Query().Get("alt") != "sse"
	case actionCount:
		x.reform = func(body []byte) ([]byte, error) { return dialect.GeminiRequest(countedOf(body), model, false) }
		return g.count(x)
	default:
		return market.Refuse(http.StatusNotFound, market.NotFound, "", "%.40q is not an action here; served are %s, %s and %s.", action, actionUnary, actionStream, actionCount)
	}
	return g.complete(x)
}

// countedOf is the request whose tokens are to be counted: the body, or the one that stands within.
func countedOf(body []byte) []byte {
	var outer struct {
		Request json.RawMessage `json:"generateContentRequest"`
	}
	if json.Unmarshal(body, &outer) != nil || outer.Request == nil {
		return body
	}
	return outer.Request
}
