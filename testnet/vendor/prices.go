package vendor

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// discount is the part of its list price that a vendor bills on the devnet.
var discount = big.NewRat(6, 10)

// picosPerMillionth turns dollars per million tokens into picos per token: 10^12 / 10^6.
var picosPerMillionth = big.NewRat(1_000_000, 1)

// model is one row of the price list, as the vendor reads it.
type model struct {
	ID        string            `json:"id"`
	Vendor    string            `json:"vendor"`
	Dialect   string            `json:"dialect"`
	List      map[string]string `json:"list"` // dollars per million units
	Low       map[string]string `json:"low"`  // the same, the lowest seen at a reseller
	Context   int64             `json:"context"`
	MaxOutput int64             `json:"maxOutput"`
	Reasoning bool              `json:"reasoning"`
	Overrides []map[string]any  `json:"overrides"`

	list  map[string]*big.Rat // picos per unit
	rules []rule
}

// rule changes the list under its conditions: by a factor, or price by price.
type rule struct {
	contextOver int64
	from, to    int      // minutes of the UTC day, to exclusive; equal: any time
	factor      *big.Rat // nil: none
	list        map[string]*big.Rat
}

func readPrices(data []byte) ([]*model, error) {
	var f struct {
		Models []*model `json:"models"`
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("read price list: %w", err)
	}
	for _, m := range f.Models {
		if err := m.read(); err != nil {
			return nil, fmt.Errorf("read price list: model %q: %w", m.ID, err)
		}
	}
	return f.Models, nil
}

func (m *model) read() error {
	m.list = map[string]*big.Rat{}
	for unit, dollars := range m.List {
		p, err := picos(dollars)
		if err != nil {
			return fmt.Errorf("%s: %w", unit, err)
		}
		m.list[unit] = p
	}
	for i, fields := range m.Overrides {
		r, err := readRule(fields)
		if err != nil {
			return fmt.Errorf("override %d: %w", i, err)
		}
		m.rules = append(m.rules, r)
	}
	return nil
}

func picos(dollars string) (*big.Rat, error) {
	p, ok := new(big.Rat).SetString(dollars)
	if !ok || p.Sign() <= 0 {
		return nil, fmt.Errorf("%q is not a price", dollars)
	}
	return p.Mul(p, picosPerMillionth), nil
}

func readRule(fields map[string]any) (rule, error) {
	r := rule{list: map[string]*big.Rat{}}
	for name, v := range fields {
		if n, ok := v.(float64); ok && name == "contextOver" {
			r.contextOver = int64(n)
			continue
		}
		text, ok := v.(string)
		if !ok {
			return r, fmt.Errorf("%s is not a text", name)
		}
		if err := r.field(name, text); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (r *rule) field(name, text string) error {
	switch name {
	case "utc":
		var h0, m0, h1, m1 int
		if _, err := fmt.Sscanf(text, "%d:%d-%d:%d", &h0, &m0, &h1, &m1); err != nil {
			return fmt.Errorf("utc window %q: %w", text, err)
		}
		r.from, r.to = h0*60+m0, h1*60+m1
	case "factor":
		f, ok := new(big.Rat).SetString(text)
		if !ok || f.Sign() <= 0 {
			return errors.New("factor is not a positive number")
		}
		r.factor = f
	default:
		p, err := picos(text)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		r.list[name] = p
	}
	return nil
}

func (r rule) holds(at time.Time, prompt int64) bool {
	if prompt <= r.contextOver && r.contextOver > 0 {
		return false
	}
	at = at.UTC()
	minute := at.Hour()*60 + at.Minute()
	switch {
	case r.from == r.to:
		return true
	case r.from < r.to:
		return r.from <= minute && minute < r.to
	}
	return minute >= r.from || minute < r.to
}

// price is what the vendor bills for one unit at a time, for a prompt of so many tokens; nil when the list does not have the unit.
func (m *model) price(unit string, at time.Time, prompt int64) *big.Int {
	base := m.list[unit]
	if base == nil {
		return nil
	}
	p := base
	for _, r := range m.rules {
		if !r.holds(at, prompt) {
			continue
		}
		if named := r.list[unit]; named != nil {
			p = named
		} else if r.factor != nil {
			p = new(big.Rat).Mul(base, r.factor)
		}
	}
	p = new(big.Rat).Mul(p, discount)
	return new(big.Int).Quo(p.Num(), p.Denom())
}

// count is what one request used.
type count struct {
	prompt, cached, completion, reasoning int64 // tokens; cached is part of prompt, reasoning of completion
	write5m, write1h                      int64 // tokens that were kept; parts of prompt
}

// invoice is what the vendor bills for a count, in picos.
func (m *model) invoice(at time.Time, c count) *big.Int {
	input := m.price("input", at, c.prompt)
	sum := new(big.Int).Mul(input, big.NewInt(c.prompt-c.cached-c.write5m-c.write1h))
	for _, part := range []struct {
		unit string
		n    int64
	}{{"cacheRead", c.cached}, {"cacheWrite5m", c.write5m}, {"cacheWrite1h", c.write1h}} {
		price := m.price(part.unit, at, c.prompt)
		if price == nil {
			price = input
		}
		sum.Add(sum, new(big.Int).Mul(price, big.NewInt(part.n)))
	}
	return sum.Add(sum, new(big.Int).Mul(m.price("output", at, c.prompt), big.NewInt(c.completion)))
}

// named reports whether a caller means this model: by the vendor's own short name or by the market's.
func (m *model) named(name string) bool {
	_, short, _ := strings.Cut(m.ID, "/")
	return name == m.ID || name == short
}
