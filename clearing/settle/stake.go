package settle

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// stake is why a transaction must be mined, and by when.
type stake struct {
	value    money.Amount // what is lost if it never is
	start    uint64       // unix seconds when its time began
	deadline uint64       // unix seconds of the last safe block; 0: there is no hurry
}

// safeShare: a quarter of the close delay is left for what comes after inclusion, reorganisations above all.
const safeShare = 4

// stakeOf is what hangs on an intent. Whatever holds up the account holds up the claims that wait behind it.
func (d *Driver) stakeOf(i *Intent) stake {
	in := map[common.Hash]bool{}
	for _, l := range i.Action.Legs {
		in[d.id(l.Channel)] = true
	}
	var s stake
	for _, t := range d.view.tracked {
		id := d.id(t.Channel)
		state := d.view.latest[id]
		_, unpaid := Claimable(t, state)
		closing := state.CloseAt != 0 && i.From == d.node.Address()
		if unpaid.IsZero() || !closing && !in[id] {
			continue
		}
		s.value = s.value.Add(unpaid.FloorPicos(t.Asset))
		if !closing {
			continue
		}
		delay := uint64(t.Channel.CloseDelay)
		if safe := state.CloseAt - min(state.CloseAt, delay/safeShare); s.deadline == 0 || safe < s.deadline {
			s.start, s.deadline = state.CloseAt-min(state.CloseAt, delay), safe
		}
	}
	return s
}

// limit is the most that an intent may offer, wei per gas: what the operator allows, and where money hangs on it half of that money,
// but never less than the market asks, for the policy has judged the worth by that.
func (d *Driver) limit(i *Intent, s stake, f Fees) *big.Int {
	most := d.cfg.MaxFeeCap
	price := d.cfg.Policy.NativePrice
	if s.value.IsZero() || price.IsZero() {
		return most
	}
	gas := new(big.Int).SetUint64(claimGas + legGas*uint64(len(i.Action.Legs)))
	half := new(big.Int).Mul(s.value.Big(), weiPerCoin)
	half.Div(half, price.Big()).Div(half, gas.Lsh(gas, 1))
	return smaller(most, larger(half, FirstBid(f).FeeCap))
}

// wanted is what an intent should offer now, and the most that it may.
func (d *Driver) wanted(i *Intent, f Fees) (bid Bid, limit *big.Int) {
	s := d.stakeOf(i)
	limit = d.limit(i, s, f)
	if s.deadline <= s.start {
		return FirstBid(f).within(limit), limit
	}
	now := d.view.head.Time
	return Urgent(f, limit, now-min(now, s.start), s.deadline-s.start), limit
}

// patience is how many blocks an intent waits before it is replaced: one, once half of its time is gone.
func (d *Driver) patience(i *Intent) uint64 {
	s := d.stakeOf(i)
	if s.deadline != 0 && d.view.head.Time >= s.start+(s.deadline-s.start)/2 {
		return 1
	}
	return d.cfg.BumpAfter
}
