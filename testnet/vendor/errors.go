package vendor

import (
	"encoding/json"
	"errors"
	"net/http"
)

// apiError is a refusal in OpenAI's shape.
type apiError struct {
	status  int
	kind    string // the body's type
	param   string // the field that is wrong; "": none
	code    string
	message string
}

func (e apiError) Error() string { return e.message }

// body is the JSON that an error answers with.
func (e apiError) body() []byte {
	detail := map[string]any{"message": e.message, "type": e.kind, "param": nil, "code": nil}
	if e.param != "" {
		detail["param"] = e.param
	}
	if e.code != "" {
		detail["code"] = e.code
	}
	data, err := json.Marshal(map[string]any{"error": detail})
	if err != nil {
		panic("developer error: " + err.Error())
	}
	return data
}

// badRequest is a 400 for one field.
func badRequest(param, code, message string) apiError {
	return apiError{http.StatusBadRequest, "invalid_request_error", param, code, message}
}

// writeError answers with an error, which is an apiError or a fault of the server's own.
func writeError(w http.ResponseWriter, err error) {
	var e apiError
	if !errors.As(err, &e) {
		e = apiError{http.StatusInternalServerError, "server_error", "", "", "The server had an error while processing your request."}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(e.status)
	_, _ = w.Write(append(e.body(), '\n')) // a client that is gone cannot be told
}

func writeJSON(w http.ResponseWriter, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		writeError(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(append(data, '\n')) // a client that is gone cannot be told
}
