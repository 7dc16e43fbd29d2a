package dialect

import (
	"net/http"
	"slices"

	"github.com/tolsey/tolsey/market"
)

// Request is what a request's bytes ask for. The bytes themselves stay what is sent.
type Request struct {
	Dialect      Name
	Model        string
	Stream       bool
	IncludeUsage bool   // the stream is to end with a usage chunk
	MaxOutput    uint64 // answer tokens at most, per choice; 0: the request sets none
	N            uint64 // choices, from 1: the answer is multiplied by it
	Tier         string // service tier; "": none asked for
	Effort       string // how much the model is asked to reason; "": not said
	CacheControl bool   // prompt parts are marked for the vendor's cache: cache writes may be billed
	Store        bool   // the vendor is asked to keep the exchange
	Tools        bool   // tools may be called
	SessionKey   string // what the application calls the conversation, for cache affinity; "": nothing

	// Fields names all that the request uses and that a vendor may price or refuse, each once: top-level fields by name ("temperature"),
	// fields of messages ("messages[].name"), kinds of content parts ("messages[].content[].image_url") and of tools other than
	// functions ("tools[].web_search").
	Fields []string

	// What is counted. Every text is tokenized for itself, as the vendors' templates do.
	Messages uint64   // messages of the prompt
	Named    uint64   // messages that carry a name
	Texts    [][]byte // roles, contents, names, tool calls and their ids, tool definitions
	Extra    [][]byte // other texts that a vendor may put into the prompt: schemas, predictions, echoed reasoning
	Media    []Media
	Tokens   uint64 // of the prompt that came as the vendor's own token numbers

	body []byte
	at   places
}

// Uses reports whether the request uses a field, by its name in Fields.
func (r *Request) Uses(field string) bool { return slices.Contains(r.Fields, field) }

// span is a part of a body: the key's first byte to the value's last.
type span struct{ key, from, to int }

func (s span) set() bool { return s.to > 0 }

// places are the values that are patched.
type places struct {
	open          int // just behind the first brace
	model         span
	maxTokens     span
	maxCompletion span
	maxOutput     span // of a response
	store         span
	streamOptions span
	includeUsage  span
	optionsOpen   int
	optionsEmpty  bool
	config        span // of Gemini: its settings of the answer
	configOpen    int
	configEmpty   bool
}

// MediaKind is what a part of a prompt is besides text.
type MediaKind uint8

// The kinds of media.
const (
	Image MediaKind = 1
	Audio MediaKind = 2
	File  MediaKind = 3
	Video MediaKind = 4
)

// Media is one part of a prompt that is not text, as far as its tokens can be bounded.
type Media struct {
	Kind          MediaKind
	Bytes         uint64 // of the decoded data
	Width, Height uint64 // pixels of an image; 0: not known
}

// Patch says what to replace in a request. Zero fields leave the request as it is.
type Patch struct {
	Model      string
	ForceUsage bool   // of a stream: ask for the usage chunk
	OutputCap  uint64 // answer tokens at most, per choice; the request's own limit holds where it is lower
	TokenField string // the vendor's name of that limit; "": the request's, else max_completion_tokens
}

// Bounds of what a request may ask for; the vendors' own are never higher.
const (
	maxChoices = 128
	maxAnswer  = 1 << 31 // tokens
)

func badRequest(param, format string, args ...any) error {
	return market.Refuse(http.StatusBadRequest, market.InvalidRequest, param, format, args...)
}

func badPrompt(param, format string, args ...any) error {
	return market.Refuse(http.StatusBadRequest, market.InvalidPrompt, param, format, args...)
}
