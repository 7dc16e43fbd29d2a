package dashboard

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// Rates are prices by unit name, in dollars per million units with every digit: exact.
type Rates map[string]string

// Tier is the prices that hold for prompts of more than Over tokens.
type Tier struct {
	Over  uint64 `json:"over"`
	Rates Rates  `json:"rates"`
}

// TiersOf shows resolved prices.
func TiersOf(p market.Prices) []Tier {
	out := make([]Tier, 0, len(p.Tiers()))
	for _, t := range p.Tiers() {
		rates := Rates{}
		for _, up := range t.Prices.List() {
			rates[up.Unit.String()] = up.Price.PerMillion()
		}
		out = append(out, Tier{t.Over, rates})
	}
	return out
}

// PricesOf reads what TiersOf shows.
func PricesOf(tiers []Tier) (market.Prices, error) {
	var t market.Tariff
	for i, tier := range tiers {
		var v market.PriceVector
		for name, dollars := range tier.Rates {
			unit, err := market.ParseUnit(name)
			if err != nil {
				return market.Prices{}, err
			}
			price, err := money.ParsePerMillion(dollars)
			if err != nil {
				return market.Prices{}, fmt.Errorf("%s: %w", name, err)
			}
			v.Set(unit, price)
		}
		switch {
		case i == 0 && tier.Over != 0, i > 0 && tier.Over <= tiers[i-1].Over:
			return market.Prices{}, fmt.Errorf("context tiers do not ascend from 0")
		case i == 0:
			t.Prices = v.List()
		default:
			t.Overrides = append(t.Overrides, market.Override{ContextOver: tier.Over, Prices: v.List()})
		}
	}
	if err := t.Validate(); err != nil {
		return market.Prices{}, err
	}
	return t.Resolve(time.Time{}, "", market.NoMultiplier)
}

// OfferView is a live offer of the book, as this node could take it now.
type OfferView struct {
	Model      market.Model   `json:"model"`
	Seller     string         `json:"seller"` // peer id; "self" for the node's own
	Address    common.Address `json:"address"`
	Offer      common.Hash    `json:"offer"` // offer id
	Tiers      []Tier         `json:"tiers"` // prices of the moment
	List       []Tier         `json:"list,omitempty"`
	Basket     money.Amount   `json:"basket"`     // what the book's standard basket costs: the order of the book
	ListBasket money.Amount   `json:"listBasket"` // the same at list price; zero: none known
	Context    uint64         `json:"context"`    // tokens
	MaxOutput  uint64         `json:"maxOutput"`  // tokens
	Reasoning  bool           `json:"reasoning"`
	MaxCalls   uint32         `json:"maxCalls"`
	Dialects   []string       `json:"dialects"`
	Since      uint64         `json:"since"`      // unix ms: first seen at this tariff
	ValidUntil uint64         `json:"validUntil"` // unix ms
	Free       money.Amount   `json:"free"`       // headroom of the channel to the seller; zero: none
	Removed    string         `json:"removed,omitempty"`
}

// States of an own offer.
const (
	OfferPublished = "published"
	OfferWithdrawn = "withdrawn" // by command, until published again
	OfferPlanned   = "planned"   // a dry run: what publishing would do
	OfferHeld      = "held"      // not published; Reason says why
)

// OwnOffer is one of the node's own offers with what it earns.
type OwnOffer struct {
	Model     market.Model `json:"model"`
	Upstream  string       `json:"upstream"`
	State     string       `json:"state"`
	Reason    string       `json:"reason,omitempty"` // why it is held
	Cost      []Tier       `json:"cost,omitempty"`   // what the upstream bills
	Ask       []Tier       `json:"ask,omitempty"`
	List      []Tier       `json:"list,omitempty"` // the vendor's own price
	MarginPPM int64        `json:"marginPpm"`      // (ask - cost) / ask on the standard basket, parts per million; negative: sold at a loss
	Rank      int          `json:"rank"`           // place in the book by the standard basket, from 1; 0: not known
	Of        int          `json:"of"`             // offers of the model in the book, this one included
	InFlight  int          `json:"inFlight"`
	MaxCalls  uint32       `json:"maxCalls"`
	Private   bool         `json:"private"` // only for the buyers that its allow names
	Until     uint64       `json:"until,omitempty"`
}

// PublishRequest names what to publish: all configured offers when Models is empty. A dry run changes nothing and tells nobody.
type PublishRequest struct {
	Models []market.Model `json:"models,omitempty"`
	DryRun bool           `json:"dryRun,omitempty"`
}

// WithdrawOffersRequest names what to withdraw: everything when Models is empty.
type WithdrawOffersRequest struct {
	Models []market.Model `json:"models,omitempty"`
}

// UpstreamCheck is what a look at an upstream found. Of the vendor's own words only a scrubbed line is shown, to the operator.
type UpstreamCheck struct {
	Name       string       `json:"name"`
	Kind       string       `json:"kind"`
	Region     string       `json:"region,omitempty"`   // where the vendor computes, as far as it says so
	Dialects   []string     `json:"dialects,omitempty"` // that it speaks natively
	OK         bool         `json:"ok"`                 // one key at least would serve
	Detail     string       `json:"detail,omitempty"`   // what is wrong and what mends it
	LatencyMS  uint32       `json:"latencyMs"`
	Models     int          `json:"models"`            // offered from it
	Listed     int          `json:"listed"`            // that it lists
	Missing    []string     `json:"missing,omitempty"` // offered, and not on its list
	SpentDay   money.Amount `json:"spentDay"`          // by all keys
	LimitDay   money.Amount `json:"limitDay"`          // of all keys; zero: none
	SpentTotal money.Amount `json:"spentTotal"`
	LimitTotal money.Amount `json:"limitTotal"` // zero: none
	Keys       []KeyCheck   `json:"keys,omitempty"`
}

// KeyCheck is what a look at one of an upstream's keys found.
type KeyCheck struct {
	Name       string        `json:"name"` // the variable or file that it comes from
	OK         bool          `json:"ok"`
	Reachable  bool          `json:"reachable"` // the vendor answers
	Detail     string        `json:"detail,omitempty"`
	LatencyMS  uint32        `json:"latencyMs"`
	Limits     string        `json:"limits,omitempty"`  // what the vendor says is left of its limits
	Resting    []string      `json:"resting,omitempty"` // models for which the vendor limits it now
	InFlight   uint64        `json:"inFlight"`
	LastMinute uint64        `json:"lastMinute"` // requests
	SpentDay   money.Amount  `json:"spentDay"`
	LeftDay    *money.Amount `json:"leftDay,omitempty"` // of spend_limit; absent: none is set
	SpentTotal money.Amount  `json:"spentTotal"`
	LeftTotal  *money.Amount `json:"leftTotal,omitempty"`
}

// Left is what the key may still spend: the lesser of today's and all; false where nothing limits it.
func (k KeyCheck) Left() (money.Amount, bool) {
	switch {
	case k.LeftDay == nil && k.LeftTotal == nil:
		return money.Amount{}, false
	case k.LeftTotal == nil:
		return *k.LeftDay, true
	case k.LeftDay == nil:
		return *k.LeftTotal, true
	}
	return k.LeftDay.Min(*k.LeftTotal), true
}

// CheckUpstreamsRequest names one upstream, or all when empty.
type CheckUpstreamsRequest struct {
	Name string `json:"name,omitempty"`
}
