package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/testnet"
)

func demoCommand() *cli.Command {
	return &cli.Command{Name: "demo", Usage: "play the two-minute story: buy, kill a seller mid-stream, fail over, crash the buyer, settle, verify; on the running devnet, or on one of its own",
		Flags: []cli.Flag{dirFlag()}, Action: demo}
}

func demo(c *cli.Context) (err error) {
	if _, err := arguments(c); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c.Context, os.Interrupt, syscall.SIGTERM)
	defer stop()
	out := newTalker(c.App.Writer)
	defer out.stop()
	began := time.Now()
	f, err := theDevnet(c)
	if err == nil {
		_, err = f.Controller().Nodes(ctx) // devnet.json may be left from one that was killed
	}
	switch {
	case errors.Is(err, testnet.ErrNotRunning):
		err = demoAlone(ctx, out)
	case err == nil:
		fmt.Fprintf(out, "the devnet of process %d\n", f.PID)
		err = testnet.Demo(ctx, f, out)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\nthe end, after %.1f s\n", time.Since(began).Seconds())
	return err
}

// demoAlone plays on a devnet that lives as long as the story.
func demoAlone(ctx context.Context, out io.Writer) (err error) {
	dir, err := os.MkdirTemp("", "tolsey-demo-")
	if err != nil {
		return fmt.Errorf("make a folder for the demo's devnet: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	fmt.Fprintln(out, "no devnet runs: starting one for the story")
	d, err := testnet.Up(ctx, testnet.Options{Dir: dir, Auto: true, Latency: latency(), Commit: commit, Progress: out})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeDevnet(out, d)) }()
	f, err := d.File()
	if err != nil {
		return err
	}
	return testnet.Demo(ctx, f, out)
}
