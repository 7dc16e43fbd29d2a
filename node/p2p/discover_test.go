package p2p_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/p2p"
)

func ids(h *p2p.Host) (out []peer.ID) {
	for _, p := range h.Peers() {
		out = append(out, p.ID)
	}
	return out
}

func TestBootstrapAndExchange(t *testing.T) {
	hub := start(t, testConfig(t), p2p.Handlers{})
	var hosts []*p2p.Host
	for range 3 {
		cfg := testConfig(t)
		cfg.Bootstrap = hub.Addrs()
		hosts = append(hosts, start(t, cfg, p2p.Handlers{Call: echo(t)}))
	}
	for i, h := range hosts {
		for j, other := range hosts {
			if i != j {
				eventually(t, func() bool { return len(h.Peers()) == 3 }, "all have met through the hub")
				require.Contains(t, ids(h), other.ID())
			}
		}
	}
}

// A peer that was never met is found through those that are connected.
func TestFindPeer(t *testing.T) {
	hub := start(t, testConfig(t), p2p.Handlers{})
	seller := start(t, testConfig(t), p2p.Handlers{Call: echo(t)})
	connect(t, seller, hub)
	buyer, err := p2p.New(testConfig(t), p2p.Handlers{}) // without Run it meets nobody by itself
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, buyer.Close()) })
	require.NoError(t, buyer.Connect(t.Context(), hub.Addrs()[0]))
	eventually(t, func() bool { return len(hub.Peers()) == 2 }, "hub has both")
	require.NotContains(t, ids(buyer), seller.ID())
	eventually(t, func() bool { return roundTrip(t.Context(), buyer, seller.ID(), []byte("x")) == nil }, "call by peer id alone")
}

func TestBootstrapComesBack(t *testing.T) {
	hubConfig := testConfig(t)
	hub, err := p2p.New(hubConfig, p2p.Handlers{})
	require.NoError(t, err)
	cfg := testConfig(t)
	cfg.Bootstrap = hub.Addrs()
	h := start(t, cfg, p2p.Handlers{})
	eventually(t, func() bool { return len(h.Peers()) == 1 }, "connected")
	hubConfig.Listen = listenOf(hub)
	require.NoError(t, hub.Close())
	eventually(t, func() bool { return len(h.Peers()) == 0 }, "gone")
	start(t, hubConfig, p2p.Handlers{})
	eventually(t, func() bool { return len(h.Peers()) == 1 }, "connected again")
}

func TestPeersAreRemembered(t *testing.T) {
	other := start(t, testConfig(t), p2p.Handlers{})
	cfg := testConfig(t)
	cfg.PeerFile = filepath.Join(t.TempDir(), "peers.json")
	first, err := p2p.New(cfg, p2p.Handlers{})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- first.Run(ctx) }()
	connect(t, first, other)
	// What is written is what the peer has announced and signed, which it tells after the connection stands.
	eventually(t, func() bool { return len(other.Peers()) == 1 && first.Peers()[0].Agent != "" }, "identified")
	cancel()
	require.NoError(t, <-done)

	info, err := os.Stat(cfg.PeerFile)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode())
	text, err := os.ReadFile(cfg.PeerFile)
	require.NoError(t, err)
	require.Contains(t, string(text), other.ID().String())

	cfg.Listen = nil
	again := start(t, cfg, p2p.Handlers{})
	eventually(t, func() bool { return len(again.Peers()) == 1 }, "met again without bootstrap")
	require.Equal(t, other.ID(), again.Peers()[0].ID)
}

func TestBrokenPeerFileIsNoReasonNotToStart(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "not json": "peers", "bad id": `{"peers":[{"id":"x"}]}`,
		"bad address": `{"peers":[{"id":"16Uiu2HAm3vGKPTGT3Yw4Sy5pAMFQTRvWCyWVELSPqaQXS3aLbNLH","addrs":["127.0.0.1:1"]}]}`, "huge": strings.Repeat(" ", 2<<20),
	} {
		t.Run(name, func(t *testing.T) {
			cfg := testConfig(t)
			cfg.PeerFile = filepath.Join(t.TempDir(), "peers.json")
			require.NoError(t, os.WriteFile(cfg.PeerFile, []byte(text), 0o600))
			h, err := p2p.New(cfg, p2p.Handlers{})
			require.NoError(t, err)
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			require.NoError(t, h.Run(ctx))
			after, err := os.ReadFile(cfg.PeerFile)
			require.NoError(t, err)
			require.JSONEq(t, `{"peers":null}`, string(after))
		})
	}
}

// On a public network a node neither announces nor dials what is private.
func TestPrivateAddresses(t *testing.T) {
	private := start(t, testConfig(t), p2p.Handlers{})
	cfg := testConfig(t)
	cfg.AllowPrivate = false
	public := start(t, cfg, p2p.Handlers{})
	require.Empty(t, public.Addrs())
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	err := public.Connect(ctx, private.Addrs()[0])
	require.ErrorContains(t, err, "gater")
	require.Empty(t, public.Peers())
	for _, a := range private.Addrs() {
		require.NotContains(t, a, "memory")
		require.Contains(t, a, "127.0.0.1")
	}
}
