package meter

import (
	"crypto/sha256"
	"sync"
	"unicode/utf8"

	"github.com/hashicorp/golang-lru/v2"
	"github.com/tiktoken-go/tokenizer"
)

// o200k counts by OpenAI's o200k_base. The vocabulary is the library's; cutting and merging are done here, since every byte that passes a
// node is counted and the library's matcher takes fifteen times as long.
type o200k struct {
	classes *classes
	ranks   map[string]uint32
	long    *lru.Cache[[sha256.Size]byte, uint64]
}

// Texts of agents' contexts come again with every turn, and one process may bound, count and check the same text: the counts of all
// but the shortest are kept.
const (
	longText  = 128 // bytes
	longTexts = 16 << 10
)

// vocabulary is how many tokens o200k_base has, special ones aside.
const vocabulary = 199_998

var encoding = sync.OnceValue(func() *o200k {
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		panic("developer error: o200k_base is built in: " + err.Error())
	}
	t := &o200k{classes: classTable(), ranks: make(map[string]uint32, vocabulary)}
	id := make([]uint, 1)
	for id[0] = range uint(vocabulary) {
		token, err := codec.Decode(id)
		if err != nil {
			panic("developer error: o200k_base has a gap: " + err.Error())
		}
		t.ranks[token] = uint32(id[0])
	}
	if t.long, err = lru.New[[sha256.Size]byte, uint64](longTexts); err != nil {
		panic("developer error: " + err.Error())
	}
	return t
})

// Load makes the tokenizer ready, which takes some 50 ms; without it the first count does.
func Load() { encoding() }

// count is the number of tokens of a text.
func count(text []byte) uint64 { return encoding().count(text) }

func (t *o200k) count(text []byte) uint64 {
	if len(text) < longText {
		return t.whole(text)
	}
	key := sha256.Sum256(text)
	if n, ok := t.long.Get(key); ok {
		return n
	}
	n := t.whole(text)
	t.long.Add(key, n)
	return n
}

// whole counts a text from its first to its last byte.
func (t *o200k) whole(text []byte) uint64 {
	text = repaired(text)
	s := splitter{t: t.classes, b: text}
	n := uint64(0)
	for i := 0; i < len(text); {
		end := s.next(i)
		n += t.piece(text[i:end])
		i = end
	}
	return n
}

// repaired is a text in UTF-8: each byte that is none becomes U+FFFD.
func repaired(text []byte) []byte {
	if utf8.Valid(text) {
		return text
	}
	return []byte(string([]rune(string(text))))
}
