package gateway

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/tolsey/tolsey/market"
)

// authenticate finds the key of a request. SDKs send it in several headers, and agents in two at once, of which one may be another
// service's or nothing: one valid key is enough, two different ones are refused, since nobody could say which of them pays.
func (g *Gateway) authenticate(x *exchange) (Key, error) {
	var key Key
	var refused error
	for _, token := range credentials(x.r, x.surface) {
		found, err := g.keys.Authenticate(token)
		var refusal *market.Refusal
		switch {
		case err == nil && key != nil && key.ID() != found.ID():
			return nil, market.Refuse(http.StatusUnauthorized, market.Unauthenticated, "", "The request has two different API keys; send one, in one header.")
		case err == nil:
			key = found
		case refused == nil || !errors.As(err, &refusal):
			refused = err // that nobody could look counts more than that one key is none
		}
	}
	if key != nil {
		return key, nil
	}
	return nil, refused
}

// credentials are the tokens of a request, each once; one empty token when there is none.
func credentials(r *http.Request, s surface) []string {
	all := []string{bearer(r.Header), one(r.Header, "X-Api-Key"), one(r.Header, "X-Goog-Api-Key")}
	if s == google {
		all = append(all, r.URL.Query().Get("key"))
	}
	var out []string
	for _, token := range all {
		if token != "" && !slices.Contains(out, token) {
			out = append(out, token)
		}
	}
	if out == nil {
		return []string{""}
	}
	return out
}

// one is the value of a header that comes once.
func one(h http.Header, name string) string {
	if v := h[name]; len(v) == 1 {
		return strings.TrimSpace(v[0])
	}
	return ""
}

// bearer is the token of the one Authorization header; "" when there is none of that form.
func bearer(h http.Header) string {
	const scheme = "bearer "
	auth := h["Authorization"]
	if len(auth) != 1 || len(auth[0]) < len(scheme) || !strings.EqualFold(auth[0][:len(scheme)], scheme) {
		return ""
	}
	return strings.TrimSpace(auth[0][len(scheme):])
}
