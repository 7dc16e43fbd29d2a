package testnet_test

import (
	"context"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/testnet/chain"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// The models that the seller of these tests sells: prices without conditions, no hidden reasoning.
const (
	killSmall market.Model = "z-ai/glm-4.7"
	killLarge market.Model = "moonshotai/kimi-k2.6"
)

// killVendorKey opens the seller's accounts.
const killVendorKey = "vk-kill"

// killMarket is what outlives the nodes: a chain with the contracts, the vendors with their bills, and the built command.
type killMarket struct {
	bin     string
	dir     string
	network string // path of network.yaml
	deploy  contracts.Deployment
	eth     *ethclient.Client
	vendors *vendor.Server
	bases   string // URL of all vendors
}

// newKillMarket builds the command and starts the chain and the vendors in this process.
func newKillMarket(t *testing.T) *killMarket {
	t.Helper()
	m := &killMarket{dir: t.TempDir()}
	m.bin = filepath.Join(m.dir, "tolsey")
	out, err := exec.Command("go", "build", "-o", m.bin, "github.com/tolsey/tolsey/cmd/tolsey").CombinedOutput()
	require.NoError(t, err, "build the command: %s", out)

	c, err := chain.Start(t.Context(), chain.Config{HTTPAddr: "127.0.0.1:0"})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.Close()) })
	m.eth, err = ethclient.DialContext(t.Context(), c.URL())
	require.NoError(t, err)
	t.Cleanup(m.eth.Close)
	m.deploy, err = contracts.Deploy(t.Context(), m.eth, m.deployer(), time.Minute)
	require.NoError(t, err)

	m.vendors, err = vendor.New(vendor.Config{Accounts: []vendor.Account{{Vendor: "zhipu", Name: "seller", Key: killVendorKey},
		{Vendor: "moonshot", Name: "seller", Key: killVendorKey}}, Seed: 1})
	require.NoError(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	web := &http.Server{Handler: m.vendors}
	go func() { _ = web.Serve(l) }() // ends with Close
	t.Cleanup(func() { require.NoError(t, web.Close()) })
	m.bases = "http://" + l.Addr().String()

	m.network = filepath.Join(m.dir, "network.yaml")
	require.NoError(t, config.WriteNetwork(m.network, config.Network{Name: "kill", Chain: chain.ID, RPC: []string{c.URL()}, Clearing: m.deploy.Clearing.Hex(),
		CodeHash: m.deploy.CodeHash.Hex(), Token: m.deploy.Token.Hex(), Decimals: 6}))
	return m
}

func (m *killMarket) deployer() *bind.TransactOpts {
	return bind.NewKeyedTransactor(chain.AccountAt(0).Key, big.NewInt(chain.ID))
}

// env is the nodes' environment: the locks of their keys, which a kill leaves behind, go with the test.
func (m *killMarket) env() []string {
	return append(os.Environ(), "KILL_VENDOR_KEY="+killVendorKey, "XDG_CONFIG_HOME="+m.dir)
}

// fund gives an owner coins, and gas to it and to its node.
func (m *killMarket) fund(t *testing.T, owner, node common.Address) {
	t.Helper()
	units, ok := money.Coins(1000).CeilTo(money.Asset{Decimals: 6})
	require.True(t, ok)
	require.NoError(t, contracts.MintTestDollar(t.Context(), m.eth, m.deployer(), m.deploy.Token, owner, units))
	from := chain.AccountAt(0)
	nonce, err := m.eth.NonceAt(t.Context(), from.Address, nil)
	require.NoError(t, err)
	for i, to := range []common.Address{owner, node} {
		tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(big.NewInt(chain.ID)), &types.DynamicFeeTx{ChainID: big.NewInt(chain.ID), Nonce: nonce + uint64(i),
			GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(100_000_000_000), Gas: 21_000, To: &to, Value: big.NewInt(1e18)})
		require.NoError(t, err)
		require.NoError(t, m.eth.SendTransaction(t.Context(), tx))
	}
	require.Eventually(t, func() bool {
		have, err := m.eth.BalanceAt(t.Context(), node, nil)
		return err == nil && have.Sign() > 0
	}, 10*time.Second, 20*time.Millisecond, "gas for the node")
}

// sellerConfig sells both models at twice what the vendors bill.
func (m *killMarket) sellerConfig() string {
	var b strings.Builder
	fmt.Fprintf(&b, "buyer:\n  channels:\n    auto: false\nseller:\n  close_delay: 60s\n  upstreams:\n")
	for _, v := range []string{"zhipu", "moonshot"} {
		fmt.Fprintf(&b, "    - {name: %s, kind: openai-compatible, base_url: %s/%s/v1, key_env: KILL_VENDOR_KEY, allow_private: true}\n", v, m.bases, v)
	}
	fmt.Fprintf(&b, "  offers:\n")
	// 60 % of the list price is what the vendors bill.
	fmt.Fprintf(&b, "    - {model: %s, upstream: zhipu, max_calls: 64, usd_per_million: {input: 0.72, cache_read: 0.132, output: 2.64}, cost: {usd_per_million: {input: 0.36, cache_read: 0.066, output: 1.32}}}\n", killSmall)
	fmt.Fprintf(&b, "    - {model: %s, upstream: moonshot, max_calls: 64, usd_per_million: {input: 1.14, cache_read: 0.192, output: 4.80}, cost: {usd_per_million: {input: 0.57, cache_read: 0.096, output: 2.40}}}\n", killLarge)
	return b.String()
}

const killBuyerConfig = "buyer:\n  channels:\n    auto: true\n    keep_funded: 1\n"

// bills are all rows of the seller's accounts.
func (m *killMarket) bills(t *testing.T) (rows []vendor.Row) {
	t.Helper()
	for _, v := range []string{"zhipu", "moonshot"} {
		b, err := m.vendors.Bill(v, "seller")
		require.NoError(t, err)
		rows = append(rows, b.Rows...)
	}
	return rows
}

// billed are the rows on the bills by now, by the vendor's id.
func (m *killMarket) billed(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, r := range m.bills(t) {
		out[r.ID] = true
	}
	return out
}

// billsBeside are the rows that were not on the bills before.
func (m *killMarket) billsBeside(t *testing.T, before map[string]bool) (out []vendor.Row) {
	t.Helper()
	for _, r := range m.bills(t) {
		if !before[r.ID] {
			out = append(out, r)
		}
	}
	return out
}

// newPair makes the data directories of a seller and a buyer, funds their owners and starts both.
func (m *killMarket) newPair(t *testing.T) (buyer, seller *killNode) {
	t.Helper()
	seller = m.newNode(t, "seller", m.sellerConfig())
	buyer = m.newNode(t, "buyer", killBuyerConfig, seller.multiaddrs()...)
	seller.start()
	buyer.start()
	buyer.waitMarket(30 * time.Second)
	return buyer, seller
}

// newNode runs `tolsey init` on a fresh directory.
func (m *killMarket) newNode(t *testing.T, name, cfg string, bootstrap ...string) *killNode {
	t.Helper()
	n := &killNode{t: t, m: m, name: name, data: filepath.Join(t.TempDir(), name), p2p: freePort(t), gateway: freePort(t), admin: freePort(t), bootstrap: bootstrap}
	n.logs = filepath.Dir(n.data)
	require.NoError(t, os.Mkdir(n.data, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(n.data, config.FileName), []byte(cfg), 0o600))
	facts := n.cli("init", "--network", m.network)
	n.peer = factOf(t, facts, "peer id")
	n.address = common.HexToAddress(factOf(t, facts, "address"))
	m.fund(t, common.HexToAddress(factOf(t, facts, "owner")), n.address)
	t.Cleanup(n.cleanup)
	return n
}

// factOf reads one line of a command's answer.
func factOf(t *testing.T, text, name string) string {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		if rest, ok := strings.CutPrefix(line, name); ok && strings.HasPrefix(rest, " ") {
			return strings.TrimSpace(rest)
		}
	}
	require.Failf(t, "fact is missing", "%q in %s", name, text)
	return ""
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
