package wallet

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
)

var _ settle.Signer = (*Signer)(nil)

// SignVoucher signs a payer's promise, as the channel's signer.
func (s *Signer) SignVoucher(d market.Domain, v channel.Voucher) (market.Signature, error) {
	return s.signTyped(d, v.StructHash())
}

// SignClose signs a payee's consent to an instant close, as the channel's payee signer.
func (s *Signer) SignClose(d market.Domain, c channel.Close) (market.Signature, error) {
	return s.signTyped(d, c.StructHash())
}

// SignRequestClose signs a payer's request to close that somebody else may bring to the chain, as the channel's payer.
func (s *Signer) SignRequestClose(d market.Domain, r channel.RequestClose) (market.Signature, error) {
	return s.signTyped(d, r.StructHash())
}

// SignResync signs a seller's answer to a buyer that lost state.
func (s *Signer) SignResync(d market.Domain, r channel.Resync) (market.Signature, error) {
	return s.signTyped(d, r.StructHash())
}

// SignReceipt signs a seller's usage record.
func (s *Signer) SignReceipt(d market.Domain, r market.Receipt) (market.Signature, error) {
	return s.signTyped(d, r.StructHash())
}

// SignQuote signs a seller's firm offer to one buyer.
func (s *Signer) SignQuote(d market.Domain, q market.Quote) (market.Signature, error) {
	return s.signTyped(d, q.StructHash())
}

// SignPage signs the payload of a price page. Its digest has a prefix of its own, so that no payload is anything else.
func (s *Signer) SignPage(payload []byte) (market.Signature, error) {
	if len(payload) == 0 || len(payload) > market.MaxPageSize {
		return market.Signature{}, fmt.Errorf("sign page: payload of %d bytes is not within 1 to %d", len(payload), market.MaxPageSize)
	}
	return s.sign(market.PageHash(payload))
}

// SignTx signs a transaction for the key's chain.
func (s *Signer) SignTx(tx settle.Tx) (settle.SignedTx, error) {
	if tx.ChainID != s.chainID {
		return settle.SignedTx{}, fmt.Errorf("%w: it signs for chain %d and was asked to send to chain %d", ErrNetwork, s.chainID, tx.ChainID)
	}
	if tx.TipCap == nil || tx.FeeCap == nil || tx.Gas == 0 {
		return settle.SignedTx{}, errors.New("sign transaction: it names no fees or no gas")
	}
	id := new(big.Int).SetUint64(tx.ChainID)
	signed, err := types.SignNewTx(s.key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: tx.Nonce, GasTipCap: tx.TipCap, GasFeeCap: tx.FeeCap, Gas: tx.Gas, To: &tx.To, Data: tx.Data,
	})
	if err != nil {
		return settle.SignedTx{}, fmt.Errorf("sign transaction: %w", err)
	}
	raw, err := signed.MarshalBinary()
	if err != nil {
		return settle.SignedTx{}, fmt.Errorf("encode transaction: %w", err)
	}
	return settle.SignedTx{Raw: raw, Hash: signed.Hash()}, nil
}
