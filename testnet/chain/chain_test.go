package chain_test

import (
	"context"
	"math/big"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/testnet/chain"
)

// rig is a chain with a client on its port.
type rig struct {
	*chain.Chain
	t      *testing.T
	client *ethclient.Client
}

func start(t *testing.T, dir string) *rig {
	t.Helper()
	c, err := chain.Start(context.Background(), chain.Config{DataDir: dir, HTTPAddr: "127.0.0.1:0"})
	require.NoError(t, err)
	client, err := ethclient.Dial(c.URL())
	require.NoError(t, err)
	r := &rig{c, t, client}
	t.Cleanup(r.close)
	return r
}

func (r *rig) close() {
	r.t.Helper()
	r.client.Close()
	at := time.Now()
	require.NoError(r.t, r.Close())
	require.Less(r.t, time.Since(at), 3*time.Second, "closing takes long")
}

// send signs and sends a transfer of wei from account i and returns its hash.
func (r *rig) send(i int, nonce uint64, to common.Address, wei int64) common.Hash {
	r.t.Helper()
	tip, fee := big.NewInt(params.GWei), big.NewInt(10*params.GWei)
	tx, err := types.SignNewTx(chain.AccountAt(i).Key, types.LatestSignerForChainID(big.NewInt(chain.ID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(chain.ID), Nonce: nonce, GasTipCap: tip, GasFeeCap: fee, Gas: params.TxGas, To: &to, Value: big.NewInt(wei)})
	require.NoError(r.t, err)
	require.NoError(r.t, r.client.SendTransaction(context.Background(), tx))
	return tx.Hash()
}

func (r *rig) receipt(tx common.Hash) *types.Receipt {
	r.t.Helper()
	var got *types.Receipt
	require.Eventually(r.t, func() bool {
		var err error
		got, err = r.client.TransactionReceipt(context.Background(), tx)
		return err == nil
	}, 10*time.Second, time.Millisecond, "no receipt")
	return got
}

func (r *rig) balance(a common.Address) int64 {
	r.t.Helper()
	b, err := r.client.BalanceAt(context.Background(), a, nil)
	require.NoError(r.t, err)
	return b.Int64()
}

var stranger = common.HexToAddress("0x00000000000000000000000000000000000feed0")

func TestTransferIsSealedAtOnce(t *testing.T) {
	r := start(t, "")
	id, err := r.client.ChainID(context.Background())
	require.NoError(t, err)
	require.EqualValues(t, chain.ID, id.Int64())
	at := time.Now()
	receipt := r.receipt(r.send(0, 0, stranger, 5))
	t.Logf("transaction to receipt: %s", time.Since(at))
	require.Equal(t, types.ReceiptStatusSuccessful, receipt.Status)
	require.EqualValues(t, 5, r.balance(stranger))
	require.Equal(t, receipt.BlockNumber.Uint64(), r.Height(), "a transaction is worth one block")
	require.WithinDuration(t, time.Now(), r.Head(), 6*time.Second)
}

func TestSubscriptionAndLogsOverWebSocket(t *testing.T) {
	r := start(t, "")
	ws, err := ethclient.Dial(r.WS())
	require.NoError(t, err)
	defer ws.Close()
	heads := make(chan *types.Header, 16)
	sub, err := ws.SubscribeNewHead(context.Background(), heads)
	require.NoError(t, err)
	defer sub.Unsubscribe()
	receipt := r.receipt(r.send(1, 0, stranger, 1))
	for {
		select {
		case h := <-heads:
			if h.Number.Cmp(receipt.BlockNumber) >= 0 {
				_, err := r.client.FilterLogs(context.Background(), ethereum.FilterQuery{FromBlock: big.NewInt(0)})
				require.NoError(t, err)
				return
			}
		case err := <-sub.Err():
			t.Fatal(err)
		case <-time.After(5 * time.Second):
			t.Fatal("no head arrives")
		}
	}
}

func TestManyTransactionsInParallel(t *testing.T) {
	r := start(t, "")
	var wg sync.WaitGroup
	hashes := make([]common.Hash, 64)
	for i := range chain.Accounts {
		wg.Go(func() {
			for n := i; n < len(hashes); n += chain.Accounts {
				hashes[n] = r.send(i, uint64(n/chain.Accounts), stranger, 1)
			}
		})
	}
	wg.Wait()
	for _, h := range hashes {
		require.Equal(t, types.ReceiptStatusSuccessful, r.receipt(h).Status)
	}
	require.EqualValues(t, len(hashes), r.balance(stranger))
}

func TestLoadDoesNotRunTheClockAhead(t *testing.T) {
	r := start(t, "")
	var last common.Hash
	for n := range 40 {
		last = r.send(0, uint64(n), stranger, 1)
		if n < 8 {
			r.receipt(last) // one block each: the head runs ahead until the bound
		}
		require.Less(t, time.Until(r.Head()), chain.MaxLead+2*time.Second, "the head's lead after %d transactions", n)
	}
	r.receipt(last)
	require.Less(t, time.Until(r.Head()), chain.MaxLead+2*time.Second)
	require.EqualValues(t, 40, r.balance(stranger))
}

func TestTimeMovesByItselfAndOnCommand(t *testing.T) {
	r := start(t, "")
	r.receipt(r.send(0, 0, stranger, 1))
	height, head := r.Height(), r.Head()
	require.Eventually(t, func() bool { return r.Height() > height }, 10*time.Second, 50*time.Millisecond, "no empty block")
	require.True(t, r.Head().After(head))

	head = r.Head()
	require.NoError(t, r.AdjustTime(24*time.Hour))
	require.Equal(t, head.Add(24*time.Hour), r.Head())
	at := time.Now()
	r.receipt(r.send(0, 1, stranger, 1))
	require.Less(t, time.Since(at), 900*time.Millisecond, "after a jump blocks are sealed at once as before")
	height = r.Height()
	require.Eventually(t, func() bool { return r.Height() > height }, 10*time.Second, 50*time.Millisecond, "the clock stands after a jump")
	require.Less(t, r.Head().Sub(head), 24*time.Hour+time.Minute)

	require.Error(t, r.AdjustTime(0))
	require.Error(t, r.AdjustTime(-time.Second))
	require.Error(t, r.AdjustTime(time.Millisecond*1500))
	require.Error(t, r.AdjustTime(100*365*24*time.Hour))
	require.Error(t, r.Mine(0))
}

func TestDevnetNamespaceAndNoOther(t *testing.T) {
	r := start(t, "")
	rpc := r.client.Client()
	var n, when string
	height, head := r.Height(), r.Head()
	require.NoError(t, rpc.Call(&n, "devnet_mine"))
	require.GreaterOrEqual(t, r.Height(), height+1)
	require.NoError(t, rpc.Call(&n, "devnet_mine", 3))
	require.GreaterOrEqual(t, r.Height(), height+4)
	require.NoError(t, rpc.Call(&when, "devnet_increaseTime", "0x3c"))
	require.GreaterOrEqual(t, r.Head().Sub(head), time.Minute)
	require.ErrorContains(t, rpc.Call(&n, "devnet_increaseTime", "soon"), "is not a count")
	require.ErrorContains(t, rpc.Call(&n, "devnet_mine", "0xffffffffffffffff"), "at a time")
	var version string
	require.NoError(t, rpc.Call(&version, "web3_clientVersion"))
	require.NoError(t, rpc.Call(&version, "net_version"))
	require.Equal(t, "31337", version)
	for _, method := range []string{"admin_nodeInfo", "debug_setHead", "miner_setExtra", "engine_forkchoiceUpdatedV3"} {
		require.ErrorContains(t, rpc.Call(new(any), method), "does not exist", method)
	}
	req, err := http.NewRequest(http.MethodPost, r.URL(), strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}`))
	require.NoError(t, err)
	req.Host = "evil.example"
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusForbidden, resp.StatusCode, "a page's name that resolves to this host")
}

func TestRestartKeepsBalancesAndHeight(t *testing.T) {
	dir := t.TempDir()
	r := start(t, dir)
	r.receipt(r.send(2, 0, stranger, 7))
	require.NoError(t, r.AdjustTime(time.Hour))
	height, head, genesis := r.Height(), r.Head(), r.Genesis()
	_, err := chain.Start(context.Background(), chain.Config{DataDir: dir, HTTPAddr: "127.0.0.1:0"})
	require.ErrorContains(t, err, "datadir already used")
	r.close()
	require.ErrorIs(t, r.Mine(1), chain.ErrClosed)

	r = start(t, dir)
	require.GreaterOrEqual(t, r.Height(), height)
	require.False(t, r.Head().Before(head))
	require.Equal(t, genesis, r.Genesis())
	require.EqualValues(t, 7, r.balance(stranger))
	at := time.Now()
	r.receipt(r.send(2, 1, stranger, 1))
	require.Less(t, time.Since(at), 2*time.Second, "a chain ahead of the wall clock goes on from there")
	require.EqualValues(t, 8, r.balance(stranger))
}

func TestBusyPortIsNamed(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	_, err = chain.Start(context.Background(), chain.Config{HTTPAddr: l.Addr().String()})
	require.ErrorContains(t, err, l.Addr().String())
	require.ErrorContains(t, err, "in use")
}

func TestReorgTakesBlocksBack(t *testing.T) {
	r := start(t, "")
	require.NoError(t, r.Mine(14))
	for depth := 1; depth <= 12; depth += 11 {
		tx := r.send(3, 0, stranger, 9)
		receipt := r.receipt(tx)
		if depth > 1 {
			require.NoError(t, r.Mine(depth-1))
		}
		require.NoError(t, r.Reorg(int(r.Height()-receipt.BlockNumber.Uint64())+1, true))
		_, err := r.client.TransactionReceipt(context.Background(), tx)
		require.ErrorIs(t, err, ethereum.NotFound, "depth %d", depth)
		require.Zero(t, r.balance(stranger))
		header, err := r.client.HeaderByNumber(context.Background(), receipt.BlockNumber)
		require.NoError(t, err)
		require.NotEqual(t, receipt.BlockHash, header.Hash())
	}
	tx := r.send(3, 0, stranger, 9)
	receipt := r.receipt(tx)
	require.NoError(t, r.Reorg(int(r.Height()-receipt.BlockNumber.Uint64())+1, false))
	again := r.receipt(tx)
	require.NotEqual(t, receipt.BlockHash, again.BlockHash, "sealed again in another block")
	require.EqualValues(t, 9, r.balance(stranger))
	require.Error(t, r.Reorg(0, true))
	require.Error(t, r.Reorg(1000, true))
}
