// Package bindings is generated from contracts/src: ABI, bytecode, packing and unpacking of the clearing contract and the
// development networks' stablecoin. Only package contracts uses it.
package bindings

//go:generate go run ../gen
