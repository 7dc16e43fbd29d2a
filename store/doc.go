// Package store keeps what must survive a crash: accounts, holds, channels, calls, keys, the chain's facts. It is the only package
// that knows Badger. Its verbs are the domain's: each is one atomic step, documented with what becomes durable together, and returns
// after the disk has it. No transaction object leaves it.
//
// One writer goroutine runs all verbs that change something. It packs those that are waiting into one transaction with one fsync,
// which makes conflicts impossible and shares the cost of the disk. Hot rows (accounts, channels, open calls) are kept in memory; what
// is read there has been durable before it is seen. Open starts the writer, Close ends it.
//
// It computes no money: the arithmetic is in clearing and clearing/channel.
package store
