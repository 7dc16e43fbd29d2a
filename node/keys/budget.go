package keys

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tolsey/tolsey/market/money"
)

// Period is how often a budget starts anew, in UTC. Numbers are stored and never reused.
type Period uint8

// The periods of a budget.
const (
	Total Period = 0 // never
	Hour  Period = 1
	Day   Period = 2
	Week  Period = 3 // from Monday
	Month Period = 4
)

var periodNames = [...]string{"total", "hour", "day", "week", "month"}

func (p Period) String() string {
	if int(p) < len(periodNames) {
		return periodNames[p]
	}
	return fmt.Sprintf("period%d", uint8(p))
}

// Budget is what a key may spend in a period, the keys below it included.
type Budget struct {
	Limit     money.Amount // picos per period
	Period    Period
	Unlimited bool // no limit of its own; its parents' hold
}

// DefaultBudget is what a key may spend whose creator names no budget: a stolen key is worth no more than a day of it.
var DefaultBudget = Budget{Limit: money.Coins(10), Period: Day}

// ErrBudget is returned for a text that is no budget; its message shows one.
var ErrBudget = errors.New("not a budget")

const unlimited = "unlimited"

// ParseBudget reads a budget as people write it: "20 USD/day", "$5 per hour", "100 USD" in total, "unlimited".
func ParseBudget(s string) (Budget, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	if text == unlimited {
		return Budget{Unlimited: true}, nil
	}
	sum, per, divided := strings.Cut(strings.Replace(text, " per ", "/", 1), "/")
	b := Budget{}
	if divided {
		i := slices.Index(periodNames[:], strings.TrimSpace(per))
		if i < 0 {
			return Budget{}, fmt.Errorf("%w: %q has no known period; write '20 USD/day' (hour, day, week, month), or '20 USD' in total", ErrBudget, s)
		}
		b.Period = Period(i)
	}
	limit, err := money.ParseUSD(sum)
	if err != nil {
		return Budget{}, fmt.Errorf("%w: %w; write '20 USD/day'", ErrBudget, err)
	}
	b.Limit = limit
	return b, b.validate()
}

func (b Budget) validate() error {
	switch {
	case b.Unlimited && !b.Limit.IsZero():
		return fmt.Errorf("%w: unlimited and %s at once", ErrBudget, b.Limit.Dollars())
	case !b.Unlimited && b.Limit.IsZero():
		return fmt.Errorf("%w: budget 0 buys nothing; write '20 USD/day', or revoke the key", ErrBudget)
	case int(b.Period) >= len(periodNames):
		return fmt.Errorf("%w: unknown %s", ErrBudget, b.Period)
	}
	return nil
}

// String is the form that ParseBudget reads.
func (b Budget) String() string {
	if b.Unlimited {
		return unlimited
	}
	sum := strings.TrimPrefix(b.Limit.Dollars(), "$") + " USD"
	if b.Period == Total {
		return sum
	}
	return sum + "/" + b.Period.String()
}
