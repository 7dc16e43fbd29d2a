package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/config"
)

// Rows of THREATS.md 5.4 that a file can carry: each must be refused with words that name the place and the remedy.
func TestBadFiles(t *testing.T) {
	const up = "seller:\n  upstreams: [{name: v, kind: openai, base_url: 'https://v.example/v1'}]\n  offers:\n    - {model: a/b, upstream: v, "
	for name, tc := range map[string]struct {
		file string
		want []string
	}{
		"unknown key":            {"gateway:\n  listn: 127.0.0.1:1", []string{"f.yaml:2:", `unknown key "listn", did you mean "listen"?`}},
		"unknown key of an item": {up + "usd_per_milion: {input: 1}}", []string{"f.yaml:4:", `did you mean "usd_per_million"?`}},
		"nothing near":           {"zzzzzzzzz: 1", []string{"f.yaml:1:", "known here: [data network"}},
		"duplicate key":          {"log: {level: info}\nlog: {level: warn}", []string{"f.yaml:2:", "already defined"}},
		"two documents":          {"log: {level: info}\n---\nlog: {level: warn}", []string{"more than one document"}},
		"not YAML":               {"log: [", []string{"f.yaml", "line 1"}},
		"money without unit":     {"limits:\n  window_money: 0.01", []string{"f.yaml:2:", "no unit", "3.50 USD"}},
		"negative money":         {"limits: {window_money: -1 USD}", []string{"f.yaml:1:", "negative"}},
		"money noise":            {"limits: {window_money: 0.30000000000000004 USD}", []string{"more than 6 decimals"}},
		"money exponent":         {"limits: {window_money: 1e3 USD}", []string{"plain decimal"}},
		"money NaN":              {"limits: {window_money: NaN USD}", []string{"plain decimal"}},
		"money over the cap":     {"limits: {window_money: 99999999999 USD}", []string{"out of range"}},
		"money as a list":        {"limits: {window_money: [1]}", []string{"want one value"}},
		"duration without unit":  {"limits: {idle: 30}", []string{"no unit", "30s"}},
		"negative duration":      {"limits: {idle: -30s}", []string{"negative"}},
		"size without unit":      {"gateway: {max_body: 33554432}", []string{"32 MiB"}},
		"share without sign":     {"settle: {utilisation: 0.8}", []string{"no unit", "5.5 %"}},
		"text for a number":      {"buyer: {output_cap: many}", []string{"f.yaml:1:", "whole number"}},
		"list for text":          {"gateway: {listen: [a]}", []string{"f.yaml:1:", "text"}},
		"text for a mapping":     {"gateway: 127.0.0.1:1", []string{"mapping"}},
		"unknown unit":           {up + "usd_per_million: {inputs: 1}}", []string{"f.yaml:4:", `unknown unit "inputs", did you mean "input"?`}},
		"price noise":            {up + "usd_per_million: {input: 0.1234567}}", []string{"f.yaml:4:", "6 decimals"}},
		"price zero":             {up + "usd_per_million: {input: 0}}", []string{"leave a unit out"}},
		"price negative":         {up + "usd_per_million: {input: -1}}", []string{"negative"}},
		"price NaN":              {up + "usd_per_million: {input: .nan}}", []string{"plain decimal"}},
		"price over the cap":     {up + "usd_per_million: {input: 999999999999}}", []string{"out of range"}},
		"unit twice":             {up + "usd_per_million: {input: 1, input: 2}}", []string{"twice"}},
		"bad window":             {up + "usd_per_million: {input: 1}, overrides: [{utc: '1-4', usd_per_million: {input: 2}}]}", []string{"01:00-04:00"}},
		"no price":               {up + "max_calls: 3}", []string{"offer a/b has no price"}},
		"markup and price":       {up + "usd_per_million: {input: 1}, markup: 5 %}", []string{"both a markup and prices"}},
		"override of no base":    {up + "usd_per_million: {input: 1}, overrides: [{context_over: 5, usd_per_million: {output: 2}}]}", []string{"no base price"}},
		"override without if":    {up + "usd_per_million: {input: 1}, overrides: [{usd_per_million: {input: 2}}]}", []string{"no condition"}},
		"bad allow":              {up + "usd_per_million: {input: 1}, allow: [bob]}", []string{"not a node address"}},
		"unknown upstream":       {"seller: {upstreams: [{name: deepseek, kind: openai}], offers: [{model: a/b, upstream: deepsek, markup: 5 %}]}", []string{`did you mean "deepseek"?`}},
		"bad model":              {"seller: {upstreams: [{name: v, kind: openai}], offers: [{model: GPT, upstream: v, markup: 5 %}]}", []string{"vendor/name"}},
		"model twice":            {"seller: {upstreams: [{name: v, kind: openai}], offers: [{model: a/b, upstream: v, markup: 5 %}, {model: a/b, upstream: v, markup: 5 %}]}", []string{"offered twice"}},
		"watchtower far by http": {"seller: {watchtowers: [{url: 'http://tower.example:8404', token_file: t}]}", []string{"use https"}},
		"watchtower without url": {"seller: {watchtowers: [{token_file: t}]}", []string{"has no url such as"}},
		"watchtower without key": {"seller: {watchtowers: [{url: 'http://127.0.0.1:8404'}]}", []string{"no token_file"}},
		"http upstream":          {"seller: {upstreams: [{name: v, kind: openai, base_url: 'http://v.example'}]}", []string{"only https", "allow_private"}},
		"private upstream":       {"seller: {upstreams: [{name: v, kind: openai, base_url: 'https://10.0.0.1'}]}", []string{"private address 10.0.0.1"}},
		"upstream credentials":   {"seller: {upstreams: [{name: v, kind: openai, base_url: 'https://u:p@v.example'}]}", []string{"holds credentials"}},
		"upstream query":         {"seller: {upstreams: [{name: v, kind: openai, base_url: 'https://v.example?key=1'}]}", []string{"query"}},
		"key twice":              {"seller: {upstreams: [{name: v, kind: openai, key_env: A, key_file: b}]}", []string{"both key_env and key_file"}},
		"market with a URL":      {"seller: {upstreams: [{name: v, kind: market, base_url: 'https://v.example'}]}", []string{"is the market"}},
		"upstream twice":         {"seller: {upstreams: [{name: v, kind: openai}, {name: v, kind: openai}]}", []string{"listed twice"}},
		"upstream without name":  {"seller: {upstreams: [{kind: openai}]}", []string{"upstream 1 has no name"}},
		"public gateway":         {"gateway: {listen: '0.0.0.0:8402'}", []string{"reachable from other machines", "127.0.0.1"}},
		"public admin":           {"admin: {listen: ':8403'}", []string{"reachable from other machines"}},
		"same address":           {"admin: {listen: '127.0.0.1:8402'}", []string{"both listen"}},
		"no port":                {"admin: {listen: localhost}", []string{"host:port"}},
		"bootstrap without id":   {"p2p: {bootstrap: [/ip4/1.1.1.1/tcp/1]}", []string{"/p2p/"}},
		"total below one":        {"buyer: {channels: {per_seller: 30 USD}}", []string{"total 25.00 USD is less than per_seller 30.00 USD"}},
		"cap too small":          {"buyer: {output_cap: 10}", []string{"1024"}},
		"bad seller":             {"buyer: {allow_sellers: [bob]}", []string{"neither a peer id"}},
		"bad level":              {"log: {level: loud}", []string{"debug, info, warn or error"}},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := config.Parse("f.yaml", []byte(tc.file))
			if err == nil {
				err = c.Validate()
			}
			require.ErrorIs(t, err, config.ErrInvalid)
			for _, w := range tc.want {
				require.ErrorContains(t, err, w)
			}
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	_, err := config.Parse("f.yaml", []byte("gatewai: {}\nlimits:\n  idle: 3\n  wal: 4m\n"))
	for _, w := range []string{"f.yaml:1:", "f.yaml:3:", "f.yaml:4:", `did you mean "gateway"?`, `did you mean "wall"?`} {
		require.ErrorContains(t, err, w)
	}
}

func TestBadVariableAndFlagNameThemselves(t *testing.T) {
	_, _, err := config.Load(config.Sources{Data: t.TempDir(), Env: lookup(map[string]string{"TOLSEY_LIMITS_IDLE": "30"})})
	require.ErrorContains(t, err, "env TOLSEY_LIMITS_IDLE: duration")
	_, _, err = config.Load(config.Sources{Data: t.TempDir(), Flags: map[string]string{"buyer.channels.total": "5"}})
	require.ErrorContains(t, err, "flag --buyer-channels-total")
	_, _, err = config.Load(config.Sources{Data: t.TempDir(), Flags: map[string]string{"buyer.channels.auto": "maybe"}})
	require.ErrorContains(t, err, "neither true nor false")
	_, _, err = config.Load(config.Sources{Data: t.TempDir(), Flags: map[string]string{"limits.window_tokens": "5000000000"}})
	require.ErrorContains(t, err, "32 bits")
}

func TestUpstreamKeys(t *testing.T) {
	dir := t.TempDir()
	file, other := filepath.Join(dir, "k"), filepath.Join(dir, "l")
	require.NoError(t, os.WriteFile(file, []byte("sk-vendor-canary\n"), 0o600))
	require.NoError(t, os.WriteFile(other, []byte("sk-other-canary\n"), 0o600))
	u := config.Upstream{Name: "v", KeyFile: config.Names{file, other}}
	keys, err := u.Keys(os.LookupEnv)
	require.NoError(t, err)
	require.Equal(t, []config.VendorKey{{Name: "k", Secret: "sk-vendor-canary"}, {Name: "l", Secret: "sk-other-canary"}}, keys)

	require.NoError(t, os.Chmod(other, 0o644))
	_, err = u.Keys(os.LookupEnv)
	require.ErrorIs(t, err, config.ErrReadable)
	require.ErrorContains(t, err, "chmod 600")
	require.NotContains(t, err.Error(), "canary")

	_, err = config.Upstream{Name: "v", KeyEnv: config.Names{"YES", "NOPE"}}.Keys(lookup(map[string]string{"YES": "x"}))
	require.ErrorContains(t, err, "NOPE is empty")
	keys, err = config.Upstream{Name: "v", KeyEnv: config.Names{"YES"}}.Keys(lookup(map[string]string{"YES": "x"}))
	require.NoError(t, err)
	require.Equal(t, []config.VendorKey{{Name: "YES", Secret: "x"}}, keys)
	keys, err = config.Upstream{Name: "v"}.Keys(lookup(nil))
	require.NoError(t, err)
	require.Empty(t, keys)
}

func TestKeysAreOneNameOrAList(t *testing.T) {
	for text, want := range map[string]config.Names{"key_env: A": {"A"}, "key_env: [A, B]": {"A", "B"}, "key_env: ''": nil, "proxy: ''": nil} {
		c, err := config.Parse("c.yaml", []byte("seller: {upstreams: [{name: v, kind: openai, "+text+"}]}"))
		require.NoError(t, err, text)
		require.Equal(t, want, c.Seller.Upstreams[0].KeyEnv, text)
		shown, err := c.YAML(nil)
		require.NoError(t, err)
		again, err := config.Parse("c.yaml", shown)
		require.NoError(t, err, "%s", shown)
		require.Equal(t, want, again.Seller.Upstreams[0].KeyEnv, text)
	}
	for text, problem := range map[string]string{"key_env: {A: B}": "c.yaml:1: want a name, or a list", "key_env: [A, A]": "lists A twice", "key_env: [A, '']": "entry 2 is empty"} {
		c, err := config.Parse("c.yaml", []byte("seller: {upstreams: [{name: v, kind: openai, "+text+"}]}"))
		if err == nil {
			err = c.Validate()
		}
		require.ErrorContains(t, err, problem, text)
	}
}

func TestSecretFileOfSystemd(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "password")
	require.NoError(t, os.WriteFile(file, []byte("pw"), 0o440))
	_, err := config.ReadSecretFile(file)
	require.ErrorIs(t, err, config.ErrReadable)
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	got, err := config.ReadSecretFile(file)
	require.NoError(t, err)
	require.Equal(t, "pw", got)
}

func TestSecretFileThatIsNone(t *testing.T) {
	dir := t.TempDir()
	_, err := config.ReadSecretFile(dir)
	require.ErrorContains(t, err, "not a regular file")
	big := filepath.Join(dir, "big")
	require.NoError(t, os.WriteFile(big, []byte(strings.Repeat("x", 20<<10)), 0o600))
	_, err = config.ReadSecretFile(big)
	require.ErrorContains(t, err, "at most 16384")
	empty := filepath.Join(dir, "empty")
	require.NoError(t, os.WriteFile(empty, []byte("\n"), 0o600))
	_, err = config.ReadSecretFile(empty)
	require.ErrorContains(t, err, "empty")
}

func TestAccess(t *testing.T) {
	dir := t.TempDir()
	_, err := config.ReadAccess(dir)
	require.ErrorIs(t, err, config.ErrNotRunning)
	require.ErrorContains(t, err, "tolsey start")

	want := config.Access{URL: "http://127.0.0.1:8403", Token: "t"}
	require.NoError(t, config.WriteAccess(dir, want))
	got, err := config.ReadAccess(dir)
	require.NoError(t, err)
	require.Equal(t, want, got)
	path := config.Config{Data: dir}.AdminFile()
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	require.NoError(t, os.Chmod(path, 0o640))
	_, err = config.ReadAccess(dir)
	require.ErrorIs(t, err, config.ErrReadable)
	require.NoError(t, os.WriteFile(path, []byte(`{"url":"x"}`), 0o600))
	require.NoError(t, os.Chmod(path, 0o600))
	_, err = config.ReadAccess(dir)
	require.ErrorContains(t, err, "missing")
}
