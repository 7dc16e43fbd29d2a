package contracts_test

import (
	"bytes"
	"math/big"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/contracts"
)

// wellKnown is the signed transaction with which anybody puts the factory on a chain, as its authors published it.
const wellKnown = "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222"

// factoryChain is a chain that has the factory, and a party with gas money.
func factoryChain(t *testing.T, factory []byte) (sealing, party, uint64) {
	p := newParty(t)
	chain := simulated.NewBackend(types.GenesisAlloc{
		contracts.Factory: {Code: factory, Balance: new(big.Int)},
		p.addr:            {Balance: new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil)},
	})
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	s := sealing{Client: chain.Client(), chain: chain, sealMu: &sync.Mutex{}}
	id, err := s.ChainID(t.Context())
	require.NoError(t, err)
	return s, p, id.Uint64()
}

func factoryCode(t *testing.T) []byte {
	var tx types.Transaction
	require.NoError(t, tx.UnmarshalBinary(common.FromHex(wellKnown)))
	sender, err := types.Sender(types.HomesteadSigner{}, &tx)
	require.NoError(t, err)
	require.Equal(t, contracts.Factory, crypto.CreateAddress(sender, 0), "the factory is where its transaction puts it")
	const constructor = 14
	return tx.Data()[constructor:]
}

func TestADeploymentIsWhatThePlanSaid(t *testing.T) {
	chain, from, id := factoryChain(t, factoryCode(t))
	plan, err := contracts.PlanDeployment(id, 24*time.Hour, common.Hash{7})
	require.NoError(t, err)

	deployed, err := plan.Check(t.Context(), chain)
	require.NoError(t, err)
	require.False(t, deployed)
	gas, err := plan.Gas(t.Context(), chain, from.addr)
	require.NoError(t, err)
	nonce, err := chain.PendingNonceAt(t.Context(), from.addr)
	require.NoError(t, err)
	require.Zero(t, nonce, "a dry run sends nothing")

	hash, err := plan.Deploy(t.Context(), chain, from.opts(t, chain))
	require.NoError(t, err)
	receipt, err := chain.TransactionReceipt(t.Context(), hash)
	require.NoError(t, err)
	require.LessOrEqual(t, receipt.GasUsed, gas, "the dry run's gas suffices")
	code, err := chain.CodeAt(t.Context(), plan.Address, nil)
	require.NoError(t, err)
	require.Equal(t, plan.CodeHash, crypto.Keccak256Hash(code))
	delay, err := contracts.VerifyCode(code, id, plan.Address)
	require.NoError(t, err)
	require.Equal(t, 24*time.Hour, delay)

	hash, err = plan.Deploy(t.Context(), chain, from.opts(t, chain))
	require.NoError(t, err)
	require.Zero(t, hash, "what is there is not deployed again")
}

func TestAPlanIsOneAddressPerTermsOnEveryChain(t *testing.T) {
	at := func(chainID uint64, delay time.Duration, salt common.Hash) contracts.Plan {
		p, err := contracts.PlanDeployment(chainID, delay, salt)
		require.NoError(t, err)
		return p
	}
	a, b := at(1, 24*time.Hour, common.Hash{}), at(8453, 24*time.Hour, common.Hash{})
	require.Equal(t, a.Address, b.Address)
	require.NotEqual(t, a.CodeHash, b.CodeHash, "the code holds its chain's id")
	require.NotEqual(t, a.Address, at(1, 25*time.Hour, common.Hash{}).Address)
	require.NotEqual(t, a.Address, at(1, 24*time.Hour, common.Hash{1}).Address)
	_, err := contracts.PlanDeployment(1, 0, common.Hash{})
	require.ErrorContains(t, err, "give whole seconds")
}

// Whoever deployed it and how: the code decides.
func TestVerifyCodeKnowsOursAndNoOther(t *testing.T) {
	w := newWorld(t)
	id, err := w.ChainID(t.Context())
	require.NoError(t, err)
	code, err := w.CodeAt(t.Context(), w.Clearing, nil)
	require.NoError(t, err)
	delay, err := contracts.VerifyCode(code, id.Uint64(), w.Clearing)
	require.NoError(t, err)
	require.Equal(t, minCloseDelay, delay)

	_, err = contracts.VerifyCode(code, id.Uint64()+1, w.Clearing)
	require.ErrorIs(t, err, contracts.ErrForeignCode, "made for another chain")
	_, err = contracts.VerifyCode(code, id.Uint64(), w.Token)
	require.ErrorIs(t, err, contracts.ErrForeignCode, "made for another address")
	_, err = contracts.VerifyCode(nil, id.Uint64(), w.Clearing)
	require.ErrorIs(t, err, contracts.ErrNotDeployed)
	_, err = contracts.VerifyCode(code[1:], id.Uint64(), w.Clearing)
	require.ErrorIs(t, err, contracts.ErrForeignCode)
	for at := 0; at < len(code); at += 211 {
		other := slices.Clone(code)
		other[at] ^= 1
		got, err := contracts.VerifyCode(other, id.Uint64(), w.Clearing)
		require.True(t, err != nil || bytes.Equal(other, code), "byte %d changed, and it verified with a delay of %s", at, got)
	}
}

func TestADeploymentIsRefusedWhereTheFactoryIsNotTheFactory(t *testing.T) {
	for name, code := range map[string][]byte{"none": nil, "another": {0x5f, 0x5f, 0xf3}} {
		chain, from, id := factoryChain(t, code)
		plan, err := contracts.PlanDeployment(id, time.Minute, common.Hash{})
		require.NoError(t, err)
		_, err = plan.Deploy(t.Context(), chain, from.opts(t, chain))
		require.ErrorContains(t, err, "no CREATE2 factory", name)
	}
}

// Somebody else's code cannot be at the planned address but through a broken node; it is not taken for ours.
func TestADeploymentIsRefusedWhereForeignCodeIs(t *testing.T) {
	plan, err := contracts.PlanDeployment(1337, time.Minute, common.Hash{})
	require.NoError(t, err)
	chain := simulated.NewBackend(types.GenesisAlloc{plan.Address: {Code: []byte{1}, Balance: new(big.Int)}})
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	_, err = plan.Deploy(t.Context(), chain.Client(), &bind.TransactOpts{})
	require.ErrorIs(t, err, contracts.ErrForeignCode)
}
