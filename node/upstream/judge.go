package upstream

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/tidwall/gjson"

	"github.com/tolsey/tolsey/node/dialect"
)

// judge refuses an answer that is none.
func (c *Client) judge(resp *http.Response, stream bool) error {
	switch {
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		return &Error{Code: Unavailable, Status: resp.StatusCode, Detail: "it redirects, and a key is sent to no other host"}
	case resp.StatusCode != http.StatusOK:
		return c.refusal(resp)
	}
	switch t := mediaType(resp.Header); {
	case t == "text/event-stream" && stream, t == "application/json" && !stream:
		return nil
	case t == "application/json": // an error dressed as success, or a vendor that cannot stream
		return c.refusal(resp)
	default:
		return &Error{Code: Malformed, Status: resp.StatusCode, Detail: fmt.Sprintf("content type %.60q", t)}
	}
}

// refusal reads an error's body.
func (c *Client) refusal(resp *http.Response) error {
	e := &Error{Status: resp.StatusCode, RetryAfter: retryAfter(resp.Header, time.Now())}
	r, err := bound(resp.Body, resp.Header.Get("Content-Encoding"), maxError)
	if err == nil {
		var text []byte
		text, err = io.ReadAll(r)
		if errors.Is(err, ErrTooLarge) {
			err = nil
		}
		c.classify(e, text)
	}
	if err != nil {
		e.Code, e.Err = Unavailable, fmt.Errorf("read error of upstream %q: %w", c.name, err)
	}
	return e
}

// Classify says what an error within an answer means.
func (c *Client) Classify(v *dialect.VendorError) *Error {
	e := &Error{Status: http.StatusOK, Detail: c.quote(v.Message, maxDetail)}
	e.Code = code(0, strings.ToLower(v.Type), strings.ToLower(v.Code))
	return e
}

// maxDetail bounds what of a vendor's text is kept, bytes.
const maxDetail = 300

// quote is a vendor's text as it may be logged: without the key, in one line, not too long.
func (c *Client) quote(text string, most int) string { return printable(c.key.scrub(text), most) }

func (c *Client) classify(e *Error, text []byte) {
	body := gjson.ParseBytes(text).Get("error")
	kind, name := strings.ToLower(body.Get("type").String()), strings.ToLower(body.Get("code").String())
	if t := body.Get("metadata.error_type").String(); t != "" {
		kind = strings.ToLower(t)
	}
	e.Detail = body.Get("message").String()
	if body.Type == gjson.String {
		e.Detail = body.String()
	}
	e.Detail = c.quote(e.Detail, maxDetail)
	e.Field = c.quote(body.Get("param").String(), 64)
	e.Code = code(e.Status, kind, name)
}

// code reads the vendor's own words before the status, which many vendors choose loosely.
func code(status int, kind, name string) Code {
	said := func(words ...string) bool {
		for _, w := range words {
			if kind == w || name == w {
				return true
			}
		}
		return false
	}
	switch {
	case said("context_length_exceeded", "max_tokens_exceeded", "request_too_large", "string_above_max_length"):
		return TooLong
	case said("content_policy_violation", "content_filter", "moderation", "refusal", "data_inspection_failed"):
		return Policy
	case said("insufficient_quota", "billing_not_active", "billing_hard_limit_reached", "payment_required", "billing_error", "invalid_api_key",
		"account_deactivated", "authentication_error", "permission_error"):
		return Account
	case said("model_not_found", "model_deprecated", "model_unavailable_upstream"):
		return NoModel
	case said("rate_limit_exceeded", "rate_limit_error", "tokens", "requests"):
		return Rate
	}
	switch status {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden:
		return Account
	case http.StatusTooManyRequests:
		return Rate
	case http.StatusRequestEntityTooLarge:
		return TooLong
	case http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return Invalid
	}
	return Unavailable
}

// printable is a text as one line of a log: no control characters, and not too long.
func printable(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s, "?"))
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "..."
	}
	return strings.TrimSpace(s)
}
