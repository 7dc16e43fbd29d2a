package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/testnet"
)

func nodeCommand() *cli.Command {
	verb := func(name, usage, done string, do func(*testnet.Controller, context.Context, string) error) *cli.Command {
		return &cli.Command{Name: name, Usage: usage, ArgsUsage: "NAME", Flags: []cli.Flag{dirFlag()}, Action: func(c *cli.Context) error {
			args, err := arguments(c, "NAME")
			if err != nil {
				return err
			}
			f, err := theDevnet(c)
			if err != nil {
				return err
			}
			n, err := f.Node(args[0])
			if err != nil {
				return err
			}
			talk := newTalker(c.App.ErrWriter) // a drain takes its time
			defer talk.stop()
			if err := do(f.Controller(), c.Context, n.Name); err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.App.Writer, "%s %s\n", n.Name, done)
			return err
		}}
	}
	return &cli.Command{Name: "node", Usage: "kill, stop or start one node of the devnet, or read its log", Subcommands: []*cli.Command{
		verb("kill", "end a node as a crash would", "is killed; bring it back with 'tolsey-devnet node start'", (*testnet.Controller).Kill),
		verb("stop", "let a node finish its calls and end", "has stopped", (*testnet.Controller).Stop),
		verb("start", "start a node again, on its own data", "runs", (*testnet.Controller).Start),
		{Name: "logs", Usage: "print a node's log", ArgsUsage: "NAME", Action: logs, Flags: []cli.Flag{dirFlag(),
			&cli.BoolFlag{Name: "follow", Aliases: []string{"f"}, Usage: "go on as the log grows"}}},
	}}
}

// logs prints a log from its file, so that the last words of a devnet that has ended can be read too.
func logs(c *cli.Context) error {
	args, err := arguments(c, "NAME")
	if err != nil {
		return err
	}
	path, err := testnet.LogFile(c.String("dir"), args[0])
	if err != nil {
		return err
	}
	f, err := os.Open(filepath.Clean(path))
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s has no log in %s: start a devnet with 'tolsey-devnet up'", args[0], c.String("dir"))
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := io.Copy(c.App.Writer, f); err != nil || !c.Bool("follow") {
		return err
	}
	ctx, stop := signal.NotifyContext(c.Context, os.Interrupt, syscall.SIGTERM)
	defer stop()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if _, err := io.Copy(c.App.Writer, f); err != nil {
				return err
			}
		}
	}
}
