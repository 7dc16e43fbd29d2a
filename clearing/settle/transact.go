package settle

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// GasMoneyError is returned when an account cannot pay for its transaction's gas.
type GasMoneyError struct {
	Account    common.Address
	Needs, Has *big.Int // wei
}

func (e *GasMoneyError) Error() string {
	return fmt.Sprintf("needs %s ETH for gas, has %s: send some to %s", ether(e.Needs), ether(e.Has), e.Account)
}

// ether writes wei as native coins with all their digits that matter.
func ether(wei *big.Int) string {
	return new(big.Rat).SetFrac(wei, weiPerCoin).FloatString(9)
}

// busy reports whether an account has a transaction in flight. The next one is signed when it is mined: one at a time
// keeps nonces without gaps whatever is lost on the way. One that any node counts as mined does not hold up the next: where that is a lie,
// both are sent again until both are mined; where the others lie, the next must not wait for ever.
func (d *Driver) busy(account common.Address) bool {
	for _, i := range d.view.intents {
		if i.From == account && i.State == Signed && !i.passed {
			return true
		}
	}
	return false
}

// send signs an action, makes it durable and sends it. When sending fails it is sent again at the next block.
func (d *Driver) send(ctx context.Context, signer Signer, action Action) (*Intent, error) {
	i, err := d.sign(ctx, signer, action)
	if err != nil {
		return nil, err
	}
	if err := d.push(ctx, i); err != nil {
		d.log.Warn("a signed transaction could not be sent yet", "purpose", i.Purpose, "intent", i.ID, "error", err)
	}
	return i, nil
}

// sign makes the intent durable with its first signed transaction.
func (d *Driver) sign(ctx context.Context, signer Signer, action Action) (*Intent, error) {
	call, err := d.chain.Encode(action)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", action, err)
	}
	fees, err := d.chain.Fees(ctx)
	if err != nil {
		return nil, fmt.Errorf("read fees: %w", err)
	}
	i := &Intent{ID: d.nextID(), From: signer.Address(), Purpose: action.String(), Action: action, Call: call, State: Signed, Created: uint64(time.Now().UnixMilli())}
	bid, _ := d.wanted(i, fees)
	if bid, err = d.afford(ctx, i, bid, FirstBid(fees).within(bid.FeeCap)); err != nil {
		return nil, err
	}
	i.Nonce, err = d.nextNonce(ctx, signer.Address())
	if err != nil {
		return nil, err
	}
	if err := d.addVersion(ctx, signer, i, bid); err != nil {
		return nil, err
	}
	d.view.intents = append(d.view.intents, i)
	d.log.Info("signed a transaction", "purpose", i.Purpose, "intent", i.ID, "account", i.From, "nonce", i.Nonce, "tx", i.Versions[0].Hash)
	return i, nil
}

// addVersion signs and persists one more transaction under the intent's nonce. It is not sent here: what is sent is durable.
func (d *Driver) addVersion(ctx context.Context, signer Signer, i *Intent, bid Bid) error {
	signed, err := signer.SignTx(Tx{ChainID: d.cfg.ChainID, Nonce: i.Nonce, Call: i.Call, TipCap: bid.TipCap, FeeCap: bid.FeeCap})
	if err != nil {
		return fmt.Errorf("sign %s: %w", i.Purpose, err)
	}
	more := *i
	more.Versions = append(append([]Version{}, i.Versions...), Version{
		SignedTx: signed, TipCap: bid.TipCap, FeeCap: bid.FeeCap, At: d.view.head.Number, Legs: len(i.Action.Legs), Cancel: i.cancelled(),
	})
	for n := range i.Versions {
		more.Versions[n].Raw = nil // never sent again
	}
	if err := d.store.SaveIntent(ctx, more); err != nil {
		return storeFailed("store signed transaction", err)
	}
	*i = more
	return nil
}

// afford lowers a bid to what the account can pay for, since nodes refuse what it could not, but not below the least that may do.
func (d *Driver) afford(ctx context.Context, i *Intent, bid, least Bid) (Bid, error) {
	money, err := d.chain.Account(ctx, i.From)
	if err != nil {
		return bid, fmt.Errorf("read gas money: %w", err)
	}
	gas := new(big.Int).SetUint64(i.Call.Gas)
	if needs := new(big.Int).Mul(gas, least.FeeCap); money.Gas.Cmp(needs) < 0 {
		return bid, &GasMoneyError{Account: i.From, Needs: needs, Has: money.Gas}
	}
	return bid.within(gas.Div(money.Gas, gas)), nil
}

// nextNonce believes what the nodes agree on, and our own journal over a node that lags or lies.
func (d *Driver) nextNonce(ctx context.Context, account common.Address) (uint64, error) {
	counts, err := d.chain.Nonces(ctx, account, Head{})
	if err != nil {
		return 0, fmt.Errorf("read nonce: %w", err)
	}
	floor, err := d.store.NextNonce(ctx, account)
	if err != nil {
		return 0, storeFailed("read the journal's nonces", err)
	}
	nonce := counts.atLeast(floor)
	for _, i := range d.view.intents {
		if i.From == account {
			nonce = max(nonce, i.Nonce+1)
		}
	}
	return nonce, nil
}

func (d *Driver) nextID() uint64 {
	id := uint64(time.Now().UnixMicro())
	for _, i := range d.view.intents {
		id = max(id, i.ID+1)
	}
	return id
}

// signerOf is nil for an account whose key is no longer here.
func (d *Driver) signerOf(account common.Address) Signer {
	for _, s := range []Signer{d.node, d.owner} {
		if s != nil && s.Address() == account {
			return s
		}
	}
	return nil
}
