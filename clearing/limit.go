package clearing

import "github.com/tolsey/tolsey/market/money"

// How far a seller trusts a buyer before money comes (PROTOCOL.md section 4).
var (
	NewBuyerLimit  = money.Micros(10_000) // unpaid by one buyer that is new: $0.01
	MaxBuyerLimit  = money.Coins(1)       // unpaid by one buyer, however much it has settled
	NewBuyersLimit = money.Coins(5)       // unpaid by all buyers that are new, together
	establishedAt  = money.Coins(1)       // settled on chain by a buyer that is not new any more
)

// IsNew reports whether a buyer that has settled so much on chain counts as new.
func IsNew(settled money.Amount) bool { return settled.Less(establishedAt) }

// BuyerLimit is what a buyer may leave unpaid over all its calls: $0.01 when new, then 1 % of what it has settled on chain, at most $1.
func BuyerLimit(settled money.Amount) money.Amount {
	if IsNew(settled) {
		return NewBuyerLimit
	}
	return settled.MulDiv(1, 100).Min(MaxBuyerLimit)
}

// LimitsOf are the default limits for a buyer that has settled so much on chain.
func LimitsOf(settled money.Amount) Limits {
	return Limits{Buyer: BuyerLimit(settled), NewBuyers: NewBuyersLimit, IsNew: IsNew(settled)}
}

// Allowance is what one channel of a buyer may leave unpaid, when the buyer's other channels leave others unpaid and all new buyers
// but this channel leave newOthers.
func (l Limits) Allowance(others, newOthers money.Amount) money.Amount {
	left := l.Buyer.SubFloor(others)
	if l.IsNew {
		left = left.Min(l.NewBuyers.SubFloor(newOthers))
	}
	return left
}
