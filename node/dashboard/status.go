package dashboard

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// Status is the money screen: who the node is, what its money does, and with whom.
type Status struct {
	Node           NodeView       `json:"node"`
	Buying         BuyingMoney    `json:"buying"`
	Selling        SellingMoney   `json:"selling"`
	AtRisk         []Risk         `json:"atRisk"` // the nearest deadline first, then the largest sum
	Counterparties []Counterparty `json:"counterparties"`
	Market         MarketCounts   `json:"market"`
	Calls          CallCounts     `json:"calls"`
	Checks         []Check        `json:"checks"`
	Alerts         []Alert        `json:"alerts,omitempty"` // the newest first
}

// States of a node.
const (
	StateStarting = "starting"
	StateRunning  = "running"
	StatePaused   = "paused"   // sells nothing new; buys go on
	StateDraining = "draining" // finishes what runs, then stops
	StateDegraded = "degraded" // takes no paid work; a check says why
)

// NodeView is who the node is.
type NodeView struct {
	PeerID  string         `json:"peerId"`
	Address common.Address `json:"address"` // of the node key: what an offer's allow names
	Owner   common.Address `json:"owner"`   // of the money
	State   string         `json:"state"`
	Network string         `json:"network"`
	ChainID uint64         `json:"chainId"`
	Version string         `json:"version"`
	Commit  string         `json:"commit"`
	Started uint64         `json:"started"` // unix ms
	Listen  []string       `json:"listen"`  // multiaddresses with peer id
	Gateway string         `json:"gateway"` // http://127.0.0.1:8402, without /v1
}

// BuyingMoney is what the node has put up as a buyer. Deposit = Signed + Held + Free, but for the rounding of vouchers; Signed =
// Spent + Prepaid.
type BuyingMoney struct {
	Deposit money.Amount `json:"deposit"` // in channels to sellers, final on chain, less what was claimed before this epoch
	Held    money.Amount `json:"held"`    // set aside for calls in flight
	Signed  money.Amount `json:"signed"`  // promised by vouchers
	Spent   money.Amount `json:"spent"`   // charged by receipts
	Prepaid money.Amount `json:"prepaid"` // signed beyond the receipts: spent by the next calls first
	Free    money.Amount `json:"free"`    // headroom
}

// Add sums two positions.
func (b BuyingMoney) Add(o BuyingMoney) BuyingMoney {
	return BuyingMoney{b.Deposit.Add(o.Deposit), b.Held.Add(o.Held), b.Signed.Add(o.Signed), b.Spent.Add(o.Spent), b.Prepaid.Add(o.Prepaid), b.Free.Add(o.Free)}
}

// SellingMoney is what the node has earned as a seller.
type SellingMoney struct {
	Earned    money.Amount `json:"earned"`    // sum of the receipts
	Signed    money.Amount `json:"signed"`    // promised by buyers' vouchers
	Settled   money.Amount `json:"settled"`   // claimed, final on chain
	Claimable money.Amount `json:"claimable"` // what a claim would pay now
	Unpaid    money.Amount `json:"unpaid"`    // earned or running, not covered by a voucher
}

// Add sums two positions.
func (s SellingMoney) Add(o SellingMoney) SellingMoney {
	return SellingMoney{s.Earned.Add(o.Earned), s.Signed.Add(o.Signed), s.Settled.Add(o.Settled), s.Claimable.Add(o.Claimable), s.Unpaid.Add(o.Unpaid)}
}

// Why money is at risk.
const (
	RiskPrepaid  = "prepaid"  // a seller holds a voucher for more than it delivered
	RiskUnpaid   = "unpaid"   // a buyer has not covered what was delivered
	RiskUnclosed = "unclosed" // income not claimed while its channel closes: lost at the deadline
	RiskDisputed = "disputed" // an amount both sides count differently
)

// Risk is money that depends on a counterparty's doing, or on ours before a deadline.
type Risk struct {
	Kind     string       `json:"kind"`
	Amount   money.Amount `json:"amount"`
	Peer     string       `json:"peer"`
	Channel  common.Hash  `json:"channel"`
	Deadline uint64       `json:"deadline,omitempty"` // unix ms; 0: none
	Note     string       `json:"note,omitempty"`     // what is done about it
}

// Counterparty is one peer's money in both directions. A nil side: no channel that way.
type Counterparty struct {
	Peer      string         `json:"peer"`
	Address   common.Address `json:"address"`
	Connected bool           `json:"connected"`
	Buying    *BuyingMoney   `json:"buying,omitempty"`
	Selling   *SellingMoney  `json:"selling,omitempty"`
	Limit     money.Amount   `json:"limit"`              // what it may owe us
	AtRisk    money.Amount   `json:"atRisk"`             // prepaid with it, and unpaid by it
	Deadline  uint64         `json:"deadline,omitempty"` // unix ms of the nearest; 0: none
}

// MarketCounts says how much of the market the node sees.
type MarketCounts struct {
	Peers   int `json:"peers"`   // connected
	Sellers int `json:"sellers"` // with live offers
	Offers  int `json:"offers"`  // live in the book
	Models  int `json:"models"`  // that can be bought
	Own     int `json:"own"`     // offers that this node publishes
}

// CallCounts is the traffic, since the UTC day began where it says today.
type CallCounts struct {
	Buying      int          `json:"buying"`  // in flight
	Selling     int          `json:"selling"` // in flight
	BoughtToday uint64       `json:"boughtToday"`
	SoldToday   uint64       `json:"soldToday"`
	SpentToday  money.Amount `json:"spentToday"`
	SavedToday  money.Amount `json:"savedToday"` // against the vendors' list prices
	EarnedToday money.Amount `json:"earnedToday"`
}

// AlertKey is the kind of an alert about a key; the others are named after what a vendor has changed.
const AlertKey = "key"

// Alert is something at a vendor that the operator must look after.
type Alert struct {
	Time     uint64 `json:"time"` // unix ms
	Kind     string `json:"kind"` // "key", "price", "access", "region", "model gone"
	Upstream string `json:"upstream"`
	Model    string `json:"model,omitempty"` // the vendor's name of it
	Key      string `json:"key,omitempty"`   // the variable or file that holds it
	Detail   string `json:"detail"`
	Held     bool   `json:"held"` // it keeps offers from being sold
}

// About names what an alert is about.
func (a Alert) About() string {
	switch {
	case a.Model != "":
		return a.Upstream + ", model " + a.Model
	case a.Key != "":
		return a.Upstream + ", key " + a.Key
	}
	return a.Upstream
}

// Check is one condition of readiness, by name.
type Check struct {
	Name   string `json:"name"` // "chain", "peers", "store", "upstreams", "clock", "disk"
	OK     bool   `json:"ok"`
	Detail string `json:"detail,omitempty"` // what is wrong and what mends it
}

// Ready reports whether all checks hold.
func Ready(checks []Check) bool {
	for _, c := range checks {
		if !c.OK {
			return false
		}
	}
	return true
}
