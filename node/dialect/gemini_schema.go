package dialect

import (
	"bytes"
	"encoding/json"
	"strings"
)

// jsonSchema is a schema of Google's own kind, as OpenAPI has it, as a JSON schema: types are in small letters, what may be null says so
// in its type, and bounds are numbers. All else means the same in both.
func jsonSchema(raw json.RawMessage) json.RawMessage {
	var edits []edit
	c := cursor{b: raw}
	if err := schemaEdits(&c, &edits); err != nil || len(edits) == 0 {
		return raw
	}
	return splice(raw, edits)
}

func schemaEdits(c *cursor, edits *[]edit) error {
	if c.peek() != '{' {
		return c.skip()
	}
	var kind span
	nullable := false
	err := c.object(func(name []byte) error {
		c.space()
		from := c.i
		switch string(name) {
		case "properties", "$defs", "defs":
			if c.peek() == '{' {
				return c.object(func([]byte) error { return schemaEdits(c, edits) })
			}
		case "items", "additionalProperties":
			return schemaEdits(c, edits)
		case "anyOf", "prefixItems":
			if c.peek() == '[' {
				return c.array(func(int) error { return schemaEdits(c, edits) })
			}
		case "nullable":
			nullable = c.peek() == 't'
		case "type":
			err := c.skip()
			kind = span{from: from, to: c.i}
			return err
		case "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties":
			err := c.skip()
			if v := c.b[from:c.i]; v[0] == '"' {
				*edits = append(*edits, edit{from, c.i, bytes.Trim(v, `"`)})
			}
			return err
		}
		return c.skip()
	})
	if !kind.set() || c.b[kind.from] != '"' {
		return err
	}
	old := string(c.b[kind.from:kind.to])
	with := strings.ToLower(old)
	if nullable {
		with = "[" + with + `,"null"]`
	}
	if with != old {
		*edits = append(*edits, edit{kind.from, kind.to, []byte(with)})
	}
	return err
}
