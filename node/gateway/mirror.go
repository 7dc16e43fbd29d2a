package gateway

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Records are what the node's books say of past calls and of keys, for clients that ask after the fact.
type Records interface {
	// Attempts are all attempts at a call, first to last; none for an unknown call.
	Attempts(ctx context.Context, call market.CallID) ([]market.BoughtRecord, error)
	// Account is what a key may spend and has spent.
	Account(key string) Account
}

// Account is a key's money.
type Account struct {
	Label     string // the key's name, or the beginning of its token
	Unlimited bool
	Limit     money.Amount // per period
	Spent     money.Amount // in the period at hand
	Left      money.Amount // neither spent nor held
	Total     money.Amount // spent in all
	Period    string       // "hour", "day", "week", "month"; "total": it never ends
	Expires   uint64       // of the key, unix ms; 0: never
}

// number writes coins as a JSON number with all their digits.
func number(a money.Amount) json.Number { return json.Number(a.Decimal()) }

// data is the envelope of OpenRouter's answers.
type data struct {
	Data any `json:"data"`
}

// account shows a key's limits and what it has used.
func (g *Gateway) account(x *exchange) error {
	a := g.records.Account(x.key.ID())
	type rateLimit struct {
		Requests int64  `json:"requests"` // per interval; -1 no limit
		Interval string `json:"interval"`
	}
	v := struct {
		Label        string       `json:"label"`
		Limit        *json.Number `json:"limit"`
		Remaining    *json.Number `json:"limit_remaining"`
		Reset        *string      `json:"limit_reset"`
		Usage        json.Number  `json:"usage"`
		Daily        *json.Number `json:"usage_daily"`
		Weekly       *json.Number `json:"usage_weekly"`
		Monthly      *json.Number `json:"usage_monthly"`
		FreeTier     bool         `json:"is_free_tier"`
		Provisioning bool         `json:"is_provisioning_key"`
		Expires      *string      `json:"expires_at"`
		Rate         rateLimit    `json:"rate_limit"`
	}{Label: a.Label, Usage: number(a.Total), Rate: rateLimit{-1, "1m"}}
	if rpm := x.key.RPM(); rpm > 0 {
		v.Rate.Requests = int64(rpm)
	}
	if !a.Unlimited {
		limit, left := number(a.Limit), number(a.Left)
		v.Limit, v.Remaining = &limit, &left
	}
	// Usage is known for the budget's own period: others would take a search of all records.
	spent := number(a.Spent)
	for period, field := range map[string]struct {
		name  string
		usage **json.Number
	}{"day": {"daily", &v.Daily}, "week": {"weekly", &v.Weekly}, "month": {"monthly", &v.Monthly}} {
		if a.Period == period {
			v.Reset, *field.usage = &field.name, &spent
		}
	}
	if a.Expires > 0 {
		at := time.UnixMilli(int64(a.Expires)).UTC().Format(time.RFC3339)
		v.Expires = &at
	}
	return x.encode(data{v})
}

// credits shows what a key may spend in all and what it has spent. The node's own money is the operator's to see.
func (g *Gateway) credits(x *exchange) error {
	a := g.records.Account(x.key.ID())
	return x.encode(data{struct {
		Credits json.Number `json:"total_credits"`
		Usage   json.Number `json:"total_usage"`
	}{number(a.Total.Add(a.Left)), number(a.Total)}})
}

// generation shows what a call came to, to the key that made it.
func (g *Gateway) generation(x *exchange) error {
	name := x.r.URL.Query().Get("id")
	var id market.CallID
	text := name[strings.LastIndexByte(name, '-')+1:] // a bare call id, or one with the prefix of an API
	if err := id.UnmarshalText([]byte(text)); err != nil {
		return market.Refuse(http.StatusBadRequest, market.InvalidRequest, "id", "Generation id %.80q is none; it is in the header X-Generation-Id of the answer.", name)
	}
	attempts, err := g.records.Attempts(x.r.Context(), id)
	if err != nil {
		return err
	}
	if len(attempts) == 0 || attempts[0].Key != x.key.ID() {
		return market.Refuse(http.StatusNotFound, market.NotFound, "id", "No call of this key has the id %s.", id)
	}
	return x.encode(data{generationOf(attempts)})
}

type generation struct {
	ID           string         `json:"id"`
	Upstream     *string        `json:"upstream_id"`
	Model        market.Model   `json:"model"`
	Provider     string         `json:"provider_name"`
	Created      string         `json:"created_at"`
	Streamed     bool           `json:"streamed"`
	Cancelled    bool           `json:"cancelled"`
	Finish       *string        `json:"finish_reason"` // not kept
	Cost         json.Number    `json:"total_cost"`
	Usage        json.Number    `json:"usage"`
	UpstreamCost *json.Number   `json:"upstream_inference_cost"`
	Discount     *json.Number   `json:"cache_discount"`
	BYOK         bool           `json:"is_byok"`
	Latency      uint32         `json:"latency"`         // ms to the first byte
	Took         uint32         `json:"generation_time"` // ms from then on
	Prompt       uint64         `json:"tokens_prompt"`
	Completion   uint64         `json:"tokens_completion"`
	NativePrompt uint64         `json:"native_tokens_prompt"`
	NativeOutput uint64         `json:"native_tokens_completion"`
	Reasoning    uint64         `json:"native_tokens_reasoning"`
	Cached       uint64         `json:"native_tokens_cached"`
	Searches     uint64         `json:"num_search_results"`
	Attempts     []generationBy `json:"provider_responses"`
	Receipt      string         `json:"receipt,omitempty"` // struct hash of the seller's last receipt
	State        string         `json:"state"`
}

type generationBy struct {
	Provider string      `json:"provider_name"`
	Status   int         `json:"status"`
	Code     string      `json:"code,omitempty"`
	Latency  uint32      `json:"latency"`
	Cost     json.Number `json:"cost"`
}

func generationOf(attempts []market.BoughtRecord) generation {
	last := attempts[len(attempts)-1]
	var cost money.Amount
	var by []generationBy
	for _, a := range attempts {
		cost = cost.Add(a.Cost)
		status := http.StatusOK
		if a.Error != "" || a.State == market.RecordFailed {
			status = http.StatusBadGateway
		}
		by = append(by, generationBy{a.Seller, status, a.Error, a.TTFT, number(a.Cost)})
	}
	g := generation{ID: generationID(last.Call.String()), Model: last.Model, Provider: last.Seller, Created: time.UnixMilli(int64(attempts[0].Time)).UTC().Format(time.RFC3339Nano),
		Streamed: last.Stream, Cancelled: last.Status == market.StatusCancelled, Cost: number(cost), Usage: number(cost), Latency: last.TTFT, Took: last.Took - min(last.TTFT, last.Took),
		Prompt: last.Usage.Prompt(), Completion: last.Usage.Completion(), NativePrompt: last.Usage.Prompt(), NativeOutput: last.Usage.Completion(),
		Reasoning: last.Usage[market.Reasoning], Cached: last.Usage[market.CacheRead], Searches: last.Usage[market.Searches], Attempts: by, State: last.State.String()}
	if last.Receipt != nil {
		g.Receipt = last.Receipt.StructHash().Hex()
	}
	return g
}
