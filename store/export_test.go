package store

import (
	"errors"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"

	"github.com/tolsey/tolsey/market/money"
)

// Faulty opens a directory whose disk fails on command.
func Faulty(dir string, n Network, commit func() error, free func() uint64) (*Store, error) {
	return open(dir, n, faults{spaceWith: free, commitWith: func(_ []string, write func() error) error {
		if err := commit(); err != nil {
			return err
		}
		return write()
	}})
}

// FaultyFile opens a directory whose channels file cannot be written on command.
func FaultyFile(dir string, n Network, file func() error) (*Store, error) {
	return open(dir, n, faults{fileWith: file})
}

// OpenUnsynced opens a directory whose verbs do not wait for the disk.
func OpenUnsynced(dir string, n Network) (*Store, error) { return open(dir, n, faults{lazy: true}) }

// MirrorLag is the money that the channels file may be behind on one channel.
func MirrorLag() money.Amount { return mirrorLag }

// ReserveNew and ReserveFinish are the free space below which verbs are refused, bytes.
const (
	ReserveNew    = reserveNew
	ReserveFinish = reserveFinish
)

// Dump is every row of a closed directory's database, but its lineage.
func Dump(dir string) (map[string]string, error) {
	db, err := badger.Open(options(filepath.Join(dir, "store")))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	err = db.View(func(tx *badger.Txn) error {
		return each(tx, nil, nil, false, func(k, v []byte) (bool, error) {
			if k[0] != rowLineage {
				out[string(k)] = string(v)
			}
			return true, nil
		})
	})
	return out, errors.Join(err, db.Close())
}

// Compact has the database of a closed directory drop all that is deleted.
func Compact(dir string) error {
	db, err := badger.Open(options(filepath.Join(dir, "store")))
	if err != nil {
		return err
	}
	return errors.Join(db.Flatten(1), db.Close())
}

// SchemaVersion is the schema of this program.
const SchemaVersion = schemaVersion

// SetSchema makes a closed directory's database say another schema.
func SetSchema(dir string, n Network, schema int) error {
	db, err := badger.Open(options(filepath.Join(dir, "store")))
	if err != nil {
		return err
	}
	err = db.Update(func(tx *badger.Txn) error {
		return tx.Set(keyBinding, encode(binding{Schema: schema, Network: n}))
	})
	return errors.Join(err, db.Close())
}
