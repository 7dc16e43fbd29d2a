// Package contracts is the on-chain half seen from Go: the clearing contract's sources and tests, its bindings, and a
// Client that reads it, builds and sends its transactions, and turns its events and errors into values of clearing/settle.
//
// It names ABI methods and nothing else does. It decides nothing: when a transaction is worth its gas is clearing/settle's
// business, and it holds no key.
package contracts
