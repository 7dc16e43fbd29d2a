package node

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/upstream"
)

// vendor is an upstream over HTTP.
type vendor struct {
	client   *upstream.Client
	policies *policies
}

var _ seller.Upstream = (*vendor)(nil)

// Check refuses fields that the vendor's profile does not list.
func (v *vendor) Check(r *dialect.Request, prices market.PriceVector) error {
	return v.client.Profile().Check(r, prices)
}

// bytesPerToken turns a body into tokens roughly, as vendors do for their own limits.
const bytesPerToken = 4

// Do calls the vendor with the node's own key: of the buyer's request only what must be changed is.
func (v *vendor) Do(ctx context.Context, o seller.Order) (seller.Answer, error) {
	codec, err := dialect.For(string(o.Request.Dialect))
	if err != nil {
		return nil, err
	}
	key := policyKey{v.client.Name(), o.Model}
	if why := v.policies.held(key); why != "" {
		return nil, &upstream.Error{Code: upstream.Unavailable, Detail: "held back: " + why}
	}
	speech, ok := v.client.Profile().Speech(o.Request.Dialect)
	if !ok {
		return nil, &upstream.Error{Code: upstream.Invalid, Detail: "upstream does not speak " + string(o.Request.Dialect)}
	}
	body := speech.Write(codec.Patch(o.Request, dialect.Patch{Model: o.Model, ForceUsage: true, OutputCap: o.Cap, TokenField: speech.TokenField}), o.Request)
	resp, err := v.client.Do(ctx, upstream.Call{ID: o.Sold.AttemptID.String(), Dialect: o.Request.Dialect, Model: o.Model, Stream: o.Request.Stream,
		Tokens: uint64(len(body))/bytesPerToken + o.Cap*o.Request.N, Worst: o.Worst}, body)
	if err != nil {
		var e *upstream.Error
		if errors.As(err, &e) {
			v.policies.refused(key, e, time.Now())
		}
		return nil, err
	}
	return &vendorAnswer{Response: resp, ReadCloser: resp.Body, semantics: speech.Semantics, policies: v.policies, key: key}, nil
}

type vendorAnswer struct {
	*upstream.Response
	io.ReadCloser
	semantics dialect.Semantics
	policies  *policies
	key       policyKey
}

func (a *vendorAnswer) Status() int                  { return a.Response.Status }
func (a *vendorAnswer) Headers() map[string][]string { return a.Response.Header }
func (a *vendorAnswer) VendorID() string             { return a.Response.VendorID }
func (a *vendorAnswer) Key() string                  { return a.Response.Key }
func (a *vendorAnswer) Semantics() dialect.Semantics { return a.semantics }

// Billed books what the call has cost, and compares it with what the vendor says, where it says so.
func (a *vendorAnswer) Billed(cost money.Amount) {
	if stated, ok := a.Response.Book(cost); ok {
		a.policies.billed(a.key, cost, stated, time.Now())
	}
}

func (a *vendorAnswer) Bill() (money.Amount, *market.AttemptID, bool) {
	return money.Amount{}, nil, false
}

// resale is the node's own buyer as an upstream: a distributor is configuration.
type resale struct{ buyer func() *buyer.Buyer }

var _ seller.Upstream = (*resale)(nil)

// Check leaves the judgement to the wholesaler.
func (r *resale) Check(*dialect.Request, market.PriceVector) error { return nil }

// Do buys the call in the market, from no seller whose terms cost more than it is sold for.
func (r *resale) Do(ctx context.Context, o seller.Order) (seller.Answer, error) {
	codec, err := dialect.For(string(o.Request.Dialect))
	if err != nil {
		return nil, err
	}
	sold := o.Sold
	call := market.Call{ID: market.NewCallID(), Model: market.Model(o.Model), Dialect: string(o.Request.Dialect), Hops: o.Hops, At: o.At, Retail: &sold,
		Body: codec.Patch(o.Request, dialect.Patch{OutputCap: o.Cap}), Floor: market.Margin{Retail: o.Retail}}
	a, err := r.buyer().Forward(ctx, call)
	if err != nil {
		return nil, wholesaleError(call.ID, err)
	}
	return &resold{answer: a, contentType: codec.ContentType(o.Request.Stream), stop: context.AfterFunc(ctx, func() { _ = a.Close() })}, nil
}

// wholesaleError says in an upstream's words why the market did not serve.
func wholesaleError(id market.CallID, err error) error {
	var r *market.Refusal
	if !errors.As(err, &r) {
		return fmt.Errorf("buy wholesale: %w", err)
	}
	out := &upstream.Error{Code: upstream.Unavailable, RetryAfter: r.RetryAfter, Field: r.Param, Detail: r.Message}
	switch r.Status {
	case http.StatusTooManyRequests:
		out.Code = upstream.Rate
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		out.Code = upstream.Invalid
		if r.Type == market.ContextExceeded {
			out.Code = upstream.TooLong
		}
	case http.StatusForbidden:
		out.Code = upstream.Policy
	case http.StatusPaymentRequired:
		out.Code = upstream.Account
	case http.StatusNotFound:
		out.Code = upstream.NoModel
	}
	if !r.Charged.IsZero() {
		return &unanswered{out, r.Charged, market.AttemptID{Call: id, Attempt: uint8(len(r.Attempts))}}
	}
	return out
}

// unanswered is a wholesale call that is charged although it gave no answer: its buyer left.
type unanswered struct {
	error
	cost    money.Amount
	attempt market.AttemptID
}

var _ seller.Billed = (*unanswered)(nil)

func (u *unanswered) Unwrap() error { return u.error }

func (u *unanswered) Bill() (money.Amount, *market.AttemptID, bool) { return u.cost, &u.attempt, true }

// resold reads a wholesale answer as an upstream's bytes.
type resold struct {
	answer      *buyer.Answer
	contentType string
	stop        func() bool
	rest        []byte
	err         error
}

func (a *resold) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.err != nil {
			return 0, a.err
		}
		a.rest, a.err = a.answer.Next()
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

func (a *resold) Close() error {
	a.stop()
	return a.answer.Close()
}

func (a *resold) Status() int { return http.StatusOK }
func (a *resold) Headers() map[string][]string {
	return map[string][]string{"Content-Type": {a.contentType}}
}
func (a *resold) VendorID() string             { return "" }
func (a *resold) Semantics() dialect.Semantics { return dialect.Semantics{} }
func (a *resold) Billed(money.Amount)          {}

// Bill is what the wholesale leg came to. Its receipt follows the answer's own last word: it is waited for, unless there is more of
// the answer, which nobody wants any more.
func (a *resold) Bill() (money.Amount, *market.AttemptID, bool) {
	if a.err == nil {
		if _, a.err = a.answer.Next(); a.err == nil {
			a.err = a.answer.Close()
		}
	}
	o := a.answer.Outcome()
	return o.Cost, &market.AttemptID{Call: o.Call, Attempt: o.Attempt}, true
}
