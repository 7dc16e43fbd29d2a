package p2p_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

// A thousand calls of one pair are open at once: each handler waits until all have come.
func TestThousandCallsOfOnePair(t *testing.T) {
	for name, listen := range map[string][]string{"udp and tcp": both, "tcp": tcpOnly} {
		t.Run(name, func(t *testing.T) {
			const calls = 1000
			var all sync.WaitGroup
			all.Add(calls)
			cfg := testConfig(t)
			cfg.Listen = listen
			answer := echo(t)
			seller := start(t, cfg, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
				all.Done()
				all.Wait()
				answer(ctx, s, open)
			}})
			buyer := start(t, testConfig(t), p2p.Handlers{})
			require.NoError(t, buyer.Connect(t.Context(), addrOf(t, seller, name[:3])))
			ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
			defer cancel()
			var g errgroup.Group
			for range calls {
				g.Go(func() error { return roundTrip(ctx, buyer, seller.ID(), make([]byte, 1024)) })
			}
			require.NoError(t, g.Wait())
			info := buyer.Peers()[0]
			require.Equal(t, calls, info.Idle)
			t.Logf("connections: %v", info.Transports)
		})
	}
}

// addrOf picks a host's address by its transport.
func addrOf(t testing.TB, h *p2p.Host, transport string) string {
	for _, a := range h.Addrs() {
		if strings.Contains(a, "/"+transport+"/") {
			return a
		}
	}
	require.FailNowf(t, "no address", "%s in %v", transport, h.Addrs())
	return ""
}
