package upstream_test

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/upstream"
)

func FuzzError(f *testing.F) {
	f.Add(429, "7", []byte(`{"error":{"message":"slow","type":"tokens","param":null,"code":"rate_limit_exceeded"}}`))
	f.Add(401, "Fri, 01 Jan 2100 00:00:00 GMT", []byte(`{"error":{"message":"key `+canary+`","code":401,"metadata":{"error_type":"x"}}}`))
	f.Add(500, "0.5", []byte(`{"error":"boom\u0000"}`))
	f.Add(502, "NaN", []byte("<html>\xff"))
	c := client(f, "http://127.0.0.1:1")
	f.Fuzz(func(t *testing.T, status int, after string, body []byte) {
		e := c.Read(status, http.Header{"Retry-After": {after}, "Retry-After-Ms": {after}}, body)
		require.NotEqual(t, "unknown", e.Code.String())
		require.GreaterOrEqual(t, e.RetryAfter, time.Duration(0))
		require.LessOrEqual(t, e.RetryAfter, time.Hour)
		for _, text := range []string{e.Detail, e.Field, e.Error()} {
			require.NotContains(t, text, canary)
			require.True(t, utf8.ValidString(text))
			require.False(t, strings.ContainsAny(text, "\n\r\x1b\x00"))
		}
	})
}

func TestPublicAddresses(t *testing.T) {
	for addr, public := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "104.18.6.192": true,
		"127.0.0.1": false, "127.8.9.1": false, "0.0.0.0": false, "0.1.2.3": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.100.100.200": false, "198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false,
		"::": false, "::1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "fec0::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:0:1::": false,
	} {
		require.Equal(t, public, upstream.IsPublic(netip.MustParseAddr(addr)), "%s", addr)
	}
}
