package node

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/upstream"
	"github.com/tolsey/tolsey/store"
)

// openUpstreams opens what the node sells from.
func (n *Node) openUpstreams(ctx context.Context) (map[string]seller.Upstream, error) {
	n.vendors = map[string]*vendor{}
	out := map[string]seller.Upstream{}
	for _, u := range n.cfg.Seller.Upstreams {
		if u.Kind == config.KindMarket {
			out[u.Name] = &resale{buyer: func() *buyer.Buyer { return n.buyer }}
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
	return &vendor{client: c}, nil
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
