package testnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// RemoveFile removes the devnet.json of a devnet that ends at once. What it cannot remove, the next start does.
func RemoveFile(dir string) { _ = os.Remove(filepath.Join(dir, "devnet.json")) }

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

// Env is what points SDKs, coding agents, the node's command and chain tools at a devnet's buyer.
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
		{"ANTHROPIC_AUTH_TOKEN", buyer.APIKey}, // Claude Code asks nobody before it uses this one
		{"ANTHROPIC_MODEL", "anthropic/claude-sonnet-5"},
		{"ANTHROPIC_DEFAULT_HAIKU_MODEL", "anthropic/claude-haiku-4.5"},
		{"GOOGLE_GEMINI_BASE_URL", buyer.Gateway},
		{"GEMINI_API_KEY", buyer.APIKey},
		{"GEMINI_MODEL", "google/gemini-3.5-flash"},
		{"OPENROUTER_BASE_URL", buyer.Gateway + "/api/v1"},
		{"OPENROUTER_API_KEY", buyer.APIKey},
		{"TOLSEY_DATA", buyer.DataDir},
		{"TOLSEY_API_KEY", buyer.APIKey},
		{"ETH_RPC_URL", f.Chain.RPC},
	}, nil
}

// Export is the line of a POSIX shell that sets the variable, whatever its value holds.
func (v EnvVar) Export() string {
	return "export " + v.Name + "='" + strings.ReplaceAll(v.Value, "'", `'\''`) + "'"
}

// LogFile is where a node of the devnet on dir logs, or its chain, or its vendors.
func LogFile(dir, name string) (string, error) {
	names := []string{"chain", "vendors"}
	for _, m := range members() {
		names = append(names, m.name)
	}
	if !slices.Contains(names, name) {
		return "", fmt.Errorf("%q: %w; there are logs of %s", name, ErrNotNamed, strings.Join(names, ", "))
	}
	return filepath.Join(dir, "logs", name+".log"), nil
}

// removeData removes a devnet's directory, and no other: a slip of --dir must not cost anybody a home.
func removeData(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, "secrets.json")); err != nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty and no devnet's: remove it yourself, or name another with --dir", dir)
	}
	return os.RemoveAll(dir)
}
