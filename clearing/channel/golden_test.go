package channel_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// types are the structs of PROTOCOL.md section 1, for an independent implementation of EIP-712.
var types = apitypes.Types{
	"EIP712Domain": {{Name: "name", Type: "string"}, {Name: "version", Type: "string"}, {Name: "chainId", Type: "uint256"}, {Name: "verifyingContract", Type: "address"}},
	"Channel": {{Name: "payer", Type: "address"}, {Name: "signer", Type: "address"}, {Name: "payee", Type: "address"}, {Name: "payeeSigner", Type: "address"},
		{Name: "asset", Type: "bytes32"}, {Name: "closeDelay", Type: "uint32"}, {Name: "sink", Type: "bytes32"}, {Name: "sinkBps", Type: "uint16"}, {Name: "salt", Type: "uint64"}},
	"Voucher":      {{Name: "channelId", Type: "bytes32"}, {Name: "epoch", Type: "uint32"}, {Name: "cumulative", Type: "uint96"}, {Name: "memo", Type: "bytes32"}},
	"Close":        {{Name: "channelId", Type: "bytes32"}, {Name: "epoch", Type: "uint32"}, {Name: "claimed", Type: "uint96"}, {Name: "deadline", Type: "uint64"}},
	"RequestClose": {{Name: "channelId", Type: "bytes32"}, {Name: "epoch", Type: "uint32"}, {Name: "nonce", Type: "uint256"}},
	"Resync": {{Name: "channelId", Type: "bytes32"}, {Name: "epoch", Type: "uint32"}, {Name: "cumulative", Type: "uint96"}, {Name: "memo", Type: "bytes32"},
		{Name: "sum", Type: "uint128"}, {Name: "buyerNonce", Type: "bytes32"}},
}

// TestDigestsAreEIP712 holds every signed struct of this package against go-ethereum's own encoder.
func TestDigestsAreEIP712(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := market.Domain{ChainID: rapid.Uint64().Draw(t, "chain"), Clearing: address(t, "clearing")}
		id, epoch, units, memo := hash(t, "id"), rapid.Uint32().Draw(t, "epoch"), drawUnits(t, "units"), hash(t, "memo")
		c := channel.Channel{Payer: address(t, "payer"), Signer: address(t, "signer"), Payee: address(t, "payee"), PayeeSigner: address(t, "payeeSigner"),
			Asset: hash(t, "asset"), CloseDelay: rapid.Uint32().Draw(t, "delay"), Sink: hash(t, "sink"), SinkBps: rapid.Uint16().Draw(t, "bps"), Salt: rapid.Uint64().Draw(t, "salt")}
		same(t, d, "Channel", c.ID(), apitypes.TypedDataMessage{"payer": c.Payer.Hex(), "signer": c.Signer.Hex(), "payee": c.Payee.Hex(), "payeeSigner": c.PayeeSigner.Hex(),
			"asset": c.Asset.Hex(), "closeDelay": dec(uint64(c.CloseDelay)), "sink": c.Sink.Hex(), "sinkBps": dec(uint64(c.SinkBps)), "salt": dec(c.Salt)})
		head := func(more apitypes.TypedDataMessage) apitypes.TypedDataMessage {
			more["channelId"], more["epoch"] = id.Hex(), dec(uint64(epoch))
			return more
		}
		same(t, d, "Voucher", channel.Voucher{ChannelID: id, Epoch: epoch, Cumulative: units, Memo: memo}.StructHash(),
			head(apitypes.TypedDataMessage{"cumulative": units.String(), "memo": memo.Hex()}))
		deadline := rapid.Uint64().Draw(t, "deadline")
		same(t, d, "Close", channel.Close{ChannelID: id, Epoch: epoch, Claimed: units, Deadline: deadline}.StructHash(),
			head(apitypes.TypedDataMessage{"claimed": units.String(), "deadline": dec(deadline)}))
		same(t, d, "RequestClose", channel.RequestClose{ChannelID: id, Epoch: epoch, Nonce: memo}.StructHash(),
			head(apitypes.TypedDataMessage{"nonce": memo.Big().String()}))
		sum, nonce := drawAmount(t, "sum"), hash(t, "nonce")
		same(t, d, "Resync", channel.Resync{ChannelID: id, Epoch: epoch, Cumulative: units, Memo: memo, Sum: sum, BuyerNonce: nonce}.StructHash(),
			head(apitypes.TypedDataMessage{"cumulative": units.String(), "memo": memo.Hex(), "sum": sum.String(), "buyerNonce": nonce.Hex()}))
	})
}

func same(t *rapid.T, d market.Domain, primary string, structHash common.Hash, m apitypes.TypedDataMessage) {
	data := apitypes.TypedData{Types: types, PrimaryType: primary, Message: m, Domain: apitypes.TypedDataDomain{
		Name: "tolsey", Version: "1", ChainId: (*math.HexOrDecimal256)(new(big.Int).SetUint64(d.ChainID)), VerifyingContract: d.Clearing.Hex()}}
	want, err := data.HashStruct(primary, m)
	require.NoError(t, err)
	require.Equal(t, common.BytesToHash(want), structHash, primary)
	digest, _, err := apitypes.TypedDataAndHash(data)
	require.NoError(t, err)
	require.Equal(t, common.BytesToHash(digest), d.Digest(structHash), primary)
}

// TestMemoIsPinned pins the hash chain over entries, which no standard defines.
func TestMemoIsPinned(t *testing.T) {
	e := channel.Entry{AttemptID: market.AttemptID{Call: market.CallID{0: 1, 15: 2}, Attempt: 3}, Seq: 4, Evidence: common.HexToHash("0x05"), Total: money.Picos(6)}
	one := channel.NextMemo(common.Hash{}, e)
	require.Equal(t, memoOne, one.Hex())
	require.Equal(t, memoTwo, channel.NextMemo(one, e).Hex())
}

func dec(n uint64) string { return new(big.Int).SetUint64(n).String() }

func bytesOf(t *rapid.T, n int, name string) []byte {
	return rapid.SliceOfN(rapid.Byte(), n, n).Draw(t, name)
}

func hash(t *rapid.T, name string) common.Hash { return common.BytesToHash(bytesOf(t, 32, name)) }
func address(t *rapid.T, name string) common.Address {
	return common.BytesToAddress(bytesOf(t, 20, name))
}

func drawUnits(t *rapid.T, name string) money.Units {
	return money.UnitsFromBytes([12]byte(bytesOf(t, 12, name)))
}

func drawAmount(t *rapid.T, name string) money.Amount {
	return money.FromBytes([16]byte(bytesOf(t, 16, name)))
}

// Computed by another program, from the definition in PROTOCOL.md section 3.
const (
	memoOne = "0x47400d9421eebf5d31f2c30f23193aee5682549a0428f4985e150240a314d711"
	memoTwo = "0x70aa8f68dd79f2f22ff38e664d363976eccbe67872fbc1e8931b6c33eb7f7cce"
)
