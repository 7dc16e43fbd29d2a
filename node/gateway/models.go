package gateway

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// modelList is the body of GET /v1/models: OpenAI's list with OpenRouter's fields, so that clients of either read it.
type modelList struct {
	Object string      `json:"object"`
	Data   []modelView `json:"data"`
}

type modelView struct {
	ID            string       `json:"id"`
	Object        string       `json:"object"`
	Created       uint64       `json:"created"` // unix seconds
	OwnedBy       string       `json:"owned_by"`
	CanonicalSlug string       `json:"canonical_slug"`
	Name          string       `json:"name"`
	ContextLength uint64       `json:"context_length"`
	Architecture  architecture `json:"architecture"`
	Pricing       pricing      `json:"pricing"` // the best ask's rule
	TopProvider   topProvider  `json:"top_provider"`
	Limits        *struct{}    `json:"per_request_limits"`
	Parameters    []string     `json:"supported_parameters"`
	Defaults      struct{}     `json:"default_parameters"`
	Voices        *struct{}    `json:"supported_voices"`
	Expires       *string      `json:"expiration_date"`
	Links         links        `json:"links"`
	BestAsk       bestAsk      `json:"best_ask"` // the rule at this moment
	Sellers       int          `json:"sellers"`
}

type links struct {
	Details string `json:"details"`
}

type architecture struct {
	Input     []string `json:"input_modalities"`
	Output    []string `json:"output_modalities"`
	Tokenizer string   `json:"tokenizer,omitempty"`
	Instruct  *string  `json:"instruct_type"`
	Modality  string   `json:"modality"` // inputs and outputs in one, such as "text+image->text"
}

type topProvider struct {
	Context   uint64 `json:"context_length"`
	MaxOutput uint64 `json:"max_completion_tokens"`
	Moderated bool   `json:"is_moderated"`
}

type bestAsk struct {
	Seller     string `json:"seller"`
	ValidUntil uint64 `json:"valid_until"` // unix seconds
	unitPrices
}

// pricing is a tariff; overrides hold where all their conditions do, the last one that names a unit wins.
type pricing struct {
	unitPrices
	Overrides []priceOverride `json:"overrides,omitempty"`
}

type priceOverride struct {
	ContextOver uint64 `json:"min_prompt_tokens,omitempty"` // prompts of more tokens
	UTCStart    *int   `json:"utc_start,omitempty"`         // HHMM, inclusive
	UTCEnd      *int   `json:"utc_end,omitempty"`           // HHMM, exclusive
	Tier        string `json:"service_tier,omitempty"`
	unitPrices
}

// unitPrices are decimal strings of coins per unit: a token, a request, a search, a second or millisecond of video.
type unitPrices struct {
	Prompt       string `json:"prompt,omitempty"`
	Completion   string `json:"completion,omitempty"`
	CacheRead    string `json:"input_cache_read,omitempty"`
	CacheWrite   string `json:"input_cache_write,omitempty"`
	CacheWrite1h string `json:"input_cache_write_1h,omitempty"`
	Reasoning    string `json:"internal_reasoning,omitempty"`
	Audio        string `json:"audio,omitempty"`
	AudioOutput  string `json:"audio_output,omitempty"`
	Image        string `json:"image_token,omitempty"`
	ImageOutput  string `json:"image_output,omitempty"`
	VideoToken   string `json:"video_token,omitempty"`
	VideoMilli   string `json:"video_millisecond,omitempty"`
	Request      string `json:"request,omitempty"`
	WebSearch    string `json:"web_search,omitempty"`
}

func pricesOf(list []market.UnitPrice) unitPrices {
	var v unitPrices
	field := [market.Units]*string{market.Input: &v.Prompt, market.CacheRead: &v.CacheRead, market.CacheWrite5m: &v.CacheWrite,
		market.CacheWrite1h: &v.CacheWrite1h, market.Output: &v.Completion, market.Reasoning: &v.Reasoning, market.AudioIn: &v.Audio,
		market.AudioOut: &v.AudioOutput, market.ImageIn: &v.Image, market.ImageOut: &v.ImageOutput, market.VideoTokens: &v.VideoToken,
		market.VideoMillis: &v.VideoMilli, market.Requests: &v.Request, market.Searches: &v.WebSearch}
	for _, p := range list {
		*field[p.Unit] = money.Picos(uint64(p.Price)).Decimal()
	}
	return v
}

func pricingOf(t market.Tariff) pricing {
	p := pricing{unitPrices: pricesOf(t.Prices)}
	for _, o := range t.Overrides {
		view := priceOverride{ContextOver: o.ContextOver, Tier: o.Tier, unitPrices: pricesOf(o.Prices)}
		if o.UTCFrom != o.UTCTo {
			from, to := clock(o.UTCFrom), clock(o.UTCTo)
			view.UTCStart, view.UTCEnd = &from, &to
		}
		p.Overrides = append(p.Overrides, view)
	}
	return p
}

// clock writes a minute of the day as HHMM.
func clock(minute uint16) int { return int(minute/60)*100 + int(minute%60) }

func viewOf(e Entry) modelView {
	return modelView{ID: string(e.ID), Object: "model", Created: e.Created, OwnedBy: e.ID.Family(), CanonicalSlug: string(e.ID), Name: e.shown(),
		ContextLength: e.Context, Architecture: architectureOf(e), Links: links{"/api/v1/models/" + string(e.ID) + "/endpoints"}, Pricing: pricingOf(e.Best.Tariff),
		TopProvider: topProvider{Context: e.Context, MaxOutput: e.MaxOutput}, Parameters: append([]string{}, e.Parameters...),
		BestAsk: bestAsk{e.Best.Seller, e.Best.ValidUntil / 1000, pricesOf(e.Best.Now.At(0).List())}, Sellers: e.Sellers}
}

func architectureOf(e Entry) architecture {
	in, out := orText(e.Input), orText(e.Output)
	return architecture{Input: in, Output: out, Tokenizer: e.Tokenizer, Modality: strings.Join(in, "+") + "->" + strings.Join(out, "+")}
}

func orText(modalities []string) []string {
	if len(modalities) == 0 {
		return []string{"text"}
	}
	return modalities
}

// ids names the models that a key may buy.
func ids(entries []Entry, key Key) []market.Model {
	var out []market.Model
	for _, e := range entries {
		if key.Allows(e.ID) {
			out = append(out, e.ID)
		}
	}
	return out
}

func (x *exchange) encode(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode models: %w", err)
	}
	x.json(http.StatusOK, body)
	return nil
}
