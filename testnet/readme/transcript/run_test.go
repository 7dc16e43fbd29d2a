package transcript_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/readme/transcript"
)

// console is a page of one transcript with these lines.
func console(lines ...string) transcript.Page {
	return transcript.Parse(transcript.Marker + "\n```console\n" + strings.Join(lines, "\n") + "\n```\n")
}

func run(t *testing.T, p transcript.Page, bin string) (transcript.Page, error) {
	return p.Run(t.Context(), transcript.Runner{Bin: bin, Log: t.Output()})
}

func TestRunOutputTakesThePlaceOfTheOld(t *testing.T) {
	fresh, err := run(t, console("$ X=7", "$ echo $X; echo err >&2", "old", "older", "$ printf 'a\\nb' | tail -n 1", "$ echo {done}"), t.TempDir())
	require.NoError(t, err)
	require.Equal(t, console("$ X=7", "$ echo $X; echo err >&2", "7", "err", "$ printf 'a\\nb' | tail -n 1", "b", "$ echo {done}", "{done}").Text(), fresh.Text())
}

func TestFailingCommandIsAnError(t *testing.T) {
	_, err := run(t, console("$ echo why; exit_with() { return 3; }; exit_with"), t.TempDir())
	require.ErrorContains(t, err, "exit status 3")
	require.ErrorContains(t, err, "why")
	require.ErrorContains(t, err, "line 3")
}

// A devnet that is a script: it says where it listens, becomes ready, and ends on Ctrl-C.
func TestDevnetRunsUntilTheBlockEnds(t *testing.T) {
	bin := t.TempDir()
	ended := filepath.Join(bin, "ended")
	script := `#!/bin/sh
[ "$1" = up ] || { echo "verified $(cat .devnet/devnet.json)"; exit; }
trap 'echo drained; touch ` + ended + `; exit 0' INT
echo "gateway http://127.0.0.1:8402/v1"
mkdir .devnet; echo '{"ready":true}' >.devnet/devnet.json
echo "ready in 0.1 s"; sleep 0.3; echo "Ctrl-C stops it."
while :; do sleep 0.05; done
`
	require.NoError(t, os.WriteFile(filepath.Join(bin, "tolsey-devnet"), []byte(script), 0o700))
	fresh, err := run(t, console("$ make devnet", "$ .bin/tolsey-devnet verify"), bin)
	require.NoError(t, err)
	require.Equal(t, console("$ make devnet", "gateway http://127.0.0.1:8402/v1", "ready in 0.1 s", "Ctrl-C stops it.", "$ .bin/tolsey-devnet verify", `verified {"ready":true}`).Text(), fresh.Text())
	require.FileExists(t, ended, "the devnet is ended as Ctrl-C ends it")
}

func TestDevnetThatDoesNotStart(t *testing.T) {
	bin := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(bin, "tolsey-devnet"), []byte("#!/bin/sh\necho port 8545 is taken by pid 7; exit 3\n"), 0o700))
	_, err := run(t, console("$ make devnet"), bin)
	require.ErrorContains(t, err, "ended before it was ready")
	require.ErrorContains(t, err, "port 8545 is taken")
}

func TestCheckNames(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(root, "Makefile"), []byte("devnet: build ## run\nbuild:\n\tgo build\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(root, "a_test.go"), []byte("package a\n\nfunc TestThere(t *testing.T) {}\nfunc FuzzThere(f *testing.F) {}\n"), 0o600))
	require.NoError(t, os.MkdirAll(filepath.Join(root, "sub", "test"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(root, "sub", "b_test.go"), []byte("package b\n\nfunc TestBelow(t *testing.T) {}\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(root, "sub", "test", "A.t.sol"), []byte("contract A {\n    function test_claim_pays() public {}\n    function helper() public {}\n}\n"), 0o600))
	require.NoError(t, transcript.CheckNames("`TestThere`, FuzzThere, test_claim_pays, `go test ./sub -run TestBel`, `N=1 go test -race ./sub/ -run 'Below|There'`", root))
	require.NoError(t, transcript.CheckNames("| a claim | `go test ./sub -run 'There\\|Below'` |", root))
	require.NoError(t, transcript.CheckNames("`TestThere`, FuzzThere, `make devnet`,\n    make build\nand make sense of [it](Makefile) or [that](https://example.org/x)", root))
	err := transcript.CheckNames("TestGone, test_gone_too, `make gone`, [gone](docs/gone.md#part), `go test ./sub -run TestThere`", root)
	require.ErrorContains(t, err, "TestGone")
	require.ErrorContains(t, err, "make gone")
	require.ErrorContains(t, err, "docs/gone.md")
	require.ErrorContains(t, err, "test_gone_too")
	require.ErrorContains(t, err, "tests TestThere of ./sub, where there are none")
}
