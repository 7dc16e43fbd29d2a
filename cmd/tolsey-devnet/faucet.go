package main

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"
)

func faucetCommand() *cli.Command {
	return &cli.Command{Name: "faucet", Usage: "give an address test coins and gas", ArgsUsage: "ADDRESS", Flags: []cli.Flag{dirFlag()}, Action: func(c *cli.Context) error {
		args, err := arguments(c, "ADDRESS")
		if err != nil {
			return err
		}
		if !common.IsHexAddress(args[0]) {
			return usage("%q is not an address: write 0x and 40 hex digits", args[0])
		}
		f, err := theDevnet(c)
		if err != nil {
			return err
		}
		got, err := f.Controller().Faucet(c.Context, args[0])
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.App.Writer, "%s has %s more in test coins, and gas\n", got.Address, got.Amount.Dollars())
		return err
	}}
}
