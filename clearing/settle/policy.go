package settle

import (
	"fmt"
	"math/big"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/market/money"
)

// Policy says when a voucher is worth a claim. All of it is about one channel's unclaimed money: what a claim would pay now.
type Policy struct {
	Utilisation uint64       // claim when this share of what is still locked is unclaimed, per cent
	Unclaimed   money.Amount // claim when this much is unclaimed
	AgeDivisor  uint64       // claim when the oldest unclaimed is older than closeDelay / AgeDivisor
	Worth       uint64       // never below this many times the leg's marginal gas ...
	WorthRiding uint64       // ... nor, where nothing but company in a batch speaks for it, below this many
	WorthAtRisk uint64       // ... while a close runs: there may be no later claim
	NativePrice money.Amount // what one native coin costs in the asset's coin: turns gas into money
}

// DefaultPolicy is the starting point of the design's figures.
func DefaultPolicy() Policy {
	return Policy{
		Utilisation: 80,
		Unclaimed:   money.Coins(20),
		AgeDivisor:  4,
		Worth:       3,
		WorthRiding: 100,
		WorthAtRisk: 1,
		NativePrice: money.Coins(3000),
	}
}

// LegGas is what one more leg of a batch costs, gas; measured by the contract's gas table, rounded up.
const LegGas = 20_000

// Reason says why a voucher is claimed now. Hold: it is not.
type Reason uint8

const (
	Hold        Reason = 0
	Closing     Reason = 1
	Utilisation Reason = 2
	Unclaimed   Reason = 3
	Age         Reason = 4
	Riding      Reason = 5 // another leg of the batch had a reason of its own
	Command     Reason = 6 // an operator's
)

var reasonNames = [...]string{"hold", "closing", "utilisation", "unclaimed", "age", "riding", "command"}

func (r Reason) String() string {
	if int(r) < len(reasonNames) {
		return reasonNames[r]
	}
	return fmt.Sprintf("reason %d", uint8(r))
}

// Claimable is what a claim would pay on a channel: the total to claim up to, and how much that is above what the chain
// has paid. The total is the least of the voucher, the payee's own S and the deposit.
func Claimable(t Tracked, s channel.OnChain) (upTo, unpaid money.Units) {
	if t.Role != Payee || t.Highest.Sig.IsZero() || t.Highest.Epoch != s.Epoch || !s.Open() {
		return money.Units{}, money.Units{}
	}
	upTo = earned(t).Min(s.Deposit)
	return upTo, upTo.SubFloor(s.Claimed)
}

// earned is what of a voucher is the payee's by its own S: the rest is prepaid.
func earned(t Tracked) money.Units {
	own, ok := t.Sum.CeilTo(t.Asset)
	if !ok {
		own = money.MaxUnits
	}
	return own.Min(t.Highest.Cumulative)
}

// Decide judges one channel on its own, at the state s of the newest block. now is unix ms, gasPrice wei per gas.
func (p Policy) Decide(t Tracked, s channel.OnChain, now uint64, gasPrice *big.Int) Reason {
	_, unpaid := Claimable(t, s)
	if unpaid.IsZero() {
		return Hold
	}
	value := unpaid.FloorPicos(t.Asset)
	if s.CloseAt != 0 {
		return p.when(Closing, value, gasPrice, p.WorthAtRisk)
	}
	switch {
	case reaches(unpaid, s.Deposit.SubFloor(s.Claimed), p.Utilisation): // of what is locked, not of the deposit: else every crumb after the first claim would fire
		return p.when(Utilisation, value, gasPrice, p.Worth)
	case !value.Less(p.Unclaimed):
		return p.when(Unclaimed, value, gasPrice, p.Worth)
	case t.Since != 0 && now > t.Since+uint64(t.Channel.CloseDelay)*1000/p.AgeDivisor:
		return p.when(Age, value, gasPrice, p.Worth)
	}
	return Hold
}

// Rides judges a channel that Decide holds, for a batch that goes anyway.
func (p Policy) Rides(t Tracked, s channel.OnChain, gasPrice *big.Int) Reason {
	_, unpaid := Claimable(t, s)
	if unpaid.IsZero() {
		return Hold
	}
	return p.when(Riding, unpaid.FloorPicos(t.Asset), gasPrice, p.WorthRiding)
}

func (p Policy) when(r Reason, value money.Amount, gasPrice *big.Int, times uint64) Reason {
	cost := p.GasCost(LegGas, gasPrice)
	if value.Big().Cmp(new(big.Int).Mul(cost, new(big.Int).SetUint64(times))) < 0 {
		return Hold
	}
	return r
}

// weiPerCoin is the subdivision of every native coin.
var weiPerCoin = new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil)

// GasCost is what gas at a price in wei costs in the asset's coin, picos, rounded up.
func (p Policy) GasCost(gas uint64, gasPrice *big.Int) *big.Int {
	cost := new(big.Int).SetUint64(gas)
	cost.Mul(cost, gasPrice).Mul(cost, p.NativePrice.Big())
	cost.Add(cost, new(big.Int).Sub(weiPerCoin, big.NewInt(1)))
	return cost.Div(cost, weiPerCoin)
}

// reaches reports whether part is at least percent of whole.
func reaches(part, whole money.Units, percent uint64) bool {
	l := new(big.Int).Mul(part.Big(), big.NewInt(100))
	r := new(big.Int).Mul(whole.Big(), new(big.Int).SetUint64(percent))
	return l.Cmp(r) >= 0
}
