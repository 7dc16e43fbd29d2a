package dashboard

import (
	"errors"
	"fmt"
	"net/http"
)

// Code is why the admin API refused, for programs. Codes never change and are never reused.
type Code string

// The codes of the admin API.
const (
	CodeInvalid      Code = "invalid"      // 400: the request itself
	CodeUnauthorized Code = "unauthorized" // 401
	CodeHost         Code = "host_refused" // 403
	CodeReadOnly     Code = "read_only"    // 403: a page's session may only read
	CodeNotFound     Code = "not_found"    // 404
	CodeMethod       Code = "method"       // 405
	CodeConflict     Code = "conflict"     // 409: not in the present state; the message says what to do first
	CodeTooLarge     Code = "too_large"    // 413
	CodeMediaType    Code = "media_type"   // 415
	CodeFunds        Code = "funds"        // 402: balance, allowance or gas
	CodeInternal     Code = "internal"     // 500
	CodeUpstream     Code = "upstream"     // 502: chain, vendor or peer did not do its part
	CodeUnavailable  Code = "unavailable"  // 503: starting, draining
)

var codeStatus = map[Code]int{
	CodeInvalid: http.StatusBadRequest, CodeUnauthorized: http.StatusUnauthorized, CodeHost: http.StatusForbidden, CodeReadOnly: http.StatusForbidden,
	CodeNotFound: http.StatusNotFound, CodeMethod: http.StatusMethodNotAllowed, CodeConflict: http.StatusConflict,
	CodeTooLarge: http.StatusRequestEntityTooLarge, CodeMediaType: http.StatusUnsupportedMediaType, CodeFunds: http.StatusPaymentRequired,
	CodeInternal: http.StatusInternalServerError, CodeUpstream: http.StatusBadGateway, CodeUnavailable: http.StatusServiceUnavailable,
}

// Error is a refusal that its caller may read: sources return it for what the operator can mend. Any other error of a source
// becomes CodeInternal without its text, and is logged.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"` // the command that mends it
}

func (e *Error) Error() string {
	if e.Hint != "" {
		return e.Message + "; " + e.Hint
	}
	return e.Message
}

// Refuse is an Error with a formatted message; hint may be "".
func Refuse(code Code, hint, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// CodeOf is the code of an error that crossed the API, or "".
func CodeOf(err error) Code {
	if e := new(Error); errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// errorBody is an error on the wire.
type errorBody struct {
	Error *Error `json:"error"`
}
