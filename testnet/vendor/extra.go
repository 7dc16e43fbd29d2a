package vendor

import (
	"fmt"
	"maps"
)

// further are vendors that the price list does not have, with what they serve. They are there for who has an account with them.
//
//   - xai: Grok, at the prices of its own list.
//   - openrouter: everything that others serve, at the lowest price seen there, under the market's names.
var further = []string{"xai", "openrouter"}

// grok is xAI's model: its list price of 2025, which its later models kept.
var grok = model{ID: "x-ai/grok-4", Vendor: "xai", Dialect: "openai", List: map[string]string{"input": "3.00", "cacheRead": "0.75", "output": "15.00"},
	Context: 256_000, MaxOutput: 65_536, Reasoning: true}

// plainModels are OpenAI's models for text completions and for embeddings, at the prices of its own list, which the market's leaves out. A list
// has a price of output for each: vectors have none to bill.
var plainModels = []model{
	{ID: "openai/gpt-3.5-turbo-instruct", Vendor: "openai", Dialect: "completions", List: map[string]string{"input": "1.50", "output": "2.00"}, Context: 4_096, MaxOutput: 4_096},
	{ID: "openai/text-embedding-3-small", Vendor: "openai", Dialect: "embeddings", List: map[string]string{"input": "0.02", "output": "0.02"}, Context: 8_191 * maxInputs, MaxOutput: 1},
}

// openPlain serves them beside what the price list has.
func (s *Server) openPlain() error {
	for _, m := range plainModels {
		if s.vendors[m.Vendor] == nil {
			continue
		}
		if err := m.read(); err != nil {
			return fmt.Errorf("model %q: %w", m.ID, err)
		}
		if err := s.open(&m); err != nil {
			return err
		}
	}
	return nil
}

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
