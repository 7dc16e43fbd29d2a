package node

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/settle"
	"github.com/tolsey/tolsey/node/dashboard"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
)

// errOnlyPayer is returned when a payee asks for what only a payer may do.
var errOnlyPayer = errors.New("only the payer of a channel may close it by force")

// closeSold ends a channel on which we are paid: the consent is our own, and the buyer's is its voucher. We keep what we have earned, and
// the rest, what is prepaid included, is the buyer's at once. It is refused while calls run on the channel.
func (n *Node) closeSold(ctx context.Context, p channel.Payee) (dashboard.TxView, error) {
	answer := n.desk.Answer(ctx, seller.Buyer{Peer: seller.Self, Address: p.Channel.Signer}, &wire.CloseAsk{ChannelID: p.ID(), Epoch: p.OnChain.Epoch})
	var consent *wire.CloseConsent
	switch answer := answer.(type) {
	case *wire.CloseConsent:
		consent = answer
	case *wire.Error:
		return dashboard.TxView{}, fmt.Errorf("%w: %s", channel.ErrBusy, answer.Message)
	default:
		return dashboard.TxView{}, fmt.Errorf("developer error: the desk answers a request to close with %s", answer.Kind())
	}
	p, err := n.store.Payee(p.ID())
	if err != nil {
		return dashboard.TxView{}, err
	}
	view := dashboard.TxView{Channel: p.ID(), Amount: consent.Claimed.SubFloor(p.OnChain.Claimed).FloorPicos(p.Asset)}
	at, err := n.settle.CloseCooperative(ctx, p.Channel, consent.Close, consent.Sig, p.Highest)
	view.Hash, view.Block, view.Final = at.Tx, at.Block, err == nil
	return view, err
}

// errForced is returned when a cooperative close is not to be had.
var errForced = errors.New("the seller does not agree now")

// closeChannel ends a channel: with the seller's consent at once, or by force after the close delay. Where neither comes to be, the
// channel goes on carrying calls.
func (n *Node) closeChannel(ctx context.Context, id common.Hash, force bool) (dashboard.TxView, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pilotWait) // who has asked may leave: it is seen through
	defer cancel()
	p, err := n.store.SetClosing(ctx, id, true)
	if err != nil {
		return dashboard.TxView{}, err
	}
	view, err := n.closeAgreed(ctx, p)
	switch {
	case err == nil || onItsWay(err):
		return view, err
	case !force:
		n.reopen(id)
		return dashboard.TxView{}, fmt.Errorf("%w: %w", errForced, err)
	}
	at, err := n.settle.RequestClose(ctx, p.Channel)
	if err != nil && !onItsWay(err) {
		n.reopen(id)
	}
	return dashboard.TxView{Channel: id, Hash: at.Tx, Block: at.Block, Final: err == nil, Amount: p.OnChain.Deposit.SubFloor(p.Cumulative).FloorPicos(p.Asset),
		Note: fmt.Sprintf("the rest is refunded after the close delay of %s", time.Duration(p.Channel.CloseDelay)*time.Second)}, err
}

// onItsWay reports whether a transaction may have been sent although whoever asked for it has stopped waiting.
func onItsWay(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, settle.ErrStopped)
}

// reopen has a channel carry calls again that could not be closed.
func (n *Node) reopen(id common.Hash) {
	if _, err := n.store.SetClosing(n.aborted, id, false); err != nil {
		n.log.Error("channel stays marked as closing", "channel", id.Hex(), "error", err)
	}
}

// closeAgreed ends a channel at once with the seller's consent.
func (n *Node) closeAgreed(ctx context.Context, p channel.Payer) (dashboard.TxView, error) {
	asked, cancel := context.WithTimeout(ctx, consentTime)
	defer cancel()
	consent, err := n.consent(asked, p)
	if err != nil {
		return dashboard.TxView{}, fmt.Errorf("ask for consent: %s", err) // nothing was sent, whatever ended it
	}
	if p, err = n.store.Payer(p.ID()); err != nil {
		return dashboard.TxView{}, err
	}
	voucher := channel.SignedVoucher{}
	if p.OnChain.Claimed.Less(consent.Claimed) {
		if voucher, err = n.highest(p); err != nil {
			return dashboard.TxView{}, err
		}
	}
	at, err := n.settle.CloseCooperative(ctx, p.Channel, consent.Close, consent.Sig, voucher)
	return dashboard.TxView{Channel: p.ID(), Hash: at.Tx, Block: at.Block, Final: err == nil,
		Amount: p.OnChain.Deposit.SubFloor(consent.Claimed).FloorPicos(p.Asset)}, err // what is prepaid comes back too
}

// How long a seller is asked for its consent, and how often and for how long after a start, when it may not be connected yet.
const (
	consentTime  = 10 * time.Second
	resumeEvery  = 5 * time.Second
	resumeWithin = time.Minute
)

// resumeCloses sees the closes through that an earlier run has begun: a channel that is marked as closing carries no call, and what lies
// in it would lie there for ever. What is begun from now on is its own asker's.
func (n *Node) resumeCloses(ctx context.Context) error {
	var begun []common.Hash
	for _, p := range n.store.Payers() {
		if p.Closing {
			begun = append(begun, p.ID())
		}
	}
	for began := time.Now(); ; {
		last := time.Since(began) > resumeWithin
		begun = slices.DeleteFunc(begun, func(id common.Hash) bool { return n.resumeClose(ctx, id, last) })
		if len(begun) == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(resumeEvery):
		}
	}
}

// resumeClose reports whether nothing more is to be done about a close that was begun. The last time that it is tried, a channel that is
// not closed carries calls again.
func (n *Node) resumeClose(ctx context.Context, id common.Hash, last bool) (over bool) {
	p, err := n.store.Payer(id)
	if err != nil || !p.Closing || !p.OnChain.Open() || p.OnChain.CloseAt != 0 {
		return true
	}
	_, err = n.closeAgreed(ctx, p)
	switch {
	case err == nil:
		return true
	case ctx.Err() != nil:
		return false
	}
	n.log.Info("a close that was begun before is not agreed to yet", "channel", id.Hex(), "error", err)
	if last {
		n.reopen(id)
	}
	return last
}
