package meter_test

import (
	"sync"

	"github.com/dlclark/regexp2/v2"
	"github.com/tiktoken-go/tokenizer"
)

// published is o200k_base's pattern. It is compiled here and run by a matcher that knows nothing of it: the one that the library generated
// from it passes over DEL characters and cuts "\n \n" in two.
var published = regexp2.MustCompile(`(?:[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?`+
	`|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?`+
	`|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)`, regexp2.None)

var vocabulary = sync.OnceValue(func() map[string]int {
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		panic(err)
	}
	out := map[string]int{}
	for id := range uint(199_998) {
		token, err := codec.Decode([]uint{id})
		if err != nil {
			panic(err)
		}
		out[token] = int(id)
	}
	return out
})

// reference counts a text as the algorithm is told: cut by the pattern, then merge the lowest pair until none is left.
func reference(text string) (n uint64) {
	m, err := published.FindStringMatch(text)
	for ; m != nil && err == nil; m, err = published.FindNextMatch(m) {
		n += merged(m.String())
	}
	if err != nil {
		panic(err)
	}
	return n
}

func merged(piece string) uint64 {
	ranks := vocabulary()
	if _, ok := ranks[piece]; ok {
		return 1
	}
	parts := make([]string, len(piece))
	for i := range len(piece) {
		parts[i] = piece[i : i+1]
	}
	for {
		low, at := len(ranks), -1
		for i := range len(parts) - 1 {
			if r, ok := ranks[parts[i]+parts[i+1]]; ok && r < low {
				low, at = r, i
			}
		}
		if at < 0 {
			return uint64(len(parts))
		}
		parts[at] += parts[at+1]
		parts = append(parts[:at+1], parts[at+2:]...)
	}
}
