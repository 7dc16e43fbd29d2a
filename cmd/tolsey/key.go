package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
)

func keyCommand() *cli.Command {
	return &cli.Command{
		Name: "key", Usage: "issue and revoke the API keys of this node's gateway", Subcommands: []*cli.Command{
			{Name: "new", Usage: `issue a key, which is shown once: tolsey key new --budget "20 USD/day"`, Flags: reads(
				&cli.StringFlag{Name: "name", Usage: "what people call it; default: a random one"},
				&cli.StringFlag{Name: "budget", Usage: "most that it may spend: '20 USD/day' (hour, day, week, month), '100 USD' in total, 'unlimited'"},
				&cli.StringSliceFlag{Name: "models", Usage: "models that it may buy, or 'family/*', separated by commas; default: all"},
				&cli.StringFlag{Name: "expires", Usage: "when it ends: a span such as '30d', or a day such as 2027-01-31"},
				&cli.StringFlag{Name: "parent", Usage: "key whose budget it shares and whose limits it keeps, by id or name"},
				&cli.UintFlag{Name: "rpm", Usage: "requests per minute"},
			), Action: noArguments(asked(newKey, writeNewKey))},
			{Name: "list", Usage: "show the keys and what they have spent", Flags: reads(), Action: noArguments(asked(
				func(c *cli.Context, n *dashboard.Client) ([]dashboard.KeyView, error) { return n.Keys(c.Context) }, writeKeys))},
			{Name: "revoke", Usage: "end a key and all below it, at once", ArgsUsage: "ID|NAME", Flags: reads(), Action: func(c *cli.Context) error {
				args, err := arguments(c, "ID|NAME")
				if err != nil {
					return err
				}
				return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.KeyView, error) {
					return n.RevokeKey(c.Context, args[0])
				},
					func(w io.Writer, k dashboard.KeyView) error {
						_, err := fmt.Fprintf(w, "revoked %s (%s)\n", k.ID, printable(k.Name))
						return err
					})(c)
			}},
		},
	}
}

func newKey(c *cli.Context, n *dashboard.Client) (dashboard.NewKey, error) {
	req := dashboard.KeyRequest{Name: c.String("name"), Parent: c.String("parent"), Budget: c.String("budget"), RPM: uint32(min(c.Uint("rpm"), 1<<32-1))}
	for _, m := range c.StringSlice("models") {
		if m = strings.TrimSpace(m); m != "" {
			req.Models = append(req.Models, market.Model(m))
		}
	}
	if text := c.String("expires"); text != "" {
		now := time.Now()
		t, err := parseTime(text, now)
		if err != nil {
			return dashboard.NewKey{}, err
		}
		if !t.After(now) {
			return dashboard.NewKey{}, usage("--expires %s is in the past", text)
		}
		req.Expires = uint64(t.UnixMilli())
	}
	return n.CreateKey(c.Context, req)
}

func writeNewKey(w io.Writer, k dashboard.NewKey) error {
	pairs := []string{"key", k.Token, "id", k.ID, "name", k.Name, "budget", k.Budget, "models", modelList(k.Models)}
	if k.Expires != 0 {
		pairs = append(pairs, "expires", when(k.Expires)+" UTC")
	}
	if err := facts(w, pairs...); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "it is shown only now; 'export TOLSEY_API_KEY=...' for tolsey call, OPENAI_API_KEY for an SDK")
	return err
}

func modelList(models []market.Model) string {
	if len(models) == 0 {
		return "all"
	}
	names := make([]string, len(models))
	for i, m := range models {
		names[i] = string(m)
	}
	return strings.Join(names, ",")
}

func writeKeys(w io.Writer, list []dashboard.KeyView) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, `no keys; 'tolsey key new --budget "20 USD/day"' issues one`)
		return err
	}
	var rows []string
	for _, k := range list {
		rpm := "-"
		if k.RPM > 0 {
			rpm = strconv.FormatUint(uint64(k.RPM), 10)
		}
		parent := k.Parent
		if parent == "" {
			parent = "-"
		}
		rows = append(rows, row(k.ID, k.Name, k.Hint, parent, k.Budget, sum(k.Spent), sum(k.Held), when(k.Resets), modelList(k.Models), rpm, when(k.Expires), k.Status))
	}
	return table(w, "ID\tNAME\tKEY\tPARENT\tBUDGET\tSPENT\tHELD\tRESETS (UTC)\tMODELS\tRPM\tEXPIRES (UTC)\tSTATUS", rows)
}
