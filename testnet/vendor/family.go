package vendor

import (
	"fmt"
	"math/big"
)

// usagePlace is where a stream reports usage.
type usagePlace uint8

const (
	ownChunk    usagePlace = iota // in a chunk without choices, after the one that finishes
	finishChunk                   // in the chunk that finishes
	firstChoice                   // within the first choice of that chunk
)

// family is what is particular about a vendor's chat completions, as public documentation and recordings have it.
type family struct {
	hides       bool       // thoughts are not shown
	thoughts    string     // the field that shows them; "": reasoning_content
	usage       usagePlace // of a stream
	always      bool       // usage comes without being asked for
	keepAlive   string     // a comment before a stream's first token, and blank lines before an answer in one piece
	apart       bool       // reasoning_tokens are counted beside completion_tokens
	cachedOnTop bool       // cached_tokens stands beside prompt_tokens
	hitAndMiss  bool       // so do prompt_cache_hit_tokens and prompt_cache_miss_tokens
	cost        string     // usage's field with what the call costs, in units of so many picos; "": not stated
	costUnit    int64
	also        []string // dialects that all its models speak besides their own
	broken      string   // the finish reason of an answer that broke off
	errors      map[int]string
	retryMillis bool // retry-after-ms instead of Retry-After
}

// families are the vendors whose wire differs from OpenAI's.
var families = map[string]family{
	"openai": {hides: true, retryMillis: true},
	"deepseek": {also: []string{"anthropic"}, usage: finishChunk, keepAlive: "keep-alive", hitAndMiss: true, broken: "insufficient_system_resource", errors: map[int]string{
		401: `{"error":{"message":"Authentication Fails, Your api key is invalid","type":"authentication_error","param":null,"code":"invalid_request_error"}}`,
		402: `{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}`,
		404: `{"error":{"message":"Model Not Exist","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}`,
		429: `{"error":{"message":"Rate limit reached","type":"rate_limit_error","param":null,"code":"rate_limit_reached"}}`,
	}},
	"alibaba": {errors: map[int]string{
		401: `{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`,
		402: `{"error":{"message":"Access denied, please make sure your account is in good standing.","type":"Arrearage","param":null,"code":"Arrearage"}}`,
		403: `{"error":{"message":"Access to model denied.","type":"AccessDenied.Unpurchased","param":null,"code":"AccessDenied.Unpurchased"}}`,
		404: `{"error":{"message":"The model does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}`,
		429: `{"error":{"message":"Requests rate limit exceeded, please try again later.","type":"limit_requests","param":null,"code":"limit_requests"}}`,
	}},
	"moonshot": {also: []string{"anthropic"}, usage: firstChoice, always: true, cachedOnTop: true, errors: map[int]string{
		401: `{"error":{"message":"Invalid Authentication","type":"invalid_authentication_error"}}`,
		402: `{"error":{"message":"Your account is suspended due to insufficient balance","type":"exceeded_current_quota_error"}}`,
		404: `{"error":{"message":"Not found the model or Permission denied","type":"resource_not_found_error"}}`,
		429: `{"error":{"message":"Your account request reached max RPM: 3, please try again after 1 seconds","type":"rate_limit_reached_error"}}`,
	}},
	"zhipu": {also: []string{"anthropic"}, usage: finishChunk, always: true, broken: "network_error", errors: map[int]string{
		401: `{"error":{"code":"1002","message":"Authorization Token is illegal, please confirm that the Authorization Token is passed correctly."}}`,
		402: `{"error":{"code":"1113","message":"Insufficient balance or no resource package. Please recharge."}}`,
		403: `{"error":{"code":"1220","message":"You do not have permission to access the model"}}`,
		404: `{"error":{"code":"1211","message":"Unknown Model, please check the model code."}}`,
		429: `{"error":{"code":"1302","message":"High concurrency usage of this API, please reduce concurrency."}}`,
	}},
	"bytedance": {errors: map[int]string{
		401: `{"error":{"code":"AuthenticationError","message":"The API key doesn't exist.","param":"","type":"Unauthorized"}}`,
		402: `{"error":{"code":"AccountOverdueError","message":"The request failed because your account has an overdue balance.","param":"","type":"Forbidden"}}`,
		403: `{"error":{"code":"ModelNotOpen","message":"Your account has not activated the model.","param":"","type":"NotFound"}}`,
		404: `{"error":{"code":"InvalidEndpointOrModel.NotFound","message":"The model or endpoint does not exist or you do not have access to it.","param":"","type":"NotFound"}}`,
		429: `{"error":{"code":"RateLimitExceeded.EndpointRPMExceeded","message":"Requests Per Minute limit of the endpoint exceeded.","param":"","type":"TooManyRequests"}}`,
	}},
	"tencent": {always: true, errors: map[int]string{
		401: `{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,"code":"AuthFailure"}}`,
		402: `{"error":{"message":"the account is in arrears","type":"runtime_error","param":null,"code":"ResourceUnavailable.InArrears"}}`,
		404: `{"error":{"message":"the model does not exist","type":"invalid_request_error","param":null,"code":"InvalidParameterValue.Model"}}`,
		429: `{"error":{"message":"too many requests","type":"runtime_error","param":null,"code":"LimitExceeded"}}`,
	}},
	"xai": {always: true, apart: true, cost: "cost_in_usd_ticks", costUnit: 100, errors: map[int]string{
		400: `{"code":"Client specified an invalid argument","error":"Incorrect API key provided. You can obtain an API key from https://console.x.ai."}`,
		403: `{"code":"The caller does not have permission to execute the specified operation","error":"Your team has either used all available credits or reached its monthly spending limit."}`,
	}},
	"openrouter": {thoughts: "reasoning", always: true, keepAlive: "OPENROUTER PROCESSING", cost: "cost", costUnit: 1_000_000_000_000, broken: "error", errors: map[int]string{
		401: `{"error":{"code":401,"message":"No auth credentials found"}}`,
		402: `{"error":{"code":402,"message":"Insufficient credits","metadata":{"error_type":"payment_required"}}}`,
		403: `{"error":{"code":403,"message":"The model is not available in your region","metadata":{"error_type":"unmapped"},"availability":{"code":"region_restricted","retryable":false}}}`,
		404: `{"error":{"code":404,"message":"No endpoints found","metadata":{"error_type":"unmapped"},"availability":{"code":"model_deprecated","retryable":false}}}`,
		429: `{"error":{"code":429,"message":"Rate limit exceeded","metadata":{"error_type":"rate_limit_exceeded","provider_code":"x"},"availability":{"code":"capacity_exhausted","retryable":true,"retry_after":1}}}`,
	}},
}

// basePath is where a vendor's API begins below its name, as in its real address; "": /v1.
var basePath = map[string]string{"google": "/v1beta", "zhipu": "/api/paas/v4"}

// BasePath is where a vendor's own API begins at the server.
func BasePath(vendor string) string {
	base := basePath[vendor]
	if base == "" {
		base = "/v1"
	}
	return "/" + vendor + base
}

// thoughtField is the field of deltas and messages that shows thoughts; "": none does.
func (f family) thoughtField() string {
	switch {
	case f.hides:
		return ""
	case f.thoughts == "":
		return "reasoning_content"
	}
	return f.thoughts
}

// usageObject is a count as the vendor reports it, with completion in place of what was generated, where a fault lies.
func (f family) usageObject(c count, completion *big.Int, picos *big.Int) []byte {
	total := new(big.Int).Add(big.NewInt(c.prompt), completion)
	shown := completion
	if f.apart {
		shown = new(big.Int).Sub(completion, big.NewInt(c.reasoning))
	}
	out := fmt.Appendf(nil, `{"prompt_tokens":%d,"completion_tokens":%s,"total_tokens":%s`, c.prompt, shown, total)
	if f.hitAndMiss {
		out = fmt.Appendf(out, `,"prompt_cache_hit_tokens":%d,"prompt_cache_miss_tokens":%d`, c.cached, c.prompt-c.cached)
	}
	if f.cachedOnTop {
		out = fmt.Appendf(out, `,"cached_tokens":%d`, c.cached)
	} else {
		out = fmt.Appendf(out, `,"prompt_tokens_details":{"cached_tokens":%d,"audio_tokens":0}`, c.cached)
	}
	out = fmt.Appendf(out, `,"completion_tokens_details":{"reasoning_tokens":%d,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}`, c.reasoning)
	if f.cost != "" {
		out = fmt.Appendf(out, `,%q:%s`, f.cost, f.statedCost(picos))
	}
	return append(out, '}')
}

// statedCost is a cost as a decimal number of the vendor's units.
func (f family) statedCost(picos *big.Int) string {
	if f.costUnit < 1_000_000 { // whole units, rounded
		n := new(big.Int).Add(picos, big.NewInt(f.costUnit/2))
		return n.Quo(n, big.NewInt(f.costUnit)).String()
	}
	return new(big.Rat).SetFrac(picos, big.NewInt(f.costUnit)).FloatString(12)
}
