package seller

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/node/wire"
)

// Limits of requests that are on their way in. The length that a buyer announces takes no memory: only what has come does.
const (
	bodyStep    = 64 << 10
	bodyTime    = 10 * time.Second // until a body goes on: a frame in progress has a clock of its own
	bodyRetry   = time.Second
	buyerBodies = 256 << 20 // bytes of the bodies of one buyer's running calls
	allBodies   = 512 << 20 // bytes of the bodies of all calls
)

var (
	errBodyTime  = errors.New("body does not go on")
	errBodyState = errors.New("body is not what was announced")
)

// bodies counts what the bodies of running calls take in memory.
type bodies struct {
	mu     sync.Mutex // guards all below
	all    int
	buyers map[common.Address]int
}

// take counts n more bytes; false when they are too many, and then counts nothing.
func (b *bodies) take(buyer common.Address, n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all+n > allBodies || b.buyers[buyer]+n > buyerBodies {
		return false
	}
	if b.buyers == nil {
		b.buyers = map[common.Address]int{}
	}
	b.all, b.buyers[buyer] = b.all+n, b.buyers[buyer]+n
	return true
}

// release gives n bytes back.
func (b *bodies) release(buyer common.Address, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all, b.buyers[buyer] = b.all-n, b.buyers[buyer]-n
	if b.buyers[buyer] == 0 {
		delete(b.buyers, buyer)
	}
}

// receive reads the body. Where it is not wanted, it reads on so that the stream stays usable; a body that there is no room for is
// not wanted from then on.
func (c *call) receive(ctx context.Context, refused *wire.Error) ([]byte, *wire.Error, error) {
	size := c.open.BodySize
	if size > wire.MaxBody {
		return nil, nil, fmt.Errorf("%w: %d bytes", errBodyState, size)
	}
	var body []byte
	for got := uint64(0); ; {
		f, err := c.next(ctx)
		if err != nil {
			return nil, nil, err
		}
		switch f := f.(type) {
		case wire.Body:
			if got += uint64(len(f)); got > size {
				return nil, nil, fmt.Errorf("%w: it is longer", errBodyState)
			}
			if refused == nil {
				body, refused = c.keep(body, f, int(size))
			}
		case wire.BodyEnd:
			if got != size {
				return nil, nil, fmt.Errorf("%w: it is shorter", errBodyState)
			}
			return body, refused, nil
		default:
			return nil, nil, fmt.Errorf("%w: frame %s within it", errBodyState, f.Kind())
		}
	}
}

// next is the body's next frame, if it comes in time.
func (c *call) next(ctx context.Context) (wire.Frame, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, bodyTime, errBodyTime)
	defer cancel()
	f, err := c.st.Recv(ctx)
	if err != nil && errors.Is(context.Cause(ctx), errBodyTime) {
		return nil, errBodyTime
	}
	return f, err
}

// keep adds a piece to the body, in memory that is counted.
func (c *call) keep(body []byte, piece wire.Body, size int) ([]byte, *wire.Error) {
	if len(body)+len(piece) > cap(body) {
		grown := min(size, max(bodyStep, 2*cap(body), len(body)+len(piece)))
		if c.from.Peer != Self { // the own gateway has counted it already
			if !c.s.bodies.take(c.from.Address, grown-cap(body)) {
				return nil, &wire.Error{Code: wire.CodeBusy, Message: "too many requests are on their way in", RetryAfter: uint64(bodyRetry.Milliseconds())}
			}
			c.held += grown - cap(body)
		}
		body = append(make([]byte, 0, grown), body...)
	}
	return append(body, piece...), nil
}

// letGo gives the body's memory back.
func (c *call) letGo() {
	if c.held > 0 {
		c.s.bodies.release(c.from.Address, c.held)
	}
}
