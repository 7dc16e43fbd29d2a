package store

import (
	"github.com/dgraph-io/badger/v4"

	"github.com/tolsey/tolsey/market/money"
)

// Faulty opens a directory whose disk fails on command.
func Faulty(dir string, n Network, commit func() error, free func() uint64) (*Store, error) {
	return open(dir, n, faults{spaceWith: free, commitWith: func(tx *badger.Txn) error {
		if err := commit(); err != nil {
			return err
		}
		return tx.Commit()
	}})
}

// FaultyFile opens a directory whose channels file cannot be written on command.
func FaultyFile(dir string, n Network, file func() error) (*Store, error) {
	return open(dir, n, faults{fileWith: file})
}

// MirrorLag is the money that the channels file may be behind on one channel.
func MirrorLag() money.Amount { return mirrorLag }

// ReserveNew and ReserveFinish are the free space below which verbs are refused, bytes.
const (
	ReserveNew    = reserveNew
	ReserveFinish = reserveFinish
)
