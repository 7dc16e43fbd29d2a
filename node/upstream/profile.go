package upstream

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// Class says what a field of a request can do to the vendor's bill, and so what must be priced or bounded before it is forwarded.
type Class uint8

// The classes of fields.
const (
	Free     Class = 1  // nothing
	Prompt   Class = 2  // stands in the prompt: counted with it
	Answer   Class = 3  // shapes the answer within its limit
	Choices  Class = 4  // multiplies the answer
	Tier     Class = 5  // changes prices: only the default tier is sold
	Write    Class = 6  // writes the vendor's cache: needs a price of cache writes
	Picture  Class = 7  // images, billed as prompt tokens: bounded by their size
	Sound    Class = 8  // audio: needs a price of audio
	Document Class = 9  // files, billed as prompt tokens: bounded by their size
	Search   Class = 10 // searches the web: needs a price of searches
	Keep     Class = 11 // asks the vendor to keep the exchange: only "no" is sold
	State    Class = 12 // refers to what the vendor keeps for the seller's account: never sold
	WriteOn  Class = 13 // writes the cache for an hour: needs its own price
)

// Auth says where a key goes.
type Auth uint8

// The ways to send a key.
const (
	Bearer      Auth = 1 // Authorization: Bearer
	XAPIKey     Auth = 2 // x-api-key, beside anthropic-version
	XGoogAPIKey Auth = 3 // x-goog-api-key
)

// Profile is what is particular about a vendor.
type Profile struct {
	Kind    string
	BaseURL string // the vendor's public address; "": the configuration must name one
	Region  string // where its API computes, as far as it says so; "": wherever the operator runs it
	Models  Models
	Speaks  []Speech           // its dialects, the native one first
	Words   map[string]Meaning // what its errors say, beyond the words of all vendors
	Cancels bool               // it stops, and bills no more, when its caller leaves
	Stated  Stated             // where it says what a call has cost
}

// Models is a vendor's list of models.
type Models struct {
	Path   string // below the base URL
	IDs    string // where the names stand in it
	Prefix string // that the names carry there and not in calls
}

// Speech is how a vendor speaks one dialect.
type Speech struct {
	Dialect    dialect.Name
	Path       string // below the base URL; {model} is the model's name
	StreamPath string // where a stream has a path of its own
	Auth       Auth
	Named      bool   // not all models speak it: an offer has it where it names it
	TokenField string // what the vendor calls the limit of an answer; "": the dialect has one name for it
	Semantics  dialect.Semantics
	Spell      []Spelling // how the vendor spells what others say in another way
	Fields     map[string]Class
}

// ErrUnknownKind is returned for a kind of upstream without a profile.
var ErrUnknownKind = errors.New("unknown kind of upstream")

// ProfileOf returns the profile of a kind.
func ProfileOf(kind string) (Profile, error) {
	p, ok := profiles[kind]
	if !ok {
		return Profile{}, fmt.Errorf("upstream kind %.40q: %w; write one of %q, or market", kind, ErrUnknownKind, Kinds())
	}
	return p, nil
}

// Kinds lists the kinds that have a profile.
func Kinds() []string { return slices.Sorted(maps.Keys(profiles)) }

// Speech is how the vendor speaks a dialect.
func (p Profile) Speech(d dialect.Name) (Speech, bool) {
	i := slices.IndexFunc(p.Speaks, func(s Speech) bool { return s.Dialect == d })
	if i < 0 {
		return Speech{}, false
	}
	return p.Speaks[i], true
}

// WritesAsked reports whether the vendor writes its cache only for who asks for it in a field.
func (p Profile) WritesAsked() bool {
	for _, s := range p.Speaks {
		for _, c := range s.Fields {
			if c == Write {
				return true
			}
		}
	}
	return false
}

// Dialects are those that an offer of the vendor lists: what all its models speak, and of the rest what the offer names. Those
// that this node has no codec for are left out.
func (p Profile) Dialects(named []string) (out []string, err error) {
	for _, name := range named {
		if _, ok := p.Speech(dialect.Name(name)); !ok {
			return nil, fmt.Errorf("an upstream of kind %s does not speak dialect %.40q", p.Kind, name)
		}
	}
	for _, s := range p.Speaks {
		_, err := dialect.For(string(s.Dialect))
		if err == nil && (len(named) == 0 && !s.Named || slices.Contains(named, string(s.Dialect))) {
			out = append(out, string(s.Dialect))
		}
	}
	return out, nil
}

// FieldError names a field of a request that is not forwarded to a vendor.
type FieldError struct {
	Field string
	Why   string
}

func (e *FieldError) Error() string { return fmt.Sprintf("field %q is not sold: %s", e.Field, e.Why) }

// Check refuses a request that uses what this vendor's profile does not list, or what the terms have no price for. The error is a *FieldError.
func (p Profile) Check(r *dialect.Request, prices market.PriceVector) error {
	speech, ok := p.Speech(r.Dialect)
	if !ok {
		return &FieldError{"", fmt.Sprintf("this upstream does not speak %s", r.Dialect)}
	}
	for _, f := range r.Fields {
		class, ok := speech.Fields[f]
		if !ok {
			return &FieldError{f, "this upstream does not take it"}
		}
		if why := refuse(class, r, prices); why != "" {
			return &FieldError{f, why}
		}
	}
	return nil
}

// refuse says why a class of field is not sold with a request on these prices; "": it is.
func refuse(c Class, r *dialect.Request, prices market.PriceVector) string {
	unpriced := func(u market.Unit) bool { _, ok := prices.Get(u); return !ok }
	switch {
	case c == State:
		return "it refers to what a vendor keeps"
	case c == Keep && r.Store:
		return "nothing is kept at a vendor"
	case c == Tier && r.Tier != "":
		return "only the default service tier is sold"
	case c == Write && unpriced(market.CacheWrite5m):
		return "the terms have no price of cache writes"
	case c == WriteOn && unpriced(market.CacheWrite1h):
		return "the terms have no price of cache writes for an hour"
	case c == Sound && unpriced(market.AudioIn):
		return "the terms have no price of audio"
	case c == Search && unpriced(market.Searches):
		return "the terms have no price of searches"
	}
	return ""
}
