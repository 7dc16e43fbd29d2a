package buyer

import (
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
)

// A breaker opens after so many failures of one seller and model within the window, for the cooling time.
const (
	breakerFailures = 5
	breakerWindow   = 30 * time.Second
	breakerCooling  = 30 * time.Second
)

type route struct {
	seller common.Address
	model  market.Model
}

// breakers remember which sellers have failed lately, per model.
type breakers struct {
	mu     sync.Mutex // guards the maps
	failed map[route][]time.Time
	until  map[route]time.Time
}

func newBreakers() *breakers {
	return &breakers{failed: map[route][]time.Time{}, until: map[route]time.Time{}}
}

// open reports whether the route is not to be tried at this time.
func (b *breakers) open(r route, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return now.Before(b.until[r])
}

// failure records a failure that was the seller's; rest closes the route for at least so long.
func (b *breakers) failure(r route, now time.Time, rest time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	recent := slices.DeleteFunc(b.failed[r], func(t time.Time) bool { return now.Sub(t) > breakerWindow })
	recent = append(recent, now)
	if len(recent) >= breakerFailures {
		recent, rest = nil, max(rest, breakerCooling)
	}
	b.failed[r] = recent
	if rest > 0 {
		b.until[r] = now.Add(rest)
	}
}

// success forgets a route's failures.
func (b *breakers) success(r route) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.failed, r)
	delete(b.until, r)
}

// lengths remembers how long answers are, per key and model, to hold what may have to be paid instead of the worst case.
type lengths struct {
	mu   sync.Mutex // guards seen
	seen map[keyModel]*ring
}

type keyModel struct {
	key   string
	model market.Model
}

type ring struct {
	n    int
	last [64]uint64
}

// maxLengths bounds the memory; beyond it everything starts anew.
const maxLengths = 10_000

func (l *lengths) add(key string, model market.Model, tokens uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil || len(l.seen) > maxLengths {
		l.seen = map[keyModel]*ring{}
	}
	r := l.seen[keyModel{key, model}]
	if r == nil {
		r = &ring{}
		l.seen[keyModel{key, model}] = r
	}
	r.last[r.n%len(r.last)] = tokens
	r.n++
}

// p95 is the 95th percentile of the last answers, 0 when there are none.
func (l *lengths) p95(key string, model market.Model) uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.seen[keyModel{key, model}]
	if r == nil {
		return 0
	}
	sorted := slices.Sorted(slices.Values(r.last[:min(r.n, len(r.last))]))
	return sorted[len(sorted)*95/100]
}
