package meter

import "unicode/utf8"

// tail counts a text that grows. Byte pair encoding does not add up over pieces cut anywhere, so the end of the text, as far as what
// follows may still change it, is counted anew each time it is asked for.
type tail struct {
	text    []byte // not settled
	settled uint64 // tokens of the text before it
	counted int    // length of text when last was counted
	last    uint64 // its tokens
}

func (t *tail) add(p []byte) { t.text = append(t.text, p...) }

// settleFrom is from how many bytes on the tail is looked through for pieces that are settled.
const settleFrom = 256

// count is the number of tokens of all the text.
func (t *tail) count() uint64 {
	if t.counted != len(t.text) {
		t.recount(encoding())
	}
	return t.settled + t.last
}

// running is a count that may lag behind while one piece grows without end; it costs no more than the text's length.
func (t *tail) running() uint64 {
	if len(t.text) < settleFrom || len(t.text) > t.counted+t.counted/8 {
		return t.count()
	}
	return t.settled + t.last
}

// recount settles what is settled and counts the rest.
func (t *tail) recount(enc *o200k) {
	text := t.text
	if t.settled == 0 && t.counted == 0 && len(text) >= longText {
		// A whole answer, most likely: nothing of it is settled, so that more text is still counted right.
		t.counted, t.last = len(text), enc.count(text)
		return
	}
	whole := len(text) - halfRune(text)
	s := splitter{t: enc.classes, b: text[:whole]}
	i, last := 0, uint64(0)
	for i < whole {
		end := s.next(i)
		if s.reached {
			last = enc.whole(text[i:])
			break
		}
		t.settled += enc.piece(repaired(text[i:end]))
		i = end
	}
	if i == whole {
		last = enc.whole(text[whole:])
	}
	t.text = append(text[:0], text[i:]...)
	t.counted, t.last = len(t.text), last
}

// halfRune is how many bytes at the end of a text may be the beginning of a character.
func halfRune(b []byte) int {
	for n := 1; n <= min(utf8.UTFMax-1, len(b)); n++ {
		tail := b[len(b)-n:]
		if utf8.RuneStart(tail[0]) {
			if tail[0] >= utf8.RuneSelf && !utf8.FullRune(tail) {
				return n
			}
			return 0
		}
	}
	return 0
}
