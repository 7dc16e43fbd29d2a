package vendor

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// The rule of the marked cache, as the package comment publishes it.
const (
	markedMin   = 1024 // least tokens of a prefix that is kept
	markedBack  = 20   // blocks before a mark that are searched for a kept prefix
	markedCount = 1 << 16
)

// kept is a prefix that a vendor keeps.
type kept struct {
	until time.Time
	ttl   time.Duration
}

// markedCache remembers the prefixes that callers asked to be kept.
type markedCache struct {
	keptMu sync.Mutex
	kept   *simplelru.LRU[blockKey, kept]
}

func newMarkedCache() *markedCache {
	m, err := simplelru.NewLRU[blockKey, kept](markedCount, nil)
	if err != nil {
		panic("developer error: " + err.Error()) // only for a size of zero
	}
	return &markedCache{kept: m}
}

// use returns how many tokens of a prompt are read from the cache and written to it at a time, and keeps what is marked.
func (c *markedCache) use(account, model string, p *ownPrompt, at time.Time) (read, write5m, write1h int64) {
	keys := prefixKeys(account, model, p)
	c.keptMu.Lock()
	defer c.keptMu.Unlock()
	for i, end := range p.ends {
		if end.mark == nil {
			continue
		}
		for j := i; j >= max(0, i-markedBack); j-- {
			k, ok := c.kept.Get(keys[j])
			if !ok || !at.Before(k.until) {
				continue
			}
			k.until = at.Add(k.ttl)
			c.kept.Add(keys[j], k)
			read = max(read, int64(p.ends[j].at))
			break
		}
	}
	done := read
	for i, end := range p.ends {
		if end.mark == nil || int64(end.at) <= done || end.at < markedMin {
			continue
		}
		ttl := 5 * time.Minute
		if end.mark.TTL == "1h" {
			ttl = time.Hour
			write1h += int64(end.at) - done
		} else {
			write5m += int64(end.at) - done
		}
		done = int64(end.at)
		c.kept.Add(keys[i], kept{at.Add(ttl), ttl})
	}
	return read, write5m, write1h
}

// prefixKeys names the prompt up to the end of each block, in one chain of digests.
func prefixKeys(account, model string, p *ownPrompt) []blockKey {
	keys := make([]blockKey, len(p.ends))
	last, from := blockKey(sha256.Sum256([]byte(account+"\x00"+model))), 0
	var buf []byte
	for i, end := range p.ends {
		buf = append(buf[:0], last[:]...)
		for _, id := range p.tokens[from:end.at] {
			buf = binary.LittleEndian.AppendUint32(buf, id)
		}
		last, from = sha256.Sum256(buf), end.at
		keys[i] = last
	}
	return keys
}
