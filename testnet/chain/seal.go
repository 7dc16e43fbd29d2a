package chain

import (
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
)

// The sealing rule; see the package comment.
const (
	MaxLead    = 5 * time.Second
	EmptyAfter = 2 * time.Second
	tick       = time.Second
)

// maxPending bounds how many blocks one verb seals to empty the pool.
const maxPending = 1000

// seal is the only goroutine that seals by itself; Close ends it.
func (c *Chain) seal() {
	defer c.sealing.Done()
	arrived := make(chan core.NewTxsEvent, 256)
	sub := c.eth.TxPool().SubscribeTransactions(arrived, true)
	defer sub.Unsubscribe()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		select {
		case <-c.stop:
			return
		case <-arrived:
			drain(arrived)
			c.onTransaction()
		case <-ticker.C:
			c.onTick()
		}
	}
}

// drain takes what else has arrived: one block seals it all.
func drain(arrived <-chan core.NewTxsEvent) {
	for {
		select {
		case <-arrived:
		default:
			return
		}
	}
}

func (c *Chain) onTransaction() {
	c.sealMu.Lock()
	defer c.sealMu.Unlock()
	for c.pending() && c.lead() <= MaxLead {
		if !c.commit() {
			return
		}
	}
}

func (c *Chain) onTick() {
	c.sealMu.Lock()
	defer c.sealMu.Unlock()
	if c.pending() {
		c.commit()
		return
	}
	if behind := -c.lead(); behind >= EmptyAfter {
		if err := c.empty(behind); err != nil {
			c.log.Warn("empty block is not sealed", "err", err)
		}
	}
}

// lead is how far the head is ahead of the chain's clock.
func (c *Chain) lead() time.Duration { return c.Head().Sub(time.Now().Add(c.offset)) }

// pending reports whether transactions wait. The pool learns of a new head in its own time, and until then shows what is sealed already.
func (c *Chain) pending() bool {
	if err := c.eth.TxPool().Sync(); err != nil {
		return false // the pool is closing
	}
	_, count := c.eth.TxPool().Pending(txpool.PendingFilter{})
	return count > 0
}

// commit seals the pool's transactions and reports whether the chain grew.
func (c *Chain) commit() bool {
	before := c.Height()
	c.beacon.Commit() // logs its own error
	c.sync()
	return c.Height() > before
}

// sync brings the blocks to disk: the database keeps its latest writes in memory until it has 32 KiB of them.
func (c *Chain) sync() {
	if err := c.eth.ChainDb().SyncKeyValue(); err != nil {
		c.log.Error("block is not on disk", "height", c.Height(), "err", err)
	}
}

// empty seals a block so far after the head, without transactions but those that arrive meanwhile.
func (c *Chain) empty(after time.Duration) error {
	if err := c.beacon.AdjustTime(after); err != nil {
		return fmt.Errorf("seal empty block: %w", err)
	}
	c.sync()
	return nil
}

// settlePool seals until no transaction waits.
func (c *Chain) settlePool() error {
	for range maxPending {
		if !c.pending() {
			return nil
		}
		if !c.commit() {
			break
		}
	}
	return errors.New("transactions are left in the pool that no block takes")
}

// Mine seals n blocks, the first with what waits in the pool.
func (c *Chain) Mine(n int) error {
	if n < 1 || n > maxPending {
		return fmt.Errorf("mine %d blocks: 1 to %d at a time", n, maxPending)
	}
	c.sealMu.Lock()
	defer c.sealMu.Unlock()
	if err := c.open(); err != nil {
		return err
	}
	for range n {
		if !c.commit() {
			return errors.New("mine: the chain did not grow")
		}
	}
	c.keepPace()
	return nil
}

// maxJump bounds one step of the clock: ten years.
const maxJump = 10 * 365 * 24 * time.Hour

// AdjustTime moves the chain's clock and head forward by whole seconds, after sealing what waits, and leaves the clock running from there.
func (c *Chain) AdjustTime(by time.Duration) error {
	if by < time.Second || by > maxJump || by%time.Second != 0 {
		return fmt.Errorf("adjust time by %s: whole seconds, from 1 s to %s", by, maxJump)
	}
	c.sealMu.Lock()
	defer c.sealMu.Unlock()
	if err := c.open(); err != nil {
		return err
	}
	// A transaction may slip in between the check and the seal, so the pair is tried again.
	var err error
	for range 10 {
		if err = c.settlePool(); err != nil {
			break
		}
		if err = c.empty(by); err == nil {
			c.keepPace()
			return nil
		}
	}
	return fmt.Errorf("adjust time by %s: %w", by, err)
}

// keepPace lets the clock go on from a head that a verb has put ahead of it.
func (c *Chain) keepPace() {
	if lead := c.lead(); lead > 0 {
		c.offset += lead
	}
}

// Reorg replaces the last depth blocks by a branch of depth + 1. Transactions of the blocks that fall out are sealed again at its
// beginning, or are forgotten when drop is set, and the branch is empty.
func (c *Chain) Reorg(depth int, drop bool) error {
	c.sealMu.Lock()
	defer c.sealMu.Unlock()
	if err := c.open(); err != nil {
		return err
	}
	if depth < 1 || uint64(depth) >= c.Height() {
		return fmt.Errorf("reorg of %d blocks: 1 to %d on this chain", depth, c.Height()-1)
	}
	if err := c.settlePool(); err != nil {
		return fmt.Errorf("reorg: %w", err)
	}
	return c.replace(depth, drop)
}
