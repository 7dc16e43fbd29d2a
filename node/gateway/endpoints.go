package gateway

import (
	"strings"

	"github.com/tolsey/tolsey/market"
)

// Offer is one standing offer of a model.
type Offer struct {
	Ask
	Context   uint64 // tokens
	MaxOutput uint64 // tokens
	Dialects  []string
}

// endpoints are the offers of a model as OpenRouter lists a model's endpoints: one is one seller's offer.
type endpoints struct {
	ID           market.Model `json:"id"`
	Name         string       `json:"name"`
	Created      uint64       `json:"created"`
	Description  string       `json:"description"`
	Architecture architecture `json:"architecture"`
	Endpoints    []endpoint   `json:"endpoints"`
}

type endpoint struct {
	Name         string       `json:"name"`
	ModelID      market.Model `json:"model_id"`
	ModelName    string       `json:"model_name"`
	Context      uint64       `json:"context_length"`
	Pricing      pricing      `json:"pricing"`
	Provider     string       `json:"provider_name"`
	Tag          string       `json:"tag"`
	Quantization *string      `json:"quantization"`
	MaxOutput    uint64       `json:"max_completion_tokens"`
	MaxPrompt    *uint64      `json:"max_prompt_tokens"`
	Parameters   []string     `json:"supported_parameters"`
	Status       int          `json:"status"`
	Uptime5m     *float64     `json:"uptime_last_5m"`
	Uptime30m    *float64     `json:"uptime_last_30m"`
	Uptime1d     *float64     `json:"uptime_last_1d"`
	Latency      *struct{}    `json:"latency_last_30m"`
	Throughput   *struct{}    `json:"throughput_last_30m"`
	Caching      bool         `json:"supports_implicit_caching"`
	Dialects     []string     `json:"dialects"`    // in which the seller is asked without a conversion
	ValidUntil   uint64       `json:"valid_until"` // unix seconds: the price is firm until then
}

// offers lists a model's offers.
func (g *Gateway) offers(x *exchange) error {
	name, ok := strings.CutSuffix(x.id, "/endpoints")
	if !ok {
		return g.model(x)
	}
	all := g.catalogue.Models()
	found, err := g.find(name, x.key)
	i := -1
	if err == nil && x.key.Allows(found.ID) {
		i = place(all, string(found.ID))
	}
	if i < 0 {
		return market.UnknownModel(name, ids(all, x.key))
	}
	e := all[i]
	out := endpoints{ID: e.ID, Name: e.shown(), Created: e.Created, Architecture: architectureOf(e), Endpoints: []endpoint{}}
	for _, o := range g.catalogue.Offers(e.ID) {
		_, caches := o.Now.At(0).Get(market.CacheRead)
		out.Endpoints = append(out.Endpoints, endpoint{Name: o.Seller + " | " + e.shown(), ModelID: e.ID, ModelName: e.shown(), Context: o.Context, Pricing: pricingOf(o.Tariff),
			Provider: o.Seller, Tag: o.Seller, MaxOutput: o.MaxOutput, Parameters: append([]string{}, e.Parameters...), Caching: caches, Dialects: o.Dialects,
			ValidUntil: o.ValidUntil / 1000})
	}
	return x.encode(data{out})
}
