package p2p_test

import (
	"context"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

func toProtocol(s string) protocol.ID { return protocol.ID(s) }

// Each fault is answered with its code and ends the stream; it counts as one strike.
func TestFaultsOfAPeer(t *testing.T) {
	open := openFor([]byte("12345"))
	for name, c := range map[string]struct {
		protocol string
		data     []byte
	}{
		"unknown kind of frame":  {wire.CallProtocol, []byte{3, 0x9a, 0x06, 0}},
		"overlong length":        {wire.CallProtocol, []byte{0x82, 0x00, 0x62, 0x00}},
		"frame over its cap":     {wire.CallProtocol, []byte{0xff, 0xff, 0xff, 0x7f, 0x12}},
		"body before open":       {wire.CallProtocol, encode(t, wire.Body("x"))},
		"second open":            {wire.CallProtocol, encode(t, open, wire.Body("12345"), wire.BodyEnd{}, open)},
		"open within the body":   {wire.CallProtocol, encode(t, open, wire.Body("1"), open)},
		"body too long":          {wire.CallProtocol, encode(t, open, wire.Body("123456"))},
		"body too short":         {wire.CallProtocol, encode(t, open, wire.Body("123"), wire.BodyEnd{})},
		"body after its end":     {wire.CallProtocol, encode(t, open, wire.Body("12345"), wire.BodyEnd{}, wire.Body("x"))},
		"data from the caller":   {wire.CallProtocol, encode(t, wire.Data("x"))},
		"ask on a call stream":   {wire.CallProtocol, encode(t, &wire.CloseAsk{})},
		"call on a clear stream": {wire.ClearProtocol, encode(t, open)},
		"answer on a clear":      {wire.ClearProtocol, encode(t, &wire.HelloAck{})},
		"call on a book stream":  {wire.BookProtocol, encode(t, open)},
	} {
		t.Run(name, func(t *testing.T) {
			node := start(t, testConfig(t), p2p.Handlers{Call: func(ctx context.Context, _ *p2p.Stream, _ *wire.Open) { <-ctx.Done() }})
			raw := newRawPeer(t)
			require.NoError(t, raw.connect(node))
			answer := raw.send(node, c.protocol, c.data)
			require.Len(t, answer, 1)
			require.Equal(t, wire.CodeProtocolState, answer[0].(*wire.Error).Code)
			require.Equal(t, 1, node.Peers()[0].Strikes)
		})
	}
}

func TestThreeStrikesBan(t *testing.T) {
	node := start(t, testConfig(t), p2p.Handlers{Call: echo(t)})
	raw := newRawPeer(t)
	require.NoError(t, raw.connect(node))
	for range 3 {
		raw.send(node, wire.CallProtocol, []byte{0})
	}
	require.Eventually(t, func() bool { return len(node.Peers()) == 0 }, 5*time.Second, time.Millisecond)
	if raw.connect(node) == nil {
		// The handshake may look good to the dialler before the other side closes.
		require.Eventually(t, func() bool { return raw.Network().Connectedness(node.ID()) != network.Connected }, 5*time.Second, time.Millisecond)
	}
	require.Empty(t, node.Peers())
	require.NoError(t, newRawPeer(t).connect(node), "others are welcome")
}

func TestBlock(t *testing.T) {
	seller, buyer := pair(t, p2p.Handlers{Call: echo(t)}, p2p.Handlers{})
	buyer.Block(seller.ID())
	require.Eventually(t, func() bool { return len(buyer.Peers()) == 0 && len(seller.Peers()) == 0 }, 5*time.Second, time.Millisecond)
	require.Error(t, buyer.Connect(t.Context(), seller.Addrs()[0]))
	_, err := buyer.OpenCall(t.Context(), seller.ID())
	require.ErrorIs(t, err, p2p.ErrUnreachable)
	buyer.Unblock(seller.ID())
	require.NoError(t, buyer.Connect(t.Context(), seller.Addrs()[0]))
}

// Invalid vouchers are strikes wherever they come: by themselves or with Open.
func TestInvalidVouchersBan(t *testing.T) {
	frame := &channel.Frame{}
	node := start(t, testConfig(t), p2p.Handlers{
		Voucher: func(context.Context, p2p.Peer, *channel.Frame) wire.Frame {
			return &wire.VoucherRefused{Code: wire.CodeVoucherInvalid, Field: "signer"}
		},
		Call: func(ctx context.Context, s *p2p.Stream, _ *wire.Open) {
			_ = s.Send(ctx, &wire.Error{Code: wire.CodeVoucherInvalid, Field: "signer"})
		},
	})
	buyer := start(t, testConfig(t), p2p.Handlers{})
	connect(t, buyer, node)
	require.NoError(t, buyer.SendVoucher(t.Context(), node.ID(), frame))
	for range 2 {
		s, err := buyer.OpenCall(t.Context(), node.ID())
		require.NoError(t, err)
		_, _ = exchange(t.Context(), s, []byte("x"))
		s.Done(true)
	}
	require.Eventually(t, func() bool { return len(node.Peers()) == 0 }, 5*time.Second, time.Millisecond)
}

func TestForeignKeysAreNoNodes(t *testing.T) {
	node := start(t, testConfig(t), p2p.Handlers{})
	raw := newEd25519Peer(t)
	if raw.connect(node) == nil {
		require.Eventually(t, func() bool { return raw.Network().Connectedness(node.ID()) != network.Connected }, 5*time.Second, time.Millisecond)
	}
	require.Empty(t, node.Peers())
}
