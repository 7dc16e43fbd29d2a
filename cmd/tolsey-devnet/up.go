package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/testnet"
	"github.com/tolsey/tolsey/testnet/vendor"
)

// drainTime is how long a devnet that is told to stop lets calls finish.
const drainTime = 10 * time.Second

func upCommand() *cli.Command {
	return &cli.Command{Name: "up", Usage: "run the whole market until it is interrupted; a second interrupt stops at once", Flags: []cli.Flag{dirFlag(),
		&cli.BoolFlag{Name: "fresh", Usage: "begin with an empty chain instead of where the last devnet ended"},
		&cli.StringFlag{Name: "ports", Value: "fixed", Usage: "fixed, or auto for free ones"},
	}, Action: up}
}

func options(c *cli.Context) (testnet.Options, error) {
	opt := testnet.Options{Dir: c.String("dir"), Fresh: c.Bool("fresh"), Latency: latency(), Commit: commit}
	switch c.String("ports") {
	case "fixed":
	case "auto":
		opt.Auto = true
	default:
		return opt, usage("--ports %q is neither fixed nor auto", c.String("ports"))
	}
	return opt, nil
}

// latency is about what a quick vendor has, so that a stream looks like one.
func latency() vendor.Latency {
	return vendor.Latency{TTFT: 150 * time.Millisecond, PerToken: 5 * time.Millisecond}
}

// Set by the linker (-ldflags "-X main.commit=...").
var commit string

func up(c *cli.Context) error {
	if _, err := arguments(c); err != nil {
		return err
	}
	opt, err := options(c)
	if err != nil {
		return err
	}
	out := newTalker(c.App.Writer)
	defer out.stop()
	ctx, stop := context.WithCancel(c.Context)
	defer stop()
	defer onSignals(func() {
		fmt.Fprintf(out, "stopping: calls that run may finish for %s; interrupt again to stop at once\n", drainTime)
		stop()
	}, func() {
		testnet.RemoveFile(opt.Dir)
		os.Exit(exitFailed)
	})()
	began := time.Now()
	fmt.Fprintf(out, "starting a market in %s\n", opt.Dir)
	opt.Progress = out
	d, err := testnet.Up(ctx, opt)
	if err != nil {
		if ctx.Err() != nil {
			err = fmt.Errorf("stopped before it was ready")
		}
		return err
	}
	fmt.Fprintf(out, "ready in %.1f s\n", time.Since(began).Seconds())
	if err := welcome(ctx, out, d, c.String("dir")); err != nil && ctx.Err() == nil {
		return errors.Join(err, closeDevnet(out, d))
	}
	out.stop()
	<-ctx.Done()
	return closeDevnet(out, d)
}

// onSignals runs first at the first interrupt and second at the next. Where second ends the process, no port and no child stays:
// all of the devnet is in it.
func onSignals(first, second func()) (stop func()) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() { // ends with the process
		if _, open := <-signals; !open {
			return
		}
		first()
		if _, open := <-signals; open {
			second()
		}
	}()
	return func() { signal.Stop(signals); close(signals) }
}

// closeDevnet drains the devnet and says what it waits for.
func closeDevnet(out io.Writer, d *testnet.Devnet) error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTime-time.Second) // the chain and the files close in the last one
	defer cancel()
	closed := make(chan error, 1)
	go func() { closed <- d.Close(ctx) }()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case err := <-closed:
			if err == nil {
				fmt.Fprintln(out, "stopped")
			}
			return err
		case <-tick.C:
			look, cancel := context.WithTimeout(ctx, time.Second/2)
			fmt.Fprintf(out, "  waiting for %s\n", strings.Join(d.Busy(look), ", "))
			cancel()
		}
	}
}

// silence is how long a devnet that starts says nothing at most.
const silence = 4 * time.Second

// talker writes through, and says that work goes on where nothing else was written for a while.
type talker struct {
	mu   sync.Mutex // guards all below
	w    io.Writer
	last time.Time
	done bool
}

func newTalker(w io.Writer) *talker {
	t := &talker{w: w, last: time.Now()}
	go func() { // ends with stop
		for began := time.Now(); ; time.Sleep(silence / 4) {
			if t.nudge(began) {
				return
			}
		}
	}()
	return t
}

func (t *talker) nudge(began time.Time) (done bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.done && time.Since(t.last) >= silence {
		t.last = time.Now()
		fmt.Fprintf(t.w, "  still at it after %.0f s\n", time.Since(began).Seconds())
	}
	return t.done
}

func (t *talker) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = time.Now()
	return t.w.Write(p)
}

func (t *talker) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done = true
}
