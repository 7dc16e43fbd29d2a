package seller

import (
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/wire"
)

// Unary answers stay retrievable by call id for so long, as long as they fit so many bytes. They are never on disk.
const (
	answerTime  = 10 * time.Minute
	answerBytes = 64 << 20
)

// answers keeps what was answered lately.
type answers struct {
	mu    sync.Mutex // guards all below
	kept  map[answerID]*kept
	order []*kept // oldest first
	bytes int
}

// answerID is a call as it is filed: buyers choose their ids themselves, and none gets another's answer.
type answerID struct {
	channel common.Hash
	market.AttemptID
}

func (c *call) answerID() answerID { return answerID{c.open.ChannelID, c.open.AttemptID} }

type kept struct {
	id      answerID
	request common.Hash
	frames  []wire.Frame
	size    int
	until   time.Time
}

func (a *answers) put(id answerID, request common.Hash, frames []wire.Frame, size int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.kept == nil {
		a.kept = map[answerID]*kept{}
	}
	k := &kept{id, request, frames, size, time.Now().Add(answerTime)}
	a.kept[id], a.order, a.bytes = k, append(a.order, k), a.bytes+size
	for len(a.order) > 0 && (a.bytes > answerBytes || time.Now().After(a.order[0].until)) {
		a.bytes -= a.order[0].size
		if old := a.order[0]; a.kept[old.id] == old {
			delete(a.kept, old.id)
		}
		a.order[0], a.order = nil, a.order[1:]
	}
}

// get returns the frames of an answer to the same request.
func (a *answers) get(id answerID, request common.Hash) ([]wire.Frame, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	k := a.kept[id]
	if k == nil || k.request != request || time.Now().After(k.until) {
		return nil, false
	}
	return k.frames, true
}
