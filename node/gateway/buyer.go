package gateway

import (
	"context"

	"github.com/tolsey/tolsey/market"
)

// Buyer performs a call.
type Buyer interface {
	// Call returns when a seller has begun to answer. The end of ctx abandons the call until then, and Close does after that:
	// the answer outlives ctx. Errors are *market.Refusal, which ctx's cause is where it is one; any other is a bug, logged here and
	// told as 500.
	Call(ctx context.Context, c market.Call) (Answer, error)
}

// Answer is the answer of a running call. One goroutine reads it; Cut and Close may come from others at any time.
//
// An Answer that also has the method More() bool says by it whether Next would return at once: bytes are then flushed to the
// application only when nothing more is queued. Without it every Next is flushed, so Next should return all that has arrived.
type Answer interface {
	// Info is what is known before the first byte.
	Info() Info
	// Next returns the next bytes for the application, in its dialect, whole events only; they are valid until the next
	// Next. io.EOF ends an answer that is complete, trailing usage and terminator included; a *market.Refusal ends one that
	// broke off. With it may come the stream's own end, which is one error in the application's dialect.
	Next() ([]byte, error)
	// Outcome is what the call came to. It is final once Next or Close has returned an end.
	Outcome() market.Outcome
	// Cut ends the call under an application that still reads: Next ends with why, and with what is charged as for an application
	// that leaves.
	Cut(why *market.Refusal)
	// Close ends the call: the application has left, or has all it wanted. It unblocks Next, comes at least once and does
	// nothing after the end.
	Close() error
}

// Info is what the application is told in headers before the answer.
type Info struct {
	Seller      string // peer id; "self" for the node's own seller
	Price       string // the seller's prices in a line, such as "input 0.15, output 0.60 USD/1M"
	OutputCap   uint64 // answer tokens at most; 0: as the request had it
	ContentType string
	Stream      bool   // events as they come; else Next returns one body
	LeftOut     string // hints of the request that the seller does not take, such as "cache_control"; "": none
}

// Keys knows the local API keys.
type Keys interface {
	// Authenticate returns the key that a bearer token is. A token that is none is refused with a *market.Refusal of status
	// 401; any other error says that nobody could look, which is never the caller's fault: 503.
	Authenticate(bearer string) (Key, error)
}

// Key is an authenticated API key.
type Key interface {
	ID() string
	// Allows reports whether the key may buy the model.
	Allows(market.Model) bool
	// RPM is how many requests per minute the key may make; 0: any number.
	RPM() uint32
}

// KeysFunc makes a Keys of a function.
type KeysFunc func(bearer string) (Key, error)

// Authenticate calls f.
func (f KeysFunc) Authenticate(bearer string) (Key, error) { return f(bearer) }
