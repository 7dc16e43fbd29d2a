package seller

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/upstream"
	"github.com/tolsey/tolsey/node/wire"
)

// A call refused for capacity may be tried again soon; a node that drains, not so soon.
const (
	busyRetry  = 200 * time.Millisecond
	drainRetry = 30 * time.Second
	staleTerms = 2 * time.Second // how far At may be from this clock when a price boundary lies between
)

// call is one attempt at a call, from Open to End.
type call struct {
	s     *Seller
	st    Stream
	from  Buyer
	open  *wire.Open
	began time.Time
	log   loggerFunc

	standing Standing
	upstream Upstream
	domain   market.Domain
	prices   market.Prices
	costs    *market.Prices // of the upstream; nil: not resolved yet
	codec    dialect.Codec
	req      *dialect.Request
	bound    market.Bound
	inTokens uint64 // of the prompt by our own count; 0: not counted yet
	perCall  uint64 // answer tokens at most, per choice

	request common.Hash
	record  market.SoldRecord
	seq     uint32
	granted money.Amount // risk that the ledger has taken
	answer  Answer       // the upstream's; nil: it gave none
	billed  Billed       // by the upstream; nil: the seller rates its tariff
	held    int          // bytes that the body has taken of Seller.bodies
}

type loggerFunc func(msg string, args ...any)

// Serve serves one call, of which open is the first frame. It reports whether the stream is at rest again.
func (s *Seller) Serve(ctx context.Context, st Stream, from Buyer, open *wire.Open) (clean bool) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.Wall)
	defer cancel()
	s.running.Add(1)
	defer s.running.Done()
	c := &call{s: s, st: st, from: from, open: open, began: time.Now()}
	c.log = func(msg string, args ...any) {
		s.log.Info(msg, append([]any{"call_id", open.AttemptID.String(), "buyer", from.Peer}, args...)...)
	}
	defer c.letGo()
	body, refused, err := c.receive(ctx, c.check())
	if err != nil {
		if errors.Is(err, errBodyTime) {
			_ = c.st.Send(ctx, refuse(wire.CodeTimeout, "%s for %s", err, bodyTime)) // the stream ends with it
		}
		return false
	}
	if refused == nil {
		refused = c.decode(body)
	}
	if refused == nil {
		refused = c.run(ctx)
	}
	if refused != nil {
		c.log("call refused", "code", refused.Code, "why", refused.Message)
		return c.st.Send(ctx, refused) == nil
	}
	return true
}

func refuse(code wire.Code, format string, args ...any) *wire.Error {
	return &wire.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

func goingDown() *wire.Error {
	return &wire.Error{Code: wire.CodeDraining, Message: errDraining.Error(), RetryAfter: uint64(drainRetry.Milliseconds())}
}

// check looks at everything about a call but its body.
func (c *call) check() *wire.Error {
	now := c.began
	if c.s.draining.Load() {
		return goingDown()
	}
	if err := c.s.cfg.Ready(); err != nil && c.from.Peer != Self {
		return refuse(wire.CodeDegraded, "seller takes no paid calls: %s", err)
	}
	var ok bool
	if c.standing, ok = c.s.shelf.Find(c.open.PageHash, c.open.Row, now); !ok || c.open.MultiplierSeq != 0 {
		return refuse(wire.CodeOfferStale, "offer no longer stands")
	}
	if c.upstream = c.s.upstreams[c.standing.Listing.Upstream]; c.upstream == nil {
		return refuse(wire.CodeInternal, "offer has no upstream")
	}
	row := c.standing.Offer.Row()
	if c.from.Peer != Self && !row.Allows(c.from.Address) {
		return refuse(wire.CodeNotAllowed, "offer is for named buyers")
	}
	if err := c.checkTime(row, now); err != nil {
		return err
	}
	if err := c.checkHops(); err != nil || c.from.Peer == Self {
		return err
	}
	return c.checkChannel()
}

// checkChannel lets only a buyer with a channel of its own go on: before its body is read, so that strangers cost nothing, and after.
func (c *call) checkChannel() *wire.Error {
	payee, err := c.s.ledger.Payee(c.open.ChannelID)
	switch {
	case err != nil:
		return refuse(wire.CodeGone, "channel is not known here: say hello first")
	case payee.Channel.Signer != c.from.Address:
		return refuse(wire.CodeNotAllowed, "channel is another buyer's")
	case payee.OnChain.Epoch != c.open.Epoch:
		return refuse(wire.CodeGone, "channel is in epoch %d", payee.OnChain.Epoch)
	}
	return nil
}

func (c *call) checkTime(row *market.Row, now time.Time) *wire.Error {
	at := time.UnixMilli(int64(c.open.At))
	off := now.Sub(at).Abs()
	if off > market.ClockSkew || off > staleTerms && !row.Tariff.SamePrices(at, now) {
		return &wire.Error{Code: wire.CodeAtStale, Message: "time of the call is too far from the seller's", Now: uint64(now.UnixMilli())}
	}
	return nil
}

func (c *call) checkHops() *wire.Error {
	me := c.s.cfg.Hop(c.open.Hops.Nonce)
	if len(c.open.Hops.Entries) > market.MaxHops {
		return refuse(wire.CodeHopLoop, "resale chain is longer than %d", market.MaxHops)
	}
	if slices.Contains(c.open.Hops.Entries, me) {
		return refuse(wire.CodeHopLoop, "resale chain contains this node")
	}
	return nil
}

// decode scans the body strictly and bounds what the call can use.
func (c *call) decode(body []byte) *wire.Error {
	row := c.standing.Offer.Row()
	var err error
	if c.codec, err = dialect.For(c.open.Dialect); err != nil || !slices.Contains(row.Dialects, c.open.Dialect) {
		return &wire.Error{Code: wire.CodeInvalidRequest, Field: "dialect", Message: "offer does not forward this dialect"}
	}
	c.request = crypto.Keccak256Hash(body)
	if c.req, err = c.codec.Decode(body); err != nil {
		return invalid(err)
	}
	at := time.UnixMilli(int64(c.open.At))
	if c.prices, err = row.Tariff.Resolve(at, c.req.Tier, market.NoMultiplier); err != nil {
		return refuse(wire.CodeInternal, "tariff does not resolve")
	}
	var field *upstream.FieldError
	if err := c.upstream.Check(c.req, c.prices.At(0)); errors.As(err, &field) {
		return &wire.Error{Code: wire.CodeFieldNotSold, Field: field.Field, Message: field.Why}
	} else if err != nil {
		return invalid(err)
	}
	c.perCall = OutputCap(c.req, row)
	c.bound = market.Bound{Input: meter.InputBound(row.Model, c.req), Output: c.perCall * c.req.N, Writes: c.req.CacheControl, Whole: Whole(c.req, row)}
	if c.bound.Input > row.Context {
		// The bound is generous: only a count that is over the context for sure is refused, the rest is the vendor's to judge.
		if n, _ := c.s.cfg.Meter.CountInput(row.Model, c.req); n > row.Context {
			return refuse(wire.CodeContextTooLong, "prompt of about %d tokens, the model takes %d", n, row.Context)
		}
	}
	worst, err := c.prices.WorstCost(c.bound)
	if err != nil {
		return refuse(wire.CodePriceTooLow, "call needs a unit that the offer does not price")
	}
	if most := c.standing.Offer.Page.Policy.MaxCall; !most.IsZero() && most.Less(worst) {
		return refuse(wire.CodePolicy, "call may cost %s, one call may cost %s here", worst.Dollars(), most.Dollars())
	}
	return nil
}

// OutputCap is the most answer tokens of one choice: the request's own limit or the default, and no more than the row gives.
// Buyer and seller compute it from the same bytes.
func OutputCap(r *dialect.Request, row *market.Row) uint64 {
	most := r.MaxOutput
	if most == 0 {
		most = market.DefaultOutputCap
	}
	return min(most, row.MaxOutput)
}

// Whole reports whether the vendor may have billed everything before anything is seen.
func Whole(r *dialect.Request, row *market.Row) bool { return !r.Stream || row.Reasoning }

func invalid(err error) *wire.Error {
	e := &wire.Error{Code: wire.CodeInvalidRequest, Message: "body is not a request of its dialect"}
	var r *market.Refusal
	if errors.As(err, &r) {
		e.Field, e.Message = r.Param, r.Message
	}
	return e
}

// run holds a place, takes the money's word and forwards the call.
func (c *call) run(ctx context.Context) *wire.Error {
	row := c.standing.Offer.Row()
	if !c.s.enter(row.Model, row.MaxCalls) {
		return &wire.Error{Code: wire.CodeBusy, Message: "all places are taken", RetryAfter: uint64(busyRetry.Milliseconds())}
	}
	defer c.s.leave(row.Model)
	c.record = market.SoldRecord{AttemptID: c.open.AttemptID, State: market.RecordOpen, Time: uint64(c.began.UnixMilli()), Channel: c.open.ChannelID, Epoch: c.open.Epoch,
		Buyer: c.from.Address, Model: row.Model, Terms: c.open.Terms.Hash(), Prices: c.prices, Upstream: c.standing.Listing.Upstream, Stream: c.req.Stream}
	c.domain = c.standing.Offer.Page.Domain()
	if c.from.Peer != Self {
		if e, again := c.admit(ctx); e != nil {
			return e
		} else if again {
			return nil
		}
	}
	return c.forward(ctx)
}

// admit files the call as started if what it puts at risk is prepaid or within the buyer's limit. again reports that the call had
// been made before and its answer was sent once more.
func (c *call) admit(ctx context.Context) (refused *wire.Error, again bool) {
	if refused := c.checkChannel(); refused != nil {
		return refused, false
	}
	if f := c.open.Voucher; f != nil {
		if refused := c.s.takeVoucher(ctx, c.st, c.from, f); refused != nil {
			return refused, false
		}
	}
	risk, err := c.prices.Exposure(c.bound, c.standing.Offer.Page.Policy, money.Amount{})
	if err != nil {
		return refuse(wire.CodeInternal, "call does not rate"), false
	}
	this := attempt{c.open.ChannelID, c.open.AttemptID}
	if !c.s.intake.begin(this) {
		return refuse(wire.CodeAlreadyDone, "this attempt was given up before it came"), false
	}
	defer c.s.intake.end(this)
	_, err = c.s.ledger.Admit(ctx, clearing.Admission{Channel: c.open.ChannelID, AttemptID: c.open.AttemptID, Risk: risk,
		Limits: c.s.cfg.Limits(c.from.Address), Record: c.record}, nil)
	if err == nil {
		c.granted = risk
		return nil, false
	}
	var dup *clearing.DuplicateCall
	if errors.As(err, &dup) {
		return c.repeat(ctx, dup.Record)
	}
	return c.moneyError(err), false
}

// repeat answers a call that was made before: from memory where the answer is still there, else with its receipt.
func (c *call) repeat(ctx context.Context, r market.SoldRecord) (*wire.Error, bool) {
	if frames, ok := c.s.answers.get(c.answerID(), c.request); ok {
		if err := c.st.Send(ctx, frames...); err != nil {
			return refuse(wire.CodeInternal, "answer could not be sent again"), false
		}
		return nil, true
	}
	if r.State == market.RecordOpen {
		return refuse(wire.CodeInProgress, "this attempt is running"), false
	}
	return &wire.Error{Code: wire.CodeAlreadyDone, Message: "this attempt has ended", Charged: r.Cost, Receipt: r.Receipt}, false
}

func (c *call) moneyError(err error) *wire.Error {
	var more *channel.AdvanceRequired
	switch {
	case errors.As(err, &more):
		return &wire.Error{Code: wire.CodeAdvanceRequired, Message: "an advance is needed first", Amount: more.Amount}
	case errors.Is(err, channel.ErrClosing):
		return refuse(wire.CodeChannelClosing, "channel is closing")
	case errors.Is(err, channel.ErrGone):
		return refuse(wire.CodeGone, "channel holds no deposit")
	case errors.Is(err, clearing.ErrDegraded):
		return refuse(wire.CodeDegraded, "seller cannot persist money now")
	}
	c.s.log.Error("admit call", "call_id", c.open.AttemptID.String(), "error", err)
	return refuse(wire.CodeInternal, "call could not be filed")
}
