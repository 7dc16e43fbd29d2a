package node

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/upstream"
	"github.com/tolsey/tolsey/store"
)

// Resale is the upstream of a node that buys in the market what it sells, from no seller that it would lose by.
func Resale(b func() *buyer.Buyer) seller.Upstream { return &resale{buyer: b} }

// openUpstreams opens what the node sells from.
func (n *Node) openUpstreams(ctx context.Context) (map[string]seller.Upstream, error) {
	n.vendors = map[string]*vendor{}
	out := map[string]seller.Upstream{}
	for _, u := range n.cfg.Seller.Upstreams {
		if u.Kind == config.KindMarket {
			out[u.Name] = Resale(func() *buyer.Buyer { return n.buyer })
			continue
		}
		v, err := n.openVendor(ctx, u)
		if err != nil {
			return nil, err
		}
		n.vendors[u.Name], out[u.Name] = v, v
	}
	return out, nil
}

// openVendor reads an upstream's keys, and what each has billed by our records.
func (n *Node) openVendor(ctx context.Context, u config.Upstream) (*vendor, error) {
	read, err := u.Keys(n.opt.Env)
	if err != nil {
		return nil, err
	}
	keys := make([]upstream.Key, 0, len(read))
	for _, k := range read {
		keys = append(keys, upstream.Key{Name: k.Name, Secret: upstream.NewSecret(k.Secret)})
	}
	if err := n.spent(ctx, u, keys); err != nil {
		return nil, err
	}
	c, err := upstream.New(upstream.Config{Name: u.Name, Kind: u.Kind, BaseURL: u.BaseURL, Keys: keys, AllowPrivate: u.AllowPrivate, Proxy: u.Proxy,
		Limits: upstream.Limits{RPM: u.RPM, TPM: u.TPM, Calls: u.MaxCalls, Spend: upstream.SpendLimit{Day: u.SpendLimit.Day.Amount, Total: u.SpendLimit.Total.Amount}},
		Log:    n.log.With("room", "upstream")})
	if err != nil {
		return nil, err
	}
	return &vendor{client: c, policies: n.policies}, nil
}

// Periods between looks at the vendors' lists of models: a model that is gone is off the page one period later at most.
const (
	vendorPeriod       = 5 * time.Minute
	vendorPeriodDevnet = 10 * time.Second
	vendorTime         = 30 * time.Second // for one vendor
)

// watchVendors looks at the vendors' lists until ctx ends.
func (n *Node) watchVendors(ctx context.Context) error {
	period := vendorPeriod
	if n.net.Devnet() {
		period = vendorPeriodDevnet
	}
	tick := time.NewTicker(period)
	defer tick.Stop()
	for {
		n.lookAtVendors(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// lookAtVendors compares what is offered with what the vendors list. A vendor that does not answer has changed nothing.
func (n *Node) lookAtVendors(ctx context.Context) {
	for _, u := range n.cfg.Seller.Upstreams {
		v, wanted := n.vendors[u.Name], n.wanted(u)
		if v == nil || len(wanted) == 0 {
			continue
		}
		one, cancel := context.WithTimeout(ctx, vendorTime)
		models, err := v.client.Models(one)
		cancel()
		if err != nil || len(models) == 0 {
			n.log.Debug("vendor's models are not listed", "upstream", u.Name, "error", err)
			continue
		}
		n.policies.listed(u.Name, wanted, missing(wanted, models), time.Now())
	}
}

// alerts are what the operator must look after at the vendors: refused keys, and changed terms.
func (n *Node) alerts() []dashboard.Alert {
	out := n.policies.alerts()
	for _, u := range n.cfg.Seller.Upstreams {
		v := n.vendors[u.Name]
		if v == nil {
			continue
		}
		for _, k := range v.client.Keys() {
			if k.Refused != "" {
				out = append(out, dashboard.Alert{Time: uint64(k.Since.UnixMilli()), Kind: dashboard.AlertKey, Upstream: u.Name, Key: k.Name,
					Detail: "the vendor refuses the key (" + k.Refused + "): mend it, then restart the node", Held: v.client.Refused() != ""})
			}
		}
	}
	return out
}

// spent fills in what an upstream's keys have billed today and in all, by our records; they are read only where a limit needs it.
// Records without a key, of earlier versions, count for the first.
func (n *Node) spent(ctx context.Context, u config.Upstream, keys []upstream.Key) error {
	if u.SpendLimit == (config.SpendLimit{}) || len(keys) == 0 {
		return nil
	}
	sold, err := n.store.SoldCalls(ctx, store.CallFilter{State: market.RecordDone})
	if err != nil {
		return fmt.Errorf("read what upstream %s has billed: %w", u.Name, err)
	}
	day := uint64(time.Now().UTC().Truncate(24 * time.Hour).UnixMilli())
	for _, r := range sold {
		if r.Upstream != u.Name {
			continue
		}
		k := &keys[keyOf(r, keys)]
		k.Total = k.Total.Add(r.UpstreamCost)
		if r.Time >= day {
			k.Today = k.Today.Add(r.UpstreamCost)
		}
	}
	return nil
}

// keyOf is the place of the key that a record names.
func keyOf(r market.SoldRecord, keys []upstream.Key) int {
	return max(0, slices.IndexFunc(keys, func(k upstream.Key) bool { return k.Name == r.Key }))
}
