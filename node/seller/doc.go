// Package seller is one call seen by the payee: it publishes price pages, admits calls against what is prepaid or within a
// buyer's limit, forwards them to an upstream, meters what passes and signs receipts.
//
// It trusts no parse of the buyer's and no number that it was sent. It knows neither the store nor sockets, except through
// the interfaces that it declares, and starts no goroutine that outlives the call it serves.
package seller
