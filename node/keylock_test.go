package node_test

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node"
)

func TestOneProcessPerKey(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	key := common.Address{1}
	first, err := node.LockKey(1, key, "a")
	require.NoError(t, err)
	_, err = node.LockKey(1, key, "b")
	require.ErrorIs(t, err, node.ErrKeyInUse)
	full, err := filepath.Abs("a")
	require.NoError(t, err)
	_, err = node.LockKey(1, key, "b")
	require.ErrorContains(t, err, full, "the holder is named")

	other, err := node.LockKey(1, common.Address{2}, "b")
	require.NoError(t, err, "another key")
	require.NoError(t, other.Close())
	elsewhere, err := node.LockKey(2, key, "b")
	require.NoError(t, err, "another chain: its signatures are of no use here")
	require.NoError(t, elsewhere.Close())

	require.NoError(t, first.Close())
	again, err := node.LockKey(1, key, "b")
	require.NoError(t, err, "it was given back")
	require.NoError(t, again.Close())
}

func TestKeyLockFallsBack(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(nowhere, nil, 0o600))
	t.Setenv("XDG_CONFIG_HOME", nowhere)
	t.Setenv("TMPDIR", t.TempDir())
	l, err := node.LockKey(1, common.Address{1}, "a")
	require.NoError(t, err)
	_, err = node.LockKey(1, common.Address{1}, "b")
	require.ErrorIs(t, err, node.ErrKeyInUse)
	require.NoError(t, l.Close())
	t.Setenv("TMPDIR", nowhere)
	_, err = node.LockKey(1, common.Address{1}, "a")
	require.ErrorContains(t, err, nowhere, "it says what cannot be written")
}

// Many take the lock and give it back, which removes its file, at once: never two have it.
func TestKeyLockIsNeverHeldTwice(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	var held, taken atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 500 {
				l, err := node.LockKey(1, common.Address{1}, "a")
				if err != nil {
					continue
				}
				if held.Add(1) != 1 {
					t.Error("two hold the lock")
				}
				taken.Add(1)
				held.Add(-1)
				if err := l.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	require.Greater(t, taken.Load(), int32(1))
}
