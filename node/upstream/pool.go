package upstream

import (
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/tolsey/tolsey/market/money"
)

// Key is one of an upstream's keys.
type Key struct {
	Name   string // the operator's: the variable or file it comes from
	Secret Secret
	Today  money.Amount // what it is known to have billed today
	Total  money.Amount // and in all
}

// Limits bound what is asked of each key. Zero bounds nothing.
type Limits struct {
	RPM   uint64 // requests a minute
	TPM   uint64 // tokens a minute: prompt and answer, at most
	Calls uint64 // at once
	Spend SpendLimit
}

// Waits after a refusal for too much at once where the vendor names none: they double from one to the next.
const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = time.Minute
	// shortWait is what a call waits for that finds its keys busy by our own count.
	shortWait = time.Second
)

// pool are the keys of one upstream. A key rests for a model that the vendor limits, and is out of use for good once the vendor
// refuses it: until the node starts anew, with keys that its operator has looked after.
type pool struct {
	upstream string
	limits   Limits
	log      *slog.Logger

	mu   sync.Mutex // guards all below
	keys []*entry
	next int
}

// entry is one key with what is known of it.
type entry struct {
	Key
	spend  *Spend
	dead   string // why the vendor refuses it; "": it does not
	since  time.Time
	calls  uint64
	rests  map[string]rest // by model
	window window
}

// rest is a key's pause for one model.
type rest struct {
	until time.Time
	tries uint // refusals without an answer between them
}

// window counts what a key was asked in the last minute, by seconds.
type window struct {
	at       int64 // unix seconds of the newest slot
	requests [60]uint64
	tokens   [60]uint64
}

// turn moves the window to a second and returns its sums.
func (w *window) turn(now int64) (requests, tokens uint64) {
	if now-w.at >= 60 || now < w.at-60 {
		*w = window{at: now}
	}
	for ; w.at < now; w.at++ {
		slot := (w.at + 1) % 60
		w.requests[slot], w.tokens[slot] = 0, 0
	}
	for i := range w.requests {
		requests, tokens = requests+w.requests[i], tokens+w.tokens[i]
	}
	return requests, tokens
}

func newPool(name string, keys []Key, limits Limits, log *slog.Logger, now time.Time) *pool {
	p := &pool{upstream: name, limits: limits, log: log}
	if len(keys) == 0 {
		keys = []Key{{}} // a server of the operator's own may want none
	}
	for _, k := range keys {
		p.keys = append(p.keys, &entry{Key: k, spend: NewSpend(limits.Spend, k.Today, k.Total, now), rests: map[string]rest{}})
	}
	return p
}

// scrub takes every key out of a text that somebody else wrote.
func (p *pool) scrub(text string) string {
	for _, k := range p.keys {
		text = k.Secret.scrub(text)
	}
	return text
}

// take picks the next key that may be asked, none of those tried. The error is an *Error that says what keeps the keys.
func (p *pool) take(c Call, tried []*entry, now time.Time) (*lease, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var wait time.Duration
	var spent error
	alive := false
	for i := range p.keys {
		k := p.keys[(p.next+i)%len(p.keys)]
		if k.dead != "" {
			continue
		}
		alive = true
		if slices.Contains(tried, k) {
			continue
		}
		if w := k.wait(c, p.limits, now); w > 0 {
			if wait == 0 || w < wait {
				wait = w
			}
			continue
		}
		book, err := k.spend.Take(c.Worst, now)
		if err != nil {
			spent = err
			continue
		}
		p.next = (p.next + i + 1) % len(p.keys)
		k.calls++
		slot := k.window.at % 60
		k.window.requests[slot]++
		k.window.tokens[slot] += c.Tokens
		return &lease{pool: p, key: k, model: c.Model, book: book}, nil
	}
	switch {
	case !alive:
		return nil, &Error{Code: Account, Detail: p.why()}
	case wait > 0:
		return nil, &Error{Code: Rate, RetryAfter: wait, Detail: "every key of the upstream is at its limit"}
	}
	return nil, &Error{Code: Account, Err: spent}
}

// wait is how long a key cannot take a call; 0: it can.
func (k *entry) wait(c Call, l Limits, now time.Time) time.Duration {
	requests, tokens := k.window.turn(now.Unix())
	switch left := k.rests[c.Model].until.Sub(now); {
	case left > 0:
		return left
	case l.Calls > 0 && k.calls >= l.Calls, l.RPM > 0 && requests >= l.RPM:
		return shortWait
	case l.TPM > 0 && tokens > 0 && tokens+c.Tokens > l.TPM: // a call over the limit alone is the vendor's to refuse
		return shortWait
	}
	return 0
}

// why says what is wrong with the keys when none is left.
func (p *pool) why() string {
	return fmt.Sprintf("the vendor refuses every key of upstream %s (%s); mend the account or the keys, then restart the node", p.upstream, p.keys[0].dead)
}

// refused says why no key is left; "": one is.
func (p *pool) refused() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if slices.ContainsFunc(p.keys, func(k *entry) bool { return k.dead == "" }) {
		return ""
	}
	return p.why()
}

// spent reports whether no key that is left may bill anything more.
func (p *pool) spent(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !slices.ContainsFunc(p.keys, func(k *entry) bool { return k.dead == "" && !k.spend.exhausted(now) })
}

// KeyState is a key as its operator sees it.
type KeyState struct {
	Name    string
	Refused string    // why the vendor refuses it; "": it does not
	Since   time.Time // of the refusal
	Resting []string  // models for which the vendor limits it now
	Calls   uint64    // in flight
	Minute  uint64    // requests of the last minute
	Today   money.Amount
	Total   money.Amount
}

// states lists the keys.
func (p *pool) states(now time.Time) []KeyState {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []KeyState
	for _, k := range p.keys {
		s := KeyState{Name: k.Name, Refused: k.dead, Since: k.since, Calls: k.calls}
		s.Minute, _ = k.window.turn(now.Unix())
		s.Today, s.Total = k.spend.Spent(now)
		for m, r := range k.rests {
			if r.until.After(now) {
				s.Resting = append(s.Resting, m)
			}
		}
		slices.Sort(s.Resting)
		out = append(out, s)
	}
	return out
}
