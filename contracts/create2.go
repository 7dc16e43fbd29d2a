package contracts

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tolsey/tolsey/contracts/bindings"
	"github.com/tolsey/tolsey/market"
)

// Factory is the contract that most chains have at this address: given a salt and creation code it deploys that by CREATE2.
// So a clearing contract has one address on all chains, which depends on its code and terms and on nobody's key.
var Factory = common.HexToAddress("0x4e59b44847b379578588920cA78FbF26c0B4956C")

// factoryCode is all of the factory's code.
var factoryCode = common.FromHex("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3")

// The name and version in the contract's signing domain, which market.Domain hashes.
const domainName, domainVersion = "tolsey", "1"

var (
	// ErrNotDeployed is returned where an address holds no code.
	ErrNotDeployed = errors.New("there is no contract at this address")
	// ErrForeignCode is returned where the code on the chain is not what this version's sources compile to.
	ErrForeignCode = errors.New("the code on the chain is not this version's clearing contract")
)

// Plan is a deployment of the clearing contract that can be told before it is made.
type Plan struct {
	ChainID       uint64
	MinCloseDelay time.Duration // the constructor's only argument: no channel may close faster
	Salt          common.Hash   // tells deployments of the same code and terms apart
	Address       common.Address
	CodeHash      common.Hash // of the code that will be there, which a network file pins
	initCode      []byte
}

// PlanDeployment computes where the contract will be and what code it will have.
func PlanDeployment(chainID uint64, minCloseDelay time.Duration, salt common.Hash) (Plan, error) {
	p := Plan{ChainID: chainID, MinCloseDelay: minCloseDelay, Salt: salt}
	var err error
	if p.initCode, err = creationCode(minCloseDelay); err != nil {
		return p, err
	}
	p.Address = crypto.CreateAddress2(Factory, salt, crypto.Keccak256(p.initCode))
	p.CodeHash = crypto.Keccak256Hash(runtimeCode(chainID, p.Address, minCloseDelay))
	return p, nil
}

// runtimeCode is what the constructor leaves on the chain.
func runtimeCode(chainID uint64, at common.Address, minCloseDelay time.Duration) []byte {
	all := common.FromHex(bindings.ClearingMetaData.Bin)
	code := all[bindings.ClearingCodeStart:][:bindings.ClearingCodeSize]
	domain := market.Domain{ChainID: chainID, Clearing: at}
	values := []common.Hash{ // as EIP712 and Clearing declare them
		domain.Separator(), common.BigToHash(new(big.Int).SetUint64(chainID)), common.BytesToHash(at[:]),
		crypto.Keccak256Hash([]byte(domainName)), crypto.Keccak256Hash([]byte(domainVersion)),
		shortString(domainName), shortString(domainVersion),
		common.BigToHash(big.NewInt(int64(minCloseDelay / time.Second))),
	}
	for i, places := range bindings.ClearingImmutables {
		for _, start := range places {
			copy(code[start:], values[i][:])
		}
	}
	return code
}

// shortString is a string of at most 31 bytes as OpenZeppelin keeps it in one word: its length is in the last byte.
func shortString(s string) (h common.Hash) {
	copy(h[:], s)
	h[31] = byte(len(s))
	return h
}

// VerifyCode holds code on a chain against what this version's sources compile to, byte for byte. The shortest close delay is
// read from it: whoever uses the deployment decides whether it will do.
func VerifyCode(code []byte, chainID uint64, at common.Address) (minCloseDelay time.Duration, err error) {
	if len(code) == 0 {
		return 0, fmt.Errorf("%s: %w", at, ErrNotDeployed)
	}
	place := bindings.ClearingImmutables[len(bindings.ClearingImmutables)-1][0]
	if len(code) != bindings.ClearingCodeSize {
		return 0, fmt.Errorf("%s has %d bytes of code, %d are due: %w", at, len(code), bindings.ClearingCodeSize, ErrForeignCode)
	}
	delay := new(big.Int).SetBytes(code[place : place+32])
	if !delay.IsUint64() || delay.Uint64() > uint64(MaxCloseDelay/time.Second) {
		return 0, fmt.Errorf("%s: %w", at, ErrForeignCode)
	}
	minCloseDelay = time.Duration(delay.Uint64()) * time.Second
	if crypto.Keccak256Hash(code) != crypto.Keccak256Hash(runtimeCode(chainID, at, minCloseDelay)) {
		return 0, fmt.Errorf("%s: %w", at, ErrForeignCode)
	}
	return minCloseDelay, nil
}

// InitCode is what the factory is given: creation code and constructor arguments.
func (p Plan) InitCode() []byte { return append([]byte(nil), p.initCode...) }

// Check asks the chain whether the plan can be carried out, and whether it has been. It changes nothing.
func (p Plan) Check(ctx context.Context, b Backend) (deployed bool, err error) {
	code, err := b.CodeAt(ctx, p.Address, nil)
	if err != nil {
		return false, fmt.Errorf("read the code at %s: %w", p.Address, scrub(err))
	}
	if len(code) > 0 {
		_, err := VerifyCode(code, p.ChainID, p.Address)
		return err == nil, err
	}
	factory, err := b.CodeAt(ctx, Factory, nil)
	if err != nil {
		return false, fmt.Errorf("read the factory's code: %w", scrub(err))
	}
	if crypto.Keccak256Hash(factory) != crypto.Keccak256Hash(factoryCode) {
		return false, fmt.Errorf("this chain has no CREATE2 factory at %s: deploy that first, with its well-known transaction that needs nobody's key", Factory)
	}
	return false, nil
}

// Gas asks the chain what the deployment by from would use.
func (p Plan) Gas(ctx context.Context, b Backend, from common.Address) (uint64, error) {
	gas, err := b.EstimateGas(ctx, ethereum.CallMsg{From: from, To: &Factory, Data: p.call()})
	if err != nil {
		return 0, fmt.Errorf("estimate the deployment's gas: %w", Explain(scrub(err)))
	}
	return gas, nil
}

// call is what the factory reads: the salt and the creation code.
func (p Plan) call() []byte { return append(p.Salt[:], p.initCode...) }

// Deploy carries the plan out, waits until it is mined and verifies the code that is there then. Where the contract is there
// already nothing is sent and the hash is zero.
func (p Plan) Deploy(ctx context.Context, b Backend, opts *bind.TransactOpts) (common.Hash, error) {
	if there, err := p.Check(ctx, b); there || err != nil {
		return common.Hash{}, err
	}
	tx, err := bind.NewBoundContract(Factory, clearingABI.GetABI(), b, b, b).RawTransact(withContext(ctx, opts), p.call())
	if err != nil {
		return common.Hash{}, fmt.Errorf("deploy clearing contract: %w", Explain(scrub(err)))
	}
	if _, err := waitMined(ctx, b, tx.Hash()); err != nil {
		return tx.Hash(), fmt.Errorf("deploy clearing contract: %w", err)
	}
	there, err := p.Check(ctx, b)
	if err == nil && !there {
		err = fmt.Errorf("transaction %s was mined and %s is still empty: ask another node of the chain", tx.Hash(), p.Address)
	}
	return tx.Hash(), err
}
