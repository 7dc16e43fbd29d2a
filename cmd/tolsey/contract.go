package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/urfave/cli/v2"

	"github.com/tolsey/tolsey/clearing/wallet"
	"github.com/tolsey/tolsey/contracts"
)

func contractCommand() *cli.Command {
	rpc := &cli.StringFlag{Name: "rpc", Usage: "`URL` of a node of the chain"}
	return &cli.Command{
		Name: "contract", Usage: "deploy the clearing contract, and check one that is deployed", Subcommands: []*cli.Command{
			{Name: "deploy", Usage: "put the contract where its code and terms say: first with --dry-run, then with the address that it printed", Action: noArguments(deployContract),
				Description: "The address depends on code, shortest close delay and salt only (CREATE2), so it is the same on every chain and whoever pays.\n" +
					"Nobody owns the contract and nobody can change it.",
				Flags: []cli.Flag{rpc,
					&cli.StringFlag{Name: "min-close-delay", Usage: "shortest `TIME` between a request to close a channel and its end, for ever", Value: "24h"},
					&cli.StringFlag{Name: "salt", Usage: "32-byte `HEX` that tells deployments of the same terms apart"},
					&cli.BoolFlag{Name: "dry-run", Usage: "say what would be deployed where and for how much gas, and send nothing"},
					&cli.StringFlag{Name: "address", Usage: "`ADDRESS` that the dry run printed; no other is deployed to"},
					&cli.StringFlag{Name: "key", Usage: "keystore `FILE` of the account that pays", TakesFile: true},
					&cli.StringFlag{Name: "password-file", Usage: "`FILE` with the keystore's password", TakesFile: true}, jsonFlag()}},
			{Name: "verify", Usage: "hold the code at an address against this version's sources: tolsey contract verify 0x… --rpc URL", ArgsUsage: "ADDRESS", Action: verifyContract,
				Flags: []cli.Flag{rpc, jsonFlag()}},
		},
	}
}

// contractView is a deployment, planned or found.
type contractView struct {
	Chain         uint64         `json:"chain"`
	Address       common.Address `json:"clearing"`
	CodeHash      common.Hash    `json:"codeHash"`
	MinCloseDelay uint64         `json:"minCloseDelay"` // seconds; the constructor's only argument
	Factory       common.Address `json:"factory,omitzero"`
	Salt          common.Hash    `json:"salt,omitzero"`
	InitCode      string         `json:"initCodeHash,omitempty"`
	Gas           uint64         `json:"gas,omitempty"`
	GasPrice      *big.Int       `json:"gasPrice,omitempty"` // wei
	Tx            common.Hash    `json:"tx,omitzero"`
	Status        string         `json:"status"`
}

func (v contractView) write(w io.Writer) error {
	pairs := []string{"chain", strconv.FormatUint(v.Chain, 10), "clearing", v.Address.Hex(), "codeHash", v.CodeHash.Hex(),
		"minCloseDelay", fmt.Sprintf("%d (%s, the constructor's argument)", v.MinCloseDelay, time.Duration(v.MinCloseDelay)*time.Second)}
	if v.Factory != (common.Address{}) {
		pairs = append(pairs, "factory", v.Factory.Hex(), "salt", v.Salt.Hex(), "initCodeHash", v.InitCode)
	}
	if v.Gas != 0 {
		pairs = append(pairs, "gas", fmt.Sprintf("%d at %s wei now", v.Gas, v.GasPrice))
	}
	if v.Tx != (common.Hash{}) {
		pairs = append(pairs, "tx", v.Tx.Hex())
	}
	return facts(w, append(pairs, "status", v.Status)...)
}

func deployContract(c *cli.Context) error {
	delay, err := time.ParseDuration(c.String("min-close-delay"))
	if err != nil {
		return usage("--min-close-delay %q: write a time such as 24h", c.String("min-close-delay"))
	}
	salt, err := saltOf(c.String("salt"))
	if err != nil {
		return err
	}
	if !c.Bool("dry-run") && (!common.IsHexAddress(c.String("address")) || c.String("key") == "" || c.String("password-file") == "") {
		return usage("run it with --dry-run first; then give --address as that printed it, --key and --password-file")
	}
	ctx, stop := signal.NotifyContext(c.Context, os.Interrupt, syscall.SIGTERM)
	defer stop()
	eth, chainID, err := dialChain(ctx, c)
	if err != nil {
		return err
	}
	defer eth.Close()
	plan, err := contracts.PlanDeployment(chainID, delay, salt)
	if err != nil {
		return usage("%v", err)
	}
	v := contractView{Chain: chainID, Address: plan.Address, CodeHash: plan.CodeHash, MinCloseDelay: uint64(delay / time.Second),
		Factory: contracts.Factory, Salt: salt, InitCode: crypto.Keccak256Hash(plan.InitCode()).Hex()}
	if c.Bool("dry-run") {
		err = dryRun(ctx, eth, plan, &v)
	} else {
		err = carryOut(ctx, c, eth, plan, &v)
	}
	if err != nil {
		return err
	}
	return show(c, v, v.write)
}

func saltOf(text string) (salt common.Hash, err error) {
	if text == "" {
		return salt, nil
	}
	raw := common.FromHex(text)
	if len(raw) != len(salt) {
		return salt, usage("--salt %q: write 32 bytes in hex", text)
	}
	return common.BytesToHash(raw), nil
}

// dialChain asks the node for its chain: the plan is for that one.
func dialChain(ctx context.Context, c *cli.Context) (*ethclient.Client, uint64, error) {
	if c.String("rpc") == "" {
		return nil, 0, usage("name a node of the chain: --rpc https://…")
	}
	eth, err := contracts.Connect(ctx, c.String("rpc"))
	if err != nil {
		return nil, 0, err
	}
	id, err := contracts.ChainID(ctx, eth)
	if err != nil {
		eth.Close()
		return nil, 0, err
	}
	return eth, id, nil
}

func dryRun(ctx context.Context, eth *ethclient.Client, plan contracts.Plan, v *contractView) error {
	there, err := plan.Check(ctx, eth)
	if err != nil {
		return err
	}
	if v.Status = "deployed already, its code is this version's"; there {
		return nil
	}
	if v.Gas, err = plan.Gas(ctx, eth, common.Address{}); err != nil {
		return err
	}
	if v.GasPrice, err = eth.SuggestGasPrice(ctx); err != nil {
		return fmt.Errorf("ask for the gas price: %w", err)
	}
	v.Status = "not deployed; nothing was sent. To deploy it: --address " + plan.Address.Hex() + " --key FILE --password-file FILE instead of --dry-run"
	return nil
}

func carryOut(ctx context.Context, c *cli.Context, eth *ethclient.Client, plan contracts.Plan, v *contractView) error {
	if want := common.HexToAddress(c.String("address")); want != plan.Address {
		return usage("these terms deploy to %s, and --address says %s: run it with --dry-run again", plan.Address, want)
	}
	password, err := wallet.ReadPassword(c.String("password-file"))
	if err != nil {
		return fmt.Errorf("read password of the paying account: %w", err)
	}
	signer, err := wallet.Open(c.String("key"), password, plan.ChainID)
	if err != nil {
		return fmt.Errorf("open paying account: %w", err)
	}
	opts := bind.NewKeyedTransactor(signer.Identity(), new(big.Int).SetUint64(plan.ChainID))
	v.Tx, err = plan.Deploy(ctx, eth, opts)
	v.Status = "deployed, its code is this version's"
	return err
}

func verifyContract(c *cli.Context) error {
	args, err := arguments(c, "ADDRESS")
	if err != nil {
		return err
	}
	if !common.IsHexAddress(args[0]) {
		return usage("%q is not an address", args[0])
	}
	eth, chainID, err := dialChain(c.Context, c)
	if err != nil {
		return err
	}
	defer eth.Close()
	at := common.HexToAddress(args[0])
	code, err := eth.CodeAt(c.Context, at, nil)
	if err != nil {
		return fmt.Errorf("read the code at %s: %w", at, err)
	}
	delay, err := contracts.VerifyCode(code, chainID, at)
	if errors.Is(err, contracts.ErrForeignCode) {
		return fmt.Errorf("%w: do not deposit there", err)
	}
	if err != nil {
		return err
	}
	v := contractView{Chain: chainID, Address: at, CodeHash: crypto.Keccak256Hash(code), MinCloseDelay: uint64(delay / time.Second),
		Status: "its code is this version's"}
	return show(c, v, v.write)
}
