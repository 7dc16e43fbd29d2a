package gateway_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/node/gateway"
)

// pipes is a listener whose connections live in memory, deadlines included, so that a server runs in a bubble's time.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	done  chan struct{}
}

func listenPipes() *pipes { return &pipes{conns: make(chan net.Conn), done: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8402} }

func (p *pipes) dial(_ context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// bench is a gateway that serves in memory.
type bench struct {
	*gateway.Gateway
	buyer    *fakeBuyer
	bindings *fakeBindings
	log      *bytes.Buffer
	l        *pipes
	stop     func()
}

// lockedBuffer is a log that several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  *bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func serve(t *testing.T, buyer *fakeBuyer, change func(*gateway.Config)) *bench {
	t.Helper()
	b := &bench{buyer: buyer, bindings: newBindings(), log: &bytes.Buffer{}, l: listenPipes()}
	cfg := gateway.Config{Listen: "127.0.0.1:8402", Log: slog.New(slog.NewTextHandler(&lockedBuffer{b: b.log}, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	if change != nil {
		change(&cfg)
	}
	b.Gateway = newGateway(t, cfg, buyer, b.bindings)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Serve(ctx, b.l) }()
	b.stop = func() {
		cancel()
		require.NoError(t, <-ended)
	}
	return b
}

func newGateway(t testing.TB, cfg gateway.Config, buyer gateway.Buyer, bindings gateway.Bindings) *gateway.Gateway {
	t.Helper()
	g, err := gateway.New(cfg, testKeys(), buyer, testCatalogue(), testRecords(), bindings)
	require.NoError(t, err)
	return g
}

// client speaks HTTP to the gateway over its pipes.
func (b *bench) client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: b.l.dial, DisableCompression: true, DisableKeepAlives: true}}
}

// raw sends bytes as they are and reads one response. The rest of what is sent is given up when the response has come.
func (b *bench) raw(t *testing.T, request []byte, method string) (*http.Response, []byte) {
	t.Helper()
	conn, err := b.l.dial(context.Background(), "", "")
	require.NoError(t, err)
	wrote := make(chan struct{})
	go func() {
		defer close(wrote)
		_, _ = conn.Write(request)
	}()
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, conn.Close())
	<-wrote
	return resp, body
}

// recorder takes a response in memory and knows nothing of deadlines.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{header: http.Header{}} }

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Flush()                      {}
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }
