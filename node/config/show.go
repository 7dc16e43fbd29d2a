package config

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"go.yaml.in/yaml/v3"
)

// YAML writes the configuration as a file that Parse reads; with origins, each setting says where it came from. Secrets that a
// URL may carry are masked.
func (c Config) YAML(origins Origins) ([]byte, error) {
	n, err := c.node()
	if err != nil {
		return nil, err
	}
	if origins != nil {
		paths := map[string]bool{}
		for _, s := range Settings() {
			paths[s.Path] = true
		}
		comment(n, "", paths, origins)
	}
	return yaml.Marshal(n)
}

// JSON writes the configuration with the keys of the file. Numbers keep the digits in which they were written.
func (c Config) JSON() ([]byte, error) {
	n, err := c.node()
	if err != nil {
		return nil, err
	}
	return appendJSON(nil, n), nil
}

func (c Config) node() (*yaml.Node, error) {
	ups := make([]Upstream, len(c.Seller.Upstreams))
	for i, u := range c.Seller.Upstreams {
		u.BaseURL, u.Proxy = MaskURL(u.BaseURL), MaskURL(u.Proxy)
		ups[i] = u
	}
	c.Seller.Upstreams = ups
	n := &yaml.Node{}
	if err := n.Encode(c); err != nil {
		return nil, fmt.Errorf("write configuration: %w", err)
	}
	return n, nil
}

func comment(n *yaml.Node, prefix string, settings map[string]bool, origins Origins) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		path := prefix + key.Value
		switch _, named := origins[path]; {
		case settings[path] && value.Kind == yaml.ScalarNode:
			value.LineComment = origins.Of(path)
		case settings[path], named && value.Kind == yaml.SequenceNode:
			if value.Kind == yaml.SequenceNode && len(value.Content) == 0 {
				value.LineComment = origins.Of(path)
			} else {
				key.HeadComment = origins.Of(path)
			}
		default:
			comment(value, path+".", settings, origins)
		}
	}
}

// MaskURL hides what may be a secret in a URL: credentials, and the value of every query parameter.
func MaskURL(raw string) string {
	u, err := url.Parse(raw)
	if raw == "" || err != nil {
		return raw
	}
	masked := false
	if u.User != nil {
		u.User, masked = url.User("xxx"), true
	}
	if u.RawQuery != "" {
		u.RawQuery, masked = "xxx", true
	}
	if !masked {
		return raw
	}
	return u.String()
}

// MaskRPC hides also the path of an RPC endpoint, where providers put their keys.
func MaskRPC(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return "xxx"
	}
	if strings.Trim(u.Path, "/") != "" {
		u.Path = "/xxx"
	}
	return MaskURL(u.String())
}

// appendJSON renders a YAML tree as JSON with the digits of the numbers untouched, since a float would not keep them.
func appendJSON(out []byte, n *yaml.Node) []byte {
	switch n.Kind {
	case yaml.MappingNode:
		out = append(out, '{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(appendString(out, n.Content[i].Value), ':')
			out = appendJSON(out, n.Content[i+1])
		}
		return append(out, '}')
	case yaml.SequenceNode:
		out = append(out, '[')
		for i, item := range n.Content {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendJSON(out, item)
		}
		return append(out, ']')
	}
	switch n.ShortTag() {
	case "!!int", "!!float", "!!bool":
		return append(out, n.Value...)
	case "!!null":
		return append(out, "null"...)
	}
	return appendString(out, n.Value)
}

func appendString(out []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic("developer error: a string has no JSON form: " + err.Error())
	}
	return append(out, text...)
}
