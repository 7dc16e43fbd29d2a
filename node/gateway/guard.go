package gateway

import (
	"net/http"
	"strings"

	"github.com/tolsey/tolsey/market"
)

// guard refuses requests that were not meant for this gateway: web pages reach localhost too (THREATS.md 3.4, L1-L3).
type guard struct {
	hosts   map[string]bool
	origins map[string]bool
	csrf    *http.CrossOriginProtection
}

func newGuard(hosts map[string]bool) guard {
	g := guard{hosts, make(map[string]bool, 2*len(hosts)), http.NewCrossOriginProtection()}
	for h := range hosts {
		g.origins["http://"+h], g.origins["https://"+h] = true, true
	}
	return g
}

// check looks at Host, Origin and Sec-Fetch-Site. There is no CORS: a page of another origin has no use of this gateway, and one
// of the same machine on another port is another origin.
func (g guard) check(r *http.Request) error {
	if !g.hosts[r.Host] && !g.hosts[strings.ToLower(r.Host)] {
		return refuseHost("Host %.80q is not served here; use the gateway's own address, or name the host in gateway.hosts.", r.Host)
	}
	if origins := r.Header["Origin"]; len(origins) > 1 || len(origins) == 1 && !g.origins[origins[0]] {
		return refuseHost("Origin %.80q is not allowed: web pages cannot call this gateway.", strings.Join(origins, ", "))
	}
	switch site := r.Header.Get("Sec-Fetch-Site"); site {
	case "", "none", "same-origin":
	default:
		return refuseHost("A request from another site (%.20q) is not allowed: web pages cannot call this gateway.", site)
	}
	if g.csrf.Check(r) != nil {
		return refuseHost("A cross-origin request is not allowed: web pages cannot call this gateway.")
	}
	return nil
}

func refuseHost(format string, args ...any) error {
	return market.Refuse(http.StatusForbidden, market.HostNotAllowed, "", format, args...)
}

// headerSize is what a header section takes, as HTTP/1.1 writes it.
func headerSize(r *http.Request) int {
	n := len(r.Method) + len(r.RequestURI) + len(r.Host) + len("  HTTP/1.1\r\nHost: \r\n\r\n")
	for name, values := range r.Header {
		for _, v := range values {
			n += len(name) + len(v) + len(": \r\n")
		}
	}
	return n
}
