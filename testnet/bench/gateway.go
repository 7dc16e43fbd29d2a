package bench

import (
	"context"
	"errors"
	"time"
)

// gateway measures S1 and S2: a node that sells to itself, no hop, against a reverse proxy before the same vendor.
func (r *run) gateway(ctx context.Context) (err error) {
	s, err := r.stage(ctx, "gateway")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	vendor, err := s.start(ctx, "vendor", setup{Role: roleVendor, Listen: r.vendorListen()})
	if err != nil {
		return err
	}
	proxy, err := s.start(ctx, "proxy", setup{Role: roleProxy, Target: vendor.addr})
	if err != nil {
		return err
	}
	load, err := s.start(ctx, "load", setup{Role: roleLoad})
	if err != nil {
		return err
	}
	own, _, err := s.node(ctx, "node", vendor.addr, false)
	if err != nil {
		return err
	}
	if err := await(ctx, load, own.target()); err != nil {
		return err
	}
	who := []contender{contenderOf("the proxy", target{URL: proxy.addr + "/v1"}, 0, proxy), contenderOf("the node", own.target(), lag, own.part)}
	if r.Peer != "" {
		peer, err := r.peer(ctx, load)
		if err != nil {
			return err
		}
		who = append(who, peer)
	}
	if r.wants("S1") {
		if err := r.idle(own.part); err != nil {
			return err
		}
		t := turns{id: "S1", job: job{Kind: unary, Calls: r.size(4000), Callers: callers}, per: 1, scale: 1000, unit: "cpu_s_per_1k", rounds: r.rounds(),
			note: "unary 1 KB/1 KB, 64 callers; key, budget, metering and durable usage record on"}
		if err := r.take(ctx, t, load, who...); err != nil {
			return err
		}
	}
	if !r.wants("S2") {
		return nil
	}
	t := turns{id: "S2.burst", job: job{Kind: burst, Calls: r.size(1600), Callers: callers}, per: chunks, scale: 1e6, unit: "cpu_us_per_chunk", rounds: r.rounds(),
		note: "200 chunks as fast as they go, 64 callers; the call's own cost is spread over its chunks"}
	if err := r.take(ctx, t, load, who...); err != nil {
		return err
	}
	t.id, t.note = "S2.paced", "200 chunks, one every 10 ms, 64 callers; the call's own cost is spread over its chunks"
	t.job = job{Kind: paced, Calls: max(callers, r.size(2*callers)), Callers: callers}
	return r.take(ctx, t, load, who...)
}

// idle notes what a node takes before it has work.
func (r *run) idle(own *part) error {
	time.Sleep(time.Second)
	before, err := own.tell(order{Do: "cpu"})
	if err != nil {
		return err
	}
	time.Sleep(time.Second)
	after, err := own.tell(order{Do: "cpu"})
	if err != nil {
		return err
	}
	mib := float64(after.RSS) / (1 << 20)
	f := figure("S1.idle", "MiB_rss", 1, "resident memory of the idle node; it uses "+number(float64((after.CPU-before.CPU).Microseconds())/1e4)+" % of a core", []Run{{Value: mib}})
	r.figures = append(r.figures, f)
	r.say("%-9s %s %s", f.ID, number(mib), f.Unit)
	return nil
}
