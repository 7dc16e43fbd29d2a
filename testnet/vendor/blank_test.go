package vendor_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

// A blank line that holds spaces is one token, for the vendor as for the meter: code has many of them.
func TestBlankLinesWithSpacesAreCountedAsPublished(t *testing.T) {
	b := start(t)
	for _, text := range []string{"\n \n", "a\n \nb", "if x {\n\t\n\treturn\n  \n}\n", strings.Repeat("func f() {\n    \n}\n", 100), "\r\n \r\n \x7f\n \n"} {
		body, err := json.Marshal(map[string]any{"model": "openai/gpt-5.6-luna", "max_tokens": 1, "messages": []any{map[string]string{"role": "user", "content": text}}})
		require.NoError(t, err)
		codec, err := dialect.For("openai")
		require.NoError(t, err)
		req, err := codec.Decode(body)
		require.NoError(t, err)
		want, exact := meter.Devnet().CountInput(market.Model("openai/gpt-5.6-luna"), req)
		require.True(t, exact)
		resp, answer := b.post("openai", "key-openai-1", string(body))
		require.Equal(t, http.StatusOK, resp.StatusCode, answer)
		require.EqualValues(t, want, b.lastRow().Prompt, "%q", text)
	}
}
