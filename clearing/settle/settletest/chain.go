package settletest

import (
	"encoding/binary"
	"errors"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market/money"
)

var _ settle.Chain = (*Chain)(nil)

// ErrDown is what a Chain answers while it is Down.
var ErrDown = errors.New("connection refused")

// Chain is the clearing contract's rules in memory, with one asset and without signatures' mathematics: a voucher is
// genuine unless its signature's last byte, V, is Forged.
type Chain struct {
	mu     sync.Mutex             // guards all below
	blocks []block                // canonical, oldest first; the last is the head
	pool   []sentTx               // sent, not mined
	mined  map[common.Hash]uint64 // the block of every transaction, where that is still canonical
	fork   uint64                 // makes block hashes of different branches differ
	clock  func() uint64

	Down     bool          // no request is answered
	Deaf     bool          // sent transactions are forgotten
	MinFee   *big.Int      // FeeCap below it is not mined
	LoseLogs int           // how many requests for events are answered without any
	OutOfGas bool          // what is mined reverts
	GasMoney *big.Int      // of every account
	Sent     []common.Hash // every transaction handed over
}

// Forged is the V of a voucher's signature that this chain does not accept.
const Forged = 0xff

type block struct {
	head   settle.Head
	world  world
	events []settle.Event
	txs    []sentTx
	mined  map[common.Hash]settle.Receipt
}

// sentTx is a transaction as this chain encodes it.
type sentTx struct {
	From common.Address
	Tx   settle.Tx
	hash common.Hash
}

// NewChain starts at a genesis block. clock gives unix seconds for new blocks.
func NewChain(clock func() uint64) *Chain {
	c := &Chain{clock: clock, mined: map[common.Hash]uint64{}, MinFee: new(big.Int), GasMoney: new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil)}
	c.blocks = []block{{head: c.newHead(0), world: newWorld()}}
	return c
}

func (c *Chain) newHead(number uint64) settle.Head {
	var seed [24]byte
	binary.BigEndian.PutUint64(seed[:], number)
	binary.BigEndian.PutUint64(seed[8:], c.fork)
	return settle.Head{Number: number, Hash: crypto.Keccak256Hash(seed[:]), Time: c.clock()}
}

func (c *Chain) top() *block { return &c.blocks[len(c.blocks)-1] }

// Lock lets a test change the chain's public fields while a Driver uses it.
func (c *Chain) Lock(change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
}

// Mint gives tokens, in a block of its own.
func (c *Chain) Mint(to common.Address, amount money.Units) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.begin()
	w := c.top().world
	w.token[to] = w.token[to].Add(amount)
}

// Act mines an action of anybody's at once, without fees.
func (c *Chain) Act(from common.Address, a settle.Action) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.begin()
	b := c.top()
	return b.do(from, a, common.Hash{0xac, byte(b.head.Number)})
}

// Seal mines what is in the pool and pays enough.
func (c *Chain) Seal() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seal()
}

// Reorg replaces the newest blocks by one more empty ones. keep puts their transactions back into the pool.
func (c *Chain) Reorg(depth int, keep bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	cut := c.blocks[len(c.blocks)-depth:]
	c.blocks = slices.Clone(c.blocks[:len(c.blocks)-depth])
	c.fork++
	for range depth + 1 {
		c.begin()
	}
	if !keep {
		return
	}
	for _, b := range cut {
		c.pool = append(c.pool, b.txs...)
	}
}

// begin opens a block on top of the head.
func (c *Chain) begin() {
	old := c.top()
	c.blocks = append(c.blocks, block{head: c.newHead(old.head.Number + 1), world: old.world.clone(), mined: map[common.Hash]settle.Receipt{}})
}

func (c *Chain) seal() {
	c.begin()
	b := c.top()
	var left []sentTx
	for _, t := range c.pool {
		nonce := b.world.nonces[t.From]
		switch {
		case t.Tx.Nonce > nonce || t.Tx.Nonce == nonce && t.Tx.FeeCap.Cmp(c.MinFee) < 0:
			left = append(left, t)
		case t.Tx.Nonce == nonce:
			b.mine(t, c.OutOfGas)
			c.mined[t.hash] = b.head.Number
		}
	}
	c.pool = left
}

func (b *block) mine(t sentTx, outOfGas bool) {
	r := settle.Receipt{Block: b.head.Number, Hash: b.head.Hash, GasUsed: t.Tx.Gas / 2}
	if outOfGas {
		r.Reverted, r.GasUsed = true, t.Tx.Gas
	} else {
		r.Reverted = b.do(t.From, actionOf(t.Tx.Data), t.hash) != nil
	}
	b.world.nonces[t.From]++
	b.mined[t.hash] = r
	b.txs = append(b.txs, t)
}
