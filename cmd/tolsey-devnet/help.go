package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

// plainHelp undoes what go-ethereum's packages do to the flag library when they are linked: help reads as that of tolsey does.
func plainHelp() {
	cli.FlagStringer = flagLine
	if help, ok := cli.HelpFlag.(*cli.BoolFlag); ok {
		help.Category = ""
	}
}

// flagLine is a flag in a help text: its names and, in a column of its own, what it does, its default and its variables.
func flagLine(f cli.Flag) string {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return ""
	}
	usage, value := d.GetUsage(), ""
	if d.TakesValue() {
		value = "value"
		if text := d.GetDefaultText(); text != "" {
			usage += fmt.Sprintf(" (default: %s)", text)
		}
	}
	if vars := d.GetEnvVars(); len(vars) > 0 {
		usage += " [$" + strings.Join(vars, ", $") + "]"
	}
	return cli.FlagNamePrefixer(d.Names(), value) + "\t" + usage
}
