package clearing

import (
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/market/money"
)

// AccountID names an account: "key:<id>" for an API key and all keys below it, "channel:<hex>" for a counterparty, "local" for the
// node's own seller, "operator" for calls without a key.
type AccountID string

// The accounts that are not named after something.
const (
	Operator AccountID = "operator"
	Local    AccountID = "local"
)

// KeyAccount is the account of an API key, or the operator's for the empty id.
func KeyAccount(key string) AccountID {
	if key == "" {
		return Operator
	}
	return AccountID("key:" + key)
}

// Account is two unsigned totals, what open calls hold on top, and a budget.
type Account struct {
	Debits      money.Amount `json:"debits"`
	Credits     money.Amount `json:"credits"`
	Held        money.Amount `json:"held"`
	Budget      Budget       `json:"budget"`
	PeriodStart uint64       `json:"periodStart,omitempty"` // unix ms of the budget's period at hand
	PeriodBase  money.Amount `json:"periodBase"`            // Spent when it began
}

// Hold is money set aside for one call, and what of it has been spent. What is reserved and not posted is held.
type Hold struct {
	Reserved money.Amount `json:"reserved,omitzero"`
	Posted   money.Amount `json:"posted,omitzero"`
	Final    bool         `json:"final,omitempty"` // posted or voided: nothing is held any more
}

// Open is what the hold still sets aside.
func (h Hold) Open() money.Amount {
	if h.Final {
		return money.Amount{}
	}
	return h.Reserved.SubFloor(h.Posted)
}

// What is wrong with a posting.
var (
	// ErrOverHold is returned for a posting above what is held for it.
	ErrOverHold = errors.New("posting is above its hold")
	// ErrFinal is returned for a posting that raises a hold that has ended.
	ErrFinal = errors.New("hold has ended")
)

// Spent is debits less credits: what has been spent in all.
func (a Account) Spent() money.Amount { return a.Debits.SubFloor(a.Credits) }

// At is the account in the budget's period of a time, unix ms. A clock that steps back stays in the later period.
func (a Account) At(now uint64) Account {
	if start := a.Budget.Period.Start(now); start > a.PeriodStart {
		a.PeriodStart, a.PeriodBase = start, a.Spent()
	}
	return a
}

// PeriodSpent is what has been spent since the period at hand began.
func (a Account) PeriodSpent() money.Amount { return a.Spent().SubFloor(a.PeriodBase) }

// Available is what a new hold may take; the greatest amount where there is no limit.
func (a Account) Available() money.Amount {
	if a.Budget.Unlimited {
		return money.FromBytes([16]byte{0: 0x7f})
	}
	return a.Budget.Limit.SubFloor(a.PeriodSpent().Add(a.Held))
}

// Place sets an amount aside at a time (unix ms); *InsufficientError says why it cannot.
func (a Account) Place(id AccountID, amount money.Amount, now uint64) (Account, Hold, error) {
	a = a.At(now)
	if err := a.fits(id, amount, now); err != nil {
		return a, Hold{}, err
	}
	h := Hold{Reserved: amount}
	return a.moved(Hold{}, h), h, nil
}

// Extend raises a hold by more.
func (a Account) Extend(id AccountID, h Hold, more money.Amount, now uint64) (Account, Hold, error) {
	a = a.At(now)
	if h.Final {
		return a, h, ErrFinal
	}
	is := h
	is.Reserved = h.Reserved.Max(h.Posted).Add(more)
	if err := a.fits(id, is.Open().Sub(h.Open()), now); err != nil {
		return a, h, err
	}
	return a.moved(h, is), is, nil
}

func (a Account) fits(id AccountID, amount money.Amount, now uint64) error {
	if a.Budget.Unlimited {
		return nil
	}
	spent := a.PeriodSpent()
	e := &InsufficientError{Account: id, Limit: a.Budget.Limit, Spent: spent, Held: a.Held, Want: amount, Period: a.Budget.Period, ResetAt: a.Budget.Period.Next(now)}
	switch taken, ok := spent.CheckedAdd(amount); {
	case a.Budget.Limit.Less(amount):
		e.Source = SourceCall
	case !ok || a.Budget.Limit.Less(taken):
		e.Source = SourceKey
	case a.Budget.Limit.Less(taken.Add(a.Held)):
		e.Source = SourceInFlight
	default:
		return nil
	}
	return e
}

// Post sets what a hold has come to: the change is debited, or credited when it falls. final voids the rest of the hold. A hold that has
// ended can only be corrected downward.
func (a Account) Post(h Hold, total money.Amount, final bool, now uint64) (Account, Hold, error) {
	switch {
	case h.Final && h.Posted.Less(total):
		return a, h, fmt.Errorf("post %s picos to a hold that ended at %s: %w", total, h.Posted, ErrFinal)
	case !h.Final && h.Reserved.Max(h.Posted).Less(total):
		return a, h, fmt.Errorf("post %s picos of %s held: %w", total, h.Reserved, ErrOverHold)
	}
	is := h
	is.Posted, is.Final = total, h.Final || final
	return a.At(now).moved(h, is), is, nil
}

// Void ends a hold at what has been posted. It is safe to repeat.
func (a Account) Void(h Hold) (Account, Hold) {
	is := h
	is.Final = true
	return a.moved(h, is), is
}

// moved replaces one hold's part of the account.
func (a Account) moved(was, is Hold) Account {
	a.Held = a.Held.Add(is.Open()).Sub(was.Open())
	if up, ok := is.Posted.CheckedSub(was.Posted); ok {
		a.Debits = a.Debits.Add(up)
	} else {
		a.Credits = a.Credits.Add(was.Posted.Sub(is.Posted))
	}
	return a
}
