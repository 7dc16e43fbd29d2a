package vendor

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// messageErrors are Anthropic's classes of errors.
var messageErrors = map[int]string{400: "invalid_request_error", 401: "authentication_error", 402: "billing_error", 403: "permission_error", 404: "not_found_error",
	413: "request_too_large", 429: "rate_limit_error", 504: "timeout_error", 529: "overloaded_error"}

// messageErrorBody is an error in Anthropic's shape.
func messageErrorBody(status int, message, requestID string, details any) []byte {
	kind := messageErrors[status]
	switch {
	case kind == "" && status >= 500:
		kind = "api_error"
	case kind == "":
		kind = "invalid_request_error"
	}
	detail := map[string]any{"type": kind, "message": message}
	if details != nil {
		detail["details"] = details
	}
	data, err := json.Marshal(map[string]any{"type": "error", "error": detail, "request_id": requestID})
	if err != nil {
		panic("developer error: " + err.Error())
	}
	return data
}

// writeMessagesError answers with an error, which is an apiError or a fault of the server's own.
func writeMessagesError(w http.ResponseWriter, err error) {
	var e apiError
	if !errors.As(err, &e) {
		e = apiError{status: http.StatusInternalServerError, message: "Internal server error"}
	}
	writeMessagesBody(w, e.status, e.message, nil)
}

func writeMessagesBody(w http.ResponseWriter, status int, message string, details any) {
	id := w.Header().Get("Request-Id")
	if id == "" {
		id = "req_none"
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(messageErrorBody(status, message, id, details), '\n')) // a client that is gone cannot be told
}

// refuseMessage answers a call whose fault strikes first.
func (c *messageCall) refuseMessage(w http.ResponseWriter, r *http.Request) {
	code, isStatus := c.fault.status()
	switch {
	case c.fault.Kind == "spendlimit":
		writeMessagesBody(w, http.StatusTooManyRequests, "Your account has reached its spend limit.", map[string]string{"error_code": "enforced_spend_limit_reached"})
	case c.fault.Kind == "echokey":
		writeMessagesBody(w, http.StatusUnauthorized, "invalid x-api-key: "+r.Header.Get("X-Api-Key")+bearer(r), nil)
	case c.fault.Kind == "gone":
		writeMessagesBody(w, http.StatusNotFound, "model: "+c.own.Model, nil)
	case !isStatus:
		c.refuse(w, r)
	default:
		message := map[int]string{401: "invalid x-api-key", 402: "Your credit balance is too low to access the API. Please go to Plans & Billing to upgrade or purchase credits.",
			429: "This request would exceed your account's rate limit. Please try again later.", 529: "Overloaded"}[code]
		if message == "" {
			message = "Internal server error"
		}
		if code == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "1")
			w.Header().Set("Anthropic-Ratelimit-Requests-Remaining", "0")
		}
		writeMessagesBody(w, code, message, nil)
	}
}

// breakMessage ends an answer that a fault strikes; out is nil for one without a stream.
func (c *messageCall) breakMessage(w http.ResponseWriter, r *http.Request, struck string, out *messageStream) {
	switch {
	case (struck == "error200" || struck == "interrupted") && out != nil:
		c.close(c.struckAs(struck))
		_ = out.send("error", string(messageErrorBody(529, "Overloaded", "req_"+c.row.ID, nil)))
	case struck == "error200" || struck == "interrupted":
		c.close(c.struckAs(struck))
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, "%s\n", messageErrorBody(529, "Overloaded", "req_"+c.row.ID, nil)) // a client that is gone cannot be told
	case struck == "cut" && out == nil:
		c.close(Broken)
		_ = c.send(w, []byte(`{"id":"msg_`)) // the other half is never sent
	default:
		c.breakOff(w, r, struck, nil)
	}
}

// struckAs is how an answer ends that a fault cuts: one that fails before its first token is free.
func (c *messageCall) struckAs(struck string) Outcome {
	if struck == "error200" && c.used.completion == 0 {
		return Refused
	}
	return Broken
}
