package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
)

func TestExampleIsTheDefaults(t *testing.T) {
	got, err := config.Parse("example.yaml", []byte(config.Example()))
	require.NoError(t, err)
	want := config.DefaultConfig()
	require.Equal(t, mustYAML(t, want), mustYAML(t, got))
	require.NoError(t, got.Validate())
}

func TestExampleUncommentedIsValid(t *testing.T) {
	var text strings.Builder
	for line := range strings.Lines(config.Example()) {
		if rest, ok := strings.CutPrefix(line, "  # "); ok && !strings.HasPrefix(rest, "Examples") && !strings.HasPrefix(rest, "payee") {
			line = "  " + rest
		}
		text.WriteString(line)
	}
	c, err := config.Parse("example.yaml", []byte(text.String()))
	require.NoError(t, err)
	require.NoError(t, c.Validate())
	require.Len(t, c.Seller.Upstreams, 2)
	require.Len(t, c.Seller.Offers, 2)
	require.Len(t, c.Seller.Offers[0].Overrides, 2)
}

func TestEverySettingStandsInTheExample(t *testing.T) {
	for _, s := range config.Settings() {
		key := s.Path[strings.LastIndexByte(s.Path, '.')+1:]
		if key == "data" {
			continue // the example lies in the data directory
		}
		require.Contains(t, config.Example(), key+":", s.Path)
		require.NotEmpty(t, s.Help)
	}
}

func TestPrecedence(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, config.FileName), []byte("gateway:\n  listen: 127.0.0.1:1\nadmin: {listen: 127.0.0.1:2}\nlog: {level: debug}\nnetwork: net/a.yaml\n"), 0o600))
	env := map[string]string{"TOLSEY_ADMIN_LISTEN": "127.0.0.1:3", "TOLSEY_LOG_LEVEL": "warn", "TOLSEY_BUYER_ALLOW_SELLERS": ""}
	c, origins, err := config.Load(config.Sources{Data: dir, Env: lookup(env), Flags: map[string]string{"log.level": "error", "buyer.channels.per_seller": "7 USD"}})
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1:1", c.Gateway.Listen)
	require.Equal(t, "127.0.0.1:3", c.Admin.Listen)
	require.Equal(t, "error", c.Log.Level)
	require.Equal(t, money.Coins(7), c.Buyer.Channels.PerSeller.Amount)
	require.Equal(t, filepath.Join(dir, "net", "a.yaml"), c.Network, "relative to the file")
	require.Equal(t, filepath.Join(dir, "password"), c.PasswordFile)

	require.Equal(t, "file tolsey.yaml:2", origins.Of("gateway.listen"))
	require.Equal(t, "env TOLSEY_ADMIN_LISTEN", origins.Of("admin.listen"))
	require.Equal(t, "flag --log-level", origins.Of("log.level"))
	require.Equal(t, "default", origins.Of("buyer.output_cap"))

	shown := string(mustYAMLOrigins(t, c, origins))
	require.Contains(t, shown, "listen: 127.0.0.1:1 # file tolsey.yaml:2")
	require.Contains(t, shown, "per_seller: 7.00 USD # flag --buyer-channels-per-seller")
	require.Contains(t, shown, "output_cap: 16384 # default")
}

func TestEverySettingIsSetByItsVariable(t *testing.T) {
	samples := map[string]string{"Money": "3.00 USD", "Duration": "90s", "Percent": "7.5 %", "Size": "1 MiB"}
	values := map[string]string{
		"gateway.listen": "127.0.0.1:9", "admin.listen": "127.0.0.1:8", "p2p.listen": "/ip4/1.1.1.1/tcp/1",
		"p2p.bootstrap": "/ip4/1.1.1.1/tcp/1/p2p/x", "buyer.allow_sellers": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "gateway.max_body": "1 MiB",
		"buyer.channels.auto": "false", "log.level": "warn", "buyer.output_cap": "2048", "buyer.channels.keep_funded": "9",
		"limits.window_tokens": "512", "seller.payee": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "data": t.TempDir(), "network": "/n", "password_file": "/p",
		"gateway.hosts": "a,b", "buyer.channels.total": "30 USD",
	}
	for _, s := range config.Settings() {
		text, ok := values[s.Path]
		if !ok {
			d := s.Text(config.DefaultConfig())
			switch {
			case strings.HasSuffix(d, "USD"):
				text = samples["Money"]
			case strings.HasSuffix(d, "%"):
				text = samples["Percent"]
			default:
				text = samples["Duration"]
			}
		}
		// One at a time, since limits are compared with each other.
		c, origins, err := config.Load(config.Sources{Data: t.TempDir(), Env: lookup(map[string]string{s.Env(): text})})
		if err != nil {
			require.ErrorIs(t, err, config.ErrInvalid, s.Path)
			require.Contains(t, err.Error(), "unpaid_", s.Path)
			continue
		}
		require.NotEqual(t, s.Text(config.DefaultConfig()), s.Text(c), s.Path)
		require.Equal(t, "env "+s.Env(), origins.Of(s.Path))
	}
}

func TestDataKeyMustNotContradictTheFilesPlace(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, config.FileName)
	require.NoError(t, os.WriteFile(file, []byte("data: /elsewhere\n"), 0o600))
	_, _, err := config.Load(config.Sources{Data: dir})
	require.ErrorIs(t, err, config.ErrInvalid)
	require.ErrorContains(t, err, "--config")

	c, _, err := config.Load(config.Sources{Data: t.TempDir(), File: file})
	require.NoError(t, err)
	require.Equal(t, "/elsewhere", c.Data)
	require.Equal(t, "/elsewhere/network.yaml", c.Network)
}

func TestNamedFileMustExist(t *testing.T) {
	_, _, err := config.Load(config.Sources{Data: t.TempDir(), File: filepath.Join(t.TempDir(), "none.yaml")})
	require.ErrorIs(t, err, config.ErrInvalid)
	_, _, err = config.Load(config.Sources{})
	require.ErrorContains(t, err, "TOLSEY_DATA")
}

func TestJSONKeepsDigits(t *testing.T) {
	c, err := config.Parse("f", []byte("seller: {upstreams: [{name: v, kind: openai, proxy: 'http://u:secret@p:1'}], offers: [{model: a/b, upstream: v, usd_per_million: {input: 0.100001}}]}"))
	require.NoError(t, err)
	text, err := c.JSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"input":0.100001`)
	require.Contains(t, string(text), `"min_deposit":"1.00 USD"`)
	require.NotContains(t, string(text), "secret")
}

func lookup(m map[string]string) func(string) (string, bool) {
	return func(k string) (string, bool) { v, ok := m[k]; return v, ok }
}

func mustYAML(t *testing.T, c config.Config) string { return string(mustYAMLOrigins(t, c, nil)) }

func mustYAMLOrigins(t *testing.T, c config.Config, o config.Origins) []byte {
	text, err := c.YAML(o)
	require.NoError(t, err)
	return text
}
