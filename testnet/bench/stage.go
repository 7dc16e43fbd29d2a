package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/renameio/v2"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/testnet/chain"
)

// What a run's market has.
var (
	deposit    = money.Coins(200) // of the buyer's channel: more than any run spends
	ownerCoins = money.Coins(1_000)
	gas        = big.NewInt(1e18) // wei for each node key
)

const (
	closeDelay = 60 * time.Second // the contract's floor and the channels' delay
	decimals   = 6
	password   = "bench"
	readyTime  = 60 * time.Second
)

// stage is what a run stands on: a chain with the contracts, in this process, and the parts around it.
type stage struct {
	self  []string
	dir   string
	chain *chain.Chain
	eth   *ethclient.Client
	net   config.Network
	nodes int // made so far
	parts []*part
}

// build makes a stage without nodes.
func build(ctx context.Context, self []string, dir string) (s *stage, err error) {
	s = &stage{self: self, dir: dir}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	s.chain, err = chain.Start(ctx, chain.Config{DataDir: filepath.Join(dir, "chain"), HTTPAddr: "127.0.0.1:0", Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return nil, fmt.Errorf("start chain: %w", err)
	}
	if s.eth, err = ethclient.DialContext(ctx, s.chain.URL()); err != nil {
		return nil, errors.Join(err, s.close())
	}
	d, err := contracts.Deploy(ctx, s.eth, deployer(), closeDelay)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("deploy contracts: %w", err), s.close())
	}
	s.net = config.Network{Name: "bench", Chain: chain.ID, RPC: []string{s.chain.URL()}, Clearing: d.Clearing.Hex(), CodeHash: d.CodeHash.Hex(),
		Token: d.Token.Hex(), Decimals: decimals}
	return s, nil
}

func deployer() *bind.TransactOpts {
	return bind.NewKeyedTransactor(chain.AccountAt(0).Key, big.NewInt(chain.ID))
}

// close ends every part, the latest first, then the chain.
func (s *stage) close() error {
	err := s.clear()
	if s.eth != nil {
		s.eth.Close()
	}
	return errors.Join(err, s.chain.Close())
}

// clear ends every part.
func (s *stage) clear() (err error) {
	for i := len(s.parts) - 1; i >= 0; i-- {
		err = errors.Join(err, s.parts[i].close())
	}
	s.parts = nil
	return err
}

func (s *stage) start(ctx context.Context, name string, set setup) (*part, error) {
	p, err := spawn(ctx, s.self, name, filepath.Join(s.dir, name+".log"), set)
	if err == nil {
		s.parts = append(s.parts, p)
	}
	return p, err
}

// peer is a node of the run.
type peer struct {
	*part
	dir string
	key string // of its gateway
}

// node makes a node's keys and money, and starts it. Nodes that bootstrap from nobody are alone.
func (s *stage) node(ctx context.Context, name, vendor string, buys bool, bootstrap ...string) (*peer, []string, error) {
	dir := filepath.Join(s.dir, name)
	id, err := s.keys(ctx, dir)
	if err != nil {
		return nil, nil, fmt.Errorf("make keys of %s: %w", name, err)
	}
	net := s.net
	net.Bootstrap = bootstrap
	file := filepath.Join(dir, "network.yaml")
	if err := config.WriteNetwork(file, net); err != nil {
		return nil, nil, err
	}
	ports, err := freePorts(1)
	if err != nil {
		return nil, nil, err
	}
	p, err := s.start(ctx, name, setup{Role: roleNode, Node: &nodeSetup{Dir: dir, Network: file, P2P: ports[0], Vendor: vendor, Buys: buys}})
	if err != nil {
		return nil, nil, err
	}
	n := &peer{part: p, dir: dir}
	var addrs []string
	for _, a := range listenOn(ports[0]) {
		addrs = append(addrs, a+"/p2p/"+id)
	}
	return n, addrs, n.issueKey(ctx)
}

// keys makes a node's keystores and gives the owner coins and the node gas.
func (s *stage) keys(ctx context.Context, dir string) (id string, err error) {
	cfg := config.Config{Data: dir}
	if err := os.MkdirAll(filepath.Join(dir, "keystore"), 0o700); err != nil {
		return "", err
	}
	if err := renameio.WriteFile(filepath.Join(dir, "password"), []byte(password+"\n"), 0o600); err != nil {
		return "", err
	}
	s.nodes++
	owner := chain.AccountAt(s.nodes)
	if _, err := wallet.Import(cfg.OwnerKeyFile(), owner.Key, wallet.PasswordOf(password), wallet.Light, chain.ID); err != nil {
		return "", err
	}
	k, err := wallet.Create(cfg.NodeKeyFile(), wallet.PasswordOf(password), wallet.Light, chain.ID)
	if err != nil {
		return "", err
	}
	units, _ := ownerCoins.CeilTo(money.Asset{Decimals: decimals})
	if err := contracts.MintTestDollar(ctx, s.eth, deployer(), common.HexToAddress(s.net.Token), owner.Address, units); err != nil {
		return "", err
	}
	peer, err := p2p.PeerIDOf(&k.Identity().PublicKey)
	if err != nil {
		return "", err
	}
	return peer.String(), s.sendGas(ctx, k.Address())
}

func (s *stage) sendGas(ctx context.Context, to common.Address) error {
	from := chain.AccountAt(0)
	nonce, err := s.eth.PendingNonceAt(ctx, from.Address)
	if err != nil {
		return err
	}
	tx, err := types.SignNewTx(from.Key, types.LatestSignerForChainID(big.NewInt(chain.ID)), &types.DynamicFeeTx{ChainID: big.NewInt(chain.ID),
		Nonce: nonce, GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(100_000_000_000), Gas: 21_000, To: &to, Value: gas})
	if err != nil {
		return err
	}
	if err := s.eth.SendTransaction(ctx, tx); err != nil {
		return fmt.Errorf("send gas to %s: %w", to, err)
	}
	_, err = bind.WaitMined(ctx, s.eth, tx.Hash())
	return err
}

// issueKey makes an API key with a budget, as an application's key has one.
func (n *peer) issueKey(ctx context.Context) error {
	a, err := config.ReadAccess(n.dir)
	if err != nil {
		return err
	}
	k, err := dashboard.NewClient(a.URL, a.Token).CreateKey(ctx, dashboard.KeyRequest{Name: "bench", Budget: "100 USD/day"})
	n.key = k.Token
	return err
}

// target is the node's gateway.
func (n *peer) target() target { return target{URL: n.addr + "/v1", Key: n.key, Paid: true} }

// await waits until a target answers a call.
func await(ctx context.Context, l *part, t target) error {
	deadline := time.Now().Add(readyTime)
	for {
		_, err := l.tell(order{Do: "load", Job: &job{Kind: unary, Calls: 1, Callers: 1, Targets: []target{t}}})
		if err == nil || time.Now().After(deadline) {
			return err
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func freePorts(n int) (out []int, err error) {
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		defer l.Close() // all at once, so that none is found twice
		out = append(out, l.Addr().(*net.TCPAddr).Port)
	}
	return out, nil
}
