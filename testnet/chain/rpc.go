package chain

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/rpc"
)

// namespaces are what the port serves. admin, debug and miner are not: the port has no key, and they write files.
func namespaces() []string { return []string{"eth", "net", "web3", "txpool", "devnet"} }

// server is JSON-RPC on one port. It is not the stack's own, which at its end waits five seconds for connections that never spoke.
type server struct {
	listener net.Listener
	rpc      *rpc.Server
	http     http.Server
	plain    http.Handler
	socket   http.Handler
}

func newServer(c *Chain, listener net.Listener) (*server, error) {
	s := &server{listener: listener, rpc: rpc.NewServer()}
	apis := append(c.eth.APIs(),
		rpc.API{Namespace: "eth", Service: filters.NewFilterAPI(filters.NewFilterSystem(c.eth.APIBackend, filters.Config{}))},
		rpc.API{Namespace: "web3", Service: web3API{}},
		rpc.API{Namespace: "devnet", Service: &devnetAPI{c}})
	for _, name := range namespaces() {
		for _, api := range apis {
			if api.Namespace != name {
				continue
			}
			if err := s.rpc.RegisterName(name, api.Service); err != nil {
				return nil, fmt.Errorf("register %s: %w", name, err)
			}
		}
	}
	s.rpc.SetBatchLimits(node.DefaultConfig.BatchRequestLimit, node.DefaultConfig.BatchResponseMaxSize)
	s.plain = node.NewHTTPHandlerStack(s.rpc, nil, []string{"localhost"}, nil, false)
	s.socket = s.rpc.WebsocketHandler(nil)
	s.http = http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	return s, nil
}

// ServeHTTP tells WebSocket from HTTP.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		s.socket.ServeHTTP(w, r)
		return
	}
	s.plain.ServeHTTP(w, r)
}

func (s *server) addr() string { return s.listener.Addr().String() }

// serve answers in a goroutine that close ends.
func (s *server) serve() {
	go func() { _ = s.http.Serve(s.listener) }() // it returns when the server is closed
}

func (s *server) close() error {
	s.rpc.Stop()
	err := s.http.Close()
	if closing := s.listener.Close(); !errors.Is(closing, net.ErrClosed) {
		err = errors.Join(err, closing)
	}
	return err
}

// web3API answers what wallets ask first.
type web3API struct{}

// ClientVersion is web3_clientVersion.
func (web3API) ClientVersion() string { return "tolsey-devnet/1" }

// devnetAPI is the devnet namespace.
type devnetAPI struct{ chain *Chain }

// Mine is devnet_mine: it seals blocks (none given: 1) and returns the head's number.
func (a *devnetAPI) Mine(blocks *quantity) (hexutil.Uint64, error) {
	n := quantity(1)
	if blocks != nil {
		n = min(*blocks, maxPending+1)
	}
	err := a.chain.Mine(int(n))
	return hexutil.Uint64(a.chain.Height()), err
}

// IncreaseTime is devnet_increaseTime: it moves the clock forward by seconds and returns the head's time, unix seconds.
func (a *devnetAPI) IncreaseTime(seconds quantity) (hexutil.Uint64, error) {
	by := time.Duration(min(seconds, quantity(maxJump/time.Second)+1)) * time.Second
	err := a.chain.AdjustTime(by)
	return hexutil.Uint64(a.chain.Head().Unix()), err
}

// quantity is a count that a person may type in decimal, and a library sends in hex.
type quantity uint64

// UnmarshalJSON reads 60, "60" and "0x3c".
func (q *quantity) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	n, err := strconv.ParseUint(text, 0, 64)
	if err != nil {
		return fmt.Errorf("%s is not a count; write 60 or \"0x3c\"", data)
	}
	*q = quantity(n)
	return nil
}
