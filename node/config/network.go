package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/renameio/v2"
	"go.yaml.in/yaml/v3"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Network is one market: a chain, a clearing contract, the token that pays, and peers to meet first. Whoever has the file can join.
type Network struct {
	Name      string   `yaml:"name" json:"name"`
	Chain     uint64   `yaml:"chain" json:"chain"`       // chain id
	RPC       []string `yaml:"rpc" json:"rpc"`           // JSON-RPC endpoints; a URL may hold a key, so it is never printed whole
	Clearing  string   `yaml:"clearing" json:"clearing"` // address of the contract
	CodeHash  string   `yaml:"codeHash" json:"codeHash"` // keccak256 of its runtime code: what the node insists on
	Token     string   `yaml:"token" json:"token"`
	Decimals  uint8    `yaml:"decimals" json:"decimals"`   // of the token, checked on chain
	Bootstrap []string `yaml:"bootstrap" json:"bootstrap"` // multiaddresses with peer id
}

// Chain ids of development chains, on which well-known keys and private addresses are allowed.
const (
	DevnetChain    = 31337
	SimulatedChain = 1337
)

// Devnet reports whether the chain is a development chain.
func (n Network) Devnet() bool { return n.Chain == DevnetChain || n.Chain == SimulatedChain }

// Domain is the signing domain of the network's channels.
func (n Network) Domain() market.Domain {
	return market.Domain{ChainID: n.Chain, Clearing: common.HexToAddress(n.Clearing)}
}

// Asset is the network's token.
func (n Network) Asset() money.Asset {
	return money.Asset{ChainID: n.Chain, Token: common.HexToAddress(n.Token), Decimals: n.Decimals}
}

// Validate refuses a network that no node could join.
func (n Network) Validate() error {
	var bad []error
	note := func(ok bool, format string, args ...any) {
		if !ok {
			bad = append(bad, fmt.Errorf(format, args...))
		}
	}
	note(n.Name != "", "name is missing")
	note(n.Chain != 0, "chain is missing: the chain's id, such as 8453")
	note(len(n.RPC) > 0, "rpc is missing: at least one JSON-RPC URL")
	for i, r := range n.RPC {
		u, err := url.Parse(r)
		ok := err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "ws" || u.Scheme == "wss")
		note(ok, "rpc %d is not an http(s) or ws(s) URL", i+1)
	}
	note(isAddress(n.Clearing), "clearing %q is not an address", n.Clearing)
	note(isAddress(n.Token), "token %q is not an address", n.Token)
	note(isHash(n.CodeHash), "codeHash %q is not 32 bytes in hex", n.CodeHash)
	note(n.Decimals > 0 && n.Decimals <= money.MaxDecimals, "decimals %d is not within 1 to %d", n.Decimals, money.MaxDecimals)
	return errors.Join(bad...)
}

// ReadNetwork reads a network file.
func ReadNetwork(path string) (Network, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return Network{}, fmt.Errorf("%w: no network file at %s; run 'tolsey init --network FILE' with the file of the market that you join", ErrInvalid, path)
	}
	if err != nil {
		return Network{}, fmt.Errorf("%w: read network file: %w", ErrInvalid, err)
	}
	return ParseNetwork(path, data)
}

// ParseNetwork reads a network file's text; name stands in errors.
func ParseNetwork(name string, data []byte) (Network, error) {
	var n Network
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&n); errors.Is(err, io.EOF) {
		return Network{}, fmt.Errorf("%w: %s is empty", ErrInvalid, name)
	} else if err != nil {
		return Network{}, fmt.Errorf("%w: %w", ErrInvalid, explain(name, err))
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return Network{}, fmt.Errorf("%w: %s: more than one document", ErrInvalid, name)
	}
	if err := n.Validate(); err != nil {
		return Network{}, fmt.Errorf("%w: %s: %w", ErrInvalid, name, err)
	}
	return n, nil
}

// WriteNetwork writes a network file, whole or not at all. Its mode is 0600, since an RPC URL may hold a key.
func WriteNetwork(path string, n Network) error {
	if err := n.Validate(); err != nil {
		return fmt.Errorf("write network file: %w", err)
	}
	data, err := yaml.Marshal(n)
	if err != nil {
		return fmt.Errorf("write network file: %w", err)
	}
	if err := renameio.WriteFile(path, data, 0o600); err != nil {
		return fmt.Errorf("write network file: %w", err)
	}
	return nil
}
