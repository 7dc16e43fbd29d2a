package node

import (
	"context"
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/libp2p/go-libp2p/core/peer"

	"github.com/tolsey/tolsey/clearing/channel"
	"github.com/tolsey/tolsey/node/buyer"
	"github.com/tolsey/tolsey/node/p2p"
	"github.com/tolsey/tolsey/node/seller"
	"github.com/tolsey/tolsey/node/wire"
)

// maxDirectory bounds how many nodes' peer ids are remembered.
const maxDirectory = 200_000

// directory knows under which peer id a node address is reached.
type directory struct {
	mu  sync.RWMutex // guards ids
	ids map[common.Address]peer.ID
}

func (d *directory) note(a common.Address, id peer.ID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ids == nil || len(d.ids) > maxDirectory {
		d.ids = map[common.Address]peer.ID{}
	}
	d.ids[a] = id
}

func (d *directory) find(a common.Address) (peer.ID, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	id, ok := d.ids[a]
	return id, ok
}

// paths is the network as the buyer sees it: by node address, its own seller included.
type paths struct {
	me      common.Address
	host    *p2p.Host
	names   *directory
	seller  func() *seller.Seller
	running *sync.WaitGroup // calls of the own seller
}

var _ buyer.Network = paths{}

func (p paths) Open(ctx context.Context, to common.Address) (buyer.Stream, error) {
	if to == p.me {
		return p.own(), nil
	}
	id, err := p.id(to)
	if err != nil {
		return nil, err
	}
	return p.host.OpenCall(ctx, id)
}

// own has a call served by the node's own seller, which runs while the buyer waits for it.
func (p paths) own() buyer.Stream {
	p.running.Add(1)
	return newPipe(func(ctx context.Context, far seller.Stream) {
		f, err := far.Recv(ctx)
		if open, ok := f.(*wire.Open); err == nil && ok {
			p.seller().Serve(ctx, far, seller.Buyer{Peer: seller.Self, Address: p.me}, open)
		}
	}, p.running.Done)
}

func (p paths) SendVoucher(ctx context.Context, to common.Address, f *channel.Frame) error {
	id, err := p.id(to)
	if err != nil {
		return err
	}
	return p.host.SendVoucher(ctx, id, f)
}

func (p paths) Ask(ctx context.Context, to common.Address, ask wire.Frame) (wire.Frame, error) {
	id, err := p.id(to)
	if err != nil {
		return nil, err
	}
	return p.host.AskClear(ctx, id, ask)
}

func (p paths) PeerID(a common.Address) string {
	if a == p.me {
		return seller.Self
	}
	if id, ok := p.names.find(a); ok {
		return id.String()
	}
	return a.Hex()
}

func (p paths) id(a common.Address) (peer.ID, error) {
	if id, ok := p.names.find(a); ok {
		return id, nil
	}
	return "", fmt.Errorf("no peer id is known for node %s: its price page has not been seen", a)
}

// pull gets a seller's pages anew. A seller that was started again has forgotten the pages of before, and gossip may have passed its
// new ones on while it was away.
func (n *Node) pull(ctx context.Context, from common.Address) {
	id, ok := n.names.find(from)
	if !ok {
		return
	}
	if _, err := n.host.PullPages(ctx, id, nil); err != nil && ctx.Err() == nil {
		n.log.Info("pages are not pulled", "peer", id.String(), "error", err)
	}
}

// hopOf is a node's entry in a resale chain: nobody who does not know its peer id can tell it.
func hopOf(id peer.ID) func(nonce [16]byte) [8]byte {
	return func(nonce [16]byte) (h [8]byte) {
		copy(h[:], crypto.Keccak256(nonce[:], []byte(id)))
		return h
	}
}
