package node

import (
	"context"
	"errors"
	"fmt"

	"github.com/tolsey/tolsey/clearing/channel"
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
