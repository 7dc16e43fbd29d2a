// Package dialect knows the wires that applications and vendors speak: how a request of one is read and patched, what an answer
// or a stream of events says, how its usage becomes a vector of disjoint counts, and how costs and errors are written into it.
//
// It is pure: bytes in, values and bytes out. It trusts nobody's bytes, neither an application's, a buyer's, a seller's nor a
// vendor's, and it re-encodes none: what must change is patched in place, everything else is forwarded as it came. It knows no
// prices, no tokenizer, and no vendor's address; which vendor counts in which way is told to it as a Semantics.
package dialect
