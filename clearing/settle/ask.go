package settle

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/market/money"
)

// ErrReverted is returned when a transaction was mined and the contract refused it.
var ErrReverted = errors.New("the contract refused the transaction")

// ErrDisplaced is returned when another transaction of the same account took our transaction's nonce.
var ErrDisplaced = errors.New("another transaction used this account's nonce: no second program may send with this key")

// ErrStopped is returned when Run has ended. What was sent before goes on, and the next Run sees it through.
var ErrStopped = errors.New("this node's settling has stopped: start the node again")

// Confirmation is where an asked transaction became final.
type Confirmation struct {
	Tx    common.Hash
	Block uint64
}

// Settled is what a settlement on command has brought, as the chain's events say.
type Settled struct {
	Claims []Event // payments on channels where we are the payee
}

// Total is the sum of the payments, in base units of the asset.
func (s Settled) Total() (sum money.Units) {
	for _, e := range s.Claims {
		sum = sum.Add(e.Amount)
	}
	return sum
}

// ask is a request to Run and the way back. Its fields are Run's once it is sent.
type ask struct {
	kind   askKind
	signer Signer
	action Action
	intent *Intent // once it is signed
	seen   bool    // a whole look at the chain was begun and ended after the request

	targets map[common.Hash]money.Units // askSettle: the totals to reach, as of the first look
	settled Settled
	done    chan struct{} // closed when the fields below are set
	at      Confirmation
	err     error
}

type askKind uint8

const (
	askAct     askKind = iota // sign, send and confirm an action
	askSettle                 // claim everything and wait until it is final
	askRefresh                // look at the chain now
)

func (a *ask) finish(err error) {
	a.err = err
	close(a.done)
}

// claimed counts a payment for those who wait for a settlement.
func (a *ask) claimed(e Event, tracked []Tracked) {
	if a.kind != askSettle {
		return
	}
	for _, t := range tracked {
		if t.Role == Payee && t.Channel.ID() == e.Channel {
			a.settled.Claims = append(a.settled.Claims, e)
			return
		}
	}
}

// submit hands an ask to Run and waits for its end. When ctx ends first, a transaction that was sent stays sent.
func (d *Driver) submit(ctx context.Context, a *ask) error {
	a.done = make(chan struct{})
	select {
	case d.asks <- a:
	case <-d.ended:
		return ErrStopped
	case <-ctx.Done():
		return fmt.Errorf("the settle room is not running or busy: %w", ctx.Err())
	}
	select {
	case <-a.done:
		return a.err
	case <-d.ended:
		return ErrStopped
	case <-ctx.Done():
		return fmt.Errorf("wait for the chain (what was sent goes on): %w", ctx.Err())
	}
}

// act sees one action through to a final block.
func (d *Driver) act(ctx context.Context, signer Signer, action Action) (Confirmation, error) {
	a := &ask{kind: askAct, signer: signer, action: action}
	if err := d.submit(ctx, a); err != nil {
		return Confirmation{}, fmt.Errorf("%s: %w", action, err)
	}
	return a.at, nil
}

// SettleNow claims all that is claimable, whatever its worth, and returns when the payments are final and delivered to
// the store. A voucher that the contract refuses is an error; the others are claimed all the same.
func (d *Driver) SettleNow(ctx context.Context) (Settled, error) {
	a := &ask{kind: askSettle}
	if err := d.submit(ctx, a); err != nil {
		return Settled{}, fmt.Errorf("settle now: %w", err)
	}
	return a.settled, nil
}

// Refresh looks at the chain now and returns when what it says is in the store: for a channel that was just added to it.
func (d *Driver) Refresh(ctx context.Context) error {
	if err := d.submit(ctx, &ask{kind: askRefresh}); err != nil {
		return fmt.Errorf("read the chain: %w", err)
	}
	return nil
}
