package contracts_test

import (
	"bufio"
	"io"
	"math/big"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
)

// findAnvil is anvil as npm installs it.
func findAnvil() (string, bool) {
	found, err := filepath.Glob("node_modules/@foundry-rs/anvil-*/bin/anvil*")
	return append(found, "")[0], err == nil && len(found) > 0
}

var listening = regexp.MustCompile(`Listening on (\S+)`)

// startAnvil starts a chain that seals a block for every transaction, and returns its URL.
func startAnvil(t *testing.T, binary string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary, "--port", "0", "--chain-id", "1337", "--accounts", "1")
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended with the test's context
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			go func() { _, _ = io.Copy(io.Discard, out) }() // ends with the process
			return "http://" + m[1]
		}
	}
	require.Fail(t, "anvil did not start")
	return ""
}

// onAnvil deploys with the world's keys, so that all addresses and signatures are the same.
func (w *world) onAnvil(t *testing.T, binary string) stage {
	url := startAnvil(t, binary)
	eth, err := ethclient.DialContext(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(eth.Close)
	for _, p := range []party{w.deployer, w.owner, w.node, w.seller} {
		require.NoError(t, eth.Client().CallContext(t.Context(), nil, "anvil_setBalance", p.addr, "0x56bc75e2d63100000"))
	}
	opts := bind.NewKeyedTransactor(w.deployer.key, big.NewInt(1337))
	d, err := contracts.Deploy(t.Context(), eth, opts, minCloseDelay)
	require.NoError(t, err)
	require.Equal(t, w.Deployment, d, "the same code at the same addresses")
	require.NoError(t, contracts.MintTestDollar(t.Context(), eth, opts, d.Token, w.owner.addr, dollars(100)))
	c, err := contracts.Dial(t.Context(), url, w.network())
	require.NoError(t, err)
	t.Cleanup(c.Close)
	head, err := c.Head(t.Context())
	require.NoError(t, err)
	return stage{
		name: "the contract on anvil", chain: c, start: head.Number, real: true,
		do: func(from party, a settle.Action) { perform(t, c, from, a, func() {}) },
		wait: func(by time.Duration) {
			require.NoError(t, eth.Client().CallContext(t.Context(), nil, "evm_increaseTime", hexutil.EncodeUint64(uint64(by/time.Second))))
			require.NoError(t, eth.Client().CallContext(t.Context(), nil, "evm_mine"))
		},
	}
}
