package dialect

import "github.com/tolsey/tolsey/market"

// ErrorBody is an HTTP error's body: Anthropic's shape, with what an application can act on in metadata.
func (anthropic) ErrorBody(f *market.Refusal, callID string) []byte {
	dst := appendMessageError(make([]byte, 0, 512), f)
	if callID != "" {
		dst = appendQuoted(append(dst, `,"request_id":`...), callID)
	}
	return append(dst, '}')
}

// appendMessageError writes an error without its last brace.
func appendMessageError(dst []byte, f *market.Refusal) []byte {
	dst = appendQuoted(append(dst, `{"type":"error","error":{"type":`...), messageErrorType(f.Status))
	dst = appendQuoted(append(dst, `,"message":`...), f.Message)
	dst = appendQuoted(append(dst, `,"metadata":{"error_type":`...), string(f.Type))
	for _, m := range [...]struct{ name, value string }{{"param", f.Param}, {"limit_source", f.LimitSource}, {"remedy_hint", f.Hint}, {"seller", f.Seller}} {
		if m.value != "" {
			dst = appendQuoted(append(append(append(dst, `,"`...), m.name...), `":`...), m.value)
		}
	}
	dst = appendQuoted(append(dst, `,"charged":`...), f.Charged.Decimal())
	return append(appendAttempts(dst, f.Attempts), "}}"...)
}

// messageErrorType is Anthropic's class of an error.
func messageErrorType(status int) string {
	switch status {
	case 401:
		return "authentication_error"
	case 402:
		return "billing_error"
	case 403:
		return "permission_error"
	case 404:
		return "not_found_error"
	case 413:
		return "request_too_large"
	case 429:
		return "rate_limit_error"
	case 503, 529:
		return "overloaded_error"
	case 408, 504:
		return "timeout_error"
	}
	if status >= 500 {
		return "api_error"
	}
	return "invalid_request_error"
}
