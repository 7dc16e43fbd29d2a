package dialect

import (
	"bytes"
	"encoding/json"
)

// What reads a request for its Prompt walks values that Decode has passed already: an error of the grammar is one of our own making.

// eachMember calls field with every member of an object that is not null, in order. Of another kind of value it reports false.
func eachMember(raw []byte, field func(name string, value json.RawMessage) error) (bool, error) {
	if kindOf(raw) != '{' {
		return false, nil
	}
	c := cursor{b: raw}
	return true, c.object(func(name []byte) error {
		value, err := c.value()
		if err != nil || string(value) == "null" {
			return err
		}
		return field(string(name), value)
	})
}

// eachItem calls item with every value of an array. Of another kind of value it reports false.
func eachItem(raw []byte, item func(i int, value json.RawMessage) error) (bool, error) {
	if kindOf(raw) != '[' {
		return false, nil
	}
	c := cursor{b: raw}
	return true, c.array(func(i int) error {
		value, err := c.value()
		if err != nil {
			return err
		}
		return item(i, value)
	})
}

// kindOf is the first byte of a value.
func kindOf(raw []byte) byte {
	c := cursor{b: raw}
	return c.peek()
}

// stringOf is a string's value.
func stringOf(raw []byte) (string, bool) {
	c := cursor{b: raw}
	if c.peek() != '"' {
		return "", false
	}
	s, err := c.str()
	return string(s.bytes()), err == nil
}

// encodeJSON writes a value without the escapes that are for HTML. It panics for what is no JSON, which no value here can be.
func encodeJSON(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("developer error: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
