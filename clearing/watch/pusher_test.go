package watch_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/watch"
)

// towerAt serves a watchtower's door, which may be shut.
func towerAt(t *testing.T) (*watch.Ledger, *watch.Client, *atomic.Bool, *atomic.Int32) {
	l, err := watch.OpenLedger(t.TempDir(), "", domain, common.Hash{9}, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	var shut atomic.Bool
	var pushes atomic.Int32
	door := l.Handler(token0)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		pushes.Add(1)
		if shut.Load() {
			http.Error(w, "", http.StatusBadGateway)
			return
		}
		door.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return l, watch.NewClient(s.URL, token0), &shut, &pushes
}

// A voucher that adds much is with a watchtower when Note returns, what adds little is not worth a wait, and a watchtower that is away
// holds nothing up.
func TestPusherHandsOverBeforeMuchIsReliedOn(t *testing.T) {
	one, toOne, shutOne, pushes := towerAt(t)
	two, toTwo, shutTwo, _ := towerAt(t)
	var log lines
	p := watch.NewPusher([]*watch.Client{toOne, toTwo}, domain, common.Hash{9}, slog.New(slog.NewTextHandler(&log, nil)))
	buyer := newPayer(t)

	p.Note(t.Context(), buyer.pays(t, 40_000)) // four cents
	require.Zero(t, pushes.Load())
	p.Note(t.Context(), buyer.pays(t, 60_000))
	require.Equal(t, []watch.Holding{buyer.pays(t, 60_000)}, one.Holdings())
	require.Equal(t, []watch.Holding{buyer.pays(t, 60_000)}, two.Holdings())
	p.Note(t.Context(), buyer.pays(t, 70_000))
	require.EqualValues(t, 1, pushes.Load())

	shutOne.Store(true)
	p.Note(t.Context(), buyer.pays(t, 200_000))
	require.Equal(t, []watch.Holding{buyer.pays(t, 200_000)}, two.Holdings(), "one is enough")
	require.ErrorContains(t, p.Err(), "502")
	require.Contains(t, log.String(), "does not take vouchers")

	shutTwo.Store(true)
	p.Note(t.Context(), buyer.pays(t, 400_000))
	before := pushes.Load()
	p.Note(t.Context(), buyer.pays(t, 800_000))
	require.Equal(t, before, pushes.Load(), "nobody is waited for who was just away")
	require.NotContains(t, p.Err().Error(), token0)
}

// What adds little is pushed from time to time, and what was held at the start.
func TestPusherCatchesUp(t *testing.T) {
	ledger, to, _, _ := towerAt(t)
	p := watch.NewPusher([]*watch.Client{to}, domain, common.Hash{9}, slog.New(slog.DiscardHandler))
	old, fresh := newPayer(t), newPayer(t)
	p.Seed([]watch.Holding{old.pays(t, 5)})
	p.Note(t.Context(), fresh.pays(t, 7))
	p.CatchUp(t.Context())
	require.ElementsMatch(t, []watch.Holding{old.pays(t, 5), fresh.pays(t, 7)}, ledger.Holdings())
	require.NoError(t, p.Err())
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	require.NoError(t, p.Run(ctx))
}

func TestClientSaysWhatTheWatchtowerSays(t *testing.T) {
	_, to, _, _ := towerAt(t)
	_, err := to.Push(t.Context(), []byte("{"))
	require.ErrorContains(t, err, "400 not a channels file")
	_, err = watch.NewClient("http://127.0.0.1:1", token0).Push(t.Context(), nil)
	require.ErrorContains(t, err, "push vouchers")
	odd := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }))
	defer odd.Close()
	_, err = watch.NewClient(odd.URL, token0).Push(t.Context(), nil)
	require.ErrorContains(t, err, "not a watchtower's")
}
