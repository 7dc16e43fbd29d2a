package wire

import "github.com/ethereum/go-ethereum/common"

// Known is the highest sequence number that the asker holds of a seller's family.
type Known struct {
	Seller common.Address
	Family string
	Seq    uint64
}

// PullAsk asks for the live pages of families; PageFrames and a PullEnd answer.
type PullAsk struct {
	Families []string // empty: all
	Known    []Known  // pages that are not newer are left out
}

// PageFrame is one signed page (see OpenPage).
type PageFrame []byte

// PullEnd ends the answer to a PullAsk.
type PullEnd struct{}

// PeersAsk asks for addresses of peers.
type PeersAsk struct {
	Want [][]byte // peer ids; empty: any that the answerer is connected to
}

// Peers answers PeersAsk with signed peer records: libp2p envelopes, which their owners signed.
type Peers struct{ Records [][]byte }
