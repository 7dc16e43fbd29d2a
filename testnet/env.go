package testnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrNotRunning is returned where no devnet runs on a directory.
var ErrNotRunning = errors.New("no devnet runs")

// ReadFile reads the devnet.json of a devnet that is up.
func ReadFile(dir string) (File, error) {
	var f File
	path := filepath.Join(dir, "devnet.json")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, fmt.Errorf("%w on %s: start one with 'tolsey-devnet up', or name its directory with --dir", ErrNotRunning, dir)
	}
	if err != nil {
		return f, fmt.Errorf("read devnet.json: %w", err)
	}
	if err := json.Unmarshal(text, &f); err != nil {
		return f, fmt.Errorf("read %s: %w; restart the devnet", path, err)
	}
	return f, nil
}

// Node finds a node by name.
func (f File) Node(name string) (NodeFile, error) {
	var names []string
	for _, n := range f.Nodes {
		if n.Name == name {
			return n, nil
		}
		names = append(names, n.Name)
	}
	return NodeFile{}, fmt.Errorf("%q: %w; the nodes are %s", name, ErrNotNamed, strings.Join(names, ", "))
}

// EnvVar is one variable of a shell.
type EnvVar struct{ Name, Value string }

// Env is what points SDKs, the node's command and chain tools at a devnet's buyer.
func (f File) Env() ([]EnvVar, error) {
	buyer, err := f.Node("buyer")
	if err != nil {
		return nil, err
	}
	return []EnvVar{
		{"OPENAI_BASE_URL", buyer.Gateway + "/v1"},
		{"OPENAI_API_KEY", buyer.APIKey},
		{"ANTHROPIC_BASE_URL", buyer.Gateway},
		{"ANTHROPIC_API_KEY", buyer.APIKey},
		{"TOLSEY_DATA", buyer.DataDir},
		{"ETH_RPC_URL", f.Chain.RPC},
	}, nil
}

// Export is the line of a POSIX shell that sets the variable, whatever its value holds.
func (v EnvVar) Export() string {
	return "export " + v.Name + "='" + strings.ReplaceAll(v.Value, "'", `'\''`) + "'"
}
