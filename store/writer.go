package store

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/dgraph-io/badger/v4"

	"github.com/tolsey/tolsey/clearing/watch"
)

// Bounds of one transaction. Badger takes 1.2 MiB; the largest verb is a frame of channel.MaxFrameEntries with its calls.
const (
	maxBatchVerbs = 1000
	maxBatchBytes = 384 << 10
)

// Free space that must be left, bytes: new money stops first, so that what is begun can be brought to its end. Badger maps its files;
// a disk that is really full would end the process.
const (
	reserveNew    = 128 << 20
	reserveFinish = 48 << 20
)

// kind is what a verb does to the money at risk.
type kind uint8

const (
	begins   kind = iota // takes on new money: refused first
	finishes             // brings to an end what is begun, or claims it
)

// op is a verb on its way to the writer.
type op struct {
	kind kind
	verb string // its name, where a test asks
	run  func(*batch) error
	err  chan error // buffered: the writer never waits
}

// do runs a verb in the writer and returns when it is durable. A ctx that ends first gives up only a verb that has not begun.
func do[T any](ctx context.Context, s *Store, k kind, verb func(*batch) (T, error)) (T, error) {
	var out, none T
	o := &op{kind: k, verb: s.faults.calledVerb(), err: make(chan error, 1), run: func(b *batch) (err error) {
		out, err = verb(b)
		return err
	}}
	if err := ctx.Err(); err != nil {
		return none, err
	}
	select {
	case <-s.quit:
		return none, ErrClosed
	default:
	}
	select {
	case s.ops <- o:
	case <-ctx.Done():
		return none, ctx.Err()
	case <-s.quit:
		return none, ErrClosed
	}
	if err := <-o.err; err != nil {
		return none, err
	}
	return out, nil
}

// write is the writer: it runs the verbs that are waiting, commits them together, shows and answers them.
func (s *Store) write() {
	defer close(s.done)
	for {
		select {
		case o := <-s.ops:
			s.commit(s.gather(o))
		case <-s.quit:
			return
		}
	}
}

// gather runs the first verb and those that wait behind it.
func (s *Store) gather(first *op) *batch {
	b := newBatch(s)
	b.free, b.blind = s.faults.space(s.dir)
	b.apply(first)
	// Refused verbs count too: they are answered at once and may come again at once, and those before them wait for the disk.
	for n := 1; n < maxBatchVerbs && b.bytes < maxBatchBytes; n++ {
		select {
		case o := <-s.ops:
			b.apply(o)
		default:
			return b
		}
	}
	return b
}

// apply runs one verb on top of those before it; one that fails leaves nothing behind and is answered at once.
func (b *batch) apply(o *op) {
	err := b.admit(o.kind)
	if err == nil {
		err = o.run(b)
	}
	if err != nil {
		b.drop()
		o.err <- err
		return
	}
	b.keep()
	b.waiting = append(b.waiting, o)
}

// admit refuses verbs that the disk cannot be trusted with.
func (b *batch) admit(k kind) error {
	if err := b.s.broken.Load(); err != nil {
		return *err
	}
	reserve := uint64(reserveFinish)
	if k == begins {
		reserve = reserveNew
		if err := b.s.mirror.failed(); err != nil {
			return err
		}
	}
	if b.blind != nil || b.free < reserve {
		b.free, b.blind = b.s.faults.space(b.s.dir) // there may be room by now
	}
	return b.s.room(reserve, b.free, b.blind)
}

func (s *Store) room(reserve, free uint64, err error) error {
	if err != nil {
		return fmt.Errorf("%w: look for free space: %w", ErrDegraded, err)
	}
	if free < reserve {
		return fmt.Errorf("%w: %d MiB are free on the disk of %s, %d MiB are needed; make room", ErrDegraded, free>>20, s.dir, reserve>>20)
	}
	return nil
}

// commit makes a batch durable, then visible, then answers. After a failure nobody knows what the disk has: no verb is taken any more.
func (s *Store) commit(b *batch) {
	if len(b.waiting) == 0 {
		return
	}
	err := s.flush(b)
	if errors.Is(err, badger.ErrTxnTooBig) {
		s.refuse(b, fmt.Errorf("write %d verbs at once: %w", len(b.waiting), err)) // nothing has been written
		return
	}
	if err != nil {
		err = fmt.Errorf("%w: a write has failed, restart to find out what is durable: %w", ErrDegraded, err)
		s.broken.Store(&err)
		for _, o := range b.waiting {
			o.err <- err
		}
		return
	}
	s.mu.Lock()
	b.publish()
	s.mu.Unlock()
	s.mirror.catchUp()
	for _, o := range b.waiting {
		o.err <- nil
	}
}

// refuse answers the verbs of a batch that was not written, and forgets what they have left.
func (s *Store) refuse(b *batch, err error) {
	for _, l := range b.hot.layers() {
		l.forget()
	}
	s.owed.recount(values(s, s.hot.payees))
	for _, o := range b.waiting {
		o.err <- err
	}
}

func (b *batch) verbs() []string {
	var out []string
	for _, o := range b.waiting {
		out = append(out, o.verb)
	}
	return out
}

func (s *Store) flush(b *batch) error {
	tx := s.db.NewTransaction(true)
	defer tx.Discard()
	if err := b.flush(tx); err != nil {
		return err
	}
	return s.faults.commit(tx, b.verbs)
}

// faults is where tests make the disk fail; the zero value is the disk itself.
type faults struct {
	commitWith Commit
	lazy       bool // verbs do not wait for the disk
	still      bool // nothing is compacted
	spaceWith  func() uint64
	fileWith   func() error
}

// options are the database's, as the faults want them. What is not compacted must not hold up a write either.
func (f faults) options(o badger.Options) badger.Options {
	o = o.WithSyncWrites(!f.lazy)
	if f.still {
		o = o.WithNumCompactors(0).WithNumLevelZeroTablesStall(1 << 20)
	}
	return o
}

func (f faults) replace(path string, text []byte) error {
	if f.fileWith != nil {
		if err := f.fileWith(); err != nil {
			return err
		}
	}
	return watch.Replace(path, text)
}

func (f faults) space(dir string) (uint64, error) {
	if f.spaceWith != nil {
		return f.spaceWith(), nil
	}
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return st.Bavail * uint64(st.Bsize), nil
}
