package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/market/money"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/dashboard"
)

func walletCommand() *cli.Command {
	return &cli.Command{
		Name: "wallet", Usage: "see and move the owner's money", Subcommands: []*cli.Command{
			{Name: "new", Usage: "make the key files that the data directory lacks; what is there already stays", Flags: []cli.Flag{dataFlag()}, Action: noArguments(newWallet)},
			{Name: "show", Usage: "show what the owner has, in its account, in the contract and in channels", Flags: reads(), Action: noArguments(asked(
				func(c *cli.Context, n *dashboard.Client) (dashboard.WalletView, error) { return n.Wallet(c.Context) }, writeWallet))},
			{Name: "deposit", Usage: "move money from the owner's account into the contract: tolsey wallet deposit '25 USD'", ArgsUsage: "AMOUNT", Flags: reads(), Action: func(c *cli.Context) error {
				args, err := arguments(c, "AMOUNT")
				if err != nil {
					return err
				}
				amount, err := parseUSD(args[0])
				if err != nil {
					return err
				}
				return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.TxView, error) {
					return n.Deposit(c.Context, amount)
				}, writeTx)(c)
			}},
			{Name: "withdraw", Usage: "move free money out of the contract: tolsey wallet withdraw '25 USD', or all", ArgsUsage: "AMOUNT|all", Action: withdraw, Flags: reads(
				&cli.StringFlag{Name: "to", Usage: "`ADDRESS` that gets it; default: the owner"},
				&cli.BoolFlag{Name: "force", Usage: "also while calls run or income is not claimed"})},
		},
	}
}

func withdraw(c *cli.Context) error {
	args, err := arguments(c, "AMOUNT|all")
	if err != nil {
		return err
	}
	req := dashboard.WithdrawRequest{All: args[0] == "all", Force: c.Bool("force")}
	if !req.All {
		if req.Amount, err = parseUSD(args[0]); err != nil {
			return err
		}
	}
	if to := c.String("to"); to != "" {
		if req.To = common.HexToAddress(to); !common.IsHexAddress(to) || req.To == (common.Address{}) {
			return usage("--to %q is not an address", to)
		}
	}
	return asked(func(c *cli.Context, n *dashboard.Client) (dashboard.TxView, error) { return n.Withdraw(c.Context, req) }, writeTx)(c)
}

func writeWallet(w io.Writer, v dashboard.WalletView) error {
	pairs := []string{"owner", v.Owner.Hex(), "  in its account", v.Balance.Dollars(), "  free in the contract", v.Ledger.Dollars(), "  in channels", v.InChannels.Dollars(),
		"  claimable", v.Claimable.Dollars(), "  gas", v.GasOwner, "node", v.Node.Hex(), "  gas", v.GasNode, "token", fmt.Sprintf("%s, %d decimals", v.Token.Hex(), v.Decimals), "calls in flight", strconv.Itoa(v.LiveCalls)}
	if v.External {
		pairs = append(pairs, "owner key", "not here: deposits and withdrawals are signed elsewhere")
	}
	if v.Balance.IsZero() && v.Ledger == (money.Amount{}) {
		pairs = append(pairs, "next", "send coins to "+v.Owner.Hex()+", then 'tolsey wallet deposit'")
	}
	return facts(w, pairs...)
}

func newWallet(c *cli.Context) error {
	data, err := dataDir(c)
	if err != nil {
		return err
	}
	if err := private(data); err != nil {
		return err
	}
	cfg, _, err := config.Load(config.Sources{Data: data, Env: envBut(dataEnv)})
	if err != nil {
		return err
	}
	n, err := config.ReadNetwork(cfg.Network)
	if err != nil {
		return err
	}
	k, err := makeKeys(cfg, n)
	if err != nil {
		return err
	}
	made := func(is bool) string {
		if is {
			return ", new"
		}
		return ", as it was"
	}
	return facts(c.App.Writer, "node", k.node.Address().Hex()+made(k.newNode), "owner", k.owner.Hex()+made(k.newOwner), "password", cfg.PasswordFile+made(k.newPassword))
}

// nodeKeys is the keys of a data directory after makeKeys.
type nodeKeys struct {
	node                           *wallet.Signer
	owner                          common.Address
	newNode, newOwner, newPassword bool
}

// makeKeys makes password and key files where they are missing. It replaces nothing: a key file may hold money.
func makeKeys(cfg config.Config, n config.Network) (k nodeKeys, err error) {
	password, err := wallet.ReadPassword(cfg.PasswordFile)
	if errors.Is(err, fs.ErrNotExist) {
		for _, file := range []string{cfg.NodeKeyFile(), cfg.OwnerKeyFile()} {
			if _, err := os.Stat(file); err == nil {
				return k, usage("%s exists, its password file %s does not; restore it from a backup, or name it with password_file", file, cfg.PasswordFile)
			}
		}
		password, err = wallet.NewPassword(cfg.PasswordFile)
		k.newPassword = true
	}
	if err != nil {
		return k, err
	}
	k.node, err = wallet.Open(cfg.NodeKeyFile(), password, n.Chain)
	if errors.Is(err, wallet.ErrMissing) {
		k.node, err = wallet.Create(cfg.NodeKeyFile(), password, strength(n), n.Chain)
		k.newNode = true
	}
	if err != nil {
		return k, err
	}
	k.owner, err = wallet.AddressIn(cfg.OwnerKeyFile())
	if errors.Is(err, wallet.ErrMissing) {
		owner, err := wallet.Create(cfg.OwnerKeyFile(), password, strength(n), n.Chain)
		if err != nil {
			return k, err
		}
		k.owner, k.newOwner = owner.Address(), true
		return k, nil
	}
	return k, err
}
