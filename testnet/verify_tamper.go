package testnet

import (
	"fmt"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// Tamper alters facts as a cheat or a fault would: the next Check must find it. What is a receipt, a voucher or a usage.
func (f *Facts) Tamper(what string) error {
	switch what {
	case "receipt":
		for i := range f.Nodes {
			for j := range f.Nodes[i].Sold {
				if r := f.Nodes[i].Sold[j].Receipt; r != nil && r.Status == market.StatusDone {
					r.Cost = r.Cost.Add(money.Picos(1))
					return nil
				}
			}
		}
	case "voucher":
		for i := range f.Nodes {
			for j := range f.Nodes[i].Payees {
				if v := &f.Nodes[i].Payees[j].Highest; !v.Cumulative.IsZero() {
					v.Cumulative = v.Cumulative.Add(money.UnitsOf(1))
					return nil
				}
			}
		}
	case "usage":
		for i := range f.Bills {
			for j := range f.Bills[i].Rows {
				if r := &f.Bills[i].Rows[j]; r.Outcome == vendor.Delivered {
					r.Completion++
					return nil
				}
			}
		}
	default:
		return fmt.Errorf("%q cannot be tampered with: receipt, voucher and usage can", what)
	}
	return fmt.Errorf("there is no %s to tamper with yet: buy something first", what)
}
