package upstream

import (
	"net/http"
	"net/netip"
	"time"
)

// Read is what an error's body and headers are taken for.
func (c *Client) Read(status int, h http.Header, body []byte) *Error {
	e := &Error{Status: status, RetryAfter: retryAfter(h, time.Now())}
	c.classify(e, body)
	return e
}

// IsPublic is the check of a dialled address.
func IsPublic(a netip.Addr) bool { return isPublic(a) }
