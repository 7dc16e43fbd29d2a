package node

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/book"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/upstream"
)

// CheckUpstreams looks at the vendors, or says that the market itself is the upstream.
func (v *views) CheckUpstreams(ctx context.Context, req dashboard.CheckUpstreamsRequest) ([]dashboard.UpstreamCheck, error) {
	out := []dashboard.UpstreamCheck{}
	for _, u := range v.n.cfg.Seller.Upstreams {
		if req.Name == "" || req.Name == u.Name {
			out = append(out, v.n.checkUpstream(ctx, u))
		}
	}
	switch {
	case len(out) == 0 && req.Name == "":
		return nil, dashboard.Refuse(dashboard.CodeNotFound, "configure seller.upstreams and seller.offers in tolsey.yaml", "this node has no upstream")
	case len(out) == 0:
		return nil, dashboard.Refuse(dashboard.CodeNotFound, "tolsey config show", "no upstream is named %q", req.Name)
	}
	return out, nil
}

func (n *Node) checkUpstream(ctx context.Context, u config.Upstream) dashboard.UpstreamCheck {
	c := dashboard.UpstreamCheck{Name: u.Name, Kind: u.Kind}
	wanted := n.wanted(u)
	c.Models = len(wanted)
	if v := n.vendors[u.Name]; v != nil {
		n.checkVendor(ctx, &c, u, v, wanted)
		return c
	}
	c.Missing = n.notInMarket(wanted)
	if c.OK = len(c.Missing) == 0; !c.OK {
		c.Detail = "nobody in the market sells these models now"
	}
	return c
}

// wanted are the upstream's names of what is offered from it.
func (n *Node) wanted(u config.Upstream) (out []string) {
	for _, o := range n.cfg.Seller.Offers {
		if o.Upstream == u.Name {
			out = append(out, o.Remote(u.Kind))
		}
	}
	return out
}

// checkVendor asks a vendor with each key, and adds up what the keys have spent.
func (n *Node) checkVendor(ctx context.Context, c *dashboard.UpstreamCheck, u config.Upstream, v *vendor, wanted []string) {
	p := v.client.Profile()
	c.Region = p.Region
	c.Dialects, _ = p.Dialects(nil) // nothing is named that could be unknown
	limit := u.SpendLimit
	for _, r := range v.client.Check(ctx) {
		k := keyCheck(r, limit)
		if k.OK && !c.OK {
			c.OK, c.LatencyMS, c.Listed, c.Missing = true, k.LatencyMS, len(r.Models), missing(wanted, r.Models)
		}
		if !k.OK && c.Detail == "" {
			c.Detail = k.Detail
		}
		c.SpentDay, c.SpentTotal = c.SpentDay.Add(k.SpentDay), c.SpentTotal.Add(k.SpentTotal)
		c.LimitDay, c.LimitTotal = c.LimitDay.Add(limit.Day.Amount), c.LimitTotal.Add(limit.Total.Amount)
		c.Keys = append(c.Keys, k)
	}
	if c.OK {
		c.Detail = "" // the keys say what is wrong with some of them
	} else {
		c.LatencyMS = c.Keys[0].LatencyMS
	}
}

func keyCheck(r upstream.Report, limit config.SpendLimit) dashboard.KeyCheck {
	k := dashboard.KeyCheck{Name: r.Name, OK: r.Reachable && r.KeyValid, Reachable: r.Reachable, Detail: r.Problem, LatencyMS: uint32(r.Took.Milliseconds()), Limits: r.Limits,
		Resting: r.Resting, InFlight: r.Calls, LastMinute: r.Minute, SpentDay: r.Today, SpentTotal: r.Total}
	left := func(limit, spent money.Amount) *money.Amount {
		if limit.IsZero() {
			return nil
		}
		rest := limit.SubFloor(spent)
		return &rest
	}
	k.LeftDay, k.LeftTotal = left(limit.Day.Amount, r.Today), left(limit.Total.Amount, r.Total)
	for _, l := range []*money.Amount{k.LeftDay, k.LeftTotal} {
		if k.OK && l != nil && l.IsZero() {
			k.OK, k.Detail = false, "its spend_limit is used up"
		}
	}
	return k
}

// missing are the models that a vendor's list does not have. A list that is empty says nothing.
func missing(wanted, known []string) (out []string) {
	if len(known) == 0 {
		return nil
	}
	for _, m := range wanted {
		if !slices.ContainsFunc(known, func(k string) bool { return k == m || strings.HasSuffix(k, "/"+m) }) {
			out = append(out, m)
		}
	}
	return out
}

func (n *Node) notInMarket(wanted []string) (out []string) {
	for _, m := range wanted {
		if !slices.ContainsFunc(n.book.Offers(market.Model(m), n.me(), time.Now()), func(o book.Live) bool { return o.Offer.Seller() != n.me() }) {
			out = append(out, m)
		}
	}
	return out
}
