package vendor

import "maps"

// further are vendors that the price list does not have, with what they serve. They are there for who has an account with them.
//
//   - xai: Grok, at the prices of its own list.
//   - openrouter: everything that others serve, at the lowest price seen there, under the market's names.
var further = []string{"xai", "openrouter"}

// grok is xAI's model: its list price of 2025, which its later models kept.
var grok = model{ID: "x-ai/grok-4", Vendor: "xai", Dialect: "openai", List: map[string]string{"input": "3.00", "cacheRead": "0.75", "output": "15.00"},
	Context: 256_000, MaxOutput: 65_536, Reasoning: true}

// furtherModels are a further vendor's models, out of the price list where it resells.
func furtherModels(vendor string, list []*model) ([]*model, error) {
	var out []*model
	switch vendor {
	case "xai":
		m := grok
		out = []*model{&m}
	case "openrouter":
		for _, m := range list {
			if m.list["input"] == nil || m.list["output"] == nil {
				continue
			}
			r := model{ID: m.ID, Vendor: vendor, Dialect: "openai", List: maps.Clone(m.List), Context: m.Context, MaxOutput: m.MaxOutput, Reasoning: m.Reasoning, Overrides: m.Overrides}
			maps.Copy(r.List, m.Low)
			out = append(out, &r)
		}
	}
	for _, m := range out {
		if err := m.read(); err != nil {
			return nil, err
		}
	}
	return out, nil
}
