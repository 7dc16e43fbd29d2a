package gateway

import (
	"net/http"
	"strings"

	"github.com/tolsey/tolsey/node/dialect"
)

// surface is whose API a caller takes this for: lists, errors and headers are written as its clients read them.
type surface uint8

const (
	openAI     surface = 0
	claude     surface = 1 // Anthropic's
	google     surface = 2 // Gemini's
	openRouter surface = 3
)

// surfaceOf tells by the path, and where several APIs share one, by the headers that only one's clients send.
func surfaceOf(r *http.Request) surface {
	switch path := r.URL.Path; {
	case strings.HasPrefix(path, "/api/v1/"):
		return openRouter
	case strings.HasPrefix(path, "/v1beta/"):
		return google
	case path == "/v1/messages" || strings.HasPrefix(path, "/v1/messages/"):
		return claude
	case path != "/v1/models" && !strings.HasPrefix(path, "/v1/models/"):
		return openAI
	case r.Header["Anthropic-Version"] != nil:
		return claude
	case r.Header["X-Goog-Api-Key"] != nil, r.Method == http.MethodPost: // only Gemini's clients post to a model, some under this version
		return google
	}
	return openAI
}

// speaks is the dialect of a surface's errors where no route says another.
func (s surface) speaks() dialect.Name {
	switch s {
	case claude:
		return dialect.Anthropic
	case google:
		return dialect.Gemini
	}
	return dialect.OpenAI
}

// idHeader is where a surface's clients look for the id that support asks for.
func (s surface) idHeader(id string) (name, value string) {
	switch s {
	case claude:
		return "Request-Id", id
	case openRouter:
		return "X-Generation-Id", generationID(id)
	case google:
		return "", ""
	}
	return "X-Request-Id", id
}

// generationID is how OpenRouter's clients know a call.
func generationID(call string) string { return "gen-" + call }
