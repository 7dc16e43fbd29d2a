// Package chain is the devnet's blockchain: go-ethereum with a simulated beacon, in this process, with real JSON-RPC over HTTP and
// WebSocket on one port, chain id 31337 and the accounts of the well-known test mnemonic.
//
// It seals and it tells the time; it deploys nothing and knows nothing of tolsey.
//
// # The chain's clock
//
// The clock is the wall clock, plus what IncreaseTime has added. A block is sealed at once when a transaction arrives while the head's
// time is at most MaxLead ahead of the clock: timestamps are whole seconds and must grow, so a burst of many blocks would run the chain
// ahead. Otherwise the transaction waits for the tick, once a second. The tick also seals an empty block when the head is EmptyAfter or
// more behind the clock, so that the head's time keeps moving: contract timers are read from it. A chain that was ahead of the wall
// clock when it stopped goes on from where it was.
//
// # What survives
//
// Every block is written with its state. A chain whose process is killed comes back with all but at most the last moments' blocks, and
// never with less than its genesis; transactions that no block has are gone. Right after a start, eth_getTransactionReceipt may answer
// that indexing is in progress: that means not yet, not an error.
//
// go-ethereum's logger is global to the process: Start points it at the given logger, warnings and errors only.
package chain
