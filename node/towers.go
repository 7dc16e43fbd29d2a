package node

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tolsey/tolsey/clearing"
	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/clearing/watch"
	"github.com/tolsey/tolsey/node/config"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/store"
)

// towered is the seller's ledger where watchtowers are to know what it relies on.
type towered struct {
	*store.Store
	towers *watch.Pusher
}

var _ seller.Ledger = towered{}

// Admit implements seller.Ledger.
func (l towered) Admit(ctx context.Context, a clearing.Admission, f *channel.Frame) (channel.Payee, error) {
	p, err := l.Store.Admit(ctx, a, f)
	if err == nil && f != nil {
		l.towers.Note(ctx, watch.HoldingOfPayee(&p))
	}
	return p, err
}

// Accept implements seller.Ledger.
func (l towered) Accept(ctx context.Context, id common.Hash, f channel.Frame, head uint64) (channel.Payee, error) {
	p, err := l.Store.Accept(ctx, id, f, head)
	if err == nil {
		l.towers.Note(ctx, watch.HoldingOfPayee(&p))
	}
	return p, err
}

// openTowers makes the pusher to the configured watchtowers, nil where there are none, and the ledger that the seller is to use.
func (n *Node) openTowers() (seller.Ledger, error) {
	var clients []*watch.Client
	for _, w := range n.cfg.Seller.Watchtowers {
		token, err := config.ReadSecretFile(w.TokenFile)
		if err != nil {
			return nil, fmt.Errorf("read token of watchtower %s: %w", w.URL, err)
		}
		clients = append(clients, watch.NewClient(w.URL, token))
	}
	if len(clients) == 0 {
		return n.store, nil
	}
	n.towers = watch.NewPusher(clients, n.net.Domain(), n.chain.Genesis(), n.log.With("room", "watchtowers"))
	var held []watch.Holding
	for _, p := range n.store.Payees() {
		held = append(held, watch.HoldingOfPayee(&p))
	}
	n.towers.Seed(held)
	return towered{n.store, n.towers}, nil
}
