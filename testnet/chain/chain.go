package chain

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/catalyst"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	gethlog "github.com/ethereum/go-ethereum/log"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/params"
)

const (
	// ID is the chain id.
	ID = 31337
	// DefaultAddr is where development chains listen.
	DefaultAddr = "127.0.0.1:8545"

	gasLimit = 30_000_000
	// genesisTime is 2026-01-01 UTC: a constant, or a data directory would not fit its own genesis at the next start.
	genesisTime = 1_767_225_600
)

// Config is what a chain needs to know.
type Config struct {
	DataDir  string       // where blocks are kept; "": in memory
	HTTPAddr string       // host:port of HTTP and WebSocket; port 0: a free one; "": DefaultAddr
	Log      *slog.Logger // nil: discarded
}

// Chain is a running chain.
type Chain struct {
	log    *slog.Logger
	stack  *node.Node
	eth    *eth.Ethereum
	server *server

	sealMu sync.Mutex // every use of beacon and offset: the beacon itself has no lock
	beacon *catalyst.SimulatedBeacon
	offset time.Duration // the chain's clock minus the wall clock

	stop     chan struct{}
	sealing  sync.WaitGroup // the sealing goroutine; Close ends it
	closing  sync.Once
	closeErr error
}

// Start brings the chain up: when it returns, RPC answers and transactions are sealed, until Close. The context bounds the start only.
func Start(ctx context.Context, cfg Config) (*Chain, error) {
	if cfg.HTTPAddr == "" {
		cfg.HTTPAddr = DefaultAddr
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	// The port is taken first: a chain that nobody can reach should not have touched its data.
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cfg.HTTPAddr)
	if err != nil {
		return nil, fmt.Errorf("start chain: %w", err)
	}
	logThrough(cfg.Log)
	c, err := start(cfg, listener)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start chain: %w", err), listener.Close())
	}
	return c, nil
}

func start(cfg Config, listener net.Listener) (_ *Chain, err error) {
	stack, err := node.New(&node.Config{Name: "chain", DataDir: cfg.DataDir, P2P: p2p.Config{NoDiscovery: true, NoDial: true},
		Logger: gethlog.NewLogger(slog.DiscardHandler)}) // the stack would warn that it has no peers, which is so by design
	if err != nil {
		return nil, err
	}
	c := &Chain{log: cfg.Log, stack: stack, stop: make(chan struct{})}
	defer func() {
		if err != nil {
			err = errors.Join(err, stack.Close())
		}
	}()
	if c.eth, err = eth.New(stack, ethConfig()); err != nil {
		return nil, err
	}
	if c.server, err = newServer(c, listener); err != nil {
		return nil, err
	}
	if err := stack.Start(); err != nil {
		return nil, err
	}
	// Priority fees go to the zero address, so that no funded account earns by sealing.
	if c.beacon, err = catalyst.NewSimulatedBeacon(0, common.Address{}, c.eth); err != nil {
		return nil, err
	}
	if lead := time.Until(c.Head()); lead > MaxLead {
		c.offset = lead
	}
	c.sealing.Add(1)
	go c.seal()
	c.server.serve()
	return c, nil
}

// ethConfig keeps every state on disk (hash scheme, no pruning): a path-scheme chain loses its recent state when the process is killed.
func ethConfig() *ethconfig.Config {
	ec := ethconfig.Defaults
	ec.Genesis = genesis()
	ec.NetworkId = ID
	ec.SyncMode = ethconfig.FullSync
	ec.StateScheme, ec.NoPruning = rawdb.HashScheme, true
	ec.SnapshotCache = 0
	ec.DatabaseCache, ec.TrieCleanCache, ec.TrieDirtyCache = 64, 32, 32 // MiB
	ec.LogNoHistory = true                                              // logs are searched block by block: the index would lag behind the head
	ec.TxPool.NoLocals, ec.TxPool.PriceLimit = true, 1
	ec.Miner.GasPrice = big.NewInt(1)
	return &ec
}

func genesis() *core.Genesis {
	g := core.DeveloperGenesisBlock(gasLimit, nil)
	config := *g.Config
	config.ChainID = big.NewInt(ID)
	g.Config, g.Timestamp = &config, genesisTime
	funds := new(big.Int).Mul(big.NewInt(1_000_000), big.NewInt(params.Ether))
	for i := range Accounts {
		g.Alloc[AccountAt(i).Address] = types.Account{Balance: funds}
	}
	return g
}

// URL is the address of JSON-RPC over HTTP.
func (c *Chain) URL() string { return "http://" + c.server.addr() }

// WS is the address of JSON-RPC over WebSocket.
func (c *Chain) WS() string { return "ws://" + c.server.addr() }

// Genesis is the hash by which stores tell this chain from another with the same id.
func (c *Chain) Genesis() common.Hash { return c.eth.BlockChain().Genesis().Hash() }

// Height is the head's number.
func (c *Chain) Height() uint64 { return c.eth.BlockChain().CurrentBlock().Number.Uint64() }

// Head is the head's time.
func (c *Chain) Head() time.Time { return time.Unix(int64(c.eth.BlockChain().CurrentBlock().Time), 0) }

// Close stops sealing, then RPC, then the chain, and returns when its files are closed. Further calls return the first one's error.
func (c *Chain) Close() error {
	c.closing.Do(func() {
		close(c.stop)
		c.sealing.Wait()
		c.closeErr = errors.Join(c.server.close(), c.stack.Close())
	})
	return c.closeErr
}

// ErrClosed is returned by verbs on a chain that is closed.
var ErrClosed = errors.New("chain is closed")

func (c *Chain) open() error {
	select {
	case <-c.stop:
		return ErrClosed
	default:
		return nil
	}
}
