// Package testnet brings a whole market up in one process: a chain with the clearing contract and a test stablecoin, fake
// vendors, three sellers, a distributor and a buyer, which are the nodes of package node through the same constructor.
//
// It owns every process-wide thing that it starts, and it breaks things only where it is asked to.
package testnet
