package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/testnet/bench"
)

// partFlag makes this program one of the processes that a run is made of.
const partFlag = "part"

// peerKeyEnv holds the bearer token of a peer: a flag would show it to everybody on the machine.
const peerKeyEnv = "TOLSEY_BENCH_PEER_KEY"

func benchCommand() *cli.Command {
	return &cli.Command{Name: "bench", Usage: "measure the figures of speed and cost: " + strings.Join(bench.Names(), ", "), ArgsUsage: "[NAME...]",
		Action: measure, Flags: []cli.Flag{jsonFlag(),
			&cli.StringFlag{Name: "peer", Usage: "URL with /v1 of another gateway on this machine to measure beside ours; its key is in " + peerKeyEnv},
			&cli.BoolFlag{Name: "quick", Usage: "fewer and shorter repetitions"},
			&cli.StringFlag{Name: "record", Usage: "write machine, commit, command and every repetition to this file"},
			&cli.StringFlag{Name: "profile", Usage: "write CPU profiles of what is measured to this directory"},
			&cli.BoolFlag{Name: partFlag, Hidden: true}}}
}

func measure(c *cli.Context) (err error) {
	if c.Bool(partFlag) {
		return bench.Part(c.Context, os.Stdin, os.Stdout)
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	dir, err := os.MkdirTemp("", "tolsey-bench-")
	if err != nil {
		return fmt.Errorf("make scratch directory: %w", err)
	}
	defer func() {
		if err == nil { // else its logs tell why
			err = os.RemoveAll(dir)
		}
	}()
	record := bench.NewRecord(thisCommit(), "tolsey-devnet "+strings.Join(os.Args[1:], " "))
	figures, err := bench.Measure(c.Context, bench.Options{Names: c.Args().Slice(), Quick: c.Bool("quick"), Peer: c.String("peer"), PeerKey: os.Getenv(peerKeyEnv),
		Program: program, Part: []string{"bench", "--" + partFlag}, Dir: dir, Profile: c.String("profile"), Progress: c.App.ErrWriter})
	if errors.Is(err, bench.ErrUnknownName) {
		return usage("%v", err)
	}
	if err != nil {
		return fmt.Errorf("%w; logs are in %s", err, dir)
	}
	if path := c.String("record"); path != "" {
		record.Figures = figures
		if err := record.Write(path); err != nil {
			return err
		}
	}
	if c.Bool("json") {
		return printJSON(c, figures)
	}
	return bench.Print(c.App.Writer, figures)
}

// printJSON writes one object per figure, without its repetitions.
func printJSON(c *cli.Context, figures []bench.Figure) error {
	enc := json.NewEncoder(c.App.Writer)
	for _, f := range figures {
		f.Runs = nil
		if err := enc.Encode(f); err != nil {
			return err
		}
	}
	return nil
}

// thisCommit is what the linker was told, else what the toolchain noted.
func thisCommit() string {
	if commit != "" {
		return commit
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return "unknown"
}
