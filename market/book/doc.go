// Package book holds the live offers of every model and ranks them for a call: filter, then the cheapest feasible first, the
// oldest first among equals.
//
// It knows pages whose signature somebody has verified, their sequence, validity and equivocations, and it says by which rule an
// offer was left out. It refuses to know who owes whom, what a peer is, how pages travel or how a seller has behaved: a caller
// hands what is spendable per seller, and its own verdicts, as plain values. It reads no clock and starts no goroutine.
package book
