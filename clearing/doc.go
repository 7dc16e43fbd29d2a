// Package clearing says who owes whom: accounts and postings in double entry, two-phase holds, limits and exposure.
//
// It is pure and knows neither sockets nor storage nor the chain. Channels and vouchers are in package channel, keys in
// wallet, the decision to go on chain in settle.
package clearing
