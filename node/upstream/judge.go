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
	m, ok := c.profile.word(v.Code)
	if !ok {
		m, ok = c.profile.word(v.Type)
	}
	if !ok {
		m = busy
	}
	e.Code, e.Change = m.Code, m.Change
	return e
}

// maxDetail bounds what of a vendor's text is kept, bytes.
const maxDetail = 300

// quote is a vendor's text as it may be logged: without any key, in one line, not too long.
func (c *Client) quote(text string, most int) string { return printable(c.pool.scrub(text), most) }

// classify says what an error's body means: its words before its status.
func (c *Client) classify(e *Error, text []byte) {
	body := gjson.ParseBytes(text)
	if body.IsArray() { // Google's, to a stream that is asked for without alt=sse
		body = body.Get("0")
	}
	e.Detail = c.quote(message(body), maxDetail)
	e.Field = c.quote(body.Get("error.param").String(), 64)
	m, ok := c.profile.read(body)
	if !ok {
		m = byStatus(e.Status)
	}
	e.Code, e.Change = m.Code, m.Change
	if e.RetryAfter == 0 {
		e.RetryAfter = hintInBody(body)
	}
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
