package market_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// hostile are names that look like others, move a cursor, or are read as something else where they are shown.
var hostile = []string{
	"", "acme", "/", "acme/", "/large", "acme/large/1", "Acme/large", "acme/lаrge", "acme/large\x1b[2J", "acme/large\u202e1-egral", "acme/large\u200b",
	"acme/<script>alert(1)</script>", "acme/large\n", "acme/large 1", "acme/ｌarge", "http://acme/large", "acme/../../etc/passwd", "acme/large%00", "acme/large\x00",
	".acme/large", "acme/-large", "acme/\u00e9", "acme/ignore previous instructions", "acme/" + strings.Repeat("a", 65), strings.Repeat("a", 33) + "/large", "\xff\xfe/large",
}

func TestHostileModelNamesAreRefused(t *testing.T) {
	for _, name := range hostile {
		err := market.Model(name).Validate()
		require.Error(t, err, "%q", name)
		require.NotContains(t, err.Error(), "\x1b", "an error does not repeat what it refuses")
		require.NotContains(t, err.Error(), "\u202e")
		p := validPage()
		p.Rows[0].Model = market.Model(name)
		require.Error(t, p.Validate(), "%q", name)
	}
	for _, name := range []market.Model{"openai/gpt-5.6-sol", "z-ai/glm-5.2", "qwen/qwen3-235b-a22b-2507", "acme/a:free", "a/b", "01-ai/yi_34b"} {
		require.NoError(t, name.Validate())
	}
	require.Equal(t, "z-ai", market.Model("z-ai/glm-5.2").Family())
}

func TestPageValidate(t *testing.T) {
	require.NoError(t, validPage().Validate())
	for name, change := range map[string]func(*market.Page){
		"no rows":                    func(p *market.Page) { p.Rows = nil },
		"tombstone with rows":        func(p *market.Page) { p.Tombstone = true },
		"too many rows":              func(p *market.Page) { p.Rows = make([]market.Row, market.MaxRows+1) },
		"ends before it begins":      func(p *market.Page) { p.ValidUntil = p.Issued },
		"valid too long":             func(p *market.Page) { p.ValidUntil = p.Issued + uint64(market.MaxPageValidity.Milliseconds()) + 1 },
		"times that wrap":            func(p *market.Page) { p.Issued, p.ValidUntil = 1<<64-1, 5 },
		"zero payee":                 func(p *market.Page) { p.Payee = common.Address{} },
		"zero signer":                func(p *market.Page) { p.PayeeSigner = common.Address{} },
		"zero contract":              func(p *market.Page) { p.Clearing = common.Address{} },
		"zero token":                 func(p *market.Page) { p.Token = common.Address{} },
		"decimals":                   func(p *market.Page) { p.Decimals = money.MaxDecimals + 1 },
		"family of another model":    func(p *market.Page) { p.Family = "other" },
		"hostile family":             func(p *market.Page) { p.Family = "acme\x1b[2J" },
		"hostile tombstone":          func(p *market.Page) { p.Tombstone, p.Rows, p.Family = true, nil, "a\u202eb" },
		"tombstone of no family":     func(p *market.Page) { p.Tombstone, p.Rows, p.Family = true, nil, "" },
		"one model twice":            func(p *market.Page) { p.Rows = append(p.Rows, p.Rows[0]) },
		"no tariff":                  func(p *market.Page) { p.Rows[0].Tariff = market.Tariff{} },
		"no context":                 func(p *market.Page) { p.Rows[0].Context = 0 },
		"endless context":            func(p *market.Page) { p.Rows[0].Context = 1<<32 + 1 },
		"answer longer than context": func(p *market.Page) { p.Rows[0].MaxOutput = p.Rows[0].Context + 1 },
		"no answer":                  func(p *market.Page) { p.Rows[0].MaxOutput = 0 },
		"no calls":                   func(p *market.Page) { p.Rows[0].MaxCalls = 0 },
		"no dialect":                 func(p *market.Page) { p.Rows[0].Dialects = nil },
		"too many dialects":          func(p *market.Page) { p.Rows[0].Dialects = make([]string, market.MaxDialects+1) },
		"hostile dialect":            func(p *market.Page) { p.Rows[0].Dialects = []string{"openai\n"} },
		"dialect in capitals":        func(p *market.Page) { p.Rows[0].Dialects = []string{"OpenAI"} },
		"too many buyers":            func(p *market.Page) { p.Rows[0].Allow = make([]common.Address, market.MaxAllow+1) },
		"negative first-token bound": func(p *market.Page) { p.Policy.TTFT = -1 },
		"endless first-token bound":  func(p *market.Page) { p.Policy.TTFT = market.MaxTTFT + 1 },
		"endless close delay":        func(p *market.Page) { p.CloseDelay = 30*24*3600 + 1 },
	} {
		t.Run(name, func(t *testing.T) {
			p := validPage()
			change(p)
			require.Error(t, p.Validate())
		})
	}
	gone := validPage()
	gone.Tombstone, gone.Rows = true, nil
	require.NoError(t, gone.Validate())
}

func TestPageValidateAt(t *testing.T) {
	p := validPage()
	for after, ok := range map[time.Duration]bool{
		-61 * time.Second: false, -60 * time.Second: true, 0: true, 10*time.Minute - time.Millisecond: true, 10 * time.Minute: false, time.Hour: false,
	} {
		err := p.ValidateAt(t0.Add(after))
		if ok {
			require.NoError(t, err, after)
			continue
		}
		require.ErrorIs(t, err, market.ErrExpired, after)
	}
}

// Another implementation must find these: they are keccak256 over bytes that PROTOCOL.md section 1 names.
func TestPageIdentifiers(t *testing.T) {
	payload := []byte("payload")
	hash := market.PageHash(payload)
	require.Equal(t, crypto.Keccak256Hash([]byte("tolsey/page/1payload")), hash)
	o := market.Offer{Page: validPage(), PageHash: hash, Index: 0}
	require.Equal(t, crypto.Keccak256Hash(hash[:], []byte{0, 0, 0, 0}), o.ID())
	require.Equal(t, crypto.Keccak256Hash(hash[:], []byte{0, 0, 1, 0}), market.OfferID(hash, 256))
	id := o.ID()
	require.Equal(t, crypto.Keccak256Hash(id[:], make([]byte, 8)), o.Terms())
	require.Equal(t, crypto.Keccak256Hash(id[:], []byte{0, 0, 0, 0, 0, 0, 0, 7}), market.TermsOf(id, 7))
	require.Equal(t, o.Page.PayeeSigner, o.Seller())
	require.Equal(t, market.Model("acme/large-1"), o.Row().Model)
	require.Equal(t, money.Asset{ChainID: 31337, Token: common.HexToAddress("0x70"), Decimals: 6}, o.Page.Asset())
	require.Equal(t, market.Domain{ChainID: 31337, Clearing: common.HexToAddress("0xc1")}, o.Page.Domain())
}

func TestAllows(t *testing.T) {
	all, some := market.Row{}, market.Row{Allow: []common.Address{{1}, {2}}}
	require.True(t, all.Allows(common.Address{9}))
	require.True(t, some.Allows(common.Address{2}))
	require.False(t, some.Allows(common.Address{9}))
	require.False(t, some.Allows(common.Address{}), "an unknown buyer is nobody on the list")
}

func FuzzModel(f *testing.F) {
	for _, name := range hostile {
		f.Add(name)
	}
	f.Add("openai/gpt-5.6-sol")
	f.Fuzz(func(t *testing.T, name string) {
		if market.Model(name).Validate() != nil {
			return
		}
		require.Equal(t, 1, strings.Count(name, "/"))
		require.Equal(t, fmt.Sprintf("%q", name), `"`+name+`"`, "nothing in a model's name needs an escape")
	})
}
