package config_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
)

func TestValuesReadWhatTheyWrite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := config.Money{Amount: money.Micros(rapid.Uint64Range(0, 1_000_000_000_000).Draw(t, "micros"))}
		var m2 config.Money
		require.NoError(t, m2.UnmarshalText([]byte(m.String())))
		require.Equal(t, m, m2)

		p := config.Percent{PPM: rapid.Uint32Range(0, 10_000_000).Draw(t, "ppm")}
		var p2 config.Percent
		require.NoError(t, p2.UnmarshalText([]byte(p.String())))
		require.Equal(t, p, p2)

		d := config.Duration{Duration: time.Duration(rapid.Int64Range(0, 1<<50).Draw(t, "ns"))}
		var d2 config.Duration
		require.NoError(t, d2.UnmarshalText([]byte(d.String())), d.String())
		require.Equal(t, d, d2)

		s := config.Size{Bytes: rapid.Uint64Range(0, 1<<40).Draw(t, "bytes")}
		var s2 config.Size
		require.NoError(t, s2.UnmarshalText([]byte(s.String())))
		require.Equal(t, s, s2)

		from := rapid.Uint16Range(0, 1439).Draw(t, "from")
		w := config.Window{From: from, To: (from + rapid.Uint16Range(1, 1439).Draw(t, "span")) % 1440}
		text, err := w.MarshalText()
		require.NoError(t, err)
		var w2 config.Window
		require.NoError(t, w2.UnmarshalText(text))
		require.Equal(t, w, w2)
	})
}

func TestBadValues(t *testing.T) {
	for _, s := range []string{"", "%", "5", "5.%", ".5 %", "-5 %", "1.23456 %", "1001 %", "5 % %"} {
		require.Error(t, new(config.Percent).UnmarshalText([]byte(s)), s)
	}
	for _, s := range []string{"", "5", "-1 MiB", "1.5 MiB", "99999999999 GiB", "5 MB"} {
		require.Error(t, new(config.Size).UnmarshalText([]byte(s)), s)
	}
	for _, s := range []string{"", "x", "5", "5.5", "-5s", "1d"} {
		require.Error(t, new(config.Duration).UnmarshalText([]byte(s)), s)
	}
	for _, s := range []string{"", "01:00", "01:00-01:00", "25:00-01:00", "01:00-02:00-03:00"} {
		require.Error(t, new(config.Window).UnmarshalText([]byte(s)), s)
	}
}

// FuzzParse: whatever an operator's file holds, reading it is an error or a configuration that writes and reads back alike.
func FuzzParse(f *testing.F) {
	f.Add([]byte(config.Example()))
	f.Add([]byte("seller: {upstreams: [{name: v, kind: openai}], offers: [{model: a/b, upstream: v, usd_per_million: {input: 1}, overrides: [{utc: 01:00-04:00, usd_per_million: {input: 2}}]}]}"))
	f.Add([]byte("limits: {window_money: 0.01}\ngatewai: x\n"))
	f.Add([]byte("a: &a [1]\nb: *a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("/f", data)
		if err != nil {
			require.ErrorIs(t, err, config.ErrInvalid)
			return
		}
		if c.Validate() != nil {
			return
		}
		text, err := c.YAML(nil)
		require.NoError(t, err)
		again, err := config.Parse("/f", text)
		require.NoError(t, err)
		once, err := again.YAML(nil)
		require.NoError(t, err)
		require.Equal(t, string(text), string(once))
	})
}

// FuzzParseNetwork: a network file is refused or writes back alike.
func FuzzParseNetwork(f *testing.F) {
	f.Add([]byte("name: devnet\nchain: 31337\nrpc: ['http://127.0.0.1:8545']\nclearing: '0x5FbDB2315678afecb367f032d93F642f64180aa3'\ncodeHash: '0xab12000000000000000000000000000000000000000000000000000000000001'\ntoken: '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512'\ndecimals: 6\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := config.ParseNetwork("/n", data)
		if err != nil {
			require.ErrorIs(t, err, config.ErrInvalid)
			return
		}
		require.NoError(t, n.Validate())
	})
}
