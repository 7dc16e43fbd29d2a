// Package node builds a node out of its rooms and runs it: it is the only place that knows the store, the contract's client and
// the network together, and it owns every long-lived goroutine.
//
// It decides nothing about prices, debts or frames; what it holds itself is only the wiring, the channel autopilot's hands and
// the views that the operator's dashboard asks for.
package node
