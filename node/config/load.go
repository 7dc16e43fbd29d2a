package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ErrInvalid is wrapped by every error about what an operator wrote: file, variable, flag or a combination that makes no sense.
var ErrInvalid = errors.New("configuration is not valid")

// FileName is the configuration's name in the data directory.
const FileName = "tolsey.yaml"

// Sources is where a configuration comes from; later fields win.
type Sources struct {
	Data  string                      // data directory when nothing below names one
	File  string                      // YAML file; "": <data>/tolsey.yaml, which may be absent
	Env   func(string) (string, bool) // os.LookupEnv; nil: none
	Flags map[string]string           // by Setting.Path
}

// Origins says where each setting came from, by path: "flag --gateway-listen", "env TOLSEY_DATA", "file tolsey.yaml:12", "default".
type Origins map[string]string

// Of is the origin of a setting.
func (o Origins) Of(path string) string {
	if from, ok := o[path]; ok {
		return from
	}
	return "default"
}

// Load reads flags over environment over file over defaults, makes paths absolute and validates the result.
func Load(src Sources) (Config, Origins, error) {
	c, origins := DefaultConfig(), Origins{}
	c.Data = src.Data
	outer := DefaultConfig()
	outer.Data = src.Data
	if err := applyOuter(&outer, src, nil); err != nil { // the directory decides which file is read
		return Config{}, nil, err
	}
	file, explicit := src.File, src.File != ""
	if !explicit {
		file = filepath.Join(outer.Data, FileName)
	}
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, os.ErrNotExist) && !explicit:
	case err != nil:
		return Config{}, nil, fmt.Errorf("%w: read %s: %w", ErrInvalid, file, err)
	default:
		if err := decode(file, data, &c, origins); err != nil {
			return Config{}, nil, err
		}
		if !explicit && !sameDir(c.Data, outer.Data) && origins["data"] != "" && origins["data"] != "default" {
			if _, set := envOrFlag(src, "data"); !set {
				return Config{}, nil, fmt.Errorf("%w: %s names data directory %s but lies in %s; remove its key 'data' or start with --config", ErrInvalid, file, c.Data, outer.Data)
			}
		}
	}
	if err := applyOuter(&c, src, origins); err != nil {
		return Config{}, nil, err
	}
	if err := c.fill(); err != nil {
		return Config{}, nil, err
	}
	return c, origins, c.Validate()
}

// Parse reads a YAML file over the defaults, without environment and flags; name stands in errors.
func Parse(name string, data []byte) (Config, error) {
	c := DefaultConfig()
	return c, decode(name, data, &c, Origins{})
}

func decode(name string, data []byte, c *Config, origins Origins) error {
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return fmt.Errorf("%w: %s: %s", ErrInvalid, name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if root.Kind == 0 { // nothing but comments
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(c); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, explain(name, err))
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: %s: more than one document", ErrInvalid, name)
	}
	c.resolve(filepath.Dir(name))
	mark(root.Content[0], "", filepath.Base(name), origins)
	return nil
}

// mark notes the line of every key of the file.
func mark(n *yaml.Node, prefix, file string, origins Origins) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		path := prefix + n.Content[i].Value
		origins[path] = fmt.Sprintf("file %s:%d", file, n.Content[i].Line)
		mark(n.Content[i+1], path+".", file, origins)
	}
}

// applyOuter applies environment, then flags.
func applyOuter(c *Config, src Sources, origins Origins) error {
	for _, s := range Settings() {
		text, from := "", ""
		if src.Env != nil {
			if v, ok := src.Env(s.Env()); ok && v != "" {
				text, from = v, "env "+s.Env()
			}
		}
		if v, ok := src.Flags[s.Path]; ok {
			text, from = v, "flag --"+s.Flag()
		}
		if from == "" {
			continue
		}
		if err := s.set(c, text); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrInvalid, from, err)
		}
		if origins != nil {
			origins[s.Path] = from
		}
	}
	return nil
}

func envOrFlag(src Sources, path string) (string, bool) {
	if v, ok := src.Flags[path]; ok {
		return v, true
	}
	for _, s := range Settings() {
		if s.Path == path && src.Env != nil {
			v, ok := src.Env(s.Env())
			return v, ok && v != ""
		}
	}
	return "", false
}

func sameDir(a, b string) bool {
	x, errX := filepath.Abs(a)
	y, errY := filepath.Abs(b)
	return errX == nil && errY == nil && x == y
}

var (
	unknownField = regexp.MustCompile(`^line (\d+): field (.*) not found in type config\.(\w+)$`)
	badScalar    = regexp.MustCompile("^line (\\d+): cannot unmarshal !!(\\w+) (`.*` )?into (.*)$")
	onLine       = regexp.MustCompile(`^line (\d+): (.*)$`)
)

// explain turns the decoder's words into file:line, what is wrong, and the nearest known key.
func explain(name string, err error) error {
	var te *yaml.TypeError
	if !errors.As(err, &te) {
		return fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	known := keysByType()
	var all []error
	for _, text := range te.Errors {
		switch {
		case unknownField.MatchString(text):
			m := unknownField.FindStringSubmatch(text)
			all = append(all, fmt.Errorf("%s:%s: unknown key %q%s", name, m[1], m[2], DidYouMean(m[2], known[m[3]])))
		case badScalar.MatchString(text):
			m := badScalar.FindStringSubmatch(text)
			all = append(all, fmt.Errorf("%s:%s: %swants a %s, not a %s", name, m[1], m[3], goKind(m[4]), m[2]))
		case onLine.MatchString(text):
			m := onLine.FindStringSubmatch(text)
			all = append(all, fmt.Errorf("%s:%s: %s", name, m[1], m[2]))
		default:
			all = append(all, fmt.Errorf("%s: %s", name, text))
		}
	}
	return errors.Join(all...)
}

// goKind says a Go type in the words of the file.
func goKind(t string) string {
	switch {
	case strings.HasPrefix(t, "[]"):
		return "list"
	case strings.HasPrefix(t, "uint"):
		return "whole number"
	case t == "bool":
		return "true or false"
	case t == "string", t == "market.Model":
		return "text"
	}
	return "mapping"
}
