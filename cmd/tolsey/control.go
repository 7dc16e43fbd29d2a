package main

import (
	"context"
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/dashboard"
)

func pauseCommand() *cli.Command {
	return turnCommand("pause", "stop selling: withdraw the offers, finish what runs; buying goes on", (*dashboard.Client).Pause)
}

func resumeCommand() *cli.Command {
	return turnCommand("resume", "sell again", (*dashboard.Client).Resume)
}

func turnCommand(name, text string, do func(*dashboard.Client, context.Context) (dashboard.NodeView, error)) *cli.Command {
	return &cli.Command{Name: name, Usage: text, Flags: reads(), Action: noArguments(asked(
		func(c *cli.Context, n *dashboard.Client) (dashboard.NodeView, error) { return do(n, c.Context) },
		func(w io.Writer, v dashboard.NodeView) error {
			_, err := fmt.Fprintf(w, "the node is %s\n", v.State)
			return err
		}))}
}

func settleCommand() *cli.Command {
	return &cli.Command{Name: "settle", Usage: "go on chain", Subcommands: []*cli.Command{{
		Name: "now", Usage: "claim all claimable income at once", Flags: reads(), Action: noArguments(asked(
			func(c *cli.Context, n *dashboard.Client) (dashboard.Settlement, error) { return n.Settle(c.Context) }, writeSettlement)),
	}}}
}

func writeSettlement(w io.Writer, s dashboard.Settlement) error {
	if len(s.Claims) == 0 {
		_, err := fmt.Fprintln(w, "nothing to claim")
		return err
	}
	var rows []string
	for _, cl := range s.Claims {
		state := "claimed"
		if cl.Skipped != "" {
			state = "skipped: " + cl.Skipped
		}
		rows = append(rows, row(cl.Channel.Hex(), short(cl.Peer), cl.Amount.Dollars(), state))
	}
	if err := table(w, "CHANNEL\tBUYER\tAMOUNT\tSTATE", rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%s in transaction %s, block %d\n", s.Total.Dollars(), s.Tx.Hex(), s.Block)
	return err
}
