package market

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market/money"
)

// RefusalType is what an application branches on when a call was refused or broke off: error_type in the answer.
type RefusalType string

// The types of a refusal. They are part of the API: texts never change and are never reused.
const (
	InvalidRequest      RefusalType = "invalid_request"
	InvalidPrompt       RefusalType = "invalid_prompt"
	ContextExceeded     RefusalType = "context_length_exceeded"
	Unprocessable       RefusalType = "unprocessable"
	PayloadTooLarge     RefusalType = "payload_too_large"
	ImageURLNotAllowed  RefusalType = "image_url_not_allowed"
	InvalidImage        RefusalType = "invalid_image"
	ImageTooLarge       RefusalType = "image_too_large"
	Unauthenticated     RefusalType = "authentication"
	PaymentRequired     RefusalType = "payment_required"
	PermissionDenied    RefusalType = "permission_denied"
	PolicyBlocked       RefusalType = "policy_blocked"
	HostNotAllowed      RefusalType = "host_not_allowed"
	WrongEndpoint       RefusalType = "wrong_endpoint"
	NotFound            RefusalType = "not_found"
	ModelNotFound       RefusalType = "model_not_found"
	MethodNotAllowed    RefusalType = "method_not_allowed"
	RequestTimeout      RefusalType = "request_timeout"
	IdempotencyConflict RefusalType = "idempotency_conflict"
	AlreadyCompleted    RefusalType = "already_completed"
	RateLimitExceeded   RefusalType = "rate_limit_exceeded"
	ServerError         RefusalType = "server"
	NotImplemented      RefusalType = "not_implemented"
	ProviderUnavailable RefusalType = "provider_unavailable"
	NoSellerAvailable   RefusalType = "no_seller_available"
	TimedOut            RefusalType = "timeout"
	nodeDegraded                    = "node_degraded:" // followed by the reason
)

// What limited a call: limit_source in the answer.
const (
	LimitKeyBudget   = "key_budget"          // the key's budget is spent
	LimitInFlight    = "in_flight_budget"    // holds of running calls fill the budget; a retry helps
	LimitCallBudget  = "call_exceeds_budget" // this one call is larger than the whole budget
	LimitChannel     = "channel"             // no channel has the headroom
	LimitWallet      = "wallet"              // no money to fund a channel with
	LimitKeyRate     = "key_rate"            // the key's requests per minute
	LimitKeyInFlight = "key_in_flight_bytes" // request bodies of the key's running calls
	LimitSellers     = "sellers"             // every seller's own rate limit
)

// AttemptNote is what came of one seller that was tried.
type AttemptNote struct {
	Seller string       `json:"seller"`  // peer id; "self" for the node's own seller
	Code   string       `json:"code"`    // wire code
	Cost   money.Amount `json:"charged"` // picos; zero unless the attempt delivered something
}

// Refusal is why a call was not answered, or broke off, as its application is told. It is an error of our parts (5xx), of the
// money (402, never for anything else) or of the request (4xx), and it always says what was charged.
type Refusal struct {
	Type        RefusalType
	Status      int           // of HTTP
	Message     string        // a sentence for the developer of the application; never a vendor's own text
	Param       string        // path of the offending field, such as "messages[2].role"; "" none
	LimitSource string        // one of the Limit constants; "" no limit
	Hint        string        // what mends it: a command where there is one; "" nothing known
	Charged     money.Amount  // picos charged for the call in all
	RetryAfter  time.Duration // 0: a retry does not help, or nothing is known
	Seller      string        // peer id of the last seller tried; "" none
	Attempts    []AttemptNote
	Removed     []Removed // what left no offer, where that is why
}

func (r *Refusal) Error() string {
	if r.Param == "" {
		return fmt.Sprintf("%s: %s", r.Type, r.Message)
	}
	return fmt.Sprintf("%s: %s: %s", r.Type, r.Param, r.Message)
}

// RetryHelps reports whether the same request may succeed later without anybody's doing and without paying twice.
func (r *Refusal) RetryHelps() bool {
	if !r.Charged.IsZero() {
		return false
	}
	switch r.Status {
	case 402:
		return r.RetryAfter > 0
	case 408, 429, 500, 502, 503, 504:
		return true
	}
	return false
}

// Refuse is a refusal of the request itself, for the rows that have no constructor of their own.
func Refuse(status int, t RefusalType, param, format string, args ...any) *Refusal {
	return &Refusal{Type: t, Status: status, Param: param, Message: fmt.Sprintf(format, args...)}
}

// BudgetLack is why an API key cannot pay for a call.
type BudgetLack struct {
	Key    string       // id of the key whose budget it is: the caller's or one of its parents'
	Need   money.Amount // the call's worst case
	Limit  money.Amount // of the budget, per period
	Left   money.Amount // neither spent nor held
	Held   money.Amount // set aside for calls in flight
	Period string       // "hour", "day", "week", "month"; "total" or "" where it never ends
	Resets time.Time    // when the period ends; zero: never
}

func (l BudgetLack) budget(limit money.Amount) string {
	text := strings.TrimPrefix(limit.Dollars(), "$") + " USD"
	if l.Period != "" && l.Period != "total" {
		text += "/" + l.Period
	}
	return fmt.Sprintf("tolsey key new --budget %q", text)
}

// KeyBudgetSpent is refused with until the budget's period ends.
func KeyBudgetSpent(l BudgetLack) *Refusal {
	until, hint := "", l.budget(l.Limit)
	if !l.Resets.IsZero() {
		at := l.Resets.UTC().Format(time.RFC3339)
		until, hint = ", and the budget resets at "+at, "wait until "+at+", or issue another key: "+hint
	}
	return &Refusal{Type: PaymentRequired, Status: 402, LimitSource: LimitKeyBudget, Hint: hint,
		Message: fmt.Sprintf("The budget of key %s is used up: this call may cost up to %s, %s of %s is left%s.",
			l.Key, l.Need.Dollars(), l.Left.Dollars(), l.Limit.Dollars(), until)}
}

// BudgetInFlight is refused with while running calls hold the rest of the budget.
func BudgetInFlight(l BudgetLack, retry time.Duration) *Refusal {
	return &Refusal{Type: PaymentRequired, Status: 402, LimitSource: LimitInFlight, RetryAfter: retry,
		Hint: "retry when running calls have ended, lower max_tokens, or issue another key: " + l.budget(l.Limit),
		Message: fmt.Sprintf("Running calls hold %s of the budget of key %s: this call may cost up to %s, %s is left.",
			l.Held.Dollars(), l.Key, l.Need.Dollars(), l.Left.Dollars())}
}

// CallExceedsBudget is refused with where the whole budget would not pay for this one call.
func CallExceedsBudget(l BudgetLack) *Refusal {
	return &Refusal{Type: PaymentRequired, Status: 402, LimitSource: LimitCallBudget,
		Hint: "lower max_tokens or the prompt, or issue another key: " + l.budget(ceilCents(l.Need)),
		Message: fmt.Sprintf("This call may cost up to %s, more than the whole budget of key %s, %s.",
			l.Need.Dollars(), l.Key, l.Limit.Dollars())}
}

// ChannelFunds is refused with when no channel to a seller that would serve the call has the headroom for it.
func ChannelFunds(seller string, need, headroom money.Amount) *Refusal {
	verb := "topup"
	if headroom.IsZero() {
		verb = "open"
	}
	return &Refusal{Type: PaymentRequired, Status: 402, LimitSource: LimitChannel, Seller: seller,
		Hint: fmt.Sprintf("tolsey channel %s %s %q", verb, seller, deposit(need.SubFloor(headroom))),
		Message: fmt.Sprintf("This call needs up to %s on a channel to seller %s, %s is free there.",
			need.Dollars(), seller, headroom.Dollars())}
}

// WalletFunds is refused with when the owner's money does not suffice to fund a channel.
func WalletFunds(need, balance money.Amount) *Refusal {
	return &Refusal{Type: PaymentRequired, Status: 402, LimitSource: LimitWallet,
		Hint:    fmt.Sprintf("tolsey wallet deposit %q", deposit(need.SubFloor(balance))),
		Message: fmt.Sprintf("A channel for this call needs %s, the wallet has %s.", need.Dollars(), balance.Dollars())}
}

// minDeposit is the least sum that a hint suggests to move: DESIGN.md's minimum deposit.
var minDeposit = money.Coins(1)

func deposit(lack money.Amount) string {
	return strings.TrimPrefix(ceilCents(lack.Max(minDeposit)).Dollars(), "$") + " USD"
}

func ceilCents(a money.Amount) money.Amount {
	const cent = money.PicosPerCoin / 100
	return a.Add(money.Picos(cent-1)).MulDiv(1, cent).Mul64(cent)
}

// TooLongFor is refused with when the prompt fits the context of no seller.
func TooLongFor(model Model, prompt, longest uint64) *Refusal {
	return &Refusal{Type: ContextExceeded, Status: 400, Param: "messages", Hint: "shorten the prompt or lower max_tokens",
		Message: fmt.Sprintf("Prompt and answer may be up to %d tokens, the longest context offered for %s is %d.", prompt, model, longest)}
}

// NotSold is refused with when no seller of the model forwards a field or feature.
func NotSold(model Model, feature string) *Refusal {
	return &Refusal{Type: Unprocessable, Status: 422, Param: feature, Hint: "leave the field out, or choose another model",
		Message: fmt.Sprintf("No seller of %s offers %q.", model, feature)}
}

// NotConverted is refused with when all sellers of a model speak other dialects than the application, and the request cannot be said
// in theirs; why names the field.
func NotConverted(model Model, dialect string, why *Refusal) *Refusal {
	r := *why
	r.Message = fmt.Sprintf("%s is sold in dialect %q only, in which this request cannot be said: %s", model, dialect, why.Message)
	r.Hint = "leave the field out, or choose another model"
	return &r
}

// OtherSurface is refused with when a model is sold for requests of another kind only, such as an embedding model for chats.
func OtherSurface(model Model, dialect string) *Refusal {
	return &Refusal{Type: WrongEndpoint, Status: 400, Param: "model", Hint: "send the model's own kind of request, or choose another model; tolsey book " + string(model),
		Message: fmt.Sprintf("No seller of %s takes %s requests.", model, dialect)}
}

// UnknownModel is refused with for a name that the book does not have.
func UnknownModel(name string, known []Model) *Refusal {
	near := ""
	if names := Nearest(name, known); len(names) > 0 {
		near = " Nearest: " + strings.Join(names, ", ") + "."
	}
	return &Refusal{Type: ModelNotFound, Status: 404, Param: "model", Hint: "GET /v1/models lists what is on sale; tolsey book",
		Message: fmt.Sprintf("Model %.100q is not on sale.%s", name, near)}
}

// SellersBusy is refused with when every seller that could serve the call is at its rate limit.
func SellersBusy(retry time.Duration, attempts []AttemptNote) *Refusal {
	return &Refusal{Type: RateLimitExceeded, Status: 429, LimitSource: LimitSellers, RetryAfter: retry, Attempts: attempts,
		Message: fmt.Sprintf("All %d sellers tried are at their rate limit.", len(attempts))}
}

// SellersFailed is refused with when no attempt gave a valid answer.
func SellersFailed(attempts []AttemptNote) *Refusal {
	r := &Refusal{Type: ProviderUnavailable, Status: 502, Attempts: attempts,
		Message: fmt.Sprintf("No valid answer after %d attempts.", len(attempts))}
	for _, a := range attempts {
		r.Charged, r.Seller = r.Charged.Add(a.Cost), a.Seller
	}
	return r
}

// StreamBroken is what an application is told within an answer that has begun.
func StreamBroken(seller string, charged money.Amount) *Refusal {
	return &Refusal{Type: ProviderUnavailable, Status: 502, Seller: seller, Charged: charged, Message: "The seller was lost within the answer."}
}

// Removed counts the offers that one filter took out of the choice.
type Removed struct {
	Filter string // "price", "context", "breaker", "funds", ...
	Offers int
}

// NoSeller is refused with when the filters leave no offer of a model that the book has.
func NoSeller(model Model, removed []Removed, retry time.Duration) *Refusal {
	why := make([]string, 0, len(removed))
	for _, r := range removed {
		why = append(why, fmt.Sprintf("%s removed %d", r.Filter, r.Offers))
	}
	if len(why) == 0 {
		why = []string{"the book has no offer of it now"}
	}
	return &Refusal{Type: NoSellerAvailable, Status: 503, RetryAfter: retry, Removed: removed, Hint: "tolsey book " + string(model),
		Message: fmt.Sprintf("No seller of %s is available: %s.", model, strings.Join(why, ", "))}
}

// Degraded is refused with while the node takes no paid work; the reason is one word, such as "draining" or "disk_low".
func Degraded(reason string, retry time.Duration) *Refusal {
	return &Refusal{Type: RefusalType(nodeDegraded + reason), Status: 503, RetryAfter: retry, Hint: "tolsey doctor",
		Message: fmt.Sprintf("The node takes no calls now: %s.", reason)}
}

// NoAnswerInTime is refused with when a phase ("first token", "idle", "wall") took longer than its bound.
func NoAnswerInTime(phase string, bound time.Duration, seller string, charged money.Amount) *Refusal {
	return &Refusal{Type: TimedOut, Status: 504, Seller: seller, Charged: charged, Message: fmt.Sprintf("No answer within the %s bound of %s.", phase, bound)}
}

// Internal is a bug of ours: the message says nothing, the log has the cause under the call id.
func Internal() *Refusal {
	return &Refusal{Type: ServerError, Status: 500, Message: "Internal error; the node's log has it under this call id."}
}

// nearestMax bounds how many names a message lists.
const nearestMax = 3

// Nearest names the models most like a mistyped name, the likest first; none when nothing is alike. A name without its family
// is like the models that end in it.
func Nearest(name string, known []Model) []string {
	type scored struct {
		name     string
		distance int
	}
	name = strings.ToLower(name[:min(len(name), 100)])
	var near []scored
	for _, m := range known {
		_, short, _ := strings.Cut(string(m), "/")
		d := min(editDistance(name, string(m)), editDistance(name, short))
		if d <= 1+len(name)/4 {
			near = append(near, scored{string(m), d})
		}
	}
	slices.SortFunc(near, func(a, b scored) int {
		if a.distance != b.distance {
			return a.distance - b.distance
		}
		return strings.Compare(a.name, b.name)
	})
	var out []string
	for _, s := range near[:min(len(near), nearestMax)] {
		out = append(out, s.name)
	}
	return out
}

// editDistance is the Levenshtein distance in bytes: model names are ASCII.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
