package meter

import "github.com/tolsey/tolsey/market"

// Tolerance is the running budget of one seller and model, by which a buyer pays the vendor's count instead of its own: as long as
// the sum of what was reported over what was counted stays within half a percent of what was counted and 64 tokens. Input and
// output are separate. The zero value is a fresh one; it is a value, so that it can be stored.
type Tolerance struct {
	Input  Drift `json:"input"`
	Output Drift `json:"output"`
}

// Drift sums up one side of a tolerance, in tokens.
type Drift struct {
	Reported uint64 `json:"reported"`
	Counted  uint64 `json:"counted"`
}

// The tolerance of PROTOCOL.md section 4.
const (
	toleranceParts  = 200 // one part in 200: 0.5 %
	toleranceTokens = 64
)

// within reports whether the budget would still hold with one more call, and what it would then be.
func (d Drift) within(reported, counted uint64) (Drift, bool) {
	next := Drift{d.Reported + reported, d.Counted + counted}
	return next, next.Reported <= next.Counted+next.Counted/toleranceParts+toleranceTokens
}

// settle pays one call's side: the reported count while the budget holds, else the counted. Only what is paid is remembered, so that a
// refused claim leaves the budget for honest ones as it was.
func (d *Drift) settle(reported, counted uint64) (pay uint64) {
	next, ok := d.within(reported, counted)
	if !ok {
		d.Reported, d.Counted = d.Reported+counted, d.Counted+counted
		return counted
	}
	*d = next
	return reported
}

// Counted is what a buyer counted itself, and where that is a check of the vendor's count.
type Counted struct {
	Input, Output           uint64 // tokens of the prompt and of the visible answer
	CheckInput, CheckOutput bool
}

// Settle is what a buyer pays of a reported usage. Where a side's budget is used up, the counted is paid: the units are lowered from
// fresh input on, and the visible output alone; hidden reasoning is the seller's word.
func (t *Tolerance) Settle(reported market.Usage, c Counted) market.Usage {
	pay := reported
	if c.CheckInput {
		if most := t.Input.settle(reported.Prompt(), c.Input); most < reported.Prompt() {
			cut(&pay, reported.Prompt()-most, market.Input, market.CacheWrite1h, market.CacheWrite5m, market.CacheRead)
		}
	}
	if c.CheckOutput {
		pay[market.Output] = min(reported[market.Output], t.Output.settle(reported[market.Output], c.Output))
	}
	return pay
}

// cut lowers a usage by n tokens, unit after unit.
func cut(u *market.Usage, n uint64, units ...market.Unit) {
	for _, unit := range units {
		less := min(n, u[unit])
		u[unit] -= less
		n -= less
	}
}
