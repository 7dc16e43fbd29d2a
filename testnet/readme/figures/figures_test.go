package figures_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/readme/figures"
)

const page = "# figures\n\n<!-- bench results.json -->\nold\n" + figures.End + "\n\nText.\n"

const results = `{"time":"2026-11-24T23:00:00Z","commit":"0123456789abcdef0123","command":"tolsey-devnet bench --quick --record /somewhere/results.json S1 S9","cpu":"A CPU","cores":2,"os":"linux/amd64","go":"go1.26","load":"1 2 3",
"figures":[{"id":"S1","value":0.25,"min":0.2,"max":0.3,"unit":"cpu_s_per_1k","floor":0.159,"ratio":1.57,"goal":"<= 1.9 x floor","met":true,"note":"a note"},
{"id":"S9","value":12.5,"min":11,"max":130,"unit":"s","goal":"<= 10 s","met":false}]}`

func read(text string, err error) func(string) ([]byte, error) {
	return func(string) ([]byte, error) { return []byte(text), err }
}

func TestFillShowsWhatWasMeasured(t *testing.T) {
	got, err := figures.Fill(page, read(results, nil))
	require.NoError(t, err)
	require.Equal(t, `# figures

<!-- bench results.json -->
| figure | median | min-max | unit | floor | ratio | goal | |
|---|--:|--:|---|--:|--:|---|---|
| S1 | 0.250 | 0.200-0.300 | cpu_s_per_1k | 0.159 | 1.57 | <= 1.9 x floor | met |
| S9 | 12.5 | 11.0-130 | s |  |  | <= 10 s | **missed** |

A CPU, 2 cores, load 1 2 3 at the start, linux/amd64, go1.26; commit 0123456789ab; 2026-11-24 23:00 UTC; `+"`tolsey-devnet bench --quick S1 S9`"+`.

- S1: a note
<!-- end of bench -->

Text.
`, got)
	again, err := figures.Fill(got, read(results, nil))
	require.NoError(t, err)
	require.Equal(t, got, again)
}

func TestFillWithoutARecordSaysHowToMakeIt(t *testing.T) {
	got, err := figures.Fill(page, read("", fs.ErrNotExist))
	require.NoError(t, err)
	require.Contains(t, got, `make bench ARGS="--record results.json"`)
	require.NotContains(t, got, "old")
}

func TestFillRefuses(t *testing.T) {
	_, err := figures.Fill(page, read("{", nil))
	require.ErrorContains(t, err, "read figures of results.json")
	_, err = figures.Fill(strings.Replace(page, figures.End, "", 1), read(results, nil))
	require.ErrorContains(t, err, "has no line")
}
