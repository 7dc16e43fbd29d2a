package clearing

import (
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/market/money"
)

// Posting moves an amount: it debits one account and credits another. The id makes it happen once.
type Posting struct {
	ID     string
	Debit  AccountID
	Credit AccountID
	Amount money.Amount
}

// ErrPosting is returned for a posting that is not one.
var ErrPosting = errors.New("posting is not valid")

// Ledger is double entry in memory: the model that stored accounts are checked against. Sums of debits and of credits are always equal.
type Ledger struct {
	accounts map[AccountID]Account
	posted   map[string]Posting
}

// NewLedger is a ledger without accounts; they come with their first posting.
func NewLedger() *Ledger {
	return &Ledger{accounts: map[AccountID]Account{}, posted: map[string]Posting{}}
}

// Post posts once: the same posting again is a no-op, another one under the same id is refused.
func (l *Ledger) Post(p Posting) error {
	if p.ID == "" || p.Debit == p.Credit || p.Debit == "" || p.Credit == "" {
		return fmt.Errorf("post %q: %w: it needs an id and two different accounts", p.ID, ErrPosting)
	}
	if before, done := l.posted[p.ID]; done {
		if before != p {
			return fmt.Errorf("post %q: %w: the id stands for another posting", p.ID, ErrPosting)
		}
		return nil
	}
	debit, credit := l.accounts[p.Debit], l.accounts[p.Credit]
	var ok1, ok2 bool
	debit.Debits, ok1 = debit.Debits.CheckedAdd(p.Amount)
	credit.Credits, ok2 = credit.Credits.CheckedAdd(p.Amount)
	if !ok1 || !ok2 {
		return fmt.Errorf("post %q: %w", p.ID, money.ErrRange)
	}
	l.accounts[p.Debit], l.accounts[p.Credit], l.posted[p.ID] = debit, credit, p
	return nil
}

// Account returns an account's totals.
func (l *Ledger) Account(id AccountID) Account { return l.accounts[id] }

// Position is what we owe and are owed by one counterparty.
type Position struct{ Owe, Owed money.Amount }

// Position nets an account: debits beyond credits are owed to us, credits beyond debits we owe.
func (l *Ledger) Position(id AccountID) Position {
	a := l.accounts[id]
	return Position{Owe: a.Credits.SubFloor(a.Debits), Owed: a.Debits.SubFloor(a.Credits)}
}

// Totals are the sums over all accounts; they are equal.
func (l *Ledger) Totals() (debits, credits money.Amount) {
	for _, a := range l.accounts {
		debits, credits = debits.Add(a.Debits), credits.Add(a.Credits)
	}
	return debits, credits
}
