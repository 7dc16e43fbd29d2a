package gateway

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/tolsey/tolsey/market"
)

// degradedRetry is when an application that met a degraded node may come again.
const degradedRetry = 5 * time.Second

// complete buys an answer: read, check, make the call, answer. The application is told the call's id in refusals too.
func (g *Gateway) complete(x *exchange) error {
	x.call = &market.Call{ID: market.NewCallID(), Key: x.key.ID(), Dialect: string(x.codec.Name())}
	if reason := g.degraded(); reason != "" {
		return market.Degraded(reason, degradedRetry)
	}
	idem, err := idempotencyKey(x.r.Header)
	if err != nil {
		return err
	}
	f := &inFlight{l: &g.limits, k: g.limits.of(x.key.ID())}
	defer f.release()
	if x.call.Body, err = g.readBody(x, f); err != nil {
		return err
	}
	if x.reform != nil {
		if x.call.Body, err = x.reform(x.call.Body); err != nil {
			return err
		}
	}
	if x.call.Model, err = g.accept(x); err != nil {
		return err
	}
	ctx, done := g.until(x.r.Context())
	defer done()
	var answer Answer
	if idem == "" {
		answer, err = g.buyer.Call(ctx, *x.call)
	} else {
		answer, err = g.runs.call(x, idem)
	}
	if err != nil {
		return err
	}
	return x.deliver(ctx, answer)
}

// until is ctx, ended also by the cut of all calls.
func (g *Gateway) until(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(g.going, func() { cancel(context.Cause(g.going)) })
	return ctx, func() {
		stop()
		cancel(nil)
	}
}

// quit ends an answer whose context has ended: the node cuts it, and its application is told, or the application has left.
func quit(ctx context.Context, a Answer) {
	var why *market.Refusal
	if errors.As(context.Cause(ctx), &why) {
		a.Cut(why)
		return
	}
	_ = a.Close() // Next says how it ended
}

// accept reads what the body asks for and checks that the key may have it.
func (g *Gateway) accept(x *exchange) (market.Model, error) {
	req, err := x.codec.Decode(x.call.Body)
	if err != nil {
		return "", err
	}
	if req.SessionKey == "" { // the body's own word wins
		if req.SessionKey, err = session(x.r.Header); err != nil {
			return "", err
		}
	}
	if x.surface == openRouter {
		req.IncludeUsage = req.Stream // its streams always end with the usage
	}
	x.req, x.call.Decoded = req, req
	entry, err := g.find(req.Model, x.key)
	if err != nil {
		return "", err
	}
	if !x.key.Allows(entry.ID) {
		r := market.Refuse(http.StatusForbidden, market.PermissionDenied, "model", "The key may not buy %s.", entry.ID)
		r.Hint = "tolsey key new --models " + string(entry.ID)
		return "", r
	}
	return entry.ID, nil
}
