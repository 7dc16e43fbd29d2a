package market_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

func signReceipt(t *testing.T, r market.Receipt) (market.SignedReceipt, common.Address) {
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	digest := domain.Digest(r.StructHash())
	sig, err := crypto.Sign(digest[:], key)
	require.NoError(t, err)
	return market.SignedReceipt{Receipt: r, Sig: market.Signature(sig)}, crypto.PubkeyToAddress(key.PublicKey)
}

func TestReceiptCheck(t *testing.T) {
	p := resolved(market.Tariff{Prices: prices(price(market.Input, 10), price(market.Output, 20))})
	good := market.Receipt{
		Terms: common.Hash{1}, ChannelID: common.Hash{2}, AttemptID: market.AttemptID{Call: market.NewCallID(), Attempt: 1}, Seq: 1, At: 1,
		Usage: market.Usage{market.Input: 3, market.Output: 4}, Cost: money.Picos(110), Status: market.StatusDone,
	}
	for name, c := range map[string]struct {
		change func(*market.Receipt)
		says   string
	}{
		"good":                     {func(*market.Receipt) {}, ""},
		"free by a zero receipt":   {func(r *market.Receipt) { r.Status, r.Usage, r.Cost = market.StatusZero, market.Usage{}, money.Amount{} }, ""},
		"one pico more":            {func(r *market.Receipt) { r.Cost = money.Picos(111) }, "claims 111 picos for a usage that rates at 110"},
		"one pico less":            {func(r *market.Receipt) { r.Cost = money.Picos(109) }, "rates at 110"},
		"unit without a price":     {func(r *market.Receipt) { r.Usage[market.Searches] = 1 }, "no price"},
		"usage of no call":         {func(r *market.Receipt) { r.Usage[market.Input] = market.MaxCount + 1 }, "input count"},
		"unknown status":           {func(r *market.Receipt) { r.Status = 9 }, "unknown status"},
		"no status":                {func(r *market.Receipt) { r.Status = 0 }, "unknown status"},
		"zero receipt with a bill": {func(r *market.Receipt) { r.Status = market.StatusZero }, "nothing is due"},
	} {
		t.Run(name, func(t *testing.T) {
			r := good
			c.change(&r)
			signed, seller := signReceipt(t, r)
			err := signed.Check(domain, seller, p)
			if c.says == "" {
				require.NoError(t, err)
				require.ErrorIs(t, signed.Check(domain, common.Address{1}, p), market.ErrSignature, "another seller")
				require.ErrorIs(t, signed.Check(market.Domain{ChainID: 1, Clearing: domain.Clearing}, seller, p), market.ErrSignature, "another chain")
				return
			}
			require.ErrorContains(t, err, c.says)
		})
	}
}

// Whatever is changed after signing, the signature does not hold.
func TestEveryFieldOfAReceiptIsSigned(t *testing.T) {
	base := market.Receipt{AttemptID: market.AttemptID{Attempt: 1}, Seq: 1, Status: market.StatusDone}
	for name, change := range map[string]func(*market.Receipt){
		"terms": func(r *market.Receipt) { r.Terms[0]++ }, "channel": func(r *market.Receipt) { r.ChannelID[0]++ }, "call": func(r *market.Receipt) { r.Call[0]++ },
		"attempt": func(r *market.Receipt) { r.Attempt++ }, "seq": func(r *market.Receipt) { r.Seq++ }, "at": func(r *market.Receipt) { r.At++ },
		"usage": func(r *market.Receipt) { r.Usage[market.Searches]++ }, "cost": func(r *market.Receipt) { r.Cost = money.Picos(1) },
		"request": func(r *market.Receipt) { r.Request[0]++ }, "answer": func(r *market.Receipt) { r.Answer[0]++ }, "status": func(r *market.Receipt) { r.Status++ },
	} {
		r := base
		change(&r)
		require.NotEqual(t, base.StructHash(), r.StructHash(), name)
	}
}

func TestStatuses(t *testing.T) {
	for status, name := range map[market.Status]string{1: "open", 2: "done", 3: "cancelled", 4: "zero", 5: "estimated"} {
		require.Equal(t, name, status.String())
		require.Equal(t, status != market.StatusOpen, status.Final())
		text, err := json.Marshal(status)
		require.NoError(t, err)
		var back market.Status
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, status, back)
	}
	var s market.Status
	require.Error(t, json.Unmarshal([]byte(`"paid"`), &s))
	require.Equal(t, "status77", market.Status(77).String())
}

func TestCallIDs(t *testing.T) {
	a, b := market.NewCallID(), market.NewCallID()
	require.NotEqual(t, a, b)
	text, err := json.Marshal(a)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &b))
	require.Equal(t, a, b)
	for _, bad := range []string{"", "00", "zz", a.String() + "00", a.String()[1:]} {
		require.Error(t, b.UnmarshalText([]byte(bad)), bad)
	}
	require.Equal(t, a.String()+"/3", market.AttemptID{Call: a, Attempt: 3}.String())
}

func FuzzTexts(f *testing.F) {
	f.Add([]byte("open"))
	f.Add([]byte("00112233445566778899aabbccddeeff"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var s market.Status
		if s.UnmarshalText(text) == nil {
			require.Equal(t, string(text), s.String())
		}
		var id market.CallID
		if id.UnmarshalText(text) == nil {
			require.Equal(t, common.HexToHash(string(text)), common.HexToHash(id.String()))
		}
		var r market.RecordState
		if r.UnmarshalText(text) == nil {
			require.Equal(t, string(text), r.String())
		}
		if u, err := market.ParseUnit(string(text)); err == nil {
			require.Equal(t, string(text), u.String())
		}
	})
}

func FuzzRecover(f *testing.F) {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("fuzz")))
	require.NoError(f, err)
	digest := crypto.Keccak256Hash([]byte("digest"))
	sig, err := crypto.Sign(digest[:], key)
	require.NoError(f, err)
	f.Add(digest[:], sig)
	f.Add(make([]byte, 32), make([]byte, 65))
	f.Fuzz(func(t *testing.T, digest, raw []byte) {
		if len(digest) != 32 || len(raw) != 65 {
			return
		}
		sig := market.Signature(raw)
		before := sig
		signer, err := market.Recover(common.Hash(digest), sig)
		require.Equal(t, before, sig)
		if err != nil {
			require.True(t, errors.Is(err, market.ErrSignature))
			return
		}
		require.NoError(t, market.Verify(common.Hash(digest), sig, signer))
		require.Error(t, market.Verify(common.Hash(digest), sig, common.Address{}))
	})
}
