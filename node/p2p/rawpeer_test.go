package p2p_test

import (
	"io"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p"
	lcrypto "github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

// rawPeer is a libp2p host that speaks whatever bytes a test wants.
type rawPeer struct {
	host.Host
	t testing.TB
}

func newRawPeer(t testing.TB) rawPeer {
	key, err := lcrypto.UnmarshalSecp256k1PrivateKey(crypto.FromECDSA(newKey(t)))
	require.NoError(t, err)
	h, err := libp2p.New(libp2p.Identity(key), libp2p.NoListenAddrs, libp2p.DisableRelay(), libp2p.DisableMetrics())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, h.Close()) })
	return rawPeer{h, t}
}

func (p rawPeer) connect(to *p2p.Host) error {
	var info peer.AddrInfo
	for _, s := range to.Addrs() {
		a, err := peer.AddrInfoFromString(s)
		require.NoError(p.t, err)
		info.ID, info.Addrs = a.ID, append(info.Addrs, a.Addrs...)
	}
	return p.Connect(p.t.Context(), info)
}

// send opens a stream, writes bytes and returns the frames that come back until the stream ends.
func (p rawPeer) send(to *p2p.Host, protocol string, data ...[]byte) []wire.Frame {
	s := p.stream(to, protocol)
	for _, d := range data {
		_, err := s.Write(d)
		require.NoError(p.t, err)
	}
	return p.drain(s)
}

func (p rawPeer) stream(to *p2p.Host, protocol string) network.Stream {
	s, err := p.NewStream(p.t.Context(), to.ID(), toProtocol(protocol))
	require.NoError(p.t, err)
	require.NoError(p.t, s.SetReadDeadline(time.Now().Add(10*time.Second)))
	return s
}

func (p rawPeer) drain(s network.Stream) (out []wire.Frame) {
	r := wire.NewReader(s)
	for {
		f, err := r.Next()
		if err != nil {
			require.NotErrorIs(p.t, err, wire.ErrMalformed)
			if err != io.EOF {
				p.t.Logf("stream ended with %v", err)
			}
			return out
		}
		out = append(out, f)
	}
}

func encode(t testing.TB, frames ...wire.Frame) (out []byte) {
	for _, f := range frames {
		var err error
		out, err = wire.Append(out, f)
		require.NoError(t, err)
	}
	return out
}

func newEd25519Peer(t testing.TB) rawPeer {
	h, err := libp2p.New(libp2p.NoListenAddrs, libp2p.DisableRelay(), libp2p.DisableMetrics())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, h.Close()) })
	return rawPeer{h, t}
}
