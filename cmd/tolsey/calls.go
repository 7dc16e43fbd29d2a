package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/node/dashboard"
)

func callsCommand() *cli.Command {
	return &cli.Command{
		Name: "calls", Usage: "show the last calls, all attempts of one, or new ones as they come", ArgsUsage: "[ID]",
		Flags: reads(
			&cli.BoolFlag{Name: "follow", Aliases: []string{"f"}, Usage: "go on with calls as they start and end"},
			&cli.StringFlag{Name: "side", Usage: "only calls that were `bought` or sold"},
			&cli.StringFlag{Name: "model", Usage: "only calls of a `MODEL`"},
			&cli.StringFlag{Name: "key", Usage: "only calls of an API key, by `ID`"},
			&cli.StringFlag{Name: "state", Usage: "only calls that are open, done, failed, lost or waiting"},
			&cli.StringFlag{Name: "since", Usage: "only calls since a time: a span back such as '2h', or a day"},
			&cli.IntFlag{Name: "limit", Usage: "how many", Value: dashboard.DefaultCalls},
			&cli.StringFlag{Name: "cursor", Usage: "go on after an earlier page (--json: next)"},
		),
		Action: func(c *cli.Context) error {
			args, err := arguments(c, "[ID]")
			switch {
			case err != nil:
				return err
			case args[0] != "" && c.Bool("follow"):
				return usage("--follow shows all calls; leave the ID out")
			case args[0] != "":
				id, err := callID(args[0])
				if err != nil {
					return err
				}
				return asked(func(c *cli.Context, n *dashboard.Client) ([]dashboard.CallView, error) { return n.Call(c.Context, id) }, writeAttempts)(c)
			}
			f, err := callFilter(c, time.Now())
			if err != nil {
				return err
			}
			if c.Bool("follow") {
				return follow(c, f)
			}
			return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.CallPage, error) { return n.Calls(c.Context, f) }, writeCallPage)(c)
		},
	}
}

func callID(text string) (id market.CallID, err error) {
	if err := id.UnmarshalText([]byte(text)); err != nil {
		return id, usage("%v; 'tolsey calls' lists them", err)
	}
	return id, nil
}

func callFilter(c *cli.Context, now time.Time) (dashboard.CallFilter, error) {
	f := dashboard.CallFilter{Side: c.String("side"), Model: market.Model(c.String("model")), Key: c.String("key"), State: c.String("state"), Cursor: c.String("cursor"), Limit: c.Int("limit")}
	if f.Limit < 1 || f.Limit > dashboard.MaxCalls {
		return f, usage("--limit %d is not within 1 to %d", f.Limit, dashboard.MaxCalls)
	}
	if text := c.String("since"); text != "" {
		t, err := parseTime(text, now)
		if err != nil {
			return f, err
		}
		if t.After(now) { // a span: back from now
			t = now.Add(-t.Sub(now))
		}
		f.Since = uint64(t.UnixMilli())
	}
	return f, nil
}

const callHead = "TIME (UTC)\tSIDE\tMODEL\tCOUNTERPARTY\tIN/CACHED/OUT\tCOST\tLIST PRICE\tSAVED\tSTATE\tCALL"

func callRow(c dashboard.CallView) string {
	saved := "-"
	if s, ok := c.Saved(); ok && c.Side == dashboard.Bought {
		saved = s.Dollars()
	}
	state := c.State.String()
	switch {
	case c.Error != "":
		state += ": " + c.Error
	case c.State == market.RecordDone && c.Status != market.StatusDone:
		state += ": " + c.Status.String()
	}
	return row(when(c.Time), c.Side, string(c.Model), short(c.Peer), tokens(c.Usage), sum(c.Cost), sum(c.ListCost), saved, state, c.AttemptID.String())
}

// tokens is a usage as prompt, cached and answer tokens.
func tokens(u market.Usage) string {
	return fmt.Sprintf("%d/%d/%d", u.Prompt()-u[market.CacheRead], u[market.CacheRead], u.Completion())
}

func writeCalls(w io.Writer, calls []dashboard.CallView) error {
	rows := make([]string, 0, len(calls))
	for _, c := range calls {
		rows = append(rows, callRow(c))
	}
	return table(w, callHead, rows)
}

func writeCallPage(w io.Writer, p dashboard.CallPage) error {
	if len(p.Calls) == 0 {
		_, err := fmt.Fprintln(w, `no calls; 'tolsey call MODEL "prompt"' makes one`)
		return err
	}
	if err := writeCalls(w, p.Calls); err != nil || p.Next == "" {
		return err
	}
	_, err := fmt.Fprintf(w, "older ones: --cursor %s\n", p.Next)
	return err
}

// writeAttempts writes all that is known of one call.
func writeAttempts(w io.Writer, attempts []dashboard.CallView) error {
	if err := writeCalls(w, attempts); err != nil {
		return err
	}
	for _, c := range attempts {
		fmt.Fprintf(w, "\nattempt %d\n", c.Attempt)
		pairs := []string{"  counterparty", c.Peer, "  channel", hash(c.Channel), "  receipt", hash(c.Receipt)}
		if c.Key != "" {
			pairs = append(pairs, "  key", c.Key)
		}
		if c.Upstream != "" {
			pairs = append(pairs, "  upstream", c.Upstream+" "+c.VendorID, "  upstream cost", c.UpstreamCost.Dollars())
		}
		if c.Link != nil {
			pairs = append(pairs, "  other leg", c.Link.String())
		}
		for u, n := range c.Usage {
			if n > 0 {
				pairs = append(pairs, "  "+market.Unit(u).String(), strconv.FormatUint(n, 10))
			}
		}
		pairs = append(pairs, "  first byte", fmt.Sprintf("%d ms", c.TTFT), "  took", fmt.Sprintf("%d ms", c.Took))
		if err := facts(w, pairs...); err != nil {
			return err
		}
	}
	return nil
}

// follow writes calls as they start and end, one line (or JSON object) each, until it is interrupted.
func follow(c *cli.Context, f dashboard.CallFilter) error {
	node, err := connect(c)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c.Context, os.Interrupt, syscall.SIGTERM)
	defer stop()
	seen := map[string]string{} // state of each attempt that was written
	write := func(v dashboard.CallView) error {
		key := v.Side + v.AttemptID.String()
		if !wanted(v, f) || seen[key] == v.State.String() {
			return nil
		}
		seen[key] = v.State.String()
		if c.Bool("json") {
			return json.NewEncoder(c.App.Writer).Encode(v)
		}
		_, err := fmt.Fprintln(c.App.Writer, callLine(v))
		return err
	}
	err = node.Follow(ctx, func(e dashboard.Event) error { return followEvent(e, f.Limit, write) })
	return explain(err, c)
}

func followEvent(e dashboard.Event, limit int, write func(dashboard.CallView) error) error {
	switch e.Type {
	case dashboard.EventSnapshot:
		var s dashboard.Snapshot
		if err := json.Unmarshal(e.Data, &s); err != nil {
			return fmt.Errorf("read event: %w", err)
		}
		for _, v := range slices.Backward(s.Calls[:min(limit, len(s.Calls))]) {
			if err := write(v); err != nil {
				return err
			}
		}
	case dashboard.EventCall:
		var v dashboard.CallView
		if err := json.Unmarshal(e.Data, &v); err != nil {
			return fmt.Errorf("read event: %w", err)
		}
		return write(v)
	}
	return nil
}

func wanted(v dashboard.CallView, f dashboard.CallFilter) bool {
	return (f.Side == "" || v.Side == f.Side) && (f.Model == "" || v.Model == f.Model) && (f.Key == "" || v.Key == f.Key) &&
		(f.State == "" || v.State.String() == f.State) && v.Time >= f.Since
}

// callLine is a call on one line without columns: lines come one at a time, so that there is nothing to align with.
func callLine(v dashboard.CallView) string {
	line := fmt.Sprintf("%s  %-6s  %-8s  %s  %s  %s", when(v.Time), v.Side, v.State, printable(string(v.Model)), short(printable(v.Peer)), v.AttemptID)
	if v.State == market.RecordOpen {
		return line
	}
	line += fmt.Sprintf("  %s tokens  %s", tokens(v.Usage), v.Cost.Dollars())
	if s, ok := v.Saved(); ok && v.Side == dashboard.Bought {
		line += " (saved " + s.Dollars() + ")"
	}
	if v.Error != "" {
		line += "  " + printable(v.Error)
	}
	return line
}
