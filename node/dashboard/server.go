package dashboard

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Limits of the admin listener.
const (
	maxHeader     = 16 << 10
	maxBody       = 64 << 10
	maxEventWait  = 15 * time.Second // between two writes of the event feed: a comment keeps the connection
	writeDeadline = 10 * time.Second // for one write to a slow reader
	minToken      = 32               // characters
)

// Config is where the server listens and for whom.
type Config struct {
	Listen string // loopback host:port; port 0 takes a free one
	Token  string // the operator's bearer token, at least 32 characters
}

// Server serves the admin API and the page.
type Server struct {
	listener net.Listener
	http     *http.Server
	feed     *Feed
	src      Sources
	log      *slog.Logger
}

// New binds the listener, so that a port in use is found before anything else starts. Run serves it.
func New(cfg Config, src Sources, feed *Feed, log *slog.Logger) (*Server, error) {
	if len(cfg.Token) < minToken {
		return nil, fmt.Errorf("admin token has %d characters, at least %d", len(cfg.Token), minToken)
	}
	l, err := net.Listen("tcp", cfg.Listen)
	if err != nil {
		return nil, fmt.Errorf("listen for the admin API: %w", err)
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
		return nil, errors.Join(fmt.Errorf("listen for the admin API: %s is reachable from other machines", l.Addr()), l.Close())
	}
	a := &api{src: src, feed: feed, log: log, url: "http://" + l.Addr().String(),
		guard: guard{hosts: hostsOf(l.Addr()), token: sha256.Sum256([]byte(cfg.Token)), pages: newSessions()}}
	return &Server{listener: l, feed: feed, src: src, log: log, http: &http.Server{
		Handler: a.handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}}, nil
}

// URL is where the server is reached: http://127.0.0.1:8403.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Run serves until ctx ends, then lets running requests finish for a moment.
func (s *Server) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.http.BaseContext = func(net.Listener) context.Context { return ctx } // ends the event feeds
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.feed.run(ctx, s.src.Money, s.src.Offers, s.log)
	}()
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		<-ctx.Done()
		grace, end := context.WithTimeout(context.Background(), 2*time.Second)
		defer end()
		if s.http.Shutdown(grace) != nil {
			_ = s.http.Close() // what did not finish in time is cut
		}
	}()
	err := s.http.Serve(s.listener)
	cancel()
	<-done
	<-stopped
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve the admin API: %w", err)
}

// Close releases the listener of a server that never ran.
func (s *Server) Close() error { return s.listener.Close() }
