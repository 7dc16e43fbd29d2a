package bench

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node"
	"github.com/tolsey/tolsey/node/config"
)

// nodeSetup is one node of a run.
type nodeSetup struct {
	Dir     string `json:"dir"`     // its data: keystores and password are there
	Network string `json:"network"` // network file
	P2P     int    `json:"p2p"`     // port
	Vendor  string `json:"vendor"`  // URL of the vendor that it sells; "": it sells nothing
	Buys    bool   `json:"buys"`    // opens channels to sellers
}

const (
	vendorKeyEnv = "BENCH_VENDOR_KEY"
	vendorKey    = "vk-bench"
)

// runNode runs a node as the node's own command does: the same constructor, the defaults of its configuration but for what keeps a
// run of many calls from pausing for a deposit, and its log at its usual level in a file.
func runNode(ctx context.Context, s nodeSetup) (addr string, end func() error, err error) {
	cfg, err := s.config()
	if err != nil {
		return "", nil, err
	}
	log, err := os.Create(filepath.Join(s.Dir, "node.log"))
	if err != nil {
		return "", nil, err
	}
	env := func(name string) (string, bool) { return vendorKey, name == vendorKeyEnv }
	n, err := node.New(ctx, cfg, node.Options{Log: slog.New(slog.NewJSONHandler(log, nil)), Env: env, Version: "bench"})
	if err != nil {
		return "", nil, errors.Join(err, log.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx) }() // ends with end
	select {
	case <-n.Ready():
	case err := <-done:
		cancel()
		return "", nil, errors.Join(err, log.Close())
	}
	return "http://" + cfg.Gateway.Listen, func() error {
		cancel()
		return errors.Join(<-done, log.Close())
	}, nil
}

func (s nodeSetup) config() (config.Config, error) {
	cfg := config.DefaultConfig()
	cfg.Data, cfg.Network, cfg.PasswordFile = s.Dir, s.Network, filepath.Join(s.Dir, "password")
	cfg.P2P.Listen = listenOn(s.P2P)
	ports, err := freePorts(2)
	if err != nil {
		return cfg, err
	}
	cfg.Gateway.Listen, cfg.Admin.Listen = fmt.Sprintf("127.0.0.1:%d", ports[0]), fmt.Sprintf("127.0.0.1:%d", ports[1])
	cfg.Limits.Drain = config.Duration{Duration: 5 * time.Second}
	cfg.Limits.NewSellerChannel = config.Money{Amount: deposit}
	cfg.Buyer.Channels.Auto, cfg.Buyer.Channels.PerSeller, cfg.Buyer.Channels.Total = s.Buys, config.Money{Amount: deposit}, config.Money{Amount: deposit}
	if s.Vendor != "" {
		cfg.Seller.CloseDelay = config.Duration{Duration: closeDelay}
		cfg.Seller.Upstreams = []config.Upstream{{Name: "vendor", Kind: "openai-compatible", BaseURL: s.Vendor + "/v1", KeyEnv: config.Names{vendorKeyEnv}, AllowPrivate: true}}
		offer, err := offered()
		if err != nil {
			return cfg, err
		}
		cfg.Seller.Offers = []config.Offer{offer}
	}
	return cfg, cfg.Validate()
}

// offered is the one offer: a price between what the vendor bills and its public list.
func offered() (config.Offer, error) {
	o := config.Offer{Model: model, Upstream: "vendor", UpstreamModel: vendorModel, MaxCalls: 1024, Cost: &config.Cost{}}
	for _, p := range []struct {
		unit      market.Unit
		ask, cost string
	}{{market.Input, "0.12", "0.10"}, {market.Output, "0.24", "0.20"}} {
		ask, err := money.ParsePerMillion(p.ask)
		if err != nil {
			return o, err
		}
		cost, err := money.ParsePerMillion(p.cost)
		if err != nil {
			return o, err
		}
		o.UsdPerMillion.Set(p.unit, ask)
		o.Cost.UsdPerMillion.Set(p.unit, cost)
	}
	return o, nil
}

func listenOn(port int) []string {
	return []string{fmt.Sprintf("/ip4/127.0.0.1/udp/%d/quic-v1", port), fmt.Sprintf("/ip4/127.0.0.1/tcp/%d", port)}
}
