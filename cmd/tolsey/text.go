package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// table writes rows below a head, both tab-separated, in columns.
func table(w io.Writer, head string, rows []string) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, head)
	for _, r := range rows {
		fmt.Fprintln(tw, r)
	}
	return tw.Flush()
}

// row joins cells; what peers and vendors wrote is made printable, so that no name moves the cursor.
func row(cells ...string) string {
	for i, c := range cells {
		cells[i] = printable(c)
	}
	return strings.Join(cells, "\t")
}

func printable(s string) string {
	quoted := strconv.Quote(s)
	if quoted[1:len(quoted)-1] == s {
		return s
	}
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
}

// facts writes "name  value" lines.
func facts(w io.Writer, pairs ...string) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i := 0; i+1 < len(pairs); i += 2 {
		fmt.Fprintf(tw, "%s\t%s\n", pairs[i], printable(pairs[i+1]))
	}
	return tw.Flush()
}

// when is a time for people: UTC to the second; "-" for none.
func when(ms uint64) string {
	if ms == 0 {
		return "-"
	}
	return time.UnixMilli(int64(ms)).UTC().Format("2006-01-02 15:04:05")
}

// sum is money that may be none.
func sum(a money.Amount) string {
	if a.IsZero() {
		return "-"
	}
	return a.Dollars()
}

// short is a peer id, address or hash by its ends; what is short already stays.
func short(id string) string {
	if len(id) <= 16 {
		return id
	}
	return id[:8] + ".." + id[len(id)-5:]
}

// hash is a hash in hex; "-" for none.
func hash(h common.Hash) string {
	if h == (common.Hash{}) {
		return "-"
	}
	return h.Hex()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// parseUSD reads a sum that a command moves: with its unit, and not nothing.
func parseUSD(text string) (money.Amount, error) {
	a, err := money.ParseUSD(text)
	if err != nil {
		return a, usage("%v", err)
	}
	if a.IsZero() {
		return a, usage("%q is no money; write '3.50 USD'", text)
	}
	return a, nil
}

// parseTime reads a point in time: a span from now ("30d", "12h"), a UTC day or a time in RFC 3339.
func parseTime(text string, now time.Time) (time.Time, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil && n > 0 {
			return now.AddDate(0, 0, int(n)), nil
		}
	}
	if span, err := time.ParseDuration(text); err == nil && span > 0 {
		return now.Add(span), nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usage("%q is not a time; write a span such as '30d' or '12h', or a day such as 2027-01-31", text)
}
