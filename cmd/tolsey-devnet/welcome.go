package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/testnet"
)

// welcome says what runs where, what it costs, and how to use it.
func welcome(ctx context.Context, out io.Writer, d *testnet.Devnet, dir string) error {
	f, err := d.File()
	if err != nil {
		return err
	}
	buyer, err := f.Node("buyer")
	if err != nil {
		return err
	}
	client, err := d.Client("buyer")
	if err != nil {
		return err
	}
	defer client.Close()
	offers, err := client.Book(ctx, "")
	if err != nil {
		return err
	}
	var b strings.Builder
	nodesTable(&b, f)
	pricesTable(&b, offers)
	fmt.Fprintf(&b, "\nchain RPC   %s (chain id %d)\nclearing    %s\ngateway     %s/v1\nAPI key     %s\n", f.Chain.RPC, f.Chain.ChainID, f.Chain.Clearing, buyer.Gateway, buyer.APIKey)
	if len(offers) > 0 {
		fmt.Fprintf(&b, "\ntry:  %s\n", curl(buyer, cheapest(offers).Model))
	}
	next(&b, os.Args[0], dir)
	_, err = io.WriteString(out, b.String())
	return err
}

// next says what to type in another terminal, with the commands as this one was called, for the devnet in dir.
func next(w io.Writer, program, dir string) {
	devnet, node, where := program, "tolsey", ""
	if at, name := filepath.Split(program); name != program {
		node = at + node
	}
	if dir != defaultDir {
		where = " --dir " + dir
	}
	fmt.Fprintf(w, "\nthen, in another terminal:\n")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range [][2]string{
		{fmt.Sprintf(`eval "$(%s env%s)"`, devnet, where), "points SDKs and tolsey at the buyer"},
		{node + " status", "the buyer's money; also: calls, book, channel list, receipt verify ID, --help"},
		{devnet + " verify" + where, "everybody's books side by side; also: demo, node kill seller-1, faucet ADDRESS, --help"},
	} {
		fmt.Fprintf(tw, "  %s\t%s\n", line[0], line[1])
	}
	_ = tw.Flush()                       // into memory
	fmt.Fprintf(w, "Ctrl-C stops it.\n") // the last line: testnet/readme waits for it
}

// table writes rows below a head, both tab-separated, in columns.
func table(w io.Writer, head string, rows []string) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, head)
	for _, r := range rows {
		fmt.Fprintln(tw, r)
	}
	_ = tw.Flush() // into memory
}

func nodesTable(w io.Writer, f testnet.File) {
	var rows []string
	for _, n := range f.Nodes {
		gateway := "-"
		if n.Gateway != "" && n.APIKey != "" { // a gateway without a key serves nobody
			gateway = n.Gateway + "/v1"
		}
		rows = append(rows, strings.Join([]string{n.Name, n.Role, gateway, n.Admin}, "\t"))
	}
	fmt.Fprintln(w)
	table(w, "node\trole\tgateway\tadmin", rows)
}

// pricesTable shows each model's best ask beside the vendor's list price, USD per million tokens.
func pricesTable(w io.Writer, offers []dashboard.OfferView) {
	best, sellers := map[market.Model]dashboard.OfferView{}, map[market.Model]int{}
	var order []market.Model
	for _, o := range offers { // in the order of the book: a model's first is its cheapest
		if sellers[o.Model]++; sellers[o.Model] == 1 {
			best[o.Model] = o
			order = append(order, o.Model)
		}
	}
	var rows []string
	for _, m := range order {
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%d", m, pair(best[m].Tiers), pair(best[m].List), sellers[m]))
	}
	fmt.Fprintln(w)
	table(w, "model\tbest ask in/out\tlist in/out (USD/1M)\tsellers", rows)
}

// pair is the prices of a prompt's and of an answer's tokens.
func pair(tiers []dashboard.Tier) string {
	if len(tiers) == 0 {
		return "-"
	}
	price := func(unit market.Unit) string {
		if p, ok := tiers[0].Rates[unit.String()]; ok {
			return p
		}
		return "-"
	}
	return price(market.Input) + " / " + price(market.Output)
}

func cheapest(offers []dashboard.OfferView) dashboard.OfferView {
	best := offers[0]
	for _, o := range offers[1:] {
		if o.Basket.Less(best.Basket) {
			best = o
		}
	}
	return best
}

// curl is a line that buys a streamed completion.
func curl(n testnet.NodeFile, m market.Model) string {
	return fmt.Sprintf(`curl -sN %s/v1/chat/completions -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '{"model":"%s","stream":true,"messages":[{"role":"user","content":"Hello"}]}'`,
		n.Gateway, n.APIKey, m)
}
