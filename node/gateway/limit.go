package gateway

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"github.com/tolsey/tolsey/market"
)

// limits hold what each key has going on here. There is an entry per key that has called, for as long as the process lives: keys
// are few and made by the operator.
type limits struct {
	keys  sync.Map // key id -> *keyLimit
	total atomic.Int64
}

type keyLimit struct {
	bytes atomic.Int64 // of request bodies in flight

	rateMu sync.Mutex // guards the two below
	rpm    uint32
	bucket *rate.Limiter
}

func (l *limits) of(id string) *keyLimit {
	if k, ok := l.keys.Load(id); ok {
		return k.(*keyLimit)
	}
	k, _ := l.keys.LoadOrStore(id, &keyLimit{})
	return k.(*keyLimit)
}

// take counts a request against the key's rate. A tenth of a minute's requests may come at once.
func (k *keyLimit) take(rpm uint32, now time.Time) error {
	if rpm == 0 {
		return nil
	}
	k.rateMu.Lock()
	defer k.rateMu.Unlock()
	if k.bucket == nil || k.rpm != rpm {
		k.rpm, k.bucket = rpm, rate.NewLimiter(rate.Limit(float64(rpm)/60), max(1, int(rpm/10)))
	}
	r := k.bucket.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	r.CancelAt(now)
	refusal := market.Refuse(http.StatusTooManyRequests, market.RateLimitExceeded, "", "The key makes more than its %d requests per minute.", rpm)
	refusal.RetryAfter, refusal.LimitSource = wait, market.LimitKeyRate
	refusal.Hint = "send fewer requests, or issue a key with a higher rate: tolsey key new --rpm " + strconv.FormatUint(2*uint64(rpm), 10)
	return &tooFast{rpm, wait, refusal}
}

// tooFast is a refusal that goes with X-RateLimit headers.
type tooFast struct {
	rpm   uint32
	reset time.Duration
	*market.Refusal
}

func (t *tooFast) Unwrap() error { return t.Refusal }

func (t *tooFast) headers(h http.Header) {
	h.Set("X-RateLimit-Limit", strconv.FormatUint(uint64(t.rpm), 10))
	h.Set("X-RateLimit-Remaining", "0")
	h.Set("X-RateLimit-Reset", strconv.FormatInt(int64(math.Ceil(t.reset.Seconds())), 10))
}

// inFlight is the memory that one request's body takes, counted on its key and on the node.
type inFlight struct {
	l    *limits
	k    *keyLimit
	held int64
}

// grow takes n more bytes, or refuses them.
func (f *inFlight) grow(n int64) error {
	f.held += n
	if f.k.bytes.Add(n) > keyInFlight {
		r := market.Refuse(http.StatusTooManyRequests, market.RateLimitExceeded, "", "The request bodies of the key's running calls are over %d MiB together.", keyInFlight>>20)
		r.RetryAfter, r.LimitSource, r.Hint = time.Second, market.LimitKeyInFlight, "retry when running calls have ended"
		f.l.total.Add(n)
		return r
	}
	if f.l.total.Add(n) > nodeInFlight {
		return market.Degraded("busy", time.Second)
	}
	return nil
}

// release gives everything back.
func (f *inFlight) release() {
	f.k.bytes.Add(-f.held)
	f.l.total.Add(-f.held)
	f.held = 0
}
