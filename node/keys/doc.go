// Package keys knows the local API keys: who may call, for which models, until when, and whose budgets a call counts against.
//
// Keys form a tree. A key passes on no more than it has: a child's models, budget, rate and expiry lie within its parent's, what
// it spends counts on every key above it, and revoking a key revokes all below it. Only the SHA-256 of a key is kept; the key
// itself is shown once, to its creator.
//
// It refuses to know balances: a budget is a limit here, and what is spent and held is the account "key:<id>" in the ledger,
// where one reservation checks it over all accounts of the key at once. It knows nothing of HTTP.
package keys
