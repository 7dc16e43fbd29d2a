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
)

// Profile is what is particular about a vendor.
type Profile struct {
	Kind       string
	Dialect    dialect.Name
	BaseURL    string // the vendor's public address; "": the configuration must name one
	ChatPath   string
	ModelsPath string
	TokenField string // what the vendor calls the limit of an answer; "": both names
	Semantics  dialect.Semantics
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

// FieldError names a field of a request that is not forwarded to a vendor.
type FieldError struct {
	Field string
	Why   string
}

func (e *FieldError) Error() string { return fmt.Sprintf("field %q is not sold: %s", e.Field, e.Why) }

// Check refuses a request that uses what this vendor's profile does not list, or what the terms have no price for. The error is a *FieldError.
func (p Profile) Check(r *dialect.Request, prices market.PriceVector) error {
	for _, f := range r.Fields {
		class, ok := p.Fields[f]
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
	case c == Sound && unpriced(market.AudioIn):
		return "the terms have no price of audio"
	case c == Search && unpriced(market.Searches):
		return "the terms have no price of searches"
	}
	return ""
}
