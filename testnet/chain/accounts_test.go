package chain_test

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha512"
	"encoding/binary"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/chain"
)

// The keys are derived here from the phrase, by BIP-39 and BIP-32 along m/44'/60'/0'/0/i.
func TestAccountsAreTheMnemonics(t *testing.T) {
	seed, err := pbkdf2.Key(sha512.New, chain.Mnemonic, []byte("mnemonic"), 2048, 64)
	require.NoError(t, err)
	key, code := halves([]byte("Bitcoin seed"), seed)
	const hard = 1 << 31
	for _, step := range []uint32{44 + hard, 60 + hard, 0 + hard, 0} {
		key, code = child(t, key, code, step)
	}
	for i := range chain.Accounts {
		want, _ := child(t, key, code, uint32(i))
		require.Equal(t, want, crypto.FromECDSA(chain.AccountAt(i).Key), "account %d", i)
	}
	require.Equal(t, common.HexToAddress("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"), chain.AccountAt(0).Address)
	require.Equal(t, common.HexToAddress("0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"), chain.AccountAt(9).Address)
}

func halves(key, data []byte) (left, right []byte) {
	mac := hmac.New(sha512.New, key)
	mac.Write(data)
	sum := mac.Sum(nil)
	return sum[:32], sum[32:]
}

func child(t *testing.T, key, code []byte, step uint32) (childKey, childCode []byte) {
	t.Helper()
	private, err := crypto.ToECDSA(key)
	require.NoError(t, err)
	data := append([]byte{0}, key...)
	if step < 1<<31 {
		data = crypto.CompressPubkey(&private.PublicKey)
	}
	left, right := halves(code, binary.BigEndian.AppendUint32(data, step))
	sum := new(big.Int).Add(new(big.Int).SetBytes(left), new(big.Int).SetBytes(crypto.FromECDSA(private)))
	return sum.Mod(sum, crypto.S256().Params().N).FillBytes(make([]byte, 32)), right
}
