package settle

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// Kind says what an Event reports. The numbers are stored.
type Kind uint8

const (
	Deposited      Kind = 1 // a free balance rose by what arrived from outside
	Withdrawn      Kind = 2 // a free balance left
	Transferred    Kind = 3 // a free balance changed its owner
	Funded         Kind = 4 // free balance became a channel's deposit
	Claimed        Kind = 5 // a channel's deposit became the payee's free balance
	Skipped        Kind = 6 // a leg of a claim moved nothing
	CloseRequested Kind = 7
	CloseCancelled Kind = 8
	Closed         Kind = 9  // the rest of a deposit became the payer's free balance, the epoch ended
	Passed         Kind = 10 // a share of a claim on a pledged channel became deposit of the channel, its sink
	NonceSpent     Kind = 11 // a nonce of an owner's signatures was used or revoked
)

var kindNames = [...]string{"", "deposited", "withdrawn", "transferred", "funded", "claimed", "skipped", "close requested", "close cancelled", "closed", "passed", "nonce spent"}

func (k Kind) String() string {
	if int(k) < len(kindNames) && k != 0 {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// SkipReason says why a leg moved nothing. The numbers are the contract's.
type SkipReason uint8

const (
	NotOpen      SkipReason = 1
	WrongEpoch   SkipReason = 2
	NothingNew   SkipReason = 3
	BadSignature SkipReason = 4
	SinkFull     SkipReason = 5
)

var skipNames = [...]string{"", "channel holds no deposit", "voucher of another epoch", "nothing above what is claimed", "not signed by the channel's signer", "the share would overflow the sink's deposit"}

func (r SkipReason) String() string {
	if int(r) < len(skipNames) && r != 0 {
		return skipNames[r]
	}
	return fmt.Sprintf("reason %d", uint8(r))
}

// Event is one log of the clearing contract. Place is its identity: the same event read twice has the same one.
type Event struct {
	Kind    Kind  `json:"kind"`
	Place   Place `json:"place"`
	Removed bool  `json:"-"` // the log's block left the canonical chain

	Channel common.Hash      `json:"channel,omitzero"` // zero for ledger movements
	Epoch   uint32           `json:"epoch,omitempty"`
	Amount  money.Units      `json:"amount"`            // what moved: arrived, left, was funded, paid, refunded or passed
	Total   money.Units      `json:"total"`             // after it: the deposit (Funded, Passed), all that the epoch paid (Claimed, Closed)
	Memo    common.Hash      `json:"memo,omitzero"`     // Claimed; NonceSpent: the nonce
	CloseAt uint64           `json:"closeAt,omitempty"` // CloseRequested: unix seconds
	Reason  SkipReason       `json:"reason,omitempty"`  // Skipped
	Terms   *channel.Channel `json:"terms,omitempty"`   // Funded, where the channel opened
	From    common.Address   `json:"from,omitzero"`     // ledger movements
	To      common.Address   `json:"to,omitzero"`       // ledger movements
}

// Place is where in the chain an event happened.
type Place struct {
	Block     uint64      `json:"block"`
	BlockHash common.Hash `json:"blockHash"`
	Tx        common.Hash `json:"tx"`
	Log       uint        `json:"log"` // index in the block
}

// After is a channel's state after an event of that channel. A fold of all events from the first gives what the contract
// holds, which is how a gap in the logs is found.
func (e Event) After(s channel.OnChain) channel.OnChain {
	switch e.Kind {
	case Funded, Passed:
		s.Deposit, s.Epoch = e.Total, e.Epoch
	case Claimed:
		s.Claimed = e.Total
	case CloseRequested:
		s.CloseAt = e.CloseAt
	case CloseCancelled:
		s.CloseAt = 0
	case Closed:
		s = channel.OnChain{Epoch: e.Epoch + 1}
	}
	return s
}
