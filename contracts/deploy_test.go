package contracts_test

import (
	"testing"
	"time"

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
