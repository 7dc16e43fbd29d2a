package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node"
	"github.com/tolsey/tolsey/node/config"
)

// runNode is what start runs: it builds everything from a valid configuration, serves until ctx ends, drains, and returns the
// first real error. It logs to slog.Default.
var runNode = func(ctx context.Context, cfg config.Config) error {
	b := thisBuild()
	n, err := node.New(ctx, cfg, node.Options{Log: slog.Default(), Env: os.LookupEnv, Version: b.Version, Commit: b.Commit})
	if err != nil {
		return fmt.Errorf("build node: %w", err)
	}
	return n.Run(ctx)
}

func startCommand() *cli.Command {
	return &cli.Command{Name: "start", Usage: "run the node until it is interrupted; a second interrupt stops at once", Flags: settingFlags(), Action: noArguments(start)}
}

func start(c *cli.Context) error {
	cfg, _, err := loadConfig(c)
	if err != nil {
		return err
	}
	if err := private(cfg.Data); err != nil {
		return err
	}
	slog.SetDefault(slog.New(logHandler(os.Stderr, cfg.Log.Level)))
	ctx, stop := context.WithCancel(c.Context)
	defer stop()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		<-signals
		slog.Info("stopping: running calls may finish; interrupt again to stop at once", "within", cfg.Limits.Drain.String())
		stop()
		<-signals
		os.Exit(exitFailed)
	}()
	return portInUse(runNode(ctx, cfg))
}

// logHandler writes text to a terminal and JSON to everything else.
func logHandler(f *os.File, level string) slog.Handler {
	var at slog.Level
	if err := at.UnmarshalText([]byte(level)); err != nil {
		at = slog.LevelInfo // Validate has refused other words
	}
	opts := &slog.HandlerOptions{Level: at}
	if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		return slog.NewTextHandler(io.Writer(f), opts)
	}
	return slog.NewJSONHandler(f, opts)
}
