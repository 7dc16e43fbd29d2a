package node

import "github.com/tolsey/tolsey/node/buyer"

// Pipe is the buyer's end of the stream to the node's own seller.
type Pipe = buyer.Stream

var (
	LockKey       = lockKey
	NewPipe       = newPipe
	ErrPipeClosed = errPipeClosed
)
