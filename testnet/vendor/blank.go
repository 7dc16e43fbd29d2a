package vendor

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"unicode"

	"github.com/dlclark/regexp2/v2"
	"github.com/tiktoken-go/tokenizer"
)

// The matcher that the library generated from the published pattern of o200k_base cuts a blank line that holds spaces ("\n \n") in
// two. Texts with such lines are cut here, by the pattern as it is published, and their white space is merged by rank.
var published = regexp2.MustCompile(`(?:[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?`+
	`|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?`+
	`|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)`, regexp2.None)

// vocabularySize is how many tokens o200k_base has that are no special ones.
const vocabularySize = 199_998

// ranks are the tokens by text, made when the first such text comes.
var ranks = sync.OnceValues(func() (map[string]uint32, error) {
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		return nil, err
	}
	out := make(map[string]uint32, vocabularySize)
	for id := range uint(vocabularySize) {
		token, err := codec.Decode([]uint{id})
		if err != nil {
			return nil, err
		}
		out[token] = uint32(id)
	}
	return out, nil
})

// hasBlank reports whether s has a line of white space only, which is not empty.
func hasBlank(s string) bool {
	newline, space := false, false
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r':
			if newline && space {
				return true
			}
			newline, space = true, false
		case unicode.IsSpace(r):
			space = true
		default:
			newline, space = false, false
		}
	}
	return false
}

// cut encodes a text that has blank lines.
func (c *counter) cut(s string) (ids []uint32, parts []string) {
	m, err := published.FindStringMatch(s)
	for ; m != nil && err == nil; m, err = published.FindNextMatch(m) {
		piece := m.String()
		if strings.TrimSpace(piece) != "" {
			i, p := c.library(piece)
			ids, parts = append(ids, i...), append(parts, p...)
			continue
		}
		for _, p := range mergeSpace(piece) {
			ids, parts = append(ids, p.id), append(parts, p.text)
		}
	}
	if err != nil {
		panic(fmt.Sprintf("developer error: the published pattern does not run: %v", err))
	}
	return ids, parts
}

type token struct {
	id   uint32
	text string
}

// mergeSpace joins neighbours, the lowest rank first, until no pair is a token.
func mergeSpace(piece string) []token {
	table, err := ranks()
	if err != nil {
		panic(fmt.Sprintf("developer error: the vocabulary does not load: %v", err))
	}
	parts := make([]string, len(piece))
	for i := range len(piece) {
		parts[i] = piece[i : i+1]
	}
	for {
		best, at := uint32(math.MaxUint32), -1
		for i := range len(parts) - 1 {
			if r, ok := table[parts[i]+parts[i+1]]; ok && r < best {
				best, at = r, i
			}
		}
		if at < 0 {
			break
		}
		parts[at] += parts[at+1]
		parts = append(parts[:at+1], parts[at+2:]...)
	}
	out := make([]token, len(parts))
	for i, p := range parts {
		out[i] = token{table[p], p}
	}
	return out
}
