package dialect

import (
	"github.com/tolsey/tolsey/market"
)

// ErrorBody is an HTTP error's body: OpenAI's shape, with what an application can act on in metadata.
func (openAI) ErrorBody(f *market.Refusal, callID string) []byte {
	out := append(make([]byte, 0, 512), `{"error":`...)
	return append(appendError(out, f, callID), '}')
}

func appendError(dst []byte, f *market.Refusal, callID string) []byte {
	dst = appendQuoted(append(dst, `{"message":`...), f.Message)
	dst = appendQuoted(append(dst, `,"type":`...), errorType(f.Status))
	dst = append(dst, `,"param":`...)
	if f.Param == "" {
		dst = append(dst, "null"...)
	} else {
		dst = appendQuoted(dst, f.Param)
	}
	dst = appendQuoted(append(dst, `,"code":`...), string(f.Type))
	dst = appendQuoted(append(dst, `,"metadata":{"error_type":`...), string(f.Type))
	for _, m := range [...]struct{ name, value string }{{"limit_source", f.LimitSource}, {"remedy_hint", f.Hint}, {"call_id", callID}, {"seller", f.Seller}} {
		if m.value != "" {
			dst = appendQuoted(append(append(append(dst, `,"`...), m.name...), `":`...), m.value)
		}
	}
	dst = appendQuoted(append(dst, `,"charged":`...), f.Charged.Decimal())
	dst = appendAttempts(dst, f.Attempts)
	return append(dst, "}}"...)
}

func appendAttempts(dst []byte, attempts []market.AttemptNote) []byte {
	if len(attempts) == 0 {
		return dst
	}
	dst = append(dst, `,"attempts":[`...)
	for i, a := range attempts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendQuoted(append(dst, `{"seller":`...), a.Seller)
		dst = appendQuoted(append(dst, `,"code":`...), a.Code)
		dst = append(appendQuoted(append(dst, `,"charged":`...), a.Cost.Decimal()), '}')
	}
	return append(dst, ']')
}

// errorType is OpenAI's class of an error. Only money may be called a quota: clients treat it as final.
func errorType(status int) string {
	switch {
	case status == 401:
		return "authentication_error"
	case status == 402:
		return "insufficient_quota"
	case status == 403:
		return "permission_error"
	case status == 429:
		return "rate_limit_error"
	case status >= 500:
		return "server_error"
	}
	return "invalid_request_error"
}
