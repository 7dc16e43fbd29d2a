package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
)

func receiptCommand() *cli.Command {
	return &cli.Command{
		Name: "receipt", Usage: "show and check what a seller signed for a call", Subcommands: []*cli.Command{
			{Name: "show", Usage: "show the receipt of a call; --json writes a file that 'verify' reads", ArgsUsage: "ID", Flags: reads(), Action: func(c *cli.Context) error {
				args, err := arguments(c, "ID")
				if err != nil {
					return err
				}
				id, err := callID(args[0])
				if err != nil {
					return err
				}
				return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.ReceiptView, error) {
					return n.Receipt(c.Context, id)
				}, writeReceipt)(c)
			}},
			{Name: "verify", Usage: "recompute hash, signer and cost of a receipt: of a call of the node, or of a file, which needs no node", ArgsUsage: "ID|FILE", Flags: reads(), Action: verifyReceipt},
		},
	}
}

func writeReceipt(w io.Writer, v dashboard.ReceiptView) error {
	r := v.Receipt
	pairs := []string{"call", r.AttemptID.String(), "model", string(v.Model), "seller", v.Peer, "signer", v.Seller.Hex(), "status", r.Status.String(), "at", when(r.At) + " UTC"}
	prices, err := dashboard.PricesOf(v.Tiers)
	if err != nil {
		return fmt.Errorf("read prices of the receipt: %w", err)
	}
	applied := prices.At(r.Usage.Prompt())
	for u, n := range r.Usage {
		if n == 0 {
			continue
		}
		if p, ok := applied.Get(market.Unit(u)); ok {
			pairs = append(pairs, market.Unit(u).String(), fmt.Sprintf("%d x %s USD/1M = %s", n, p.PerMillion(), p.Times(n).Dollars()))
		} else {
			pairs = append(pairs, market.Unit(u).String(), fmt.Sprintf("%d, which the terms do not price", n))
		}
	}
	pairs = append(pairs, "cost", r.Cost.Dollars(), "terms", r.Terms.Hex(), "channel", r.ChannelID.Hex(), "request", r.Request.Hex(), "answer", r.Answer.Hex(), "hash", v.Hash.Hex())
	return facts(w, pairs...)
}

// verifyReceipt checks here, with the functions that both sides charge by: the node is asked only for the receipt itself.
func verifyReceipt(c *cli.Context) error {
	args, err := arguments(c, "ID|FILE")
	if err != nil {
		return err
	}
	v, err := receiptFrom(c, args[0])
	if err != nil {
		return err
	}
	found := v.Verify()
	err = show(c, found, func(w io.Writer) error {
		for _, f := range found.Findings {
			state := "ok"
			if !f.OK {
				state = "WRONG"
			}
			if err := facts(w, fmt.Sprintf("%-5s  %-9s", state, f.Check), f.Detail); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintln(w, "the prices are those that the receipt's keeper recorded for its terms")
		return err
	})
	if err == nil && !found.OK {
		return &exitOnly{exitFailed}
	}
	return err
}

// maxReceiptFile bounds what is read as a receipt.
const maxReceiptFile = 1 << 20

func receiptFrom(c *cli.Context, name string) (v dashboard.ReceiptView, err error) {
	var id market.CallID
	if id.UnmarshalText([]byte(name)) == nil {
		node, err := connect(c)
		if err != nil {
			return v, err
		}
		v, err = node.Receipt(c.Context, id)
		return v, explain(err, c)
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return v, usage("%q is neither the id of a call (32 hex digits) nor a file", name)
	}
	if err != nil {
		return v, fmt.Errorf("read receipt: %w", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxReceiptFile))
	if err != nil {
		return v, fmt.Errorf("read receipt: %w", err)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		return v, usage("%s is not a receipt as 'tolsey receipt show --json' writes it: %v", name, err)
	}
	return v, nil
}
