package meter

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// class is what a character is to the pattern that cuts a text before it is merged into tokens.
type class uint8

// The classes. A character of the classes both and mark may stand in a run of capitals and in a run of small letters.
const (
	ending  class = 0 // no character: the text is over
	capital class = 1 // Lu, Lt
	small   class = 2 // Ll
	both    class = 3 // Lm, Lo
	mark    class = 4 // M, which may also stand before a run
	number  class = 5 // N
	newline class = 6 // CR and LF
	blank   class = 7 // other white space
	other   class = 8
)

// runsUp and runsDown say which classes a run of capitals and a run of small letters take.
func (c class) runsUp() bool   { return c == capital || c == both || c == mark }
func (c class) runsDown() bool { return c == small || c == both || c == mark }

// leads reports whether one such character may stand before a word: neither a line break nor a letter nor a number.
func (c class) leads() bool { return c == blank || c == other || c == mark }

// classes holds the class of every character of the basic plane, and finds the others.
type classes struct {
	plane [1 << 16]class
}

var classTable = sync.OnceValue(func() *classes {
	t := new(classes)
	for r := range t.plane {
		t.plane[r] = classOf(rune(r))
	}
	return t
})

func (t *classes) of(r rune) class {
	if uint32(r) < uint32(len(t.plane)) {
		return t.plane[r]
	}
	return classOf(r)
}

func classOf(r rune) class {
	switch {
	case r == '\n' || r == '\r':
		return newline
	case unicode.IsSpace(r):
		return blank
	case unicode.In(r, unicode.Lu, unicode.Lt):
		return capital
	case unicode.Is(unicode.Ll, r):
		return small
	case unicode.In(r, unicode.Lm, unicode.Lo):
		return both
	case unicode.Is(unicode.M, r):
		return mark
	case unicode.Is(unicode.N, r):
		return number
	}
	return other
}

// at is the class of the character at i and its length in bytes; ending at the end. Bytes that are no UTF-8 are one U+FFFD each.
func (t *classes) at(b []byte, i int) (class, int) {
	if i >= len(b) {
		return ending, 0
	}
	if b[i] < utf8.RuneSelf {
		return t.plane[b[i]], 1
	}
	r, n := utf8.DecodeRune(b[i:])
	return t.of(r), n
}
