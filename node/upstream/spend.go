package upstream

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tolsey/tolsey/market/money"
)

// ErrSpendLimit is returned when a call may bill more than the operator lets an upstream cost.
var ErrSpendLimit = errors.New("spend limit reached")

// SpendLimit bounds what an upstream may bill. Zero amounts bound nothing.
type SpendLimit struct {
	Day   money.Amount // UTC day
	Total money.Amount
}

// Spend keeps what an upstream has billed, and may still bill for the calls that run.
type Spend struct {
	limit SpendLimit

	spentMu sync.Mutex
	day     int64 // since the epoch
	today   money.Amount
	total   money.Amount
	open    money.Amount
}

// NewSpend starts from what is known to be billed at a time.
func NewSpend(limit SpendLimit, today, total money.Amount, now time.Time) *Spend {
	return &Spend{limit: limit, day: dayOf(now), today: today, total: total}
}

func dayOf(t time.Time) int64 { return t.Unix() / 86_400 }

// Take sets aside the worst case of a call and returns the func that books what it really cost, once.
func (s *Spend) Take(worst money.Amount, now time.Time) (book func(actual money.Amount), err error) {
	s.spentMu.Lock()
	defer s.spentMu.Unlock()
	s.turn(now)
	if over(s.limit.Day, s.today, s.open, worst) {
		return nil, fmt.Errorf("%w: %s today, %s in flight, %s a day at most", ErrSpendLimit, s.today.Dollars(), s.open.Dollars(), s.limit.Day.Dollars())
	}
	if over(s.limit.Total, s.total, s.open, worst) {
		return nil, fmt.Errorf("%w: %s in all, %s in flight, %s at most", ErrSpendLimit, s.total.Dollars(), s.open.Dollars(), s.limit.Total.Dollars())
	}
	s.open = s.open.Add(worst)
	var once sync.Once
	return func(actual money.Amount) { once.Do(func() { s.book(worst, actual) }) }, nil
}

func over(limit, spent, open, worst money.Amount) bool {
	return !limit.IsZero() && limit.Less(spent.Add(open).Add(worst))
}

// book moves a call from what may be billed to what is. It counts on the last day that was asked about.
func (s *Spend) book(worst, actual money.Amount) {
	s.spentMu.Lock()
	defer s.spentMu.Unlock()
	s.open = s.open.Sub(worst)
	s.today, s.total = s.today.Add(actual), s.total.Add(actual)
}

func (s *Spend) turn(now time.Time) {
	if d := dayOf(now); d != s.day {
		s.day, s.today = d, money.Amount{}
	}
}

// Spent is what is billed today and in all.
func (s *Spend) Spent(now time.Time) (today, total money.Amount) {
	s.spentMu.Lock()
	defer s.spentMu.Unlock()
	s.turn(now)
	return s.today, s.total
}

// exhausted reports whether a limit is reached by what is billed.
func (s *Spend) exhausted(now time.Time) bool {
	today, total := s.Spent(now)
	reached := func(limit, spent money.Amount) bool { return !limit.IsZero() && !spent.Less(limit) }
	return reached(s.limit.Day, today) || reached(s.limit.Total, total)
}
