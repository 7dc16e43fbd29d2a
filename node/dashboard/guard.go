package dashboard

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"strings"
)

// guard refuses requests that were not meant for this listener: web pages reach localhost too (THREATS.md 3.4, L1 to L3).
type guard struct {
	hosts map[string]bool
	token [sha256.Size]byte
	pages *sessions
}

// hostsOf lists the Host headers that name a loopback listener.
func hostsOf(addr net.Addr) map[string]bool {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return nil
	}
	hosts := map[string]bool{}
	for _, h := range []string{"localhost", "127.0.0.1", "[::1]"} {
		hosts[h+":"+port] = true
		if port == "80" {
			hosts[h] = true
		}
	}
	return hosts
}

// site refuses foreign hosts and origins. There is no CORS: a page of another origin has no use of this listener.
func (g guard) site(r *http.Request) *Error {
	if !g.hosts[strings.ToLower(r.Host)] {
		return Refuse(CodeHost, "use http://127.0.0.1 and the admin port", "Host %.80q is not served here", r.Host)
	}
	for _, origin := range r.Header["Origin"] {
		host, plain := strings.CutPrefix(origin, "http://")
		if !plain || host != strings.ToLower(r.Host) {
			return Refuse(CodeHost, "", "Origin %.80q is not allowed: only this listener's own page may call it", origin)
		}
	}
	switch s := r.Header.Get("Sec-Fetch-Site"); s {
	case "", "none", "same-origin":
	default:
		return Refuse(CodeHost, "", "a request from another site (%.20q) is not allowed", s)
	}
	return nil
}

// access is what a bearer may do.
type access uint8

const (
	nobody access = iota
	reader        // a page's session
	operator
)

// bearer finds out who calls. Tokens are compared by their hashes in constant time.
func (g guard) bearer(r *http.Request) access {
	const scheme = "bearer "
	auth := r.Header["Authorization"]
	if len(auth) != 1 || len(auth[0]) <= len(scheme) || !strings.EqualFold(auth[0][:len(scheme)], scheme) {
		return nobody
	}
	hash := sha256.Sum256([]byte(strings.TrimSpace(auth[0][len(scheme):])))
	switch {
	case subtle.ConstantTimeCompare(hash[:], g.token[:]) == 1:
		return operator
	case g.pages.valid(hash):
		return reader
	}
	return nobody
}

// secure sets the headers that keep a browser from doing more than showing the page.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}
