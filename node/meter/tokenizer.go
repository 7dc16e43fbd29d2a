package meter

import (
	"sync"

	"github.com/tiktoken-go/tokenizer"
)

var codec = sync.OnceValue(func() tokenizer.Codec {
	c, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		panic("developer error: o200k_base is built in: " + err.Error())
	}
	return c
})

// count is the number of o200k_base tokens of a text.
func count(text []byte) uint64 {
	n, err := codec().Count(string(text))
	if err != nil {
		panic("developer error: tokenizer refuses a text: " + err.Error())
	}
	return uint64(n)
}

// tail counts a growing text.
type tail struct {
	text []byte
	n    uint64
	done int
}

func (t *tail) add(p []byte) { t.text = append(t.text, p...) }

func (t *tail) count() uint64 {
	if t.done < len(t.text) {
		t.n, t.done = count(t.text), len(t.text)
	}
	return t.n
}
