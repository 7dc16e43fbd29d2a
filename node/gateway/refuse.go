package gateway

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
)

// shortestRetry is what a refusal that a retry may mend says when it does not know better.
const shortestRetry = time.Second

// statusClientClosed is logged, never sent: the application had left.
const statusClientClosed = 499

// refuse writes what serving came to when it did not come to an answer. Nothing has been written yet.
func (x *exchange) refuse(err error) {
	refusal := x.charged(x.refusalOf(err))
	h := x.w.Header()
	var method *wrongMethod
	var fast *tooFast
	var past *past
	switch {
	case errors.As(err, &past):
		x.call.ID = past.call
		outcomeHeaders(h, past.outcome)
	case errors.As(err, &method):
		h.Set("Allow", strings.Join(method.allow, ", "))
	case errors.As(err, &fast):
		fast.headers(h)
	}
	x.retryHeaders(h, refusal)
	if refusal.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	x.callHeaders(h)
	h.Set("Content-Type", "application/json")
	h.Set("X-Content-Type-Options", "nosniff")
	body := x.errorBody(refusal)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	x.unread()
	x.arm()
	x.w.WriteHeader(refusal.Status)
	_, _ = x.w.Write(body) // an application that has left is told nothing
	x.logRefusal(err, refusal)
}

// charged adds to a refusal what the call came to before it was refused, here and in the header.
func (x *exchange) charged(r *market.Refusal) *market.Refusal {
	if x.came == nil {
		return r
	}
	told := *r
	told.Charged = told.Charged.Max(x.came.Cost)
	if told.Seller == "" {
		told.Seller = x.came.Seller
	}
	outcomeHeaders(x.w.Header(), *x.came)
	return &told
}

// refusalOf finds the refusal in an error. An error that is none is a bug of ours, and a bug is told as one.
func (x *exchange) refusalOf(err error) *market.Refusal {
	var refusal *market.Refusal
	if errors.As(err, &refusal) {
		return refusal
	}
	if x.r.Context().Err() != nil && errors.Is(err, context.Canceled) {
		return &market.Refusal{Type: market.RequestTimeout, Status: statusClientClosed, Message: "The application has left."}
	}
	return market.Internal()
}

// retryHeaders tell SDKs whether to try again: they do so on 408, 409, 429 and 5xx unless they are told otherwise.
func (x *exchange) retryHeaders(h http.Header, r *market.Refusal) {
	helps := r.RetryHelps()
	wait := r.RetryAfter
	if wait == 0 && helps && (r.Status == http.StatusTooManyRequests || r.Status == http.StatusServiceUnavailable) {
		wait = shortestRetry
	}
	if helps && wait > 0 {
		h.Set("Retry-After", strconv.FormatInt(int64(math.Ceil(wait.Seconds())), 10))
		h.Set("Retry-After-Ms", strconv.FormatInt(wait.Milliseconds(), 10))
	}
	switch {
	case r.Status == http.StatusPaymentRequired:
		h.Set("X-Should-Retry", strconv.FormatBool(helps))
	case !helps && (r.Status == http.StatusConflict || r.Status >= 500):
		h.Set("X-Should-Retry", "false")
	}
}

func (x *exchange) logRefusal(err error, r *market.Refusal) {
	level, cause := slog.LevelDebug, slog.Attr{}
	switch {
	case r.Type == market.ServerError:
		level, cause = slog.LevelError, slog.Any("error", err)
	case x.call != nil:
		level = slog.LevelInfo
	}
	ctx := context.Background()
	if !x.log.Enabled(ctx, level) {
		return
	}
	x.log.LogAttrs(ctx, level, "call refused", slog.String("call_id", x.callID()), slog.String("key", x.keyID()), slog.Int("status", r.Status),
		slog.String("type", string(r.Type)), slog.String("limit_source", r.LimitSource), slog.String("charged", r.Charged.Dollars()),
		slog.String("reason", r.Message), cause)
}
