package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
)

const dataEnv = "TOLSEY_DATA"

func dataFlag() cli.Flag {
	return &cli.StringFlag{Name: "data", Usage: "data directory of the node (default ~/.tolsey) [$" + dataEnv + "]", TakesFile: true}
}

func jsonFlag() cli.Flag {
	return &cli.BoolFlag{Name: "json", Usage: "write JSON, money in picos (10^-12 of a coin), times in unix milliseconds"}
}

// reads are the flags of a command that asks the node.
func reads(more ...cli.Flag) []cli.Flag { return append(more, dataFlag(), jsonFlag()) }

// dataDir is the data directory of flag, variable or default.
func dataDir(c *cli.Context) (string, error) {
	if dir := c.String("data"); dir != "" {
		return dir, nil
	}
	return defaultData()
}

func defaultData() (string, error) {
	if dir := os.Getenv(dataEnv); dir != "" {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usage("no home directory; name the data directory with --data or %s", dataEnv)
	}
	return filepath.Join(home, ".tolsey"), nil
}

// connect finds the running node.
func connect(c *cli.Context) (*dashboard.Client, error) {
	dir, err := dataDir(c)
	if err != nil {
		return nil, err
	}
	access, err := config.ReadAccess(dir)
	if err != nil {
		return nil, err
	}
	return dashboard.NewClient(access.URL, access.Token), nil
}

// show writes a view as JSON, or for people.
func show(c *cli.Context, view any, people func(io.Writer) error) error {
	if !c.Bool("json") {
		return people(c.App.Writer)
	}
	text, err := json.MarshalIndent(view, "", "  ")
	if err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	_, err = fmt.Fprintf(c.App.Writer, "%s\n", text)
	return err
}

// asked is a command that asks the node for a view and shows it.
func asked[T any](ask func(*cli.Context, *dashboard.Client) (T, error), people func(io.Writer, T) error) cli.ActionFunc {
	return func(c *cli.Context) error {
		node, err := connect(c)
		if err != nil {
			return err
		}
		view, err := ask(c, node)
		if err != nil {
			return explain(err, c)
		}
		return show(c, view, func(w io.Writer) error { return people(w, view) })
	}
}

// explain adds what to do to an error of finding the node.
func explain(err error, c *cli.Context) error {
	if codeOf(err) != exitNotRunning {
		return err
	}
	dir, dirErr := dataDir(c)
	if dirErr != nil {
		return err
	}
	return fmt.Errorf("%w; start it with 'tolsey start --data %s'", err, dir)
}
