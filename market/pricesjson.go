package market

import (
	"encoding/json"
	"fmt"
)

// tierJSON is one context tier in a record: enough to rate a receipt again when its page is long gone.
type tierJSON struct {
	Over   uint64      `json:"over,omitempty"`
	Prices []UnitPrice `json:"prices"`
}

// MarshalJSON writes the context tiers with their priced units.
func (p Prices) MarshalJSON() ([]byte, error) {
	out := make([]tierJSON, len(p.tiers))
	for i, t := range p.tiers {
		out[i] = tierJSON{t.Over, t.Prices.List()}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *Prices) UnmarshalJSON(data []byte) error {
	var in []tierJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	p.tiers = make([]ContextTier, len(in))
	for i, t := range in {
		if i > 0 && t.Over <= in[i-1].Over {
			return fmt.Errorf("context tiers of prices do not ascend at %d", t.Over)
		}
		p.tiers[i].Over = t.Over
		for _, u := range t.Prices {
			if int(u.Unit) >= Units {
				return fmt.Errorf("unknown unit %d", u.Unit)
			}
			p.tiers[i].Prices.Set(u.Unit, u.Price)
		}
	}
	return nil
}
