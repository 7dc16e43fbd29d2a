package dialect

import (
	"errors"
	"fmt"
	"slices"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Name names a wire dialect, as offers and calls carry it.
type Name string

// The dialects.
const (
	OpenAI      Name = "openai"      // OpenAI chat completions
	Responses   Name = "responses"   // OpenAI Responses
	Anthropic   Name = "anthropic"   // Anthropic Messages
	Gemini      Name = "gemini"      // Gemini generateContent and streamGenerateContent
	Completions Name = "completions" // OpenAI's legacy text completions
	Embeddings  Name = "embeddings"  // OpenAI embeddings
)

var codecs = map[Name]Codec{
	Anthropic:   anthropic{},
	OpenAI:      openAI{},
	Responses:   responses{},
	Gemini:      gemini{},
	Completions: completions{},
	Embeddings:  embeddings{},
}

// ErrUnknown is returned for a name that is no dialect of this node.
var ErrUnknown = errors.New("unknown dialect")

// For returns the codec of a dialect.
func For(name string) (Codec, error) {
	if c, ok := codecs[Name(name)]; ok {
		return c, nil
	}
	return nil, fmt.Errorf("dialect %.40q: %w; this node speaks %q", name, ErrUnknown, Names())
}

// Names lists the dialects of this node.
func Names() []string {
	names := make([]string, 0, len(codecs))
	for name := range codecs {
		names = append(names, string(name))
	}
	slices.Sort(names)
	return names
}

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

// Converter is a codec of a dialect that others are converted to and from. Conversion happens once, at the buyer's edge, and only where the
// seller speaks another dialect than the application; it refuses by name what the other dialect cannot say and drops nothing.
type Converter interface {
	Codec
	// Prompt reads all that a request says. Errors are *market.Refusal.
	Prompt(r *Request) (*Prompt, error)
	// Request writes a prompt in this dialect, and refuses by its path what cannot be said in it: *market.Refusal.
	Request(p *Prompt) ([]byte, error)
	// Write makes this dialect's stream out of events of any dialect, from what they say and not from their bytes. r is the
	// application's request, in this dialect.
	Write(r *Request, callID string, at int64) Shaper
	// WriteAnswer makes this dialect's unary answer out of one of any dialect.
	WriteAnswer(r *Request, a *Answer, c Charge, callID string, at int64) []byte
}

// Convert says a request in another dialect. Errors are *market.Refusal.
func Convert(r *Request, to Name) (*Request, error) { return ConvertWithout(r, to, 0) }

func converter(name Name) (Converter, error) {
	codec, err := For(string(name))
	if err != nil {
		return nil, badRequest("", "%s", err)
	}
	c, ok := codec.(Converter)
	if !ok {
		return nil, badRequest("", "Requests in dialect %q are not converted.", name)
	}
	return c, nil
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
