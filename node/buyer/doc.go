// Package buyer is one call seen by the payer: it chooses a seller, holds the money, sends the call, recounts what comes
// back, posts what it cost and signs the voucher that pays for it.
//
// It signs only its own arithmetic. It knows neither the store nor sockets, except through the interfaces that it declares.
// Run owns every goroutine: one per channel, and one per answer whose application has left.
package buyer
