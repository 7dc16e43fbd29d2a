package dashboard

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// KeyView is a local API key with its budget's account. The key itself is not kept.
type KeyView struct {
	ID      string         `json:"id"`
	Name    string         `json:"name"`
	Hint    string         `json:"hint"` // its first characters, to recognise it by
	Parent  string         `json:"parent,omitempty"`
	Models  []market.Model `json:"models,omitempty"` // empty: all
	Budget  string         `json:"budget"`           // "20.00 USD/day", "unlimited"
	Spent   money.Amount   `json:"spent"`            // in the running period
	Held    money.Amount   `json:"held"`             // for calls in flight
	Left    money.Amount   `json:"left"`             // zero for unlimited too
	Resets  uint64         `json:"resets,omitempty"` // unix ms of the period's end
	RPM     uint32         `json:"rpm,omitempty"`    // 0: no limit
	Expires uint64         `json:"expires,omitempty"`
	Created uint64         `json:"created"`
	Status  string         `json:"status"` // "live", "expired", "revoked"
}

// KeyRequest asks for a key. Empty fields: what the parent may, or the node's default budget.
type KeyRequest struct {
	Name    string         `json:"name"`
	Parent  string         `json:"parent,omitempty"` // id or name
	Models  []market.Model `json:"models,omitempty"` // names, or "family/*"
	Budget  string         `json:"budget,omitempty"` // "20 USD/day"
	RPM     uint32         `json:"rpm,omitempty"`
	Expires uint64         `json:"expires,omitempty"` // unix ms
}

// NewKey is a key at the one moment at which it is shown.
type NewKey struct {
	KeyView
	Token string `json:"token"`
}

// PeerView is one peer of the node.
type PeerView struct {
	ID        string         `json:"id"`
	Address   common.Address `json:"address"`
	Connected bool           `json:"connected"`
	Blocked   bool           `json:"blocked"`
	Seller    bool           `json:"seller"`              // has live offers
	Transport string         `json:"transport,omitempty"` // "quic", "tcp", "relay"
	Inbound   bool           `json:"inbound"`
	Addr      string         `json:"addr,omitempty"` // of the connection
	LatencyMS uint32         `json:"latencyMs"`
	Since     uint64         `json:"since,omitempty"` // unix ms
}

// AddPeerRequest is a peer to dial and to remember.
type AddPeerRequest struct {
	Addr string `json:"addr"` // multiaddress with /p2p/PEER-ID
}

// BlockPeerRequest is a peer to refuse from now on, or to accept again.
type BlockPeerRequest struct {
	Peer    string `json:"peer"` // peer id or node address
	Unblock bool   `json:"unblock,omitempty"`
}
