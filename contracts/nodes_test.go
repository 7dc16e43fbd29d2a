package contracts_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/node"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/contracts"
)

// served has the test chain answer over HTTP too.
func served(url *string) func(*node.Config, *ethconfig.Config) {
	return func(n *node.Config, _ *ethconfig.Config) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		n.HTTPHost, n.HTTPPort, n.HTTPModules = "127.0.0.1", l.Addr().(*net.TCPAddr).Port, []string{"eth", "net"}
		*url = "http://" + l.Addr().String()
		_ = l.Close() // the node listens there next
	}
}

// proxy is a provider between us and the chain: it may be away, and it may change what it passes on.
type proxy struct {
	*httptest.Server
	away   atomic.Bool
	change atomic.Pointer[func([]byte) []byte]
}

func newProxy(t *testing.T, to string) *proxy {
	p := &proxy{}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.away.Load() {
			http.Error(w, "maintenance", http.StatusServiceUnavailable)
			return
		}
		resp, err := http.Post(to, "application/json", r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer func() { _ = resp.Body.Close() }()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if change := p.change.Load(); change != nil {
			body = (*change)(body)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body) // the client notices
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *proxy) lie(from, to []byte) {
	f := func(b []byte) []byte { return bytes.ReplaceAll(b, from, to) }
	p.change.Store(&f)
}

// TestTwoProvidersOfARealChain reads a real contract through two providers of which one goes away, lies and serves another chain.
func TestTwoProvidersOfARealChain(t *testing.T) {
	var url string
	w := newWorld(t, served(&url))
	one, two := newProxy(t, url), newProxy(t, url)
	urls := []string{one.URL + "/" + accessKey, two.URL + "/" + accessKey}
	two.away.Store(true)
	all, err := contracts.DialAll(t.Context(), urls, w.network(), slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	defer all.Close()
	require.EqualValues(t, 6, all.Asset().Decimals)
	require.Equal(t, minCloseDelay, all.MinCloseDelay())
	_, err = all.HeadAt(t.Context(), 0)
	require.ErrorIs(t, err, settle.ErrTooFew)
	require.NotContains(t, fmt.Sprint(err, all.Nodes()), accessKey)
	require.Contains(t, all.Nodes()[1].Problem, "503")

	two.away.Store(false)
	var genesis settle.Head
	require.Eventually(t, func() bool { genesis, err = all.HeadAt(t.Context(), 0); return err == nil }, 20*time.Second, 100*time.Millisecond, "dialed again")
	require.Equal(t, all.Genesis(), genesis.Hash)

	c := w.client(t)
	ch := w.channel(c)
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, dollars(10)))
	w.do(t, c, w.owner, settle.Action{Verb: settle.Approve, Amount: dollars(10)})
	w.do(t, c, w.owner, settle.Action{Verb: settle.DepositAndFund, Channel: &ch, Amount: dollars(10)})
	head, err := all.Head(t.Context())
	require.NoError(t, err)
	states, err := all.States(t.Context(), head, []common.Hash{ch.ID()})
	require.NoError(t, err)
	require.Equal(t, dollars(10), states[0].Deposit)

	two.lie([]byte("989680"), []byte("ffffff")) // 10,000,000
	_, err = all.States(t.Context(), head, []common.Hash{ch.ID()})
	require.ErrorIs(t, err, settle.ErrDisagree)
	require.ErrorContains(t, err, "says deposit 16777215")
	require.ErrorContains(t, err, "says deposit 10000000")
	look, err := all.Look(t.Context(), []common.Hash{ch.ID()})
	require.NoError(t, err)
	require.Len(t, look.Sights, 2)

	two.lie([]byte(genesis.Hash.Hex()), []byte(common.Hash{1}.Hex()))
	again, err := contracts.DialAll(t.Context(), urls, w.network(), slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	defer again.Close()
	require.Contains(t, again.Nodes()[0].Problem+again.Nodes()[1].Problem, "one of them serves another chain")

	one.away.Store(true)
	two.away.Store(true)
	_, err = contracts.DialAll(t.Context(), urls, w.network(), slog.New(slog.DiscardHandler))
	require.ErrorContains(t, err, "chain's node at "+one.URL)
}

func TestIndependentNodesAreOfTwoHosts(t *testing.T) {
	require.NoError(t, contracts.Independent([]string{"https://a.example/key", "wss://b.example"}))
	for _, urls := range [][]string{{"https://a.example"}, {"https://a.example/one", "https://a.example/two"}} {
		require.ErrorIs(t, contracts.Independent(urls), contracts.ErrOneNode)
	}
}
