package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"
)

// market measures S3 and S4: the whole path from a buyer over libp2p to a seller and its vendor.
func (r *run) market(ctx context.Context) (err error) {
	s, err := r.stage(ctx, "market")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	vendor, err := s.start(ctx, "vendor", setup{Role: roleVendor})
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
	seller, addrs, err := s.node(ctx, "seller", vendor.addr, false)
	if err != nil {
		return err
	}
	buyer, _, err := s.node(ctx, "buyer", "", true, addrs...)
	if err != nil {
		return err
	}
	if err := await(ctx, load, buyer.target()); err != nil {
		return err
	}
	if r.wants("S3") {
		t := turns{id: "S3", job: job{Kind: unary, Calls: r.size(4000), Callers: callers}, per: 1, scale: 1000, unit: "cpu_s_per_1k", rounds: r.rounds(),
			note: "unary 1 KB/1 KB, 64 callers on one channel; buyer and seller together, vouchers, receipts and fsync on both sides"}
		err := r.take(ctx, t, load, contenderOf("the proxy", target{URL: proxy.addr + "/v1"}, 0, proxy), contenderOf("the buyer", buyer.target(), lag, buyer.part, seller.part))
		if err != nil {
			return err
		}
	}
	if r.wants("S4") {
		return r.latency(load, target{URL: vendor.addr + "/v1"}, buyer.target())
	}
	return nil
}

// rest is how long the one caller of S4 rests before each call: the machine is to be idle, and what a call leaves to do is not to be
// in the way of the next one.
const rest = 10 * time.Millisecond

// latency measures S4: one caller asks the vendor directly and through the market in turn.
func (r *run) latency(load *part, direct, market target) error {
	j := job{Kind: burst, Calls: r.size(800), Callers: 1, Targets: []target{direct, market}, Pause: rest}
	warm := j
	warm.Calls = 40
	if _, err := load.tell(order{Do: "load", Job: &warm}); err != nil {
		return err
	}
	var p50, p99 []Run
	for range r.rounds() {
		done, err := load.tell(order{Do: "load", Job: &j})
		if err != nil {
			return err
		}
		d, m := done.Load[0].FirstByte, done.Load[1].FirstByte
		floor := millis(quantile(d, 50))
		p50 = append(p50, Run{Value: millis(quantile(m, 50)) - floor, Floor: floor})
		p99 = append(p99, Run{Value: millis(quantile(m, 99)) - floor, Floor: floor})
		r.say("%-9s p50 %.2f ms, p99 %.2f ms added to %.2f ms", "S4", p50[len(p50)-1].Value, p99[len(p99)-1].Value, floor)
	}
	n := r.rounds() * j.Calls / 2
	r.figures = append(r.figures,
		figure("S4.p50", "ms_added", n, "time to first byte of streams, one caller, 10 ms of rest before each call; the median through the market less the vendor's own", p50),
		figure("S4.p99", "ms_added", n, "the same at the 99th percentile, less the vendor's own median", p99))
	return nil
}

func quantile(sorted []time.Duration, percent int) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }

// vouchers measures S7.
func (r *run) vouchers(ctx context.Context) (err error) {
	dir := filepath.Join(r.Dir, "vouchers")
	s := &stage{self: append([]string{r.Program}, r.Part...), dir: r.Dir}
	p, err := s.start(ctx, "vouchers", setup{Role: roleVouchers, Dir: dir})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.clear()) }()
	n := r.size(12_000)
	if _, err := p.tell(order{Do: "vouchers", N: n / 10}); err != nil {
		return err
	}
	var runs []Run
	for i := range r.rounds() {
		var used time.Duration
		work := func() error {
			done, err := p.tell(order{Do: "vouchers", N: n})
			used = done.CPU
			return err
		}
		if i == 0 {
			err = r.profiled("S7", []*part{p}, work)
		} else {
			err = work()
		}
		if err != nil {
			return err
		}
		runs = append(runs, Run{Value: float64(n) / used.Seconds()})
		r.say("%-9s %s vouchers per core-second", "S7", number(runs[i].Value))
	}
	r.figures = append(r.figures, figure("S7", "per_core_s", n*r.rounds(),
		"calls on one channel, 64 at once, each held, charged and paid by a voucher that is signed, verified and durable at both ends; coalesced ones count", runs))
	return nil
}

// devnet measures S9.
func (r *run) devnet(ctx context.Context) error {
	var runs []Run
	rounds := r.rounds() - 1
	for i := range rounds {
		took, err := firstCompletion(ctx, r.Program, filepath.Join(r.Dir, fmt.Sprintf("devnet-%d", i)))
		if err != nil {
			return err
		}
		runs = append(runs, Run{Value: took.Seconds()})
		r.say("%-9s %.2f s", "S9", took.Seconds())
	}
	r.figures = append(r.figures, figure("S9", "s", rounds, "from the start of `tolsey-devnet up --fresh` to the end of a paid streamed completion, wall clock", runs))
	return nil
}
