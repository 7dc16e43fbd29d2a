package testnet

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// Facts is what a verification compares: each party's own records as it keeps them, none of its sums believed, and what the vendors
// and the chain say.
type Facts struct {
	Domain market.Domain `json:"domain"`
	Asset  money.Asset   `json:"asset"`
	Nodes  []NodeFacts   `json:"nodes"`
	Bills  []vendor.Bill `json:"bills"` // one per vendor and account; the account is a node's name
	Chain  ChainFacts    `json:"chain"`
}

// NodeFacts is one node and its records.
type NodeFacts struct {
	Name     string                    `json:"name"`
	Role     string                    `json:"role"`
	Address  common.Address            `json:"address"` // node key
	Owner    common.Address            `json:"owner"`
	Bought   []market.BoughtRecord     `json:"bought"`
	Sold     []market.SoldRecord       `json:"sold"`
	Payers   []dashboard.PayerRecord   `json:"payers"`
	Payees   []channel.Payee           `json:"payees"`
	Accounts []dashboard.AccountRecord `json:"accounts"`
}

// take files one record.
func (n *NodeFacts) take(r dashboard.Record) error {
	switch {
	case r.Bought != nil:
		n.Bought = append(n.Bought, *r.Bought)
	case r.Sold != nil:
		n.Sold = append(n.Sold, *r.Sold)
	case r.Payer != nil:
		n.Payers = append(n.Payers, *r.Payer)
	case r.Payee != nil:
		n.Payees = append(n.Payees, *r.Payee)
	case r.Account != nil:
		n.Accounts = append(n.Accounts, *r.Account)
	}
	return nil
}

// ChainFacts is what the chain holds and how it came to hold it.
type ChainFacts struct {
	Head     settle.Head                     `json:"head"`
	States   map[common.Hash]channel.OnChain `json:"states"`   // of all channels that any node has
	Balances map[common.Address]money.Units  `json:"balances"` // free in the contract's ledger, of all owners that events name
	Held     money.Units                     `json:"held"`     // of the token, by the contract
	Events   []settle.Event                  `json:"events"`   // all of the contract's in this asset, oldest first
}
