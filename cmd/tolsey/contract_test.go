package main

import (
	"bytes"
	"encoding/json"
	"math/big"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/ethereum/go-ethereum/node"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/contracts"
)

// factoryCode is the CREATE2 factory's, as it is on public chains.
const factoryCode = "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3"

// newChain is an in-process chain with the factory, which answers over HTTP and seals a block every 20 ms.
func newChain(t *testing.T, rich common.Address) (url string) {
	t.Helper()
	chain := simulated.NewBackend(types.GenesisAlloc{
		contracts.Factory: {Code: common.FromHex(factoryCode), Balance: new(big.Int)},
		rich:              {Balance: new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil)},
	}, func(n *node.Config, _ *ethconfig.Config) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		n.HTTPHost, n.HTTPPort, n.HTTPModules = "127.0.0.1", l.Addr().(*net.TCPAddr).Port, []string{"eth", "net"}
		url = "http://" + l.Addr().String()
		require.NoError(t, l.Close()) // the node listens there next
	})
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				chain.Commit()
			}
		}
	}()
	t.Cleanup(func() {
		close(stop)
		<-stopped
		require.NoError(t, chain.Close())
	})
	return url
}

// tolsey is one invocation of the program.
func tolsey(t *testing.T, code int, args ...string) (out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	require.Equal(t, code, run(append([]string{"tolsey"}, args...), strings.NewReader(""), &o, &e), "%s%s", &o, &e)
	return o.String(), e.String()
}

func TestContractIsDeployedAsTheDryRunSaid(t *testing.T) {
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	dir := t.TempDir()
	file, passwordFile := filepath.Join(dir, "payer.json"), filepath.Join(dir, "password")
	password, err := wallet.NewPassword(passwordFile)
	require.NoError(t, err)
	const simulatedChain = 1337
	_, err = wallet.Import(file, key, password, wallet.Light, simulatedChain)
	require.NoError(t, err)
	url := newChain(t, crypto.PubkeyToAddress(key.PublicKey))
	terms := []string{"contract", "deploy", "--rpc", url, "--min-close-delay", "60s", "--json"}
	with := func(more ...string) []string { return append(terms[:len(terms):len(terms)], more...) }

	var dry, done, found contractView
	out, _ := tolsey(t, exitDone, with("--dry-run")...)
	require.NoError(t, json.Unmarshal([]byte(out), &dry))
	require.Contains(t, dry.Status, "nothing was sent")
	require.NotZero(t, dry.Gas)
	_, said := tolsey(t, exitFailed, "contract", "verify", dry.Address.Hex(), "--rpc", url)
	require.Contains(t, said, "no contract at this address")

	pay := []string{"--key", file, "--password-file", passwordFile}
	_, said = tolsey(t, exitUsage, with(append(pay, "--address", contracts.Factory.Hex())...)...)
	require.Contains(t, said, "these terms deploy to "+dry.Address.Hex())
	out, _ = tolsey(t, exitDone, with(append(pay, "--address", dry.Address.Hex())...)...)
	require.NoError(t, json.Unmarshal([]byte(out), &done))
	require.NotZero(t, done.Tx)

	out, _ = tolsey(t, exitDone, "contract", "verify", dry.Address.Hex(), "--rpc", url, "--json")
	require.NoError(t, json.Unmarshal([]byte(out), &found))
	require.Equal(t, dry.CodeHash, found.CodeHash, "the dry run knew the code")
	require.EqualValues(t, 60, found.MinCloseDelay)
	out, _ = tolsey(t, exitDone, append(terms[:len(terms)-1:len(terms)-1], "--dry-run")...)
	require.Contains(t, out, "deployed already")
	_, said = tolsey(t, exitFailed, "contract", "verify", contracts.Factory.Hex(), "--rpc", url)
	require.Contains(t, said, "do not deposit there")
}
