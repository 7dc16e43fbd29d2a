package settle

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// Plan is a claim that is worth sending: what to claim and why.
type Plan struct {
	Legs    []Leg
	Reasons map[Reason]int // how many legs for which reason
}

type candidate struct {
	leg    Leg
	value  money.Amount
	reason Reason
}

// PlanClaim chooses the vouchers for one claim: those with a reason of their own, then those that ride along; closing
// channels first, then the greatest value; at most MaxLegs. now is unix ms, gasPrice wei per gas.
func PlanClaim(p Policy, tracked []Tracked, latest map[common.Hash]channel.OnChain, now uint64, gasPrice *big.Int) Plan {
	var chosen, company []candidate
	for _, t := range tracked {
		s := latest[t.Channel.ID()]
		c := newCandidate(t, s)
		if c.reason = p.Decide(t, s, now, gasPrice); c.reason != Hold {
			chosen = append(chosen, c)
		} else if c.reason = p.Rides(t, s, gasPrice); c.reason != Hold {
			company = append(company, c)
		}
	}
	if len(chosen) == 0 {
		return Plan{}
	}
	return newPlan(append(chosen, company...))
}

// PlanCommand chooses every voucher that reaches for a total not yet paid.
func PlanCommand(tracked []Tracked, latest map[common.Hash]channel.OnChain, targets map[common.Hash]money.Units) Plan {
	var chosen []candidate
	for _, t := range tracked {
		id := t.Channel.ID()
		s := latest[id]
		if target, ok := targets[id]; !ok || !s.Claimed.Less(target) {
			continue
		}
		if _, unpaid := Claimable(t, s); !unpaid.IsZero() {
			c := newCandidate(t, s)
			c.reason = Command
			chosen = append(chosen, c)
		}
	}
	return newPlan(chosen)
}

func newCandidate(t Tracked, s channel.OnChain) candidate {
	_, unpaid := Claimable(t, s)
	return candidate{leg: Leg{Channel: t.Channel, Voucher: t.Highest, UpTo: earned(t)}, value: unpaid.FloorPicos(t.Asset)}
}

func newPlan(all []candidate) Plan {
	slices.SortStableFunc(all, func(a, b candidate) int {
		if (a.reason == Closing) != (b.reason == Closing) {
			return cmp.Compare(b2i(b.reason == Closing), b2i(a.reason == Closing))
		}
		return b.value.Cmp(a.value)
	})
	plan := Plan{Reasons: map[Reason]int{}}
	for _, c := range all[:min(len(all), MaxLegs)] {
		plan.Legs = append(plan.Legs, c.leg)
		plan.Reasons[c.reason]++
	}
	return plan
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
