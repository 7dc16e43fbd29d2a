package p2p_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

// pair starts a seller with a call handler and a buyer that is connected to it.
func pair(t *testing.T, seller, buyer p2p.Handlers) (s, b *p2p.Host) {
	s = start(t, testConfig(t), seller)
	b = start(t, testConfig(t), buyer)
	require.NoError(t, b.Connect(t.Context(), addrOf(t, s, "udp")))
	return s, b
}

// await reads the request up to its end.
func await(ctx context.Context, s *p2p.Stream) (err error) {
	for {
		f, err := s.Recv(ctx)
		if err != nil {
			return err
		}
		if f.Kind() == wire.KindBodyEnd {
			return nil
		}
	}
}

func TestCallerLeaves(t *testing.T) {
	left := make(chan error, 1)
	seller, buyer := pair(t, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, _ *wire.Open) {
		if await(ctx, s) != nil {
			return
		}
		_ = s.Send(ctx, wire.Data("first"))
		<-ctx.Done()
		left <- s.Send(context.Background(), wire.Data("second"))
	}}, p2p.Handlers{})
	s, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	require.NoError(t, s.Send(t.Context(), openFor([]byte("x")), wire.Body("x"), wire.BodyEnd{}))
	f, err := s.Recv(t.Context())
	require.NoError(t, err)
	require.Equal(t, wire.Data("first"), f)
	s.Done(false)
	require.ErrorIs(t, <-left, p2p.ErrBroken)
	require.Eventually(t, func() bool { return seller.Peers()[0].Calls == 0 && buyer.Peers()[0].Calls == 0 }, time.Second, time.Millisecond)
	require.Zero(t, buyer.Peers()[0].Idle, "a stream that was left is not pooled")
	require.Zero(t, seller.Peers()[0].Strikes, "leaving is no fault")
}

// What is still under way when a caller leaves is nobody's fault, on either side.
func TestLeavingInTheMiddleIsNoFault(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, _ *wire.Open) {
		for s.Send(ctx, wire.Data("some of it")) == nil {
		}
	}}, p2p.Handlers{})
	for range 40 {
		s, err := buyer.OpenCall(t.Context(), seller.ID())
		require.NoError(t, err)
		require.NoError(t, s.Send(t.Context(), openFor([]byte("xx")), wire.Body("x")))
		_, err = s.Recv(t.Context())
		require.NoError(t, err)
		require.NoError(t, s.Send(t.Context(), wire.Cancel{}))
		s.Done(false)
	}
	require.Zero(t, buyer.Peers()[0].Strikes)
	require.Zero(t, seller.Peers()[0].Strikes)
}

func TestCancelReachesTheHandler(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
		if await(ctx, s) != nil {
			return
		}
		f, err := s.Recv(ctx)
		if err == nil && f == (wire.Cancel{}) {
			_ = s.Send(ctx, endOf(open.AttemptID))
		}
	}}, p2p.Handlers{})
	for range 2 {
		s, err := buyer.OpenCall(t.Context(), seller.ID())
		require.NoError(t, err)
		open := openFor([]byte("x"))
		require.NoError(t, s.Send(t.Context(), open, wire.Body("x"), wire.BodyEnd{}))
		require.NoError(t, s.Send(t.Context(), wire.Cancel{}))
		_, err = readAnswer(t.Context(), s, open.AttemptID)
		require.NoError(t, err)
		require.NoError(t, s.Send(t.Context(), wire.Cancel{}), "a late one means nothing")
		s.Done(true)
	}
	require.Equal(t, 1, buyer.Peers()[0].Idle)
}

// A seller may refuse before it has the whole body. The caller sends the rest of it, and the stream serves the next call.
func TestEarlyAnswerKeepsTheStream(t *testing.T) {
	refuse := &wire.Error{Code: wire.CodeBusy, RetryAfter: 250, Charged: money.Amount{}}
	seller, buyer := pair(t, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
		if open.BodySize > 10 {
			_ = s.Send(ctx, refuse)
			return
		}
		echo(t)(ctx, s, open)
	}}, p2p.Handlers{})
	body := make([]byte, 8<<20)
	for range 3 {
		s, err := buyer.OpenCall(t.Context(), seller.ID())
		require.NoError(t, err)
		_, err = exchange(t.Context(), s, body)
		var refused *wire.Error
		require.ErrorAs(t, err, &refused)
		require.Equal(t, refuse, refused)
		s.Done(true)
		require.NoError(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("small")))
	}
	require.Equal(t, 1, buyer.Peers()[0].Idle)
}

func TestHandlerWithoutAnswer(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Call: func(context.Context, *p2p.Stream, *wire.Open) {}}, p2p.Handlers{})
	require.ErrorIs(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("x")), p2p.ErrBroken)
}

func TestNobodySells(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{}, p2p.Handlers{})
	require.ErrorIs(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("x")), p2p.ErrBroken)
}

func TestUnknownPeer(t *testing.T) {
	buyer := start(t, testConfig(t), p2p.Handlers{})
	key := newKey(t)
	id, err := p2p.PeerIDOf(&key.PublicKey)
	require.NoError(t, err)
	_, err = buyer.OpenCall(t.Context(), id)
	require.ErrorIs(t, err, p2p.ErrUnreachable)
	_, err = buyer.OpenCall(t.Context(), buyer.ID())
	require.ErrorIs(t, err, p2p.ErrUnreachable)
}

func TestRecvKeepsToItsContext(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, _ *wire.Open) { <-ctx.Done() }}, p2p.Handlers{})
	s, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	defer s.Done(false)
	require.NoError(t, s.Send(t.Context(), openFor([]byte("x")), wire.Body("x"), wire.BodyEnd{}))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, err = s.Recv(ctx)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// A caller that does not read stops its seller, in bounded memory, and nothing else of the pair.
func TestSlowReaderStopsItsSellerOnly(t *testing.T) {
	chunk := wire.Data(make([]byte, 64<<10))
	var sent atomic.Int64
	seller, buyer := pair(t, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
		if open.BodySize == 1 {
			echo(t)(ctx, s, open)
			return
		}
		if await(ctx, s) != nil {
			return
		}
		for range 640 {
			if s.Send(ctx, chunk) != nil {
				return
			}
			sent.Add(int64(len(chunk)))
		}
		_ = s.Send(ctx, endOf(open.AttemptID))
	}}, p2p.Handlers{})
	s, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	open := openFor([]byte("flood"))
	require.NoError(t, s.Send(t.Context(), open, wire.Body("flood"), wire.BodyEnd{}))
	untilStill(t, &sent)
	require.Less(t, sent.Load(), int64(32<<20))
	require.NoError(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("x")), "another call goes on")

	answer, err := readAnswer(t.Context(), s, open.AttemptID)
	require.NoError(t, err)
	require.Len(t, answer, 640*len(chunk))
	s.Done(true)
}

func TestDrain(t *testing.T) {
	release, started := make(chan struct{}), make(chan struct{}, 1)
	seller, buyer := pair(t, p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, open *wire.Open) {
		started <- struct{}{}
		<-release
		echo(t)(ctx, s, open)
	}}, p2p.Handlers{})
	running := make(chan error, 1)
	go func() { running <- roundTrip(context.Background(), buyer, seller.ID(), []byte("running")) }()
	<-started
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	require.ErrorContains(t, seller.Drain(ctx), "1 calls are still served")

	for range 2 {
		var refused *wire.Error
		require.ErrorAs(t, roundTrip(t.Context(), buyer, seller.ID(), make([]byte, 100_000)), &refused)
		require.Equal(t, wire.CodeDraining, refused.Code)
	}
	close(release)
	require.NoError(t, seller.Drain(t.Context()))
	require.NoError(t, <-running, "the call that ran has ended well")
}

func TestRemoteRestarts(t *testing.T) {
	cfg := testConfig(t)
	handlers := p2p.Handlers{Call: echo(t)}
	first, err := p2p.New(cfg, handlers)
	require.NoError(t, err)
	buyer := start(t, testConfig(t), p2p.Handlers{})
	require.NoError(t, buyer.Connect(t.Context(), addrOf(t, first, "udp")))
	for range 3 {
		require.NoError(t, roundTrip(t.Context(), buyer, first.ID(), []byte("x")))
	}
	cfg.Listen = nil
	for _, a := range first.Addrs() {
		cfg.Listen = append(cfg.Listen, a[:len(a)-len("/p2p/"+first.ID().String())])
	}
	require.NoError(t, first.Close())
	require.Eventually(t, func() bool { return len(buyer.Peers()) == 0 }, 5*time.Second, time.Millisecond, "the loss is seen")
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err = buyer.OpenCall(ctx, first.ID())
	require.ErrorIs(t, err, p2p.ErrUnreachable)

	second := start(t, cfg, handlers)
	require.Equal(t, first.ID(), second.ID())
	require.NoError(t, buyer.Connect(t.Context(), second.Addrs()[0]))
	require.NoError(t, roundTrip(t.Context(), buyer, second.ID(), []byte("x")))
}

func TestCloseBreaksCalls(t *testing.T) {
	running := make(chan struct{}, 1)
	seller := start(t, testConfig(t), p2p.Handlers{Call: func(ctx context.Context, s *p2p.Stream, _ *wire.Open) {
		running <- struct{}{}
		<-ctx.Done()
	}})
	buyer, err := p2p.New(testConfig(t), p2p.Handlers{})
	require.NoError(t, err)
	require.NoError(t, buyer.Connect(t.Context(), seller.Addrs()[0]))
	unused, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	broke := make(chan error, 1)
	go func() { broke <- roundTrip(context.Background(), buyer, seller.ID(), []byte("x")) }()
	<-running
	require.NoError(t, buyer.Close())
	require.ErrorIs(t, <-broke, p2p.ErrBroken)
	require.ErrorIs(t, unused.Send(t.Context(), wire.Cancel{}), p2p.ErrBroken)
	_, err = buyer.OpenCall(t.Context(), seller.ID())
	require.Error(t, err)
	require.NoError(t, buyer.Close(), "twice is once")
}

func TestNewRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*p2p.Config)
		want  string
	}{
		"no key":            {func(c *p2p.Config) { c.Key = nil }, "no node key"},
		"listen address":    {func(c *p2p.Config) { c.Listen = []string{"127.0.0.1:80"} }, "is not a multiaddr such as"},
		"listen transport":  {func(c *p2p.Config) { c.Listen = []string{"/ip4/127.0.0.1/sctp/80"} }, "listen on"},
		"bootstrap address": {func(c *p2p.Config) { c.Bootstrap = []string{"/ip4/127.0.0.1/tcp/80"} }, "ends in /p2p/"},
		"bootstrap key": {func(c *p2p.Config) {
			c.Bootstrap = []string{"/ip4/127.0.0.1/tcp/80/p2p/12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5"}
		}, "not of a node key"},
		"family": {func(c *p2p.Config) { c.Families = []string{"OpenAI/x"} }, "not the name of a family"},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := testConfig(t)
			c.spoil(&cfg)
			_, err := p2p.New(cfg, p2p.Handlers{})
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestPortInUse(t *testing.T) {
	first := start(t, testConfig(t), p2p.Handlers{})
	for _, transport := range []string{"tcp", "udp"} {
		cfg := testConfig(t)
		a := addrOf(t, first, transport)
		cfg.Listen = []string{a[:len(a)-len("/p2p/"+first.ID().String())]}
		_, err := p2p.New(cfg, p2p.Handlers{})
		require.ErrorContains(t, err, "listen on "+cfg.Listen[0])
	}
}
