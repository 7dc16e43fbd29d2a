package store

import (
	"runtime"
	"strings"

	"github.com/dgraph-io/badger/v4"
)

// Commit performs one durable write by calling write, or does not. verbs are the names of the verbs in it; what any of them returns rests
// on this write alone.
type Commit func(verbs []string, write func() error) error

// OpenBehind opens a directory all of whose durable writes go through commit, from the first on: to count them, or to have a process end
// before or after any of them.
func OpenBehind(dir string, n Network, commit Commit) (*Store, error) {
	return open(dir, n, faults{commitWith: commit})
}

// OpenStill is OpenBehind for a process that lives in virtual time, where hours pass in a second: the database does not look by the clock
// for something to compact.
func OpenStill(dir string, n Network, commit Commit) (*Store, error) {
	return open(dir, n, faults{commitWith: commit, still: true})
}

// commit writes a transaction.
func (f faults) commit(tx *badger.Txn, verbs func() []string) error {
	if f.commitWith != nil {
		return f.commitWith(verbs(), tx.Commit)
	}
	return tx.Commit()
}

// update writes what is written before the writer runs.
func (s *Store) update(name string, f func(*badger.Txn) error) error {
	tx := s.db.NewTransaction(true)
	defer tx.Discard()
	if err := f(tx); err != nil {
		return err
	}
	return s.faults.commit(tx, func() []string { return []string{name} })
}

// calledVerb is the name of the exported verb that a caller outside of this package has called, where anybody asks.
func (f faults) calledVerb() string {
	if f.commitWith == nil {
		return ""
	}
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	name := ""
	for {
		frame, more := frames.Next()
		_, in, ok := strings.Cut(frame.Function, "tolsey/store.")
		if !ok {
			return name
		}
		name = in[strings.LastIndexByte(in, '.')+1:]
		if !more {
			return name
		}
	}
}
