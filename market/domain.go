package market

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Domain is the EIP-712 domain {name "tolsey", version "1", chainId, verifyingContract} in which everything but pages is signed.
type Domain struct {
	ChainID  uint64
	Clearing common.Address
}

var (
	domainTypeHash = crypto.Keccak256Hash([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"))
	domainName     = crypto.Keccak256Hash([]byte("tolsey"))
	domainVersion  = crypto.Keccak256Hash([]byte("1"))
)

// Separator is the domain separator.
func (d Domain) Separator() common.Hash {
	var chain [32]byte
	binary.BigEndian.PutUint64(chain[24:], d.ChainID)
	return crypto.Keccak256Hash(domainTypeHash[:], domainName[:], domainVersion[:], chain[:], common.LeftPadBytes(d.Clearing[:], 32))
}

// Digest is what is signed for a struct of this domain.
func (d Domain) Digest(structHash common.Hash) common.Hash {
	sep := d.Separator()
	return crypto.Keccak256Hash([]byte{0x19, 0x01}, sep[:], structHash[:])
}

// Signature is a 65-byte secp256k1 signature R || S || V with low S and V of 0 or 1 (27 or 28 where the contract reads it).
type Signature [65]byte

// MarshalText writes 130 hex digits.
func (s Signature) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(s[:])), nil }

// UnmarshalText reads 130 hex digits, with or without 0x.
func (s *Signature) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(strings.TrimPrefix(string(text), "0x"))
	if err != nil || len(b) != len(s) {
		return fmt.Errorf("signature of %d characters is not 130 hex digits", len(text))
	}
	copy(s[:], b)
	return nil
}

// IsZero reports whether nothing was signed.
func (s Signature) IsZero() bool { return s == Signature{} }

// ErrSignature is returned when a signature is malformed, has a high S or was made by another key.
var ErrSignature = errors.New("signature is not valid")

// Recover returns the address whose key signed digest. It accepts what the clearing contract accepts: low S only.
func Recover(digest common.Hash, sig Signature) (common.Address, error) {
	r, s := sig[:32], sig[32:64]
	v := sig[64]
	if v == 27 || v == 28 {
		v -= 27
	}
	if v > 1 || !crypto.ValidateSignatureValues(v, bigOf(r), bigOf(s), true) {
		return common.Address{}, ErrSignature
	}
	sig[64] = v
	pub, err := crypto.Ecrecover(digest[:], sig[:])
	if err != nil {
		return common.Address{}, ErrSignature
	}
	return common.BytesToAddress(crypto.Keccak256(pub[1:])[12:]), nil
}

// Verify checks that signer's key signed digest.
func Verify(digest common.Hash, sig Signature, signer common.Address) error {
	got, err := Recover(digest, sig)
	if err != nil {
		return err
	}
	if got != signer || signer == (common.Address{}) {
		return ErrSignature
	}
	return nil
}
