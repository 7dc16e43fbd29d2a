package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

const adminFileName = "admin.json"

// Access is how a program of the same user reaches the running node: the content of <data>/admin.json.
type Access struct {
	URL   string `json:"url"` // http://127.0.0.1:8403
	Token string `json:"token"`
}

// ErrNotRunning is returned when the data directory holds no admin.json: no node has ever served from it.
var ErrNotRunning = errors.New("no node runs on this data directory")

// WriteAccess writes admin.json, whole or not at all, for its owner only.
func WriteAccess(data string, a Access) error {
	text, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("write %s: %w", adminFileName, err)
	}
	if err := renameio.WriteFile(filepath.Join(data, adminFileName), append(text, '\n'), 0o600); err != nil {
		return fmt.Errorf("write %s: %w", adminFileName, err)
	}
	return nil
}

// ReadAccess reads admin.json and refuses one that others can read.
func ReadAccess(data string) (Access, error) {
	path := filepath.Join(data, adminFileName)
	text, err := ReadSecretFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return Access{}, fmt.Errorf("%w: %s is missing; run 'tolsey start --data %s' or name another directory with --data", ErrNotRunning, path, data)
	}
	if err != nil {
		return Access{}, err
	}
	var a Access
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		return Access{}, fmt.Errorf("read %s: %w", path, err)
	}
	if u, err := url.Parse(a.URL); err != nil || u.Scheme != "http" || u.Host == "" || a.Token == "" {
		return Access{}, fmt.Errorf("read %s: url or token is missing; restart the node", path)
	}
	return a, nil
}
