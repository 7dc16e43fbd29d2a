package node

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/node/config"
)

// keyring is the keys of a data directory.
type keyring struct {
	node  *wallet.Signer // libp2p identity, offers, vouchers, gas of claims
	owner *wallet.Signer // holds the money; nil: it signs elsewhere
}

// openKeys opens the keystores that init made.
func openKeys(cfg config.Config, chainID uint64) (keyring, error) {
	password, err := wallet.ReadPassword(cfg.PasswordFile)
	if err != nil {
		return keyring{}, fmt.Errorf("read password of the keystores: %w", err)
	}
	var k keyring
	if k.node, err = wallet.Open(cfg.NodeKeyFile(), password, chainID); err != nil {
		return keyring{}, fmt.Errorf("open node key: %w", err)
	}
	if _, err := os.Stat(cfg.OwnerKeyFile()); errors.Is(err, os.ErrNotExist) {
		return k, nil
	}
	if k.owner, err = wallet.Open(cfg.OwnerKeyFile(), password, chainID); err != nil {
		return keyring{}, fmt.Errorf("open owner key: %w", err)
	}
	return k, nil
}

// newToken draws the bearer token of the admin API.
func newToken() string {
	var b [32]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic("developer error: the system has no randomness: " + err.Error())
	}
	return hex.EncodeToString(b[:])
}
