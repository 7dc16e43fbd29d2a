package p2p_test

import (
	"net"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	ma "github.com/multiformats/go-multiaddr"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

// pipeStream is a libp2p stream over a pipe, as far as frames need one.
type pipeStream struct {
	network.Stream
	c net.Conn
}

func (p pipeStream) Read(b []byte) (int, error)         { return p.c.Read(b) }
func (p pipeStream) Write(b []byte) (int, error)        { return p.c.Write(b) }
func (p pipeStream) Close() error                       { return p.c.Close() }
func (p pipeStream) Reset() error                       { return p.c.Close() }
func (p pipeStream) SetDeadline(t time.Time) error      { return p.c.SetDeadline(t) }
func (p pipeStream) SetReadDeadline(t time.Time) error  { return p.c.SetReadDeadline(t) }
func (p pipeStream) SetWriteDeadline(t time.Time) error { return p.c.SetWriteDeadline(t) }

func testPeer(t testing.TB) peer.ID {
	id, err := p2p.PeerIDOf(&newKey(t).PublicKey)
	require.NoError(t, err)
	return id
}

// A frame has ten seconds from its first byte; a stream between frames has all the time in the world.
func TestFrameInProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		defer far.Close()
		got := make(chan wire.Frame, 1)
		struck := make(chan int, 1)
		go func() {
			struck <- p2p.BareStream(testPeer(t), pipeStream{c: near}, func(f wire.Frame) error { got <- f; return nil })
		}()
		data := encode(t, wire.Data("abcdef"))
		_, err := far.Write(data)
		require.NoError(t, err)
		require.Equal(t, wire.Data("abcdef"), <-got)

		time.Sleep(time.Hour)
		_, err = far.Write(data[:3])
		require.NoError(t, err)
		time.Sleep(p2p.FrameTime - time.Second)
		_, err = far.Write(data[3:])
		require.NoError(t, err)
		require.Equal(t, wire.Data("abcdef"), <-got, "slow, but in time")

		_, err = far.Write(data[:3])
		require.NoError(t, err)
		began := time.Now()
		answer, err := wire.NewReader(far).Next()
		require.NoError(t, err)
		require.Equal(t, wire.CodeTimeout, answer.(*wire.Error).Code)
		require.Equal(t, p2p.FrameTime, time.Since(began))
		require.Zero(t, <-struck, "slow lines are no fault")
	})
}

func TestStrikesRunOut(t *testing.T) {
	g, id, now := p2p.NewGate(true), testPeer(t), time.Now()
	require.False(t, g.Strike(id, now))
	require.False(t, g.Strike(id, now.Add(time.Minute)))
	require.False(t, g.Strike(id, now.Add(62*time.Minute)), "the first two are forgotten")
	require.True(t, g.Admits(id))
	require.False(t, g.Strike(id, now.Add(63*time.Minute)))
	require.True(t, g.Strike(id, now.Add(64*time.Minute)))
	require.False(t, g.Admits(id))
}

func TestBansRunOutAndBlocksDoNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, banned, blocked := p2p.NewGate(true), testPeer(t), testPeer(t)
		g.Ban(blocked)
		for _, id := range []peer.ID{banned, blocked} {
			for range 3 {
				g.Strike(id, time.Now())
			}
			require.False(t, g.Admits(id))
		}
		time.Sleep(time.Hour + time.Second)
		require.True(t, g.Admits(banned))
		require.False(t, g.Admits(blocked))
	})
}

func TestManyStrikersTakeLittleMemory(t *testing.T) {
	g := p2p.NewGate(true)
	for i := range 10_000 {
		g.Strike(peer.ID(strconv.Itoa(i)), time.Now())
	}
	require.LessOrEqual(t, g.Struck(), 4096)
}

func TestReachable(t *testing.T) {
	public, private := p2p.NewGate(false), p2p.NewGate(true)
	for addr, want := range map[string][2]bool{
		"/ip4/8.8.8.8/udp/1/quic-v1":   {true, true},
		"/ip6/2606:4700::1/tcp/1":      {true, true},
		"/dns4/node.example.com/tcp/1": {true, true},
		"/ip4/127.0.0.1/tcp/1":         {false, true},
		"/ip4/10.1.2.3/udp/1/quic-v1":  {false, true},
		"/ip4/192.168.0.1/tcp/1":       {false, true},
		"/ip4/169.254.169.254/tcp/80":  {false, true},
		"/ip6/::1/tcp/1":               {false, true},
		"/ip6/fe80::1/tcp/1":           {false, true},
		"/ip6/fd00::1/tcp/1":           {false, true},
		"/ip4/0.0.0.0/tcp/1":           {false, false},
		"/memory/1":                    {false, false},
	} {
		a, err := ma.NewMultiaddr(addr)
		require.NoError(t, err)
		require.Equal(t, want, [2]bool{public.Reachable(a), private.Reachable(a)}, addr)
	}
}

func TestStreamsAtRestAreSwept(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Call: echo(t), Clear: answerAsks, Voucher: ackAll}, p2p.Handlers{})
	require.NoError(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("x")))
	busy, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	require.NoError(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("x")))
	require.NoError(t, buyer.SendVoucher(t.Context(), seller.ID(), voucher(1)))
	_, err = buyer.AskClear(t.Context(), seller.ID(), &wire.Hello{})
	require.NoError(t, err)

	buyer.Sweep(time.Now().Add(p2p.IdleTime - time.Second))
	require.Equal(t, 1, buyer.Peers()[0].Idle)
	seller.Sweep(time.Now().Add(p2p.IdleTime + time.Second))
	require.NoError(t, roundTrip(t.Context(), buyer, seller.ID(), []byte("x")), "the serving side waits longer")
	buyer.Sweep(time.Now().Add(p2p.IdleTime + time.Second))
	require.Zero(t, buyer.Peers()[0].Idle)
	_, err = exchange(t.Context(), busy, []byte("still there"))
	require.NoError(t, err)
	busy.Done(true)
	_, err = buyer.AskClear(t.Context(), seller.ID(), &wire.Hello{})
	require.NoError(t, err)
	require.NoError(t, buyer.SendVoucher(t.Context(), seller.ID(), voucher(2)))
}
