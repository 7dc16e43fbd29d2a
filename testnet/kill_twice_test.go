package testnet_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	tower "github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/node/config"
)

// Two processes that sign with one node key would each sign vouchers that the other does not know; two that send with one owner key would
// take each other's nonces. On one directory, or on another one with a copy of either key, the second is refused and says whom to stop. A
// seller that sees a chain with real money through one provider alone is refused too. That a killed process is in nobody's way is TestKilledProcessesAgree's to show.
func TestSecondProcessWithOneKeyIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	t.Parallel()
	m := newKillMarket(t)
	buyer, _ := m.newPair(t)
	twin := filepath.Join(t.TempDir(), "twin")
	require.NoError(t, os.CopyFS(twin, os.DirFS(buyer.data)))
	require.NoError(t, os.Chmod(twin, 0o700))
	require.NoError(t, os.RemoveAll(filepath.Join(twin, "store")))
	require.NoError(t, os.Remove(filepath.Join(twin, tower.FileName)))
	private(t, twin)

	refused := func(code int, data, words string) {
		t.Helper()
		cmd := exec.Command(m.bin, "start", "--data", data, "--gateway-listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--p2p-listen", "/ip4/127.0.0.1/tcp/0")
		cmd.Env = m.env()
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		require.True(t, errors.As(err, &exit), "%v: %s", err, out)
		require.Equal(t, code, exit.ExitCode(), "%s", out)
		require.Contains(t, string(out), words)
	}
	refused(3, buyer.data, "data directory is in use")
	refused(3, twin, "node key is in use")
	refused(3, twin, buyer.data)

	require.NoError(t, os.Remove(filepath.Join(twin, "keystore", "node.json")))
	(&killNode{t: t, m: m, data: twin}).cli("init") // makes the key that is missing
	refused(3, twin, "owner key is in use")
	refused(3, twin, buyer.data)

	real := filepath.Join(t.TempDir(), "real.yaml")
	n, err := config.ReadNetwork(m.network)
	require.NoError(t, err)
	n.Chain, n.Name = 8453, "real"
	require.NoError(t, config.WriteNetwork(real, n))
	lonely := filepath.Join(t.TempDir(), "lonely")
	require.NoError(t, os.Mkdir(lonely, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(lonely, config.FileName), []byte(strings.Replace(m.sellerConfig(), "60s", "48h", 1)), 0o600))
	(&killNode{t: t, m: m, data: lonely}).cli("init", "--network", real)
	refused(1, lonely, "a seller asks two chain nodes")
}

// private takes away what a copy gives to others.
func private(t *testing.T, dir string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chmod(path, 0o600)
	}))
}
