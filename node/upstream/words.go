package upstream

import (
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// Change says in what a vendor's terms are no longer those on which an offer rests.
type Change uint8

// The changes. Unchanged is none.
const (
	Unchanged   Change = 0
	PriceChange Change = 1 // it bills otherwise than is reckoned
	NoAccess    Change = 2 // the account may not use the model
	NoRegion    Change = 3 // not from where the node calls
	ModelGone   Change = 4 // it does not have the model any more
)

var changeNames = [...]string{"unchanged", "price", "access", "region", "model gone"}

func (c Change) String() string {
	if int(c) < len(changeNames) {
		return changeNames[c]
	}
	return changeNames[0]
}

// Meaning is what a word of a vendor's error says.
type Meaning struct {
	Code   Code
	Change Change
}

// What words mean.
var (
	tooLong  = Meaning{Code: TooLong}
	content  = Meaning{Code: Policy}
	account  = Meaning{Code: Account}
	rate     = Meaning{Code: Rate}
	invalid  = Meaning{Code: Invalid}
	busy     = Meaning{Code: Unavailable}
	gone     = Meaning{NoModel, ModelGone}
	noAccess = Meaning{NoModel, NoAccess}
	noRegion = Meaning{NoModel, NoRegion}
	repriced = Meaning{NoModel, PriceChange}
)

// words are what vendors say in errors of OpenAI's, Anthropic's and Google's shape, in lower case. What a message says in prose is
// never read: a buyer can put words into it.
var words = map[string]Meaning{
	"context_length_exceeded": tooLong, "max_tokens_exceeded": tooLong, "request_too_large": tooLong, "string_above_max_length": tooLong,
	"content_policy_violation": content, "content_filter": content, "moderation": content, "refusal": content,
	"insufficient_quota": account, "billing_not_active": account, "billing_hard_limit_reached": account, "payment_required": account,
	"billing_error": account, "invalid_api_key": account, "account_deactivated": account, "authentication_error": account,
	"enforced_spend_limit_reached": account, "api_key_invalid": account, "unauthenticated": account, "billing_disabled": account,
	"permission_error": account, "permission_denied": account,
	"model_not_found": gone, "model_deprecated": gone, "model_unavailable_upstream": gone, "free_variant_ended": repriced,
	"unsupported_country_region_territory": noRegion, "region_restricted": noRegion, "model_access_denied": noAccess, "price_changed": repriced,
	"rate_limit_exceeded": rate, "rate_limit_error": rate, "tokens": rate, "requests": rate, "resource_exhausted": rate,
	"overloaded_error": busy, "provider_overloaded": busy, "provider_unavailable": busy,
}

// places are where errors carry words, the most particular first.
var places = [...]string{"error.availability.code", "error.details.error_code", "error.details.#.reason", "error.metadata.error_type",
	"error.code", "error.type", "error.status", "base_resp.status_code", "code", "type"}

// read looks up what an error's body says.
func (p Profile) read(body gjson.Result) (Meaning, bool) {
	for _, place := range places {
		found := body.Get(place)
		if found.IsArray() {
			for _, one := range found.Array() {
				if m, ok := p.word(one.String()); ok {
					return m, true
				}
			}
			continue
		}
		if m, ok := p.word(found.String()); ok {
			return m, true
		}
	}
	// DeepSeek's words are its whole messages.
	if m, ok := p.Words[strings.ToLower(body.Get("error.message").String())]; ok {
		return m, true
	}
	// OpenRouter says of its moderation only what it has found.
	if body.Get("error.metadata.flagged_input").Exists() {
		return content, true
	}
	return Meaning{}, false
}

// word is what one word means to this vendor. Some put the particular behind a dot: "InvalidEndpointOrModel.NotFound".
func (p Profile) word(w string) (Meaning, bool) {
	w = strings.ToLower(w)
	for range 2 {
		if m, ok := p.Words[w]; ok {
			return m, true
		}
		if m, ok := words[w]; ok {
			return m, true
		}
		w, _, _ = strings.Cut(w, ".")
	}
	return Meaning{}, false
}

// byStatus is what a status alone says; many vendors choose it loosely.
func byStatus(status int) Meaning {
	switch status {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden:
		return account
	case http.StatusTooManyRequests:
		return rate
	case http.StatusGone:
		return gone
	case http.StatusUnavailableForLegalReasons:
		return noRegion
	case http.StatusRequestEntityTooLarge:
		return tooLong
	case http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return invalid
	}
	return busy
}

// message is an error's prose, for the operator's log.
func message(body gjson.Result) string {
	for _, place := range [...]string{"error.message", "error", "message", "base_resp.status_msg", "detail"} {
		if m := body.Get(place); m.Type == gjson.String {
			return m.String()
		}
	}
	return ""
}

// hintInBody is how long an error's body asks to wait: Google's RetryInfo, OpenRouter's availability.
func hintInBody(body gjson.Result) time.Duration {
	for _, d := range body.Get("error.details").Array() {
		if !strings.HasSuffix(d.Get("@type").String(), "google.rpc.RetryInfo") {
			continue
		}
		if wait, err := time.ParseDuration(d.Get("retryDelay").String()); err == nil {
			return clamp(wait)
		}
	}
	return clamp(seconds(body.Get("error.availability.retry_after").Float()))
}
