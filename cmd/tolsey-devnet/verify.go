package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/testnet"
)

func verifyCommand() *cli.Command {
	return &cli.Command{Name: "verify", Usage: "settle, then compare usage, receipts, ledgers, vouchers and chain; exit 1 if one pico differs", Action: verify, Flags: []cli.Flag{dirFlag(), jsonFlag(),
		&cli.StringFlag{Name: "tamper", Usage: "alter this command's own copy of a receipt, voucher or usage, to see it fail"}}}
}

func verify(c *cli.Context) error {
	if _, err := arguments(c); err != nil {
		return err
	}
	f, err := theDevnet(c)
	if err != nil {
		return err
	}
	talk := newTalker(c.App.ErrWriter)
	defer talk.stop()
	say := func(what string) { fmt.Fprintf(talk, "%s ...\n", what) }
	if c.Bool("json") {
		say = func(string) {}
	}
	facts, err := testnet.Collect(c.Context, f, say)
	if err != nil {
		return err
	}
	if what := c.String("tamper"); what != "" {
		if err := facts.Tamper(what); err != nil {
			return usage("%v", err)
		}
	}
	report := testnet.Check(facts)
	if c.Bool("json") {
		enc := json.NewEncoder(c.App.Writer)
		enc.SetIndent("", "  ")
		err = enc.Encode(report)
	} else {
		_, err = io.WriteString(c.App.Writer, reportText(report))
	}
	if err == nil && !report.OK {
		err = &exitOnly{exitFailed}
	}
	return err
}

// mostProblems is how many of an equality's problems are printed; --json has all.
const mostProblems = 10

// reportText is a report for people.
func reportText(r testnet.Report) string {
	var b strings.Builder
	usageTable(&b, r.Hops)
	moneyTable(&b, r.Hops)
	invoiceTable(&b, r.Invoices)
	marginTable(&b, r.Margins)
	listedTable(&b, r.Listed)
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	var failed, rows []string
	for _, e := range r.Equalities {
		verdict := "equal"
		switch {
		case !e.OK:
			verdict = "DIFFERS"
			failed = append(failed, e.Name)
		case e.Compared == 0:
			verdict = "nothing yet"
		}
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s", e.Name, verdict, e.Says))
	}
	table(&b, "equality\tverdict\twhat is compared", rows)
	for _, e := range r.Equalities {
		problems(&b, e)
	}
	if r.OK {
		fmt.Fprintf(&b, "\nall equal at block %d\n", r.Head)
	} else {
		fmt.Fprintf(&b, "\nNOT EQUAL: %s\n", strings.Join(failed, ", "))
	}
	return b.String()
}

func problems(w io.Writer, e *testnet.Equality) {
	for i, p := range e.Problems {
		if i == mostProblems {
			fmt.Fprintf(w, "%s: and %d more (--json prints all)\n", e.Name, len(e.Problems)-i)
			return
		}
		fmt.Fprintf(w, "%s: %s\n", e.Name, p)
	}
}

// usageTable shows tokens in/cached/out, by who counts them.
func usageTable(w io.Writer, hops []testnet.HopReport) {
	var rows []string
	tokens := func(c testnet.Counts) string { return fmt.Sprintf("%d/%d/%d", c.Prompt, c.Cached, c.Completion) }
	for _, h := range hops {
		rows = append(rows, fmt.Sprintf("%s -> %s\t%d\t%s\t%s\t%d/-/%d", h.Buyer, h.Seller, h.Calls, tokens(h.Upstream), tokens(h.Receipted), h.Metered.Prompt, h.Metered.Completion))
	}
	section(w, "pair\tcalls\tupstream in/cached/out\treceipts\tbuyer's meter", rows)
}

func moneyTable(w io.Writer, hops []testnet.HopReport) {
	var rows []string
	for _, h := range hops {
		voucher, prepaid, claimed := h.Voucher.Dollars(), h.Prepaid.Dollars(), h.Claimed.Dollars()
		if h.Buyer == h.Seller {
			voucher, prepaid, claimed = "-", "-", "-"
		}
		rows = append(rows, fmt.Sprintf("%s -> %s\t%s\t%s\t%s\t%s\t%s", h.Buyer, h.Seller, h.Receipts.Dollars(), h.Postings.Dollars(), voucher, prepaid, claimed))
	}
	section(w, "pair\treceipts\tpostings\tvoucher\tprepaid\tclaimed on chain", rows)
}

func invoiceTable(w io.Writer, invoices []testnet.InvoiceSum) {
	var rows []string
	for _, s := range invoices {
		rows = append(rows, fmt.Sprintf("%s -> %s\t%d\t%s\t%s\t%s", s.Account, s.Vendor, s.Requests, s.Invoice.Dollars(), s.Cost.Dollars(), s.Listed.Dollars()))
	}
	section(w, "seller -> vendor\trequests\tvendor's invoice\tseller's cost\tof listed calls", rows)
}

func marginTable(w io.Writer, margins []testnet.MarginSum) {
	var rows []string
	for _, m := range margins {
		rows = append(rows, fmt.Sprintf("%s\t%d\t%s\t%s\t%s", m.Node, m.Calls, m.Retail.Dollars(), m.Wholesale.Dollars(), signedDollars(m.Margin)))
	}
	section(w, "distributor\tcalls\tretail\twholesale\tmargin", rows)
}

func listedTable(w io.Writer, listed []testnet.ListedCall) {
	var rows []string
	for _, l := range listed {
		rows = append(rows, fmt.Sprintf("%.12s/%d\t%s -> %s\t%d/%d\t%s\t%s\t%s\t%s", l.Call, l.Attempt, l.Buyer, l.Seller, l.Upstream.Prompt, l.Upstream.Completion, l.Invoice.Dollars(), l.Receipt.Dollars(), l.Posted.Dollars(), l.Why))
	}
	section(w, "listed call\tpair\tupstream in/out\tupstream bills\treceipt\tposted\twhy it is listed", rows)
}

// section is a table and an empty line, where there are rows.
func section(w io.Writer, head string, rows []string) {
	if len(rows) > 0 {
		table(w, head, rows)
		fmt.Fprintln(w)
	}
}

// signedDollars shows picos that may be below zero.
func signedDollars(picos string) string {
	n, ok := new(big.Int).SetString(picos, 10)
	if !ok {
		return picos
	}
	a, err := money.FromBig(new(big.Int).Abs(n))
	if err != nil {
		return picos
	}
	if n.Sign() < 0 {
		return "-" + a.Dollars()
	}
	return a.Dollars()
}
