package dialect

import (
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Name names a wire dialect, as offers and calls carry it.
type Name string

// The dialects.
const (
	OpenAI Name = "openai" // OpenAI chat completions
)

// ErrUnknown is returned for a name that is no dialect of this node.
var ErrUnknown = errors.New("unknown dialect")

// For returns the codec of a dialect.
func For(name string) (Codec, error) {
	if Name(name) == OpenAI {
		return openAI{}, nil
	}
	return nil, fmt.Errorf("dialect %.40q: %w; this node speaks %q", name, ErrUnknown, Names())
}

// Names lists the dialects of this node.
func Names() []string { return []string{string(OpenAI)} }

// Codec reads and patches one dialect. It keeps no state; what lasts over a stream is in a Stream and a Shaper.
type Codec interface {
	Name() Name
	// ContentType is what an answer's Content-Type must be.
	ContentType(stream bool) string

	// Decode scans a request strictly and says what it asks for. Errors are *market.Refusal.
	Decode(body []byte) (*Request, error)
	// Patch returns the request's bytes with some values replaced; all others are as they came.
	Patch(r *Request, p Patch) []byte

	// Stream reads an answer of events.
	Stream(s Semantics) *Stream
	// Answer reads a unary answer. Errors are ErrMalformed.
	Answer(body []byte, s Semantics) (*Answer, error)

	// Shape makes the stream that an application reads out of the events of a call. callID and at (unix seconds) stand in for what
	// the vendor does not say.
	Shape(r *Request, callID string, at int64) Shaper
	// ShapeAnswer is a unary answer as the application reads it: with the usage that was charged and its cost.
	ShapeAnswer(a *Answer, c Charge) []byte
	// ErrorBody is the body of an HTTP error.
	ErrorBody(f *market.Refusal, callID string) []byte
}

// Charge is what an application is told that its call came to.
type Charge struct {
	Usage market.Usage
	Cost  money.Amount
}

// Shaper writes a stream for an application. What it returns is sent at once and in order, and is valid until the next call.
type Shaper interface {
	// Event is what is sent for an event: its bytes as they came, where nothing speaks against it. Usage is held back until End,
	// end marks and errors of the vendor are not forwarded.
	Event(ev *Event) []byte
	// End is the end of a whole answer: a finish reason if there was none, usage if it was asked for, the end mark.
	End(c Charge) []byte
	// Fail is the end of an answer that broke off: one error, with what was charged.
	Fail(f *market.Refusal, c Charge) []byte
}
