package market_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
)

// typedDigest computes an EIP-712 digest with go-ethereum's own encoder, from the type as PROTOCOL.md spells it.
func typedDigest(t require.TestingT, d market.Domain, primary string, fields []apitypes.Type, message apitypes.TypedDataMessage) common.Hash {
	data := apitypes.TypedData{
		PrimaryType: primary,
		Domain: apitypes.TypedDataDomain{
			Name: "tolsey", Version: "1", ChainId: (*math.HexOrDecimal256)(new(big.Int).SetUint64(d.ChainID)), VerifyingContract: d.Clearing.Hex(),
		},
		Types: apitypes.Types{
			primary: fields,
			"EIP712Domain": {
				{Name: "name", Type: "string"}, {Name: "version", Type: "string"}, {Name: "chainId", Type: "uint256"}, {Name: "verifyingContract", Type: "address"},
			},
		},
		Message: message,
	}
	digest, _, err := apitypes.TypedDataAndHash(data)
	require.NoError(t, err)
	return common.BytesToHash(digest)
}

func number(n uint64) string { return fmt.Sprint(n) }

func TestReceiptDigestIsThatOfEIP712(t *testing.T) {
	fields := []apitypes.Type{
		{Name: "terms", Type: "bytes32"}, {Name: "channelId", Type: "bytes32"}, {Name: "call", Type: "bytes16"}, {Name: "attempt", Type: "uint8"},
		{Name: "seq", Type: "uint32"}, {Name: "at", Type: "uint64"}, {Name: "usage", Type: "bytes32"}, {Name: "cost", Type: "uint128"},
		{Name: "request", Type: "bytes32"}, {Name: "answer", Type: "bytes32"}, {Name: "status", Type: "uint8"},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := market.Domain{ChainID: rapid.Uint64().Draw(t, "chain"), Clearing: addresses().Draw(t, "clearing")}
		r := market.Receipt{
			Terms: words().Draw(t, "terms"), ChannelID: words().Draw(t, "channel"),
			AttemptID: market.AttemptID{Call: market.CallID(words().Draw(t, "call").Bytes()[:16]), Attempt: rapid.Uint8().Draw(t, "attempt")},
			Seq:       rapid.Uint32().Draw(t, "seq"), At: rapid.Uint64().Draw(t, "at"), Cost: amounts().Draw(t, "cost"),
			Request: words().Draw(t, "request"), Answer: words().Draw(t, "answer"), Status: market.Status(rapid.Uint8().Draw(t, "status")),
		}
		for i := range r.Usage {
			r.Usage[i] = rapid.Uint64().Draw(t, "count")
		}
		usage := r.Usage.Hash()
		want := typedDigest(t, d, "Receipt", fields, apitypes.TypedDataMessage{
			"terms": r.Terms.Hex(), "channelId": r.ChannelID.Hex(), "call": hexutil.Encode(r.Call[:]), "attempt": number(uint64(r.Attempt)),
			"seq": number(uint64(r.Seq)), "at": number(r.At), "usage": usage.Hex(), "cost": r.Cost.String(),
			"request": r.Request.Hex(), "answer": r.Answer.Hex(), "status": number(uint64(r.Status)),
		})
		require.Equal(t, want, d.Digest(r.StructHash()))
	})
}

func TestQuoteDigestIsThatOfEIP712(t *testing.T) {
	fields := []apitypes.Type{
		{Name: "seller", Type: "address"}, {Name: "buyer", Type: "address"}, {Name: "offer", Type: "bytes32"}, {Name: "prices", Type: "bytes32"},
		{Name: "issuedAt", Type: "uint64"}, {Name: "validUntil", Type: "uint64"}, {Name: "prefixHeld", Type: "uint64"}, {Name: "ttftBound", Type: "uint32"},
		{Name: "limit", Type: "uint128"}, {Name: "nonce", Type: "bytes32"},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := market.Domain{ChainID: rapid.Uint64().Draw(t, "chain"), Clearing: addresses().Draw(t, "clearing")}
		q := market.Quote{
			Seller: addresses().Draw(t, "seller"), Buyer: addresses().Draw(t, "buyer"), Offer: words().Draw(t, "offer"), Prices: words().Draw(t, "prices"),
			IssuedAt: rapid.Uint64().Draw(t, "issued"), ValidUntil: rapid.Uint64().Draw(t, "until"), PrefixHeld: rapid.Uint64().Draw(t, "prefix"),
			TTFTBound: rapid.Uint32().Draw(t, "ttft"), Limit: amounts().Draw(t, "limit"), Nonce: words().Draw(t, "nonce"),
		}
		want := typedDigest(t, d, "Quote", fields, apitypes.TypedDataMessage{
			"seller": q.Seller.Hex(), "buyer": q.Buyer.Hex(), "offer": q.Offer.Hex(), "prices": q.Prices.Hex(), "issuedAt": number(q.IssuedAt),
			"validUntil": number(q.ValidUntil), "prefixHeld": number(q.PrefixHeld), "ttftBound": number(uint64(q.TTFTBound)), "limit": q.Limit.String(), "nonce": q.Nonce.Hex(),
		})
		require.Equal(t, want, d.Digest(q.StructHash()))
	})
}

func TestRecoverTakesWhatTheContractTakes(t *testing.T) {
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	signer := crypto.PubkeyToAddress(key.PublicKey)
	digest := crypto.Keccak256Hash([]byte("digest"))
	raw, err := crypto.Sign(digest[:], key)
	require.NoError(t, err)
	sig := market.Signature(raw)
	require.NoError(t, market.Verify(digest, sig, signer))

	contract := sig
	contract[64] += 27
	require.NoError(t, market.Verify(digest, contract, signer), "V of 27 or 28")

	// The other signature of the same message under the same key: n - s, with V flipped. Who accepts it accepts two names for one promise.
	high := sig
	s := new(big.Int).Sub(crypto.S256().Params().N, new(big.Int).SetBytes(sig[32:64]))
	s.FillBytes(high[32:64])
	high[64] ^= 1
	require.ErrorIs(t, market.Verify(digest, high, signer), market.ErrSignature)

	for name, bad := range map[string]market.Signature{"nothing": {}, "V of 2": with(sig, 64, 2), "V of 29": with(sig, 64, 29), "r of zero": zeroed(sig, 0), "s of zero": zeroed(sig, 32)} {
		_, err := market.Recover(digest, bad)
		require.ErrorIs(t, err, market.ErrSignature, name)
	}
	require.ErrorIs(t, market.Verify(crypto.Keccak256Hash([]byte("other")), sig, signer), market.ErrSignature)
	require.True(t, market.Signature{}.IsZero())
	require.False(t, sig.IsZero())
}

func with(s market.Signature, i int, b byte) market.Signature { s[i] = b; return s }

func zeroed(s market.Signature, from int) market.Signature {
	clear(s[from : from+32])
	return s
}
