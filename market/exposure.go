package market

import (
	"fmt"
	"time"

	"github.com/tolsey/tolsey/market/money"
)

// Defaults of PROTOCOL.md section 4 and DESIGN.md section 6; a page's Policy may lower them, a node's config may set its own.
var (
	DefaultWindowMoney = money.Micros(10_000) // the most that one exposure window is worth: $0.01
	minWindowMoney     = money.Micros(2_000)  // the least: $0.002
	DefaultUnpaidNew   = money.Micros(10_000) // unpaid allowance of a new buyer over all its calls: $0.01
	DefaultMaxPrepaid  = money.Coins(2)       // a buyer's exposure to a seller by one call: $2
)

// Constants of an exposure window and of the output cap.
const (
	DefaultWindowTokens = 256
	DefaultOutputCap    = 16_384 // when the request has none
	MinOutputCap        = 1_024  // less than this affordable is no money
	DefaultTTFT         = 30 * time.Second
	DefaultTTFTThinking = 180 * time.Second
)

// FirstToken is the bound to the first token of a row under a page's policy.
func (p Policy) FirstToken(r *Row) time.Duration {
	switch {
	case p.TTFT > 0:
		return p.TTFT
	case r.Reasoning:
		return DefaultTTFTThinking
	}
	return DefaultTTFT
}

// Bound limits what a call can use before it runs: both sides compute it by the same functions from the same bytes.
type Bound struct {
	Input  uint64 // prompt tokens at most (meter.InputBound), rated uncached
	Output uint64 // capped answer tokens, over all choices
	Writes bool   // the prompt may be stored in the vendor's cache, which is dearer than to read it
	Whole  bool   // nothing is seen before the vendor may have billed everything: unary answer, or hidden reasoning
}

// InputCost is the most that the prompt can cost, and a request's fixed price.
func (p Prices) InputCost(b Bound) (money.Amount, error) {
	v, unit := p.at(b.Input), Input
	for _, write := range []Unit{CacheWrite5m, CacheWrite1h} {
		if price, priced := v.Get(write); b.Writes && priced && v.priced[Input] && price > v.price[unit] {
			unit = write
		}
	}
	var u Usage
	u[unit] = b.Input
	if _, priced := v.Get(Requests); priced {
		u[Requests] = 1
	}
	return p.Cost(u)
}

// OutputPrice is the dearest price of an answer token for a prompt of this length: visible or reasoning.
func (p Prices) OutputPrice(prompt uint64) (money.Price, error) {
	v := p.at(prompt)
	out, ok := v.Get(Output)
	if !ok {
		return 0, fmt.Errorf("rate answer: %s: %w", Output, ErrUnpriced)
	}
	if r, ok := v.Get(Reasoning); ok && r > out {
		return r, nil
	}
	return out, nil
}

// WorstCost is the most that a call can cost: what is held on an API key.
func (p Prices) WorstCost(b Bound) (money.Amount, error) {
	in, err := p.InputCost(b)
	if err != nil {
		return money.Amount{}, err
	}
	out, err := p.OutputPrice(b.Input)
	if err != nil {
		return money.Amount{}, err
	}
	sum, ok := in.CheckedAdd(out.Times(b.Output))
	if !ok {
		return money.Amount{}, money.ErrRange
	}
	return sum, nil
}

// Window is what a seller streams unpaid at most: max(256 answer tokens, $0.002), up to $0.01, and no more than the capped answer.
func (p Prices) Window(b Bound, pol Policy) (money.Amount, error) {
	out, err := p.OutputPrice(b.Input)
	if err != nil {
		return money.Amount{}, err
	}
	tokens, most := uint64(pol.WindowTokens), pol.WindowMoney
	if tokens == 0 {
		tokens = DefaultWindowTokens
	}
	if most.IsZero() {
		most = DefaultWindowMoney
	}
	return out.Times(tokens).Max(minWindowMoney).Min(most).Min(out.Times(b.Output)), nil
}

// Exposure is what the vendor may bill before the next voucher can arrive: a call is admitted only if this is prepaid or
// within the buyer's limit. spent is the cost so far of a running call, zero at admission.
func (p Prices) Exposure(b Bound, pol Policy, spent money.Amount) (money.Amount, error) {
	worst, err := p.WorstCost(b)
	if err != nil || b.Whole {
		return worst.Max(spent), err
	}
	in, err := p.InputCost(b)
	if err != nil {
		return money.Amount{}, err
	}
	window, err := p.Window(b, pol)
	if err != nil {
		return money.Amount{}, err
	}
	return spent.Max(in).Add(window).Min(worst).Max(spent), nil
}
