package wallet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/wallet"
)

func TestReadPassword(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		mode os.FileMode
		says string // "": it is taken
	}{
		"a line":        {"correct horse\n", 0o600, ""},
		"no line end":   {"correct horse", 0o400, ""},
		"line of a PC":  {"correct horse\r\n", 0o600, ""},
		"two lines":     {"correct\nhorse\n", 0o600, "exactly one line"},
		"empty":         {"", 0o600, "exactly one line"},
		"a blank line":  {"\n", 0o600, "exactly one line"},
		"for the group": {"correct horse\n", 0o640, "chmod 600"},
		"for everybody": {"correct horse\n", 0o644, "mode 0644"},
		"a book":        {strings.Repeat("a", 1<<20), 0o600, "at most"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "password")
			require.NoError(t, os.WriteFile(path, []byte(c.text), c.mode))
			require.NoError(t, os.Chmod(path, c.mode))
			p, err := wallet.ReadPassword(path)
			if c.says != "" {
				require.ErrorContains(t, err, c.says)
				require.ErrorContains(t, err, path)
				require.NotContains(t, err.Error(), "horse")
				return
			}
			require.NoError(t, err)
			require.Equal(t, wallet.PasswordOf("correct horse"), p)
		})
	}
	_, err := wallet.ReadPassword(filepath.Join(t.TempDir(), "none"))
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "tolsey init")
}

func TestNewPassword(t *testing.T) {
	path := filepath.Join(t.TempDir(), "password")
	p, err := wallet.NewPassword(path)
	require.NoError(t, err)
	read, err := wallet.ReadPassword(path)
	require.NoError(t, err)
	require.Equal(t, p, read)
	_, err = wallet.NewPassword(path)
	require.ErrorIs(t, err, wallet.ErrExists)
}
