// Command tolsey is the node and its tools: it makes a data directory, runs a node on it, and asks or tells a running node over
// its admin API, which it finds by the data directory.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"
)

func main() { os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr)) }

// run is one invocation; it returns the exit code.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	app := newApp()
	app.Reader, app.Writer, app.ErrWriter = in, out, errOut
	arranged, err := arrange(app, args)
	if err == nil {
		err = app.Run(arranged)
	}
	if err == nil {
		return exitDone
	}
	if code := new(exitOnly); errors.As(err, &code) {
		return code.code
	}
	fmt.Fprintf(errOut, "tolsey: %v\n", err)
	return codeOf(err)
}

func newApp() *cli.App {
	app := &cli.App{
		Name:                 "tolsey",
		Usage:                "buy and sell LLM tokens, cleared in a stablecoin",
		Version:              versionText(),
		HideVersion:          true, // `tolsey version`
		EnableBashCompletion: true,
		ExitErrHandler:       func(*cli.Context, error) {},
		Description:          exitCodesHelp,
		Commands: []*cli.Command{
			initCommand(), startCommand(), statusCommand(), doctorCommand(), configCommand(),
			bookCommand(), callCommand(), callsCommand(), receiptCommand(),
			offerCommand(), upstreamCommand(), channelCommand(), walletCommand(), keyCommand(), peerCommand(),
			pauseCommand(), resumeCommand(), settleCommand(), watchCommand(), contractCommand(), backupCommand(), restoreCommand(), versionCommand(), completionCommand(),
		},
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
