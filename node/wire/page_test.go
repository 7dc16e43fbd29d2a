package wire_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/wire"
)

func TestPageSurvivesTheWire(t *testing.T) {
	signed := testSignedPage()
	opened, err := wire.OpenPage(signed.Data)
	require.NoError(t, err)
	require.Equal(t, testPage(), opened.Page)
	require.Equal(t, signed.Hash, opened.Hash)
	require.Equal(t, testKey().address(), opened.Seller())
}

func TestTombstoneSurvivesTheWire(t *testing.T) {
	p := testPage()
	p.Tombstone, p.Rows, p.Policy = true, nil, market.Policy{}
	signed, err := wire.SignPage(p, testKey())
	require.NoError(t, err)
	require.Equal(t, p, signed.Page)
}

// Any page whose parts fit comes back as it was, and from one payload only.
func TestPageRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPage(t)
		payload, err := wire.EncodePage(p)
		require.NoError(t, err)
		back, err := wire.DecodePage(payload)
		require.NoError(t, err)
		require.Equal(t, p, back)
	})
}

func drawPage(t *rapid.T) *market.Page {
	addr := rapid.Custom(func(t *rapid.T) (a common.Address) {
		copy(a[:], rapid.SliceOfN(rapid.Byte(), 20, 20).Draw(t, "address"))
		return a
	})
	amount := rapid.Custom(func(t *rapid.T) money.Amount {
		var b [16]byte
		copy(b[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "amount"))
		return money.FromBytes(b)
	})
	price := rapid.Custom(func(t *rapid.T) market.UnitPrice {
		return market.UnitPrice{Unit: market.Unit(rapid.Uint8().Draw(t, "unit")), Price: money.Price(rapid.Uint64().Draw(t, "picos"))}
	})
	override := rapid.Custom(func(t *rapid.T) market.Override {
		return market.Override{
			ContextOver: rapid.Uint64().Draw(t, "over"), UTCFrom: rapid.Uint16().Draw(t, "from"), UTCTo: rapid.Uint16().Draw(t, "to"),
			Tier: rapid.StringMatching("[a-z]{0,8}").Draw(t, "tier"), Prices: some(t, price, 3),
		}
	})
	row := rapid.Custom(func(t *rapid.T) market.Row {
		return market.Row{
			Model: market.Model(rapid.StringMatching("[a-z]{0,9}/[a-z]{0,9}").Draw(t, "model")), Tariff: market.Tariff{Prices: some(t, price, 5), Overrides: some(t, override, 3)},
			Context: rapid.Uint64().Draw(t, "context"), MaxOutput: rapid.Uint64().Draw(t, "output"), Reasoning: rapid.Bool().Draw(t, "reasoning"),
			MaxCalls: rapid.Uint32().Draw(t, "calls"), TPM: rapid.Uint64().Draw(t, "tpm"), Dialects: some(t, rapid.StringMatching("[a-z]{0,8}"), 3), Allow: some(t, addr, 4),
		}
	})
	return &market.Page{
		ChainID: rapid.Uint64().Draw(t, "chain"), Clearing: addr.Draw(t, "clearing"), Token: addr.Draw(t, "token"), Decimals: rapid.Uint8().Draw(t, "decimals"),
		Payee: addr.Draw(t, "payee"), PayeeSigner: addr.Draw(t, "signer"), Family: rapid.StringMatching("[a-z0-9][a-z0-9._-]{0,8}").Draw(t, "family"),
		Seq: rapid.Uint64().Draw(t, "seq"), Issued: rapid.Uint64().Draw(t, "issued"), ValidUntil: rapid.Uint64().Draw(t, "until"), MinDeposit: amount.Draw(t, "deposit"),
		CloseDelay: rapid.Uint32().Draw(t, "delay"), Tombstone: rapid.Bool().Draw(t, "tombstone"), Rows: some(t, row, 4),
		Policy: market.Policy{
			TTFT: time.Duration(rapid.Uint32().Draw(t, "ttft")) * time.Millisecond, WindowTokens: rapid.Uint32().Draw(t, "window"),
			WindowMoney: amount.Draw(t, "money"), UnpaidNew: amount.Draw(t, "unpaid"), MaxCall: amount.Draw(t, "most"),
		},
	}
}

// some draws up to n values; none is nil, as decoding has it.
func some[V any](t *rapid.T, g *rapid.Generator[V], n int) []V {
	out := rapid.SliceOfN(g, 0, n).Draw(t, "list")
	if len(out) == 0 {
		return nil
	}
	return out
}

func TestOpenPageRefuses(t *testing.T) {
	signed := testSignedPage()
	payload, err := wire.EncodePage(signed.Page)
	require.NoError(t, err)
	sig, err := testKey().SignPage(payload)
	require.NoError(t, err)
	raw := func(payload, sig []byte) []byte {
		out := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), payload)
		return protowire.AppendBytes(protowire.AppendTag(out, 2, protowire.BytesType), sig)
	}
	resign := func(payload []byte) []byte {
		sig, err := testKey().SignPage(payload)
		require.NoError(t, err)
		return raw(payload, sig[:])
	}
	require.Equal(t, signed.Data, raw(payload, sig[:]))

	otherSig := sig
	otherSig[10] ^= 1
	contractSig := sig
	contractSig[64] += 27
	unknownField := protowire.AppendVarint(protowire.AppendTag(bytes.Clone(payload), 99, protowire.VarintType), 1)
	repeated := protowire.AppendVarint(protowire.AppendTag(bytes.Clone(payload), 4, protowire.VarintType), 6)
	overlong := append([]byte{payload[0], payload[1], payload[2], payload[3] | 0x80, 0}, payload[4:]...)
	swapped := raw(nil, nil)[:0]
	swapped = protowire.AppendBytes(protowire.AppendTag(swapped, 2, protowire.BytesType), sig[:])
	swapped = protowire.AppendBytes(protowire.AppendTag(swapped, 1, protowire.BytesType), payload)

	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":                   {nil, wire.ErrMalformed},
		"too long":                  {make([]byte, wire.MaxSigned+1), wire.ErrMalformed},
		"noise":                     {[]byte("not a page"), wire.ErrMalformed},
		"signature of other bytes":  {raw(payload, otherSig[:]), market.ErrSignature},
		"signature missing":         {raw(payload, nil), wire.ErrMalformed},
		"signature with v of 27":    {raw(payload, contractSig[:]), wire.ErrMalformed},
		"trailing bytes":            {append(bytes.Clone(signed.Data), 0x18, 1), wire.ErrMalformed},
		"signature before the page": {swapped, wire.ErrMalformed},
		"unknown field, signed":     {resign(unknownField), wire.ErrMalformed},
		"repeated field, signed":    {resign(repeated), wire.ErrMalformed},
		"overlong varint, signed":   {resign(overlong), wire.ErrMalformed},
		"empty payload, signed":     {resign(nil), wire.ErrMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := wire.OpenPage(c.data)
			require.ErrorIs(t, err, c.want)
		})
	}
}

// A page that is well written but may not be sold is refused on both sides, whoever signed it.
func TestPagesOutsideTheRules(t *testing.T) {
	for name, spoil := range map[string]func(*market.Page){
		"price zero":           func(p *market.Page) { p.Rows[0].Tariff.Prices[0].Price = 0 },
		"unit unknown":         func(p *market.Page) { p.Rows[0].Tariff.Prices[0].Unit = market.Units },
		"model twice":          func(p *market.Page) { p.Rows[1].Model = p.Rows[0].Model },
		"model not of family":  func(p *market.Page) { p.Rows[1].Model = "z-ai/glm-5.2" },
		"hostile model name":   func(p *market.Page) { p.Rows[1].Model = "openai/<script>" },
		"valid for a day":      func(p *market.Page) { p.ValidUntil = p.Issued + 86_400_000 },
		"no payee":             func(p *market.Page) { p.Payee = common.Address{} },
		"tombstone with rows":  func(p *market.Page) { p.Tombstone = true },
		"no rows":              func(p *market.Page) { p.Rows = nil },
		"signed by nobody":     func(p *market.Page) { p.PayeeSigner = common.Address{} },
		"signed by other keys": func(p *market.Page) { p.PayeeSigner = address("someone else") },
	} {
		t.Run(name, func(t *testing.T) {
			p := testPage()
			spoil(p)
			_, err := wire.SignPage(p, testKey())
			require.Error(t, err)
		})
	}
}

func TestEncodePageRefuses(t *testing.T) {
	p := testPage()
	p.Policy.TTFT = time.Microsecond
	_, err := wire.EncodePage(p)
	require.ErrorContains(t, err, "milliseconds")

	p = testPage()
	for range 300 {
		p.Rows = append(p.Rows, p.Rows[0])
	}
	_, err = wire.EncodePage(p)
	require.ErrorContains(t, err, "list fewer models")
}

func TestTopics(t *testing.T) {
	topic := wire.Topic(31337, "z-ai")
	require.Equal(t, "tolsey/offers/1/31337/z-ai", topic)
	family, ok := wire.FamilyOf(31337, topic)
	require.True(t, ok)
	require.Equal(t, "z-ai", family)
	for _, other := range []string{"tolsey/offers/1/1/z-ai", "tolsey/offers/1/31337/", "tolsey/offers/1/31337/A", "tolsey/offers/1/31337/" + strings.Repeat("a", 40), ""} {
		_, ok := wire.FamilyOf(31337, other)
		require.Falsef(t, ok, "%q", other)
	}
}
