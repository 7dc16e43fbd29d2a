package testnet_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	tower "github.com/tolsey/tolsey/clearing/watch"
)

// Two processes that sign with one key would each sign vouchers that the other does not know. On one directory, or on another one with a
// copy of the key, the second is refused and says whom to stop. That a killed process is in nobody's way is TestKilledProcessesAgree's to show.
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

	refused := func(data, words string) {
		t.Helper()
		cmd := exec.Command(m.bin, "start", "--data", data, "--gateway-listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--p2p-listen", "/ip4/127.0.0.1/tcp/0")
		cmd.Env = m.env()
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		require.True(t, errors.As(err, &exit), "%v: %s", err, out)
		require.Equal(t, 3, exit.ExitCode(), "%s", out)
		require.Contains(t, string(out), words)
	}
	refused(buyer.data, "data directory is in use")
	refused(twin, "node key is in use")
	refused(twin, buyer.data)
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
