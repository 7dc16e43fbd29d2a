package gateway

import (
	"encoding/json"
	"math"

	"github.com/tolsey/tolsey/market"
)

// routerError is an error as OpenRouter's clients read it: the status as its code, what happened as its type, and for what is not to be
// had a code of availability.
type routerError struct {
	Code         int           `json:"code"`
	Message      string        `json:"message"`
	Metadata     errorMetadata `json:"metadata"`
	Availability *availability `json:"availability,omitempty"`
}

type errorMetadata struct {
	Type     market.RefusalType `json:"error_type"`
	Param    string             `json:"param,omitempty"`
	Limit    string             `json:"limit_source,omitempty"`
	Hint     string             `json:"remedy_hint,omitempty"`
	Call     string             `json:"call_id,omitempty"`
	Seller   string             `json:"provider_name,omitempty"`
	Charged  string             `json:"charged"` // coins
	Attempts []routerAttempt    `json:"attempts,omitempty"`
}

type routerAttempt struct {
	Seller  string `json:"provider_name"`
	Code    string `json:"provider_code"`
	Charged string `json:"charged"`
}

// availability says why a model is not to be had, in codes that do not change.
type availability struct {
	Code       string   `json:"code"`
	Retryable  bool     `json:"retryable"`
	RetryAfter *float64 `json:"retry_after"` // seconds
	Requested  []string `json:"requested_models"`
	Fallbacks  []string `json:"fallback_models"`
	Providers  []string `json:"affected_providers"`
	Excluded   []string `json:"excluded_by"`
	Constraint *string  `json:"constraint"`
}

// errorBody is an error's body as the caller's clients read it.
func (x *exchange) errorBody(r *market.Refusal) []byte {
	if x.surface != openRouter {
		return x.codec.ErrorBody(r, x.callID())
	}
	e := routerError{r.Status, r.Message, errorMetadata{r.Type, r.Param, r.LimitSource, r.Hint, x.callID(), r.Seller, r.Charged.Decimal(), nil}, x.availability(r)}
	for _, a := range r.Attempts {
		e.Metadata.Attempts = append(e.Metadata.Attempts, routerAttempt{a.Seller, a.Code, a.Cost.Decimal()})
	}
	body, err := json.Marshal(struct {
		Error routerError `json:"error"`
	}{e})
	if err != nil {
		panic("developer error: an error does not marshal: " + err.Error())
	}
	return body
}

// availability is nil where it is not the model's being there that matters.
func (x *exchange) availability(r *market.Refusal) *availability {
	code := availabilityCode(r)
	if code == "" {
		return nil
	}
	a := &availability{Code: code, Retryable: r.RetryHelps(), Requested: []string{}, Fallbacks: []string{}, Providers: []string{}, Excluded: []string{}}
	if a.Retryable && r.RetryAfter > 0 {
		seconds := math.Ceil(r.RetryAfter.Seconds()*1000) / 1000
		a.RetryAfter = &seconds
	}
	if x.req != nil {
		a.Requested = append(a.Requested, x.req.Model)
	}
	for _, n := range r.Attempts {
		a.Providers = append(a.Providers, n.Seller)
	}
	for _, f := range r.Removed {
		a.Excluded = append(a.Excluded, f.Filter)
	}
	if r.Param != "" && code == "constraint_filtered" {
		a.Constraint = &r.Param
	}
	return a
}

func availabilityCode(r *market.Refusal) string {
	switch {
	case r.Type == market.ModelNotFound:
		return "model_not_found"
	case r.Type == market.WrongEndpoint:
		return "wrong_endpoint"
	case r.Type == market.Unprocessable:
		return "constraint_filtered"
	case r.Type == market.NoSellerAvailable && len(r.Removed) == 0:
		return "no_endpoints"
	case r.Type == market.NoSellerAvailable, r.Status == 503:
		return "temporarily_unavailable"
	case r.Type == market.RateLimitExceeded && r.LimitSource == market.LimitSellers:
		return "capacity_exhausted"
	case r.Type == market.ProviderUnavailable, r.Type == market.TimedOut:
		return "model_unavailable_upstream"
	}
	return ""
}
