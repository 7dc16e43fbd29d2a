// Package wallet keeps private keys: it creates, imports and opens key files (web3 keystore version 3) and signs.
//
// It signs typed values only, never a digest that somebody hands it, and only for the chain that the key was opened for. It
// knows neither sockets nor balances, it prints no key and no password, and a key file is written once, whole or not at all.
package wallet
