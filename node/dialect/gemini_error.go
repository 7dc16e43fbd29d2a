package dialect

import (
	"strconv"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
)

// ErrorBody is an HTTP error's body: Google's shape. What an application can act on is in its details, as Google's clients look for
// it there: the reason, the field, and how long to wait.
func (gemini) ErrorBody(f *market.Refusal, callID string) []byte {
	return append(appendGeminiError([]byte(`{"error":`), f, callID), '}')
}

const googleType = `{"@type":"type.googleapis.com/google.rpc.`

func appendGeminiError(dst []byte, f *market.Refusal, callID string) []byte {
	dst = strconv.AppendInt(append(dst, `{"code":`...), int64(f.Status), 10)
	dst = appendQuoted(append(dst, `,"message":`...), f.Message)
	dst = appendQuoted(append(dst, `,"status":`...), geminiStatus(f.Status))
	dst = append(append(dst, `,"details":[`...), googleType+`ErrorInfo","reason":`...)
	dst = appendQuoted(dst, strings.ToUpper(strings.ReplaceAll(string(f.Type), ":", "_")))
	dst = appendQuoted(append(dst, `,"domain":"tolsey","metadata":{"error_type":`...), string(f.Type))
	for _, m := range [...]struct{ name, value string }{{"limit_source", f.LimitSource}, {"remedy_hint", f.Hint}, {"call_id", callID}, {"seller", f.Seller}} {
		if m.value != "" {
			dst = appendQuoted(append(append(append(dst, `,"`...), m.name...), `":`...), m.value)
		}
	}
	dst = appendQuoted(append(dst, `,"charged":`...), f.Charged.Decimal())
	dst = append(dst, '}')
	dst = append(appendAttempts(dst, f.Attempts), '}')
	if f.Param != "" {
		dst = appendQuoted(append(append(dst, ','), googleType+`BadRequest","fieldViolations":[{"field":`...), f.Param)
		dst = append(appendQuoted(append(dst, `,"description":`...), f.Message), "}]}"...)
	}
	if f.RetryAfter > 0 {
		// Clients read whole seconds or decimals of them; they must not come too early.
		seconds := int64((f.RetryAfter + time.Second - 1) / time.Second)
		dst = append(append(dst, ','), googleType+`RetryInfo","retryDelay":"`...)
		dst = append(strconv.AppendInt(dst, seconds, 10), `s"}`...)
	}
	return append(dst, "]}"...)
}

// geminiStatus is Google's name of an HTTP status.
func geminiStatus(status int) string {
	switch status {
	case 401:
		return "UNAUTHENTICATED"
	case 402:
		return "FAILED_PRECONDITION" // nothing that a retry mends
	case 403:
		return "PERMISSION_DENIED"
	case 404:
		return "NOT_FOUND"
	case 405, 501:
		return "UNIMPLEMENTED"
	case 408, 504:
		return "DEADLINE_EXCEEDED"
	case 409:
		return "ABORTED"
	case 429:
		return "RESOURCE_EXHAUSTED"
	case 499:
		return "CANCELLED"
	case 502, 503:
		return "UNAVAILABLE"
	}
	if status >= 500 {
		return "INTERNAL"
	}
	return "INVALID_ARGUMENT"
}
