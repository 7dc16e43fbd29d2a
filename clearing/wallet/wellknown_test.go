package wallet_test

import (
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha512"
	"encoding/binary"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/wallet"
)

// mnemonicKey derives account i of the development mnemonic (BIP-39, BIP-32, path m/44'/60'/0'/0/i).
func mnemonicKey(t *testing.T, i uint32) *ecdsa.PrivateKey {
	seed, err := pbkdf2.Key(sha512.New, "test test test test test test test test test test test junk", []byte("mnemonic"), 2048, 64)
	require.NoError(t, err)
	key, chain := halves([]byte("Bitcoin seed"), seed)
	for _, index := range []uint32{44 | 1<<31, 60 | 1<<31, 1 << 31, 0, i} {
		data := append([]byte{0}, key.FillBytes(make([]byte, 32))...)
		if index < 1<<31 {
			priv, err := crypto.ToECDSA(key.FillBytes(make([]byte, 32)))
			require.NoError(t, err)
			data = crypto.CompressPubkey(&priv.PublicKey)
		}
		tweak, next := halves(chain, binary.BigEndian.AppendUint32(data, index))
		key, chain = key.Mod(key.Add(key, tweak), crypto.S256().Params().N), next
	}
	priv, err := crypto.ToECDSA(key.FillBytes(make([]byte, 32)))
	require.NoError(t, err)
	return priv
}

func halves(key, data []byte) (*big.Int, []byte) {
	mac := hmac.New(sha512.New, key)
	mac.Write(data)
	sum := mac.Sum(nil)
	return new(big.Int).SetBytes(sum[:32]), sum[32:]
}

func TestWellKnownKeysAreRefusedWhereMoneyIsReal(t *testing.T) {
	const first = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
	known, err := crypto.HexToECDSA(first)
	require.NoError(t, err)
	require.True(t, known.Equal(mnemonicKey(t, 0)), "the derivation is the one that development chains use")

	for i := range uint32(20) {
		key := mnemonicKey(t, i)
		_, err := wallet.New(key, 8453)
		require.ErrorIs(t, err, wallet.ErrWellKnown, "account %d, %s", i, crypto.PubkeyToAddress(key.PublicKey))
		for _, chain := range []uint64{31337, 1337} {
			_, err = wallet.New(key, chain)
			require.NoError(t, err)
		}
	}
	_, err = wallet.New(mnemonicKey(t, 20), 8453)
	require.NoError(t, err, "the list ends where development chains stop funding")

	counted, err := crypto.ToECDSA(big.NewInt(1).FillBytes(make([]byte, 32)))
	require.NoError(t, err)
	_, err = wallet.New(counted, 1)
	require.ErrorIs(t, err, wallet.ErrWellKnown)
}
