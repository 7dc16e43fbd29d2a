package vendor

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// The rule of the prefix cache, as the package comment publishes it.
const (
	cacheBlock  = 128  // tokens
	cacheMin    = 1024 // least cached tokens
	cacheTTL    = 10 * time.Minute
	cacheBlocks = 1 << 18 // most blocks a vendor remembers, 32M tokens; the longest unused go first
)

type blockKey [32]byte

// prefixCache remembers which leading blocks prompts had.
type prefixCache struct {
	blocksMu sync.Mutex
	blocks   *simplelru.LRU[blockKey, time.Time] // when a block was last used
}

func newPrefixCache() *prefixCache {
	blocks, err := simplelru.NewLRU[blockKey, time.Time](cacheBlocks, nil)
	if err != nil {
		panic("developer error: " + err.Error()) // only for a size of zero
	}
	return &prefixCache{blocks: blocks}
}

// use returns how many leading tokens of a prompt the cache holds at a time, and remembers the prompt.
func (c *prefixCache) use(account, model string, prompt []uint32, at time.Time) int64 {
	keys := blockKeys(account, model, prompt)
	c.blocksMu.Lock()
	defer c.blocksMu.Unlock()
	hit, running := 0, true
	for _, k := range keys {
		last, ok := c.blocks.Get(k)
		running = running && ok && at.Sub(last) < cacheTTL
		if running {
			hit++
		}
		c.blocks.Add(k, at)
	}
	if cached := hit * cacheBlock; cached >= cacheMin {
		return int64(cached)
	}
	return 0
}

// blockKeys names each whole block by all that stands before its end, in one chain of digests.
func blockKeys(account, model string, prompt []uint32) []blockKey {
	if len(prompt) < cacheMin {
		return nil
	}
	keys := make([]blockKey, 0, len(prompt)/cacheBlock)
	last := blockKey(sha256.Sum256([]byte(account + "\x00" + model)))
	buf := make([]byte, 0, len(last)+4*cacheBlock)
	for ; len(prompt) >= cacheBlock; prompt = prompt[cacheBlock:] {
		buf = append(buf[:0], last[:]...)
		for _, id := range prompt[:cacheBlock] {
			buf = binary.LittleEndian.AppendUint32(buf, id)
		}
		last = sha256.Sum256(buf)
		keys = append(keys, last)
	}
	return keys
}
