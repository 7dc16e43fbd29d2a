package config

import (
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// PriceList is a mapping from unit to dollars per million units, the one place where money is a bare number: its key says the unit.
// It is read from the text of the file, never through a float.
type PriceList struct{ market.PriceVector }

// IsZero reports whether nothing is priced.
func (p PriceList) IsZero() bool { return len(p.List()) == 0 }

// unitKey is a unit's key in the file: the snake case of its name (cacheWrite5m: cache_write_5m).
func unitKey(u market.Unit) string {
	var b strings.Builder
	var before rune
	for _, r := range u.String() {
		if unicode.IsUpper(r) || unicode.IsDigit(r) && !unicode.IsDigit(before) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
		before = r
	}
	return b.String()
}

func unitKeys() map[string]market.Unit {
	keys := make(map[string]market.Unit, market.Units)
	for u := range market.Unit(market.Units) {
		keys[unitKey(u)] = u
	}
	return keys
}

// UnmarshalYAML reads the mapping.
func (p *PriceList) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return lineError(n, fmt.Errorf("want a mapping from unit to dollars per million, such as {input: 0.14, output: 0.28}"))
	}
	keys := unitKeys()
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		unit, known := keys[key.Value]
		if !known {
			return lineError(key, fmt.Errorf("unknown unit %q%s", key.Value, DidYouMean(key.Value, names(keys))))
		}
		if _, twice := p.Get(unit); twice {
			return lineError(key, fmt.Errorf("unit %q is priced twice", key.Value))
		}
		price, err := money.ParsePerMillion(value.Value)
		switch {
		case value.Kind != yaml.ScalarNode:
			err = fmt.Errorf("want dollars per million")
		case err == nil && price == 0:
			err = fmt.Errorf("price 0; leave a unit out when it is not sold")
		}
		if err != nil {
			return lineError(value, fmt.Errorf("%s: %w", key.Value, err))
		}
		p.Set(unit, price)
	}
	return nil
}

// MarshalYAML writes the mapping in the order of the units.
func (p PriceList) MarshalYAML() (any, error) {
	n := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, up := range p.List() {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: unitKey(up.Unit)},
			&yaml.Node{Kind: yaml.ScalarNode, Value: up.Price.PerMillion()})
	}
	return n, nil
}
