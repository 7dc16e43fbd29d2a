package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market"
)

// What a caller branches on.
var (
	// ErrDegraded is returned for new money while the disk cannot be trusted: it is full, or a write has failed. Reads go on. A full
	// disk heals when there is room again; a failed write needs a restart, which finds out what is durable.
	ErrDegraded = clearing.ErrDegraded
	// ErrClosed is returned once Close has been called.
	ErrClosed = errors.New("store is closed")
	// ErrLocked is returned by Open while another process has the directory.
	ErrLocked = errors.New("data directory is in use")
	// ErrNewer is returned by Open for a directory that a newer version has written.
	ErrNewer = errors.New("data directory is of a newer version")
	// ErrOtherNetwork is returned by Open for a directory that belongs to another chain or contract.
	ErrOtherNetwork = errors.New("data directory belongs to another network")
	// ErrNotFound is returned for what is not stored.
	ErrNotFound = errors.New("not found")
	// ErrExists is returned for adding what is stored already.
	ErrExists = errors.New("exists already")
)

// Network is what a directory belongs to: channel ids are unique within a contract on a chain, and a devnet that starts anew is
// another chain.
type Network struct {
	ChainID  uint64         `json:"chainId"`
	Genesis  common.Hash    `json:"genesis"` // zero: not checked
	Clearing common.Address `json:"clearing"`
}

// Domain is the signing domain of the network.
func (n Network) Domain() market.Domain {
	return market.Domain{ChainID: n.ChainID, Clearing: n.Clearing}
}

// schemaVersion rises with every change to stored rows that older code would misread.
const schemaVersion = 1

// Store is an open data directory.
type Store struct {
	db      *badger.DB
	dir     string
	network Network
	faults  faults
	mirror  *mirror

	ops  chan *op
	quit chan struct{} // closed by Close
	done chan struct{} // closed when the writer has ended

	broken atomic.Pointer[error] // a write that failed

	mu     sync.RWMutex // guards what readers see: the live rows of hot, and buyers
	hot    *tables
	buyers map[common.Address]map[common.Hash]bool // the channels of each buyer

	owed exposure // the writer's own
}

// Open opens a data directory, makes it if need be, and starts the writer. Close ends it.
func Open(dir string, n Network) (*Store, error) { return open(dir, n, faults{}) }

func open(dir string, n Network, f faults) (*Store, error) {
	path := filepath.Join(dir, "store")
	if err := refuseOrphan(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make data directory: %w", err)
	}
	if err := sweep(path); err != nil {
		return nil, err
	}
	db, err := openDB(f.options(options(path)))
	if err != nil {
		return nil, explain(err, path)
	}
	s := &Store{db: db, dir: path, network: n, faults: f, mirror: newMirror(dir, n, f), ops: make(chan *op), quit: make(chan struct{}), done: make(chan struct{}), hot: newTables(), buyers: map[common.Address]map[common.Hash]bool{}}
	if err := s.bind(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := s.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("read data directory %s: %w", path, err), db.Close())
	}
	if err := s.compare(filepath.Join(dir, watch.FileName)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s.beginMirror()
	go s.write()
	return s, nil
}

// options are small: the rows are, and a node is to run beside others. SyncWrites is what makes a verb's return mean durable.
func options(path string) badger.Options {
	return badger.DefaultOptions(path).WithSyncWrites(true).WithMemTableSize(8 << 20).WithNumMemtables(2).
		WithBlockCacheSize(8 << 20).WithIndexCacheSize(8 << 20).WithValueLogFileSize(16 << 20).WithNumCompactors(2).
		WithNumLevelZeroTables(2).WithNumLevelZeroTablesStall(6).WithBaseTableSize(1 << 20).WithBaseLevelSize(4 << 20).
		WithMetricsEnabled(false).WithDetectConflicts(false).WithLogger(nil)
}

// Close waits for the verbs at hand and closes the directory. It is safe to repeat.
func (s *Store) Close() error {
	s.mu.Lock()
	select {
	case <-s.quit:
		s.mu.Unlock()
		<-s.done
		return nil
	default:
	}
	close(s.quit)
	s.mu.Unlock()
	<-s.done
	if err := errors.Join(s.mirror.close(), s.closeDB()); err != nil {
		return fmt.Errorf("close data directory: %w", err)
	}
	return nil
}

// bind checks that the directory is of this schema and network, or makes it so when it is new.
func (s *Store) bind() error {
	var b binding
	found, err := s.load1(keyBinding, &b)
	if err != nil {
		return err
	}
	if !found {
		b = binding{Schema: schemaVersion, Network: s.network}
		return s.update("bind", func(tx *badger.Txn) error { return tx.Set(keyBinding, encode(b)) })
	}
	switch {
	case b.Schema > schemaVersion:
		return fmt.Errorf("%w: schema %d, this program knows %d; migrations only go forward: use the newer program, or restore a backup that this program has made", ErrNewer, b.Schema, schemaVersion)
	case !b.Network.is(s.network):
		return fmt.Errorf("%w: chain %d, contract %s, genesis %s; this is chain %d, contract %s, genesis %s; give another directory with --data",
			ErrOtherNetwork, b.Network.ChainID, b.Network.Clearing, b.Network.Genesis, s.network.ChainID, s.network.Clearing, s.network.Genesis)
	}
	return nil
}

type binding struct {
	Schema  int     `json:"schema"`
	Network Network `json:"network"`
}

func (n Network) is(o Network) bool {
	return n.ChainID == o.ChainID && n.Clearing == o.Clearing && (n.Genesis == o.Genesis || n.Genesis == common.Hash{} || o.Genesis == common.Hash{})
}

// Degraded says why the store takes no new money; nil when it does.
func (s *Store) Degraded() error {
	if err := s.broken.Load(); err != nil {
		return *err
	}
	if err := s.mirror.failed(); err != nil {
		return err
	}
	free, err := s.faults.space(s.dir)
	return s.room(reserveNew, free, err)
}

// find returns a hot row as it is durable.
func find[K comparable, V any](s *Store, t *table[K, V], k K) (V, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, ok := t.live[k]
	return v, ok
}

// values returns all hot rows of a kind as they are durable, in any order.
func values[K comparable, V any](s *Store, t *table[K, V]) []V {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Collect(maps.Values(t.live))
}

// view runs f over what is durable, on disk.
func (s *Store) view(ctx context.Context, f func(*badger.Txn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-s.quit:
		return ErrClosed
	default:
	}
	return s.guarded(f)
}
