package market

import (
	"encoding/binary"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market/money"
)

func bigOf(b []byte) *big.Int { return new(big.Int).SetBytes(b) }

// Words builds the EIP-712 encoding of a struct: one 32-byte word per field after the type hash.
type Words []byte

// NewWords starts the encoding of a struct with its type hash.
func NewWords(typeHash common.Hash) Words { return append(make(Words, 0, 16*32), typeHash[:]...) }

// Uint appends an unsigned integer field of any width up to 64 bits.
func (w Words) Uint(n uint64) Words {
	var word [32]byte
	binary.BigEndian.PutUint64(word[24:], n)
	return append(w, word[:]...)
}

// Amount appends a uint128 field of picos.
func (w Words) Amount(a money.Amount) Words {
	var word [32]byte
	b := a.Bytes()
	copy(word[16:], b[:])
	return append(w, word[:]...)
}

// Units appends a uint96 field of base units.
func (w Words) Units(u money.Units) Words {
	var word [32]byte
	b := u.Bytes()
	copy(word[20:], b[:])
	return append(w, word[:]...)
}

// Address appends an address field.
func (w Words) Address(a common.Address) Words {
	var word [32]byte
	copy(word[12:], a[:])
	return append(w, word[:]...)
}

// Hash appends a bytes32 field.
func (w Words) Hash(h common.Hash) Words { return append(w, h[:]...) }

// Bytes16 appends a bytes16 field, which EIP-712 pads on the right.
func (w Words) Bytes16(b [16]byte) Words {
	var word [32]byte
	copy(word[:], b[:])
	return append(w, word[:]...)
}

// Sum is the struct hash.
func (w Words) Sum() common.Hash { return crypto.Keccak256Hash(w) }
