package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/config"
)

func devnet() config.Network {
	return config.Network{Name: "devnet", Chain: 31337, RPC: []string{"http://127.0.0.1:8545"}, Clearing: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
		CodeHash: "0x" + "ab12" + "00000000000000000000000000000000000000000000000000000000ff01", Token: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512", Decimals: 6,
		Bootstrap: []string{"/ip4/127.0.0.1/udp/8404/quic-v1/p2p/16Uiu2HAm5ZkMyyyM4rr1DHTBgMvM5dAKkkhUTfF3p8UjVJWsLM1G"}}
}

func TestNetworkRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "network.yaml")
	require.NoError(t, config.WriteNetwork(path, devnet()))
	got, err := config.ReadNetwork(path)
	require.NoError(t, err)
	require.Equal(t, devnet(), got)
	require.True(t, got.Devnet())
	require.Equal(t, uint64(31337), got.Domain().ChainID)
	require.Equal(t, common.HexToAddress(got.Clearing), got.Domain().Clearing)
	require.Equal(t, uint8(6), got.Asset().Decimals)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "an RPC URL may hold a key")
}

func TestBadNetworks(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*config.Network)
		want   string
	}{
		"name":     {func(n *config.Network) { n.Name = "" }, "name is missing"},
		"chain":    {func(n *config.Network) { n.Chain = 0 }, "chain is missing"},
		"rpc":      {func(n *config.Network) { n.RPC = nil }, "rpc is missing"},
		"rpc form": {func(n *config.Network) { n.RPC = []string{"ftp://secret-in-url"} }, "rpc 1 is not"},
		"clearing": {func(n *config.Network) { n.Clearing = "0x12" }, "clearing"},
		"zero":     {func(n *config.Network) { n.Token = "0x0000000000000000000000000000000000000000" }, "token"},
		"codeHash": {func(n *config.Network) { n.CodeHash = "0xzz" }, "codeHash"},
		"decimals": {func(n *config.Network) { n.Decimals = 30 }, "decimals"},
	} {
		t.Run(name, func(t *testing.T) {
			n := devnet()
			tc.change(&n)
			err := n.Validate()
			require.ErrorContains(t, err, tc.want)
			require.NotContains(t, err.Error(), "secret")
			require.Error(t, config.WriteNetwork(filepath.Join(t.TempDir(), "n"), n))
		})
	}
	_, err := config.ReadNetwork(filepath.Join(t.TempDir(), "none"))
	require.ErrorIs(t, err, config.ErrInvalid)
	require.ErrorContains(t, err, "tolsey init --network")
	_, err = config.ParseNetwork("n.yaml", nil)
	require.ErrorContains(t, err, "empty")
	_, err = config.ParseNetwork("n.yaml", []byte("name: x\nclering: y"))
	require.ErrorContains(t, err, `n.yaml:2: unknown key "clering", did you mean "clearing"?`)
}

func TestMaskRPC(t *testing.T) {
	require.Equal(t, "https://rpc.example/xxx?xxx", config.MaskRPC("https://rpc.example/v2/key?a=b"))
	require.Equal(t, "https://xxx@rpc.example", config.MaskRPC("https://u:p@rpc.example"))
	require.Equal(t, "http://127.0.0.1:8545", config.MaskRPC("http://127.0.0.1:8545"))
	require.Equal(t, "xxx", config.MaskRPC("::secret"))
}
