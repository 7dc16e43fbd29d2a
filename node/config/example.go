package config

import _ "embed"

//go:embed example.yaml
var example string

// Example is the commented configuration that `tolsey init` writes: every key with its default, offers commented out.
func Example() string { return example }
