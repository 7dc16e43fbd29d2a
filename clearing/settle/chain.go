package settle

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// Chain is the clearing contract on one chain, seen through one or more nodes of that chain.
type Chain interface {
	Reader
	Sender
	// Encode turns an action into the call that performs it. Pure.
	Encode(Action) (Call, error)
}

// Reader reads facts. What it returns is true of the block it is asked about, and of no other.
type Reader interface {
	// Head is the newest block that may be relied on to be there.
	Head(ctx context.Context) (Head, error)
	// Look is what each node shows of channels after its own newest block, in the order asked. It fails when none answers.
	Look(ctx context.Context, ids []common.Hash) (Look, error)
	// HeadAt is the canonical block of a height that Head has reached.
	HeadAt(ctx context.Context, number uint64) (Head, error)
	// States are the channels' states after a block, in the order asked.
	States(ctx context.Context, at Head, ids []common.Hash) ([]channel.OnChain, error)
	// Events are what concerns the filter's channels and owners in canonical blocks, oldest first.
	Events(ctx context.Context, f Filter) ([]Event, error)
	// Account is what an owner can spend at the newest block.
	Account(ctx context.Context, owner common.Address) (Account, error)
}

// Sender carries transactions.
type Sender interface {
	// Nonces is the number of the account's transactions in the chain up to a block; the zero Head is each node's newest.
	Nonces(ctx context.Context, account common.Address, at Head) (Nonces, error)
	Fees(ctx context.Context) (Fees, error)
	// Simulate runs a call on top of the newest block and returns the contract's refusal in plain words, if any.
	Simulate(ctx context.Context, from common.Address, c Call) error
	// Send hands signed bytes to the chain's nodes. Sending what they already have is no error.
	Send(ctx context.Context, raw []byte) error
	// Receipt finds a mined transaction; false while there is none.
	Receipt(ctx context.Context, tx common.Hash) (Receipt, bool, error)
}

// Signer signs the transactions of one account. It is shown the whole transaction, so that it can refuse.
type Signer interface {
	Address() common.Address
	SignTx(Tx) (SignedTx, error)
}

// Head names a block.
type Head struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
	Time   uint64      `json:"time"` // unix seconds; the contract's clock
}

// Look is what the chain's nodes show just now, each for itself: the least of it is relied on, and what is urgent is done
// when any of them shows it.
type Look struct {
	Reached Head // the newest block that enough nodes have reached to be asked what is final
	Sights  []Sight
}

// Sight is one node's newest block and the channels' states after it.
type Sight struct {
	Head   Head
	States []channel.OnChain
}

// Filter names the blocks, both ends included, and whom their events must concern.
type Filter struct {
	From, To uint64
	Channels []common.Hash
	Owners   []common.Address // as payer, payee, or either side of a ledger movement
}

// Account is an owner's money outside channels.
type Account struct {
	Free      money.Units // in the contract's ledger
	Token     money.Units // in the owner's own wallet
	Allowance money.Units // what the contract may pull of Token; capped at the greatest Units
	Gas       *big.Int    // native coin, wei
}

// Fees is what the next block asks for, wei per gas.
type Fees struct {
	Base *big.Int // burned
	Tip  *big.Int // suggested for inclusion soon
}

// Nonces is how many transactions of an account are in the chain, as its nodes say: the least and the most where they disagree, the same
// twice where enough of them agree.
type Nonces struct{ Least, Most uint64 }

// atLeast is the number to go on from, of which it is known that ours have reached floor: a node that says less lies or lags, and one
// that says more than all others is not followed, for a number too high is never mined.
func (n Nonces) atLeast(floor uint64) uint64 { return max(n.Least, min(floor, n.Most)) }

// Call is what a transaction does.
type Call struct {
	To   common.Address `json:"to"`
	Data []byte         `json:"data"`
	Gas  uint64         `json:"gas"` // limit, from a formula: an estimate on a lagging node is too low
}

// Tx is an EIP-1559 transaction without value.
type Tx struct {
	ChainID uint64
	Nonce   uint64
	Call
	TipCap, FeeCap *big.Int // wei per gas
}

// SignedTx is the bytes to send, and their name.
type SignedTx struct {
	Raw  []byte      `json:"raw"`
	Hash common.Hash `json:"hash"`
}

// Receipt is where a transaction was mined and whether it succeeded.
type Receipt struct {
	Block    uint64
	Hash     common.Hash // of the block
	Reverted bool
	GasUsed  uint64
}
