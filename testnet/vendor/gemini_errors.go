package vendor

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// googleInvalid is a 400 in Google's words.
func googleInvalid(message string) apiError {
	return apiError{status: http.StatusBadRequest, kind: "INVALID_ARGUMENT", message: message}
}

// googleFailure is what Google says with a status.
func googleFailure(status int) apiError {
	e := apiError{status: status, kind: "INTERNAL", message: "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting"}
	switch status {
	case http.StatusUnauthorized:
		e.kind, e.message = "UNAUTHENTICATED", "Request had invalid authentication credentials."
	case http.StatusPaymentRequired:
		e.status, e.kind, e.code, e.message = http.StatusForbidden, "PERMISSION_DENIED", "BILLING_DISABLED", "This API method requires billing to be enabled."
	case http.StatusForbidden:
		e.kind, e.message = "PERMISSION_DENIED", "The caller does not have permission."
	case http.StatusNotFound:
		e.kind, e.message = "NOT_FOUND", "The model is not found for API version v1beta, or is not supported for generateContent."
	case http.StatusTooManyRequests:
		e.kind, e.message = "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details."
	case http.StatusServiceUnavailable:
		e.kind, e.message = "UNAVAILABLE", "The model is overloaded. Please try again later."
	case http.StatusGatewayTimeout:
		e.kind, e.message = "DEADLINE_EXCEEDED", "Deadline expired before operation could complete."
	default:
		if status < http.StatusInternalServerError {
			e.kind, e.message = "INVALID_ARGUMENT", "Request contains an invalid argument."
		}
	}
	return e
}

// googleBody is an error in Google's shape. How long to wait is told in the body alone.
func googleBody(err error) (int, []byte) {
	var e apiError
	if !errors.As(err, &e) {
		e = googleFailure(http.StatusInternalServerError)
	}
	kind := e.kind
	if strings.ToUpper(kind) != kind { // of a check that all vendors share
		kind = googleFailure(e.status).kind
	}
	var details []string
	if e.code != "" && strings.ToUpper(e.code) == e.code {
		details = append(details, `{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":`+quote(e.code)+`,"domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}`)
	}
	if e.status == http.StatusTooManyRequests {
		details = append(details, `{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel"}]}`,
			`{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1s"}`)
	}
	more := ""
	if len(details) > 0 {
		more = `,"details":[` + strings.Join(details, ",") + `]`
	}
	return e.status, fmt.Appendf(nil, `{"error":{"code":%d,"message":%s,"status":%s%s}}`, e.status, quote(e.message), quote(kind), more)
}

// writeGoogleError answers with an error; one to a stream that is asked for without alt=sse is an array of one.
func writeGoogleError(w http.ResponseWriter, err error, array bool) {
	status, body := googleBody(err)
	if array {
		body = append(append([]byte("["), body...), ']')
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // a client that is gone cannot be told
}

// googleCaller finds the vendor and the account of a request by its key, in a header or in the URL.
func (s *Server) googleCaller(r *http.Request) (*house, Account, error) {
	h := s.vendors[r.PathValue("vendor")]
	if h == nil {
		return nil, Account{}, googleFailure(http.StatusNotFound)
	}
	key := r.Header.Get("X-Goog-Api-Key")
	if key == "" {
		key = r.URL.Query().Get("key")
	}
	if key == "" {
		return nil, Account{}, apiError{status: http.StatusForbidden, kind: "PERMISSION_DENIED",
			message: "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."}
	}
	for _, a := range s.cfg.Accounts {
		if a.Vendor == h.name && same(key, a.Key) {
			return h, a, nil
		}
	}
	return nil, Account{}, apiError{status: http.StatusBadRequest, kind: "INVALID_ARGUMENT", code: "API_KEY_INVALID", message: "API key not valid. Please pass a valid API key."}
}
