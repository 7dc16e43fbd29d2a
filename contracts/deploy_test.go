package contracts_test

import (
	"context"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/contracts"
	"github.com/tolsey/tolsey/market/money"
)

func TestDeployPutsBothContractsOnTheChain(t *testing.T) {
	w := newWorld(t)
	code, err := w.CodeAt(t.Context(), w.Clearing, nil)
	require.NoError(t, err)
	require.NotEmpty(t, code)
	require.Equal(t, crypto.Keccak256Hash(code), w.CodeHash)

	code, err = w.CodeAt(t.Context(), w.Token, nil)
	require.NoError(t, err)
	require.NotEmpty(t, code)
}

// lagging shows a receipt some requests before it shows the state behind it, as a node does between writing a block and taking it
// for its head.
type lagging struct {
	sealing
	old  *types.Header // its head until then
	left int           // requests for the head that are answered with the old one
}

func (l *lagging) HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error) {
	if number == nil && l.left > 0 {
		l.left--
		return l.old, nil
	}
	return l.sealing.HeaderByNumber(ctx, number)
}

func (l *lagging) CodeAt(ctx context.Context, a common.Address, number *big.Int) ([]byte, error) {
	if number == nil && l.left > 0 {
		number = l.old.Number
	}
	return l.sealing.CodeAt(ctx, a, number)
}

func TestDeployWaitsUntilTheCodeCanBeRead(t *testing.T) {
	w := newWorld(t)
	old, err := w.HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	late := &lagging{w.sealing, old, 5}
	d, err := contracts.Deploy(t.Context(), late, w.deployer.opts(t, w.sealing), minCloseDelay)
	require.NoError(t, err)
	code, err := w.CodeAt(t.Context(), d.Clearing, nil)
	require.NoError(t, err)
	require.Equal(t, crypto.Keccak256Hash(code), d.CodeHash, "the contract's own address is part of its code")
	require.Zero(t, late.left)
}

func TestDeployRefusesDelaysThatTheContractRefuses(t *testing.T) {
	w := newWorld(t)
	for _, delay := range []time.Duration{0, time.Millisecond, 1500 * time.Millisecond, contracts.MaxCloseDelay + time.Second} {
		_, err := contracts.DeployClearing(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), delay)
		require.ErrorContains(t, err, "give whole seconds", delay)
	}
}

func TestOnlyTheDeployerMints(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, contracts.MintTestDollar(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), w.Token, w.owner.addr, money.UnitsOf(5)))

	err := contracts.MintTestDollar(t.Context(), w.sealing, w.owner.opts(t, w.sealing), w.Token, w.owner.addr, money.UnitsOf(5))
	var revert *contracts.RevertError
	require.ErrorAs(t, err, &revert)
	require.Equal(t, "NotMinter", revert.Name)
	require.ErrorContains(t, err, "use the deployer's key")
}
