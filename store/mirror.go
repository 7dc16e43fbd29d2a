package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market/money"
)

// How far the channels file may be behind what verbs have returned: by the changes of mirrorEvery and one write, and on a channel where
// this node is paid never by more than mirrorLag. A verb that takes more than that, files a channel or consents to a close returns once
// the file has it. A file that takes long to write, since it has very many channels, is written in one part of mirrorShare of the time.
const (
	mirrorEvery = 200 * time.Millisecond
	mirrorShare = 20
)

var mirrorLag = money.Coins(1)

// mirror keeps the channels file: a second copy of what is signed and held, in a form that needs no database to be read. The database
// comes first, so that the file is never ahead of it.
type mirror struct {
	path    string
	network Network
	replace func(path string, text []byte) error
	wake    chan struct{} // buffered
	quit    chan struct{}
	done    chan struct{}

	writing sync.Mutex // one write at a time

	mu     sync.Mutex // guards all below
	order  []mirrorID
	now    map[mirrorID]watch.Holding
	lines  map[mirrorID][]byte        // encoded; missing where now has changed since
	filed  map[mirrorID]watch.Holding // as in the file
	dirty  bool
	urgent bool
	err    error // of the last write
}

type mirrorID struct {
	role    settle.Role
	channel common.Hash
}

func newMirror(dir string, n Network, f faults) *mirror {
	return &mirror{path: filepath.Join(dir, watch.FileName), network: n, replace: f.replace, wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{}),
		now: map[mirrorID]watch.Holding{}, lines: map[mirrorID][]byte{}, filed: map[mirrorID]watch.Holding{}}
}

// note takes what is durable on a channel.
func (m *mirror) note(id common.Hash, h watch.Holding) {
	k := mirrorID{h.Role, id}
	m.mu.Lock()
	defer m.mu.Unlock()
	was, known := m.now[k]
	if known && was == h {
		return
	}
	if !known {
		i, _ := slices.BinarySearchFunc(m.order, k, mirrorID.compare)
		m.order = slices.Insert(m.order, i, k)
	}
	m.now[k] = h
	delete(m.lines, k)
	filed, there := m.filed[k]
	m.dirty = true
	m.urgent = m.urgent || !there || far(filed, h)
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

func (a mirrorID) compare(b mirrorID) int {
	if c := a.channel.Cmp(b.channel); c != 0 {
		return c
	}
	return int(a.role) - int(b.role)
}

// far reports whether too much would be lost with only the file. What a payer has signed its payee knows.
func far(filed, is watch.Holding) bool {
	if is.Role != settle.Payee {
		return false
	}
	if is.OnChain.Epoch != filed.OnChain.Epoch {
		filed.Highest.Cumulative, filed.Sum = money.Units{}, money.Amount{}
	}
	more := is.Highest.Cumulative.SubFloor(filed.Highest.Cumulative).FloorPicos(is.Asset).Max(is.Sum.SubFloor(filed.Sum))
	return is.Consented > filed.Consented || mirrorLag.Less(more)
}

// catchUp writes the file where it is too far behind to answer.
func (m *mirror) catchUp() {
	m.mu.Lock()
	urgent := m.urgent
	m.mu.Unlock()
	if urgent {
		m.flush()
	}
}

// flush writes the file if anything has changed. What cannot be written is tried again.
func (m *mirror) flush() {
	m.writing.Lock()
	defer m.writing.Unlock()
	text, taken := m.text()
	if text == nil {
		return
	}
	err := m.replace(m.path, text)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.err = err
	if err != nil {
		m.dirty = true
		return
	}
	for k, h := range taken {
		m.filed[k] = h
	}
}

// text is the file's next content, nil when nothing has changed, with what has.
func (m *mirror) text() ([]byte, map[mirrorID]watch.Holding) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.dirty {
		return nil, nil
	}
	taken := map[mirrorID]watch.Holding{}
	lines := make([][]byte, len(m.order))
	for i, k := range m.order {
		if m.lines[k] == nil {
			m.lines[k] = watch.EncodeHolding(m.now[k])
		}
		if h := m.now[k]; m.filed[k] != h {
			taken[k] = h
		}
		lines[i] = m.lines[k]
	}
	m.dirty, m.urgent = false, false
	return watch.NewFile(m.network.Domain(), m.network.Genesis, nowMillis()).Encode(lines), taken
}

// run writes the file after every change, but not more often than mirrorEvery. close ends it.
func (m *mirror) run() {
	defer close(m.done)
	for {
		var again <-chan time.Time
		if m.failed() != nil {
			again = time.After(mirrorEvery)
		}
		select {
		case <-m.wake:
		case <-again:
		case <-m.quit:
			return
		}
		began := time.Now()
		m.flush()
		select {
		case <-time.After(max(mirrorEvery, (mirrorShare-1)*time.Since(began))):
		case <-m.quit:
			return
		}
	}
}

// close ends run and writes what is left.
func (m *mirror) close() error {
	close(m.quit)
	<-m.done
	m.flush()
	return m.failed()
}

// failed says why the file is behind, in the words of a disk that cannot be trusted; nil when it is not.
func (m *mirror) failed() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err == nil {
		return nil
	}
	return fmt.Errorf("%w: the channels file cannot be written: %w", ErrDegraded, m.err)
}

// beginMirror takes all channels as the database has them and writes the file, so that it is current before the first verb. Where it
// cannot be written the store is degraded, and open: claims must go on.
func (s *Store) beginMirror() {
	for id, p := range s.hot.payers.live {
		s.mirror.note(id, watch.HoldingOfPayer(&p))
	}
	for id, p := range s.hot.payees.live {
		s.mirror.note(id, watch.HoldingOfPayee(&p))
	}
	s.mirror.flush()
	go s.mirror.run()
}
