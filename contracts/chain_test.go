package contracts_test

import (
	"context"
	"crypto/ecdsa"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/ethereum/go-ethereum/node"
	"github.com/stretchr/testify/require"

	"github.com/tolsey/tolsey/contracts"
)

const minCloseDelay = time.Minute

// sealing is a client of an in-process chain that seals a block for every transaction it is sent.
type sealing struct {
	simulated.Client
	chain  *simulated.Backend
	sealMu *sync.Mutex // guards sealing: the simulated chain's own two ways to seal race
}

func (s sealing) commit() {
	s.sealMu.Lock()
	defer s.sealMu.Unlock()
	s.chain.Commit()
}

func (s sealing) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	if err := s.Client.SendTransaction(ctx, tx); err != nil {
		return err
	}
	s.commit()
	return nil
}

// party is a key with gas money on the test chain.
type party struct {
	key  *ecdsa.PrivateKey
	addr common.Address
}

func newParty(t *testing.T) party {
	t.Helper()
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	return party{key: key, addr: crypto.PubkeyToAddress(key.PublicKey)}
}

func (p party) opts(t *testing.T, b sealing) *bind.TransactOpts {
	t.Helper()
	id, err := b.ChainID(t.Context())
	require.NoError(t, err)
	return bind.NewKeyedTransactor(p.key, id)
}

// world is a real chain with a deployment, its deployer and a few parties with gas money.
type world struct {
	sealing
	contracts.Deployment
	deployer, owner, node, seller party
}

func newWorld(t *testing.T, options ...func(*node.Config, *ethconfig.Config)) *world {
	t.Helper()
	w := &world{deployer: newParty(t), owner: newParty(t), node: newParty(t), seller: newParty(t)}
	ether := new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil)
	alloc := types.GenesisAlloc{}
	for _, p := range []party{w.deployer, w.owner, w.node, w.seller} {
		alloc[p.addr] = types.Account{Balance: ether}
	}
	chain := simulated.NewBackend(alloc, options...)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	w.sealing = sealing{Client: chain.Client(), chain: chain, sealMu: &sync.Mutex{}}

	var err error
	w.Deployment, err = contracts.Deploy(t.Context(), w.sealing, w.deployer.opts(t, w.sealing), minCloseDelay)
	require.NoError(t, err)
	return w
}
