package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/testnet"
)

// arrange moves flags behind the command and before its arguments, since people write `node logs buyer -f` and the flag package
// stops at buyer. It also answers a command that does not exist.
func arrange(app *cli.App, args []string) ([]string, error) {
	if len(args) < 2 || slices.Contains(args, "help") {
		return args, nil
	}
	values := valueFlags(app.Commands)
	commands, path := app.Commands, args[:1:1]
	var flags, rest []string
	for i := 1; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			rest = append(rest, args[i+1:]...)
			i = len(args)
		case len(a) > 1 && a[0] == '-':
			flags = append(flags, a)
			if name, _, has := strings.Cut(strings.TrimLeft(a, "-"), "="); !has && values[name] && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
		case len(commands) > 0:
			j := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(a) })
			if j < 0 {
				return nil, unknownCommand(path[1:], commands, a)
			}
			path, commands = append(path, a), commands[j].Subcommands
		default:
			rest = append(rest, a)
		}
	}
	out := append(path, flags...)
	if len(rest) > 0 {
		out = append(append(out, "--"), rest...)
	}
	return out, nil
}

// valueFlags names the flags that take a value, over all commands.
func valueFlags(commands []*cli.Command) map[string]bool {
	out := map[string]bool{}
	for _, c := range commands {
		for _, f := range c.Flags {
			if d, ok := f.(cli.DocGenerationFlag); ok && d.TakesValue() {
				for _, name := range f.Names() {
					out[name] = true
				}
			}
		}
		for name := range valueFlags(c.Subcommands) {
			out[name] = true
		}
	}
	return out
}

func unknownCommand(path []string, commands []*cli.Command, got string) error {
	var known []string
	for _, c := range commands {
		known = append(known, c.Name)
	}
	where := strings.Join(append([]string{"tolsey-devnet"}, path...), " ")
	return usage("unknown command %q%s (%s --help)", got, config.DidYouMean(got, known), where)
}

// arguments checks that a command was given just these.
func arguments(c *cli.Context, names ...string) ([]string, error) {
	got := c.Args().Slice()
	form := strings.TrimSpace(c.Command.HelpName + " " + strings.Join(names, " "))
	switch {
	case len(got) < len(names):
		return nil, usage("%s is missing; write: %s", names[len(got)], form)
	case len(got) > len(names):
		return nil, usage("%q is one argument too many; write: %s", got[len(names)], form)
	}
	return got, nil
}

const defaultDir = ".devnet"

func dirFlag() cli.Flag {
	return &cli.StringFlag{Name: "dir", Value: defaultDir, Usage: "directory of the devnet's data", EnvVars: []string{"TOLSEY_DEVNET"}}
}

func jsonFlag() cli.Flag { return &cli.BoolFlag{Name: "json", Usage: "print JSON"} }

// theDevnet is the running devnet that the flags name.
func theDevnet(c *cli.Context) (testnet.File, error) { return testnet.ReadFile(c.String("dir")) }
