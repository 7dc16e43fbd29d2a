package contracts_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/contracts"
)

const accessKey = "s3cret-access-key"

func TestAnAccessKeyInTheAddressIsNeverShown(t *testing.T) {
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	for _, url := range []string{dead.URL + "/v2/" + accessKey, dead.URL + "?key=" + accessKey, "http://user:" + accessKey + "@127.0.0.1:1/", "ws://127.0.0.1:1/" + accessKey, "nonsense-" + accessKey} {
		_, err := contracts.Dial(t.Context(), url, contracts.Network{ChainID: 1})
		require.Error(t, err)
		require.NotContains(t, err.Error(), accessKey)
	}
	require.Equal(t, "https://rpc.example.org", contracts.HostOf("https://rpc.example.org/v2/"+accessKey))
}

// A node that answers without end must not fill our memory.
func TestAnEndlessAnswerIsCutOff(t *testing.T) {
	var sent int
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":"0x`)
		chunk := make([]byte, 1<<20)
		for i := range chunk {
			chunk[i] = '1'
		}
		for r.Context().Err() == nil && sent < 64<<20 {
			n, err := w.Write(chunk)
			if sent += n; err != nil {
				return
			}
		}
	}))
	_, err := contracts.Dial(t.Context(), endless.URL, contracts.Network{ChainID: 1})
	endless.Close() // waits for the handler, which owns sent until then
	require.Error(t, err)
	require.Less(t, sent, 2*contracts.MaxResponse)
}

func TestAnswersThatAreNoJSONAreErrors(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"html":  func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>maintenance</html>") },
		"429":   func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "slow down", http.StatusTooManyRequests) },
		"503":   func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusServiceUnavailable) },
		"empty": func(http.ResponseWriter, *http.Request) {},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(answer)
			defer server.Close()
			_, err := contracts.Dial(context.Background(), server.URL, contracts.Network{ChainID: 1})
			require.ErrorContains(t, err, "chain's node at http://127.0.0.1")
		})
	}
}
