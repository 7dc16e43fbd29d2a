package config

import (
	"fmt"
	"path/filepath"

	"go.yaml.in/yaml/v3"
)

// Names are one name or a list of them.
type Names []string

// UnmarshalYAML reads a name or a list.
func (n *Names) UnmarshalYAML(node *yaml.Node) error {
	var one string
	switch node.Kind {
	case yaml.ScalarNode:
		if err := node.Decode(&one); err != nil {
			return err
		}
		if *n = nil; one != "" {
			*n = Names{one}
		}
		return nil
	case yaml.SequenceNode:
		return node.Decode((*[]string)(n))
	}
	return lineError(node, fmt.Errorf("want a name, or a list such as [FIRST_KEY, SECOND_KEY]"))
}

// MarshalYAML writes one name without brackets.
func (n Names) MarshalYAML() (any, error) {
	if len(n) == 1 {
		return n[0], nil
	}
	return []string(n), nil
}

// VendorKey is one of an upstream's keys. Its name says where it comes from; the caller wraps the secret at once in a type that cannot be
// printed.
type VendorKey struct {
	Name   string
	Secret string
}

// Keys reads an upstream's keys from their variables or files; none where none is named.
func (u Upstream) Keys(env func(string) (string, bool)) ([]VendorKey, error) {
	var out []VendorKey
	for _, name := range u.KeyEnv {
		v, _ := env(name)
		if v == "" {
			return nil, fmt.Errorf("upstream %s: environment variable %s is empty; export it or use key_file", u.Name, name)
		}
		out = append(out, VendorKey{name, v})
	}
	for _, file := range u.KeyFile {
		v, err := ReadSecretFile(file)
		if err != nil {
			return nil, fmt.Errorf("upstream %s: %w", u.Name, err)
		}
		out = append(out, VendorKey{filepath.Base(file), v})
	}
	return out, nil
}
