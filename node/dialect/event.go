package dialect

import "errors"

// ErrMalformed is returned for an answer, or an event of one, that is not what its dialect says.
var ErrMalformed = errors.New("malformed answer")

// Kind says what a piece of an answer's text is. Texts of different kinds are tokenized apart.
type Kind uint8

// The kinds of text of an answer.
const (
	Text      Kind = 1 // what the model says
	Reasoning Kind = 2 // what it thinks, where it shows it
	ToolName  Kind = 3 // the name of a tool that it calls
	ToolArgs  Kind = 4 // the arguments
	Refused   Kind = 5 // why it refuses to answer
)

// What comes with an answer's text and is no text of the model's: nobody counts it.
const (
	ToolID    Kind = 6 // the id of a tool call
	Signature Kind = 7 // by which the vendor knows its thought, or its call, again
	Sealed    Kind = 8 // a thought that only its vendor can read
)

// Counted reports whether a piece is text that the model made.
func (k Kind) Counted() bool { return k <= Refused }

// Stop says in every dialect's terms why an answer has ended.
type Stop uint8

// The reasons.
const (
	Unstopped   Stop = 0 // it has not
	StopEnd     Stop = 1 // the model was done
	StopLength  Stop = 2 // the limit of the answer
	StopText    Stop = 3 // a stop sequence
	StopTools   Stop = 4 // the model waits for its tools
	StopFilter  Stop = 5 // the vendor's filter
	StopRefusal Stop = 6 // the model refuses
	StopPause   Stop = 7 // the vendor's own tools need another turn
	StopContext Stop = 8 // the model's context is full
	StopError   Stop = 9 // the vendor broke off
)

// Delta is a piece of an answer's text.
type Delta struct {
	Choice uint32
	Kind   Kind
	Tool   uint32 // which of a choice's tool calls, from 0 without gaps; 0 for other kinds
	Text   []byte // decoded; valid until the next event is read
}

// VendorError is an error that an answer carries instead of content. Its texts are the vendor's: for logs, never for a buyer.
type VendorError struct {
	Code    string
	Type    string
	Message string
}

func (e *VendorError) Error() string {
	return "vendor error " + e.Type + " " + e.Code + ": " + e.Message
}

// Event is one event of a stream.
type Event struct {
	Raw    []byte       // its bytes as they came, to its end; valid until the next event is read
	Deltas []Delta      // valid until the next event is read
	Usage  *Usage       // the vendor's count, where this event carries it
	Finish string       // why a choice ends, in the vendor's word; "": none does here
	Stop   Stop         // the same in every dialect's terms; of the last choice that ends here
	Done   bool         // the stream's own end mark
	Err    *VendorError // the stream broke off for the vendor
	Bad    error        // ErrMalformed: the event is not of its dialect
	From   Name         // the dialect that it came in: its signatures and sealed thoughts are of that
	Silent bool         // nothing that an application would miss: a comment, or only that the answer begins

	data []byte // the JSON text within Raw, or put together of several lines
	in   chunkPlaces
	msg  messagePlaces
	resp responsePlaces
}

// chunkPlaces are the parts of a chunk that are looked at again when it is shaped. Offsets are of data.
type chunkPlaces struct {
	id       span
	model    span
	created  span
	usage    span
	nullErr  span // an "error" that is null
	choices  int
	bareArgs []span // of a whole answer: arguments of tool calls that are ""
	indices  []indexPlace
}

// indexPlace is where a piece of a tool call says, or should say, which call it is of.
type indexPlace struct {
	at    span // of the index; not set: there is none
	open  int  // behind the piece's first brace
	index uint32
}

// Answer is a unary answer.
type Answer struct {
	Body   []byte
	Deltas []Delta // whole texts
	Usage  *Usage
	Finish string // of the last choice
	Stop   Stop
	Err    *VendorError
	From   Name // the dialect that it came in

	in   chunkPlaces
	msg  messagePlaces
	resp responsePlaces
	open int // behind the first brace
}
