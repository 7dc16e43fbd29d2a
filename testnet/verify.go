package testnet

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// The equalities, in the order in which they are checked.
const (
	EqUsage    = "usage"
	EqReceipts = "receipts"
	EqPostings = "postings"
	EqVouchers = "vouchers"
	EqChain    = "chain"
	EqInvoices = "invoices"
	EqMargins  = "margins"
)

// Equality is one thing that must be equal to the last token or pico.
type Equality struct {
	Name     string   `json:"name"`
	Says     string   `json:"says"`
	OK       bool     `json:"ok"`
	Compared int      `json:"compared"`           // single comparisons
	Problems []string `json:"problems,omitempty"` // those that failed
}

// same notes one comparison.
func (e *Equality) same(ok bool, format string, args ...any) {
	e.Compared++
	if !ok {
		e.OK = false
		e.Problems = append(e.Problems, fmt.Sprintf(format, args...))
	}
}

// Report is what a verification found.
type Report struct {
	OK         bool         `json:"ok"`
	Equalities []*Equality  `json:"equalities"`
	Hops       []HopReport  `json:"hops"`
	Invoices   []InvoiceSum `json:"invoices"`
	Margins    []MarginSum  `json:"margins"`
	Listed     []ListedCall `json:"listed"` // left out of the equalities of usage: one by one
	Head       uint64       `json:"head"`   // block at which the chain was read
	Notes      []string     `json:"notes,omitempty"`
}

// Counts is tokens on both sides of a model.
type Counts struct {
	Prompt     uint64 `json:"prompt"`
	Cached     uint64 `json:"cached"` // of them, read from a cache
	Completion uint64 `json:"completion"`
}

func (c *Counts) add(u market.Usage) {
	c.Prompt += u.Prompt()
	c.Cached += u[market.CacheRead]
	c.Completion += u.Completion()
}

// HopReport is one pair of nodes with everything that must agree between them, side by side.
type HopReport struct {
	Buyer     string       `json:"buyer"`
	Seller    string       `json:"seller"`
	Channel   common.Hash  `json:"channel"`  // zero: a node's own seller
	Calls     int          `json:"calls"`    // compared
	Upstream  Counts       `json:"upstream"` // by the vendor, or by the wholesale receipts
	Receipted Counts       `json:"receipted"`
	Metered   Counts       `json:"metered"`  // by the buyer; it sees neither caches nor hidden reasoning
	Receipts  money.Amount `json:"receipts"` // sum of the final receipts, picos
	Postings  money.Amount `json:"postings"` // by the buyer, picos
	Voucher   money.Amount `json:"voucher"`  // the highest of the epoch
	Prepaid   money.Amount `json:"prepaid"`
	Claimed   money.Amount `json:"claimed"` // on chain, in the epoch
	Settled   money.Amount `json:"settled"` // on chain, over all epochs
}

// InvoiceSum is one vendor's invoice to one seller beside what the seller thinks it costs.
type InvoiceSum struct {
	Vendor   string       `json:"vendor"`
	Account  string       `json:"account"`
	Requests int64        `json:"requests"`
	Invoice  money.Amount `json:"invoice"`
	Cost     money.Amount `json:"cost"`   // by the seller, of the calls compared
	Listed   money.Amount `json:"listed"` // of the invoice, for calls that are listed
}

// MarginSum is what a distributor earns.
type MarginSum struct {
	Node      string       `json:"node"`
	Calls     int          `json:"calls"`
	Retail    money.Amount `json:"retail"`
	Wholesale money.Amount `json:"wholesale"`
	Margin    string       `json:"margin"` // picos, with its sign
}

// ListedCall is a call that the equality of usage leaves out, with what each side says of it.
type ListedCall struct {
	market.AttemptID
	Buyer    string       `json:"buyer"`
	Seller   string       `json:"seller"`
	Model    market.Model `json:"model"`
	Why      string       `json:"why"`
	Error    string       `json:"error,omitempty"`
	Upstream Counts       `json:"upstream"` // by the vendor, or by the wholesale legs
	Invoice  money.Amount `json:"invoice"`  // what the vendor bills for it, or the wholesale legs cost
	Receipt  money.Amount `json:"receipt"`
	Posted   money.Amount `json:"posted"` // by the buyer
}

// Check compares. It is pure: the same facts give the same report.
func Check(f *Facts) Report {
	v := &verification{facts: f, index: newIndex(f), replay: replayOf(f.Chain.Events), report: Report{OK: true, Head: f.Chain.Head.Number}}
	for _, c := range []struct {
		name, says string
		check      func(*Equality)
	}{
		{EqUsage, "vendor's count = receipts = buyer's meter, per unit", v.usage},
		{EqReceipts, "signed by the seller, rated exactly, the same on both sides", v.receipts},
		{EqPostings, "sum of receipts = buyer's postings on channel and key = seller's earnings", v.postings},
		{EqVouchers, "CeilTo(postings) + prepaid = voucher, the same on both sides, whose memo chains all entries", v.vouchers},
		{EqChain, "claimed = CeilTo(sum of receipts), events rebuild the contract's state, custody is whole", v.chain},
		{EqInvoices, "vendor's invoice = seller's cost at the vendor's price", v.invoices},
		{EqMargins, "retail - wholesale = margin", v.margins},
	} {
		e := &Equality{Name: c.name, Says: c.says, OK: true}
		c.check(e)
		v.report.Equalities = append(v.report.Equalities, e)
		v.report.OK = v.report.OK && e.OK
	}
	v.tables()
	return v.report
}

// verification is a check in progress.
type verification struct {
	facts *Facts
	*index
	replay *replay // of the chain's events
	report Report
}

// signed is a - b, which may be negative.
func signed(a, b money.Amount) *big.Int { return new(big.Int).Sub(a.Big(), b.Big()) }
