package gateway

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// Gateway serves applications.
type Gateway struct {
	cfg       Config
	keys      Keys
	buyer     Buyer
	catalogue Catalogue
	records   Records
	guard     guard
	routes    routes
	codecs    map[dialect.Name]dialect.Codec
	limits    limits
	runs      *runs
	stopping  atomic.Bool
	going     context.Context // of every call; its end cuts those that run, and its cause is what their applications are told
	cut       context.CancelCauseFunc
}

// New makes a gateway for the address that applications use, which must be the listener's.
func New(cfg Config, keys Keys, buyer Buyer, catalogue Catalogue, records Records, bindings Bindings) (*Gateway, error) {
	cfg = cfg.withDefaults()
	hosts, err := allowedHosts(cfg.Listen, cfg.Hosts)
	if err != nil {
		return nil, err
	}
	g := &Gateway{cfg: cfg, keys: keys, buyer: buyer, catalogue: catalogue, records: records, guard: newGuard(hosts), routes: newRoutes(table()),
		codecs: map[dialect.Name]dialect.Codec{}}
	g.going, g.cut = context.WithCancelCause(context.Background())
	g.runs = newRuns(g.going, buyer, bindings, cfg.Log)
	for _, name := range dialect.Names() {
		if g.codecs[dialect.Name(name)], err = dialect.For(name); err != nil {
			return nil, fmt.Errorf("set up dialect %s: %w", name, err)
		}
	}
	return g, nil
}

// Run listens and serves until ctx ends, then lets running calls finish for as long as Config.Drain.
func (g *Gateway) Run(ctx context.Context) error {
	l, err := net.Listen("tcp", g.cfg.Listen)
	if err != nil {
		return fmt.Errorf("listen for applications: %w", err)
	}
	return g.Serve(ctx, l)
}

// longestCall bounds an exchange as a whole; the buyer's own bounds are shorter.
const longestCall = 20 * time.Minute

// Serve is Run on a listener of the caller's.
func (g *Gateway) Serve(ctx context.Context, l net.Listener) error {
	s := &http.Server{Handler: g.Handler(), ReadHeaderTimeout: readHeaderTimeout, IdleTimeout: idleTimeout, WriteTimeout: longestCall,
		MaxHeaderBytes:               2 * maxHeader, // the handler refuses from maxHeader on, in words; the server beyond
		DisableGeneralOptionsHandler: true,          // "OPTIONS *" is no route
		ErrorLog:                     slog.NewLogLogger(g.cfg.Log.Handler(), slog.LevelDebug)}
	var conns sync.WaitGroup // each until its last handler has returned
	s.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			conns.Add(1)
		case http.StateClosed:
			conns.Done()
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	var err error
	select {
	case err = <-ended:
		_ = s.Close()
		err = fmt.Errorf("serve applications: %w", err)
	case <-ctx.Done():
		g.Drain()
		err = g.shutdown(s)
		<-ended // no connection is new from here on
	}
	g.runs.abandon()
	conns.Wait()
	g.runs.wait()
	return err
}

// lastWords is how long calls that are cut may take to be settled, and their applications to be told.
const lastWords = 3 * time.Second

// shutdown lets running calls finish, then cuts those that have not: each stream ends with one error that says what it is charged.
func (g *Gateway) shutdown(s *http.Server) error {
	err := shutdownWithin(s, g.cfg.Drain)
	if errors.Is(err, context.DeadlineExceeded) {
		why := market.Degraded(draining, degradedRetry)
		why.Message = "The node stops, and has ended the call."
		g.cut(why)
		err = shutdownWithin(s, lastWords)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.Close()
	}
	if err != nil {
		return fmt.Errorf("stop serving applications: %w", err)
	}
	return nil
}

func shutdownWithin(s *http.Server, d time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return s.Shutdown(ctx)
}

// Drain refuses new calls from now on; running ones go on.
func (g *Gateway) Drain() { g.stopping.Store(true) }

// draining is why a gateway that stops takes no calls.
const draining = "draining"

// degraded is one word why no paid work is taken; "" when it is.
func (g *Gateway) degraded() string {
	if g.stopping.Load() {
		return draining
	}
	return g.cfg.Degraded()
}

// Handler serves every request of the gateway.
func (g *Gateway) Handler() http.Handler { return http.HandlerFunc(g.handle) }

func (g *Gateway) handle(w http.ResponseWriter, r *http.Request) {
	x := &exchange{w: w, r: r, rc: http.NewResponseController(w), log: g.cfg.Log, surface: surfaceOf(r)}
	if x.codec = g.codecs[x.surface.speaks()]; x.codec == nil {
		x.codec = g.codecs[dialect.OpenAI]
	}
	defer g.recovered(x)
	if len(r.TransferEncoding) > 0 {
		// A length may have stood beside the chunks, and a proxy in front have gone by it: what follows on this connection is not to be
		// trusted (RFC 9112, 6.1). The server does not tell.
		w.Header().Set("Connection", "close")
	}
	if err := g.serve(x); err != nil {
		x.refuse(err)
	}
}

// recovered turns a panic of ours into a 500 with the call id, or cuts the connection where an answer has begun.
func (g *Gateway) recovered(x *exchange) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v)
	}
	g.cfg.Log.Error("request panicked", "call_id", x.callID(), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
	if x.began {
		panic(http.ErrAbortHandler)
	}
	x.refuse(market.Internal())
}

// serve decides in safety order: was it meant for us, who is it, may they, is there such a thing, can we now.
func (g *Gateway) serve(x *exchange) error {
	if err := g.guard.check(x.r); err != nil {
		return err
	}
	if n := headerSize(x.r); n > maxHeader {
		return market.Refuse(http.StatusRequestHeaderFieldsTooLarge, market.PayloadTooLarge, "", "The header section may have %d bytes; this one has %d.", maxHeader, n)
	}
	route, id, missing := g.routes.find(x.r.Method, x.r.URL.Path)
	if missing == nil {
		if route.speaks != "" {
			x.codec = g.codecs[route.speaks]
		}
		if route.meter == byNothing {
			return route.serve(g, x)
		}
	}
	key, err := g.authenticate(x)
	if err != nil {
		return x.unauthenticated(err)
	}
	x.key, x.id = key, id
	if err := g.limits.of(key.ID()).take(key.RPM(), time.Now()); err != nil {
		return err
	}
	if missing != nil {
		return missing
	}
	return route.serve(g, x)
}

// unauthenticated tells a key that is none from a lookup that failed: the latter is our fault and never a 401.
func (x *exchange) unauthenticated(err error) error {
	var refusal *market.Refusal
	if errors.As(err, &refusal) {
		return err
	}
	x.log.Error("key lookup broke", "error", err)
	return &market.Refusal{Type: market.ServerError, Status: http.StatusServiceUnavailable, RetryAfter: shortestRetry, Message: "API keys cannot be looked up now."}
}

func (g *Gateway) livez(x *exchange) error {
	x.json(http.StatusOK, []byte(`{"ok":true}`))
	return nil
}

// readyz says no more than livez but with its status: the reason is for the operator.
func (g *Gateway) readyz(x *exchange) error {
	if g.degraded() != "" {
		x.json(http.StatusServiceUnavailable, []byte(`{"ok":false}`))
		return nil
	}
	x.json(http.StatusOK, []byte(`{"ok":true}`))
	return nil
}
