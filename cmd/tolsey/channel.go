package main

import (
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/dashboard"
)

func channelCommand() *cli.Command {
	fund := func(name, text string, do func(*cli.Context, *dashboard.Client, dashboard.FundRequest) (dashboard.TxView, error)) *cli.Command {
		return &cli.Command{Name: name, Usage: text, ArgsUsage: "SELLER AMOUNT", Flags: reads(), Action: func(c *cli.Context) error {
			args, err := arguments(c, "SELLER", "AMOUNT")
			if err != nil {
				return err
			}
			amount, err := parseUSD(args[1])
			if err != nil {
				return err
			}
			return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.TxView, error) {
				return do(c, n, dashboard.FundRequest{Seller: args[0], Amount: amount})
			}, writeTx)(c)
		}}
	}
	return &cli.Command{
		Name: "channel", Usage: "see and move what is deposited with sellers", Subcommands: []*cli.Command{
			{Name: "list", Usage: "show the channels in both directions", Flags: reads(), Action: noArguments(asked(
				func(c *cli.Context, n *dashboard.Client) ([]dashboard.ChannelView, error) {
					return n.Channels(c.Context)
				}, writeChannels))},
			{Name: "plan", Usage: "say what the autopilot does next, and why", Flags: reads(), Action: noArguments(asked(
				func(c *cli.Context, n *dashboard.Client) (dashboard.ChannelPlan, error) {
					return n.PlanChannels(c.Context)
				}, writePlan))},
			fund("open", "open a channel to a seller: tolsey channel open SELLER '5 USD'", func(c *cli.Context, n *dashboard.Client, r dashboard.FundRequest) (dashboard.TxView, error) {
				return n.OpenChannel(c.Context, r)
			}),
			fund("topup", "add to an open channel: tolsey channel topup SELLER '5 USD'", func(c *cli.Context, n *dashboard.Client, r dashboard.FundRequest) (dashboard.TxView, error) {
				return n.TopUpChannel(c.Context, r)
			}),
			{Name: "close", Usage: "close a channel at once with the other side's consent, or as its payer with --force after the close delay", ArgsUsage: "CHANNEL|SELLER|BUYER",
				Flags: reads(&cli.BoolFlag{Name: "force", Usage: "do not ask the seller; the refund comes after the close delay"}), Action: func(c *cli.Context) error {
					args, err := arguments(c, "CHANNEL|SELLER")
					if err != nil {
						return err
					}
					return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.TxView, error) {
						return n.CloseChannel(c.Context, dashboard.CloseRequest{Channel: args[0], Force: c.Bool("force")})
					}, writeTx)(c)
				}},
		},
	}
}

// noArguments refuses arguments of a command that takes none.
func noArguments(then cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		if _, err := arguments(c); err != nil {
			return err
		}
		return then(c)
	}
}

func writeChannels(w io.Writer, list []dashboard.ChannelView) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "no channels; 'tolsey channel plan' says what the node would open")
		return err
	}
	var rows []string
	for _, ch := range list {
		rows = append(rows, row(ch.ID.Hex(), ch.Role, ch.State, short(ch.Peer), sum(ch.Deposit), sum(ch.Claimed), sum(ch.Signed), sum(ch.Held), sum(ch.Prepaid), sum(ch.Free), sum(ch.Claimable), when(ch.CloseAt)))
	}
	return table(w, "CHANNEL\tROLE\tSTATE\tCOUNTERPARTY\tDEPOSIT\tCLAIMED\tSIGNED\tHELD\tPREPAID\tFREE\tCLAIMABLE\tCLOSES (UTC)", rows)
}

func writePlan(w io.Writer, p dashboard.ChannelPlan) error {
	if !p.Auto {
		fmt.Fprintln(w, "the autopilot is off (buyer.channels.auto): these are proposals")
	}
	fmt.Fprintf(w, "%s of %s in channels, %s to fund from\n", p.Funded.Dollars(), p.Total.Dollars(), p.Balance.Dollars())
	if len(p.Steps) == 0 {
		_, err := fmt.Fprintln(w, "nothing to do")
		return err
	}
	var rows []string
	for _, s := range p.Steps {
		rows = append(rows, row(s.Verb, s.Peer, sum(s.Amount), s.Why))
	}
	return table(w, "STEP\tSELLER\tAMOUNT\tWHY", rows)
}

func writeTx(w io.Writer, t dashboard.TxView) error {
	pairs := []string{"amount", t.Amount.Dollars(), "transaction", t.Hash.Hex()}
	if t.Channel != (common.Hash{}) {
		pairs = append([]string{"channel", t.Channel.Hex()}, pairs...)
	}
	switch {
	case t.Block == 0:
		pairs = append(pairs, "block", "not mined yet")
	case !t.Final:
		pairs = append(pairs, "block", fmt.Sprintf("%d, not final yet", t.Block))
	default:
		pairs = append(pairs, "block", fmt.Sprintf("%d, final", t.Block))
	}
	if t.Note != "" {
		pairs = append(pairs, "next", t.Note)
	}
	return facts(w, pairs...)
}
