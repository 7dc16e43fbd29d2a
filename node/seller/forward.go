package seller

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/upstream"
	"github.com/tolsey/tolsey/node/wire"
)

// filingTime bounds how long the last receipt of a call may take to become durable.
const filingTime = 10 * time.Second

// forward sends the call to the upstream and relays the answer.
func (c *call) forward(ctx context.Context) *wire.Error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(c.s.going, func() { cancel(context.Cause(c.s.going)) })()
	if c.from.Peer != Self { // whose leaving ends ctx
		go c.watch(ctx, cancel) // ends with ctx
	}
	first := time.AfterFunc(c.firstToken(), func() { cancel(errNoToken) })
	defer first.Stop()
	up, cut := context.WithCancel(ctx)
	defer cut()
	answer, err := c.upstream.Do(up, c.order())
	if err != nil {
		return c.failed(ctx, err)
	}
	defer answer.Close()
	c.record.VendorID, c.answer, c.billed = answer.VendorID(), answer, answer
	if k, ok := answer.(keyed); ok {
		c.record.Key = k.Key()
	}
	worst, err := c.prices.WorstCost(c.bound)
	if err != nil {
		panic("developer error: an admitted call does not rate: " + err.Error())
	}
	r := &relay{call: c, ctx: ctx, cancel: cancel, cut: cut, first: first, data: crypto.NewKeccakState(), worst: worst}
	if c.req.Stream {
		return r.stream()
	}
	return r.unary()
}

// keyed is an answer of an upstream that has several keys.
type keyed interface{ Key() string }

// firstToken bounds the wait for the answer's beginning. A unary answer has none before its end: only the call's wall bounds it.
func (c *call) firstToken() time.Duration {
	if !c.req.Stream {
		return c.s.cfg.Wall
	}
	return c.standing.Offer.Page.Policy.FirstToken(c.standing.Offer.Row())
}

var (
	errNoToken  = errors.New("no token within the bound")
	errIdle     = errors.New("upstream fell silent")
	errBeyond   = errors.New("upstream goes on beyond the limit of its answer")
	errUnpaid   = errors.New("no voucher came")
	errDraining = errors.New("seller is going down")
)

// ErrCancelled is the cause by which a call's context ends when its buyer has left: who calls Serve ends it with the stream.
var ErrCancelled = errors.New("buyer cancelled")

func (c *call) order() Order {
	prices := c.prices
	worst := money.Amount{}
	if cost, err := c.costPrices(); err == nil {
		worst, _ = cost.WorstCost(c.bound) // a unit without a price leaves it zero: the limit then watches what is billed
	}
	return Order{Model: c.standing.Listing.UpstreamModel, Request: c.req, Cap: c.perCall, Hops: c.hops(), At: c.open.At, Retail: &prices, Worst: worst,
		Sold: market.SoldLink{Channel: c.open.ChannelID, AttemptID: c.open.AttemptID}}
}

// hops is the resale chain with this node in it.
func (c *call) hops() market.Hops {
	h := market.Hops{Nonce: c.open.Hops.Nonce}
	h.Entries = append(append(h.Entries, c.open.Hops.Entries...), c.s.cfg.Hop(h.Nonce))
	return h
}

// watch ends the call when its buyer cancels. One that vanishes ends ctx by itself.
func (c *call) watch(ctx context.Context, cancel context.CancelCauseFunc) {
	if _, err := c.st.Recv(ctx); err == nil {
		cancel(ErrCancelled)
	}
}

// failed ends a call of which nothing came: by rule 3 it is free, unless its buyer left, when rule 2 asks the input.
func (c *call) failed(ctx context.Context, err error) *wire.Error {
	c.log("upstream did not answer", "upstream", c.standing.Listing.Upstream, "error", err)
	if c.billed == nil {
		_ = errors.As(err, &c.billed)
	}
	if errors.Is(context.Cause(ctx), ErrCancelled) {
		return c.settle(ctx, market.StatusCancelled, c.inputUsage(), common.Hash{}, refuse(wire.CodeUpstream, "cancelled"))
	}
	return c.settle(ctx, market.StatusZero, market.Usage{}, common.Hash{}, vendorError(ctx, err))
}

// vendorError says in the wire's words why an upstream did not answer; a vendor's own words stay in the seller's log.
func vendorError(ctx context.Context, err error) *wire.Error {
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errNoToken):
		return refuse(wire.CodeTimeout, "upstream gave no token in time")
	case errors.Is(cause, errDraining):
		return goingDown()
	}
	var e *upstream.Error
	if !errors.As(err, &e) {
		return refuse(wire.CodeUpstream, "upstream is out of reach")
	}
	out := &wire.Error{Code: wire.CodeUpstream, Message: "upstream is unavailable", Field: e.Field, RetryAfter: uint64(e.RetryAfter.Milliseconds())}
	switch e.Code {
	case upstream.Rate:
		out.Code, out.Message = wire.CodeUpstreamRate, "upstream limits its rate"
	case upstream.Invalid:
		out.Code, out.Message = wire.CodeInvalidRequest, "upstream refuses the request"
	case upstream.TooLong:
		out.Code, out.Message = wire.CodeContextTooLong, "prompt and answer do not fit the model"
	case upstream.Policy:
		out.Code, out.Message = wire.CodePolicy, "upstream refuses the content"
	}
	return out
}

// input is the prompt by our own count.
func (c *call) input() uint64 {
	if c.inTokens == 0 {
		n, _ := c.s.cfg.Meter.CountInput(c.standing.Offer.Row().Model, c.req)
		c.inTokens = min(n, c.bound.Input)
	}
	return c.inTokens
}

// inputUsage is the prompt by our own count, with the price per request where there is one.
func (c *call) inputUsage() market.Usage {
	return c.withRequest(market.Usage{market.Input: c.input()})
}

func (c *call) withRequest(u market.Usage) market.Usage {
	if _, priced := c.prices.At(u.Prompt()).Get(market.Requests); priced {
		u[market.Requests] = 1
	}
	return u
}

// settle files the last receipt of a call, and sends it in End, or in the error that ends the call.
func (c *call) settle(ctx context.Context, status market.Status, u market.Usage, answer common.Hash, e *wire.Error) *wire.Error {
	receipt, err := c.file(ctx, status, u, answer, e)
	if err != nil {
		return err
	}
	if e != nil {
		e.Charged, e.Receipt = receipt.Cost, receipt
		return e
	}
	if err := c.st.Send(context.WithoutCancel(ctx), &wire.End{Receipt: *receipt}); err != nil {
		c.log("end of an answer not delivered", "error", err)
	}
	return nil
}

// file signs and persists the last receipt of a call. A buyer that has left, or the call's wall, does not keep it from that.
func (c *call) file(ctx context.Context, status market.Status, u market.Usage, answer common.Hash, e *wire.Error) (*market.SignedReceipt, *wire.Error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), filingTime)
	defer cancel()
	receipt, err := c.sign(status, u, answer)
	if err != nil {
		c.s.log.Error("sign receipt", "call_id", c.open.AttemptID.String(), "error", err)
		return nil, refuse(wire.CodeInternal, "receipt could not be signed")
	}
	c.record.State, c.record.Usage, c.record.Cost, c.record.Status, c.record.Receipt = market.RecordDone, u, receipt.Cost, status, &receipt
	c.record.Took = uint32(time.Since(c.began).Milliseconds())
	if status == market.StatusZero {
		c.record.State = market.RecordFailed
	}
	if e != nil {
		c.record.Error = e.Code.String()
	}
	c.record.UpstreamCost, c.record.Wholesale = c.bill(u)
	if c.answer != nil {
		c.answer.Billed(c.record.UpstreamCost)
	}
	if c.from.Peer != Self {
		if _, err := c.s.ledger.Finish(ctx, c.open.ChannelID, c.record); err != nil {
			c.s.log.Error("file receipt", "call_id", c.open.AttemptID.String(), "error", err)
			return nil, refuse(wire.CodeInternal, "receipt could not be filed")
		}
		c.s.gates.open(c.open.ChannelID) // what the call held may let others of its channel go on
	}
	c.s.cfg.Sold(c.record)
	return &receipt, nil
}

// bill is what the upstream asks for a usage, as far as the seller knows: the wholesale leg's charge, or its vendor's tariff.
func (c *call) bill(u market.Usage) (money.Amount, *market.AttemptID) {
	if c.billed != nil {
		if cost, attempt, known := c.billed.Bill(); known {
			return cost, attempt
		}
	}
	prices, err := c.costPrices()
	if err != nil {
		return money.Amount{}, nil
	}
	cost, err := prices.Cost(prices.Fold(u))
	if err != nil {
		return money.Amount{}, nil
	}
	return cost, nil
}

// costPrices is the upstream's tariff at the time of the call.
func (c *call) costPrices() (market.Prices, error) {
	if c.costs == nil {
		p, err := c.standing.Listing.Cost.Resolve(time.UnixMilli(int64(c.open.At)), c.req.Tier, market.NoMultiplier)
		if err != nil {
			return p, err
		}
		c.costs = &p
	}
	return *c.costs, nil
}

// sign makes the next receipt of the call.
func (c *call) sign(status market.Status, u market.Usage, answer common.Hash) (market.SignedReceipt, error) {
	cost, err := c.prices.Cost(u)
	if err != nil {
		return market.SignedReceipt{}, err
	}
	c.seq++
	r := market.SignedReceipt{Receipt: market.Receipt{Terms: c.record.Terms, ChannelID: c.open.ChannelID, AttemptID: c.open.AttemptID, Seq: c.seq,
		At: c.open.At, Usage: u, Cost: cost, Request: c.request, Answer: answer, Status: status}}
	if c.from.Peer == Self {
		return r, nil // the node takes its own word; it signs when somebody else wants to see the receipt
	}
	r.Sig, err = c.s.signer.SignReceipt(c.domain, r.Receipt)
	return r, err
}
