package transcript_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/tolsey/tolsey/testnet/readme/transcript"
)

const page = `# tolsey

<!-- transcript -->
` + "```console" + `
$ echo one
one
$ printf 'two\nthree\n'
two
three
` + "```" + `

Text between.

` + "```" + `
$ not a transcript
` + "```" + `
`

func TestParse(t *testing.T) {
	p := transcript.Parse(page)
	require.Equal(t, []transcript.Step{
		{Command: "echo one", Output: []string{"one"}, Line: 5},
		{Command: `printf 'two\nthree\n'`, Output: []string{"two", "three"}, Line: 7},
	}, p.Steps())
	require.Equal(t, page, p.Text())
}

func TestPageIsPutTogetherAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.SampledFrom([]string{"", "text", transcript.Marker, "```console", "```", "$ true", "$ false"})).Draw(t, "lines")
		text := strings.Join(lines, "\n")
		once := transcript.Parse(text).Text()
		require.Equal(t, once, transcript.Parse(once).Text())
		if !strings.Contains(text, transcript.Marker) {
			require.Equal(t, text, once)
		}
	})
}

func TestMask(t *testing.T) {
	for line, want := range map[string]string{
		"ready in 3.2 s  at 2026-09-01T12:00:00Z":                                           "ready in DURATION at TIME",
		"gateway   http://127.0.0.1:8402/v1":                                                "gateway http://HOST/v1",
		"/ip4/127.0.0.1/udp/8404/quic-v1/p2p/16Uiu2HAm9oRQmqs7Nu3FJtA3i1cG4bHk7bqVwQx1ZJp6": "/ip4/HOST/quic-v1/p2p/PEER",
		"key sk-devnet-4fJk2lQ9":                                                            "key KEY",
		`"id":"chatcmpl-Ab12Cd34","created":1767225600`:                                     `"id":"ID","created":NUMBER`,
		"clearing 0x5FbDB2315678afecb367f032d93F642f64180aa3":                               "clearing HEX",
		"prepaid  $0.05  16Uiu2HA..4NgAf  0xfd5715..47cf6":                                  "prepaid $0.05 PEER HEX",
		"deepseek/deepseek-v4-flash  0.098 / 0.196  0.14 / 0.28  4":                         "deepseek/deepseek-v4-flash PRICES",
		`-d '{"model":"tencent/hy3","stream":true}'`:                                        `-d '{"model":"MODEL","stream":true}'`,
		`{"model":"glm-5.2"}`:                                                               `{"model":"glm-5.2"}`,
		"call 00112233445566778899aabbccddeeff":                                             "call HEX",
		"deposit $5.00  claimed $0.001234":                                                  "deposit $5.00 claimed $0.001234",
		"12 calls, 345 tokens":                                                              "12 calls, 345 tokens",
	} {
		require.Equal(t, want, transcript.Mask(line), line)
	}
}

func TestCompare(t *testing.T) {
	shown := transcript.Parse(page)
	require.NoError(t, transcript.Compare("README.md", shown, shown))
	slow := transcript.Parse(strings.Replace(page, "two\n", "  still at it after 4 s\ntwo\n", 1))
	require.NoError(t, transcript.Compare("README.md", shown, slow))
	require.NoError(t, transcript.Compare("README.md", slow, shown))
	for name, c := range map[string]struct{ old, with, says string }{
		"a line differs":    {"three\n", "four\n", "page:   three\n  output: four"},
		"a line is missing": {"two\nthree\n", "two\n", "output: (nothing)"},
		"a line is new":     {"one\n$", "one\nmore\n$", "output: more"},
	} {
		t.Run(name, func(t *testing.T) {
			fresh := transcript.Parse(strings.Replace(page, c.old, c.with, 1))
			err := transcript.Compare("README.md", shown, fresh)
			require.ErrorContains(t, err, c.says)
			require.ErrorContains(t, err, "README.md:")
			require.ErrorContains(t, err, "make readme")
		})
	}
}
