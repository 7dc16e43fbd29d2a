package bench

import (
	"context"
	"fmt"
	"time"
)

// callers is how many calls run at once where the figure does not say.
const callers = 64

// lag is how long what a call leaves to do may take: the last vouchers are part of the calls that they pay.
const lag = 300 * time.Millisecond

// turns is a comparison of what several gateways use for the same calls: they take turns, each time in another order.
type turns struct {
	id     string
	job    job
	per    int // what a call counts as in n: its chunks, or 1
	scale  float64
	unit   string
	note   string
	rounds int
}

// contender is a gateway with the processes whose CPU is its.
type contender struct {
	name   string
	target target
	parts  []*part
	cpu    func() (time.Duration, error)
	lag    time.Duration
}

func contenderOf(name string, t target, lag time.Duration, parts ...*part) contender {
	return contender{name: name, target: t, parts: parts, lag: lag, cpu: func() (time.Duration, error) { return cpu(parts...) }}
}

// take lets the contenders take their turns: the floor, ours, and maybe a peer.
func (r *run) take(ctx context.Context, t turns, load *part, who ...contender) error {
	for _, c := range who { // connections, pools, caches
		warm := t.job
		warm.Calls, warm.Targets = t.job.Callers*2, []target{c.target}
		if _, err := load.tell(order{Do: "load", Job: &warm}); err != nil {
			return fmt.Errorf("warm up %s: %w", c.name, err)
		}
		time.Sleep(c.lag)
	}
	var runs []Run
	for round := range t.rounds {
		used := make([]float64, len(who))
		for i := range who {
			at := i
			if round%2 == 1 {
				at = len(who) - 1 - i
			}
			cpu, err := r.turn(ctx, t, load, who[at], round)
			if err != nil {
				return err
			}
			used[at] = cpu.Seconds() / float64(t.job.Calls*t.per) * t.scale
		}
		one := Run{Floor: used[0], Value: used[1]}
		if len(used) > 2 {
			one.Peer = &used[2]
		}
		runs = append(runs, one)
		r.say("%-9s %s %s, floor %s, ratio %.2f", t.id, number(one.Value), t.unit, number(one.Floor), one.Value/one.Floor)
	}
	f := figure(t.id, t.unit, t.rounds*t.job.Calls*t.per, t.note, runs)
	r.figures = append(r.figures, f)
	return nil
}

// turn is what one contender uses for the job.
func (r *run) turn(ctx context.Context, t turns, load *part, c contender, round int) (used time.Duration, err error) {
	j := t.job
	j.Targets = []target{c.target}
	work := func() error {
		before, err := c.cpu()
		if err != nil {
			return err
		}
		if _, err := load.tell(order{Do: "load", Job: &j}); err != nil {
			return fmt.Errorf("call %s: %w", c.name, err)
		}
		select {
		case <-time.After(c.lag):
		case <-ctx.Done():
			return ctx.Err()
		}
		after, err := c.cpu()
		used = after - before
		return err
	}
	if round == 0 && len(c.parts) > 0 {
		return used, r.profiled(t.id, c.parts, work)
	}
	return used, work()
}
