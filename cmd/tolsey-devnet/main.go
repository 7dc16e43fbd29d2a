// Command tolsey-devnet runs a whole market on this machine, and measures, breaks and verifies it.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"
)

func main() { os.Exit(run(os.Args, os.Stdout, os.Stderr)) }

// run is one invocation; it returns the exit code.
func run(args []string, out, errOut io.Writer) int {
	app := newApp()
	app.Writer, app.ErrWriter = out, errOut
	arranged, err := arrange(app, args)
	if err == nil {
		err = app.Run(arranged)
	}
	if err == nil {
		return exitDone
	}
	if _, said := err.(*exitOnly); !said {
		fmt.Fprintf(errOut, "tolsey-devnet: %v\n", err)
	}
	return codeOf(err)
}

func newApp() *cli.App {
	plainHelp()
	app := &cli.App{
		Name:           "tolsey-devnet",
		Usage:          "a whole market on one machine: chain, contracts, vendors, sellers, a distributor, a buyer",
		HideVersion:    true,
		Suggest:        true,
		ExitErrHandler: func(*cli.Context, error) {},
		Description:    exitCodesHelp,
		Commands:       []*cli.Command{upCommand(), envCommand(), demoCommand(), verifyCommand(), nodeCommand(), faucetCommand(), benchCommand()},
	}
	app.OnUsageError = usageHandler
	for _, c := range app.Commands {
		prepare(c)
	}
	return app
}

// prepare gives every command the same answer to a wrong flag.
func prepare(c *cli.Command) {
	c.OnUsageError = usageHandler
	c.HideHelpCommand = true
	for _, sub := range c.Subcommands {
		prepare(sub)
	}
}
