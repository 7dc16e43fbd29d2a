package p2p_test

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const testChain = 31337

var (
	quicOnly = []string{"/ip4/127.0.0.1/udp/0/quic-v1"}
	tcpOnly  = []string{"/ip4/127.0.0.1/tcp/0"}
	both     = append(append([]string{}, quicOnly...), tcpOnly...)
)

func newKey(t testing.TB) *ecdsa.PrivateKey {
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	return key
}

func testConfig(t testing.TB) p2p.Config {
	return p2p.Config{Key: newKey(t), ChainID: testChain, Listen: both, AllowPrivate: true, Version: "test", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
}

// start runs a host until the test ends.
func start(t testing.TB, cfg p2p.Config, handlers p2p.Handlers) *p2p.Host {
	h, err := p2p.New(cfg, handlers)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
	})
	return h
}

func connect(t testing.TB, from, to *p2p.Host) {
	for _, a := range to.Addrs() {
		require.NoError(t, from.Connect(t.Context(), a))
	}
}

// echo answers each call with its own body and a receipt that names the call.
func echo(t testing.TB) func(context.Context, *p2p.Stream, *wire.Open) {
	return func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
		frames := []wire.Frame{&wire.Head{Status: 200}}
		for {
			f, err := s.Recv(ctx)
			if err != nil {
				return
			}
			switch f := f.(type) {
			case wire.Body:
				frames = append(frames, wire.Data(f))
				continue
			case wire.BodyEnd:
			default:
				t.Errorf("unexpected %s", f.Kind())
				return
			}
			break
		}
		_ = s.Send(ctx, append(frames, endOf(open.AttemptID))...)
	}
}

func endOf(id market.AttemptID) *wire.End {
	return &wire.End{Receipt: market.SignedReceipt{Receipt: market.Receipt{AttemptID: id, Status: market.StatusDone, Cost: money.Picos(5)}}}
}

// roundTrip makes one call and checks its echo.
func roundTrip(ctx context.Context, h *p2p.Host, to peer.ID, body []byte) error {
	s, err := h.OpenCall(ctx, to)
	if err != nil {
		return err
	}
	answer, err := exchange(ctx, s, body)
	s.Done(err == nil)
	if err == nil && string(answer) != string(body) {
		err = fmt.Errorf("answer is %d bytes of something else", len(answer))
	}
	return err
}

func exchange(ctx context.Context, s *p2p.Stream, body []byte) ([]byte, error) {
	open := openFor(body)
	if err := s.Send(ctx, append([]wire.Frame{open}, wire.Chunks(body)...)...); err != nil {
		return nil, err
	}
	return readAnswer(ctx, s, open.AttemptID)
}

func openFor(body []byte) *wire.Open {
	return &wire.Open{AttemptID: market.AttemptID{Call: market.NewCallID(), Attempt: 1}, Dialect: "openai", BodySize: uint64(len(body))}
}

func readAnswer(ctx context.Context, s *p2p.Stream, id market.AttemptID) ([]byte, error) {
	var answer []byte
	for {
		f, err := s.Recv(ctx)
		if err != nil {
			return nil, err
		}
		switch f := f.(type) {
		case *wire.Head:
		case wire.Data:
			answer = append(answer, f...)
		case *wire.End:
			if f.Receipt.AttemptID != id {
				return nil, fmt.Errorf("receipt of call %s, want %s", f.Receipt.AttemptID, id)
			}
			return answer, nil
		case *wire.Error:
			return nil, f
		default:
			return nil, fmt.Errorf("unexpected %s", f.Kind())
		}
	}
}

func TestPeerIdentity(t *testing.T) {
	key := newKey(t)
	id, err := p2p.PeerIDOf(&key.PublicKey)
	require.NoError(t, err)
	addr, err := p2p.AddressOf(id)
	require.NoError(t, err)
	require.Equal(t, crypto.PubkeyToAddress(key.PublicKey), addr)

	cfg := testConfig(t)
	cfg.Key = key
	require.Equal(t, id, start(t, cfg, p2p.Handlers{}).ID())

	ed25519, err := peer.Decode("12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5")
	require.NoError(t, err)
	_, err = p2p.AddressOf(ed25519)
	require.ErrorIs(t, err, p2p.ErrNotNode)
}

func TestCall(t *testing.T) {
	for name, listen := range map[string][]string{"quic": quicOnly, "tcp": tcpOnly} {
		t.Run(name, func(t *testing.T) {
			cfg := testConfig(t)
			cfg.Listen = listen
			seller := start(t, cfg, p2p.Handlers{Call: echo(t)})
			buyer := start(t, testConfig(t), p2p.Handlers{})
			connect(t, buyer, seller)
			for _, size := range []int{1, 1000, 70_000, 3 << 20} {
				require.NoError(t, roundTrip(t.Context(), buyer, seller.ID(), make([]byte, size)))
			}
			info := buyer.Peers()
			require.Len(t, info, 1)
			require.Equal(t, seller.ID(), info[0].ID)
			require.Equal(t, []string{name}, info[0].Transports)
			require.Equal(t, "tolsey/test", info[0].Agent)
			require.Equal(t, 1, info[0].Idle, "one stream served all calls")
			require.Zero(t, info[0].Calls)
			require.NotEqual(t, common.Address{}, info[0].Address)
		})
	}
}

func TestQUICIsFirst(t *testing.T) {
	seller := start(t, testConfig(t), p2p.Handlers{Call: echo(t)})
	cfg := testConfig(t)
	cfg.Bootstrap = seller.Addrs()
	buyer := start(t, cfg, p2p.Handlers{})
	require.Eventually(t, func() bool { return len(buyer.Peers()) == 1 }, 5*time.Second, 10*time.Millisecond)
	require.Equal(t, []string{"quic"}, buyer.Peers()[0].Transports)
}
