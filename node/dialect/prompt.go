package dialect

import "encoding/json"

// Prompt is what a request says in every dialect's terms. It is made only where the application's dialect is not the seller's: what
// passes unconverted is forwarded as it came. Nothing of a request is left out of it: what has no place here stands in Rest, by name.
type Prompt struct {
	Model        string
	Stream       bool
	IncludeUsage bool // the stream is to end with a usage chunk, in dialects where that is a choice

	Messages []Message // in order; system texts too, wherever the dialect keeps them
	Tools    []Tool
	Choice   ToolChoice
	Parallel *bool // whether several tools may be called at once; nil: not said

	MaxOutput   uint64      // answer tokens at most; 0: not said
	N           uint64      // choices; 0 and 1: one
	Temperature json.Number // as written; "": not said
	TopP        json.Number
	TopK        json.Number
	Frequency   json.Number // penalty
	Presence    json.Number // penalty
	Seed        json.Number
	Stop        []string
	Logprobs    *uint64 // log probabilities of so many alternatives; nil: none asked for
	Format      *Format // nil: free text
	Thinking    *Thinking
	Verbosity   string

	User       string // whom the application names as its end user
	SessionKey string // what the application calls the conversation, for cache affinity
	Tier       string
	Store      *bool

	Rest []Member // members that only the dialect of the request has
}

// Member is a part of a request by its path, such as "metadata" or "messages[].content[].video".
type Member struct {
	Path  string
	Value json.RawMessage
}

// Role says whose message it is.
type Role uint8

// The roles.
const (
	System    Role = 1
	Developer Role = 2 // a system text of lower standing, where the dialect tells them apart
	User      Role = 3
	Assistant Role = 4
	ToolRole  Role = 5 // its parts are tool results
)

// Message is one turn, or a part of one: dialects differ in what they keep together.
type Message struct {
	Role  Role
	Name  string
	Parts []Part
}

// PartKind says what a part of a message is.
type PartKind uint8

// The kinds of parts.
const (
	TextPart     PartKind = 1
	ThoughtPart  PartKind = 2 // what the model thought: Text, and what proves or hides it
	RefusalPart  PartKind = 3
	MediaPart    PartKind = 4
	ToolUsePart  PartKind = 5 // the model calls a tool
	ToolDonePart PartKind = 6 // what the tool gave: Parts
)

// Part is one part of a message. Which fields mean something depends on its kind.
type Part struct {
	Kind  PartKind
	Text  string
	Media *Content

	ToolID string          // of a call and of its result
	Tool   string          // name
	Args   json.RawMessage // a JSON object
	Failed bool            // of a result: the tool failed
	Parts  []Part          // of a result

	Thought *Thought // what goes back to the vendor with a thought or a call, unread
	Cache   *Cache   // the vendor is asked to keep the prompt up to here
}

// Thought is what a vendor wants back with a model's thought. It means something to the vendor that made it only, in whose dialect it is.
type Thought struct {
	Dialect   Name
	ID        string
	Signature string // proves Text, or the call it stands with
	Sealed    string // a thought that only its vendor can read
	Summary   bool   // Text is a summary
}

// Cache marks a prefix for the vendor's cache.
type Cache struct {
	TTL string // "5m", "1h"; "": the vendor's
}

// Content is media: bytes or where they are.
type Content struct {
	Kind   MediaKind
	MIME   string
	Data   string // base64; "": URL or FileID says where
	URL    string
	FileID string
	Name   string // of a file
	Detail string // of an image: "low", "high", "auto"
}

// Tool is a function that the model may call. Tools that vendors run themselves stand in Prompt.Rest.
type Tool struct {
	Name        string
	Description string
	Schema      json.RawMessage // JSON schema of the arguments; nil: none
	Strict      *bool
	Cache       *Cache
}

// ToolChoice says whether tools must be called.
type ToolChoice struct {
	Mode ChoiceMode
	Name string   // of OneTool
	Any  []string // of SomeTool, where only some may be called; nil: all
}

// ChoiceMode is how free the model is to call tools.
type ChoiceMode uint8

// The modes.
const (
	ChoiceUnsaid ChoiceMode = 0
	AutoTool     ChoiceMode = 1
	NoTool       ChoiceMode = 2
	SomeTool     ChoiceMode = 3 // at least one
	OneTool      ChoiceMode = 4 // this one
)

// Format is the form that an answer must have.
type Format struct {
	Name        string
	Description string
	Schema      json.RawMessage // nil: any JSON object
	Strict      *bool
}

// Thinking is how much the model is to think.
type Thinking struct {
	On      *bool  // nil: not said
	Effort  string // "none", "minimal", "low", "medium", "high", "xhigh", "max"; "": not said
	Budget  uint64 // tokens; 0: not said
	Summary string // how much of it is to be shown: "auto", "concise", "detailed", "none"; "": not said
	Dynamic bool   // the model decides by itself
}
