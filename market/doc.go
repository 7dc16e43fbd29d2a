// Package market says what is traded and at what price: the units of usage, tariffs, a seller's signed price page and
// its offers, quotes, calls and receipts, with their validation, hashing and rating.
//
// It is pure: values in, values out. It knows prices and never debts (package clearing), bytes on a wire (package wire)
// or vendors' fields (package dialect).
package market
