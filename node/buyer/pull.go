package buyer

import (
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// pullEvery is how often one seller is asked for its pages at most: many calls may find the same page stale at once.
const pullEvery = time.Second

// pulls remembers when sellers were asked for their pages.
type pulls struct {
	mu   sync.Mutex // guards last
	last map[common.Address]time.Time
}

// due reports whether a seller may be asked at a time, and notes that it is.
func (p *pulls) due(seller common.Address, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == nil {
		p.last = map[common.Address]time.Time{}
	}
	for a, at := range p.last {
		if now.Sub(at) >= pullEvery {
			delete(p.last, a)
		}
	}
	if _, recent := p.last[seller]; recent {
		return false
	}
	p.last[seller] = now
	return true
}
