package vendor

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is what one step of an answer adds, with the tokens by which the count of the text so far grows.
type piece struct {
	text   string
	tokens int64
}

// words are what answers are made of. Each is written with its leading space in mid-sentence and capitalised without one at a
// sentence's start. Some are not English, so that bytes, characters and tokens do not coincide.
var words = strings.Fields(`the a of to and in is that for with on as by an at from or be this which one all more price token model market
 seller buyer quote offer channel voucher receipt deposit margin spread window stream answer prompt cache prefix limit budget ledger
 account balance claim settle close open hold route retry error reason value number count unit time second minute hour day week
 small large early late cheap fair exact firm open live direct public private simple common final first last next best other same
 when where while since until before after over under between through because however therefore also only never always often
 makes takes gives keeps finds shows holds sends reads writes pays counts needs means turns brings leaves starts ends follows
 naïve café über façade señor 市场 价格 代币 договор цена ελληνικά 日本語 한국어 اللغة हिन्दी`)

// lexicon holds the words in the forms in which they stand, counted once.
type lexicon struct {
	mid   []piece // in mid-sentence, after a space
	head  []piece // at a sentence's start, after a space
	fresh []piece // at a paragraph's start
}

func newLexicon(count func(string) int64) *lexicon {
	var l lexicon
	for _, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		capital := string(unicode.ToUpper(r)) + w[size:]
		l.mid = append(l.mid, piece{" " + w, count(" " + w)})
		l.head = append(l.head, piece{" " + capital, count(" " + capital)})
		l.fresh = append(l.fresh, piece{capital, count(capital)})
	}
	return &l
}

// writer makes up text, a function of its seed.
type writer struct {
	lexicon *lexicon
	rng     *rand.Rand
	forms   []piece // what the next word is taken from
	length  int     // words in the sentence so far
	comma   bool    // the last piece is one
}

// newWriter seeds a writer with everything that its parts say.
func newWriter(l *lexicon, parts ...string) *writer {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", parts))
	rng := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(sum[:8]), binary.LittleEndian.Uint64(sum[8:16])))
	return &writer{lexicon: l, rng: rng, forms: l.fresh}
}

// next returns the next piece. Pieces meet only where the tokenizer splits anyway, so the count of a text is the sum of its pieces' counts.
func (w *writer) next() piece {
	switch {
	case w.comma: // a word comes next: two marks would be one token
	case w.length > 5 && w.rng.IntN(10) == 0:
		return w.stop()
	case w.length > 2 && w.rng.IntN(12) == 0:
		w.comma = true
		return piece{",", 1}
	}
	p := w.forms[w.rng.IntN(len(w.forms))]
	w.forms, w.comma = w.lexicon.mid, false
	w.length++
	return p
}

// stop ends a sentence, and now and then a paragraph.
func (w *writer) stop() piece {
	w.length = 0
	if w.rng.IntN(4) == 0 {
		w.forms = w.lexicon.fresh
		return piece{".\n\n", 1}
	}
	w.forms = w.lexicon.head
	return piece{".", 1}
}

// upTo returns pieces of at most n tokens together; it stops short of n only where the next word needs more than is left.
func (w *writer) upTo(n int64) []piece {
	var out []piece
	for {
		p := w.next()
		if p.tokens > n {
			return out
		}
		n -= p.tokens
		out = append(out, p)
	}
}

// natural is a length that an answer may have by itself: 24 to 400 tokens.
func (w *writer) natural() int64 { return 24 + w.rng.Int64N(377) }

// cutAt ends pieces before the first of some stop texts, and says which it is; "": none occurs.
func cutAt(pieces []piece, stops []string, count func(string) int64) (kept []piece, stop string) {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	text, at := b.String(), -1
	for _, s := range stops {
		if i := strings.Index(text, s); i >= 0 && (at < 0 || i < at) {
			at, stop = i, s
		}
	}
	if at < 0 {
		return pieces, ""
	}
	left, counted := at, int64(0)
	for _, p := range pieces {
		if len(p.text) > left {
			if left > 0 {
				// A piece cut in half has tokens of its own making: the last count is that of the whole text.
				kept = append(kept, piece{p.text[:left], count(text[:at]) - counted})
			}
			break
		}
		left, counted = left-len(p.text), counted+p.tokens
		kept = append(kept, p)
	}
	return kept, stop
}
