// Package sim plays a whole market in one process and in virtual time: buyers, sellers, a distributor and a watchtower, each with the
// rooms that its node has, on disks that crash, over lines that break, on a chain that reorganises behind nodes that lie, among cheats.
// It holds them to a model of plain sums after every step, and at the end to the last base unit.
//
// Dice, keys and ids hang on a seed, the order of goroutines does not: a seed played again is the same kind of market, not the same steps
// to the bit. It knows the rooms of a node and no sockets, no HTTP and no EVM.
package sim
