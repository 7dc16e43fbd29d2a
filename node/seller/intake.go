package seller

import (
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
)

// maxDenied bounds the attempts that are remembered as never taken; the oldest go first.
const maxDenied = 1 << 14

// intake sees that a buyer which was told that its attempt was never taken is right for ever: it has let the hold go. A stream may
// break, and the question come on another one, while the Open is still on its way. It is in memory, as what is on its way is.
type intake struct {
	mu     sync.Mutex // guards all below
	taking map[attempt]struct{}
	denied map[attempt]struct{}
	order  []attempt // of denied, a ring once it is full
	next   int
}

type attempt struct {
	channel common.Hash
	id      market.AttemptID
}

// begin lets an attempt be filed, until end; false when its buyer has been told that it never was.
func (t *intake) begin(a attempt) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, denied := t.denied[a]; denied {
		return false
	}
	if t.taking == nil {
		t.taking = map[attempt]struct{}{}
	}
	t.taking[a] = struct{}{}
	return true
}

func (t *intake) end(a attempt) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.taking, a)
}

// deny has an attempt never be filed; false when that is happening just now.
func (t *intake) deny(a attempt) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, taking := t.taking[a]; taking {
		return false
	}
	if _, again := t.denied[a]; again {
		return true
	}
	if t.denied == nil {
		t.denied = map[attempt]struct{}{}
	}
	if len(t.order) < maxDenied {
		t.order = append(t.order, a)
	} else {
		delete(t.denied, t.order[t.next])
		t.order[t.next] = a
		t.next = (t.next + 1) % maxDenied
	}
	t.denied[a] = struct{}{}
	return true
}
