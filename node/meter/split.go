package meter

import "bytes"

// The pattern by which o200k_base cuts a text into pieces, tried in this order at each position:
//
//	word    [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//	shout   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//	digits  \p{N}{1,3}
//	signs    ?[^\s\p{L}\p{N}]+[\r\n/]*
//	breaks  \s*[\r\n]+
//	blanks  \s+(?!\S)|\s+
//
// A splitter matches it by hand, since a backtracking matcher costs more than all the rest of counting.
type splitter struct {
	t *classes
	b []byte
	// reached says that the end of the text had a part in the last piece: more text may change it.
	reached bool
}

// class is the class at i, and notes when the end is looked at.
func (s *splitter) class(i int) (class, int) {
	c, n := s.t.at(s.b, i)
	if n == 0 {
		s.reached = true
	}
	return c, n
}

// next is where the piece ends that begins at i, which is within the text.
func (s *splitter) next(i int) int {
	s.reached = false
	c, n := s.class(i)
	if c.leads() {
		if end := s.word(i + n); end >= 0 {
			return end
		}
	}
	if end := s.word(i); end >= 0 {
		return end
	}
	if c.leads() {
		if end := s.shout(i + n); end >= 0 {
			return end
		}
	}
	if end := s.shout(i); end >= 0 {
		return end
	}
	switch {
	case c == number:
		return s.digits(i)
	case c == newline || c == blank:
		return s.space(i)
	}
	return s.signs(i)
}

// word matches capitals and then at least one small letter; without one, capitals up to the last that may pass for one.
func (s *splitter) word(i int) int {
	last := -1
	for {
		c, n := s.class(i)
		if !c.runsUp() {
			if c == small {
				return s.contraction(s.down(i))
			}
			break
		}
		i += n
		if c != capital {
			last = i
		}
	}
	if last < 0 {
		return -1
	}
	return s.contraction(last)
}

// down passes small letters.
func (s *splitter) down(i int) int {
	for {
		c, n := s.class(i)
		if !c.runsDown() {
			return i
		}
		i += n
	}
}

// shout matches at least one capital. Where it is tried, no small letter follows the run.
func (s *splitter) shout(i int) int {
	start := i
	for {
		c, n := s.class(i)
		if !c.runsUp() {
			break
		}
		i += n
	}
	if i == start {
		return -1
	}
	return s.contraction(s.down(i))
}

var contractions = [][]byte{[]byte("s"), []byte("t"), []byte("re"), []byte("ve"), []byte("m"), []byte("ll"), []byte("d"), []byte("\u017f")}

// contraction passes 's and the like behind a word.
func (s *splitter) contraction(i int) int {
	if i >= len(s.b) {
		s.reached = true
		return i
	}
	if s.b[i] != '\'' {
		return i
	}
	rest := s.b[i+1:]
	for _, c := range contractions {
		if len(rest) >= len(c) {
			if bytes.Equal(lower(rest[:len(c)]), c) {
				return i + 1 + len(c)
			}
		} else if bytes.Equal(lower(rest), c[:len(rest)]) {
			s.reached = true
		}
	}
	return i
}

// lower is ASCII text of at most two bytes in small letters.
func lower(b []byte) []byte {
	var out [2]byte
	for i, ch := range b {
		if 'A' <= ch && ch <= 'Z' {
			ch += 'a' - 'A'
		}
		out[i] = ch
	}
	return out[:len(b)]
}

func (s *splitter) digits(i int) int {
	for range 3 {
		c, n := s.class(i)
		if c != number {
			break
		}
		i += n
	}
	return i
}

// signs matches what is neither space nor letter nor number, behind one space, and line breaks and slashes after it.
func (s *splitter) signs(i int) int {
	for {
		c, n := s.class(i)
		if c != other && c != mark {
			break
		}
		i += n
	}
	return s.slashes(i)
}

func (s *splitter) slashes(i int) int {
	for i < len(s.b) && (s.b[i] == '\r' || s.b[i] == '\n' || s.b[i] == '/') {
		i++
	}
	if i == len(s.b) {
		s.reached = true
	}
	return i
}

// space matches white space: up to its last line break, else all but the last before a character, which leads the next piece. A single
// space before signs belongs to them.
func (s *splitter) space(i int) int {
	if s.b[i] == ' ' {
		if c, _ := s.class(i + 1); c == other || c == mark {
			return s.signs(i + 1)
		}
	}
	start, last, before := i, -1, i
	for {
		c, n := s.class(i)
		if c != blank && c != newline {
			break
		}
		before = i
		i += n
		if c == newline {
			last = i
		}
	}
	switch {
	case last >= 0:
		return last
	case i == len(s.b) || before == start:
		return i
	}
	return before
}
