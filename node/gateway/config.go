package gateway

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dialect"
)

// Limits of a connection and of a request (THREATS.md 3.4). They are wide for any SDK and narrow for an attack.
const (
	DefaultListen  = "127.0.0.1:8402"
	DefaultMaxBody = 32 << 20 // bytes, after decompression
	DefaultDrain   = 8 * time.Second

	maxHeader         = 16 << 10 // bytes of the header section
	readHeaderTimeout = 5 * time.Second
	idleTimeout       = 2 * time.Minute
	writeTimeout      = 30 * time.Second // for one write to an application that does not read
	bodyGrace         = 10 * time.Second // then a body must have come at minBodyRate
	minBodyRate       = 1 << 10          // bytes per second
	maxRatio          = 20               // of a compressed body
	keyInFlight       = 128 << 20        // bytes of request bodies of one key's running calls
	nodeInFlight      = 256 << 20        // of all keys' together
)

// Config is how a gateway listens.
type Config struct {
	Listen   string        // loopback address and the port that applications use
	Hosts    []string      // further Host names to answer, as a TLS proxy in front sends them, with port unless it is 443 or 80
	MaxBody  int64         // bytes; 0: DefaultMaxBody
	Drain    time.Duration // how long running calls may finish after a stop; 0: DefaultDrain
	Degraded func() string // one word why the node takes no paid work, such as "starting"; "" when it does; nil: it always does
	Log      *slog.Logger  // nil: slog's default
	// Count is the tokens of a prompt by the node's own tokenizer, for applications that only ask how many there are.
	Count func(market.Model, *dialect.Request) uint64
}

func (c Config) withDefaults() Config {
	if c.Listen == "" {
		c.Listen = DefaultListen
	}
	if c.MaxBody == 0 {
		c.MaxBody = DefaultMaxBody
	}
	if c.Drain == 0 {
		c.Drain = DefaultDrain
	}
	if c.Degraded == nil {
		c.Degraded = func() string { return "" }
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Count == nil {
		c.Count = noCount
	}
	return c
}

// ErrNotLoopback is returned for an address that other machines reach: bearer tokens would cross the network in the clear.
var ErrNotLoopback = errors.New("address is not loopback")

// allowedHosts are the Host headers of requests that are meant for a gateway at this address: DNS rebinding has another.
func allowedHosts(listen string, further []string) (map[string]bool, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, fmt.Errorf("read gateway address %q: %w; write 127.0.0.1:8402", listen, err)
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("listen on %q: %w; keep 127.0.0.1 and put a TLS proxy in front, named in gateway.hosts", listen, ErrNotLoopback)
	}
	hosts := map[string]bool{net.JoinHostPort(host, port): true}
	for _, name := range []string{"localhost", "127.0.0.1", "::1"} {
		hosts[net.JoinHostPort(name, port)] = true
	}
	for _, h := range further {
		if h == "" || strings.ContainsAny(h, "/*@ ") {
			return nil, fmt.Errorf("gateway host %q: write a name, with its port unless that is 443, such as llm.example.com", h)
		}
		hosts[strings.ToLower(h)] = true
	}
	return hosts, nil
}
