package wallet_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

var domain = market.Domain{ChainID: chain, Clearing: common.HexToAddress("0xc1")}

func newSigner(t *testing.T) *wallet.Signer {
	s, err := wallet.Generate(chain)
	require.NoError(t, err)
	return s
}

func TestEachSignatureVerifiesAgainstItsOwnType(t *testing.T) {
	s := newSigner(t)
	voucher := channel.Voucher{ChannelID: common.Hash{1}, Epoch: 2, Cumulative: money.UnitsOf(3), Memo: common.Hash{4}}
	receipt := market.Receipt{ChannelID: common.Hash{1}, Seq: 1, Cost: money.Picos(5), Status: market.StatusDone}
	quote := market.Quote{Seller: s.Address(), Limit: money.Picos(7)}
	closing := channel.Close{ChannelID: common.Hash{1}, Claimed: money.UnitsOf(8), Deadline: 9}
	request := channel.RequestClose{ChannelID: common.Hash{1}, Nonce: common.Hash{2}}
	resync := channel.Resync{ChannelID: common.Hash{1}, Sum: money.Picos(11)}
	for name, c := range map[string]struct {
		hash common.Hash
		sign func(market.Domain) (market.Signature, error)
	}{
		"voucher": {voucher.StructHash(), func(d market.Domain) (market.Signature, error) { return s.SignVoucher(d, voucher) }},
		"receipt": {receipt.StructHash(), func(d market.Domain) (market.Signature, error) { return s.SignReceipt(d, receipt) }},
		"quote":   {quote.StructHash(), func(d market.Domain) (market.Signature, error) { return s.SignQuote(d, quote) }},
		"close":   {closing.StructHash(), func(d market.Domain) (market.Signature, error) { return s.SignClose(d, closing) }},
		"request": {request.StructHash(), func(d market.Domain) (market.Signature, error) { return s.SignRequestClose(d, request) }},
		"resync":  {resync.StructHash(), func(d market.Domain) (market.Signature, error) { return s.SignResync(d, resync) }},
	} {
		t.Run(name, func(t *testing.T) {
			sig, err := c.sign(domain)
			require.NoError(t, err)
			require.LessOrEqual(t, sig[64], byte(1))
			require.NoError(t, market.Verify(domain.Digest(c.hash), sig, s.Address()))
			elsewhere := market.Domain{ChainID: chain, Clearing: common.HexToAddress("0xc2")}
			require.ErrorIs(t, market.Verify(elsewhere.Digest(c.hash), sig, s.Address()), market.ErrSignature)

			_, err = c.sign(market.Domain{ChainID: 1, Clearing: domain.Clearing})
			require.ErrorIs(t, err, wallet.ErrNetwork, "a key signs for its own chain only")
		})
	}
}

func TestSignPage(t *testing.T) {
	s := newSigner(t)
	sig, err := s.SignPage([]byte("payload"))
	require.NoError(t, err)
	require.NoError(t, market.Verify(market.PageHash([]byte("payload")), sig, s.Address()))
	_, err = s.SignPage(nil)
	require.Error(t, err)
	_, err = s.SignPage(make([]byte, market.MaxPageSize+1))
	require.Error(t, err)
}

func TestSignTx(t *testing.T) {
	s := newSigner(t)
	tx := settle.Tx{
		ChainID: chain, Nonce: 3, Call: settle.Call{To: common.HexToAddress("0xc1"), Data: []byte{1, 2}, Gas: 60_000},
		TipCap: big.NewInt(1), FeeCap: big.NewInt(100),
	}
	signed, err := s.SignTx(tx)
	require.NoError(t, err)
	var got types.Transaction
	require.NoError(t, got.UnmarshalBinary(signed.Raw))
	require.Equal(t, signed.Hash, got.Hash())
	from, err := types.Sender(types.LatestSignerForChainID(big.NewInt(chain)), &got)
	require.NoError(t, err)
	require.Equal(t, s.Address(), from)
	require.Equal(t, tx.To, *got.To())
	require.Equal(t, tx.Data, got.Data())
	require.Equal(t, []uint64{3, 60_000, 0}, []uint64{got.Nonce(), got.Gas(), got.Value().Uint64()})

	tx.ChainID = 1
	_, err = s.SignTx(tx)
	require.ErrorIs(t, err, wallet.ErrNetwork)
	tx.ChainID, tx.FeeCap = chain, nil
	_, err = s.SignTx(tx)
	require.ErrorContains(t, err, "no fees")
}

func TestNothingPrintsAKeyOrAPassword(t *testing.T) {
	s := newSigner(t)
	password := wallet.PasswordOf("correct horse battery")
	var out bytes.Buffer
	for _, v := range []any{s, password, &password, struct {
		S *wallet.Signer
		P wallet.Password
	}{s, password}, struct {
		s *wallet.Signer
		p wallet.Password
	}{s, password}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		text, err := json.Marshal(v)
		require.NoError(t, err)
		out.Write(text)
	}
	slog.New(slog.NewJSONHandler(&out, nil)).Info("opened", "signer", s, "password", password)
	slog.New(slog.NewTextHandler(&out, nil)).Info("opened", "signer", s, "password", password)

	key := crypto.FromECDSA(s.Identity())
	require.NotContains(t, out.String(), hex.EncodeToString(key))
	require.NotContains(t, out.String(), new(big.Int).SetBytes(key).String())
	require.NotContains(t, out.String(), "horse")
	require.NotContains(t, out.String(), hex.EncodeToString([]byte("horse")))
	require.Contains(t, out.String(), s.Address().Hex())
}
