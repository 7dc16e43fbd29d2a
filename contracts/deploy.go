package contracts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market/money"
)

// pollMined is how often a sent transaction's receipt is asked for. Development chains seal in milliseconds.
const pollMined = 20 * time.Millisecond

// Backend is the part of an ethclient.Client, or of a simulated one, that deploying needs.
type Backend interface {
	bind.ContractBackend
	TransactionReceipt(ctx context.Context, hash common.Hash) (*types.Receipt, error)
}

// Deployment is a clearing contract and a test stablecoin on a fresh chain.
type Deployment struct {
	Clearing common.Address
	CodeHash common.Hash // keccak256 of the clearing contract's code on chain, which a network file pins
	Token    common.Address
}

// Deploy puts a clearing contract and a TestDollar, whose minter is opts.From, on a development chain, and waits until
// both are mined. minCloseDelay is the shortest close delay that any channel may have, in whole seconds.
func Deploy(ctx context.Context, b Backend, opts *bind.TransactOpts, minCloseDelay time.Duration) (Deployment, error) {
	var d Deployment
	var err error
	if d.Clearing, err = DeployClearing(ctx, b, opts, minCloseDelay); err != nil {
		return d, err
	}
	code, err := b.CodeAt(ctx, d.Clearing, nil)
	if err != nil {
		return d, fmt.Errorf("read clearing contract's code: %w", err)
	}
	d.CodeHash = crypto.Keccak256Hash(code)
	d.Token, err = deploy(ctx, b, opts, "test stablecoin", common.FromHex(bindings.TestDollarMetaData.Bin))
	return d, err
}

// DeployClearing puts a clearing contract on a chain and waits until it is mined.
func DeployClearing(ctx context.Context, b Backend, opts *bind.TransactOpts, minCloseDelay time.Duration) (common.Address, error) {
	code, err := creationCode(minCloseDelay)
	if err != nil {
		return common.Address{}, err
	}
	return deploy(ctx, b, opts, "clearing contract", code)
}

// creationCode is the clearing contract's, with its constructor's argument.
func creationCode(minCloseDelay time.Duration) ([]byte, error) {
	seconds := minCloseDelay / time.Second
	if seconds < 1 || minCloseDelay > MaxCloseDelay || minCloseDelay%time.Second != 0 {
		return nil, fmt.Errorf("minimum close delay %v: give whole seconds between 1s and %v", minCloseDelay, MaxCloseDelay)
	}
	return append(common.FromHex(bindings.ClearingMetaData.Bin), clearingABI.PackConstructor(uint32(seconds))...), nil
}

// MintTestDollar gives amount base units of a TestDollar to an address. opts.From must be the token's deployer.
func MintTestDollar(ctx context.Context, b Backend, opts *bind.TransactOpts, token, to common.Address, amount money.Units) error {
	tx, err := bind.Transact(dollarABI.Instance(b, token), withContext(ctx, opts), dollarABI.PackMint(to, amount.Big()))
	if err != nil {
		return fmt.Errorf("mint test dollars: %w", Explain(err))
	}
	_, err = waitMined(ctx, b, tx.Hash())
	return err
}

// The parsed ABIs; both are read-only after this.
var (
	clearingABI = bindings.NewClearing()
	dollarABI   = bindings.NewTestDollar()
)

// MaxCloseDelay is the contract's upper bound of a channel's close delay.
const MaxCloseDelay = 30 * 24 * time.Hour

// deploy is given creation code with its constructor's arguments.
func deploy(ctx context.Context, b Backend, opts *bind.TransactOpts, what string, code []byte) (common.Address, error) {
	addr, tx, err := bind.DeployContract(withContext(ctx, opts), code, b, nil)
	if err != nil {
		return addr, fmt.Errorf("deploy %s: %w", what, Explain(err))
	}
	if _, err := waitMined(ctx, b, tx.Hash()); err != nil {
		return addr, fmt.Errorf("deploy %s: %w", what, err)
	}
	return addr, nil
}

func withContext(ctx context.Context, opts *bind.TransactOpts) *bind.TransactOpts {
	o := *opts
	o.Context = ctx
	return &o
}

// waitMined returns the receipt of a transaction that succeeded, when what it did can be read: a node may show a receipt before the
// receipt's block is its head. Right after its start a node answers "indexing is in progress" to a receipt request, so every error but
// the context's end means not yet.
func waitMined(ctx context.Context, b Backend, hash common.Hash) (*types.Receipt, error) {
	tick := time.NewTicker(pollMined)
	defer tick.Stop()
	for {
		r, err := b.TransactionReceipt(ctx, hash)
		if err == nil && r.Status != types.ReceiptStatusSuccessful {
			return r, fmt.Errorf("transaction %s was mined in block %v and reverted", hash, r.BlockNumber)
		}
		var head *types.Header
		if err == nil {
			head, err = b.HeaderByNumber(ctx, nil)
		}
		if err == nil && head.Number.Cmp(r.BlockNumber) >= 0 {
			return r, nil
		}
		select {
		case <-ctx.Done():
			if err != nil && !errors.Is(err, ethereum.NotFound) {
				return nil, fmt.Errorf("wait for transaction %s: %w (last answer: %w)", hash, ctx.Err(), err)
			}
			return nil, fmt.Errorf("wait for transaction %s: %w", hash, ctx.Err())
		case <-tick.C:
		}
	}
}
