package wire

import (
	"crypto/ecdsa"
	"fmt"

	"github.com/ethereum/go-ethereum/crypto"
)

// SignerKey is the node key that signed the page: with it a reader knows the seller's peer id, and so whom to call.
func (s *SignedPage) SignerKey() (*ecdsa.PublicKey, error) {
	_, sig, err := parseSigned(s.Data)
	if err != nil {
		return nil, err
	}
	if sig[64] >= 27 {
		sig[64] -= 27
	}
	key, err := crypto.SigToPub(s.Hash[:], sig[:])
	if err != nil {
		return nil, fmt.Errorf("recover page's signer: %w", err)
	}
	return key, nil
}
