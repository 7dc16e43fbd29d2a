package book

import (
	"cmp"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Query is what a call needs of an offer, and what its buyer can pay.
type Query struct {
	Model   market.Model
	Dialect string         // of the application's request
	Others  []Saying       // the request in dialects that an offer may be bought in where it does not forward Dialect, the preferred first
	Buyer   common.Address // node address, for rows that name theirs
	Now     time.Time
	At      uint64       // unix ms at which prices are resolved; 0: Now
	Bound   market.Bound // the most that the call can use; an offer's longest answer lowers Output
	Choices uint64       // answers asked for, each as long as a row allows; 0: one
	Usage   market.Usage // what the call is expected to use: the order of offers; zero: the bound
	Step    uint64       // answer tokens that a channel must be able to pay before the next decision; 0: all
	Margin  market.Margin
	// Spendable is what can be paid to each seller on the channels that stand; nil: money is not judged.
	Spendable  map[common.Address]money.Amount
	NewChannel money.Amount                // what can be paid to a seller that Spendable does not name, on a channel still to be opened
	Exclude    []common.Address            // sellers that were tried already
	Judge      func(o market.Offer) Filter // the caller's own verdict, Pass to keep; nil: none. It is called without a lock.
}

// Saying is a request in another dialect than its own.
type Saying struct {
	Dialect string
	Input   uint64 // most tokens of its prompt
}

// Candidate is an offer that a call can go to.
type Candidate struct {
	Offer   market.Offer
	Dialect string // in which the seller is asked
	Prices  market.Prices
	Bound   market.Bound // as in the query, with the answer no longer than the row allows
	Cost    money.Amount // of the expected usage
	Worst   money.Amount // of the bound

	native bool  // Dialect is the query's
	since  int64 // unix ns
	seller common.Address
}

// Result is the candidates for a call, the best first, and what was left out.
type Result struct {
	Candidates []Candidate
	Listed     int // offers of the model
	Removed    Removed
	Context    uint64 // longest context of a listed offer, tokens
}

// Best filters the offers of a model for a call and ranks the rest: the cheapest for the expected usage first, then those that
// forward the request as it is, then the oldest.
func (b *Book) Best(q Query) Result {
	b.mu.RLock()
	offers := b.models[q.Model]
	b.mu.RUnlock()
	r := Result{Listed: len(offers)}
	if len(offers) == 0 {
		return r
	}
	n := needsOf(&q)
	r.Candidates = make([]Candidate, 0, len(offers))
	for _, e := range offers {
		r.Context = max(r.Context, e.context)
		r.Candidates = r.Candidates[:len(r.Candidates)+1]
		c := &r.Candidates[len(r.Candidates)-1]
		if removed := q.weigh(&n, e, c); removed != Pass {
			r.Removed[removed]++
			r.Candidates = r.Candidates[:len(r.Candidates)-1]
		}
	}
	slices.SortFunc(r.Candidates, compareCandidates)
	return r
}

// needs is what a query comes to before any offer is looked at.
type needs struct {
	now     uint64 // unix ms
	at      uint64 // unix ms
	prompt  uint64 // tokens expected
	choices uint64
	dialect dialectSet
	usage   bool // an expected usage was given
}

func needsOf(q *Query) needs {
	n := needs{
		now: uint64(q.Now.UnixMilli()), at: q.At, prompt: q.Usage.Prompt(), choices: max(1, q.Choices),
		dialect: dialectBit(q.Dialect), usage: q.Usage != market.Usage{},
	}
	if n.at == 0 {
		n.at = n.now
	}
	if n.prompt == 0 {
		n.prompt = q.Bound.Input
	}
	return n
}

// weigh tries every filter on an offer, the cheap ones first, and fills the candidate.
func (q *Query) weigh(n *needs, e *entry, c *Candidate) Filter {
	if f := q.fits(n, e, c); f != Pass {
		return f
	}
	c.Offer, c.Prices, c.since, c.seller = e.offer, e.pricesAt(n.at), e.since, e.seller
	c.Bound.Output = min(c.Bound.Output, e.maxOutput*n.choices)
	if f := q.affords(n, e, c); f != Pass {
		return f
	}
	if slices.Contains(q.Exclude, e.seller) {
		return Tried
	}
	if q.Judge != nil {
		return q.Judge(e.offer)
	}
	return Pass
}

// fits judges what needs no price.
func (q *Query) fits(n *needs, e *entry, c *Candidate) Filter {
	switch {
	case e.until <= n.now:
		return Expired
	case e.private && !e.offer.Row().Allows(q.Buyer):
		return Private
	case !q.speaks(n, e, c):
		return Dialect
	case n.prompt >= e.context:
		return Context
	}
	return Pass
}

// speaks finds the dialect in which an offer would be bought, and bounds the call in it.
func (q *Query) speaks(n *needs, e *entry, c *Candidate) bool {
	c.Dialect, c.native, c.Bound = q.Dialect, true, q.Bound
	if e.speaks(q.Dialect, n.dialect) {
		return true
	}
	for _, o := range q.Others {
		if e.speaks(o.Dialect, dialectBit(o.Dialect)) {
			c.Dialect, c.native, c.Bound.Input = o.Dialect, false, o.Input
			return true
		}
	}
	return false
}

// affords prices the call and judges what it may cost.
func (q *Query) affords(n *needs, e *entry, c *Candidate) Filter {
	var err error
	if c.Worst, err = c.Prices.WorstCost(c.Bound); err != nil {
		return Unpriced
	}
	c.Cost = c.Worst
	if n.usage {
		if c.Cost, err = c.Prices.Cost(q.Usage); err != nil {
			return Unpriced
		}
	}
	if !e.maxCall.IsZero() && e.maxCall.Less(c.Worst) {
		return MaxCall
	}
	if !q.Margin.Keeps(c.Prices) {
		return Margin
	}
	if q.Spendable == nil {
		return Pass
	}
	need := c.Worst
	if q.Step > 0 && q.Step < c.Bound.Output {
		step := c.Bound
		step.Output = q.Step
		if need, err = c.Prices.WorstCost(step); err != nil {
			return Unpriced
		}
	}
	funds, named := q.Spendable[e.seller]
	if !named {
		funds = q.NewChannel
	}
	if funds.Less(need) {
		return Funds
	}
	return Pass
}

func compareCandidates(a, b Candidate) int {
	if c := a.Cost.Cmp(b.Cost); c != 0 {
		return c
	}
	switch {
	case a.native && !b.native:
		return -1
	case b.native && !a.native:
		return 1
	}
	return cmp.Or(cmp.Compare(a.since, b.since), a.seller.Cmp(b.seller))
}
