package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/dashboard"
)

func statusCommand() *cli.Command {
	return &cli.Command{
		Name: "status", Usage: "show the money screen: what is deposited, held, earned and at risk",
		Flags: reads(&cli.BoolFlag{Name: "page", Usage: "print a one-time link to the same in a browser"}),
		Action: func(c *cli.Context) error {
			if _, err := arguments(c); err != nil {
				return err
			}
			if c.Bool("page") {
				return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.PageLink, error) { return n.Page(c.Context) },
					func(w io.Writer, l dashboard.PageLink) error {
						_, err := fmt.Fprintf(w, "%s\nopens once, until %s UTC\n", l.URL, when(l.Expires))
						return err
					})(c)
			}
			return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.Status, error) { return n.Status(c.Context) }, writeStatus)(c)
		},
	}
}

func writeStatus(w io.Writer, s dashboard.Status) error {
	n := s.Node
	state := n.State
	if n.Version != "" {
		state += fmt.Sprintf(", %s (%.12s)", n.Version, n.Commit)
	}
	err := facts(w, "node", state, "peer id", n.PeerID, "address", n.Address.Hex(), "owner", n.Owner.Hex(),
		"network", fmt.Sprintf("%s, chain %d", n.Network, n.ChainID), "since", when(n.Started)+" UTC", "gateway", n.Gateway+"/v1")
	if err != nil {
		return err
	}
	for _, c := range s.Checks {
		if !c.OK {
			fmt.Fprintf(w, "NOT READY  %s: %s\n", c.Name, printable(c.Detail))
		}
	}
	for _, a := range s.Alerts {
		held := ""
		if a.Held {
			held = "; offers are held back, 'tolsey offer publish' sells them again"
			if a.Kind == dashboard.AlertKey {
				held = "; the upstream's offers are held back"
			}
		}
		fmt.Fprintf(w, "ALERT  %s (%s, %s): %s%s\n", a.Kind, printable(a.About()), when(a.Time), printable(a.Detail), held)
	}
	fmt.Fprintln(w)
	b, m := s.Buying, s.Selling
	err = table(w, "BUYING\tdeposit\theld\tsigned\tspent\tprepaid\tfree", []string{row("", b.Deposit.Dollars(), b.Held.Dollars(), b.Signed.Dollars(), b.Spent.Dollars(), b.Prepaid.Dollars(), b.Free.Dollars())})
	if err != nil {
		return err
	}
	err = table(w, "SELLING\tearned\tsigned\tsettled\tclaimable\tunpaid", []string{row("", m.Earned.Dollars(), m.Signed.Dollars(), m.Settled.Dollars(), m.Claimable.Dollars(), m.Unpaid.Dollars())})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\ncalls in flight: %d buying, %d selling; today: %d bought for %s (saved %s on list price), %d sold for %s\n", s.Calls.Buying, s.Calls.Selling,
		s.Calls.BoughtToday, s.Calls.SpentToday.Dollars(), s.Calls.SavedToday.Dollars(), s.Calls.SoldToday, s.Calls.EarnedToday.Dollars())
	fmt.Fprintf(w, "market: peers %d, sellers %d, offers %d, models %d; own offers %d\n", s.Market.Peers, s.Market.Sellers, s.Market.Offers, s.Market.Models, s.Market.Own)
	if err := writeRisks(w, s.AtRisk); err != nil {
		return err
	}
	return writeCounterparties(w, s.Counterparties)
}

func writeRisks(w io.Writer, risks []dashboard.Risk) error {
	if len(risks) == 0 {
		_, err := fmt.Fprintln(w, "\nat risk: nothing")
		return err
	}
	var rows []string
	for _, r := range risks {
		rows = append(rows, row(r.Kind, r.Amount.Dollars(), short(r.Peer), short(r.Channel.Hex()), when(r.Deadline), r.Note))
	}
	fmt.Fprintln(w)
	return table(w, "AT RISK\tAMOUNT\tCOUNTERPARTY\tCHANNEL\tDEADLINE (UTC)\tWHAT IS DONE ABOUT IT", rows)
}

func writeCounterparties(w io.Writer, list []dashboard.Counterparty) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "\nno channels; 'tolsey channel plan' says what the node would open")
		return err
	}
	var rows []string
	for _, c := range list {
		b, s := dashboard.BuyingMoney{}, dashboard.SellingMoney{}
		if c.Buying != nil {
			b = *c.Buying
		}
		if c.Selling != nil {
			s = *c.Selling
		}
		rows = append(rows, row(short(c.Peer), yes(c.Connected), sum(b.Deposit), sum(b.Held), sum(b.Prepaid), sum(b.Free), sum(s.Earned), sum(s.Claimable), sum(s.Unpaid), sum(c.Limit), sum(c.AtRisk), when(c.Deadline)))
	}
	fmt.Fprintln(w)
	return table(w, "COUNTERPARTY\tCONNECTED\tDEPOSIT\tHELD\tPREPAID\tFREE\tEARNED\tCLAIMABLE\tUNPAID\tLIMIT\tAT RISK\tDEADLINE (UTC)", rows)
}
