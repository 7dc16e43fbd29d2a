// Package catalogue is the public price list of the vendors' models: what a vendor itself asks, the lowest price seen at a large
// aggregator in the same week, context and answer lengths.
//
// It knows posted prices and nothing of offers: sellers price against it, and a buyer's savings are measured against it. The
// `reasoning` mark is the one fact that the list does not take from a vendor: it chooses the models that think on the devnet.
// Vendors bill reasoning as output, so every list price of output is also the price of reasoning.
package catalogue

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/tolsey/tolsey/market"
)

//go:embed prices.json
var source []byte

// Source returns the embedded price list as JSON, for who computes from it with arithmetic of his own.
func Source() []byte { return bytes.Clone(source) }

// Entry is one model of the list.
type Entry struct {
	Model     market.Model
	Vendor    string        // the vendor's short name, as in its address on the devnet
	Dialect   string        // the wire that the vendor speaks: "openai", "anthropic", "gemini", "ark-video"
	List      market.Tariff // the vendor's own price
	Low       market.Tariff // the lowest price seen; no prices: none was lower than the list's
	Context   uint64        // longest prompt plus answer, tokens; 0: not a token model
	MaxOutput uint64        // longest answer, tokens; 0: not a token model
	Reasoning bool
}

// Catalogue is a price list, in the order of its source.
type Catalogue struct {
	AsOf   string // the day on which the prices were read
	Models []Entry
}

// Load returns the embedded price list.
func Load() Catalogue {
	c, err := Parse(source)
	if err != nil {
		panic(fmt.Sprintf("developer error: embedded price list: %v", err))
	}
	return c
}

// Find returns a model's entry.
func (c Catalogue) Find(m market.Model) (Entry, bool) {
	i := slices.IndexFunc(c.Models, func(e Entry) bool { return e.Model == m })
	if i < 0 {
		return Entry{}, false
	}
	return c.Models[i], true
}

// Speaking returns the entries whose vendor speaks one of the dialects.
func (c Catalogue) Speaking(dialects ...string) []Entry {
	var out []Entry
	for _, e := range c.Models {
		if slices.Contains(dialects, e.Dialect) {
			out = append(out, e)
		}
	}
	return out
}

// Parse reads a price list: strict, so that a misspelt unit or field is not a price of nothing.
func Parse(data []byte) (Catalogue, error) {
	var f file
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return Catalogue{}, fmt.Errorf("read price list: %w", err)
	}
	if dec.More() {
		return Catalogue{}, errors.New("read price list: more text after its end")
	}
	out := Catalogue{AsOf: f.AsOf}
	for _, r := range f.Models {
		e, err := r.entry()
		if err != nil {
			return Catalogue{}, fmt.Errorf("price list, model %q: %w", r.ID, err)
		}
		if _, twice := out.Find(e.Model); twice {
			return Catalogue{}, fmt.Errorf("price list: model %q is listed twice", r.ID)
		}
		out.Models = append(out.Models, e)
	}
	return out, nil
}
