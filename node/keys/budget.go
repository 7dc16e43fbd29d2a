package keys

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/market/money"
)

// DefaultBudget is what a key may spend whose creator names no budget: a stolen key is worth no more than a day of it.
var DefaultBudget = clearing.Budget{Limit: money.Coins(10), Period: clearing.Day}

// ErrBudget is returned for a text that is no budget; its message shows one.
var ErrBudget = errors.New("not a budget")

const unlimited = "unlimited"

// The periods that a budget may name; without one it is a total.
var periods = []clearing.Period{clearing.Hour, clearing.Day, clearing.Week, clearing.Month}

// ParseBudget reads a budget as people write it: "20 USD/day", "$5 per hour", "100 USD" in total, "unlimited".
func ParseBudget(s string) (clearing.Budget, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	if text == unlimited {
		return clearing.Budget{Unlimited: true}, nil
	}
	sum, per, divided := strings.Cut(strings.Replace(text, " per ", "/", 1), "/")
	b := clearing.Budget{Period: clearing.Total}
	if divided {
		i := slices.IndexFunc(periods, func(p clearing.Period) bool { return p.String() == strings.TrimSpace(per) })
		if i < 0 {
			return clearing.Budget{}, fmt.Errorf("%w: %q has no known period; write '20 USD/day' (hour, day, week, month), or '20 USD' in total", ErrBudget, s)
		}
		b.Period = periods[i]
	}
	var err error
	if b.Limit, err = money.ParseUSD(strings.TrimSpace(sum)); err != nil {
		return clearing.Budget{}, fmt.Errorf("%w: %w; write '20 USD/day'", ErrBudget, err)
	}
	return b, checkBudget(b)
}

func checkBudget(b clearing.Budget) error {
	switch {
	case b.Unlimited && !b.Limit.IsZero():
		return fmt.Errorf("%w: unlimited and %s at once", ErrBudget, b.Limit.Dollars())
	case !b.Unlimited && b.Limit.IsZero():
		return fmt.Errorf("%w: budget 0 buys nothing; write '20 USD/day', or revoke the key", ErrBudget)
	case b.Period != clearing.Total && !slices.Contains(periods, b.Period):
		return fmt.Errorf("%w: unknown %s", ErrBudget, b.Period)
	}
	return nil
}

// FormatBudget writes the form that ParseBudget reads.
func FormatBudget(b clearing.Budget) string {
	if b.Unlimited {
		return unlimited
	}
	sum := strings.TrimPrefix(b.Limit.Dollars(), "$") + " USD"
	if b.Period == clearing.Total {
		return sum
	}
	return sum + "/" + b.Period.String()
}
