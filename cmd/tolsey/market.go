package main

import (
	"fmt"
	"io"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/dashboard"
)

func bookCommand() *cli.Command {
	return &cli.Command{
		Name: "book", Usage: "show what can be bought, or all offers of one model, cheapest first", ArgsUsage: "[MODEL]", Flags: reads(),
		Action: func(c *cli.Context) error {
			args, err := arguments(c, "[MODEL]")
			if err != nil {
				return err
			}
			model := market.Model(args[0])
			people := writeModels
			if model != "" {
				people = writeOffers
			}
			return asked(func(c *cli.Context, n *dashboard.Client) ([]dashboard.OfferView, error) {
				return n.Book(c.Context, model)
			}, people)(c)
		},
	}
}

// rate is a unit's base price in dollars per million; "+" marks that longer prompts cost more.
func rate(tiers []dashboard.Tier, unit market.Unit) string {
	if len(tiers) == 0 {
		return "-"
	}
	p, ok := tiers[0].Rates[unit.String()]
	switch {
	case !ok:
		return "-"
	case slices.ContainsFunc(tiers[1:], func(t dashboard.Tier) bool { return t.Rates[unit.String()] != p }):
		return p + "+"
	}
	return p
}

// off is how much less than the list price a basket costs, in whole per cent.
func off(o dashboard.OfferView) string {
	saved, cheaper := o.ListBasket.CheckedSub(o.Basket)
	if !cheaper || o.ListBasket.IsZero() {
		return "-"
	}
	share := new(big.Int).Mul(saved.Big(), big.NewInt(100))
	return share.Quo(share, o.ListBasket.Big()).String() + " %"
}

// writeModels writes one line per model: its best offer.
func writeModels(w io.Writer, offers []dashboard.OfferView) error {
	if len(offers) == 0 {
		_, err := fmt.Fprintln(w, "the book is empty; 'tolsey peer list' shows whether the node is connected")
		return err
	}
	var order []market.Model
	sellers, best := map[market.Model]int{}, map[market.Model]dashboard.OfferView{}
	for _, o := range offers {
		if sellers[o.Model]++; sellers[o.Model] == 1 {
			order, best[o.Model] = append(order, o.Model), o
		}
	}
	slices.Sort(order)
	var rows []string
	for _, m := range order {
		o := best[m]
		rows = append(rows, row(string(m), strconv.Itoa(sellers[m]), rate(o.Tiers, market.Input), rate(o.Tiers, market.CacheRead), rate(o.Tiers, market.Output), off(o), strconv.FormatUint(o.Context, 10), strconv.FormatUint(o.MaxOutput, 10)))
	}
	return table(w, "MODEL\tSELLERS\tINPUT\tCACHED\tOUTPUT\tOFF LIST\tCONTEXT\tMAX OUTPUT   (best offer; USD per 1M tokens)", rows)
}

// writeOffers writes the offers of a model in the order of the book, with the seller whole, as commands take it.
func writeOffers(w io.Writer, offers []dashboard.OfferView) error {
	var rows []string
	for i, o := range offers {
		rows = append(rows, row(strconv.Itoa(i+1), o.Seller, rate(o.Tiers, market.Input), rate(o.Tiers, market.CacheRead), rate(o.Tiers, market.Output), off(o), strconv.FormatUint(o.Context, 10),
			strconv.FormatUint(uint64(o.MaxCalls), 10), strings.Join(o.Dialects, ","), when(o.ValidUntil), sum(o.Free)))
	}
	return table(w, "#\tSELLER\tINPUT\tCACHED\tOUTPUT\tOFF LIST\tCONTEXT\tCALLS\tDIALECTS\tFIRM UNTIL (UTC)\tFREE IN CHANNEL", rows)
}

func offerCommand() *cli.Command {
	list := func(name, text, usageArgs string, flags []cli.Flag, ask func(*cli.Context, *dashboard.Client, []market.Model) ([]dashboard.OwnOffer, error)) *cli.Command {
		return &cli.Command{Name: name, Usage: text, ArgsUsage: usageArgs, Flags: reads(flags...), Action: func(c *cli.Context) error {
			models, err := modelArgs(c)
			if err != nil {
				return err
			}
			return asked(func(c *cli.Context, n *dashboard.Client) ([]dashboard.OwnOffer, error) { return ask(c, n, models) }, writeOwnOffers)(c)
		}}
	}
	return &cli.Command{
		Name: "offer", Usage: "see and change what this node sells", Subcommands: []*cli.Command{
			list("list", "show own offers: cost, ask, list price, margin, rank", "", nil, func(c *cli.Context, n *dashboard.Client, _ []market.Model) ([]dashboard.OwnOffer, error) {
				return n.Offers(c.Context)
			}),
			list("publish", "publish the configured offers, or the models named", "[MODEL...]", []cli.Flag{&cli.BoolFlag{Name: "dry-run", Usage: "tell cost, ask, list price, margin and rank; change nothing"}},
				func(c *cli.Context, n *dashboard.Client, models []market.Model) ([]dashboard.OwnOffer, error) {
					return n.Publish(c.Context, dashboard.PublishRequest{Models: models, DryRun: c.Bool("dry-run")})
				}),
			list("withdraw", "withdraw all offers, or the models named, until they are published again", "[MODEL...]", nil,
				func(c *cli.Context, n *dashboard.Client, models []market.Model) ([]dashboard.OwnOffer, error) {
					return n.WithdrawOffers(c.Context, dashboard.WithdrawOffersRequest{Models: models})
				}),
		},
	}
}

func modelArgs(c *cli.Context) ([]market.Model, error) {
	var out []market.Model
	for _, a := range c.Args().Slice() {
		m := market.Model(a)
		if err := m.Validate(); err != nil {
			return nil, usage("%v", err)
		}
		out = append(out, m)
	}
	return out, nil
}

func writeOwnOffers(w io.Writer, offers []dashboard.OwnOffer) error {
	if len(offers) == 0 {
		_, err := fmt.Fprintln(w, "this node sells nothing; configure seller.upstreams and seller.offers in tolsey.yaml")
		return err
	}
	pair := func(t []dashboard.Tier) string { return rate(t, market.Input) + " / " + rate(t, market.Output) }
	var rows []string
	for _, o := range offers {
		rank := "-"
		if o.Rank > 0 {
			rank = fmt.Sprintf("%d of %d", o.Rank, o.Of)
		}
		state := o.State
		if o.Private {
			state += ", private"
		}
		if o.Reason != "" {
			state += ": " + o.Reason
		}
		rows = append(rows, row(string(o.Model), o.Upstream, pair(o.Cost), pair(o.Ask), pair(o.List), margin(o.MarginPPM), rank,
			fmt.Sprintf("%d/%d", o.InFlight, o.MaxCalls), state))
	}
	return table(w, "MODEL\tUPSTREAM\tCOST\tASK\tLIST PRICE\tMARGIN\tRANK\tCALLS\tSTATE   (input / output, USD per 1M tokens)", rows)
}

// margin is parts per million as per cent with one decimal, cut off.
func margin(ppm int64) string {
	sign := ""
	if ppm < 0 {
		sign, ppm = "-", -ppm
	}
	return fmt.Sprintf("%s%d.%d %%", sign, ppm/10_000, ppm%10_000/1_000)
}

func upstreamCommand() *cli.Command {
	return &cli.Command{
		Name: "upstream", Usage: "look after the vendors behind the offers", Subcommands: []*cli.Command{{
			Name: "check", Usage: "ask every upstream, or the one named, whether it would serve", ArgsUsage: "[NAME]", Flags: reads(),
			Action: func(c *cli.Context) error {
				args, err := arguments(c, "[NAME]")
				if err != nil {
					return err
				}
				var failed bool
				err = asked(func(c *cli.Context, n *dashboard.Client) ([]dashboard.UpstreamCheck, error) {
					list, err := n.CheckUpstreams(c.Context, dashboard.CheckUpstreamsRequest{Name: args[0]})
					failed = slices.ContainsFunc(list, func(u dashboard.UpstreamCheck) bool { return !u.OK })
					return list, err
				}, writeUpstreams)(c)
				if err == nil && failed {
					return &exitOnly{exitFailed}
				}
				return err
			},
		}},
	}
}

func writeUpstreams(w io.Writer, list []dashboard.UpstreamCheck) error {
	limited := func(spent, limit money.Amount) string {
		if limit.IsZero() {
			return sum(spent)
		}
		return sum(spent) + " of " + sum(limit)
	}
	var rows []string
	for _, u := range list {
		state := "ok"
		if !u.OK {
			state = "FAILED: " + u.Detail
		}
		if len(u.Missing) > 0 {
			state += "; unknown there: " + strings.Join(u.Missing, ", ")
		}
		rows = append(rows, row(u.Name, u.Kind, strconv.Itoa(u.Models), fmt.Sprintf("%d ms", u.LatencyMS), limited(u.SpentDay, u.LimitDay), limited(u.SpentTotal, u.LimitTotal), leftOf(u), state))
		if len(u.Keys) > 1 {
			rows = append(rows, keyRows(u.Keys)...)
		}
	}
	return table(w, "UPSTREAM\tKIND\tOFFERS\tLATENCY\tSPENT TODAY\tSPENT IN ALL\tLEFT\tSTATE", rows)
}

// leftOf is what the keys of an upstream may still spend.
func leftOf(u dashboard.UpstreamCheck) string {
	var left money.Amount
	limited := false
	for _, k := range u.Keys {
		if l, ok := k.Left(); ok {
			left, limited = left.Add(l), true
		}
	}
	if !limited {
		return "-"
	}
	return left.Dollars()
}

// keyRows are the keys of an upstream that has several.
func keyRows(keys []dashboard.KeyCheck) (rows []string) {
	for _, k := range keys {
		state := "ok"
		switch {
		case !k.OK:
			state = "FAILED: " + k.Detail
		case len(k.Resting) > 0:
			state = "limited by the vendor for " + strings.Join(k.Resting, ", ")
		}
		if k.Limits != "" {
			state += "; left there: " + k.Limits
		}
		left := "-"
		if l, ok := k.Left(); ok {
			left = l.Dollars()
		}
		rows = append(rows, row("  "+k.Name, "key", "", fmt.Sprintf("%d ms", k.LatencyMS), sum(k.SpentDay), sum(k.SpentTotal), left, state))
	}
	return rows
}
