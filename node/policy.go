package node

import (
	"cmp"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/upstream"
)

// policies keeps what vendors have changed in their terms. What is no longer sold as it is reckoned is held back, from the next page on
// and for calls on earlier pages too, until the operator publishes it again.
type policies struct {
	log *slog.Logger

	mu       sync.Mutex // guards standing
	standing map[policyKey]policyEvent
	seen     map[policyKey]bool // models that the vendor's list has had
}

// policyKey names a model by its vendor's name of it.
type policyKey struct{ upstream, model string }

// policyEvent is one change.
type policyEvent struct {
	change upstream.Change
	why    string
	at     time.Time
	holds  bool // the model is not sold
	listed bool // it was the vendor's list that said so: the list may take it back
}

func newPolicies(log *slog.Logger) *policies {
	return &policies{log: log, standing: map[policyKey]policyEvent{}, seen: map[policyKey]bool{}}
}

// note keeps a change and tells the operator, once.
func (p *policies) note(k policyKey, e policyEvent) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if was, known := p.standing[k]; known && (was.holds || !e.holds) {
		return
	}
	p.standing[k] = e
	p.log.Warn("vendor has changed its terms", "upstream", k.upstream, "model", k.model, "change", e.change.String(), "why", e.why, "held", e.holds)
}

// refused looks for a change in a vendor's error.
func (p *policies) refused(k policyKey, e *upstream.Error, now time.Time) {
	if e.Change != upstream.Unchanged {
		p.note(k, policyEvent{change: e.Change, why: fmt.Sprintf("the vendor answered with status %d: %s", e.Status, e.Detail), at: now, holds: true})
	}
}

// Tolerances of a bill: what rounding makes, and what is worth the operator's time though it costs nothing.
const (
	billOverPercent  = 102
	billUnderPercent = 90
)

// billSlack is what no bill is compared closer than: vendors round.
var billSlack = money.Picos(100_000)

// billed compares what a vendor says that a call has cost with what was reckoned. Zero: nothing was.
func (p *policies) billed(k policyKey, reckoned, stated money.Amount, now time.Time) {
	if reckoned.IsZero() {
		return
	}
	why := fmt.Sprintf("the vendor billed %s for a call that was reckoned at %s: correct the offer's cost", stated.Dollars(), reckoned.Dollars())
	switch {
	case reckoned.MulDiv(billOverPercent, 100).Add(billSlack).Less(stated):
		p.note(k, policyEvent{change: upstream.PriceChange, why: why, at: now, holds: true})
	case stated.Add(billSlack).Less(reckoned.MulDiv(billUnderPercent, 100)):
		p.note(k, policyEvent{change: upstream.PriceChange, why: why, at: now})
	}
}

// listed takes a vendor's list of models, by which some that are wanted are missing. Who was never on it is not gone from it: some
// vendors serve what they do not list.
func (p *policies) listed(name string, wanted, missing []string, now time.Time) {
	for _, m := range wanted {
		k := policyKey{name, m}
		switch there := !slices.Contains(missing, m); {
		case there:
			p.back(k)
		case p.was(k):
			p.note(k, policyEvent{change: upstream.ModelGone, why: "the model is gone from the vendor's list", at: now, holds: true, listed: true})
		}
	}
}

func (p *policies) was(k policyKey) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen[k]
}

// back notes that a model is on the list, and forgets that it was not.
func (p *policies) back(k policyKey) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[k] = true
	if p.standing[k].listed {
		delete(p.standing, k)
		p.log.Info("vendor lists a model again", "upstream", k.upstream, "model", k.model)
	}
}

// held says why a model is not sold; "": it is.
func (p *policies) held(k policyKey) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	e := p.standing[k]
	if !e.holds {
		return ""
	}
	return fmt.Sprintf("%s: %s", e.change, e.why)
}

// lift forgets what stands against a model: its operator has looked after it.
func (p *policies) lift(k policyKey) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.standing, k)
}

// alerts are the changes that stand, the newest first.
func (p *policies) alerts() (out []dashboard.Alert) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for k, e := range p.standing {
		out = append(out, dashboard.Alert{Time: uint64(e.at.UnixMilli()), Kind: e.change.String(), Upstream: k.upstream, Model: k.model, Detail: e.why, Held: e.holds})
	}
	slices.SortFunc(out, func(a, b dashboard.Alert) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(a.Upstream, b.Upstream), cmp.Compare(a.Model, b.Model))
	})
	return out
}
