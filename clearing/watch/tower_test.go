package watch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/clearing/settle/settletest"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/market/money"
)

const blockTime = 10 * time.Second

var gas = settletest.Account{0x9a}

// world is a chain that seals a block every ten seconds, and a watchtower beside a node's channels file.
type world struct {
	t      *testing.T
	chain  *settletest.Chain
	payer  payer
	dir    string // the watchtower's
	file   string // the node's channels file
	ledger *watch.Ledger
	tower  *watch.Tower
	stop   func()
	log    lines
}

// lines is a log that is read while it is written.
type lines struct {
	mu   sync.Mutex // guards text
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func inBubble(t *testing.T, test func(*world)) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, chain: settletest.NewChain(func() uint64 { return uint64(time.Now().Unix()) }), payer: newPayer(t), dir: t.TempDir(), stop: func() {}}
		w.file = filepath.Join(t.TempDir(), watch.FileName)
		ctx, cancel := context.WithCancel(t.Context())
		sealed := make(chan struct{})
		go func() {
			defer close(sealed)
			for {
				select {
				case <-ctx.Done():
					return
				case <-time.After(blockTime):
					w.chain.Seal()
				}
			}
		}()
		a := w.payer.ch.Payer
		w.chain.Mint(a, money.UnitsOf(10_000_000))
		w.act(a, settle.Action{Verb: settle.Approve, Amount: money.UnitsOf(10_000_000)})
		w.act(a, settle.Action{Verb: settle.Deposit, Amount: money.UnitsOf(10_000_000), To: a})
		w.act(a, settle.Action{Verb: settle.Fund, Channel: &w.payer.ch, Amount: money.UnitsOf(10_000_000)})
		defer func() { w.stop(); cancel(); <-sealed }()
		test(w)
	})
}

func (w *world) act(from common.Address, a settle.Action) {
	require.NoError(w.t, w.chain.Act(from, a))
}

// signs has the node write that it holds a voucher.
func (w *world) signs(units uint64) {
	require.NoError(w.t, watch.Replace(w.file, encode(units, w.payer.pays(w.t, units))))
}

// open opens the watchtower's directory; run watches.
func (w *world) open(source string) {
	var err error
	w.ledger, err = watch.OpenLedger(w.dir, source, domain, common.Hash{9}, slog.New(slog.NewTextHandler(&w.log, nil)))
	require.NoError(w.t, err)
	w.tower, err = watch.New(watch.Config{ChainID: 31337, Confirmations: 3, Poll: 4 * time.Second, NativePrice: money.Coins(3000)}, w.chain, w.ledger, gas, slog.New(slog.DiscardHandler))
	require.NoError(w.t, err)
}

func (w *world) run(source string) {
	w.open(source)
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan error, 1)
	go func() { done <- w.tower.Run(ctx) }()
	w.stop = func() {
		cancel()
		require.NoError(w.t, <-done)
		w.stop = func() {}
	}
}

func (w *world) requestClose() {
	w.act(w.payer.ch.Payer, settle.Action{Verb: settle.RequestClose, Channel: &w.payer.ch})
}

func (w *world) onChain() channel.OnChain {
	head, err := w.chain.Head(w.t.Context())
	require.NoError(w.t, err)
	s, err := w.chain.States(w.t.Context(), head, []common.Hash{w.payer.ch.ID()})
	require.NoError(w.t, err)
	return s[0]
}

func (w *world) requireClaimed(units uint64) {
	w.t.Helper()
	require.Equal(w.t, money.UnitsOf(units), w.onChain().Claimed)
}

// While nobody leaves nothing is claimed; once the payer wants to, the newest voucher is, at once.
func TestClaimsWhenAPayerStartsToLeave(t *testing.T) {
	inBubble(t, func(w *world) {
		w.signs(9_000_000)
		w.run(w.file)
		time.Sleep(2 * time.Hour)
		w.requireClaimed(0)
		w.signs(9_500_000) // just before
		w.requestClose()
		time.Sleep(3 * blockTime)
		w.requireClaimed(9_500_000)
		time.Sleep(5 * blockTime)
		require.Contains(w.t, w.log.String(), "a payer wants to leave")
		require.Contains(w.t, w.log.String(), "msg=claimed")
		require.Contains(w.t, w.log.String(), "total=9500000")
		require.Empty(w.t, w.tower.Leaving())
		w.signs(9_700_000) // accepted before the margin
		time.Sleep(3 * blockTime)
		w.requireClaimed(9_700_000)
		time.Sleep(time.Hour)
		w.act(w.payer.ch.Payer, settle.Action{Verb: settle.FinalizeClose, Channel: &w.payer.ch})
		time.Sleep(5 * blockTime)
		deeds := w.ledger.Deeds()
		require.Equal(w.t, settle.Closed, deeds[len(deeds)-1].Kind)
		require.Equal(w.t, money.UnitsOf(300_000), deeds[len(deeds)-1].Amount, "the payer has the rest")
	})
}

// S bounds the claim: what is prepaid goes back to the payer.
func TestClaimsNoMoreThanIsEarned(t *testing.T) {
	inBubble(t, func(w *world) {
		h := w.payer.pays(w.t, 5_000_000)
		h.Sum = money.UnitsOf(3_000_000).FloorPicos(usd)
		require.NoError(w.t, watch.Replace(w.file, encode(1, h)))
		w.run(w.file)
		w.requestClose()
		time.Sleep(6 * blockTime)
		w.requireClaimed(3_000_000)
	})
}

// A gas spike of a hundred million times, which begins with the close: the claim is mined before the deadline.
func TestRaisesItsFeesUntilTheClaimIsMined(t *testing.T) {
	inBubble(t, func(w *world) {
		w.signs(9_000_000)
		w.run(w.file)
		time.Sleep(blockTime)
		fees, err := w.chain.Fees(w.t.Context())
		require.NoError(w.t, err)
		w.chain.Lock(func() { w.chain.MinFee = new(big.Int).Mul(fees.Base, big.NewInt(1e8)) })
		w.requestClose()
		time.Sleep(3 * blockTime)
		w.requireClaimed(0)
		time.Sleep(30 * time.Minute) // half of the close delay
		w.requireClaimed(9_000_000)
	})
}

// The watchtower stops between signing and mining. The next one knows its transaction and sends no second.
func TestRestartKnowsWhatWasSent(t *testing.T) {
	inBubble(t, func(w *world) {
		w.signs(9_000_000)
		w.run(w.file)
		w.chain.Lock(func() { w.chain.Deaf = true })
		w.requestClose()
		time.Sleep(blockTime)
		w.stop()
		info, err := os.Stat(filepath.Join(w.dir, "journal.json"))
		require.NoError(w.t, err)
		require.Equal(w.t, os.FileMode(0o600), info.Mode().Perm())
		w.chain.Lock(func() { w.chain.Deaf = false })
		w.run(w.file)
		intents, err := w.ledger.Intents(w.t.Context())
		require.NoError(w.t, err)
		require.Len(w.t, intents, 1)
		time.Sleep(6 * blockTime)
		w.requireClaimed(9_000_000)
		nonces, err := w.chain.Nonces(w.t.Context(), gas.Address(), mustHead(w.t, w.chain))
		require.NoError(w.t, err)
		require.Equal(w.t, settle.Nonces{Least: 1, Most: 1}, nonces)
		intents, err = w.ledger.Intents(w.t.Context())
		require.NoError(w.t, err)
		require.Empty(w.t, intents, "what is final is forgotten")
		w.stop()
		w.open(w.file)
		next, err := w.ledger.NextNonce(w.t.Context(), gas.Address())
		require.NoError(w.t, err)
		require.Equal(w.t, uint64(1), next, "but its nonce is not")
	})
}

func mustHead(t *testing.T, c *settletest.Chain) settle.Head {
	h, err := c.Head(t.Context())
	require.NoError(t, err)
	return h
}

// A channels file that is torn or gone does not take away what was read from it.
func TestChannelsFileThatGoesAway(t *testing.T) {
	inBubble(t, func(w *world) {
		w.signs(9_000_000)
		w.run(w.file)
		time.Sleep(blockTime)
		require.NoError(w.t, os.WriteFile(w.file, []byte("{"), 0o600))
		time.Sleep(blockTime)
		require.NoError(w.t, os.Remove(w.file))
		w.requestClose()
		time.Sleep(4 * blockTime)
		w.requireClaimed(9_000_000)
		require.Contains(w.t, w.log.String(), "watching with what it had")
	})
}

func TestOnce(t *testing.T) {
	inBubble(t, func(w *world) {
		w.signs(9_000_000)
		w.open(w.file)
		require.NoError(w.t, w.tower.Once(w.t.Context()))
		w.requireClaimed(0)
		w.requestClose()
		w.open(w.file)
		require.NoError(w.t, w.tower.Once(w.t.Context()))
		w.requireClaimed(9_000_000)
		require.Equal(w.t, money.UnitsOf(9_000_000), w.ledger.State(w.payer.ch.ID()).Claimed, "and final")
		w.chain.Lock(func() { w.chain.Down = true })
		w.open(w.file)
		require.ErrorIs(w.t, w.tower.Once(w.t.Context()), settletest.ErrDown)
	})
}

func TestHoldsNoNodeKey(t *testing.T) {
	p := newPayer(t)
	p.ch.PayeeSigner = gas.Address()
	dir := t.TempDir()
	file := filepath.Join(dir, watch.FileName)
	require.NoError(t, watch.Replace(file, encode(1, p.pays(t, 5))))
	l, err := watch.OpenLedger(dir, file, domain, common.Hash{9}, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	_, err = watch.New(watch.Config{ChainID: 1, Confirmations: 1, Poll: time.Second}, settletest.NewChain(func() uint64 { return 0 }), l, gas, slog.New(slog.DiscardHandler))
	require.ErrorIs(t, err, watch.ErrNodeKey)
}

// Vouchers that are pushed are durable before the answer, and an older one takes nothing back.
func TestPush(t *testing.T) {
	dir := t.TempDir()
	open := func() *watch.Ledger {
		l, err := watch.OpenLedger(dir, "", domain, common.Hash{9}, slog.New(slog.DiscardHandler))
		require.NoError(t, err)
		return l
	}
	const token = "a-token-of-the-watchtower"
	p := newPayer(t)
	push := func(l *watch.Ledger, text []byte, token string) (int, watch.Pushed, string) {
		r := httptest.NewRequest(http.MethodPost, watch.PushPath, bytes.NewReader(text))
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		l.Handler(token0).ServeHTTP(w, r)
		var out watch.Pushed
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &out))
		return w.Code, out, w.Body.String()
	}
	l := open()
	five, seven := p.pays(t, 5), p.pays(t, 7)
	code, got, _ := push(l, encode(1, five), token0)
	require.Equal(t, http.StatusOK, code)
	require.Equal(t, watch.Pushed{Channels: 1, Newer: 1}, got)
	require.Equal(t, []watch.Holding{five}, open().Holdings())
	_, got, _ = push(l, encode(2, seven, newPayer(t).pays(t, 1)), token0)
	require.Equal(t, watch.Pushed{Channels: 2, Newer: 2}, got)
	_, got, _ = push(l, encode(3, five), token0)
	require.Equal(t, watch.Pushed{Channels: 2}, got)
	require.Contains(t, open().Holdings(), seven)

	forged := p.pays(t, 9)
	forged.Highest.Cumulative = money.UnitsOf(90)
	for _, c := range []struct {
		text  []byte
		token string
		code  int
		says  string
	}{
		{encode(4, p.pays(t, 9)), token, http.StatusUnauthorized, "token"},
		{encode(4, forged), token0, http.StatusBadRequest, "verify voucher"},
		{[]byte("{"), token0, http.StatusBadRequest, "not a channels file"},
		{bytes.Replace(encode(4), []byte("31337"), []byte("1"), 1), token0, http.StatusBadRequest, "vouchers of another network"},
		{bytes.Repeat([]byte(" "), 17<<20), token0, http.StatusRequestEntityTooLarge, "16 MiB"},
	} {
		code, _, body := push(l, c.text, c.token)
		require.Equal(t, c.code, code)
		require.Contains(t, body, c.says)
	}
	require.Contains(t, open().Holdings(), seven)
	require.Len(t, open().Holdings(), 2)
}

const token0 = "the-token-of-the-watchtower"
