package chain_test

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
	gethlog "github.com/ethereum/go-ethereum/log"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/chain"
)

const dirVariable = "TOLSEY_TEST_CHAIN_DIR"

// TestMain runs this binary as a chain of its own when it is told a directory.
func TestMain(m *testing.M) {
	dir := os.Getenv(dirVariable)
	if dir == "" {
		os.Exit(m.Run())
	}
	c, err := chain.Start(context.Background(), chain.Config{DataDir: dir, HTTPAddr: "127.0.0.1:0"})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(c.URL())
	select {} // until it is killed
}

func TestKilledChainComesBackWithItsBlocks(t *testing.T) {
	dir := t.TempDir()
	nonce, sealed := uint64(0), int64(0)
	for range 2 {
		r, kill := startProcess(t, dir)
		require.EqualValues(t, sealed, r.balance(stranger), "wei that sealed blocks had moved")
		for range 8 {
			r.receipt(r.send(0, nonce, stranger, 1))
			nonce, sealed = nonce+1, sealed+1
		}
		// A block can be read a moment before it is on disk.
		time.Sleep(100 * time.Millisecond)
		kill()
	}
	r := start(t, dir)
	require.EqualValues(t, sealed, r.balance(stranger))
}

// startProcess runs a chain in another process; kill ends it with SIGKILL.
func startProcess(t *testing.T, dir string) (r *rig, kill func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), dirVariable+"="+dir)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	kill = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	t.Cleanup(kill)
	url, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	client, err := ethclient.Dial(strings.TrimSpace(url))
	require.NoError(t, err, url)
	return &rig{t: t, client: client}, kill
}

func TestCloseWaitsForNobody(t *testing.T) {
	c, err := chain.Start(context.Background(), chain.Config{HTTPAddr: "127.0.0.1:0"})
	require.NoError(t, err)
	silent, err := net.Dial("tcp", strings.TrimPrefix(c.URL(), "http://"))
	require.NoError(t, err)
	defer silent.Close()
	ws, err := ethclient.Dial(c.WS())
	require.NoError(t, err)
	defer ws.Close()
	at := time.Now()
	require.NoError(t, c.Close())
	require.Less(t, time.Since(at), time.Second)
	require.NoError(t, c.Close(), "twice")
}

func TestOnlyWarningsAreLoggedAndTheDefaultLoggerIsLeftAlone(t *testing.T) {
	before, writer := slog.Default(), log.Writer()
	var text strings.Builder
	c, err := chain.Start(context.Background(), chain.Config{HTTPAddr: "127.0.0.1:0", Log: slog.New(slog.NewTextHandler(&text, nil))})
	require.NoError(t, err)
	gethlog.Info("too much")
	gethlog.Warn("look here", "n", 1)
	require.NoError(t, c.Close())
	require.Same(t, before, slog.Default())
	require.Equal(t, writer, log.Writer())
	require.NotContains(t, text.String(), "too much")
	require.Equal(t, 1, strings.Count(text.String(), "\n"), text.String())
	require.Contains(t, text.String(), "look here")
}
