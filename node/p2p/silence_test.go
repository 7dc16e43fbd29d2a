package p2p_test

import (
	"context"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	ma "github.com/multiformats/go-multiaddr"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

// cable is a line for datagrams that can be cut: then both ends hear nothing more, as when a machine dies.
type cable struct {
	near, far *net.UDPConn // of the dialler; towards the listener
	cut       atomic.Bool
}

func newCable(t testing.TB, to string) *cable {
	a, err := ma.NewMultiaddr(to)
	require.NoError(t, err)
	port, err := a.ValueForProtocol(ma.P_UDP)
	require.NoError(t, err)
	n, err := strconv.Atoi(port)
	require.NoError(t, err)
	c := &cable{}
	c.near, err = net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	require.NoError(t, err)
	c.far, err = net.DialUDP("udp4", nil, &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: n})
	require.NoError(t, err)
	var dialler atomic.Pointer[net.UDPAddr]
	done := make(chan struct{}, 2)
	go func() {
		defer func() { done <- struct{}{} }()
		buf := make([]byte, 2048)
		for {
			n, from, err := c.near.ReadFromUDP(buf)
			if err != nil {
				return
			}
			dialler.Store(from)
			if !c.cut.Load() {
				_, _ = c.far.Write(buf[:n])
			}
		}
	}()
	go func() {
		defer func() { done <- struct{}{} }()
		buf := make([]byte, 2048)
		for {
			n, err := c.far.Read(buf)
			if err != nil {
				return
			}
			if to := dialler.Load(); to != nil && !c.cut.Load() {
				_, _ = c.near.WriteToUDP(buf[:n], to)
			}
		}
	}()
	t.Cleanup(func() {
		c.near.Close()
		c.far.Close()
		<-done
		<-done
	})
	return c
}

// through replaces the port of an address by the cable's.
func (c *cable) through(addr string) string {
	a, _ := ma.NewMultiaddr(addr)
	port, _ := a.ValueForProtocol(ma.P_UDP)
	return strings.Replace(addr, "/udp/"+port+"/", "/udp/"+strconv.Itoa(c.near.LocalAddr().(*net.UDPAddr).Port)+"/", 1)
}

// A peer that dies without a word on QUIC is found out, so that its calls can go elsewhere; one that is only slow to answer is not.
func TestSilentPeer(t *testing.T) {
	cfg := testConfig(t)
	cfg.Listen = quicOnly
	seller := start(t, cfg, p2p.Handlers{Call: func(ctx context.Context, _ *p2p.Stream, _ *wire.Open) { <-ctx.Done() }})
	buyer := start(t, testConfig(t), p2p.Handlers{})
	buyer.SetPingTime(500 * time.Millisecond)
	c := newCable(t, addrOf(t, seller, "udp"))
	require.NoError(t, buyer.Connect(t.Context(), c.through(addrOf(t, seller, "udp"))))
	s, err := buyer.OpenCall(t.Context(), seller.ID())
	require.NoError(t, err)
	require.NoError(t, s.Send(t.Context(), openFor([]byte("x")), wire.Body("x"), wire.BodyEnd{}))
	broke := make(chan error, 1)
	go func() {
		_, err := s.Recv(context.Background())
		broke <- err
	}()
	later := time.Now().Add(time.Minute)
	buyer.Sweep(later)
	select {
	case err := <-broke:
		require.NoError(t, err, "the ping was answered")
	case <-time.After(700 * time.Millisecond):
	}
	c.cut.Store(true)
	buyer.Sweep(later)
	select {
	case err := <-broke:
		require.ErrorIs(t, err, p2p.ErrBroken)
	case <-time.After(10 * time.Second):
		require.FailNow(t, "the call still waits")
	}
	s.Done(false)
	eventually(t, func() bool { return len(buyer.Peers()) == 0 }, "the connection is closed")
}
