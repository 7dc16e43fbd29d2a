package node

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/wallet"
)

// ErrKeyInUse is returned for a node of which another process of the same user runs with a key, from whatever data directory: two that
// sign vouchers with one node key sign two at one amount, and both lose their channels; two that send with one owner key take each
// other's nonces, and each spends what the other counts on.
var ErrKeyInUse = errors.New("key is in use")

// keyLock says that a process runs with a key. The system takes it back when the process ends, however it ends. It covers one user
// on one machine; beyond, a channel on which a foreign voucher shows up stands still, and a transaction whose nonce is taken is
// reported as displaced and made anew.
type keyLock struct{ file *os.File }

// lockKeys takes the locks of all keys that a node signs with. An owner's key that everybody knows is nobody's: every devnet has the same.
func lockKeys(chainID uint64, k keyring, data string) (locks []*keyLock, err error) {
	keys := map[string]*wallet.Signer{"node": k.node}
	if k.owner != nil && !wallet.WellKnown(k.owner.Address()) && k.owner.Address() != k.node.Address() {
		keys["owner"] = k.owner
	}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		l, err := lockKey(chainID, keys[name].Address(), data)
		if err != nil {
			return locks, fmt.Errorf("%s %w", name, err)
		}
		locks = append(locks, l)
	}
	return locks, nil
}

// lockKey takes the lock of a key on a chain, in the first folder of the user's that can be written.
func lockKey(chainID uint64, key common.Address, data string) (*keyLock, error) {
	name := fmt.Sprintf("%d-%s.lock", chainID, strings.ToLower(key.Hex()))
	var failed []error
	for _, dir := range lockDirs() {
		l, err := lockFile(filepath.Join(dir, name), data)
		if err == nil || errors.Is(err, ErrKeyInUse) {
			return l, err
		}
		failed = append(failed, err)
	}
	return nil, fmt.Errorf("key cannot be locked: %w", errors.Join(failed...))
}

// lockDirs are the user's own folders, the same for all processes: not one of the data directory's.
func lockDirs() (dirs []string) {
	if dir, err := os.UserConfigDir(); err == nil {
		dirs = append(dirs, filepath.Join(dir, "tolsey", "running"))
	}
	return append(dirs, filepath.Join(os.TempDir(), fmt.Sprintf("tolsey-%d", os.Getuid())))
}

func lockFile(path, data string) (*keyLock, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, err
		}
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errors.Join(heldBy(path), f.Close())
		}
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		if !same(f, path) { // whoever had it has removed it meanwhile
			_ = f.Close() // nothing was written
			continue
		}
		l := &keyLock{f}
		if err := errors.Join(f.Truncate(0), writeHolder(f, data)); err != nil {
			return nil, errors.Join(err, l.Close())
		}
		return l, nil
	}
}

func writeHolder(f *os.File, data string) error {
	if full, err := filepath.Abs(data); err == nil {
		data = full
	}
	_, err := fmt.Fprintf(f, "process %d, data directory %s", os.Getpid(), data)
	return err
}

func heldBy(path string) error {
	holder := "another process"
	if text, err := os.ReadFile(path); err == nil && len(text) > 0 {
		holder = string(text)
	}
	return fmt.Errorf("%w: by %s; stop it first, or give this node keys of its own with 'tolsey init' in another data directory", ErrKeyInUse, holder)
}

// same reports whether an open file is the one at a path.
func same(f *os.File, path string) bool {
	a, err := f.Stat()
	b, failed := os.Stat(path)
	return err == nil && failed == nil && os.SameFile(a, b)
}

// Close gives the lock back. The file goes first, so that nobody takes the lock of a file that is about to go.
func (l *keyLock) Close() error {
	return errors.Join(os.Remove(l.file.Name()), l.file.Close())
}
