package clearing

import (
	"errors"
	"fmt"
	"time"

	"github.com/tolsey/tolsey/market/money"
)

// Period is how often a budget starts anew, in UTC. Numbers are stored and never reused.
type Period uint8

// The periods of a budget.
const (
	Total Period = 0 // never
	Hour  Period = 1
	Day   Period = 2
	Week  Period = 3 // from Monday
	Month Period = 4
)

var periodNames = [...]string{"total", "hour", "day", "week", "month"}

func (p Period) String() string {
	if int(p) < len(periodNames) {
		return periodNames[p]
	}
	return fmt.Sprintf("period%d", uint8(p))
}

// Start is when the period that holds a time began; both unix ms. It is 0 for Total.
func (p Period) Start(now uint64) uint64 { return p.bound(now, 0) }

// Next is when the period that holds a time ends; both unix ms. It is 0 for Total: never.
func (p Period) Next(now uint64) uint64 { return p.bound(now, 1) }

func (p Period) bound(now uint64, ahead int) uint64 {
	t := time.UnixMilli(int64(now)).UTC()
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	switch p {
	case Hour:
		t = t.Truncate(time.Hour).Add(time.Duration(ahead) * time.Hour)
	case Day:
		t = day.AddDate(0, 0, ahead)
	case Week:
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
		t = monday.AddDate(0, 0, 7*ahead)
	case Month:
		t = time.Date(t.Year(), t.Month()+time.Month(ahead), 1, 0, 0, 0, 0, time.UTC)
	default:
		return 0
	}
	return uint64(t.UnixMilli())
}

// Budget is what an account may spend in a period, what is held included.
type Budget struct {
	Limit     money.Amount `json:"limit"` // picos per period
	Period    Period       `json:"period"`
	Unlimited bool         `json:"unlimited,omitempty"`
}

// Source says which limit a call did not fit.
type Source string

// The sources of a refusal for lack of money. They are part of the API.
const (
	SourceKey      Source = "key_budget"          // the budget is spent
	SourceInFlight Source = "in_flight_budget"    // holds of running calls fill it: a retry helps
	SourceCall     Source = "call_exceeds_budget" // this one call is larger than the whole budget
	SourceChannel  Source = "channel"             // the channel has not the headroom
)

// ErrInsufficient is what every *InsufficientError is.
var ErrInsufficient = errors.New("not enough money")

// InsufficientError is returned for a hold that a limit does not leave room for.
type InsufficientError struct {
	Source  Source
	Account AccountID    // whose limit: a key's or that of a key above it, or the channel
	Limit   money.Amount // the budget, or the channel's deposit
	Spent   money.Amount // in the period at hand, or S of the channel
	Held    money.Amount
	Want    money.Amount
	Period  Period
	ResetAt uint64 // unix ms when the period ends; 0: never
}

func (e *InsufficientError) Error() string {
	return fmt.Sprintf("%s: %s picos do not fit %s with %s spent and %s held (%s)", e.Account, e.Want, e.Limit, e.Spent, e.Held, e.Source)
}

// Is makes every lack of money an ErrInsufficient.
func (e *InsufficientError) Is(target error) bool { return target == ErrInsufficient }
