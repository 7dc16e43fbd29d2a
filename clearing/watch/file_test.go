package watch_test

import (
	"crypto/ecdsa"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

var (
	domain = market.Domain{ChainID: 31337, Clearing: common.HexToAddress("0xc1ea")}
	usd    = money.Asset{ChainID: 31337, Token: [20]byte{7}, Decimals: 6}
	payee  = common.HexToAddress("0xee")
)

// payer is a key that signs vouchers on one channel.
type payer struct {
	key *ecdsa.PrivateKey
	ch  channel.Channel
}

func newPayer(t require.TestingT) payer {
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	a := crypto.PubkeyToAddress(key.PublicKey)
	return payer{key, channel.Channel{Payer: a, Signer: a, Payee: payee, PayeeSigner: payee, Asset: common.Hash(usd.ID()), CloseDelay: 3600}}
}

// pays is what the payee holds after a voucher over so many base units, all of them earned.
func (p payer) pays(t require.TestingT, units uint64) watch.Holding {
	v := channel.SignedVoucher{Voucher: channel.Voucher{ChannelID: p.ch.ID(), Cumulative: money.UnitsOf(units), Memo: common.Hash{byte(units)}}}
	digest := domain.Digest(v.StructHash())
	sig, err := crypto.Sign(digest[:], p.key)
	require.NoError(t, err)
	copy(v.Sig[:], sig)
	return watch.Holding{Role: settle.Payee, Channel: p.ch, Asset: usd, Peer: "buyer", OnChain: channel.OnChain{Deposit: money.UnitsOf(10_000_000)}, Highest: v,
		Sum: money.UnitsOf(units).FloorPicos(usd)}
}

func encode(at uint64, holdings ...watch.Holding) []byte {
	var lines [][]byte
	for _, h := range holdings {
		lines = append(lines, watch.EncodeHolding(h))
	}
	return watch.NewFile(domain, common.Hash{9}, at).Encode(lines)
}

func TestFileReadsWhatWasWritten(t *testing.T) {
	a, b := newPayer(t).pays(t, 5), newPayer(t).pays(t, 7)
	for _, holdings := range [][]watch.Holding{{}, {a}, {a, b}} {
		path := filepath.Join(t.TempDir(), watch.FileName)
		require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(path), "."+watch.FileName+".tmp"), make([]byte, 1<<16), 0o600)) // of a crash
		require.NoError(t, watch.Replace(path, encode(77, holdings...)))
		f, err := watch.Read(path)
		require.NoError(t, err)
		require.Equal(t, holdings, f.Channels)
		require.Equal(t, uint64(77), f.Written)
		require.Equal(t, domain, f.Domain())
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
		entries, err := os.ReadDir(filepath.Dir(path))
		require.NoError(t, err)
		require.Len(t, entries, 1, "no temporary file is left")
	}
}

func TestFileRefuses(t *testing.T) {
	h := newPayer(t).pays(t, 5)
	forged, late := h, h
	forged.Highest.Cumulative = money.UnitsOf(6)
	late.OnChain.Epoch = 1
	role := h
	role.Role = 3
	for name, c := range map[string]struct {
		text []byte
		is   error
		says string
	}{
		"nothing":          {nil, watch.ErrFile, "unexpected end"},
		"no version":       {[]byte("{}"), watch.ErrFile, "names no version"},
		"a newer version":  {[]byte(`{"version":2,"channels":[{"role":"new"}]}`), watch.ErrNewer, "use the newer program"},
		"torn":             {encode(1, h)[:300], watch.ErrFile, ""},
		"a forged voucher": {encode(1, forged), watch.ErrFile, "verify voucher"},
		"another epoch":    {encode(1, late), watch.ErrFile, "of another channel or epoch"},
		"another role":     {encode(1, role), watch.ErrFile, "neither payer (1) nor payee (2)"},
		"twice":            {encode(1, h, h), watch.ErrFile, "twice"},
	} {
		_, err := watch.Parse(c.text)
		require.ErrorIs(t, err, c.is, name)
		require.ErrorContains(t, err, c.says, name)
	}
}

func FuzzParse(f *testing.F) {
	h := newPayer(f).pays(f, 5)
	f.Add(encode(1))
	f.Add(encode(1, h))
	f.Add([]byte(`{"version":1,"channels":[{"role":1,"asset":{"decimals":99}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := watch.Parse(text)
		if err != nil {
			return
		}
		again, err := json.Marshal(file)
		require.NoError(t, err)
		got, err := watch.Parse(again)
		require.NoError(t, err)
		require.Equal(t, file, got)
	})
}
