package book

import (
	"fmt"
	"strings"
)

// Filter names the rule by which an offer is left out for a call.
type Filter uint8

// The filters, in the order in which they are tried: the first that removes an offer is counted. Those from Tried on are the
// caller's verdicts (Query.Exclude, Query.Judge).
const (
	Pass     Filter = 0
	Expired  Filter = 1  // page past its validity
	Private  Filter = 2  // row serves named buyers only
	Dialect  Filter = 3  // row does not forward the dialect
	Context  Filter = 4  // prompt does not fit the row's context
	Unpriced Filter = 5  // row has no price for a unit that the call needs
	MaxCall  Filter = 6  // call may cost more than the seller allows for one
	Margin   Filter = 7  // resale would earn less than its least margin
	Funds    Filter = 8  // channel cannot pay for the call's first step
	Tried    Filter = 9  // seller was tried already
	Policy   Filter = 10 // buyer's configuration does not allow the seller
	Breaker  Filter = 11 // seller failed repeatedly a moment ago
	Busy     Filter = 12 // seller has as many calls in flight as it takes

	filters = 13
)

var filterNames = [filters]string{"passes", "expired", "private to other buyers", "dialect", "context length", "unit without a price", "seller's limit per call",
	"margin", "channel funds", "already tried", "buyer's policy", "failing", "busy"}

func (f Filter) String() string {
	if f < filters {
		return filterNames[f]
	}
	return fmt.Sprintf("filter%d", uint8(f))
}

// Removed counts the offers that each filter left out.
type Removed [filters]int

// Total is how many offers were left out.
func (r Removed) Total() (n int) {
	for _, k := range r[1:] {
		n += k
	}
	return n
}

// String says which filter left out how many, such as "2 private to other buyers, 1 margin"; "" when none did.
func (r Removed) String() string {
	var parts []string
	for f, n := range r {
		if n > 0 && f > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, Filter(f)))
		}
	}
	return strings.Join(parts, ", ")
}
