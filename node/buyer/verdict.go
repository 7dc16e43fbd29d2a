package buyer

import (
	"context"
	"time"

	"github.com/tolsey/tolsey/market/money"
)

// verdictTime is how long a call that has failed waits to hear what it is charged all the same.
const verdictTime = 2 * time.Second

// verdict is what an attempt comes to whose seller still has to say so, after the application was told that it has failed.
type verdict struct {
	awaited bool          // the seller is asked in the background
	most    money.Amount  // what it can come to
	done    chan struct{} // closed when cost is known
	cost    money.Amount
}

// fear is the most that an attempt can cost of which no last receipt is there: our own count. A seller that has the whole of a unary
// answer may ask for all of it.
func (l *leg) fear() money.Amount {
	if !l.req.Stream {
		if worst, err := l.prices.WorstCost(l.bound); err == nil {
			return worst
		}
	}
	cost, err := l.prices.Cost(l.own())
	if err != nil {
		return money.Amount{}
	}
	return cost
}

// charged is what an attempt costs, or, where that is not known by the end of ctx, what it can cost.
func (l *leg) charged(ctx context.Context) money.Amount {
	select {
	case <-l.verdict.done:
		return l.verdict.cost
	default:
	}
	select {
	case <-l.verdict.done:
		return l.verdict.cost
	case <-ctx.Done():
		return l.verdict.most
	}
}

// hear puts into an order's notes what its attempts are charged, and waits a little for those that are still asked about.
func (o *order) hear(ctx context.Context) (sum money.Amount) {
	ctx, cancel := context.WithTimeout(ctx, verdictTime)
	defer cancel()
	for _, l := range o.awaited {
		cost := l.charged(ctx)
		for i := range o.notes {
			if o.notes[i].Seller == l.peer {
				o.notes[i].Cost = cost
			}
		}
	}
	for _, n := range o.notes {
		sum = sum.Add(n.Cost)
	}
	return sum
}
