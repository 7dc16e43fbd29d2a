package gateway_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Canaries of prompt, answer, key and Idempotency-Key appear in no log line, whatever a call comes to; every answer is closed.
func TestNothingSecretIsLogged(t *testing.T) {
	const canary = "canary-6f1d9c"
	for name, buyer := range map[string]*fakeBuyer{
		"answered":   {chunks: 3},
		"refused":    {refuse: market.NoSeller(model, nil, 0)},
		"broken":     {chunks: 3, breakAfter: 1, breakWith: market.StreamBroken(seller, money.Amount{})},
		"our bug":    {chunks: 3, breakAfter: 1, breakWith: errors.New("decode frame of /secret/path")},
		"panic":      {bug: true},
		"bad prompt": {},
	} {
		for _, keyed := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					b := serve(t, buyer, nil)
					body := strings.Replace(streamChat, "hello", canary, 1)
					if name == "bad prompt" {
						body = strings.Replace(body, `"role"`, `"role":"`+canary+`","role"`, 1)
					}
					var headers []string
					if keyed {
						headers = []string{idem, canary}
					}
					got := readAll(t, b.post(t, t.Context(), body, headers...))
					require.NotContains(t, got, "/secret/path")
					if name == "our bug" {
						require.Contains(t, got, `"error_type":"server"`)
						require.Contains(t, b.log.String(), "level=ERROR")
						require.Contains(t, b.log.String(), "/secret/path", "the operator is told")
					}
					readAll(t, b.post(t, t.Context(), body, "Authorization", "Bearer "+canary))
					b.stop()
					require.NotEmpty(t, b.log.String())
					require.NotContains(t, b.log.String(), canary)
					require.NotContains(t, b.log.String(), goodKey)
					if a := buyer.last(); a != nil {
						require.True(t, a.isClosed())
					}
				})
			})
		}
	}
}
