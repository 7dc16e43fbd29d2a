package upstream

import (
	"fmt"
	"time"
)

// Code says what an upstream's failure means to the seller.
type Code uint8

// The codes of an Error.
const (
	Unavailable Code = 1 // the vendor or the way to it fails: another seller may do better, nothing is wrong with the call
	Rate        Code = 2 // too much at once: later helps
	Account     Code = 3 // the vendor refuses the seller's key, or its money is used up
	Invalid     Code = 4 // the vendor refuses the request
	TooLong     Code = 5 // the prompt or the answer asked for is over the model's context
	Policy      Code = 6 // the vendor refuses the content
	NoModel     Code = 7 // the vendor does not have the model (any more)
	Malformed   Code = 8 // the answer is not what the dialect says
)

var codeNames = [...]string{"unknown", "unavailable", "rate", "account", "invalid", "too_long", "policy", "no_model", "malformed"}

func (c Code) String() string {
	if int(c) < len(codeNames) {
		return codeNames[c]
	}
	return codeNames[0]
}

// Error is why an upstream did not answer a call. Nothing of it but Code, Field and RetryAfter may reach a buyer.
type Error struct {
	Code       Code
	Status     int           // of HTTP; 0: there was no answer
	Change     Change        // the vendor's terms are no longer those on which the offer rests
	RetryAfter time.Duration // what the vendor asks for; 0: nothing
	Field      string        // what the vendor says is wrong in the request; "": not said
	Detail     string        // the vendor's text, scrubbed and clipped: for the operator's log
	Err        error         // the cause, where there was no answer
}

func (e *Error) Error() string {
	switch {
	case e.Err != nil:
		return fmt.Sprintf("upstream %s: %v", e.Code, e.Err)
	case e.Status != 0:
		return fmt.Sprintf("upstream %s: status %d: %s", e.Code, e.Status, e.Detail)
	}
	return fmt.Sprintf("upstream %s: %s", e.Code, e.Detail)
}

// short is the error for an operator's table.
func (e *Error) short() string {
	if e.Detail == "" {
		return fmt.Sprintf("status %d", e.Status)
	}
	return fmt.Sprintf("status %d: %s", e.Status, e.Detail)
}

func (e *Error) Unwrap() error { return e.Err }
