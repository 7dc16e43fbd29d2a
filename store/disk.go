package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/dgraph-io/badger/v4"
)

// sweep removes log files that a crash or a full disk left between their creation and their first byte: Badger does not open a directory
// that has one. A directory that another process has is left alone; Badger will say so.
func sweep(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open data directory: %w", err)
	}
	defer dir.Close()
	if syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return nil
	}
	files, err := dir.ReadDir(-1)
	if err != nil {
		return fmt.Errorf("read data directory: %w", err)
	}
	for _, f := range files {
		if ext := filepath.Ext(f.Name()); ext != ".mem" && ext != ".vlog" {
			continue
		}
		info, err := f.Info()
		if err == nil && info.Size() == 0 {
			err = os.Remove(filepath.Join(path, f.Name()))
		}
		if err != nil {
			return fmt.Errorf("remove empty log file: %w", err)
		}
	}
	return nil
}

// How long a directory that was just let go of may still look taken: a child that is being started holds its parent's files, and the
// locks on them, until it runs its own program.
const (
	lockWait  = time.Second
	lockAgain = 20 * time.Millisecond
)

func openDB(o badger.Options) (*badger.DB, error) {
	for end := time.Now().Add(lockWait); ; time.Sleep(lockAgain) {
		db, err := badger.Open(o)
		if err == nil || !isLocked(err) || time.Now().After(end) {
			return db, err
		}
	}
}

func isLocked(err error) bool { return strings.Contains(err.Error(), "Cannot acquire directory lock") }

// explain turns Badger's refusal of a directory in use into one that names the holder.
func explain(err error, path string) error {
	if !isLocked(err) {
		return fmt.Errorf("open data directory %s: %w", path, err)
	}
	holder := "another process"
	if pid, err := os.ReadFile(filepath.Join(path, "LOCK")); err == nil {
		holder = "process " + strings.TrimSpace(string(pid))
	}
	return fmt.Errorf("%w: %s has %s; stop it first, or give another directory with --data", ErrLocked, holder, path)
}

// closeTime is how long a database whose disk has failed may take to close: it goes on trying to write what is in memory, all of which
// is in its log already.
const closeTime = 5 * time.Second

func (s *Store) closeDB() error {
	if s.broken.Load() == nil {
		return s.db.Close()
	}
	done := make(chan error, 1)
	go func() { done <- s.db.Close() }() // ends with the process, if the disk does not come back
	select {
	case err := <-done:
		return err
	case <-time.After(closeTime):
		return errors.New("the disk does not take what is in memory")
	}
}

// guarded keeps a database that has lost its memory table to a failed write from taking the process with it.
func (s *Store) guarded(f func(*badger.Txn) error) (err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if s.breaks() == nil {
			panic(r)
		}
		err = fmt.Errorf("read after a failed write: %w", s.breaks())
	}()
	return s.db.View(f)
}

// breaks is the write that failed; a reader may meet its consequences a moment before the writer has noted it.
func (s *Store) breaks() error {
	for range 100 {
		if err := s.broken.Load(); err != nil {
			return *err
		}
		time.Sleep(time.Millisecond)
	}
	return nil
}
