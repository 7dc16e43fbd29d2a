package testnet_test

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
	"github.com/tolsey/tolsey/testnet/chain"
)

// TestGossipKeepsSecrets is R13 on the network: somebody who listens to everything that is gossiped, and pulls every page, hears no key and no
// prompt. What lies in files is searched when the devnet has ended.
func TestGossipKeepsSecrets(t *testing.T) {
	w := shared(t)
	require.NoError(t, w.knowSecrets())
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	var mu sync.Mutex // guards what was heard
	var heard []byte
	pages := map[string]bool{}
	var bootstrap []string
	for _, n := range w.file.Nodes {
		bootstrap = append(bootstrap, n.P2P...)
	}
	h, err := p2p.New(p2p.Config{Key: key, ChainID: chain.ID, Bootstrap: bootstrap, AllowPrivate: true, Log: slog.New(slog.DiscardHandler)},
		p2p.Handlers{Page: func(_ peer.ID, p *wire.SignedPage) p2p.Verdict {
			mu.Lock()
			defer mu.Unlock()
			heard = append(heard, p.Data...)
			pages[p.Seller().Hex()] = true
			return p2p.Accept
		}})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx) }()
	defer func() {
		cancel()
		require.NoError(t, <-ended)
	}()

	a := w.newApp(t, "1 USD/day")
	for range 5 {
		require.Equal(t, http.StatusOK, a.call(t, w.ask("tencent/hy3", "Psst. [[tokens:30]]")).status)
	}
	// A change that is published while it listens.
	seller := w.client(t, "seller-1")
	_, err = seller.WithdrawOffers(t.Context(), dashboard.WithdrawOffersRequest{Models: []market.Model{"deepseek/deepseek-v4-pro"}})
	require.NoError(t, err)
	_, err = seller.Publish(t.Context(), dashboard.PublishRequest{Models: []market.Model{"deepseek/deepseek-v4-pro"}})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(pages) == 4
	}, settling, 50*time.Millisecond, "it hears the pages of all four sellers")
	mu.Lock()
	defer mu.Unlock()
	require.NotEmpty(t, heard)
	require.Empty(t, w.secret.hits(heard))
}
