package buyer

import (
	"errors"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
)

// targets are the dialects that requests are converted to, the preferred first: what more sellers forward comes earlier.
var targets = []dialect.Name{dialect.OpenAI, dialect.Anthropic, dialect.Gemini, dialect.Responses}

// saying is an order's request in one dialect. A leg has the one that its seller is asked with.
type saying struct {
	codec   dialect.Codec
	req     *dialect.Request
	input   uint64        // most tokens of the prompt
	without dialect.Hints // what of the application's request was left out for the seller
}

// sayingOf is which of an order's sayings it is.
type sayingOf struct {
	dialect string
	without dialect.Hints
}

// ready makes the request ready for a candidate and reports whether it was so before: else offers are to be ranked once more, with what
// is known now. A request is converted once per dialect, and only where an offer of that dialect is the best.
func (o *order) ready(c book.Candidate, without dialect.Hints) bool {
	key := sayingOf{c.Dialect, without}
	if without == 0 && c.Dialect == o.Dialect || o.said[key] != nil {
		return true
	}
	s, err := o.say(key)
	switch {
	case err == nil && o.said == nil:
		o.said = map[sayingOf]*saying{key: s}
	case err == nil:
		o.said[key] = s
	case without != 0: // this seller takes less than can be left out
		o.tried = append(o.tried, c.Offer.Seller())
	default:
		o.unsaid = append(o.unsaid, unsaid{c.Dialect, err})
	}
	return false
}

func (o *order) say(key sayingOf) (*saying, error) {
	req, err := dialect.ConvertWithout(o.req, dialect.Name(key.dialect), key.without)
	if err != nil {
		return nil, err
	}
	codec, err := dialect.For(key.dialect)
	if err != nil {
		return nil, err
	}
	return &saying{codec, req, meter.InputBound(o.Model, req), key.without}, nil
}

// unsaid is why a request cannot be said in a dialect.
type unsaid struct {
	dialect string
	err     error
}

// in is the request as it was made ready.
func (o *order) in(key sayingOf) *saying {
	if s := o.said[key]; s != nil {
		return s
	}
	return &o.saying
}

// others are the dialects that the request may be bought in besides its own. Those in which it has not been said yet are taken to be
// as long as its own.
func (o *order) others() []book.Saying {
	if _, converts := o.codec.(dialect.Converter); !converts || o.raw {
		return nil
	}
	out := make([]book.Saying, 0, len(targets))
	for _, name := range targets {
		if string(name) == o.Dialect || !speaks(name) || o.fails(string(name)) {
			continue
		}
		input := o.input
		if s := o.said[sayingOf{dialect: string(name)}]; s != nil {
			input = s.input
		}
		out = append(out, book.Saying{Dialect: string(name), Input: input})
	}
	return out
}

func speaks(name dialect.Name) bool {
	codec, err := dialect.For(string(name))
	if err != nil {
		return false
	}
	_, converts := codec.(dialect.Converter)
	return converts
}

func (o *order) fails(name string) bool {
	for _, u := range o.unsaid {
		if u.dialect == name {
			return true
		}
	}
	return false
}

// unsayable is the refusal where all that is left speaks dialects in which the request cannot be said, or no dialect that requests are
// converted to. nil: something else stands in the way.
func (o *order) unsayable(r book.Result) error {
	out := r.Removed[book.Expired] + r.Removed[book.Private] // never candidates
	if n := r.Removed[book.Dialect]; n == 0 || n+out < r.Listed {
		return nil
	}
	for _, u := range o.unsaid {
		var refused *market.Refusal
		if errors.As(u.err, &refused) {
			return market.NotConverted(o.Model, u.dialect, refused)
		}
	}
	return market.OtherSurface(o.Model, o.Dialect)
}

// shaper writes the stream that the application reads out of what the leg's seller sends: its bytes as they came where both speak one
// dialect.
func (l *leg) shaper(at int64) dialect.Shaper {
	o := l.order
	if c, converts := o.codec.(dialect.Converter); converts && l.converted() {
		return c.Write(o.req, l.id.Call.String(), at)
	}
	return o.codec.Shape(o.req, l.id.Call.String(), at)
}

// shaped is a unary answer as the application reads it.
func (l *leg) shaped(a *dialect.Answer, at int64) []byte {
	o := l.order
	if c, converts := o.codec.(dialect.Converter); converts && l.converted() {
		return c.WriteAnswer(o.req, a, l.charge(), l.id.Call.String(), at)
	}
	return o.codec.ShapeAnswer(a, l.charge())
}

// converted reports whether the seller is asked in another dialect than the application's.
func (l *leg) converted() bool { return l.codec.Name() != l.order.codec.Name() }
