package vendor

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/tiktoken-go/tokenizer"
)

// Texts of agents' contexts come again with every turn; the longer ones are encoded once.
const (
	memoMinBytes  = 512
	memoMaxTokens = 4 << 20 // 16 MiB
)

// counter encodes text as the vendors' tokenizer does.
type counter struct {
	codec tokenizer.Codec

	memoMu sync.Mutex
	memo   *simplelru.LRU[[32]byte, []uint32]
	held   int // tokens in memo
}

func newCounter() (*counter, error) {
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		return nil, fmt.Errorf("load tokenizer: %w", err)
	}
	c := &counter{codec: codec}
	// The bound is on tokens, kept by remember; the entry limit only has to be out of the way.
	c.memo, err = simplelru.NewLRU(memoMaxTokens, func(_ [32]byte, ids []uint32) { c.held -= len(ids) })
	return c, err
}

// legible is s as the tokenizer's library can read it: it drops the DEL character, which is a token of its own and never part of
// another. So is the character that stands in for it here.
func legible(s string) string { return strings.ReplaceAll(s, "\x7f", "\x02") }

// count is T(s).
func (c *counter) count(s string) int64 {
	if hasBlank(s) {
		ids, _ := c.cut(s)
		return int64(len(ids))
	}
	n, err := c.codec.Count(legible(s))
	if err != nil {
		panic(fmt.Sprintf("developer error: tokenizer refuses a text: %v", err)) // only its strict mode and match timeout do
	}
	return int64(n)
}

// tokens cuts s into its tokens.
func (c *counter) tokens(s string) (ids []uint32, parts []string) {
	if hasBlank(s) {
		return c.cut(s)
	}
	return c.library(s)
}

func (c *counter) library(s string) ([]uint32, []string) {
	wide, parts, err := c.codec.Encode(legible(s))
	if err != nil {
		panic(fmt.Sprintf("developer error: tokenizer refuses a text: %v", err))
	}
	ids := make([]uint32, len(wide))
	for i, id := range wide {
		ids[i] = uint32(id)
	}
	return ids, parts
}

// encode returns the token ids of s.
func (c *counter) encode(s string) []uint32 {
	if len(s) < memoMinBytes {
		ids, _ := c.tokens(s)
		return ids
	}
	key := sha256.Sum256([]byte(s))
	c.memoMu.Lock()
	ids, ok := c.memo.Get(key)
	c.memoMu.Unlock()
	if ok {
		return ids
	}
	ids, _ = c.tokens(s)
	c.remember(key, ids)
	return ids
}

func (c *counter) remember(key [32]byte, ids []uint32) {
	c.memoMu.Lock()
	defer c.memoMu.Unlock()
	if c.memo.Contains(key) {
		return
	}
	c.memo.Add(key, ids)
	c.held += len(ids)
	for c.held > memoMaxTokens && c.memo.Len() > 0 {
		c.memo.RemoveOldest()
	}
}

// pieces cuts s into its tokens, joining those that split a character, each with the tokens by which the count of the text so far grows.
func (c *counter) pieces(s string) []piece {
	_, parts := c.tokens(s)
	var out []piece
	var from, to int
	var counted int64
	for _, p := range parts {
		to += len(p)
		if !endsOnRune(s, to) {
			continue
		}
		n := c.count(s[:to])
		out = append(out, piece{s[from:to], n - counted})
		from, counted = to, n
	}
	return out
}

// endsOnRune reports whether position i of s does not split a character.
func endsOnRune(s string, i int) bool { return i >= len(s) || s[i]&0xC0 != 0x80 }
