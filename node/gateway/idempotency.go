package gateway

import (
	"context"
	"net/http"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market"
)

// Bindings remember for ever which call an application's Idempotency-Key stands for, so that not even a restart runs it twice.
type Bindings interface {
	// Bind makes b durable and returns it. Where the same key, route and name are bound already, it changes nothing and
	// returns what is there.
	Bind(ctx context.Context, b clearing.Binding) (clearing.Binding, error)
	// Unbind forgets a binding whose call was refused free of charge: the next repeat is a fresh call. It leaves alone a
	// binding to another call.
	Unbind(ctx context.Context, b clearing.Binding) error
	// Outcome is what a call has come to by its records, zero where nothing was charged.
	Outcome(ctx context.Context, call market.CallID) (market.Outcome, error)
}

// repeat is the scope of an Idempotency-Key: two API keys, or two routes, never share one.
type repeat struct{ key, route, name string }

func repeatOf(b clearing.Binding) repeat { return repeat{b.Key, b.Route, b.Name} }

// maxIdempotencyKey is the longest Idempotency-Key, bytes.
const maxIdempotencyKey = 255

// idempotencyKey reads the header; "" when there is none. The name is opaque: quotes, where a client sends them, are part of it.
func idempotencyKey(h http.Header) (string, error) {
	values := h["Idempotency-Key"]
	switch {
	case len(values) == 0:
		return "", nil
	case len(values) > 1:
		return "", badIdempotencyKey("comes %d times", len(values))
	case values[0] == "":
		return "", badIdempotencyKey("is empty")
	case len(values[0]) > maxIdempotencyKey:
		return "", badIdempotencyKey("has %d bytes", len(values[0]))
	}
	for i := range len(values[0]) {
		if c := values[0][i]; c < ' ' || c > '~' {
			return "", badIdempotencyKey("has the byte 0x%02x", c)
		}
	}
	return values[0], nil
}

func badIdempotencyKey(what string, args ...any) error {
	return market.Refuse(http.StatusBadRequest, market.InvalidRequest, "", "Idempotency-Key "+what+"; send it once, with 1 to %d printable ASCII characters.", append(args, maxIdempotencyKey)...)
}

// conflict is refused with where the same Idempotency-Key comes with another body.
func conflict() error {
	r := market.Refuse(http.StatusConflict, market.IdempotencyConflict, "", "This Idempotency-Key came before with another body.")
	r.Hint = "send a new Idempotency-Key with a new request"
	return r
}

// completed is refused with where an answer is no longer in memory: it is charged once, and never made twice.
func completed(b clearing.Binding, o market.Outcome) error {
	r := market.Refuse(http.StatusConflict, market.AlreadyCompleted, "", "This Idempotency-Key stands for call %s, which has ended; its answer is no longer kept.", b.Call)
	r.Charged, r.Seller, r.Hint = o.Cost, o.Seller, "tolsey receipt show "+b.Call.String()+"; to run it again, send a new Idempotency-Key"
	return &past{b.Call, o, r}
}

// tooLargeToRepeat is refused with while a call runs whose answer has outgrown the memory that repeats are served from.
func tooLargeToRepeat(call market.CallID) error {
	r := market.Refuse(http.StatusConflict, market.AlreadyCompleted, "", "This Idempotency-Key stands for call %s, which still runs; its answer is too large to be repeated.", call)
	r.Hint = "tolsey calls " + call.String()
	return r
}

// past is a refusal that goes with the headers of an earlier call.
type past struct {
	call    market.CallID
	outcome market.Outcome
	*market.Refusal
}

func (p *past) Unwrap() error { return p.Refusal }
