package store

import "github.com/dgraph-io/badger/v4"

// Faulty opens a directory whose disk fails on command.
func Faulty(dir string, n Network, commit func() error, free func() uint64) (*Store, error) {
	return open(dir, n, faults{spaceWith: free, commitWith: func(tx *badger.Txn) error {
		if err := commit(); err != nil {
			return err
		}
		return tx.Commit()
	}})
}

// ReserveNew and ReserveFinish are the free space below which verbs are refused, bytes.
const (
	ReserveNew    = reserveNew
	ReserveFinish = reserveFinish
)
