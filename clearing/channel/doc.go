// Package channel is the one-way escrow between a payer and a payee: the channel's parameters, vouchers and their memo,
// closes, and both sides' state machines, as PROTOCOL.md sections 1 to 3 define them.
//
// It is pure. It compares cumulative amounts and verifies signatures; it signs nothing (a Signer of the caller's does),
// stores nothing and knows neither sockets nor the chain's client.
package channel
