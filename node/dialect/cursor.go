package dialect

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxDepth is how deep objects and arrays of a request may nest.
const MaxDepth = 64

// manyKeys is from how many keys on an object's duplicates are found with a map instead of comparing each with each.
const manyKeys = 32

// syntaxError says at which byte a text stops being what it should be.
type syntaxError struct {
	at  int
	msg string
	dup string // the name of a field that came twice; "": another error
}

func (e *syntaxError) Error() string { return fmt.Sprintf("%s (byte %d)", e.msg, e.at) }

// cursor walks one JSON text once, from left to right. It checks the grammar of all that it passes.
type cursor struct {
	b     []byte
	i     int
	depth int
	// unique refuses duplicate keys in every object.
	unique bool
	keys   []key // of the open objects, the innermost last; only with unique
	keyAt  int   // where the key begins whose value is next
}

// key is an object's key so far: its bytes between the quotes, decoded where they have escapes.
type key struct{ name []byte }

func (c *cursor) fail(format string, args ...any) error {
	return &syntaxError{at: c.i, msg: fmt.Sprintf(format, args...)}
}

func (c *cursor) space() {
	for c.i < len(c.b) {
		switch c.b[c.i] {
		case ' ', '\t', '\n', '\r':
			c.i++
		default:
			return
		}
	}
}

// peek skips white space and returns the next byte, 0 at the end.
func (c *cursor) peek() byte {
	c.space()
	if c.i == len(c.b) {
		return 0
	}
	return c.b[c.i]
}

func (c *cursor) expect(ch byte) error {
	if c.peek() != ch {
		if c.i == len(c.b) {
			return c.fail("unexpected end, %q expected", ch)
		}
		return c.fail("%q expected", ch)
	}
	c.i++
	return nil
}

// end refuses anything but white space after the value.
func (c *cursor) end() error {
	if c.peek() != 0 || c.i < len(c.b) {
		return c.fail("more data after the end")
	}
	return nil
}

func (c *cursor) enter() error {
	if c.depth++; c.depth > MaxDepth {
		return c.fail("nested deeper than %d levels", MaxDepth)
	}
	return nil
}

// object walks an object and calls field with each key; field must consume the value. The key's bytes are decoded.
func (c *cursor) object(field func(name []byte) error) error {
	if err := c.expect('{'); err != nil {
		return err
	}
	if err := c.enter(); err != nil {
		return err
	}
	first, seen := len(c.keys), map[string]bool(nil)
	if c.peek() == '}' {
		c.i++
		c.depth--
		return nil
	}
	for {
		c.space()
		at := c.i
		s, err := c.str()
		if err != nil {
			return err
		}
		name := s.bytes()
		if c.unique {
			if seen, err = c.note(name, first, seen, at); err != nil {
				return err
			}
		}
		if err := c.expect(':'); err != nil {
			return err
		}
		c.keyAt = at
		if err := field(name); err != nil {
			return err
		}
		if c.peek() == ',' {
			c.i++
			continue
		}
		if err := c.expect('}'); err != nil {
			return err
		}
		c.keys = c.keys[:first]
		c.depth--
		return nil
	}
}

// note records a key of the object whose keys begin at first and refuses one that it has already.
func (c *cursor) note(name []byte, first int, seen map[string]bool, at int) (map[string]bool, error) {
	twice := false
	if seen == nil {
		for _, k := range c.keys[first:] {
			if bytes.Equal(k.name, name) {
				twice = true
			}
		}
	} else {
		twice = seen[string(name)]
	}
	if twice {
		return seen, &syntaxError{at: at, msg: fmt.Sprintf("Duplicate field '%s'", clip(name)), dup: string(clip(name))}
	}
	c.keys = append(c.keys, key{name})
	switch {
	case seen != nil:
		seen[string(name)] = true
	case len(c.keys)-first == manyKeys:
		seen = make(map[string]bool, 2*manyKeys)
		for _, k := range c.keys[first:] {
			seen[string(k.name)] = true
		}
	}
	return seen, nil
}

// array walks an array and calls item with each index; item must consume the value.
func (c *cursor) array(item func(i int) error) error {
	if err := c.expect('['); err != nil {
		return err
	}
	if err := c.enter(); err != nil {
		return err
	}
	if c.peek() == ']' {
		c.i++
		c.depth--
		return nil
	}
	for i := 0; ; i++ {
		if err := item(i); err != nil {
			return err
		}
		if c.peek() == ',' {
			c.i++
			continue
		}
		if err := c.expect(']'); err != nil {
			return err
		}
		c.depth--
		return nil
	}
}

// str reads a string.
func (c *cursor) str() (str, error) {
	if err := c.expect('"'); err != nil {
		return str{}, err
	}
	start, escaped := c.i, false
	for c.i < len(c.b) {
		switch ch := c.b[c.i]; {
		case ch == '"':
			c.i++
			return str{c.b[start : c.i-1], escaped}, nil
		case ch == '\\':
			escaped = true
			if err := c.escape(); err != nil {
				return str{}, err
			}
		case ch < ' ':
			return str{}, c.fail("control character in a string")
		default:
			c.i++
		}
	}
	return str{}, c.fail("unexpected end of a string")
}

func (c *cursor) escape() error {
	if c.i+1 == len(c.b) {
		c.i++
		return nil // the string's end is missing: str says so
	}
	switch c.b[c.i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		c.i += 2
		return nil
	case 'u':
		if c.i+6 <= len(c.b) && hex4(c.b[c.i+2:c.i+6]) >= 0 {
			c.i += 6
			return nil
		}
	}
	return c.fail("invalid escape in a string")
}

// number passes a number and returns its text.
func (c *cursor) number() ([]byte, error) {
	c.space()
	start := c.i
	c.take('-')
	if !c.take('0') && !c.digits() {
		return nil, c.fail("invalid value")
	}
	if c.take('.') && !c.digits() {
		return nil, c.fail("invalid number")
	}
	if c.take('e') || c.take('E') {
		_ = c.take('+') || c.take('-')
		if !c.digits() {
			return nil, c.fail("invalid number")
		}
	}
	return c.b[start:c.i], nil
}

func (c *cursor) take(ch byte) bool {
	if c.i < len(c.b) && c.b[c.i] == ch {
		c.i++
		return true
	}
	return false
}

func (c *cursor) digits() bool {
	start := c.i
	for c.i < len(c.b) && '0' <= c.b[c.i] && c.b[c.i] <= '9' {
		c.i++
	}
	return c.i > start
}

// literal passes true, false or null if it is next.
func (c *cursor) literal(word string) bool {
	c.space()
	if len(c.b)-c.i >= len(word) && string(c.b[c.i:c.i+len(word)]) == word {
		c.i += len(word)
		return true
	}
	return false
}

// skip passes one value of any kind.
func (c *cursor) skip() error {
	switch c.peek() {
	case '{':
		return c.object(func([]byte) error { return c.skip() })
	case '[':
		return c.array(func(int) error { return c.skip() })
	case '"':
		_, err := c.str()
		return err
	case 't', 'f', 'n':
		if c.literal("true") || c.literal("false") || c.literal("null") {
			return nil
		}
		return c.fail("invalid value")
	case 0:
		if c.i == len(c.b) {
			return c.fail("unexpected end")
		}
	}
	_, err := c.number()
	return err
}

// value passes one value and returns its bytes.
func (c *cursor) value() ([]byte, error) {
	c.space()
	start := c.i
	if err := c.skip(); err != nil {
		return nil, err
	}
	return c.b[start:c.i], nil
}

// clip shortens a name for an error message and keeps it whole characters.
func clip(name []byte) []byte {
	const most = 64
	if len(name) <= most {
		return name
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return name[:cut]
}
