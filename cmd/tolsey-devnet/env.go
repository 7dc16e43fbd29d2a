package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

func envCommand() *cli.Command {
	return &cli.Command{Name: "env", Usage: `print exports that point SDKs at the devnet: eval "$(tolsey-devnet env)"`, Flags: []cli.Flag{dirFlag()}, Action: func(c *cli.Context) error {
		if _, err := arguments(c); err != nil {
			return err
		}
		f, err := theDevnet(c)
		if err != nil {
			return err
		}
		vars, err := f.Env()
		if err != nil {
			return err
		}
		for _, v := range vars {
			fmt.Fprintln(c.App.Writer, v.Export())
		}
		return nil
	}}
}
