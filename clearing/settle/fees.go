package settle

import "math/big"

// Bid is what a transaction offers, wei per gas.
type Bid struct{ TipCap, FeeCap *big.Int }

// bumpDivisor: a replacement raises both fees by an eighth, 12.5 %. Nodes refuse a replacement that raises less than a tenth.
const bumpDivisor = 8

// FirstBid lets the base fee double before the transaction stalls.
func FirstBid(f Fees) Bid {
	feeCap := new(big.Int).Lsh(f.Base, 1)
	return Bid{TipCap: new(big.Int).Set(f.Tip), FeeCap: feeCap.Add(feeCap, f.Tip)}
}

// Bump is the bid of a replacement: both fees are raised, whatever the market does, or nodes would refuse it.
func Bump(old Bid, f Fees) Bid {
	fresh := FirstBid(f)
	return Bid{TipCap: larger(raise(old.TipCap), fresh.TipCap), FeeCap: larger(raise(old.FeeCap), fresh.FeeCap)}
}

func raise(x *big.Int) *big.Int {
	step := new(big.Int).Add(x, big.NewInt(bumpDivisor-1))
	step.Div(step, big.NewInt(bumpDivisor))
	if step.Sign() == 0 {
		step.SetUint64(1)
	}
	return step.Add(step, x)
}

func larger(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}
