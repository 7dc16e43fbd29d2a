package node

import (
	"net"
	"sync"
)

// severable is a listener whose connections a crash cuts: a process that dies answers nobody.
type severable struct {
	net.Listener

	mu    sync.Mutex // guards all below
	conns map[*severableConn]struct{}
	cut   bool
}

func newSeverable(l net.Listener) *severable {
	return &severable{Listener: l, conns: map[*severableConn]struct{}{}}
}

// Accept takes the next connection.
func (s *severable) Accept() (net.Conn, error) {
	c, err := s.Listener.Accept()
	if err != nil {
		return nil, err
	}
	k := &severableConn{c, s}
	s.mu.Lock()
	cut := s.cut
	if !cut {
		s.conns[k] = struct{}{}
	}
	s.mu.Unlock()
	if cut {
		_ = c.Close() // it came too late
	}
	return k, nil
}

// sever cuts all connections, and those to come.
func (s *severable) sever() {
	s.mu.Lock()
	s.cut = true
	all := s.conns
	s.conns = map[*severableConn]struct{}{}
	s.mu.Unlock()
	for c := range all {
		_ = c.Conn.Close() // its server closes it as well
	}
}

type severableConn struct {
	net.Conn
	of *severable
}

// Close ends the connection.
func (c *severableConn) Close() error {
	c.of.mu.Lock()
	delete(c.of.conns, c)
	c.of.mu.Unlock()
	return c.Conn.Close()
}
