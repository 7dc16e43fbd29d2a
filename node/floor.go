package node

import (
	"fmt"
	"slices"
	"time"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// floorAhead is how long what is published now stays firm: a page's validity and the skew of clocks.
const floorAhead = 11 * time.Minute

// soldAs says at which price a unit is sold that the ask leaves out.
var soldAs = map[market.Unit]market.Unit{market.CacheRead: market.Input, market.CacheWrite5m: market.Input, market.CacheWrite1h: market.Input, market.Reasoning: market.Output}

// belowCost says where an ask is under what the call costs, at any time until a page of now has run out, at any prompt length, for any
// kind of token; nil: nowhere. explicit: the vendor writes its cache only for who asks, which is refused where the ask has no price
// for it.
func belowCost(ask, cost market.Tariff, explicit bool, now time.Time) error {
	for at := now; !at.After(now.Add(floorAhead)); at = at.Add(time.Minute) {
		if at != now && ask.SamePrices(now, at) && cost.SamePrices(now, at) {
			continue
		}
		a, err := ask.Resolve(at, "", market.NoMultiplier)
		if err != nil {
			return err
		}
		c, err := cost.Resolve(at, "", market.NoMultiplier)
		if err != nil {
			return err
		}
		if err := belowAt(a, c, explicit); err != nil {
			return fmt.Errorf("%w, at %s UTC; raise the price, or state what the vendor bills as the offer's cost", err, at.UTC().Format("15:04"))
		}
	}
	return nil
}

func belowAt(ask, cost market.Prices, explicit bool) error {
	for _, tier := range append(slices.Clone(ask.Tiers()), cost.Tiers()...) {
		sold, billed := ask.At(tier.Over+1), cost.At(tier.Over+1)
		_, writes := sold.Get(market.CacheWrite5m)
		for _, up := range billed.List() {
			if write := up.Unit == market.CacheWrite5m || up.Unit == market.CacheWrite1h; write && explicit && !writes {
				continue
			}
			if price, ok := priceOf(sold, up.Unit); ok && price < up.Price {
				return fmt.Errorf("it asks %s for a million %s where the vendor bills %s, with prompts over %d tokens", price.PerMillion(), up.Unit, up.Price.PerMillion(), tier.Over)
			}
		}
	}
	return nil
}

// priceOf is what a unit is sold at; false where it is not sold.
func priceOf(v market.PriceVector, u market.Unit) (money.Price, bool) {
	if p, ok := v.Get(u); ok {
		return p, true
	}
	as, ok := soldAs[u]
	if !ok {
		return 0, false
	}
	return v.Get(as)
}
