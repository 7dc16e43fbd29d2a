package book

import (
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Query is what a call needs of an offer, and what its buyer can pay.
type Query struct {
	Model   market.Model
	Dialect string
	Buyer   common.Address // node address, for rows that name theirs
	Now     time.Time
	At      uint64       // unix ms at which prices are resolved; 0: Now
	Bound   market.Bound // the most that the call can use; an offer's longest answer lowers Output
	Choices uint64       // answers asked for, each as long as a row allows; 0: one
	Usage   market.Usage // what the call is expected to use: the order of offers; zero: the bound
	Step    uint64       // answer tokens that a channel must be able to pay before the next decision; 0: all
	Margin  market.Margin
	// Spendable is what can be paid to each seller; nil: money is not judged. A seller that is not named can be paid nothing.
	Spendable map[common.Address]money.Amount
	Exclude   []common.Address            // sellers that were tried already
	Judge     func(o market.Offer) Filter // the caller's own verdict, Pass to keep; nil: none. It is called without a lock.
}

// Candidate is an offer that a call can go to.
type Candidate struct {
	Offer  market.Offer
	Prices market.Prices
	Bound  market.Bound // as in the query, with the answer no longer than the row allows
	Cost   money.Amount // of the expected usage
	Worst  money.Amount // of the bound
	since  time.Time
}

// Result is the candidates for a call, the best first, and what was left out.
type Result struct {
	Candidates []Candidate
	Listed     int // offers of the model
	Removed    Removed
	Context    uint64 // longest context of a listed offer, tokens
}

// Best filters the offers of a model for a call and ranks the rest: the cheapest for the expected usage first, then the oldest.
func (b *Book) Best(q Query) Result {
	b.mu.RLock()
	offers := b.models[q.Model]
	b.mu.RUnlock()
	r := Result{Listed: len(offers)}
	if len(offers) == 0 {
		return r
	}
	r.Candidates = make([]Candidate, 0, len(offers))
	for _, e := range offers {
		r.Context = max(r.Context, e.offer.Row().Context)
		c, removed := q.weigh(e)
		if removed != Pass {
			r.Removed[removed]++
			continue
		}
		r.Candidates = append(r.Candidates, c)
	}
	slices.SortFunc(r.Candidates, compareCandidates)
	return r
}

// weigh tries every filter on an offer, the cheap ones first.
func (q *Query) weigh(e *entry) (c Candidate, f Filter) {
	if f := q.fits(e.offer.Page, e.offer.Row()); f != Pass {
		return c, f
	}
	at := q.At
	if at == 0 {
		at = uint64(q.Now.UnixMilli())
	}
	c = Candidate{Offer: e.offer, Prices: e.prices(at), Bound: q.Bound, since: e.since}
	c.Bound.Output = min(c.Bound.Output, e.offer.Row().MaxOutput*max(1, q.Choices))
	if f := q.affords(&c); f != Pass {
		return c, f
	}
	if slices.Contains(q.Exclude, e.offer.Seller()) {
		return c, Tried
	}
	if q.Judge != nil {
		return c, q.Judge(e.offer)
	}
	return c, Pass
}

// fits judges what needs no price.
func (q *Query) fits(p *market.Page, row *market.Row) Filter {
	prompt := q.Usage.Prompt()
	if prompt == 0 {
		prompt = q.Bound.Input
	}
	switch {
	case p.ValidUntil <= uint64(q.Now.UnixMilli()):
		return Expired
	case !row.Allows(q.Buyer):
		return Private
	case !slices.Contains(row.Dialects, q.Dialect):
		return Dialect
	case prompt >= row.Context:
		return Context
	}
	return Pass
}

// affords prices the call and judges what it may cost.
func (q *Query) affords(c *Candidate) Filter {
	var err error
	if c.Worst, err = c.Prices.WorstCost(c.Bound); err != nil {
		return Unpriced
	}
	c.Cost = c.Worst
	if q.Usage != (market.Usage{}) {
		if c.Cost, err = c.Prices.Cost(q.Usage); err != nil {
			return Unpriced
		}
	}
	if most := c.Offer.Page.Policy.MaxCall; !most.IsZero() && most.Less(c.Worst) {
		return MaxCall
	}
	if !q.Margin.Keeps(c.Prices) {
		return Margin
	}
	if q.Spendable == nil {
		return Pass
	}
	step := c.Bound
	if q.Step > 0 {
		step.Output = min(step.Output, q.Step)
	}
	if need, err := c.Prices.WorstCost(step); err != nil || q.Spendable[c.Offer.Seller()].Less(need) {
		return Funds
	}
	return Pass
}

func compareCandidates(a, b Candidate) int {
	if c := a.Cost.Cmp(b.Cost); c != 0 {
		return c
	}
	if c := a.since.Compare(b.since); c != 0 {
		return c
	}
	as, bs := a.Offer.Seller(), b.Offer.Seller()
	return as.Cmp(bs)
}
