package vendor

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// googleObject is a JSON object by the camelCase names of its fields. Google reads every field in snake_case too, and takes null for
// a field that is not there.
type googleObject map[string]json.RawMessage

func (o *googleObject) UnmarshalJSON(data []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	*o = googleObject{}
	for name, v := range fields {
		if string(v) == "null" {
			continue
		}
		name = camelCase(name)
		if _, twice := (*o)[name]; twice {
			return fmt.Errorf("field %q is set twice", name)
		}
		(*o)[name] = v
	}
	return nil
}

// camelCase is a field's name as Google writes it.
func camelCase(name string) string {
	parts := strings.Split(name, "_")
	for i, p := range parts[1:] {
		if p != "" {
			parts[i+1] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "")
}

// only refuses fields that Google does not know.
func (o googleObject) only(place string, names ...string) error {
	for name := range o {
		if !slices.Contains(names, name) {
			return googleInvalid(fmt.Sprintf("Invalid JSON payload received. Unknown name %q at '%s': Cannot find field.", name, place))
		}
	}
	return nil
}

// read reads a field where it is there.
func (o googleObject) read(place, name string, into any) error {
	v, ok := o[name]
	if !ok {
		return nil
	}
	if err := json.Unmarshal(v, into); err != nil {
		if e, own := err.(apiError); own {
			return e
		}
		return googleInvalid(fmt.Sprintf("Invalid value at '%s.%s': %v", place, name, err))
	}
	return nil
}

// googleList is a repeated field. One item may stand without its brackets.
type googleList []googleObject

func (l *googleList) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		var one googleObject
		err := json.Unmarshal(data, &one)
		*l = googleList{one}
		return err
	}
	var many []googleObject
	err := json.Unmarshal(data, &many)
	*l = many
	return err
}

// googleInt is a whole number, which may stand in quotes.
type googleInt int64

func (n *googleInt) UnmarshalJSON(data []byte) error {
	var v json.Number
	if err := json.Unmarshal([]byte(strings.Trim(string(data), `"`)), &v); err != nil {
		return err
	}
	i, err := v.Int64()
	*n = googleInt(i)
	return err
}
