package gateway

import (
	"net/http"

	"github.com/tolsey/tolsey/market"
)

// maxSession is the longest name of a conversation, bytes.
const maxSession = 256

// sessionHeaders are where clients name the conversation that a request belongs to: OpenRouter's, Claude Code's, Codex's.
var sessionHeaders = []string{"X-Session-Id", "X-Claude-Code-Session-Id", "Session_id", "Session-Id"}

// session is the conversation that the headers name; "" none.
func session(h http.Header) (string, error) {
	for _, name := range sessionHeaders {
		switch id := one(h, name); {
		case id == "":
		case len(id) > maxSession:
			return "", market.Refuse(http.StatusBadRequest, market.InvalidRequest, "", "%s may have %d bytes; this one has %d.", name, maxSession, len(id))
		default:
			return id, nil
		}
	}
	return "", nil
}
