package upstream

import (
	"sync"
	"time"

	"github.com/tolsey/tolsey/market/money"
)

// lease is a key in use by one call.
type lease struct {
	pool  *pool
	key   *entry
	model string
	book  func(money.Amount)
	once  sync.Once
}

// end gives the key back.
func (l *lease) end() {
	l.once.Do(func() {
		l.pool.mu.Lock()
		defer l.pool.mu.Unlock()
		l.key.calls--
	})
}

// judge learns from how the vendor met the call, and reports whether another key may do better.
func (l *lease) judge(e *Error, now time.Time) (again bool) {
	switch e.Code {
	case Account:
		l.die(e, now)
		return true
	case Rate:
		e.RetryAfter = l.rest(e.RetryAfter, now)
		return true
	}
	return false
}

// die takes the key out of use.
func (l *lease) die(e *Error, now time.Time) {
	l.pool.mu.Lock()
	defer l.pool.mu.Unlock()
	if l.key.dead != "" {
		return
	}
	l.key.dead, l.key.since = e.short(), now
	l.pool.log.Error("vendor refuses a key: it is out of use until the node starts anew", "upstream", l.pool.upstream, "key", l.key.Name,
		"status", e.Status, "detail", e.Detail)
}

// rest keeps the key from the call's model for as long as the vendor asks, or ever longer where it does not say.
func (l *lease) rest(asked time.Duration, now time.Time) time.Duration {
	l.pool.mu.Lock()
	defer l.pool.mu.Unlock()
	r := l.key.rests[l.model]
	if asked == 0 {
		asked = min(firstBackoff<<min(r.tries, 16), maxBackoff)
	}
	r.tries++
	if until := now.Add(asked); until.After(r.until) {
		r.until = until
	}
	l.key.rests[l.model] = r
	return asked
}

// answered forgets that the vendor has limited the key.
func (l *lease) answered() {
	l.pool.mu.Lock()
	defer l.pool.mu.Unlock()
	delete(l.key.rests, l.model)
}
