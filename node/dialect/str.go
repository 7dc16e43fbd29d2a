package dialect

import (
	"unicode/utf16"
	"unicode/utf8"
)

// str is a JSON string as it stands in a text, without its quotes.
type str struct {
	raw     []byte
	escaped bool
}

// bytes is the string's value: a part of the text itself where nothing is escaped, else a copy.
func (s str) bytes() []byte {
	if !s.escaped {
		return s.raw
	}
	return s.appendTo(make([]byte, 0, len(s.raw)))
}

// appendTo appends the string's value. Half a surrogate pair becomes U+FFFD, as in every vendor's parser.
func (s str) appendTo(dst []byte) []byte {
	if !s.escaped {
		return append(dst, s.raw...)
	}
	for i := 0; i < len(s.raw); {
		ch := s.raw[i]
		if ch != '\\' {
			dst = append(dst, ch)
			i++
			continue
		}
		if ch = s.raw[i+1]; ch != 'u' {
			dst = append(dst, unescaped(ch))
			i += 2
			continue
		}
		r := rune(hex4(s.raw[i+2 : i+6]))
		i += 6
		if utf16.IsSurrogate(r) {
			low := rune(-1)
			if i+6 <= len(s.raw) && s.raw[i] == '\\' && s.raw[i+1] == 'u' {
				low = rune(hex4(s.raw[i+2 : i+6]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 6
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

func unescaped(ch byte) byte {
	switch ch {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return ch
}

// hex4 reads four hex digits, -1 when they are not.
func hex4(b []byte) int {
	n := 0
	for _, ch := range b {
		switch {
		case '0' <= ch && ch <= '9':
			n = n<<4 | int(ch-'0')
		case 'a' <= ch && ch <= 'f':
			n = n<<4 | int(ch-'a'+10)
		case 'A' <= ch && ch <= 'F':
			n = n<<4 | int(ch-'A'+10)
		default:
			return -1
		}
	}
	return n
}

// appendQuoted appends s as a JSON string.
func appendQuoted(dst []byte, s string) []byte {
	const digits = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, '\\', 'n')
		case r < ' ' || r == 0x7f || r == 0x2028 || r == 0x2029:
			dst = append(dst, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
