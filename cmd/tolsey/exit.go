package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/store"
)

// Exit codes. Scripts rely on them: they never change and are never reused.
const (
	exitDone       = 0
	exitFailed     = 1
	exitUsage      = 2
	exitInUse      = 3
	exitNotRunning = 4
	exitNotReady   = 5
	exitFunds      = 6
)

const exitCodesHelp = `Exit codes: 0 done; 1 refused or failed; 2 wrong usage or configuration; 3 port, data directory or key in use;
4 the node is not running; 5 it runs but is not ready; 6 not enough money.`

// exitOnly ends the program with a code when everything has been said.
type exitOnly struct{ code int }

func (e *exitOnly) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// usageError is a wrong command line; its message says what is right.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usage(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// usageHandler turns the flag package's words into ours.
func usageHandler(c *cli.Context, err error, _ bool) error {
	const unknown = "flag provided but not defined: -"
	name, ok := strings.CutPrefix(err.Error(), unknown)
	if !ok {
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
	switch {
	case errors.As(err, new(*usageError)), errors.Is(err, config.ErrInvalid), errors.Is(err, config.ErrReadable):
		return exitUsage
	case errors.Is(err, syscall.EADDRINUSE), errors.Is(err, store.ErrLocked), errors.Is(err, node.ErrKeyInUse):
		return exitInUse
	case errors.Is(err, config.ErrNotRunning), errors.Is(err, dashboard.ErrNoAnswer):
		return exitNotRunning
	}
	if refused := new(gatewayError); errors.As(err, &refused) && refused.status == http.StatusPaymentRequired {
		return exitFunds
	}
	switch dashboard.CodeOf(err) {
	case dashboard.CodeInvalid:
		return exitUsage
	case dashboard.CodeFunds:
		return exitFunds
	case dashboard.CodeUnavailable:
		return exitNotReady
	}
	return exitFailed
}
