package settle

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// Store keeps what settle must not forget. Every verb is durable when it returns; an error of a writing verb ends the Driver.
type Store interface {
	// Channels are all channels of this node that have not been forgotten, in both roles. It is asked at every block.
	Channels(ctx context.Context) ([]Tracked, error)
	FactStore
	Journal
}

// FactStore takes what the chain says.
type FactStore interface {
	// Cursor is the Head of the latest ApplyFacts; zero when there was none.
	Cursor(ctx context.Context) (Head, error)
	// ApplyFacts makes durable together: the channels' on-chain states, the events with the postings that follow from
	// them, and the cursor. It is idempotent.
	ApplyFacts(ctx context.Context, f Facts) error
}

// Journal keeps the transactions that may still be mined.
type Journal interface {
	// SaveIntent inserts an intent or replaces the one of its ID.
	SaveIntent(ctx context.Context, i Intent) error
	// Intents are all that are not Finished, in the order of their IDs.
	Intents(ctx context.Context) ([]Intent, error)
	// NextNonce is one more than the highest nonce of an account's intents, finished ones included; 0 where it has none.
	NextNonce(ctx context.Context, account common.Address) (uint64, error)
}

// Role is our side of a channel.
type Role uint8

const (
	Payer Role = 1
	Payee Role = 2
)

// Tracked is a channel of this node's with what is signed on it.
type Tracked struct {
	Channel channel.Channel
	Asset   money.Asset
	Role    Role
	OnChain channel.OnChain       // as last applied
	Highest channel.SignedVoucher // Payee: the highest voucher of the current epoch; zero when there is none
	Sum     money.Amount          // Payee: its own S, picos: a claim goes no further, so that prepaid money stays with the payer
	Since   uint64                // Payee: unix ms since when the voucher has been above what the chain has paid; 0: not known
}

// Facts are what the chain says up to a block that is final by the configured confirmations.
//
// What an epoch of a channel has paid in all is the greatest Total of its Claimed and Closed events: an absolute figure, so
// that an event seen twice changes nothing. Since is the cursor's block + 1, or where a fresh store begins. Where it is lower, the chain was
// reorganised or logs had been missing: the events are then the whole truth of all blocks from Since on, and an event
// applied before from such a block that is not among them (by Place) never happened.
type Facts struct {
	Head   Head
	Since  uint64
	Events []Event
	States map[common.Hash]channel.OnChain // what may be relied on: see Cautious
}

// IntentState is how far a transaction of ours has come. The numbers are stored.
type IntentState uint8

const (
	Signed    IntentState = 1 // its bytes are durable; it may have been sent
	Mined     IntentState = 2 // in a block that is not final yet
	Done      IntentState = 3 // in a final block
	Reverted  IntentState = 4 // in a final block, and refused
	Displaced IntentState = 5 // another transaction used its nonce: it can never be mined
	Cancelled IntentState = 6 // it had become pointless while it waited, and a transfer to ourselves used its nonce
)

var stateNames = [...]string{"", "signed", "mined", "done", "reverted", "displaced", "cancelled"}

func (s IntentState) String() string {
	if int(s) < len(stateNames) && s != 0 {
		return stateNames[s]
	}
	return fmt.Sprintf("state %d", uint8(s))
}

// Finished reports whether nothing can happen to the intent any more.
func (s IntentState) Finished() bool { return s >= Done }

// Intent is a transaction of ours, from its first signature on. Its nonce never changes. A replacement that pays more is one more
// version, and any of them may be the one that is mined: the same call, a claim with more legs after the old ones, or, where the
// action has become pointless, a transfer to ourselves.
type Intent struct {
	ID       uint64         `json:"id"` // unix microseconds of the first signature, or one more than the last
	From     common.Address `json:"from"`
	Purpose  string         `json:"purpose"` // the action in words
	Action   Action         `json:"action"`
	Call     Call           `json:"call"` // of the newest version; without its data, and the versions without their bytes, once it is finished
	Nonce    uint64         `json:"nonce"`
	Versions []Version      `json:"versions"` // oldest first; fees never fall
	State    IntentState    `json:"state"`
	Block    uint64         `json:"block,omitempty"` // where it was mined
	Tx       common.Hash    `json:"tx,omitzero"`     // the version that was mined
	Created  uint64         `json:"created"`         // unix ms
	Error    string         `json:"error,omitempty"` // in plain words

	sentAt  common.Hash // the newest block when it was last sent
	askedAt common.Hash // the newest block when it was last looked for
	missing time.Time   // since when its nonce has been used and it is nowhere
	passed  bool        // a node says that its nonce is used: it may be mined where others hide it, and holds up nothing more
}

// Version is one signed transaction under an intent's nonce.
type Version struct {
	SignedTx
	TipCap *big.Int `json:"tipCap"` // wei per gas
	FeeCap *big.Int `json:"feeCap"`
	At     uint64   `json:"at"`               // number of the newest block when it was signed
	Legs   int      `json:"legs,omitempty"`   // a claim: how many of the action's legs it carries
	Cancel bool     `json:"cancel,omitempty"` // it does nothing but use the nonce
}
