// Package money is exact arithmetic for prices and debts: Amount (unsigned 128-bit picos, 10^-12 of one coin),
// Price (picos per unit), Asset and Units (base units of an asset on its chain).
//
// It knows integers, their parsing and their display. It refuses floats, negatives and any division inside the ledger:
// cost is count times price, and the only rounding is CeilTo, from picos to base units, applied to a cumulative amount.
// It knows nothing of tokens, models or who owes whom.
package money
