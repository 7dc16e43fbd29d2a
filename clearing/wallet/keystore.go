package wallet

import (
	"crypto/ecdsa"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
)

// Strength is how much work it is to try one password.
type Strength struct{ n, p int }

// Strengths of a key file.
var (
	Standard = Strength{keystore.StandardScryptN, keystore.StandardScryptP} // about a second and 256 MiB
	Light    = Strength{keystore.LightScryptN, keystore.LightScryptP}       // a tenth of a second: for devnets, whose keys are worth nothing
)

// keyFile is the web3 keystore format, version 3, with the network that the key is for. Other software ignores the field.
type keyFile struct {
	Address string              `json:"address"`
	Crypto  keystore.CryptoJSON `json:"crypto"`
	ID      string              `json:"id"`
	Version int                 `json:"version"`
	Network uint64              `json:"network,omitempty"` // chain id; 0: made elsewhere, for any network
}

const maxKeyFileSize = 16 << 10

// Create makes a fresh key and its file, which must not exist yet.
func Create(path string, password Password, strength Strength, chainID uint64) (*Signer, error) {
	key, err := crypto.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("create key: %w", err)
	}
	return Import(path, key, password, strength, chainID)
}

// Import writes the file of a key that exists, which must not exist yet.
func Import(path string, key *ecdsa.PrivateKey, password Password, strength Strength, chainID uint64) (*Signer, error) {
	s, err := New(key, chainID)
	if err != nil {
		return nil, fmt.Errorf("import key: %w", err)
	}
	if password.reveal() == "" {
		return nil, errors.New("import key: the password is empty")
	}
	if strength == (Strength{}) {
		strength = Standard
	}
	sealed, err := keystore.EncryptDataV3(crypto.FromECDSA(key), []byte(password.reveal()), strength.n, strength.p)
	if err != nil {
		return nil, fmt.Errorf("encrypt key: %w", err)
	}
	data, err := json.Marshal(keyFile{hex.EncodeToString(s.address[:]), sealed, uuid.NewString(), 3, chainID})
	if err != nil {
		return nil, fmt.Errorf("encode key file: %w", err)
	}
	if err := writeNew(path, append(data, '\n')); err != nil {
		return nil, fmt.Errorf("write key file: %w", err)
	}
	return s, nil
}

// Open reads and unlocks a key file for a chain.
func Open(path string, password Password, chainID uint64) (*Signer, error) {
	f, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	if f.Network != 0 && f.Network != chainID {
		return nil, fmt.Errorf("%w: key file %s is of chain %d, this node of chain %d", ErrNetwork, path, f.Network, chainID)
	}
	secret, err := keystore.DecryptDataV3(f.Crypto, password.reveal())
	if errors.Is(err, keystore.ErrDecrypt) {
		return nil, fmt.Errorf("%w %s", ErrPassword, path)
	}
	if err != nil {
		return nil, damaged(path, "it cannot be decrypted")
	}
	key, err := crypto.ToECDSA(secret)
	if err != nil {
		return nil, damaged(path, "it does not hold a key")
	}
	s, err := New(key, chainID)
	if err != nil {
		return nil, fmt.Errorf("open key file %s: %w", path, err)
	}
	if s.address != common.HexToAddress(f.Address) {
		return nil, damaged(path, "it holds the key of another address than it names")
	}
	return s, nil
}

// AddressIn reads the address that a key file names, without its password.
func AddressIn(path string) (common.Address, error) {
	f, err := readKeyFile(path)
	if err != nil {
		return common.Address{}, err
	}
	return common.HexToAddress(f.Address), nil
}

func readKeyFile(path string) (f keyFile, err error) {
	data, err := readPrivate(path, maxKeyFileSize)
	if errors.Is(err, os.ErrNotExist) {
		return f, fmt.Errorf("%w: %s; 'tolsey init' makes one", ErrMissing, path)
	}
	if err != nil {
		return f, fmt.Errorf("read key file: %w", err)
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return f, damaged(path, "it is cut off or not JSON")
	}
	if err := f.validate(); err != nil {
		return f, damaged(path, err.Error())
	}
	return f, nil
}

func damaged(path, how string) error {
	return fmt.Errorf("%w: %s: %s; restore it from a backup", ErrDamaged, path, how)
}
