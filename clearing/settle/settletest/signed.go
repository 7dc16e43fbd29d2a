package settletest

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/market"
	"github.com/tolsey/tolsey/market/money"
)

// genuine is this chain's whole mathematics of signatures.
func genuine(s market.Signature) bool { return !s.IsZero() && s[64] != Forged }

// spend uses up or revokes a nonce of an owner's signatures.
func (w world) spend(owner common.Address, nonce common.Hash) ([]settle.Event, error) {
	id := signedNonce{owner, nonce}
	if w.spent[id] {
		return nil, fmt.Errorf("nonce %s of %s is spent", nonce, owner)
	}
	w.spent[id] = true
	return []settle.Event{{Kind: settle.NonceSpent, From: owner, Memo: nonce}}, nil
}

func (w world) withdrawFor(o settle.Withdrawal, sig market.Signature, now uint64) ([]settle.Event, error) {
	if now > o.Deadline {
		return nil, fmt.Errorf("the chain's time is %d, the withdrawal may be used until %d", now, o.Deadline)
	}
	if !genuine(sig) {
		return nil, fmt.Errorf("%s did not sign the withdrawal", o.Owner)
	}
	amount, err := money.UnitsFromBig(o.Amount)
	if err != nil {
		return nil, fmt.Errorf("needs %s base units of free balance, has %s", o.Amount, w.free[o.Owner])
	}
	spent, err := w.spend(o.Owner, common.BigToHash(o.Nonce))
	if err != nil {
		return nil, err
	}
	left, err := w.withdraw(o.Owner, o.To, amount)
	return append(spent, left...), err
}

func (w world) requestCloseFor(c channel.Channel, s channel.OnChain, r channel.RequestClose, sig market.Signature, now uint64) ([]settle.Event, error) {
	if r.ChannelID != c.ID() || r.Epoch != s.Epoch {
		return nil, fmt.Errorf("the request is of another channel or epoch")
	}
	if !genuine(sig) {
		return nil, fmt.Errorf("%s did not sign the request", c.Payer)
	}
	spent, err := w.spend(c.Payer, r.Nonce)
	if err != nil {
		return nil, err
	}
	begun, err := w.requestClose(c, s, now)
	return append(spent, begun...), err
}
