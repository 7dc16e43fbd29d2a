package contracts

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tolsey/tolsey/clearing/settle"
)

// Nonces is the number of the account's transactions up to a block, the newest for the zero Head.
func (c *Client) Nonces(ctx context.Context, account common.Address, at settle.Head) (settle.Nonces, error) {
	var n uint64
	var err error
	if at == (settle.Head{}) {
		n, err = c.eth.NonceAt(ctx, account, nil)
	} else {
		n, err = c.eth.NonceAtHash(ctx, account, at.Hash)
	}
	return settle.Nonces{Least: n, Most: n}, scrub(err)
}

// Fees is what the newest block burned and what the node suggests for inclusion.
func (c *Client) Fees(ctx context.Context) (settle.Fees, error) {
	var b *block
	var tip hexutil.Big
	if err := c.batch(ctx, []rpc.BatchElem{
		{Method: "eth_getBlockByNumber", Args: []any{latest, false}, Result: &b},
		{Method: "eth_maxPriorityFeePerGas", Result: &tip},
	}); err != nil {
		return settle.Fees{}, err
	}
	if b == nil || b.BaseFee == nil {
		return settle.Fees{}, errors.New("the newest block names no base fee: chains before EIP-1559 are not supported")
	}
	return settle.Fees{Base: b.BaseFee.ToInt(), Tip: tip.ToInt()}, nil
}

// Simulate runs a call on the newest block; a refusal is explained in plain words.
func (c *Client) Simulate(ctx context.Context, from common.Address, call settle.Call) error {
	_, err := c.eth.CallContract(ctx, ethereum.CallMsg{From: from, To: &call.To, Data: call.Data, Gas: call.Gas}, nil)
	return Explain(scrub(err))
}

// Send hands over signed bytes. A node that has or had them is content: "nonce too low" may mean that they are mined, and
// only their receipt can tell.
func (c *Client) Send(ctx context.Context, raw []byte) error {
	err := c.rpc.CallContext(ctx, nil, "eth_sendRawTransaction", hexutil.Bytes(raw))
	if err == nil {
		return nil
	}
	for _, known := range []string{"already known", "already imported", "nonce too low"} {
		if strings.Contains(strings.ToLower(err.Error()), known) {
			return nil
		}
	}
	return Explain(scrub(err))
}

// Receipt finds a mined transaction. That a node which has just started is still indexing is an error, for it does not
// know yet that there is none.
func (c *Client) Receipt(ctx context.Context, tx common.Hash) (settle.Receipt, bool, error) {
	r, err := c.eth.TransactionReceipt(ctx, tx)
	if errors.Is(err, ethereum.NotFound) {
		return settle.Receipt{}, false, nil
	}
	if err != nil {
		return settle.Receipt{}, false, scrub(err)
	}
	return settle.Receipt{
		Block: r.BlockNumber.Uint64(), Hash: r.BlockHash, GasUsed: r.GasUsed,
		Reverted: r.Status != types.ReceiptStatusSuccessful,
	}, true, nil
}

// SignTx encodes a transaction and signs it with what sign makes of its digest (V 0 or 1).
func SignTx(tx settle.Tx, sign func(digest common.Hash) ([]byte, error)) (settle.SignedTx, error) {
	id := new(big.Int).SetUint64(tx.ChainID)
	signer := types.LatestSignerForChainID(id)
	plain := types.NewTx(&types.DynamicFeeTx{
		ChainID: id, Nonce: tx.Nonce, GasTipCap: tx.TipCap, GasFeeCap: tx.FeeCap, Gas: tx.Gas, To: &tx.To, Data: tx.Data,
	})
	sig, err := sign(signer.Hash(plain))
	if err != nil {
		return settle.SignedTx{}, err
	}
	signed, err := plain.WithSignature(signer, sig)
	if err != nil {
		return settle.SignedTx{}, fmt.Errorf("attach signature: %w", err)
	}
	raw, err := signed.MarshalBinary()
	if err != nil {
		return settle.SignedTx{}, fmt.Errorf("encode transaction: %w", err)
	}
	return settle.SignedTx{Raw: raw, Hash: signed.Hash()}, nil
}
