package p2p

import (
	"context"
	"errors"
	"net"
	"sync"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/transport"
	ma "github.com/multiformats/go-multiaddr"
)

// injector brings a second connection to a peer into the swarm. The swarm returns the connection that it has when asked to
// dial a peer again, and takes new ones only from its dialler and its listeners; so the injector is a listener that accepts
// what the node has dialled itself. It listens on an address of no other transport of ours and is never announced.
type injector struct {
	conns  chan transport.CapableConn
	closed chan struct{}
	once   sync.Once
}

const injectorProtocol = ma.P_MEMORY

var injectorAddr = ma.StringCast("/memory/1")

var (
	_ transport.Transport = (*injector)(nil)
	_ transport.Listener  = (*injector)(nil)
)

func newInjector() *injector {
	return &injector{conns: make(chan transport.CapableConn), closed: make(chan struct{})}
}

// add hands a dialled connection to the swarm.
func (i *injector) add(ctx context.Context, c transport.CapableConn) error {
	select {
	case i.conns <- c:
		return nil
	case <-i.closed:
		return transport.ErrListenerClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (i *injector) Accept() (transport.CapableConn, error) {
	select {
	case c := <-i.conns:
		return c, nil
	case <-i.closed:
		return nil, transport.ErrListenerClosed
	}
}

func (i *injector) Close() error {
	i.once.Do(func() { close(i.closed) })
	return nil
}

func (i *injector) Listen(ma.Multiaddr) (transport.Listener, error) { return i, nil }
func (i *injector) Multiaddr() ma.Multiaddr                         { return injectorAddr }
func (i *injector) Protocols() []int                                { return []int{injectorProtocol} }
func (i *injector) CanDial(ma.Multiaddr) bool                       { return false }
func (i *injector) Proxy() bool                                     { return false }
func (i *injector) Addr() net.Addr                                  { return injectedFrom{} }

func (i *injector) Dial(context.Context, ma.Multiaddr, peer.ID) (transport.CapableConn, error) {
	return nil, errors.New("injected connections are not dialled")
}

// injectedFrom is the net.Addr of the injector.
type injectedFrom struct{}

func (injectedFrom) Network() string { return "injected" }
func (injectedFrom) String() string  { return "injected" }
