package config

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Setting is one leaf of the configuration that has a flag and a variable of its own; the lists of upstreams and offers have none.
type Setting struct {
	Path  string // "buyer.channels.per_seller", as in the file
	Help  string
	index []int // of the field, for reflection
	list  bool
	flag  bool // a boolean
}

// Flag is the name of the setting's flag: "buyer-channels-per-seller".
func (s Setting) Flag() string { return strings.NewReplacer(".", "-", "_", "-").Replace(s.Path) }

// Env is the setting's environment variable: "TOLSEY_BUYER_CHANNELS_PER_SELLER".
func (s Setting) Env() string {
	return "TOLSEY_" + strings.ToUpper(strings.NewReplacer(".", "_").Replace(s.Path))
}

// Bool reports whether the setting is true or false.
func (s Setting) Bool() bool { return s.flag }

// List reports whether the setting is a list, written with commas in a flag or variable.
func (s Setting) List() bool { return s.list }

// Settings lists the leaves in the order of the configuration.
func Settings() []Setting { return settings(reflect.TypeFor[Config](), "", nil) }

func settings(t reflect.Type, prefix string, index []int) (out []Setting) {
	for i := range t.NumField() {
		f := t.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		at := append(append([]int(nil), index...), i)
		if help := f.Tag.Get("help"); help != "" {
			out = append(out, Setting{Path: prefix + key, Help: help, index: at, list: f.Type.Kind() == reflect.Slice, flag: f.Type.Kind() == reflect.Bool})
		} else if f.Type.Kind() == reflect.Struct {
			out = append(out, settings(f.Type, prefix+key+".", at)...)
		}
	}
	return out
}

// Text is the setting's value in c, as a flag or variable would give it.
func (s Setting) Text(c Config) string {
	v := reflect.ValueOf(c).FieldByIndex(s.index)
	if s.list {
		return strings.Join(v.Interface().([]string), ",")
	}
	return fmt.Sprint(v.Interface())
}

// set puts a flag's or a variable's text into c.
func (s Setting) set(c *Config, text string) error {
	v := reflect.ValueOf(c).Elem().FieldByIndex(s.index)
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text))
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("%q is neither true nor false", text)
		}
		v.SetBool(b)
	case reflect.Uint32, reflect.Uint64:
		n, err := strconv.ParseUint(text, 10, v.Type().Bits())
		if err != nil {
			return fmt.Errorf("%q is not a whole number of at most %d bits", text, v.Type().Bits())
		}
		v.SetUint(n)
	case reflect.Slice:
		v.Set(reflect.ValueOf(commaList(text)))
	default:
		return errors.New("developer error: setting of a kind that no flag can carry")
	}
	return nil
}

func commaList(text string) []string {
	var out []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
