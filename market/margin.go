package market

// Keeps reports whether a resale at wholesale prices earns the least margin: at every prompt length, no unit may cost more than
// its retail price less the margin, and what is bought must have a retail price at all. Without a resale it always does.
func (m Margin) Keeps(wholesale Prices) bool {
	if m.Retail == nil {
		return true
	}
	for i := range wholesale.tiers {
		if !m.keepsAt(wholesale, wholesale.tiers[i].Over+1) {
			return false
		}
	}
	for i := range m.Retail.tiers {
		if !m.keepsAt(wholesale, m.Retail.tiers[i].Over+1) {
			return false
		}
	}
	return len(wholesale.tiers) > 0
}

func (m Margin) keepsAt(wholesale Prices, prompt uint64) bool {
	cost, retail := wholesale.at(prompt), m.Retail.at(prompt)
	for u := range cost.price {
		if !cost.priced[u] {
			continue
		}
		if !retail.priced[u] || m.MinPPM > NoMultiplier {
			return false
		}
		if retail.price[u].Times(uint64(NoMultiplier - m.MinPPM)).Less(cost.price[u].Times(NoMultiplier)) {
			return false
		}
	}
	return true
}
