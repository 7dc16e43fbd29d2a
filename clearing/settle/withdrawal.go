package settle

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/market"
)

// Withdrawal is an owner's signed order to send free balance to an address, which anybody may carry to the contract.
type Withdrawal struct {
	Owner    common.Address
	Asset    common.Hash
	To       common.Address
	Amount   *big.Int // base units
	Nonce    *big.Int // single use, of the owner's
	Deadline uint64   // unix seconds, inclusive
}

var withdrawTypeHash = crypto.Keccak256Hash([]byte("Withdraw(address owner,bytes32 asset,address to,uint256 amount,uint256 nonce,uint64 deadline)"))

// StructHash is what EIP-712 signs of it, before the domain.
func (w Withdrawal) StructHash() common.Hash {
	return market.NewWords(withdrawTypeHash).Address(w.Owner).Hash(w.Asset).Address(w.To).
		Hash(common.BigToHash(w.Amount)).Hash(common.BigToHash(w.Nonce)).Uint(w.Deadline).Sum()
}
