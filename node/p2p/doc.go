// Package p2p carries wire frames between nodes over libp2p: identity, discovery, gossip of price pages, pooled streams,
// and the limits that keep a peer from taking more than its share. It knows packages wire and channel's frames and nothing
// of prices, accounts or stores: what a frame means is for the handlers that its user passes in.
//
// A Host listens from New on. Run does its long-lived work and closes it; Close ends every goroutine that a Host started.
package p2p
