package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// resolve makes the relative paths of one source absolute, against the directory of the source.
func (c *Config) resolve(base string) {
	for _, p := range []*string{&c.Data, &c.Network, &c.PasswordFile} {
		*p = under(base, *p)
	}
	for i := range c.Seller.Upstreams {
		for j, file := range c.Seller.Upstreams[i].KeyFile {
			c.Seller.Upstreams[i].KeyFile[j] = under(base, file)
		}
	}
	for i, w := range c.Seller.Watchtowers {
		c.Seller.Watchtowers[i].TokenFile = under(base, w.TokenFile)
	}
}

func under(base, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return filepath.Join(base, path)
}

// fill makes the remaining paths absolute and derives those that the data directory implies.
func (c *Config) fill() error {
	if c.Data == "" {
		return fmt.Errorf("%w: no data directory; write --data DIR or TOLSEY_DATA=DIR", ErrInvalid)
	}
	here, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("find the working directory: %w", err)
	}
	c.resolve(here)
	if c.Network == "" {
		c.Network = filepath.Join(c.Data, "network.yaml")
	}
	if c.PasswordFile == "" {
		c.PasswordFile = filepath.Join(c.Data, "password")
	}
	return nil
}

// NodeKeyFile is the keystore of the node key: libp2p identity, offer and voucher signer.
func (c Config) NodeKeyFile() string { return filepath.Join(c.Data, "keystore", "node.json") }

// OwnerKeyFile is the keystore of the owner key, which holds the money; absent where the owner signs elsewhere.
func (c Config) OwnerKeyFile() string { return filepath.Join(c.Data, "keystore", "owner.json") }

// PeerFile is the cache of peers' addresses.
func (c Config) PeerFile() string { return filepath.Join(c.Data, "peers.json") }

// AdminFile is where the running node writes its admin URL and token.
func (c Config) AdminFile() string { return filepath.Join(c.Data, adminFileName) }

// ErrReadable is returned when a file with a secret can be read by others.
var ErrReadable = errors.New("file can be read by others")

// maxSecretFile bounds what is read from a secret's file: a wrong path to something huge is an error, not a hang.
const maxSecretFile = 16 << 10

// ReadSecretFile reads a file whose mode lets nobody but its owner in, without the line end. Files below the directory in
// $CREDENTIALS_DIRECTORY pass too: there systemd keeps others out.
func ReadSecretFile(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("read secret file: %w", err)
	}
	switch {
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("read secret file %s: not a regular file", path)
	case info.Size() > maxSecretFile:
		return "", fmt.Errorf("read secret file %s: %d bytes, at most %d", path, info.Size(), maxSecretFile)
	case info.Mode().Perm()&0o077 != 0 && !isCredential(path):
		return "", fmt.Errorf("read secret file %s: %w: its mode is %04o; run 'chmod 600 %s'", path, ErrReadable, info.Mode().Perm(), path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read secret file: %w", err)
	}
	secret := strings.TrimRight(string(data), "\r\n")
	if secret == "" {
		return "", fmt.Errorf("read secret file %s: it is empty", path)
	}
	return secret, nil
}

func isCredential(path string) bool {
	dir := os.Getenv("CREDENTIALS_DIRECTORY")
	return dir != "" && strings.HasPrefix(filepath.Clean(path), filepath.Clean(dir)+string(filepath.Separator))
}
