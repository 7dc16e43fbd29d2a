package chain

import "fmt"

// replace forks off below the last depth blocks and seals until the new branch is the longer one.
func (c *Chain) replace(depth int, drop bool) error {
	bc := c.eth.BlockChain()
	parent := bc.GetHeaderByNumber(c.Height() - uint64(depth))
	if parent == nil {
		return fmt.Errorf("reorg of %d blocks: the block below them is not there", depth)
	}
	if err := c.beacon.Fork(parent.Hash()); err != nil {
		return fmt.Errorf("reorg of %d blocks: %w", depth, err)
	}
	// The pool takes back what fell out while it resets; it has to have done so before the first new block, which would seal it.
	if err := c.eth.TxPool().Sync(); err != nil {
		return fmt.Errorf("reorg of %d blocks: %w", depth, err)
	}
	if drop {
		c.beacon.Rollback()
	}
	for range depth + 1 {
		if !c.commit() {
			return fmt.Errorf("reorg of %d blocks: the new branch did not grow", depth)
		}
	}
	c.keepPace()
	return nil
}
