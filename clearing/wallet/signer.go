package wallet

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
)

// Errors of opening and using a key. Each names another thing to do; none says anything about what the key file holds.
var (
	ErrPassword  = errors.New("password does not open the key file")
	ErrDamaged   = errors.New("key file is damaged")
	ErrNetwork   = errors.New("key belongs to another network")
	ErrWellKnown = errors.New("key is public knowledge")
	ErrMode      = errors.New("file can be read by others")
	ErrExists    = errors.New("key file exists already")
	ErrMissing   = errors.New("no such key file")
)

// Signer is an opened key. It signs for one chain, and it cannot be printed.
type Signer struct {
	key     *ecdsa.PrivateKey
	address common.Address
	chainID uint64
}

// New wraps a key that lives in memory only. Off the development chains it refuses keys that everybody knows.
func New(key *ecdsa.PrivateKey, chainID uint64) (*Signer, error) {
	if key == nil || chainID == 0 {
		return nil, errors.New("a signer needs a key and a chain id")
	}
	s := &Signer{key, crypto.PubkeyToAddress(key.PublicKey), chainID}
	if !devnet(chainID) && wellKnown(key, s.address) {
		return nil, fmt.Errorf("%w: %s is an account of the development mnemonic or a guessable number, and chain %d holds real money; make a key with 'tolsey wallet new'",
			ErrWellKnown, s.address, chainID)
	}
	return s, nil
}

// Generate makes a fresh key that lives in memory only.
func Generate(chainID uint64) (*Signer, error) {
	key, err := crypto.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("generate key: %w", err)
	}
	return New(key, chainID)
}

// Address is the key's address: of a node key, its seller and voucher signer; of an owner key, where the money is.
func (s *Signer) Address() common.Address { return s.address }

// ChainID is the chain that the key signs for.
func (s *Signer) ChainID() uint64 { return s.chainID }

// Identity is the private key itself, for the one user that needs it: the libp2p host, whose handshake proves the node key.
func (s *Signer) Identity() *ecdsa.PrivateKey { return s.key }

// sign makes a 65-byte low-s signature with V 0 or 1. It stays private: what is signed must have a type that says what it means.
func (s *Signer) sign(digest common.Hash) (sig market.Signature, err error) {
	b, err := crypto.Sign(digest[:], s.key)
	if err != nil {
		return sig, fmt.Errorf("sign: %w", err)
	}
	copy(sig[:], b)
	return sig, nil
}

func (s *Signer) signTyped(d market.Domain, structHash common.Hash) (market.Signature, error) {
	if d.ChainID != s.chainID {
		return market.Signature{}, fmt.Errorf("%w: it signs for chain %d and was asked to sign for chain %d", ErrNetwork, s.chainID, d.ChainID)
	}
	return s.sign(d.Digest(structHash))
}

// String names the key by its address.
func (s *Signer) String() string { return "signer " + s.address.Hex() }

// Format keeps the key out of every verb, %#v and %+v too.
func (s *Signer) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// LogValue logs the address.
func (s *Signer) LogValue() slog.Value { return slog.StringValue(s.address.Hex()) }

// MarshalText writes the address.
func (s *Signer) MarshalText() ([]byte, error) { return []byte(s.address.Hex()), nil }
