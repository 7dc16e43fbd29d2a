// Package watch is a watchtower: it knows vouchers and the chain, and claims what a payee is owed when a payer starts to leave. It
// holds no key of a node's and no store; what it needs is in the channels file, whose form it defines.
//
// The channels file is what must not be lost of a node's channels, small and always current: their parameters, the highest voucher
// signed or held on each, and the sums that belong to it. A node writes it, a restore and a watchtower read it.
package watch
