package dashboard

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Types of events. A snapshot is the whole; the others are changes, by number.
const (
	EventSnapshot = "snapshot" // Snapshot
	EventStatus   = "status"   // Status
	EventOffers   = "offers"   // []OwnOffer, all of them
	EventCall     = "call"     // CallView, new or changed
)

// Snapshot is what a subscriber gets first, and again when it has missed events.
type Snapshot struct {
	Status Status     `json:"status"`
	Offers []OwnOffer `json:"offers"`
	Calls  []CallView `json:"calls"` // newest first
}

// Event is one message of the feed. Its id names the process too, so that an id of an earlier one is not mistaken for a place here.
type Event struct {
	ID   string          `json:"id"`
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// Pace and size of the feed.
const (
	feedTick      = 250 * time.Millisecond // changes are coalesced: at most four times a second
	lookEvery     = 4                      // ticks between looks at money screen and offers, while somebody watches
	feedKept      = 4_096                  // events that a reconnecting subscriber may resume over
	feedPerTick   = 1_000                  // calls sent per tick; more, and subscribers start over from a snapshot
	feedForget    = 240                    // ticks without a watcher after which nothing is kept
	snapshotCalls = 50
)

// Feed is the numbered stream of changes. The node tells it of calls; at money screen and offers it looks itself while somebody
// watches.
type Feed struct {
	boot string

	mu       sync.Mutex // guards all below
	pending  map[string]CallView
	order    []string // of pending, oldest first
	overflow bool
	kept     []entry           // ring by number, oldest first
	next     uint64            // number of the next event
	seen     map[string][]byte // last that was sent, by type of event
	watchers int
	records  bool          // somebody watches, or has lately: there is a place to resume from
	alone    int           // ticks without a watcher
	wake     chan struct{} // closed and replaced when events were added
}

type entry struct {
	n   uint64
	typ string
	raw []byte
}

// NewFeed makes a feed; hand it to the node, which tells it of calls, and to New.
func NewFeed() *Feed {
	boot, _ := secret()
	return &Feed{boot: boot[:8], pending: map[string]CallView{}, seen: map[string][]byte{}, next: 1, wake: make(chan struct{})}
}

// Idle reports whether nobody has watched lately: there is nobody to tell of calls.
func (f *Feed) Idle() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !f.records
}

// Call tells of a new or changed call. It never blocks; changes of one attempt within a tick become one event.
func (f *Feed) Call(c CallView) {
	key := c.Side + c.AttemptID.String()
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.records {
		return
	}
	if _, again := f.pending[key]; !again {
		if len(f.order) >= feedPerTick {
			f.overflow = true
			return
		}
		f.order = append(f.order, key)
	}
	f.pending[key] = c
}

// run flushes changes and looks at what nobody tells of.
func (f *Feed) run(ctx context.Context, money Money, offers Offers, log *slog.Logger) {
	tick := time.NewTicker(feedTick)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		f.flush()
		f.forget()
		if n%lookEvery == 0 && f.watched() {
			look(ctx, f, EventStatus, money.Status, log)
			look(ctx, f, EventOffers, offers.Offers, log)
		}
	}
}

// look sends a view when it has changed.
func look[T any](ctx context.Context, f *Feed, typ string, at func(context.Context) (T, error), log *slog.Logger) {
	v, err := at(ctx)
	if err != nil {
		log.Debug("the event feed goes without a view", "type", typ, "err", err)
		return
	}
	f.offer(typ, v)
}

// forget ends the recording for nobody: who comes back later starts from a snapshot.
func (f *Feed) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.watchers > 0 || !f.records {
		f.alone = 0
		return
	}
	if f.alone++; f.alone > feedForget {
		f.kept, f.next, f.records = nil, f.next+1, false
		clear(f.seen)
	}
}

func (f *Feed) watched() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.watchers > 0
}

func (f *Feed) flush() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.overflow {
		f.kept, f.overflow = f.kept[:0], false // every subscriber starts over
		f.next++
	}
	for _, key := range f.order {
		f.add(EventCall, f.pending[key])
	}
	clear(f.pending)
	f.order = f.order[:0]
}

func (f *Feed) offer(typ string, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if !bytes.Equal(raw, f.seen[typ]) {
		f.seen[typ] = raw
		f.append(typ, raw)
	}
}

func (f *Feed) add(typ string, v any) {
	if raw, err := json.Marshal(v); err == nil {
		f.append(typ, raw)
	}
}

func (f *Feed) append(typ string, raw []byte) {
	if len(f.kept) == feedKept {
		f.kept = append(f.kept[:0:0], f.kept[feedKept/4:]...) // drops a quarter at once, into fresh memory
	}
	f.kept = append(f.kept, entry{f.next, typ, raw})
	f.next++
	close(f.wake)
	f.wake = make(chan struct{})
}

// place is where a subscriber stands: the next number that it wants.
type place uint64

// id is the Last-Event-ID after which a subscriber stands.
func (f *Feed) id(p place) string { return fmt.Sprintf("%s-%d", f.boot, uint64(p)-1) }

// join subscribes: at the end, or after an event that is still kept. fresh says that a snapshot is due.
func (f *Feed) join(lastID string) (p place, fresh bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.watchers, f.records = f.watchers+1, true
	number, ours := strings.CutPrefix(lastID, f.boot+"-")
	n, err := strconv.ParseUint(number, 10, 64)
	if err == nil && ours && f.keeps(n+1) {
		return place(n + 1), false
	}
	return place(f.next), true
}

func (f *Feed) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.watchers--
}

func (f *Feed) keeps(n uint64) bool {
	first := f.next
	if len(f.kept) > 0 {
		first = f.kept[0].n
	}
	return first <= n && n <= f.next
}

// read returns the events from p on, and what closes when there are more. lost: p is no longer kept, a snapshot is due.
func (f *Feed) read(p place) (events []entry, next place, wake <-chan struct{}, lost bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.keeps(uint64(p)) {
		return nil, place(f.next), f.wake, true
	}
	events = f.kept[len(f.kept)-int(f.next-uint64(p)):]
	return append([]entry(nil), events...), place(f.next), f.wake, false
}
