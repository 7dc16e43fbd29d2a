package dashboard

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// Roles in a channel.
const (
	RolePayer = "payer"
	RolePayee = "payee"
)

// States of a channel.
const (
	ChannelOpening = "opening" // the deposit is not final yet
	ChannelOpen    = "open"
	ChannelClosing = "closing"
	ChannelClosed  = "closed"
)

// ChannelView is one channel, in money. Fields that only one role has are zero for the other.
type ChannelView struct {
	ID        common.Hash    `json:"id"`
	Role      string         `json:"role"`
	State     string         `json:"state"`
	Peer      string         `json:"peer"`
	Address   common.Address `json:"address"` // the peer's node key
	Epoch     uint32         `json:"epoch"`
	Deposit   money.Amount   `json:"deposit"`
	Claimed   money.Amount   `json:"claimed"`
	Signed    money.Amount   `json:"signed"`            // the highest voucher
	Sum       money.Amount   `json:"sum"`               // this side's S: what the calls cost so far
	Held      money.Amount   `json:"held"`              // payer
	Prepaid   money.Amount   `json:"prepaid"`           // payer
	Free      money.Amount   `json:"free"`              // payer: headroom
	Claimable money.Amount   `json:"claimable"`         // payee
	CloseAt   uint64         `json:"closeAt,omitempty"` // unix ms of the earliest refund; 0: nobody has asked to close
	LastCall  uint64         `json:"lastCall,omitempty"`
}

// What the autopilot would do with a channel.
const (
	PlanOpen  = "open"
	PlanTopUp = "topup"
	PlanClose = "close"
	PlanKeep  = "keep"
)

// PlanStep is one intention of the autopilot.
type PlanStep struct {
	Verb    string       `json:"verb"`
	Peer    string       `json:"peer"`
	Channel common.Hash  `json:"channel"` // zero: a new one
	Amount  money.Amount `json:"amount"`
	Why     string       `json:"why"`
}

// ChannelPlan is what the autopilot does next, and what bounds it.
type ChannelPlan struct {
	Auto    bool         `json:"auto"` // false: the steps are advice
	Steps   []PlanStep   `json:"steps"`
	Funded  money.Amount `json:"funded"`  // in all channels now
	Total   money.Amount `json:"total"`   // most that all may hold
	Balance money.Amount `json:"balance"` // free money of the owner in the contract and in the wallet
}

// FundRequest opens a channel to a seller, or adds to one.
type FundRequest struct {
	Seller string       `json:"seller"` // peer id or node address; for a top-up also a channel id
	Amount money.Amount `json:"amount"`
}

// CloseRequest closes a channel: cooperatively, or with Force by the close delay when the seller does not answer.
type CloseRequest struct {
	Channel string `json:"channel"` // channel id, peer id or node address
	Force   bool   `json:"force,omitempty"`
}

// TxView is what a command did on chain.
type TxView struct {
	Hash    common.Hash  `json:"hash"`
	Block   uint64       `json:"block"` // 0: not mined yet
	Final   bool         `json:"final"` // with the confirmations that the chain asks for
	Channel common.Hash  `json:"channel"`
	Amount  money.Amount `json:"amount"`
	Note    string       `json:"note,omitempty"` // what happens next, such as when a forced close refunds
}

// WalletView is the owner's money outside of channels.
type WalletView struct {
	Owner      common.Address `json:"owner"`
	Node       common.Address `json:"node"` // pays gas for claims
	Token      common.Address `json:"token"`
	Decimals   uint8          `json:"decimals"`
	Balance    money.Amount   `json:"balance"`    // of the token, in the owner's own account
	Ledger     money.Amount   `json:"ledger"`     // free in the clearing contract: withdrawable at once
	InChannels money.Amount   `json:"inChannels"` // deposits less claims, as payer
	Claimable  money.Amount   `json:"claimable"`
	GasOwner   string         `json:"gasOwner"`  // native coins, decimal
	GasNode    string         `json:"gasNode"`   // native coins, decimal
	External   bool           `json:"external"`  // the owner key is not here: deposits and withdrawals are signed elsewhere
	LiveCalls  int            `json:"liveCalls"` // whose channels a withdrawal could starve
}

// DepositRequest moves the owner's tokens into the contract's ledger.
type DepositRequest struct {
	Amount money.Amount `json:"amount"`
}

// WithdrawRequest moves free ledger money to an address.
type WithdrawRequest struct {
	Amount money.Amount   `json:"amount"` // zero with All
	All    bool           `json:"all,omitempty"`
	To     common.Address `json:"to"`              // zero: the owner
	Force  bool           `json:"force,omitempty"` // also with calls in flight or income unclaimed
}

// Settlement is what a claim of all claimable income came to.
type Settlement struct {
	Claims []Claim      `json:"claims"`
	Total  money.Amount `json:"total"`
	Tx     common.Hash  `json:"tx"` // zero: there was nothing to claim
	Block  uint64       `json:"block"`
}

// Claim is one channel's part of a settlement.
type Claim struct {
	Channel common.Hash  `json:"channel"`
	Peer    string       `json:"peer"`
	Amount  money.Amount `json:"amount"`
	Skipped string       `json:"skipped,omitempty"` // why the contract skipped it
}
