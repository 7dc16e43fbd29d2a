package vendor

import (
	"net/http"
)

// refuse answers a call whose fault strikes before anything is generated, where Google's answer differs from others'.
func (c *geminiCall) refuse(w http.ResponseWriter, r *http.Request) {
	status, isStatus := c.fault.status()
	switch {
	case isStatus:
		writeGoogleError(w, googleFailure(status), c.array)
	case c.fault.Kind == "gone":
		writeGoogleError(w, googleFailure(http.StatusNotFound), c.array)
	case c.fault.Kind == "echokey":
		writeGoogleError(w, apiError{status: http.StatusBadRequest, kind: "INVALID_ARGUMENT", code: "API_KEY_INVALID", message: "API key not valid: " + r.Header.Get("X-Goog-Api-Key")}, c.array)
	default:
		c.chatCall.refuse(w, r)
	}
}

// breakOffGemini ends an answer that a fault strikes; out is nil for one without a stream.
func (c *geminiCall) breakOffGemini(w http.ResponseWriter, r *http.Request, struck string, out *geminiOut) {
	outcome := Broken
	if struck == "error200" && c.used.completion == 0 {
		outcome = Refused
	}
	if struck == "stall" {
		<-r.Context().Done()
	}
	c.close(outcome)
	_, failed := googleBody(googleFailure(http.StatusServiceUnavailable))
	switch {
	case struck == "reset":
		c.hangUp(w)
	case struck == "cut" && out == nil:
		_ = c.sendGemini(w, []byte("{\n  \"candidates\": [")) // the other half is never sent
	case struck == "error200" && out == nil:
		_ = c.sendGemini(w, failed)
	case struck == "error200":
		_ = out.send(failed)
		out.end()
	case struck == "interrupted":
		c.interruptGemini(w, out)
	}
}

// interruptGemini ends an answer where it is, with Google's own word for it.
func (c *geminiCall) interruptGemini(w http.ResponseWriter, out *geminiOut) {
	left := c.used.completion / int64(len(c.answer))
	for _, choice := range c.answer {
		choice.finish, choice.more = "interrupted", nil
		choice.keep(left)
	}
	if out != nil {
		_ = c.finishGemini(out) // whoever leaves now has been billed
		return
	}
	_ = c.sendGemini(w, c.whole())
}
