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

// ladderBits: at its deadline a transaction tips 2^ladderBits times what the market asks.
const ladderBits = 10

// Urgent is the bid of a transaction whose deadline nears: progress of whole is how much of its time is gone. Its fee cap rises to the
// limit, which costs nothing while blocks ask for less; its tip, which is paid, doubles ladderBits times until the deadline.
func Urgent(f Fees, limit *big.Int, progress, whole uint64) Bid {
	progress = min(progress, whole)
	bid := FirstBid(f)
	share := new(big.Int).Mul(limit, new(big.Int).SetUint64(progress))
	bid.FeeCap = larger(bid.FeeCap, share.Div(share, new(big.Int).SetUint64(whole)))
	tip := larger(bid.TipCap, big.NewInt(1))
	steps := progress * ladderBits / whole
	bid.TipCap = new(big.Int).Lsh(tip, uint(steps))
	return bid.within(limit)
}

// within caps a bid. A tip above the fee cap is refused by nodes.
func (b Bid) within(limit *big.Int) Bid {
	b.FeeCap = smaller(b.FeeCap, limit)
	b.TipCap = smaller(b.TipCap, b.FeeCap)
	return b
}

// Raise is the bid of a replacement: at least an eighth above the old one, or nodes would refuse it, and what is wanted where that is more.
func Raise(old, wanted Bid) Bid {
	return Bid{TipCap: larger(raise(old.TipCap), wanted.TipCap), FeeCap: larger(raise(old.FeeCap), wanted.FeeCap)}
}

func raise(x *big.Int) *big.Int {
	step := new(big.Int).Add(x, big.NewInt(bumpDivisor-1))
	step.Div(step, big.NewInt(bumpDivisor))
	if step.Sign() == 0 {
		step.SetUint64(1)
	}
	return step.Add(step, x)
}

func smaller(a, b *big.Int) *big.Int {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

func larger(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}
