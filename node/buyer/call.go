package buyer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dialect"
	"github.com/tolsey/tolsey/node/meter"
	"github.com/tolsey/tolsey/node/wire"
)

// order is a call with what its bytes say and what came of it so far.
type order struct {
	market.Call
	saying                       // as the application has it
	said    map[sayingOf]*saying // as some sellers are asked
	unsaid  []unsaid
	asked   sayingOf // of the attempt at hand
	again   int      // attempts that only told us which hints a seller does not take
	began   time.Time
	tried   []common.Address
	notes   []market.AttemptNote
	awaited []*leg          // attempts that have failed and may be charged all the same
	last    *wire.Error     // of the last attempt that a seller refused
	word    *market.Refusal // by which sellers have refused the request itself, or its money; another may take it
	blame   []route         // of those sellers
	rates   int             // attempts that were refused for a rate
	down    int             // attempts whose seller takes no calls now
	p95     uint64          // length of the answers of this key and model lately, 0: none
	raw     bool            // the answer goes on as its seller sent it: a resale forwards bytes, and tells nobody what it paid
	next    time.Duration
}

// Call performs a call: it returns when a seller has begun to answer. Errors are *market.Refusal. Until then the end of ctx
// abandons the call; the answer is ended by its Close.
func (b *Buyer) Call(ctx context.Context, c market.Call) (*Answer, error) {
	return b.perform(ctx, c, false)
}

// Forward is Call for a resale: the answer's bytes are the seller's own.
func (b *Buyer) Forward(ctx context.Context, c market.Call) (*Answer, error) {
	return b.perform(ctx, c, true)
}

func (b *Buyer) perform(ctx context.Context, c market.Call, raw bool) (*Answer, error) {
	if err := b.cfg.Ready(); err != nil {
		return nil, market.Degraded(err.Error(), degradedRetry)
	}
	o := &order{Call: c, began: time.Now(), raw: raw}
	var err error
	if o.codec, err = dialect.For(c.Dialect); err != nil {
		return nil, market.Refuse(400, market.InvalidRequest, "", "%s", err)
	}
	if decoded, ok := c.Decoded.(*dialect.Request); ok {
		o.req = decoded
	} else if o.req, err = o.codec.Decode(c.Body); err != nil {
		return nil, err
	}
	if o.At == 0 {
		o.At = uint64(o.began.UnixMilli())
	}
	if o.Hops.Nonce == ([16]byte{}) {
		o.Hops.Nonce = market.NewCallID()
	}
	b.lines.settle(ctx)
	o.p95 = b.lengths.p95(o.Key, o.Model)
	o.input = meter.InputBound(o.Model, o.req)
	for attempt := uint8(1); int(attempt) <= maxAttempts+o.again; attempt++ {
		candidate, refused := b.choose(ctx, o)
		if refused != nil {
			return nil, refused
		}
		l, err := b.begin(ctx, o, candidate, attempt)
		if err == nil {
			a := &Answer{leg: l, reading: make(turn, 1)}
			if err = a.start(ctx); err == nil {
				b.belied(o)
				return a, nil
			}
			a.cancel()
			l.left = ctx.Err() != nil
			l.abandon(err)
		}
		if ctx.Err() != nil { // it is no seller's failure
			return nil, o.abandoned(ctx, l)
		}
		if refused := b.judge(o, candidate, err); refused != nil {
			return nil, o.told(ctx, refused)
		}
	}
	return nil, b.exhausted(ctx, o)
}

// abandoned says that the application has left, or why the node ends the call under it, and what its last attempt is charged all the
// same; nil: there was none.
func (o *order) abandoned(ctx context.Context, l *leg) error {
	refused := market.Refuse(499, market.ProviderUnavailable, "", "The application left.")
	if why := (*market.Refusal)(nil); errors.As(context.Cause(ctx), &why) {
		told := *why
		refused = &told
	}
	if l == nil {
		return refused
	}
	cost := l.outcome.Cost
	if l.verdict.awaited {
		cost = l.charged(ctx)
	}
	if !cost.IsZero() {
		refused.Charged = cost
		refused.Attempts = append(o.notes, market.AttemptNote{Seller: l.peer, Code: cancelled, Cost: cost})
	}
	return refused
}

// choose finds the best seller that has not been tried.
func (b *Buyer) choose(ctx context.Context, o *order) (book.Candidate, error) {
	q := b.query(o)
	for {
		q.Others = o.others()
		r := b.offers.Best(q)
		if len(r.Candidates) == 0 {
			return book.Candidate{}, b.noSeller(ctx, o, q, r)
		}
		c := r.Candidates[0]
		without := b.deaf.of(deafOf(o.Model, c))
		if o.ready(c, without) {
			o.asked = sayingOf{c.Dialect, without}
			return c, nil
		}
		q.Exclude = o.tried
	}
}

// query is what an order needs of an offer.
func (b *Buyer) query(o *order) book.Query {
	spendable := b.lines.spendable()
	if b.cfg.Serves(o.Model) && !o.raw { // what is resold is bought from others
		spendable[b.signer.Address()] = money.Coins(1_000_000_000) // the node's own seller needs no channel
	}
	output := o.req.MaxOutput
	if output == 0 {
		output = b.cfg.OutputCap
	}
	now := time.Now()
	return book.Query{Model: o.Model, Dialect: o.Dialect, Buyer: b.signer.Address(), Now: now, At: o.At, Choices: o.req.N,
		Bound: market.Bound{Input: o.input, Output: output * o.req.N, Writes: o.req.CacheControl}, Usage: b.expected(o, o.input, output), Step: b.step(o),
		Margin: o.Floor, Spendable: spendable, Exclude: o.tried, Judge: func(offer market.Offer) book.Filter {
			switch seller := offer.Seller(); {
			case !b.cfg.Allowed(seller) && seller != b.signer.Address(), market.DefaultWindowMoney.Less(offer.Page.Policy.WindowMoney):
				return book.Policy
			case b.breakers.open(route{seller, o.Model}, now):
				return book.Breaker
			}
			return book.Pass
		}}
}

// expected is what a call is likely to use: the order of offers.
func (b *Buyer) expected(o *order, input, output uint64) market.Usage {
	likely := o.p95 / 2
	if likely == 0 {
		likely = output / 8
	}
	return market.Usage{market.Input: input, market.Output: max(1, min(likely, output)) * o.req.N}
}

// step is how many answer tokens must be payable before the next decision.
func (b *Buyer) step(o *order) uint64 {
	return max(2*o.p95, leastStep) * o.req.N
}

// noSeller says why nobody is left: the attempts so far, the money, the context, or the filters.
func (b *Buyer) noSeller(ctx context.Context, o *order, q book.Query, r book.Result) error {
	if len(o.notes) > 0 || o.word != nil {
		return b.exhausted(ctx, o)
	}
	if r.Listed == 0 {
		return market.NoSeller(o.Model, nil, 5*time.Second)
	}
	if refused := o.unsayable(r); refused != nil {
		return refused
	}
	if r.Removed[book.Context] == r.Listed {
		return market.TooLongFor(o.Model, q.Bound.Input, r.Context)
	}
	if r.Removed[book.Funds] > 0 {
		if why := b.lines.outdated(); why != nil {
			return market.Degraded(why.Error(), degradedRetry)
		}
		return b.noFunds(o, q)
	}
	var removed []market.Removed
	for f, n := range r.Removed {
		if n > 0 && book.Filter(f) != book.Pass {
			removed = append(removed, market.Removed{Filter: book.Filter(f).String(), Offers: n})
		}
	}
	return market.NoSeller(o.Model, removed, 5*time.Second)
}

// noFunds names the sum that the cheapest seller's channel lacks, and has the autopilot look.
func (b *Buyer) noFunds(o *order, q book.Query) error {
	spendable := q.Spendable
	q.Spendable = nil
	r := b.offers.Best(q)
	if len(r.Candidates) == 0 {
		return market.NoSeller(o.Model, nil, 5*time.Second)
	}
	c := r.Candidates[0]
	seller := c.Offer.Seller()
	b.cfg.Fund(o.Model, seller)
	need := c.Worst
	step := c.Bound
	if step.Output > q.Step {
		step.Output = q.Step
		if w, err := c.Prices.WorstCost(step); err == nil {
			need = w
		}
	}
	return market.ChannelFunds(b.net.PeerID(seller), need, spendable[seller])
}

// judge records what an attempt came to. It returns what ends the call; nil lets the next seller try.
func (b *Buyer) judge(o *order, c book.Candidate, err error) error {
	seller := c.Offer.Seller()
	o.tried = append(o.tried, seller)
	var refused *market.Refusal
	switch {
	case !errors.As(err, &refused):
	case refused.LimitSource == market.LimitChannel: // another seller may ask less, or have a channel with more
		o.word = refused
		return nil
	default:
		return refused
	}
	r := route{seller, o.Model}
	var e *wire.Error
	if !errors.As(err, &e) {
		b.log.Info("attempt did not reach the seller", "call_id", o.ID.String(), "seller", b.net.PeerID(seller), "error", err)
		o.notes = append(o.notes, market.AttemptNote{Seller: b.net.PeerID(seller), Code: "UNREACHABLE"})
		b.breakers.failure(r, time.Now(), 0)
		return nil
	}
	o.last = e
	o.notes = append(o.notes, market.AttemptNote{Seller: b.net.PeerID(seller), Code: e.Code.String(), Cost: e.Charged})
	b.log.Info("attempt was refused", "call_id", o.ID.String(), "seller", b.net.PeerID(seller), "code", e.Code.String(), "why", e.Message)
	retry := time.Duration(min(e.RetryAfter, 60_000)) * time.Millisecond
	switch e.Code {
	case wire.CodeInvalidRequest, wire.CodeContextTooLong, wire.CodePolicy:
		// One seller's word ends no call: it could be a cheap seller's way to keep a model from being bought.
		o.word, o.blame = b.refusal(o, c, e), append(o.blame, r)
	case wire.CodeFieldNotSold:
		if _, converts := o.codec.(dialect.Converter); converts && !o.raw && o.again < maxAgain && b.deaf.learn(deafOf(o.Model, c), e.Field) {
			o.again++
			o.tried = o.tried[:len(o.tried)-1] // it is asked once more, without the hint
		}
	case wire.CodeNotAllowed, wire.CodeHopLoop, wire.CodeAdvanceRequired, wire.CodePriceTooLow:
	case wire.CodeOfferStale:
		if b.pulls.due(seller, time.Now()) {
			b.spawn(func(ctx context.Context) { b.cfg.Pull(ctx, seller) })
		}
	case wire.CodeGone, wire.CodeUnconfirmed:
		if l, _ := b.lines.to(seller); l != nil {
			l.stale()
		}
	case wire.CodeBusy, wire.CodeUpstreamRate, wire.CodeRate:
		o.rates++
		o.next = max(o.next, retry, time.Second)
		b.breakers.failure(r, time.Now(), max(retry, 200*time.Millisecond))
	case wire.CodeDraining, wire.CodeDegraded:
		o.down++
		b.breakers.failure(r, time.Now(), retry)
	default:
		b.breakers.failure(r, time.Now(), retry)
	}
	return nil
}

// refusal is what an application is told of a request that sellers refuse.
func (b *Buyer) refusal(o *order, c book.Candidate, e *wire.Error) *market.Refusal {
	switch e.Code {
	case wire.CodeContextTooLong:
		return market.TooLongFor(o.Model, c.Bound.Input, c.Offer.Row().Context)
	case wire.CodePolicy:
		return &market.Refusal{Type: market.PolicyBlocked, Status: 403, Seller: b.net.PeerID(c.Offer.Seller()), Message: "The seller refuses the content or the size of the call: " + e.Message}
	}
	return &market.Refusal{Type: market.InvalidRequest, Status: 400, Param: e.Field, Seller: b.net.PeerID(c.Offer.Seller()), Message: "The seller refuses the request: " + e.Message}
}

// belied counts it as a failure that sellers have refused a request which another takes.
func (b *Buyer) belied(o *order) {
	for _, r := range o.blame {
		b.breakers.failure(r, time.Now(), 0)
	}
}

// exhausted says that every attempt failed, and what they are charged.
func (b *Buyer) exhausted(ctx context.Context, o *order) error {
	charged := o.hear(ctx)
	r := o.failed()
	r.Charged = charged
	return r
}

// told adds to a refusal what the attempts before it are charged.
func (o *order) told(ctx context.Context, err error) error {
	var r *market.Refusal
	if len(o.awaited) > 0 && errors.As(err, &r) {
		r.Charged = r.Charged.Max(o.hear(ctx))
	}
	return err
}

func (o *order) failed() *market.Refusal {
	switch {
	case o.word != nil:
		o.word.Attempts = o.notes
		return o.word
	case o.last != nil && o.last.Code == wire.CodeFieldNotSold:
		r := market.NotSold(o.Model, o.last.Field)
		r.Attempts = o.notes
		return r
	case o.rates > 0 && o.rates == len(o.notes):
		return market.SellersBusy(o.next, o.notes)
	case o.down > 0 && o.down == len(o.notes):
		r := market.SellersFailed(o.notes)
		r.Status, r.RetryAfter, r.Message = 503, degradedRetry, "The sellers take no calls now."
		return r
	case o.last != nil && o.last.Code == wire.CodeTimeout:
		r := market.SellersFailed(o.notes)
		r.Type, r.Status = market.TimedOut, 504
		return r
	}
	return market.SellersFailed(o.notes)
}

// reserve holds the money of an attempt. Where the request states no limit of its own, the answer is capped to what the key affords.
func (b *Buyer) reserve(ctx context.Context, l *leg) (clearing.Reserved, error) {
	for {
		reserved, err := b.hold(ctx, l)
		var lack *clearing.InsufficientError
		if err == nil || !errors.As(err, &lack) {
			return reserved, b.moneyRefusal(l, err)
		}
		left := lack.Limit.SubFloor(lack.Spent).SubFloor(lack.Held)
		if l.req.MaxOutput > 0 || lack.Source == clearing.SourceChannel || !l.capTo(left) {
			return reserved, b.lackRefusal(l, lack)
		}
	}
}

func (b *Buyer) hold(ctx context.Context, l *leg) (clearing.Reserved, error) {
	onKey, err := l.prices.WorstCost(l.bound)
	if err != nil {
		return clearing.Reserved{}, err
	}
	step := l.bound
	step.Output = min(step.Output, b.step(l.order))
	onChannel, err := l.prices.WorstCost(step)
	if err != nil {
		return clearing.Reserved{}, err
	}
	r := clearing.Reservation{AttemptID: l.id, Key: l.order.Key, OnKey: onKey, Lease: uint64(time.Now().Add(holdLease).UnixMilli()), Record: l.record}
	if l.line != nil {
		if l.risk, err = l.prices.Exposure(l.bound, l.policy(), money.Amount{}); err != nil {
			return clearing.Reserved{}, err
		}
		if b.cfg.MaxPrepaid.Less(l.risk) {
			refused := market.Refuse(402, market.PaymentRequired, "", "The seller would have to be prepaid %s for this call, at most %s is allowed.",
				l.risk.Dollars(), b.cfg.MaxPrepaid.Dollars())
			refused.LimitSource, refused.Hint = market.LimitChannel, "lower max_tokens, stream the answer, or raise limits.prepaid_per_call in the node's config"
			return clearing.Reserved{}, refused
		}
		r.Channel, r.OnChannel = l.line.id, onChannel.Max(l.risk)
		r.Exposure = clearing.Exposure{Terms: l.terms.Hash(), Risk: l.risk, Limit: l.line.allowance()}
	}
	return b.ledger.Reserve(ctx, r)
}

func (b *Buyer) moneyRefusal(l *leg, err error) error {
	var room *channel.HeadroomError
	var refused *market.Refusal
	switch {
	case err == nil, errors.As(err, &refused):
		return err
	case errors.As(err, &room):
		b.cfg.Fund(l.order.Model, l.seller)
		return market.ChannelFunds(b.net.PeerID(l.seller), room.Want, room.Free)
	case errors.Is(err, clearing.ErrDegraded):
		return market.Degraded("store", 30*time.Second)
	}
	return fmt.Errorf("hold money: %w", err)
}

// lackRefusal says which limit a call does not fit.
func (b *Buyer) lackRefusal(l *leg, e *clearing.InsufficientError) error {
	left := e.Limit.SubFloor(e.Spent).SubFloor(e.Held)
	if e.Source == clearing.SourceChannel {
		b.cfg.Fund(l.order.Model, l.seller)
		return market.ChannelFunds(b.net.PeerID(l.seller), e.Want, left)
	}
	lack := market.BudgetLack{Key: strings.TrimPrefix(string(e.Account), "key:"), Need: e.Want, Limit: e.Limit, Left: left, Held: e.Held, Period: e.Period.String()}
	if e.ResetAt > 0 {
		lack.Resets = time.UnixMilli(int64(e.ResetAt))
	}
	switch e.Source {
	case clearing.SourceInFlight:
		return market.BudgetInFlight(lack, time.Second)
	case clearing.SourceCall:
		return market.CallExceedsBudget(lack)
	}
	return market.KeyBudgetSpent(lack)
}
