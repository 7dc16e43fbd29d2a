package testnet_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet"
)

// strangersAreRefused asks a devnet's control server as web pages and other users of the machine could.
func strangersAreRefused(t *testing.T, f testnet.File) {
	for name, c := range map[string]struct {
		method, path, token, origin, host string
		status                            int
		says                              string
	}{
		"no token":         {"POST", "/nodes/buyer/kill", "", "", "", 401, "it lies in devnet.json"},
		"a wrong token":    {"POST", "/nodes/buyer/kill", "ctl-guess", "", "", 401, "bearer token"},
		"a web page":       {"POST", "/nodes/buyer/kill", f.Control.Token, "http://evil.example", "", 403, "not served here"},
		"a rebound name":   {"GET", "/nodes", f.Control.Token, "", "evil.example", 403, "not served here"},
		"an unknown node":  {"POST", "/nodes/nobody/kill", f.Control.Token, "", "", 404, "the nodes are buyer"},
		"an unknown verb":  {"POST", "/nodes/buyer/fly", f.Control.Token, "", "", 404, "kill, stop and start are"},
		"a running node":   {"POST", "/nodes/buyer/start", f.Control.Token, "", "", 409, "node is running"},
		"no address":       {"POST", "/faucet/0x12", f.Control.Token, "", "", 400, "40 hex digits"},
		"who may ask, may": {"GET", "/nodes", f.Control.Token, "", "", 200, `"running":true`},
	} {
		req, err := http.NewRequestWithContext(t.Context(), c.method, f.Control.URL+c.path, nil)
		require.NoError(t, err)
		if c.token != "" {
			req.Header.Set("Authorization", "Bearer "+c.token)
		}
		if c.origin != "" {
			req.Header.Set("Origin", c.origin)
		}
		if c.host != "" {
			req.Host = c.host
		}
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Equal(t, c.status, resp.StatusCode, name)
		require.Contains(t, string(body), c.says, name)
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	_, err := testnet.ReadFile(dir)
	require.ErrorIs(t, err, testnet.ErrNotRunning)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "devnet.json"), []byte("{"), 0o600))
	_, err = testnet.ReadFile(dir)
	require.ErrorContains(t, err, "restart the devnet")
}

func TestEnvIsQuotedForTheShell(t *testing.T) {
	require.Equal(t, `export A='it'\''s $HOME'`, testnet.EnvVar{Name: "A", Value: "it's $HOME"}.Export())
	_, err := testnet.File{}.Env()
	require.ErrorIs(t, err, testnet.ErrNotNamed)
}

func TestLogFile(t *testing.T) {
	path, err := testnet.LogFile("d", "buyer")
	require.NoError(t, err)
	require.Equal(t, filepath.Join("d", "logs", "buyer.log"), path)
	_, err = testnet.LogFile("d", "../../etc/passwd")
	require.ErrorIs(t, err, testnet.ErrNotNamed)
}
