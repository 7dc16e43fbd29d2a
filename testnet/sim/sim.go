package sim

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing/synctest"
	"time"

	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/store"
)

// Options are what a run is made of: everything else follows from them.
type Options struct {
	Seed  uint64
	Steps int
	Dir   string // of the nodes' disks, best in memory
	Log   *slog.Logger
	Flaws Flaws
}

// Report is what a run has seen.
type Report struct {
	Counts map[string]int
	Took   time.Duration // of the market's time
}

func (r Report) String() string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(r.Counts)) {
		out = append(out, fmt.Sprintf("%d %s", r.Counts[k], k))
	}
	return fmt.Sprintf("%s; %s", r.Took.Round(time.Second), strings.Join(out, ", "))
}

// Run plays one market in the bubble of the caller, from its opening until all money is withdrawn. The error says what was not as the
// model has it.
func Run(o Options) (Report, error) {
	w, err := newWorld(o)
	if err != nil {
		return Report{}, err
	}
	defer w.close()
	err = w.play()
	return Report{w.counts, time.Since(w.began)}, err
}

func (w *World) play() error {
	_ = sleep(w.ctx, 6*blockTime)
	w.openMarket()
	_ = sleep(w.ctx, 90*time.Second)
	for range w.Steps {
		w.logf("step: %s", w.step())
		if err := w.settleDown(w.upTo(15 * time.Second)); err != nil {
			return err
		}
	}
	return w.end()
}

// settleDown lets time pass, starts what has died and checks.
func (w *World) settleDown(d time.Duration) error {
	if err := sleep(w.ctx, d); err != nil {
		return err
	}
	if err := w.raise(); err != nil {
		return err
	}
	synctest.Wait()
	return w.check()
}

// trades are who buys from whom.
var trades = [][2]string{{"b1", "s1"}, {"b1", "s2"}, {"b1", "dist"}, {"b1", "evil"}, {"b2", "s1"}, {"b2", "dist"}, {"b2", "evil"}, {"dist", "s2"}, {"mallory", "s1"}, {"mallory", "dist"}}

func (w *World) trade() (from, to *node) {
	t := trades[w.intn(len(trades))]
	return w.node(t[0]), w.node(t[1])
}

func coins(n int) money.Units { return money.UnitsOf(uint64(n) * 1_000_000) }

func (w *World) openMarket() {
	for _, t := range trades {
		w.fund(w.node(t[0]), w.node(t[1]), coins(1+w.intn(4)))
	}
}

// step is one thing that happens.
func (w *World) step() string {
	switch n := w.intn(100); {
	case n < 45:
		buyers, models := []string{"b1", "b2", "b1", "b2", "mallory"}, []market.Model{alpha, alpha, beta, gamma}
		b, m := w.node(buyers[w.intn(len(buyers))]), models[w.intn(len(models))]
		for range 1 + w.intn(3) {
			w.call(b, m)
		}
		return b.name + " buys"
	case n < 57:
		victim := w.nodes[w.intn(len(w.nodes))]
		w.crash(victim)
		return victim.name + " crashes"
	case n < 64:
		cut := w.cutLines(func(*line) bool { return w.chance(2) })
		w.count("lines cut", cut)
		return fmt.Sprintf("%d lines break", cut)
	case n < 70:
		a, b := w.trade()
		w.part(a, b)
		return a.name + " and " + b.name + " are parted"
	case n < 82:
		w.count("troubles of the chain", 1)
		return w.chainTrouble()
	case n < 87:
		w.count("deeds of cheats", 1)
		return w.cheat()
	case n < 91:
		from, to := w.trade()
		w.leave(from, to, w.chance(3))
		return from.name + " leaves " + to.name
	case n < 97:
		from, to := w.trade()
		w.fund(from, to, coins(1+w.intn(3)))
		return from.name + " funds " + to.name
	}
	s := w.node([]string{"s1", "s2", "dist"}[w.intn(3)])
	w.operate(s, "settle", func(ctx context.Context, p *process) error {
		_, err := p.driver.SettleNow(ctx)
		return err
	})
	return s.name + " settles"
}

// end lets the market come to rest and everybody leave, and counts what each has in the end.
func (w *World) end() error {
	w.mend()
	for _, n := range w.nodes { // nothing dies any more
		if p := n.proc; p != nil {
			p.disk.Lock()
			p.fuse = 0
			p.disk.Unlock()
		}
	}
	if err := w.settleDown(2 * time.Minute); err != nil {
		return err
	}
	w.mend()
	for round := 0; w.openChannels() > 0; round++ {
		if round > 12 {
			return fmt.Errorf("%w: %d channels do not close", errStuck, w.openChannels())
		}
		for _, t := range trades {
			from, to := w.node(t[0]), w.node(t[1])
			if w.state(terms(from, to).ID()).Open() {
				w.leave(from, to, from.hostile || to.hostile || round > 2)
			}
		}
		if err := w.settleDown(closeDelay / 4 * time.Second); err != nil {
			return err
		}
	}
	if err := w.settleDown(time.Minute); err != nil {
		return err
	}
	return w.final()
}

func (w *World) openChannels() (n int) {
	for _, t := range trades {
		if w.state(terms(w.node(t[0]), w.node(t[1])).ID()).Open() {
			n++
		}
	}
	return n
}

// final holds each channel's epochs, and each purse, to what was signed and sold.
func (w *World) final() error {
	paid := map[string]money.Units{} // what each node has earned, and what it has spent
	spent := map[string]money.Units{}
	for _, e := range w.events() {
		if e.Kind != settle.Closed {
			continue
		}
		a := w.model.channels[e.Channel]
		paid[a.to.name], spent[a.from.name] = paid[a.to.name].Add(e.Total), spent[a.from.name].Add(e.Total)
		w.fail(w.closed(a, e.Epoch, e.Total))
	}
	for _, p := range w.live() {
		if p.n.hostile {
			continue
		}
		w.fail(w.books(p))
		w.fail(w.withdrawn(p, wealth.Add(paid[p.n.name]).SubFloor(spent[p.n.name])))
	}
	return w.failed()
}

// closed holds an epoch that has ended to what its payer signed and its payee sold.
func (w *World) closed(a *agreement, epoch uint32, total money.Units) error {
	l := a.life(epoch)
	if !a.from.hostile && l.signed.Less(total) {
		return fmt.Errorf("%s paid %s to %s in epoch %d and signed %s", a.from.name, total, a.to.name, epoch, l.signed)
	}
	if a.to.hostile {
		return nil
	}
	var sold money.Amount
	records, err := a.to.proc.store.SoldCalls(w.ctx, store.CallFilter{Channel: a.ID()})
	if err != nil {
		return err
	}
	for _, r := range records {
		if r.Epoch == epoch {
			sold = sold.Add(r.Cost)
		}
	}
	due, _ := sold.CeilTo(asset)
	if least := due.Min(l.held.Max(l.acked)); total.Less(least) {
		return fmt.Errorf("%s sold %s to %s in epoch %d, held %s and got %s", a.to.name, due, a.from.name, epoch, l.held, total)
	}
	return nil
}

// books holds an honest node's own books to what the model has seen.
func (w *World) books(p *process) error {
	bought, err := p.store.BoughtCalls(w.ctx, store.CallFilter{})
	if err != nil {
		return err
	}
	w.model.mu.Lock()
	defer w.model.mu.Unlock()
	for _, r := range bought {
		if r.State == market.RecordOpen {
			return fmt.Errorf("call %s of %s is open for ever", r.AttemptID, p.n.name)
		}
		if d := w.model.deals[market.SoldLink{Channel: r.Channel, AttemptID: r.AttemptID}]; d != nil {
			if err := w.model.fair(d, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// withdrawn takes an owner's money out and counts it.
func (w *World) withdrawn(p *process, want money.Units) error {
	ctx, cancel := context.WithTimeout(w.ctx, operation)
	defer cancel()
	free := w.purse(p.n).Free
	if !free.IsZero() {
		if _, err := p.driver.Withdraw(ctx, p.n.owner.Address(), free); err != nil {
			return fmt.Errorf("%s withdraws: %w", p.n.name, err)
		}
	}
	if got := w.purse(p.n); got.Token != want || !got.Free.IsZero() {
		return fmt.Errorf("%s has %s in its wallet and %s in the ledger at the end, %s are its own", p.n.name, got.Token, got.Free, want)
	}
	return nil
}
