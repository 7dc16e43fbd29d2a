package node

import (
	"context"
	"errors"
	"sync"

	"github.com/tolsey/tolsey/node/wire"
)

// pipe is a stream between the node's own gateway and its own seller: frames pass by reference, with no hop and no encoding.
type pipe struct {
	in, out chan wire.Frame
	done    chan struct{} // closed when either side gives up
	once    *sync.Once
}

var errPipeClosed = errors.New("the other side has left")

// pipeDepth is how many frames may wait.
const pipeDepth = 16

func newPipe() (buyer, seller *pipe) {
	a, b := make(chan wire.Frame, pipeDepth), make(chan wire.Frame, pipeDepth)
	done, once := make(chan struct{}), &sync.Once{}
	return &pipe{a, b, done, once}, &pipe{b, a, done, once}
}

// Recv takes the next frame. What was sent before the other side left is still delivered.
func (p *pipe) Recv(ctx context.Context) (wire.Frame, error) {
	select {
	case f := <-p.in:
		return f, nil
	default:
	}
	select {
	case f := <-p.in:
		return f, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.done:
		select {
		case f := <-p.in:
			return f, nil
		default:
			return nil, errPipeClosed
		}
	}
}

// Send passes frames on.
func (p *pipe) Send(ctx context.Context, frames ...wire.Frame) error {
	for _, f := range frames {
		select {
		case p.out <- f:
		case <-ctx.Done():
			return ctx.Err()
		case <-p.done:
			return errPipeClosed
		}
	}
	return nil
}

// Done ends the pipe; it serves one call.
func (p *pipe) Done(bool) { p.once.Do(func() { close(p.done) }) }
