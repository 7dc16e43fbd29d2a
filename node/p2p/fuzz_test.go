package p2p_test

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/wire"
)

func FuzzPeerFile(f *testing.F) {
	f.Add([]byte(`{"peers":[{"id":"16Uiu2HAm3vGKPTGT3Yw4Sy5pAMFQTRvWCyWVELSPqaQXS3aLbNLH","addrs":["/ip4/127.0.0.1/tcp/1"],"seen":1764000000}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "peers.json")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		n, err := p2p.ReadPeerFile(path)
		require.True(t, err == nil || n == 0)
		require.LessOrEqual(t, n, 256)
	})
}

// Whatever a peer writes, its stream ends when it closes it, and it gets at most one strike for it.
func FuzzStream(f *testing.F) {
	open := openFor([]byte("12345"))
	f.Add(encode(f, open, wire.Body("12345"), wire.BodyEnd{}, wire.Cancel{}))
	f.Add(encode(f, &wire.VoucherFrame{Frame: *voucher(5)}, &wire.VoucherAck{}))
	f.Add([]byte{3, 0x9a, 0x06, 0})
	id := testPeer(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		near, far := net.Pipe()
		ended := make(chan int, 1)
		go func() {
			ended <- p2p.BareStream(id, pipeStream{c: near}, func(wire.Frame) error { return context.Canceled })
		}()
		go func() {
			_, _ = far.Write(data)
			_ = far.Close()
		}()
		_, _ = io.Copy(io.Discard, far)
		require.LessOrEqual(t, <-ended, 1)
	})
}
