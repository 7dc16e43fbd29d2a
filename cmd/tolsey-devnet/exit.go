package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/testnet"
)

// Exit codes, the same as those of tolsey. Scripts rely on them: they never change and are never reused.
const (
	exitDone       = 0
	exitFailed     = 1
	exitUsage      = 2
	exitInUse      = 3
	exitNotRunning = 4
)

const exitCodesHelp = `Exit codes: 0 done; 1 refused, failed or not equal; 2 wrong usage; 3 port or directory in use; 4 no devnet runs.`

// exitOnly ends the program with a code when everything has been said.
type exitOnly struct{ code int }

func (e *exitOnly) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// usageError is a wrong command line; its message says what is right.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usage(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// usageHandler turns the flag package's words into ours.
func usageHandler(c *cli.Context, err error, _ bool) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		return usage("%v", err)
	}
	var known []string
	for _, f := range c.Command.Flags {
		known = append(known, "--"+f.Names()[0])
	}
	name = "--" + strings.TrimLeft(name, "-")
	return usage("unknown flag %q%s (%s --help)", name, config.DidYouMean(name, known), c.Command.HelpName)
}

func codeOf(err error) int {
	var said *exitOnly
	var port *testnet.PortError
	var dir *testnet.InUseError
	switch {
	case errors.As(err, &said):
		return said.code
	case errors.As(err, new(*usageError)), errors.Is(err, testnet.ErrNotNamed):
		return exitUsage
	case errors.As(err, &port), errors.As(err, &dir):
		return exitInUse
	case errors.Is(err, testnet.ErrNotRunning):
		return exitNotRunning
	}
	return exitFailed
}
