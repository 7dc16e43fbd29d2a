package p2p

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"

	"github.com/libp2p/go-libp2p/core/network"
	libp2pping "github.com/libp2p/go-libp2p/p2p/protocol/ping"
	msmux "github.com/multiformats/go-multistream"
)

// ping has a peer echo random bytes on this very connection; libp2p's own ping picks one.
func ping(ctx context.Context, c network.Conn) error {
	s, err := c.NewStream(ctx)
	if err != nil {
		return err
	}
	defer s.Reset()
	if err := s.SetProtocol(libp2pping.ID); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = s.Reset() })
	defer stop()
	var sent, got [libp2pping.PingSize]byte
	if _, err := rand.Read(sent[:]); err != nil {
		return err
	}
	rw := msmux.NewMSSelect(s, libp2pping.ID)
	if _, err := rw.Write(sent[:]); err != nil {
		return err
	}
	if _, err := io.ReadFull(rw, got[:]); err != nil {
		return err
	}
	if !bytes.Equal(sent[:], got[:]) {
		return errors.New("peer echoes other bytes")
	}
	return nil
}
